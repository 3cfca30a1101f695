"""The page of memory: smallest heaps, what objects, scripts and imports take, and the idle REPL.

Pure.  A figure is shown only where its case matches: what does something else takes something else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from harness.history.metrics import MIN_HEAP, collects, figures_of
from harness.history.record import Record, Result
from harness.history.standing import Standings
from harness.report.figures import SCRIPT_FIGURES, Cell, kept, live, measured
from harness.site.shell import Page
from harness.site.tables import (
    ABREAST,
    STYLES,
    Column,
    Row,
    Table,
    figure,
    number_said,
    rows_of,
    told,
    version_columns,
)
from harness.verdict import Word

KB: Final = 1024
SIZES_KB: Final = (8, 16, 32, 64, 128)
IDLE: Final = "memory/idle"
NOTHING: Final = "memory/imports/nothing"
_SLOT: Final = "memory/objects/slot"
_SCRIPT_NAMES: Final = ("compiled", "kept", "allocated", "heap")


@dataclass(frozen=True)
class Fit:
    """How many of the cases that match on a board do so in heaps of `SIZES_KB`.

    Of `matching` cases `known` have a smallest heap; of the others nothing is said.  `too_big`
    counts the cases that did not fit on the board at all.
    """

    board: str
    matching: int
    known: int
    fitting: tuple[int, ...]
    too_big: int


@dataclass(frozen=True)
class Claim:
    """A sentence about how little is enough, and what was measured of it on each board."""

    words: str
    limit_bytes: int
    rows: tuple[Row, ...]  # `case` says what was measured


@dataclass(frozen=True)
class Memory:
    """What the page shows; all values are bytes, one for each of `columns`."""

    columns: tuple[Column, ...]
    fits: tuple[Fit, ...]
    heaps: tuple[Row, ...]  # the smallest heap of every case that has one
    claims: tuple[Claim, ...]
    tables: tuple[Table, ...]


def memory(standings: Standings) -> Memory:
    """Put all boards abreast."""
    records = [it.record for it in standings.boards]
    columns = version_columns(records)
    return Memory(
        columns=columns,
        fits=tuple(_fit(it) for it in records),
        heaps=_heaps(records),
        claims=_claims(records),
        tables=tuple(it for it in _tables(records, columns) if it.rows),
    )


def memory_page(standings: Standings) -> Page | None:
    """Give the page; None where nothing was run on any board."""
    if not standings.boards:
        return None
    shown = memory(standings)
    heaps = {
        "boards": [it.board for it in shown.columns],
        "cases": [[it.case, *it.values] for it in shown.heaps],
    }
    seen = {"shown": shown, "sizes": SIZES_KB, "figure": figure, "abreast": ABREAST}
    scripts = ("tables.js", "memory.js")
    return Page("memory", "Memory", "memory.html", seen, {"heaps": heaps}, scripts, STYLES)


def _fit(record: Record) -> Fit:
    matching = list(measured(record))
    heaps = [it.min_heap for it in matching if it.min_heap is not None]
    return Fit(
        board=record.header.board,
        matching=len(matching),
        known=len(heaps),
        fitting=tuple(sum(it <= size * KB for it in heaps) for size in SIZES_KB),
        too_big=sum(it.verdict is Word.TOOBIG for it in record.results),
    )


def _heaps(records: Sequence[Record]) -> tuple[Row, ...]:
    found = [
        {it.case: it.min_heap for it in measured(record) if it.min_heap is not None}
        for record in records
    ]
    cases = sorted({case for board in found for case in board})
    return tuple(Row(case, tuple(board.get(case) for board in found)) for case in cases)


def _tables(records: Sequence[Record], columns: tuple[Column, ...]) -> Iterable[Table]:
    yield Table(
        "objects",
        "An object",
        "Bytes that one more object takes, without the slot of the list that holds it.",
        columns,
        _without_slot(rows_of(records, "memory/objects", live)),
    )
    for name, (title, cell) in zip(_SCRIPT_NAMES, SCRIPT_FIGURES, strict=True):
        rows = rows_of(records, "memory/scripts", cell)
        yield Table(f"script-{name}", title, "Five programs of 20 lines.", columns, rows)
    yield Table(
        "imports",
        "An import",
        "Bytes that a program of one import keeps; nothing is the same program without it.",
        columns,
        rows_of(records, "memory/imports", kept),
    )
    yield Table(
        "idle",
        "The idle REPL",
        "Bytes with nothing but the prompt, or the few lines that ask for them.",
        columns,
        _idle(records),
    )


def _without_slot(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Take the list's slot off each object; a board without its figure has none of objects."""
    slots = next((it.values for it in rows if it.case == _SLOT), ())
    objects = (it for it in rows if slots and it.case != _SLOT)
    return told(Row(it.case, tuple(map(_less, it.values, slots))) for it in objects)


def _less(value: float | None, part: float | None) -> float | None:
    return None if value is None or part is None else value - part


def _idle(records: Sequence[Record]) -> tuple[Row, ...]:
    """Give what is in use while nothing happens, and the heap that the board says it has."""
    heaps = tuple(number_said(it.header, "heap_bytes") for it in records)
    rows = (
        Row("heap in use at the prompt", _of(records, IDLE, _at_rest)),
        Row("heap in use by a program that asks", _figure(records, IDLE, "idle_bytes")),
        Row("stack in use by it", _of(records, IDLE, lambda _, it: stack_of(it))),
        Row("heap free for it", _figure(records, IDLE, "heap_free_bytes")),
        Row("heap of the board", heaps),
    )
    return told(rows)


def _claims(records: Sequence[Record]) -> tuple[Claim, ...]:
    at_rest = _of(records, IDLE, _at_rest)
    stack = _of(records, IDLE, lambda _, it: stack_of(it))
    repl = (
        Row("heap in use at the prompt", at_rest),
        Row("the same, and the stack in use", tuple(map(_more, at_rest, stack))),
        Row("smallest heap for a program of one line", _figure(records, NOTHING, MIN_HEAP)),
    )
    _, smallest = SCRIPT_FIGURES[-1]
    scripts = tuple(
        Row(f"smallest heap for {it.name}", it.values)
        for it in rows_of(records, "memory/scripts", smallest)
    )
    return (
        Claim("A REPL in 1 KB", KB, repl),
        Claim("A script of 20 lines in about 5 KB", 5 * KB, scripts),
    )


def _more(value: float | None, part: float | None) -> float | None:
    return None if value is None or part is None else value + part


def _of(records: Sequence[Record], case: str, cell: Cell) -> tuple[float | None, ...]:
    """Give one case's value on each board on which it matches."""
    found = (next((it for it in measured(record) if it.case == case), None) for record in records)
    return tuple(
        None if it is None else cell(record, it) for record, it in zip(records, found, strict=True)
    )


def _at_rest(record: Record, it: Result) -> float | None:
    return it.heap_before if collects(record.results) else None


def stack_of(it: Result) -> float | None:
    """Give the stack in use, in bytes; a firmware that says less than nothing does not know it."""
    stack = it.figures.get("stack_bytes")
    return None if stack is None or stack < 0 else stack


def _figure(records: Sequence[Record], case: str, name: str) -> tuple[float | None, ...]:
    return _of(records, case, lambda record, it: figures_of(it, record.header.work_unit).get(name))
