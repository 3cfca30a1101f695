"""One row for each board and case, with every figure, as columns and as CSV.

A spreadsheet takes a cell for a formula that begins with one of `= + - @`, and boards choose what
their texts begin with; such a text has an apostrophe before it in the CSV, by which spreadsheets
know it for text.  Numbers have none.  Who wants the texts as they are takes the Parquet file.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC
from typing import Final, TypeAlias

from harness.history.metrics import figures_of
from harness.history.record import DETAIL_CHARACTERS, Header, Record, Result, excerpt, one_line
from harness.history.standing import Standing

Cell: TypeAlias = str | float | bool | None
Columns: TypeAlias = Mapping[str, Sequence[Cell]]  # by name, each as long as there are rows
CSV: Final = "cases.csv"
FIGURE_PREFIX: Final = "figure_"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_WHOLE: Final = 2.0**53  # above it not every whole number is a float

_TOLD: Final[Mapping[str, Callable[[Header, Result], Cell]]] = {
    "board": lambda run, _: one_line(run.board),
    "profile": lambda run, _: one_line(run.profile),
    "firmware": lambda run, _: one_line(run.firmware),
    "version": lambda run, _: one_line(str(run.probe.get("version", ""))),
    "reference": lambda run, _: one_line(run.reference),
    "run": lambda run, _: one_line(run.run),
    "started": lambda run, _: f"{run.started.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    "exact": lambda run, _: run.exact,
    "case": lambda _, it: one_line(it.case),
    "chapter": lambda _, it: one_line(it.chapter),
    "hash": lambda _, it: one_line(it.hash),
    "verdict": lambda _, it: str(it.verdict),
    "known": lambda _, it: it.known,
    "detail": lambda _, it: excerpt(one_line(it.detail), DETAIL_CHARACTERS),
    "whole": lambda _, it: "" if it.whole is None else str(it.whole),
    "assertions": lambda _, it: it.assertions,
    "matched": lambda _, it: it.matched,
    "blocked": lambda _, it: it.blocked,
    "unfit": lambda _, it: it.unfit,
    "vacuous": lambda _, it: it.vacuous,
    "attempts": lambda _, it: it.attempts,
    "recoveries": lambda _, it: len(it.recoveries),
    "host_seconds": lambda _, it: it.host_seconds,
}


def columns(records: Sequence[Record]) -> Columns:
    """Give what is known of each case: of the run, of the case, and a column for each figure.

    A figure that nobody measured is None.  Columns of figures begin with `FIGURE_PREFIX`.
    """
    pairs = [(record.header, it) for record in records for it in record.results]
    figures = [figures_of(it, run.work_unit) for run, it in pairs]
    names = sorted({name for each in figures for name in each})
    return {
        **{name: [told(run, it) for run, it in pairs] for name, told in _TOLD.items()},
        **{f"{FIGURE_PREFIX}{one_line(it)}": [each.get(it) for each in figures] for it in names},
    }


def csv_files(boards: Sequence[Standing]) -> Iterator[tuple[str, bytes]]:
    """Give the rows of all boards in one file."""
    yield CSV, csv_text(columns([it.record for it in boards])).encode()


def csv_text(table: Columns) -> str:
    """Write columns as comma-separated values with a head; lines end as RFC 4180 has it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(map(_text, table))
    writer.writerows([_text(cell) for cell in row] for row in zip(*table.values(), strict=True))
    return file.getvalue()


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str():
            return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
        case _:
            return number(cell)


def number(value: float) -> str:
    """Write a number so that reading it gives the same; a whole one has no point."""
    whole = isinstance(value, int) or (abs(value) < _WHOLE and value.is_integer())
    return str(int(value)) if whole else repr(value)
