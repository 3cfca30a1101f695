"""Cases from CPython's own tests: of every test method the first program that holds on CPython.

The deriver offers programs, best first; the oracle says what each prints, in the whole and step by
step; the first that it has an answer for, and whose assertions all hold, is the case.  What is no
case has a reason, from a short list, so that reasons can be counted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec

from harness.observation import Expected, Unusable
from harness.suite.case import Case, Step
from harness.suite.derivations import (
    DERIVER,
    Derivation,
    Derivations,
    DerivedCase,
    Failed,
    Progress,
    Refused,
)
from harness.suite.library import Library, find_library
from harness.suite.manifest import Chosen
from harness.suite.oracle import Oracle

_STEPS: Final = msgspec.json.Decoder(list[Step])
_NOT_SENT: Final = "\0\1\2\3\4"  # a raw REPL takes these for commands wherever they stand
_FAILED: Final = re.compile(r"^False\b.*", re.MULTILINE)
_DETAIL_CHARACTERS: Final = 200
_FAILS_THERE: Final = "an assertion does not hold on CPython"


class Stage(StrEnum):
    """Where a method ceased to be a case."""

    LEFT_OUT = "left out"  # by the manifest
    NOT_DERIVED = "does not derive"
    NOT_STABLE = "does not hold on CPython"


@dataclass(frozen=True)
class Rejection:
    """Why a test method is no case: a reason from a short list, and the particulars."""

    id: str
    stage: Stage
    reason: str
    detail: str


@dataclass(frozen=True)
class DerivedModule:
    """What became of one test module.

    `methods` counts all that it has.  `same` has those whose program another case has already, and
    that case's id; they are no cases of their own.  `passed_over` says of a case how many better
    programs the reference refused.  `absent` says that this reference has no such module, `fault`
    what the deriver died of.
    """

    chosen: Chosen
    methods: int = 0
    cases: tuple[Case, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    passed_over: Mapping[str, int] = field(default_factory=dict)
    absent: bool = False
    fault: str = ""

    @property
    def left_out(self) -> int:
        """How many methods the manifest leaves out."""
        return sum(it.stage is Stage.LEFT_OUT for it in self.rejections)

    @property
    def stable(self) -> int:
        """How many methods have a program that holds on CPython."""
        return len(self.cases) + len(self.same)

    @property
    def derived(self) -> int:
        """How many methods have a program at all."""
        return self.stable + sum(it.stage is Stage.NOT_STABLE for it in self.rejections)


class Deriver:
    """Makes cases of the Lib/test of `reference`, a path or a command; answers are kept in `cache`.

    `progress` is told what is being done, how many are done and of how many.  Methods raise
    `Misconfigured` or `NotInstalled` where the reference or the cache cannot be used.
    """

    def __init__(
        self, reference: str, cache: Path, progress: Progress, *, deriver: Path = DERIVER
    ) -> None:
        self._reference = reference
        self._cache = cache
        self._progress = progress
        self._deriver = deriver

    @cached_property
    def library(self) -> Library:
        """The reference's Lib/test."""
        return find_library(self._reference)

    def derive(self, chosen: Iterable[Chosen]) -> list[DerivedModule]:
        """Make the cases of modules, in the modules' order and that of their methods."""
        wanted = list(chosen)
        names = [it.name for it in wanted if self.library.has(it.name)]
        derivations = Derivations(
            self.library, self._cache, self._progress, deriver=self._deriver
        ).read(names)
        settled = self._settle(
            case
            for it in wanted
            if isinstance(derivation := derivations.get(it.name), Derivation)
            for case in derivation.cases
            if not it.left_out(case.id)
        )
        return [_module(it, derivations.get(it.name), settled) for it in wanted]

    def _settle(self, cases: Iterable[DerivedCase]) -> dict[str, "_Settled | Unusable"]:
        """Find each method's first program that holds on CPython, or why the best one does not."""
        oracle = Oracle(self._reference, self._cache, self._count)
        settled: dict[str, _Settled | Unusable] = {}
        left, attempt = list(cases), 0
        while left:
            offered = [_STEPS.decode(case.candidates[attempt]) for case in left]
            keys = [tuple(step.source for step in steps) for steps in offered]
            answers = oracle.expect_steps(keys)
            for case, steps, key in zip(left, offered, keys, strict=True):
                held = _held(steps, answers[key])
                if isinstance(held, Unusable):
                    settled.setdefault(case.id, held)
                else:
                    settled[case.id] = _Settled(held, attempt)
            attempt += 1
            left = [
                case
                for case in left
                if isinstance(settled[case.id], Unusable) and attempt < len(case.candidates)
            ]
        return settled

    def _count(self, done: int, total: int) -> None:
        self._progress("asking the reference", done, total)


@dataclass(frozen=True)
class _Settled:
    """The steps of a program that holds, with their outputs; how many before it did not."""

    steps: tuple[Step, ...]
    passed_over: int


def _held(steps: Sequence[Step], answer: tuple[str, ...] | Unusable) -> tuple[Step, ...] | Unusable:
    """Give the steps with what they print, if that is what CPython's own test says."""
    if not steps:
        return Unusable("has nothing to run")
    if isinstance(answer, Unusable):
        return answer
    program = "\n".join(step.source for step in steps)
    if any(mark in program for mark in _NOT_SENT):
        return Unusable("has a character that cannot pass through a raw REPL")
    for step, output in zip(steps, answer, strict=True):
        if step.assertions and (failed := _FAILED.search(output)):
            told = " ".join(f"{step.source} prints {failed[0]}".split())
            return Unusable(f"{_FAILS_THERE}: {told[:_DETAIL_CHARACTERS]}")
    return tuple(map(_printing, steps, answer))


def _printing(step: Step, output: str) -> Step:
    return replace(step, output=output) if output else step


def _module(
    chosen: Chosen,
    derivation: Derivation | Failed | None,
    settled: Mapping[str, _Settled | Unusable],
) -> DerivedModule:
    if derivation is None:
        return DerivedModule(chosen, absent=True)
    if isinstance(derivation, Failed):
        return DerivedModule(chosen, fault=derivation.reason)
    firsts: dict[tuple[str, str], Case] = {}
    same: dict[str, str] = {}
    passed_over: dict[str, int] = {}
    for derived in derivation.cases:
        if isinstance(found := settled.get(derived.id), _Settled):
            case = _case(chosen, derived, found.steps)
            first = firsts.setdefault((case.program, case.tag), case)
            if first is not case:
                same[case.id] = first.id
            elif found.passed_over:
                passed_over[case.id] = found.passed_over
    rejections = tuple(_rejections(chosen, derivation, settled))
    cases = tuple(firsts.values())
    return DerivedModule(chosen, derivation.methods, cases, rejections, same, passed_over)


def _case(chosen: Chosen, derived: DerivedCase, steps: tuple[Step, ...]) -> Case:
    return Case(
        id=derived.id,
        chapter=chosen.chapter,
        program="".join(f"{step.source}\n" for step in steps),
        path=chosen.path,
        expected=Expected("".join(step.output for step in steps)),
        steps=steps,
        tag=derived.tag,
    )


def _rejections(
    chosen: Chosen, derivation: Derivation, settled: Mapping[str, _Settled | Unusable]
) -> Iterator[Rejection]:
    methods: list[DerivedCase | Refused] = [*derivation.cases, *derivation.rejected]
    for it in methods:
        if why := chosen.left_out(it.id):
            yield Rejection(it.id, Stage.LEFT_OUT, why, str(chosen.path))
        elif isinstance(it, Refused):
            yield Rejection(it.id, Stage.NOT_DERIVED, it.reason, it.detail)
        elif isinstance(found := settled[it.id], Unusable):
            # What stands before the colon is the same for many: `raises NameError`.
            reason, _, detail = found.reason.partition(": ")
            yield Rejection(it.id, Stage.NOT_STABLE, reason, detail)
