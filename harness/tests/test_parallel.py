"""Whole sessions with `-n`: workers with boards of their own, and one record of them all."""

import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harness.cache import cache_path
from harness.history.record import Record, Result, read_record
from harness.tests.test_plugin import CRASHING, MISSING, RIGHT, WRONG
from harness.verdict import Word

FAKE = Path(__file__).with_name("fake_board.py")
DEADLY = """\
import os, sys
if "fake_board" in sys.argv[0]:
    os.kill(os.getppid(), 9)
print("still here")
"""
SLOW = """\
import sys, time
if "fake_board" in sys.argv[0]:
    time.sleep(100)
print("awake")
"""
CACHE = cache_path()


@pytest.fixture(autouse=True)
def _keep_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONBOARD_CACHE", str(CACHE))
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE.parent))
    # Workers and their boards are many processes; what they import is not what is tested.
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:hypothesispytest -p no:cacheprovider")


def write(pytester: pytest.Pytester, cases: dict[str, str]) -> None:
    folder = pytester.path / "cases" / "language"
    folder.mkdir(parents=True)
    for name, program in cases.items():
        (folder / f"{name}.py").write_text(program)


def run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess("--record-dir=runs", *options, "cases")


def record(pytester: pytest.Pytester) -> Record:
    """Give the only record there is, and take it away."""
    (path,) = (pytester.path / "runs").iterdir()
    found = read_record(path)
    path.unlink()
    return found


def fake_board(pytester: pytest.Pytester) -> str:
    """Name a board whose processes can be told by the session's folder in their command."""
    pytest.importorskip("pty", reason="needs ptys")
    command = [sys.executable, str(FAKE), "--tally", str(pytester.path / "tally")]
    return f"--board=exec:{shlex.join(command)}"


def living(pytester: pytest.Pytester) -> list[str]:
    """Give the commands of the processes that the session in this folder has left."""
    told = subprocess.run(["ps", "-eo", "args"], check=True, capture_output=True, text=True).stdout
    return [line for line in told.splitlines() if str(pytester.path) in line]


def measured(result: Result) -> tuple[object, ...]:
    """Give what must be the same in every run, which is all but the time."""
    return tuple(
        getattr(result, name) for name in result.__struct_fields__ if name != "host_seconds"
    )


def test_workers_see_what_one_board_sees(pytester: pytest.Pytester) -> None:
    odd = {f"c{n}": f"x = {n}\nprint([x] * {n})\n" for n in range(30)}
    write(pytester, {"a": WRONG, "b": MISSING, "crash": CRASHING, **odd})
    alone = run(pytester, "--board=wasm", "--board=wasm?heap=64k", "-n0").parseoutcomes()
    single = [read_record(it) for it in sorted((pytester.path / "runs").iterdir())]
    for path in (pytester.path / "runs").iterdir():
        path.unlink()
    result = run(pytester, "--board=wasm", "--board=wasm?heap=64k", "-n2", "--dist=worksteal")
    assert result.parseoutcomes() == alone
    together = [read_record(it) for it in sorted((pytester.path / "runs").iterdir())]
    assert [it.header.board for it in together] == ["wasm", "wasm?heap=64k"]
    for one, other in zip(single, together, strict=True):
        assert one.header.probe == other.header.probe
        assert {it.case: measured(it) for it in one.results} == {
            it.case: measured(it) for it in other.results
        }
        assert not other.footer.interrupted
    assert {it.verdict for it in together[0].results} == {
        Word.MATCH,
        Word.DIFFER,
        Word.UNSUPPORTED,
        Word.CRASH,
    }
    told = result.stdout.str()
    assert told.count("= boards =") == 1
    result.stdout.fnmatch_lines(
        [
            "DIFFER on wasm (micropython*",
            "again: pytest --runxfail --board=wasm cases/language/a.py",
        ]
    )


def test_the_controller_brings_expectations_up_to_date(pytester: pytest.Pytester) -> None:
    write(pytester, {"a": WRONG, "b": RIGHT, "c": MISSING})
    result = run(pytester, "-n2", "--board=wasm", "--update-expectations")
    result.assert_outcomes(passed=1, failed=1, skipped=1)
    result.stdout.fnmatch_lines(["written: *expectations/micropython-1.*-wasm.toml"])
    result = run(pytester, "-n2", "--board=wasm")
    result.assert_outcomes(passed=1, xfailed=1, skipped=1)
    result.stdout.fnmatch_lines(["*known differences: 2*"])


def test_a_worker_that_dies_loses_the_case_that_it_ran(pytester: pytest.Pytester) -> None:
    write(pytester, {"deadly": DEADLY, **{f"c{n}": f"print({n})\n" for n in range(8)}})
    result = run(pytester, "-n2", fake_board(pytester))
    result.assert_outcomes(passed=8, errors=1)
    result.stdout.fnmatch_lines(["*ERROR at setup of cases/language/deadly.py*"])
    found = record(pytester)
    assert not found.footer.interrupted
    lost = [it for it in found.results if it.verdict is not Word.MATCH]
    assert [(it.case, it.verdict, it.detail) for it in lost] == [
        ("cases/language/deadly", Word.INFRA, "not run: the worker died")
    ]
    assert living(pytester) == []


def test_an_interrupted_run_leaves_a_record_and_no_process(pytester: pytest.Pytester) -> None:
    write(pytester, {f"c{n}": SLOW if n > 1 else f"print({n})\n" for n in range(6)})
    command = [sys.executable, "-mpytest", "-n2", "--record-dir=runs", "--deadline=200"]
    command += [fake_board(pytester), "cases"]
    with pytester.popen(command, stdin=subprocess.DEVNULL) as session:
        deadline = time.monotonic() + 60
        while _results(pytester) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)  # the workers get to their slow cases
        session.send_signal(signal.SIGINT)
        session.communicate(timeout=60)
    assert session.returncode == pytest.ExitCode.INTERRUPTED
    found = record(pytester)
    assert found.footer.interrupted
    assert [it.verdict for it in found.results] == [Word.MATCH] * 2 + [Word.INFRA] * 4
    assert {it.detail for it in found.results[2:]} == {"not run: the session was interrupted"}
    assert living(pytester) == []


def _results(pytester: pytest.Pytester) -> int:
    return sum(it.read_text().count('"result"') for it in pytester.path.glob("runs/*.part"))


def test_every_planned_case_has_a_result_when_the_run_stops_early(
    pytester: pytest.Pytester,
) -> None:
    write(pytester, {"a": WRONG, **{f"c{n}": RIGHT for n in range(40)}})
    run(pytester, "-n2", "--board=wasm", "-x", "--maxschedchunk=1")
    found = record(pytester)
    assert found.footer.interrupted
    assert found.footer.recorded == 41
    assert found.footer.counts[Word.DIFFER] == 1
    assert found.footer.counts[Word.INFRA] > 0


def test_a_file_that_cannot_be_read_is_told_once(pytester: pytest.Pytester) -> None:
    write(pytester, {"a": RIGHT})
    (pytester.path / "cases" / "bad.py").write_bytes(b"\xff\xfe")
    result = run(pytester, "-n2", "--board=wasm")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert result.stdout.str().count("byte 0 is not UTF-8") == 1
    result = run(pytester, "-n2", "--board=wasm", "--continue-on-collection-errors")
    result.assert_outcomes(passed=1, errors=1)
    assert result.stdout.str().count("byte 0 is not UTF-8") == 1
    assert not record(pytester).footer.interrupted


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--board=/dev/ttyNOSUCH"], "ERROR: --board=/dev/ttyNOSUCH: -n needs a board for each*"),
        (["--board=socket://127.0.0.1:1"], "ERROR: --board=socket://127.0.0.1:1: -n needs*"),
        (["--board=wasm", "--board=place"], "ERROR: --board=place: -n needs a board for each*"),
        (["--board=wasm", "--dist=each"], "ERROR: --dist=each runs every case on every worker*"),
        (["--board=wasm@9.9"], "ERROR: MicroPython 9.9: no such wasm firmware*"),
        (["--board=wasm", "--reference=no-such-python"], "ERROR: *no-such-python*"),
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(
    pytester: pytest.Pytester, options: list[str], said: str
) -> None:
    write(pytester, {"a": RIGHT})
    (pytester.path / "rigs").mkdir()
    (pytester.path / "rigs" / "place.toml").write_text('board = "/dev/ttyNOSUCH"\n')
    result = run(pytester, "-n2", *options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    errors = [line for line in result.errlines + result.outlines if line.startswith("ERROR")]
    pytest.LineMatcher(errors).fnmatch_lines([said])
    assert len(errors) == 1
    assert "Traceback" not in result.stdout.str() + result.stderr.str()
    assert not list((pytester.path / "runs").glob("*"))


def test_collecting_alone_and_a_number_of_none_take_any_board(pytester: pytest.Pytester) -> None:
    write(pytester, {"a": RIGHT})
    result = run(pytester, "-n2", "--board=/dev/ttyNOSUCH", "--collect-only", "-q")
    result.stdout.fnmatch_lines(["cases/language/a.py::case"])
    result = run(pytester, "-n0", "--board=/dev/ttyNOSUCH")
    result.stderr.fnmatch_lines(["ERROR: */dev/ttyNOSUCH*"])
    assert "-n needs" not in result.stderr.str()


def test_ordinary_tests_are_distributed_as_ever(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_plain="def test_it():\n    assert 1 + 1 == 2\n")
    pytester.runpytest_subprocess("-n2").assert_outcomes(passed=1)
    assert not (pytester.path / "reports").exists()


def test_a_record_that_cannot_be_written_ends_the_run(pytester: pytest.Pytester) -> None:
    if not Path("/dev/full").exists() or not Path("/proc/self/fd").exists():
        pytest.skip("needs Linux")
    write(pytester, {f"c{n}": f"print('{n}')\n" for n in range(8)})
    pytester.makeconftest(
        """
        import os
        from pathlib import Path
        import pytest

        @pytest.hookimpl(tryfirst=True)
        def pytest_runtestloop(session):
            full = os.open("/dev/full", os.O_WRONLY)
            for link in Path("/proc/self/fd").iterdir():  # the disk is full from here on
                if link.exists() and link.resolve().suffix == ".part":
                    os.dup2(full, int(link.name))
        """
    )
    result = run(pytester, "-n2", "--board=wasm")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*cannot be written*No space left*"])
    assert "INTERNALERROR" not in result.stdout.str()
    assert [it.suffix for it in (pytester.path / "runs").iterdir()] == [".part"]
