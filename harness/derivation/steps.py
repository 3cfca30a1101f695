"""A program cut into steps, one statement of the top level each, and what each step depends on."""

import ast
import builtins
import importlib.util
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from types import ModuleType
from typing import Any, Final, TypeGuard

from harness.derivation.assertions import ASSERTIONS
from harness.derivation.scopes import Where, occurrences

_BUILTINS: Final = frozenset(it for it in vars(builtins) if not it.startswith("_"))
_INDENT: Final = re.compile(r"^(?:    )+", re.MULTILINE)
_CONSTANT: Final = (ast.Constant, ast.UnaryOp, ast.Tuple, ast.Load, ast.USub, ast.UAdd, ast.Invert)
_RUNS_TEXT: Final = re.compile(r"\b(?:exec|eval)\(")
_DEFINES: Final = re.compile(r"(?:def|class|async def|import|from) |@")
_LITERALS: Final = {
    ast.List: "list",
    ast.Dict: "dict",
    ast.Set: "set",
    ast.Tuple: "tuple",
    ast.JoinedStr: "str",
}


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


@dataclass
class _Facts:
    node: ast.stmt
    binds: set[str]
    reads: set[str]
    is_definition: bool
    is_constant: bool


def cut(prelude: Sequence[ast.stmt], rest: Sequence[ast.stmt], asserting: set[str]) -> list[Step]:
    """Cut a program; only in `rest` are assertions counted."""
    asserting = _asserting([*prelude, *rest], asserting)
    facts = [_facts(node) for node in (*prelude, *rest)]
    bound = {name for it in facts for name in it.binds}
    reached = _reached(facts, bound)
    variables = {
        name for it in facts if not (it.is_definition or it.is_constant) for name in it.binds
    }
    modules = _modules(facts)
    steps = []
    for number, it in enumerate(facts):
        reads = _closed(it.reads & bound, reached)
        counted = number >= len(prelude)
        steps.append(
            Step(
                text(it.node),
                _assertions(it.node, asserting) if counted else 0,
                sorted(it.binds),
                sorted(reads),
                sorted((reads | it.binds) & variables) if counted else [],
                sorted({_feature(need) for need in _needs(it.node, modules, bound)} - {""}),
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


def _facts(node: ast.stmt) -> _Facts:
    binds, reads = set(), set()
    selves: dict[int, ast.AST] = {}
    altered = _altered(node)
    for it in occurrences([node]):
        if it.where is Where.INNER:
            continue
        if it.name == "self":
            selves[id(it.node)] = it.node
        if it.binds:
            binds.add(it.name)
        # What binds a global is a function, which may read it, too.
        if not it.binds or it.where is Where.GLOBAL or id(it.node) in altered:
            reads.add(it.name)
    for part in ast.walk(node):
        match part:
            case ast.Attribute(value=me, attr=name, ctx=context) if id(me) in selves:
                if not isinstance(context, ast.Load):
                    binds.add(f"self.{name}")
                if isinstance(context, ast.Load) or id(part) in altered:
                    reads.add(f"self.{name}")
            case _:
                pass
    definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
    constant = isinstance(node, ast.Assign) and all(
        isinstance(it, _CONSTANT) for it in ast.walk(node.value)
    )
    return _Facts(node, binds, reads, isinstance(node, definition), constant)


def _altered(node: ast.stmt) -> set[int]:
    """Give the places, by identity, that need what they bind: `x += 1` and `del x`."""
    nodes = list(ast.walk(node))
    deleted = {id(it) for it in nodes if isinstance(getattr(it, "ctx", None), ast.Del)}
    return deleted | {id(it.target) for it in nodes if isinstance(it, ast.AugAssign)}


def _reached(facts: Sequence[_Facts], bound: set[str]) -> dict[str, set[str]]:
    """Say for each function and class which names it uses in turn when it is used."""
    return {
        name: it.reads & bound - it.binds for it in facts if it.is_definition for name in it.binds
    }


def _closed(names: set[str], reached: dict[str, set[str]]) -> set[str]:
    done: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        done.add(name)
        waiting |= reached.get(name, set()) - done
    return done


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


# Features: what a step asks of a board whatever happens.


def _modules(facts: Sequence[_Facts]) -> dict[str, str]:
    found = {}
    for it in facts:
        if isinstance(it.node, ast.Import):
            for alias in it.node.names:
                if alias.asname or "." not in alias.name:
                    found[alias.asname or alias.name] = alias.name
    return found


def _needs(  # noqa: C901  (a table)
    node: ast.stmt, modules: dict[str, str], bound: set[str]
) -> Iterator[str]:
    for it in _certain(node):
        match it:
            case ast.Import(names=names):
                yield from (f"{alias.name}:" for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"{module}:{alias.name}" for alias in names)
            case ast.Attribute(value=ast.Name(id=name), attr=attribute, ctx=ast.Load()):
                if name in modules:
                    yield f"{modules[name]}:{attribute}"
                elif name not in bound and isinstance(vars(builtins).get(name), type):
                    yield f"builtins:{name}.{attribute}"
            case ast.Attribute(value=ast.Constant(value=value), attr=attribute):
                yield f"builtins:{type(value).__name__}.{attribute}"
            case ast.Attribute(value=literal, attr=attribute) if type(literal) in _LITERALS:
                yield f"builtins:{_LITERALS[type(literal)]}.{attribute}"
            case ast.Name(id=name, ctx=ast.Load()):
                # A dunder is a name of the class that it stands in.
                if name not in bound and name in _BUILTINS:
                    yield f"builtins:{name}"
            case _:
                pass


def _feature(need: str) -> str:
    """Give what a board is to be asked for; nothing where this Python lacks it until it is made.

    A module in a package is an attribute of it only once it is imported.
    """
    owner, _, name = need.partition(":")
    if name and (module := sys.modules.get(owner)) is not None:
        value: object = module
        for part in name.split("."):
            if _is_module(value, part):
                return f"{value.__name__}.{part}:"
            if not hasattr(value, part):
                return ""
            value = getattr(value, part)
    return need


def _is_module(owner: object, name: str) -> TypeGuard[ModuleType]:
    """Tell whether a name is that of a module in the package `owner`."""
    if not isinstance(owner, ModuleType) or not hasattr(owner, "__path__"):
        return False
    return (
        isinstance(getattr(owner, name, owner), ModuleType)
        and importlib.util.find_spec(f"{owner.__name__}.{name}") is not None
    )


def _certain(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901  (a table)
    """Give the nodes of a statement that are evaluated whatever happens."""
    match node:
        case ast.Try() | ast.Lambda() | ast.TryStar():
            return
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            parts: list[ast.AST | None] = [*node.decorator_list, *node.args.defaults]
            parts += node.args.kw_defaults
        case ast.If(test=first) | ast.While(test=first) | ast.IfExp(test=first):
            parts = [first]
        case ast.For(iter=first) | ast.AsyncFor(iter=first) | ast.Match(subject=first):
            parts = [first]
        case ast.Assert(test=first):
            parts = [first]
        case ast.BoolOp(values=[first, *_]):
            parts = [first]
        case ast.Compare(left=left, comparators=[first, *_]):
            parts = [left, first]
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            parts = [node.generators[0].iter]
        case ast.AnnAssign(value=value):
            parts = [value]
        case _:
            parts = list(ast.iter_child_nodes(node))
    yield node
    for part in parts:
        if part is not None:
            yield from _certain(part)
