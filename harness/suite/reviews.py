"""What was reviewed of one chapter of derived cases: a file that is written as a whole.

    format = 1
    reference = "3.11"  # CPython version it was last changed under

    [cases]
    "test_a.A.test_it" = { verdict = "DIFFER", hash = "0123456789abcdef", reason = "why" }

    [reviewed]
    matches = '''
    00c0ffee 00decade
    01234567
    '''

A known difference is one line; people may change its reason and its link, and an update keeps
both.  `matches` has the first 8 digits of the hash of every case that was reviewed and matches, a
line for each pair of first digits, so that a change shows where it is.  One that no run comes by
any more stays: it may be another Python's.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from harness.suite.entry import (
    UNJUDGED,
    Entry,
    Minor,
    Told,
    checked,
    entries,
    minor,
    read_table,
    read_text,
    revised,
    write_text,
)
from harness.verdict import Word

DIGITS: Final = 8  # of a hash: among ten thousand, one in 400,000 new cases is mistaken for known
_KEYS: Final = ("verdict", "hash", "matched", "reason", "link")
_HEAD: Final = """\
# Written by pytest --update-expectations, which keeps a reason and a link that people have changed.
format = 1
reference = "{}"  # CPython version it was last changed under

[cases]
"""


class _Reviewed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    matches: Annotated[str, msgspec.Meta(pattern=rf"^\s*([0-9a-f]{{{DIGITS}}}\s+)*\Z")] = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    reference: Minor
    cases: dict[str, Any] = {}
    reviewed: _Reviewed = _Reviewed()


@dataclass(frozen=True)
class Review:
    """Known differences by case id, and the beginnings of the hashes of what matches."""

    cases: Mapping[str, Entry] = field(default_factory=dict)
    matches: frozenset[str] = frozenset()

    def has_match(self, content_hash: str) -> bool:
        """Tell whether a case of this content was reviewed as a match."""
        return content_hash[:DIGITS] in self.matches


def load(path: Path) -> Review | None:
    """Read a file; None where there is none.

    Raises `Misconfigured` with the file, the line, the key and the nearest right word.
    """
    text = read_text(path)
    if text is None:
        return None
    file = checked(path, text, read_table(path, text), _File)
    return Review(entries(path, text, file.cases), frozenset(file.reviewed.matches.split()))


def update(path: Path, results: Iterable[Told], reference: str) -> bool:
    """Bring a file into line with results of its chapter; True where the file changed.

    What this run says nothing of is left as it is.
    """
    told = [it for it in results if it.verdict not in UNJUDGED]
    old = load(path)
    new = _reviewed(old or Review(), told)
    if new == old or not told:
        return False
    write_text(path, _written(new, minor(reference)))
    return True


def _reviewed(old: Review, told: Iterable[Told]) -> Review:
    results = list(told)
    matching = {it.hash[:DIGITS] for it in results if it.verdict is Word.MATCH}
    differing = {it.hash[:DIGITS] for it in results if it.verdict is not Word.MATCH}
    return Review(
        revised(old.cases, results, counted=True), old.matches - differing | matching - differing
    )


def _written(review: Review, reference: str) -> str:
    lines = [f"{_text(name)} = {_line(entry)}\n" for name, entry in sorted(review.cases.items())]
    groups = groupby(sorted(review.matches), key=lambda digits: digits[:2])
    matches = "".join(f"{' '.join(group)}\n" for _, group in groups)
    tail = f"\n[reviewed]\nmatches = '''\n{matches}'''\n"
    return "".join([_HEAD.format(reference), *lines, tail])


def _line(entry: Entry) -> str:
    pairs = [(key, getattr(entry, key)) for key in _KEYS]
    told = (f"{key} = {_text(it)}" for key, it in pairs if it is not None)
    return f"{{ {', '.join(told)} }}"


def _text(value: str | int) -> str:
    """Write a value of TOML; its strings are JSON's, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", r"\u007f")
