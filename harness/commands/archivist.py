"""The answers of `onboard history`: from the records into the database, and out of it in lines."""

import argparse
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from harness.errors import Misconfigured, RecordDamaged
from harness.history.archive import compact, restore
from harness.history.drift import drift
from harness.history.files import PLAIN, compress_record, record_files, run_of
from harness.history.metrics import Kind
from harness.history.queries import (
    boards,
    case_over_time,
    cases_like,
    changes,
    choose,
    matches_since,
    matrix,
)
from harness.history.store import Store, open_store
from harness.report.history import (
    case_lines,
    change_lines,
    drift_lines,
    matrix_lines,
    since_lines,
    summary_lines,
)


def answer(options: argparse.Namespace) -> tuple[list[str], list[str]]:
    """Answer one question in lines; also tell in lines which records could not be read."""
    if (options.question == "case") is not bool(options.case):
        raise Misconfigured("onboard history: name a case after `case`, and after nothing else")
    if options.nights < 1:
        raise Misconfigured("--nights must be a number of nights above 0")
    if not options.records.is_dir():
        raise Misconfigured(f"{options.records}: no folder; name the records' with --records")
    database = options.database or _beside(options.records.resolve())
    archive = database.with_name(f"{database.stem}-archive")
    with open_store(database) as store:
        faults = [*restore(store, archive), *store.load(options.records)]
        if options.question == "compact":
            lines, damaged = _compact(store, archive, options.records)
            return lines, [*faults, *damaged]
        if not choose(store, options.board, options.firmware, options.profile):
            raise Misconfigured(f"{options.records}: no whole run of what is asked; {_runs(store)}")
        return _answer(store, options), faults


def _beside(records: Path) -> Path:
    """Give the database of a folder of records: each folder has its own."""
    return records.with_name(f"{records.name}.duckdb")


def _answer(store: Store, options: argparse.Namespace) -> list[str]:
    everything = options.all
    match options.question:
        case "matrix":
            newest = not (options.firmware or options.profile)
            return matrix_lines(matrix(store, newest=newest), everything=everything)
        case "case":
            if looks := case_over_time(store, options.case):
                return case_lines(looks, everything=everything)
            near = ", ".join(cases_like(store, options.case)) or "none"
            raise Misconfigured(f"{options.case}: no such case; with that in their names: {near}")
        case "changes":
            return change_lines(changes(store), everything=everything)
        case "ram" | "speed":
            kind = Kind.RAM if options.question == "ram" else Kind.SPEED
            return drift_lines(drift(store, kind, options.nights), everything=everything)
        case "since":
            return since_lines(matches_since(store), everything=everything)
        case _:
            return summary_lines(boards(store))


def _compact(store: Store, archive: Path, records: Path) -> tuple[list[str], list[str]]:
    """Archive what is past, and compress its records, which keep what the archive does not.

    First those that are still plain because a compaction was killed.  Also tell which were damaged.
    """
    lines: list[str] = []
    archived = {file for (file,) in store.rows("SELECT file FROM runs WHERE archived")}
    left, faults = _compress(records, archived)
    if left:
        lines.append(f"{records}: {left} records compressed, of months that were written before")
    for name, files in compact(store, archive, datetime.now(UTC).date()):
        count, damaged = _compress(records, files)
        faults += damaged
        told = f"{len(files)} runs, {count} records compressed"
        lines.append(f"{archive / name}: written, {told}")
    return lines or ["no month that is past has runs that are not archived"], faults


def _compress(records: Path, files: Collection[str]) -> tuple[int, list[str]]:
    """Compress what is plain of these files; count it, and tell what was damaged."""
    count, faults = 0, []
    for path in record_files(records):
        if path.suffix == PLAIN and run_of(path) in files:
            try:
                compress_record(path)
                count += 1
            except RecordDamaged as error:
                faults.append(str(error))
    return count, faults


def _runs(store: Store) -> str:
    choose(store)
    there = ", ".join(f"{count} of {board}" for board, count, *_ in boards(store)[:5])
    return f"there are {there}" if there else "run pytest --board=BOARD first"
