"""Runs among others: the newest of a board, and what changed between two."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from harness.errors import Misconfigured, RecordDamaged
from harness.history.files import record_files
from harness.history.record import Record, read_header, read_record
from harness.verdict import Word

LOOKED_BACK: Final = 50  # runs, for one to compare with


class Change(msgspec.Struct, frozen=True):
    """A case whose program is the same in two runs and whose verdict is not."""

    case: str
    chapter: str
    before: Word
    after: Word
    detail: str  # the later run's


def latest(
    directory: Path, board: str, profile: str, cases: Collection[str] = frozenset()
) -> Record | None:
    """Find the newest whole and uninterrupted run of a board that had all of `cases`.

    Where none had, the newest one.  Only the last `LOOKED_BACK` runs are looked at.
    """
    newest = None
    for record in _newest_first(directory, board, profile):
        if set(cases) <= {result.case for result in record.results}:
            return record
        newest = newest or record
    return newest


def _newest_first(directory: Path, board: str, profile: str | None) -> Iterator[Record]:
    found = []
    for path in record_files(directory):
        with suppress(RecordDamaged):
            header = read_header(path)
            if header.board == board and profile in (None, header.profile):
                found.append((header.started, header.run, path))
    for _, _, path in sorted(found, reverse=True)[:LOOKED_BACK]:
        with suppress(RecordDamaged):
            record = read_record(path)
            if not record.footer.interrupted:
                yield record


def newest_run(
    directory: Path, board: str, chapters: tuple[str, ...] = ("",), what: str = ""
) -> Record:
    """Give the newest whole run of a board with a case whose chapter begins with one of `chapters`.

    `what` is how people call such cases.  Raises `Misconfigured` where there is none.
    """
    for record in _newest_first(directory, board, None):
        if any(it.chapter.startswith(chapters) for it in record.results):
            return record
    of = f" of {what}" if what else ""
    raise Misconfigured(
        f"{directory}: no record of a whole run{of} on {board}; run pytest --board={board} first,"
        " or name a record's file (*.jsonl)"
    )


def changed(previous: Record, current: Record) -> list[Change]:
    """List the cases that both runs have, with the same program and another verdict."""
    earlier = {(result.case, result.hash): result.verdict for result in previous.results}
    return [
        Change(now.case, now.chapter, before, now.verdict, now.detail)
        for now in current.results
        if (before := earlier.get((now.case, now.hash), now.verdict)) != now.verdict
    ]
