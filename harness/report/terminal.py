"""The summary at the end of a run, as plain lines of ASCII.

First the `tables`, then what else there is to say of each board.  Everything comes from records, so
what is shown once can be shown again.  Lines have `WIDTH` characters at most, but for the ids of
cases, which people paste.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC
from typing import Final

from harness.history.record import Header, Record, Result
from harness.history.runs import Change, changed
from harness.report.table import COUNTED, WIDTH, aligned, cut, plain, tables
from harness.verdict import Word

BOARDS_ABREAST: Final = 4  # so many fit into WIDTH
CHANGES_SHOWN: Final = 10
APART_SHOWN: Final = 5  # FLAKY and INFRA, of each
TOP_SHOWN: Final = 3  # slowest and hungriest


def summary(records: Sequence[Record], previous: Sequence[Record] = ()) -> list[str]:
    """Give the table of all boards, and then what else there is to say of each.

    `previous` are the runs to compare with, at most one of a board and profile.
    """
    lines: list[str] = []
    for start in range(0, len(records), BOARDS_ABREAST):
        for rows in tables(records[start : start + BOARDS_ABREAST]):
            lines += [*aligned(rows), ""]
    before = {(it.header.board, it.header.profile): it for it in previous}
    for record in records:
        lines += _about(record, before.get((record.header.board, record.header.profile)))
        lines.append("")
    return lines[:-1]


def _about(record: Record, previous: Record | None) -> Iterator[str]:
    """Tell of one board what the table has no place for."""
    header, results = record.header, record.results
    yield cut(f"{plain(header.board)}: {plain(header.firmware)}", WIDTH)
    yield f"  {_when(header)}, against {plain(header.reference)}"
    if record.footer.interrupted:
        yield "  the run was interrupted"
    yield f"  known differences: {sum(result.known for result in results)}"
    counts = Counter(result.verdict for result in results)
    if apart := [f"{counts[it]} {it}" for it in Word if it not in COUNTED and counts[it]]:
        yield f"  not counted: {', '.join(apart)}"
    if fatal := [f"{counts[it]} {it}" for it in (Word.CRASH, Word.TIMEOUT) if counts[it]]:
        yield f"  other: {', '.join(fatal)}"
    if measured := sum(bool(it.figures) for it in results):
        yield f"  figures: of {measured} cases; onboard figures {plain(header.board)}"
    if vacuous := sum(result.vacuous for result in results):
        yield f"  without printed evidence: {vacuous} of the matches"
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
    if not common:
        return  # of this run nothing was in that one
    told = [it for it in changed(previous, record) if {it.before, it.after} <= set(COUNTED)]
    worse = [it for it in told if it.before is Word.MATCH]
    better = [it for it in told if it.after is Word.MATCH]
    other = [it for it in told if Word.MATCH not in (it.before, it.after)]
    if previous.header.firmware != record.header.firmware:
        yield cut(f"  before: {plain(previous.header.firmware)}", WIDTH)
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
        yield f"  {form.format(-negative)}  {plain(case)}"


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
    line = f"    {what}  {plain(case)}"
    room = WIDTH - len(f"{line}: ")
    return f"{line}: {cut(plain(detail), room)}" if detail and room > len("..") else line


def _when(header: Header) -> str:
    return f"{header.started.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
