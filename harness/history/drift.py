"""What RAM and speed came to over the last nights, over all boards and cases at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from harness.history.columns import HEAPS
from harness.history.comparison import Alert, Place, Shift, grouped
from harness.history.metrics import Kind, is_change, is_repeatable, kind_of
from harness.history.queries import columns
from harness.history.regressions import BASELINE, RECENT, gate
from harness.history.store import Store

_RECENT: Final = """
CREATE OR REPLACE TEMP TABLE recent AS SELECT * FROM chosen
WHERE started >= (SELECT max(started) FROM chosen) - to_days(?)
"""
# Only of the program that the case is now, run as it is now.
_ENDS: Final = """
SELECT recent.board, case_no,
    arg_min(value, recent.started)::DOUBLE AS before,
    arg_max(value, recent.started)::DOUBLE AS after
FROM ({source}) JOIN recent ON run_no = recent.no JOIN latest USING (board, case_no, hash)
WHERE value IS NOT NULL AND whole_then IS NOT DISTINCT FROM whole
GROUP BY recent.board, case_no
"""
_MATCHING: Final = """
SELECT results.run_no, case_no, hash, whole AS whole_then, {value} AS value
FROM results {more} WHERE verdict = 'MATCH'
"""
_SERIES: Final = """
SELECT case_no, list_position($runs, results.run_no) - 1 AS night, work
FROM results JOIN latest USING (case_no, hash)
WHERE latest.board = $board AND results.run_no IN (SELECT unnest($runs))
    AND results.verdict = 'MATCH' AND work IS NOT NULL
    AND results.whole IS NOT DISTINCT FROM latest.whole
"""


@dataclass(frozen=True)
class _Source:
    """A figure, and the query that gives it for every case and run."""

    metric: str
    query: str
    values: Mapping[str, object] = field(default_factory=dict)


def drift(store: Store, kind: Kind, nights: int) -> list[Alert]:
    """Give what changed over the last nights in RAM or speed, one alert for each way it went.

    Of what repeats exactly the first run of these nights is held against the last; what a clock
    said is judged by the gate, over as many runs as that needs.  `queries.choose` goes before.
    """
    store.connection.execute(_RECENT, [nights])
    cases = [it for (it,) in store.rows("SELECT id FROM cases ORDER BY no")]
    alerts = [it for source in _sources(store, kind) for it in _ends(store, cases, source)]
    return alerts if kind is Kind.RAM else [*alerts, *_clocks(store, cases)]


def _sources(store: Store, kind: Kind) -> Iterator[_Source]:
    if kind is Kind.RAM:
        for name in HEAPS:
            yield _Source(name, _MATCHING.format(value=name, more=""))
    else:
        for (unit,) in store.rows("SELECT DISTINCT work_unit FROM recent WHERE exact ORDER BY ALL"):
            more = "JOIN recent ON run_no = no AND exact AND work_unit = $unit"
            query = _MATCHING.format(value="work", more=more)
            yield _Source(f"work_{unit}", query, {"unit": unit})
    for (name,) in store.rows("SELECT DISTINCT name FROM figures ORDER BY name"):
        if kind_of(name) is kind:
            only = "" if is_repeatable(name, exact=False) else "AND exact"
            more = f"JOIN figures USING (run_no, case_no) JOIN recent ON run_no = no {only}"
            query = _MATCHING.format(value="value", more=more)
            yield _Source(name, f"{query} AND name = $name", {"name": name})


def _ends(store: Store, cases: Sequence[str], source: _Source) -> Iterator[Alert]:
    found = columns(store, _ENDS.format(source=source.query), source.values)
    moved = np.flatnonzero(found["before"] != found["after"])
    for place in _places(store):
        shifts = []
        for row in moved[found["board"][moved] == place.board]:
            before, after = float(found["before"][row]), float(found["after"][row])
            if is_change(source.metric, before, after):
                shifts.append(Shift(cases[found["case_no"][row]], before, after))
        of = int(np.count_nonzero(found["board"] == place.board))
        yield from grouped(place, source.metric, shifts, of)


def _clocks(store: Store, cases: Sequence[str]) -> Iterator[Alert]:
    for place in _places(store):
        runs = store.rows(
            "SELECT no, work_unit FROM chosen WHERE board = ? AND NOT exact AND work_unit != ''"
            " ORDER BY started DESC LIMIT ?",
            [place.board, RECENT + BASELINE],
        )
        if not runs:
            continue
        numbers = [number for number, _ in reversed(runs)]
        found = columns(store, _SERIES, {"runs": numbers, "board": place.board})
        series = np.full((len(cases), len(numbers)), np.nan)
        series[found["case_no"], found["night"]] = found["work"]
        gated = gate(series, Kind.SPEED)
        shifts = [
            Shift(cases[row], float(gated.before[row]), float(gated.after[row]))
            for row in map(int, np.flatnonzero(gated.flags))
        ]
        of = int(np.count_nonzero(gated.known))
        yield from grouped(place, f"work_{runs[0][1]}", shifts, of)


def _places(store: Store) -> list[Place]:
    rows = store.rows(
        "SELECT board, arg_min(firmware, started), arg_max(firmware, started)"
        " FROM recent GROUP BY board ORDER BY board"
    )
    return [Place(board, (before, after)) for board, before, after in rows]
