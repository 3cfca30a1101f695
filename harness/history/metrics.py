"""The figures of a case by name: what each is about, which way is worse, what is a change.

A name ends with the unit, and the unit says everything else.  The board's own heap figures become
`live_bytes` (what the case keeps), `allocated_bytes` (what it has asked for by its end) and
`min_heap_bytes`; its work becomes `work_fuel`, `work_instructions` or `work_us`, so that work in
different units has different names and is never compared.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from harness.history.record import Result

FIGURE_LIMIT: Final = 2**63  # what a board says of more is a slip, not a figure
GC_BLOCK_BYTES: Final = 16  # what MicroPython's heap is cut into, on boards of 32 bits
# An emulator counts the hosting glue, too: 24 units in 20 million were seen to come and go with it.
WORK_FLOOR: Final = 0.001
# A slope over many units is no count of blocks; it wavers with where the last block begins.
SLOPE_FLOOR: Final = 0.01
SLOPE_BYTES: Final = 0.5
_SLOPE: Final = "per_unit_"
_COLLECTED: Final = ("live_bytes", "allocated_bytes")  # how what needs a collection ends
MIN_HEAP: Final = "min_heap_bytes"
_LESS_IS_WORSE: Final = ("_calls", "_levels", "_units", "_free_bytes")
_TIME_UNITS: Final = ("_fuel", "_instructions", "_cycles", "_ns", "_us", "_ms", "_s", "_seconds")


class Kind(StrEnum):
    """What a figure is about."""

    RAM = "RAM"
    SPEED = "speed"
    COUNT = "count"


def figures_of(result: Result, work_unit: str) -> dict[str, float]:
    """Give every figure that was measured of a case, by name.

    A figure that the case measured itself stands for the board's own of that name.
    """
    found: dict[str, float] = {}
    if result.heap_before is not None:
        if result.heap_collected is not None:
            found["live_bytes"] = result.heap_collected - result.heap_before
        if result.heap_uncollected is not None:
            found["allocated_bytes"] = result.heap_uncollected - result.heap_before
    if result.min_heap is not None:
        found[MIN_HEAP] = result.min_heap
    if result.work is not None and work_unit:
        found[f"work_{work_unit}"] = result.work
    found = {name: value for name, value in found.items() if abs(value) < FIGURE_LIMIT}
    return found | result.figures


def collects(results: Iterable[Result]) -> bool:
    """Tell whether a firmware collects when it is told to.

    One that puts it off (MicroPython 1.22 for WebAssembly) has more in use after each collection
    than before it, for the asking takes some, too; what it keeps of anything is not known then.
    """
    pairs = [
        (it.heap_uncollected, it.heap_collected)
        for it in results
        if it.heap_uncollected is not None and it.heap_collected is not None
    ]
    return not pairs or any(after <= before for before, after in pairs)


def needs_collection(name: str) -> bool:
    """Tell whether a figure is one only of a firmware that collects when it is told to."""
    return name.endswith(_COLLECTED)


def kind_of(name: str) -> Kind:
    """Tell what a figure is about by its unit."""
    if name.endswith("_bytes"):
        return Kind.RAM
    return Kind.SPEED if name.endswith(_TIME_UNITS) else Kind.COUNT


def is_worse(name: str, before: float, after: float) -> bool:
    """Tell whether a figure has changed for the worse: more of it, or less where that is scarce."""
    return after < before if name.endswith(_LESS_IS_WORSE) else after > before


def is_change(name: str, before: float, after: float) -> bool:
    """Tell whether a figure that is the same in every run of a program has changed.

    Of bytes that is one block of the heap, of bytes a unit one part in a hundred and half a byte,
    of anything else one part in a thousand.
    """
    change = abs(after - before)
    if kind_of(name) is Kind.RAM:
        if name.startswith(_SLOPE):
            return change >= max(SLOPE_BYTES, SLOPE_FLOOR * abs(before))
        return change >= GC_BLOCK_BYTES
    return change > 0 and change >= WORK_FLOOR * abs(before)


def is_repeatable(name: str, *, exact: bool) -> bool:
    """Tell whether one run says all there is to know of a figure.

    On an `exact` board every one does.  On any other bytes and counts still do, for they follow
    from the program and the firmware; what a clock says does not.
    """
    return exact or kind_of(name) is not Kind.SPEED
