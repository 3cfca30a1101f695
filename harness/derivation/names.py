"""Names in code made the program's: globals, `self` and its attributes, what a text mentions."""

import ast
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType, ModuleType
from typing import Any, Final, Protocol

from harness.derivation.scopes import Occurrence, Where, occurrences
from harness.derivation.sources import Rejected, Source, Sources, is_test_module

_WORD: Final = re.compile(r"\w+")


class Case(Protocol):
    """What rewriting needs to know of the test class that code belongs to.

    `lost` are the attributes that its set-up should have set and could not, and why.
    """

    lost: dict[str, Rejected]

    def assertion(self, name: str) -> str: ...
    def attribute(self, node: ast.Attribute) -> ast.expr: ...
    def mangled(self, name: str) -> str: ...
    def inherited(self, owner: type, name: str) -> str | None: ...
    def class_method(self, kind: type, name: str) -> str | None: ...
    def bare_self(self) -> None: ...

    @property
    def class_name(self) -> str: ...


class Names(Protocol):
    """What rewriting asks for a global name, or one that a function around it has bound."""

    sources: Sources

    def bind(self, module: str, name: str, value: object) -> str: ...
    def need(self, source: Source, name: str) -> str: ...


class NameRewriter(ast.NodeTransformer):
    """Rewrites code of one module; of a method, too, where `case`, `owner` and `me` are given.

    `me` is what the method calls its first parameter, `closed` what its enclosing function has
    bound.
    """

    def __init__(  # noqa: PLR0913, PLR0917  (who the code belongs to)
        self,
        names: Names,
        source: Source,
        case: Case | None = None,
        owner: type | None = None,
        me: str = "",
        closed: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        self.names = names
        self.source = source
        self.case = case
        self.owner = owner
        self._me = me
        self._closed = closed
        # By identity, and kept alive: the number of a node that is gone may be another's.
        self._global: dict[int, tuple[str, ast.AST]] = {}
        self._selves: dict[int, ast.AST] = {}
        self.caught: set[str] = set()

    def module_level(self, code: Sequence[ast.stmt]) -> list[ast.stmt]:
        """Rewrite statements of the module's own level, in place."""
        for it in occurrences(code):
            if it.where is not Where.INNER:
                self._note(it)
        self._names_in_text(code)
        return self._done(code)

    def body(
        self, code: list[ast.stmt], parameters: Sequence[str], *, lenient: bool = False
    ) -> list[Occurrence]:
        """Rewrite a function's body in place; gives the places where its own variables stand.

        `lenient` leaves out statements that no board could be asked for: of a set-up, a method
        may not need all.
        """
        own = []
        for it in occurrences(code, parameters):
            if it.where is Where.GLOBAL:
                self._note(it)
            elif it.where is Where.ROOT and it.name == self._me and isinstance(it.node, ast.Name):
                self._selves[id(it.node)] = it.node
            elif it.where is Where.ROOT:
                own.append(it)
        self._names_in_text(code)
        code[:] = self._done(code, lenient=lenient)
        return own

    def _note(self, it: Occurrence) -> None:
        if isinstance(it.node, ast.Name):
            self._global[id(it.node)] = (it.name, it.node)
        elif isinstance(it.node, ast.alias) and it.node.name == "*":
            raise Rejected("imports everything", self.source.at(it.node))
        elif (chosen := self._program_name(it.name)) != it.name:
            it.rename(chosen)

    def _names_in_text(self, code: Sequence[ast.stmt]) -> None:
        """Bring in what a text that is executed names, as far as one can tell."""
        nodes = [it for statement in code for it in ast.walk(statement)]
        if not any(isinstance(it, ast.Name) and it.id in {"exec", "eval"} for it in nodes):
            return
        texts = [it.value for it in nodes if isinstance(it, ast.Constant)]
        words = {word for it in texts if isinstance(it, str) for word in _WORD.findall(it)}
        for word in sorted(words & set(self.source.binders)):
            self.names.need(self.source, word)
        if self.case is not None and self._me in words:
            self.case.bare_self()

    def _program_name(self, name: str) -> str:
        if name in self._closed:
            return self.names.bind(self.source.name, name, self._closed[name])
        return self.names.need(self.source, name)

    def _done(self, code: Sequence[ast.stmt], *, lenient: bool = False) -> list[ast.stmt]:
        done = []
        lost: set[str] = set()  # attributes of `self` that a left-out statement should have set
        for statement in code:
            names = {it.attr for it in ast.walk(statement) if isinstance(it, ast.Attribute)}
            try:
                if not names & lost:
                    done.append(self.visit(statement))
            except Rejected as why:
                if not lenient or self.case is None:
                    raise
                lost |= names if isinstance(statement, ast.Assign) else set()
                self.case.lost.update(dict.fromkeys(_stored(statement), why))
        return flat(done)

    # Names.

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if id(node) in self._selves:
            assert self.case is not None  # noqa: S101
            self.case.bare_self()
            node.id = "self"
        elif id(node) in self._global:
            node.id = self._program_name(self._global[id(node)][0])
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if self.case is not None and self.is_self(node.value):
            if node.attr == "__class__":
                self.generic_visit(node)
                return node.value
            if node.attr == "__name__":  # of `self.__class__`, which is `self` here
                return ast.copy_location(ast.Constant(self.case.class_name), node)
            node.attr = self.case.mangled(node.attr)
            return ast.copy_location(self.case.attribute(node), node)
        match node.value:
            case ast.Name(id=name) if name in self.caught and node.attr == "exception":
                return node.value
            case _:
                pass
        module = self._test_module(node.value)
        if module is not None:
            inside = self.names.sources.of(module.__name__)
            if inside is not None:
                found = ast.Name(self.names.need(inside, node.attr), node.ctx)
                return ast.copy_location(found, node)
        self.generic_visit(node)
        return node

    def is_self(self, node: ast.expr) -> bool:
        match node:
            case ast.Name():
                return id(node) in self._selves
            case ast.Call(func=ast.Name(id="type"), args=[ast.Name() as me]):
                return id(me) in self._selves
            case ast.Attribute(value=ast.Name() as me, attr="__class__"):
                return id(me) in self._selves
            case _:
                return False

    def value(self, node: ast.expr) -> Any:  # noqa: ANN401
        """Give what a dotted global name stands for in its module; None where unknown."""
        match node:
            case ast.Name() if id(node) in self._global:
                return vars(self.source.module).get(self._global[id(node)][0])
            case ast.Attribute(value=value, attr=name):
                holder = self.value(value)
                return getattr(holder, name, None) if isinstance(holder, ModuleType) else None
            case _:
                return None

    def _test_module(self, node: ast.expr) -> ModuleType | None:
        value = self.value(node)
        return value if is_test_module(value) else None


def _stored(statement: ast.stmt) -> set[str]:
    """Name the attributes that a statement sets."""
    return {
        it.attr
        for it in ast.walk(statement)
        if isinstance(it, ast.Attribute) and isinstance(it.ctx, ast.Store)
    }


def flat(results: Any) -> list[ast.stmt]:  # noqa: ANN401  (what a transformer's visits give)
    """Put what visits of statements give, one, several or none each, into one list."""
    code: list[ast.stmt] = []
    for it in results:
        if isinstance(it, list):
            code += it
        elif it is not None:
            code.append(it)
    return code
