"""Differences as files for MicroPython's own list of them (its `tests/cpydiff`).

Such a file is a docstring with four fields and a program; `tools/gen-cpydiff.py` runs it on both
and shows what they print.  Here that follows the program as comments.  Pure, and the same for the
same candidates; whatever a board has printed stays within its comment, whatever it is.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from typing import Final

from harness.history.record import excerpt, one_line
from harness.reduction.candidates import Bench, Candidate
from harness.report.table import DERIVED, IMPLEMENTATIONS

BEGINNING: Final = '"""\ncategories: '
_SHOWN_CHARACTERS: Final = 1000  # of what each side prints
_NAME_CHARACTERS: Final = 80
_ALSO_NAMED: Final = 10  # cases, besides the first
# What the list's generator takes a file apart at, wherever it stands.
_MARK: Final = re.compile(r'"""\n|(?:categories|description|cause|workaround): ')
_DOCSTRING: Final = re.compile(r'(?<![^ \n])"""(?:[^"\\\n]|\\.)*"""$', re.MULTILINE)
_FIELDS: Final = 5  # four, and the program
_SECTIONS: Final = {
    "lexical": "Syntax,Lexical analysis",
    "expressions": "Core,Expressions",
    "simple_statements": "Core,Statements",
    "compound_statements": "Core,Statements",
    "datamodel": "Core,Classes",
    "execution": "Core,Runtime",
    "imports": "Core,Import",
    "functions": "Modules,builtins",
}
_GROUPS: Final = {"language": "Core", "builtins": "Types", "stdlib": "Modules"}


def candidate_text(bench: Bench, candidate: Candidate) -> str:
    """Give the file of a candidate; `ValueError` where the list's format has no place for it."""
    name = IMPLEMENTATIONS.get(bench.implementation, bench.implementation)
    claim = f"Not so in {name}: {candidate.claim}" if candidate.claim else ""
    # The list's generator takes a docstring's end for that of the header.
    program = _DOCSTRING.sub(lambda it: repr(ast.literal_eval(it[0])), candidate.program)
    lines = [
        f"{BEGINNING}{_quoted(category(candidate.chapter))}",
        f"description: {_quoted(claim or f'{name} {candidate.difference}.')}",
        "cause: Unknown",
        "workaround: Unknown",
        '"""',
        "",
        program.strip("\n"),
        "",
        *(f"# {line}".rstrip() for line in _remarks(bench, name, candidate)),
    ]
    written = "".join(f"{line}\n" for line in lines)
    if len([it for it in _MARK.split(written) if it]) != _FIELDS:
        raise ValueError("has a text in it that the list's format takes for a field's name")
    return written


def _remarks(bench: Bench, name: str, candidate: Candidate) -> Iterator[str]:
    yield f"{bench.reference}:"
    yield from _shown(candidate.wanted)
    yield f"{name} {bench.version}:"
    yield from _shown(candidate.seen)
    yield _told(f"Seen twice on {bench.board} ({bench.firmware}), freshly reset.")
    first, *others = candidate.cases
    yield _told(f"Case: {first}")
    for other in others[:_ALSO_NAMED]:
        yield _told(f"The same: {other}")
    if len(others) > _ALSO_NAMED:
        yield f"and {len(others) - _ALSO_NAMED} more"


def _shown(lines: Sequence[str]) -> Iterator[str]:
    for line in (
        excerpt("\n".join(lines), _SHOWN_CHARACTERS).split("\n") if lines else ["(nothing)"]
    ):
        yield f"    {_told(line)}"


def _quoted(line: str) -> str:
    """Make a text fit for a line of a docstring."""
    return _told(line).replace("\\", r"\\")


def _told(line: str) -> str:
    """Make a text fit for a line that is not taken apart."""
    return _MARK.sub(lambda it: it[0].replace(":", " :"), one_line(line)).replace('"""', "'''")


def category(chapter: str) -> str:
    """Give the list's category of a chapter, as in `Types,str`."""
    part, _, section = chapter.removeprefix(DERIVED).partition("/")
    if section in _SECTIONS and not chapter.startswith(DERIVED):
        return _SECTIONS[section]
    name = section.partition("/")[0].removeprefix("test_")
    return ",".join(filter(None, (_GROUPS.get(part, "Core"), name)))


def file_names(candidates: Sequence[Candidate]) -> list[str]:
    """Name the files: safe everywhere, and each another, also where case does not count."""
    names: list[str] = []
    for it in candidates:
        case = it.cases[0].removeprefix(f"{it.chapter}/")
        case = case.partition(".")[2] if it.chapter.startswith(DERIVED) else case
        stem = re.sub(r"[^a-z0-9]+", "_", f"{category(it.chapter)}_{case}".lower())
        stem = stem[:_NAME_CHARACTERS].strip("_")
        number, name = 1, f"{stem}.py"
        while name in names:
            number += 1
            name = f"{stem}_{number}.py"
        names.append(name)
    return names
