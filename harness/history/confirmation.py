"""What a comparison tells is believed where a second run of the cases concerned shows it, too.

Pure.  What the second run cannot tell about (a case that did not run) stays as it was told.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from harness.history.comparison import COMPARABLE, Asserted, Comparison, Place, Shift, grouped
from harness.history.metrics import figures_of
from harness.history.record import Record, Result
from harness.history.runs import Change

_MOST: Final = 0.5  # of a change must be seen again


def concerned(told: Comparison) -> set[str]:
    """Give the cases that something worse is told of."""
    shifts = (it for alert in told.alerts if alert.worse for it in alert.shifts)
    fallen = {it.case for it in (*told.newly_failing, *told.worse)}
    return fallen | {it.case for it in told.lost} | {it.case for it in shifts}


def confirmed(told: Comparison, again: Record) -> Comparison:
    """Leave out what is worse by one run only; `again` is a second run of the same cases."""
    results = {it.case: it for it in again.results if it.verdict in COMPARABLE}
    place = Place(told.after.board, (told.before.firmware, told.after.firmware))
    alerts = []
    for alert in told.alerts:
        if not alert.worse:
            alerts.append(alert)
            continue
        shifts = _shifts(alert.metric, alert.shifts, results, again.header.work_unit)
        kept = grouped(place, alert.metric, shifts, alert.of)
        alerts += [msgspec.structs.replace(it, since=alert.since) for it in kept]
    return msgspec.structs.replace(
        told,
        newly_failing=_changes(told.newly_failing, results),
        worse=_changes(told.worse, results),
        lost=_asserted(told.lost, results),
        alerts=tuple(alerts),
    )


def _changes(changes: Iterable[Change], results: Mapping[str, Result]) -> tuple[Change, ...]:
    return tuple(
        it for it in changes if it.case not in results or results[it.case].verdict is not it.before
    )


def _asserted(lost: Iterable[Asserted], results: Mapping[str, Result]) -> tuple[Asserted, ...]:
    return tuple(
        it for it in lost if it.case not in results or results[it.case].matched < it.before
    )


def _shifts(
    metric: str, shifts: Iterable[Shift], results: Mapping[str, Result], work_unit: str
) -> list[Shift]:
    kept = []
    for it in shifts:
        result = results.get(it.case)
        value = None if result is None else figures_of(result, work_unit).get(metric)
        if value is None or (value - it.before) / (it.after - it.before) >= _MOST:
            kept.append(it)
    return kept
