"""The host's half of MicroPython's raw REPL, without any I/O.

Bytes go in through `receive_data`, events come out of it, and whatever must be written to the
board is fetched with `next_to_send`.  There is no port, no clock and no sleep in this module, so
every test of it is a table of byte strings.

The protocol is described in MicroPython's docs/reference/repl.rst; old firmware (1.9.2, of 2017)
and CircuitPython speak the same one without raw paste.
"""

import re
from collections import deque
from collections.abc import Generator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from harness.errors import ProtocolError

KNOCK: Final = b"\r\x03\x03\x01"  # end a half line, stop what runs, ask for raw mode
INTERRUPT: Final = b"\x03"
ENTER: Final = b"\x01"  # raw mode, from a prompt; a program that runs takes it for input
SOFT_RESET_FROM_ANYWHERE: Final = b"\r\x03\x03\x02\x04"  # back to the friendly prompt, then reset
END: Final = b"\x04"
ASK_RAW_PASTE: Final = b"\x05A\x01"
# Only the text: a pty in between turns the banner's \r\n into \r\r\n.
BANNER: Final = b"raw REPL; CTRL-B to exit"
OUTPUT_LIMIT_BYTES: Final = 256 * 1024
_REBOOTED: Final = re.compile(
    rb"(?:(?:Micro|Circuit)Python v?\d[^\n]*\n(?:[^\n]*\n){0,8}>>> |" + BANNER + rb"\s*>)\Z"
)


class Kind(Enum):
    """How a piece of data has to be written."""

    CONTROL = auto()  # a few bytes the board reads at once
    PACED = auto()  # program text without flow control: in small pieces, with pauses
    WINDOWED = auto()  # program text for which the board has promised room
    GO = auto()  # the byte that starts the program


@dataclass(frozen=True)
class Send:
    """A piece of data to be written, and how."""

    data: bytes
    kind: Kind


@dataclass(frozen=True)
class AtPrompt:
    """The board waits for a program at its raw prompt."""


@dataclass(frozen=True)
class Accepted:
    """The board has the whole program, as far as it can tell, and runs it."""


@dataclass(frozen=True)
class Finished:
    """The program has ended: both parts of the frame, verbatim.

    `output` holds the first `OUTPUT_LIMIT_BYTES` only.
    """

    output: bytes
    traceback: bytes


Event = AtPrompt | Accepted | Finished
_Talk = Generator[None, None, None]


class RawRepl:
    """One board's side of the conversation, as far as the host can know it.

    `raw_paste` is None until the first program was submitted; then it says whether the board takes
    programs with flow control.
    """

    def __init__(self) -> None:
        self.raw_paste: bool | None = None
        self._talk: _Talk | None = None
        self._doing = "starting"
        self._inbox = bytearray()
        self._outbox: deque[Send] = deque()
        self._events: list[Event] = []
        self._output = bytearray()
        self._has_banner = False

    @property
    def output(self) -> bytes:
        """What the running program has printed so far (the first `OUTPUT_LIMIT_BYTES`)."""
        return bytes(self._output)

    @property
    def looks_rebooted(self) -> bool:
        """Whether what came last is a banner and a prompt, as after a reset.

        A program may print the same, so it is a sign of a reset only if nothing follows it, and
        none if the program has such text in it.
        """
        if self._has_banner:
            return False
        return _REBOOTED.search(self._output[-600:].replace(b"\0", b"")) is not None

    def enter(self) -> None:
        """Start getting to the raw prompt: `KNOCK` has been, and may again be, written."""
        self._start("waiting for the raw prompt", self._enter())

    def settle(self) -> None:
        """Take it that the board is at its raw prompt, and forget what came before."""
        self._talk = None
        self._inbox.clear()
        self._outbox.clear()

    def submit(self, program: bytes) -> None:
        """Start running `program`; the board must be at its raw prompt."""
        self._has_banner = b"raw REPL" in program or b">>> " in program
        self._start("submitting a program", self._submit(program))

    def soft_reset(self) -> None:
        """Start a soft reset; the board must be at its raw prompt."""
        self._start("soft-resetting", self._soft_reset())

    def next_to_send(self) -> Send | None:
        """Return the next piece to be written, in order, or None."""
        return self._outbox.popleft() if self._outbox else None

    def receive_data(self, data: bytes) -> list[Event]:
        """Take in what the board sent and return what it means.

        Raises `ProtocolError` where it means nothing.
        """
        self._inbox += data
        self._advance()
        events, self._events = self._events, []
        return events

    def _start(self, doing: str, talk: _Talk) -> None:
        self._doing = doing
        self._talk = talk
        self._outbox.clear()
        self._output.clear()
        self._advance()

    def _advance(self) -> None:
        if self._talk is None:
            return
        try:
            next(self._talk)
        except StopIteration:
            self._talk = None

    def _send(self, data: bytes, kind: Kind = Kind.CONTROL) -> None:
        self._outbox.append(Send(data, kind))

    # Readers: each yields as long as bytes are missing.

    def _exactly(self, count: int) -> Generator[None, None, bytes]:
        while len(self._inbox) < count:
            yield
        taken = bytes(self._inbox[:count])
        del self._inbox[:count]
        return taken

    def _until(self, mark: bytes) -> Generator[None, None, bytes]:
        """Read up to and with `mark`; return what came before it."""
        while (at := self._inbox.find(mark)) < 0:
            yield
        before = bytes(self._inbox[:at])
        del self._inbox[: at + len(mark)]
        return before

    def _expect(self, wanted: bytes) -> _Talk:
        got = yield from self._exactly(len(wanted))
        if got != wanted:
            raise ProtocolError(self._doing, wanted, got + bytes(self._inbox))

    # Conversations, in the order in which they happen.

    def _enter(self) -> _Talk:
        yield from self._until(BANNER)
        yield from self._until(b">")
        self._events.append(AtPrompt())

    def _soft_reset(self) -> _Talk:
        self._send(END)
        yield from self._enter()

    def _submit(self, program: bytes) -> _Talk:
        program = program or b"\n"  # at an empty line, the end of a program is a soft reset
        if self._inbox:
            raise ProtocolError("at the raw prompt", b"", bytes(self._inbox))
        if self.raw_paste is False:
            yield from self._type(program)
        else:
            self._send(ASK_RAW_PASTE)
            yield from self._offer(program)
        yield from self._frame()

    def _offer(self, program: bytes) -> _Talk:
        match answer := (yield from self._exactly(2)):
            case b"R\x01":
                self.raw_paste = True
                yield from self._paste(program)
            case b"R\x00":
                self.raw_paste = False
                yield from self._type(program)
            case b"ra":  # a board that predates raw paste shows its banner again
                self.raw_paste = False
                yield from self._until(BANNER.removeprefix(b"ra"))
                yield from self._until(b">")
                yield from self._type(program)
            case _:
                raise ProtocolError("asking for raw paste", b"R\x01", answer + bytes(self._inbox))

    def _type(self, program: bytes) -> _Talk:
        self._send(program, Kind.PACED)
        self._send(END, Kind.GO)
        yield from self._expect(b"OK")
        self._events.append(Accepted())

    def _paste(self, program: bytes) -> _Talk:
        window = int.from_bytes((yield from self._exactly(2)), "little")
        if window == 0:
            raise ProtocolError("asking for raw paste", b"a window above 0", b"\0\0")
        credit, sent, wanted = window, 0, True
        while sent < len(program) and wanted:
            if credit == 0:
                wanted = yield from self._granted()
                credit += window
            else:
                self._send(program[sent : sent + credit], Kind.WINDOWED)
                sent, credit = sent + credit, 0
        self._send(END, Kind.GO)
        while wanted:  # windows granted while the last piece travelled come before the answer
            wanted = yield from self._granted()
        self._events.append(Accepted())

    def _granted(self) -> Generator[None, None, bool]:
        """Read one flow-control byte: True for another window, False for "no more"."""
        match byte := (yield from self._exactly(1)):
            case b"\x01":
                return True
            case b"\x04":  # all is there, or the board has seen enough: the frame will say why
                return False
            case _:
                raise ProtocolError("pasting", b"\x01", byte + bytes(self._inbox))

    def _frame(self) -> _Talk:
        """Read output, U+0004, traceback, U+0004 and the prompt."""
        while (at := self._inbox.find(END)) < 0:
            self._keep(len(self._inbox))
            yield
        self._keep(at)
        del self._inbox[:1]
        traceback = yield from self._until(END)
        if (yield from self._exactly(1)) != b">":
            # After SystemExit a board resets itself and says so before its next prompt.
            yield from self._enter()
            self._events.pop()
        self._events.append(Finished(self.output, traceback))

    def _keep(self, count: int) -> None:
        room = max(0, OUTPUT_LIMIT_BYTES - len(self._output))
        self._output += self._inbox[: min(count, room)]
        del self._inbox[:count]
