"""A measuring case on a board: judged as every case is, and held to limits."""

from collections.abc import Mapping
from dataclasses import replace
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


def run_measuring(
    board: Board,
    case: Case,
    expected: Expected,
    deadline_seconds: float,
    limits: Mapping[str, float],
) -> Outcome:
    """Run a measuring case.  A figure above its limit is a DIFFER, whatever was printed else.

    Raises `BoardBroken` only.
    """
    if case.chapter.partition("/")[0] == _REALTIME and not board.place.keeps_time:
        return _skipped("this board's clock does not go by real time")
    if waits_for_interrupt(case):
        if board.place.exact:
            return _skipped("it is timed by the host, whose time is not this board's")
        outcome = run_interrupted(board, case, expected, deadline_seconds)
    elif case.scales:
        outcome = run_scaled(board, case, deadline_seconds)
    else:
        outcome = run_case(board, case.program, expected, deadline_seconds, measures=True)
    if is_script(case):
        outcome = with_compiled(board, case, expected, deadline_seconds, outcome)
    return within(outcome, limits)


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
