"""The differences of a run, each as the smallest program that still shows the same one.

What is published is the text that was seen to differ: it is run as it is, on the reference and,
twice, on a freshly reset board.
"""

import ast
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from harness.board.board import Board
from harness.board.execute import run_case
from harness.board.probe import probe
from harness.errors import Misconfigured
from harness.farm.target import parse_target
from harness.history.record import Header, Result
from harness.observation import Expected, Observation
from harness.reduction.candidates import Bench, Candidate, Candidates, Found, below_claim, grouped
from harness.reduction.caught import caught, telling
from harness.reduction.findings import NoProgram, reduce_each
from harness.reduction.sameness import Difference, difference, may_be
from harness.reduction.search import reduce
from harness.reduction.subject import Subject
from harness.stepwise import judge_printed, without_addresses
from harness.suite.case import Case
from harness.suite.derivations import Progress
from harness.suite.oracle import Oracle
from harness.verdict import Verdict, Word, raised, transcript

REDUCING_SECONDS: Final = 1.0  # for a program to end while it is reduced
FULL_SECONDS: Final = 10.0  # for what is found, as in a run
_HEADER: Final = '"""What a file of the list begins with."""\n'

_Lines = tuple[str, ...]


Render = Callable[[Bench, Candidate], str]  # raises `ValueError` where it cannot be written down


class Differing:
    """Reduces differences on one board, which it starts and ends.

    `rigs` is the folder of rig files.  `progress` is told what is done, how much of it is and of
    how much.  `render` writes a candidate down.
    """

    def __init__(self, oracle: Oracle, rigs: Path, progress: Progress, render: Render) -> None:
        self._oracle = oracle
        self._rigs = rigs
        self._progress = progress
        self._render = render

    def find(self, run: Header, wanted: Sequence[Result], cases: Mapping[str, Case]) -> Candidates:
        """Reduce results of a run; `cases` has the cases by id.

        Raises `BoardBroken` where no board can be had, `Misconfigured` or `NotInstalled` as its
        target and the oracle do; `Misconfigured` where another firmware runs there by now.
        """
        target = parse_target(run.board, self._rigs)
        subject = Subject(target, lambda line: self._progress(line, 0, 1))
        with closing(subject), self._oracle.kept_awake():
            bench = self._bench(subject, run)
            found, unreduced = reduce_each(
                wanted, cases, lambda case, _: self._reduced(subject, case), self._progress
            )
            texts = []
            for done, it in enumerate(groups := grouped(found, cases)):
                self._progress(f"running {it.cases[0]} once more", done, len(groups))
                confirmed = self._confirmed(subject, bench, it)
                if isinstance(confirmed, NoProgram):
                    unreduced |= dict.fromkeys(it.cases, confirmed.why)
                else:
                    texts.append(confirmed)
        return Candidates(bench, tuple(texts), unreduced)

    def _bench(self, subject: Subject, run: Header) -> Bench:
        def asked(board: Board) -> tuple[str, str, str]:
            facts = probe(board)
            firmware = board.place.firmware or str(facts["build"])
            return str(facts["implementation"]), str(facts["version"]), firmware

        name, version, firmware = subject.ask(asked)
        if firmware != run.firmware:
            raise Misconfigured(
                f"{run.board}: runs {firmware} now, and {run.firmware} in {run.run};"
                f" run pytest --board={run.board} first"
            )
        reference = f"{self._oracle.implementation} {self._oracle.version}"
        return Bench(run.board, name, version, firmware, reference)

    def _reduced(self, subject: Subject, case: Case) -> Found | NoProgram:
        start = _start(subject, case)
        wanted = self._difference(subject, start)
        if wanted is None:
            return NoProgram("does not differ when it is run again")
        reasons = self._caught(start)

        def still(program: str) -> bool:
            if not _is_good(program) or self._difference(subject, program, wanted) != wanted:
                return False
            return self._caught(program) <= reasons

        return reduce(start, still), wanted

    def _difference(
        self, subject: Subject, program: str, wanted: Difference | None = None
    ) -> Difference | None:
        """Give what a program shows that is written below a header; None where it is not `wanted`.

        The board is asked first, for it is sooner asked.
        """
        written = f"{_HEADER}{program}"
        seen = subject.run(written, REDUCING_SECONDS)
        if wanted is not None and not may_be(wanted, seen):
            return None
        answer = self._oracle.expect([written])[written]
        return difference(answer, seen, program) if isinstance(answer, Expected) else None

    def _caught(self, program: str) -> frozenset[str]:
        """Give what is caught on the reference, or ends it; nothing where that is not stable."""
        try:
            asked = telling(program)
        except (SyntaxError, ValueError):
            return frozenset()
        answer = self._oracle.expect([asked])[asked]
        if not isinstance(answer, Expected):
            return frozenset()
        ended = [f"{answer.exception[0]}: {answer.message}"] if answer.exception else []
        return caught(answer.output.split("\n")).union(ended)

    def _confirmed(
        self, subject: Subject, bench: Bench, candidate: Candidate
    ) -> tuple[Candidate, str] | NoProgram:
        """Write a candidate down with what it prints, which must be what that prints then."""
        said: tuple[_Lines, _Lines] | None = None
        for _ in range(2):
            try:
                written = self._render(bench, candidate)
            except ValueError as error:
                return NoProgram(str(error))
            answer = self._oracle.expect([written])[written]
            if not isinstance(answer, Expected):
                return NoProgram(f"written down, the reference {answer.reason}")
            verdict, seen = self._run(subject, written, answer)
            if verdict.word is not Word.DIFFER:
                return NoProgram(f"written down, it is {verdict.word}: {verdict.detail}")
            if said == (_wanted(answer), _seen(seen)):
                return candidate, written
            said = _wanted(answer), _seen(seen)
            candidate = replace(candidate, wanted=said[0], seen=said[1])
        return NoProgram("written down, it prints something else each time")

    def _run(self, subject: Subject, program: str, answer: Expected) -> tuple[Verdict, Observation]:
        """Run a program until its verdict can be believed: twice, where it differs."""
        outcome = subject.ask(lambda board: run_case(board, program, answer, FULL_SECONDS))
        return outcome.verdict, outcome.seen


def _is_good(program: str) -> bool:
    """Tell whether a program may be shown: CPython warns of nothing, handlers name something."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            tree = compile(program, "<program>", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
            compile(program, "<program>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return False
    return all(it.type for it in ast.walk(tree) if isinstance(it, ast.ExceptHandler))


def _start(subject: Subject, case: Case) -> str:
    """Give a case's program without its claim.

    Of a case in steps those that have run, up to the first that differs.
    """
    if not case.steps:
        return below_claim(case.program)
    seen = subject.walk((step.source for step in case.steps), REDUCING_SECONDS)
    ran = []
    for step, it in zip(case.steps, seen, strict=False):
        differs = judge_printed(step.output, it, case.program).word is Word.DIFFER
        if differs or not it.traceback.strip():
            ran.append(step.source)
        if differs:
            break
    return "".join(f"{source}\n" for source in ran)


def _wanted(answer: Expected) -> tuple[str, ...]:
    said = ": ".join(filter(None, ("".join(answer.exception[:1]), answer.message)))
    return tuple(transcript(answer.output, said))


def _seen(seen: Observation) -> tuple[str, ...]:
    error = raised(seen.traceback)
    said = "" if error is None else ": ".join(filter(None, (error.name, error.message)))
    return tuple(transcript(without_addresses(seen.output), said))
