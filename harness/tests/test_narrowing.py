"""What narrowed a run, as its record says it."""

from pathlib import Path

import pytest

from harness.history.files import record_files
from harness.history.record import read_header

pytest_plugins = ["pytester"]

CASE = '"""Addition."""\nprint(1 + 1)\n'


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeini("[pytest]\ntestpaths = cases\nonboard_suite = cases\n")
    for name in ("cases/a/one.py", "cases/a/two.py", "cases/b/one.py"):
        path = pytester.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CASE)
    return pytester


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], []),
        (["cases"], []),
        (["cases/"], []),
        (["cases/a"], ["cases/a"]),
        (["cases/b", "cases/a"], ["cases/a", "cases/b"]),
        (["cases/a/one.py::case"], ["cases/a/one.py::case"]),
        (["-k", "one"], ["-k=one"]),
        (["cases/a", "-k", "one"], ["cases/a", "-k=one"]),
        (["--deselect", "cases/b/one.py"], ["--deselect"]),
        (["--ignore=cases/b"], ["--ignore=cases/b"]),
        (["-n", "2"], []),
        (["-n", "2", "-k", "one"], ["-k=one"]),
    ],
)
def test_a_record_says_what_narrowed_its_run(
    suite: pytest.Pytester, arguments: list[str], told: list[str]
) -> None:
    done = suite.runpytest_subprocess("-q", "--board=wasm", *arguments)
    if "npm" in done.stdout.str() and done.ret:
        pytest.skip("no firmware for the wasm board")
    (path,) = record_files(suite.path / "reports" / "runs")
    header = read_header(path)
    assert header.selection == told
    assert header.suite == "cases"
    assert header.firmware_bytes is not None


def test_where_a_run_is_started_is_nothing_that_narrows_it(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(suite.path / "cases")
    suite.runpytest_subprocess("-q", "--board=wasm")
    (path,) = record_files(suite.path / "reports" / "runs")
    assert read_header(path).selection == []


def test_a_place_elsewhere_is_told_by_its_name_only(
    suite: pytest.Pytester, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "theirs.py").write_text(CASE)
    suite.runpytest_subprocess("-q", "--board=wasm", "-c", "tox.ini", str(folder))
    (path,) = record_files(suite.path / "reports" / "runs")
    assert read_header(path).selection == [Path(folder).name]
