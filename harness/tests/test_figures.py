"""Figures that programs print: read, taken out, and limited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from harness.board.looks import Outcome
from harness.farm.limits import held, unmet
from harness.figures import expected_besides, figures_of, without_figures
from harness.history.record import Result
from harness.observation import Ending, Expected, Observation
from harness.verdict import Verdict, Word


def said(output: bytes) -> Observation:
    return Observation(output, b"", Ending.FINISHED)


@pytest.mark.parametrize(
    ("output", "figures", "rest"),
    [
        (b"figure gc_pause_us 12\r\n", {"gc_pause_us": 12}, b""),
        (b"1\nfigure a_bytes -1.5\n2\n", {"a_bytes": -1.5}, b"1\n2\n"),
        (b"figure a_us 1\nfigure a_us 2\n", {"a_us": 2}, b""),
        (b"figure a_us\n", {}, b"figure a_us\n"),
        (b"figure a_us 1 2\n", {}, b"figure a_us 1 2\n"),
        (b"figure a_us 1e3\n", {}, b"figure a_us 1e3\n"),
        (b"figure A 1\n", {}, b"figure A 1\n"),
        (b" figure a_us 1\n", {}, b" figure a_us 1\n"),
        (b"figure a_us 1", {}, b"figure a_us 1"),  # a line that was cut is no figure
        (b"", {}, b""),
    ],
)
def test_figures_are_lines_of_three_words(
    output: bytes, figures: dict[str, float], rest: bytes
) -> None:
    assert figures_of(said(output)) == figures
    assert without_figures(said(output)).output == rest
    assert expected_besides(Expected(output.decode())).output == rest.decode()


@given(st.lists(st.sampled_from([b"figure a_us 1\n", b"x\n", b"\xff\r\n", b"figure\n"])))
def test_taking_figures_out_twice_is_taking_them_out_once(lines: list[bytes]) -> None:
    once = without_figures(said(b"".join(lines)))
    assert without_figures(once) == once
    assert not figures_of(once)


def test_a_match_is_held_to_the_limits_of_its_figures() -> None:
    figures = {"a_us": 8.5, "b_us": 1, "depth_calls": 7}
    match = Outcome(Verdict(Word.MATCH), said(b""), 1, figures=figures, min_heap=4096)
    assert held(match, {"a_us": 8.5, "depth_calls": 7, "absent_us": 0}) is match
    late = held(match, {"a_us": 8, "b_us": 0.5}).verdict
    assert late == Verdict(Word.DIFFER, "a_us is 8.5, the limit is 8; b_us is 1, the limit is 0.5")
    assert held(match, {"depth_calls": 8}).verdict.detail == "depth_calls is 7, the limit is 8"
    assert held(match, {"min_heap_bytes": 4095}).verdict.word is Word.DIFFER
    other = Outcome(Verdict(Word.CRASH), said(b""), 1, figures={"a_us": 9})
    assert held(other, {"a_us": 8}) is other


def test_limits_that_no_case_had_a_figure_of_are_told_where_any_had_figures() -> None:
    limits = {"a_us": 8.0, "misspelt_us": 1.0}
    without = Result("x", "0" * 16, "x", Word.MATCH)
    assert unmet(limits, [without]) == []
    assert unmet(limits, [without, replace(without, figures={"a_us": 1.0})]) == ["misspelt_us"]
