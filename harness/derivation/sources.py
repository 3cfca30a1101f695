"""CPython's test modules as trees: which statement binds a name, and which changes it."""

import ast
import hashlib
import importlib
import os
import sys
from functools import cached_property
from types import ModuleType
from typing import TypeVar

import test  # type: ignore[import-not-found]

_Node = TypeVar("_Node", bound=ast.AST)
_FOLDER = os.path.dirname(os.path.abspath(test.__file__))  # noqa: PTH100, PTH120


class Rejected(Exception):
    """Why a method becomes no case: a reason from a short list, and what it was."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


class Source:
    """One test module: the imported module and the tree of its text."""

    def __init__(self, module: ModuleType, text: bytes) -> None:
        self.module = module
        self.path = str(module.__file__)
        self.sha256 = hashlib.sha256(text).hexdigest()
        self.tree = ast.parse(text)

    @property
    def name(self) -> str:
        return self.module.__name__

    @cached_property
    def imports(self) -> set[str]:
        """The test modules that this one has something of."""
        found = set()
        for value in list(vars(self.module).values()):
            is_module = isinstance(value, ModuleType)
            name = value.__name__ if is_module else getattr(value, "__module__", None)
            if isinstance(name, str) and is_test_module(sys.modules.get(name)):
                found.add(name)
        return found - {self.name}

    @cached_property
    def binders(self) -> dict[str, list[int]]:
        """The top-level statements that bind a name, by the name."""
        found: dict[str, list[int]] = {}
        for number, statement in enumerate(self.tree.body):
            for name in _names_bound(statement):
                found.setdefault(name, []).append(number)
        return found

    @cached_property
    def changers(self) -> dict[str, list[int]]:
        """The top-level statements that change what a name stands for without binding it."""
        found: dict[str, list[int]] = {}
        for number, statement in enumerate(self.tree.body):
            for name in _names_changed(statement) - _names_bound(statement):
                found.setdefault(name, []).append(number)
        return found

    @cached_property
    def classes(self) -> dict[str, ast.ClassDef]:
        """The classes of the module by their qualified names, those within functions left out."""
        found: dict[str, ast.ClassDef] = {}

        def search(body: list[ast.stmt], prefix: str) -> None:
            for node in body:
                match node:
                    case ast.ClassDef():
                        found[prefix + node.name] = node
                        search(node.body, f"{prefix}{node.name}.")
                    case ast.If() | ast.For() | ast.While():
                        search([*node.body, *node.orelse], prefix)
                    case ast.Try():
                        handled = [it for handler in node.handlers for it in handler.body]
                        search([*node.body, *handled, *node.orelse, *node.finalbody], prefix)
                    case _:
                        pass

        search(self.tree.body, "")
        return found

    @cached_property
    def functions(self) -> dict[tuple[str, int], ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function by its name and the line that its code object says it starts in."""
        found: dict[tuple[str, int], ast.FunctionDef | ast.AsyncFunctionDef] = {}
        for node in ast.walk(self.tree):
            match node:
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    first = min([node.lineno, *(it.lineno for it in node.decorator_list)])
                    found[node.name, first] = node
                case ast.Lambda():
                    found["<lambda>", node.lineno] = _named(node)
                case _:
                    pass
        return found

    def at(self, node: ast.AST) -> str:
        """Name a place in the text, for people."""
        return f"{os.path.basename(self.path)}:{getattr(node, 'lineno', '?')}"  # noqa: PTH119


class Sources:
    """The test modules that a derivation has read, by name."""

    def __init__(self) -> None:
        self.read: dict[str, Source] = {}

    def of(self, name: str) -> Source | None:
        """Give a module's source where it belongs to CPython's test suite."""
        if name in self.read:
            return self.read[name]
        module = sys.modules.get(name)
        if module is None:
            if not name.startswith("test."):
                return None
            module = importlib.import_module(name)
        if not is_test_module(module):
            return None
        path = str(module.__file__)
        with open(path, "rb") as file:  # noqa: PTH123
            source = self.read[name] = Source(module, file.read())
        return source


def copied(node: _Node) -> _Node:
    """Copy a tree, so that the module's own stays as it is; ten times as fast as `deepcopy`."""
    copy = type(node)()
    for name, value in vars(node).items():
        if isinstance(value, list):
            value = [copied(it) if isinstance(it, ast.AST) else it for it in value]  # noqa: PLW2901
        elif isinstance(value, ast.AST):
            value = copied(value)  # noqa: PLW2901
        setattr(copy, name, value)
    return copy


def is_test_module(module: object) -> bool:
    """Tell whether an object is a module of CPython's test suite."""
    path = getattr(module, "__file__", None)
    return isinstance(module, ModuleType) and bool(path) and str(path).startswith(_FOLDER + os.sep)


def _named(node: ast.Lambda) -> ast.FunctionDef:
    """Write a lambda as a definition."""
    body = ast.copy_location(ast.Return(node.body), node)
    (shell,) = ast.parse("def function(): pass").body
    assert isinstance(shell, ast.FunctionDef)  # noqa: S101
    shell.args, shell.body = node.args, [body]
    return ast.copy_location(shell, node)


def _names_bound(statement: ast.stmt) -> set[str]:
    """Name what a statement binds at module level, compound statements looked into."""
    found: set[str] = set()
    if isinstance(statement, ast.Delete):  # tidying up, which nobody needs here
        return found
    for node in _at_module_level(statement):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.alias():
                found.add(node.asname or node.name.partition(".")[0])
            case ast.ExceptHandler(name=str(name)):
                found.add(name)
            case _:
                pass
    return found - {"*"}


def _names_changed(statement: ast.stmt) -> set[str]:
    """Name what a statement stores into, or calls a method of, at module level."""
    found: set[str] = set()
    for node in _at_module_level(statement):
        match node:
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                found |= _root(node)
            case ast.Expr(value=ast.Call(func=function, args=arguments)):
                found |= _root(function) if isinstance(function, ast.Attribute) else set()
                found |= {name for it in arguments for name in _root(it)}
            case _:
                pass
    return found


def _root(node: ast.expr) -> set[str]:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _at_module_level(statement: ast.stmt) -> list[ast.AST]:
    """Give the nodes of a statement without what is inside functions, classes, comprehensions."""
    found: list[ast.AST] = [statement]
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return found
    waiting: list[ast.AST] = [statement]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            found.append(child)
            if not isinstance(
                child,
                ast.FunctionDef
                | ast.AsyncFunctionDef
                | ast.ClassDef
                | ast.Lambda
                | ast.ListComp
                | ast.SetComp
                | ast.DictComp
                | ast.GeneratorExp,
            ):
                waiting.append(child)
    return found
