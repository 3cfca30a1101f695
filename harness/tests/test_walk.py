"""Derived cases on boards: the whole, the walk through its steps, and when which is believed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from harness.board.board import Board
from harness.board.features import absent_features
from harness.board.looks import Outcome
from harness.board.walk import run_steps
from harness.emulator.firmware import wasm_firmware
from harness.emulator.wasm import WasmPlace
from harness.errors import BoardBroken, NotInstalled
from harness.observation import Ending
from harness.stepwise import Blocked
from harness.suite.case import Case, Step
from harness.tests.test_faults import DEADLINE_SECONDS, fake_board
from harness.verdict import Word

M, D, U, B, T, C = (
    Word.MATCH,
    Word.DIFFER,
    Word.UNSUPPORTED,
    Word.TOOBIG,
    Word.TIMEOUT,
    Word.CRASH,
)
CHECK = "def check(a, b):\n    print(True) if a == b else print(False, a)"


def step(source: str, *, binds: str = "", reads: str = "", needs: str = "") -> Step:
    """Make a step; where it checks anything, what it checks holds."""
    asserts = source.count("check(") - source.count("def check(")
    return Step(
        source,
        assertions=asserts,
        binds=frozenset(binds.split()),
        reads=frozenset(reads.split()) | ({"check"} if asserts else frozenset()),
        needs=tuple(needs.split()),
        output="True\n" * asserts,
    )


def case(*steps: Step) -> Case:
    every = (step(CHECK, binds="check"), *steps)
    program = "".join(f"{it.source}\n" for it in every)
    return Case("test_x.X.test_x", "cpython-x/test_x", program, Path("x.toml"), steps=every)


def fates(outcome: Outcome) -> list[Word | None]:
    """The words of the steps after the helper; None is blocked."""
    return [it.word for it in outcome.taken[1:]]


RIGHT = step("check(2 * 3, 6)")
WRONG = step("check(2 * 3, 7)")  # the reference is said to print True there
IMPORT = step("import enum", binds="enum")
USE = step("check(enum.X, 1)", reads="enum")
SYNTAX = step("check(1 <> 2, True)")
NEVER = step("while True: pass")


@pytest.fixture(scope="module")
def wasm() -> Iterator[Board]:
    with_heap = 256 * 1024
    try:
        board = Board(WasmPlace("wasm", wasm_firmware(None, progress=print), with_heap))
    except NotInstalled as error:
        pytest.skip(str(error))
    board.start()
    yield board
    board.close()


@pytest.mark.parametrize(
    ("steps", "told"),  # the verdict, the whole's, those of the steps, and how many looks
    [
        # All agree: one upload.
        ([RIGHT, RIGHT], (M, M, [], 1)),
        # One missing feature hides nothing, and both looks have told of it.
        ([IMPORT, USE, RIGHT], (U, U, [U, None, M], 2)),
        ([RIGHT, SYNTAX, RIGHT], (U, U, [M, U, M], 2)),
        # A difference is seen in the whole and in the walk.
        ([RIGHT, WRONG, RIGHT], (D, D, [M, D, M], 2)),
        # One that only the walk has got to is seen in two walks.
        ([IMPORT, WRONG], (D, U, [U, D], 3)),
        ([SYNTAX, WRONG], (D, U, [U, D], 3)),
        # What does not end is waited for twice, not three times.
        ([WRONG, NEVER, RIGHT], (T, T, [D, T, None], 2)),
    ],
)
def test_whole_first_then_step_by_step(
    wasm: Board, steps: list[Step], told: tuple[Word, Word, list[Word | None], int]
) -> None:
    outcome = run_steps(wasm, case(*steps), DEADLINE_SECONDS)
    assert (outcome.verdict.word, outcome.whole, fates(outcome), outcome.attempts) == told


def test_steps_share_their_names_and_cases_do_not(wasm: Board) -> None:
    first = case(step("kept = [1]", binds="kept"), step("kept.append(2)", reads="kept"))
    later = step("check(kept, [1, 2])", reads="kept")
    shared = case(*first.steps[1:], later, IMPORT)
    assert fates(run_steps(wasm, shared, DEADLINE_SECONDS)) == [M, M, M, U]
    (_, fate) = run_steps(wasm, case(later), DEADLINE_SECONDS).taken
    assert fate.word is D
    assert fate.error is not None
    assert fate.error.name == "NameError"


def test_what_a_board_lacks_costs_no_upload(wasm: Board) -> None:
    needs = step("import enum", binds="enum", needs="enum:")
    before = wasm.place.work()
    outcome = run_steps(
        wasm, Case("x", "x", "", Path("x"), steps=(needs, USE)), 1, absent={"enum:"}
    )
    assert (outcome.verdict.word, outcome.whole, outcome.attempts) == (U, None, 0)
    assert [it.word for it in outcome.taken] == [U, None]
    assert wasm.place.work() == before
    outcome = run_steps(wasm, case(needs, USE, RIGHT), DEADLINE_SECONDS, absent={"enum:"})
    assert (outcome.verdict.word, outcome.whole, outcome.attempts) == (U, None, 1)
    assert fates(outcome) == [U, None, M]
    outcome = run_steps(wasm, case(needs, WRONG), DEADLINE_SECONDS, absent={"enum:"})
    assert (outcome.verdict.word, outcome.whole, outcome.attempts) == (D, None, 2)


def test_what_fits_in_pieces_is_a_match(wasm: Board) -> None:
    """Garbage is collected between commands only on this board."""
    big = [step(f"check(len(bytearray(100_000)), 100_000)  # {n}") for n in range(4)]
    outcome = run_steps(wasm, case(*big), DEADLINE_SECONDS)
    assert (outcome.verdict.word, outcome.whole) == (M, B)
    assert fates(outcome) == [M] * 4
    outcome = run_steps(wasm, case(*big, step("bytearray(300_000)")), DEADLINE_SECONDS)
    assert (outcome.verdict.word, outcome.whole) == (B, B)


def test_what_cannot_fit_is_not_uploaded(wasm: Board) -> None:
    long = step(f"check({'1 + ' * 300}0, 300)")
    outcome = run_steps(wasm, case(long, RIGHT), DEADLINE_SECONDS, room_bytes=1000)
    assert (outcome.verdict.word, outcome.whole) == (B, B)
    assert fates(outcome) == [B, M]
    outcome = run_steps(wasm, case(*[RIGHT] * 60), DEADLINE_SECONDS, room_bytes=1000)
    assert (outcome.verdict.word, outcome.whole) == (M, B)


def test_a_whole_that_is_wrong_where_its_steps_are_right_says_so(wasm: Board) -> None:
    """MicroPython's compiler puts a constant's value wherever it can see that it is one."""
    fragile = case(
        step("from micropython import const\nX = const(5)", binds="const X"),
        step("globals()['X'] = 7", binds="X"),
        step("check(X, 7)", reads="X"),
    )
    outcome = run_steps(wasm, fragile, DEADLINE_SECONDS)
    assert (outcome.verdict.word, outcome.whole, outcome.attempts) == (D, D, 3)
    assert outcome.verdict.detail == (
        "as a whole: line 1: expected 'True', seen 'False 5'; step by step it matches"
    )
    assert fates(outcome) == [M, M, M]


def test_features_are_told_apart(wasm: Board) -> None:
    there = ["math:", "math:sqrt", "builtins:print", "builtins:str.join", "builtins:range.start"]
    there += ["builtins:complex.real", "builtins:dict.fromkeys", "sys:maxsize", "os.path:x"]
    gone = ["enum:", "enum:Enum", "math:fsum", "builtins:frozendict", "builtins:str.casefold"]
    gone += ["builtins:memoryview.tobytes", "collections:deque.rotate", "array:array.pop"]
    nonsense = ["", "enum", "a b:", "math:sin;1", "lambda:", "builtins:1", "builtins:__doc__"]
    assert absent_features(wasm, [*there[:-1], *gone, *nonsense]) == set(gone)
    assert absent_features(wasm, []) == set()


# Faults.


def noisy(tmp_path: Path, fault: str, rate: float) -> Board:
    board = fake_board(tmp_path / "tally", fault, rate)
    board.start()
    return board


def many(count: int) -> Iterator[Case]:
    for n in range(count):
        body = [step(f"x{n} = {n}", binds=f"x{n}"), step(f"check(x{n}, {n})", reads=f"x{n}")]
        yield case(*body, step("import not_there_at_all"), step(f"check({n} * 2, {2 * n})"))


def drill(board: Board, cases: Iterable[Case]) -> Counter[tuple[Word, ...]]:
    """Run cases; of each, its verdict and those of its steps, without repetition."""
    told: Counter[tuple[Word, ...]] = Counter()
    for it in cases:
        try:
            outcome = run_steps(board, it, DEADLINE_SECONDS)
        except BoardBroken:
            told[(Word.INFRA,)] += 1
            continue
        told[(outcome.verdict.word, *(it.word for it in outcome.taken if it.word))] += 1
    return told


def test_on_a_link_that_may_lose_bytes_two_walks_are_seen(tmp_path: Path) -> None:
    board = noisy(tmp_path, "none", 0.0)
    try:
        assert run_steps(board, case(RIGHT, RIGHT), 1).attempts == 1
        outcome = run_steps(board, case(IMPORT, WRONG, RIGHT), 1)
        assert (outcome.verdict.word, outcome.attempts) == (D, 3)
        # This board's Python has the module.
        assert fates(outcome) == [M, D, M]
        outcome = run_steps(board, case(step("import not_there_at_all"), RIGHT), 1)
        assert (outcome.verdict.word, outcome.attempts, fates(outcome)) == (U, 3, [U, M])
    finally:
        board.close()


@pytest.mark.parametrize(
    ("fault", "rate"),
    [("drops", 0.0002), ("garbles", 0.0002), ("marks", 0.02), ("lies", 0.02)],
)
def test_no_fault_of_the_link_makes_a_false_verdict(
    tmp_path: Path, fault: str, rate: float
) -> None:
    board = noisy(tmp_path, fault, rate)
    try:
        told = drill(board, many(30))
    finally:
        board.close()
    assert told.total() == 30
    right = (U, M, M, M, U, M)
    excused = {Word.FLAKY, Word.INFRA, T}
    assert {it for it in told if it[0] not in excused} <= {right}, told
    assert told[right] >= 10, told


def test_a_board_that_dies_in_a_step_blocks_those_after_it(tmp_path: Path) -> None:
    board = noisy(tmp_path, "none", 0.0)
    dies = step("import os\nos._exit(3)", binds="os")
    try:
        outcome = run_steps(board, case(RIGHT, dies, RIGHT), DEADLINE_SECONDS)
        assert (outcome.verdict.word, outcome.whole) == (C, C)
        assert fates(outcome) == [M, C, None]
        assert outcome.taken[-1].fate == Blocked(3, "")
        assert outcome.verdict.detail.startswith("step 3 (import os): ")
        assert run_steps(board, case(RIGHT), DEADLINE_SECONDS).verdict.word is M
    finally:
        board.close()


# The micro:bit.


@pytest.fixture(scope="module")
def microbit() -> Iterator[Board]:
    qemu = pytest.importorskip("harness.emulator.qemu", reason="needs ptys")
    try:
        board = Board(qemu.QemuPlace("microbit"))
    except NotInstalled as error:
        pytest.skip(str(error))
    board.start()
    yield board
    board.close()


def test_a_board_that_starts_anew_in_a_step_blocks_those_after_it(microbit: Board) -> None:
    reset = step("import microbit\nmicrobit.reset()", binds="microbit")
    outcome = run_steps(microbit, case(RIGHT, WRONG, reset, RIGHT), 2.0)
    assert (outcome.verdict.word, outcome.whole, outcome.attempts) == (C, C, 2)
    assert fates(outcome) == [M, D, C, None]
    assert run_steps(microbit, case(RIGHT), 2.0).verdict.word is M


def test_pieces_fit_into_ten_kilobytes(microbit: Board) -> None:
    """Every step fits, and so do their names; the text of them all does not."""
    steps = [step(f"check({n}, {n})  # {'x' * 300}") for n in range(40)]
    outcome = run_steps(microbit, case(*steps), 2.0, room_bytes=9744)
    assert (outcome.verdict.word, outcome.whole) == (M, B)
    outcome = run_steps(microbit, case(*steps[:20]), 2.0, room_bytes=9744)
    assert outcome.verdict.word is M


def test_a_step_that_the_board_does_not_take_in_is_too_big(microbit: Board) -> None:
    full = step("b = bytearray(8400)", binds="b")
    long = step(f"check(1, 1)  # {'x' * 1500}")
    outcome = run_steps(microbit, case(full, long, RIGHT), 2.0)
    assert (outcome.verdict.word, fates(outcome)) == (B, [M, B, None])
    refused = outcome.taken[2].seen
    assert refused is not None
    assert refused.ending is Ending.REFUSED


def test_features_of_a_small_board(microbit: Board) -> None:
    there = ["math:", "math:sqrt", "builtins:str.join", "struct:pack", "array:array.append"]
    gone = ["enum:", "re:", "math:fsum", "builtins:memoryview", "builtins:str.casefold"]
    assert absent_features(microbit, there + gone) == set(gone)
