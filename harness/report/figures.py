"""What measuring cases found on boards, as a page of Markdown: RAM, speed, and pauses.

A figure is shown only where its case matched: what does something else takes something else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from harness.history.metrics import collects
from harness.history.record import Record, Result
from harness.report.compatibility import about, table_row
from harness.verdict import Word

CHAPTERS: Final = ("memory", "realtime", "speed")  # how the measuring cases' chapters begin
_NONE: Final = "-"

Cell = Callable[[Record, Result], float | None]
Row = tuple[str, Sequence[float | None]]


def figures_page(records: Sequence[Record], command: Sequence[str]) -> str:
    """Give the page of runs that had measuring cases; `command` is what makes it again.

    It is empty where no case has a figure.
    """
    tables = list(_tables(records))
    return "\n".join([*_head(records, command), *tables]) + "\n" if tables else ""


def _head(records: Sequence[Record], command: Sequence[str]) -> Iterator[str]:
    yield from ("# RAM and speed of these boards", "")
    yield f"Made by `{' '.join(command)}` of"
    yield ""
    yield from (about(it.header) for it in records)


def _tables(records: Sequence[Record]) -> Iterator[str]:
    boards = [f"`{it.header.board}`" for it in records]
    title = "RAM of an object, in bytes, with the slot of the list that holds it"
    yield from _section(title, "memory/objects", records, boards, live)
    for title, cell in SCRIPT_FIGURES:
        yield from _section(title, "memory/scripts", records, boards, cell)
    title = "RAM that a program of one import keeps, in bytes"
    yield from _section(title, "memory/imports", records, boards, kept)
    units = [f"`{it.header.board}`, {it.header.work_unit}" for it in records]
    title = "Work of an operation, with the loop around it (`empty_loop` is the loop alone)"
    yield from _section(title, "speed", records, units, work_of_unit)
    yield from _others(records, boards)


def _section(
    title: str, chapter: str, records: Sequence[Record], heads: Sequence[str], cell: Cell
) -> Iterator[str]:
    rows = figure_rows(records, chapter, cell)
    yield from _table(title, heads, [(case.rpartition("/")[2], values) for case, values in rows])


def figure_rows(records: Sequence[Record], chapter: str, cell: Cell) -> list[Row]:
    """Give each case of a chapter that has a figure in some record, by id, with one for each."""
    found = [
        {it.case: cell(record, it) for it in measured(record) if it.chapter == chapter}
        for record in records
    ]
    return _told(
        (case, [board.get(case) for board in found])
        for case in sorted({case for board in found for case in board})
    )


def _told(rows: Iterable[Row]) -> list[Row]:
    return [it for it in rows if any(value is not None for value in it[1])]


def _table(title: str, heads: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    yield from ("", f"## {title}", "", table_row("", heads), f"|---|{'---:|' * len(heads)}")
    for label, values in rows:
        yield table_row(label, [_NONE if it is None else f"{it:,.10g}" for it in values])


def measured(record: Record) -> Iterator[Result]:
    """Give the results whose figures are those of the program that was meant."""
    return (it for it in record.results if it.verdict is Word.MATCH)


def live(record: Record, it: Result) -> float | None:
    """Give the bytes of one object of a kind, with its slot."""
    return it.figures.get("per_unit_live_bytes") if collects(record.results) else None


def work_of_unit(record: Record, it: Result) -> float | None:
    """Give the work of one operation, in the unit of the record."""
    return it.figures.get(f"per_unit_{record.header.work_unit}")


def kept(record: Record, it: Result) -> float | None:
    """Give the bytes that a program keeps when it has run."""
    if it.heap_before is None or it.heap_collected is None or not collects(record.results):
        return None
    return it.heap_collected - it.heap_before


def asked_for(record: Record, it: Result) -> float | None:
    """Give the bytes that a program has allocated by its end."""
    if it.heap_before is None or it.heap_uncollected is None or not collects(record.results):
        return None
    return it.heap_uncollected - it.heap_before


SCRIPT_FIGURES: Final[tuple[tuple[str, Cell], ...]] = (
    ("RAM of a script of 20 lines once compiled", lambda _, it: it.figures.get("compiled_bytes")),
    ("RAM that it keeps when it has run", kept),
    ("RAM that it has allocated by then", asked_for),
    ("The smallest heap in which it runs", lambda _, it: it.min_heap),
)


def _others(records: Sequence[Record], heads: Sequence[str]) -> Iterator[str]:
    """Give the figures that cases print of themselves."""
    found = [
        {
            (it.case, name): value
            for it in measured(record)
            if it.chapter in ("memory", "realtime")
            for name, value in it.figures.items()
        }
        for record in records
    ]
    rows = [
        (f"{case}: {name}", [board.get((case, name)) for board in found])
        for case, name in sorted({key for board in found for key in board})
    ]
    yield from _table("What programs found by themselves", heads, _told(rows))
