"""What RAM and speed came to over the last nights, over all boards and cases at once.

Every question is one pass over the rows of these nights.  So boards are numbers here (`place`),
and runs are named outright, which lets the database leave out whatever lies outside of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from harness.history.answers import Drift
from harness.history.columns import HEAPS
from harness.history.comparison import Alert, Place, Shift, grouped
from harness.history.metrics import Kind, is_change, is_repeatable, kind_of
from harness.history.queries import columns, span
from harness.history.regressions import BASELINE, RECENT, gate
from harness.history.store import Store

# The runs of the last nights (and the one before where a board has one only), the runs that the
# gate needs, and the programs as they are now.
_TABLES: Final = f"""
CREATE OR REPLACE TEMP TABLE places AS
    SELECT board, row_number() OVER (ORDER BY board) - 1 AS place
    FROM (SELECT DISTINCT board FROM chosen);
CREATE OR REPLACE TEMP TABLE ranked AS
    SELECT *, row_number() OVER (ORDER BY started, run) AS rank,
        row_number() OVER (PARTITION BY board ORDER BY started DESC, run DESC) AS back
    FROM chosen JOIN places USING (board);
CREATE OR REPLACE TEMP TABLE within AS
    FROM ranked WHERE started >= (SELECT max(started) FROM chosen) - to_days($nights);
CREATE OR REPLACE TEMP TABLE recent AS
    FROM within UNION
    FROM ranked WHERE back = 2 AND board IN (SELECT board FROM within);
CREATE OR REPLACE TEMP TABLE clocks AS
    FROM ranked WHERE NOT exact AND back <= {RECENT + BASELINE};
CREATE OR REPLACE TEMP TABLE now AS
    SELECT place, case_no, hash, whole AS whole_now FROM latest JOIN places USING (board)
"""
_ENDS: Final = """
WITH ends AS (
    SELECT place, case_no, hash, whole, {values}
    FROM results JOIN recent ON run_no = no {more}
    WHERE run_no {span} AND verdict = 'MATCH' {only}
    GROUP BY place, case_no, hash, whole
)
SELECT ends.* EXCLUDE (hash, whole) FROM ends JOIN now USING (place, case_no, hash)
WHERE whole IS NOT DISTINCT FROM whole_now
"""
_VALUES: Final = """
arg_min({it}, rank)::DOUBLE AS before_{it}, arg_max({it}, rank)::DOUBLE AS after_{it},
count({it}) AS seen_{it}
"""
_SERIES: Final = """
SELECT place, case_no, back, {value} AS value
FROM results JOIN clocks ON run_no = no JOIN now USING (place, case_no, hash) {more}
WHERE run_no {span} AND verdict = 'MATCH' AND {value} IS NOT NULL {only}
    AND whole IS NOT DISTINCT FROM whole_now
"""


@dataclass(frozen=True)
class _Source:
    """Figures by the columns that hold them, and what else a query for them says."""

    metrics: Mapping[str, str]
    more: str = ""
    only: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def drift(store: Store, kind: Kind, nights: int) -> Drift:
    """Give what changed over the last nights in RAM or speed, one alert for each way it went.

    Of what repeats exactly the first run of these nights is held against the last, and the last run
    before them against one that is alone; what a clock said is judged by the gate, over as many
    runs as that needs.  `queries.choose` goes before.
    """
    for statement in _TABLES.split(";"):
        store.connection.execute(statement, {"nights": nights} if "$" in statement else {})
    cases = [it for (it,) in store.rows("SELECT id FROM cases ORDER BY no")]
    alerts = [it for source in _sources(store, kind) for it in _ends(store, cases, source)]
    if kind is Kind.SPEED:
        alerts += _clocks(store, cases)
    counts = store.rows("SELECT board, count(*) FROM recent GROUP BY board ORDER BY board")
    alone = [board for board, count in counts if count == 1]
    return Drift(nights, alerts, len(counts) - len(alone), alone)


def _sources(store: Store, kind: Kind) -> Iterator[_Source]:
    if kind is Kind.RAM:
        yield _Source({it: it for it in HEAPS})
    else:
        units = "SELECT DISTINCT work_unit FROM recent WHERE exact AND work_unit != '' ORDER BY ALL"
        for (unit,) in store.rows(units):
            only = "AND exact AND work_unit = $unit"
            yield _Source({"work": f"work_{unit}"}, only=only, values={"unit": unit})
    for (name,) in store.rows("SELECT DISTINCT name FROM figures ORDER BY name"):
        if kind_of(name) is kind:
            only = "AND name = $name" + ("" if is_repeatable(name, exact=False) else " AND exact")
            more = "JOIN figures USING (run_no, case_no)"
            yield _Source({"value": name}, more, only, {"name": name})


def _ends(store: Store, cases: Sequence[str], source: _Source) -> Iterator[Alert]:
    query = _ENDS.format(
        values=", ".join(_VALUES.format(it=it) for it in source.metrics),
        more=source.more,
        only=source.only,
        span=span(store, "recent"),
    )
    found = columns(store, query, source.values)
    places = _places(store, "recent")
    for column, metric in source.metrics.items():
        seen = found[f"seen_{column}"] > 1
        before, after = found[f"before_{column}"], found[f"after_{column}"]
        moved = np.flatnonzero(seen & (before != after))
        for number, place in places.items():
            shifts = [
                Shift(cases[found["case_no"][row]], float(before[row]), float(after[row]))
                for row in moved[found["place"][moved] == number]
            ]
            changed = [it for it in shifts if is_change(metric, it.before, it.after)]
            of = int(np.count_nonzero(seen & (found["place"] == number)))
            yield from grouped(place, metric, changed, of)


def _clocks(store: Store, cases: Sequence[str]) -> Iterator[Alert]:
    """Judge what clocks said: the work of cases, and the figures with a unit of time."""
    places = _places(store, "clocks")
    if not places:
        return
    units = dict(store.rows("SELECT DISTINCT place, work_unit FROM clocks"))
    within = span(store, "clocks")
    found = columns(store, _SERIES.format(value="work", more="", only="", span=within), {})
    yield from _gated(places, cases, found, lambda place: f"work_{units[place]}")
    for (name,) in store.rows("SELECT DISTINCT name FROM figures ORDER BY name"):
        if kind_of(name) is Kind.SPEED:
            more, only = "JOIN figures USING (run_no, case_no)", "AND name = $name"
            query = _SERIES.format(value="figures.value", more=more, only=only, span=within)
            yield from _gated(places, cases, columns(store, query, {"name": name}), named(name))


def named(name: str) -> Callable[[int], str]:
    """Give what calls a figure by one name on every board."""
    return lambda _: name


def _gated(
    places: Mapping[int, Place],
    cases: Sequence[str],
    found: Mapping[str, np.ndarray],
    metric: Callable[[int], str],
) -> Iterator[Alert]:
    for number, place in places.items():
        series = np.full((len(cases), RECENT + BASELINE), np.nan)
        here = found["place"] == number
        series[found["case_no"][here], -found["back"][here]] = found["value"][here]
        gated = gate(series, Kind.SPEED)
        shifts = [
            Shift(cases[row], float(gated.before[row]), float(gated.after[row]))
            for row in map(int, np.flatnonzero(gated.flags))
        ]
        of = int(np.count_nonzero(gated.known))
        yield from grouped(place, metric(number), shifts, of)


def _places(store: Store, runs: str) -> dict[int, Place]:
    rows = store.rows(
        "SELECT place, board, arg_min(firmware, started), arg_max(firmware, started)"
        f" FROM {runs} GROUP BY place, board ORDER BY board"
    )
    return {number: Place(board, (before, after)) for number, board, before, after in rows}
