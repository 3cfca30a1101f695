"""A board: it runs a program and ends by the deadline, whatever the board does meanwhile.

Before a program the board is made fresh, unless the program goes on where the last one ended, and
after anything but a complete frame it is brought back (`contact`).
"""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Final

from harness.board.contact import Contact
from harness.board.conversation import Conversation
from harness.board.link import Place
from harness.board.rawrepl import ENTER, INTERRUPT, Accepted, Finished
from harness.errors import BoardBroken, LinkLost, ProtocolError
from harness.observation import Ending, Observation

_SLOWEST_BYTES_PER_SECOND: Final = 500  # a UART at 9600 baud, halved
_LONG_BYTES: Final = 1024  # a shorter program that a board does not take in is no want of memory
_ASKED_AT_MOST: Final = 5  # times, for an answer that must be had


class Board:
    """One board, plugged in at a `Place`.

    `heap_bytes_at_rest` is `gc.mem_alloc()` after a reset and a collection, None until the board
    was first fresh or where it cannot tell.
    """

    def __init__(
        self,
        place: Place,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.place = place
        self.heap_bytes_at_rest: int | None = None
        self._contact = Contact(place, self._note_work, clock, sleep)
        self._repl = self._contact.repl
        self._patience = place.patience
        self._clock = clock
        self._nonces = count(100_000)  # all of one length, which is part of the heap's figure
        self._work_at_go: int | None = None
        self._notes_work = False

    @property
    def raw_paste(self) -> bool:
        """Whether programs reach the board with flow control; known once it has run one."""
        return self._repl.raw_paste is True

    def start(self) -> None:
        """Open the link, reach the prompt, and remember the fresh state where the place can.

        Raises `BoardBroken` where the board does not answer; `Misconfigured` and `NotInstalled`
        of the place pass through.
        """
        self._contact.make()
        self._contact.make_fresh()
        self.heap_bytes_at_rest = self._heap_at_rest()
        self._contact.remember()

    def close(self) -> None:
        """Let go of the board and end what its place has started."""
        self._contact.hang_up()
        self.place.close()

    def execute(
        self,
        program: bytes,
        deadline_seconds: float,
        *,
        slowly: bool = False,
        measured: bool = True,
    ) -> Observation:
        """Run `program` on the freshly reset board; upload and recovery have limits of their own.

        `slowly` halves the pace of an upload without flow control.  Raises `BoardBroken` only.
        """
        began = self._clock()
        self._contact.make_fresh()
        self._notes_work = True

        def attempt() -> Observation:
            seen = self._attempt(program, deadline_seconds, slowly=slowly)
            return self._measured(seen) if measured else seen

        return replace(self._surviving(attempt), host_seconds=self._clock() - began)

    def measure(self, seen: Observation) -> Observation:
        """Measure what the program has taken that was just executed, and left unmeasured."""
        return self._surviving(lambda: self._measured(seen))

    def fresh(self) -> None:
        """Make the board fresh for the first of several programs.  Raises `BoardBroken`."""
        self._contact.make_fresh()

    def go_on(
        self, program: bytes, deadline_seconds: float, *, slowly: bool = False
    ) -> Observation:
        """Run `program` on the names that the programs since `fresh` have left.

        They are gone once one of them has not FINISHED.  Nothing is measured but the time.
        Raises `BoardBroken` only.
        """
        began = self._clock()
        self._notes_work = False  # it would wait until the board has taken in the upload
        seen = self._surviving(lambda: self._attempt(program, deadline_seconds, slowly=slowly))
        return replace(seen, host_seconds=self._clock() - began)

    def _surviving(self, attempt: Callable[[], Observation]) -> Observation:
        """Attempt something, and get the board back where that is needed."""
        try:
            seen = attempt()
        except LinkLost as error:
            seen = Observation(self._repl.output, b"", Ending.DIED, detail=str(error))
        except ProtocolError as error:
            seen = Observation(self._repl.output, b"", Ending.UNFRAMED, detail=str(error))
        if seen.ending is not Ending.FINISHED and not seen.recoveries:
            try:
                seen = replace(seen, recoveries=self._contact.climb(seen.ending.value))
            except BoardBroken:
                if seen.ending is not Ending.TIMEOUT:
                    raise
                # What was seen still counts; whoever asks next will hear that the board is lost.
        return seen

    def ask(self, program: str) -> str:
        """Run a few lines that must work and return what they print.

        Where bytes can be lost on the way, two answers must agree.  Raises `BoardBroken` with the
        board's answer where it never gives one.
        """
        answers: list[str] = []
        for _ in range(_ASKED_AT_MOST):
            seen = self.execute(program.encode(), self._patience.answer)
            if seen.ending is not Ending.FINISHED or seen.traceback.strip():
                continue
            answer = seen.output.decode("utf-8", "backslashreplace").replace("\r", "").strip()
            if self.place.lossless or answer in answers:
                return answer
            answers.append(answer)
        said = (seen.traceback or seen.output)[-200:]
        raise BoardBroken(
            f"{self.place.name}: no sure answer to {program!r}; at last it {seen.ending}: {said!r}"
        )

    def _attempt(self, program: bytes, deadline_seconds: float, *, slowly: bool) -> Observation:
        talk = self._contact.talk
        talk.pace = self.place.pace.slower() if slowly else self.place.pace
        self._repl.submit(program)
        upload_seconds = self._patience.answer + len(program) / _SLOWEST_BYTES_PER_SECOND
        if talk.expect(Accepted, upload_seconds) is None:
            detail = f"{len(program)} bytes sent, not accepted within {upload_seconds:.0f} s"
            refused = self.place.lossless and len(program) >= _LONG_BYTES
            ending = Ending.REFUSED if refused else Ending.NOT_UPLOADED
            return Observation(b"", b"", ending, detail=detail)
        done = talk.expect(Finished, deadline_seconds)
        if done is None:
            return self._stop(talk, deadline_seconds)
        return Observation(done.output, done.traceback, Ending.FINISHED)

    def _measured(self, seen: Observation) -> Observation:
        """Add what a program took, if it has just ended by itself."""
        if seen.ending is not Ending.FINISHED:
            return seen
        work = self._work_since_go()
        uncollected, collected = self._heap()
        return replace(
            seen,
            heap_before=self.heap_bytes_at_rest,
            heap_uncollected=uncollected,
            heap_collected=collected,
            work=work,
        )

    def _stop(self, talk: Conversation, deadline_seconds: float) -> Observation:
        """End a program that did not end by itself, and tell why it did not."""
        output = self._repl.output
        if self._repl.looks_rebooted:
            return Observation(output, b"", Ending.REBOOTED, detail="the board started anew")
        late = f"not done within {deadline_seconds:g} s"
        for wait in self._patience.interrupts:
            talk.link.write(INTERRUPT)
            if (done := talk.expect(Finished, wait)) is not None:
                return Observation(
                    output, done.traceback, Ending.TIMEOUT, recoveries=("interrupt",), detail=late
                )
        if talk.knock(self._patience.knocks[:1], ENTER):
            # It sat at its prompt and had nothing to interrupt: the end of the frame was lost.
            detail = "the program had ended, but the end of its output did not arrive"
            return Observation(output, b"", Ending.UNFRAMED, recoveries=("knock",), detail=detail)
        return Observation(output, b"", Ending.TIMEOUT, detail=late)

    def _work_since_go(self) -> int | None:
        now = self.place.work()
        return None if now is None or self._work_at_go is None else now - self._work_at_go

    def _heap(self) -> tuple[int | None, int | None]:
        """Ask for `gc.mem_alloc()` before and after a collection; None where there is no answer.

        Two commands, because MicroPython's wasm build collects only after a command has ended.
        Raises `ProtocolError` where bytes of the program before are still coming in.
        """
        uncollected = self._number("import gc;print({},gc.mem_alloc())\ngc.collect()")
        collected = None if uncollected is None else self._number("print({},gc.mem_alloc())")
        return uncollected, collected

    def _heap_at_rest(self) -> int | None:
        for _ in range(_ASKED_AT_MOST):
            try:
                return self._heap()[1]
            except (LinkLost, ProtocolError) as error:
                self._contact.climb(str(error))
                self._contact.make_fresh()
        return None

    def _number(self, program: str) -> int | None:
        """Run one line that prints a nonce and a number."""
        nonce = next(self._nonces)
        done = self._contact.quick(program.format(nonce))
        if done is None:
            raise ProtocolError("asking for the heap", b"an answer", self._repl.output)
        match done.output.split():
            case [first, number] if (
                not done.traceback.strip() and first == b"%d" % nonce and number.isdigit()
            ):
                return int(number)
            case _:  # no memory left to ask, or no gc module
                return None

    def _note_work(self) -> None:
        if self._notes_work:
            self._work_at_go = self.place.work()
