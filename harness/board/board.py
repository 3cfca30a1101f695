"""A board: it runs a program and ends by the deadline, whatever the board does meanwhile.

Before every program the board is made fresh.  After anything but a complete frame it is brought
back by the lowest rung of the recovery ladder that helps.  A board which no rung brings back is
broken, and stays so.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Final

from harness.board.conversation import Conversation
from harness.board.link import Link, Place
from harness.board.rawrepl import (
    INTERRUPT,
    SOFT_RESET_FROM_ANYWHERE,
    Accepted,
    AtPrompt,
    Finished,
    RawRepl,
)
from harness.errors import BoardBroken, LinkLost, ProtocolError
from harness.observation import Ending, Observation

_SLOWEST_BYTES_PER_SECOND: Final = 500  # a UART at 9600 baud, halved
_FRESH_TRIES: Final = 3  # a noisy link may lose a byte of the reset's own dialogue


class Board:
    """One board, plugged in at a `Place`.

    `heap_bytes_at_rest` is `gc.mem_alloc()` after a reset and a collection, None until the board
    was first fresh or where it cannot tell.  `broken` is None or why the board was given up.
    """

    def __init__(
        self,
        place: Place,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.place = place
        self.broken: str | None = None
        self.heap_bytes_at_rest: int | None = None
        self._patience = place.patience
        self._clock = clock
        self._sleep = sleep
        self._repl = RawRepl()
        self._talk: Conversation | None = None
        self._saved = False
        self._was_there = False
        self._reset_by_restart = False
        self._nonces = count(1)
        self._work_at_go: int | None = None

    @property
    def raw_paste(self) -> bool:
        """Whether programs reach the board with flow control; known once it has run one."""
        return self._repl.raw_paste is True

    def start(self) -> None:
        """Open the link, reach the prompt, and remember the fresh state where the place can.

        Raises `BoardBroken` where the board does not answer; `Misconfigured` and `NotInstalled`
        of the place pass through.
        """
        self._first_contact()
        self._make_fresh()
        _, self.heap_bytes_at_rest = self._heap()
        self._make_fresh()
        self._saved = self.place.save()

    def close(self) -> None:
        """Let go of the board and end what its place has started."""
        self._hang_up()
        self.place.close()

    def execute(
        self, program: bytes, deadline_seconds: float, *, slowly: bool = False
    ) -> Observation:
        """Run `program` on the freshly reset board; upload and recovery have limits of their own.

        `slowly` halves the pace of an upload without flow control.  Raises `BoardBroken` only.
        """
        began = self._clock()
        self._make_fresh()
        try:
            seen = self._attempt(program, deadline_seconds, slowly=slowly)
        except LinkLost as error:
            seen = Observation(self._repl.output, b"", Ending.DIED, detail=str(error))
        except ProtocolError as error:
            seen = Observation(self._repl.output, b"", Ending.UNFRAMED, detail=str(error))
        if seen.ending is not Ending.FINISHED and not seen.recoveries:
            seen = replace(seen, recoveries=self._climb(seen.ending.value))
        return replace(seen, host_seconds=self._clock() - began)

    def ask(self, program: str) -> str:
        """Run a few lines that must work and return what they print.

        Raises `BoardBroken` with the board's answer where they do not.
        """
        seen = self.execute(program.encode(), self._patience.answer)
        if seen.ending is not Ending.FINISHED or seen.traceback.strip():
            answer = (seen.traceback or seen.output)[-200:]
            raise BoardBroken(
                f"{self.place.name}: {seen.ending.value} when asked {program!r}: {answer!r}"
            )
        return seen.output.decode("utf-8", "backslashreplace").replace("\r", "").strip()

    def _first_contact(self) -> None:
        """Open the link and reach the prompt, or say what came instead."""
        said = ""
        try:
            for rung in (self._reopened, self._restarted):
                if rung() and self._answers():
                    return
                said = f"it said {self._at_prompt().last_heard!r}"
        except ProtocolError as error:
            said = f"it said {error.got!r}"
        except LinkLost as error:
            if not self._was_there:
                hint = "`onboard boards` lists what is connected"
                raise self._given_up(f"{error}; {hint}") from error
            said = said or str(error)
        raise self._given_up(f"no MicroPython prompt there: {said}")

    # One program.

    def _attempt(self, program: bytes, deadline_seconds: float, *, slowly: bool) -> Observation:
        talk = self._at_prompt()
        talk.pace = self.place.pace.slower() if slowly else self.place.pace
        self._repl.submit(program)
        upload_seconds = self._patience.answer + len(program) / _SLOWEST_BYTES_PER_SECOND
        if talk.expect(Accepted, upload_seconds) is None:
            detail = f"{len(program)} bytes sent, not accepted within {upload_seconds:.0f} s"
            return Observation(b"", b"", Ending.NOT_UPLOADED, detail=detail)
        done = talk.expect(Finished, deadline_seconds)
        if done is None:
            return self._stop(talk, deadline_seconds)
        work = self._work_since_go()
        uncollected, collected = self._heap()
        return Observation(
            done.output,
            done.traceback,
            Ending.FINISHED,
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
        if talk.knock(self._patience.knocks[:1]):
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

    def _number(self, program: str) -> int | None:
        """Run one line that prints a nonce and a number."""
        nonce = next(self._nonces)
        done = self._quick(program.format(nonce))
        if done is None:
            raise ProtocolError("asking for the heap", b"an answer", self._repl.output)
        match done.output.split():
            case [first, number] if first == b"%d" % nonce and number.isdigit():
                return int(number)
            case _:  # no memory left to ask, or no gc module
                return None

    def _quick(self, program: str) -> Finished | None:
        talk = self._at_prompt()
        self._repl.submit(program.encode())
        return talk.expect(Finished, self._patience.answer)

    def _answers(self) -> bool:
        nonce = f"onboard-{next(self._nonces)}"
        done = self._quick(f"print('{nonce}')")
        return done is not None and done.output.split() == [nonce.encode()]

    # A fresh board.

    def _make_fresh(self) -> None:
        """Bring the board to its raw prompt with nothing of an earlier program left in it."""
        if self.broken is not None:
            raise BoardBroken(self.broken)
        for _ in range(_FRESH_TRIES):
            if self._restored() or self._soft_reset():
                return
            self._climb("it could not be reset")
        raise self._given_up("it answers, but cannot be reset")

    def _restored(self) -> bool:
        if not self._saved or self._talk is None or not self.place.restore():
            return False
        self._talk.settle()
        return True

    def _soft_reset(self) -> bool:
        try:
            if self._reset_by_restart:
                return self._restarted()
            talk = self._at_prompt()
            talk.settle()
            self._repl.soft_reset()
            return talk.expect(AtPrompt, self._patience.soft_reset) is not None
        except LinkLost:
            # The unix port's process ends where a board would reset itself.
            self._reset_by_restart = True
            return False
        except ProtocolError:
            return False

    def _at_prompt(self) -> Conversation:
        if self._talk is None:
            raise LinkLost(f"{self.place.name}: the link is closed")
        return self._talk

    def _note_work(self) -> None:
        self._work_at_go = self.place.work()

    # The recovery ladder.

    def _climb(self, why: str) -> tuple[str, ...]:
        """Try rung after rung until the board answers; return the names of those tried."""
        rungs: dict[str, Callable[[], bool]] = {
            "restore": self._restored,
            "interrupt": lambda: self._at_prompt().knock(self._patience.knocks),
            "soft reset": self._reset_from_anywhere,
            "reopen": self._reopened,
            "restart": self._restarted,
            "restart again": self._restarted,
        }
        if not self._saved:
            del rungs["restore"]
        if not self._patience.reopen:
            del rungs["reopen"]
        tried: list[str] = []
        last = ""
        for name, rung in rungs.items():
            tried.append(name)
            try:
                if rung() and self._answers():
                    return tuple(tried)
            except (LinkLost, ProtocolError) as error:
                last = f": {error}"
        raise self._given_up(f"does not come back ({why}; tried {', '.join(tried)}{last})")

    def _given_up(self, why: str) -> BoardBroken:
        name = self.place.name
        self.broken = why if why.startswith(name) else f"{name}: {why}"
        self._hang_up()
        return BoardBroken(self.broken)

    def _reset_from_anywhere(self) -> bool:
        talk = self._at_prompt()
        talk.link.write(SOFT_RESET_FROM_ANYWHERE)
        return talk.knock(self._patience.knocks)

    def _reopened(self) -> bool:
        self._hang_up()
        self._talk = Conversation(
            self._new_link(),
            self.place.pace,
            self._repl,
            before_go=self._note_work,
            clock=self._clock,
            sleep=self._sleep,
        )
        return self._talk.knock(self._patience.boot_knocks)

    def _restarted(self) -> bool:
        if not self.place.restart():
            raise LinkLost("nothing here can switch its power")
        restores, self._saved = self._saved, False
        if not self._reopened():
            return False
        if restores:
            self._saved = self._soft_reset() and self.place.save()
        return True

    def _new_link(self) -> Link:
        """Open the link; again and again where a board that was there is not there yet."""
        deadline = self._clock() + (self._patience.reopen if self._was_there else 0.0)
        while True:
            try:
                link = self.place.open()
            except LinkLost:
                if self._clock() >= deadline:
                    raise
                self._sleep(0.1)
            else:
                self._was_there = True
                return link

    def _hang_up(self) -> None:
        if self._talk is not None:
            self._talk.link.close()
        self._talk = None
