"""The code whose uses are counted: the standard library and the packages of the environment."""

import importlib.metadata
import re
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.usage.program import Uses, uses

OWN: Final = "pytest-onboard"
_TESTS: Final = frozenset(
    {"test", "tests", "testing", "idle_test", "conftest.py", "_vendor", "site-packages"}
)
_GENERATED: Final = re.compile(rb"(?i)do not edit|generated (?:by|from|file|automatically)")
_HEAD_BYTES: Final = 500  # where a generated file says so


@dataclass(frozen=True)
class Source:
    """A library: its name, its version, and its files that are counted."""

    name: str
    version: str
    files: tuple[Path, ...]


@dataclass(frozen=True)
class Counted:
    """What was found in a library."""

    source: Source
    programs: tuple[Uses, ...]
    lines: int


def sources(reference: str) -> Iterator[Source]:
    """Give the standard library and then the packages that are installed, by name.

    Tests, what a package brings along of others (`_vendor`) and this project are left out.
    """
    library = Path(sysconfig.get_path("stdlib"))
    yield Source("CPython", reference, tuple(_chosen(sorted(library.rglob("*.py")), library)))
    found = {it.name.lower(): it for it in importlib.metadata.distributions()}
    for name, it in sorted(found.items()):
        root = Path(str(it.locate_file("")))
        files = (root / str(path) for path in it.files or () if path.suffix == ".py")
        chosen = tuple(_chosen(sorted(files), root))
        if chosen and name != OWN:
            yield Source(name, it.version, chosen)


def counted(source: Source, seen: set[bytes]) -> Counted:
    """Count what a library's files use, but for those in `seen`, to which they are added.

    Files that are generated, empty, or not of this Python are passed over.
    """
    programs = []
    lines = 0
    for path in source.files:
        data = path.read_bytes()
        if data in seen or _GENERATED.search(data[:_HEAD_BYTES]):
            continue
        seen.add(data)
        try:
            found = uses(data.decode())
        except (SyntaxError, ValueError, RecursionError):
            continue
        if found.features:
            programs.append(found)
            lines += data.count(b"\n")
    return Counted(source, tuple(programs), lines)


def _chosen(files: list[Path], root: Path) -> Iterator[Path]:
    for path in files:
        inside = path.relative_to(root) if path.is_relative_to(root) else None
        if inside is not None and _TESTS.isdisjoint(inside.parts) and path.is_file():
            yield path
