"""Two ways to give a firmware its input so that none of it is lost.

`Metered` looks at what the firmware has taken while it runs.  `Served` has the machine stopped
whenever the interpreter finds no input, and puts the next bytes where it looks for them.  Then the
host's clock has no part in what the machine does, and the same input gives the same run, to the
instruction.
"""

import math
from typing import Final, Protocol

import msgspec

from harness.board.rawrepl import INTERRUPT
from harness.emulator.flow import KEYS_BYTES, RING_BYTES, Meter, Ring, write_metered
from harness.emulator.microbit import Microbit
from harness.errors import ProtocolError

POLL_SECONDS: Final = 0.005  # how late output of a program that goes on running may be seen
# A machine that was just given a byte is not yet back to wait, and there Ctrl-C is only a byte.
HESITATION_SECONDS: Final = 0.05
SETTLE_SECONDS: Final = 2.0  # a machine that takes nothing for so long runs a program, or hangs
_PIECE_BYTES: Final = RING_BYTES - 1  # a ring that is full to the last byte counts as empty


class Intake(Protocol):
    """How a machine gets its input, and when it may be saved and measured.

    `serve` gives what the machine is ready to take and waits for it, at most `seconds` and not past
    the moment at which it may have said something.  `work` counts instructions exactly, `progress`
    about and at any time; infinite where the machine waits for input in vain.  Every call raises
    `LinkLost` once QEMU is gone.
    """

    def write(self, data: bytes) -> None: ...

    def serve(self, seconds: float) -> None: ...

    def save(self) -> bool: ...

    def restore(self) -> bool: ...

    def work(self) -> int | None: ...

    def progress(self) -> float: ...


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

    def progress(self) -> float:
        return 0

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

    Nothing is given before somebody waits for what comes of it, so what is written in a row is
    given in one piece, whenever the machine came to wait.  A program that runs is interrupted
    through the UART: it waits for nothing.
    """

    def __init__(self, machine: Microbit, ring: Ring) -> None:
        self._machine = machine
        self._ring = ring
        self._unserved = b""
        machine.debugger.stop_at(ring.wait)

    def write(self, data: bytes) -> None:
        self._machine.debugger.wait(0)  # or QEMU's end would not be noticed
        keys = INTERRUPT in data and len(data) <= KEYS_BYTES
        if keys and not self._machine.debugger.wait(HESITATION_SECONDS):
            self._unserved = b""
            self._machine.wires.send(data)
        else:
            self._unserved += data

    def serve(self, seconds: float) -> None:
        debugger = self._machine.debugger
        if not (debugger.standing and self._unserved):
            debugger.wait(seconds if debugger.standing else min(seconds, POLL_SECONDS))
        self._give()

    def save(self) -> bool:
        return self.settle() and self._machine.save()

    def restore(self) -> bool:
        debugger = self._machine.debugger
        stood = debugger.wait(0) or debugger.wait(HESITATION_SECONDS)
        self._unserved = b""
        restored = self._machine.restore()
        if not (restored or stood):
            debugger.go_on()
        return restored

    def work(self) -> int | None:
        return self._executed() if self.settle() else None

    def progress(self) -> float:
        debugger = self._machine.debugger
        if debugger.wait(0) and not self._unserved:
            return math.inf
        return self._executed()

    def _executed(self) -> int:
        answer = self._machine.monitor.execute("query-replay")
        try:
            return msgspec.convert(answer, _Replay).icount
        except msgspec.ValidationError as error:
            said = repr(answer).encode()
            raise ProtocolError("asking QEMU to query-replay", b"icount", said) from error

    def settle(self) -> bool:
        """Wait until the machine has taken all and waits for more; False where it does not."""
        debugger = self._machine.debugger
        while debugger.wait(0) or debugger.wait(SETTLE_SECONDS):
            if not self._unserved:
                return True
            self._give()
        return False

    def _give(self) -> None:
        """Give a machine that waits as much as fits, and let it go on."""
        debugger, ring = self._machine.debugger, self._ring
        if not (debugger.standing and self._unserved):
            return
        piece, self._unserved = self._unserved[:_PIECE_BYTES], self._unserved[_PIECE_BYTES:]
        at = int.from_bytes(self._machine.memory.block(ring.received, 2), "little")
        room = RING_BYTES - at
        now = (at + len(piece)) % RING_BYTES
        pokes = [(ring.data + at, piece[:room]), (ring.data, piece[room:])]
        pokes.append((ring.received, now.to_bytes(2, "little")))
        debugger.go_on(ring.go_on, [(where, data) for where, data in pokes if data])
