"""What differences are told of: which of a run's, as which programs, and for which cases.  Pure."""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from harness.history.record import Record, Result
from harness.reduction.sameness import Difference
from harness.suite.case import Case
from harness.suite.manifest import DERIVED
from harness.suite.scripts import CLAIMS
from harness.verdict import Word

_STEP: Final = re.compile(r"^step \d+ ")
_RAISES: Final = re.compile(r"seen '(\[raises .*)", re.DOTALL)


Found = tuple[str, Difference]  # a program, and what it shows


@dataclass(frozen=True)
class Bench:
    """Where differences were seen: on which board, with what on it, and against what."""

    board: str
    implementation: str
    version: str
    firmware: str
    reference: str


@dataclass(frozen=True)
class Candidate:
    """A program that shows a difference, and the ids of the cases it comes from.

    The first of them names it: `chapter` is that one's, and so is `claim`, which is empty where
    nobody wrote one.  `wanted` and `seen` are what the reference and the board print, in lines;
    the last one says what is raised.
    """

    program: str
    difference: Difference
    cases: tuple[str, ...]
    chapter: str
    claim: str
    wanted: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidates:
    """What a run's differences come to, as texts; `unreduced` says of a case why it has none."""

    bench: Bench
    texts: tuple[tuple[Candidate, str], ...]
    unreduced: Mapping[str, str]


def chosen(record: Record, derived: int) -> list[Result]:
    """Choose what to reduce: every hand-written difference, and at most `derived` others.

    Of the others each differs in another way, as far as their details tell, and those come first
    that are met most often.
    """
    ways: dict[str, list[Result]] = {}
    written = []
    for it in record.results:
        if it.verdict is Word.DIFFER and it.chapter.startswith(DERIVED):
            ways.setdefault(_way(it.detail), []).append(it)
        elif it.verdict is Word.DIFFER and it.chapter.startswith(CLAIMS):
            written.append(it)
    often = sorted(ways.items(), key=lambda it: (-len(it[1]), it[0]))
    return [*written, *(min(its, key=lambda it: it.case) for _, its in often[:derived])]


def _way(detail: str) -> str:
    """Give what the details of cases that fail for one reason have in common."""
    found = _RAISES.search(detail)
    return found[1] if found else _STEP.sub("", detail)


def grouped(found: Mapping[Found, Sequence[str]], cases: Mapping[str, Case]) -> list[Candidate]:
    """Group what is the same: programs; of derived cases also exceptions, with their messages.

    What is printed tells too little of why: `False` is not `True` for many reasons.
    """
    groups: dict[object, list[tuple[str, Difference, str]]] = {}
    for (program, told), ids in found.items():
        for case_id in ids:
            told_apart = cases[case_id].steps and told.raised
            groups.setdefault(told if told_apart else program, []).append((program, told, case_id))
    return [_candidate(group, cases) for group in groups.values()]


def _candidate(
    group: Sequence[tuple[str, Difference, str]], cases: Mapping[str, Case]
) -> Candidate:
    """Name a group by its first case that people wrote, or that has the smallest program."""

    def order(it: tuple[str, Difference, str]) -> tuple[bool, int, str, str]:
        program, _, case_id = it
        return bool(cases[case_id].steps), len(program), program, case_id

    ordered = sorted(group, key=order)
    program, told, case_id = ordered[0]
    case = cases[case_id]
    claim = "" if case.steps else _claim(case.program)
    return Candidate(program, told, tuple(it[2] for it in ordered), case.chapter, claim)


def _claim(program: str) -> str:
    """Give the first line of a program's docstring; "" where it has none, or does not parse."""
    docstring = _docstring(program)
    return "" if docstring is None else str(docstring.value).strip().partition("\n")[0]


def below_claim(program: str) -> str:
    """Give what follows a program's docstring."""
    docstring = _docstring(program)
    if docstring is None:
        return program
    return "\n".join(program.split("\n")[docstring.end_lineno :]).strip("\n") + "\n"


def _docstring(program: str) -> ast.Constant | None:
    try:
        body = ast.parse(program).body
    except (SyntaxError, ValueError):
        return None
    match body[:1]:
        case [ast.Expr(value=ast.Constant(value=str()) as docstring)]:
            return docstring
        case _:
            return None
