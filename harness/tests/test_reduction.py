"""Reduction: of programs with a pure predicate, and of a crash on the wasm board."""

import ast
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness.board.board import Board
from harness.cache import cache_path
from harness.cli import main
from harness.emulator.firmware import read_lock
from harness.errors import Misconfigured
from harness.farm.target import parse_target
from harness.history.record import Header, RecordWriter, Result, read_record, run_id
from harness.history.runs import newest_run
from harness.observation import Ending, Expected
from harness.reduction.crashes import Finding, Findings, Reduction
from harness.reduction.search import reduce
from harness.report.crashes import crash_page
from harness.suite.case import Case, Step
from harness.suite.oracle import STEPS_LIMITS, Oracle
from harness.verdict import Verdict, Word

Still = Callable[[str], bool]


def calls_f_with_a_negative(text: str) -> bool:
    return any(
        isinstance(node, ast.Call)
        and ast.unparse(node.func) == "f"
        and any(ast.unparse(it).startswith("-") for it in node.args)
        for node in ast.walk(ast.parse(text))
    )


def prints(line: str) -> Still:
    """Run the program here, and look for a line in what it prints."""

    def still(text: str) -> bool:
        printed: list[str] = []

        def told(*values: object) -> None:
            printed.append(" ".join(map(str, values)))

        try:
            exec(text, {"print": told})  # noqa: S102  (programs of this file)
        except Exception:  # noqa: BLE001  (any: programs are cut anywhere)
            return False
        return line in printed

    return still


def has(pattern: str) -> Still:
    return lambda text: re.search(pattern, text) is not None


NOISY = """
import sys
class Helper:
    '''A docstring.'''
    def __init__(self, x=3, *args):
        self.x = x
    def go(self):
        for i in range(10):
            if i > self.x:
                print("noise", i)
        return f(-self.x)
def f(value):
    return value
helper = Helper(5)
def check(function, a):
    try:
        return function(f, a)
    except ValueError as error:
        print(error)
    finally:
        print('done')
check(lambda g, n: f(-127), {1: [2, 3], 4: (5, 6)})
print(helper.go())
"""


@pytest.mark.parametrize(
    ("program", "still", "reduced"),
    [
        (NOISY, calls_f_with_a_negative, "f(-0)"),
        ("x = 1  # a remark\n\n\ny = 2\n", has("y = "), "y = 0"),
        ("for i in range(3):\n    if i:\n        mark()\n", has("mark"), "mark"),
        ("with a as b, c as d:\n    pass\n", has("with c"), "with c:\n    pass"),
        ("try:\n    a()\nexcept E as e:\n    mark\nelse:\n    b()\n", has("mark"), "mark"),
        ("@one\n@two\nclass C(A, B, k=3):\n    x = 1\n", has("class"), "class A:\n    pass"),
        ("def f(a, b=2, *c, d=4, **e) -> int: return a\n", has("def"), "def a():\n    pass"),
        ("async def f():\n    await g(1, *h)\n", has("await"), "async def f():\n    await 0"),
        ("f(1, 2, k=3, *[4])\n", has(r"f\("), "f()"),
        ("x = {1: 'one', 2: 'two', **z}", has("2.*'t"), "{2: 't'}"),
        ("print('a long text with X in it')", has("print.*X"), "print('X')"),
        ("b'a long text with X in it'", has("X"), "b'X'"),
        ("f(123456789, 2.5, 3j)", has(r"\d{3}"), "123"),
        ("a < b < c < d", has("b.*d"), "0 < b < d"),
        ("lambda x, y=1: x[1:2:3]", has(r"\[.*:.*\]"), "0[:]"),
        ("def f(x):\n    y = x\n    return y + 1\nprint(f(41))", prints("42"), "print(41 + 1)"),
        ("def f(g, *a):\n    g(*a)\nf(print, 4, 2)", prints("4 2"), "print(4, 2)"),
        ("(lambda x, y: print(y, x))(2, 4)", prints("4 2"), "print(4, 2)"),
        ("for x in (1,):\n    print(x)\n    print(2)", prints("1"), "print(1)"),
        ("for x, y in [(1, 2)]:\n    print(x, y)", prints("1 2"), "print(1, 2)"),
        ("x, y = 1, 2\nprint(x, x, y)", prints("1 1 2"), "print(1, 1, 2)"),
        ("class C: pass\nC.go = print\nC.go(1)", prints("1"), "print(1)"),
        ("print(1", has("1"), "print(1"),  # not this Python's syntax: as it was
        ("x=1", has("x=1"), "x=1"),  # what holds of this spelling only
    ],
)
def test_what_is_left(program: str, still: Still, reduced: str) -> None:
    assert reduce(program, still) == reduced


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(
    ("program", "still"),
    [
        (NOISY, calls_f_with_a_negative),
        (NOISY, prints("noise 9")),
        (NOISY, prints("-5")),
        (NOISY, has("class[^$]*def")),
        (Path(__file__).read_text(encoding="utf-8"), has(r"for node in .*\(")),
    ],
)
def test_every_text_is_new_compiles_and_is_smaller_than_the_last_that_held(
    program: str, still: Still
) -> None:
    asked: list[str] = []
    present = ast.unparse(ast.parse(program))

    def watched(text: str) -> bool:
        nonlocal present
        compile(text, "", "exec")
        assert text not in asked
        assert text == present or (len(text), text) < (len(present), present)
        asked.append(text)
        present = text if (holds := still(text)) else present
        return holds

    reduced = reduce(program, watched)
    assert reduced == present
    assert still(reduced)
    assert reduce(reduced, still) == reduced
    assert reduce(program, still) == reduced


def test_no_more_is_asked_than_is_allowed() -> None:
    asked: list[str] = []

    def still(text: str) -> bool:
        asked.append(text)
        return calls_f_with_a_negative(text)

    reduced = reduce(NOISY, still, tries=7)
    assert len(asked) == 7
    assert calls_f_with_a_negative(reduced)
    assert len(reduced) < len(NOISY)


def test_programs_that_differ_in_names_and_noise_end_as_the_same_text() -> None:
    one = "first = [1]\nfor item in first:\n    print('x', first, item)\n"
    other = "import sys\nlist_ = [7]\nprint('y')\nfor each in list_:\n    print('x', list_, each)\n"
    still = has(r"for (\w) in .*\n +print\('x', \w, \1\)")
    assert reduce(one, still) == reduce(other, still)


# Crashes: on the wasm board, where its firmware is at hand.

NOISY_CRASH = """\
import math
class Key:
    def __init__(self, value):
        self.value = value
    def __hash__(self):
        return hash(self.value)
    def __eq__(self, other):
        print('noise')
        table.clear()
        return False
print(math.pi > 3)
table = {Key('a'): 1}
try:
    print('a' in table)
except KeyError as error:
    print('refused')
for i in range(3):
    print('noise', i)
"""
SMALLEST = """\
class A:

    def __hash__(b):
        return 0

    def __eq__(b, c):
        a.clear()
a = {A(): 0}
'' in a"""
ENDLESS = "while True:\n    pass\n"
HARMLESS = "print('all is well')\n"


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite with hand-written cases and nothing to derive."""
    chapter = tmp_path / "testsuite" / "language"
    chapter.mkdir(parents=True)
    programs = {"noisy": NOISY_CRASH, "again": NOISY_CRASH.replace("noise", "more noise")}
    programs |= {"endless": ENDLESS, "harmless": HARMLESS}
    for name, program in programs.items():
        (chapter / f"{name}.py").write_text(program)
    manifests = tmp_path / "testsuite" / "cpython"
    manifests.mkdir()
    (manifests / "language.toml").write_text("format = 1\n[modules]\n")
    # which is no manifest, and lies beside that of names
    (tmp_path / "testsuite" / "usage.toml").write_text("format = 1\n[asked]\n")
    return tmp_path


def write_record(suite: Path, words: dict[str, Word], board: str = "wasm") -> Path:
    now = datetime.now(UTC)
    run = run_id(now, board)
    facts: dict[str, str | int | float | bool | list[str] | None] = {
        "implementation": "micropython",
        "version": "1.29.0",
    }
    header = Header(
        *(run, now, board, "profile", facts, "firmware", "CPython 3", "0", [], len(words)),
        exact=True,
        work_unit="fuel",
    )
    path = suite / "reports" / "runs" / f"{run}.jsonl"
    cases = [Case(f"language/{name}", "language", "", suite) for name in words]
    writer = RecordWriter(path, header, cases)
    for it in cases:
        writer.add(Result(it.id, it.content_hash, "language", words[it.id.partition("/")[2]]))
    writer.finish()
    return path


def is_firmware_here() -> bool:
    lock = read_lock()
    return all((cache_path() / f"micropython-{it}.wasm").exists() for it in lock.sha256)


@pytest.mark.skipif(not is_firmware_here(), reason="not every version's firmware is in the cache")
def test_a_runs_crashes_come_to_the_smallest_programs(
    suite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = dict.fromkeys(("noisy", "again", "harmless", "gone"), Word.CRASH)
    write_record(suite, {**words, "endless": Word.TIMEOUT})
    out = ["--out", str(suite / "reports" / "crashes.md")]
    status = main(["reduce", "--suite", str(suite / "testsuite" / "cpython"), *out])
    page = (suite / "reports" / "crashes.md").read_text()
    assert (status, capsys.readouterr().err) == (1, "")
    assert page.count("## 1. Crash: the wasm board is dead: ") == 1
    assert "## 2." not in page
    program = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]
    assert len(program) < len(SMALLEST) + 20
    assert "Found by `language/again`, `language/noisy`." in page
    versions = re.findall(r"^\| (1\..*?) \| crash \|$", page, re.MULTILINE)
    assert ", ".join(versions).split(", ") == list(read_lock().sha256)
    left = page.partition("## Not reduced")[2]
    assert re.findall(r"- `language/(\w+)`", left) == ["endless", "gone", "harmless"]
    assert "suite any more" in left
    board = Board(parse_target("wasm", suite).place(lambda _: None))
    try:
        board.start()
        assert board.execute(program.encode(), 5).ending is Ending.DIED
    finally:
        board.close()


def test_crashes_share_a_section_by_their_place_and_hangs_never_do(suite: Path) -> None:
    run = read_record(write_record(suite, {"noisy": Word.CRASH})).header

    def finding(word: Word, program: str, said: str) -> Finding:
        fates = (("1.29.0", Verdict(word, said)),)
        return Finding(word, program, (f"case {program}",), Expected(""), fates)

    place = "the wasm board is dead: it aborted in wasm function 7"
    found = (
        *(finding(Word.CRASH, program, place) for program in ("ab", "a")),
        *(finding(Word.CRASH, program, "the board started anew") for program in "cd"),
        *(finding(Word.TIMEOUT, program, "not done within 10 s") for program in "ef"),
    )
    page = crash_page(Findings(run, found, {}), ["onboard", "reduce", "wasm"])
    assert [re.findall("`case (.*?)`", it) for it in page.split("\n## ")[1:]] == [
        ["a", "ab"],
        *(["c"], ["d"], ["e"], ["f"]),
    ]
    assert "(crashes: 3)" in page
    assert "(hangs: 2)" in page


def test_a_crash_of_the_steps_alone_is_found_in_them(suite: Path) -> None:
    record = read_record(write_record(suite, {"stepwise": Word.CRASH}))
    keys = NOISY_CRASH.partition("\n")[2].partition("\nprint")[0]
    sources = (keys, "no_such_name", "table = {Key('a'): 1}", "'a' in table", "print('noise')")
    steps = tuple(map(Step, sources))
    case = Case("language/stepwise", "language", "\n".join(sources), suite, steps=steps)
    oracle = Oracle(sys.executable, suite / "cache", lambda *_: None, STEPS_LIMITS)
    reduction = Reduction(oracle, suite, lambda *_: None)
    found = reduction.find(record, {case.id: case}).found
    assert len(found) == 1
    assert len(found[0].program) < len(SMALLEST) + 20


def test_the_newest_record_is_the_boards_own(suite: Path) -> None:
    folder = suite / "reports" / "runs"
    with pytest.raises(
        Misconfigured, match=r"no record of a whole run on wasm; .* a record's file"
    ):
        newest_run(folder, "wasm")
    path = write_record(suite, {"noisy": Word.CRASH})
    write_record(suite, {"noisy": Word.CRASH}, board="wasm@1.24.1")
    (folder / "99990101T000000Z-wasm-000000.jsonl").write_text("torn")
    assert newest_run(folder, "wasm") == read_record(path)
