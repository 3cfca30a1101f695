"""Questions to the history of all runs.

Answers come as they were stored; `report.history` makes lines of them.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from harness.history.answers import Look, Matrix, Since, Turn
from harness.history.columns import HEAPS
from harness.history.metrics import GC_BLOCK_BYTES, WORK_FLOOR
from harness.history.selection import family, version_key
from harness.history.store import Store
from harness.verdict import Word

# Runs that count: whole, and of what was asked for.
_CHOSEN: Final = """
CREATE OR REPLACE TEMP TABLE chosen AS SELECT * FROM runs
WHERE NOT interrupted
    AND ($board = '' OR board = $board OR regexp_replace(board, '@[^?]*', '') = $board)
    AND ($firmware = '' OR version = $firmware OR list_contains(split(firmware, ' '), $firmware))
    AND ($profile = '' OR profile = $profile)
ORDER BY started, run
"""
_LAST_TWO: Final = """
CREATE OR REPLACE TEMP TABLE last_two AS
WITH last AS (
    SELECT board, arg_max(no, started) AS no, max(started) AS started,
        arg_max(planned, started) AS planned FROM chosen GROUP BY board
)
SELECT board, no, true AS is_last FROM last UNION ALL
SELECT board, arg_max(chosen.no, chosen.started), false
FROM chosen JOIN last USING (board)
WHERE chosen.started < last.started AND 2 * chosen.planned >= last.planned GROUP BY board
"""
_HEAPS: Final = ", ".join(HEAPS)
_MOVED: Final = " ".join(f"OR abs({it} - lag({it}) OVER board) >= {GC_BLOCK_BYTES}" for it in HEAPS)
# The case's number stands in the query itself, so that the scan leaves out everything else.
_TURNS: Final = f"""
WITH turns AS (
    SELECT board, count(*) OVER (PARTITION BY board) AS runs, started, chosen.run, version,
        verdict, detail, {_HEAPS}, work, work_unit
    FROM (FROM results WHERE case_no = {{case}}) JOIN chosen ON run_no = chosen.no
    WINDOW board AS (PARTITION BY board ORDER BY started)
    QUALIFY row_number() OVER board = 1
        OR (hash, verdict) IS DISTINCT FROM (lag(hash) OVER board, lag(verdict) OVER board)
        {_MOVED}
        OR exact AND work != lag(work) OVER board
            AND abs(work - lag(work) OVER board) >= {WORK_FLOOR} * lag(work) OVER board
)
SELECT board, runs, started, run, version, verdict, details.detail, {_HEAPS}, work, work_unit
FROM turns JOIN details ON turns.detail = details.no ORDER BY board, started
"""
# Two passes: the last look that is no match, and the first one after it.
_SINCE: Final = """
WITH seen AS (
    SELECT place, case_no, rank, verdict = 'MATCH' AS good
    FROM results JOIN ranks ON run_no = no WHERE comparable(verdict)
), ends AS (
    SELECT place, case_no, min(rank) AS first, coalesce(max(rank) FILTER (NOT good), -1) AS bad
    FROM seen GROUP BY ALL
)
SELECT place, id, min(rank) AS since, any_value(first) = min(rank)
FROM seen JOIN ends USING (place, case_no) JOIN cases ON case_no = cases.no
WHERE rank > bad GROUP BY place, id ORDER BY place, since, id
"""


def choose(store: Store, board: str = "", firmware: str = "", profile: str = "") -> int:
    """Restrict the questions that follow to some runs, and say how many these are."""
    values = {"board": board, "firmware": firmware, "profile": profile}
    store.connection.execute(_CHOSEN, values)
    ((count,),) = store.rows("SELECT count(*) FROM chosen")
    return int(count)


def boards(store: Store) -> list[tuple[str, int, datetime, datetime, str]]:
    """Give each board with its number of runs, its first and last, and its newest version."""
    return store.rows(
        "SELECT board, count(*), min(started), max(started), arg_max(version, started)"
        " FROM chosen GROUP BY board ORDER BY board"
    )


def matrix(store: Store, *, newest: bool = True) -> Matrix:
    """Give the newest verdicts of the chosen runs.

    `newest` says that every board's newest run is among the chosen, which is answered at once.
    """
    query = "SELECT board, case_no, verdict FROM latest WHERE board IN (SELECT board FROM chosen)"
    if not newest:
        query = (
            "SELECT board, case_no, arg_max(verdict, started) AS verdict"
            " FROM results JOIN chosen ON run_no = no GROUP BY board, case_no"
        )
    names = [name for name, *_ in boards(store)]
    cases = [it for (it,) in store.rows("SELECT id FROM cases ORDER BY no")]
    found = columns(
        store,
        f"SELECT list_position($boards, board) - 1 AS board, case_no,"
        f" enum_code(verdict)::TINYINT AS word FROM ({query})",
        {"boards": names},
    )
    verdicts = np.full((len(cases), len(names)), -1, np.int8)
    verdicts[found["case_no"], found["board"]] = found["word"]
    ran = np.flatnonzero((verdicts >= 0).any(axis=1))
    return Matrix(names, [cases[it] for it in ran], verdicts[ran])


def case_over_time(store: Store, case: str) -> list[Look]:
    """Give the first look of each board at a case, and every one at which something changed.

    What a clock says is no change by itself.
    """
    known = store.rows("SELECT no FROM cases WHERE id = ?", [case])
    rows = store.rows(_TURNS.format(case=known[0][0])) if known else []
    looks = []
    for row in rows:
        board, runs, started, run, version, verdict, detail, *values, unit = row
        names = (*HEAPS, f"work_{unit}")
        figures = {name: it for name, it in zip(names, values, strict=True) if it is not None}
        looks.append(Look(board, runs, started, run, version, Word(verdict), detail, figures))
    return looks


def cases_like(store: Store, name: str) -> list[str]:
    """Give ids that contain a name."""
    rows = store.rows("SELECT id FROM cases WHERE contains(id, ?) ORDER BY id LIMIT 5", [name])
    return [it for (it,) in rows]


def changes(store: Store) -> list[Turn]:
    """Give what changed between the last two runs of each board that are about as large."""
    store.connection.execute(_LAST_TWO)
    rows = store.rows(
        f"""
        WITH looks AS (
            SELECT board, is_last, case_no, hash, verdict, detail
            FROM results JOIN last_two ON run_no = no
            WHERE run_no {span(store, "last_two")} AND comparable(verdict)
        )
        SELECT board, id, was.verdict, now.verdict, details.detail
        FROM (FROM looks WHERE is_last) now JOIN (FROM looks WHERE NOT is_last) was
                USING (board, case_no, hash)
            JOIN cases ON case_no = cases.no JOIN details ON now.detail = details.no
        WHERE was.verdict != now.verdict ORDER BY board, id
        """
    )
    return [
        Turn(board, case, Word(before), Word(after), detail)
        for board, case, before, after, detail in rows
    ]


def matches_since(store: Store) -> list[Since]:
    """Give for each case that matches now the first run since which it always has.

    Runs of one board in several versions are put in the order of these.
    """
    runs = store.rows("SELECT no, board, version, run FROM chosen ORDER BY started, run")
    order = sorted(runs, key=lambda it: version_key(it[2]))
    families = sorted({family(board) for _, board, _, _ in runs})
    ranks = {
        "no": np.array([it[0] for it in order]),
        "place": np.array([families.index(family(it[1])) for it in order]),
        "rank": np.arange(len(order)),
    }
    store.connection.register("ranks", ranks)
    rows = store.rows(_SINCE)
    store.connection.unregister("ranks")
    return [
        Since(families[place], case, order[rank][2], order[rank][3], always)
        for place, case, rank, always in rows
    ]


def span(store: Store, runs: str) -> str:
    """Give the condition that a run's number is among those of a table, as a range.

    It stands in the query itself: only then is what lies outside not read.
    """
    ((first, last),) = store.rows(f"SELECT min(no), max(no) FROM {runs}")
    return f"BETWEEN {first} AND {last}"


def columns(store: Store, query: str, values: Mapping[str, object]) -> dict[str, NDArray[Any]]:
    """Answer a query in columns."""
    return dict(store.connection.execute(query, dict(values)).fetchnumpy())
