"""What a unit takes: sizes, slopes, and what stops them, on the real wasm board."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.board.board import Board
from harness.measure.measuring import run_measuring
from harness.measure.scaling import Sample, per_unit
from harness.observation import Expected, Unusable
from harness.suite.case import Case
from harness.suite.measuring import UNITS, answered, measuring, programs
from harness.tests.boards import wasm_board
from harness.verdict import Word

TUPLES = """\
def run(n):
    kept = [None] * n
    for i in range(n):
        kept[i] = (i, i, i, i)
    print(len(kept))
    return kept
"""


def script(program: str, chapter: str = "memory/objects") -> Case:
    return measuring(Case(f"{chapter}/x", chapter, program, Path("x.py")))


def scaled(program: str, answer: str = "{}\n") -> Case:
    case = script(program)
    sizes = zip(programs(case), UNITS, strict=True)
    return answered(case, {text: Expected(answer.format(n)) for text, n in sizes})


@pytest.fixture(scope="module")
def board() -> Iterator[Board]:
    with wasm_board(65536) as board:
        yield board


def test_only_the_measuring_folders_are_measured_and_only_run_is_scaled() -> None:
    assert not script(TUPLES, "language/speed").measures
    assert not script("print(1)\n").scales
    assert not script("def f():\n    def run(n): pass\n").scales
    assert not script("def run(n):\n  no python\n").scales
    case = script(TUPLES)
    assert case.measures
    assert [it.units for it in case.scales] == list(UNITS)
    assert case.program == case.scales[0].program == TUPLES + "kept = run(1)\n"


def test_a_size_that_is_too_much_for_the_reference_is_the_end_of_the_sizes() -> None:
    case = script(TUPLES)
    answers: dict[str, Expected | Unusable] = {
        it.program: Expected("figure a_us 1\n1\n") if it.units < 64 else Unusable("too slow")
        for it in case.scales
    }
    case = answered(case, answers)
    assert [it.units for it in case.scales] == [1, 4, 16]
    assert case.expected == case.scales[2].expected == Expected("1\n")


@pytest.mark.parametrize(
    ("samples", "figures"),
    [
        ([], {}),
        ([Sample(1, 10, 20, 100)], {}),
        (
            [Sample(1, 10, 20, 100), Sample(4, 40, 80, 130), Sample(16, 40, 80, 250)],
            # In the second step nothing was allocated in all, so garbage was collected.
            {"per_unit_fuel": 10, "per_unit_live_bytes": 0, "per_unit_allocated_bytes": 20},
        ),
        ([Sample(1, None, None, 1), Sample(4, None, None, 4), Sample(16, None, None, 99)], {}),
        (
            [Sample(1, None, None, 1), Sample(4, None, None, 2)],
            {"per_unit_fuel": 0.3333},
        ),
        (
            [Sample(1, 1, 1, None), Sample(4, 13, 7, None)],
            {"per_unit_live_bytes": 4, "per_unit_allocated_bytes": 2},
        ),
    ],
)
def test_slopes(samples: list[Sample], figures: dict[str, float]) -> None:
    assert per_unit(samples, "fuel") == figures


def test_microseconds_are_cycles_where_the_frequency_is_known() -> None:
    samples = [Sample(1, None, None, 100), Sample(4, None, None, 103)]
    assert per_unit(samples, "us", 16_000_000) == {"per_unit_us": 1, "per_unit_cycles": 16}
    assert per_unit(samples, "us") == {"per_unit_us": 1}
    assert per_unit(samples, "fuel", 16_000_000) == {"per_unit_fuel": 1}


def test_a_tuple_of_four_and_its_slot_are_36_bytes_in_every_run(board: Board) -> None:
    case = scaled(TUPLES)
    one, other = (run_measuring(board, case, Expected(""), 5.0) for _ in range(2))
    assert one.verdict.word is Word.MATCH
    assert one.figures["per_unit_live_bytes"] == 4 + 32
    assert one.figures == other.figures
    assert set(one.figures) > {"fitting_units", "per_unit_allocated_bytes"}


def test_what_a_call_takes_is_told_once_it_settles(board: Board) -> None:
    program = "def run(n):\n    for i in range(n):\n        len('a')\n    print(n)\n"
    figures = run_measuring(board, scaled(program), Expected(""), 5.0).figures
    assert figures["per_unit_fuel"] > 1000
    assert "fitting_units" not in figures


def test_a_hang_at_any_size_is_a_time_out(board: Board) -> None:
    program = "def run(n):\n    while n == 64: pass\n    print(n)\n"
    outcome = run_measuring(board, scaled(program), Expected(""), 0.2)
    assert outcome.verdict.word is Word.TIMEOUT
    assert outcome.verdict.detail.startswith("with n = 64: ")


def test_what_is_wrong_at_any_size_is_wrong(board: Board) -> None:
    case = scaled(TUPLES.replace("len(kept)", "min(len(kept), 16)"))
    outcome = run_measuring(board, case, Expected(""), 5.0)
    assert outcome.verdict.word is Word.DIFFER
    assert outcome.verdict.detail.startswith("with n = 64: line 1: expected '64', seen '16'")
    assert not outcome.figures


def test_sizes_end_where_memory_does(board: Board) -> None:
    case = scaled(TUPLES.replace("(i, i, i, i)", "bytearray(1008)"))
    outcome = run_measuring(board, case, Expected(""), 5.0)
    assert outcome.verdict.word is Word.MATCH
    # The collector takes whatever looks like an address for one, so a dead object may stay.
    assert outcome.figures["per_unit_live_bytes"] == pytest.approx(4 + 16 + 1008, rel=0.02)


def test_no_size_is_tried_that_would_fill_half_of_the_memory(board: Board) -> None:
    program = TUPLES.replace("(i, i, i, i)", "bytearray(1008)").replace(
        "print(len(kept))", "print(len(kept) if n < 16 else 0)"
    )
    case = scaled(program)
    short, all_of_it = (run_measuring(board, case, Expected(""), 5.0, it) for it in (20_000, None))
    assert short.verdict.word is Word.MATCH
    assert short.figures["per_unit_live_bytes"] > 1000
    assert all_of_it.verdict.detail.startswith("with n = 16: line 1: expected '16', seen '0'")


def test_where_no_clock_goes_by_time_nothing_is_timed(board: Board) -> None:
    case = script("print(1)\n", "realtime/gc")
    outcome = run_measuring(board, case, Expected("1\n"), 5.0)
    assert (outcome.verdict.word, outcome.attempts) == (Word.SKIP, 0)
