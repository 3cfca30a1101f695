"""Writing no faster than firmware takes, shown on a model of its receive ring."""

import struct
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.emulator.flow import (
    KEYS_BYTES,
    WINDOW_BYTES,
    Meter,
    find_data,
    find_ring,
    write_metered,
)


class Firmware:
    """A receive ring of 64 bytes, with two indices among other words; it keeps what it took."""

    def __init__(self, greed: int) -> None:
        self.taken = b""
        self.lost = 0
        self._ring = b""
        self._greed = greed
        self._received = 0

    def receive(self, data: bytes) -> None:
        room = 63 - len(self._ring)
        self.lost += max(0, len(data) - room)
        self._ring += data[:room]
        self._received += len(data[:room])

    def look(self) -> list[int]:
        """Give the indices, and let the interpreter go on a little."""
        self.taken += self._ring[: self._greed]
        self._ring = self._ring[self._greed :]
        return [self._received % 64, len(self.taken) % 64]

    def memory(self) -> bytes:
        while self._ring:
            self.look()
        noise = [7, 7, len(self.taken), 63]
        return struct.pack("<6H", *noise, *self.look())


@pytest.mark.parametrize("greed", [1, 7, 63])
@given(data=st.binary(max_size=400))
def test_metered_writing_fills_no_ring(greed: int, data: bytes) -> None:
    board = Firmware(greed)
    write_metered(data, board.receive, Meter(board.look), sleep=lambda _: None)
    assert (board.taken, board.lost) == (data, 0)


def test_a_board_that_takes_nothing_gets_the_rest_at_once() -> None:
    board = Firmware(greed=0)
    times = count()
    write_metered(b"x" * 100, board.receive, Meter(board.look), lambda: next(times), lambda _: None)
    assert (board.taken, board.lost) == (b"", 100 - 63)


def test_the_ring_is_found_by_what_advances() -> None:
    board = Firmware(greed=7)
    assert find_ring(board.memory, board.receive) == (8, 10)


def test_memory_without_a_ring_has_none() -> None:
    assert find_ring(lambda: bytes(64), lambda _: None) == ()


@given(start=st.integers(1, 63), at=st.integers(0, 200), copy=st.booleans())
def test_the_ring_s_bytes_are_found_by_what_was_sent(start: int, at: int, *, copy: bool) -> None:
    sent = bytes(range(64, 64 + 100))
    ring = bytearray(64)
    for number, byte in enumerate(sent):
        ring[(start + number) % 64] = byte
    memory = bytes(at) + ring + (sent if copy else b"") + bytes(50)
    position = (start + len(sent)) % 64
    assert find_data(memory, position, sent) == (at if position else None)
    assert find_data(memory + ring, position, sent) is None


def test_keys_and_window_together_fit_the_smallest_ring() -> None:
    assert KEYS_BYTES + WINDOW_BYTES <= 63
