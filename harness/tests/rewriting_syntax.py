"""Rewritings of programs into what a Python that is broken in its grammar would make of them."""

import ast
import copy
import struct
from collections.abc import Iterator
from typing import TypeVar

from harness.tests.rewriting_calls import HELPER, loaded

Statements = ast.stmt | list[ast.stmt]
N = TypeVar("N", bound=ast.AST)


def _stored(name: str) -> ast.Name:
    return ast.Name(name, ast.Store())


def _is(kind: type[ast.cmpop], left: ast.expr, right: ast.expr) -> ast.Compare:
    return ast.Compare(left, [kind()], [right])


class Constants(ast.NodeTransformer):
    """Stores floats in single precision, or text in ASCII."""

    def __init__(self, kind: type[float | str]) -> None:
        self._kind = kind

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        value = node.value
        if isinstance(value, self._kind) and isinstance(value, float) and abs(value) < 1e38:
            node.value = struct.unpack("f", struct.pack("f", value))[0]
        elif isinstance(value, self._kind) and isinstance(value, str):
            node.value = value.encode("ascii", "replace").decode()
        return node


class FinallySkippedOnReturn(ast.NodeTransformer):
    def visit_Try(self, node: ast.Try) -> Statements:
        self.generic_visit(node)
        if not node.finalbody or not any(map(_returns, node.body)):
            return node
        marked = _MarkReturns()
        node.body = [part for one in node.body for part in _several(marked.visit(one))]
        node.finalbody = [ast.If(loaded(marked.name), node.finalbody, [])]
        return [ast.Assign([_stored(marked.name)], ast.Constant(value=True)), node]


class _MarkReturns(ast.NodeTransformer):
    name = "__mutant_stays__"

    def visit_Return(self, node: ast.Return) -> Statements:
        return [ast.Assign([_stored(self.name)], ast.Constant(value=False)), node]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.stmt:
        return node


def _returns(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Return) for part in ast.walk(node))


def _several(statements: Statements) -> list[ast.stmt]:
    return statements if isinstance(statements, list) else [statements]


class ElseAlwaysRuns(ast.NodeTransformer):
    def _loop(self, node: ast.For | ast.While) -> Statements:
        self.generic_visit(node)
        after, node.orelse = node.orelse, []
        return [node, *after]

    visit_For = visit_While = _loop  # noqa: N815


class ChainsEvaluateTwice(ast.NodeTransformer):
    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if len(node.ops) == 1:
            return node
        operands = [node.left, *node.comparators]
        pairs = zip(operands, node.ops, operands[1:], strict=False)
        return ast.BoolOp(
            ast.And(),
            [ast.Compare(copy.deepcopy(a), [op], [copy.deepcopy(b)]) for a, op, b in pairs],
        )


class ComprehensionsLeak(ast.NodeTransformer):
    def visit_Assign(self, node: ast.Assign) -> Statements:
        made = node.value
        if not isinstance(made, ast.ListComp) or len(made.generators) > 1:
            return node
        loop, items = made.generators[0], "__mutant_items__"
        add = ast.Call(ast.Attribute(loaded(items), "append", ast.Load()), [made.elt], [])
        body: list[ast.stmt] = [ast.Expr(add)]
        for condition in reversed(loop.ifs):
            body = [ast.If(condition, body, [])]
        start = ast.Assign([_stored(items)], ast.List([], ast.Load()))
        node.value = loaded(items)
        return [start, ast.For(loop.target, loop.iter, body, []), node]


class DefaultsPerCall(ast.NodeTransformer):
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.stmt:
        self.generic_visit(node)
        names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
        defaults = node.args.defaults
        for place, name in enumerate(names[len(names) - len(defaults) :]):
            if not isinstance(default := defaults[place], ast.Constant):
                defaults[place] = loaded(HELPER)
                missing = _is(ast.Is, loaded(name), loaded(HELPER))
                node.body.insert(0, ast.If(missing, [ast.Assign([_stored(name)], default)], []))
        return node


class ClosuresBindEarly(ast.NodeTransformer):
    """Gives a lambda in a loop the loop's variables as they are when it is made."""

    def __init__(self) -> None:
        self._bound: list[str] = []

    def visit_For(self, node: ast.For) -> ast.stmt:
        return self._within(node, [node.target])

    def visit_ListComp(self, node: ast.ListComp) -> ast.expr:
        return self._within(node, [each.target for each in node.generators])

    def _within(self, node: N, targets: list[ast.expr]) -> N:
        names = [part.id for one in targets for part in ast.walk(one) if isinstance(part, ast.Name)]
        self._bound += names
        self.generic_visit(node)
        del self._bound[len(self._bound) - len(names) :]
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        self.generic_visit(node)
        used = {part.id for part in ast.walk(node.body) if isinstance(part, ast.Name)}
        own = {part.arg for part in ast.walk(node.args) if isinstance(part, ast.arg)}
        for name in sorted(used.intersection(self._bound) - own):
            node.args.kwonlyargs.append(ast.arg(name))
            node.args.kw_defaults.append(loaded(name))
        return node


class AugmentedMakesNew(ast.NodeTransformer):
    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        self.generic_visit(node)
        if not isinstance(node.target, ast.Name):
            return node
        return ast.Assign([node.target], ast.BinOp(loaded(node.target.id), node.op, node.value))


class StarsTakeTuples(ast.NodeTransformer):
    def visit_Assign(self, node: ast.Assign) -> Statements:
        starred = [
            part.value
            for target in node.targets
            for part in ast.walk(target)
            if isinstance(part, ast.Starred) and isinstance(part.value, ast.Name)
        ]
        return [node, *(_as_tuple(name.id) for name in starred)]


def _as_tuple(name: str) -> ast.stmt:
    return ast.Assign([_stored(name)], ast.Call(loaded("tuple"), [loaded(name)], []))


class BooleanOperatorsGiveBools(ast.NodeTransformer):
    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        self.generic_visit(node)
        return ast.Call(loaded("bool"), [node], [])


class YieldFromGivesNone(ast.NodeTransformer):
    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        self.generic_visit(node)
        both = ast.Tuple([node, ast.Constant(None)], ast.Load())
        return ast.Subscript(both, ast.Constant(1), ast.Load())


class Forgets(ast.NodeTransformer):
    """Leaves out what a node may have: conversions, widths, causes, guards, a scope, an assert."""

    def __init__(self, what: str) -> None:
        self._what = what

    def visit(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        if type(node).__name__ == self._what:
            return ast.copy_location(ast.Pass(), node)
        kind, _, field = self._what.partition(".")
        if type(node).__name__ == kind and getattr(node, field, None) not in (None, -1):
            setattr(node, field, -1 if field == "conversion" else None)
        return node


class Reverses(ast.NodeTransformer):
    """Turns the order of a field's parts round: decorators, keywords."""

    def __init__(self, field: str) -> None:
        self._field = field

    def visit(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        if parts := getattr(node, self._field, None):
            setattr(node, self._field, parts[::-1])
        return node


class SlotsIgnored(ast.NodeTransformer):
    def visit_ClassDef(self, node: ast.ClassDef) -> ast.stmt:
        self.generic_visit(node)
        node.body = [one for one in node.body if "__slots__" not in _assigned(one)] or [ast.Pass()]
        return node


def _assigned(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.Assign):
        yield from (one.id for one in statement.targets if isinstance(one, ast.Name))


class ContinueBreaks(ast.NodeTransformer):
    def visit_Continue(self, node: ast.Continue) -> ast.stmt:
        return ast.copy_location(ast.Break(), node)
