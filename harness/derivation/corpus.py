"""The test methods of a module, found as unittest finds them, so that inheritance counts."""

import ast
import doctest
import importlib
import inspect
import unittest
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from harness.derivation.sources import Rejected, Source, Sources

Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Method:
    """A function of a test class: its text, the class that defines it, and where that stands."""

    test: type
    owner: type
    node: Definition
    source: Source
    is_wrapped: bool  # by a decorator that gave something else than what it got
    closed: Mapping[str, object]  # what the functions around it have bound

    @property
    def place(self) -> str:
        return self.source.at(self.node)


def test_classes(module: str) -> list[tuple[str, type, list[str]]]:
    """Give the test classes of a module of `Lib/test`: a name that is unique, class, methods."""
    found: dict[type, list[str]] = {}
    for case in loaded(module):
        if type(case).__module__.startswith("test.") and hasattr(case, "_testMethodName"):
            found.setdefault(type(case), []).append(case._testMethodName)  # noqa: SLF001
    names: dict[str, type] = {}
    for kind in found:
        name, number = kind.__qualname__.replace(".<locals>", ""), 2
        if not kind.__module__.endswith(module):
            inside = kind.__module__.removeprefix("test.").removeprefix(f"{module}.")
            name = f"{inside}.{name}"
        unique = name
        while unique in names:
            unique, number = f"{name}_{number}", number + 1
        names[unique] = kind
    return [(name, kind, list(dict.fromkeys(found[kind]))) for name, kind in names.items()]


def doctests(module: str) -> list[tuple[str, doctest.DocTest]]:
    """Give the docstrings with examples that a module has unittest run, by a name of their own."""
    found: dict[str, doctest.DocTest] = {}
    for case in loaded(module):
        it = getattr(case, "_dt_test", None)
        if isinstance(it, doctest.DocTest) and it.examples:
            name = it.name.removeprefix(f"test.{module}").strip(".").removeprefix("__test__.")
            found.setdefault(f"doctest.{name or 'module'}", it)
    return sorted(found.items())


def loaded(module: str) -> Iterator[unittest.TestCase]:
    """Give all tests of a module of `Lib/test`, as unittest's loader finds them."""
    imported = importlib.import_module(f"test.{module}")
    waiting = [unittest.TestLoader().loadTestsFromModule(imported)]
    while waiting:
        it = waiting.pop(0)
        if isinstance(it, unittest.TestSuite):
            waiting[:0] = list(it)  # type: ignore[arg-type]
        else:
            yield it


def skipped(test: type, name: str) -> str | None:
    """Say why CPython itself skips a method here, if it does."""
    method = getattr(test, name)
    for it in (test, method):
        if getattr(it, "__unittest_skip__", False):
            return str(getattr(it, "__unittest_skip_why__", "")) or "no reason given"
    return None


def is_framework(kind: type) -> bool:
    """Tell whether a class of a method resolution order belongs to unittest or is `object`."""
    return kind is object or kind.__module__.partition(".")[0] == "unittest"


def find(sources: Sources, test: type, name: str, after: type | None = None) -> Method | None:
    """Find the function that `test.name` is, or the next one after a class of its order.

    None where unittest itself or `object` has it, or nobody has.  Raises `Rejected` where it is
    there and has no text of its own.
    """
    order = list(test.__mro__)
    start = 0 if after is None else order.index(after) + 1
    for owner in order[start:]:
        if name in vars(owner):
            return None if is_framework(owner) else _method(sources, test, owner, name)
    return None


def _method(sources: Sources, test: type, owner: type, name: str) -> Method:
    raw: Any = vars(owner)[name]
    given: Any = raw.__func__ if isinstance(raw, staticmethod | classmethod) else raw
    given = raw.fget if isinstance(raw, property) else given
    function = inspect.unwrap(given)
    code = getattr(function, "__code__", None)
    source = sources.of(function.__module__) if code is not None else None
    if code is None or source is None:
        raise Rejected("a method without text", f"{owner.__qualname__}.{name}")
    node = source.functions.get((code.co_name, code.co_firstlineno))
    closed = _closed(function)
    home = sources.of(owner.__module__) or source
    if (node is None or closed) and (written := _written(home, owner, name)) is not None:
        return Method(test, owner, written, home, is_wrapped=True, closed={})
    if node is None:
        raise Rejected("a method without text", f"{owner.__qualname__}.{name}")
    return Method(test, owner, node, source, is_wrapped=function is not given, closed=closed)


def _closed(function: FunctionType) -> dict[str, object]:
    found = {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        if name != "__class__":
            with suppress(ValueError):  # it was never bound
                found[name] = cell.cell_contents
    return found


def _written(source: Source, owner: type, name: str) -> Definition | None:
    """Find a decorated definition in the text of its class, whatever became of it."""
    node = source.classes.get(owner.__qualname__)
    for it in node.body if node is not None else ():
        if isinstance(it, ast.FunctionDef | ast.AsyncFunctionDef) and it.name == name:
            return it if it.decorator_list else None
    return None
