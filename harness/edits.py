"""Ways to make a program smaller, as changes of its syntax tree.

Each kind gives its changes in the order of the tree, the same for the same tree.  Nothing says that
what comes of a change is a program, or does what it did: whoever makes the change finds out.
"""

import ast
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
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
_SIMPLEST: Final = ("0", "1", "''", "[]")

# Put these values into these fields of these nodes, all at once.
Edit = list[tuple[ast.AST, str, Any]]
Edits = Callable[[ast.Module], Iterator[Edit]]


def _fewer_statements(tree: ast.Module) -> Iterator[Edit]:
    """Leave out statements, many at once, the last ones first: they need the ones before."""
    for node, field, items in _lists(tree):
        if isinstance(items[0], ast.stmt):
            for rest in _without_chunks(items):
                needs_one = not rest and field == "body" and node is not tree
                yield [(node, field, [ast.Pass()] if needs_one else rest)]


def _flatter(tree: ast.Module) -> Iterator[Edit]:
    """Put in the place of a statement its own statements, or one of its expressions."""
    for node, field, items in _lists(tree):
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


def _shorter(tree: ast.Module) -> Iterator[Edit]:
    """Leave out items of every other list, and what is optional."""
    for node, field, items in _lists(tree):
        if isinstance(items[0], ast.stmt):
            continue
        pair = _PAIRED.get(type(node), ("", ""))
        if field not in pair:
            yield from ([(node, field, rest)] for rest in _without_chunks(items))
        elif field == pair[0]:
            yield from _without_pairs(node, *pair)
    for node, field, value in _fields(tree):
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


def _simpler(tree: ast.Module) -> Iterator[Edit]:
    """Put a constant or one of its own parts in the place of an expression."""
    for parent, field, value in _fields(tree):
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, ast.expr):
                for simple in _simpler_than(item):
                    yield [(parent, field, _replaced(value, item, simple))]


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


def _inlined(tree: ast.Module) -> Iterator[Edit]:
    """Put a value in the place of the name it is assigned to, and a function where it is called."""
    lists = list(_lists(tree))
    for node, field, items in lists:
        for item in items:
            match item:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    rest = [it for it in items if it is not item]
                    yield [(node, field, rest), *_instead(tree, name, value)]
                case ast.FunctionDef():
                    for host, where, others in lists:
                        for call in others:
                            if inner := _called(item, call):
                                changes = {id(item): [], id(call): inner}
                                edit: Edit = [(host, where, _spliced(others, changes))]
                                if others is not items:
                                    edit.append((node, field, _spliced(items, changes)))
                                yield edit


def _instead(tree: ast.Module, name: str, value: ast.expr) -> Edit:
    """Put a value wherever a name is read."""
    edit: Edit = []
    for parent, field, held in _fields(tree):
        new = held
        for item in held if isinstance(held, list) else [held]:
            match item:
                case ast.Name(id=found, ctx=ast.Load()) if found == name:
                    new = _replaced(new, item, value)
        if new is not held:
            edit.append((parent, field, new))
    return edit


def _called(function: ast.FunctionDef, statement: object) -> list[ast.stmt]:
    """Give what a function does in a statement that calls it; nothing where it is none."""
    parameters = [it.arg for it in function.args.args]
    match statement:
        case ast.Expr(ast.Call(func=ast.Name(id=name), args=given)) if (
            name == function.name and len(given) == len(parameters)
        ):
            pairs = zip(parameters, given, strict=True)
            bound = [
                ast.Assign([ast.Name(it, ast.Store())], value, lineno=0) for it, value in pairs
            ]
            *body, last = function.body
            if isinstance(last, ast.Return) and last.value is not None:
                last = ast.Expr(last.value)
            return [*bound, *body, last]
        case _:
            return []


def _renamed(tree: ast.Module) -> Iterator[Edit]:
    """Give the program's own names one letter each, in their order: all at once, then singly."""
    own: dict[str, bool] = {}  # whether it is a class
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                own.setdefault(name, False)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                own.setdefault(name, isinstance(node, ast.ClassDef))
    own = {name: upper for name, upper in own.items() if not name.startswith("__")}
    others = {name for *_, name in _identifiers(tree)} - own.keys()
    letters = {
        upper: [it for it in alphabet if it not in others]
        for upper, alphabet in ((True, string.ascii_uppercase), (False, string.ascii_lowercase))
    }
    taken = {upper: iter(free) for upper, free in letters.items()}
    yield _naming(tree, {name: next(taken[upper], name) for name, upper in own.items()})
    for name, upper in own.items():
        for letter in (it for it in letters[upper] if it not in own):
            yield _naming(tree, {name: letter})
            break


def _naming(tree: ast.Module, names: Mapping[str, str]) -> Edit:
    edit: dict[tuple[int, str], tuple[ast.AST, str, object]] = {}
    for node, field, name in _identifiers(tree):
        if name in names:
            value = getattr(node, field)
            new = [names.get(it, it) for it in value] if isinstance(value, list) else names[name]
            edit[id(node), field] = (node, field, new)
    return list(edit.values())


# The tree.


def _fields(tree: ast.Module) -> Iterator[tuple[ast.AST, str, Any]]:
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            yield node, field, value


def _lists(tree: ast.Module) -> Iterator[tuple[ast.AST, str, list[Any]]]:
    return (it for it in _fields(tree) if isinstance(it[2], list) and it[2])


def _identifiers(tree: ast.Module) -> Iterator[tuple[ast.AST, str, str]]:
    for node, field, value in _fields(tree):
        if field in _NAMING and isinstance(value, str):
            yield node, field, value
        elif isinstance(node, ast.Global | ast.Nonlocal):
            yield from ((node, field, name) for name in value)


def _replaced(value: object, item: ast.AST, new: ast.AST) -> object:
    if isinstance(value, list):
        return [new if it is item else it for it in value]
    return new


def _spliced(items: list[Any], changes: Mapping[int, list[Any]]) -> list[Any]:
    return [new for it in items for new in changes.get(id(it), [it])]


# The order in which they are worth trying: what takes away most comes first.
KINDS: Final[Sequence[Edits]] = (
    _fewer_statements,
    _flatter,
    _inlined,
    _shorter,
    _simpler,
    _renamed,
)
