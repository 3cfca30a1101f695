"""A case on a board: looks at it until what was seen can be believed.

A MATCH is believed at once: no accident prints the right answer.  On a link that can lose bytes,
everything else might be a lost byte, so it is looked at again, carefully (`looks`), on a freshly
reset board.  On a lossless link what is missing or does not fit is believed, too, and the rest is
run again as it is.  Two looks that say the same are a verdict, two that do not are FLAKY, and an
upload that cannot be proved is INFRA.
"""

from dataclasses import replace
from typing import Final

from harness.board.board import Board
from harness.board.looks import (
    LINK_FAULTS,
    LOOKS_IN_DOUBT,
    Looks,
    Outcome,
    agree,
    flaky,
    lost_bytes,
)
from harness.errors import BoardBroken
from harness.observation import Ending, Expected, Observation
from harness.verdict import Verdict, Word, judge

# Nothing is lost on a lossless link, but what is published as the board's fault is seen twice.
_BELIEVED_WHEN_LOSSLESS: Final = frozenset({Word.UNSUPPORTED, Word.TOOBIG, Word.SKIP})


def run_case(
    board: Board,
    program: str,
    expected: Expected,
    deadline_seconds: float,
    *,
    measures: bool = False,
) -> Outcome:
    """Run `program` until a verdict on it can be believed; `measures` says that it prints figures.

    Raises `BoardBroken` only.
    """
    looks, code = Looks(board, deadline_seconds, measures=measures), program.encode()

    def judged(seen: Observation) -> Verdict:
        return judge(expected, seen, program)

    def decided(verdict: Verdict, seen: Observation) -> Outcome:
        figures = looks.figures if verdict.word is Word.MATCH else {}
        return Outcome(verdict, seen, looks.attempts, figures=figures)

    first = looks.plain(code)
    verdict = judged(first)
    if verdict.word is Word.MATCH:
        first = looks.timed(code, first, lambda it: judged(it).word is Word.MATCH)
    believed = verdict.word is Word.MATCH or (
        looks.lossless and verdict.word in _BELIEVED_WHEN_LOSSLESS
    )
    if believed or first.ending in LINK_FAULTS:
        return decided(verdict, first)
    try:
        again = _again(looks, code, first, expected.output)
    except BoardBroken as error:
        if first.ending is not Ending.TIMEOUT:
            raise
        # The program that the board never came back from is the one to look at.
        return decided(replace(verdict, detail=f"{verdict.detail}; then {error}"), first)
    if again.ending in LINK_FAULTS:
        return decided(judged(again), again)
    if not agree(first, again):
        return decided(flaky(verdict, judged(again)), _unmeasured(again))
    # The first look is the one that was measured without a wrapper.
    return decided(verdict, first)


def _again(looks: Looks, code: bytes, first: Observation, expected: str) -> Observation:
    """Look again, until it is enough or another thing was seen; give the last look."""
    again = looks.careful(code)
    in_doubt = not looks.lossless and (not looks.provable or lost_bytes(expected, first))
    for _ in range(2, LOOKS_IN_DOUBT if in_doubt else 2):
        if agree(first, again):
            again = looks.careful(code)
    return again


def _unmeasured(seen: Observation) -> Observation:
    """Leave out what was measured, for it may have been the wrapper."""
    return replace(seen, heap_uncollected=None, heap_collected=None, work=None)
