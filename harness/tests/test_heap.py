"""The smallest heap: the bisection, and what it finds on both emulated boards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.board.board import Board
from harness.board.execute import run_case
from harness.emulator.wasm import WasmPlace
from harness.errors import NotInstalled
from harness.farm.target import parse_target
from harness.measure.heap import BLOCK_BYTES, HeapSearch, smallest
from harness.observation import Ending, Expected
from harness.suite.case import Case
from harness.tests.boards import wasm_board

KEPT = "kept = [bytearray(84) for _ in range(20)]\nprint(len(kept))\n"


@given(st.data())
def test_the_least_number_that_passes_is_found_from_any_guess(data: st.DataObject) -> None:
    low = data.draw(st.integers(0, 1000))
    high = data.draw(st.integers(low + 1, 140_000))
    answer = data.draw(st.integers(low + 1, high))
    guess = data.draw(st.integers(0, 140_000))
    tried = []

    def passes(at: int) -> bool:
        assert low < at < high
        assert at not in tried
        tried.append(at)
        return at >= answer

    assert smallest(passes, low, high, guess) == answer
    near = min(max(guess, low + 1), high - 1)
    assert len(tried) <= 2 * (abs(near - answer) // 8 + 1).bit_length() + 6


def case(program: str) -> Case:
    return Case("x", "x", program, Path("x.py"))


def min_heap(board: Board, program: str, output: str, heap_bytes: int) -> int | None:
    expected = Expected(output)
    outcome = run_case(board, program, expected, 5.0)
    return HeapSearch(board, heap_bytes, 5.0).search(case(program), expected, outcome).min_heap


@pytest.fixture(scope="module")
def wasm() -> Iterator[Board]:
    with wasm_board(65536) as board:
        yield board


def passes(place: WasmPlace, heap_bytes: int, program: str, output: bytes) -> bool:
    board = Board(place.resized(heap_bytes))
    try:
        board.connect()
        seen = board.execute(program.encode(), 5.0, measured=False)
        return seen.ending is Ending.FINISHED and seen.output == output
    finally:
        board.close()


def test_on_wasm_a_block_less_is_not_enough_and_it_is_the_same_every_time(wasm: Board) -> None:
    found = min_heap(wasm, KEPT, "20\n", 65536)
    assert found is not None
    assert found % BLOCK_BYTES == 0
    assert isinstance(wasm.place, WasmPlace)
    assert passes(wasm.place, found, KEPT, b"20\n")
    assert not passes(wasm.place, found - BLOCK_BYTES, KEPT, b"20\n")
    assert min_heap(wasm, KEPT, "20\n", 65536) == found
    assert wasm.execute(KEPT.encode(), 5.0).heap_before is not None  # it was not disturbed


def test_more_that_is_kept_needs_as_much_more(wasm: Board) -> None:
    one, other = (min_heap(wasm, KEPT.replace("20", str(n)), f"{n}\n", 65536) for n in (40, 80))
    assert one is not None
    assert other is not None
    # 40 objects of 16 + 96 bytes, their slots, and the collector's own bits for them
    assert 40 * 112 <= other - one <= 40 * 112 * 1.15


def test_a_case_that_does_not_match_has_no_smallest_heap(wasm: Board) -> None:
    assert min_heap(wasm, KEPT, "21\n", 65536) is None


def test_on_the_microbit_ballast_takes_what_a_program_does_not_need() -> None:
    try:
        board = Board(parse_target("microbit", Path()).place(print))
        board.start()
    except (NotInstalled, ImportError) as error:
        pytest.skip(str(error))
    try:
        heap_bytes = int(board.ask("import gc\ngc.collect()\nprint(gc.mem_alloc()+gc.mem_free())"))
        small = min_heap(board, "print(1)\n", "1\n", heap_bytes)
        large = min_heap(board, KEPT, "20\n", heap_bytes)
        assert small is not None
        assert large is not None
        # 20 objects of 16 + 96 bytes and their slots; but what compiling needs is free by then
        assert 800 < large - small < 20 * 117
        assert min_heap(board, KEPT, "20\n", heap_bytes) == large
        assert board.heap_bytes_at_rest is not None
        for size in (8000, 4000, large):  # what is left is what is said, to the byte
            told = board.measure(HeapSearch(board, heap_bytes, 5.0).laden(b"pass\n", size))
            assert told.heap_collected == board.heap_bytes_at_rest + heap_bytes - size
    finally:
        board.close()
