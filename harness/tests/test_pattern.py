"""Patterns: a table of what fits, and what must hold for any text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.pattern import WILDCARD, is_pattern, matches

W = WILDCARD

FITS = [
    ("", ""),
    ("a\n", "a\n"),
    (W, ""),
    (W, "a"),
    (W, "a\n\nb\n"),
    (f"{W}\n", ""),
    (f"{W}\n", "a\nb\n"),
    (f"a\n{W}\n", "a\n"),
    (f"a\n{W}\nb\n", "a\nb\n"),
    (f"a\n{W}\nb\n", "a\nx\ny\nb\n"),
    (f"a\n{W}\nb\n", "a\nb\nb\n"),
    (f"{W}\nFalse\n{W}\nFalse\n", "w\nFalse\nw\nFalse\n"),
    (f"{W}\na\nb\n{W}\na\nc\n", "a\na\nb\na\nb\na\nc\n"),
    (f"{W}\n{W}\na\n{W}\n", "a\n"),
    (f"a{W}\n", "a\n"),
    (f"a{W}\n", "abc\n"),
    (f"{W}c\n", "abc\n"),
    (f"a{W}c\n", "ac\n"),
    (f"a{W}b{W}c\n", "a-b-b-c\n"),
    (f"{W} {W}\n", " \n"),
    (f" {W}\n", " \n"),
    (f"#{W}\n", "#########\n"),
    ("####\n", "####\n"),
    ("################\n", "################\n"),
]

DOES_NOT_FIT = [
    ("", "a"),
    ("a\n", "a"),
    ("a", "a\n"),
    ("a\n", "a\na\n"),
    (f"{W}\n", "a"),
    (f"a\n{W}\n", "b\n"),
    (f"a\n{W}\nb\n", "a\n"),
    (f"a\n{W}\na\n", "a\n"),
    (f"a\n{W}\nb\n", "a\nb\nc\n"),
    (f"{W}\nFalse\n{W}\nFalse\n", "w\nFalse\n"),
    (f"{W}\na\nb\n{W}\nb\nc\n", "a\nb\nc\n"),
    (f"a{W}\n", "a\nb\n"),
    (f"a{W}a\n", "a\n"),
    (f"a{W}b{W}c\n", "acb\n"),
    (f"a{W}b{W}b\n", "ab\n"),
    (f"#{W}\n", "a\n"),
    ("################\n", "a\n"),
    ("a.c\n", "abc\n"),
]


@pytest.mark.parametrize(("pattern", "output"), FITS)
def test_fits(pattern: str, output: str) -> None:
    assert matches(pattern, output)


@pytest.mark.parametrize(("pattern", "output"), DOES_NOT_FIT)
def test_does_not_fit(pattern: str, output: str) -> None:
    assert not matches(pattern, output)


texts = st.lists(st.text("ab#\n\r.*", max_size=12)).map("\n".join)
plain = texts.filter(lambda text: W not in text)


@given(plain, texts)
def test_a_text_without_gaps_fits_itself_alone(pattern: str, output: str) -> None:
    assert not is_pattern(pattern)
    assert matches(pattern, pattern)
    assert matches(pattern, output) == (pattern == output)


@given(plain, st.data())
def test_any_lines_may_be_left_out_for_a_gap(output: str, data: st.DataObject) -> None:
    lines = output.split("\n")
    for _ in range(data.draw(st.integers(0, 3))):
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(lines))] * 2)))
        lines[start:end] = [W]
    assert matches("\n".join(lines), output)


@given(st.lists(st.text("ab.", min_size=1, max_size=5), min_size=1), st.data())
def test_any_text_within_a_line_may_be_left_out_for_a_gap(
    lines: list[str], data: st.DataObject
) -> None:
    where = data.draw(st.integers(0, len(lines) - 1))
    line = lines[where]
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(line))] * 2)))
    gapped = [*lines[:where], line[:start] + W + line[end:], *lines[where + 1 :]]
    assert matches("\n".join(gapped), "\n".join(lines))


pieces = st.sampled_from(["a", "b", "\n", f"\n{W}\n", "a\n", "ab\n"])


@given(st.lists(pieces, max_size=8).map("".join), st.text("ab\n", max_size=8))
def test_an_expression_says_the_same(pattern: str, output: str) -> None:
    # Every line, the last one too, is ended here, so that a gap is a number of ended lines.
    ended = "".join(
        "(?:.*\n)*" if line == W else ".*".join(map(re.escape, line.split(W))) + "\n"
        for line in pattern.split("\n")
    )
    assert matches(pattern, output) == bool(re.fullmatch(ended, output + "\n"))


def test_many_gaps_in_much_output_do_not_multiply() -> None:
    # With one choice per gap to take back, neither of these would end.
    lines = 3000
    assert not matches(f"{W}\na\n" * 200 + "b\n", "a\n" * lines)
    assert not matches(f"{W}a" * 200 + "b", "a" * lines)
    assert matches(f"{W}\na\n" * 200 + "b\n", "a\n" * lines + "b\n")
