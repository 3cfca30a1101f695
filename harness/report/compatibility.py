"""What boards make of CPython's own tests, module by module, as a page of Markdown."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from itertools import groupby
from typing import Final

from harness.history.record import Header, Record
from harness.report.table import (
    DERIVED,
    IMPLEMENTATIONS,
    Section,
    Tally,
    assertions,
    chapters,
    matched,
    percentage,
)
from harness.suite.scripts import CLAIMS
from harness.usage.book import Usage
from harness.usage.weighing import Weighted, weighted
from harness.verdict import Word

_DASH: Final = "-"
_PARTS: Final = {
    "language": "the language",
    "builtins": "the built-in types",
    "stdlib": "the library",
}
# Where a page keeps the table of a few rows; the first line says what makes it again.
_BLOCK: Final = re.compile(
    r"^<!-- compatibility:[^\n]*-->\n.*?^<!-- /compatibility -->$", re.DOTALL | re.MULTILINE
)


def compatibility_page(
    records: Sequence[Record], command: Sequence[str], usage: Usage | None = None
) -> str:
    """Give the page of runs that had derived cases; `command` is what makes it again.

    A board has two columns: cases that match of those it was asked, and so with assertions.  A
    module that it was not asked has a dash.
    """
    return "\n".join(_lines(records, command, usage)) + "\n"


def _lines(records: Sequence[Record], command: Sequence[str], usage: Usage | None) -> Iterator[str]:
    yield from ("# CPython's own tests on these boards", "")
    yield "Cases that match, and assertions in steps that match, of all that were run."
    yield from (f"Made by `{' '.join(command)}` of", "")
    for it in records:
        yield about(it.header, f", {_counts(it)}")
    yield from ("", *compatibility_table(records, usage))
    names = [it.header.board for it in records]
    cells = [cell for name in names for cell in (f"`{name}` cases", "assertions")]
    yield from ("", table_row("", cells), f"|---|{'---:|' * len(cells)}")
    derived = [[it for it in r.results if it.chapter.startswith(DERIVED)] for r in records]
    cases = [chapters(it) for it in derived]
    asserted = [assertions(it) for it in derived]
    boards = [it for pair in zip(cases, asserted, strict=True) for it in pair]
    every = sorted({section for board in cases for section in board})
    for part, group in groupby(every, key=lambda section: section[0]):
        sections = list(group)
        yield table_row(f"**{part.removeprefix(DERIVED)}**", _shares(boards, sections, "**"))
        yield from (table_row(section[1], _shares(boards, [section])) for section in sections)
    yield table_row("**total**", _shares(boards, every, "**"))


def compatibility_table(records: Sequence[Record], usage: Usage | None = None) -> Iterator[str]:
    """Give the table of a few rows: what is written by hand, and the parts of CPython's own tests.

    What a board lacks or has no room for counts as not supported; a crash is a difference.  With
    `usage` the last row has the score that is weighted by it.
    """
    yield table_row("cases that match (assertions)", [_name(it.header) for it in records])
    yield f"|---|{'---|' * len(records)}"
    yield table_row("written by hand", [_claims(it) for it in records])
    for part, name in _PARTS.items():
        yield table_row(
            f"CPython's own: {name}", [_part(it, f"{DERIVED}{part}/") for it in records]
        )
    if usage is not None:
        cells = [_by_use(weighted(it, usage)) for it in records]
        yield table_row("weighted by what real code uses", cells)


def with_table(
    page: str, records: Sequence[Record], command: Sequence[str], usage: Usage | None = None
) -> str:
    """Put the table in its place in a page of Markdown; `ValueError` where it has none."""
    table = "\n".join(compatibility_table(records, usage))
    block = f"<!-- compatibility: {' '.join(command)} -->\n{table}\n<!-- /compatibility -->"
    placed, times = _BLOCK.subn(lambda _: block, page)
    if times != 1:
        raise ValueError(f"{times} places for the table")
    return placed


def _name(header: Header) -> str:
    heap = header.probe.get("heap_bytes")
    room = f", {heap / 1024:.0f} KB of heap" if isinstance(heap, int) else ""
    told = str(header.probe.get("implementation"))
    name = IMPLEMENTATIONS.get(told, told)
    return f"`{header.board}`: {name} {header.probe.get('version')}{room}"


def _claims(record: Record) -> str:
    tally = _sum(chapters(it for it in record.results if it.chapter.startswith(CLAIMS)))
    differ = sum(tally[it] for it in (Word.DIFFER, Word.TIMEOUT, Word.CRASH))
    lacks = sum(tally[it] for it in (Word.UNSUPPORTED, Word.TOOBIG))
    return f"{_of(tally)}, {differ} differ, {lacks} not supported"


def _part(record: Record, chapter: str) -> str:
    results = [it for it in record.results if it.chapter.startswith(chapter)]
    cases, asserted = _of(_sum(chapters(results))), _of(_sum(assertions(results)))
    return cases if asserted == _DASH else f"{cases} ({asserted})"


def _by_use(told: Weighted) -> str:
    if told.total.percent is None:
        return _DASH
    kinds = (f"{kind} {it.percent}%" for kind, it in told.kinds.items() if it.percent is not None)
    return f"{told.total.percent}% ({', '.join(kinds)})"


def _sum(sections: Mapping[Section, Tally]) -> Counter[Word]:
    return sum(map(Counter, sections.values()), Counter())


def _of(tally: Tally) -> str:
    return matched(tally).replace("/", " of ")


def about(header: Header, more: str = "") -> str:
    """Give the line of a list of runs that tells of one."""
    return (
        f"- `{header.board}`: {header.probe.get('implementation')} {header.probe.get('version')}"
        f" ({header.firmware}){more};"
        f" against {header.reference}, {header.started.astimezone(UTC):%Y-%m-%d}"
    )


def _counts(record: Record) -> str:
    counts = Counter(it.verdict for it in record.results if it.chapter.startswith(DERIVED))
    told = [f"{counts[word]} {word}" for word in Word if counts[word]]
    return ", ".join(told)


def _shares(
    boards: Sequence[Mapping[Section, Tally]], sections: Sequence[Section], mark: str = ""
) -> list[str]:
    tallies = (sum((Counter(it.get(section)) for section in sections), Counter()) for it in boards)
    pairs = ((matched(it), percentage(it)) for it in tallies)
    return [_DASH if _DASH in pair else f"{mark}{' '.join(pair)}{mark}" for pair in pairs]


def table_row(label: str, cells: Sequence[str]) -> str:
    """Give a row of a table of Markdown."""
    return f"| {' | '.join([label, *cells])} |"
