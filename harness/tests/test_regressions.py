"""The gate for noisy series, the night of a change, and comparing on a board with a clock."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import NotInstalled
from harness.history.metrics import Kind
from harness.history.regressions import BASELINE, ENOUGH, RECENT, Series, gate
from harness.history.timing import RUNS_NEEDED
from harness.history.trends import steps
from harness.tests.bench_detection import nightly, noisy, score
from harness.tests.test_compare_command import Compare, compared, night

__all__ = ["compared"]  # the fixture

NAN = float("nan")
FLAT = [100.0] * BASELINE


def flag(values: list[float], kind: Kind = Kind.SPEED) -> tuple[int, bool]:
    gated = gate(np.array([values]), kind)
    return int(gated.flags[0]), bool(gated.known[0])


ROWS: dict[str, tuple[list[float], tuple[int, bool]]] = {
    "constant": ([*FLAT, *[100.0] * RECENT], (0, True)),
    "all nothing": ([0.0] * 33, (0, True)),
    "risen": ([*FLAT, *[102.0] * RECENT], (1, True)),
    "fallen": ([*FLAT, *[98.0] * RECENT], (-1, True)),
    "risen from nothing": ([*[0.0] * BASELINE, *[5.0] * RECENT], (1, True)),
    "less than is worth a line": ([*FLAT, *[100.9] * RECENT], (0, True)),
    "four nights long": ([*FLAT, 100.0, *[102.0] * 4], (1, True)),
    "three nights long": ([*FLAT, 100.0, 100.0, *[102.0] * 3], (0, True)),
    "three outliers in five": ([*FLAT, 130.0, 100.0, 115.0, 100.0, 145.0], (0, True)),
    "one outlier, last": ([*FLAT, *[100.0] * 4, 150.0], (0, True)),
    "noise as large as the step": ([98.0, 102.0] * 14 + [102.0] * RECENT, (0, True)),
    "short": ([*[100.0] * (ENOUGH - 1), *[200.0] * RECENT], (0, False)),
    "just long enough": ([*[100.0] * ENOUGH, *[200.0] * RECENT], (1, True)),
    "one night": ([100.0], (0, False)),
    "nothing measured": ([NAN] * 40, (0, False)),
    "gaps": ([100.0, NAN] * 20 + [102.0, NAN, 102.0, 102.0, NAN, 102.0, 102.0], (1, True)),
    "gaps leave too little": ([100.0, NAN, NAN] * 3 + [102.0] * RECENT, (0, False)),
    "not measured tonight": ([*FLAT, *[102.0] * RECENT, NAN], (0, False)),
    "long ago": ([90.0] * 100 + [*FLAT, *[100.0] * RECENT], (0, True)),
}


@pytest.mark.parametrize(("values", "wanted"), ROWS.values(), ids=ROWS)
def test_the_gate(values: list[float], wanted: tuple[int, bool]) -> None:
    assert flag(values) == wanted


def test_bytes_need_a_block_and_a_share() -> None:
    assert flag([*FLAT, *[115.0] * RECENT], Kind.RAM)[0] == 0
    assert flag([*FLAT, *[116.0] * RECENT], Kind.RAM)[0] == 1
    large = [100_000.0] * BASELINE
    assert flag([*large, *[100_150.0] * RECENT], Kind.RAM)[0] == 0
    assert flag([*large, *[100_250.0] * RECENT], Kind.RAM)[0] == 1


VALUES = st.lists(st.floats(1, 1e6) | st.just(NAN), min_size=1, max_size=60)


@given(st.lists(VALUES, min_size=1, max_size=5))
def test_series_are_judged_each_by_itself(rows: list[list[float]]) -> None:
    width = max(map(len, rows))
    table = np.array([[NAN] * (width - len(row)) + row for row in rows])
    together = gate(table, Kind.SPEED)
    for row, values in enumerate(rows):
        assert (int(together.flags[row]), bool(together.known[row])) == flag(values)


@given(VALUES, st.floats(0.001, 1000))
def test_a_time_is_judged_alike_in_any_unit(values: list[float], factor: float) -> None:
    series = np.array([values])
    one, other = gate(series, Kind.SPEED), gate(series * factor, Kind.SPEED)
    # What lies on the threshold to the last bit may fall to either side.
    if not np.isclose(abs(one.after - one.before), 0.01 * one.before, rtol=1e-6).any():
        assert (one.known == other.known).all()


@pytest.mark.parametrize(("sigma", "step"), [(0.0, 0.03), (0.005, 0.03), (0.02, 0.1)])
def test_steps_are_found_in_noise_with_outliers_and_little_else(sigma: float, step: float) -> None:
    series, places = noisy(100, sigma, step, seed=5)
    told = score(list(nightly(series, Kind.SPEED)), places)
    assert told.precision >= 0.95
    assert told.recall >= 0.9


def series(*levels: tuple[int, float], sigma: float = 0.0) -> Series:
    values = np.concatenate([np.full(nights, level) for nights, level in levels])
    return np.asarray(values * (1 + sigma * np.random.default_rng(1).standard_normal(len(values))))


@pytest.mark.parametrize("sigma", [0.0, 0.005])
def test_the_night_of_a_change_is_in_the_range_that_is_told(sigma: float) -> None:
    found = steps(series((60, 100.0), (40, 105.0), (50, 90.0), sigma=sigma), Kind.SPEED)
    assert [(round(it.before), round(it.after)) for it in found] == [(100, 105), (105, 90)]
    for it, place in zip(found, (60, 100), strict=True):
        assert it.first <= place <= it.last <= it.first + 4


def test_nights_are_counted_with_those_that_were_missed() -> None:
    values = series((60, 100.0), (40, 105.0))
    values[10:50] = NAN
    (found,) = steps(values, Kind.SPEED)
    assert found.first <= 60 <= found.last


FLATS = {
    "constant": series((100, 7.0)),
    "nothing": series((100, 0.0)),
    "noise": series((200, 100.0), sigma=0.01),
    "too short": series((4, 1.0), (5, 2.0)),
    "not worth a line": series((50, 100.0), (50, 100.5)),
    "one outlier": np.where(np.arange(100) == 50, 150.0, series((100, 100.0), sigma=0.001)),
    "an outlier in the newest night": np.where(
        np.arange(100) == 99, 150.0, series((100, 100.0), sigma=0.001)
    ),
}


@pytest.mark.parametrize("values", FLATS.values(), ids=FLATS)
def test_where_nothing_changed_no_night_is_told(values: Series) -> None:
    assert steps(values, Kind.SPEED) == []


def test_without_ruptures_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruptures", None)
    with pytest.raises(NotInstalled, match=r"pip install 'pytest-onboard\[trends\]'") as caught:
        steps(series((20, 1.0)), Kind.SPEED)
    assert "\n" not in str(caught.value)


# In the command.


def nights(folder: Path, *work: int) -> None:
    for day, it in enumerate(work, 1):
        jitter = (day * 7) % 5  # a clock's
        night(folder, day, work=it + jitter, exact=False, work_unit="us", board="pico")


def test_with_few_runs_a_clock_cannot_be_judged(tmp_path: Path, compared: Compare) -> None:
    nights(tmp_path, 1000, 2000)
    status, out, _ = compared()
    assert status == 0
    assert f"work_us: cannot be told yet, {RUNS_NEEDED} runs are needed and 2 are there" in out


def test_a_clock_is_judged_over_the_last_runs(tmp_path: Path, compared: Compare) -> None:
    nights(tmp_path, *[1000] * 14, *[1100] * 6)
    status, out, _ = compared()
    assert status == 1
    assert "worse: work_us slower in 2 of 2 cases" in out
    assert "since 13-pico to 17-pico" in out
    assert compared("1-pico", "14-pico")[0] == 0


def test_one_slow_run_is_no_regression(tmp_path: Path, compared: Compare) -> None:
    nights(tmp_path, *[1000] * 19, 1500)
    status, out, _ = compared()
    assert status == 0
    assert "judged over the board's last runs" in out


@pytest.mark.parametrize("missing", ["numpy", "ruptures"])
def test_without_the_extras_the_rest_is_compared(
    tmp_path: Path, compared: Compare, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    nights(tmp_path, *[1000] * 14, *[1100] * 6)
    for module in [it for it in sys.modules if it.startswith("harness.history.")]:
        if module.rpartition(".")[2] in ("timing", "regressions", "trends"):
            monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, missing, None)
    status, out, _ = compared()
    assert status == (0 if missing == "numpy" else 1)
    assert f"work_us: {missing} is missing" in out


def test_figures_near_the_largest_float_are_judged_without_a_word() -> None:
    nights = np.array([[1e308 * (-1) ** night for night in range(33)]])
    assert gate(nights, Kind.SPEED).flags.tolist() == [0]
