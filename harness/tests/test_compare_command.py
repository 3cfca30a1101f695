"""`onboard compare` over folders of real record files."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from harness.cli import main
from harness.history.files import compress_record
from harness.history.record import RecordWriter, Result
from harness.report.comparison import percent
from harness.suite.case import Case
from harness.tests.test_comparison import head
from harness.verdict import Word

M, D = Word.MATCH, Word.DIFFER
Compare = Callable[..., tuple[int, str, str]]


def case(name: str, program: str = "print(1)") -> Case:
    return Case(name, "chapter", program, Path("x.py"))


def write(
    folder: Path,
    run: str,
    results: Sequence[tuple[Case, Result]],
    *,
    interrupted: bool = False,
    **changes: object,
) -> Path:
    header = msgspec.structs.replace(head(), run=run, planned=len(results), **changes)
    writer = RecordWriter(folder / f"{run}.jsonl", header, [it for it, _ in results])
    for it, told in results:
        writer.add(msgspec.structs.replace(told, case=it.id, hash=it.content_hash))
    writer.finish(interrupted=interrupted)
    return writer.path


def night(
    folder: Path,
    day: int,
    verdicts: Sequence[Word] = (M, M),
    *,
    board: str = "wasm",
    interrupted: bool = False,
    **changes: object,
) -> Path:
    """Write the run of one night: cases c0, c1... with these verdicts, work and figures."""
    version = str(changes.pop("version", "1.29.0"))
    work, figures = changes.pop("work", 1000), changes.pop("figures", {})
    told: dict[str, object] = {
        "started": datetime(2026, 11, day, 3, tzinfo=UTC),
        "board": board,
        "probe": {"implementation": "micropython", "version": version},
        "firmware": f"npm {version}-6 sha256:00",
        **changes,
    }
    results = [
        (case(f"c{number}"), Result("", "", "chapter", word, "why"))
        for number, word in enumerate(verdicts)
    ]
    measured = [
        (it, msgspec.structs.replace(result, work=work, figures=figures)) for it, result in results
    ]
    return write(folder, f"{day}-{board}", measured, interrupted=interrupted, **told)


@pytest.fixture
def compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Compare:
    """Compare runs of the test's folder: the status and what was written."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["compare", *arguments, "--records", str(tmp_path)])
        return (status, *capsys.readouterr())

    return run


def runs(out: str) -> tuple[str, str]:
    told = json.loads(out)
    return told["before"]["run"], told["after"]["run"]


def test_the_last_two_runs_are_compared_where_none_is_named(
    tmp_path: Path, compared: Compare
) -> None:
    night(tmp_path, 1)
    night(tmp_path, 2)
    night(tmp_path, 3, (M, D))
    status, out, err = compared()
    assert (status, err) == (1, "")
    assert out.splitlines()[-1] == "wasm: 1 newly failing"
    assert "compared: 2 cases of 2 before and 2 after" in out
    assert "    MATCH -> DIFFER  c1: why\n" in out


@pytest.mark.parametrize("form", [[], ["--all"], ["--json"], ["--markdown"]])
def test_the_status_says_whether_anything_is_worse(
    tmp_path: Path, compared: Compare, form: list[str]
) -> None:
    night(tmp_path, 1, (M, D))
    night(tmp_path, 2, (M, M))
    assert compared("1-wasm", "2-wasm", *form)[0] == 0
    assert compared("2-wasm", "1-wasm", *form)[0] == 1
    assert compared("2-wasm", "2-wasm", *form)[0] == 0


def test_more_work_alone_is_worse(tmp_path: Path, compared: Compare) -> None:
    night(tmp_path, 1)
    night(tmp_path, 2, work=1080)
    status, out, _ = compared()
    assert status == 1
    assert "worse: work_fuel slower in 2 of 2 cases\n    median +80 +8.0%" in out
    assert compared("latest", "1-wasm")[0] == 0


NAMED = {
    "run ids": (["1-wasm", "3-wasm"], ("1-wasm", "3-wasm")),
    "latest and previous": (["previous", "latest"], ("3-wasm", "4-wasm")),
    "previous of another": (["previous", "3-wasm"], ("2-wasm", "3-wasm")),
    "previous as the later": (["1-wasm", "previous"], ("1-wasm", "3-wasm")),
    "a date": (["2026-11-01", "2026-11-03"], ("1-wasm", "3-wasm")),
    "a date without a run": (["2026-11-01", "2026-12-31"], ("1-wasm", "4-wasm")),
    "versions": (["1.28.0", "1.29.0"], ("2-wasm", "4-wasm")),
    "the package's version": (["v1.28.0", "1.29.0-6"], ("2-wasm", "4-wasm")),
    "one name is the earlier": (["2-wasm"], ("2-wasm", "4-wasm")),
    "a board of a version": (["1.24.1", "latest"], ("1-wasm@1.24.1", "4-wasm")),
    "of a board": (["--board=microbit"], ("1-microbit", "2-microbit")),
}


@pytest.mark.parametrize(("arguments", "wanted"), NAMED.values(), ids=NAMED)
def test_runs_are_named_in_many_ways(
    tmp_path: Path, compared: Compare, arguments: list[str], wanted: tuple[str, str]
) -> None:
    night(tmp_path, 1, version="1.27.0")
    night(tmp_path, 2, version="1.28.0")
    night(tmp_path, 3)
    night(tmp_path, 4)
    night(tmp_path, 1, board="wasm@1.24.1", version="1.24.1")
    night(tmp_path, 1, board="microbit", version="1.9.2")
    night(tmp_path, 2, board="microbit", version="1.9.2")
    status, out, err = compared(*arguments, "--json")
    assert (status, err) == (0, "")
    assert runs(out) == wanted


def test_files_are_named_too_and_may_be_compressed(tmp_path: Path, compared: Compare) -> None:
    before = compress_record(night(tmp_path, 1))
    after = night(tmp_path, 2)
    assert runs(compared(str(before), str(after), "--json")[1]) == ("1-wasm", "2-wasm")
    assert runs(compared("--json")[1]) == ("1-wasm", "2-wasm")


def test_previous_passes_over_what_is_no_whole_run_of_the_suite(
    tmp_path: Path, compared: Compare
) -> None:
    night(tmp_path, 1, (M,) * 5)
    night(tmp_path, 2, (M,) * 5, interrupted=True)
    night(tmp_path, 3, (M,))
    night(tmp_path, 4, (M,) * 5, board="microbit")
    night(tmp_path, 5, (M,) * 5)
    assert runs(compared("--json")[1]) == ("1-wasm", "5-wasm")


def test_a_damaged_record_is_passed_over_and_told(tmp_path: Path, compared: Compare) -> None:
    night(tmp_path, 1)
    night(tmp_path, 2)
    whole = night(tmp_path, 3).read_bytes()
    (tmp_path / "3-wasm.jsonl").write_bytes(whole[:-5])
    (tmp_path / "4-wasm.jsonl").write_text('{"line":"header","format":9}\n')
    status, out, err = compared("--json")
    assert (status, runs(out)) == (0, ("1-wasm", "2-wasm"))
    assert err.startswith("onboard: passed over: ")
    assert err.endswith("(and 1 more)\n")
    assert err.count("\n") == 1


def refused(compared: Compare, *arguments: str) -> str:
    status, out, err = compared(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("onboard: ")
    assert err.count("\n") == 1
    return err


def test_what_cannot_be_compared_is_told_in_one_line(tmp_path: Path, compared: Compare) -> None:
    assert "no record; run pytest --board=BOARD first" in refused(compared)
    night(tmp_path, 2)
    assert "no whole run is meant by previous" in refused(compared)
    assert "no such run" in refused(compared, "nobody")
    assert "no day of the calendar" in refused(compared, "2026-11-31")
    assert "cannot be read" in refused(compared, "absent.jsonl")
    assert "no record of microbit" in refused(compared, "--board=microbit")
    assert "there are 1 of wasm" in refused(compared, "2026-11-01", "latest")


def test_damage_that_is_named_is_refused_in_one_line(tmp_path: Path, compared: Compare) -> None:
    path = night(tmp_path, 1)
    night(tmp_path, 2)
    path.write_bytes(path.read_bytes()[:-5])
    assert "torn" in refused(compared, str(path), "2-wasm")
    assert "torn" in refused(compared, "1-wasm", "2-wasm")
    path.write_text('{"line":"header","format":9}\n')
    assert "format 9 is not 4" in refused(compared, str(path), "2-wasm")


def test_two_records_with_one_run_id_are_refused(tmp_path: Path, compared: Compare) -> None:
    path = night(tmp_path, 1)
    (tmp_path / "copy.jsonl").write_bytes(path.read_bytes())
    assert "is run 1-wasm, as 1-wasm.jsonl is" in refused(compared).replace("copy", "1-wasm")


def test_a_version_that_is_not_there_is_told_with_those_that_are(
    tmp_path: Path, compared: Compare
) -> None:
    for day, version in enumerate(("1.29.0", "1.9.4", "1.28.0"), 1):
        night(tmp_path, day, version=version)
    for named in (("1.27.9", "latest"), ("1.29.0", "v1.27.9")):
        said = refused(compared, *named)
        assert "1.27.9" in said
        assert "there are runs of 1.9.4, 1.28.0, 1.29.0" in said


def test_other_suites_are_refused(tmp_path: Path, compared: Compare) -> None:
    night(tmp_path, 1)
    write(tmp_path, "other", [(case("x"), Result("", "", "y", M))])
    assert "no case in common" in refused(compared, "1-wasm", "other")
    again = [(case("c0", "print(2)"), Result("", "", "y", M))]
    write(tmp_path, "again", again, reference="CPython 3.13.0")
    assert "CPython 3.13.0" in refused(compared, "again", "1-wasm")


def test_cases_are_named_a_few_of_each_and_all_where_wanted(
    tmp_path: Path, compared: Compare
) -> None:
    night(tmp_path, 1, (M,) * 70)
    night(tmp_path, 2, (D,) * 60 + (M,) * 10, work=2000)
    few, many = compared()[1], compared("--all")[1]
    assert few.count("MATCH -> DIFFER") == 10
    assert "    ... and 50 more (--all lists them)" in few
    assert few.count("+1,000  +100.0%") == 5
    assert many.count("MATCH -> DIFFER") == 60
    assert many.count("+1,000  +100.0%") == 10
    page = compared("--markdown")[1]
    assert page.startswith("### wasm: 60 newly failing, work_fuel slower in 10 cases\n")
    assert sum(line.startswith("| ") and line != "| | |" for line in page.splitlines()) == 50
    assert "... and 11 more rows" in page


def test_what_is_not_compared_is_counted_and_named_where_wanted(
    tmp_path: Path, compared: Compare
) -> None:
    result = Result("", "", "y", M)
    for run, cases in (
        ("1", (case("both"), case("gone"), case("other"))),
        ("2", (case("both"), case("new"), case("other", "print(2)"))),
    ):
        write(tmp_path, run, [(it, result) for it in cases])
    counted = "not compared: 1 new, 1 gone, 1 with another program or answer\n"
    assert counted in compared("1", "2")[1]
    assert "    gone\n" not in compared("1", "2")[1]
    assert "new: 1\n    new\ngone: 1\n    gone\n" in compared("1", "2", "--all")[1]


def test_where_nothing_ran_in_both_runs_nothing_is_compared(
    tmp_path: Path, compared: Compare
) -> None:
    night(tmp_path, 1, (M, M))
    night(tmp_path, 2, (Word.INFRA, Word.INFRA))
    for form in ([], ["--all"], ["--json"], ["--markdown"]):
        assert "(2 INFRA)" in refused(compared, *form)


def test_figures_that_vanish_are_told_and_are_nothing_worse(
    tmp_path: Path, compared: Compare
) -> None:
    night(tmp_path, 1)
    night(tmp_path, 2, work=None)
    line = "not measured any more: work_fuel in 2 cases"
    status, out, _ = compared()
    assert status == 0
    assert line in out.splitlines()
    assert f"- {line}" in compared("--markdown")[1].splitlines()
    assert json.loads(compared("--json")[1])["unmeasured"] == {"work_fuel": 2}


def test_runs_of_two_boards_are_compared_and_told_to_be_of_two(
    tmp_path: Path, compared: Compare
) -> None:
    night(tmp_path, 1)
    night(tmp_path, 2, (M, D), board="microbit", work_unit="us")
    named = ("1-wasm", "2-microbit")
    status, out, _ = compared(*named)
    assert status == 1
    (line,) = (it for it in out.splitlines() if it.startswith("two boards"))
    assert "wasm (work in fuel) and microbit (work in us)" in line
    assert f"- {line}" in compared(*named, "--markdown")[1].splitlines()
    assert json.loads(compared(*named, "--json")[1])["two_boards"] is True
    assert "two boards" not in compared("1-wasm", "1-wasm")[1]


@pytest.mark.parametrize("form", [[], ["--all"], ["--json"], ["--markdown"]])
def test_figures_too_large_to_subtract_are_told(
    tmp_path: Path, compared: Compare, form: list[str]
) -> None:
    for run, value in (("1", -1e308), ("2", 1e308)):
        result = Result("", "", "y", M, figures={"x_bytes": value, "x_calls": -value})
        write(tmp_path, run, [(case("a"), result), (case("b"), result)])
    status, out, err = compared("1", "2", *form)
    assert (status, err) == (1, "")
    assert "x_bytes" in out


def test_json_has_everything(tmp_path: Path, compared: Compare) -> None:
    night(tmp_path, 1, (M,) * 70)
    night(tmp_path, 2, (D,) * 60 + (M,) * 10, work=2000)
    told = json.loads(compared("--json")[1])
    assert told["regressed"] is True
    assert len(told["newly_failing"]) == 60
    assert len(told["alerts"][0]["shifts"]) == 10
    assert told["alerts"][0]["firmware"] == ["npm 1.29.0-6 sha256:00"] * 2


@pytest.mark.parametrize(
    ("value", "told"),
    [(12.34, "+12.3%"), (-1, "-1.0%"), (0.123, "+0.12%"), (float("inf"), "from 0")],
)
def test_percent(value: float, told: str) -> None:
    assert percent(value) == told


def test_headers_of_boards_cannot_break_a_line(tmp_path: Path, compared: Compare) -> None:
    for day in (1, 2):
        night(tmp_path, day, firmware="a\x1b[31m|b\nc")
    assert "\x1b" not in "".join(compared()[1:])


def test_exact_boards_are_compared_without_the_extras(tmp_path: Path) -> None:
    night(tmp_path, 1)
    night(tmp_path, 2, work=1080)
    program = (
        "import sys; sys.modules.update(numpy=None, duckdb=None, ruptures=None)\n"
        f"from harness.cli import main; sys.exit(main(['compare', '--records', {str(tmp_path)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "work_fuel slower in 2 of 2 cases" in done.stdout
