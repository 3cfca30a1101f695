"""Tree-shaking of classes: a method that nothing in a program mentions is left out.

A mention is an attribute's name, a word in a string (for getattr, eval and their like), or an
operator, which stands for its methods.  What Python calls by itself (`__init__`, `__eq__`,
`__iter__`...) is never left out, nor what overrides a method of a class from elsewhere.
"""

import ast
import importlib
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from inspect import isclass
from typing import Final

from harness.derivation.sources import Source, is_test_module

Held = tuple[Source, ast.ClassDef, ast.FunctionDef]

_OPERATORS: Final = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.MatMult: "matmul",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
    ast.LShift: "lshift",
    ast.RShift: "rshift",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
}
_UNARY: Final = {ast.UAdd: "__pos__", ast.USub: "__neg__", ast.Invert: "__invert__"}
_BY_FUNCTION: Final = {"sum": ("add",), "divmod": ("divmod",), "pow": ("pow",)}
_ARITHMETIC: Final = frozenset(
    {f"__{side}{name}__" for name in (*_OPERATORS.values(), "divmod") for side in ("", "r", "i")}
    | set(_UNARY.values())
    | {"__abs__", "__round__"}
)
# Whoever imports these or runs text may call any operator.
_CALLS_ANYTHING: Final = frozenset({"eval", "exec", "compile", "__import__"})
_NEUTRAL: Final = frozenset({"sys", "gc", "copy", "weakref", "types"})
# What the language itself and `print`, `dict` and `yield from` call by name.
_PROTOCOLS: Final = frozenset(
    {"keys", "items", "write", "flush", "read", "readline", "send", "throw", "close", "mro"}
)
_WORD: Final = re.compile(r"\w+")


def mentions(code: Sequence[ast.stmt]) -> set[str]:
    """Give the names of all methods that this code may call."""
    found: set[str] = set()
    for statement in code:
        for node in ast.walk(statement):
            found |= _mentioned(node)
    return found


def _mentioned(node: ast.AST) -> set[str]:  # noqa: PLR0911  (a table)
    match node:
        case ast.Attribute(attr=name):
            return {name}
        case ast.Constant(value=str(text)):
            return set(_WORD.findall(text))
        case ast.BinOp(op=operator):
            return _methods(_OPERATORS[type(operator)], "", "r")
        case ast.AugAssign(op=operator):
            return _methods(_OPERATORS[type(operator)], "", "r", "i")
        case ast.UnaryOp(op=operator):
            return {_UNARY.get(type(operator), "")}
        case ast.Name(id=name) if name in _CALLS_ANYTHING:
            return set(_ARITHMETIC)
        case ast.Name(id=name):
            numeric = {"__abs__", "__round__"} & {f"__{name}__"}
            return numeric.union(*(_methods(it, "", "r") for it in _BY_FUNCTION.get(name, ())))
        case ast.Import(names=names):
            return set().union(*(_called_by(it.name) for it in names))
        case ast.ImportFrom(module=str(module)):
            return set(_called_by(module))
        case _:
            return set()


@cache
def _called_by(module: str) -> frozenset[str]:
    """Name the methods that a library may call of what it is given: those its own classes have."""
    if module in _NEUTRAL:
        return frozenset()
    try:
        kinds = [it for it in vars(importlib.import_module(module)).values() if isclass(it)]
    except ImportError:
        kinds = []
    return _ARITHMETIC.union(*map(dir, kinds))


def _methods(name: str, *sides: str) -> set[str]:
    return {f"__{side}{name}__" for side in sides}


class Pending:
    """Methods that are held back until they are mentioned."""

    def __init__(self) -> None:
        self._mentioned: set[str] = set()
        self._held: dict[str, list[Held]] = {}
        self._classes: list[ast.ClassDef] = []

    def split(self, node: ast.ClassDef, kind: object) -> list[ast.FunctionDef]:
        """Take out of a class what need not be there unless somebody mentions it."""
        methods = [it for it in node.body if isinstance(it, ast.FunctionDef)]
        used = {
            it.id
            for statement in node.body
            if statement not in methods
            for it in ast.walk(statement)
            if isinstance(it, ast.Name)
        }
        held = [it for it in methods if it.name not in used and _may_go(it, kind)]
        node.body = [it for it in node.body if it not in held]
        return held

    def hold(
        self, source: Source, node: ast.ClassDef, methods: Sequence[ast.FunctionDef]
    ) -> list[ast.FunctionDef]:
        """Keep methods back; gives those that have been mentioned before."""
        self._classes.append(node)
        released = [it for it in methods if it.name in self._mentioned]
        for it in methods:
            if it not in released:
                self._held.setdefault(it.name, []).append((source, node, it))
        return released

    def released_by(self, names: set[str]) -> Iterator[Held]:
        """Give the methods that are mentioned for the first time."""
        fresh = names - self._mentioned
        self._mentioned |= fresh
        for name in sorted(fresh & set(self._held)):
            yield from self._held.pop(name)

    def settle(self) -> bool:
        """Fill classes that have nothing left, and tell whether anything was left out."""
        for node in self._classes:
            node.body = node.body or [ast.copy_location(ast.Pass(), node)]
        return any(self._held.values())


def _may_go(method: ast.FunctionDef, kind: object) -> bool:
    name = method.name
    if name.startswith("__") and name.endswith("__") and name not in _ARITHMETIC:
        return False
    if name in _PROTOCOLS:
        return False
    if not all(isinstance(it, ast.Name | ast.Attribute) for it in method.decorator_list):
        return False
    if not isinstance(kind, type):
        return False
    elsewhere = [it for it in kind.__mro__[1:] if it is not object and not _is_ours(it)]
    return not any(hasattr(it, name) for it in elsewhere)


def _is_ours(kind: type) -> bool:
    return is_test_module(sys.modules.get(kind.__module__))
