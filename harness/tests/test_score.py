"""The score of a run: what counts, and that every figure is the sum of those below it."""

from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.history.record import Result
from harness.report.score import Score, Share, score, share
from harness.report.table import COUNTED, percentage
from harness.tests.test_terminal import D, M, U, altered, record
from harness.verdict import Word

SKIP, FLAKY = Word.SKIP, Word.FLAKY


def results() -> st.SearchStrategy[Result]:
    return st.builds(
        Result,
        case=st.text(max_size=3),
        hash=st.just("0"),
        chapter=st.sampled_from(["a", "a/b", "a/b/c", "a/d", "e/f", ""]),
        verdict=st.sampled_from(list(Word)),
        assertions=st.integers(3, 9),
        matched=st.integers(0, 3),
        vacuous=st.booleans(),
    )


def every(told: Score) -> Iterator[Score]:
    yield told
    for it in told.below:
        yield from every(it)


@pytest.mark.parametrize(
    ("matched", "of", "percent"),
    [(0, 0, None), (0, 5, 0), (1, 3, 33), (9999, 10000, 99), (7, 7, 100)],
)
def test_a_percentage_is_rounded_down(matched: int, of: int, percent: int | None) -> None:
    assert share(matched, of) == Share(matched, of, percent)


def test_what_says_nothing_of_the_board_does_not_count() -> None:
    night = {"language/expressions": [M, D, SKIP, FLAKY, Word.INFRA, Word.REFERENCE], "b": [M, U]}
    told = score(record(night).results)
    assert told.cases == Share(2, 4, 50)
    assert [(it.name, it.cases, len(it.below)) for it in told.below] == [
        ("b", Share(1, 2, 50), 0),
        ("language", Share(1, 2, 50), 1),
    ]
    assert told.verdicts == {M: 2, U: 1, D: 1, SKIP: 1, FLAKY: 1, Word.INFRA: 1, Word.REFERENCE: 1}


def test_assertions_are_those_of_cases_that_count_and_vacuous_matches_are_told() -> None:
    night = {"cpython-builtins/test_list": [M, D, SKIP], "language/expressions": [M]}
    told = altered(record(night), 0, assertions=4, matched=4, vacuous=True)
    told = altered(altered(told, 1, assertions=3, matched=1), 2, assertions=5, matched=5)
    found = score(told.results)
    assert found.assertions == Share(5, 7, 71)
    assert found.vacuous == 1
    by_hand = found.below[1]
    assert by_hand.assertions == Share(0, 0, None)


@given(st.lists(results(), max_size=30))
def test_every_figure_is_the_sum_of_those_below_it(told: list[Result]) -> None:
    whole = score(told)
    assert whole.verdicts == Counter(it.verdict for it in told)
    counted = [it for it in told if it.verdict in COUNTED]
    assert whole.cases == share(sum(it.verdict is M for it in counted), len(counted))
    assert whole.assertions.of == sum(it.assertions for it in counted)
    for node in every(whole):
        assert (node.cases.percent == 100) is (node.cases.matched == node.cases.of > 0)
        if node.below:
            assert node.vacuous == sum(it.vacuous for it in node.below)
            for figure in ("cases", "assertions"):
                shares = [getattr(it, figure) for it in node.below]
                total = getattr(node, figure)
                assert (total.matched, total.of) == (
                    sum(it.matched for it in shares),
                    sum(it.of for it in shares),
                )
    assert msgspec.json.decode(msgspec.json.encode(whole), type=Score) == whole


@given(st.lists(results(), max_size=30))
def test_the_score_agrees_with_the_table(told: list[Result]) -> None:
    found = score(told).cases
    shown = percentage(Counter(it.verdict for it in told))
    assert shown == ("-" if found.percent is None else f"{found.percent}%")
