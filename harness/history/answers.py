"""What the history of all runs answers: facts, which `report.history` makes lines of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from harness.history.comparison import Alert
from harness.verdict import Word


@dataclass(frozen=True)
class Matrix:
    """The newest verdict of each case on each board: an index of `WORDS`, -1 where it never ran."""

    boards: Sequence[str]
    cases: Sequence[str]
    verdicts: NDArray[np.int8]  # cases x boards


@dataclass(frozen=True)
class Look:
    """One case in one run, of as many `runs` as the board had it in."""

    board: str
    runs: int
    started: datetime
    run: str
    version: str
    verdict: Word
    detail: str
    figures: dict[str, float]


@dataclass(frozen=True)
class Turn:
    """A verdict that is another than in the board's run before."""

    board: str
    case: str
    before: Word
    after: Word
    detail: str


@dataclass(frozen=True)
class Since:
    """The run since which a case matches on a board in all its versions."""

    board: str
    case: str
    version: str
    run: str
    always: bool  # since the first run that is known


@dataclass(frozen=True)
class Drift:
    """What changed over the last `nights`, where there were runs to compare.

    `compared` counts the boards of which there were; `alone` names those with a single run.
    """

    nights: int
    alerts: Sequence[Alert]
    compared: int
    alone: Sequence[str]
