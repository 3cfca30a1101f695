"""Whole sessions with cases derived from CPython's own tests, on the embedded board."""

import os
import re
import shlex
import shutil
import sys
import sysconfig
from pathlib import Path

import pytest

from harness.cache import cache_path
from harness.history.record import Record, read_record
from harness.verdict import Word

CACHE = cache_path()
MANIFEST = "format = 1\n[modules]\ntest_contains = {}\ntest_bool = {}\n"
ITEM = "suite/cpython/small.toml::test_contains.TestContains.test_common_tests"
DERIVED = "expectations/micropython-*-wasm/cpython-small.toml"


@pytest.fixture(autouse=True)
def _keep_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONBOARD_CACHE", str(CACHE))
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE.parent))
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:hypothesispytest -p no:cacheprovider")


@pytest.fixture
def suite(pytester: pytest.Pytester) -> Path:
    """A suite of one hand-written case and a manifest of two small modules."""
    folder = pytester.path / "suite"
    (folder / "language").mkdir(parents=True)
    (folder / "cpython").mkdir()
    (folder / "language" / "add.py").write_text('"""Addition."""\nprint(1 + 1)\n')
    (folder / "cpython" / "small.toml").write_text(MANIFEST)
    pytester.makeini("[pytest]\nonboard_suite = suite\ntestpaths = suite\n")
    return folder


def run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess("--record-dir=runs", *options)


def newest(pytester: pytest.Pytester) -> Record:
    found = [read_record(path) for path in (pytester.path / "runs").glob("*.jsonl")]
    return max(found, key=lambda it: it.header.started)


def bare_python(folder: Path) -> Path:
    """Make a Python like this one, without its tests."""
    if sys.platform == "win32":
        pytest.skip("has another layout there")
    stdlib = Path(sysconfig.get_path("stdlib"))
    library = folder / sys.platlibdir / stdlib.name
    library.mkdir(parents=True)
    for entry in stdlib.iterdir():
        if entry.name not in {"test", "site-packages", "dist-packages"}:
            (library / entry.name).symlink_to(entry)
    (folder / "bin").mkdir()
    return Path(shutil.copy(os.path.realpath(sys.executable), folder / "bin" / "python3"))


def test_derived_cases_are_items_beside_the_others(pytester: pytest.Pytester, suite: Path) -> None:
    result = run(pytester, "-v")
    result.stdout.fnmatch_lines([f"{ITEM} PASSED*", "suite/language/add.py::case PASSED*"])
    record = newest(pytester)
    chapters = {it.chapter for it in record.results}
    assert chapters == {"cpython-small/test_contains", "cpython-small/test_bool", "language"}
    assert all(it.assertions for it in record.results if it.chapter == "cpython-small/test_bool")
    failed = [it.case for it in record.results if it.verdict is Word.DIFFER]
    assert failed
    # The command that repeats a case is told, and does that.
    again = re.findall(r"^again: pytest (.*)$", result.stdout.str(), re.MULTILINE)
    assert {it.rpartition("::")[2] for it in again} == set(failed)
    run(pytester, *shlex.split(again[0])).assert_outcomes(failed=1)
    assert suite.exists()


@pytest.mark.usefixtures("suite")
def test_a_node_id_derives_its_own_module_only(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = pytester.path / "cache"
    shutil.copytree(CACHE, cache, ignore=shutil.ignore_patterns("derived", "*.sqlite*", "*.db*"))
    monkeypatch.setenv("ONBOARD_CACHE", str(cache))
    run(pytester, ITEM).assert_outcomes(passed=1)
    assert {it.name.partition("-")[0] for it in (cache / "derived").iterdir()} == {"test_contains"}


@pytest.mark.usefixtures("suite")
def test_several_boards_stand_in_the_id(pytester: pytest.Pytester) -> None:
    boards = ["--board=wasm", "--board=wasm?heap=64k", "-v"]
    result = run(pytester, *boards, ITEM)
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines([f"{ITEM}?wasm] PASSED*", f"{ITEM}?wasm-heap-64k] PASSED*"])
    run(pytester, *boards, f"{ITEM}[wasm-heap-64k]").assert_outcomes(passed=1)


@pytest.mark.usefixtures("suite")
def test_workers_run_derived_cases_as_one_board_does(pytester: pytest.Pytester) -> None:
    run(pytester)
    alone = newest(pytester)
    run(pytester, "-n2")
    together = newest(pytester)
    assert alone.header.run != together.header.run
    assert {it.case: it for it in alone.results}.keys() == {it.case for it in together.results}
    for one in alone.results:
        other = next(it for it in together.results if it.case == one.case)
        assert {
            name: getattr(one, name) for name in one.__struct_fields__ if name != "host_seconds"
        } == {
            name: getattr(other, name) for name in other.__struct_fields__ if name != "host_seconds"
        }


@pytest.mark.usefixtures("suite")
def test_a_reference_without_tests_leaves_the_other_cases(
    pytester: pytest.Pytester, tmp_path: Path
) -> None:
    reference = f"--reference={bare_python(tmp_path)}"
    for workers in ("-n0", "-n2"):
        result = run(pytester, reference, workers)
        result.assert_outcomes(passed=1, skipped=1)
        assert result.ret == pytest.ExitCode.OK
        notes = [line for line in result.outlines if "has no Lib/test" in line]
        assert len(notes) == 1
        assert notes[0].startswith("not collected: small.toml: reference ")
        result = run(pytester, reference, workers, "suite/cpython/small.toml")
        result.assert_outcomes(errors=1)
        assert result.ret == pytest.ExitCode.INTERRUPTED
        assert result.stdout.str().count("has no Lib/test") == 1
        assert "Traceback" not in result.stdout.str() + result.stderr.str()


@pytest.mark.parametrize(
    ("manifest", "name", "said"),
    [
        ("format = 1\n", "", "*small.toml:1: *modules*"),
        ("format = 1\n[modules]\ntest_no_such = {}\n", "::test_no_such.A.b", "*not in the Lib/te*"),
        (
            '[modules.test_bool.leave_out]\n"*" = "says nothing"\n',
            "::test_bool.BoolTest.test_repr",
            "test_bool.BoolTest.test_repr is no case: says nothing*",
        ),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    pytester: pytest.Pytester, suite: Path, manifest: str, name: str, said: str
) -> None:
    text = manifest if manifest.startswith("format") else f"format = 1\n{manifest}"
    (suite / "cpython" / "small.toml").write_text(text)
    result = run(pytester, f"suite/cpython/small.toml{name}")
    assert result.ret in (pytest.ExitCode.INTERRUPTED, pytest.ExitCode.USAGE_ERROR)
    result.stdout.fnmatch_lines([said])
    assert "Traceback" not in result.stdout.str() + result.stderr.str()


@pytest.mark.usefixtures("suite")
def test_a_module_that_the_reference_lacks_is_nothing_to_a_folder(
    pytester: pytest.Pytester, suite: Path
) -> None:
    (suite / "cpython" / "small.toml").write_text("format = 1\n[modules]\ntest_no_such = {}\n")
    run(pytester).assert_outcomes(passed=1)


@pytest.mark.usefixtures("suite")
def test_what_was_reviewed_is_strict_and_what_was_not_fails_nothing(
    pytester: pytest.Pytester, suite: Path
) -> None:
    result = run(pytester, "--update-expectations")
    result.stdout.fnmatch_lines(["written: *cpython-small.toml"])
    (file,) = suite.glob(DERIVED)
    result = run(pytester)
    assert result.ret == pytest.ExitCode.OK
    assert result.parseoutcomes()["xfailed"] > 1
    assert "not reviewed" not in result.stdout.str()

    whole = file.read_text()
    results = newest(pytester).results
    differs = next(it for it in results if it.verdict is Word.DIFFER)
    matches = next(it for it in results if it.verdict is Word.MATCH and it.assertions)
    (line,) = [it for it in whole.splitlines() if it.startswith(f'"{differs.case}"')]
    reviewed = f"matches = '''\n{differs.hash[:8]}\n"
    drills = {
        # As after a change of the reference's tests, or under another Python.
        whole.replace(differs.hash, "0" * 16): (0, "cases not reviewed on wasm: 1, of which 1 *"),
        whole.replace(matches.hash[:8], ""): (0, "cases not reviewed on wasm: 1, of which 0 *"),
        # As after another firmware.
        whole.replace(line + "\n", "").replace("matches = '''\n", reviewed): (1, "DIFFER on wasm*"),
        whole.replace(line, line.replace(differs.hash, matches.hash)): (
            0,
            "cases not reviewed on wasm*",
        ),
        whole.replace(line, re.sub(r"matched = \d+", "matched = 99", line)): (
            1,
            f"now {differs.matched} of {differs.assertions} assertions match",
        ),
        whole.replace("[cases]", f"[cases]\n{line.replace(differs.case, matches.case)}").replace(
            f'{matches.case}" = ' + line.partition(" = ")[2],
            f'{matches.case}" = ' + line.partition(" = ")[2].replace(differs.hash, matches.hash),
        ): (1, "MATCH on wasm*"),
    }
    for text, (status, said) in drills.items():
        assert text != whole
        file.write_text(text)
        result = run(pytester)
        assert result.ret == status, result.stdout.str()
        result.stdout.fnmatch_lines([said])


def test_an_update_of_one_case_leaves_all_others(pytester: pytest.Pytester, suite: Path) -> None:
    run(pytester, "--update-expectations")
    (file,) = suite.glob(DERIVED)
    whole = file.read_text()
    differs = [it for it in newest(pytester).results if it.verdict is Word.DIFFER][:2]
    file.write_text(re.sub(r"matched = \d+", "matched = 99", whole))
    case = f"suite/cpython/small.toml::{differs[0].case}"
    run(pytester, "--update-expectations", case).assert_outcomes(failed=1)
    run(pytester, case).assert_outcomes(xfailed=1)
    lines = file.read_text().splitlines()
    assert [it for it in lines if differs[0].case in it] == [
        it for it in whole.splitlines() if differs[0].case in it
    ]
    assert [it.count("matched = 99") for it in lines if differs[1].case in it] == [1]
