"""Whole pytest sessions in a folder of somebody else's, on the embedded board."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from harness.cache import cache_path
from harness.history.record import Record, read_record
from harness.verdict import Word

RIGHT = '"""Addition."""\nprint(1 + 1)\n'
MISSING = '"""A module that small ports lack."""\nimport decimal\nprint(decimal.Decimal(1))\n'
WRONG = '"""The name of an implementation."""\nimport sys\nprint(sys.implementation.name)\n'
ENDLESS = (
    '"""Does not end there."""\nimport sys\nwhile sys.implementation.name != "cpython":\n    pass\n'
)
CRASHING = """\
'''Ends the machine there, and takes for ever here.'''
import sys
if sys.implementation.name != "cpython":
    import re
    re.match("(a*)*b", "a" * 28)
print("alive")
"""
DEADLY = """\
import os, sys
if "fake" in sys.argv[0]:
    os.remove(sys.argv[0])
    os._exit(1)
"""
FINE_AND_FAST = {"one": RIGHT, "two": '"""Strings."""\nprint("a" * 3)\n'}

CACHE = cache_path()


@pytest.fixture(autouse=True)
def _keep_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session in a home of its own would fetch and compile the firmware each time."""
    monkeypatch.setenv("ONBOARD_CACHE", str(CACHE))
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE.parent))


@pytest.fixture
def cases(pytester: pytest.Pytester) -> Path:
    folder = pytester.path / "cases" / "language"
    folder.mkdir(parents=True)
    return folder


def write(folder: Path, cases: dict[str, str]) -> None:
    for name, program in cases.items():
        (folder / f"{name}.py").write_text(program)


def records(pytester: pytest.Pytester) -> list[Record]:
    return [read_record(path) for path in sorted((pytester.path / "runs").glob("*.jsonl"))]


def run(pytester: pytest.Pytester, *options: str, board: str = "wasm") -> pytest.RunResult:
    boards = [f"--board={board}"] if board else []
    return pytester.runpytest_subprocess(*boards, "--record-dir=runs", *options, "cases")


def test_every_verdict_is_what_pytest_users_expect(pytester: pytest.Pytester, cases: Path) -> None:
    write(cases, {"right": RIGHT, "missing": MISSING, "wrong": WRONG, "endless": ENDLESS})
    result = run(pytester, "-v", "--deadline=0.5")
    result.assert_outcomes(passed=1, skipped=1, failed=2)
    result.stdout.fnmatch_lines(
        [
            "*cases/language/endless.py::case FAILED*",
            "*cases/language/missing.py::case SKIPPED (UNSUPPORTED: module*",
            "*cases/language/right.py::case PASSED*",
            "*cases/language/wrong.py::case FAILED*",
            "TIMEOUT on wasm (micropython 1.*): not done within 0.5 s",
            "again: pytest --runxfail --board=wasm --deadline=0.5 cases/language/endless.py",
            "DIFFER on wasm (micropython 1.*): line 1: expected 'cpython', seen 'micropython'",
            "--- CPython 3.*",
            "+++ wasm",
            "-cpython",
            "+micropython",
        ]
    )
    (record,) = records(pytester)
    words = {result.case: result.verdict for result in record.results}
    assert words == {
        "cases/language/right": Word.MATCH,
        "cases/language/missing": Word.UNSUPPORTED,
        "cases/language/wrong": Word.DIFFER,
        "cases/language/endless": Word.TIMEOUT,
    }
    assert {it.attempts for it in record.results if it.verdict is Word.DIFFER} == {2}


def test_a_record_says_what_was_run_where_and_what_it_cost(
    pytester: pytest.Pytester, cases: Path
) -> None:
    write(cases, FINE_AND_FAST)
    run(pytester).assert_outcomes(passed=2)
    (record,) = records(pytester)
    header = record.header
    assert (header.board, header.planned, record.footer.recorded) == ("wasm", 2, 2)
    assert header.probe["implementation"] == "micropython"
    assert header.probe["heap_bytes"] == 2 * 1024 * 1024
    assert "sha256:" in header.firmware
    assert not record.footer.interrupted
    for result in record.results:
        assert result.heap_before is not None
        assert result.heap_collected is not None
        assert result.heap_uncollected is not None
        assert 0 < result.heap_before <= result.heap_collected <= result.heap_uncollected
        assert result.work is not None
        assert result.work > 0


def test_heap_and_work_are_the_same_in_every_run(pytester: pytest.Pytester, cases: Path) -> None:
    write(cases, {**FINE_AND_FAST, "missing": MISSING})
    figures = []
    for options in ([], [], ["-k", "two or missing"]):
        run(pytester, *options)
        record = max(records(pytester), key=lambda it: it.header.started)
        figures.append(
            {
                it.case: (it.heap_before, it.heap_uncollected, it.heap_collected, it.work)
                for it in record.results
            }
        )
    assert figures[0] == figures[1]
    assert figures[2].items() <= figures[0].items()


def test_a_crash_is_seen_twice_and_the_next_case_runs(
    pytester: pytest.Pytester, cases: Path
) -> None:
    write(cases, {"crashing": CRASHING, "then": RIGHT})
    result = run(pytester)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["CRASH on wasm*native stack*"])
    (record,) = records(pytester)
    assert [(it.verdict, it.attempts) for it in record.results] == [
        (Word.CRASH, 2),
        (Word.MATCH, 1),
    ]


def test_two_boards_share_the_run_and_have_a_record_each(
    pytester: pytest.Pytester, cases: Path
) -> None:
    write(cases, FINE_AND_FAST)
    result = run(pytester, "--board=wasm?heap=64k", "-v")
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(
        ["*one.py::case?wasm] PASSED*", "*one.py::case?wasm-heap-64k] PASSED*"]
    )
    assert {it.header.board for it in records(pytester)} == {"wasm", "wasm?heap=64k"}


def test_every_planned_case_has_a_result_when_the_run_stops_early(
    pytester: pytest.Pytester, cases: Path
) -> None:
    write(cases, {"a": WRONG, "b": RIGHT, "c": RIGHT})
    run(pytester, "-x").assert_outcomes(failed=1)
    (record,) = records(pytester)
    assert [it.verdict for it in record.results] == [Word.DIFFER, Word.INFRA, Word.INFRA]
    assert record.footer.interrupted
    assert "stopping after 1 failures" in record.results[1].detail


@pytest.mark.parametrize("fault", ["none", "dies", "reboots", "marks", "lies"])
def test_a_board_that_misbehaves_leaves_a_whole_record(
    pytester: pytest.Pytester, cases: Path, fault: str
) -> None:
    pytest.importorskip("pty", reason="needs ptys")
    write(cases, {f"case{n}": f"print({n}, 'a' * {n})\n" for n in range(40)})
    command = [sys.executable, str(Path(__file__).with_name("fake_board.py")), "--fault", fault]
    command += ["--rate", "0.05", "--tally", str(pytester.path / "tally")]
    result = run(pytester, board=f"exec:{shlex.join(command)}")
    assert result.ret in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
    (record,) = records(pytester)
    assert record.footer.planned == record.footer.recorded == 40
    words = {it.verdict for it in record.results}
    assert words <= {Word.MATCH, Word.FLAKY, Word.INFRA, Word.CRASH}, words
    result.stdout.no_fnmatch_line("*def setup(self)*")


def test_a_board_that_is_lost_is_told_in_one_line_for_each_case(
    pytester: pytest.Pytester, cases: Path
) -> None:
    pytest.importorskip("pty", reason="needs ptys")
    write(
        cases,
        {
            "a": RIGHT,
            "b": DEADLY,
            "c": RIGHT,
        },
    )
    fake = pytester.path / "fake.py"
    fake.write_bytes(Path(__file__).with_name("fake_board.py").read_bytes())
    result = run(pytester, board=f"exec:{shlex.join([sys.executable, str(fake)])}")
    result.assert_outcomes(passed=1, errors=2)
    (record,) = records(pytester)
    assert [it.verdict for it in record.results] == [Word.MATCH, Word.INFRA, Word.INFRA]
    result.stdout.fnmatch_lines(["*does not come back*"])
    result.stdout.no_fnmatch_line("*def setup(self)*")


def test_last_failed_and_keywords_choose_cases(pytester: pytest.Pytester, cases: Path) -> None:
    write(cases, {"a": WRONG, "b": RIGHT, "c": RIGHT})
    run(pytester, "-k", "b").assert_outcomes(passed=1, deselected=2)
    run(pytester).assert_outcomes(passed=2, failed=1)
    run(pytester, "--lf").assert_outcomes(failed=1)


def test_known_differences_are_green_and_strict(pytester: pytest.Pytester, cases: Path) -> None:
    write(cases, {"a": WRONG, "b": RIGHT, "c": MISSING})
    run(pytester, "--update-expectations").assert_outcomes(passed=1, failed=1, skipped=1)
    (file,) = (pytester.path / "expectations").glob("micropython-1.*-wasm.toml")
    assert 'cases."cases/language/a"' in file.read_text()
    result = run(pytester)
    result.assert_outcomes(passed=1, xfailed=1, skipped=1)
    result.stdout.fnmatch_lines(["*known differences: 2*"])
    # The same file, listed for a case that matches.
    file.write_text(file.read_text().replace("language/a", "language/b"))
    (cases / "b.py").write_text(WRONG)
    run(pytester, "--update-expectations")
    (cases / "b.py").write_text(RIGHT)
    result = run(pytester)
    result.stdout.fnmatch_lines(["*CPython*"])


def test_an_unexpected_match_fails_and_says_how_to_update(
    pytester: pytest.Pytester, cases: Path
) -> None:
    write(cases, {"a": RIGHT})
    run(pytester)
    (record,) = records(pytester)
    folder = pytester.path / "expectations"
    folder.mkdir()
    text = (
        f'format = 1\nreference = "{".".join(record.header.reference.split()[1].split(".")[:2])}"\n'
    )
    entry = f'\n[cases."cases/language/a"]\nverdict = "DIFFER"\nhash = "{record.results[0].hash}"\n'
    (folder / f"{record.header.profile}.toml").write_text(text + entry + 'reason = "why"\n')
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["MATCH on wasm*", "*--update-expectations*"])
    run(pytester, "--update-expectations")
    run(pytester).assert_outcomes(passed=1)


def test_micropythons_own_tests_run_unchanged(pytester: pytest.Pytester) -> None:
    tests = Path(__file__).with_name("data") / "mpy_tests"
    result = pytester.runpytest_subprocess("--board=wasm", "--record-dir=runs", str(tests))
    planned = len(list(tests.rglob("*.py")))
    (record,) = records(pytester)
    assert record.footer.recorded == planned
    words = {Path(it.case).name: it.verdict for it in record.results}
    assert set(words.values()) <= {Word.MATCH, Word.SKIP}, words
    result.stdout.fnmatch_lines(["*boards*"])


def test_ordinary_tests_stay_ordinary(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_plain="def test_it():\n    assert 1 + 1 == 2\n")
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("boards:*")
    assert not (pytester.path / "reports").exists()


def test_collecting_alone_touches_no_board(pytester: pytest.Pytester, cases: Path) -> None:
    write(cases, FINE_AND_FAST)
    result = run(pytester, "--collect-only", "-q")
    result.stdout.fnmatch_lines(["cases/language/one.py::case"])
    assert not (pytester.path / "runs").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--board=wasn"], "ERROR: --board=wasn: no such board or rig; did you mean 'wasm'*"),
        (["--board=wasm@9.9"], "ERROR: MicroPython 9.9: no such wasm firmware*"),
        (["--board=/dev/ttyNOSUCH"], "ERROR: */dev/ttyNOSUCH*"),
        (["--board=exec:no-such-program"], "ERROR: *no-such-program*"),
        (["--board=socket://127.0.0.1:1"], "ERROR: *127.0.0.1:1*"),
        (["--board=wasm", "--board=wasm"], "ERROR: --board=wasm is given twice"),
        (["--board=wasm", "--reference=no-such-python"], "ERROR: *no-such-python*"),
        (
            ["--board=wasm", "--deadline=nan"],
            "ERROR: --deadline must be a number of seconds above 0",
        ),
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(
    pytester: pytest.Pytester, cases: Path, options: list[str], said: str
) -> None:
    write(cases, FINE_AND_FAST)
    result = pytester.runpytest_subprocess(*options, "--record-dir=runs", "cases")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    errors = [line for line in result.errlines + result.outlines if line.startswith("ERROR")]
    pytest.LineMatcher(errors).fnmatch_lines([said])
    assert len(errors) == 1
    assert "Traceback" not in result.stdout.str() + result.stderr.str()
    assert not list((pytester.path / "runs").glob("*.jsonl"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"print(\n", "*bad.py: does not compile*"),
        (b"print(id(object()))\n", "*bad.py: prints different things*"),
        (b"print('\\x04')\n", "*bad.py: prints the character U+0004*"),
        (b"input()\n", "*bad.py: asks for input*"),
    ],
)
def test_a_file_that_is_no_case_is_refused_in_a_suite_and_skipped_elsewhere(
    pytester: pytest.Pytester, cases: Path, content: bytes, said: str
) -> None:
    write(cases, {"good": RIGHT})
    (cases / "bad.py").write_bytes(content)
    run(pytester).assert_outcomes(passed=1, skipped=1)
    pytester.makeini("[pytest]\nonboard_suite = cases\n")
    result = run(pytester)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([said])
    assert "Traceback" not in result.stdout.str() + result.stderr.str()


def test_a_file_that_is_not_utf8_is_one_clear_line(pytester: pytest.Pytester, cases: Path) -> None:
    (cases / "bad.py").write_bytes(b"\xff\xfe")
    result = run(pytester)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["*bad.py: byte 0 is not UTF-8*"])
    assert "Traceback" not in result.stdout.str() + result.stderr.str()


def test_a_failing_record_dir_is_one_clear_line(pytester: pytest.Pytester, cases: Path) -> None:
    write(cases, FINE_AND_FAST)
    (pytester.path / "runs").write_text("in the way")
    result = run(pytester)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "Traceback" not in result.stdout.str() + result.stderr.str()


def test_changed_verdicts_are_told(pytester: pytest.Pytester, cases: Path) -> None:
    write(cases, {"a": RIGHT, "b": RIGHT})
    run(pytester)
    (path,) = (pytester.path / "runs").glob("*.jsonl")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    for line in lines:  # as if an earlier firmware had got it wrong
        if line.get("case") == "cases/language/b":
            line["verdict"] = "DIFFER"
    lines[-1]["counts"] = {"MATCH": 1, "DIFFER": 1}
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    run(pytester).stdout.fnmatch_lines(["*changed since*", "*cases/language/b*"])
