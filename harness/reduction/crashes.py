"""Crashes and hangs of a run, each as the smallest program that still does it.

A hang is a program that the reference ends and the board does not, within a deadline; one that runs
long on both is none.  Programs that reduce to the same text are one finding.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.emulator.firmware import read_lock
from harness.farm.target import Target, parse_target
from harness.history.record import Header, Record, Result
from harness.observation import Ending, Expected, Observation, Unusable
from harness.reduction.findings import NoProgram, reduce_each
from harness.reduction.search import reduce
from harness.reduction.subject import Subject
from harness.suite.case import Case
from harness.suite.derivations import Progress
from harness.suite.oracle import Oracle
from harness.verdict import Verdict, Word, compare

FATAL: Final = (Word.CRASH, Word.TIMEOUT)  # in the order of a report
SHORT_SECONDS: Final = 1.0  # for a program to end while it is reduced
FULL_SECONDS: Final = 10.0  # for what is found, as in a run
_ENDINGS: Final = {
    Ending.DIED: Word.CRASH,
    Ending.REBOOTED: Word.CRASH,
    Ending.TIMEOUT: Word.TIMEOUT,
}
# What a program that is endless on the reference, too, may come to there.
_EXHAUSTED: Final = (("RecursionError",), ("MemoryError",))


@dataclass(frozen=True)
class Finding:
    """A program that a board crashes on or does not end, and the ids of the cases it comes from.

    `answer` is the reference's, `fates` what each version of the firmware makes of the program, in
    the order of the versions.
    """

    word: Word
    program: str
    cases: tuple[str, ...]
    answer: Expected | Unusable
    fates: tuple[tuple[str, Verdict], ...]


@dataclass(frozen=True)
class Findings:
    """What a run's crashes and hangs come to; `unreduced` says of a case why it has no finding."""

    run: Header
    found: tuple[Finding, ...]
    unreduced: Mapping[str, str]


class Reduction:
    """Reduces crashes and hangs on boards that it starts, one at a time, and ends.

    `rigs` is the folder of rig files.  `progress` is told what is done, how much of it is and of
    how much.
    """

    def __init__(self, oracle: Oracle, rigs: Path, progress: Progress) -> None:
        self._oracle = oracle
        self._rigs = rigs
        self._progress = progress

    def find(
        self, record: Record, cases: Mapping[str, Case], words: Collection[Word] = FATAL
    ) -> Findings:
        """Reduce the results of a record that are one of `words`; `cases` has the cases by id.

        Raises `BoardBroken` where no board can be had, `Misconfigured` or `NotInstalled` as its
        target and the oracle do.
        """
        wanted = [it for it in record.results if it.verdict in words]
        target = parse_target(record.header.board, self._rigs)
        with closing(self._subject(target)) as subject, self._oracle.kept_awake():

            def reduced(case: Case, result: Result) -> tuple[Word, str] | NoProgram:
                return self._reduced(subject, case, result.verdict)

            merged, unreduced = reduce_each(wanted, cases, reduced, self._progress)
        order = sorted(merged, key=lambda it: (FATAL.index(it[0]), len(it[1]), it[1]))
        answers = self._oracle.expect(program for _, program in order)
        fates = self._fates(answers, record.header)
        found = [
            Finding(word, program, tuple(sorted(cases)), answers[program], tuple(fates[program]))
            for (word, program), cases in ((it, merged[it]) for it in order)
        ]
        return Findings(record.header, tuple(found), unreduced)

    def _reduced(self, subject: Subject, case: Case, word: Word) -> tuple[Word, str] | NoProgram:
        """Give the smallest program with the case's ending.

        What was only slow when it had little time is reduced once more with all the time of a run.
        """
        none = _not_again(word)
        if word is Word.TIMEOUT and not self._reference_ends(case.program):
            return none
        for seconds in (SHORT_SECONDS, FULL_SECONDS):
            still = self._still(subject, word, seconds)
            start = _start(subject, case, word, seconds)
            if isinstance(start, NoProgram):
                none = start
            if isinstance(start, NoProgram) or not still(start):
                continue
            program = reduce(start, still)
            if all(_ends(subject, program, FULL_SECONDS) is word for _ in range(2)):
                return word, program
        return none

    def _still(self, subject: Subject, word: Word, seconds: float) -> Callable[[str], bool]:
        """Ask the board, and the reference only of what the board does not end."""

        def still(program: str) -> bool:
            if _ends(subject, program, seconds) is not word:
                return False
            return word is not Word.TIMEOUT or self._reference_ends(program)

        return still

    def _reference_ends(self, program: str) -> bool:
        """Say whether a program ends on the reference, and not for want of stack or memory."""
        answer = self._oracle.expect([program])[program]
        return isinstance(answer, Expected) and answer.exception[:1] not in _EXHAUSTED

    def _fates(
        self, answers: Mapping[str, Expected | Unusable], run: Header
    ) -> dict[str, list[tuple[str, Verdict]]]:
        """Run each program on every version of the firmware that there is for this board."""
        fates: dict[str, list[tuple[str, Verdict]]] = {program: [] for program in answers}
        versions = _versions(run, self._rigs) if answers else {}
        for done, (version, target) in enumerate(versions.items()):
            self._progress(f"versions, on {target.name}", done, len(versions))
            with closing(self._subject(target)) as subject:
                for program, answer in answers.items():
                    fate = _fate(program, answer, subject.run(program, FULL_SECONDS))
                    fates[program].append((version, fate))
        return fates

    def _subject(self, target: Target) -> Subject:
        return Subject(target, lambda line: self._progress(line, 0, 1))


def _ends(subject: Subject, program: str, seconds: float) -> Word | None:
    """Say whether a program is a CRASH or a TIMEOUT."""
    return _ENDINGS.get(subject.run(program, seconds).ending)


def _not_again(word: Word) -> NoProgram:
    return NoProgram(f"no {word} of the board's own when it was run again")


def _start(subject: Subject, case: Case, word: Word, seconds: float) -> str | NoProgram:
    """Give the case's program, or those of its steps that have run when it ends so."""
    if _ends(subject, case.program, seconds) is word:
        return case.program
    steps = [step.source for step in case.steps]
    seen = subject.walk(steps, seconds)
    if not seen or _ENDINGS.get(seen[-1].ending) is not word:
        return _not_again(word)
    whole = (step for step, it in zip(steps, seen, strict=False) if not it.traceback.strip())
    program = "".join(f"{step}\n" for step in whole)
    if _ends(subject, program, seconds) is word:
        return program
    return NoProgram(f"{word} at step {len(seen)} of {len(steps)}, and only step by step")


def _versions(run: Header, rigs: Path) -> dict[str, Target]:
    """Name the firmware that the programs are run on: all there is for the wasm board."""
    name, mark, heap = run.board.partition("?")
    if name.partition("@")[0] != "wasm":
        return {str(run.probe.get("version", run.firmware)): parse_target(run.board, rigs)}
    return {it: parse_target(f"wasm@{it}{mark}{heap}", rigs) for it in read_lock().sha256}


def _fate(program: str, answer: Expected | Unusable, seen: Observation) -> Verdict:
    if isinstance(answer, Expected) or seen.ending is not Ending.FINISHED:
        expected = answer if isinstance(answer, Expected) else Expected("")
        return compare(expected, seen, program)
    return Verdict(Word.SKIP, "it ends, and the reference has no answer to compare with")
