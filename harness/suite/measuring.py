"""Cases that measure: those in a suite's folders `memory`, `speed` and `realtime`.

Such a case may print figures of its own.  One that defines `run(n)`, which does n equal units of
work and shows that it did, is measured at several n: what a unit takes is the slope.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from harness.figures import expected_besides
from harness.observation import Expected, Unusable
from harness.suite.case import Case, Scale

FOLDERS: Final = frozenset({"memory", "speed", "realtime"})
UNITS: Final = tuple(4**power for power in range(7))  # 1 to 4096
_RUN: Final = re.compile(r"^def run\(", re.MULTILINE)


def measuring(case: Case) -> Case:
    """Make a script a measuring case, where it stands in one of the `FOLDERS`."""
    if case.chapter.partition("/")[0] not in FOLDERS:
        return case
    case = replace(case, measures=True)
    if not _defines_run(case.program):
        return case
    # What a unit leaves behind must stay alive until it has been measured, hence the name.
    scales = tuple(Scale(n, f"{case.program}kept = run({n})\n") for n in UNITS)
    return replace(case, program=scales[0].program, scales=scales)


def programs(case: Case) -> Iterator[str]:
    """Give the programs of a case that the reference must be asked about."""
    if case.expected is None:
        yield from [it.program for it in case.scales] or [case.program]


def answered(case: Case, answers: Mapping[str, Expected | Unusable]) -> Case:
    """Put in what the reference answers to the `programs` of a case.

    From the first size on that is too much for the reference there are no scales.
    """

    def answer(program: str) -> Expected | Unusable:
        found = answers[program]
        if not (case.measures and isinstance(found, Expected)):
            return found
        if case.scales and found.exception:
            return Unusable(f"its run(n) ends with {found.exception[0]}: {found.message}")
        return expected_besides(found)

    scales = []
    for it in case.scales:
        if not isinstance(found := answer(it.program), Expected):
            break
        scales.append(replace(it, expected=found))
    return replace(case, expected=answer(case.program), scales=tuple(scales))


def _defines_run(program: str) -> bool:
    if not _RUN.search(program):
        return False
    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(isinstance(it, ast.FunctionDef) and it.name == "run" for it in tree.body)
