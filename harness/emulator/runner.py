"""A thread that runs a machine, and what waits on both sides of it: a serial port in effect.

All state that two threads see is guarded by one condition.
"""

import functools
import re
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, replace

from harness.emulator.companion import BUFFER_BYTES
from harness.emulator.machine import Died, Image, Machine
from harness.emulator.program import Program
from harness.errors import LinkLost

UNREAD_BYTES = 1 << 20  # of output; a program that prints more waits until somebody reads
POLL_SECONDS = 0.005  # how late a reader may see output of a program that goes on running
# How long a program may go on after it has shown its prompt, on a host that is busy, too: where it
# is cut short, its work is not known, and a fresh state is not saved.
SETTLE_SECONDS = 2.0

INTERRUPT = b"\x03"
ENTER_RAW = b"\x01"
ASK_RAW_PASTE = b"\x05A\x01"
NO_RAW_PASTE = b"R\x00"
# The REPL ends, and a line begins, after one of these only.
PIECE = re.compile(rb"[^\x01-\x04\r]*[\x01-\x04\r]|[^\x01-\x04\r]+")


@dataclass(frozen=True)
class Prompt:
    """Which prompt the REPL shows, and how the line there begins, told from what it was sent."""

    raw: bool = False
    line: bytes = b""  # no more of it than it takes to know `ASK_RAW_PASTE`

    def after(self, piece: bytes) -> "Prompt":
        """Tell the prompt after a piece, which has a control character at its end at most."""
        line = (self.line + piece)[: len(ASK_RAW_PASTE) + 1]
        match piece[-1:]:
            case b"\x01" if self.raw or line == b"\x01":
                return Prompt(raw=True)
            case b"\x02":
                return Prompt()
            case b"\x03" | b"\x04":
                return replace(self, line=b"")
            case b"\r" if not self.raw:
                return Prompt()
        return replace(self, line=line)


@dataclass(frozen=True)
class Saved:
    """A machine's state and where its REPL was."""

    image: Image
    prompt: Prompt


def _call(method: weakref.WeakMethod[Callable[[], None]]) -> None:
    if (bound := method()) is not None:
        bound()


class Runner:
    """A machine, the thread that runs it, and what waits on both sides of it."""

    def __init__(self, program: Program, heap_bytes: int, fuel: int) -> None:
        self._engine = program.engine
        # wasmtime keeps `drain` in a table of its own for as long as the machine is there, and the
        # machine is there for as long as this object is.
        drain = weakref.WeakMethod(self._drain)
        self._make = functools.partial(Machine, program, heap_bytes, fuel, lambda: _call(drain))
        self._changed = threading.Condition()
        self._unread = bytearray()
        self._earlier_work = 0
        self._begin()

    def _begin(self) -> None:
        """Switch on: a machine, and a thread for it."""
        self._machine = self._make()
        self._fresh = self._machine.image()
        self._banner = self._machine.output(0)
        self._prompt = Prompt()
        self._input = bytearray()
        self._peeked = 0  # how much of the machine's output buffer is in `_unread` already
        self._busy = False
        self._running = False
        self._interrupt_at: int | None = None
        self._stopping = False
        self._death = ""
        self._thread = threading.Thread(target=self._run, name="wasm board", daemon=True)
        self._thread.start()

    # What other threads call.

    def write(self, data: bytes) -> None:
        with self._changed:
            self._check_alive()
            if self._running and INTERRUPT in data:
                before, _, data = data.partition(INTERRUPT)
                self._input += before
                self._interrupt_at = len(self._input)
                self._machine.interrupt()
                data = data.replace(INTERRUPT, b"")
            self._input += data
            self._changed.notify_all()

    def read(self, timeout: float) -> bytes:
        deadline = time.monotonic() + timeout
        slept = False
        with self._changed:
            while True:
                self._peek()
                left = deadline - time.monotonic()
                # One wake-up for a whole answer: what comes in bits is waited for a moment.
                if self._unread and (self._idle or slept or left <= 0):
                    data = bytes(self._unread)
                    self._unread.clear()
                    self._changed.notify_all()
                    return data
                self._check_alive()
                if left <= 0:
                    return b""
                self._changed.wait(left if self._idle else min(left, POLL_SECONDS))
                slept = True

    def save(self) -> Saved | None:
        with self._changed:
            if not self._settle() or self._death:
                return None
            return Saved(self._machine.image(), self._prompt)

    def restore(self, saved: Saved) -> bool:
        with self._changed:
            settled = self._settle()
        if self._death:
            return False
        if not settled:  # the program is still running, and perhaps nothing else can end it
            self.stop()
            self._earlier_work += self._machine.burnt
            self._begin()
        with self._changed:
            self._load(saved)
            self._unread.clear()
        return True

    def work(self) -> int | None:
        with self._changed:
            return self._earlier_work + self._machine.burnt if self._settle() else None

    def busy_seconds(self) -> float:
        """Tell the processor time of the machine's thread, or where nobody counts that, the time.

        Starts anew with every machine.
        """
        if self._thread.ident is None or not hasattr(time, "pthread_getcpuclockid"):
            return time.monotonic()
        try:
            return time.clock_gettime(time.pthread_getcpuclockid(self._thread.ident))
        except OSError:  # the thread has ended
            return 0.0

    def stop(self) -> None:
        """End the thread, whatever it does; callable twice, and at the interpreter's exit."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        # The garbage collector may find a forgotten place in this very thread.
        while self._thread.is_alive() and self._thread is not threading.current_thread():
            # Again and again, since it may just have been on its way into wasm.
            self._engine.increment_epoch()
            self._thread.join(POLL_SECONDS)

    # With `_changed` held.

    @property
    def _idle(self) -> bool:
        return not self._busy and not self._input

    def _settle(self) -> bool:
        return self._changed.wait_for(lambda: self._idle, SETTLE_SECONDS)

    def _check_alive(self) -> None:
        if self._death:
            raise LinkLost(f"the wasm board is dead: {self._death}")

    def _peek(self) -> None:
        new = self._machine.output(self._peeked)
        self._peeked += len(new)
        self._unread += new

    def _forget(self) -> None:
        self._machine.forget_output()
        self._peeked = 0

    def _load(self, saved: Saved) -> None:
        self._machine.load(saved.image)
        self._peeked = 0
        self._prompt = saved.prompt

    # In the machine's thread.

    def _run(self) -> None:
        try:
            while data := self._next_input():
                for piece in PIECE.findall(data):
                    self._submit(piece)
        except Died as error:
            death = str(error)
        else:
            death = "it was switched off"
        with self._changed:
            self._peek()
            self._forget()
            self._death = death
            self._input.clear()
            self._busy = False
            self._changed.notify_all()

    def _next_input(self) -> bytes:
        """Wait for input and take it; nothing when it is time to stop."""
        with self._changed:
            self._busy = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._input or self._stopping)
            if self._stopping:
                return b""
            self._busy = True
            data = bytes(self._input[:BUFFER_BYTES])
            del self._input[:BUFFER_BYTES]
            return data

    def _submit(self, piece: bytes) -> None:
        """Feed a piece, but keep the machine from a command that it does not survive."""
        if self._prompt.raw and self._prompt.line + piece == ASK_RAW_PASTE:
            self._feed(piece[:-1] + INTERRUPT)  # which clears a raw line and prints nothing
            self._prompt = Prompt(raw=True)
            with self._changed:
                self._unread += NO_RAW_PASTE
            return
        told = not self._prompt.line and len(piece) == 1
        self._prompt = self._prompt.after(piece)
        if self._feed(piece):
            self._reset(told=told)

    def _feed(self, piece: bytes) -> bool:
        """Let the machine have a piece; True where its REPL ended at the piece's last byte."""
        with self._changed:
            self._running = True
        ended = self._machine.feed(piece)
        with self._changed:
            self._running = False
            self._peek()
            self._forget()
            self._take_back_interrupt()
        return ended

    def _take_back_interrupt(self) -> None:
        """Where Ctrl-C came while no program ran, it is a character after all."""
        at, self._interrupt_at = self._interrupt_at, None
        if at is not None and self._machine.uninterrupt():
            self._input[at:at] = INTERRUPT

    def _reset(self, *, told: bool) -> None:
        """Answer the end of the REPL: a soft reset (`told`), or a SystemExit in a program.

        A board announces the former; a raw program's frame is brought to its end for the latter.
        """
        with self._changed:
            raw = self._prompt.raw
            self._load(Saved(self._fresh, Prompt(raw)))
            if told or not raw:
                self._unread += b"soft reboot\r\n"
            if raw:
                self._machine.feed(ENTER_RAW)
                # A board is in raw mode from the start here and need not break off a line.
                banner = self._machine.output(0).lstrip(b"\r\n")
                self._machine.forget_output()
                self._unread += banner if told else b">"
            else:
                self._unread += self._banner

    def _drain(self) -> None:
        """Empty the machine's output buffer, which is full, and wait while nobody reads."""
        with self._changed:
            self._peek()
            self._forget()
            self._changed.notify_all()
            self._changed.wait_for(lambda: len(self._unread) < UNREAD_BYTES or self._stopping)
