"""The score weighted by use: how much of what real code uses a board does as CPython does."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

import msgspec

from harness.history.record import Record, Result
from harness.report.table import COUNTED
from harness.usage.assignment import ENOUGH
from harness.usage.book import Usage
from harness.usage.feature import Feature, Kind, Told
from harness.usage.names import presence
from harness.usage.types import home
from harness.verdict import Word

# What is counted, in words to show.
HOW: Final = (
    (
        "A feature is a builtin, a method of a builtin type, a form of syntax, a module or a "
        "name in one. It weighs as much as there are files that use it in the standard library "
        "and in the packages that testsuite/usage.toml names; how often a file uses it does not "
        "matter."
    ),
    (
        "Each hand-written case is about one feature and uses others. A case that matches "
        f"speaks for all that it uses; of what very many use {ENOUGH} tell. One that does not "
        "match speaks against what it is about alone, or against what its verdict says is "
        "missing. That a name is there speaks for it, too, for nobody tried whether it works."
    ),
    (
        "A feature's share is that of the cases for it among those for it and against it; a "
        "name that is missing has none, nor has what lies in a missing module."
    ),
    (
        "The figure is the sum of weight times share over the sum of weights, of all features "
        "that the run says anything of, rounded down. What part of all weights these have is "
        "told beside it."
    ),
)


class Evidence(msgspec.Struct, frozen=True):
    """How a board keeps a feature that `files` use: `matched` of the cases for and against it.

    `lacks` says that its name is not there; `percent` is the share, rounded down; `against` are
    the ids of the cases against it.
    """

    kind: Kind
    name: str
    files: int
    percent: int
    matched: int
    of: int
    lacks: bool
    against: tuple[str, ...]


class Figure(msgspec.Struct, frozen=True):
    """A weighted score: per cent that are kept, and of all uses those with evidence; floors."""

    percent: int | None
    covered: int
    features: int  # with evidence
    lost: int  # of these, those that are not wholly kept


class Weighted(msgspec.Struct, frozen=True):
    """A board's score weighted by use, in all and by kind, and what it costs most."""

    total: Figure
    kinds: dict[Kind, Figure]
    losses: tuple[Evidence, ...]  # the heaviest first; what a missing module has is left out


def weighted(record: Record, usage: Usage) -> Weighted:
    """Weigh a run by the uses of what its cases are about."""
    told = evidence_of(record, usage)
    lacking = {it.name for it in told if it.lacks and it.kind is Kind.MODULES}
    losses = [it for it in told if _share(it) < 1 and not _is_within(it, lacking)]
    losses.sort(key=lambda it: (-it.files * (1 - _share(it)), it.name))
    return Weighted(
        _figure(told, usage, tuple(Kind)),
        {kind: _figure(told, usage, (kind,)) for kind in Kind},
        tuple(it for it in losses if it.files),
    )


def evidence_of(record: Record, usage: Usage) -> list[Evidence]:
    """Give what a run says of each feature that it says anything of."""
    named = presence(record, usage.asked, usage.counts)
    matched: Counter[Feature] = Counter()
    against: dict[Feature, list[str]] = {}
    for result in record.results:
        if (told := usage.cases.get(result.case)) is None or result.verdict not in COUNTED:
            continue
        if result.verdict is Word.MATCH:
            matched.update({told.about, *told.uses})
        else:
            blamed = _blamed(result, told, usage.counts)
            against.setdefault(blamed, []).append(result.case)
    return [
        _evidence(it, count.files, matched[it], against.get(it, []), named.get(it))
        for it, count in usage.counts.items()
        if it in named or it in matched or it in against
    ]


def _evidence(
    feature: Feature, files: int, matched: int, against: Sequence[str], is_there: object
) -> Evidence:
    lacks = is_there is False and not matched
    matched += is_there is True
    of = matched + len(against)
    percent = 0 if lacks else 100 * matched // of if of else 100
    return Evidence(*feature, files, percent, matched, of, lacks, tuple(against))


def _share(it: Evidence) -> Fraction:
    if it.lacks:
        return Fraction(0)
    return Fraction(it.matched, it.of) if it.of else Fraction(1)


def _figure(told: Iterable[Evidence], usage: Usage, kinds: Sequence[Kind]) -> Figure:
    told = [it for it in told if it.kind in kinds]
    weight = sum(it.files for it in told)
    kept = sum((it.files * _share(it) for it in told), Fraction(0))
    every = sum(count.files for it, count in usage.counts.items() if it.kind in kinds)
    return Figure(
        int(100 * kept / weight) if weight else None,
        100 * weight // every if every else 0,
        len(told),
        sum(_share(it) < 1 for it in told),
    )


def _is_within(it: Evidence, modules: set[str]) -> bool:
    return it.kind is Kind.MODULES and any(it.name.startswith(f"{name}.") for name in modules)


_NAME: Final = re.compile(r"^builtin: name '(\w+)'")
_MODULE: Final = re.compile(r"^module: no module named '([\w.]+)'")
_ATTRIBUTE: Final = re.compile(
    r"^attribute: (?:type object |module )?'(\w+)'.* no attribute '(\w+)'"
)


def _blamed(result: Result, told: Told, known: Container[Feature]) -> Feature:
    """Give the feature that a case speaks against: what its verdict says is missing, if known."""
    missing = _missing(result.detail, told) if result.verdict is Word.UNSUPPORTED else ()
    return next((it for it in missing if it in known), told.about)


def _missing(detail: str, told: Told) -> Iterator[Feature]:
    if found := _NAME.match(detail):
        yield Feature(Kind.BUILTINS, found[1])
    elif found := _MODULE.match(detail):
        yield Feature(Kind.MODULES, found[1])
    elif found := _ATTRIBUTE.match(detail):
        kind, name = found.groups()
        yield Feature(Kind.METHODS, f".{name}")
        yield Feature(Kind.METHODS, f"{home(kind, name)}.{name}")
        yield Feature(Kind.MODULES, f"{kind}.{name}")
        if kind == "module":  # old firmware does not say which
            ends = f".{name}"
            yield from (
                it for it in told.uses if it.kind is Kind.MODULES and it.name.endswith(ends)
            )
