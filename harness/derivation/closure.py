"""The definitions that a program needs, and no others: names of modules followed to their text.

A `Closure` grows while code is rewritten for the program: each global name asks for its definition,
whose own names are followed in turn.  Methods of helper classes are held back until something in
the program mentions their name, because helper definitions are what fills a small heap.
"""

import ast
import builtins
import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Final

from harness.derivation.mentions import Pending, mentions
from harness.derivation.scopes import bound
from harness.derivation.sources import Rejected, Source, Sources, copied, is_test_module
from harness.derivation.support import BOARD_FORMS, refuse_foreign

Rewrite = Callable[[Source, Sequence[ast.stmt]], list[ast.stmt]]

_IMPORTERS: Final = frozenset({"import_module", "import_fresh_module"})
_PLAIN: Final = (bool, int, float, str, bytes, complex, type(None), type(Ellipsis))


@dataclass
class Unit:
    """Statements that stand or fall together, and where they stood."""

    source: str  # the module's name, nothing where the text is ours
    line: int
    code: list[ast.stmt] = field(default_factory=list)
    name: str = ""  # what the program calls it, where it is one thing
    is_method: bool = False  # of the test class: nothing calls it before all the rest is there


class Closure:
    """The definitions of one program.  `rewrite` makes code of a module fit for it."""

    def __init__(self, sources: Sources, rewrite: Rewrite, *, shake: bool) -> None:
        self.units: dict[tuple[str, object], Unit] = {}
        self.taken: set[str] = set()
        self.shaken = False
        self._sources = sources
        self._rewrite = rewrite
        self._shake = shake
        self._names: dict[tuple[str, str], str] = {}
        self._pending = Pending()

    def name_for(self, name: str) -> str:
        """Choose a name that the program has not taken yet, as close to `name` as can be."""
        chosen, number = name, 2
        while chosen in self.taken or hasattr(builtins, chosen):
            chosen, number = f"{name}_{number}", number + 1
        self.taken.add(chosen)
        return chosen

    def add_text(self, key: tuple[str, object], text: str) -> None:
        """Define something by a text of our own."""
        if key not in self.units:
            unit = self.units[key] = Unit("", len(self.units))
            unit.code = ast.parse(text).body
            self.mention(unit.code)

    def need(self, source: Source, name: str) -> str:
        """Bring in what a global name of a module stands for, and say how the program calls it."""
        key = (source.name, name)
        if key in self._names:
            return self._names[key]
        if key in BOARD_FORMS:
            chosen = self._names[key] = self.name_for(name)
            text = BOARD_FORMS[key].replace(f" {name}(", f" {chosen}(")
            self.add_text(key, text)
            return chosen
        refuse_foreign(source.name, name)
        if name in source.binders:
            return self._from_text(source, name)
        if name in vars(source.module) and name not in {"__name__", "__builtins__", "__doc__"}:
            if name == "__file__":
                raise Rejected("needs files", "__file__")
            return self._by_value(source, name, vars(source.module)[name])
        self.taken.add(name)
        return name

    def mention(self, code: Sequence[ast.stmt]) -> None:
        """Let go of the methods that this code may call."""
        for held in self._pending.released_by(mentions(code)):
            self._release(*held)

    def finish(self) -> None:
        """Settle what is left of the classes whose methods were held back."""
        self.shaken = self._pending.settle()

    def code(self) -> list[ast.stmt]:
        """Give all statements: texts of our own, then the modules, those that others import first.

        Within a module the order of its text is right by itself.
        """
        ranks: dict[str, int] = {"": 0}

        def rank(module: str) -> None:
            if module not in ranks:
                ranks[module] = -1  # on its way: modules that import each other have no order
                for other in sorted(self._sources.read[module].imports):
                    if other in self._sources.read:
                        rank(other)
                ranks[module] = len(ranks)

        for unit in self.units.values():
            rank(unit.source)
        units = sorted(
            self.units.values(), key=lambda it: (it.is_method, ranks[it.source], it.line)
        )
        return [statement for unit in units for statement in unit.code]

    # Definitions with a text.

    def _from_text(self, source: Source, name: str) -> str:
        numbers = source.binders[name]
        imports = [it for it in (source.tree.body[n] for n in numbers) if _is_import(it)]
        if len(imports) == len(numbers):
            return self._imported(source, name, imports)
        value = vars(source.module).get(name, source)
        if source.name.startswith("test.support") and isinstance(value, _PLAIN):
            return self._by_value(source, name, value)
        wanted = sorted({*numbers, *source.changers.get(name, ())})
        statements = [source.tree.body[number] for number in wanted]
        if fresh := _fresh_import(statements):
            return self._import(source, name, f"import {fresh} as {{}}", fresh)
        for each in sorted(bound([source.tree.body[number] for number in numbers]) | {name}):
            if (source.name, each) not in self._names:
                self._names[source.name, each] = self.name_for(each)
        for number in wanted:
            self._include(source, number)
        return self._names[source.name, name]

    def _include(self, source: Source, number: int) -> None:
        key = (source.name, number)
        if key in self.units:
            return
        statement = copied(source.tree.body[number])
        unit = self.units[key] = Unit(source.name, statement.lineno)
        try:
            unit.code = self._definition(source, statement)
        except Rejected:
            del self.units[key]  # a set-up that goes without it may still be of use
            raise

    def _definition(self, source: Source, statement: ast.stmt) -> list[ast.stmt]:
        held: list[ast.FunctionDef] = []
        if self._shake and isinstance(statement, ast.ClassDef):
            kind = vars(source.module).get(statement.name)
            held = self._pending.split(statement, kind)
        done = self._rewrite(source, [statement])
        if held and isinstance(statement, ast.ClassDef):
            for method in self._pending.hold(source, statement, held):
                self._release(source, statement, method)
        self.mention(done)
        return done

    def _release(self, source: Source, kind: ast.ClassDef, method: ast.FunctionDef) -> None:
        # Rewritten as the only statement of a class, for names are looked up otherwise there.
        shell = ast.ClassDef(
            name=kind.name, bases=[], keywords=[], body=[method], decorator_list=[]
        )
        if sys.version_info >= (3, 12):
            shell.type_params = []
        ast.copy_location(shell, kind)
        (done,) = self._rewrite(source, [shell])
        assert isinstance(done, ast.ClassDef)  # noqa: S101
        kind.body = sorted([*kind.body, *done.body], key=lambda it: it.lineno)
        self.mention(done.body)

    # Imports.

    def _imported(self, source: Source, name: str, imports: Sequence[ast.stmt]) -> str:
        value = vars(source.module).get(name)
        last = imports[-1]
        if isinstance(last, ast.ImportFrom):
            alias = next(it for it in last.names if (it.asname or it.name) == name)
            module = _absolute(last, source)
            inside = self._sources.of(module) if module.startswith("test") else None
            if inside is not None:
                if isinstance(value, ModuleType) and is_test_module(value):
                    raise Rejected("a test module used as a value", name)
                chosen = self._names[source.name, name] = self.need(inside, alias.name)
                return chosen
            refuse_foreign(module, alias.name)
            refuse_foreign(f"{module}.{alias.name}")
            what = f"from {module} import {alias.name} as {{}}"
            return self._import(source, name, what, alias.name)
        modules = [
            it.name
            for statement in imports
            if isinstance(statement, ast.Import)
            for it in statement.names
            if (it.asname or it.name.partition(".")[0]) == name
        ]
        if isinstance(value, ModuleType) and is_test_module(value):
            raise Rejected("a test module used as a value", name)
        for module in modules:
            refuse_foreign(module)
        if any("." in module for module in modules) and modules[-1].partition(".")[0] == name:
            chosen = self._names[source.name, name] = name
            self.taken.add(name)
            self.add_text((source.name, name), "\n".join(f"import {it}" for it in modules))
            return chosen
        return self._import(source, name, f"import {modules[-1]} as {{}}", modules[-1])

    def _import(self, source: Source, name: str, what: str, plain: str) -> str:
        # The same thing under the same name is imported once, whichever module asks for it.
        key = ("import", what.format(name))
        if key in self.units:
            self._names[source.name, name] = self.units[key].name
            return self._names[source.name, name]
        chosen = self._names[source.name, name] = self.name_for(name)
        text = what.format(chosen)
        if chosen == plain:
            text = text.removesuffix(f" as {chosen}")
        self.add_text(key, text)
        self.units[key].name = chosen
        return chosen

    # Values without a text.

    def _by_value(self, source: Source, name: str, value: Any) -> str:  # noqa: ANN401
        return self.bind(source.name, name, value)

    def bind(self, module: str, name: str, value: Any) -> str:  # noqa: ANN401
        """Bring in a value that has no text where it is used."""
        if (module, name) in self._names:
            return self._names[module, name]
        expression = self.value_text(value, f"{module}.{name}")
        if expression in self.taken:
            self._names[module, name] = expression
            return expression
        chosen = self._names[module, name] = self.name_for(name)
        self.add_text((module, name), f"{chosen} = {expression}")
        return chosen

    def value_text(self, value: Any, what: str) -> str:  # noqa: ANN401
        """Write a value as an expression; `Rejected` where it was made at run time."""
        module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
        if is_test_module(value):
            raise Rejected("a test module used as a value", what)
        if isinstance(value, ModuleType):
            refuse_foreign(value.__name__)
            return f"__import__({value.__name__!r})"
        if isinstance(module, str) and isinstance(name, str) and "." not in name:
            if vars(builtins).get(name) is value:
                return name
            inside = self._sources.of(module) if module.startswith("test") else None
            if inside is not None and vars(inside.module).get(name) is value:
                return self.need(inside, name)
            refuse_foreign(module, name)
            for home in (module.lstrip("_"), module):  # `_functools` is no board's
                if inside is None and _is_twin(home, name, value):
                    return f"__import__({home!r}, None, None, [{name!r}]).{name}"
        text = repr(value)
        try:
            if ast.literal_eval(text) == value:
                return text
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            pass
        raise Rejected("a value made at run time", f"{what}: {text[:60]}")


def _is_twin(module: str, name: str, value: object) -> bool:
    """Tell whether a module has this very thing, or its like from a module imported afresh."""
    try:
        found = getattr(importlib.import_module(module), name, None)
    except (ImportError, ValueError):
        return False
    return type(found) is type(value) and getattr(found, "__qualname__", None) == name


def _is_import(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Import | ast.ImportFrom)


def _absolute(node: ast.ImportFrom, source: Source) -> str:
    if not node.level:
        return node.module or ""
    package = source.name.split(".")
    is_package = source.path.endswith("__init__.py")
    base = package[: len(package) - node.level + is_package]
    return ".".join([*base, *filter(None, [node.module])])


def _fresh_import(statements: Sequence[ast.stmt]) -> str:
    """Name the module that `x = import_module("x")` and its like import."""
    match statements:
        case [ast.Assign(value=ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]))]:
            last = function.attr if isinstance(function, ast.Attribute) else ""
            last = function.id if isinstance(function, ast.Name) else last
            return name if last in _IMPORTERS else ""
        case _:
            return ""
