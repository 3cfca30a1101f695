"""The score of a run: cases and assertions that match, by chapter and in all.

Every count that is published comes from here, or from the tallies of `table` of which this is made,
so that each figure is the sum of those below it.  `HOW` says what is counted, in words to show.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

import msgspec

from harness.history.record import Result
from harness.report.table import COUNTED, Section, Tally, assertions, chapters
from harness.verdict import Word

HOW: Final = (
    (
        "A case counts where the board gave a verdict; one that was skipped, is about CPython's "
        "own workings, gave two different answers, or was spoilt by the bench does not."
    ),
    (
        "Assertions are those of cases derived from CPython's own tests: those in steps that "
        "match, of all. A case that is written by hand makes one claim, and counts as a case "
        "only."
    ),
    (
        "A match that printed nothing that could have been different is a match, and is also "
        "counted apart, as vacuous."
    ),
    ("Percentages are rounded down: 100 are all."),
)


class Share(msgspec.Struct, frozen=True):
    """How many match, of how many; `percent` is None where there are none."""

    matched: int
    of: int
    percent: int | None


class Score(msgspec.Struct, frozen=True):
    """What a run, a part (`language`) or a section (`expressions`) of the suite comes to.

    `verdicts` are cases by verdict, those that do not count included; `vacuous` are matches without
    evidence.  All but the percentages are the sums of those of `below`, where there are any.
    """

    name: str
    cases: Share
    assertions: Share
    vacuous: int
    verdicts: dict[Word, int]
    below: tuple["Score", ...] = ()


def share(matched: int, of: int) -> Share:
    """Give a share with its percentage rounded down."""
    return Share(matched, of, 100 * matched // of if of else None)


def score(results: Iterable[Result]) -> Score:
    """Give the score of a run's results, its parts, and the sections of these."""
    told = list(results)
    cases, asserted = chapters(told), assertions(told)
    vacuous = chapters(it for it in told if it.vacuous and it.verdict is Word.MATCH)

    def section(key: Section) -> Score:
        tally: Tally = asserted.get(key, {})
        return Score(
            key[1],
            _cases(cases[key]),
            share(tally.get(Word.MATCH, 0), sum(tally.values())),
            sum(vacuous.get(key, {}).values()),
            _ordered(cases[key]),
        )

    parts = [
        _total(part, [section(it) for it in sections])
        for part, sections in groupby(cases, key=lambda it: it[0])
    ]
    return _total("", parts)


def _total(name: str, below: Sequence[Score]) -> Score:
    verdicts = sum((Counter(it.verdicts) for it in below), Counter[Word]())
    matched, of = (
        sum(getattr(it.assertions, field) for it in below) for field in ("matched", "of")
    )
    vacuous = sum(it.vacuous for it in below)
    told = () if [it.name for it in below] == [""] else tuple(below)
    return Score(name, _cases(verdicts), share(matched, of), vacuous, _ordered(verdicts), told)


def _cases(verdicts: Mapping[Word, int]) -> Share:
    return share(verdicts.get(Word.MATCH, 0), sum(verdicts.get(it, 0) for it in COUNTED))


def _ordered(verdicts: Mapping[Word, int]) -> dict[Word, int]:
    return {word: verdicts[word] for word in Word if verdicts.get(word)}
