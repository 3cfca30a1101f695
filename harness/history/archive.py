"""Whole past months as Parquet, from which, with the records since, a database is made again.

A month is a folder (`2026-10`) of three files with neither numbers nor names of the database's own,
sorted by case.  It appears in one step and is never changed; runs of that month that come later get
a folder more (`2026-10.2`).  A run that is in two folders is taken from the first.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

from harness.errors import Misconfigured
from harness.history.record import one_line
from harness.history.store import FORMAT, Store

_RUNS: Final = f"""
SELECT {FORMAT} AS format, * EXCLUDE (no, archived) FROM runs WHERE no IN (FROM going)
"""
_RESULTS: Final = """
SELECT runs.run, cases.id, cases.chapter, details.detail,
    results.* EXCLUDE (run_no, case_no, detail)
FROM results JOIN runs ON run_no = runs.no JOIN cases ON case_no = cases.no
    JOIN details ON results.detail = details.no
WHERE run_no IN (FROM going) ORDER BY cases.id, runs.started
"""
_FIGURES: Final = """
SELECT runs.run, cases.id, name, value
FROM figures JOIN runs ON run_no = runs.no JOIN cases ON case_no = cases.no
WHERE run_no IN (FROM going) ORDER BY cases.id, name, runs.started
"""
_FILES: Final = {"runs": _RUNS, "results": _RESULTS, "figures": _FIGURES}
_SETTLE: Final = """
INSERT INTO settled FROM fresh WHERE run_no IN (FROM going) ORDER BY case_no, run_no;
DELETE FROM fresh WHERE run_no IN (FROM going);
UPDATE runs SET archived = true WHERE no IN (FROM going);
"""
_RESTORE: Final = """
INSERT INTO runs BY NAME
    SELECT (SELECT count(*) FROM runs) + row_number() OVER (ORDER BY started, run) - 1 AS no,
        * EXCLUDE (format), true AS archived FROM old_runs WHERE run NOT IN (SELECT run FROM runs);
INSERT INTO cases
    SELECT (SELECT count(*) FROM cases) + row_number() OVER (ORDER BY id) - 1, id, chapter
    FROM (SELECT id, any_value(chapter) AS chapter FROM old_results GROUP BY id)
    WHERE id NOT IN (SELECT id FROM cases);
INSERT INTO details
    SELECT (SELECT count(*) FROM details) + row_number() OVER (ORDER BY detail) - 1, detail
    FROM (SELECT DISTINCT detail FROM old_results)
    WHERE detail NOT IN (SELECT detail FROM details);
INSERT INTO settled BY NAME
    SELECT runs.no AS run_no, cases.no AS case_no, details.no AS detail,
        old_results.* EXCLUDE (run, id, chapter, detail)
    FROM old_results JOIN runs USING (run) JOIN cases USING (id) JOIN details USING (detail)
    WHERE runs.no >= {first} ORDER BY case_no, run_no;
INSERT INTO figures
    SELECT runs.no, cases.no, name, value
    FROM old_figures JOIN runs USING (run) JOIN cases USING (id)
    WHERE runs.no >= {first};
"""


def compact(store: Store, folder: Path, today: date) -> list[tuple[str, list[str]]]:
    """Write every month before today's that has runs which are in no archive yet.

    Gives each folder with the record files, named without what says how they are stored, whose
    runs it has.  Raises `Misconfigured` where it cannot be written.
    """
    months = store.rows(
        "SELECT DISTINCT strftime(started, '%Y-%m') AS month FROM runs"
        " WHERE NOT archived AND started < ? ORDER BY month",
        [today.replace(day=1)],
    )
    return [_archive(store, folder, month) for (month,) in months]


def restore(store: Store, folder: Path) -> list[str]:
    """Take in the archived runs that the database does not have; give what was wrong, in lines."""
    faults = []
    for month in sorted(folder.glob("[0-9]*")):
        try:
            _restore(store, month)
        except (duckdb.Error, Misconfigured) as error:
            what = one_line(str(error).splitlines()[0])
            faults.append(f"{month}: cannot be read: {what}; bring back a copy or take it away")
    return faults


def _archive(store: Store, folder: Path, month: str) -> tuple[str, list[str]]:
    store.connection.execute(
        "CREATE OR REPLACE TEMP TABLE going AS SELECT no FROM runs"
        " WHERE NOT archived AND strftime(started, '%Y-%m') = ?",
        [month],
    )
    part = folder / f".{month}.part"
    target = next(it for it in _names(folder, month) if not it.exists())
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for name, query in _FILES.items():
            path = part / f"{name}.parquet"
            store.connection.execute(
                f"COPY ({query}) TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd)"
            )
            with path.open("rb") as file:
                os.fsync(file.fileno())
        part.rename(target)
    except (OSError, duckdb.OperationalError) as error:
        raise Misconfigured(one_line(f"{target}: cannot be written: {error}; make room")) from error
    files = store.rows("SELECT file FROM runs WHERE no IN (FROM going)")
    store.run_script(_SETTLE)
    return target.name, [file for (file,) in files]


def _restore(store: Store, month: Path) -> None:
    for name in _FILES:
        path = _quoted(month / f"{name}.parquet")
        store.connection.execute(
            f"CREATE OR REPLACE TEMP VIEW old_{name} AS FROM read_parquet('{path}')"
        )
    formats = store.rows("SELECT DISTINCT format FROM old_runs")
    if any(number != FORMAT for (number,) in formats):
        raise Misconfigured(f"format {formats[0][0]} is not {FORMAT}")
    if store.rows("SELECT 1 FROM old_runs WHERE run NOT IN (SELECT run FROM runs) LIMIT 1"):
        ((first,),) = store.rows("SELECT count(*) FROM runs")
        store.run_script(_RESTORE.format(first=first))
        store.renew()


def _names(folder: Path, month: str) -> Iterator[Path]:
    yield folder / month
    number = 2
    while True:
        yield folder / f"{month}.{number}"
        number += 1


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
