"""Looks at programs on a board: plain ones, and careful ones that prove what was uploaded.

A link that can lose bytes can lose them on the way up as well, and what a spoilt program does is no
evidence.  So a careful look on such a link uploads at half the pace, wrapped so that the board
checks the text's length and sum before it runs it, and so that the host sees a known pattern come
back unaltered.  On a lossless link the program is run as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

from harness.board.board import Board
from harness.errors import BoardBroken
from harness.figures import figures_of, without_figures
from harness.observation import Ending, Expected, Observation
from harness.stepwise import Taken, without_addresses
from harness.verdict import Verdict, Word, raised

LINK_FAULTS: Final = frozenset({Ending.UNFRAMED, Ending.NOT_UPLOADED})
# Equal looks needed, where one may have lost bytes: for two to lose the same is not rare enough.
LOOKS_IN_DOUBT: Final = 3
RETRIES: Final = 4  # of looks that a link fault has spoilt
# A board that dies may take the proof with it; and no altered text crashes a board twice.
_NO_FAREWELL: Final = frozenset({Ending.DIED, Ending.REBOOTED}) | LINK_FAULTS
_MODULUS: Final = 65521  # the largest prime below 2**16: sums stay small ints on every board
_ECHOES: Final = 16


@dataclass(frozen=True)
class Outcome:
    """A verdict, the observation behind it, and how many times the board was asked.

    Of a derived case there is also the verdict on the `whole`, where that was run, and what became
    of each step, where the whole has not decided.  `expected` is what should have been seen, where
    that is not the case's own answer.  `min_heap` and `figures` are as in a record.
    """

    verdict: Verdict
    seen: Observation
    attempts: int
    whole: Word | None = None
    taken: tuple[Taken, ...] = ()
    expected: Expected | None = None
    min_heap: int | None = None
    figures: Mapping[str, float] = field(default_factory=dict)


class Looks:
    """The looks at one case, counted in `attempts`.

    `provable` is False once a program has turned out too big to be wrapped.  Of a case that
    `measures`, looks are without the figures it prints, and `figures` are those of the first look.
    Every look raises `BoardBroken` only.
    """

    def __init__(self, board: Board, deadline_seconds: float, *, measures: bool = False) -> None:
        self.lossless = board.place.lossless
        self.exact = board.place.exact
        self.provable = True
        self.attempts = 0
        self.figures: Mapping[str, float] = {}
        self._measures = measures
        self._board = board
        self._deadline_seconds = deadline_seconds
        self._nonces = count(1)

    def plain(self, program: bytes, *, measured: bool = True) -> Observation:
        """Run a program on the fresh board until a look is not spoilt by the link."""
        return self._unspoilt(lambda: self._execute(program, measured=measured))

    def timed(
        self, program: bytes, seen: Observation, right: Callable[[Observation], bool]
    ) -> Observation:
        """Add to a look at a program its time by the board's clock, where it has one.

        That takes a run of its own: what reads the clock is in the heap, too.  Where the program
        does not do what is `right` then, it is not timed.
        """
        if self._board.clock is None:
            return seen
        try:
            again = self._execute(program, timed=True)
        except BoardBroken:  # what was seen still counts, and the next program will tell
            return seen
        bare = without_figures(again) if self._measures else again
        return replace(seen, work=again.work) if right(bare) else seen

    def measure(self, seen: Observation) -> Observation:
        """Measure what the program has taken that was just looked at."""
        return self._board.measure(seen)

    def careful(self, program: bytes) -> Observation:
        """Run a program on the fresh board, with proof that it arrived."""
        if not self.provable:
            return self._unspoilt(lambda: self._slowly(program))
        return self._unspoilt(lambda: self._proved(program, self._slowly))

    def fresh(self) -> None:
        """Begin a look at a program in pieces: make the board fresh."""
        self.attempts += 1
        self._board.fresh()

    def piece(self, program: bytes) -> Observation:
        """Run the next piece of a program, on the names of those before it, with proof."""
        return self._proved(program, self._go_on)

    def _unspoilt(self, run: Callable[[], Observation]) -> Observation:
        for _ in range(RETRIES):
            seen = run()
            if seen.ending not in LINK_FAULTS:
                break
        if not self._measures:
            return seen
        self.figures = self.figures or figures_of(seen)
        return without_figures(seen)

    def _execute(
        self,
        program: bytes,
        *,
        slowly: bool = False,
        measured: bool = True,
        timed: bool = False,
    ) -> Observation:
        self.attempts += 1
        return self._board.execute(
            program, self._deadline_seconds, slowly=slowly, measured=measured, timed=timed
        )

    def _slowly(self, program: bytes) -> Observation:
        return self._execute(program, slowly=True)

    def _go_on(self, program: bytes) -> Observation:
        return self._board.go_on(program, self._deadline_seconds, slowly=not self.lossless)

    def _proved(self, program: bytes, run: Callable[[bytes], Observation]) -> Observation:
        if self.lossless:
            return run(program)
        nonce = f"{next(self._nonces)}~onboard~"
        seen = run(proving(program, nonce))
        error = raised(seen.traceback)
        if not seen.output and error is not None and error.name == "MemoryError":
            self.provable = False
            return run(program)
        return proved(seen, nonce)


def proving(program: bytes, nonce: str) -> bytes:
    """Wrap `program` so that the board runs it only if it arrived as it was sent.

    The wrapped program first prints `nonce` `_ECHOES` times.  It shares its names with what runs
    before and after it; those of the wrapper no program uses.
    """
    total = 0
    for byte in program:
        total = (total * 33 + byte) % _MODULUS
    return (
        b"_b_=%r\n_c_=0\nfor _x_ in _b_:_c_=(_c_*33+_x_)%%%d\n"
        b"if _c_==%d and len(_b_)==%d:\n print('%s'*%d)\n exec(_b_)\n"
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


def agree(one: Observation, other: Observation) -> bool:
    """Tell whether two looks saw the same, but for addresses, line numbers and partial output."""
    if one.ending is not other.ending:
        return False
    if one.ending is not Ending.FINISHED:  # how much was printed until then is chance
        return True
    if raised(one.traceback) != raised(other.traceback):
        return False
    return without_addresses(one.output) == without_addresses(other.output)


def in_common(
    one: Sequence[Taken], other: Sequence[Taken], *, exactly: bool
) -> tuple[Taken, ...] | None:
    """Give what two walks through the same steps saw alike; None where they contradict each other.

    On a board that runs in time of its own (not `exactly`) the moment at which bytes arrive decides
    what garbage is left and how the heap is cut up, so where memory is short a step may fit once
    and not again.  Such a step is taken as TOOBIG, and what it blocked as blocked.
    """
    common = []
    short = False
    for it, again in zip(one, other, strict=True):
        short = short or Word.TOOBIG in (it.word, again.word)
        if _alike(it, again):
            common.append(it)
        elif exactly or not short or {it.word, again.word} & {Word.CRASH, Word.TIMEOUT}:
            return None
        elif it.word in (Word.TOOBIG, None):
            common.append(it)
        elif again.word in (Word.TOOBIG, None):
            common.append(again)
        else:
            return None
    return tuple(common)


def _alike(one: Taken, other: Taken) -> bool:
    if one.seen is None or other.seen is None:
        return one.seen is other.seen
    return agree(one.seen, other.seen)


def lost_bytes(expected: str, seen: Observation) -> bool:
    """Tell whether a program's output may be the expected one with bytes missing."""
    if seen.ending is not Ending.FINISHED or seen.traceback.strip():
        return False
    left = iter(expected.encode("utf-8", "surrogatepass"))
    said = seen.output.replace(b"\r", b"")
    return all(byte in left for byte in said)


def flaky(one: Verdict, other: Verdict) -> Verdict:
    """Give the verdict on two looks that disagree."""
    return Verdict(Word.FLAKY, f"{told(one)}, but then {told(other)}")


def told(verdict: Verdict) -> str:
    """Say a verdict and its evidence in one line."""
    return f"{verdict.word} ({verdict.detail})" if verdict.detail else str(verdict.word)
