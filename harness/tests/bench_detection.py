"""How well changes are found: synthetic series with steps, noise and outliers.

    python -m harness.tests.bench_detection [--series N]

Exact figures are compared run by run, as `onboard compare` does.  Noisy ones pass the nightly gate
over a year, night by night: an alarm is right if a step lies in the `LATENCY` nights up to it, and
a step is found if such an alarm comes; more alarms for the same step are false.  Precision is of
all alarms, those of as many series without a step included.
"""

import argparse
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from harness.history.comparison import compare
from harness.history.metrics import GC_BLOCK_BYTES, WORK_FLOOR, Kind
from harness.history.record import Footer, Header, Record, Result
from harness.history.regressions import BASELINE, RECENT, Series, gate
from harness.history.trends import steps
from harness.verdict import Word

NIGHTS = 365
LATENCY = 12  # nights within which an alarm belongs to a step
QUIET = 7  # nights without a flag that end an alarm


@dataclass(frozen=True)
class Score:
    """Counts of alarms and steps."""

    right: int
    alarms: int
    steps: int

    @property
    def precision(self) -> float:
        return self.right / self.alarms if self.alarms else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.steps

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.alarms + other.alarms, self.steps + other.steps)


def noisy(
    count: int, sigma: float, step: float, seed: int, outliers: float = 0.02
) -> tuple[Series, list[list[int]]]:
    """Make series of a level of 10000 with two steps each, and none in the second half of them."""
    chance = np.random.default_rng(seed)
    values = 1 + sigma * chance.standard_normal((count, NIGHTS))
    hit = chance.random(values.shape) < outliers
    values[hit] += chance.uniform(0.1, 0.5, np.count_nonzero(hit))
    places: list[list[int]] = [[] for _ in range(count)]
    for row in range(count // 2):
        first = int(chance.integers(60, 150))
        places[row] = [first, int(chance.integers(first + 60, 330))]
        for place in places[row]:
            values[row, place:] *= 1 + step * chance.choice((-1, 1))
    return 10_000 * values, places


def nightly(series: Series, kind: Kind) -> Iterator[list[int]]:
    """Give the nights of each series on which an alarm begins."""
    flags = np.zeros(series.shape, np.bool_)
    for night in range(RECENT + BASELINE, NIGHTS + 1):
        flags[:, night - 1] = gate(series[:, :night][:, -60:], kind).flags != 0
    for row in flags:
        nights = np.flatnonzero(row)
        yield [int(it) for it in nights[np.diff(nights, prepend=-NIGHTS) > QUIET]]


def score(alarms: list[list[int]], places: list[list[int]]) -> Score:
    """Match the alarms of each series with its steps."""
    right = 0
    for found, there in zip(alarms, places, strict=True):
        right += sum(any(0 <= it - place <= LATENCY for it in found) for place in there)
    return Score(right, sum(map(len, alarms)), sum(map(len, places)))


def exact(count: int, seed: int, nights: int = 60) -> dict[str, Score]:
    """Compare each night's run with the one before, in which figures change by the least there is.

    That is one block of the heap and one part in a thousand; half of the other nights are off by
    just less, which is no change.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    heaps = [chance.randrange(100, 1_000_000) for _ in range(count)]
    works = [chance.randrange(1_000, 10_000_000) for _ in range(count)]
    before = _run(heaps, works)
    moved: set[tuple[int, str, str]] = set()
    seen: set[tuple[int, str, str]] = set()
    for night in range(nights):
        for case in range(count):
            kind = chance.randrange(20)
            if kind < 2:
                heaps[case] += GC_BLOCK_BYTES
                works[case] += math.ceil(WORK_FLOOR * works[case])
                moved |= {(night, str(case), "live_bytes"), (night, str(case), "work_fuel")}
            elif kind < 10:
                heaps[case] += GC_BLOCK_BYTES - 1
                works[case] -= math.ceil(WORK_FLOOR * works[case]) - 1
        after = _run(heaps, works)
        told = compare(before, after).alerts
        seen |= {(night, shift.case, alert.metric) for alert in told for shift in alert.shifts}
        before = after
    return {
        name: Score(
            *(len({it for it in some if it[2] == name}) for some in (seen & moved, seen, moved))
        )
        for name in ("live_bytes", "work_fuel")
    }


def _run(heaps: Sequence[int], works: Sequence[int]) -> Record:
    results = tuple(
        Result(str(case), "0" * 16, "", Word.MATCH, heap_before=0, heap_collected=heap, work=work)
        for case, (heap, work) in enumerate(zip(heaps, works, strict=True))
    )
    now = datetime(2026, 11, 22, tzinfo=UTC)
    count = len(results)
    header = Header("", now, "", "", {}, "", "", "", [], count, exact=True, work_unit="fuel")
    footer = Footer(now, count, count, interrupted=False, counts={Word.MATCH: count})
    return Record(header, results, footer)


def located(series: Series, places: list[list[int]]) -> tuple[Score, float]:
    """Find the nights of the steps in whole years; also give milliseconds for a series."""
    steps(series[0], Kind.SPEED)  # which imports ruptures
    began = time.perf_counter()
    found = [steps(row, Kind.SPEED) for row in series]
    elapsed = time.perf_counter() - began
    right = 0
    for some, there in zip(found, places, strict=True):
        right += sum(any(it.first <= place <= it.last for it in some) for place in there)
    total = Score(right, sum(map(len, found)), sum(map(len, places)))
    return total, 1000 * elapsed / len(series)


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--series", type=int, default=1000)
    count = parser.parse_args(arguments).series
    for name, told in exact(count, 1).items():
        _row(f"{name}: exact, least change", told)
    for sigma, step in ((0.0, 0.03), (0.005, 0.03), (0.02, 0.1), (0.02, 0.03)):
        series, places = noisy(count, sigma, step, 2)
        what = f"sigma {100 * sigma:g} %, step {100 * step:g} %"
        _row(f"gate: {what}", score(list(nightly(series, Kind.SPEED)), places))
        some, where = series[::5], places[::5]
        told, milliseconds = located(some, where)
        _row(f"trend: {what}, night in range", told, f"{milliseconds:.2f} ms a series")
    series = 10_000 * (1 + 0.005 * np.random.default_rng(3).standard_normal((100_000, 33)))
    for what, missing in (("whole", 0.0), ("5 % of the nights missing", 0.05)):
        series[np.random.default_rng(4).random(series.shape) < missing] = np.nan
        began = time.perf_counter()
        flagged = int(np.count_nonzero(gate(series, Kind.SPEED).flags))
        elapsed = time.perf_counter() - began
        print(f"gate: 100,000 series, {what}: {elapsed:.2f} s, {flagged} flagged of pure noise")  # noqa: T201


def _row(what: str, told: Score, more: str = "") -> None:
    print(  # noqa: T201
        f"{what:44} precision {told.precision:.3f}  recall {told.recall:.3f}"
        f"  {told.alarms} alarms, {told.steps} steps  {more}",
        flush=True,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
