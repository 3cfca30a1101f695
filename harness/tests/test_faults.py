"""Fault drills: a board that speaks the protocol badly never gets a false verdict, nor hangs us.

The fake board runs every program with CPython, so every answer that gets through is right, and
whatever is judged DIFFER, UNSUPPORTED or TOOBIG is judged falsely.
"""

import shlex
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.board.board import Board
from harness.board.execute import run_case
from harness.board.link import Pace, Patience
from harness.errors import BoardBroken
from harness.observation import Expected
from harness.verdict import Word

terminal = pytest.importorskip("harness.emulator.terminal", reason="needs ptys")

FAKE = Path(__file__).with_name("fake_board.py")
HASTY = Patience(
    answer=0.3,
    interrupts=(0.1, 0.1),
    knocks=(0.1, 0.1),
    soft_reset=0.3,
    boot_knocks=(0.2, 0.3, 0.5, 1.0, 2.0),
    reopen=0.0,
)
DEADLINE_SECONDS = 0.3
CASES = 200
NEVER = {Word.DIFFER, Word.UNSUPPORTED, Word.TOOBIG, Word.SKIP}
# How MicroPython's own tests begin: one byte lost in it, and the case declares itself void.
SKIPS = "try:\n    import json\nexcept ImportError:\n    print('SKIP')\n    raise SystemExit\n"


def fake_board(tally: Path, fault: str, rate: float, *options: str) -> Board:
    command = [sys.executable, str(FAKE), "--fault", fault, "--rate", str(rate), *options]
    place = terminal.TerminalPlace("fake", shlex.join([*command, "--tally", str(tally)]))
    place.patience = HASTY
    place.pace = Pace(chunk_bytes=64, pause_seconds=0.0001)
    return Board(place)


def programs() -> Iterator[tuple[str, str]]:
    """Programs of 20 to 600 bytes, with what they print."""
    for n in range(CASES):
        text = "spam and eggs, " * (n % 9)
        loop = "for k in range(3):\n    print(text, k)\n"
        comment = "# " + "x" * (n % 7 * 50)
        skips = SKIPS if n % 3 == 0 else ""
        program = f"{comment}\n{skips}text = {text!r}\nprint({n}, {n} * {n})\n{loop}"
        yield program, f"{n} {n * n}\n" + "".join(f"{text} {k}\n" for k in range(3))


def drill(board: Board) -> Counter[Word]:
    """Run every program; a board given up is INFRA from then on, as in a run."""
    words: Counter[Word] = Counter()
    try:
        board.start()
        for program, output in programs():
            words[run_case(board, program, Expected(output), DEADLINE_SECONDS).verdict.word] += 1
    except BoardBroken:
        words[Word.INFRA] += CASES - words.total()
    finally:
        board.close()
    return words


@pytest.mark.parametrize("options", [(), ("--paste",)], ids=["plain", "raw paste"])
def test_a_healthy_board_matches_everywhere(tmp_path: Path, options: tuple[str, ...]) -> None:
    words = drill(fake_board(tmp_path / "tally", "none", 0.0, *options))
    assert words == {Word.MATCH: CASES}


@pytest.mark.parametrize("options", [(), ("--paste",)], ids=["plain", "raw paste"])
@pytest.mark.parametrize(
    ("fault", "rate", "matches"),
    [
        ("drops", 0.0005, 120),
        ("drops", 0.01, 0),
        ("garbles", 0.0005, 120),
        ("garbles", 0.01, 0),
        ("floods", 0.01, 150),
        ("stalls", 0.01, 150),
        ("reboots", 0.03, 120),
        ("marks", 0.03, 120),
        ("dies", 0.03, 120),
        ("lies", 0.03, 120),
    ],
)
def test_no_fault_makes_a_false_verdict(
    tmp_path: Path, fault: str, rate: float, matches: int, options: tuple[str, ...]
) -> None:
    words = drill(fake_board(tmp_path / "tally", fault, rate, *options))
    assert words.total() == CASES
    assert not NEVER & words.keys(), words
    assert words[Word.MATCH] >= matches, words
