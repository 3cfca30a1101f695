"""Successive releases of one firmware: what matches in each, and what changed in each."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import geometric_mean
from typing import Final

from harness.history.comparison import compare
from harness.history.metrics import is_change
from harness.history.record import Record
from harness.report.comparison import comparison_page, percent
from harness.report.compatibility import about, table_row
from harness.report.score import score
from harness.verdict import Word

_ROWS: Final = 25  # of each comparison
_UNIT: Final = "per_unit_"


def releases_page(records: Sequence[Record]) -> str:
    """Give the page of runs of the same suite, oldest release first."""
    return "\n".join(_lines(records)) + "\n"


def _lines(records: Sequence[Record]) -> Iterator[str]:
    yield from ("# MicroPython's releases, on the wasm board", "")
    yield "`onboard releases all` makes the records and this page; `onboard compare` tells of two"
    yield from ("releases whatever the page has no room for.", "")
    yield from (about(it.header) for it in records)
    yield from ("", "## Cases that match, and what they take", "")
    versions = [_version(it) for it in records]
    yield from (table_row("", versions), f"|---|{'---:|' * len(records)}")
    parts = [_parts(it) for it in records]
    for part in sorted({part for board in parts for part in board}):
        yield table_row(part, [board.get(part, "-") for board in parts])
    yield table_row("crashes", [str(_count(it, Word.CRASH)) for it in records])
    yield table_row("time-outs", [str(_count(it, Word.TIMEOUT)) for it in records])
    yield table_row("work of an operation", list(_relative_work(records)))
    yield from ("", "The work of an operation is the geometric mean over the cases of")
    yield "`testsuite/speed` that match in every release, in per cent of the first one's."
    yield from _speed(versions, [_works(it) for it in records])
    for before, after in pairwise(records):
        yield from ("", f"## From {_version(before)} to {_version(after)}", "")
        page = comparison_page(compare(before, after), _ROWS)
        yield from page[2:]


def _version(record: Record) -> str:
    """Give the release's name; what a firmware says of itself may be another's."""
    return record.header.board.partition("@")[2] or str(record.header.probe.get("version"))


def _parts(record: Record) -> dict[str, str]:
    """Give the cases that match, of all that count, by the first word of the chapters."""
    shares = {it.name: it.cases for it in score(record.results).below}
    return {name: f"{it.matched}/{it.of}" if it.of else "-" for name, it in shares.items()}


def _count(record: Record, word: Word) -> int:
    return sum(it.verdict is word for it in record.results)


def _relative_work(records: Sequence[Record]) -> Iterator[str]:
    """Give each release's work in per cent of the first's, over what all of them can do."""
    works = [_works(it) for it in records]
    common = sorted(set(works[0]).intersection(*works))
    for work in works:
        ratios = [work[it] / works[0][it] for it in common]
        yield f"{100 * geometric_mean(ratios):.1f}%" if ratios else "-"


def _speed(versions: Sequence[str], works: Sequence[Mapping[str, float]]) -> Iterator[str]:
    """Give each operation's work in the first release, and by how much it changed in each later."""
    yield from (
        "",
        "## Work of an operation in the first release, and its change in each other",
        "",
    )
    yield from (table_row("", versions), f"|---|{'---:|' * len(versions)}")
    for case in sorted({case for work in works for case in work}):
        first = works[0].get(case)
        cells = ["-" if first is None else f"{first:,.0f}"]
        for before, after in pairwise(works):
            if case not in before or case not in after:
                cells.append("-")
            elif is_change(_UNIT, before[case], after[case]):
                cells.append(percent(100 * (after[case] / before[case] - 1)))
            else:
                cells.append("")
        yield table_row(case.rpartition("/")[2], cells)


def _works(record: Record) -> dict[str, float]:
    name = _UNIT + record.header.work_unit
    found = {it.case: it.figures.get(name, 0) for it in record.results if it.chapter == "speed"}
    return {case: work for case, work in found.items() if work > 0}
