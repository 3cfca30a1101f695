"""Features: what a step asks of a board whatever happens."""

import ast
import builtins
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Final, TypeGuard

from harness.derivation.dependencies import BUILTINS

_LITERALS: Final = {
    ast.List: "list",
    ast.Dict: "dict",
    ast.Set: "set",
    ast.Tuple: "tuple",
    ast.JoinedStr: "str",
}


def imported(program: Sequence[ast.stmt]) -> dict[str, str]:
    """Give the names that a program has for modules."""
    found = {}
    for node in program:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname or "." not in alias.name:
                    found[alias.asname or alias.name] = alias.name
    return found


def features(node: ast.stmt, modules: dict[str, str], bound: set[str]) -> set[str]:
    """Name what a statement is sure to ask for; `bound` are the program's own names."""
    return {_feature(need) for need in _needs(node, modules, bound)} - {""}


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
                if name not in bound and name in BUILTINS:
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
