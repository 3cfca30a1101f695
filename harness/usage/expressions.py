"""The finer forms of expressions, literals and patterns."""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

OPERATORS: Final[Mapping[type[ast.AST], str]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.UAdd: "unary +",
    ast.USub: "unary -",
    ast.Invert: "~",
    ast.Not: "not",
    ast.And: "and",
    ast.Or: "or",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}
_BIG: Final = 1 << 62  # what a small integer of a 64-bit board does not hold


def _binary(node: ast.BinOp) -> Iterator[str]:
    if isinstance(node.op, ast.Mod) and _is_text(node.left):
        yield "% formatting"
    else:
        yield OPERATORS[type(node.op)]


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)


def _operator(node: ast.UnaryOp | ast.BoolOp) -> Iterator[str]:
    yield OPERATORS[type(node.op)]


def _compare(node: ast.Compare) -> Iterator[str]:
    yield from (OPERATORS[type(it)] for it in node.ops)
    if len(node.ops) > 1:
        yield "chained comparison"


def _comprehension(node: ast.comprehension) -> Iterator[str]:
    if node.ifs:
        yield "comprehension with if"
    if node.is_async:
        yield "async comprehension"
    yield from target_forms(node.target)


def _call(node: ast.Call) -> Iterator[str]:
    if any(isinstance(it, ast.Starred) for it in node.args):
        yield "call with *"
    for it in node.keywords:
        yield "keyword argument" if it.arg else "call with **"


def _attribute(node: ast.Attribute) -> Iterator[str]:
    is_number = isinstance(node.value, ast.Constant) and isinstance(node.value.value, int | float)
    yield "attribute of a number literal" if is_number else f"attribute{_stored(node)}"
    if node.attr.startswith("__") and not node.attr.endswith("__"):
        yield "private name"


def _stored(node: ast.Attribute | ast.Subscript) -> str:
    match node.ctx:
        case ast.Load():
            return ""
        case ast.Del():
            return " deletion"
        case _:
            return " assignment"


def _subscript(node: ast.Subscript) -> Iterator[str]:
    stored = _stored(node)
    match node.slice:
        case ast.Slice(step=None):
            yield f"slice{stored}" if stored else "slicing"
        case ast.Slice():
            yield f"slice with step{stored}"
        case ast.Tuple(elts=elements):
            yield "subscript by a tuple"
            if any(isinstance(it, ast.Starred) for it in elements):
                yield "star in a subscript"
        case _:
            yield f"subscript{stored}"


def _display(node: ast.List | ast.Tuple | ast.Set) -> Iterator[str]:
    is_target = isinstance(getattr(node, "ctx", None), ast.Store)
    if not is_target and any(isinstance(it, ast.Starred) for it in node.elts):
        yield "star in a display"


def _dict(node: ast.Dict) -> Iterator[str]:
    if None in node.keys:
        yield "** in a display"


def _field(node: ast.FormattedValue) -> Iterator[str]:
    if node.conversion != -1:
        yield f"f-string !{chr(node.conversion)}"
    if isinstance(node.format_spec, ast.JoinedStr):
        yield "f-string format"
        if any(isinstance(it, ast.FormattedValue) for it in node.format_spec.values):
            yield "f-string nested format"


def _case(node: ast.match_case) -> Iterator[str]:
    if node.guard:
        yield "match guard"


def _constant(node: ast.Constant) -> Iterator[str]:
    match node.value:
        case bool() | None:
            yield repr(node.value)
        case int(value):
            yield "big int" if value >= _BIG else "int literal"
        case float():
            yield "float literal"
        case complex():
            yield "complex literal"
        case bytes():
            yield "bytes literal"
        case str(text):
            yield "string literal" if text.isascii() else "string beyond ASCII"
        case _:
            yield "..."


def target_forms(node: ast.expr) -> Iterator[str]:
    """Give the forms of what is assigned to."""
    if isinstance(node, ast.Tuple | ast.List):
        yield "unpacking"
        if any(isinstance(it, ast.Starred) for it in node.elts):
            yield "starred target"
        if any(isinstance(it, ast.Tuple | ast.List) for it in node.elts):
            yield "nested unpacking"


EXPRESSIONS: Final[Mapping[type[ast.AST], Callable[[Any], Iterator[str]]]] = {
    ast.BinOp: _binary,
    ast.UnaryOp: _operator,
    ast.BoolOp: _operator,
    ast.Compare: _compare,
    ast.comprehension: _comprehension,
    ast.Call: _call,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.List: _display,
    ast.Tuple: _display,
    ast.Set: _display,
    ast.Dict: _dict,
    ast.FormattedValue: _field,
    ast.match_case: _case,
    ast.Constant: _constant,
}
