"""A derived case on a board: whole first, and step by step where the board disagrees.

Where all of it agrees, one upload and one comparison are the verdict.  Otherwise, and where the
whole cannot fit or needs what the board is known to lack, the steps are run one after another on
a freshly reset board, each a submission of its own on the names of those before it.  So one missing
feature no longer hides the rest, and what has to fit into memory at once is one statement.

No DIFFER, CRASH or TIMEOUT is believed before it is seen twice.  The whole and the walk through the
steps are two looks at what they both tell; where the walk tells more, or the whole tells worse,
that is looked at again.  On a link that can lose bytes every step proves its upload, and two walks
must agree.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from typing import Final

from harness.board.board import Board
from harness.board.looks import (
    LINK_FAULTS,
    LOOKS_IN_DOUBT,
    RETRIES,
    Looks,
    Outcome,
    agree,
    flaky,
    in_common,
    lost_bytes,
    told,
)
from harness.errors import BoardBroken
from harness.observation import Ending, Observation
from harness.stepwise import Course, Taken, judge_printed, retold, verdict_of, worse
from harness.suite.case import Case, Step
from harness.verdict import Verdict, Word

_SEEN_TWICE: Final = frozenset({Word.DIFFER, Word.CRASH, Word.TIMEOUT})


def run_steps(
    board: Board,
    case: Case,
    deadline_seconds: float,
    *,
    absent: Collection[str] = frozenset(),
    room_bytes: int | None = None,
) -> Outcome:
    """Run a derived case until a verdict on it can be believed.

    `absent` are the features the board lacks, `room_bytes` what it has free for a program,
    where that is known.  Raises `BoardBroken` only.
    """
    return _Walker(Looks(board, deadline_seconds), case, absent, room_bytes).outcome()


class _Spoilt(Exception):
    """The link has spoilt a look."""

    def __init__(self, seen: Observation) -> None:
        super().__init__()
        self.seen = seen


class _Walker:
    """The looks at one derived case, whole and step by step."""

    def __init__(
        self, looks: Looks, case: Case, absent: Collection[str], room_bytes: int | None
    ) -> None:
        self._looks = looks
        self._case = case
        self._code = case.program.encode()
        self._output = "".join(step.output for step in case.steps)
        self._absent = absent
        self._room_bytes = room_bytes
        self._whole: Observation | None = None
        self._word: Word | None = None  # the whole's
        self._taken: tuple[Taken, ...] = ()
        self._lost: Verdict | None = None  # of a program that the board did not come back from

    def outcome(self) -> Outcome:
        try:
            return self._outcome()
        except BoardBroken as error:
            if self._lost is None:
                raise
            # The program that the board never came back from is the one to look at.
            return self._decided(replace(self._lost, detail=f"{self._lost.detail}; then {error}"))
        except _Spoilt as link:
            return self._decided(self._judge_whole(link.seen))

    def _outcome(self) -> Outcome:
        verdict = self._look_whole()
        if verdict is not None and verdict.word is Word.MATCH:
            return self._decided(verdict)
        self._taken = self._walk()
        if flaky := self._seen_again(verdict_of(self._taken).word):
            return self._decided(flaky)
        found = verdict_of(self._taken)
        if verdict is None or not self._says_worse(verdict.word, found.word):
            return self._decided(found)
        return self._decided(self._contradiction(verdict, found))

    def _look_whole(self) -> Verdict | None:
        """Run the whole; None where it is known that it would not tell more than its steps."""
        if any(need in self._absent for step in self._case.steps for need in step.needs):
            return None
        if self._room_bytes is not None and len(self._code) > self._room_bytes:
            verdict = Verdict(Word.TOOBIG, f"a program of {len(self._code)} bytes")
        else:
            seen = self._looks.plain(self._code, measured=not self._looks.lossless)
            verdict = self._judge_whole(seen)
            if verdict.word is Word.MATCH and self._looks.lossless:
                # To ask for the heap takes longer than to run most programs.
                seen = self._looks.measure(seen)
                verdict = self._judge_whole(seen)
            if verdict.word is Word.MATCH:
                seen = self._looks.timed(
                    self._code, seen, lambda it: self._judge_whole(it).word is Word.MATCH
                )
            self._whole = seen
            self._mind(seen, verdict)
        self._word = verdict.word
        return verdict

    def _judge_whole(self, seen: Observation) -> Verdict:
        return judge_printed(self._output, seen, self._case.program)

    def _walk(self) -> tuple[Taken, ...]:
        """Go through the steps until a walk is not spoilt by the link."""
        for _ in range(RETRIES - 1):
            with suppress(_Spoilt):
                return self._one_walk()
        return self._one_walk()

    def _one_walk(self) -> tuple[Taken, ...]:
        course = Course(self._absent)
        fresh = False
        for step in self._case.steps:
            if (fate := course.obstacle(step)) is not None:
                course.take(step, fate)
                continue
            if not fresh:
                self._looks.fresh()
                fresh = True
            seen = self._run(step)
            if seen.ending in LINK_FAULTS:
                raise _Spoilt(seen)
            verdict = course.judge(step, seen)
            course.take(step, verdict, seen)
            self._mind(seen, verdict)
        return tuple(course.taken)

    def _run(self, step: Step) -> Observation:
        code = step.source.encode()
        if self._room_bytes is not None and len(code) > self._room_bytes:
            error = b"MemoryError: a statement of %d bytes\n" % len(code)
            return Observation(b"", error, Ending.FINISHED)
        return self._looks.piece(code)

    def _mind(self, seen: Observation, verdict: Verdict) -> None:
        if seen.ending is Ending.TIMEOUT and not seen.recoveries:
            self._lost = verdict

    def _seen_again(self, word: Word) -> Verdict | None:
        """See a walk again if that is due; FLAKY where it is another one."""
        for _ in range(self._looks_due(word) - 1):
            again = self._walk()
            common = in_common(self._taken, again, exactly=self._looks.exact)
            if common is None:
                return flaky(verdict_of(self._taken), verdict_of(again))
            self._taken = common
        return None

    def _looks_due(self, word: Word) -> int:
        """Say how many walks must tell the same."""
        if not self._doubtful(word):
            return 1
        if self._looks.lossless:
            return 2
        lost = any(
            it.word is Word.DIFFER and it.seen is not None and lost_bytes(it.step.output, it.seen)
            for it in self._taken
        )
        return LOOKS_IN_DOUBT if lost or not self._looks.provable else 2

    def _doubtful(self, word: Word) -> bool:
        """Tell whether what the walk found must be seen in another one to be believed."""
        if not self._looks.lossless:
            return word is not Word.MATCH
        if word is self._word and word in (Word.CRASH, Word.TIMEOUT):
            return False  # the whole ended so, too
        confirmed = 0 if self._whole is None else retold(self._whole, self._taken)[0]
        return any(
            it.number > confirmed and (it.word in _SEEN_TWICE or _refused(it)) for it in self._taken
        )

    def _says_worse(self, whole: Word, steps: Word) -> bool:
        """Tell whether the whole has something against the board that the steps do not explain."""
        if whole is Word.INFRA or not worse(whole, steps):
            return False
        if self._whole is not None and retold(self._whole, self._taken)[1]:
            return False  # the same was seen, and is judged better where the place is known
        return whole in _SEEN_TWICE or (whole is Word.UNSUPPORTED and steps is Word.MATCH)

    def _contradiction(self, whole: Verdict, steps: Verdict) -> Verdict:
        """Look at the whole again; what it says twice is true of it, whatever its steps say."""
        again = self._looks.careful(self._code)
        if again.ending in LINK_FAULTS:
            raise _Spoilt(again)
        assert self._whole is not None  # noqa: S101  (it has said something)
        if agree(self._whole, again):
            stepwise = "it matches" if steps.word is Word.MATCH else told(steps)
            return Verdict(whole.word, f"as a whole: {whole.detail}; step by step {stepwise}")
        other = self._judge_whole(again)
        if other.word is Word.MATCH and not self._looks.lossless:
            self._word = other.word
            return other
        return flaky(whole, other)

    def _decided(self, verdict: Verdict) -> Outcome:
        seen = self._whole or Observation(b"", b"", Ending.FINISHED)
        steps = [it.seen.host_seconds for it in self._taken if it.seen is not None]
        seen = replace(seen, host_seconds=seen.host_seconds + sum(steps))
        return Outcome(verdict, seen, self._looks.attempts, self._word, self._taken)


def _refused(taken: Taken) -> bool:
    """Tell whether the board did not take a step in, for want of memory or of the host's time."""
    return taken.seen is not None and taken.seen.ending is Ending.REFUSED
