"""What changed on a board since its whole run before, as codes by case and as the cards count it.

Pure.  A case that is gone is no regression, and a board without an earlier run has no changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Final

from harness.errors import Misconfigured
from harness.history.comparison import COMPARABLE, Alert, Comparison, compare
from harness.history.metrics import Kind
from harness.history.record import Record
from harness.history.standing import Standing
from harness.site.shell import day


class Turn(IntEnum):
    """What became of a case."""

    NONE = 0
    FAILING = 1  # it matched
    PASSING = 2  # it matches now
    FAILS_WORSE = 3
    FAILS_BETTER = 4
    LOST = 5  # assertions, with the same verdict
    GAINED = 6
    NEW = 7
    GONE = 8
    PROGRAM = 9  # its program or answer is another, so that nothing can be said
    UNTOLD = 10  # its verdict said something of the board, and says nothing now


class Moved(IntFlag):
    """What became of a case's figures."""

    NONE = 0
    RAM_UP = 1
    RAM_DOWN = 2
    SLOWER = 4
    FASTER = 8


@dataclass(frozen=True)
class Changes:
    """The changes on one board, by case id; `untold` says why there is nothing to tell."""

    turns: Mapping[str, Turn]
    moved: Mapping[str, Moved]
    comparison: Comparison | None = None
    untold: str = ""


SILENT: Final = "no data since"
_FIGURES: Final = {
    (Kind.RAM, True): Moved.RAM_UP,
    (Kind.RAM, False): Moved.RAM_DOWN,
    (Kind.SPEED, True): Moved.SLOWER,
    (Kind.SPEED, False): Moved.FASTER,
}


def filter_word(change: Turn | Moved) -> str:
    """Give what the filter calls a change."""
    return str(change.name).lower().replace("_", "-")


def changes_of(standing: Standing) -> Changes:
    """Compare a board's newest whole run with the one before.

    Of a board that is silent nothing has changed since last time: it would be told every day.
    """
    if standing.stale:
        return Changes({}, {}, untold=f"{SILENT} {day(standing.record.header.started)}")
    if standing.before is None:
        return Changes({}, {}, untold="the first whole run: nothing to compare it with")
    try:
        told = compare(standing.before, standing.record)
    except Misconfigured as error:
        return Changes({}, {}, untold=f"cannot be compared: {error}")
    untold = dict.fromkeys(_untold(standing.before, standing.record), Turn.UNTOLD)
    return Changes(untold | _turns(told), _moved(told.alerts), told)


def _turns(told: Comparison) -> dict[str, Turn]:
    found: dict[str, Turn] = {}
    for turn, changes in (
        (Turn.FAILING, told.newly_failing),
        (Turn.PASSING, told.newly_passing),
        (Turn.FAILS_WORSE, told.worse),
        (Turn.FAILS_BETTER, told.better),
        (Turn.LOST, told.lost),
        (Turn.GAINED, told.gained),
    ):
        found.update((it.case, turn) for it in changes)
    for turn, cases in ((Turn.NEW, told.new), (Turn.GONE, told.gone), (Turn.PROGRAM, told.changed)):
        found.update((case, turn) for case in cases)
    return found


def _untold(before: Record, after: Record) -> Iterator[str]:
    """Give the cases of the same program and answer that are FLAKY, INFRA or skipped by now."""
    judged = {(it.case, it.hash) for it in before.results if it.verdict in COMPARABLE}
    for it in after.results:
        if (it.case, it.hash) in judged and it.verdict not in COMPARABLE:
            yield it.case


def _moved(alerts: Iterable[Alert]) -> dict[str, Moved]:
    found: dict[str, Moved] = {}
    for alert in alerts:
        flag = _FIGURES.get((alert.kind, alert.worse), Moved.NONE)
        for shift in alert.shifts if flag else ():
            found[shift.case] = found.get(shift.case, Moved.NONE) | flag
    return found
