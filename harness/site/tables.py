"""Tables of figures with a column for each board or release, as the measuring pages show them.

Pure, and of facts alone: how a number is written is the template's business.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

from harness.history.metrics import FIGURE_LIMIT
from harness.history.record import Header, Record, one_line
from harness.report.figures import Cell, figure_rows
from harness.report.table import cut

STYLES: Final = ("measures.css",)  # of the pages with such tables
ABREAST: Final = 5  # columns that are read without scrolling
_WHOLE_FROM: Final = 1000
_WHOLE_WITHIN: Final = 0.05
NAME_CHARACTERS: Final = 100  # of what a board says of itself


@dataclass(frozen=True)
class Column:
    """A board or a release at the head of a table."""

    board: str
    told: str  # the version, or the unit, that the figures below are of


@dataclass(frozen=True)
class Row:
    """A case's figures, one for each column; None is what was not measured."""

    case: str
    values: tuple[float | None, ...]

    @property
    def name(self) -> str:
        """The case without its chapter."""
        return self.case.rpartition("/")[2]

    @property
    def known(self) -> int:
        """The first column that has a figure."""
        return next(index for index, it in enumerate(self.values) if it is not None)


@dataclass(frozen=True)
class Table:
    """Rows under a title; `note` says what the figures are."""

    name: str  # the anchor
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def figure(value: float) -> str:
    """Write a figure with what can be read of it: four digits, or all before the point."""
    if not isfinite(value):
        return str(value)
    if abs(value) >= _WHOLE_FROM or abs(value - round(value)) < _WHOLE_WITHIN:
        return f"{value:,.0f}" if abs(value) < FIGURE_LIMIT else f"{value:.4g}"
    return f"{value:.4g}"


def said(header: Header, name: str) -> str:
    """Give what a board says of itself under a name, as one line that is not long."""
    value = header.probe.get(name)
    return "" if value is None else cut(one_line(str(value)), NAME_CHARACTERS)


def number_said(header: Header, name: str) -> float | None:
    """Give what a board says under a name, where that is a number."""
    value = header.probe.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def version_columns(records: Iterable[Record]) -> tuple[Column, ...]:
    """Head the columns with each board's name and its firmware's version."""
    return tuple(Column(it.header.board, said(it.header, "version")) for it in records)


def told(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Leave out the rows in which nothing was measured."""
    return tuple(it for it in rows if any(value is not None for value in it.values))


def rows_of(records: Sequence[Record], chapter: str, cell: Cell) -> tuple[Row, ...]:
    """Give the rows of a chapter's cases, by the rules of `report.figures`."""
    return tuple(Row(case, tuple(values)) for case, values in figure_rows(records, chapter, cell))
