"""Ways to make a program smaller, as changes of its syntax tree.

Each kind gives its changes in the order of the tree, the same for the same tree.  Nothing says that
what comes of a change is a program, or does what it did: whoever makes the change finds out.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

# Fields that may be empty where they hold a node or a name.
_OPTIONAL: Final = {
    ast.AnnAssign: ("value",),
    ast.AsyncFunctionDef: ("returns",),
    ast.ExceptHandler: ("type", "name"),
    ast.FormattedValue: ("format_spec",),
    ast.FunctionDef: ("returns",),
    ast.Raise: ("exc", "cause"),
    ast.Return: ("value",),
    ast.Slice: ("lower", "upper", "step"),
    ast.Yield: ("value",),
    ast.alias: ("asname",),
    ast.arg: ("annotation",),
    ast.arguments: ("vararg", "kwarg"),
    ast.match_case: ("guard",),
    ast.withitem: ("optional_vars",),
}
# Lists whose items belong together.
_PAIRED: Final = {
    ast.Compare: ("ops", "comparators"),
    ast.Dict: ("keys", "values"),
    ast.arguments: ("args", "defaults"),
}
_NAMING: Final = ("id", "arg", "name", "attr", "asname")  # fields with one identifier
# The last one is a size of which no 32-bit board can count the bytes.
_SIMPLEST: Final = ("0", "1", "''", "[]", "1 << 30")

# Put these values into these fields of these nodes, all at once.
Edit = list[tuple[ast.AST, str, Any]]


def fewer_statements(tree: ast.Module) -> Iterator[Edit]:
    """Leave out statements, many at once, the last ones first: they need the ones before."""
    for node, field, items in lists(tree):
        if isinstance(items[0], ast.stmt):
            for rest in _without_chunks(items):
                needs_one = not rest and field == "body" and node is not tree
                yield [(node, field, [ast.Pass()] if needs_one else rest)]


def flatter(tree: ast.Module) -> Iterator[Edit]:
    """Put in the place of a statement its own statements, or one of its expressions."""
    for node, field, items in lists(tree):
        for at, item in enumerate(items):
            if isinstance(item, ast.stmt):
                for inner in _within(item):
                    yield [(node, field, [*items[:at], *inner, *items[at + 1 :]])]


def _within(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.ExceptHandler | ast.match_case):
            yield child.body
    for field in ("body", "orelse", "finalbody"):
        if inner := getattr(statement, field, None):
            yield inner
    if not isinstance(statement, ast.Expr):
        for expression in _expressions_of(statement):
            yield [ast.Expr(expression)]


def shorter(tree: ast.Module) -> Iterator[Edit]:
    """Leave out items of every other list, and what is optional."""
    for node, field, items in lists(tree):
        if isinstance(items[0], ast.stmt):
            continue
        pair = _PAIRED.get(type(node), ("", ""))
        if field not in pair:
            yield from ([(node, field, rest)] for rest in _without_chunks(items))
        elif field == pair[0]:
            yield from _without_pairs(node, *pair)
    for node, field, value in fields(tree):
        if value is not None and field in _OPTIONAL.get(type(node), ()):
            yield [(node, field, None)]


def _without_pairs(node: ast.AST, field: str, other: str) -> Iterator[Edit]:
    """Leave out one item and its fellow; fellows are counted from the end, as defaults are."""
    items, fellows = getattr(node, field), getattr(node, other)
    for at in reversed(range(len(items))):
        fellow = at - len(items) + len(fellows)
        rest = fellows if fellow < 0 else [*fellows[:fellow], *fellows[fellow + 1 :]]
        yield [(node, field, [*items[:at], *items[at + 1 :]]), (node, other, rest)]
    if isinstance(node, ast.arguments):
        for rest in _without_chunks(fellows):
            yield [(node, other, rest)]


def _without_chunks(items: Sequence[Any]) -> Iterator[list[Any]]:
    """Leave out all, then each half, each quarter and so on down to single items."""
    size = len(items)
    while size:
        for end in range(len(items), 0, -size):
            yield [*items[: max(0, end - size)], *items[end:]]
        size //= 2


def simpler(tree: ast.Module) -> Iterator[Edit]:
    """Put a constant or one of its own parts in the place of an expression."""
    for parent, field, value, item in expressions(tree):
        for simple in _simpler_than(item):
            yield [(parent, field, replaced(value, item, simple))]


def _simpler_than(item: ast.expr) -> Iterator[ast.expr]:
    if isinstance(item, ast.Constant):
        yield from map(ast.Constant, _smaller(item.value))
        return
    for text in _SIMPLEST:
        yield ast.parse(text, mode="eval").body
    for child in _expressions_of(item):
        yield child
        yield from _expressions_of(child)


def _expressions_of(node: ast.AST) -> Iterator[ast.expr]:
    """Give the expressions right below a node, also those in arguments and comprehensions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield child
        elif not isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
            yield from _expressions_of(child)


def _smaller(value: object) -> Iterator[str | bytes | int]:
    match value:
        case bool():
            return
        case int():
            digits = str(value)
            yield from (0, 1, int(digits[: len(digits) // 2] or 0), int(digits[:-1] or 0))
        case float() | complex():
            yield from (0, 1)
        case str():
            yield from map("".join, _without_chunks(value))
        case bytes():
            yield from map(bytes, _without_chunks(value))


# The tree.


def fields(tree: ast.Module) -> Iterator[tuple[ast.AST, str, Any]]:
    """Give every field of every node: the node, the field and its value."""
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            yield node, field, value


def lists(tree: ast.Module) -> Iterator[tuple[ast.AST, str, list[Any]]]:
    """Give the fields that are lists with something in them."""
    return (it for it in fields(tree) if isinstance(it[2], list) and it[2])


def expressions(tree: ast.Module) -> Iterator[tuple[ast.AST, str, Any, ast.expr]]:
    """Give every expression after the field that it is, or is an item of."""
    for node, field, value in fields(tree):
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, ast.expr):
                yield node, field, value, item


def identifiers(tree: ast.Module) -> Iterator[tuple[ast.AST, str, str]]:
    """Give every name that the program may have chosen itself."""
    for node, field, value in fields(tree):
        if field in _NAMING and isinstance(value, str):
            yield node, field, value
        elif isinstance(node, ast.Global | ast.Nonlocal):
            yield from ((node, field, name) for name in value)


def replaced(value: object, item: ast.AST, new: ast.AST) -> object:
    """Give a field's value with another item in the place of one."""
    if isinstance(value, list):
        return [new if it is item else it for it in value]
    return new


def spliced(items: list[Any], changes: Mapping[int, list[Any]]) -> list[Any]:
    """Give a list with several items, or none, in the place of those whose `id` is a key."""
    return [new for it in items for new in changes.get(id(it), [it])]
