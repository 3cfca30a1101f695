"""When a noisy series changed: its levels, and between which nights each of them began.

Pure.  Takes a millisecond a series, so it is asked only of those that the gate has flagged.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from harness.errors import NotInstalled
from harness.history.metrics import Kind
from harness.history.regressions import LEAST, NOISE_FLOOR, Series

SHORTEST: Final = 5  # nights of a level
EARLY: Final = 2  # nights that a change is found before it comes, at most
REACH: Final = 3  # nights on either side that an outlier is seen against
OUTLYING: Final = 4.0  # so many times the noise off its neighbours
_PENALTY: Final = 4.0
_SIGMA_OF_MAD: Final = 1.4826


@dataclass(frozen=True)
class Step:
    """One change of level; it came with one of the nights `first` to `last`, as columns."""

    first: int
    last: int
    before: float
    after: float


def steps(series: Series, kind: Kind) -> list[Step]:
    """Find the changes of one series; NaN is a night without a measurement.

    Raises `NotInstalled` where the package ruptures is missing.
    """
    try:
        import ruptures  # noqa: PLC0415 - an extra, and a second to import
    except ModuleNotFoundError as error:
        what = "ruptures is missing, so no night is told; pip install 'pytest-onboard[trends]'"
        raise NotInstalled(what) from error
    nights = np.flatnonzero(~np.isnan(series))
    if len(nights) < 2 * SHORTEST:
        return []
    values = series[nights]
    sigma = _noise(values)
    if not sigma:
        return []
    calm = _without_outliers(values, sigma)
    fitted = ruptures.KernelCPD(kernel="linear", min_size=SHORTEST).fit(calm[:, None] / sigma)
    ends = fitted.predict(pen=_PENALTY * np.log(len(calm)))
    levels = [float(np.median(it)) for it in np.split(calm, ends[:-1])]
    amount, share = LEAST[kind]
    found = []
    for place, before, after in zip(ends, levels, levels[1:], strict=False):
        if abs(after - before) >= max(amount, share * abs(before)):
            first, last = max(place - EARLY, 0), min(place + EARLY, len(nights) - 1)
            found.append(Step(int(nights[first]), int(nights[last]), before, after))
    return found


def _noise(values: Series) -> float:
    """Give the noise from night to night, which steps and outliers hardly change."""
    between = float(np.median(np.abs(np.diff(values))))
    level = abs(float(np.median(values)))
    return max(_SIGMA_OF_MAD * between / float(np.sqrt(2)), NOISE_FLOOR * level)


def _without_outliers(values: Series, sigma: float) -> Series:
    """Replace what stands alone by the median of its neighbours.

    The ends are mirrored: were they repeated, an outlier in the newest night would be its own
    neighbour, and stay.
    """
    padded = np.pad(values, REACH, mode="reflect")
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * REACH + 1)
    medians = np.median(around, axis=1)
    return np.where(np.abs(values - medians) > OUTLYING * sigma, medians, values)
