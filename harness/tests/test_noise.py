"""The real micro:bit behind a bad cable: slower, or not at all, but never falsely judged."""

from collections import Counter
from pathlib import Path

import pytest

from harness.board.board import Board
from harness.board.execute import run_case
from harness.board.link import Patience
from harness.errors import BoardBroken, NotInstalled
from harness.observation import Expected
from harness.suite.oracle import Oracle
from harness.suite.scripts import script_case
from harness.tests.noise import BadCable
from harness.verdict import Word

ports = pytest.importorskip("harness.board.ports")
qemu = pytest.importorskip("harness.emulator.qemu", reason="needs ptys")

SUITE = Path(__file__).parents[2] / "testsuite"
HASTY = Patience(
    answer=0.5,
    interrupts=(0.2, 0.2),
    knocks=(0.2, 0.2),
    soft_reset=0.5,
    boot_knocks=(0.2, 0.3, 0.5, 1.0),
    reopen=0.2,
)
# As on the micro:bit without the cable: whatever else they are called is a false verdict.
MATCHING = [
    path
    for chapter in ("language/execution", "language/expressions", "builtins/list")
    for path in sorted((SUITE / chapter).glob("*.py"))
]


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Expected]:
    """Those of the cases that match on a micro:bit with a good cable."""
    cases = [script_case(path, SUITE) for path in MATCHING]
    listed = (SUITE / "expectations" / "micropython-1.9-microbit.toml").read_text()
    texts = [case.program for case in cases if f'"{case.id}"' not in listed]
    answers = Oracle("python3", tmp_path_factory.mktemp("cache"), lambda *_: None).expect(texts)
    return {text: answer for text, answer in answers.items() if isinstance(answer, Expected)}


@pytest.mark.parametrize(
    ("harm", "rate", "matches"),
    [("drops", 0.0, 1.0), ("drops", 0.0005, 0.3), ("garbles", 0.0005, 0.3), ("drops", 0.01, 0.0)],
)
def test_a_bad_cable_makes_no_false_verdict(
    programs: dict[str, Expected], harm: str, rate: float, matches: float
) -> None:
    try:
        place = qemu.QemuPlace("microbit")
    except NotInstalled as error:
        pytest.skip(str(error))
    cable = BadCable(place.open(), harm, rate, seed=1)
    serial = ports.SerialPlace("cable", cable.path)
    serial.patience = HASTY
    board = Board(serial)
    words: Counter[Word] = Counter()
    try:
        board.start()
        for program, expected in programs.items():
            words[run_case(board, program, expected, deadline_seconds=1.0).verdict.word] += 1
    except BoardBroken:
        words[Word.INFRA] += len(programs) - words.total()
    finally:
        board.close()
        cable.close()
        place.close()
    assert words.total() == len(programs)
    assert words.keys() <= {Word.MATCH, Word.FLAKY, Word.INFRA}, words
    assert words[Word.MATCH] >= matches * len(programs), words
