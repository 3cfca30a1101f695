"""What derives from CPython's tests and what does not, as plain lines that can be pasted."""

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from harness.suite.case import Case
from harness.suite.derived import DerivedModule, Rejection

_COUNTS: Final = ("methods", "left out", "derived", "", "stable", "")
_HEAD: Final = ("", *_COUNTS, "bytes: half", "90 %", "all")
_DETAIL_CHARACTERS: Final = 100

_Row = tuple[str, ...]


def derivation_tables(modules: Sequence[DerivedModule]) -> list[str]:
    """Give the table by module, with totals by part, and the table of rejections by reason.

    The first percentage is derived of the methods that no manifest leaves out, the second stable
    of those derived.  Bytes are of the programs: half of them, nine in ten and all are as long as
    that or shorter.
    """
    return [*_aligned([_HEAD, *_rows(modules)]), *_unread(modules), *_reasons(modules)]


def program_lines(case: Case, passed_over: int = 0) -> list[str]:
    """Give a derived program with what CPython prints below each step, as `#> True`."""
    assertions = sum(step.assertions for step in case.steps)
    size = len(case.program.encode("utf-8", "surrogatepass"))
    lines = [f"# {case.id}: {len(case.steps)} steps, {assertions} assertions, {size} bytes"]
    if case.tag:
        lines.append(f"# does not count against a board: {case.tag}")
    if passed_over:
        lines.append(f"# better programs that do not hold on CPython: {passed_over}")
    for step in case.steps:
        lines += [*step.source.splitlines(), *(f"#> {it}" for it in step.output.splitlines())]
    return lines


def rejection_line(rejection: Rejection) -> str:
    """Say in one line why a method is no case."""
    reason = f"{rejection.id} {rejection.stage}: {rejection.reason}"
    return f"{reason}: {rejection.detail}" if rejection.detail else reason


def _rows(modules: Sequence[DerivedModule]) -> Iterator[_Row]:
    ordered = sorted(modules, key=lambda it: (it.chosen.part, it.chosen.name))
    parts = {part: list(it) for part, it in groupby(ordered, key=lambda it: it.chosen.part)}
    for part, members in parts.items():
        yield _row(part, members)
        yield from (_row(f"  {it.chosen.name}", [it]) for it in members if it.methods)
    if len(parts) > 1:
        yield _row("total", ordered)


def _row(label: str, modules: Iterable[DerivedModule]) -> _Row:
    members = list(modules)
    methods = sum(it.methods for it in members)
    derived = sum(it.derived for it in members)
    stable = sum(it.stable for it in members)
    left_out = sum(it.left_out for it in members)
    counts = (str(methods), str(left_out), str(derived), _share(derived, methods - left_out))
    sizes = [len(case.program.encode()) for it in members for case in it.cases]
    return (label, *counts, str(stable), _share(stable, derived), *_quantiles(sizes))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def _quantiles(sizes: list[int]) -> tuple[str, str, str]:
    if not sizes:
        return ("-", "-", "-")
    tenths = statistics.quantiles([*sizes, *sizes], n=10, method="inclusive")
    return (f"{statistics.median(sizes):.0f}", f"{tenths[-1]:.0f}", str(max(sizes)))


def _unread(modules: Iterable[DerivedModule]) -> Iterator[str]:
    if absent := [it.chosen.name for it in modules if it.absent]:
        yield ""
        yield f"not in this reference: {', '.join(absent)}"
    faulty = [it for it in modules if it.fault]
    for it in faulty:
        yield f"FAILED {it.chosen.name}: {it.fault}"


def _reasons(modules: Iterable[DerivedModule]) -> list[str]:
    rejections = [rejection for it in modules for rejection in it.rejections]
    counts = Counter((it.stage, it.reason) for it in rejections)
    examples = {(it.stage, it.reason): it for it in reversed(rejections)}
    rows = [
        (f"{stage}: {reason}", str(count), f"{examples[stage, reason].id}")
        for (stage, reason), count in counts.most_common()
    ]
    return (
        ["", *_aligned([("no case, because it", "methods", "for example"), *rows])] if rows else []
    )


def _aligned(rows: Sequence[_Row]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for label, *cells in rows:
        texts = (f"  {cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))
        yield f"{label:{widths[0]}}{''.join(texts)}".rstrip()
