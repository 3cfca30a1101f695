"""A board: it runs a program and ends by the deadline, whatever the board does meanwhile.

Before a program the board is made fresh, unless the program goes on where the last one ended, and
after anything but a complete frame it is brought back (`contact`).
"""

import time
from collections.abc import Callable
from dataclasses import replace
from math import isfinite
from typing import Final

from harness.board.clock import Clock
from harness.board.contact import Contact
from harness.board.conversation import Conversation
from harness.board.gauge import Gauge
from harness.board.link import Place
from harness.board.rawrepl import ENTER, INTERRUPT, Accepted, Finished
from harness.errors import BoardBroken, LinkLost, ProtocolError
from harness.observation import Ending, Observation

_SLOWEST_BYTES_PER_SECOND: Final = 500  # a UART at 9600 baud, halved
_LONG_BYTES: Final = 1024  # a shorter program that a board does not take in is no want of memory
_BUSIEST: Final = 3  # times as long as its deadline: what a program has where the host is busy
_GLANCE_SECONDS: Final = 0.1  # between two looks at how far a program has come
_ASKED_AT_MOST: Final = 5  # times, for an answer that must be had


class Board:
    """One board, plugged in at a `Place`.

    `clock` is what programs are timed by where the place counts no work; None where they are not
    timed.  `cpu_hz` is its processor's frequency, None where nobody knows.
    """

    def __init__(
        self,
        place: Place,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.place = place
        self.clock: Clock | None = None
        self.cpu_hz: int | None = None
        self._contact = Contact(place, lambda: self._gauge.note_go(), clock, sleep)  # noqa: PLW0108  (made below)
        self._gauge = Gauge(place, self._contact)
        self._repl = self._contact.repl
        self._patience = place.patience
        self._clock = clock

    @property
    def raw_paste(self) -> bool:
        """Whether programs reach the board with flow control; known once it has run one."""
        return self._repl.raw_paste is True

    @property
    def heap_bytes_at_rest(self) -> int | None:
        """`gc.mem_alloc()` after a reset and a collection; None where the board cannot tell."""
        return self._gauge.heap_bytes_at_rest

    @property
    def work_unit(self) -> str:
        """What `Observation.work` is counted in; empty where it is not measured."""
        return self.place.work_unit or ("us" if self.clock else "")

    def start(self) -> None:
        """Open the link, reach the prompt, and remember the fresh state where the place can.

        Raises `BoardBroken` where the board does not answer; `Misconfigured` and `NotInstalled`
        of the place pass through.
        """
        self.connect()
        self._gauge.note_rest()
        self._contact.remember()

    def connect(self) -> None:
        """Reach the prompt, as `start` does, of a board that nothing will be measured on."""
        self._contact.make()
        self._contact.make_fresh()

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
        timed: bool = False,
    ) -> Observation:
        """Run `program` on the freshly reset board; upload and recovery have limits of their own.

        `slowly` halves the pace of an upload without flow control.  With `timed` the board reads
        its `clock` before and after, and nothing else is measured.  Raises `BoardBroken` only.
        """
        began = self._clock()
        self._contact.make_fresh()
        self._gauge.notes_work = True
        clock = self.clock if timed else None
        code = clock.around(program) if clock else program

        def attempt() -> Observation:
            seen = self._attempt(code, deadline_seconds, slowly=slowly)
            if clock is not None:
                return self._gauge.timed(seen, clock)
            return self._gauge.measured(seen) if measured else seen

        return replace(self._surviving(attempt), host_seconds=self._clock() - began)

    def measure(self, seen: Observation) -> Observation:
        """Measure what the program has taken that was just executed, and left unmeasured."""
        return self._surviving(lambda: self._gauge.measured(seen))

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
        self._gauge.notes_work = False  # it would wait until the board has taken in the upload
        seen = self._surviving(lambda: self._attempt(program, deadline_seconds, slowly=slowly))
        return replace(seen, host_seconds=self._clock() - began)

    def interrupt(
        self, program: bytes, ready: bytes, deadline_seconds: float
    ) -> tuple[Observation, float]:
        """Run `program`, and send Ctrl-C once it has printed `ready`.

        Also give the seconds from there to its end, 0 where it did not come to it.  Raises
        `BoardBroken` only.
        """
        self._contact.make_fresh()
        self._gauge.notes_work = False
        waited: list[float] = []

        def attempt() -> Observation:
            talk = self._contact.talk
            talk.pace = self.place.pace
            self._repl.submit(program)
            deadline = self._clock() + deadline_seconds
            done = None
            while done is None and ready not in self._repl.output:
                if self._clock() > deadline:
                    return self._stop(talk, deadline_seconds)
                done = talk.expect(Finished, _GLANCE_SECONDS)
            if done is None:
                began = self._clock()
                talk.link.write(INTERRUPT)
                done = talk.expect(Finished, deadline_seconds)
                waited.append(self._clock() - began)
            if done is None:
                return self._stop(talk, deadline_seconds)
            return Observation(done.output, done.traceback, Ending.FINISHED)

        return self._surviving(attempt), sum(waited)

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
        if not self._accepted(talk, upload_seconds):
            detail = f"{len(program)} bytes sent, not accepted within {upload_seconds:.0f} s"
            refused = self.place.lossless and len(program) >= _LONG_BYTES
            ending = Ending.REFUSED if refused else Ending.NOT_UPLOADED
            return Observation(b"", b"", ending, detail=detail)
        limit = deadline_seconds * self.place.work_per_second
        done = self._finished(talk, deadline_seconds)
        if done is None:
            return self._stop(talk, deadline_seconds)
        if limit and (self._gauge.work_since_go() or 0) > limit:
            late = f"not done within {deadline_seconds:g} s, {limit:,.0f} {self.work_unit}"
            return Observation(done.output, done.traceback, Ending.TIMEOUT, detail=late)
        return Observation(done.output, done.traceback, Ending.FINISHED)

    def _accepted(self, talk: Conversation, seconds: float) -> bool:
        """Wait until the board has taken a program in; no longer than it can do so."""
        if not self.place.work_per_second:
            return talk.expect(Accepted, seconds) is not None
        deadline, busy = self._clock() + seconds, self.place.busy_seconds()
        end = self._patience.answer + (busy if isfinite(busy) else 0.0)
        late = False
        while True:
            if talk.expect(Accepted, _GLANCE_SECONDS) is not None:
                return True
            if late:
                return False
            # A machine that has worked for so long on a line, or waits for more, has given it up.
            late = self.place.busy_seconds() > end or self._repl.looks_rebooted
            late = late or self._clock() > deadline

    def _finished(self, talk: Conversation, deadline_seconds: float) -> Finished | None:
        """Wait for the end of a program for as long as its deadline gives it."""
        if not self.place.work_per_second:
            return talk.expect(Finished, deadline_seconds)
        busy = self.place.busy_seconds()
        end = deadline_seconds + (busy if isfinite(busy) else 0.0)
        latest = self._clock() + _BUSIEST * deadline_seconds  # for what waits, and works on nothing
        glance = min(_GLANCE_SECONDS, deadline_seconds)
        while True:
            late = self._clock() > latest or self.place.busy_seconds() > end
            done = talk.expect(Finished, glance)
            if done is not None or late or self._repl.looks_rebooted:
                return done

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
