"""Records as columns of numbers, as the database takes them in.

Pure.  Case ids and details recur in every run, so each stands once in a table of its own, and the
rows have its number.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from harness.history.metrics import MIN_HEAP, figures_of
from harness.history.record import Record, Result
from harness.verdict import Word

Columns = Mapping[str, NDArray[Any]]  # by name, each of the same length
WORDS: Final = tuple(Word)
NUMBERS: Final = {word: number for number, word in enumerate(WORDS)}
HEAPS: Final = ("live_bytes", "allocated_bytes", MIN_HEAP)
_FIGURE_LIMIT: Final = 2**62  # the difference of two has room in 64 bits
_COUNT_LIMIT: Final = 2**31


@dataclass
class Numbered:
    """Texts and their numbers, in the order in which they came; `fresh` are not yet stored."""

    numbers: dict[str, int] = field(default_factory=dict)
    fresh: list[tuple[str, str]] = field(default_factory=list)  # with what else belongs to them

    def number(self, text: str, more: str = "") -> int:
        """Give a text's number, a new one where it has none."""
        known = self.numbers.get(text)
        if known is None:
            known = self.numbers[text] = len(self.numbers)
            self.fresh.append((text, more))
        return known

    def take(self) -> Columns:
        """Give the fresh ones as columns, and hold them for stored."""
        first = len(self.numbers) - len(self.fresh)
        columns = {
            "no": np.arange(first, len(self.numbers)),
            "text": texts(it for it, _ in self.fresh),
            "more": texts(it for _, it in self.fresh),
        }
        self.fresh = []
        return columns


def has_room(it: Result) -> bool:
    """Tell whether the columns hold the numbers of a result."""
    figures = (it.heap_before, it.heap_uncollected, it.heap_collected, it.min_heap, it.work)
    return all(abs(value) < _FIGURE_LIMIT for value in figures if value is not None) and all(
        abs(value) < _COUNT_LIMIT for value in (it.assertions, it.matched)
    )


def result_columns(
    runs: Sequence[tuple[int, Record]], cases: Numbered, details: Numbered
) -> Columns:
    """Give a row for each result of these runs, in the order of the cases' numbers."""
    rows = [
        (number, cases.number(it.case, it.chapter), it)
        for number, record in runs
        for it in record.results
    ]
    rows.sort(key=itemgetter(0, 1))
    results = [it for _, _, it in rows]
    heaps = [_board_figures(it) for it in results]
    whole = [None if it.whole is None else NUMBERS[it.whole] for it in results]
    return {
        "run_no": np.array([number for number, _, _ in rows], np.int64),
        "case_no": np.array([number for _, number, _ in rows], np.int64),
        "hash": np.array([int(it.hash, 16) for it in results], np.uint64),
        "verdict": np.array([NUMBERS[it.verdict] for it in results], np.int64),
        "whole": optional(whole),
        "detail": np.array([details.number(it.detail) for it in results], np.int64),
        "assertions": np.array([it.assertions for it in results], np.int64),
        "matched": np.array([it.matched for it in results], np.int64),
        **{name: optional([it.get(name) for it in heaps]) for name in HEAPS},
        "work": optional([it.work for it in results]),
    }


def figure_columns(runs: Sequence[tuple[int, Record]], cases: Numbered) -> Columns:
    """Give a row for each figure that a measuring case has found."""
    rows = [
        (number, cases.number(it.case, it.chapter), name, value)
        for number, record in runs
        for it in record.results
        for name, value in it.figures.items()
    ]
    return {
        "run_no": np.array([it[0] for it in rows], np.int64),
        "case_no": np.array([it[1] for it in rows], np.int64),
        "name": texts(it[2] for it in rows),
        "value": np.array([it[3] for it in rows], np.float64),
    }


def run_columns(runs: Sequence[tuple[int, Record]], files: Sequence[str]) -> Columns:
    """Give a row for each run; instants are microseconds since 1970, in UTC."""
    headers = [record.header for _, record in runs]

    def column(figure: Callable[[Record], object]) -> NDArray[Any]:
        return texts(str(figure(record)) for _, record in runs)

    return {
        "no": np.array([number for number, _ in runs]),
        "run": column(lambda it: it.header.run),
        "file": texts(files),
        "started": np.array([round(it.started.timestamp() * 1e6) for it in headers], np.int64),
        "board": column(lambda it: it.header.board),
        "profile": column(lambda it: it.header.profile),
        "firmware": column(lambda it: it.header.firmware),
        "version": column(lambda it: it.header.probe.get("version", "")),
        "reference": column(lambda it: it.header.reference),
        "exact": np.array([it.exact for it in headers]),
        "work_unit": column(lambda it: it.header.work_unit),
        "planned": np.array([it.planned for it in headers], np.int64),
        "interrupted": np.array([record.footer.interrupted for _, record in runs]),
    }


def texts(values: Iterable[str]) -> NDArray[Any]:
    """Give texts as a column; a board's null bytes and the like stay."""
    return np.array([*values, None], object)[:-1]


def optional(values: Sequence[float | None]) -> NDArray[Any]:
    """Give whole numbers as a column in which None is no number."""
    missing = [it is None for it in values]
    numbers = np.array([0 if it is None else it for it in values], np.int64)
    return np.ma.masked_array(numbers, mask=missing)


def _board_figures(it: Result) -> Mapping[str, float]:
    """Give the board's own heap figures of a case, without those that the case measured itself."""
    if it.heap_before is None and it.min_heap is None:
        return {}
    return figures_of(msgspec.structs.replace(it, figures={}) if it.figures else it, "")
