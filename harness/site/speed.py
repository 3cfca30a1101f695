"""The page of speed: the work of each operation by board, and over the releases.

Pure.  Work is counted in each board's own unit (fuel, instructions, microseconds), so there is a
part for each unit, and nothing is compared across parts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from harness.history.record import Record
from harness.history.selection import family
from harness.history.standing import Standing, Standings
from harness.report.comparison import percent
from harness.report.figures import work_of_unit
from harness.report.releases import UNIT, changes, relative_work, release_name
from harness.site.shell import Page
from harness.site.tables import ABREAST, STYLES, Column, Row, figure, rows_of, said

UNITS: Final = {
    "fuel": "fuel: instructions of WebAssembly",
    "instructions": "instructions of the emulated processor",
    "us": "microseconds by the board's own clock",
}
ALL: Final = "mean of all, %"


@dataclass(frozen=True)
class Operation:
    """The work of one operation in each release, and by how much it changed from one to the next.

    A change is 0 where it is none, None where one of both releases has no figure; the first of
    `shares` is None, for nothing was before it.  Shares are of what was before.
    """

    name: str
    work: tuple[float | None, ...]
    shares: tuple[float | None, ...]


@dataclass(frozen=True)
class Trend:
    """Every operation over a board's releases whose work is counted in one unit, oldest first.

    `marked` says whether changes are told: of what a clock says two runs alone tell nothing.
    `relative` is the geometric mean over what all releases can do, in per cent of the first one's.
    """

    unit: str
    board: str  # whose releases these are
    releases: tuple[str, ...]
    marked: bool
    relative: Operation
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Part:
    """All boards whose work is counted in one unit."""

    unit: str
    told: str  # the unit in words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Speed:
    """What the page shows."""

    parts: tuple[Part, ...]
    trends: tuple[Trend, ...]


def speed(standings: Standings) -> Speed:
    """Put boards of one unit abreast, and releases of one unit in a row."""
    boards = [_part(*it) for it in _by_unit(standings.boards)]
    kinds = groupby(standings.releases, key=lambda it: family(it.board))
    trends = [_trend(board, *it) for board, kind in kinds for it in _by_unit(kind)]
    return Speed(
        parts=tuple(it for it in boards if it.rows),
        trends=tuple(it for it in trends if it.operations and len(it.releases) > 1),
    )


def speed_page(standings: Standings) -> Page | None:
    """Give the page; None where no work was measured."""
    shown = speed(standings)
    if not (shown.parts or shown.trends):
        return None
    trends = [
        {
            "unit": it.unit,
            "releases": it.releases,
            "rows": [[op.name, op.work, op.shares] for op in (it.relative, *it.operations)],
        }
        for it in shown.trends
    ]
    scripts = ("tables.js", "uplot/uPlot.iife.min.js", "speed.js")
    styles = (*STYLES, "uplot/uPlot.min.css")
    return Page(
        "speed",
        "Speed",
        "speed.html",
        {"shown": shown, "figure": figure, "percent": percent, "abreast": ABREAST},
        {"trends": trends},
        scripts,
        styles,
    )


def _by_unit(standings: Iterable[Standing]) -> list[tuple[str, list[Record]]]:
    units: dict[str, list[Record]] = {}
    for it in standings:
        if it.record.header.work_unit:
            units.setdefault(it.record.header.work_unit, []).append(it.record)
    return sorted(units.items())


def _part(unit: str, records: Sequence[Record]) -> Part:
    columns = tuple(Column(it.header.board, said(it.header, "version")) for it in records)
    return Part(unit, UNITS.get(unit, unit), columns, rows_of(records, "speed", work_of_unit))


def _trend(board: str, unit: str, records: Sequence[Record]) -> Trend:
    marked = all(it.header.exact for it in records)
    rows = rows_of(records, "speed", work_of_unit)
    mean = tuple(None if it is None else 100 * it for it in relative_work(records))
    return Trend(
        unit=unit,
        board=board,
        releases=tuple(map(release_name, records)),
        marked=marked,
        relative=_operation(ALL, mean, marked=marked),
        operations=tuple(_operation(it.name, it.values, marked=marked) for it in rows),
    )


def _operation(name: str, work: tuple[float | None, ...], *, marked: bool) -> Operation:
    if not marked:
        return Operation(name, work, tuple(None for _ in work))
    pairs = zip(work, changes(UNIT, work), strict=False)
    shares = (
        change / before if before and change is not None else change for before, change in pairs
    )
    return Operation(name, work, (None, *shares))
