"""The usage file: how often features are used, in what, and which case tells about which.

TOML with a table for each kind of features: in how many files each is used, and how often in all.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, Final

import msgspec

from harness.derivation.surface import PREFIX
from harness.errors import Misconfigured
from harness.suite.entry import read_text
from harness.usage.feature import Feature, Kind, Told
from harness.usage.tally import Count

FORMAT: Final = 1
FILE: Final = "usage.toml"  # in the suite's folder
_HEAD: Final = """\
# How often features of Python are used: feature = [files that use it, occurrences], counted in the
# sources by `onboard usage`.  Then the names that the surface asks for, and of each case written by
# hand the feature that it is about and others that it uses.
"""

Whole = Annotated[int, msgspec.Meta(ge=0)]


class Library(msgspec.Struct, frozen=True):
    """A library that was counted: what of it was, without tests, copies and generated files."""

    version: str
    files: Whole
    lines: Whole


class Usage(msgspec.Struct, frozen=True):
    """How often features are used, and which features hand-written cases are about and use."""

    sources: Mapping[str, Library]
    counts: Mapping[Feature, Count]
    cases: Mapping[str, Told]
    asked: Mapping[str, Sequence[str]]  # names that surface cases ask for, by the case's id

    @property
    def files(self) -> int:
        """The number of files that were counted."""
        return sum(it.files for it in self.sources.values())


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The file's schema."""

    format: int
    sources: dict[str, Library]
    builtins: dict[str, tuple[Whole, Whole]]
    methods: dict[str, tuple[Whole, Whole]]
    syntax: dict[str, tuple[Whole, Whole]]
    modules: dict[str, tuple[Whole, Whole]]
    asked: dict[str, str]  # by case, without what comes of its id, separated by spaces
    cases: dict[str, dict[str, Annotated[list[str], msgspec.Meta(min_length=1)]]]  # by chapter


def write_usage(usage: Usage) -> str:
    """Give the text of a usage file; the same for the same usage."""
    return "\n".join(_lines(usage)) + "\n"


def read_usage(path: Path) -> Usage:
    """Read a usage file; `Misconfigured` where there is none, or something else."""
    if (text := read_text(path)) is None:
        raise Misconfigured(f"{path}: no such file; `onboard usage --out {path}` makes it")
    return parse_usage(text, path)


def parse_usage(text: str, path: Path) -> Usage:
    """Give what the text of a usage file says; `Misconfigured`, with its path, if it is none."""
    try:
        file = msgspec.convert(tomllib.loads(text), _File)
    except ValueError as error:  # not TOML, or not of this schema
        what = f"{path}: no usage file: {error}; `onboard usage --out {path}` makes it anew"
        raise Misconfigured(what) from error
    if file.format != FORMAT:
        what = f"{path}: format {file.format} is unknown, {FORMAT} is read"
        raise Misconfigured(f"{what}; use the onboard that wrote it")
    counts = {
        Feature(kind, name): Count(*told)
        for kind in Kind
        for name, told in getattr(file, kind).items()
    }
    named = {it.name: it for it in counts}
    if len(named) != len(counts):
        what = f"{path}: a feature has two kinds"
        raise Misconfigured(f"{what}; `onboard usage --out {path}` makes it anew")
    cases = {
        f"{chapter}/{case}": names
        for chapter, told in file.cases.items()
        for case, names in told.items()
    }
    if unknown := sorted({name for it in cases.values() for name in it} - named.keys()):
        what = f"{path}: no count of {unknown[0]!r}, which a case uses"
        raise Misconfigured(f"{what}; `onboard usage --out {path}` makes it anew")
    told = {
        case: Told(named[about], tuple(named[it] for it in uses))
        for case, (about, *uses) in cases.items()
    }
    asked = {
        case: [f"{_prefix(case)}{it}" for it in names.split()] for case, names in file.asked.items()
    }
    return Usage(file.sources, counts, told, asked)


def _lines(usage: Usage) -> Iterator[str]:
    yield _HEAD + f"format = {FORMAT}"
    yield from ("", "[sources]")
    for name, it in usage.sources.items():
        told = f"version = {_quoted(it.version)}, files = {it.files}, lines = {it.lines}"
        yield f"{_quoted(name)} = {{ {told} }}"
    for kind in Kind:
        yield from ("", f"[{kind}]")
        for feature, count in sorted(usage.counts.items()):
            if feature.kind is kind:
                yield f"{_quoted(feature.name)} = [{count.files}, {count.occurrences}]"
    yield from ("", "[asked]")
    for case, names in sorted(usage.asked.items()):
        told = " ".join(it.removeprefix(_prefix(case)) for it in names)
        yield f"{_quoted(case)} = {_quoted(told)}"
    yield from ("", "[cases]")
    for chapter, cases in groupby(sorted(usage.cases), key=lambda it: it.rpartition("/")[0]):
        yield from ("", f"[cases.{_quoted(chapter)}]")
        yield from _assignments(cases, usage.cases)


def _assignments(cases: Iterable[str], told: Mapping[str, Told]) -> Iterator[str]:
    for case in cases:
        about, others = told[case]
        names = [about.name, *(it.name for it in others)]
        yield f"{case.rpartition('/')[2]} = {_quoted(names)}"


def _prefix(case: str) -> str:
    """Give what the names that a surface case asks for begin with."""
    of = f"{case.removeprefix(PREFIX).removesuffix('.names')}."
    return of.removeprefix("builtins.")


def _quoted(text: str | Sequence[str]) -> str:
    """Give a string or an array of TOML, which is JSON's as far as these names go."""
    return msgspec.json.encode(text).decode()
