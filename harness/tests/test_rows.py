"""One row a board and case: as CSV that no spreadsheet runs, and as Parquet."""

import csv
import io
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.exports.parquet import parquet_bytes
from harness.exports.rows import columns, csv_text
from harness.history.record import Record, one_line
from harness.tests.standings import hostile_records
from harness.tests.test_comparison import one, run
from harness.verdict import Word

M, D = Word.MATCH, Word.DIFFER
RECORDS = st.lists(hostile_records(), min_size=1, max_size=3)


def read_csv(*records: Record) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text(columns(records)), newline=""), strict=True))


def test_a_row_has_every_figure() -> None:
    measured = one(
        "a", D, detail="why", heap_before=100, heap_collected=36, min_heap=4304, work=2**60,
        assertions=3, matched=2, figures={"pause_us": 1.5}, whole=M, recoveries=("restart",),
    )  # fmt: skip
    (row, other) = read_csv(run(measured, one("b"), board="wasm", probe={"version": "1.29.0"}))
    assert row["board"] == "wasm"
    assert row["started"] == "2026-11-21T03:04:00Z"
    assert (row["version"], row["exact"], row["known"]) == ("1.29.0", "true", "false")
    assert (row["verdict"], row["whole"], row["detail"]) == ("DIFFER", "MATCH", "why")
    assert (row["assertions"], row["matched"], row["recoveries"]) == ("3", "2", "1")
    figures = {name: text for name, text in row.items() if name.startswith("figure_")}
    assert figures == {
        "figure_live_bytes": "-64", "figure_min_heap_bytes": "4304", "figure_pause_us": "1.5",
        "figure_work_fuel": str(2**60),
    }  # fmt: skip
    assert {other[name] for name in figures} == {""}


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\uff1d1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_board_is_a_formula(text: str) -> None:
    (row,) = read_csv(run(one(text, D, detail=text), board=text))
    assert (row["board"], row["case"], row["detail"]) == (f"'{text}",) * 3


@given(RECORDS)
def test_hostile_rows_are_whole_and_no_formulas(records: list[Record]) -> None:
    rows = read_csv(*records)
    results = [it for record in records for it in record.results]
    assert len(rows) == len(results)
    for row, result in zip(rows, results, strict=True):
        assert None not in row
        assert row["case"].removeprefix("'") == one_line(result.case).removeprefix("'")
        for name in ("board", "firmware", "case", "chapter", "detail"):
            assert not row[name].lstrip().startswith(("=", "+", "-", "@"))
            assert not set(row[name]) & set("\r\n\t\x00")


def read_parquet(folder: Path, *records: Record) -> list[dict[str, object]]:
    path = folder / "x.parquet"
    path.write_bytes(parquet_bytes(columns(records)))
    with duckdb.connect() as connection:
        found = connection.execute("FROM read_parquet(?)", [str(path)])
        names = [it[0] for it in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_parquet_has_the_same_rows_with_types_and_texts_as_they_are(tmp_path: Path) -> None:
    first = one("=1", D, detail="-x", figures={"pause_us": 1.5}, known=True)
    rows = read_parquet(tmp_path, run(first, one("b", work=7), board="z"), run(one(), board="a"))
    assert [(it["board"], it["case"]) for it in rows] == [("z", "=1"), ("z", "b"), ("a", "a")]
    row = rows[0]
    assert (row["detail"], row["known"], row["attempts"]) == ("-x", True, 1)
    assert (row["figure_pause_us"], row["figure_work_fuel"]) == (1.5, None)
    assert str(row["started"]) == "2026-11-21 03:04:00"
    assert rows[1]["figure_work_fuel"] == 7


def test_hostile_parquet_is_read(tmp_path: Path) -> None:
    nasty = "\x00\x1b\ud800]]>'\"; DROP"
    (row,) = read_parquet(tmp_path, run(one(nasty, detail=nasty, figures={"'": 1}), board=nasty))
    assert row["case"] == row["detail"] == row["board"] == one_line(nasty)
    assert row["figure_'"] == 1
