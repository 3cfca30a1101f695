"""Which run is meant: by file, run id, date, firmware version, `latest` or `previous`."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date
from pathlib import Path
from typing import Final

from harness.errors import Misconfigured, RecordDamaged
from harness.history.files import is_record, record_files
from harness.history.record import Header, Record, read_header, read_record
from harness.history.runs import LOOKED_BACK

LATEST: Final = "latest"
PREVIOUS: Final = "previous"
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")
_VERSION: Final = re.compile(r"v?(\d+\.\d[\w.+-]*)\Z")
_KNOWN: Final = f"name a record's file, a run, a date, a firmware's version, {LATEST} or {PREVIOUS}"


def family(board: str) -> str:
    """Give a board's name without its firmware's version: `wasm@1.24.1` is a `wasm`."""
    return re.sub(r"@[^?]*", "", board)


def version_key(version: str) -> tuple[int, ...]:
    """Order versions by their numbers: 1.9.2 is before 1.10."""
    return tuple(map(int, re.findall(r"\d+", version)))


class Shelf:
    """The records of a folder, newest first, as far as their headers can be read.

    `board` keeps those of one board, or of one in all its versions.  `damaged` says in one line
    each what could not be read.  Raises `RecordDamaged` where two files are of one run.
    """

    def __init__(self, directory: Path, board: str = "") -> None:
        self.directory = directory
        self.damaged: list[str] = []
        self._board = board
        found: dict[str, tuple[Header, Path]] = {}
        for path in record_files(directory):
            try:
                header = read_header(path)
            except RecordDamaged as error:
                self.damaged.append(str(error))
                continue
            if header.run in found:
                other = found[header.run][1].name
                raise RecordDamaged(f"{path}: is run {header.run}, as {other} is; remove one")
            found[header.run] = header, path
        self._runs = {
            it[0].run: it
            for it in sorted(found.values(), key=lambda it: (it[0].started, it[0].run))[::-1]
            if board in ("", it[0].board, family(it[0].board))
        }

    def pick(self, name: str, later: Record | None = None) -> Record:
        """Give the run that is meant; before the run `later`, where that is given.

        What is not named itself is whole and, besides `later`, of the same board (where a version
        is named, of any version of it) with at least half of its cases as they are there.  Raises
        `Misconfigured` where there is no such run and `RecordDamaged` where it is no record.
        """
        if is_record(name):
            return read_record(Path(name))
        if name in self._runs:
            return read_record(self._runs[name][1])
        if name == PREVIOUS and later is None:
            later = self.pick(LATEST)
        meant = self._meant(name, later)
        for record in self._whole(meant):
            if later is None or _comparable(record, later):
                return record
        raise Misconfigured(self._none(name, later))

    def earlier(self, than: Header) -> Iterator[Record]:
        """Give the whole runs of the same board and profile before one, newest first."""
        yield from self._whole(
            lambda it: (
                (it.board, it.profile) == (than.board, than.profile) and it.started < than.started
            )
        )

    def _meant(self, name: str, later: Record | None) -> Callable[[Header], bool]:
        than = later.header if later is not None else None

        def ours(it: Header, name_of: Callable[[str], str] = str) -> bool:
            if than is None:
                return True
            return it.run != than.run and name_of(it.board) == name_of(than.board)

        if name == LATEST:
            return ours
        if name == PREVIOUS and than is not None:
            return lambda it: ours(it) and it.started < than.started
        if _DATE.match(name):
            day = _day(name)
            return lambda it: ours(it) and it.started.astimezone(UTC).date() <= day
        if version := _VERSION.match(name):
            return lambda it: ours(it, family) and version[1] in _versions(it)
        raise Misconfigured(f"{name}: no such run in {self.directory}; {_KNOWN}")

    def _whole(self, meant: Callable[[Header], bool]) -> Iterator[Record]:
        paths = [path for header, path in self._runs.values() if meant(header)]
        for path in paths[:LOOKED_BACK]:
            try:
                record = read_record(path)
            except RecordDamaged as error:
                self.damaged.append(str(error))
                continue
            if not record.footer.interrupted:
                yield record

    def _none(self, name: str, later: Record | None) -> str:
        of = f" of {self._board}" if self._board else ""
        if not self._runs:
            board = self._board or "BOARD"
            return f"{self.directory}: no record{of}; run pytest --board={board} first"
        than = ""
        if later is not None:
            than = f" that has half of the cases of {later.header.run} as they are there"
        if _VERSION.match(name):
            versions = {str(it.probe.get("version")) for it, _ in self._runs.values()}
            there = ", ".join(sorted(versions, key=version_key))
            return (
                f"{self.directory}: no whole run{of} is of {name}{than}; there are runs of {there}"
            )
        boards = Counter(header.board for header, _ in self._runs.values())
        there = ", ".join(f"{count} of {board}" for board, count in boards.most_common(5))
        return f"{self.directory}: no whole run{of} is meant by {name}{than}; there are {there}"


def _comparable(record: Record, later: Record) -> bool:
    """Tell whether half of a run's cases are in an earlier one as they are now."""
    cases = {(it.case, it.hash) for it in later.results}
    common = sum((it.case, it.hash) in cases for it in record.results)
    return common > 0 and 2 * common >= len(cases)


def _versions(header: Header) -> set[str]:
    """Give what a firmware may be called: what it says itself, and the words of its package."""
    return {str(header.probe.get("version")), *header.firmware.split()}


def _day(name: str) -> date:
    try:
        return date.fromisoformat(name)
    except ValueError as error:
        raise Misconfigured(f"{name}: no day of the calendar; write it as 2026-11-22") from error
