"""A doctest as a program: an example a step, its value printed as the interactive prompt would."""

import ast
import doctest
import warnings
from collections.abc import Iterator, Sequence
from typing import Final

from harness.derivation.closure import Closure
from harness.derivation.rewrite import Rewriter
from harness.derivation.scopes import Occurrence
from harness.derivation.sources import Rejected, Source, Sources
from harness.derivation.steps import Step, cut

_SHOW: Final = """\
def {name}(value):
    if value is not None:
        print('=', repr(value))
"""
# Evidence of an exception is its class: a board's words may be others.
_RAISES: Final = """\
try:
    pass
except {kind}:
    print(True)
else:
    print(False)
"""


class Examples:
    """One docstring of examples being made into a program."""

    def __init__(self, sources: Sources, source: Source, *, shake: bool) -> None:
        self.sources = sources
        self._source = source
        self._closure = Closure(sources, self._rewrite_module, shake=shake)
        self._asserting: set[str] = set()
        self._own: list[Occurrence] = []

    def need(self, source: Source, name: str) -> str:
        return self._closure.need(source, name)

    def bind(self, module: str, name: str, value: object) -> str:
        return self._closure.bind(module, name, value)

    def steps(self, examples: list[doctest.Example]) -> list[Step]:
        """Make the program; `Rejected` where there is nothing to run."""
        code = [it for example in examples for it in self._example(example)]
        if not code:
            raise Rejected("no example", self._source.name)
        self._own += Rewriter(self, self._source).body(code, ())
        self._closure.mention(code)
        self._closure.finish()
        self._part_names()
        return cut(self._closure.code(), code, self._asserting)

    def _rewrite_module(self, source: Source, code: Sequence[ast.stmt]) -> list[ast.stmt]:
        return Rewriter(self, source).module_level(code)

    def _example(self, example: doctest.Example) -> Iterator[ast.stmt]:
        if example.options.get(doctest.SKIP):
            return
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                code = ast.parse(example.source).body
                compile(example.source, "<example>", "exec")
        except (SyntaxError, ValueError):
            code = ast.parse(f"exec({example.source!r})").body
        if example.exc_msg is not None:
            yield self._raising(example.exc_msg, code)
            return
        blurred = example.options.get(doctest.ELLIPSIS) and "..." in example.want
        for statement in code:
            if isinstance(statement, ast.Expr) and not blurred:
                show = ast.Name(self._show(), ast.Load())
                statement.value = ast.Call(show, [statement.value], [])
            yield ast.fix_missing_locations(statement)

    def _show(self) -> str:
        key = ("assertion", "show")
        if key not in self._closure.units:
            name = self._closure.name_for("show")
            self._closure.add_text(key, _SHOW.format(name=name))
            self._closure.units[key].name = name
            self._asserting.add(name)
        return self._closure.units[key].name

    def _raising(self, message: str, code: list[ast.stmt]) -> ast.stmt:
        kind = message.partition(":")[0].strip().rpartition(".")[2]
        if not kind.isidentifier():
            raise Rejected("an exception without a class", message.strip())
        (statement,) = ast.parse(_RAISES.format(kind=kind)).body
        assert isinstance(statement, ast.Try)  # noqa: S101
        statement.body = code
        return ast.fix_missing_locations(statement)

    def _part_names(self) -> None:
        for it in self._own:
            if it.name in self._closure.taken:
                it.rename(f"{it.name}_")
