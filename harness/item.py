"""pytest's items: a case on a board.

A board runs a case in the item's setup, so that what the bench gets wrong is an error; the
verdict falls in its call, so that what the board gets wrong is a failure.
"""

import difflib
import os
import shlex
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from harness.errors import OnboardError, RecordDamaged
from harness.farm.bench import Judged, Seat
from harness.farm.target import Target
from harness.suite.case import Case
from harness.suite.expectations import Standing
from harness.verdict import Word

TARGETS: Final = pytest.StashKey[list[Target]]()
SEATS: Final = pytest.StashKey[dict[str, Seat]]()  # by the target's slug
OPTIONS: Final = {"reference": sys.executable, "deadline": 10.0}  # and their defaults
_SKIPS: Final = frozenset({Word.UNSUPPORTED, Word.TOOBIG, Word.SKIP, Word.REFERENCE})
_FAILS: Final = frozenset({Word.DIFFER, Word.CRASH, Word.TIMEOUT})
_OUTDATED: Final = frozenset({Standing.CHANGED, Standing.STALE_MATCH})


class CaseItem(pytest.Item):
    """One case on one board."""

    def __init__(self, *, case: Case, target: Target, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(**rest)
        self.case = case
        self.target = target
        self.judged: Judged | None = None

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.case.id} [{self.target.name}]"

    def setup(self) -> None:
        try:
            self.judged = self.config.stash[SEATS][self.target.slug].run(self.case)
        except RecordDamaged:  # a run that nobody can read afterwards is not worth going on with
            self.session.shouldstop = "the record cannot be written"
            raise
        if self.judged.result.verdict is Word.INFRA:
            raise OnboardError(self.judged.result.detail)

    def runtest(self) -> None:
        assert self.judged is not None  # noqa: S101  (setup ran)
        verdict, known = self.judged.result.verdict, self.judged.standing
        if known in _OUTDATED:
            raise BoardDiffers(self)
        if verdict in _SKIPS:
            pytest.skip(f"{verdict}: {self.judged.result.detail}")
        if verdict not in _FAILS:
            return
        if known is Standing.KNOWN:
            pytest.xfail(self.judged.listed)
        if known is Standing.UNREVIEWED:
            pytest.skip(f"unreviewed {verdict}: {self.judged.result.detail}")
        raise BoardDiffers(self)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401
        # An expected failure, too, is told in its own words: no traceback of ours explains it.
        if isinstance(excinfo.value, (BoardDiffers, OnboardError, pytest.xfail.Exception)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    @property
    def again(self) -> str:
        """The command that repeats just this case."""
        command = ["pytest", "--runxfail", f"--board={self.target.name}"]  # known or not
        for option in ("reference", "deadline"):
            value = self.config.getoption(option)
            if value != OPTIONS[option]:
                command.append(f"--{option}={value}")
        where = os.path.relpath(self.path, self.config.invocation_params.dir)
        return shlex.join([*command, f"{where}::{self.case.id}" if self.case.steps else where])


class BoardDiffers(Exception):
    """A board did what it should not, or what nobody expected any more."""

    def __init__(self, item: CaseItem) -> None:
        seat = item.config.stash[SEATS][item.target.slug]
        judged = item.judged
        assert judged is not None  # noqa: S101
        result = judged.result
        lines = [f"{result.verdict} on {seat.title}: {result.detail or 'as the reference'}"]
        if judged.standing in _OUTDATED:
            lines.append(f"{seat.listing(result)} lists it as {judged.listed}")
            if result.assertions:
                lines.append(f"now {result.matched} of {result.assertions} assertions match")
            lines.append(
                "if this is right, run it with --update-expectations and review the change"
            )
        lines += difflib.unified_diff(
            list(judged.expected_lines),
            list(judged.seen_lines),
            seat.reference,
            seat.target.name,
            lineterm="",
            n=2,
        )
        lines.append(f"again: {item.again}")
        super().__init__("\n".join(lines))
