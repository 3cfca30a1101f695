"""The history of all runs: from record files into a database, and what it answers."""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import msgspec
import pytest

from harness.cli import main
from harness.errors import Misconfigured
from harness.history.archive import compact, restore
from harness.history.columns import WORDS
from harness.history.drift import drift
from harness.history.files import compress_record
from harness.history.metrics import Kind
from harness.history.queries import case_over_time, changes, choose, matches_since, matrix
from harness.history.record import Result, read_record
from harness.history.store import Store, open_store
from harness.tests.test_compare_command import case, night, write
from harness.verdict import Word

M, D, U, C = Word.MATCH, Word.DIFFER, Word.UNSUPPORTED, Word.CRASH
History = Callable[..., tuple[int, str, str]]


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    folder = tmp_path / "runs"
    folder.mkdir()
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "runs.duckdb") as opened:
        yield opened


@pytest.fixture
def history(runs: Path, capsys: pytest.CaptureFixture[str]) -> History:
    """Ask the history of the test's records: the status and what was written."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["history", *arguments, "--records", str(runs)])
        return (status, *capsys.readouterr())

    return run


def words(store: Store) -> dict[str, str]:
    """Give the newest verdicts of each case, a letter a board."""
    told = matrix(store)
    letters = [
        "".join(WORDS[code][0] if code >= 0 else "." for code in row)
        for row in told.verdicts.tolist()
    ]
    return dict(zip(told.cases, letters, strict=True))


def test_every_field_of_a_record_that_is_asked_for_is_stored(runs: Path, store: Store) -> None:
    rich = Result(
        "", "", "part/chapter", D, "why", heap_before=480, heap_uncollected=1480,
        heap_collected=980, work=10**12, whole=C, assertions=9, matched=5, min_heap=2048,
        figures={"pause_us": 1.5, "deep_calls": 40},
    )  # fmt: skip
    bare = Result("", "", "part/chapter", M)
    path = write(runs, "r", [(case("a"), rich), (case("b\0é"), bare)])
    assert store.load(runs) == []
    record = read_record(path)
    assert store.rows("SELECT run, file, board, exact, work_unit, planned FROM runs") == [
        ("r", "r", record.header.board, True, "fuel", 2)
    ]
    assert store.rows("SELECT started FROM runs") == [
        (record.header.started.astimezone(UTC).replace(tzinfo=None),)
    ]
    stored = store.rows(
        "SELECT id, chapter, hash, verdict, whole, details.detail, assertions, matched,"
        " live_bytes, allocated_bytes, min_heap_bytes, work FROM results"
        " JOIN cases ON case_no = cases.no JOIN details ON results.detail = details.no ORDER BY id"
    )
    hashes = [int(it.hash, 16) for it in record.results]
    assert stored == [
        ("a", "part/chapter", hashes[0], "DIFFER", "CRASH", "why", 9, 5, 500, 1000, 2048, 10**12),
        ("b\0é", "part/chapter", hashes[1], "MATCH", None, "", 0, 0, None, None, None, None),
    ]
    figures = store.rows("SELECT case_no, name, value FROM figures ORDER BY name")
    assert figures == [(0, "deep_calls", 40.0), (0, "pause_us", 1.5)]


def test_only_new_files_are_read(runs: Path, store: Store) -> None:
    night(runs, 1)
    store.load(runs)
    (runs / "1-wasm.jsonl").write_text("no longer a record")
    compress_record(night(runs, 2))
    assert store.load(runs) == []
    assert store.load(runs) == []
    assert store.rows("SELECT run FROM runs ORDER BY no") == [("1-wasm",), ("2-wasm",)]
    assert store.rows("SELECT count(*) FROM results") == [(4,)]


def test_damage_is_told_and_the_rest_is_loaded(runs: Path, history: History) -> None:
    torn = night(runs, 1)
    torn.write_bytes(torn.read_bytes()[:-3])
    night(runs, 2)
    (runs / "9.jsonl").write_text('{"line":"header","format":9}\n')
    (runs / "copy.jsonl").write_bytes((runs / "2-wasm.jsonl").read_bytes())
    odd = (runs / "2-wasm.jsonl").read_text().replace('"hash":"', '"hash":"x')
    (runs / "odd.jsonl").write_text(odd.replace('"run":"2-wasm"', '"run":"odd"'))
    status, out, err = history()
    assert status == 1
    assert out.splitlines()[1].split()[:2] == ["wasm", "1"]
    told = err.splitlines()
    assert len(told) == 4
    assert all(line.startswith("onboard: passed over: ") for line in told)
    assert "torn" in told[0]
    assert "format 9 is not 4" in told[1]
    assert "copy.jsonl: is run 2-wasm, as the record 2-wasm is; remove one" in told[2]
    assert "odd.jsonl: the hash of c0 is not 16 hexadecimal digits" in told[3]
    night(runs, 3)
    torn.unlink()
    (runs / "9.jsonl").unlink()
    (runs / "copy.jsonl").unlink()
    (runs / "odd.jsonl").unlink()
    assert history()[0] == 0


def test_the_newest_whole_run_counts_in_whatever_order_runs_come(runs: Path, store: Store) -> None:
    night(runs, 3, (D, M, U))
    store.load(runs)
    night(runs, 2, (C, C, C))
    night(runs, 4, (C, C, C), interrupted=True)
    night(runs, 2, (M, M), board="pico")
    store.load(runs)
    assert choose(store) == 3
    assert words(store) == {"c0": "MD", "c1": "MM", "c2": ".U"}
    assert choose(store, "wasm", "1.29.0") == 2
    assert matrix(store, newest=False).verdicts.tolist() == [[2], [0], [1]]


def test_the_newest_verdicts_are_right_after_a_load_that_was_killed(
    runs: Path, store: Store
) -> None:
    night(runs, 1)
    store.load(runs)
    store.connection.execute("DELETE FROM latest")
    store.connection.execute("UPDATE about SET renewed = 0")  # as if it had ended before
    night(runs, 2, (D, D), board="pico")
    store.load(runs)
    choose(store)
    assert words(store) == {"c0": "DM", "c1": "DM"}


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ((), 3),
        (("wasm",), 2),
        (("wasm@1.24.1",), 1),
        (("", "1.24.1"), 1),
        (("", "1.29.0-6"), 2),
        (("", "", "p"), 3),
        (("", "", "q"), 0),
        (("nobody",), 0),
    ],
)
def test_runs_are_chosen(runs: Path, store: Store, arguments: Sequence[str], count: int) -> None:
    night(runs, 1)
    night(runs, 2, board="wasm@1.24.1", version="1.24.1")
    night(runs, 2, board="pico")
    store.load(runs)
    assert choose(store, *arguments) == count


def test_of_a_case_the_looks_are_told_at_which_something_changed(runs: Path, store: Store) -> None:
    for day, (word, work) in enumerate([(M, 1000), (M, 1000), (M, 1001), (D, 1001), (D, 1001)], 1):
        night(runs, day, (word,), work=work)
        night(runs, day, (M,), board="pico", work=1000 * day, exact=False, work_unit="us")
    store.load(runs)
    choose(store)
    looks = case_over_time(store, "c0")
    assert [(it.run, it.runs, it.verdict, it.detail, it.figures) for it in looks] == [
        ("1-pico", 5, M, "why", {"work_us": 1000}),
        ("1-wasm", 5, M, "why", {"work_fuel": 1000}),
        ("3-wasm", 5, M, "why", {"work_fuel": 1001}),
        ("4-wasm", 5, D, "why", {"work_fuel": 1001}),
    ]
    assert looks[0].started == datetime(2026, 11, 1, 3)  # noqa: DTZ001 - in UTC, as stored
    assert case_over_time(store, "c1") == []


@pytest.mark.parametrize(("more", "count"), [(15, 1), (16, 2)])
def test_a_block_of_the_heap_is_a_change_of_a_case(
    runs: Path, store: Store, more: int, count: int
) -> None:
    figures(runs, 1, min_heap=5000)
    figures(runs, 2, min_heap=5000 + more)
    store.load(runs)
    choose(store)
    assert len(case_over_time(store, "a")) == count


def test_changes_are_those_between_the_last_two_runs_of_the_suite(runs: Path, store: Store) -> None:
    night(runs, 1, (M, C, M, M))
    night(runs, 2, (M, M, M, Word.SKIP))
    night(runs, 3, (D,))
    night(runs, 4, (D, M, Word.FLAKY, M))
    night(runs, 4, (C, M, M, M), board="pico")
    store.load(runs)
    choose(store)
    assert [(it.board, it.case, it.before, it.after) for it in changes(store)] == [
        ("wasm", "c0", M, D)
    ]


def test_another_program_is_no_change(runs: Path, store: Store) -> None:
    for run, program, word, day in (("1", "print(1)", M, 1), ("2", "print(2)", D, 2)):
        result = Result("", "", "chapter", word)
        write(runs, run, [(case("a", program), result)], started=datetime(2026, 1, day, tzinfo=UTC))
    store.load(runs)
    choose(store)
    assert changes(store) == []
    assert drift(store, Kind.SPEED, 30).alerts == []


def figures(folder: Path, day: int, **fields: object) -> None:
    result = msgspec.structs.replace(Result("", "", "chapter", M), **fields)
    started = datetime(2026, 11, day, 3, tzinfo=UTC)
    write(folder, f"{day}-wasm", [(case("a"), result)], board="wasm", started=started)


DRIFTS = {
    "live": (Kind.RAM, {"heap_before": 0, "heap_collected": 160}, {"heap_before": 0,
             "heap_collected": 176}, "live_bytes", True),
    "less than a block": (Kind.RAM, {"heap_before": 0, "heap_collected": 160},
                          {"heap_before": 0, "heap_collected": 170}, "", True),
    "smallest heap": (Kind.RAM, {"min_heap": 5000}, {"min_heap": 4000}, "min_heap_bytes", False),
    "work": (Kind.SPEED, {"work": 1000}, {"work": 1002}, "work_fuel", True),
    "work is no RAM": (Kind.RAM, {"work": 1000}, {"work": 1002}, "", True),
    "a figure in bytes": (Kind.RAM, {"figures": {"x_free_bytes": 64.0}},
                          {"figures": {"x_free_bytes": 32.0}}, "x_free_bytes", True),
    "a figure in time": (Kind.SPEED, {"figures": {"x_us": 10.0}}, {"figures": {"x_us": 9.0}},
                         "x_us", False),
    "run in another way": (Kind.RAM, {"min_heap": 5000, "whole": M},
                           {"min_heap": 4000, "whole": D}, "", False),
}  # fmt: skip


@pytest.mark.parametrize("row", DRIFTS.values(), ids=DRIFTS)
def test_the_first_night_is_held_against_the_last(
    runs: Path, store: Store, row: tuple[Kind, dict[str, object], dict[str, object], str, bool]
) -> None:
    kind, before, after, metric, worse = row
    figures(runs, 1, **before)
    figures(runs, 2, **before)
    figures(runs, 9, **after)
    store.load(runs)
    choose(store)
    told = [(it.board, it.metric, it.worse, it.of) for it in drift(store, kind, 30).alerts]
    assert told == ([("wasm", metric, worse, 1)] if metric else [])
    # The newest run alone is held against the last one before.
    assert [it.metric for it in drift(store, kind, 5).alerts] == ([metric] if metric else [])


def test_only_where_a_night_is_alone_the_run_before_counts(runs: Path, history: History) -> None:
    night(runs, 1, work=500)
    for day, work in ((2, 1000), (8, 1000), (9, 1100)):
        night(runs, day, board="pico", work=work)
    night(runs, 9, board="esp")
    alone = "esp: one run in 5 nights: nothing to compare\n"
    assert "  median +100 +10.0%" in history("speed", "--nights=5", "--board=pico")[1]
    assert history("speed", "--nights=5", "--board=wasm") == (
        0, "wasm: one run in 5 nights: nothing to compare\n", ""
    )  # fmt: skip
    out = history("speed", "--nights=5")[1]
    assert out.startswith("pico:\n")
    assert out.endswith(alone)
    assert history("ram", "--nights=5")[1] == f"nothing changed in 5 nights\n{alone}"
    night(runs, 10, work=550)
    told = history("speed", "--nights=5", "--board=wasm")[1]
    assert told.startswith("wasm:\n  worse: work_fuel slower in 2 of 2 cases\n")
    night(runs, 11, work=550)
    assert history("speed", "--nights=5", "--board=wasm")[1] == "nothing changed in 5 nights\n"


def test_a_clock_is_judged_by_the_gate(runs: Path, store: Store) -> None:
    for day, work in enumerate([*[1000] * 14, *[1100] * 5], 1):
        night(runs, day, (M,), board="pico", exact=False, work_unit="us", work=work + day % 3)
        night(
            runs, day, (M,), board="esp", exact=False, work_unit="us", work=1000 + 200 * (day % 3)
        )
    store.load(runs)
    choose(store)
    (alert,) = drift(store, Kind.SPEED, 30).alerts
    assert (alert.board, alert.metric, alert.worse, alert.of) == ("pico", "work_us", True, 1)
    assert alert.median == pytest.approx(10, abs=0.2)


def test_figures_in_a_unit_of_time_are_judged_by_the_gate_too(runs: Path, store: Store) -> None:
    for day, pause in enumerate([*[1000] * 14, *[1200] * 5], 1):
        figures = {"gc_pause_us": pause + day % 3, "depth_calls": 7}
        night(runs, day, (M,), board="pico", exact=False, work_unit="", figures=figures)
    store.load(runs)
    choose(store)
    (alert,) = drift(store, Kind.SPEED, 30).alerts
    assert (alert.board, alert.metric, alert.worse, alert.of) == ("pico", "gc_pause_us", True, 1)


def test_matches_since_goes_by_version_and_then_by_time(runs: Path, store: Store) -> None:
    night(runs, 3, (D, M, M, D), board="wasm@1.9.2", version="1.9.2")
    night(runs, 2, (M, M, D, D), board="wasm@1.10.0", version="1.10.0")
    night(runs, 1, (M, M, M, M), version="1.11.0")
    night(runs, 4, (M, M, M, C), version="1.11.0")
    store.load(runs)
    choose(store)
    found = {it.case: (it.board, it.version, it.always) for it in matches_since(store)}
    assert found == {
        "c0": ("wasm", "1.10.0", False),
        "c1": ("wasm", "1.9.2", True),
        "c2": ("wasm", "1.11.0", False),
    }


def everything(store: Store) -> list[object]:
    return [
        store.rows(
            "SELECT runs.* EXCLUDE (no, archived), id, chapter, hash, verdict, whole,"
            " details.detail, assertions, matched,"
            " live_bytes, allocated_bytes, min_heap_bytes, work"
            " FROM results JOIN runs ON run_no = runs.no JOIN cases ON case_no = cases.no"
            " JOIN details ON results.detail = details.no ORDER BY ALL"
        ),
        store.rows(
            "SELECT run, id, name, value FROM figures JOIN runs ON run_no = runs.no"
            " JOIN cases ON case_no = cases.no ORDER BY ALL"
        ),
        store.rows("SELECT board, id, started, verdict FROM latest JOIN cases ON case_no = no"
                   " ORDER BY ALL"),
    ]  # fmt: skip


def test_a_database_is_made_again_from_parquet_and_records(tmp_path: Path, runs: Path) -> None:
    archive = tmp_path / "archive"
    figures(runs, 1, figures={"x_us": 1.0}, detail="it's")
    night(runs, 2, (M, D), board="pico")
    with open_store(tmp_path / "one.duckdb") as store:
        store.load(runs)
        assert compact(store, archive, date(2026, 11, 30)) == []
        assert compact(store, archive, date(2026, 12, 1)) == [
            ("2026-11", ["1-wasm", "2-pico"])
        ]  # fmt: skip
        assert compact(store, archive, date(2026, 12, 1)) == []
        night(runs, 3, (D, D), board="late")
        store.load(runs)
        assert compact(store, archive, date(2027, 1, 9)) == [("2026-11.2", ["3-late"])]
        wanted = everything(store)
    assert sorted(it.name for it in archive.iterdir()) == ["2026-11", "2026-11.2"]
    for path in runs.iterdir():
        path.unlink()
    with open_store(tmp_path / "two.duckdb") as store:
        assert restore(store, archive) == []
        assert everything(store) == wanted
        assert restore(store, archive) == []
        night(runs, 4)
        assert store.load(runs) == []
        assert store.rows("SELECT count(*) FROM runs") == [(4,)]
        choose(store)
        assert words(store)["c0"] == "DMM"


def test_a_run_that_is_archived_twice_is_taken_once(tmp_path: Path, runs: Path) -> None:
    night(runs, 1)
    for name in ("one", "two"):
        with open_store(tmp_path / f"{name}.duckdb") as store:
            store.load(runs)
            compact(store, tmp_path / name, date(2026, 12, 1))
    (tmp_path / "two" / "2026-11").rename(tmp_path / "one" / "2026-11.2")
    with open_store(tmp_path / "three.duckdb") as store:
        assert restore(store, tmp_path / "one") == []
        assert store.rows("SELECT count(*) FROM results") == [(2,)]


def test_a_damaged_month_is_told_in_one_line_and_the_rest_is_taken(
    tmp_path: Path, runs: Path, store: Store
) -> None:
    archive = tmp_path / "archive"
    night(runs, 1)
    store.load(runs)
    compact(store, archive, date(2026, 12, 1))
    shutil.copytree(archive / "2026-11", archive / "2026-10")
    results = archive / "2026-10" / "results.parquet"
    results.write_bytes(results.read_bytes()[:-20])
    (archive / ".2026-12.part").mkdir()
    with open_store(tmp_path / "anew.duckdb") as anew:
        (fault,) = restore(anew, archive)
        assert "2026-10: cannot be read: " in fault
        assert "\n" not in fault
        assert anew.rows("SELECT count(*) FROM results") == [(2,)]


def test_a_compaction_that_was_killed_is_begun_again(
    tmp_path: Path, runs: Path, store: Store
) -> None:
    part = tmp_path / "archive" / ".2026-11.part"
    part.mkdir(parents=True)
    (part / "results.parquet").write_bytes(b"half")
    night(runs, 1)
    store.load(runs)
    assert compact(store, tmp_path / "archive", date(2026, 12, 1)) == [("2026-11", ["1-wasm"])]
    assert not part.exists()


def test_what_is_no_database_is_told_in_one_line(tmp_path: Path, runs: Path) -> None:
    path = tmp_path / "x.duckdb"
    path.write_bytes(b"hello" * 10_000)
    with (
        pytest.raises(Misconfigured, match=r"cannot be opened.*made again") as caught,
        open_store(path),
    ):
        pass
    assert "\n" not in str(caught.value)
    path.unlink()
    night(runs, 1)
    with open_store(path) as store:
        store.connection.execute("UPDATE about SET format = 99")
    with pytest.raises(Misconfigured, match="another onboard's, of format 99"), open_store(path):
        pass


FOREIGN = {
    "its own about": "CREATE TABLE about (who VARCHAR)",
    "about with a format": "CREATE TABLE about AS SELECT 1 AS format, 0 AS renewed",
    "its own runs": "CREATE TABLE runs (run VARCHAR)",
    "other tables": "CREATE TABLE measurements AS FROM range(1000)",
    "a view": "CREATE VIEW seven AS SELECT 7",
    "a schema": "CREATE SCHEMA lab; CREATE TABLE lab.about AS SELECT 1 AS format, 0 AS renewed",
}


@pytest.mark.parametrize("script", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_database_is_refused_and_not_written_into(
    tmp_path: Path, runs: Path, history: History, script: str
) -> None:
    night(runs, 1)
    path = tmp_path / "theirs.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(script)
    whole = path.read_bytes()
    status, out, err = history(f"--database={path}")
    assert (status, out) == (2, "")
    assert "is no history of runs" in err
    assert err.count("\n") == 1
    assert path.read_bytes() == whole
    assert sorted(it.name for it in tmp_path.iterdir()) == ["runs", "theirs.duckdb"]


def test_an_empty_database_is_taken(tmp_path: Path, runs: Path, history: History) -> None:
    night(runs, 1)
    path = tmp_path / "x.duckdb"
    path.touch()
    assert history(f"--database={path}")[0] == 0
    path.unlink()
    duckdb.connect(str(path)).close()
    assert history(f"--database={path}")[0] == 0


PAGE_BYTES = 256 * 1024  # of a database's file, after three of 4 KiB


def test_a_damaged_page_is_told_in_one_line(tmp_path: Path, runs: Path, history: History) -> None:
    for day in (1, 2):
        night(runs, day, [M, D] * 3000)
    assert history()[0] == 0
    path = tmp_path / "runs.duckdb"
    whole = path.read_bytes()
    refused = 0
    for place in range(3 * 4096 + 100, len(whole), PAGE_BYTES):
        path.write_bytes(whole[:place] + b"\xa5" * 64 + whole[place + 64 :])
        for question in ("matrix", "ram", "since", "compact"):
            status, _, err = history(question)
            if status:
                refused += 1
                assert (status, err.count("\n")) == (2, 1)
                assert "remove it, it is made again from the records" in err
    assert refused


LARGE = {
    "work": {"work": 2**63},
    "the smallest heap": {"min_heap": 2**63},
    "the heap": {"heap_before": 0, "heap_collected": 2**63, "heap_uncollected": 1},
    "a difference": {"heap_before": -(2**62), "heap_collected": 2**62, "heap_uncollected": 0},
    "a negative": {"work": -(2**63) - 1},
    "assertions": {"assertions": 2**31},
    "matched": {"matched": 2**63},
}


@pytest.mark.parametrize("fields", LARGE.values(), ids=LARGE)
def test_a_number_with_no_room_is_damage_of_its_record(
    runs: Path, history: History, fields: dict[str, object]
) -> None:
    figures(runs, 1, **fields)
    night(runs, 2)
    status, out, err = history()
    assert status == 1
    assert out.splitlines()[1].split()[:2] == ["wasm", "1"]
    assert err.startswith("onboard: passed over: ")
    assert "1-wasm.jsonl: a number of a is too large" in err
    assert err.count("\n") == 1


def test_a_database_that_another_process_has_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    with open_store(path):
        program = f"from harness.history.store import *\nwith open_store(Path({str(path)!r})): pass"
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=False
        )
    assert "another onboard history has it" in done.stderr.splitlines()[-1]


# The command.


def test_the_command_answers(runs: Path, history: History) -> None:
    night(runs, 1, (M, D, M), version="1.28.0")
    night(runs, 2, (M, M, D), work=1100)
    night(runs, 2, (M, D, C), board="pico")
    told = {it: history(it) for it in ("runs", "matrix", "changes", "speed", "ram", "since")}
    assert {(status, err) for status, _, err in told.values()} == {(0, "")}
    rows = [line.split() for line in told["runs"][1].splitlines()]
    assert ["wasm", "2", "2026-11-01", "2026-11-02", "1.29.0"] in rows
    assert "match on all boards: 1 of 3 cases" in told["matrix"][1]
    assert "  CD  c2\n" in told["matrix"][1]
    assert "wasm: 2 changed\n  DIFFER -> MATCH  c1\n  MATCH -> DIFFER  c2\n" in told["changes"][1]
    assert "  worse: work_fuel slower in 1 of 1 cases\n" in told["speed"][1]
    assert told["ram"][1].splitlines() == [
        "nothing changed in 30 nights",
        "pico: one run in 30 nights: nothing to compare",
    ]
    assert "  since 1.28.0: 1, 1 of them in all runs\n  since 1.29.0: 1\n" in told["since"][1]
    assert "c1  (2-wasm)" in history("since", "--all")[1]
    status, out, _ = history("case", "c2", "--board=wasm")
    assert status == 0
    assert Counter(out.split())["wasm:"] == 1
    assert "now DIFFER" in out
    assert "pico" not in history("matrix", "--board=wasm")[1]


def test_compact_compresses_the_records_of_what_it_archives(
    tmp_path: Path, runs: Path, history: History
) -> None:
    night(runs, 1)
    path = runs / "1-wasm.jsonl"
    path.write_text(path.read_text().replace("2026-11-01T", "2025-11-01T"))
    status, out, err = history("compact")
    assert (status, err) == (0, "")
    assert (
        out == f"{tmp_path / 'runs-archive' / '2025-11'}: written, 1 runs, 1 records compressed\n"
    )
    assert [it.name for it in runs.iterdir()] == ["1-wasm.jsonl.gz"]
    (tmp_path / "runs.duckdb").unlink()
    assert history()[1].splitlines()[1].split()[:2] == ["wasm", "1"]
    assert "no month" in history("compact")[1]


def test_what_a_killed_compaction_left_plain_is_compressed_by_the_next(
    tmp_path: Path, runs: Path, history: History
) -> None:
    for day in (1, 2, 3):
        night(runs, day, started=datetime(2025, 11, day, tzinfo=UTC))
    with open_store(tmp_path / "runs.duckdb") as store:
        store.load(runs)
        compact(store, tmp_path / "runs-archive", date(2026, 1, 1))  # and killed
    compress_record(runs / "1-wasm.jsonl")
    torn = runs / "3-wasm.jsonl"
    torn.write_bytes(torn.read_bytes()[:-3])
    status, out, err = history("compact")
    assert (status, out) == (
        1, f"{runs}: 1 records compressed, of months that were written before\n"
    )  # fmt: skip
    assert "3-wasm.jsonl:4: torn" in err
    assert sorted(it.name for it in runs.iterdir()) == [
        "1-wasm.jsonl.gz", "2-wasm.jsonl.gz", "3-wasm.jsonl"
    ]  # fmt: skip
    torn.unlink()
    assert history("compact")[:2] == (0, "no month that is past has runs that are not archived\n")


REFUSED = {
    "no case": (["case"], "name a case after `case`"),
    "a case too many": (["matrix", "c0"], "name a case after `case`"),
    "an unknown case": (["case", "c"], "c: no such case; with that in their names: c0, c1"),
    "an unknown board": (["--board=nobody"], "no whole run of what is asked; there are 1 of wasm"),
    "no nights": (["ram", "--nights=0"], "--nights must be"),
    "no folder": (["--records=absent"], "absent: no folder"),
}


@pytest.mark.parametrize(("arguments", "told"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_question_is_told_in_one_line(
    runs: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    night(runs, 1)
    assert main(["history", "--records", str(runs), *arguments]) == 2
    seen = capsys.readouterr()
    assert seen.out == ""
    assert told in seen.err
    assert seen.err.count("\n") == 1


def test_without_runs_it_says_how_to_get_some(history: History) -> None:
    status, out, err = history()
    assert (status, out) == (2, "")
    assert "run pytest --board=BOARD first" in err


def test_without_duckdb_one_line_says_what_to_install(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("commands.archivist", "history.store", "history.archive", "history.queries"):
        monkeypatch.delitem(sys.modules, f"harness.{module}", raising=False)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    status, out, err = history()
    assert (status, out) == (1, "")
    assert err == (
        "onboard: onboard history: duckdb is missing; pip install 'pytest-onboard[history]'\n"
    )
