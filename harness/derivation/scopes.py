"""Which scope a name in a piece of code belongs to, after the language reference's rules.

`symtable` knows that too, but not which node of the tree it speaks of, and renaming needs the node.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class Where(Enum):
    """The scope that an occurrence of a name belongs to."""

    ROOT = "the outermost scope of the code that was looked at"
    GLOBAL = "outside of it: a global of its module, or a builtin"
    INNER = "a function, class or comprehension within"


@dataclass
class Occurrence:
    """One place where a name stands.  `rename` changes it there."""

    node: ast.AST
    name: str
    where: Where
    binds: bool

    def rename(self, name: str) -> None:
        """Write another name in this place."""
        match self.node:
            case ast.Name():
                self.node.id = name
            case ast.Global() | ast.Nonlocal():
                self.node.names = [name if it == self.name else it for it in self.node.names]
            case ast.alias():
                self.node.asname = name
            case ast.MatchMapping():
                self.node.rest = name
            case ast.arg():
                self.node.arg = name
            case _:
                self.node.name = name  # type: ignore[attr-defined]
        self.name = name


@dataclass
class _Scope:
    parent: "_Scope | None"
    is_class: bool = False
    is_comprehension: bool = False
    bound: set[str] = field(default_factory=set)
    outward: dict[str, str] = field(default_factory=dict)  # name -> "global" | "nonlocal"
    found: list[tuple[ast.AST, str, bool]] = field(default_factory=list)
    children: "list[_Scope]" = field(default_factory=list)


def occurrences(code: Sequence[ast.stmt], parameters: Iterable[str] = ()) -> list[Occurrence]:
    """Find every name in the statements of one scope, the scopes within included.

    `parameters` are names that the outermost scope binds besides what its statements bind.
    """
    root = _Scope(None, bound=set(parameters))
    walk = _Walk(root)
    for statement in code:
        walk.visit(statement)
    return list(_resolved(root, root))


def bound(code: Sequence[ast.stmt]) -> set[str]:
    """Name what the statements bind in their own scope."""
    return {it.name for it in occurrences(code) if it.where is Where.ROOT and it.binds}


def _resolved(scope: _Scope, root: _Scope) -> Iterator[Occurrence]:
    for node, name, binds in scope.found:
        yield Occurrence(node, name, _where(scope, name, root), binds)
    for child in scope.children:
        yield from _resolved(child, root)


def _where(scope: _Scope, name: str, root: _Scope) -> Where:
    if scope.outward.get(name) == "global":
        return Where.GLOBAL
    if name in scope.bound and name not in scope.outward:
        return Where.ROOT if scope is root else Where.INNER
    outer = scope.parent
    while outer is not None:
        if outer.outward.get(name) == "global":
            return Where.GLOBAL
        if name in outer.bound and not outer.is_class and name not in outer.outward:
            return Where.ROOT if outer is root else Where.INNER
        # A class at the root is looked into by its own body only, which has been done above.
        outer = outer.parent
    return Where.GLOBAL


class _Walk(ast.NodeVisitor):
    def __init__(self, scope: _Scope) -> None:
        self._scope = scope

    def _note(self, node: ast.AST, name: str | None, *, binds: bool = True) -> None:
        if name is not None:
            self._scope.found.append((node, name, binds))
            if binds:
                self._scope.bound.add(name)

    def _inside(self, scope: _Scope, nodes: Iterable[ast.AST]) -> None:
        self._scope.children.append(scope)
        outer, self._scope = self._scope, scope
        for node in nodes:
            self.visit(node)
        self._scope = outer

    def visit_Name(self, node: ast.Name) -> None:
        self._note(node, node.id, binds=not isinstance(node.ctx, ast.Load))

    def visit_Global(self, node: ast.Global) -> None:
        for name in node.names:
            self._scope.outward[name] = "global"
            self._note(node, name, binds=False)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        for name in node.names:
            self._scope.outward[name] = "nonlocal"
            self._note(node, name, binds=False)

    def visit_alias(self, node: ast.alias) -> None:
        self._note(node, node.asname or node.name.partition(".")[0])

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self._note(node, node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        self._note(node, node.name)
        self.generic_visit(node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        self._note(node, node.name)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        self._note(node, node.rest)
        self.generic_visit(node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        scope = self._scope
        while scope.is_comprehension and scope.parent is not None:
            scope = scope.parent
        scope.bound.add(node.target.id)
        # Resolved from the comprehension outwards, which ends in that same scope.
        self._scope.found.append((node.target, node.target.id, scope is self._scope))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for outside in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(outside)
        self._note(node, node.name)
        inside = _Scope(self._scope, is_class=True)
        self._inside(inside, [*getattr(node, "type_params", ()), *node.body])

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator)
        self._note(node, node.name)
        self._function(node, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815  (the visitor's own names)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node, [node.body])

    def _function(self, node: Function, body: Iterable[ast.AST]) -> None:
        arguments = node.args
        each = [
            *arguments.posonlyargs,
            *arguments.args,
            *filter(None, (arguments.vararg, arguments.kwarg)),
            *arguments.kwonlyargs,
        ]
        outside = [*arguments.defaults, *filter(None, arguments.kw_defaults)]
        outside += [it.annotation for it in each if it.annotation is not None]
        if not isinstance(node, ast.Lambda) and node.returns is not None:
            outside.append(node.returns)
        for it in outside:
            self.visit(it)
        inside = _Scope(self._scope, bound={it.arg for it in each})
        inside.found += [(it, it.arg, True) for it in each]
        self._inside(inside, [*getattr(node, "type_params", ()), *body])

    def _comprehension(self, node: Comprehension) -> None:
        first, *rest = node.generators
        self.visit(first.iter)  # evaluated outside
        inner: list[ast.AST] = [first.target, *first.ifs, *rest]
        if isinstance(node, ast.DictComp):
            inner += [node.key, node.value]
        else:
            inner.append(node.elt)
        self._inside(_Scope(self._scope, is_comprehension=True), inner)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension  # noqa: N815
