"""A test method as a program: set-up and body as statements of the top level, `self` written away.

Assertions become functions that print.  Other methods of the test class become functions; what
hangs on `self` as data hangs on a plain class of that name, which is only there where it is needed.
"""

import ast
import inspect
from collections.abc import Sequence
from typing import Any

from harness.derivation.assertions import ASSERTIONS
from harness.derivation.closure import Closure, Unit
from harness.derivation.corpus import Method, find, is_framework
from harness.derivation.functions import (
    Globals,
    drop_first,
    is_straight,
    parameters,
    put_back,
)
from harness.derivation.mentions import mentions
from harness.derivation.rewrite import Rewriter, body_of
from harness.derivation.scopes import Occurrence
from harness.derivation.shell import SELF, Shell
from harness.derivation.sources import Rejected, Source, Sources, copied
from harness.derivation.support import BOARD_FORMS

_FRAMEWORK_VALUES = {"failureException": "AssertionError"}


class Program:
    """One program being made of one test method.

    The closure has the definitions, `setup` and `body` are what they are for; `build` fills them.
    `is_bare` says that the test case itself is passed on, and with it all that hangs on it.
    """

    def __init__(self, sources: Sources, test: type, *, shake: bool) -> None:
        self.sources = sources
        self.closure = Closure(sources, self._rewrite_module, shake=shake)
        self.setup: list[ast.stmt] = []
        self.body: list[ast.stmt] = []
        self.asserting: set[str] = set()  # functions of the program that assert
        self.lost: dict[str, Rejected] = {}
        self._test = test
        self._methods: dict[tuple[type, str], str] = {}
        self._shell = Shell(self, self.closure)
        self._uses_self = False
        self.is_bare = False
        self._variables: list[Occurrence] = []
        self._tested: Method | None = None

    # What `Rewriter` asks for.

    def need(self, source: Source, name: str) -> str:
        return self.closure.need(source, name)

    def bind(self, module: str, name: str, value: object) -> str:
        return self.closure.bind(module, name, value)

    def assertion(self, name: str) -> str:
        key = ("assertion", name)
        if key not in self.closure.units:
            chosen = self.closure.name_for(name)
            self.closure.add_text(key, ASSERTIONS[name].text.format(name=chosen))
            self.closure.units[key].name = chosen
            self.asserting.add(chosen)
        return self.closure.units[key].name

    def attribute(self, node: ast.Attribute) -> ast.expr:
        name = node.attr
        is_load = isinstance(node.ctx, ast.Load)
        if is_load:
            if name in self.lost:
                raise self.lost[name]
            owner = next((it for it in self._test.__mro__ if name in vars(it)), None)
            if name in ASSERTIONS and (owner is None or is_framework(owner)):
                return ast.Name(self.assertion(name), ast.Load())
            if name in _FRAMEWORK_VALUES and (owner is None or is_framework(owner)):
                return ast.Name(_FRAMEWORK_VALUES[name], ast.Load())
            if owner is not None and is_framework(owner) and owner is not object:
                raise Rejected(_framework_reason(name), f"self.{name}")
            if owner is not None and owner is not object:
                raw = vars(owner)[name]
                if isinstance(raw, property):
                    return ast.Call(ast.Name(self._function(owner, name), ast.Load()), [], [])
                if _is_function(raw) and self._has_text(raw):
                    return ast.Name(self._function(owner, name), ast.Load())
                self._shell.take(owner, name, raw)
        self._uses_self = True
        return ast.Attribute(ast.Name(SELF, ast.Load()), name, node.ctx)

    def mangled(self, name: str) -> str:
        """Give a private name as the class has it: `_T__name`."""
        if not name.startswith("__") or name.endswith("__"):
            return name
        names = (f"_{it.__name__.lstrip('_')}{name}" for it in self._test.__mro__)
        return next((it for it in names if hasattr(self._test, it)), name)

    def inherited(self, owner: type, name: str) -> str | None:
        found = find(self.sources, self._test, name, after=owner)
        return self._of_unittest(name) if found is None else self._method(found, name)

    def class_method(self, kind: type, name: str) -> str | None:
        if is_framework(kind):
            return self._of_unittest(name)
        if kind not in self._test.__mro__ or not _is_function(getattr(kind, name, None)):
            raise Rejected("passes the test case on", f"{kind.__qualname__}.{name}")
        return self._function(kind, name)

    def _of_unittest(self, name: str) -> str | None:
        return self.assertion(name) if name in ASSERTIONS else None

    @property
    def class_name(self) -> str:
        return self._test.__name__

    def bare_self(self) -> None:
        self._uses_self = self.is_bare = True

    # Building.

    def build(self, method: Method, *, as_function: bool) -> None:
        """Make the program of a method: straight on, or with its body as one function."""
        self._tested = method
        for name in ("__init__", "setUpClass", "setUp"):
            found = find(self.sources, self._test, name)
            if found is not None and (name == "__init__" or len(parameters(found.node)) == 1):
                self.setup += self._run(found)
        if find(self.sources, self._test, "asyncSetUp") is not None:
            raise Rejected("unittest itself", "asyncSetUp")
        if as_function:
            self.body = self._as_function(method)
        else:
            self.body = self._straight(method)
        self.closure.mention([*self.setup, *self.body])
        self.closure.finish()
        if self.is_bare:
            self._equip_self()
        self._part_names()
        if not as_function:
            nonlocals = [it for it in self._variables if isinstance(it.node, ast.Nonlocal)]
            flat = Globals(nonlocals).visit(ast.Module([*self.setup, *self.body], []))
            self.setup, self.body = flat.body[: len(self.setup)], flat.body[len(self.setup) :]
        if self._uses_self:
            self.closure.taken.add(SELF)
            self.setup = [*self._shell.statements, *self.setup]

    def _run(self, method: Method) -> list[ast.stmt]:
        """Give what stands for a call of a method without arguments."""
        if is_straight(method.node) and len(method.node.args.args) == 1:
            return self._straight(method)
        name = self._method(method, method.node.name)
        return ast.parse(f"{name}()").body

    def _straight(self, method: Method) -> list[ast.stmt]:
        code = body_of(method.node)
        rewriter = self._rewriter(method)
        own = rewriter.body(code, parameters(method.node), lenient=method is not self._tested)
        self._variables += own
        return code

    def _as_function(self, method: Method) -> list[ast.stmt]:
        name = self._method(method, method.node.name)
        unit = self.closure.units.pop(("method", (method.owner, method.node.name)))
        call = f"{name}()"
        if isinstance(method.node, ast.AsyncFunctionDef):
            self.closure.add_text(("import", "asyncio"), "import asyncio")
            call = f"asyncio.run({call})"
        return [*unit.code, *ast.parse(call).body]

    def _rewrite_module(self, source: Source, code: Sequence[ast.stmt]) -> list[ast.stmt]:
        return Rewriter(self, source).module_level(code)

    def _rewriter(self, method: Method) -> Rewriter:
        arguments = [*method.node.args.posonlyargs, *method.node.args.args]
        me = arguments[0].arg if arguments else ""
        if SELF in {it.arg for it in arguments[1:]}:
            raise Rejected("a parameter called self", method.place)
        return Rewriter(self, method.source, self, method.owner, me, method.closed)

    # Methods and data of the test class.

    def _function(self, owner: type, name: str) -> str:
        found = find(self.sources, self._test, name)
        if found is None or found.owner is not owner:
            before = [it for it in self._test.__mro__ if owner in it.__mro__[1:]]
            after = before[-1] if before else None
            found = find(self.sources, self._test, name, after=after)
        if found is None:
            raise Rejected("a method without text", f"{owner.__qualname__}.{name}")
        return self._method(found, name)

    def _method(self, method: Method, name: str) -> str:
        key = (method.owner, name)
        if key in self._methods:
            return self._methods[key]
        chosen = self._methods[key] = self.closure.name_for(name)
        form = BOARD_FORMS.get((method.source.name, method.node.name))
        unit = self.closure.units["method", key] = Unit(
            method.source.name, method.node.lineno, is_method=True
        )
        if form is not None:
            unit.code = ast.parse(form.replace(f" {method.node.name}(", f" {chosen}(")).body
        else:
            unit.code = [self._definition(method, chosen)]
        if form is not None:
            self.asserting.add(chosen)
        self.closure.mention(unit.code)
        return chosen

    def _definition(self, method: Method, name: str) -> ast.stmt:
        node = copied(method.node)
        raw = vars(method.owner).get(name, vars(method.owner).get(node.name))
        is_static = isinstance(raw, staticmethod)
        plain = {"staticmethod", "classmethod", "property"}
        kept = [it for it in node.decorator_list if ast.unparse(it) not in plain]
        node.decorator_list, node.returns = [], None
        rewriter = self._rewriter(method)
        if is_static:
            rewriter = Rewriter(self, method.source, self, method.owner, "", method.closed)
        outside = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
        if method.is_wrapped and method is not self._tested:
            outside += kept
        shells: list[ast.stmt] = [ast.copy_location(ast.Expr(it), node) for it in outside]
        Rewriter(self, method.source).module_level(shells)
        put_back(node, shells)
        code = body_of(node)
        rewriter.body(code, parameters(node))
        node.body = code or [ast.copy_location(ast.Pass(), node)]
        if not is_static:
            drop_first(node.args, method.place)
        node.name = name
        return node

    def _has_text(self, raw: Any) -> bool:  # noqa: ANN401
        """Tell a method from a function of some other module that hangs on the class."""
        function = inspect.unwrap(getattr(raw, "__func__", raw))
        return self.sources.of(getattr(function, "__module__", None) or "") is not None

    def _equip_self(self) -> None:
        """Hang on `self` what whoever it is passed to may ask of it."""
        code = [it for unit in self.closure.units.values() for it in unit.code]
        asked = mentions([*code, *self.setup, *self.body])
        for name in sorted(asked):
            raw = getattr(self._test, name, None)
            if name in ASSERTIONS:
                self._shell.put(name, ast.Name(self.assertion(name), ast.Load()))
            elif _is_function(raw) and (found := find(self.sources, self._test, name)):
                self._shell.put(name, ast.Name(self._method(found, name), ast.Load()))
            elif any(name in vars(it) for it in self._test.__mro__ if not is_framework(it)):
                self.attribute(ast.Attribute(ast.Name(SELF, ast.Load()), name, ast.Load()))

    def _part_names(self) -> None:
        """Rename variables of the body that a definition of the program also goes by."""
        used = {it.name for it in self._variables}
        for name in sorted(used & (self.closure.taken | {"print", SELF})):
            other, number = f"{name}_", 2
            while other in used or other in self.closure.taken:
                other, number = f"{name}_{number}", number + 1
            for it in self._variables:
                if it.name == name:
                    it.rename(other)


def _framework_reason(name: str) -> str:
    if "Warns" in name:
        return "needs the warnings module"
    if "Logs" in name:
        return "needs the logging module"
    return "unittest itself"


def _is_function(raw: object) -> bool:
    return isinstance(raw, staticmethod | classmethod) or type(raw).__name__ in {
        "function",
        "method",
    }
