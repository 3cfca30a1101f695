"""What boards make of CPython's own tests, module by module, as a page of Markdown."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from itertools import groupby
from typing import Final

from harness.history.record import Header, Record
from harness.report.table import DERIVED, Section, Tally, assertions, chapters, matched, percentage
from harness.verdict import Word

_DASH: Final = "-"


def compatibility_page(records: Sequence[Record], command: Sequence[str]) -> str:
    """Give the page of runs that had derived cases; `command` is what makes it again.

    A board has two columns: cases that match of those it was asked, and so with assertions.  A
    module that it was not asked has a dash.
    """
    return "\n".join(_lines(records, command)) + "\n"


def _lines(records: Sequence[Record], command: Sequence[str]) -> Iterator[str]:
    yield from ("# CPython's own tests on these boards", "")
    yield "Cases that match, and assertions in steps that match, of all that were run."
    yield from (f"Made by `{' '.join(command)}` of", "")
    for it in records:
        yield about(it.header, f", {_counts(it)}")
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
