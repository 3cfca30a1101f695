"""What a board takes for a program: heap that it tells of at its prompt, work that is counted."""

from dataclasses import replace
from itertools import count
from typing import Final

from harness.board.clock import Clock
from harness.board.contact import Contact
from harness.board.link import Place
from harness.errors import LinkLost, ProtocolError
from harness.observation import Ending, Observation

_ASKED_AT_MOST: Final = 5  # times, for an answer that must be had


class Gauge:
    """Measures programs on one board.

    `heap_bytes_at_rest` is `gc.mem_alloc()` after a reset and a collection, None until it was asked
    for or where the board cannot tell.  Work is counted where `notes_work` says so.
    """

    def __init__(self, place: Place, contact: Contact) -> None:
        self.heap_bytes_at_rest: int | None = None
        self.notes_work = False
        self._place = place
        self._contact = contact
        self._nonces = count(100_000)  # all of one length, which is part of the heap's figure
        self._work_at_go: int | None = None

    def note_go(self) -> None:
        """Note what was executed before the program that starts now."""
        self._work_at_go = self._place.work() if self.notes_work else None

    def work_since_go(self) -> int | None:
        """Count what was executed since `note_go`; None where it noted nothing."""
        now = self._place.work() if self._work_at_go is not None else None
        return None if now is None or self._work_at_go is None else now - self._work_at_go

    def note_rest(self) -> None:
        """Ask the fresh board what it takes for itself."""
        for _ in range(_ASKED_AT_MOST):
            try:
                self.heap_bytes_at_rest = self._heap()[1]
            except (LinkLost, ProtocolError) as error:
                self._contact.climb(str(error))
                self._contact.make_fresh()
            else:
                return

    def timed(self, seen: Observation, clock: Clock) -> Observation:
        """Add how long a program took that `clock` is around, if it has just ended well."""
        if seen.ending is not Ending.FINISHED or seen.traceback.strip():
            return seen
        return replace(seen, work=self._number(f"print({{}},{clock.elapsed})"))

    def measured(self, seen: Observation) -> Observation:
        """Add what a program took, if it has just ended by itself."""
        if seen.ending is not Ending.FINISHED:
            return seen
        work = self.work_since_go()
        uncollected, collected = self._heap()
        return replace(
            seen,
            heap_before=self.heap_bytes_at_rest,
            heap_uncollected=uncollected,
            heap_collected=collected,
            work=work,
        )

    def _heap(self) -> tuple[int | None, int | None]:
        """Ask for `gc.mem_alloc()` before and after a collection; None where there is no answer.

        Two commands, because MicroPython's wasm build collects only after a command has ended.
        Raises `ProtocolError` where bytes of the program before are still coming in.
        """
        uncollected = self._number("import gc;print({},gc.mem_alloc())\ngc.collect()")
        collected = None if uncollected is None else self._number("print({},gc.mem_alloc())")
        return uncollected, collected

    def _number(self, program: str) -> int | None:
        """Run one line that prints a nonce and a number."""
        nonce = next(self._nonces)
        done = self._contact.quick(program.format(nonce))
        if done is None:
            raise ProtocolError("asking for the heap", b"an answer", self._contact.repl.output)
        match done.output.split():
            case [first, number] if (
                not done.traceback.strip() and first == b"%d" % nonce and number.isdigit()
            ):
                return int(number)
            case _:  # no memory left to ask, or no gc module
                return None
