"""Byte pipes to boards, and what a `Board` needs from the place where it is plugged in.

Nothing here knows the raw REPL.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Pace:
    """How fast a program may be written where nothing controls the flow.

    `chunk_bytes` at a time, and `pause_seconds` after each.
    """

    chunk_bytes: int
    pause_seconds: float

    def slower(self) -> "Pace":
        """Half the pace."""
        return Pace(max(1, self.chunk_bytes // 2), self.pause_seconds)


AT_ONCE = Pace(chunk_bytes=1 << 20, pause_seconds=0.0)
# The fastest pace at which firmware of 2017 was never seen to lose a byte.
CAREFUL = Pace(chunk_bytes=32, pause_seconds=0.01)


@dataclass(frozen=True)
class Patience:
    """How long to wait for a board, in seconds, on each rung of the ladder.

    The defaults suit real boards: USB enumerates again after a reset, `boot.py` takes its time.
    After `quiet` seconds of silence nothing more is on its way.  Where `reopen` is 0, opening the
    link again brings back nothing that a restart does not.
    """

    answer: float = 5.0  # for what a working board does at once
    interrupts: tuple[float, ...] = (0.5, 0.5, 1.0)
    knocks: tuple[float, ...] = (0.5, 1.0)
    soft_reset: float = 5.0
    boot_knocks: tuple[float, ...] = (0.5, 0.5, 1.0, 2.0, 4.0)
    reopen: float = 5.0
    quiet: float = 0.05


HARDWARE = Patience()
EMULATOR = Patience(
    answer=5.0,
    interrupts=(0.3, 0.3),
    knocks=(0.3,),
    soft_reset=2.0,
    boot_knocks=(0.5, 0.5, 1.0, 2.0),
    reopen=0.0,
)


class Link(Protocol):
    """A byte pipe to a board.

    `read` waits at most `timeout` seconds (0: do not wait) and returns whatever has arrived,
    possibly nothing.  `write` returns when all bytes are handed over; it does not wait for the
    board to act on them.  Both raise `LinkLost`, and nothing of their own, once the far end is
    gone.  `close` may be called twice and raises nothing.
    """

    def read(self, timeout: float) -> bytes: ...

    def write(self, data: bytes) -> None: ...

    def close(self) -> None: ...


class Place(Protocol):
    """Where a board is plugged in: how it is reached and brought back.

    `name` is what the user called it, `firmware` what is known to run there before anyone has asked
    the board (a package and its hash), or empty, and `firmware_bytes` the size of that.
    `heap_bytes` is the size of the board's heap where the place made it, None where the board has
    to be asked.  `lossless` is True only where
    nothing between the host and the board's interpreter can lose or alter a byte, `exact` only
    where the same programs do the same in every run, to the instruction; `pace` is for uploads
    without flow control, `patience` for everything that takes its time.

    `open` gives a new link; at most one is open at a time.  It raises `LinkLost` where the port
    is not there (yet), `Misconfigured` or `NotInstalled` where trying again cannot help.
    `save` remembers the board's whole state, `restore` puts the board back into it, at once and
    without a byte on the link, which stays open; each returns False where the place cannot (no
    snapshot, machine dead).  `restart` is the power switch: it returns False where there is none;
    after True every earlier link and saved state is void and `open` is due.
    `work` is a count of what the machine has executed so far, in `work_unit` ("fuel",
    "instructions"), None where nobody counts.  Where `work_per_second` is not 0, that is what a
    program may do for each second of its deadline, and `busy_seconds` tells, about and at any
    time, how much of deadlines the machine has used so far: whether a program is late does not
    depend on how busy the host is.  It is infinite where the machine waits for what nobody sends.
    `resized` is another place with a board that differs in nothing but the size of its heap, None
    where boards cannot be had; it raises `Misconfigured` where that heap is impossible.
    `keeps_time` is False where the board's clock does not go by real time, however slowly.
    `close` ends everything the place started; it may be called twice and raises nothing.
    The defaults are those of a board on a bare wire.
    """

    name: str
    firmware: str = ""
    firmware_bytes: int | None = None
    lossless: bool = False
    exact: bool = False
    pace: Pace = CAREFUL
    patience: Patience = HARDWARE
    heap_bytes: int | None = None
    work_unit: str = ""
    work_per_second: int = 0
    keeps_time: bool = True

    def open(self) -> Link: ...

    def save(self) -> bool:
        return False

    def restore(self) -> bool:
        return False

    def restart(self) -> bool:
        return False

    def work(self) -> int | None:
        return None

    def busy_seconds(self) -> float:
        return 0.0

    def resized(self, heap_bytes: int) -> "Place | None":
        del heap_bytes
        return None

    def close(self) -> None: ...
