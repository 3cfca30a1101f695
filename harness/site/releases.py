"""The page of releases: what matches in each, what it takes, and what changed from one to the next.

Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from harness.errors import Misconfigured
from harness.history.comparison import Asserted, compare
from harness.history.metrics import MIN_HEAP
from harness.history.record import Record, one_line
from harness.history.runs import Change
from harness.history.selection import family
from harness.history.standing import Standing, Standings
from harness.report.comparison import (
    alert_size,
    alert_title,
    by_weight,
    verdict,
    verdict_lists,
)
from harness.report.figures import SCRIPT_FIGURES, Cell, live
from harness.report.releases import changes, count_of, parts_matched, relative_work, release_name
from harness.site.shell import Page
from harness.site.tables import STYLES, Row, figure, rows_of, said
from harness.verdict import Word

CASES_SHOWN: Final = 200  # of each list of a step
WORSE: Final = ("newly failing", "worse", "assertions lost")  # lists of `report.comparison`


@dataclass(frozen=True)
class Release:
    """One release."""

    name: str
    board: str
    version: str  # the firmware's own word
    firmware: str
    day: str
    crashes: int
    hangs: int
    work: float | None  # as a share of the first release's


@dataclass(frozen=True)
class Share:
    """Cases of a part that match in a release, of those asked; and how many more than before."""

    matched: int
    asked: int
    change: int


@dataclass(frozen=True)
class Part:
    """A part of the suite, and what matches of it in each release."""

    name: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Fatal:
    """A case that crashes or hangs some release; `words` has an entry for each."""

    case: str
    words: tuple[Word | None, ...]


@dataclass(frozen=True)
class Kept:
    """One figure of a case over the releases, in bytes, and its change from one to the next.

    `changes` has one fewer than `values`: 0 where there was none, None where it is not known.
    """

    case: str
    name: str
    values: tuple[float | None, ...]
    changes: tuple[float | None, ...]
    moved: bool  # whether it is not the same in all that have it


@dataclass(frozen=True)
class Ram:
    """What programs of one kind take over the releases."""

    title: str
    what: str  # programs of this kind
    rows: tuple[Kept, ...]


@dataclass(frozen=True)
class Moved:
    """A case that changed: `what` says from what to what."""

    case: str
    what: str
    detail: str


@dataclass(frozen=True)
class Step:
    """What changed from one release to the next; or in `refused` why nothing can be said."""

    before: str
    after: str
    told: str = ""
    alerts: tuple[tuple[bool, str, str], ...] = ()  # whether it is worse, what, and by how much
    lists: tuple[tuple[str, int, tuple[Moved, ...]], ...] = ()  # title, how many, the first of them
    refused: str = ""


@dataclass(frozen=True)
class Releases:
    """What the page shows, oldest release first; the steps are newest first.

    The first page has no columns of releases, so cases are looked up there on `board`, whose
    releases these are.
    """

    board: str
    releases: tuple[Release, ...]
    parts: tuple[Part, ...]
    fatal: tuple[Fatal, ...]
    ram: tuple[Ram, ...]
    steps: tuple[Step, ...]


def families(standings: Standings) -> tuple[Releases, ...]:
    """Put the releases of each board in a row: those of two boards do not follow each other."""
    found: dict[str, list[Standing]] = {}
    for it in standings.releases:
        found.setdefault(family(it.board), []).append(it)
    return tuple(releases(replace(standings, releases=tuple(it))) for it in found.values())


def releases(standings: Standings) -> Releases:
    """Put the releases of one board in a row."""
    records = [it.record for it in standings.releases]
    each = tuple(map(_release, records, relative_work(records)))
    steps = [_step(before, after) for before, after in pairwise(records)]
    ram = (_ram(title, records, chapter, name, cell) for title, chapter, name, cell in _RAM)
    return Releases(
        board=family(records[-1].header.board) if records else "",
        releases=each,
        parts=_parts(records),
        fatal=_fatal(records),
        ram=tuple(it for it in ram if it.rows),
        steps=tuple(steps[::-1]),
    )


def releases_page(standings: Standings) -> Page | None:
    """Give the page; None where no release was run."""
    if not standings.releases:
        return None
    told = {"families": families(standings), "worse": WORSE, "figure": figure}
    scripts = ("tables.js",)
    return Page("releases", "Releases", "releases.html", told, scripts=scripts, styles=STYLES)


def _release(record: Record, work: float | None) -> Release:
    header = record.header
    return Release(
        name=release_name(record),
        board=header.board,
        version=said(header, "version"),
        firmware=one_line(header.firmware),
        day=f"{header.started:%Y-%m-%d}",
        crashes=count_of(record, Word.CRASH),
        hangs=count_of(record, Word.TIMEOUT),
        work=work,
    )


_RAM: Final[tuple[tuple[str, str, str, Cell], ...]] = (
    (
        "An object, with the slot of the list that holds it",
        "memory/objects",
        "per_unit_live_bytes",
        live,
    ),
    *(
        (title, "memory/scripts", name, cell)
        for name, (title, cell) in zip(
            ("compiled_bytes", "live_bytes", "allocated_bytes", MIN_HEAP),
            SCRIPT_FIGURES,
            strict=True,
        )
    ),
)


def _parts(records: Sequence[Record]) -> tuple[Part, ...]:
    counted = [parts_matched(it) for it in records]
    names = sorted({name for release in counted for name in release})
    parts = (Part(it, _shares([release.get(it, (0, 0)) for release in counted])) for it in names)
    return tuple(it for it in parts if any(share.asked for share in it.shares))


def _shares(counts: Sequence[tuple[int, int]]) -> tuple[Share, ...]:
    """Tell the change only where as many cases were asked before: else it says nothing."""
    before = (counts[0], *counts)
    return tuple(
        Share(matched, asked, matched - earlier[0] if earlier[1] == asked else 0)
        for (matched, asked), earlier in zip(counts, before, strict=False)
    )


def _fatal(records: Sequence[Record]) -> tuple[Fatal, ...]:
    found = [{it.case: it.verdict for it in record.results} for record in records]
    cases = {
        case
        for release in found
        for case, word in release.items()
        if word in (Word.CRASH, Word.TIMEOUT)
    }
    return tuple(Fatal(it, tuple(release.get(it) for release in found)) for it in sorted(cases))


def _ram(title: str, records: Sequence[Record], chapter: str, name: str, cell: Cell) -> Ram:
    rows = rows_of(records, chapter, cell)
    kept = (_kept(name, it) for it in rows)
    return Ram(title, chapter.rpartition("/")[2], tuple(kept))


def _kept(name: str, row: Row) -> Kept:
    known = [it for it in row.values if it is not None]
    moved = any(changes(name, known))
    return Kept(row.case, row.name, row.values, tuple(changes(name, row.values)), moved)


def _step(before: Record, after: Record) -> Step:
    names = release_name(before), release_name(after)
    try:
        told = compare(before, after)
    except Misconfigured as error:
        return Step(*names, refused=str(error))
    return Step(
        *names,
        told=verdict(told),
        alerts=tuple((it.worse, alert_title(it), alert_size(it)) for it in by_weight(told.alerts)),
        lists=tuple(_list(title, cases) for title, cases in verdict_lists(told)),
    )


def _list(title: str, cases: Sequence[Change | Asserted]) -> tuple[str, int, tuple[Moved, ...]]:
    return title, len(cases), tuple(map(_moved, cases[:CASES_SHOWN]))


def _moved(it: Change | Asserted) -> Moved:
    if isinstance(it, Asserted):
        return Moved(it.case, f"{it.verdict}: {it.before} to {it.after} of {it.of}", "")
    return Moved(it.case, f"{it.before} to {it.after}", it.detail)
