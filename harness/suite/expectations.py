"""Known differences: what the boards of one profile are known to do otherwise than the reference.

They are listed, reviewed by people, and strict both ways: a case that is listed and matches now is
as wrong as one that differs and is not listed.  An entry holds for the hash it was reviewed with,
that is for one program and one answer of the reference; which version gave the answer is noted for
people and never compared.

    testsuite/expectations/<profile>.toml                     hand-written cases (`listing`)
    testsuite/expectations/<profile>/cpython-<chapter>.toml   derived ones (`reviews`)

Every Python has other tests, so what was reviewed of the derived cases is written down, too, where
it matches.  A case that is neither listed nor reviewed is unreviewed and fails nothing, unless
the profile has no review at all.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from harness.errors import Misconfigured
from harness.suite import listing, reviews
from harness.suite.entry import UNJUDGED, Entry, Told
from harness.suite.manifest import DERIVED
from harness.suite.reviews import Review
from harness.verdict import Word


class Standing(Enum):
    """What a verdict is in the light of what is listed."""

    NEW = "not listed"
    KNOWN = "as listed"
    STALE_MATCH = "listed, and matches now"
    CHANGED = "listed with another verdict, or with other assertions that match"
    UNREVIEWED = "of a program or an answer of the reference that nobody has reviewed"
    UNJUDGED = "the run says nothing about the board"


@dataclass(frozen=True)
class Expectations:
    """What is listed and was reviewed for a profile: by hand, and by part of the derived suite."""

    path: Path
    by_hand: Mapping[str, Entry] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Expectations":
        """Read a profile's file and those in the folder beside it, absent ones as empty.

        Raises `Misconfigured` with the file, the line, the key and the nearest right word.
        """
        derived = {it.stem: reviews.load(it) for it in _folder(path).glob(f"{DERIVED}*.toml")}
        found = {part: review for part, review in derived.items() if review is not None}
        return cls(path, listing.load(path), found)

    def compare(self, told: Told) -> Standing:
        """Say where a verdict stands; what is listed under another hash was not reviewed."""
        if told.verdict in UNJUDGED:
            return Standing.UNJUDGED
        entry = self.entry(told)
        if entry is None or entry.hash != told.hash:
            return self._unlisted(told, entry)
        if told.verdict is Word.MATCH:
            return Standing.STALE_MATCH
        return Standing.KNOWN if entry.agrees(told) else Standing.CHANGED

    def entry(self, told: Told) -> Entry | None:
        """Give what is listed for a case, under whatever hash."""
        part = _part(told)
        cases = self.reviews.get(part, Review()).cases if part else self.by_hand
        return cases.get(told.case)

    def _unlisted(self, told: Told, entry: Entry | None) -> Standing:
        part = _part(told)
        if part and self.reviews:
            known = self.reviews.get(part, Review()).has_match(told.hash)
            return Standing.NEW if known else Standing.UNREVIEWED
        return Standing.NEW if entry is None else Standing.UNREVIEWED


def expectations_file(directory: Path, profile: str) -> Path:
    """Give the file of a profile; `Misconfigured` where it would lie elsewhere."""
    if not re.fullmatch(r"\w[\w.+=@-]*", profile):
        raise Misconfigured(f"profile {profile!r}: is no file name; use letters, digits, . and -")
    return directory / f"{profile}.toml"


def file_of(path: Path, told: Told) -> Path:
    """Give the file that lists a case, where `path` is its profile's."""
    part = _part(told)
    return _folder(path) / f"{part}.toml" if part else path


def update(path: Path, results: Iterable[Told], reference: str) -> list[Path]:
    """Bring the files of a profile into line with the results of one board; give those changed.

    Only what was run changes.  `reference` ("CPython 3.11.7") is noted only with a change.
    """
    files: dict[Path, list[Told]] = {}
    for it in results:
        files.setdefault(file_of(path, it), []).append(it)
    return [
        file
        for file, told in files.items()
        if (listing if file == path else reviews).update(file, told, reference)
    ]


def _part(told: Told) -> str:
    """Give the part of the derived suite that a case belongs to; "" for a hand-written one."""
    part = told.chapter.partition("/")[0]
    return part if part.startswith(DERIVED) else ""


def _folder(path: Path) -> Path:
    return path.with_suffix("")
