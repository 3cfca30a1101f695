"""The bench of one run: boards that are up, what is known of them, and a record for each.

A case in, a result out, for every planned case exactly once.  Knows nothing of pytest.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from harness import __version__
from harness.board.board import Board
from harness.board.clock import best_clock
from harness.board.execute import run_case
from harness.board.features import absent_features
from harness.board.looks import Outcome
from harness.board.probe import Facts, probe
from harness.board.walk import run_steps
from harness.errors import BoardBroken
from harness.farm.evidence import result_of, sides
from harness.farm.limits import held, unmet
from harness.farm.target import Target, Tell
from harness.history.record import Header, Record, RecordWriter, Result, run_id
from harness.history.runs import latest
from harness.measure.heap import HeapSearch
from harness.measure.measuring import run_measuring
from harness.observation import Ending, Expected, Observation
from harness.suite.case import Case
from harness.suite.expectations import Expectations, Standing, file_of, update
from harness.verdict import Verdict, Word


@dataclass(frozen=True)
class Settings:
    """What holds for every board of a run.  `expectations` maps a profile to its file."""

    reference: str  # "CPython 3.11.7"
    record_dir: Path
    expectations: Callable[[str], Path]
    deadline_seconds: float
    min_heap: bool  # whether the smallest heap is looked for in which each case matches
    command: Sequence[str]
    selection: Sequence[str]  # this and `suite` as a record's header has them
    suite: str


@dataclass(frozen=True)
class Judged:
    """One case's result, where it stands among what is known, and both sides to compare."""

    result: Result
    standing: Standing
    listed: str  # what is listed, where anything is
    expected_lines: Sequence[str]
    seen_lines: Sequence[str]


class Seat:
    """One board of a run, from its start to its record's footer."""

    def __init__(self, target: Target, board: Board, facts: Facts, settings: Settings) -> None:
        self.target = target
        self.facts = facts
        self.profile = profile(target, facts)
        self.record: Record | None = None
        self.previous: Record | None = None
        self.rewritten: Sequence[Path] = ()
        self._board = board
        self._settings = settings
        self._expectations = Expectations.load(settings.expectations(self.profile))
        self._writer: RecordWriter | None = None
        self._absent: frozenset[str] = frozenset()
        heap_bytes = facts["heap_bytes"]
        self._heaps = (
            HeapSearch(board, heap_bytes, settings.deadline_seconds)
            if settings.min_heap and isinstance(heap_bytes, int)
            else None
        )

    @classmethod
    def take(cls, target: Target, settings: Settings, tell: Tell) -> "Seat":
        """Start and probe a board.

        Raises `BoardBroken`, `Misconfigured` or `NotInstalled`, and leaves nothing running then.
        """
        board = Board(target.place(tell))
        try:
            board.start()
            facts = probe(board)
            hertz = facts["cpu_hz"]
            board.cpu_hz = hertz if isinstance(hertz, int) else None
            if not board.place.work_unit:
                board.clock = best_clock(facts["ticks"])
            return cls(target, board, facts, settings)
        except BaseException:
            board.close()
            raise

    @property
    def reference(self) -> str:
        """The reference and its version."""
        return self._settings.reference

    @property
    def title(self) -> str:
        """The board and what runs on it, for people."""
        return f"{self.target.name} ({self.facts['implementation']} {self.facts['version']})"

    @property
    def unreviewed(self) -> Sequence[Result]:
        """The results of which nobody has said what to expect; empty before the run has ended."""
        results = self.record.results if self.record is not None else ()
        return [it for it in results if self._expectations.compare(it) is Standing.UNREVIEWED]

    @property
    def unmet_limits(self) -> Sequence[str]:
        """The limits of the rig that no case of the run had a figure of."""
        return unmet(self.target.limits, self.record.results if self.record is not None else ())

    def listing(self, result: Result) -> Path:
        """Give the file of expectations that a case belongs to."""
        return file_of(self._expectations.path, result)

    def plan(self, cases: Sequence[Case]) -> None:
        """Begin the record of a run of these cases, and `prepare` for them."""
        self.previous = latest(
            self._settings.record_dir, self.target.name, self.profile, {it.id for it in cases}
        )
        started = datetime.now(UTC)
        run = run_id(started, self.target.name)
        header = Header(
            run=run,
            started=started,
            board=self.target.name,
            profile=self.profile,
            probe=dict(self.facts),
            firmware=self._board.place.firmware or str(self.facts["build"]),
            reference=self._settings.reference,
            harness=__version__,
            command=list(self._settings.command),
            planned=len(cases),
            exact=self._board.place.exact,
            work_unit=self._board.work_unit,
            selection=list(self._settings.selection),
            suite=self._settings.suite,
            firmware_bytes=self._board.place.firmware_bytes,
        )
        self._writer = RecordWriter(self._settings.record_dir / f"{run}.jsonl", header, cases)
        self.prepare(cases)

    def prepare(self, cases: Iterable[Case]) -> None:
        """Ask the board, once for all of these cases, which features that they need it lacks.

        What could not be asked is taken to be there, and a broken board is told by its cases.
        """
        needs = {it for case in cases if not case.tag for step in case.steps for it in step.needs}
        with suppress(BoardBroken):
            self._absent = absent_features(self._board, needs)

    def run(self, case: Case) -> Judged:
        """Run one case and record what came of it."""
        expected = case.expected
        if case.tag:
            return self._judged(case, Expected(""), _not_run(Verdict(Word.REFERENCE, case.tag)))
        if not isinstance(expected, Expected):
            reason = "it was not asked" if expected is None else expected.reason
            verdict = Verdict(Word.SKIP, f"the reference has no answer: {reason}")
            return self._judged(case, Expected(""), _not_run(verdict))
        seconds = self._settings.deadline_seconds
        try:
            room = self._room_bytes()
            if case.steps:
                absent = self._absent
                outcome = run_steps(self._board, case, seconds, absent=absent, room_bytes=room)
            elif case.measures:
                outcome = run_measuring(self._board, case, expected, seconds, room)
            else:
                outcome = run_case(self._board, case.program, expected, seconds)
            outcome = self._searched(case, expected, outcome)
            if case.measures:
                outcome = held(outcome, self.target.limits)
        except BoardBroken as error:
            outcome = _not_run(Verdict(Word.INFRA, str(error)))
        return self._judged(case, expected, outcome)

    def _searched(self, case: Case, expected: Expected, outcome: Outcome) -> Outcome:
        """Add the smallest heap, where it is wanted; if the board is lost by it, the next tells."""
        if self._heaps is not None:
            with suppress(BoardBroken):
                return self._heaps.search(case, expected, outcome)
        return outcome

    def _room_bytes(self) -> int | None:
        """Give what the fresh board has free; a program of more bytes it cannot take in."""
        heap, used = self.facts["heap_bytes"], self._board.heap_bytes_at_rest
        return heap - (used or 0) if isinstance(heap, int) else None

    def note(self, result: Result) -> None:
        """Record a result, of this board or of another one of its kind.

        A seat without a plan keeps no record: whoever planned the run does.
        """
        if self._writer is not None:
            self._writer.add(result)

    def leave(self) -> None:
        """Let go of the board; the record stays open for what others `note`."""
        self._board.close()

    def finish(self, *, interrupted: str = "") -> None:
        """Close board and record; `interrupted` says why cases were left out, if any were."""
        self._board.close()
        if self._writer is not None and self.record is None:
            self.record = self._writer.finish(interrupted=bool(interrupted), reason=interrupted)

    def update_expectations(self) -> None:
        """Write what this run found to the profile's expectations; see `rewritten`."""
        if self.record is not None:
            path, reference = self._expectations.path, self._settings.reference
            self.rewritten = update(path, self.record.results, reference)
            self._expectations = Expectations.load(path)

    def _judged(self, case: Case, expected: Expected, outcome: Outcome) -> Judged:
        result = result_of(case, expected, outcome, exact=self._board.place.exact)
        standing = self._expectations.compare(result)
        result = replace(result, known=standing is Standing.KNOWN)
        self.note(result)
        listed = self._expectations.entry(result)
        return Judged(result, standing, str(listed or ""), *sides(expected, outcome))


def _not_run(verdict: Verdict) -> Outcome:
    return Outcome(verdict, Observation(b"", b"", Ending.NOT_UPLOADED), attempts=0)


def profile(target: Target, facts: Facts) -> str:
    """Name what expectations are keyed by: implementation, version line and board kind."""
    line = ".".join(str(facts["version"]).split(".")[:2])
    kind = target.kind or str(facts["machine"] or facts["platform"])
    name = f"{facts['implementation']}-{line}-{kind}".lower()
    return re.sub(r"[^a-z0-9.]+", "-", name).strip("-.")
