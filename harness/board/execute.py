"""A case on a board: looks at it until what was seen can be believed.

A MATCH is believed at once: no accident prints the right answer.  On a link that can lose bytes,
everything else might be a lost byte, so it is looked at again on a freshly reset board, with an
upload that proves itself: at half the pace, wrapped so that the board checks the text's length and
sum before it runs it, and so that the host sees a known pattern come back unaltered.  On a lossless
link what is missing or does not fit is believed, too, and the rest is run again as it is.  Two
looks that say the same are a verdict, two that do not are FLAKY, and an upload that cannot be
proved is INFRA.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from harness.board.board import Board
from harness.errors import BoardBroken
from harness.observation import Ending, Expected, Observation
from harness.verdict import Verdict, Word, judge, raised, text

_LINK_FAULTS: Final = frozenset({Ending.UNFRAMED, Ending.NOT_UPLOADED})
# Nothing is lost on a lossless link, but what is published as the board's fault is seen twice.
_BELIEVED_WHEN_LOSSLESS: Final = frozenset({Word.UNSUPPORTED, Word.TOOBIG, Word.SKIP})
# A board that dies may take the proof with it; and no altered text crashes a board twice.
_NO_FAREWELL: Final = frozenset({Ending.DIED, Ending.REBOOTED}) | _LINK_FAULTS
_RETRIES: Final = 4  # of looks that a link fault has spoilt
_LOOKS_UNPROVED: Final = 3  # equal looks needed where a program is too big to be wrapped
_MODULUS: Final = 65521  # the largest prime below 2**16: sums stay small ints on every board
_ECHOES: Final = 16


@dataclass(frozen=True)
class Outcome:
    """A verdict, the observation behind it, and how many times the board was asked."""

    verdict: Verdict
    seen: Observation
    attempts: int


def run_case(board: Board, program: str, expected: Expected, deadline_seconds: float) -> Outcome:
    """Run `program` until a verdict on it can be believed.  Raises `BoardBroken` only."""
    return _Looks(board, program.encode(), expected, deadline_seconds).outcome()


def proving(program: bytes, nonce: str) -> bytes:
    """Wrap `program` so that the board runs it only if it arrived as it was sent.

    The wrapped program first prints `nonce` `_ECHOES` times.
    """
    total = 0
    for byte in program:
        total = (total * 33 + byte) % _MODULUS
    return (
        b"_b=%r\n_c=0\nfor _x in _b:_c=(_c*33+_x)%%%d\n"
        b"if _c==%d and len(_b)==%d:\n print('%s'*%d)\n exec(_b)\n"
    ) % (program, _MODULUS, total, len(program), nonce.encode(), _ECHOES)


def proved(seen: Observation, nonce: str) -> Observation:
    """Undo what `proving` adds to an observation; NOT_UPLOADED where the proof is missing."""
    mark = nonce.encode() * _ECHOES
    if seen.ending in _NO_FAREWELL:
        return seen
    if not seen.output.startswith(mark):
        detail = f"the upload arrived altered: {(seen.traceback or seen.output)[-120:]!r}"
        return replace(seen, ending=Ending.NOT_UPLOADED, detail=detail)
    rest = seen.output.removeprefix(mark).lstrip(b"\r").removeprefix(b"\n")
    return replace(seen, output=rest)


class _Looks:
    """The looks at one case."""

    def __init__(
        self, board: Board, program: bytes, expected: Expected, deadline_seconds: float
    ) -> None:
        self._board = board
        self._program = program
        self._expected = expected
        self._text = program.decode("utf-8", "surrogateescape")
        self._deadline_seconds = deadline_seconds
        self._provable = True
        self._attempts = 0
        self._nonces = count(1)

    def outcome(self) -> Outcome:
        first = self._look(lambda: self._run(self._program))
        verdict = self._judge(first)
        if self._is_believed(verdict.word) or first.ending in _LINK_FAULTS:
            return self._decided(verdict, first)
        try:
            again = self._look(self._careful)
        except BoardBroken as error:
            if first.ending is not Ending.TIMEOUT:
                raise
            # The program that the board never came back from is the one to look at.
            return self._decided(replace(verdict, detail=f"{verdict.detail}; then {error}"), first)
        if again.ending in _LINK_FAULTS:
            return self._decided(self._judge(again), again)
        if not _agree(first, again):
            return self._flaky(first, again)
        while not self._provable and self._attempts < _LOOKS_UNPROVED:
            if not _agree(first, again := self._look(self._careful)):
                return self._flaky(first, again)
        # The first look is the one that was measured without a wrapper.
        return self._decided(verdict, first)

    def _judge(self, seen: Observation) -> Verdict:
        return judge(self._expected, seen, self._text)

    def _is_believed(self, word: Word) -> bool:
        if self._board.place.lossless and word in _BELIEVED_WHEN_LOSSLESS:
            return True
        return word is Word.MATCH

    def _look(self, run: Callable[[], Observation]) -> Observation:
        """Run until a look is not spoilt by the link, or patience ends."""
        for _ in range(_RETRIES):
            seen = run()
            if seen.ending not in _LINK_FAULTS:
                break
        return seen

    def _run(self, program: bytes, *, slowly: bool = False) -> Observation:
        self._attempts += 1
        return self._board.execute(program, self._deadline_seconds, slowly=slowly)

    def _careful(self) -> Observation:
        if self._board.place.lossless or not self._provable:
            return self._run(self._program, slowly=True)
        nonce = f"{next(self._nonces)}~onboard~"
        seen = self._run(proving(self._program, nonce), slowly=True)
        error = raised(seen.traceback)
        if not seen.output and error is not None and error.name == "MemoryError":
            self._provable = False
            return self._run(self._program, slowly=True)
        return proved(seen, nonce)

    def _flaky(self, first: Observation, again: Observation) -> Outcome:
        one, other = self._judge(first), self._judge(again)
        detail = f"{_told(one)}, but then {_told(other)}"
        # What was measured may have been the wrapper.
        bare = replace(again, heap_uncollected=None, heap_collected=None, work=None)
        return self._decided(Verdict(Word.FLAKY, detail), bare)

    def _decided(self, verdict: Verdict, seen: Observation) -> Outcome:
        return Outcome(verdict, seen, self._attempts)


def _agree(one: Observation, other: Observation) -> bool:
    """Tell whether two looks saw the same, apart from line numbers and partial output."""
    if one.ending is not other.ending:
        return False
    if one.ending is not Ending.FINISHED:  # how much was printed until then is chance
        return True
    return text(one.output) == text(other.output) and raised(one.traceback) == raised(
        other.traceback
    )


def _told(verdict: Verdict) -> str:
    return f"{verdict.word} ({verdict.detail})" if verdict.detail else str(verdict.word)
