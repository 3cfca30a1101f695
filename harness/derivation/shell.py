"""What hangs on `self` as data: values of the test's classes, set on a plain class of that name."""

import ast
from typing import Any, Final, Protocol

from harness.derivation.closure import Closure
from harness.derivation.names import Names
from harness.derivation.rewrite import Rewriter
from harness.derivation.sources import Source, copied

SELF: Final = "self"


class Owner(Names, Protocol):
    """What a shell asks of the program that it is in: what stands for `self.name` there."""

    def attribute(self, node: ast.Attribute) -> ast.expr: ...


class Shell:
    """The class `self` of a program, and what is set on it."""

    def __init__(self, program: Owner, closure: Closure) -> None:
        self.statements: list[ast.stmt] = ast.parse(f"class {SELF}:\n    pass").body
        self._program = program
        self._closure = closure
        self._known: set[str] = set()

    def take(self, owner: type, name: str, value: Any) -> None:  # noqa: ANN401
        """Set what a class of the test has under a name, by its text where there is one."""
        if name in self._known:
            return
        self._known.add(name)
        source = self._program.sources.of(owner.__module__)
        node = source.classes.get(f"{owner.__qualname__}.{name}") if source is not None else None
        expression = _assigned(source, owner, name) if source is not None else None
        if source is not None and expression is not None:
            statement = self._inside(source, owner).visit(_plain(expression))
            Rewriter(self._program, source).module_level([statement])
            self.put(name, statement.value)
        elif source is not None and node is not None:
            self._put_class(source, name, self._inside(source, owner).visit(copied(node)))
        else:
            value = getattr(value, "__func__", value)
            text = self._closure.value_text(value, f"{owner.__qualname__}.{name}")
            self.put(name, ast.parse(text, mode="eval").body)

    def put(self, name: str, value: ast.expr) -> None:
        """Set a value of the program's own."""
        target = ast.Attribute(ast.Name(SELF, ast.Load()), name, ast.Store())
        statement = ast.fix_missing_locations(ast.Assign([target], value, lineno=1))
        self._closure.mention([statement])
        self.statements.append(statement)

    def _put_class(self, source: Source, name: str, node: ast.ClassDef) -> None:
        code = Rewriter(self._program, source).module_level([node])
        self._closure.mention(code)
        self.statements += code
        self.put(name, ast.Name(node.name, ast.Load()))

    def _inside(self, source: Source, owner: type) -> "_Inside":
        names = {it for it in vars(owner) if it not in vars(source.module)}
        return _Inside(self._program, names)


class _Inside(ast.NodeTransformer):
    """Finds what an expression of a class body names of that class: on `self`, here."""

    def __init__(self, program: Owner, names: set[str]) -> None:
        self._program = program
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id not in self._names:
            return node
        shell = ast.Attribute(ast.Name(SELF, ast.Load()), node.id, ast.Load())
        return ast.copy_location(self._program.attribute(shell), node)


def _plain(expression: ast.expr) -> ast.Expr:
    """Give a value as a statement; a static method is its function."""
    match expression:
        case ast.Call(func=ast.Name(id="staticmethod"), args=[inner]):
            expression = inner
        case _:
            pass
    return ast.copy_location(ast.Expr(copied(expression)), expression)


def _assigned(source: Source, owner: type, name: str) -> ast.expr | None:
    """Give the text of a class's value; None where no one statement says it."""
    node = source.classes.get(owner.__qualname__)
    found = []
    for it in node.body if node is not None else ():
        match it:
            case ast.Assign(targets=[ast.Name(id=target)], value=value):
                found += [value] if target == name else []
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                pass
            case _ if any(getattr(part, "id", None) == name for part in ast.walk(it)):
                return None  # `data += more`, `table.append(it)`
    return found[0] if len(found) == 1 else None
