"""The finer forms of statements, and of the parameters of functions."""

import ast
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any, Final

from harness.usage.expressions import OPERATORS, target_forms


def _decorators(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Iterator[str]:
    """Tell those apart that are more than a dotted name, called or not."""
    for it in node.decorator_list:
        called = it.func if isinstance(it, ast.Call) else it
        while isinstance(called, ast.Attribute):
            called = called.value
        yield "decorator" if isinstance(called, ast.Name) else "decorator of any form"


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    yield "def"
    if ast.get_docstring(node, clean=False) is not None:
        yield "docstring"
    yield from _decorators(node)
    if node.returns is not None:
        yield "annotated function"
    inner = list(chain.from_iterable(ast.walk(it) for it in node.body))
    if any(isinstance(it, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) for it in inner):
        yield "nested function"
    if isinstance(node, ast.AsyncFunctionDef) and any(isinstance(it, ast.Yield) for it in inner):
        yield "async generator"


def _arguments(node: ast.arguments) -> Iterator[str]:
    if node.defaults or any(node.kw_defaults):
        yield "default value"
    if node.vararg:
        yield "*args"
    if node.kwarg:
        yield "**kwargs"
    if node.kwonlyargs:
        yield "keyword-only parameter"
    if node.posonlyargs:
        yield "positional-only parameter"
    if any(it.annotation for it in (*node.posonlyargs, *node.args, *node.kwonlyargs)):
        yield "annotated function"


def _class(node: ast.ClassDef) -> Iterator[str]:
    if node.bases:
        yield "inheritance"
    if len(node.bases) > 1:
        yield "several bases"
    yield from _decorators(node)
    for keyword in node.keywords:
        yield "metaclass" if keyword.arg == "metaclass" else "class keyword"
    if ast.get_docstring(node, clean=False) is not None:
        yield "docstring"
    for it in node.body:
        yield from _member(it)


def _member(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if _is_special(name):
            yield f"{name} method"
        case ast.Assign(targets=[ast.Name(id="__slots__" | "__match_args__" as name)]):
            yield name
        case ast.Assign(targets=[ast.Name(id=name)]) if _is_special(name):
            yield f"{name} method"
        case ast.Assign() | ast.AnnAssign():
            yield "class attribute"
        case _:
            pass


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def _try(node: ast.Try) -> Iterator[str]:
    if node.finalbody:
        yield "finally"
        exits = (ast.Return, ast.Break, ast.Continue)
        if any(isinstance(it, exits) for body in node.finalbody for it in ast.walk(body)):
            yield "leaving finally"
    if node.orelse:
        yield "try else"
    for handler in node.handlers:
        if handler.type is None:
            yield "bare except"
        elif isinstance(handler.type, ast.Tuple):
            yield "except with tuple"
        if handler.name:
            yield "except as"


def _loop(node: ast.For | ast.While) -> Iterator[str]:
    if node.orelse:
        yield "for else" if isinstance(node, ast.For) else "while else"


def _with(node: ast.With) -> Iterator[str]:
    if len(node.items) > 1:
        yield "with several managers"


def _raise(node: ast.Raise) -> Iterator[str]:
    yield "raise again" if node.exc is None else "raise"
    if node.cause is not None:
        yield "raise from"


def _return(node: ast.Return) -> Iterator[str]:
    yield "return" if node.value else "bare return"


def _assign(node: ast.Assign) -> Iterator[str]:
    yield "assignment"
    if len(node.targets) > 1:
        yield "chained assignment"
    for it in node.targets:
        yield from target_forms(it)


def _annotated(node: ast.AnnAssign) -> Iterator[str]:
    yield "annotated assignment" if node.value else "annotation without value"


def _augmented(node: ast.AugAssign) -> Iterator[str]:
    yield f"{OPERATORS[type(node.op)]}="


def _delete(_: ast.Delete) -> Iterator[str]:
    yield "del"


def _import(node: ast.Import) -> Iterator[str]:
    yield "import"
    if any(it.asname for it in node.names):
        yield "import as"
    if any("." in it.name for it in node.names):
        yield "import of a submodule"


def _import_from(node: ast.ImportFrom) -> Iterator[str]:
    yield "from import"
    if node.level:
        yield "relative import"
    if node.names[0].name == "*":
        yield "star import"


STATEMENTS: Final[Mapping[type[ast.AST], Callable[[Any], Iterator[str]]]] = {
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.arguments: _arguments,
    ast.ClassDef: _class,
    ast.Try: _try,
    ast.For: _loop,
    ast.While: _loop,
    ast.With: _with,
    ast.Raise: _raise,
    ast.Return: _return,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.Delete: _delete,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
}
