"""Code of a module, or of a test class, made fit to stand at the top level of a program.

Assertions become functions that print, contexts that boards know nothing of give way to their
block, and what is only for unittest's sake goes.
"""

import ast
from collections.abc import Sequence
from typing import Any, Final

from harness.derivation.assertions import ASSERTIONS
from harness.derivation.corpus import Definition
from harness.derivation.names import NameRewriter, flat
from harness.derivation.sources import Rejected, copied
from harness.derivation.support import BOARD_FORMS, INLINED, last_name, refuse_foreign

_DROPPED: Final = frozenset(
    {"addCleanup", "addClassCleanup", "doCleanups", "addTypeEqualityFunc", "simplefilter"}
    | {"filterwarnings", "resetwarnings", "enterContext"}
)
_IGNORED_SETTINGS: Final = frozenset({"maxDiff", "longMessage"})
_RAISING: Final = {"assertRaises": 2, "assertRaisesRegex": 3}  # with what they call


class Rewriter(NameRewriter):
    """Rewrites calls and statements, besides names."""

    # Calls.

    def visit_Call(self, node: ast.Call) -> ast.AST:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Call() as parent, attr=name)):
                owner = self._super_of(parent)
                if owner is not None and self.case is not None:
                    return self._instead(node, self.case.inherited(owner, name))
            case ast.Call(func=ast.Attribute(value=target, attr=name), args=[first, *rest]):
                kind = self.value(target)
                if self.is_self(first) and isinstance(kind, type) and self.case is not None:
                    node.args = rest
                    return self._instead(node, self.case.class_method(kind, name))
            case _:
                pass
        name = last_name(node.func)
        if isinstance(node.func, ast.Attribute) and self.is_self(node.func.value):
            _drop_message(node, name)
            if name in _RAISING and len(node.args) < _RAISING[name] and self.case:
                # Kept in a variable, or given by a function, and entered later.
                node.func = _name(self.case.assertion("raising"), node.func)
                node.args, node.keywords = node.args[:1], []
        elif any(key[1] == name for key in BOARD_FORMS) and node.args:
            node.args = node.args[1:] if self.is_self(node.args[0]) else node.args
        self.generic_visit(node)
        return node

    def _super_of(self, parent: ast.Call) -> type | None:
        """Give the class after which `super()` looks, where it is the test class's own."""
        match parent:
            case ast.Call(func=ast.Name(id="super"), args=[]):
                return self.owner
            case ast.Call(func=ast.Name(id="super"), args=[kind, me]) if self.is_self(me):
                found = self.value(kind)
                return found if isinstance(found, type) else None
            case _:
                return None

    def _instead(self, node: ast.Call, function: str | None) -> ast.AST:
        """Call a function of the program; nothing where unittest's own method was called."""
        if function is None:
            return ast.copy_location(ast.Constant(None), node)
        node.func = _name(function, node.func)
        self.generic_visit(node)
        return node

    # Statements.

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        owner, self.owner = self.owner, None  # `super()` in there is another class's
        self.generic_visit(node)
        self.owner = owner
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        if isinstance(node.value, ast.Call):
            name = last_name(node.value.func)
            if name in _DROPPED:
                return None
            if name == "skipTest":
                # What leaves at SystemExit a board does not tell from what has run to its end.
                return ast.copy_location(ast.parse("import skipped_by_the_test").body[0], node)
        called = isinstance(node.value, ast.Call)
        self.generic_visit(node)
        return None if called and isinstance(node.value, ast.Constant) else node

    def visit_Import(self, node: ast.Import) -> ast.AST:
        for alias in node.names:
            self._refuse(alias.name)
        return node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        for alias in node.names:
            self._refuse(node.module or "test", alias.name)
        return node

    def _refuse(self, module: str, name: str = "") -> None:
        """Refuse what is imported where it is used if a board has nothing like it."""
        refuse_foreign(module, name)
        if module.partition(".")[0] == "test":
            raise Rejected("a test module used as a value", f"{module}.{name}".rstrip("."))

    def visit_Assign(self, node: ast.Assign) -> ast.AST | None:
        match node.targets:
            case [ast.Attribute(value=value, attr=name)] if name in _IGNORED_SETTINGS:
                if self.is_self(value):
                    return None
            case _:
                pass
        self.generic_visit(node)
        return node

    def visit_With(self, node: ast.With) -> Any:  # noqa: ANN401
        first, *rest = node.items
        inner: list[ast.stmt] = node.body
        if rest:
            inner = [ast.copy_location(ast.With(rest, node.body, lineno=node.lineno), node)]
        name = last_name(first.context_expr)
        if name in INLINED:
            if first.optional_vars is not None:
                raise Rejected(f"looks at what {name} gives", self.source.at(node))
            return flat(self.visit(it) for it in inner)
        call = first.context_expr
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            if name in _RAISING and self.is_self(call.func.value):
                return self._raising(node, call, first.optional_vars, inner)
            if name == "enterContext":
                raise Rejected("unittest itself", self.source.at(node))
        node.items, node.body = [first], inner
        self.generic_visit(node)
        node.body = _filled(node.body, node)
        return node

    def _raising(
        self, node: ast.With, call: ast.Call, bound: ast.expr | None, inner: list[ast.stmt]
    ) -> ast.Try:
        kind = call.args[0] if call.args else call.keywords[0].value
        caught, handler = None, ["print(True)"]
        if isinstance(bound, ast.Name):
            self.caught.add(bound.id)
            caught = f"{bound.id}_"
            handler.insert(0, f"{bound.id} = {caught}")
        elif bound is not None:
            raise Rejected("an assertion's value in a pattern", self.source.at(node))
        if last_name(call.func) == "assertRaisesRegex":
            caught = caught or "error_"
            handler.append(f"print('#', ('%s' % {caught}).split('\\n')[0])")
        done = ast.parse("\n".join(handler)).body
        if isinstance(bound, ast.Name):
            assert isinstance(done[0], ast.Assign)  # noqa: S101
            done[0].targets = [bound]  # the very node, so that it is renamed with its variable
        arm = ast.ExceptHandler(self.visit(kind), caught, done)
        body = _filled(flat(self.visit(it) for it in inner), node)
        result = ast.Try(body, [arm], ast.parse("print(False)").body, [])
        return ast.fix_missing_locations(ast.copy_location(result, node))

    def visit_If(self, node: ast.If) -> ast.If:
        if _fails(node.body) and not node.orelse:
            node.orelse = [ast.copy_location(it, node) for it in _says_true()]
        self.generic_visit(node)
        return node

    def visit_Try(self, node: ast.Try) -> ast.Try:
        """Let a handler that shows the assertion to hold say so: there is no other evidence."""
        if _fails(node.orelse) or _fails(node.body):
            for handler in node.handlers:
                if all(isinstance(it, ast.Pass) for it in handler.body):
                    handler.body = [ast.copy_location(it, node) for it in _says_true()]
        self.generic_visit(node)
        node.body = _filled(node.body, node)
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            if name == "body" and isinstance(getattr(node, name, None), list):
                node.body = _filled(node.body, node)  # type: ignore[attr-defined]
        return node


def _name(name: str, node: ast.AST) -> ast.Name:
    return ast.copy_location(ast.Name(name, ast.Load()), node)


def _says_true() -> list[ast.stmt]:
    done = ast.parse("print(True)").body
    return [ast.fix_missing_locations(it) for it in done]


def _fails(code: Sequence[ast.stmt]) -> bool:
    match list(code)[-1:]:
        case [ast.Expr(value=ast.Call(func=ast.Attribute(attr="fail")))]:
            return True
        case _:
            return False


def _drop_message(node: ast.Call, name: str) -> None:
    """Leave out the text for a failure, which nobody sees here and which may need other names."""
    if name not in ASSERTIONS:
        return
    node.keywords = [it for it in node.keywords if it.arg != "msg"]
    kept = ASSERTIONS[name].parameters
    if kept and not any(isinstance(it, ast.Starred) for it in node.args):
        node.args = node.args[: len(kept)]
    elif name == "fail":
        node.args = []


def _filled(code: list[ast.stmt], node: ast.AST) -> list[ast.stmt]:
    if code or isinstance(node, ast.Module):
        return code
    return [ast.copy_location(ast.Pass(), node)]


def body_of(node: Definition) -> list[ast.stmt]:
    """Copy the statements of a function, its docstring left out."""
    rest = list(node.body)
    match rest:
        case [ast.Expr(value=ast.Constant(value=str())), *_]:
            rest = rest[1:]
        case _:
            pass
    return [copied(it) for it in rest]
