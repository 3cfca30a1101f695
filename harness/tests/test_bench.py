"""A seat: cases in, results and a record out, on the board that is always there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.errors import NotInstalled
from harness.farm.bench import Seat, Settings
from harness.farm.target import parse_target
from harness.history.record import FORMAT, read_record
from harness.observation import Expected
from harness.suite.case import Case, Step
from harness.suite.expectations import Standing
from harness.verdict import Word

CHECK = Step(
    "def check(a, b):\n    print(True) if a == b else print(False, a)", binds=frozenset(["check"])
)
READS = frozenset(["check"])
RIGHT = Step("check(1 + 1, 2)\ncheck(2, 2)", 2, reads=READS, output="True\nTrue\n")
WRONG = Step("print('# why')\ncheck(3, 4)", 1, reads=READS, output="# that is why\nTrue\n")
ENUM = Step("import enum", binds=frozenset(["enum"]), needs=("enum:",))
USE = Step("check(enum.X, 1)", 1, reads=READS | {"enum"}, output="True\n")


def derived(name: str, *steps: Step, tag: str = "") -> Case:
    program = "".join(f"{step.source}\n" for step in steps)
    expected = Expected("".join(step.output for step in steps))
    where = Path("builtins.toml")
    return Case(name, "cpython-builtins/test_x", program, where, expected, steps, tag)


CASES = {
    case.id: case
    for case in [
        Case("by hand", "builtins", "print(1)\n", Path("x.py"), Expected("1\n")),
        derived("all right", CHECK, RIGHT, RIGHT),
        derived("one wrong", CHECK, RIGHT, WRONG, RIGHT),
        derived("no enum", CHECK, ENUM, USE, RIGHT),
        derived("only enum", ENUM),
        derived("silent", Step("x = 1"), Step("print('# a remark')", output="# a remark\n")),
        derived("not run", CHECK, WRONG, tag="cpython_only"),
    ]
}


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    settings = Settings(
        reference="CPython 3.11.7",
        record_dir=tmp_path / "runs",
        expectations=lambda name: tmp_path / "expectations" / f"{name}.toml",
        deadline_seconds=5.0,
        min_heap=False,
        command=["pytest"],
        selection=[],
        suite="testsuite",
    )
    try:
        seat = Seat.take(parse_target("wasm?heap=256k", tmp_path), settings, print)
    except NotInstalled as error:
        pytest.skip(str(error))
    yield seat
    seat.finish()


def test_both_figures_of_derived_cases_are_recorded(seat: Seat, tmp_path: Path) -> None:
    seat.plan(list(CASES.values()))
    told = {name: seat.run(case).result for name, case in CASES.items()}
    assert {
        name: (it.verdict, it.whole, it.assertions, it.matched, it.blocked, it.vacuous)
        for name, it in told.items()
    } == {
        "by hand": (Word.MATCH, None, 0, 0, 0, False),
        "all right": (Word.MATCH, Word.MATCH, 4, 4, 0, False),
        "one wrong": (Word.DIFFER, Word.DIFFER, 5, 4, 0, False),
        "no enum": (Word.UNSUPPORTED, None, 3, 2, 1, False),
        "only enum": (Word.UNSUPPORTED, None, 0, 0, 0, False),
        "silent": (Word.MATCH, Word.MATCH, 0, 0, 0, True),
        "not run": (Word.REFERENCE, None, 1, 0, 0, False),
    }
    assert told["only enum"].attempts == told["not run"].attempts == 0
    assert told["not run"].detail == "cpython_only"
    assert told["all right"].heap_collected is not None
    seat.finish()
    (path,) = (tmp_path / "runs").iterdir()
    assert read_record(path).results == tuple(told.values())
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert lines[0]["format"] == FORMAT
    assert not {"whole", "assertions", "matched", "blocked", "vacuous"} & lines[1].keys()


def test_only_the_steps_that_fail_are_shown(seat: Seat) -> None:
    seat.plan(list(CASES.values()))
    judged = seat.run(CASES["one wrong"])
    assert judged.standing is Standing.NEW
    source = [">>> print('# why')", "... check(3, 4)"]
    assert judged.expected_lines == [*source, "True"]
    assert judged.seen_lines == [*source, "False 3"]
    assert judged.result.seen.split("\n") == [*source, "# why", "False 3"]
    missing = seat.run(CASES["no enum"])
    assert missing.expected_lines == [">>> import enum"]
    assert missing.seen_lines == [">>> import enum", "[not run: module: no module named 'enum']"]
    assert seat.run(CASES["all right"]).seen_lines == ["True"] * 4


def test_a_seat_without_a_plan_can_be_prepared(seat: Seat, tmp_path: Path) -> None:
    seat.prepare(CASES.values())
    assert seat.run(CASES["no enum"]).result.whole is None
    assert not (tmp_path / "runs").exists()


def test_records_of_an_earlier_format_are_left_alone(seat: Seat, tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    folder.mkdir()
    (folder / "old.jsonl").write_text('{"line":"header","format":1,"board":"wasm?heap=256k"}\n')
    seat.plan([CASES["by hand"]])
    assert seat.previous is None
    assert seat.run(CASES["by hand"]).result.verdict is Word.MATCH
