"""The history of all runs as a DuckDB database: made from records, and made again at any time.

Only record files that are not in it yet are read.  One process at a time has the database; any
number of hosts add records.  Tables:

    runs     one row a run; `no` numbers them in the order in which they were read
    cases    the ids and chapters; `details` the evidence lines
    results  one row for each case and run: of `fresh`, which is sorted by run, and of `settled`,
             whole months that are sorted by case, so that one case's year is found at once
    figures  what measuring cases found, by name
    latest   for each board and case, the row of `results` of its newest whole run
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb

from harness.errors import Misconfigured, RecordDamaged
from harness.history.columns import (
    WORDS,
    Columns,
    Numbered,
    figure_columns,
    has_room,
    result_columns,
    run_columns,
)
from harness.history.comparison import COMPARABLE
from harness.history.files import record_files, run_of
from harness.history.record import AGAIN, Record, one_line, read_record

FORMAT: Final = 1
BATCH: Final = 20  # records that are read before they are stored, in one transaction
_ANEW: Final = "remove it, it is made again from the records"


def _words(words: Iterable[str]) -> str:
    return ", ".join(f"'{it}'" for it in words)


_HASH: Final = re.compile("[0-9a-f]{16}")
_ABOUT: Final = f"""
CREATE TYPE word AS ENUM ({_words(WORDS)});
CREATE MACRO comparable(verdict) AS verdict IN ({_words(COMPARABLE)});
CREATE TABLE about AS SELECT {FORMAT} AS format, 0 AS renewed;
"""
_SCHEMA: Final = """
CREATE TABLE runs (
    no INTEGER, run VARCHAR, file VARCHAR, started TIMESTAMP, board VARCHAR, profile VARCHAR,
    firmware VARCHAR, version VARCHAR, reference VARCHAR, exact BOOLEAN, work_unit VARCHAR,
    planned INTEGER, interrupted BOOLEAN, archived BOOLEAN
);
CREATE TABLE cases (no INTEGER, id VARCHAR, chapter VARCHAR);
CREATE TABLE details (no INTEGER, detail VARCHAR);
CREATE TABLE fresh (
    run_no INTEGER, case_no INTEGER, hash UBIGINT, verdict word, whole word, detail INTEGER,
    assertions INTEGER, matched INTEGER,
    live_bytes BIGINT, allocated_bytes BIGINT, min_heap_bytes BIGINT, work BIGINT
);
CREATE TABLE settled AS FROM fresh;
CREATE VIEW results AS FROM settled UNION ALL FROM fresh;
CREATE TABLE figures (run_no INTEGER, case_no INTEGER, name VARCHAR, value DOUBLE);
CREATE TABLE latest (
    board VARCHAR, case_no INTEGER, started TIMESTAMP, hash UBIGINT, verdict word, whole word,
    run_no INTEGER
);
"""
_TABLES: Final = {
    "about", "cases", "details", "figures", "fresh", "latest", "results", "runs", "settled",
}  # fmt: skip
_THERE: Final = """
SELECT table_name, schema_name FROM duckdb_tables() WHERE NOT internal
UNION ALL SELECT view_name, schema_name FROM duckdb_views() WHERE NOT internal
"""
_IS_OURS: Final = """
SELECT EXISTS (FROM duckdb_columns() WHERE table_name = 'about' AND column_name = 'format')
    AND EXISTS (FROM duckdb_types() WHERE type_name = 'word' AND NOT internal)
"""
_STORE: Final = """
INSERT INTO runs SELECT no, run, file, make_timestamp(started), board, profile, firmware, version,
    reference, exact, work_unit, planned, interrupted, false FROM new_runs;
INSERT INTO cases SELECT no, text, more FROM new_cases;
INSERT INTO details SELECT no, text FROM new_details;
INSERT INTO fresh SELECT run_no, case_no, hash, enum_range(NULL::word)[verdict + 1]::word,
    enum_range(NULL::word)[whole + 1]::word, detail, assertions, matched,
    live_bytes, allocated_bytes, min_heap_bytes, work FROM new_results;
INSERT INTO figures SELECT run_no, case_no, name, value FROM new_figures;
"""
# Of what was stored last; older runs may come later, so time decides and not the order.
_LATEST: Final = """
CREATE OR REPLACE TABLE latest AS
WITH seen AS (
    FROM latest UNION ALL
    SELECT board, case_no, started, hash, verdict, whole, run_no
    FROM results JOIN runs ON run_no = no WHERE run_no >= {first} AND NOT interrupted
)
SELECT board, case_no, max(started) AS started, arg_max(hash, started) AS hash,
    arg_max(verdict, started) AS verdict, arg_max_null(whole, started) AS whole,
    arg_max(run_no, started) AS run_no
FROM seen GROUP BY board, case_no;
UPDATE about SET renewed = {last}
"""


class Store:
    """An open database.  `path` is its file, made where it is missing.

    Raises `Misconfigured` where it is of another format, or not of this program at all; nothing is
    written into it then.
    """

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self.connection = connection
        there = sorted(self.rows(_THERE))
        if not there:
            self.run_script(_ABOUT + _SCHEMA)
            return
        foreign = Misconfigured(
            one_line(f"{path}: is no history of runs, it has {there[0][0]}; name another file")
        )
        if self.rows(_IS_OURS) != [(True,)]:
            raise foreign
        ((number, words),) = self.rows("SELECT format, enum_range(NULL::word) FROM about")
        if (number, words) != (FORMAT, list(WORDS)):
            raise Misconfigured(f"{path}: is another onboard's, of format {number}; {_ANEW}")
        if there != [(name, "main") for name in sorted(_TABLES)]:
            raise foreign

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Answer a query."""
        return self.connection.execute(query, list(values)).fetchall()

    def load(self, directory: Path) -> list[str]:
        """Take in the records that are not in the database yet; give what was wrong, in lines."""
        names = dict(self.rows("SELECT run, file FROM runs"))
        stored = set(names.values())
        faults: list[str] = []
        batch: list[tuple[str, Record]] = []
        for path in record_files(directory):
            if (file := run_of(path)) in stored:
                continue
            try:
                record = _read(path, names)
            except RecordDamaged as error:
                faults.append(str(error))
                continue
            names[record.header.run] = file
            batch.append((file, record))
            if len(batch) == BATCH:
                self._store(batch)
                batch = []
        self._store(batch)
        self.renew()
        return faults

    def renew(self) -> None:
        """Bring `latest` up to date with the runs that it has not seen."""
        ((first, last),) = self.rows("SELECT renewed, (SELECT count(*) FROM runs) FROM about")
        if first < last:
            self.run_script(_LATEST.format(first=first, last=last))

    def _store(self, batch: Sequence[tuple[str, Record]]) -> None:
        if not batch:
            return
        ((first,),) = self.rows("SELECT count(*) FROM runs")
        runs = [(number, record) for number, (_, record) in enumerate(batch, first)]
        cases = Numbered(dict(self.rows("SELECT id, no FROM cases")))
        details = Numbered(dict(self.rows("SELECT detail, no FROM details")))
        columns: dict[str, Columns] = {
            "new_runs": run_columns(runs, [file for file, _ in batch]),
            "new_results": result_columns(runs, cases, details),
            "new_figures": figure_columns(runs, cases),
        }
        columns |= {"new_cases": cases.take(), "new_details": details.take()}
        for name, it in columns.items():
            self.connection.register(name, dict(it))
        self.run_script(_STORE)
        for name in columns:
            self.connection.unregister(name)

    def run_script(self, script: str) -> None:
        """Run statements as one: all of them or, where this process is killed, none."""
        self.connection.begin()
        try:
            for statement in script.strip().removesuffix(";").split(";\n"):
                self.connection.execute(statement)
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()


def _read(path: Path, names: Mapping[str, str]) -> Record:
    record = read_record(path)
    run = record.header.run
    if run in names:
        what = f"{path}: is run {run}, as the record {names[run]} is; remove one of them"
        raise RecordDamaged(one_line(what))
    if odd := next((it for it in record.results if not _HASH.fullmatch(it.hash)), None):
        what = (
            f"{path}: the hash of {odd.case} is not 16 hexadecimal digits, but {odd.hash}; {AGAIN}"
        )
        raise RecordDamaged(one_line(what))
    if odd := next((it for it in record.results if not has_room(it)), None):
        raise RecordDamaged(one_line(f"{path}: a number of {odd.case} is too large; {AGAIN}"))
    return record


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """Open a database, and close it in the end.

    Raises `Misconfigured` where the file is none, or another process has it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and not path.stat().st_size:
            path.unlink()  # DuckDB takes no empty file
        connection = duckdb.connect(str(path))
    except (OSError, duckdb.Error) as error:
        busy = "Could not set lock" in str(error)
        mend = "another onboard history has it, try again later" if busy else _ANEW
        reason = "in use" if busy else one_line(str(error))
        raise Misconfigured(f"{path}: cannot be opened: {reason}; {mend}") from error
    try:
        yield Store(path, connection)
    except duckdb.Error as error:
        raise Misconfigured(f"{path}: {one_line(str(error))}; {_ANEW}") from error
    finally:
        connection.close()
