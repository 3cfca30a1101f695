"""Measuring cases in whole pytest sessions, the page of their figures, and releases compared."""

import shutil
from pathlib import Path

import msgspec
import pytest

from harness.cache import cache_path
from harness.cli import main
from harness.history.files import record_files
from harness.history.record import Record, RecordWriter, Result, read_record
from harness.suite.case import Case
from harness.tests.test_terminal import record
from harness.verdict import Word

PROGRAMS = {
    "speed/call.py": '"""One unit is a call."""\ndef f():\n    pass\n\n\ndef run(n):\n'
    "    for i in range(n):\n        f()\n    print(n)\n",
    "memory/objects/tuple.py": '"""One unit is a tuple."""\ndef run(n):\n    kept = [None] * n\n'
    "    for i in range(n):\n        kept[i] = (i, i, i, i)\n    print(n)\n    return kept\n",
    "memory/depth.py": '"""A figure."""\nprint("deep")\nprint("figure depth_calls", 7)\n',
    "memory/scripts/short.py": "# A script.\nx = [1, 2, 3]\nprint(len(x))\n",
    "realtime/pause.py": '"""A pause."""\nprint("done")\n',
    "language/one.py": '"""No figure."""\nprint("figure depth_calls", 7)\n',
}
CACHE = cache_path()


@pytest.fixture(autouse=True)
def _keep_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONBOARD_CACHE", str(CACHE))
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE.parent))


@pytest.fixture
def project(pytester: pytest.Pytester) -> Path:
    """Make a project with a suite of its own, and stand in it."""
    pytester.makeini("[pytest]\nonboard_suite = testsuite\ntestpaths = testsuite\n")
    for name, program in PROGRAMS.items():
        path = pytester.path / "testsuite" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(program)
    (pytester.path / "testsuite" / "cpython").mkdir()
    return pytester.path


def run(pytester: pytest.Pytester, *options: str, board: str = "wasm") -> dict[str, Result]:
    shutil.rmtree(pytester.path / "reports", ignore_errors=True)
    pytester.runpytest_subprocess(f"--board={board}", *options)
    return {it.case: it for it in newest(pytester.path / "reports" / "runs").results}


def newest(folder: Path) -> Record:
    return read_record(record_files(folder)[-1])


@pytest.mark.usefixtures("project")
def test_what_cases_measure_is_recorded_and_the_same_in_every_run(
    pytester: pytest.Pytester,
) -> None:
    told = run(pytester, "--min-heap")
    assert {it.verdict for case, it in told.items() if case != "realtime/pause"} == {Word.MATCH}
    assert told["realtime/pause"].verdict is Word.SKIP
    assert told["memory/depth"].figures == {"depth_calls": 7}
    assert not told["language/one"].figures
    assert told["memory/scripts/short"].figures["compiled_bytes"] > 0
    assert told["memory/objects/tuple"].figures["per_unit_live_bytes"] == 36
    assert told["speed/call"].figures["per_unit_fuel"] > 1000
    for case in ("speed/call", "memory/depth", "language/one"):
        least = told[case].min_heap
        assert least is not None
        assert (told[case].heap_before or 0) < least < 10_000
    header = newest(pytester.path / "reports" / "runs").header
    assert (header.exact, header.work_unit) == (True, "fuel")
    again = run(pytester, "--min-heap")
    for case, it in told.items():
        measured = (it.figures, it.min_heap, it.work, it.heap_collected, it.heap_uncollected)
        other = again[case]
        assert measured == (
            other.figures,
            other.min_heap,
            other.work,
            other.heap_collected,
            other.heap_uncollected,
        )
    assert all(it.min_heap is None for it in run(pytester).values())


def test_the_limits_of_a_rig_decide(pytester: pytest.Pytester, project: Path) -> None:
    (project / "rigs").mkdir()
    rig = project / "rigs" / "slow.toml"
    rig.write_text('board = "wasm"\n[limits]\ndepth_calls = 8\nmisspelt_us = 1\n')
    result = pytester.runpytest_subprocess("--board=slow", "testsuite/memory")
    result.stdout.fnmatch_lines(["limits of slow that no case had a figure of: misspelt_us"])
    late = run(pytester, "testsuite/memory", board="slow")["memory/depth"]
    assert (late.verdict, late.detail) == (Word.DIFFER, "depth_calls is 7, the limit is 8")
    rig.write_text('board = "wasm"\n[limits]\ndepth_calls = 7\n')
    assert run(pytester, "testsuite/memory", board="slow")["memory/depth"].verdict is Word.MATCH


def test_figures_are_tabled_board_by_board(
    pytester: pytest.Pytester, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytester.runpytest_subprocess("--board=wasm", "--board=wasm@1.24.1")
    options = ["--records", str(project / "reports" / "runs")]
    assert main(["figures", "wasm", "wasm@1.24.1", *options]) == 0
    page = capsys.readouterr().out
    assert "## RAM of an object" in page
    assert "| tuple | 36 | 36 |" in page
    assert "|  | `wasm`, fuel | `wasm@1.24.1`, fuel |" in page
    assert "| memory/depth: depth_calls | 7 | 7 |" in page
    assert main(["figures", "microbit", *options]) == 2
    assert "no record of a whole run of the cases that measure on microbit" in (
        capsys.readouterr().err
    )


def test_a_run_without_any_figure_has_no_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Case("memory/depth", "memory", "", tmp_path)
    run = record({"memory": [Word.DIFFER]})
    writer = RecordWriter(tmp_path / "runs" / "run.jsonl", run.header, [case])
    writer.add(Result(case.id, case.content_hash, "memory", Word.DIFFER))
    writer.finish()
    out = tmp_path / "page.md"
    options = ["--records", str(tmp_path / "runs"), "--out", str(out)]
    assert main(["figures", "wasm", *options]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        "onboard: wasm: no case that measures has a figure;"
        " run pytest --min-heap --board=wasm testsuite/memory testsuite/speed\n"
    )
    assert not out.exists()


def test_releases_are_run_kept_compressed_and_compared(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["releases"]) == 2
    assert "no record there; `onboard releases all` makes them" in capsys.readouterr().err
    assert main(["releases", "1.99"]) == 2
    assert main(["releases", "1.24.1", "--cases", "testsuite/speed"]) == 2
    assert "--cases needs a VERSION" in capsys.readouterr().err
    folder = project / "some"
    few = ["--records", str(folder), "--cases", "testsuite/speed"]
    assert main(["releases", "1.24.1", "1.23", *few]) == 0
    assert [it.suffix for it in record_files(folder)] == [".gz", ".gz"]
    page = folder.with_suffix(".md").read_text()
    assert "|  | 1.23.0 | 1.24.1 |" in page
    assert "| speed | 1/1 | 1/1 |" in page
    assert "## From 1.23.0 to 1.24.1" in page
    assert "per_unit_fuel faster in 1 of 1 cases" in page
    assert "| call |" in page
    assert main(["releases", "1.24.1", *few]) == 0
    assert len(list(folder.iterdir())) == 2
    assert folder.with_suffix(".md").read_text().count("-8.") == page.count("-8.") > 0


@pytest.mark.usefixtures("project")
def test_a_release_that_pytest_does_not_run_on_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    folder = project / "some"
    few = ["--records", str(folder), "--cases", "testsuite/absent"]
    assert main(["releases", "1.24.1", *few]) == 1
    told = capsys.readouterr().err
    assert told.startswith("onboard: wasm@1.24.1: pytest ended with 4: ")
    assert "testsuite/absent" in told
    assert told.count("\n") == 1
    assert not list(folder.iterdir())


def altered(record: Path, **changes: object) -> None:
    """Write a record of one case again, with another result."""
    told = read_record(record)
    record.unlink()
    (it,) = told.results
    case = Case(it.case, it.chapter, PROGRAMS[f"{it.case}.py"], record)
    writer = RecordWriter(record, told.header, [case])
    writer.add(msgspec.structs.replace(it, **changes))
    writer.finish()


@pytest.mark.parametrize(
    ("wrong", "changes"),
    [
        ("after", {"work": 1_000_000_000}),
        ("after", {"verdict": Word.DIFFER}),
        ("before", {"work": 1}),
    ],
)
def test_what_is_worse_is_run_again_before_it_is_told(
    pytester: pytest.Pytester,
    project: Path,
    capsys: pytest.CaptureFixture[str],
    wrong: str,
    changes: dict[str, object],
) -> None:
    for folder in ("before", "after"):
        pytester.runpytest_subprocess(
            "--board=wasm", f"--record-dir={folder}", "testsuite/language/one.py"
        )
    told = newest(project / "after").header.command
    assert told[-2:] == ["--board=wasm", "testsuite/language/one.py"]
    assert not any("--record-dir" in it for it in told)
    altered(record_files(project / wrong)[0], **changes)
    command = ["compare", *(str(record_files(project / it)[0]) for it in ("before", "after"))]
    assert main(command) == 1
    assert "nothing is worse" not in capsys.readouterr().out
    # What the later run alone says is not believed; what the earlier one had is not seen again.
    assert main([*command, "--again"]) == (wrong == "before")
    last = capsys.readouterr().out.splitlines()[-1]
    assert ("nothing is worse" in last) == (wrong == "after")
