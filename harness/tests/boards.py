"""Boards that several tests ask: started, and closed when they are done with."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from harness.board.board import Board
from harness.emulator.firmware import wasm_firmware
from harness.emulator.wasm import WasmPlace
from harness.errors import NotInstalled


@contextmanager
def wasm_board(heap_bytes: int) -> Iterator[Board]:
    """Start a wasm board; a test is skipped where its firmware cannot be had."""
    try:
        firmware = wasm_firmware(None, progress=print)
    except NotInstalled as error:
        pytest.skip(str(error))
    board = Board(WasmPlace("wasm", firmware, heap_bytes))
    board.start()
    try:
        yield board
    finally:
        board.close()
