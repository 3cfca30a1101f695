"""What other tools read besides JUnit: names of files, and each format by a reader of it."""

import argparse
import json
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from harness.cli import main
from harness.commands.exporting import KINDS, run_export
from harness.errors import NotInstalled
from harness.exports.micropython import micropython_files, micropython_results
from harness.exports.naming import file_stems
from harness.exports.openmetrics import openmetrics
from harness.exports.shields import badge, shields_files
from harness.history.record import Record, one_line
from harness.history.standing import Standing
from harness.tests.standings import TEXT, all_words, board, hostile_records, standing
from harness.tests.test_comparison import one, run
from harness.verdict import Word

D = Word.DIFFER
RECORDS = st.lists(hostile_records(), min_size=1, max_size=3, unique_by=lambda it: it.header.board)


NAMES = {
    "plain": ("microbit", "microbit"),
    "a path": ("../../x", "x"),
    "a device": ("/dev/ttyACM0", "dev-ttyACM0"),
    "a version": ("wasm@1.24.1", "wasm-1.24.1"),
    "hidden": (".ssh", "ssh"),
    "an option": ("--out", "out"),
    "nothing": ("", "board"),
    "only dots": ("..", "board"),
    "a port of Windows": ("COM3", "board-COM3"),
    "a device of Windows": ("nul.x", "board-nul.x"),
    "long": ("x" * 300, "x" * 80),
}


@pytest.mark.parametrize(("name", "stem"), NAMES.values(), ids=NAMES)
def test_a_name_becomes_a_safe_stem(name: str, stem: str) -> None:
    assert file_stems([name]) == {name: stem}


@given(st.lists(TEXT))
def test_no_name_leads_out_of_the_folder_nor_is_another_board(names: list[str]) -> None:
    stems = file_stems(names)
    assert stems.keys() == set(names)
    assert len({it.lower() for it in stems.values()}) == len(stems)
    for stem in stems.values():
        assert Path("folder", stem).resolve().parent == Path("folder").resolve()
        assert stem.isascii()
        assert len(stem) < 100
    assert file_stems(names[::-1]) == stems


def test_boards_of_one_stem_are_numbered() -> None:
    assert file_stems(["a/b", "a?b", "A-B"]) == {"A-B": "A-B", "a/b": "a-b-2", "a?b": "a-b-3"}


def test_results_are_those_of_micropythons_own_runner() -> None:
    told = json.loads(micropython_results(run(*all_words(), board="wasm")))
    assert list(told) == ["args", "results", "failed_tests", "ignored_tests"]
    assert told["args"]["test_instance"] == "wasm"
    results = {name: (result, reason) for name, result, reason in told["results"]}
    assert results["match"] == ("pass", "")
    assert results["toobig"] == ("skip", "too large")
    assert results["unsupported"] == ("skip", "UNSUPPORTED: the detail")
    assert results["crash"] == ("fail", "CRASH: the detail")
    assert results["crash_known"] == ("skip", "known difference, CRASH: the detail")
    assert results["flaky"] == ("ignored", "flaky, FLAKY: the detail")
    assert results["infra"] == ("fail", "INFRA: the detail")
    failed = ["differ", "timeout", "crash", "infra", "infra_known"]
    assert told["failed_tests"] == failed
    assert told["ignored_tests"] == ["flaky", "flaky_known"]
    (name,) = [name for name, _ in micropython_files([board("../x", one())])]
    assert name == "micropython/x/_results.json"


@given(hostile_records())
def test_hostile_results_are_json(record: Record) -> None:
    told = json.loads(micropython_results(record))
    assert len(told["results"]) == len(record.results)


SOME = (one("a"), one("b", D), one("c", Word.SKIP))
FELL = board("x", one("a", D), before=(one("a"),))
BADGES = {
    "first run": (board("x", *SOME), "1/2 cases", "blue"),
    "nothing new": (
        board("x", *SOME, before=SOME),
        "1/2 cases - 0 new failures",
        "brightgreen",
    ),
    "one fails": (
        board("x", one("a"), one("b", D), before=(one("a"), one("b"))),
        "1/2 cases - 1 new failure",
        "red",
    ),
    "another suite": (board("x", *SOME, before=(one("z"),)), "1/2 cases", "blue"),
    "silent": (
        standing(FELL.record, FELL.before, stale=True),
        "no data since 2026-11-21",
        "lightgrey",
    ),
}


@pytest.mark.parametrize(("it", "message", "color"), BADGES.values(), ids=BADGES)
def test_a_badge_tells_where_a_board_stands(it: Standing, message: str, color: str) -> None:
    made = badge("x", [it])
    assert (made.message, made.color) == (message, color)


def test_the_total_badge_leaves_silent_boards_out() -> None:
    fails = board("a", one("a", D), one("b"), before=(one("a"), one("b")))
    silent = standing(run(*[one(str(it)) for it in range(2000)], board="b"), stale=True)
    files = {name: json.loads(data) for name, data in shields_files([fails, silent])}
    assert files["shields.json"] == {
        "schemaVersion": 1,
        "label": "onboard, 2 boards",
        "message": "1/2 cases - 1 new failure - 1 without data",
        "color": "red",
    }
    assert files["shields/b.json"]["message"] == "no data since 2026-11-21"


@given(RECORDS)
def test_hostile_badges_are_one_line_of_ascii(records: list[Record]) -> None:
    for name, data in shields_files([standing(it) for it in records]):
        assert ".." not in name
        told = json.loads(data)
        assert (told["label"] + told["message"]).isascii()
        assert len(told["label"]) <= 40


def health(*records: Record) -> dict[tuple[str, ...], float]:
    text = openmetrics([standing(it) for it in records])
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_health_is_what_the_bench_had_to_do() -> None:
    record = run(
        one("a", attempts=3, recoveries=("restart", "restart", "restore")),
        one("b", Word.FLAKY, attempts=2), one("c", Word.INFRA, attempts=0), one("d", Word.CRASH),
        board="wasm",
    )  # fmt: skip
    late = record.header.started + timedelta(seconds=90.25)
    footer = msgspec.structs.replace(record.footer, finished=late)
    told = health(Record(record.header, record.results, footer))
    started = record.header.started.timestamp()
    plain = {it[0].removeprefix("onboard_"): value for it, value in told.items() if not it[2:]}
    assert plain == {
        "board_up": 1, "last_seen_timestamp_seconds": started,
        "last_run_timestamp_seconds": started, "run_seconds": 90.25, "run_cases": 4,
        "run_retries": 3, "run_flaky": 1, "run_infra": 1, "run_crashes": 1, "run_timeouts": 0,
    }  # fmt: skip
    assert told["onboard_run_recoveries", "wasm", "restart"] == 2
    assert told["onboard_run_recoveries", "wasm", "restore"] == 1


def test_a_silent_board_is_not_up() -> None:
    silent = standing(run(one(), board="x"), stale=True)
    assert 'onboard_board_up{board="x"} 0\n' in openmetrics([silent])


@given(RECORDS)
def test_hostile_labels_come_back_on_one_line(records: list[Record]) -> None:
    told = health(*records)
    assert openmetrics([standing(it) for it in records]).count("# EOF\n") == 1
    names = {one_line(it.header.board) for it in records}
    assert {it[1] for it in told} == names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with the record of a board that is called `../../x`."""
    records = tmp_path / "a" / "b" / "runs"
    records.mkdir(parents=True)
    record = run(one("a"), one("b", D, detail="\x1b=why"), board="../../x", run="x", planned=2)
    lines = [record.header, *record.results, record.footer]
    text = b"".join(msgspec.json.encode(it) + b"\n" for it in lines)
    (records / "x.jsonl").write_bytes(text)
    return records


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_writes_into_its_folder_only(
    kind: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder.parent / "out"
    told = ["export", kind, "--records", str(folder), "--out", str(out)]
    assert main(told) == 0
    written = [it for it in out.rglob("*") if it.is_file()]
    lines = capsys.readouterr().out.splitlines()
    assert sorted(lines) == sorted(f"{it}: written" for it in written)
    top = folder.parents[2]
    assert {it for it in top.rglob("*") if it.is_file()} == {*written, folder / "x.jsonl"}
    before = {it: it.read_bytes() for it in written}
    assert main(told) == 0
    assert {it: it.read_bytes() for it in written} == before


def test_records_that_are_passed_over_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "y.jsonl").write_bytes(b"torn")
    told = ["export", "csv", "--records", str(folder), "--out", str(folder.parent / "out")]
    assert main(told) == 0
    assert capsys.readouterr().err.startswith("onboard: passed over: ")


def test_no_records_are_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "csv", "--records", str(tmp_path), "--out", str(tmp_path)]) == 2
    assert "no whole run" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("kind", "package", "extra"),
    [("junit", "junitparser", "publish"), ("parquet", "duckdb", "history")],
)
def test_a_missing_package_is_told_with_what_brings_it(
    kind: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, f"harness.exports.{kind}", raising=False)
    with pytest.raises(NotInstalled, match=f"{package} is missing; .*{extra}"):
        run_export(argparse.Namespace(kind=kind))
