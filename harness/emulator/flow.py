"""Flow control for a UART that has none, by looking at what the firmware has taken.

MicroPython's ports keep what a UART received in a ring of 64 bytes and drop what finds it full.
An emulator delivers faster than any baud rate, so uploads lose bytes, at any pace now and then:
a pause of the host's clock says nothing about how far the emulated processor has come.  But an
emulator's memory can be looked at.  The two indices of the ring are the only 16-bit words that
advance by exactly the number of bytes that were sent; `find_ring` finds them, and `Meter` counts.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

RING_BYTES: Final = 64
WINDOW_BYTES: Final = 48  # on their way at once; with the keys below, no more than the ring holds
KEYS_BYTES: Final = 15  # writes so small are keystrokes, often for a program that reads no ring
STALL_SECONDS: Final = 1.0  # a board that takes nothing for so long is busy with something else
LOOK_SECONDS: Final = 0.0005  # between two looks, for each of them holds the machine up
_TRIALS: Final = (5, 11, 24, 31)  # bytes; more than the ring in all, so that it has to wrap


def find_ring(snapshot: Callable[[], bytes], send: Callable[[bytes], None]) -> tuple[int, ...]:
    """Find the ring's indices: byte offsets into the memory that `snapshot` gives.

    `send` must not return before the firmware has taken all it was given.  The result is empty
    where the firmware keeps its input in another way.
    """
    found: set[int] | None = None
    before = _words(snapshot())
    for count in _TRIALS:
        send(b"#" * count)
        after = _words(snapshot())
        advanced = {
            2 * number
            for number, (old, new) in enumerate(zip(before, after, strict=True))
            if old < RING_BYTES and new == (old + count) % RING_BYTES
        }
        found = advanced if found is None else found & advanced
        before = after
    return tuple(sorted(found or ()))


def _words(memory: bytes) -> list[int]:
    return list(memoryview(memory).cast("H"))


@dataclass(frozen=True)
class Ring:
    """Where a firmware keeps its input and where it waits for some; addresses.

    `received` is the index that a byte from the UART moves, `wait` the instruction that the
    interpreter comes to when it finds the ring empty, `go_on` the one after it.
    """

    data: int
    received: int
    wait: int
    go_on: int


def find_data(memory: bytes, position: int, sent: bytes) -> int | None:
    """Find where the ring keeps its bytes, as an offset into `memory`.

    `sent` is what it took last, at least as much as it holds, and `position` where both of its
    indices stand, not at the start: then no copy of the text looks the same.  None in doubt.
    """
    last = sent[-RING_BYTES:]
    image = last[RING_BYTES - position :] + last[: RING_BYTES - position]
    return memory.index(image) if position and memory.count(image) == 1 else None


class Meter:
    """Counts the bytes that the firmware has taken since the meter was made.

    `indices` reads the ring's indices.  It must be looked at before another 64 bytes go by.
    """

    def __init__(self, indices: Callable[[], list[int]]) -> None:
        self._indices = indices
        self._last = indices()
        self._counts = [0] * len(self._last)

    def taken(self) -> int:
        """Bytes out of the ring: the slower index is the one the interpreter moves."""
        now = self._indices()
        for number, (old, new) in enumerate(zip(self._last, now, strict=True)):
            self._counts[number] += (new - old) % RING_BYTES
        self._last = now
        return min(self._counts)


def write_metered(
    data: bytes,
    write: Callable[[bytes], None],
    meter: Meter,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Write `data` no faster than it is taken, and return when all of it has been.

    A board that takes nothing for `STALL_SECONDS` gets the rest at once and loses what it loses,
    as it would on a wire.
    """
    sent = taken = 0
    deadline = clock() + STALL_SECONDS
    while taken < len(data):
        room = WINDOW_BYTES - (sent - taken)
        if room >= min(WINDOW_BYTES // 2, len(data) - sent) > 0:
            write(data[sent : sent + room])
            sent = min(sent + room, len(data))
        elif clock() > deadline:
            write(data[sent:])
            return
        else:
            sleep(LOOK_SECONDS)
        if (now := meter.taken()) != taken:
            taken = now
            deadline = clock() + STALL_SECONDS
