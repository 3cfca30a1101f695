"""Known differences: what the boards of one profile are known to do otherwise than the reference.

They are listed in `testsuite/expectations/<profile>.toml`, reviewed by people, and strict both
ways: a case that is listed and matches now is as wrong as one that differs and is not listed.
An entry holds for the hash it was reviewed with, that is for one program and one answer of the
reference; which version gave the answer is noted for people and never compared.

    format = 1
    reference = "3.11"  # CPython version it was last changed under

    [cases."language/expressions/chained_comparison"]
    verdict = "DIFFER"
    hash = "0123456789abcdef"  # of the case that was reviewed
    reason = "why"
    link = "https://..."  # optional

`update` edits such a file entry by entry, so that people's comments, order and layout stay.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn, Protocol, TypeVar

import msgspec
import tomlkit

from harness.errors import Misconfigured
from harness.verdict import Word

FORMAT: Final = 1
LISTED: Final = (Word.UNSUPPORTED, Word.DIFFER, Word.TOOBIG, Word.TIMEOUT, Word.CRASH)
UNJUDGED: Final = frozenset({Word.SKIP, Word.FLAKY, Word.INFRA})
REASON_CHARACTERS: Final = 200
_PREAMBLE: Final = 'format = 1\nreference = "{}"  # CPython version it was last changed under\n'
_HEAD: Final = re.compile(r"\s*\[\s*cases\s*\.")
_S = TypeVar("_S", bound=msgspec.Struct)


class Standing(Enum):
    """What a verdict is in the light of what is listed."""

    NEW = "not listed"
    KNOWN = "as listed"
    STALE_MATCH = "listed, and matches now"
    CHANGED = "listed with another verdict"
    UNREVIEWED = "listed for another program or another answer of the reference"
    UNJUDGED = "the run says nothing about the board"


class Judged(Protocol):
    """What `update` needs of a result."""

    @property
    def case(self) -> str: ...
    @property
    def hash(self) -> str: ...
    @property
    def verdict(self) -> Word: ...
    @property
    def detail(self) -> str: ...


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One known difference."""

    verdict: Word
    hash: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
    reason: Annotated[str, msgspec.Meta(min_length=1)]
    link: str | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    reference: Annotated[str, msgspec.Meta(pattern=r"^\d+\.\d+$")]
    cases: dict[str, Any] = {}


@dataclass(frozen=True)
class Expectations:
    """What is listed for a profile, by case id."""

    cases: Mapping[str, Entry] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Expectations":
        """Read a file, an absent one as empty.

        Raises `Misconfigured` with the file, the line, the key and the nearest right word.
        """
        text = _text(path)
        return cls() if text is None else _parsed(path, text)

    def compare(self, case_id: str, content_hash: str, verdict: Word) -> Standing:
        """Say where a verdict stands; what is listed under another hash was not reviewed."""
        entry = self.cases.get(case_id)
        if verdict in UNJUDGED:
            return Standing.UNJUDGED
        if entry is None:
            return Standing.NEW
        if entry.hash != content_hash:
            return Standing.UNREVIEWED
        if verdict is Word.MATCH:
            return Standing.STALE_MATCH
        return Standing.KNOWN if entry.verdict is verdict else Standing.CHANGED

    def listed(self, case_id: str) -> str:
        """Give an entry as "DIFFER: why (link)", nothing where there is none."""
        entry = self.cases.get(case_id)
        link = f" ({entry.link})" if entry and entry.link else ""
        return f"{entry.verdict}: {entry.reason}{link}" if entry else ""


def expectations_file(directory: Path, profile: str) -> Path:
    """Give the file of a profile; `Misconfigured` where it would lie elsewhere."""
    if not re.fullmatch(r"\w[\w.+=@-]*", profile):
        raise Misconfigured(f"profile {profile!r}: is no file name; use letters, digits, . and -")
    return directory / f"{profile}.toml"


def update(path: Path, results: Iterable[Judged], reference: str) -> bool:
    """Bring a file into line with the results of one board; True where the file changed.

    Entries keep their reason while their verdict holds, under a new hash, too: people may have
    written it.  Another verdict takes the result's detail for its reason.  A link stays either way.
    Entries of cases that match are taken out, new ones come last, sorted.  Cases of which this run
    says nothing are left alone.  `reference` ("CPython 3.11.7") is noted only with a change.
    """
    text = _text(path)
    old = Expectations() if text is None else _parsed(path, text)
    new = _revised(old, {it.case: it for it in results if it.verdict not in UNJUDGED})
    if new == old:
        return False
    minor = ".".join(re.findall(r"\d+", reference)[:2])
    try:
        edited = _edited(text or _PREAMBLE.format(minor), old, new, minor)
        safe = _parsed(path, edited) == new
    except (ValueError, KeyError, Misconfigured):  # the cut went through the middle of something
        safe = False
    if not safe:
        raise Misconfigured(f'{path}: is not safe to edit; give each case a table [cases."id"]')
    _replace(path, edited)
    return True


def _revised(old: Expectations, judged: Mapping[str, Judged]) -> Expectations:
    kept: dict[str, Entry] = {}
    for case_id in [*old.cases, *sorted(judged.keys() - old.cases.keys())]:
        entry, now = old.cases.get(case_id), judged.get(case_id)
        if now is None and entry is not None:
            kept[case_id] = entry
        elif now is not None and now.verdict is not Word.MATCH:
            same = entry is not None and entry.verdict is now.verdict
            reason = entry.reason if entry is not None and same else _reason(now)
            kept[case_id] = Entry(now.verdict, now.hash, reason, entry.link if entry else None)
    return Expectations(kept)


def _reason(result: Judged) -> str:
    line = next(iter(result.detail.splitlines()), "").strip() or f"{result.verdict}, no detail"
    return "".join(it if it.isprintable() else "?" for it in line)[:REASON_CHARACTERS]


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path}: cannot be read: {error}; make it a UTF-8 file") from error


def _parsed(path: Path, text: str) -> Expectations:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = ":".join([str(path), *re.findall(r"at line (\d+)", str(error))])
        raise Misconfigured(f"{place}: not TOML: {error}; mend the line") from error
    if table.get("format", FORMAT) != FORMAT:
        what = f"format {table['format']!r} is unknown, {FORMAT} is read"
        raise Misconfigured(f"{path}: {what}; use the onboard that wrote it")
    file = _checked(path, text, table, _File)
    return Expectations(
        {name: _checked(path, text, it, Entry, name) for name, it in file.cases.items()}
    )


def _checked(path: Path, text: str, table: object, kind: type[_S], case_id: str = "") -> _S:
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


def _edited(text: str, old: Expectations, new: Expectations, minor: str) -> str:
    preamble, *pieces, tail, _ = _pieces(text)
    document = tomlkit.parse(preamble)
    if document["reference"] != minor:
        document["reference"] = minor
    edited = [document.as_string()]
    for space, piece in zip(pieces[::2], pieces[1::2], strict=True):
        (case_id,) = tomllib.loads(piece)["cases"]
        if case_id in new.cases:
            before, after = old.cases[case_id], new.cases[case_id]
            edited += [space, piece if before == after else _amended(piece, case_id, after)]
        elif space.strip():  # a remark that belongs to no entry outlives its neighbour
            edited.append(space)
    for case_id, entry in new.cases.items():
        if case_id not in old.cases:
            space = "\n" if edited[-1].endswith("\n") else "\n\n"
            edited += [space, _amended("", case_id, entry)]
    return "".join([*edited, tail])


def _amended(piece: str, case_id: str, entry: Entry) -> str:
    """Write an entry into its table, or into a new one."""
    document = tomlkit.parse(piece)
    table = document.setdefault("cases", tomlkit.table(is_super_table=True))
    table = table.setdefault(case_id, tomlkit.table())
    for key in entry.__struct_fields__:
        value = getattr(entry, key)
        if value is None:
            table.pop(key, None)
        elif table.get(key) != value:
            table[key] = str(value)
    return document.as_string()


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(text.encode())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Misconfigured(f"{path}: cannot be written: {error.strerror}; mend it") from error


def _pieces(text: str) -> Iterator[str]:
    """Cut into the preamble, the space before each entry and the entry, the space at the end, "".

    Comments right above an entry and right below its last key are the entry's.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    cuts = [0]
    for head in [*(i for i, line in enumerate(lines) if _HEAD.match(line)), len(lines)]:
        own = head
        while head < len(lines) and own > cuts[-1] and lines[own - 1].lstrip().startswith("#"):
            own -= 1
        loose = own
        while loose > cuts[-1] and not lines[loose - 1].partition("#")[0].strip():
            loose -= 1
        while loose < own and lines[loose].strip():
            loose += 1
        cuts += [loose, own]
    cuts.append(len(lines))
    return ("".join(lines[start:end]) for start, end in pairwise(cuts))
