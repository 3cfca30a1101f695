"""Functions of a test class as text: whether a body can stand alone, and what to change in it."""

import ast
from collections.abc import Sequence

from harness.derivation.corpus import Definition
from harness.derivation.scopes import Occurrence
from harness.derivation.sources import Rejected


def is_straight(node: Definition) -> bool:
    """Tell whether a body can stand at the top level: nothing in it leaves a function."""
    if isinstance(node, ast.AsyncFunctionDef):
        return False
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        it = waiting.pop()
        if isinstance(it, ast.Return | ast.Yield | ast.YieldFrom):
            return False
        if not isinstance(it, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(it)
    return True


def parameters(node: Definition) -> list[str]:
    """Name the parameters of a function."""
    arguments = node.args
    each = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    each += filter(None, (arguments.vararg, arguments.kwarg))
    return [it.arg for it in each]


def drop_first(arguments: ast.arguments, place: str) -> None:
    """Take the first parameter out of a method; `Rejected` where there is none."""
    for each in (arguments.posonlyargs, arguments.args):
        if each:
            del each[0]
            total = len(arguments.posonlyargs) + len(arguments.args)
            arguments.defaults = arguments.defaults[-total:] if total else []
            return
    raise Rejected("a method without self", place)


def put_back(node: ast.FunctionDef | ast.AsyncFunctionDef, shells: Sequence[ast.stmt]) -> None:
    """Put rewritten defaults, and decorators after them, where they belong."""
    arguments = node.args
    values = iter(it.value for it in shells if isinstance(it, ast.Expr))
    arguments.defaults = [next(values) for _ in arguments.defaults]
    arguments.kw_defaults = [None if it is None else next(values) for it in arguments.kw_defaults]
    node.decorator_list = list(values)


class Globals(ast.NodeTransformer):
    """Makes global what nested functions call nonlocal and the top level now binds.

    A `global` of the top level itself says nothing, and some boards refuse it.
    """

    def __init__(self, nonlocals: Sequence[Occurrence]) -> None:
        self._ours = {(id(it.node), it.name) for it in nonlocals}
        self._depth = 0

    def _function(self, node: ast.AST) -> ast.AST:
        self._depth += 1
        self.generic_visit(node)
        self._depth -= 1
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = _function  # noqa: N815

    def visit_Global(self, node: ast.Global) -> ast.AST | None:
        return node if self._depth else None

    def visit_Nonlocal(self, node: ast.Nonlocal) -> list[ast.stmt]:
        ours = [name for name in node.names if (id(node), name) in self._ours]
        rest = [name for name in node.names if name not in ours]
        parts = [ast.Global(ours)] if ours else []
        return [*parts, *([ast.Nonlocal(rest)] if rest else [])]
