"""Run records: one JSON-lines file per board and run, written as the results arrive.

A record is a header, one result per planned case, and a footer; the structs below are its schema.
While a run lasts its record is called `<run>.jsonl.part`.  Only when the footer is on the disk
does the file become `<run>.jsonl`, in one step.  So

- whoever collects `*.jsonl` never meets a half-written record;
- a file without its footer, or with fewer bytes than were written, is refused under any name;
- the journal of a killed run stays beside the records, readable up to its last whole line, and
  holds all that is needed to go on with the run.

A whole record may be kept compressed, as `<run>.jsonl.gz` (`files`), and is read like any other.
"""

import json
import os
import re
import secrets
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final, NoReturn, TypeVar

import msgspec

from harness.errors import Misconfigured, RecordDamaged
from harness.history import packed
from harness.suite.case import Case
from harness.verdict import Word

FORMAT: Final = 4
EXCERPT_CHARACTERS: Final = 6000  # of `expected` and `seen`: room for all names of a module
DETAIL_CHARACTERS: Final = 300
AGAIN: Final = "take the file away and run the board again"

Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class _Line(msgspec.Struct, frozen=True, tag_field="line", forbid_unknown_fields=True):
    """One line of a record; its `line` says which."""


class Header(_Line, frozen=True, tag="header"):
    """What is run, where and against what; on the disk before the first case starts."""

    run: str  # as `run_id` gives it; also the file's name
    started: Instant
    board: str  # as the user called it
    profile: str  # what expectations are keyed by
    probe: dict[str, str | int | float | bool | list[str] | None]  # what the board says of itself
    firmware: str
    reference: str  # "CPython 3.11.7"
    harness: str  # the version of this package
    command: list[str]  # what reproduces the run; without secrets, by the caller's care
    planned: int  # cases
    exact: bool  # whether every figure is the same in every run of the same programs
    work_unit: str  # of `work`: "fuel", "instructions" or "us"; empty where it is not measured
    # What narrowed the run, as the command line said it; empty where it was all of the suite.
    selection: list[str] = msgspec.field(default_factory=list)
    suite: str = ""  # its folder, seen from where pytest runs; empty where cases have none
    firmware_bytes: int | None = None  # what is flashed, where that is known
    format: int = FORMAT


class Result(_Line, frozen=True, tag="result", omit_defaults=True):
    """What became of one case.  Heap figures are bytes; None is what nobody measured.

    Of a derived case it also says what the `whole` was by itself (None where only its steps were
    run), how many `assertions` it makes and how many of them are in steps that match, how many
    steps were `blocked`, how many `unfit` (TOOBIG, on a board where that can change from run to
    run), and whether a MATCH is `vacuous`: nothing was printed that could differ.

    `min_heap` is the smallest heap in bytes in which the case matches.  `figures` are what a
    measuring case found, by name; a name ends with the unit (`live_bytes`, `pause_us`).
    """

    case: str  # the id
    hash: str  # of the case's content
    chapter: str
    verdict: Word
    detail: str = ""  # the evidence in one line
    known: bool = False  # listed in the profile's expectations
    heap_before: int | None = None
    heap_uncollected: int | None = None
    heap_collected: int | None = None
    work: int | None = None  # what the board took to run it, in the header's unit
    host_seconds: float = 0.0
    attempts: int = 1
    recoveries: tuple[str, ...] = ()
    expected: str = ""  # excerpts, where the verdict is not MATCH
    seen: str = ""
    whole: Word | None = None
    assertions: int = 0
    matched: int = 0
    blocked: int = 0
    unfit: int = 0
    vacuous: bool = False
    min_heap: int | None = None
    figures: dict[str, float] = msgspec.field(default_factory=dict)


class Footer(_Line, frozen=True, tag="footer"):
    """How the run ended, and what must be in the lines above if none is lost."""

    finished: Instant
    planned: int
    recorded: int
    interrupted: bool
    counts: dict[Word, int]  # only verdicts that occur


class _Opening(msgspec.Struct, tag="header", tag_field="line"):
    """As much of the first line as every format has."""

    format: int


_LINE: Final = msgspec.json.Decoder(Header | Result | Footer)
_HEADER: Final = msgspec.json.Decoder(Header)
_OPENING: Final = msgspec.json.Decoder(_Opening)
_T = TypeVar("_T", bound=msgspec.Struct)


class Record(msgspec.Struct, frozen=True):
    """One whole run of one board."""

    header: Header
    results: tuple[Result, ...]
    footer: Footer


def run_id(started: datetime, board: str) -> str:
    """Give a new run's id, which is safe as a file name and sorts by time."""
    slug = re.sub(r"[^a-z0-9]+", "-", board.lower()).strip("-")[:40].strip("-") or "board"
    return f"{started.astimezone(UTC):%Y%m%dT%H%M%SZ}-{slug}-{secrets.token_hex(3)}"


def one_line(text: str) -> str:
    r"""Make text from a board or a file fit for one line of UTF-8: a line end becomes `\n`."""
    whole = text.encode("utf-8", "backslashreplace").decode()
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", lambda found: repr(found[0])[1:-1], whole)


def excerpt(text: str, characters: int = EXCERPT_CHARACTERS) -> str:
    """Cut text to at most `characters`, and say so where something is missing."""
    note = f" [... of {len(text)} characters]"
    return text if len(text) <= characters else text[: characters - len(note)] + note


class RecordWriter:
    """Writes one record line by line, so that a killed run loses no finished case.

    `path` is the name of the whole record; its folder is made where it is missing.  Every planned
    case has exactly one result in the end: a second result, or one that nobody planned, is the
    caller's error and raises `RecordDamaged` at once, and `finish` writes an INFRA result for each
    case that never had its turn.

    Details are folded to one line, excerpts are cut, what UTF-8 cannot hold is escaped, and every
    line is read back before it is written.  A disk that is full or gone raises `RecordDamaged` and
    ends the writing; a place where no file can be made raises `Misconfigured`.
    """

    def __init__(self, path: Path, header: Header, planned: Sequence[Case]) -> None:
        self.path = path
        self.planned = {case.id: case for case in planned}
        if not header.planned == len(planned) == len(self.planned):
            what = f"{header.planned} cases are planned, {len(self.planned)} ids are given"
            _refuse(path, what, mend="give each case its own")
        if path.exists():
            _refuse(path, "is there already", mend="take a new run id")
        self._part = path.with_name(path.name + ".part")
        self._results: dict[str, Result] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._part.open("xb")
        except OSError as error:
            what = f"{self._part}: cannot be made: {error.strerror}; choose another place"
            raise Misconfigured(one_line(what)) from error
        self._header = self._write(header)

    def add(self, result: Result) -> None:
        """Write one case's result."""
        if result.case not in self.planned:
            _refuse(self.path, f"{result.case} was not planned", mend="plan what is run")
        if result.case in self._results:
            _refuse(self.path, f"{result.case} has a result already", mend="give one per case")
        fitting = msgspec.structs.replace(
            result,
            detail=excerpt(one_line(result.detail), DETAIL_CHARACTERS),
            expected=excerpt(result.expected),
            seen=excerpt(result.seen),
        )
        self._results[result.case] = self._write(fitting)

    def finish(self, *, interrupted: bool = False, reason: str = "") -> Record:
        """Account for the cases that were not run, seal the file, and give what is in it."""
        missing = [case for name, case in self.planned.items() if name not in self._results]
        if missing:
            interrupted, reason = True, reason or "the run ended early"
        for case in missing:
            detail = f"not run: {reason}"
            self.add(Result(case.id, case.content_hash, case.chapter, Word.INFRA, detail))
        results = tuple(self._results.values())
        tally = dict(Counter(result.verdict for result in results))
        footer = Footer(datetime.now(UTC), len(self.planned), len(results), interrupted, tally)
        return Record(self._header, results, self._write(footer))

    def _write(self, line: _T) -> _T:
        """Write one line, and give it as a reader will see it."""
        encoded = _encoded(line)
        try:
            read_back = msgspec.json.decode(encoded, type=type(line))
        except msgspec.DecodeError as error:
            _refuse(self.path, f"not written: {error}", mend="give what the schema says")
        try:
            self._file.write(encoded + b"\n")
            self._file.flush()
            if not isinstance(line, Result):
                os.fsync(self._file.fileno())
            if isinstance(line, Footer):
                self._file.close()
                self._part.replace(self.path)
        except (OSError, ValueError) as error:  # ValueError: the file was closed before
            with suppress(OSError):  # closing tries once more to write what did not fit
                self._file.close()
            _refuse(self._part, f"cannot be written: {error}", mend="make room, begin again")
        return read_back


def read_record(path: Path) -> Record:
    """Read a whole record; `RecordDamaged` with the file, the line and the mend if it is not."""
    texts = _bytes(path).split(b"\n")
    if texts == [b""]:
        _refuse(path, "is empty")
    if texts.pop():
        _refuse(path, "torn within the line, the run was killed", len(texts) + 1)
    header = _header(path, texts[0])
    lines = [_decoded(path, text, number, _LINE) for number, text in enumerate(texts[1:], 2)]
    results: dict[str, Result] = {}
    for number, line in enumerate(lines[:-1], 2):
        if not isinstance(line, Result):
            _refuse(path, f"a {type(line).__name__.lower()} among the results", number)
        if line.case in results:
            _refuse(path, f"a second result for {line.case}", number)
        results[line.case] = line
    footer = lines[-1] if lines else header
    if not isinstance(footer, Footer):
        _refuse(path, "no footer at the end, the run was killed", len(texts))
    tally = Counter(result.verdict for result in results.values())
    told = (footer.planned, footer.recorded, footer.recorded, footer.counts)
    if told != (header.planned, header.planned, len(results), tally):
        what = f"the footer does not agree with {len(results)} results of {header.planned} planned"
        _refuse(path, what, len(texts))
    return Record(header, tuple(results.values()), footer)


def read_header(path: Path) -> Header:
    """Read the first line of a record, whole or not; `RecordDamaged` if it is none."""
    return _header(path, _bytes(path, first_line=True))


def _refuse(path: Path, what: str, number: int | None = None, mend: str = AGAIN) -> NoReturn:
    place = f"{path}" if number is None else f"{path}:{number}"
    raise RecordDamaged(one_line(f"{place}: {what}; {mend}")) from sys.exception()


def _encoded(line: msgspec.Struct) -> bytes:
    try:
        return msgspec.json.encode(line)
    except UnicodeEncodeError:  # a lone surrogate: bytes of a board or a file that are not text
        text = json.dumps(msgspec.to_builtins(line), ensure_ascii=False)
        return re.sub(r"[\ud800-\udfff]", lambda it: rf"\\u{ord(it[0]):04x}", text).encode()


def _bytes(path: Path, *, first_line: bool = False) -> bytes:
    try:
        with path.open("rb") as file:
            if path.suffix == packed.SUFFIX:
                return packed.first_line(file) if first_line else packed.unpacked(file.read())
            return file.readline() if first_line else file.read()
    except OSError as error:
        _refuse(path, f"cannot be read: {error.strerror}", mend="name a record that can")
    except ValueError as error:
        _refuse(path, str(error))


def _decoded(path: Path, text: bytes, number: int, decoder: msgspec.json.Decoder[_T]) -> _T:
    try:
        return decoder.decode(text)
    except (ValueError, RecursionError) as error:  # not UTF-8, JSON or of this schema
        _refuse(path, f"no line of a record: {error}", number)


def _header(path: Path, text: bytes) -> Header:
    if (number := _decoded(path, text, 1, _OPENING).format) != FORMAT:
        _refuse(path, f"format {number} is not {FORMAT}", 1, mend="use the onboard that wrote it")
    return _decoded(path, text, 1, _HEADER)
