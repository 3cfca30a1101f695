"""The answers of `onboard history`: from the records into the database, and out of it in lines."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from harness.errors import Misconfigured
from harness.history.archive import compact, restore
from harness.history.drift import drift
from harness.history.files import PLAIN, compress_record
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
    database = options.database or options.records.resolve().parent / "history.duckdb"
    archive = database.with_suffix("")
    with open_store(database) as store:
        faults = [*restore(store, archive), *store.load(options.records)]
        if options.question == "compact":
            return _compact(store, archive, options.records), faults
        if not choose(store, options.board, options.firmware, options.profile):
            raise Misconfigured(f"{options.records}: no whole run of what is asked; {_runs(store)}")
        return _answer(store, options), faults


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
            found = drift(store, kind, options.nights)
            return drift_lines(found, options.nights, everything=everything)
        case "since":
            return since_lines(matches_since(store), everything=everything)
        case _:
            return summary_lines(boards(store))


def _compact(store: Store, archive: Path, records: Path) -> list[str]:
    """Archive what is past, and compress its records, which keep what the archive does not."""
    lines = []
    for name, files in compact(store, archive, datetime.now(UTC).date()):
        plain = [path for it in files if (path := records / f"{it}{PLAIN}").exists()]
        for path in plain:
            compress_record(path)
        told = f"{len(files)} runs, {len(plain)} records compressed"
        lines.append(f"{archive / name}: written, {told}")
    return lines or ["no month that is past has runs that are not archived"]


def _runs(store: Store) -> str:
    choose(store)
    there = ", ".join(f"{count} of {board}" for board, count, *_ in boards(store)[:5])
    return f"there are {there}" if there else "run pytest --board=BOARD first"
