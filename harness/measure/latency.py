"""How long Ctrl-C takes to end a program, by the host's clock: cable, port and all.

The program prints `READY` and goes on until KeyboardInterrupt comes, which it catches.  The figure
is from the byte on its way to the end of the program's output, the longest of several.
"""

from dataclasses import replace
from typing import Final

from harness.board.board import Board
from harness.board.looks import Outcome, agree, flaky
from harness.observation import Expected
from harness.suite.case import Case
from harness.verdict import Word, judge

READY: Final = b"ready"
FIGURE: Final = "interrupt_latency_us"
_TIMES: Final = 5
_MICROSECONDS: Final = 1_000_000


def waits_for_interrupt(case: Case) -> bool:
    """Tell whether a measuring case is one that Ctrl-C must end."""
    return "except KeyboardInterrupt" in case.program


def run_interrupted(
    board: Board, case: Case, expected: Expected, deadline_seconds: float
) -> Outcome:
    """Run a case and interrupt it, several times; what is no match is seen twice.

    Raises `BoardBroken` only.
    """
    latencies: list[float] = []
    failed: Outcome | None = None
    while len(latencies) < _TIMES:
        seen, latency_seconds = board.interrupt(case.program.encode(), READY, deadline_seconds)
        verdict = judge(expected, seen, case.program)
        attempts = len(latencies) + 1 + (failed is not None)
        outcome = Outcome(verdict, seen, attempts)
        if failed is not None:
            same = agree(failed.seen, seen)
            return outcome if same else replace(outcome, verdict=flaky(failed.verdict, verdict))
        if verdict.word is Word.MATCH:
            latencies.append(latency_seconds)
        else:
            failed = outcome
    return replace(outcome, figures={FIGURE: round(max(latencies) * _MICROSECONDS)})
