"""A rig's limits: the figures of measuring cases that a board has to keep to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from harness.board.looks import Outcome
from harness.history.metrics import MIN_HEAP, is_worse
from harness.history.record import Result
from harness.verdict import Verdict, Word


def held(outcome: Outcome, limits: Mapping[str, float]) -> Outcome:
    """Make a DIFFER of a match with a figure beyond its limit, on the side that is worse."""
    figures = dict(outcome.figures)
    if outcome.min_heap is not None:
        figures[MIN_HEAP] = outcome.min_heap
    beyond = [
        f"{name} is {figures[name]:.10g}, the limit is {limit:.10g}"
        for name, limit in limits.items()
        if name in figures and is_worse(name, limit, figures[name])
    ]
    if not beyond or outcome.verdict.word is not Word.MATCH:
        return outcome
    return replace(outcome, verdict=Verdict(Word.DIFFER, "; ".join(beyond)))


def unmet(limits: Mapping[str, float], results: Sequence[Result]) -> list[str]:
    """List the limits that no case of a run with figures had one of: they may be misspelt."""
    found = {name for it in results for name in it.figures}
    if any(it.min_heap is not None for it in results):
        found.add(MIN_HEAP)
    return [name for name in limits if name not in found] if found else []
