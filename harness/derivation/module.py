"""One module of CPython's test suite as cases, and why each of its other methods is none."""

import ast
import doctest
import json
import os
import platform
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from harness.derivation.corpus import Method, doctests, find, skipped, test_classes
from harness.derivation.doctests import Examples
from harness.derivation.flatten import Program
from harness.derivation.functions import is_straight
from harness.derivation.sources import Rejected, Sources
from harness.derivation.steps import Step, cut, living
from harness.derivation.support import examine_decorators
from harness.derivation.surface import PREFIX, surface

FORMAT = 1


def main(arguments: Sequence[str]) -> int:
    """Derive a module and write what came of it; 0, or 1 where it cannot even be imported."""
    module, outfile, *options = arguments
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10_000)
    try:
        derived = derive(module, shake="--unshaken" not in options)
    except (ImportError, SyntaxError, Exception) as error:  # noqa: BLE001  (a module may do anything)
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    path = Path(outfile)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(json.dumps(derived), encoding="utf-8")
    part.replace(path)
    return 0


def derive(module: str, *, shake: bool) -> dict[str, Any]:
    """Derive every test method of `test.MODULE`."""
    sources = Sources()
    cases: list[dict[str, Any]] = []
    rejected: list[dict[str, str]] = []

    def attempt(name: str, make: Callable[[], tuple[str, list[list[Step]]]]) -> None:
        case = f"{module}.{name}"
        try:
            tag, candidates = make()
        except Rejected as why:
            rejected.append({"id": case, "reason": why.reason, "detail": why.detail})
        else:
            steps = [[it.as_json() for it in candidate] for candidate in candidates]
            cases.append({"id": case, "tag": tag, "candidates": steps})

    if module.startswith(PREFIX):
        for name, steps in surface(module.removeprefix(PREFIX)):
            attempt(name, partial(_always, steps))
        return _answer(module, sources, cases, rejected)
    for name, test, methods in test_classes(module):
        for each in methods:
            make = partial(_candidates, sources, (name, test), each, shake=shake)
            attempt(f"{name}.{each}", make)
    for name, examples in doctests(module):
        attempt(name, partial(_examples, sources, module, examples, shake=shake))
    return _answer(module, sources, cases, rejected)


def _always(steps: list[Step]) -> tuple[str, list[list[Step]]]:
    return "", [steps]


def _answer(
    module: str,
    sources: Sources,
    cases: list[dict[str, Any]],
    rejected: list[dict[str, str]],
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "module": module,
        "python": platform.python_version(),
        "sources": {it.path: it.sha256 for it in sources.read.values()},
        "methods": len(cases) + len(rejected),
        "cases": cases,
        "rejected": rejected,
    }


def _candidates(
    sources: Sources, known: tuple[str, type], name: str, *, shake: bool
) -> tuple[str, list[list[Step]]]:
    called, test = known
    if not called.replace(".", "_").isidentifier():
        raise Rejected("a class for each item of a data base", called)
    why = skipped(test, name)
    if why is not None:
        raise Rejected("skipped on CPython", why)
    method = find(sources, test, name)
    if method is None:
        raise Rejected("a method without text", name)
    tag = examine_decorators(method.node, is_wrapped=method.is_wrapped)
    tag = tag or _class_tag(sources, test) or _word_size(method)
    ways = [True] if not is_straight(method.node) else [False, True]
    candidates: list[list[Step]] = []
    first: Rejected | None = None
    for as_function in ways:
        try:
            program = Program(sources, test, shake=shake)
            program.build(method, as_function=as_function)
            candidates += _steps(program)
        except Rejected as error:
            first = first or Rejected(error.reason, f"{error.detail} ({method.place})")
    if not candidates:
        assert first is not None  # noqa: S101
        raise first
    return tag, candidates


def _examples(
    sources: Sources, module: str, test: doctest.DocTest, *, shake: bool
) -> tuple[str, list[list[Step]]]:
    source = sources.of(f"test.{module}")
    if source is None or test.globs.get("__name__") != source.name:
        raise Rejected("a doctest of another module", test.name)
    return "", [Examples(sources, source, shake=shake).steps(test.examples)]


def _steps(program: Program) -> list[list[Step]]:
    whole = cut(program.closure.code(), [*program.setup, *program.body], program.asserting)
    needed = whole if program.is_bare else living(whole, len(program.body))
    return [needed] if len(needed) == len(whole) else [needed, whole]


def _class_tag(sources: Sources, test: type) -> str:
    source = sources.of(test.__module__)
    node = source.classes.get(test.__qualname__) if source is not None else None
    return examine_decorators(node) if node is not None else ""


def _word_size(method: Method) -> str:
    """Say so where a method decides by the width of a machine word."""
    for node in ast.walk(method.node):
        if isinstance(node, ast.If | ast.IfExp) and "maxsize" in ast.unparse(node.test):
            return "word size"
    return ""
