"""A case step by step: which steps a board is to be given, and what they mean together.

Pure.  What a step prints is judged by itself.  A step that fails, by an exception or because the
board lacks a feature, leaves names unbound or values half-changed; whoever reads those names later
is BLOCKED: it is not run, for it would blame the board a second time.  A step that only prints the
wrong thing blocks nobody.
"""

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from harness.observation import Ending, Expected, Observation
from harness.suite.case import Step
from harness.verdict import Raised, Verdict, Word, compare, raised, text, transcript

WORST_FIRST: Final = (
    Word.CRASH,
    Word.TIMEOUT,
    Word.DIFFER,
    Word.TOOBIG,
    Word.UNSUPPORTED,
    Word.MATCH,
)
SOURCE_CHARACTERS: Final = 40  # of a step, where a verdict names it
SOURCE_LINES: Final = 8  # of a step, where its outputs are shown
# What MicroPython tells on its only console where another Python says nothing, or says it aside.
_WARNING: Final = "Warning: exception chaining not supported"
_REMARK: Final = re.compile(rf"^(?:# .*|{_WARNING}\r?)(?:\n|\Z)", re.MULTILINE)
_REMARK_BYTES: Final = re.compile(_REMARK.pattern.encode(), re.MULTILINE)
_ADDRESS: Final = re.compile(r" at (?:0x)?[0-9a-f]{3,16}>")
# Code that reads names when it is called or drawn from, and not only where it stands.
_DEFERS: Final = re.compile(r"\b(?:def|class|lambda|for)\b")
_BINDERS: Final = (
    ast.Assign,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Import,
    ast.ImportFrom,
)


@dataclass(frozen=True)
class Blocked:
    """Why a step was not run: step number `by` failed, and has left `name` unusable.

    Where `name` is empty it took the board down, and every name with it.
    """

    by: int
    name: str


@dataclass(frozen=True)
class Taken:
    """A step and what became of it; `seen` is None where it was not run."""

    step: Step
    number: int  # from 1
    fate: Verdict | Blocked
    seen: Observation | None = None

    @property
    def word(self) -> Word | None:
        """The step's own verdict; None where it is blocked."""
        return None if isinstance(self.fate, Blocked) else self.fate.word

    @property
    def error(self) -> Raised | None:
        """The exception that ended the step."""
        return raised(self.seen.traceback) if self.seen is not None else None


class Course:
    """The way through the steps of one case, with what became of each.

    `absent` are the features the board is known to lack.  For each step in turn `obstacle` says
    whether it is to be run, and then `take` is told what came of it.
    """

    def __init__(self, absent: Collection[str]) -> None:
        self.taken: list[Taken] = []
        self._absent = absent
        self._spoilt: dict[str, int] = {}  # by which step
        self._down = 0  # the step that took the board down
        self._binders: dict[str, list[Step]] = {}
        self._deferring: dict[int, bool] = {}  # by the step's identity

    def obstacle(self, step: Step) -> Verdict | Blocked | None:
        """Tell why a step is not to be run; None where it is."""
        for feature in step.needs:
            if feature in self._absent:
                return Verdict(Word.UNSUPPORTED, lacking(feature))
        if self._down:
            return Blocked(self._down, "")
        for name in sorted(self._uses(step)) if self._spoilt else ():
            if name in self._spoilt:
                return Blocked(self._spoilt[name], name)
        return None

    def judge(self, step: Step, seen: Observation) -> Verdict:
        """Judge a step that was run, in the light of the program's own definitions."""
        verdict = judge_printed(step.output, seen)
        if verdict.word in (Word.MATCH, Word.TIMEOUT, Word.CRASH):
            return verdict
        if _holds(step.output, seen):
            return Verdict(Word.MATCH)
        own = "\n".join(it.source for it in (*self._behind(step), step))
        return judge_printed(step.output, seen, own)

    def take(self, step: Step, fate: Verdict | Blocked, seen: Observation | None = None) -> None:
        """Note what became of the next step."""
        taken = Taken(step, len(self.taken) + 1, fate, seen)
        self.taken.append(taken)
        if seen is not None and seen.ending is not Ending.FINISHED:
            self._down = taken.number
        if seen is not None and seen.ending is Ending.FINISHED and taken.error is None:
            if self._spoilt.keys() & step.binds and _surely_binds(step):
                for name in step.binds:
                    self._spoilt.pop(name, None)
        else:
            by = fate.by if isinstance(fate, Blocked) else taken.number
            undone = step.binds.union(*(it.changes for it in (step, *self._called(step))))
            self._spoilt |= dict.fromkeys(undone, by)
        for name in step.binds | step.changes:
            self._binders.setdefault(name, []).append(step)

    def _behind(self, step: Step) -> list[Step]:
        """List the earlier steps that have made what a step uses, directly or not."""
        behind: dict[int, Step] = {}
        names, met = list(step.reads), set(step.reads)
        while names:
            for binder in self._binders.get(names.pop(), ()):
                behind[id(binder)] = binder
                names += binder.reads - met
                met |= binder.reads
        return list(behind.values())

    def _uses(self, step: Step) -> set[str]:
        """Give the names a step reads, by itself or through code that it may call."""
        return set(step.reads).union(*(it.reads for it in self._called(step)))

    def _called(self, step: Step) -> list[Step]:
        """List the earlier steps whose code a step may call."""
        return [it for it in self._behind(step) if self._defers(it)]

    def _defers(self, step: Step) -> bool:
        if (known := self._deferring.get(id(step))) is None:
            known = self._deferring[id(step)] = _DEFERS.search(step.source) is not None
        return known


def judge_printed(output: str, seen: Observation, program: str = "") -> Verdict:
    """Judge a derived program, or a step of one, by what it prints; it should raise nothing.

    Remarks are not judged: lines that begin with `# `, and a board's warnings.
    """
    bare = replace(seen, output=_REMARK_BYTES.sub(b"", seen.output))
    return compare(Expected(without_remarks(output)), bare, program)


def _holds(output: str, seen: Observation) -> bool:
    """Tell whether a step has asserted something and all of it held.

    How many times it does that may be the board's affair: a loop over what it has.
    """
    said = without_remarks(text(seen.output))
    if seen.ending is not Ending.FINISHED or raised(seen.traceback) is not None:
        return False
    return "True\n" in said and _besides(said) == _besides(without_remarks(output))


def _besides(output: str) -> list[str]:
    """Give the lines besides those of assertions that held."""
    return [line for line in output.split("\n") if line != "True"]


def without_remarks(output: str) -> str:
    """Leave out the lines that are recorded but not judged."""
    return _REMARK.sub("", output)


def verdict_of(taken: Sequence[Taken]) -> Verdict:
    """Give a case's verdict: the worst of its steps', with the first step that has it."""
    for word in WORST_FIRST[:-1]:
        for it in taken:
            if isinstance(it.fate, Verdict) and it.fate.word is word:
                detail = it.fate.detail.removeprefix("line 1: ")
                return Verdict(word, f"step {it.number} ({_excerpt(it.step.source)}): {detail}")
    return Verdict(Word.MATCH)


def without_addresses(output: bytes) -> str:
    """Give output as text in which objects have no addresses, which differ from look to look."""
    return _ADDRESS.sub(" at ...>", text(output))


def worse(one: Word, other: Word) -> bool:
    """Tell whether a case's verdict is worse than another."""
    return WORST_FIRST.index(one) < WORST_FIRST.index(other)


def lacking(feature: str) -> str:
    """Say that a board lacks a feature ("math:fsum") in the words of the judge."""
    module, _, name = feature.partition(":")
    owner, _, attribute = name.rpartition(".")
    if not name:
        return f"module: no module named {module!r}"
    if owner:
        return f"attribute: type object {owner!r} has no attribute {attribute!r}"
    if module == "builtins":
        return f"builtin: name {name!r} isn't defined"
    return f"attribute: module {module!r} has no attribute {name!r}"


def retold(whole: Observation, taken: Sequence[Taken]) -> tuple[int, bool]:
    """Compare a look at the whole program with one at its steps.

    Gives how many of the steps, from the first, did the same in both, and whether that is all
    that the whole program did.
    """
    if whole.ending is not Ending.FINISHED:  # how much was printed until then is chance
        return 0, False
    said, error = without_addresses(whole.output), raised(whole.traceback)
    same = 0
    for it in taken:
        if it.seen is None or it.seen.ending is not Ending.FINISHED:
            return same, False
        output = without_addresses(it.seen.output)
        if it.error is not None:
            ended = (said, error) == (output, it.error)
            return (it.number, True) if ended else (same, False)
        if not said.startswith(output):
            return same, False
        said = said.removeprefix(output)
        if output:
            same = it.number
    return (same, False) if said or error else (len(taken), True)


def failing(taken: Sequence[Taken]) -> tuple[list[str], list[str]]:
    """Give what was expected and what was seen as lines, for the steps that do not match."""
    wanted, got = [], []
    for it in taken:
        if it.word in (None, Word.MATCH):
            continue
        wanted += [*_prompted(it.step.source), *transcript(it.step.output, "")]
        got += [*_prompted(it.step.source), *_seen(it)]
    return wanted, got


def _seen(it: Taken) -> list[str]:
    if it.seen is None:
        detail = it.fate.detail if isinstance(it.fate, Verdict) else ""
        return [f"[not run: {detail}]"]
    lines = transcript(text(it.seen.output), it.error.name if it.error is not None else "")
    return lines if it.seen.ending is Ending.FINISHED else [*lines, f"[{it.seen.ending}]"]


def _prompted(source: str) -> Iterator[str]:
    lines = source.split("\n")
    for number, line in enumerate(lines[:SOURCE_LINES]):
        yield f"{'...' if number else '>>>'} {line}"
    if len(lines) > SOURCE_LINES:
        yield f"... [{len(lines) - SOURCE_LINES} more lines]"


def _excerpt(source: str) -> str:
    line = source.partition("\n")[0]
    return line if len(line) <= SOURCE_CHARACTERS else f"{line[: SOURCE_CHARACTERS - 2]}.."


def _surely_binds(step: Step) -> bool:
    """Tell whether a step that has ended well has bound all of its names anew."""
    try:
        return all(isinstance(it, _BINDERS) for it in ast.parse(step.source).body)
    except (SyntaxError, ValueError):  # a newer reference's syntax, or a lone surrogate
        return False
