"""One known difference, and how a file of them is read, checked and replaced.

A file is written by people or for them, so what is wrong in it is told with its place and the
nearest right word.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn, Protocol, TypeVar

import msgspec

from harness.errors import Misconfigured
from harness.verdict import Word

FORMAT: Final = 1
LISTED: Final = (Word.UNSUPPORTED, Word.DIFFER, Word.TOOBIG, Word.TIMEOUT, Word.CRASH)
UNJUDGED: Final = frozenset({Word.SKIP, Word.REFERENCE, Word.FLAKY, Word.INFRA})
REASON_CHARACTERS: Final = 200
Minor = Annotated[str, msgspec.Meta(pattern=r"^\d+\.\d+$")]
_S = TypeVar("_S", bound=msgspec.Struct)


class Told(Protocol):
    """What expectations need of a result.

    Of a derived case `matched` counts assertions, `unfit` the steps that memory was short for
    and may not be the next time.
    """

    @property
    def case(self) -> str: ...
    @property
    def hash(self) -> str: ...
    @property
    def chapter(self) -> str: ...
    @property
    def verdict(self) -> Word: ...
    @property
    def detail(self) -> str: ...
    @property
    def matched(self) -> int: ...
    @property
    def unfit(self) -> int: ...


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One known difference.

    `hash` is that of the case that was reviewed, `matched` counts the assertions of it that held.
    """

    verdict: Word
    hash: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
    reason: Annotated[str, msgspec.Meta(min_length=1)]
    link: str | None = None
    matched: int | None = None

    def __str__(self) -> str:
        held = "" if self.matched is None else f" ({self.matched} assertions match)"
        return f"{self.verdict}{held}: {self.reason}" + (f" ({self.link})" if self.link else "")

    def agrees(self, told: Told) -> bool:
        """Tell whether a result is what is listed."""
        if self.verdict is not told.verdict:
            return False
        return told.unfit > 0 or self.matched is None or self.matched == told.matched


def revised(
    old: Mapping[str, Entry], results: Iterable[Told], *, counted: bool
) -> dict[str, Entry]:
    """Give the entries of a file after a run: the old ones in their order, then new ones, sorted.

    `counted` says that `matched` is listed, too.  A reason stays while its verdict holds, under a
    new hash, too: people may have written it.  Another verdict takes the result's detail for its
    reason.  A link stays either way.
    """
    judged = {it.case: it for it in results if it.verdict not in UNJUDGED}
    kept: dict[str, Entry] = {}
    for case_id in [*old, *sorted(judged.keys() - old.keys())]:
        entry, now = old.get(case_id), judged.get(case_id)
        if now is None and entry is not None:
            kept[case_id] = entry
        elif now is not None and now.verdict is not Word.MATCH:
            same = entry is not None and entry.verdict is now.verdict
            reason = entry.reason if entry is not None and same else _reason(now)
            link = entry.link if entry else None
            # How far a case comes by its deadline is the host's doing, and what still fits where
            # memory is short is not the same in every run on every board.
            lasting = counted and now.verdict is not Word.TIMEOUT and not now.unfit
            matched = now.matched if lasting else None
            kept[case_id] = Entry(now.verdict, now.hash, reason, link, matched)
    return kept


def minor(reference: str) -> str:
    """Give "3.11" of "CPython 3.11.7"."""
    return ".".join(re.findall(r"\d+", reference)[:2])


def read_text(path: Path) -> str | None:
    """Read a file; None where there is none."""
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path}: cannot be read: {error}; make it a UTF-8 file") from error


def read_table(path: Path, text: str) -> dict[str, Any]:
    """Parse TOML of this `FORMAT`."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = ":".join([str(path), *re.findall(r"at line (\d+)", str(error))])
        raise Misconfigured(f"{place}: not TOML: {error}; mend the line") from error
    if table.get("format", FORMAT) != FORMAT:
        what = f"format {table['format']!r} is unknown, {FORMAT} is read"
        raise Misconfigured(f"{path}: {what}; use the onboard that wrote it")
    return table


def entries(path: Path, text: str, tables: Mapping[str, object]) -> dict[str, Entry]:
    """Convert the entries of a file, by case id."""
    return {name: checked(path, text, table, Entry, name) for name, table in tables.items()}


def checked(path: Path, text: str, table: object, kind: type[_S], case_id: str = "") -> _S:
    """Convert a table that people wrote, or name the line, the key and what was likely meant."""

    def refuse(key: str, what: str) -> NoReturn:
        lines = text.splitlines()
        at = next((i for i, line in enumerate(lines) if case_id in line.partition("cases")[2]), 0)
        at = next((i for i, line in enumerate(lines[at:], at) if key in line), at)
        place = f"cases.{msgspec.json.encode(case_id).decode()}: " if case_id else ""
        raise Misconfigured(f"{path}:{at + 1}: {place}{what}")

    if isinstance(table, dict):
        for key in sorted(table.keys() - set(kind.__struct_fields__)):
            refuse(key, f"unknown key {key!r}; {_meant(key, kind.__struct_fields__)}")
        verdict = table.get("verdict", Word.DIFFER)
        if isinstance(verdict, str) and verdict not in LISTED:
            refuse("verdict", f"verdict {verdict!r} cannot be expected; {_meant(verdict, LISTED)}")
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        refuse("".join(re.findall(r"\$\.(\w+)", str(error))), f"{error}; mend the value")


def _meant(word: str, words: Iterable[str]) -> str:
    folded = {it.lower(): it for it in words}
    near = difflib.get_close_matches(word.lower(), folded, 1)
    return f'write "{folded[near[0]]}"' if near else f"write one of {', '.join(words)}"


def write_text(path: Path, text: str) -> None:
    """Write a file, whole or not at all; a device or a pipe is written to."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write bytes as `write_text` does text."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Misconfigured(f"{path}: cannot be written: {error.strerror}; mend it") from error


def _reason(result: Told) -> str:
    line = next(iter(result.detail.splitlines()), "").strip() or f"{result.verdict}, no detail"
    return "".join(it if it.isprintable() else "?" for it in line)[:REASON_CHARACTERS]
