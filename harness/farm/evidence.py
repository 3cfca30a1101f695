"""What is kept and shown of an outcome: a line of the record, and both sides to compare."""

from harness.board.looks import Outcome
from harness.history.record import Result
from harness.observation import Ending, Expected
from harness.stepwise import Blocked, failing, without_remarks
from harness.suite.case import Case
from harness.verdict import Word, raised, text, transcript


def sides(expected: Expected, outcome: Outcome) -> tuple[list[str], list[str]]:
    """Give what was expected and what was seen as lines.

    Of a case that was run step by step, those are the steps that do not match.
    """
    expected = outcome.expected or expected
    lines = failing(outcome.taken)
    if lines[0]:
        return _bare(lines[0]), _bare(lines[1])
    wanted, output = expected.output, _shown(text(outcome.seen.output))
    if outcome.whole is not None:
        wanted, output = without_remarks(wanted), without_remarks(output)
    # What stopped a program that would not end is no exception of the program's.
    finished = outcome.seen.ending is Ending.FINISHED
    error = raised(outcome.seen.traceback) if finished else None
    return (
        transcript(wanted, "".join(expected.exception[:1])),
        transcript(output, "" if error is None else error.name),
    )


def result_of(case: Case, expected: Expected, outcome: Outcome, *, exact: bool) -> Result:
    """Give what is recorded of one case; on an `exact` board what fits is the same every time."""
    seen, word = outcome.seen, outcome.verdict.word
    agrees = word is Word.MATCH
    steps = outcome.taken
    matching = [it.step for it in steps if it.word is Word.MATCH]
    every = case.steps if agrees else ()
    return Result(
        case=case.id,
        hash=case.content_hash,
        chapter=case.chapter,
        verdict=word,
        detail=outcome.verdict.detail,
        heap_before=seen.heap_before,
        heap_uncollected=seen.heap_uncollected,
        heap_collected=seen.heap_collected,
        work=seen.work,
        host_seconds=round(seen.host_seconds, 6),
        attempts=outcome.attempts,
        recoveries=seen.recoveries,
        expected="" if agrees else "\n".join(sides(expected, outcome)[0]),
        seen="" if agrees else _said(outcome),
        whole=outcome.whole,
        assertions=sum(step.assertions for step in case.steps),
        matched=sum(step.assertions for step in every or matching),
        blocked=sum(isinstance(it.fate, Blocked) for it in steps),
        unfit=0 if exact else sum(it.word is Word.TOOBIG for it in steps),
        vacuous=bool(every) and not _printed(outcome),
        min_heap=outcome.min_heap,
        figures=dict(outcome.figures),
    )


def _printed(outcome: Outcome) -> str:
    """Give all output that was judged."""
    looks = [it.seen for it in outcome.taken if it.seen is not None] or [outcome.seen]
    return without_remarks("".join(text(it.output) for it in looks)).strip()


def _said(outcome: Outcome) -> str:
    """Give what a board said, remarks and tracebacks included."""
    lines = failing(outcome.taken)[1]
    return _shown("\n".join(lines) or text(outcome.seen.output + outcome.seen.traceback))


def _bare(lines: list[str]) -> list[str]:
    return [_shown(it) for it in lines if not it or without_remarks(it)]


def _shown(said: str) -> str:
    """Make a board's text fit for every terminal and file."""
    return said.encode("utf-8", "backslashreplace").decode()
