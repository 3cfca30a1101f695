"""Rewritings that hand a part of a program over to a helper, which the board has.

The helper is called `__mutant__` in rewritten programs.
"""

import ast
from typing import Final

HELPER: Final = "__mutant__"


def helped(*arguments: ast.expr, keywords: list[ast.keyword] | None = None) -> ast.Call:
    """Make a call of the helper."""
    return ast.Call(loaded(HELPER), list(arguments), keywords or [])


def loaded(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


class Calls(ast.NodeTransformer):
    """Has the helper make the calls of what has one of these names: `f(x)` is `helper(f, x)`."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in self._names:
            return node
        return helped(node.func, *node.args, keywords=node.keywords)


class Operations(ast.NodeTransformer):
    """Has the helper do the operations of one kind: `a // b` is `helper(a, b)`."""

    def __init__(self, *kinds: type[ast.operator | ast.cmpop]) -> None:
        self._kinds = kinds

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        return helped(node.left, node.right) if isinstance(node.op, self._kinds) else node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if len(node.ops) == 1 and isinstance(node.ops[0], self._kinds):
            return helped(node.left, node.comparators[0])
        return node


class Subscripts(ast.NodeTransformer):
    """Has the helper look up: `a[i]` is `helper(a, i)`; only slices with a step on request."""

    def __init__(self, *, steps: bool = False) -> None:
        self._steps = steps

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        self.generic_visit(node)
        stepped = isinstance(node.slice, ast.Slice) and node.slice.step is not None
        if not isinstance(node.ctx, ast.Load) or stepped != self._steps:
            return node
        return helped(node.value, _as_value(node.slice))


def _as_value(index: ast.expr) -> ast.expr:
    if isinstance(index, ast.Slice):
        parts = (index.lower, index.upper, index.step)
        return ast.Call(loaded("slice"), [part or ast.Constant(None) for part in parts], [])
    if isinstance(index, ast.Tuple):
        return ast.Tuple([_as_value(part) for part in index.elts], ast.Load())
    return index


class DeletedSlices(ast.NodeTransformer):
    """Has the helper turn the slice of `del a[i:j]` into another."""

    def visit_Delete(self, node: ast.Delete) -> ast.stmt:
        for target in node.targets:
            if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice):
                target.slice = helped(_as_value(target.slice))
        return node


class Iterations(ast.NodeTransformer):
    """Has the helper choose what a `for`, a comprehension, a list or a tuple goes through."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if getattr(node.func, "id", "") in {"list", "tuple"} and len(node.args) == 1:
            node.args = [helped(node.args[0])]
        return node

    def visit_For(self, node: ast.For) -> ast.stmt:
        self.generic_visit(node)
        node.iter = helped(node.iter)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        self.generic_visit(node)
        if not node.is_async:
            node.iter = helped(node.iter)
        return node


class HandlersAsked(ast.NodeTransformer):
    """Has the helper choose which classes an `except` stands for."""

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        self.generic_visit(node)
        if node.type is not None:
            node.type = helped(node.type)
        return node
