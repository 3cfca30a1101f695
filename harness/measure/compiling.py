"""What compiling a script leaves in the heap, apart from what running it does.

The figure is `gc.mem_alloc()` in a first statement before the script's own, when all of it has been
compiled and none of it has run, less what that statement takes by itself.
"""

from dataclasses import replace
from typing import Final

from harness.board.board import Board
from harness.board.execute import run_case
from harness.board.looks import Outcome
from harness.observation import Expected
from harness.suite.case import Case
from harness.verdict import Word

FIGURE: Final = "compiled_bytes"
_CHAPTER: Final = "memory/scripts"
_ASK: Final = f"import gc;gc.collect();print('figure {FIGURE}',gc.mem_alloc())\n"


def is_script(case: Case) -> bool:
    """Tell whether compiling and running a measuring case are told apart."""
    return case.chapter == _CHAPTER


def with_compiled(
    board: Board, case: Case, expected: Expected, deadline_seconds: float, outcome: Outcome
) -> Outcome:
    """Add the figure to the outcome of a script that matched.  Raises `BoardBroken` only."""
    if outcome.verdict.word is not Word.MATCH:
        return outcome

    def at_start(program: str, answer: Expected) -> float | None:
        ran = run_case(board, _ASK + program, answer, deadline_seconds, measures=True)
        return ran.figures.get(FIGURE)

    bare, laden = at_start("", Expected("")), at_start(case.program, expected)
    if bare is None or laden is None:  # there is no room to ask
        return outcome
    return replace(outcome, figures={**outcome.figures, FIGURE: laden - bare})
