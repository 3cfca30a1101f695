"""What a clock says of two runs of a board, judged over the board's earlier runs.

Pure.  Two single runs of a noisy clock tell nothing, so the gate looks at the last runs together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
import numpy as np

from harness.errors import NotInstalled
from harness.history.comparison import Alert, Comparison, Place, Shift, grouped
from harness.history.metrics import figures_of, kind_of
from harness.history.record import Record, Result
from harness.history.regressions import BASELINE, ENOUGH, RECENT, Series, gate
from harness.history.trends import steps
from harness.verdict import Word

RUNS_NEEDED: Final = RECENT + ENOUGH
RUNS_USED: Final = RECENT + BASELINE
LOCATED: Final = 50  # series of an alert in which the night is looked for, the largest changes


@dataclass(frozen=True)
class _Past:
    """The series of one figure: a row for each case, a column for each of `runs`."""

    runs: Sequence[Record]
    metric: str
    cases: Sequence[str]
    series: Series


def judged(told: Comparison, after: Record, earlier: Iterable[Record]) -> Comparison:
    """Add the alerts of noisy figures, or why there can be none yet.

    `earlier` are whole runs of the same board and profile before `after`, newest first.
    """
    runs = [after]
    for record in earlier:
        if len(runs) == RUNS_USED:
            break
        runs.append(record)
    if len(runs) < RUNS_NEEDED:
        why = f"cannot be told yet, {RUNS_NEEDED} runs are needed and {len(runs)} are there"
        return msgspec.structs.replace(told, untold=why)
    untold = ""
    place = Place(told.after.board, (told.before.firmware, told.after.firmware))
    alerts = list(told.alerts)
    for metric in told.noisy:
        past = _past(runs[::-1], metric)
        gated = gate(past.series, kind_of(metric))
        shifts = [
            Shift(past.cases[row], float(gated.before[row]), float(gated.after[row]))
            for row in map(int, np.flatnonzero(gated.flags))
        ]
        of = int(np.count_nonzero(gated.known))
        for alert in grouped(place, metric, shifts, of):
            try:
                alerts.append(msgspec.structs.replace(alert, since=_since(past, alert)))
            except NotInstalled as error:
                alerts.append(alert)
                untold = str(error)
    return msgspec.structs.replace(told, alerts=tuple(alerts), untold=untold)


def _past(runs: Sequence[Record], metric: str) -> _Past:
    """Gather one figure of the newest run's cases, as far as they ran as they do now."""
    now = {it.case: it for it in runs[-1].results if _figure(it, runs[-1], metric) is not None}
    cases = list(now)
    rows = {case: row for row, case in enumerate(cases)}
    series = np.full((len(cases), len(runs)), np.nan)
    for column, record in enumerate(runs):
        for it in record.results:
            alike = now.get(it.case)
            if alike is None or (it.hash, it.whole) != (alike.hash, alike.whole):
                continue
            if (value := _figure(it, record, metric)) is not None:
                series[rows[it.case], column] = value
    return _Past(runs, metric, cases, series)


def _figure(it: Result, record: Record, metric: str) -> float | None:
    if it.verdict is not Word.MATCH:
        return None
    return figures_of(it, record.header.work_unit).get(metric)


def _since(past: _Past, alert: Alert) -> tuple[str, str] | None:
    """Give the runs between which most of an alert's cases changed; None where none is found."""
    rows = {case: row for row, case in enumerate(past.cases)}
    found = [
        some[-1]
        for it in alert.shifts[:LOCATED]
        if (some := steps(past.series[rows[it.case]], alert.kind))
    ]
    if not found:
        return None
    first, last = (
        int(np.median([getattr(it, name) for it in found])) for name in ("first", "last")
    )
    return past.runs[first].header.run, past.runs[last].header.run
