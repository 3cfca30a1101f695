"""What a unit takes: a measuring case run at growing sizes, and the slope between the last two.

The slope leaves out whatever does not grow with n: the upload, compiling, the prompt.  The sizes
grow until the board has worked enough for its clock, or until its memory is full.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from harness.board.board import Board
from harness.board.execute import run_case
from harness.board.looks import Outcome
from harness.observation import Observation
from harness.suite.case import Case
from harness.verdict import Word

# Work after which a larger size tells no more: 0.1 s by a clock, with 1 us as its least step.
ENOUGH: Final = {"fuel": 200_000_000, "instructions": 20_000_000, "us": 100_000}
FITTING: Final = "fitting_units"  # the largest size that fitted, where a larger one did not
_SETTLED: Final = 0.1  # a slope of work that differs by more from the one before tells nothing
_DIGITS: Final = 4  # of a slope: a unit in the last place is below any change worth telling
_STEADY: Final = 0.9  # a slope of allocated bytes below that of the step before: garbage was freed


@dataclass(frozen=True)
class Sample:
    """What one run took; bytes are counted from the board at rest, None is what nobody measured."""

    units: int
    live_bytes: int | None
    allocated_bytes: int | None
    work: int | None


def run_scaled(
    board: Board, case: Case, deadline_seconds: float, room_bytes: int | None = None
) -> Outcome:
    """Run a case at growing sizes; give the outcome that decides, with what a unit takes.

    What is wrong at any size is wrong, but where one does not fit, those before it count, and it is
    told which was the last.  No size is tried that would fill half of `room_bytes`: where memory is
    short programs do other things than elsewhere.  Raises `BoardBroken` only.
    """
    samples: list[Sample] = []
    figures: dict[str, float] = {}
    first: Outcome | None = None
    for scale in case.scales:
        if room_bytes is not None and 2 * _expected_bytes(samples, scale.units) > room_bytes:
            break
        assert scale.expected is not None  # noqa: S101  (the reference was asked)
        outcome = run_case(board, scale.program, scale.expected, deadline_seconds, measures=True)
        if outcome.verdict.word is Word.TOOBIG and first is not None:
            figures[FITTING] = samples[-1].units
            break
        if outcome.verdict.word is not Word.MATCH:
            detail = f"with n = {scale.units}: {outcome.verdict.detail}"
            return replace(
                outcome,
                verdict=replace(outcome.verdict, detail=detail),
                expected=scale.expected,
            )
        first = first or outcome
        figures |= outcome.figures
        samples.append(sample(scale.units, outcome.seen))
        if (samples[-1].work or 0) >= ENOUGH.get(board.work_unit, 1):
            break
    assert first is not None  # noqa: S101  (a case has a scale, and the first one has decided)
    return replace(first, figures=figures | per_unit(samples, board.work_unit, board.cpu_hz))


def _expected_bytes(samples: Sequence[Sample], units: int) -> float:
    """Give what so many units will keep, going by those before; 0 where nothing is known yet."""
    slopes = _slopes(samples, lambda it: it.live_bytes)
    return slopes[-1] * units if slopes else 0.0


def sample(units: int, seen: Observation) -> Sample:
    """Give what a run took."""
    return Sample(
        units,
        _grown(seen.heap_before, seen.heap_collected),
        _grown(seen.heap_before, seen.heap_uncollected),
        seen.work,
    )


def _grown(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before


def per_unit(
    samples: Sequence[Sample], work_unit: str, cpu_hz: int | None = None
) -> dict[str, float]:
    """Give what a unit takes of each kind that was measured; cycles where time and `cpu_hz` are.

    `per_unit_live_bytes` stay after a collection.  `per_unit_allocated_bytes` are from the largest
    step in which nothing was collected.
    """
    figures: dict[str, float] = {}
    slopes = _slopes(samples, lambda it: it.work)
    if work_unit and slopes and _settled(slopes):
        figures[f"per_unit_{work_unit}"] = slopes[-1]
        if work_unit == "us" and cpu_hz is not None:
            figures["per_unit_cycles"] = round(slopes[-1] * cpu_hz / 1_000_000)
    if slopes := _slopes(samples, lambda it: it.live_bytes):
        figures["per_unit_live_bytes"] = slopes[-1]
    if slopes := _slopes(samples, lambda it: it.allocated_bytes):
        steady = [slopes[0]]
        for slope in slopes[1:]:
            if slope < steady[-1] * _STEADY:
                break
            steady.append(slope)
        figures["per_unit_allocated_bytes"] = steady[-1]
    return figures


def _settled(slopes: Sequence[float]) -> bool:
    """Tell whether a unit takes as much at the last size as before it."""
    last = slopes[-2:]
    return max(last) - min(last) <= _SETTLED * abs(last[-1])


def _slopes(samples: Sequence[Sample], value: Callable[[Sample], int | None]) -> list[float]:
    """Give the slope of each step, as far as the value was measured."""
    slopes = []
    for low, high in pairwise(samples):
        one, other = value(low), value(high)
        if one is None or other is None:
            break
        slopes.append(round((other - one) / (high.units - low.units), _DIGITS))
    return slopes
