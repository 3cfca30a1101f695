"""A measuring case on a board: judged as every case is, and held to limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from harness.board.board import Board
from harness.board.execute import run_case
from harness.board.looks import Outcome
from harness.measure.compiling import is_script, with_compiled
from harness.measure.latency import run_interrupted, waits_for_interrupt
from harness.measure.scaling import run_scaled
from harness.observation import Ending, Expected, Observation
from harness.suite.case import Case
from harness.verdict import Verdict, Word

_REALTIME: Final = "realtime"  # the chapter of cases that need a clock


@dataclass(frozen=True)
class Terms:
    """What holds for all measuring on a board.

    `room_bytes` is what it has free, where that is known; `limits` are the most that figures may
    be, by name.
    """

    deadline_seconds: float
    room_bytes: int | None = None
    limits: Mapping[str, float] = field(default_factory=dict)


def run_measuring(board: Board, case: Case, expected: Expected, terms: Terms) -> Outcome:
    """Run a measuring case.  A figure above its limit is a DIFFER, whatever was printed else.

    Raises `BoardBroken` only.
    """
    seconds = terms.deadline_seconds
    if case.chapter.partition("/")[0] == _REALTIME and not board.place.keeps_time:
        return _skipped("this board's clock does not go by real time")
    if waits_for_interrupt(case):
        if board.place.exact:
            return _skipped("it is timed by the host, whose time is not this board's")
        outcome = run_interrupted(board, case, expected, seconds)
    elif case.scales:
        outcome = run_scaled(board, case, seconds, terms.room_bytes)
    else:
        outcome = run_case(board, case.program, expected, seconds, measures=True)
    if is_script(case):
        outcome = with_compiled(board, case, expected, seconds, outcome)
    return within(outcome, terms.limits)


def _skipped(why: str) -> Outcome:
    unseen = Observation(b"", b"", Ending.NOT_UPLOADED)
    return Outcome(Verdict(Word.SKIP, why), unseen, attempts=0)


def within(outcome: Outcome, limits: Mapping[str, float]) -> Outcome:
    """Hold a match to the limits that its figures have."""
    exceeded = [
        f"{name} is {outcome.figures[name]:g}, the limit is {limit:g}"
        for name, limit in limits.items()
        if outcome.figures.get(name, 0) > limit
    ]
    if not exceeded or outcome.verdict.word is not Word.MATCH:
        return outcome
    return replace(outcome, verdict=Verdict(Word.DIFFER, "; ".join(exceeded)))
