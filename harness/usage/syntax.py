"""The forms of syntax that a tree shows, finer than its nodes: `for else`, `slice with step`."""

import ast
from collections.abc import Iterator, Mapping
from typing import Final

from harness.usage.expressions import EXPRESSIONS
from harness.usage.statements import STATEMENTS

_NODES: Final[Mapping[type[ast.AST], str]] = {
    ast.For: "for",
    ast.AsyncFor: "async for",
    ast.While: "while",
    ast.If: "if",
    ast.With: "with",
    ast.AsyncWith: "async with",
    ast.Try: "try",
    ast.TryStar: "except*",
    ast.Assert: "assert",
    ast.Global: "global",
    ast.Nonlocal: "nonlocal",
    ast.Break: "break",
    ast.Continue: "continue",
    ast.Pass: "pass",
    ast.Match: "match",
    ast.MatchClass: "match class",
    ast.MatchSequence: "match sequence",
    ast.MatchMapping: "match mapping",
    ast.AsyncFunctionDef: "async def",
    ast.Await: "await",
    ast.Yield: "yield",
    ast.YieldFrom: "yield from",
    ast.ClassDef: "class",
    ast.IfExp: "conditional expression",
    ast.Lambda: "lambda",
    ast.ListComp: "list comprehension",
    ast.SetComp: "set comprehension",
    ast.DictComp: "dict comprehension",
    ast.GeneratorExp: "generator expression",
    ast.NamedExpr: "walrus",
    ast.JoinedStr: "f-string",
    ast.List: "list display",
    ast.Tuple: "tuple display",
    ast.Dict: "dict display",
    ast.Set: "set display",
    ast.Call: "call",
}
_FINER: Final = {**STATEMENTS, **EXPRESSIONS}


def forms(tree: ast.AST) -> Iterator[str]:
    """Give each form of syntax each time it occurs; annotations are not looked into."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if name := _NODES.get(type(node)):
            yield name
        if finer := _FINER.get(type(node)):
            yield from finer(node)
        pending += (it for it in _children(node) if it is not None)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns"):
            for it in value if isinstance(value, list) else [value]:
                if isinstance(it, ast.AST):
                    yield it
