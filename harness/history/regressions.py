"""Which noisy series have changed lately: one vectorised look at all of them.

Pure.  For what a clock says on a board.  What repeats exactly needs no statistics; `comparison`
compares it as it is.  The rule is that of a guard, not of a judge: the median of the last `RECENT`
nights lies further from the median of the `BASELINE` nights before than chance and outliers bring
it.  Where it holds, `trends` finds the night.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from harness.history.metrics import GC_BLOCK_BYTES, Kind

RECENT: Final = 5
BASELINE: Final = 28
AGREEING: Final = 4  # of the recent nights, nearer to the new level than to the old
ENOUGH: Final = 8  # nights of the baseline, for its spread to be known
STANDARD_ERRORS: Final = 5.0
NOISE_FLOOR: Final = 0.0005  # of the level: below it the clock's own resolution is seen
# The least that is worth a line: in a figure's own unit, and as a share of what it was.
LEAST: Final = {
    Kind.RAM: (GC_BLOCK_BYTES, 0.002),
    Kind.SPEED: (0.0, 0.01),
    Kind.COUNT: (0.0, 0.01),
}
_SIGMA_OF_MAD: Final = 1.4826  # of a normal distribution
_ERROR_OF_MEDIAN: Final = 1.2533  # as many standard errors of a mean

Series = NDArray[np.float64]


@dataclass(frozen=True)
class Gated:
    """What became of each series; all arrays have one entry for each.

    `flags` is 1 where it has risen, -1 where it has fallen, 0 otherwise; `known` tells whether
    there were nights enough to say so.  `before` and `after` are both medians, NaN where unknown.
    """

    flags: NDArray[np.int8]
    known: NDArray[np.bool_]
    before: Series
    after: Series


@np.errstate(over="ignore", invalid="ignore")  # figures near the largest float tell nothing
def gate(series: Series, kind: Kind) -> Gated:
    """Judge the newest night of each series.

    `series` has a row for each and a column for each night, the newest last; NaN is a night
    without a measurement.  Nights are counted as far as they were measured, and a series that was
    not measured in the newest is not judged.
    """
    window = _measured(series)
    recent, baseline = window[:, -RECENT:], window[:, :-RECENT]
    nights = np.count_nonzero(~np.isnan(baseline), axis=1)
    known = (nights >= ENOUGH) & ~np.isnan(series[:, -1])
    before, after = _medians(baseline), _medians(recent)
    level = np.abs(before)
    spread = np.maximum(
        _SIGMA_OF_MAD * _medians(np.abs(baseline - before[:, None])),
        _SIGMA_OF_MAD / np.sqrt(2) * _medians(np.abs(np.diff(baseline, axis=1))),
    )
    sigma = np.fmax(spread, NOISE_FLOOR * level)
    error = _ERROR_OF_MEDIAN * sigma * np.sqrt(1 / RECENT + 1 / np.maximum(nights, 1))
    amount, share = LEAST[kind]
    change = np.where(known, after - before, 0.0)
    size = np.abs(change)
    far = (size > STANDARD_ERRORS * error) & (size >= amount) & (size >= share * level)
    # Three outliers of five make a median, too; those of a step have the others beside them.
    halfway = ((before + after) / 2)[:, None]
    there = np.sign(recent - halfway) == np.sign(change)[:, None]
    far &= np.count_nonzero(there, axis=1) >= AGREEING
    return Gated(np.where(far, np.sign(change), 0).astype(np.int8), known, before, after)


def _measured(series: Series) -> Series:
    """Give the last measurements of each series, at the right, and NaN before the first."""
    width = RECENT + BASELINE
    rows, nights = series.shape
    window = np.full((rows, max(width, nights)), np.nan)
    window[:, window.shape[1] - nights :] = series
    gaps = np.isnan(window[:, -width:]).any(axis=1)
    moved = window[gaps]
    order = np.argsort(~np.isnan(moved), axis=1, kind="stable")
    window[gaps] = np.take_along_axis(moved, order, axis=1)
    return window[:, -width:]


def _medians(values: Series) -> Series:
    """Give the median of each row, NaN left out; NaN where nothing else is there.

    Many times faster than numpy's own, which goes through masked arrays.
    """
    ordered = np.sort(values, axis=1)  # NaN last
    count = np.count_nonzero(~np.isnan(values), axis=1)
    rows = np.arange(len(values))
    low = ordered[rows, np.maximum(count - 1, 0) // 2]
    high = ordered[rows, np.minimum(count // 2, values.shape[1] - 1)]
    return np.asarray((low + high) / 2)
