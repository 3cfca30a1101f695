"""What is told by a clock: the board's own around a program, the host's around a Ctrl-C.

The fake board runs programs with CPython, whose clock counts nanoseconds; the terminal is real.
"""

import shlex
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harness.board.board import Board
from harness.board.clock import best_clock
from harness.board.execute import run_case
from harness.board.link import EMULATOR
from harness.measure.measuring import run_measuring
from harness.observation import Expected
from harness.suite.case import Case
from harness.verdict import Word

terminal = pytest.importorskip("harness.emulator.terminal", reason="needs ptys")

FAKE = Path(__file__).with_name("fake_board.py")
WAITS = """\
try:
    print('ready')
    while True: pass
except KeyboardInterrupt: print('interrupted')
"""
ANSWER = Expected("ready\ninterrupted\n")


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    command = shlex.join([sys.executable, str(FAKE), "--tally", str(tmp_path / "tally")])
    place = terminal.TerminalPlace("fake", command)
    place.patience = replace(EMULATOR, answer=2.0)
    board = Board(place)
    board.start()
    board.clock = best_clock(["ticks", "monotonic_ns", "time"])
    yield board
    board.close()


@pytest.mark.parametrize(
    ("ticks", "reads"),
    [
        (["time", "ticks_ms", "ticks_us"], b"ticks_us"),
        (["ticks_ms", "monotonic_ns"], b"monotonic_ns"),
        (["ticks_cpu", "time"], None),
        (None, None),
    ],
)
def test_the_finest_clock_is_taken(ticks: object, reads: bytes | None) -> None:
    clock = best_clock(ticks)
    assert (clock is None) == (reads is None)
    assert clock is None or reads is None or reads in clock.around(b"print(1)")


def test_a_program_is_timed_on_the_board(board: Board) -> None:
    program = "import time\ntime.sleep(0.05)\nprint(1)"
    outcome = run_case(board, program, Expected("1\n"), 5.0)
    assert (outcome.verdict.word, outcome.attempts) == (Word.MATCH, 2)
    assert board.work_unit == "us"
    assert outcome.seen.work is not None
    assert 50_000 <= outcome.seen.work < 5_000_000


def test_what_the_clock_disturbs_is_judged_without_it_and_not_timed(board: Board) -> None:
    program = "print('_t_' in globals())"
    outcome = run_case(board, program, Expected("False\n"), 5.0)
    assert (outcome.verdict.word, outcome.attempts) == (Word.MATCH, 2)
    assert outcome.seen.work is None
    other = run_case(board, program, Expected("True\n"), 5.0)
    assert other.verdict.word is Word.DIFFER


def waiting(program: str) -> Case:
    return Case("realtime/x", "realtime", program, Path("x.py"), ANSWER, measures=True)


def test_ctrl_c_is_timed_by_the_host(board: Board) -> None:
    outcome = run_measuring(board, waiting(WAITS), ANSWER, 5.0)
    assert outcome.verdict.word is Word.MATCH
    assert 0 < outcome.figures["interrupt_latency_us"] < 5_000_000


@pytest.mark.parametrize(
    ("program", "word"),
    [
        ("print('ready')\nprint('except KeyboardInterrupt')\n", Word.DIFFER),
        (WAITS.replace("interrupted", "other"), Word.DIFFER),
        (WAITS.replace("ready", "steady"), Word.TIMEOUT),
    ],
)
def test_a_program_that_does_not_wait_or_does_not_end_right(
    board: Board, program: str, word: Word
) -> None:
    outcome = run_measuring(board, waiting(program), ANSWER, 0.5)
    assert outcome.verdict.word is word
    assert not outcome.figures
