"""The smallest heap in which a program still does what it should, found by bisection.

Where a place can give a board a heap of any size, it does.  Elsewhere the heap is made smaller by
ballast: one block, so that what is left is in one piece, allocated before the program comes.

That a program passes means that it does what it should, not that it raises no MemoryError.  The
figure is the size of the whole heap, so that boards of both kinds can be compared: in a heap of
this many bytes the program passes, in one that is a block smaller it does not.  What needs more in
a large heap than in a small one may pass in a smaller one, too.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from harness.board.board import Board
from harness.board.link import Place
from harness.board.looks import Outcome
from harness.errors import BoardBroken, Misconfigured
from harness.figures import without_figures
from harness.observation import Ending, Expected, Observation
from harness.stepwise import judge_printed
from harness.suite.case import Case
from harness.verdict import Word, judge

BLOCK_BYTES: Final = 16  # of MicroPython's collector on 32-bit boards; figures are whole blocks
_ANSWER_SECONDS: Final = 5.0
_FIRST_STRIDE: Final = 8  # blocks to either side of a guess
_TRIES: Final = 3  # of a heap in which a program has failed, where bytes can be lost on the way
# Short, for it must run in what it leaves; and of one length, so that it always takes the same.
_BALLAST: Final = "_b_%06x_=bytearray(0x%06x)\n"
_HEADER_BYTES: Final = 16  # of a bytearray
_FAILED: Final = Observation(b"", b"", Ending.NOT_UPLOADED)
_LEAST_BALLAST: Final = 256  # bytes: a piece that cannot be had at once is asked for in halves


def smallest(passes: Callable[[int], bool], low: int, high: int, guess: int) -> int:
    """Find the least number that passes; `low` does not, `high` does, and `guess` is near it.

    Takes one try for the guess, and two for every doubling of its distance from the answer.
    """
    stride = _FIRST_STRIDE
    while low + 1 < high:
        at = min(max(guess, low + 1), high - 1)
        if passes(at):
            high, guess = at, at - stride
        else:
            low, guess = at, at + stride
        if low < guess < high:
            stride *= 2
        else:
            break
    while low + 1 < high:
        middle = (low + high) // 2
        if passes(middle):
            high = middle
        else:
            low = middle
    return high


class HeapSearch:
    """Finds smallest heaps on one board, which has `heap_bytes` in all.

    Other boards may be started on the way, one at a time.
    """

    def __init__(self, board: Board, heap_bytes: int, deadline_seconds: float) -> None:
        self._board = board
        self._heap_bytes = heap_bytes
        self._deadline_seconds = deadline_seconds
        self._overhead_bytes: int | None = None  # of ballast: its name and its place in a dict

    def search(self, case: Case, expected: Expected, outcome: Outcome) -> Outcome:
        """Add the smallest heap to the outcome of a case that matched as a whole.

        Raises `BoardBroken` only.
        """
        seen = outcome.seen
        whole = outcome.whole if case.steps else outcome.verdict.word
        if whole is not Word.MATCH or seen.heap_before is None or seen.heap_uncollected is None:
            return outcome
        output = "".join(step.output for step in case.steps)

        def passes(blocks: int) -> bool:
            tried = self._run(case.program.encode(), blocks * BLOCK_BYTES)
            if case.steps:
                return judge_printed(output, tried, case.program).word is Word.MATCH
            bare = without_figures(tried) if case.measures else tried
            return judge(expected, bare, case.program).word is Word.MATCH

        def surely(blocks: int) -> bool:
            return any(passes(blocks) for _ in range(1 if self._board.place.lossless else _TRIES))

        low, high = seen.heap_before // BLOCK_BYTES, self._heap_bytes // BLOCK_BYTES
        found = smallest(surely, low, high, seen.heap_uncollected // BLOCK_BYTES)
        return replace(outcome, min_heap=found * BLOCK_BYTES)

    def _run(self, program: bytes, heap_bytes: int) -> Observation:
        try:
            place = self._board.place.resized(heap_bytes)
        except Misconfigured:  # nothing at all runs in so small a heap
            return _FAILED
        if place is not None:
            return _elsewhere(place, program, self._deadline_seconds)
        return self.laden(program, heap_bytes)

    def laden(self, program: bytes, heap_bytes: int) -> Observation:
        """Run a program on the board with ballast in its heap, which leaves `heap_bytes` of it."""
        ballast_bytes = self._heap_bytes - heap_bytes - self._overhead()
        self._board.fresh()
        if not self._load(ballast_bytes):
            return _FAILED
        return self._board.go_on(program, self._deadline_seconds)

    def _overhead(self) -> int:
        """Measure, once, what ballast takes besides its size; 0 where the board cannot tell."""
        if self._overhead_bytes is None:
            self._board.fresh()
            laden = self._board.go_on((_BALLAST % (0, _LEAST_BALLAST)).encode(), _ANSWER_SECONDS)
            after, rest = self._board.measure(laden).heap_collected, self._board.heap_bytes_at_rest
            if after is None or rest is None:
                return 0
            self._overhead_bytes = after - rest - _LEAST_BALLAST - _HEADER_BYTES
        return self._overhead_bytes

    def _load(self, size: int, at: int = 0) -> bool:
        """Take `size` bytes of the heap, in one piece if there is one."""
        name, length = at, max(size - _HEADER_BYTES, 0)
        laden = self._board.go_on((_BALLAST % (name, length)).encode(), _ANSWER_SECONDS)
        if laden.ending is not Ending.FINISHED:
            return False
        if not laden.traceback.strip():
            return True
        half = size // 2 // BLOCK_BYTES * BLOCK_BYTES
        return size > _LEAST_BALLAST and self._load(half, at) and self._load(size - half, at + half)


def _elsewhere(place: Place, program: bytes, seconds: float) -> Observation:
    board = Board(place)
    with suppress(BoardBroken, Misconfigured):
        try:
            board.connect()
            return board.execute(program, seconds, measured=False)
        finally:
            board.close()
    return _FAILED
