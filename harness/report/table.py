"""Tables of what matches, by chapter, as plain lines of ASCII.

A percentage is the share of MATCH among the verdicts on the board (MATCH, DIFFER, UNSUPPORTED,
TOOBIG, TIMEOUT, CRASH), rounded down.  SKIP, REFERENCE, FLAKY and INFRA say nothing about the board
and are counted apart.  What is derived from CPython has a table of its own, with its assertions:
those in steps that match, of all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from harness.history.record import Header, Record, Result, one_line
from harness.verdict import Word

WIDTH: Final = 80
NAME_CHARACTERS: Final = 14  # of a board in the table's head
LABEL_CHARACTERS: Final = 16  # that a row's name has at least
SECTIONS_SHOWN: Final = 20  # of one part: what is derived from CPython has more than a hundred
DERIVED: Final = "cpython-"  # how the chapters of derived cases begin
IMPLEMENTATIONS: Final = {"micropython": "MicroPython", "circuitpython": "CircuitPython"}

COUNTED: Final = (
    Word.MATCH,
    Word.DIFFER,
    Word.UNSUPPORTED,
    Word.TOOBIG,
    Word.TIMEOUT,
    Word.CRASH,
)

Tally = Mapping[Word, int]
Section = tuple[str, str]  # ("language", "expressions"); the second is empty in a flat chapter
Row = tuple[str, list[str]]


def chapters(results: Iterable[Result]) -> dict[Section, Tally]:
    """Count verdicts by the first two levels of the chapters, in the order of their names."""
    pairs = Counter((result.chapter, result.verdict) for result in results)
    sections: dict[Section, Counter[Word]] = {}
    for (chapter, verdict), count in pairs.items():
        sections.setdefault(_section(chapter), Counter())[verdict] += count
    return dict(sorted(sections.items()))


def _section(chapter: str) -> Section:
    part, name, *_ = [*chapter.split("/"), ""]
    return part, name


def assertions(results: Iterable[Result]) -> dict[Section, Tally]:
    """Count assertions as `chapters` counts cases: as MATCH, and as DIFFER whatever they are."""
    sections: dict[Section, Counter[Word]] = {}
    for it in results:
        if it.verdict in COUNTED:
            tally = sections.setdefault(_section(it.chapter), Counter())
            tally += Counter({Word.MATCH: it.matched, Word.DIFFER: it.assertions - it.matched})
    return dict(sorted(sections.items()))


def percentage(tally: Tally) -> str:
    """Give the share of cases that match, rounded down, so that 100% is all of them."""
    total = _counted(tally)
    return f"{100 * tally.get(Word.MATCH, 0) // total}%" if total else "-"


def tables(records: Sequence[Record]) -> Iterator[list[Row]]:
    """Give the rows of what is written by hand, and of what is derived, as far as there is any."""
    names = [_name(record.header) for record in records]
    by_hand, derived = ([_part(it, derived=kind) for it in records] for kind in (False, True))
    if any(by_hand) or not any(derived):
        cases = [chapters(it) for it in by_hand]
        yield _one_board(names[0], cases[0]) if len(records) == 1 else _boards(names, cases)
    if any(derived):
        cases = [chapters(it) for it in derived]
        asserted = [assertions(it) for it in derived]
        if len(records) == 1:
            yield _one_derived(names[0], cases[0], asserted[0])
        else:
            rows = _derived(names, cases, asserted)
            fits = WIDTH - sum(2 + width for width in _widths(rows)) >= LABEL_CHARACTERS
            yield rows if fits else _boards(names, cases)


def _part(record: Record, *, derived: bool) -> list[Result]:
    return [it for it in record.results if it.chapter.startswith(DERIVED) is derived]


def aligned(rows: Sequence[Row]) -> Iterator[str]:
    """Give the lines of a table."""
    widths = _widths(rows)
    room = min(WIDTH - sum(2 + width for width in widths), max(len(label) for label, _ in rows))
    for label, cells in rows:
        texts = (f"  {cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        yield f"{cut(label, room):{room}}{''.join(texts)}".rstrip()


def _widths(rows: Sequence[Row]) -> list[int]:
    return [max(map(len, column)) for column in zip(*(cells for _, cells in rows), strict=True)]


def _one_board(name: str, cases: Mapping[Section, Tally]) -> list[Row]:
    rows: list[Row] = [(name, ["match", "", "differ", "unsupported", "too big", "other"])]
    for label, (tally,) in _tallies([cases]):
        rows.append((label, [matched(tally), percentage(tally), *_others(tally)]))
    return rows


def _one_derived(
    name: str, cases: Mapping[Section, Tally], asserted: Mapping[Section, Tally]
) -> list[Row]:
    rows: list[Row] = [(name, ["match", "assertions", "differ", "unsupp.", "big", "other"])]
    for label, (tally, assertion) in _tallies([cases, asserted]):
        rows.append((label, [_share(tally), _share(assertion), *_others(tally)]))
    return rows


def _boards(names: Sequence[str], cases: Sequence[Mapping[Section, Tally]]) -> list[Row]:
    rows: list[Row] = [("", list(names))]
    total: Sequence[Tally] = ()
    for label, total in _tallies(cases):
        rows.append((label, [_share(it) for it in total]))
    return rows + [(label, list(cells)) for label, cells in _words(total)]


def _derived(
    names: Sequence[str],
    cases: Sequence[Mapping[Section, Tally]],
    asserted: Sequence[Mapping[Section, Tally]],
) -> list[Row]:
    """Give both figures of several boards, abreast."""
    rows: list[Row] = [("", [cell for name in names for cell in (name, "assertions")])]
    total: Sequence[Tally] = ()
    for label, tallies in _tallies([*cases, *asserted]):
        total, below = tallies[: len(names)], tallies[len(names) :]
        pairs = zip(total, below, strict=True)
        rows.append((label, [_share(it) for pair in pairs for it in pair]))
    return rows + [
        (label, [it for cell in cells for it in (cell, "")]) for label, cells in _words(total)
    ]


def _words(total: Sequence[Tally]) -> Iterator[Row]:
    """Give a row for each verdict but MATCH that occurs."""
    pad = 5 * " "  # as wide as a percentage
    for word in COUNTED[1:]:
        if any(word in tally for tally in total):
            yield f"  {word}", [f"{tally.get(word, '.')}{pad}" for tally in total]


def _others(tally: Tally) -> list[str]:
    """Give the counts that are no matches, as one board's columns have them."""
    counts = [tally.get(it, 0) for it in (Word.DIFFER, Word.UNSUPPORTED, Word.TOOBIG)]
    counts.append(tally.get(Word.TIMEOUT, 0) + tally.get(Word.CRASH, 0))
    return [str(count or ".") for count in counts]


def _tallies(boards: Sequence[Mapping[Section, Tally]]) -> Iterator[tuple[str, list[Tally]]]:
    """Give the table's rows: each part with its sections below it, and the total at last."""

    def summed(sections: Iterable[Section]) -> list[Tally]:
        each = list(sections)
        return [sum((Counter(it.get(section)) for section in each), Counter()) for it in boards]

    def unmatched(section: Section) -> int:
        tallies = [it.get(section, {}) for it in boards]
        return sum(_counted(tally) - tally.get(Word.MATCH, 0) for tally in tallies)

    every = sorted({section for board in boards for section in board})
    for part, group in groupby(every, key=lambda section: section[0]):
        sections = list(group)
        yield plain(part), summed(sections)
        named = sections if sections != [(part, "")] else []
        worst = sorted(named, key=unmatched, reverse=True)[:SECTIONS_SHOWN]
        for section in sorted(worst):
            yield f"  {_label(section)}", summed([section])
        if rest := set(named) - set(worst):
            yield f"  ({len(rest)} more)", summed(rest)
    yield "total", summed(every)


def _counted(tally: Tally) -> int:
    return sum(tally.get(word, 0) for word in COUNTED)


def _label(section: Section) -> str:
    part, name = section
    return plain(name.removeprefix("test_") if part.startswith(DERIVED) else name) or "(itself)"


def _share(tally: Tally) -> str:
    return f"{matched(tally)} {percentage(tally):>4}"


def matched(tally: Tally) -> str:
    """Give how many match, of how many."""
    total = _counted(tally)
    return f"{tally.get(Word.MATCH, 0)}/{total}" if total else "-"


def _name(header: Header) -> str:
    name = plain(header.board)
    return name if len(name) <= NAME_CHARACTERS else f"..{name[2 - NAME_CHARACTERS :]}"


def plain(text: str) -> str:
    """Make text from a board printable anywhere, on one line and without colours."""
    return one_line(text).encode("ascii", "backslashreplace").decode()


def cut(text: str, characters: int) -> str:
    """Shorten a text, and show that it is."""
    return text if len(text) <= characters else f"{text[: max(characters - 2, 0)]}.."
