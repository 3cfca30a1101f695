"""Questions to the history of all runs.

Answers come as they were stored; `report.history` makes lines of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from harness.history.columns import HEAPS, texts
from harness.history.selection import family
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


@dataclass(frozen=True)
class Matrix:
    """The newest verdict of each case on each board: an index of `WORDS`, -1 where it never ran."""

    boards: Sequence[str]
    cases: Sequence[str]
    verdicts: NDArray[np.int8]  # cases x boards


@dataclass(frozen=True)
class Look:
    """One case in one run."""

    board: str
    started: datetime
    run: str
    version: str
    exact: bool
    hash: int
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


def choose(store: Store, board: str = "", firmware: str = "", profile: str = "") -> int:
    """Restrict the questions that follow to some runs, and say how many these are."""
    values = {"board": board, "firmware": firmware, "profile": profile}
    store.connection.execute(_CHOSEN, values)
    ((count,),) = store.rows("SELECT count(*) FROM chosen")
    return int(count)


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
    boards = [it for (it,) in store.rows("SELECT DISTINCT board FROM chosen ORDER BY board")]
    cases = [it for (it,) in store.rows("SELECT id FROM cases ORDER BY no")]
    found = columns(
        store,
        f"SELECT list_position($boards, board) - 1 AS board, case_no,"
        f" enum_code(verdict)::TINYINT AS word FROM ({query})",
        {"boards": boards},
    )
    verdicts = np.full((len(cases), len(boards)), -1, np.int8)
    verdicts[found["case_no"], found["board"]] = found["word"]
    ran = np.flatnonzero((verdicts >= 0).any(axis=1))
    return Matrix(boards, [cases[it] for it in ran], verdicts[ran])


def case_over_time(store: Store, case: str) -> list[Look]:
    """Give every look of the chosen runs at a case, by board and time."""
    rows = store.rows(
        "SELECT board, started, chosen.run, version, exact, hash, verdict, details.detail,"
        " live_bytes, allocated_bytes, min_heap_bytes, work, work_unit"
        " FROM results JOIN chosen ON run_no = chosen.no"
        " JOIN details ON results.detail = details.no"
        " WHERE case_no = (SELECT no FROM cases WHERE id = ?) ORDER BY board, started",
        [case],
    )
    looks = []
    for row in rows:
        board, started, run, version, exact, content, verdict, detail, *values, unit = row
        names = (*HEAPS, f"work_{unit}")
        figures = {name: it for name, it in zip(names, values, strict=True) if it is not None}
        about = (board, started, run, version, exact, content)
        looks.append(Look(*about, Word(verdict), detail, figures))
    return looks


def cases_like(store: Store, name: str) -> list[str]:
    """Give ids that contain a name."""
    rows = store.rows("SELECT id FROM cases WHERE contains(id, ?) ORDER BY id LIMIT 5", [name])
    return [it for (it,) in rows]


def changes(store: Store) -> list[Turn]:
    """Give what changed between the last two runs of each board that are about as large."""
    rows = store.rows(
        """
        WITH last AS (
            SELECT board, arg_max(no, started) AS no, max(started) AS started,
                arg_max(planned, started) AS planned FROM chosen GROUP BY board
        ), before AS (
            SELECT chosen.board, arg_max(chosen.no, chosen.started) AS no
            FROM chosen JOIN last ON chosen.board = last.board
            WHERE chosen.started < last.started AND 2 * chosen.planned >= last.planned
            GROUP BY chosen.board
        )
        SELECT last.board, id, was.verdict, now.verdict, details.detail
        FROM last JOIN before USING (board)
            JOIN results now ON now.run_no = last.no
            JOIN results was ON was.run_no = before.no AND was.case_no = now.case_no
                AND was.hash = now.hash
            JOIN cases ON now.case_no = cases.no JOIN details ON now.detail = details.no
        WHERE was.verdict != now.verdict AND comparable(was.verdict)
            AND comparable(now.verdict) AND now.run_no IN (SELECT no FROM last)
            AND was.run_no IN (SELECT no FROM before)
        ORDER BY last.board, id
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
    store.connection.register(
        "ranks",
        {
            "no": np.array([it[0] for it in order], np.int64),
            "board": texts(family(board) for _, board, _, _ in order),
            "rank": np.arange(len(order)),
        },
    )
    rows = store.rows(
        """
        WITH seen AS (
            SELECT board, case_no, rank, verdict FROM results JOIN ranks ON run_no = no
            WHERE comparable(verdict)
        ), ends AS (
            SELECT board, case_no, min(rank) AS first,
                coalesce(max(rank) FILTER (verdict != 'MATCH'), -1) AS bad
            FROM seen GROUP BY ALL
        )
        SELECT board, id, min(rank) AS rank, any_value(first) = min(rank)
        FROM seen JOIN ends USING (board, case_no) JOIN cases ON case_no = cases.no
        WHERE rank > bad GROUP BY board, id ORDER BY board, rank, id
        """
    )
    store.connection.unregister("ranks")
    return [
        Since(board, case, order[rank][2], order[rank][3], always)
        for board, case, rank, always in rows
    ]


def version_key(version: str) -> tuple[int, ...]:
    """Order versions by their numbers: 1.9.2 is before 1.10."""
    return tuple(map(int, re.findall(r"\d+", version)))


def columns(store: Store, query: str, values: Mapping[str, object]) -> dict[str, NDArray[Any]]:
    """Answer a query in columns."""
    return dict(store.connection.execute(query, dict(values)).fetchnumpy())
