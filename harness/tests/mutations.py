"""Pythons that are broken in one place each, to see whether the suite finds it.

A broken Python is a desktop board whose boot file calls `install`: it rewrites a program before
it is compiled.  A program that the rewriting leaves as it is does not use what is broken, so its
verdict must not change.  Runs on the board, too, hence nothing but the standard library.
"""

import ast
import builtins
import copy
import functools
import itertools
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import CodeType, GeneratorType
from typing import Any, Final

from harness.tests import rewriting_syntax as syntax
from harness.tests.misdeeds import (
    Helper,
    append_most,
    bool_is_no_int,
    by_numbers,
    exactly,
    first,
    last_of_equals,
    look_up,
    method,
    raises_instead,
    result,
    reversed_dict,
    self_of,
    short_floats,
    stepped,
    swapped,
    without,
    wrapped,
)
from harness.tests.rewriting_calls import (
    HELPER,
    Calls,
    DeletedSlices,
    HandlersAsked,
    Iterations,
    Operations,
    Subscripts,
)


@dataclass(frozen=True)
class Mutation:
    """One thing that is broken: how programs are rewritten, and the helper they call then."""

    name: str
    rewriter: Callable[[], ast.NodeTransformer]
    helper: Helper | None = None

    def rewritten(self, program: str) -> ast.Module | None:
        """Give the program as it runs there, None where that is as it stands or no program."""
        try:
            tree = self.rewriter().visit(ast.parse(program))
            same = _code(program) == _code(ast.fix_missing_locations(tree))
        except (SyntaxError, ValueError):
            return None
        return None if same else tree


def _code(program: str | ast.Module) -> CodeType:
    return compile(program, "<program>", "exec", dont_inherit=True)


def install(name: str) -> None:
    """Break this Python, for programs that a REPL compiles."""
    mutation, sound = MUTATIONS[name], builtins.compile

    def broken(source: Any, filename: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        if filename == "<stdin>" and isinstance(source, str):
            source = mutation.rewritten(source) or source
        return sound(source, filename, *rest, **named)

    vars(builtins)["compile"] = broken
    vars(builtins)[HELPER] = mutation.helper


def _calls(*names: str) -> Callable[[], ast.NodeTransformer]:
    return lambda: Calls(*names)


def _operations(*kinds: type[ast.operator | ast.cmpop]) -> Callable[[], ast.NodeTransformer]:
    return lambda: Operations(*kinds)


def _mutations() -> list[Mutation]:
    return [
        Mutation("nothing", ast.NodeTransformer),
        *_of_builtins(),
        *_of_methods(),
        *_of_modules(),
        *_of_operators(),
        *_of_syntax(),
    ]


def _of_builtins() -> list[Mutation]:
    return [
        Mutation("sorted ignores reverse", _calls("sorted"), without("reverse")),
        Mutation("sorted is not stable", _calls("sorted"), lambda f, a, **k: f([*a][::-1], **k)),
        Mutation(
            "int of no number is a TypeError",
            _calls("int"),
            raises_instead(TypeError, ValueError, int),
        ),
        Mutation(
            "int takes no underscores", _calls("int"), first(str, lambda s: s.replace("_", "?"))
        ),
        Mutation(
            "round goes half up",
            _calls("round"),
            lambda f, a, *n: f(a, *n) if n or type(a) is not float else math.floor(a + 0.5),
        ),
        Mutation("min and max give the last of equals", _calls("min", "max"), last_of_equals),
        Mutation("six digits of floats", _calls("print", "repr", "str"), short_floats),
        Mutation(
            "enumerate ignores its start", _calls("enumerate"), without("start", positional=1)
        ),
        Mutation(
            "zip goes to the longest", _calls("zip"), lambda _, *a, **__: itertools.zip_longest(*a)
        ),
        Mutation("a bool is no int", _calls("isinstance"), bool_is_no_int),
        Mutation("sum ignores its start", _calls("sum"), without("start", positional=1)),
        Mutation(
            "all of nothing is false", _calls("all"), lambda f, a: bool(a := list(a)) and f(a)
        ),
        Mutation(
            "divmod truncates",
            _calls("divmod"),
            lambda f, a, b: (int(a / b), math.fmod(a, b)) if type(a) is type(b) is int else f(a, b),
        ),
        Mutation("getattr ignores its default", _calls("getattr"), without(positional=2)),
    ]


def _of_methods() -> list[Mutation]:
    return [
        Mutation("list.append drops every third", _calls("append"), append_most),
        Mutation(
            "list.index raises the wrong error",
            _calls("index"),
            raises_instead(IndexError, ValueError, list),
        ),
        Mutation(
            "list.sort returns the list", _calls("sort"), lambda f, **k: (f(**k), self_of(f))[1]
        ),
        Mutation("list.pop(i) takes the last", _calls("pop"), method(list, lambda a, *_: a.pop())),
        Mutation("set.pop takes nothing out", _calls("pop"), method(set, lambda a: next(iter(a)))),
        Mutation(
            "dict.pop ignores its default", _calls("pop"), method(dict, lambda a, k, *_: a.pop(k))
        ),
        Mutation(
            "dict.get ignores its default", _calls("get"), method(dict, lambda a, k, *_: a.get(k))
        ),
        Mutation(
            "str.split drops empty parts",
            _calls("split"),
            result(list, lambda r: [*filter(None, r)]),
        ),
        Mutation(
            "str.format ignores widths",
            _calls("format"),
            method(str, lambda a, *v: re.sub(r":[<>^]?\d+", ":", a).format(*v)),
        ),
        Mutation(
            "str.replace ignores its count",
            _calls("replace"),
            method(str, lambda a, x, y, *_: a.replace(x, y)),
        ),
        Mutation("str.strip strips on the left only", _calls("strip"), method(str, str.lstrip)),
        Mutation(
            "bytes.find is off by one", _calls("find"), method(bytes, lambda a, *v: a.find(*v) + 1)
        ),
        Mutation(
            "generator.close closes nothing",
            _calls("close"),
            method(GeneratorType, lambda _: None),
        ),
    ]


def _of_modules() -> list[Mutation]:
    return [
        Mutation(
            "struct swaps the byte order",
            _calls("pack", "unpack", "pack_into", "unpack_from", "calcsize"),
            first(str, swapped),
        ),
        Mutation(
            "json.loads makes floats of ints",
            _calls("loads"),
            lambda f, *a, **k: f(*a, **{"parse_int": float, **k}),
        ),
        Mutation("math.floor truncates", _calls("floor"), lambda _, a: int(a)),
        Mutation("deque ignores maxlen", _calls("deque"), without("maxlen", positional=1)),
        Mutation("copy.deepcopy is shallow", _calls("deepcopy"), lambda _, a, *__: copy.copy(a)),
        Mutation(
            "reduce ignores its start",
            _calls("reduce"),
            lambda _, f, a, *__: functools.reduce(f, a),
        ),
        Mutation("heappop takes the last", _calls("heappop"), lambda _, heap: heap.pop()),
    ]


def _of_operators() -> list[Mutation]:
    return [
        Mutation(
            "int // truncates",
            _operations(ast.FloorDiv),
            by_numbers(operator.floordiv, lambda a, b: int(a / b)),
        ),
        Mutation(
            "int % has the sign of the left",
            _operations(ast.Mod),
            by_numbers(operator.mod, lambda a, b: int(math.fmod(a, b))),
        ),
        Mutation(
            "int / is an int",
            _operations(ast.Div),
            by_numbers(operator.truediv, operator.floordiv),
        ),
        Mutation("int + has 32 bits", _operations(ast.Add), wrapped(operator.add)),
        Mutation("int << has 32 bits", _operations(ast.LShift), wrapped(operator.lshift)),
        Mutation(
            "int ** a negative is 0",
            _operations(ast.Pow),
            by_numbers(operator.pow, lambda a, b: 0 if b < 0 else a**b),
        ),
        Mutation("is means ==", _operations(ast.Is), operator.eq),
        Mutation(
            "in a str looks at its start",
            _operations(ast.In),
            lambda a, b: b.startswith(a) if type(b) is str else a in b,
        ),
        Mutation(
            "in a range ignores the step",
            _operations(ast.In),
            lambda a, b: b.start <= a < b.stop if type(b) is range else a in b,
        ),
        Mutation("a missing key is an IndexError", Subscripts, look_up),
        Mutation("a slice backwards loses one", lambda: Subscripts(steps=True), stepped),
        Mutation(
            "del of a slice takes every other",
            DeletedSlices,
            lambda s: slice(s.start, s.stop, s.step or 2),
        ),
        Mutation("dicts iterate backwards", Iterations, reversed_dict),
        Mutation("except takes the very class only", HandlersAsked, exactly),
    ]


def _of_syntax() -> list[Mutation]:
    return [
        Mutation("finally is skipped on return", syntax.FinallySkippedOnReturn),
        Mutation("else of a loop always runs", syntax.ElseAlwaysRuns),
        Mutation("a chain evaluates its middle twice", syntax.ChainsEvaluateTwice),
        Mutation("a comprehension leaks its variable", syntax.ComprehensionsLeak),
        Mutation("defaults are made per call", syntax.DefaultsPerCall, lambda: None),
        Mutation("closures bind early", syntax.ClosuresBindEarly),
        Mutation("+= makes a new list", syntax.AugmentedMakesNew),
        Mutation("a starred target is a tuple", syntax.StarsTakeTuples),
        Mutation("and, or give bools", syntax.BooleanOperatorsGiveBools),
        Mutation("yield from has no value", syntax.YieldFromGivesNone),
        Mutation("floats are single precision", lambda: syntax.Constants(float)),
        Mutation("text is ASCII", lambda: syntax.Constants(str)),
        Mutation("global is ignored", lambda: syntax.Forgets("Global")),
        Mutation("nonlocal is ignored", lambda: syntax.Forgets("Nonlocal")),
        Mutation("assert is ignored", lambda: syntax.Forgets("Assert")),
        Mutation("raise forgets its cause", lambda: syntax.Forgets("Raise.cause")),
        Mutation("a guard is ignored", lambda: syntax.Forgets("match_case.guard")),
        Mutation("!r is ignored", lambda: syntax.Forgets("FormattedValue.conversion")),
        Mutation(
            "an f-string ignores widths", lambda: syntax.Forgets("FormattedValue.format_spec")
        ),
        Mutation("decorators apply top down", lambda: syntax.Reverses("decorator_list")),
        Mutation("keywords come backwards", lambda: syntax.Reverses("keywords")),
        Mutation("__slots__ are ignored", syntax.SlotsIgnored),
        Mutation("continue breaks", syntax.ContinueBreaks),
    ]


MUTATIONS: Final[Mapping[str, Mutation]] = {one.name: one for one in _mutations()}
