"""The known differences of hand-written cases: a file that people write and `update` edits.

    format = 1
    reference = "3.11"  # CPython version it was last changed under

    [cases."language/expressions/chained_comparison"]
    verdict = "DIFFER"
    hash = "0123456789abcdef"  # of the case that was reviewed
    reason = "why"
    link = "https://..."  # optional

It is edited entry by entry, so that people's comments, order and layout stay.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import msgspec
import tomlkit

from harness.errors import Misconfigured
from harness.suite.entry import (
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

_PREAMBLE: Final = 'format = 1\nreference = "{}"  # CPython version it was last changed under\n'
_HEAD: Final = re.compile(r"\s*\[\s*cases\s*\.")
Entries = Mapping[str, Entry]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    reference: Minor
    cases: dict[str, Any] = {}


def load(path: Path) -> Entries:
    """Read a file, an absent one as empty.

    Raises `Misconfigured` with the file, the line, the key and the nearest right word.
    """
    text = read_text(path)
    return {} if text is None else _parsed(path, text)


def update(path: Path, results: Iterable[Told], reference: str) -> bool:
    """Bring a file into line with the results of one board; True where the file changed.

    Entries of cases that match are taken out, new ones come last.  Cases of which this run says
    nothing are left alone.  `reference` ("CPython 3.11.7") is noted only with a change.
    """
    text = read_text(path)
    old = {} if text is None else _parsed(path, text)
    new = revised(old, results, counted=False)
    if new == old:
        return False
    noted = minor(reference)
    try:
        edited = _edited(text or _PREAMBLE.format(noted), old, new, noted)
        safe = _parsed(path, edited) == new
    except (ValueError, KeyError, Misconfigured):  # the cut went through the middle of something
        safe = False
    if not safe:
        raise Misconfigured(f'{path}: is not safe to edit; give each case a table [cases."id"]')
    write_text(path, edited)
    return True


def _parsed(path: Path, text: str) -> Entries:
    file = checked(path, text, read_table(path, text), _File)
    return entries(path, text, file.cases)


def _edited(text: str, old: Entries, new: Entries, noted: str) -> str:
    preamble, *pieces, tail, _ = _pieces(text)
    document = tomlkit.parse(preamble)
    if document["reference"] != noted:
        document["reference"] = noted
    edited = [document.as_string()]
    for space, piece in zip(pieces[::2], pieces[1::2], strict=True):
        (case_id,) = tomllib.loads(piece)["cases"]
        if case_id in new:
            before, after = old[case_id], new[case_id]
            edited += [space, piece if before == after else _amended(piece, case_id, after)]
        elif space.strip():  # a remark that belongs to no entry outlives its neighbour
            edited.append(space)
    for case_id, entry in new.items():
        if case_id not in old:
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
            table[key] = str(value) if isinstance(value, str) else value
    return document.as_string()


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
