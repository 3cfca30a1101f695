"""Whose attribute is read: the type of an expression, as far as its own file tells.

A name or an attribute of `self` has a type if all that its scope (its class) binds it to has that
type: displays, literals, calls of builtin types and of their methods, annotations, handlers.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from harness.usage.types import OTHER, TYPES, home, returned

_DISPLAYS: Final[Mapping[type[ast.AST], str]] = {
    ast.JoinedStr: "str",
    ast.List: "list",
    ast.ListComp: "list",
    ast.Dict: "dict",
    ast.DictComp: "dict",
    ast.Set: "set",
    ast.SetComp: "set",
    ast.Tuple: "tuple",
    ast.GeneratorExp: "generator",
    ast.Lambda: OTHER,
}
_ADDED: Final = ("str", "bytes", "list", "tuple", "int")
_ANNOTATED: Final = {"List": "list", "Dict": "dict", "Set": "set", "Tuple": "tuple"}
_GENERATES: Final = "-> generator"  # a function whose result is a generator
_DEPTH: Final = 6  # of names that stand for names
_SELF: Final = ("self", "cls")
_Value = ast.expr | str | None  # an expression, the name of a type, or what cannot be told
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def attributes(tree: ast.Module, modules: Mapping[str, str]) -> Iterator[tuple[str | None, str]]:
    """Give each attribute that is read of a value: the type's name, None if unknown, and its own.

    `modules` are the modules that names stand for.  What is read of them is not given, nor what is
    read of `self`, whose class is the program's own.
    """
    walk = _Walk(modules)
    walk.visit(tree)
    for node, scope in walk.found:
        root: ast.expr = node
        while isinstance(root, ast.Attribute):
            root = root.value
        of_module = isinstance(root, ast.Name) and root.id in modules
        of_self = isinstance(node.value, ast.Name) and node.value.id in _SELF
        if not of_module and not of_self:
            yield scope.kind(node.value), node.attr


@dataclass
class _Scope:
    """What the names of a function, a class or a module are bound to; `own` is its class's self."""

    modules: Mapping[str, str]
    parent: "_Scope | None" = None
    own: "_Scope | None" = None
    values: dict[str, list[_Value]] = field(default_factory=dict)

    def bind(self, name: str, value: _Value) -> None:
        self.values.setdefault(name, []).append(value)

    def kind(self, node: _Value, depth: int = _DEPTH) -> str | None:  # noqa: PLR0911  (a table)
        """Name the type of an expression; None where it cannot be told."""
        if node is None or isinstance(node, str) or depth == 0:
            return node if isinstance(node, str) else None
        match node:
            case ast.Constant(value=value):
                name = type(value).__name__
                return name if name in TYPES else OTHER
            case ast.BinOp(left=left, right=right):
                return self._computed(node.op, left, right, depth - 1)
            case ast.Call(func=function):
                return self._result(function, depth - 1)
            case ast.Name(id=name):
                is_type = name in TYPES and self._is_builtin(name)
                return name if is_type else self._named(name, depth - 1)
            case ast.Attribute(value=ast.Name(id="self"), attr=name) if self.own is not None:
                return self.own.agreed(name, self, depth - 1)
            case _:
                return _DISPLAYS.get(type(node))

    def _computed(
        self, operator: ast.operator, left: ast.expr, right: ast.expr, depth: int
    ) -> str | None:
        found = self.kind(left, depth)
        if isinstance(operator, ast.Mod):
            return found if found in ("str", "bytes") else None
        if isinstance(operator, ast.Add):
            found = found or self.kind(right, depth)
            return found if found in _ADDED else None
        return None

    def _is_builtin(self, name: str) -> bool:
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.values:
                return False
            scope = scope.parent
        return name not in self.modules

    def _named(self, name: str, depth: int) -> str | None:
        scope: _Scope | None = self
        while scope is not None and name not in scope.values:
            scope = scope.parent
        return scope.agreed(name, scope, depth) if scope is not None else None

    def agreed(self, name: str, within: "_Scope", depth: int) -> str | None:
        kinds = {within.kind(it, depth) for it in self.values.get(name, [None]) if not _is_none(it)}
        return kinds.pop() if len(kinds) == 1 else None

    def _result(self, function: ast.expr, depth: int) -> str | None:
        match function:
            case ast.Name(id=name) if self._is_builtin(name):
                return returned(name)
            case ast.Name(id=name) if name in self.modules:
                return _foreign(self.modules[name])
            case ast.Name(id=name):
                found = self._named(name, depth)
                return "generator" if found == _GENERATES else None
            case ast.Attribute(value=ast.Name(id=name)) if name in self.modules:
                return _foreign(self.modules[name])
            case ast.Attribute(value=value, attr=name):
                kind = self.kind(value, depth)
                return returned(f"{home(kind, name)}.{name}") if kind else None
            case _:
                return None


def _is_none(value: _Value) -> bool:
    """Tell whether a value is the None that a variable has until it gets what it is for."""
    return isinstance(value, ast.Constant) and value.value is None


def _foreign(module: str) -> str | None:
    """Name the type of what a module's function returns: a package's own as a rule."""
    top, _, name = module.partition(".")
    is_class = name.rpartition(".")[2][:1].isupper()
    return OTHER if is_class or top not in sys.stdlib_module_names else None


def _annotation(node: ast.expr | None) -> str | None:
    match node:
        case ast.Subscript(value=value):
            return _annotation(value)
        case ast.BinOp(left=left, right=ast.Constant(value=None)):
            return _annotation(left)
        case ast.Name(id=name) if name in TYPES and name != "object":
            return name
        case ast.Name(id=name):
            return _ANNOTATED.get(name)
        case _:
            return None


class _Walk(ast.NodeVisitor):
    def __init__(self, modules: Mapping[str, str]) -> None:
        self.found: list[tuple[ast.Attribute, _Scope]] = []
        self._scope = _Scope(modules)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.ctx, ast.Load):
            self.found.append((node, self._scope))
        self.visit(node.value)

    def visit_FunctionDef(self, node: _Function) -> None:
        generates = any(isinstance(it, ast.Yield | ast.YieldFrom) for it in ast.walk(node))
        self._scope.bind(node.name, _GENERATES if generates else OTHER)
        arguments = node.args
        for outside in (*node.decorator_list, *arguments.defaults, *arguments.kw_defaults):
            if outside is not None:
                self.visit(outside)
        scope = _Scope(self._scope.modules, self._scope, self._scope.own)
        for it in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            scope.bind(it.arg, _annotation(it.annotation))
        for several, kind in ((arguments.vararg, "tuple"), (arguments.kwarg, "dict")):
            if several:
                scope.bind(several.arg, kind)
        self._inside(node.body, scope)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815  (the visitor's own names)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._scope.bind(node.name, OTHER)
        for outside in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(outside)
        modules = self._scope.modules
        self._inside(node.body, _Scope(modules, self._scope, _Scope(modules)))

    def _inside(self, body: Iterable[ast.stmt], scope: _Scope) -> None:
        outer, self._scope = self._scope, scope
        for it in body:
            self.visit(it)
        self._scope = outer

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._bind(target, node.value)
        self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._bind(node.target, _annotation(node.annotation) or node.value)
        if node.value:
            self.visit(node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if not isinstance(node.target, ast.Name):  # a name keeps its type
            self.visit(node.target)
        self.visit(node.value)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self._bind(node.target, node.value)
        self.visit(node.value)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            known = isinstance(node.type, ast.Name) and node.type.id in TYPES
            self._scope.bind(node.name, node.type.id if known else "Exception")  # type: ignore[union-attr]
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):  # by a loop, a with statement, an unpacking
            self._scope.bind(node.id, None)

    def _bind(self, target: ast.expr, value: _Value) -> None:
        own = self._scope.own
        match target:
            case ast.Name(id=name):
                self._scope.bind(name, value)
            case ast.Attribute(value=ast.Name(id="self"), attr=name) if own is not None:
                own.bind(name, value)
            case _:
                self.visit(target)
