"""The summary at the end of a run, as plain lines of ASCII.

A percentage is the share of MATCH among the verdicts on the board (MATCH, DIFFER, UNSUPPORTED,
TOOBIG, TIMEOUT, CRASH), rounded down.  SKIP, FLAKY and INFRA say nothing about the board and are
counted apart.  Everything comes from records, so what is shown once can be shown again.  Lines have
`WIDTH` characters at most, but for the ids of cases, which people paste.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from itertools import groupby
from typing import Final

from harness.history.record import Change, Header, Record, Result, changed, one_line
from harness.verdict import Word

WIDTH: Final = 80
BOARDS_ABREAST: Final = 4  # so many fit into WIDTH
NAME_CHARACTERS: Final = 14  # of a board in the table's head
SECTIONS_SHOWN: Final = 20  # of one part: what is derived from CPython has more than a hundred
CHANGES_SHOWN: Final = 10
APART_SHOWN: Final = 5  # FLAKY and INFRA, of each
TOP_SHOWN: Final = 3  # slowest and hungriest

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
        part, name, *_ = [*chapter.split("/"), ""]
        sections.setdefault((part, name), Counter())[verdict] += count
    return dict(sorted(sections.items()))


def percentage(tally: Tally) -> str:
    """Give the share of cases that match, rounded down, so that 100% is all of them."""
    total = _counted(tally)
    return f"{100 * tally.get(Word.MATCH, 0) // total}%" if total else "-"


def summary(records: Sequence[Record], previous: Sequence[Record] = ()) -> list[str]:
    """Give the table of all boards, and then what else there is to say of each.

    `previous` are the runs to compare with, at most one of a board and profile.
    """
    lines: list[str] = []
    for start in range(0, len(records), BOARDS_ABREAST):
        lines += [*_table(records[start : start + BOARDS_ABREAST]), ""]
    before = {(it.header.board, it.header.profile): it for it in previous}
    for record in records:
        lines += _about(record, before.get((record.header.board, record.header.profile)))
        lines.append("")
    return lines[:-1]


def _table(records: Sequence[Record]) -> Iterator[str]:
    rows = _one_board(records[0]) if len(records) == 1 else _boards(records)
    widths = [max(map(len, column)) for column in zip(*(cells for _, cells in rows), strict=True)]
    room = min(WIDTH - sum(2 + width for width in widths), max(len(label) for label, _ in rows))
    for label, cells in rows:
        texts = (f"  {cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        yield f"{_cut(label, room):{room}}{''.join(texts)}".rstrip()


def _one_board(record: Record) -> list[Row]:
    head = ["match", "", "differ", "unsupported", "too big", "other"]
    rows: list[Row] = [(_name(record.header), head)]
    for label, (tally,) in _tallies([chapters(record.results)]):
        other = tally.get(Word.TIMEOUT, 0) + tally.get(Word.CRASH, 0)
        counts = [tally.get(it, 0) for it in (Word.DIFFER, Word.UNSUPPORTED, Word.TOOBIG)]
        cells = [str(count or ".") for count in (*counts, other)]
        rows.append((label, [_matched(tally), percentage(tally), *cells]))
    return rows


def _boards(records: Sequence[Record]) -> list[Row]:
    rows: list[Row] = [("", [_name(record.header) for record in records])]
    tallies: Sequence[Tally] = ()
    for label, tallies in _tallies([chapters(record.results) for record in records]):
        rows.append((label, [f"{_matched(it)} {percentage(it):>4}" for it in tallies]))
    total = tallies
    occur = [word for word in COUNTED[1:] if any(word in tally for tally in total)]
    pad = 5 * " "  # as wide as a percentage
    return rows + [(f"  {it}", [f"{tally.get(it, '.')}{pad}" for tally in total]) for it in occur]


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
        yield _plain(part), summed(sections)
        named = sections if sections != [(part, "")] else []
        worst = sorted(named, key=unmatched, reverse=True)[:SECTIONS_SHOWN]
        for section in sorted(worst):
            yield f"  {_plain(section[1]) or '(itself)'}", summed([section])
        if rest := set(named) - set(worst):
            yield f"  ({len(rest)} more)", summed(rest)
    yield "total", summed(every)


def _about(record: Record, previous: Record | None) -> Iterator[str]:
    """Tell of one board what the table has no place for."""
    header, results = record.header, record.results
    yield _cut(f"{_plain(header.board)}: {_plain(header.firmware)}", WIDTH)
    yield f"  {_when(header)}, against {_plain(header.reference)}"
    if record.footer.interrupted:
        yield "  the run was interrupted"
    yield f"  known differences: {sum(result.known for result in results)}"
    counts = Counter(result.verdict for result in results)
    if apart := [f"{counts[it]} {it}" for it in Word if it not in COUNTED and counts[it]]:
        yield f"  not counted: {', '.join(apart)}"
    for word in (Word.FLAKY, Word.INFRA):
        found = (_case(word, it.case, it.detail) for it in results if it.verdict is word)
        yield from _some(list(found), APART_SHOWN)
    yield from _top("slowest", results, _seconds, "{:10.3f} s")
    yield from _top("hungriest", results, _heap_growth, "{:10,.0f} bytes")
    if previous is not None:
        yield from _since(previous, record)


def _since(previous: Record, record: Record) -> Iterator[str]:
    earlier = {(it.case, it.hash) for it in previous.results}
    common = sum((it.case, it.hash) in earlier for it in record.results)
    told = [it for it in changed(previous, record) if {it.before, it.after} <= set(COUNTED)]
    worse = [it for it in told if it.before is Word.MATCH]
    better = [it for it in told if it.after is Word.MATCH]
    other = [it for it in told if Word.MATCH not in (it.before, it.after)]
    if previous.header.firmware != record.header.firmware:
        yield _cut(f"  before: {_plain(previous.header.firmware)}", WIDTH)
    counts = f"{len(better)} newly MATCH, {len(worse)} no longer"
    counts += f", {len(other)} otherwise" if other else ""
    yield f"  changed since {_when(previous.header)}: {counts}"
    if common < len(record.results):
        yield f"    {common} of {len(record.results)} cases were in that run as they are now"
    yield from _some([_change(it) for it in (*worse, *other, *better)], CHANGES_SHOWN)


def _change(it: Change) -> str:
    return _case(f"{it.before} -> {it.after}", it.case, it.detail)


def _top(
    title: str, results: Iterable[Result], figure: Callable[[Result], float], form: str
) -> Iterator[str]:
    ranked = sorted((-figure(it), it.case) for it in results if figure(it) > 0)[:TOP_SHOWN]
    if ranked:
        yield f"  {title}:"
    for negative, case in ranked:
        yield f"  {form.format(-negative)}  {_plain(case)}"


def _seconds(result: Result) -> float:
    return result.host_seconds


def _heap_growth(result: Result) -> float:
    if result.heap_before is None or result.heap_collected is None:
        return 0
    return result.heap_collected - result.heap_before


def _some(lines: Sequence[str], limit: int) -> Iterator[str]:
    yield from lines[:limit]
    if len(lines) > limit:
        yield f"    ... and {len(lines) - limit} more"


def _case(what: str, case: str, detail: str) -> str:
    line = f"    {what}  {_plain(case)}"
    room = WIDTH - len(f"{line}: ")
    return f"{line}: {_cut(_plain(detail), room)}" if detail and room > len("..") else line


def _counted(tally: Tally) -> int:
    return sum(tally.get(word, 0) for word in COUNTED)


def _matched(tally: Tally) -> str:
    total = _counted(tally)
    return f"{tally.get(Word.MATCH, 0)}/{total}" if total else "-"


def _when(header: Header) -> str:
    return f"{header.started.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _name(header: Header) -> str:
    name = _plain(header.board)
    return name if len(name) <= NAME_CHARACTERS else f"..{name[2 - NAME_CHARACTERS :]}"


def _plain(text: str) -> str:
    """Make text from a board printable anywhere, on one line and without colours."""
    return one_line(text).encode("ascii", "backslashreplace").decode()


def _cut(text: str, characters: int) -> str:
    return text if len(text) <= characters else f"{text[: max(characters - 2, 0)]}.."
