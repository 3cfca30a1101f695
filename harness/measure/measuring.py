"""A measuring case on a board: judged as every case is."""

from contextlib import suppress
from typing import Final

from harness.board.board import Board
from harness.board.execute import run_case
from harness.board.looks import Outcome
from harness.errors import BoardBroken
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
    seconds: float,
    room_bytes: int | None = None,
) -> Outcome:
    """Run a measuring case, each of its programs for at most so many seconds.

    `room_bytes` is what the board has free, where that is known.  Raises `BoardBroken` only.
    """
    if case.chapter.partition("/")[0] == _REALTIME and not board.place.keeps_time:
        return _skipped("this board's clock does not go by real time")
    if waits_for_interrupt(case):
        if board.place.exact:
            return _skipped("it is timed by the host, whose time is not this board's")
        outcome = run_interrupted(board, case, expected, seconds)
    elif case.scales:
        outcome = run_scaled(board, case, seconds, room_bytes)
    else:
        outcome = run_case(board, case.program, expected, seconds, measures=True)
    if is_script(case):
        with suppress(BoardBroken):  # which the next case will tell
            outcome = with_compiled(board, case, expected, seconds, outcome)
    return outcome


def _skipped(why: str) -> Outcome:
    unseen = Observation(b"", b"", Ending.NOT_UPLOADED)
    return Outcome(Verdict(Word.SKIP, why), unseen, attempts=0)
