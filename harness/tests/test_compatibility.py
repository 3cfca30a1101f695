import os
from pathlib import Path

import msgspec
import pytest

from harness.cli import main
from harness.history.record import Record, RecordWriter
from harness.report.compatibility import compatibility_page, with_table
from harness.suite.case import Case
from harness.suite.entry import write_text
from harness.tests.test_terminal import U, altered, record
from harness.verdict import Word

M, D = Word.MATCH, Word.DIFFER
PLACE = "<!-- compatibility: -->\n<!-- /compatibility -->\n"


def write_run(root: Path, chapter: str, day: int, run: Record) -> None:
    case = Case(f"{chapter}/0", chapter, "", root)
    writer = RecordWriter(root / "reports" / "runs" / f"{day}.jsonl", run.header, [case])
    writer.add(msgspec.structs.replace(run.results[0], hash=case.content_hash))
    writer.finish()


def suite_in(root: Path) -> Path:
    place = root / "testsuite" / "cpython"
    place.mkdir(parents=True)
    return place


def rows(page: str) -> dict[str, list[str]]:
    cells = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return {label: figures for label, *figures in cells[1:]}


def test_each_module_has_a_row_and_each_board_two_columns() -> None:
    night = {
        "cpython-builtins/test_list": [M, M, D],
        "cpython-language/test_with": [U, Word.REFERENCE],
        "language/expressions": [D] * 9,
    }
    told = altered(record(night), 0, assertions=4, matched=4)
    told = altered(told, 2, assertions=3, matched=1)
    other = record({"cpython-builtins/test_list": [M]}, "microbit")
    page = compatibility_page([told, other], ["onboard", "table", "wasm", "microbit"])
    assert rows(page[page.index("|  | `wasm` cases") :]) == {
        "**builtins**": ["**2/3 66%**", "**5/7 71%**", "**1/1 100%**", "-"],
        "test_list": ["2/3 66%", "5/7 71%", "1/1 100%", "-"],
        "**language**": ["**0/1 0%**", "-", "-", "-"],
        "test_with": ["0/1 0%", "-", "-", "-"],
        "**total**": ["**2/4 50%**", "**5/7 71%**", "**1/1 100%**", "-"],
    }
    assert "Made by `onboard table wasm microbit` of" in page
    assert "2 MATCH, 1 UNSUPPORTED, 1 DIFFER, 1 REFERENCE; against CPython 3.11.7" in page


def test_the_table_of_a_few_rows_goes_between_two_comments() -> None:
    hand = {"language/a": [M, D, Word.CRASH, U, Word.TOOBIG, Word.SKIP], "memory/b": [M]}
    run = altered(record(hand | {"cpython-builtins/test_list": [M, D]}), 7, assertions=4, matched=3)
    page = "a\n<!-- compatibility: -->\nold\n<!-- /compatibility -->\nb\n"
    placed = with_table(page, [run], ["onboard", "table", r"\1"])
    assert placed.startswith("a\n<!-- compatibility: onboard table \\1 -->\n| cases")
    assert placed.endswith("|\n<!-- /compatibility -->\nb\n")
    assert rows(placed) == {
        "written by hand": ["1 of 5, 2 differ, 2 not supported"],
        "CPython's own: the language": ["-"],
        "CPython's own: the built-in types": ["1 of 2 (3 of 4)"],
        "CPython's own: the library": ["-"],
    }
    assert with_table(placed, [run], ["onboard", "table", r"\1"]) == placed


@pytest.mark.parametrize("page", ["no place", f"{PLACE}{PLACE}"])
def test_a_page_without_one_place_for_the_table_stays_as_it_is(
    page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = record({"cpython-builtins/test_list": [M]})
    write_run(tmp_path, "cpython-builtins/test_list", 0, run)
    readme = tmp_path / "README.md"
    readme.write_text(page)
    suite = str(suite_in(tmp_path))
    assert main(["table", "wasm", "--suite", suite, "--readme", str(readme)]) == 2
    assert "places for the table; have one line" in capsys.readouterr().err
    assert readme.read_text() == page
    readme.write_text(PLACE)
    assert main(["table", "wasm", "--suite", suite, "--readme", str(readme)]) == 0
    assert "the built-in types | 1 of 1 |" in readme.read_text()


@pytest.mark.parametrize(
    ("run", "told"),
    [
        ("nobody", "of CPython's own tests on nobody; run pytest --board=nobody first"),
        ("absent.jsonl", "absent.jsonl: cannot be read"),
    ],
)
def test_a_run_that_is_not_there_is_told_in_one_line(
    run: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suite = suite_in(tmp_path)
    assert main(["table", run, "--suite", str(suite)]) != 0
    seen = capsys.readouterr()
    assert seen.out == ""
    assert told in seen.err
    assert seen.err.count("\n") == 1
    assert not (tmp_path / "reports").exists()


def test_a_run_without_derived_cases_is_no_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = record({"language/expressions": [M]})
    path = tmp_path / "run.jsonl"
    case = Case("language/expressions/0", "language/expressions", "", tmp_path)
    writer = RecordWriter(path, run.header, [case])
    writer.add(msgspec.structs.replace(run.results[0], hash=case.content_hash))
    writer.finish()
    suite = suite_in(tmp_path)
    assert main(["table", str(path), "--suite", str(suite)]) != 0
    assert "had none of CPython's own tests; run pytest --board=wasm" in capsys.readouterr().err


def test_the_newest_run_with_derived_cases_is_tabled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day, chapter in enumerate(("cpython-builtins/test_list", "language/expressions")):
        write_run(tmp_path, chapter, day, record({chapter: [M]}, day=day))
    suite = suite_in(tmp_path)
    assert main(["table", "wasm", "--suite", str(suite)]) == 0
    assert "| test_list | 1/1 100% |" in capsys.readouterr().out


def test_a_page_that_goes_to_a_device_leaves_it_one(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text(path, "page")
        assert os.read(reader, 10) == b"page"
    finally:
        os.close(reader)
    assert path.is_fifo()
