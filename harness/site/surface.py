"""The page of the surface: which names of CPython's types and modules each board lacks.

Pure.  A record has the names that a board lacks, as far as its excerpt of them goes, and how many
it has; so a name that no board lacks is counted here and not named.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from harness.history.record import Record, Result, one_line
from harness.history.standing import Standings
from harness.report.table import COUNTED, cut
from harness.site.shell import Page
from harness.site.tables import ABREAST, STYLES, Column, version_columns

CHAPTER: Final = "cpython-surface"
NAMES: Final = "names"  # the case of a module's own names; the others are of its classes
MODULES_SHOWN: Final = 500  # of what a board says it has
MODULE_CHARACTERS: Final = 60
_IMPORT: Final = ">>> import "  # the step that does not match where there is no such module
_PREFIX: Final = "surface."
_MISSING: Final = re.compile(r"^>>> (?!import )([\w.]+)\n\.\.\. print\(True\)$", re.MULTILINE)


class Has(StrEnum):
    """Whether a board has a name."""

    YES = "y"
    NO = "n"
    UNKNOWN = "?"  # it was not asked, or the record has no room for all that it lacks


@dataclass(frozen=True)
class Count:
    """How many names of a group a board has, of how many it was asked.

    `untold` are those that it lacks and the record has no room for; `absent` says that it has not
    even the module.
    """

    has: int
    asked: int
    untold: int
    absent: bool = False


@dataclass(frozen=True)
class Group:
    """A module's own names, or those of one of its types, with a count for each board.

    `names` are those that some board lacks, each with whether it is there, for each board.
    """

    module: str
    kind: str  # the type; empty for the module's own names
    counts: tuple[Count | None, ...]  # None: a board that was not asked
    names: tuple[tuple[str, tuple[Has, ...]], ...]


@dataclass(frozen=True)
class Surface:
    """What the page shows, in the order of the boards; `modules` are what `help` lists there."""

    columns: tuple[Column, ...]
    totals: tuple[Count, ...]
    groups: tuple[Group, ...]
    modules: tuple[tuple[str, tuple[bool, ...]], ...]
    unlisted: int  # modules for which there is no room


def surface(standings: Standings) -> Surface:
    """Group what is missing by module and type."""
    records = [it.record for it in standings.boards]
    found = [_results(it) for it in records]
    cases = sorted({case for board in found for case in board}, key=_group_name)
    groups = tuple(_group(case, [board.get(case) for board in found]) for case in cases)
    modules, unlisted = _modules(records)
    return Surface(
        columns=version_columns(records),
        totals=tuple(_total(groups, index) for index in range(len(records))),
        groups=groups,
        modules=modules,
        unlisted=unlisted,
    )


def surface_page(standings: Standings) -> Page | None:
    """Give the page; None where nothing was run on any board."""
    if not standings.boards:
        return None
    shown = surface(standings)
    data = {
        "boards": [it.board for it in shown.columns],
        "groups": [
            [
                it.module,
                it.kind,
                [
                    count and [count.has, count.asked, count.untold, count.absent]
                    for count in it.counts
                ],
                [[name, "".join(has)] for name, has in it.names],
            ]
            for it in shown.groups
        ],
    }
    scripts = ("tables.js", "surface.js")
    return Page(
        "surface",
        "Surface",
        "surface.html",
        {"shown": shown, "abreast": ABREAST},
        {"surface": data},
        scripts,
        STYLES,
    )


def missing(result: Result) -> tuple[str, ...]:
    """Give the names that a board lacks, as far as the record has room for them."""
    return tuple(_MISSING.findall(result.expected))


def _results(record: Record) -> dict[str, Result]:
    return {
        it.case: it
        for it in record.results
        if it.chapter.startswith(CHAPTER) and it.verdict in COUNTED
    }


def _group_name(case: str) -> tuple[bool, str, bool, str]:
    """Give what groups are sorted by: the builtins first, and a module before its types."""
    module, _, kind = case.removeprefix(_PREFIX).rpartition(".")
    return module != "builtins", module, kind != NAMES, kind


def _group(case: str, results: Sequence[Result | None]) -> Group:
    _, module, is_type, kind = _group_name(case)
    lacking = [() if it is None else missing(it) for it in results]
    counts = tuple(map(_count, results, lacking))
    names = sorted({name for board in lacking for name in board})
    sets = [frozenset(it) for it in lacking]
    return Group(
        module=module,
        kind=kind if is_type else "",
        counts=counts,
        names=tuple(
            (name, tuple(_has(name, *it) for it in zip(sets, counts, strict=True)))
            for name in names
        ),
    )


def _count(result: Result | None, lacking: Sequence[str]) -> Count | None:
    if result is None:
        return None
    untold = result.assertions - result.matched - len(lacking)
    return Count(
        has=result.matched,
        asked=result.assertions,
        untold=max(untold, 0),
        absent=result.expected.startswith(_IMPORT),
    )


def _has(name: str, lacking: frozenset[str], count: Count | None) -> Has:
    if name in lacking:
        return Has.NO
    return Has.YES if count is not None and not count.untold else Has.UNKNOWN


def _total(groups: Sequence[Group], index: int) -> Count:
    counts = [it for group in groups if (it := group.counts[index]) is not None]
    return Count(
        sum(it.has for it in counts),
        sum(it.asked for it in counts),
        sum(it.untold for it in counts),
    )


def _modules(records: Sequence[Record]) -> tuple[tuple[tuple[str, tuple[bool, ...]], ...], int]:
    """Give each module that a board says it has; the list is the board's own words."""
    boards = [_listed(it.header.probe) for it in records]
    every = sorted({name for board in boards for name in board})
    shown = every[:MODULES_SHOWN]
    rows = tuple((name, tuple(name in board for board in boards)) for name in shown)
    return rows, len(every) - len(shown)


def _listed(probe: Mapping[str, object]) -> frozenset[str]:
    modules = probe.get("modules")
    if not isinstance(modules, list):
        return frozenset()
    return frozenset(cut(one_line(str(it)), MODULE_CHARACTERS) for it in modules)
