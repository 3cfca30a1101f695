"""The bench of one run: boards that are up, what is known of them, and a record for each.

A case in, a result out, for every planned case exactly once.  Knows nothing of pytest.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from harness import __version__
from harness.board.board import Board
from harness.board.execute import Outcome, run_case
from harness.board.probe import Facts, probe
from harness.errors import BoardBroken
from harness.farm.target import Target, Tell
from harness.history.record import Header, Record, RecordWriter, Result, latest, run_id
from harness.observation import Ending, Expected, Observation
from harness.suite.case import Case
from harness.suite.expectations import Expectations, Standing, update
from harness.verdict import Verdict, Word, raised, text, transcript


@dataclass(frozen=True)
class Settings:
    """What holds for every board of a run.  `expectations` maps a profile to its file."""

    reference: str  # "CPython 3.11.7"
    record_dir: Path
    expectations: Callable[[str], Path]
    deadline_seconds: float
    command: Sequence[str]


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
        self.expectations_path = settings.expectations(self.profile)
        self.record: Record | None = None
        self.previous: Record | None = None
        self.rewritten = False
        self._board = board
        self._settings = settings
        self._expectations = Expectations.load(self.expectations_path)
        self._writer: RecordWriter | None = None

    @classmethod
    def take(cls, target: Target, settings: Settings, tell: Tell) -> "Seat":
        """Start and probe a board.

        Raises `BoardBroken`, `Misconfigured` or `NotInstalled`, and leaves nothing running then.
        """
        board = Board(target.place(tell))
        try:
            board.start()
            return cls(target, board, probe(board), settings)
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

    def plan(self, cases: Sequence[Case]) -> None:
        """Begin the record of a run of these cases."""
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
        )
        self._writer = RecordWriter(self._settings.record_dir / f"{run}.jsonl", header, cases)

    def run(self, case: Case) -> Judged:
        """Run one planned case and record what came of it."""
        expected = case.expected
        if not isinstance(expected, Expected):
            reason = "it was not asked" if expected is None else expected.reason
            verdict = Verdict(Word.SKIP, f"the reference has no answer: {reason}")
            return self._judged(case, Expected(""), _not_run(verdict))
        try:
            outcome = run_case(self._board, case.program, expected, self._settings.deadline_seconds)
        except BoardBroken as error:
            outcome = _not_run(Verdict(Word.INFRA, str(error)))
        return self._judged(case, expected, outcome)

    def finish(self, *, interrupted: str = "") -> None:
        """Close board and record; `interrupted` says why cases were left out, if any were."""
        self._board.close()
        if self._writer is not None and self.record is None:
            self.record = self._writer.finish(interrupted=bool(interrupted), reason=interrupted)

    def update_expectations(self) -> None:
        """Write what this run found to the profile's expectations; see `rewritten`."""
        if self.record is not None:
            reference = self._settings.reference
            self.rewritten = update(self.expectations_path, self.record.results, reference)

    def _judged(self, case: Case, expected: Expected, outcome: Outcome) -> Judged:
        seen, verdict = outcome.seen, outcome.verdict
        # What stopped a program that would not end is no exception of the program's.
        error = raised(seen.traceback) if seen.ending is Ending.FINISHED else None
        wanted = transcript(expected.output, "".join(expected.exception[:1]))
        got = transcript(_shown(seen.output), "" if error is None else error.name)
        known = self._expectations.compare(case.id, case.content_hash, verdict.word)
        agrees = verdict.word is Word.MATCH
        result = Result(
            case=case.id,
            hash=case.content_hash,
            chapter=case.chapter,
            verdict=verdict.word,
            detail=verdict.detail,
            known=known is Standing.KNOWN,
            heap_before=seen.heap_before,
            heap_uncollected=seen.heap_uncollected,
            heap_collected=seen.heap_collected,
            work=seen.work,
            host_seconds=round(seen.host_seconds, 6),
            attempts=outcome.attempts,
            recoveries=seen.recoveries,
            expected="" if agrees else "\n".join(wanted),
            seen="" if agrees else _shown(seen.output + seen.traceback),
        )
        if self._writer is None:
            raise RuntimeError("run() before plan()")
        self._writer.add(result)
        listed = self._expectations.listed(case.id)
        return Judged(result, known, listed, wanted, got)


def _shown(output: bytes) -> str:
    """Give a board's bytes as text that every terminal and file takes."""
    return text(output).encode("utf-8", "backslashreplace").decode()


def _not_run(verdict: Verdict) -> Outcome:
    return Outcome(verdict, Observation(b"", b"", Ending.NOT_UPLOADED), attempts=0)


def profile(target: Target, facts: Facts) -> str:
    """Name what expectations are keyed by: implementation, version line and board kind."""
    line = ".".join(str(facts["version"]).split(".")[:2])
    kind = target.kind or str(facts["machine"] or facts["platform"])
    name = f"{facts['implementation']}-{line}-{kind}".lower()
    return re.sub(r"[^a-z0-9.]+", "-", name).strip("-.")
