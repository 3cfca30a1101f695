"""Two ways to give a firmware its input so that none of it is lost.

`Metered` looks at what the firmware has taken while it runs.  `Served` has the machine stopped
whenever the interpreter finds no input, and puts the next bytes where it looks for them.  Then the
host's clock has no part in what the machine does, and the same input gives the same run, to the
instruction.
"""

import time
from collections import deque
from typing import Final, Protocol

import msgspec

from harness.board.rawrepl import INTERRUPT
from harness.emulator.flow import KEYS_BYTES, RING_BYTES, Meter, Ring, write_metered
from harness.emulator.microbit import Microbit
from harness.errors import ProtocolError

POLL_SECONDS: Final = 0.005  # how late output of a program that goes on running may be seen
SETTLE_SECONDS: Final = 2.0  # a machine that takes nothing for so long runs a program, or hangs
_PIECE_BYTES: Final = RING_BYTES - 1  # a ring that is full to the last byte counts as empty


class Intake(Protocol):
    """How a machine gets its input, and when it may be saved and measured.

    `serve` gives what the machine is ready to take and waits for it, at most `seconds` and not past
    the moment at which it may have said something.  Every call raises `LinkLost` once QEMU is gone.
    """

    def write(self, data: bytes) -> None: ...

    def serve(self, seconds: float) -> None: ...

    def save(self) -> bool: ...

    def restore(self) -> bool: ...

    def work(self) -> int | None: ...


class Metered(Intake):
    """Input through the UART, no faster than it is taken; `indices` is empty where nobody knows."""

    def __init__(self, machine: Microbit, indices: tuple[int, ...]) -> None:
        self._machine = machine
        self.at = indices

    def write(self, data: bytes) -> None:
        if self.at and len(data) > KEYS_BYTES:
            write_metered(data, self._machine.wires.send, Meter(self.indices))
        else:
            self._machine.debugger.wait(0)
            self._machine.wires.send(data)

    def serve(self, seconds: float) -> None:
        self._machine.debugger.wait(min(seconds, POLL_SECONDS))

    def save(self) -> bool:
        self._machine.debugger.halt()
        saved = self._machine.save()
        self._machine.debugger.go_on()
        return saved

    def restore(self) -> bool:
        restored = self._machine.restore()
        self._machine.debugger.go_on()
        return restored

    def work(self) -> None:
        return None

    def indices(self) -> list[int]:
        """Read the ring's indices."""
        first, last = self.at[0], self.at[-1] + 2
        memory = self._machine.memory.block(first, last - first)
        return [int.from_bytes(memory[at - first : at - first + 2], "little") for at in self.at]


class _Replay(msgspec.Struct):
    """QEMU's answer to `query-replay`: instructions executed, also where nothing is recorded."""

    icount: int


class Served(Intake):
    """Input into the ring itself, a ringful each time that the machine waits for some.

    What is written together is given together, whenever the machine gets to it.  A program that
    runs is interrupted through the UART: the machine, stopped nowhere, cannot be served.
    """

    def __init__(self, machine: Microbit, ring: Ring) -> None:
        self._machine = machine
        self._ring = ring
        self._pieces: deque[bytes] = deque()
        machine.debugger.stop_at(ring.wait)

    def write(self, data: bytes) -> None:
        runs = not self._machine.debugger.wait(0)
        if runs and INTERRUPT in data and len(data) <= KEYS_BYTES:
            self._pieces.clear()
            self._machine.wires.send(data)
            return
        starts = range(0, len(data), _PIECE_BYTES)
        self._pieces.extend(data[start : start + _PIECE_BYTES] for start in starts)
        self._give()

    def serve(self, seconds: float) -> None:
        if self._machine.debugger.wait(seconds if self._idle else min(seconds, POLL_SECONDS)):
            self._give()

    def save(self) -> bool:
        return self.settle() and self._machine.save()

    def restore(self) -> bool:
        stood = self._machine.debugger.standing
        self._pieces.clear()
        restored = self._machine.restore()
        if not restored and not stood:
            self._machine.debugger.go_on()
        return restored

    def work(self) -> int | None:
        """Count the instructions so far; None while a program runs."""
        if not self.settle():
            return None
        answer = self._machine.monitor.execute("query-replay")
        try:
            return msgspec.convert(answer, _Replay).icount
        except msgspec.ValidationError as error:
            said = repr(answer).encode()
            raise ProtocolError("asking QEMU to query-replay", b"icount", said) from error

    def settle(self) -> bool:
        """Wait until the machine has taken all and waits for more; False where it does not."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while not self._idle:
            left = len(self._pieces)
            if self._machine.debugger.wait(max(0.0, deadline - time.monotonic())):
                self._give()
            if len(self._pieces) < left:
                deadline = time.monotonic() + SETTLE_SECONDS
            elif not self._machine.debugger.standing:
                return False
        return True

    @property
    def _idle(self) -> bool:
        return self._machine.debugger.standing and not self._pieces

    def _give(self) -> None:
        """Give a machine that waits the next piece, and let it go on."""
        debugger, ring = self._machine.debugger, self._ring
        if not (debugger.standing and self._pieces):
            return
        piece = self._pieces.popleft()
        at = int.from_bytes(self._machine.memory.block(ring.received, 2), "little")
        room = RING_BYTES - at
        pokes = [(ring.data + at, piece[:room]), (ring.data, piece[room:])]
        now = (at + len(piece)) % RING_BYTES
        pokes.append((ring.received, now.to_bytes(2, "little")))
        debugger.go_on(ring.go_on, [(where, data) for where, data in pokes if data])
