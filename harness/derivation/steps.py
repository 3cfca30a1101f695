"""A program cut into steps, one statement of the top level each, and what each step depends on."""

import ast
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from harness.derivation.assertions import ASSERTIONS
from harness.derivation.dependencies import closed, facts_of, reached
from harness.derivation.features import features, imported

_INDENT: Final = re.compile(r"^(?:    )+", re.MULTILINE)
_RUNS_TEXT: Final = re.compile(r"\b(?:exec|eval)\(")
_DEFINES: Final = re.compile(r"(?:def|class|async def|import|from) |@")


@dataclass(frozen=True)
class Step:
    """One statement as the host's `harness.suite.case.Step` describes it."""

    source: str
    assertions: int
    binds: list[str]
    reads: list[str]
    changes: list[str]
    needs: list[str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def cut(prelude: Sequence[ast.stmt], rest: Sequence[ast.stmt], asserting: set[str]) -> list[Step]:
    """Cut a program; only in `rest` are assertions counted."""
    asserting = _asserting([*prelude, *rest], asserting)
    facts = facts_of([*prelude, *rest])
    bound = {name for it in facts for name in it.binds}
    used = reached(facts, bound)
    variables = {name for it in facts if not it.is_constant for name in it.binds - it.defines}
    modules = imported([*prelude, *rest])
    steps = []
    for number, it in enumerate(facts):
        reads = closed(it.reads & bound, used)
        counted = number >= len(prelude)
        steps.append(
            Step(
                text(it.node),
                _assertions(it.node, asserting) if counted else 0,
                sorted(it.binds),
                sorted(reads),
                sorted((reads | it.binds) & variables | it.alters & bound) if counted else [],
                sorted(features(it.node, modules, bound)),
            )
        )
    return steps


def living(steps: Sequence[Step], body: int) -> list[Step]:
    """Leave out what the last `body` steps do not depend on, as far as names tell.

    A set-up that registers a codec, say, is of no use to most methods, and what it needs no board
    may have.  Whether a method holds without it, the oracle says.  Where text is executed, names
    do not tell.
    """
    if any(_RUNS_TEXT.search(step.source) for step in steps):
        return list(steps)
    first = len(steps) - body
    needed = {name for step in steps[first:] for name in step.reads}
    alive: set[int] = set(range(first, len(steps)))
    while True:
        more = {
            number
            for number, step in enumerate(steps[:first])
            if needed & (_touched(step) | set(step.binds))
        }
        if more <= alive:
            return [steps[number] for number in sorted(alive)]
        alive |= more
        needed |= {name for number in more for name in steps[number].reads}


def _touched(step: Step) -> set[str]:
    """Name what a step may change besides what it binds; a definition changes nothing."""
    return set() if _DEFINES.match(step.source) else set(step.reads) - {"self"}


def text(node: ast.stmt) -> str:
    """Write a statement as small as it reads well: one space a level."""
    plain = ast.unparse(ast.fix_missing_locations(node))
    small = _INDENT.sub(lambda found: " " * (len(found[0]) // 4), plain)
    if "'''" not in plain and '"""' not in plain:  # no line is the inside of a string
        return small
    try:
        same = ast.dump(ast.parse(small)) == ast.dump(ast.parse(plain))
    except SyntaxError:
        same = False
    return small if same else plain


def _asserting(code: Sequence[ast.stmt], known: set[str]) -> set[str]:
    """Add the functions that assert by way of others."""
    functions = [it for it in code if isinstance(it, ast.FunctionDef | ast.AsyncFunctionDef)]
    found = set(known)
    while True:
        more = {it.name for it in functions if _assertions(it, found)} - found
        if not more:
            return found
        found |= more


def _assertions(node: ast.stmt, asserting: set[str]) -> int:
    found = 0
    for it in ast.walk(node):
        match it:
            case ast.Call(func=ast.Name(id=name)) if name in asserting:
                found += 1
            case ast.Call(func=ast.Attribute(attr=name)) if name in ASSERTIONS:
                found += 1
            case ast.Try(orelse=[ast.Expr(value=ast.Call(func=ast.Name(id="print")))]):
                found += 1
            case _:
                pass
    return found
