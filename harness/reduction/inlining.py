"""Ways to do without the names of a program, as changes of its syntax tree like those of `edits`.

A value goes where its name is read, a function's body where it is called; names that stay get
one letter.
"""

import ast
import string
from collections.abc import Iterator, Mapping, Sequence
from copy import copy, deepcopy

from harness.reduction.edits import Edit, expressions, fields, identifiers, lists, replaced, spliced


def inlined(tree: ast.Module) -> Iterator[Edit]:
    """Put a value in the place of the name it is assigned to, and a function where it is called."""
    every = list(lists(tree))
    for node, field, items in every:
        for item in items:
            match item:
                case ast.Assign(targets=[ast.Name() | ast.Attribute() as target], value=value):
                    rest = [it for it in items if it is not item]
                    yield [(node, field, rest), *_instead(tree, target, value)]
                case ast.FunctionDef(
                    name=name, args=arguments, body=[ast.Return(ast.expr() as value)]
                ):
                    rest = [it for it in items if it is not item]
                    function = ast.Lambda(arguments, value)
                    yield [(node, field, rest), *_instead(tree, ast.Name(name), function)]
                case ast.FunctionDef():
                    for host, where, others in every:
                        for call in others:
                            if inner := _called(item, call):
                                changes = {id(item): [], id(call): inner}
                                edit: Edit = [(host, where, spliced(others, changes))]
                                if others is not items:
                                    edit.append((node, field, spliced(items, changes)))
                                yield edit


def unrolled(tree: ast.Module) -> Iterator[Edit]:
    """Bind the only item of a loop once, and names that are bound together one by one."""
    for node, field, items in lists(tree):
        for item in items:
            match item:
                case ast.For(target=target, iter=ast.Tuple(elts=[value]) | ast.List(elts=[value])):
                    instead = [ast.Assign([target], value, lineno=0), *item.body]
                case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                    pairs = zip(targets, values, strict=False)
                    instead = [ast.Assign([to], value, lineno=0) for to, value in pairs]
                case _:
                    continue
            yield [(node, field, spliced(items, {id(item): instead}))]


def _instead(tree: ast.Module, target: ast.expr, value: ast.expr) -> Edit:
    """Put a value wherever a name or an attribute of one is read."""
    edit: Edit = []
    for parent, field, held in fields(tree):
        items = held if isinstance(held, list) else [held]
        new = [value if _reads(it, target) else it for it in items]
        if new != items:
            edit.append((parent, field, new if isinstance(held, list) else new[0]))
    return edit


def _reads(node: object, target: ast.expr) -> bool:
    match node, target:
        case ast.Name(id=name, ctx=ast.Load()), ast.Name(id=other):
            return name == other
        case ast.Attribute(attr=name, ctx=ast.Load()), ast.Attribute(attr=other):
            return name == other and ast.unparse(node) == ast.unparse(target)
        case _:
            return False


def _called(function: ast.FunctionDef, statement: object) -> list[ast.stmt]:
    """Give what a function does in a statement that calls it; nothing where it is none."""
    match statement:
        case ast.Expr(value=call) | ast.Assign(value=call) | ast.Return(value=call):
            pass
        case _:
            return []
    match call:
        case ast.Call(func=ast.Name(id=name), args=given) if name == function.name:
            bound = [
                ast.Assign([ast.Name(it, ast.Store())], value, lineno=0)
                for it, value in _parameters(function.args, given).items()
            ]
            *body, last = function.body
            if isinstance(last, ast.Return) and last.value is not None:
                returning = copy(statement)
                returning.value = last.value
                last = returning
            return [*bound, *body, last]
        case _:
            return []


def _parameters(arguments: ast.arguments, given: Sequence[ast.expr]) -> dict[str, ast.expr]:
    """Say what each parameter is in a call without keywords, as far as that can be seen."""
    names = [it.arg for it in arguments.args]
    values = dict(zip(names, given, strict=False))
    if arguments.vararg is not None:
        values[arguments.vararg.arg] = ast.Tuple(list(given[len(names) :]), ast.Load())
    return values


def applied(tree: ast.Module) -> Iterator[Edit]:
    """Put what a lambda gives in the place of its call, and items in the place of `*` of them."""
    for parent, field, held, item in expressions(tree):
        match item:
            case ast.Call(func=ast.Lambda(args=arguments, body=body), args=given):
                put = _Put(_parameters(arguments, given))
                yield [(parent, field, replaced(held, item, put.visit(deepcopy(body))))]
            case ast.Starred(ast.Tuple(elts=inner) | ast.List(elts=inner)):
                yield [(parent, field, spliced(held, {id(item): inner}))]


class _Put(ast.NodeTransformer):
    """Puts expressions in the place of names."""

    def __init__(self, values: Mapping[str, ast.expr]) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._values.get(node.id, node)


def renamed(tree: ast.Module) -> Iterator[Edit]:
    """Give the program's own names one letter each, in their order: all at once, then singly."""
    own: dict[str, bool] = {}  # whether it is a class
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                own.setdefault(name, False)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                own.setdefault(name, isinstance(node, ast.ClassDef))
    own = {name: upper for name, upper in own.items() if not name.startswith("__")}
    others = {name for *_, name in identifiers(tree)} - own.keys()
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
    for node, field, name in identifiers(tree):
        if name in names:
            value = getattr(node, field)
            new = [names.get(it, it) for it in value] if isinstance(value, list) else names[name]
            edit[id(node), field] = (node, field, new)
    return list(edit.values())
