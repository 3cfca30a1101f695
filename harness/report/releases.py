"""Successive releases of one firmware: what matches in each, and what changed in each."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import geometric_mean
from typing import Final

from harness.history.comparison import compare
from harness.history.metrics import FIGURE_LIMIT, is_change
from harness.history.record import Record
from harness.report.comparison import comparison_page, percent
from harness.report.compatibility import about, table_row
from harness.report.score import score
from harness.verdict import Word

_ROWS: Final = 25  # of each comparison
UNIT: Final = "per_unit_"  # how figures of one operation or object begin


def releases_page(records: Sequence[Record]) -> str:
    """Give the page of runs of the same suite, oldest release first."""
    return "\n".join(_lines(records)) + "\n"


def _lines(records: Sequence[Record]) -> Iterator[str]:
    yield from ("# MicroPython's releases, on the wasm board", "")
    yield "`onboard releases all` makes the records and this page; `onboard compare` tells of two"
    yield from ("releases whatever the page has no room for.", "")
    yield from (about(it.header) for it in records)
    yield from ("", "## Cases that match, and what they take", "")
    versions = [release_name(it) for it in records]
    yield from (table_row("", versions), f"|---|{'---:|' * len(records)}")
    parts = [parts_matched(it) for it in records]
    for part in sorted({part for board in parts for part in board}):
        yield table_row(part, [_share(board.get(part)) for board in parts])
    yield table_row("crashes", [str(count_of(it, Word.CRASH)) for it in records])
    yield table_row("time-outs", [str(count_of(it, Word.TIMEOUT)) for it in records])
    shares = ["-" if it is None else f"{100 * it:.1f}%" for it in relative_work(records)]
    yield table_row("work of an operation", shares)
    yield from ("", "The work of an operation is the geometric mean over the cases of")
    yield "`testsuite/speed` that match in every release, in per cent of the first one's."
    yield from _speed(versions, [works_of(it) for it in records])
    for before, after in pairwise(records):
        yield from ("", f"## From {release_name(before)} to {release_name(after)}", "")
        page = comparison_page(compare(before, after), _ROWS)
        yield from page[2:]


def release_name(record: Record) -> str:
    """Give the release's name; what a firmware says of itself may be another's."""
    return record.header.board.partition("@")[2] or str(record.header.probe.get("version"))


def parts_matched(record: Record) -> dict[str, tuple[int, int]]:
    """Count by the first word of the chapters: cases that match, and all that say something."""
    return {it.name: (it.cases.matched, it.cases.of) for it in score(record.results).below}


def _share(part: tuple[int, int] | None) -> str:
    return f"{part[0]}/{part[1]}" if part is not None and part[1] else "-"


def count_of(record: Record, word: Word) -> int:
    """Count the cases with a verdict."""
    return sum(it.verdict is word for it in record.results)


def relative_work(records: Sequence[Record]) -> list[float | None]:
    """Give each record's work as a share of the first's, over what all of them can do.

    It is the geometric mean; None where they have no operation in common.
    """
    works = [works_of(it) for it in records]
    common = sorted(set(works[0]).intersection(*works)) if works else []
    if not common:
        return [None for _ in works]
    return [geometric_mean(work[it] / works[0][it] for it in common) for work in works]


def _speed(versions: Sequence[str], works: Sequence[Mapping[str, float]]) -> Iterator[str]:
    """Give each operation's work in the first release, and by how much it changed in each later."""
    yield from (
        "",
        "## Work of an operation in the first release, and its change in each other",
        "",
    )
    yield from (table_row("", versions), f"|---|{'---:|' * len(versions)}")
    for case in sorted({case for work in works for case in work}):
        values = [work.get(case) for work in works]
        cells = ["-" if values[0] is None else f"{values[0]:,.0f}"]
        for before, change in zip(values, changes(UNIT, values), strict=False):
            told = "" if not change or not before else percent(100 * change / before)
            cells.append("-" if change is None else told)
        yield table_row(case.rpartition("/")[2], cells)


def changes(name: str, values: Sequence[float | None]) -> list[float | None]:
    """Give by how much a figure of this name changed from each release to the next.

    One fewer than the values: 0 where it is no change (`metrics.is_change`), None where it was not
    measured in both.
    """
    return [
        None
        if before is None or after is None
        else after - before
        if is_change(name, before, after)
        else 0.0
        for before, after in pairwise(values)
    ]


def works_of(record: Record) -> dict[str, float]:
    """Give the work of each operation that a record has, by case, in the record's unit.

    What no board can have taken is left out: shares of it are no numbers.
    """
    name = UNIT + record.header.work_unit
    found = {it.case: it.figures.get(name, 0) for it in record.results if it.chapter == "speed"}
    return {case: it for case, it in found.items() if 1 / FIGURE_LIMIT < it < FIGURE_LIMIT}
