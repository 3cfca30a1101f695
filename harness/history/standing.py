"""Where boards stand: the run of each that counts, the one before it, and what came since.

What is published of a board is of one whole run.  A run that was narrowed, interrupted, or lost the
board on the way never takes the place of a whole one; the board then has no data since that.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from harness.errors import Misconfigured, RecordDamaged
from harness.history.files import record_files
from harness.history.record import Footer, Header, Record, Result, read_header, read_record
from harness.history.selection import family, version_key
from harness.verdict import Word

NIGHTS: Final = 30  # runs that a case's history shows
PATIENCE: Final = timedelta(days=3)  # behind the newest run of any, before a board is silent
LOST_SHARE: Final = 0.01  # of a run's cases that the bench may have failed to run
_COMPARED: Final = 2  # the newest whole run, and the one before it
_SUPPLEMENTS: Final = 10  # newer runs that are asked for what the whole one did not measure


@dataclass(frozen=True)
class Night:
    """One whole run, as much of it as a case's history shows."""

    header: Header
    verdicts: Mapping[str, tuple[str, Word]]  # by case id: the content's hash, and the verdict


@dataclass(frozen=True)
class Standing:
    """Where one board stands.

    `record` is its newest whole run and `before` the whole one before it.  Every figure is of
    `record`, but for smallest heaps and figures by name that it did not look for: those are of a
    newer run of some of the cases, on the same firmware, with the same program, which matched.
    `nights` are the last whole runs, the oldest first and `record` the last of them; `seen` is when
    the newest run of any kind began.  `stale` says that runs, of this or of other boards, go on,
    and none of this one was whole for longer than `PATIENCE`.
    """

    board: str
    record: Record
    before: Record | None
    nights: tuple[Night, ...]
    seen: datetime
    stale: bool


@dataclass(frozen=True)
class Standings:
    """All boards by their names, and releases: boards that are named with a version, by it.

    Where a board is there in versions only, its newest one is among the boards as well.  `notes`
    says in a line each which records were passed over, and why.
    """

    boards: tuple[Standing, ...]
    releases: tuple[Standing, ...]
    notes: tuple[str, ...]


Run = tuple[Header, Path]


def standings(folders: Sequence[Path]) -> Standings:
    """Read where the boards stand whose records are in these folders.

    A run of which a copy is in a later folder, too, counts once.  Raises `Misconfigured` where a
    folder is missing or none has the record of a whole run.
    """
    reader = _Reader()
    runs = reader.by_board(folders)
    found = [it for board in sorted(runs) if (it := reader.standing(board, runs[board]))]
    if not found:
        told = "; ".join(reader.notes) or "no record there"
        places = ", ".join(map(str, folders))
        raise Misconfigured(f"{places}: no whole run: {told}; run pytest --board=BOARD first")
    releases = sorted(
        (it for it in found if family(it.board) != it.board),
        key=lambda it: (family(it.board), version_key(it.board)),
    )
    plain = {it.board for it in found if family(it.board) == it.board}
    newest = {family(it.board): it.board for it in releases if family(it.board) not in plain}
    shown = plain | set(newest.values())
    boards = [it for it in found if it.board in shown]
    return Standings(_judged(boards), tuple(releases), tuple(reader.notes))


def _judged(boards: Sequence[Standing]) -> tuple[Standing, ...]:
    """Say of which boards nothing whole has come while something, whole or not, came of any."""
    newest = max(it.seen for it in boards)
    return tuple(
        Standing(it.board, it.record, it.before, it.nights, it.seen, stale=True)
        if newest - it.record.header.started > PATIENCE
        else it
        for it in boards
    )


class _Reader:
    """Reads records; `notes` says which were passed over, and why."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        # Nights tell mostly the same, so that they share what they tell.
        self._shared: dict[tuple[str, Word], tuple[str, Word]] = {}

    def by_board(self, folders: Sequence[Path]) -> dict[str, list[Run]]:
        """Find the runs of each board, the newest first."""
        runs: dict[str, Run] = {}
        for folder in folders:
            if not folder.is_dir():
                raise Misconfigured(f"{folder}: no such folder; name one with records")
            for path in record_files(folder):
                try:
                    header = read_header(path)
                except RecordDamaged as error:
                    self.notes.append(str(error))
                    continue
                runs.setdefault(header.run, (header, path))
        boards = defaultdict(list)
        for header, path in sorted(runs.values(), key=lambda it: (it[0].started, it[0].run))[::-1]:
            boards[header.board].append((header, path))
        return boards

    def standing(self, board: str, runs: Sequence[Run]) -> Standing | None:
        """Give where a board stands; None, with a note, where it never ran whole."""
        newest: list[Record] = []
        nights: list[Night] = []
        for record in islice(self._whole(runs), NIGHTS):
            if len(newest) < _COMPARED:
                newest.append(record)
            nights.append(self._night(record))
        if not newest:
            self.notes.append(f"{board}: none of {len(runs)} runs is whole, so it is not shown")
            return None
        record = self._supplemented(newest[0], runs)
        before = newest[1] if len(newest) == _COMPARED else None
        seen = runs[0][0].started
        return Standing(board, record, before, tuple(nights[::-1]), seen, stale=False)

    def _whole(self, runs: Sequence[Run]) -> Iterator[Record]:
        """Give the whole runs of a board, the newest first.

        Where every run was narrowed, those are taken that were narrowed as the largest one.
        """
        narrowed = all(header.selection for header, _ in runs)
        wanted = max(runs, key=lambda it: it[0].planned)[0].selection if narrowed else []
        for header, path in runs:
            if header.selection == wanted and (record := self._read(path)) is not None:
                if why := _partial(record.footer):
                    self.notes.append(f"{path}: passed over: {why}")
                else:
                    yield record

    def _read(self, path: Path) -> Record | None:
        try:
            return read_record(path)
        except RecordDamaged as error:
            self.notes.append(str(error))
            return None

    def _night(self, record: Record) -> Night:
        told = {sys.intern(it.case): (sys.intern(it.hash), it.verdict) for it in record.results}
        shared = {case: self._shared.setdefault(it, it) for case, it in told.items()}
        return Night(record.header, shared)

    def _supplemented(self, record: Record, runs: Sequence[Run]) -> Record:
        """Add what newer runs of some cases measured that the whole one did not look for."""
        than = record.header
        newer = [
            path
            for it, path in runs
            if it.started > than.started and it.firmware == than.firmware and it.selection
        ]
        results = list(record.results)
        for path in newer[:_SUPPLEMENTS]:
            measured = self._read(path)
            known = {(it.case, it.hash): it for it in (measured.results if measured else ())}
            results = [_with_more(it, known.get((it.case, it.hash))) for it in results]
        return Record(than, tuple(results), record.footer)


def _partial(footer: Footer) -> str:
    """Say why a run does not stand for its board; nothing where it does."""
    if footer.interrupted:
        return "it was interrupted"
    if not footer.planned:
        return "it has no cases"
    lost = footer.counts.get(Word.INFRA, 0)
    if lost > LOST_SHARE * footer.planned:
        return f"the bench lost {lost} of its {footer.planned} cases"
    return ""


def _with_more(it: Result, measured: Result | None) -> Result:
    if measured is None or not (it.verdict is measured.verdict is Word.MATCH):
        return it
    min_heap = measured.min_heap if it.min_heap is None else it.min_heap
    return msgspec.structs.replace(it, min_heap=min_heap, figures=measured.figures | it.figures)
