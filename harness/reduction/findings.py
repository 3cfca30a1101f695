"""The cases of a run, each reduced to a program; what comes to the same is one finding."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from harness.history.record import Result
from harness.suite.case import Case
from harness.suite.derivations import Progress

_T = TypeVar("_T")


@dataclass(frozen=True)
class NoProgram:
    """Why a case comes to no program."""

    why: str


def reduce_each(
    wanted: Collection[Result],
    cases: Mapping[str, Case],
    reduced: Callable[[Case, Result], _T | NoProgram],
    progress: Progress,
) -> tuple[dict[_T, list[str]], dict[str, str]]:
    """Reduce the cases of results; `cases` has them by id.

    Gives what they come to, with the ids of the cases for each, and why others come to nothing.
    """
    merged: dict[_T, list[str]] = {}
    unreduced = {}
    for done, it in enumerate(wanted):
        progress(f"reducing {it.case}", done, len(wanted))
        if (case := cases.get(it.case)) is None:
            unreduced[it.case] = "is no case of the suite any more"
        elif isinstance(found := reduced(case, it), NoProgram):
            unreduced[it.case] = found.why
        else:
            merged.setdefault(found, []).append(it.case)
    return merged, unreduced
