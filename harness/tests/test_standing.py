"""Which run stands for a board, in folders of real records."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from harness.errors import Misconfigured
from harness.history.files import compress_record
from harness.history.record import Header, RecordWriter, Result, run_id
from harness.history.standing import NIGHTS, PATIENCE, Standings, standings
from harness.suite.case import Case
from harness.verdict import Word

BEGAN = datetime(2026, 11, 1, 2, tzinfo=UTC)
NAMES = [f"case{number}" for number in range(200)]

Keep = Callable[..., Path]


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Write the record of a run into the folder `runs`, and give its path."""

    def write(
        board: str,
        day: float,
        results: Sequence[Result] = (),
        *,
        names: Sequence[str] = NAMES,
        interrupted: bool = False,
        **changes: object,
    ) -> Path:
        started = BEGAN + timedelta(days=day)
        header = Header(
            run=run_id(started, board), started=started, board=board, profile="p",
            probe={"version": "1.29.0"}, firmware="v1.29.0", reference="CPython 3.11.7",
            harness="0", command=["pytest"], planned=len(names), exact=True, work_unit="fuel",
        )  # fmt: skip
        header = msgspec.structs.replace(header, **changes)
        cases = [Case(name, "language", name, Path("x.py")) for name in names]
        writer = RecordWriter(tmp_path / "runs" / f"{header.run}.jsonl", header, cases)
        told = {it.case: it for it in results}
        for case in cases:
            match = Result(case.id, case.content_hash, case.chapter, Word.MATCH)
            if not interrupted:
                it = told.get(case.id, match)
                writer.add(msgspec.structs.replace(it, hash=case.content_hash))
        writer.finish(interrupted=interrupted)
        return writer.path

    return write


def looked(tmp_path: Path) -> Standings:
    return standings([tmp_path / "runs"])


def result(name: str, verdict: Word = Word.MATCH, **more: object) -> Result:
    return msgspec.structs.replace(Result(name, "0" * 16, "language", verdict), **more)


def test_the_newest_whole_run_stands_for_its_board(keep: Keep, tmp_path: Path) -> None:
    keep("a", 0)
    earlier, newest = keep("a", 1), keep("a", 2)
    (board,) = looked(tmp_path).boards
    assert (board.board, board.record.header.run) == ("a", newest.stem)
    assert board.before is not None
    assert board.before.header.run == earlier.stem
    assert [it.header.started.day for it in board.nights] == [1, 2, 3]
    assert not board.stale


@pytest.mark.parametrize(
    ("partial", "told"),
    [
        ({"selection": ["testsuite/language"], "names": NAMES[:150]}, ""),
        ({"selection": ["-k=case"]}, ""),
        ({"interrupted": True}, "interrupted"),
        ({"names": []}, "no cases"),
        ({"results": [result(it, Word.INFRA) for it in NAMES[:3]]}, "lost 3 of its 200"),
    ],
)
def test_a_partial_run_never_replaces_a_whole_one(
    keep: Keep, tmp_path: Path, partial: dict[str, object], told: str
) -> None:
    whole = keep("a", 0)
    later = keep("a", 1, **partial)
    found = looked(tmp_path)
    (board,) = found.boards
    assert board.record.header.run == whole.stem
    assert board.seen == BEGAN + timedelta(days=1)
    assert [told in note and str(later) in note for note in found.notes] == [True] * bool(told)


def test_what_the_bench_lost_of_a_few_cases_leaves_a_run_whole(keep: Keep, tmp_path: Path) -> None:
    keep("a", 0)
    newest = keep("a", 1, [result(it, Word.INFRA) for it in NAMES[:2]])
    assert looked(tmp_path).boards[0].record.header.run == newest.stem


def test_where_every_run_was_narrowed_the_widest_selection_counts(
    keep: Keep, tmp_path: Path
) -> None:
    keep("a", 0, selection=["cases"])
    newest = keep("a", 1, selection=["cases"])
    keep("a", 2, selection=["cases/few"], names=NAMES[:5])
    assert looked(tmp_path).boards[0].record.header.run == newest.stem


def test_a_board_that_never_ran_whole_is_told(keep: Keep, tmp_path: Path) -> None:
    keep("a", 0)
    keep("b", 1, interrupted=True)
    found = looked(tmp_path)
    assert [it.board for it in found.boards] == ["a"]
    assert "b: none of 1 runs is whole" in found.notes[-1]


@pytest.mark.parametrize(("behind", "stale"), [(0.0, False), (1.0, True)])
def test_a_board_is_stale_when_others_have_reported_since(
    keep: Keep, tmp_path: Path, behind: float, *, stale: bool
) -> None:
    keep("a", 0)
    keep("b", PATIENCE / timedelta(days=1) + behind)
    keep("a", 1, interrupted=True)
    a, b = looked(tmp_path).boards
    assert (a.stale, b.stale) == (stale, False)
    assert a.seen > a.record.header.started


def test_what_a_whole_run_did_not_measure_is_of_a_newer_narrow_one(
    keep: Keep, tmp_path: Path
) -> None:
    first = [
        result("case1", figures={"live_bytes": 1.0}),
        result("case2", Word.DIFFER),
        result("case3", min_heap=30),
    ]
    narrow = [
        result("case1", min_heap=10, figures={"live_bytes": 9.0, "idle_bytes": 2.0}),
        result("case2", min_heap=20),
        result("case3", min_heap=31),
    ]
    few = {"names": NAMES[1:4], "selection": ["-k=case"]}
    keep("a", -1, [result("case5", min_heap=50)])
    keep("a", 0, first)
    keep("a", 1, narrow, **few)
    keep("a", 2, **few)  # measures nothing, and hides nothing
    keep("a", 3, [result("case1", min_heap=77)], firmware="another", **few)
    (board,) = looked(tmp_path).boards
    told = {it.case: it for it in board.record.results}
    assert told["case1"].min_heap == 10
    assert told["case1"].figures == {"live_bytes": 1.0, "idle_bytes": 2.0}
    assert (told["case2"].verdict, told["case2"].min_heap) == (Word.DIFFER, None)
    assert told["case3"].min_heap == 30
    assert told["case5"].min_heap is None


def test_releases_are_apart_and_in_the_order_of_their_versions(keep: Keep, tmp_path: Path) -> None:
    for day, board in enumerate(("wasm", "wasm@1.24.1", "wasm@1.9.2", "b@2.0", "b@10.0")):
        keep(board, day / 10)
    found = looked(tmp_path)
    assert [it.board for it in found.boards] == ["b@10.0", "wasm"]
    assert [it.board for it in found.releases] == ["b@2.0", "b@10.0", "wasm@1.9.2", "wasm@1.24.1"]


def test_a_farm_whose_nights_all_fail_is_no_quiet_farm(keep: Keep, tmp_path: Path) -> None:
    keep("a", 0)
    keep("b", 0)
    keep("a", 4, interrupted=True)
    assert [it.stale for it in looked(tmp_path).boards] == [True, True]


def test_no_more_nights_are_kept_than_are_shown(keep: Keep, tmp_path: Path) -> None:
    for day in range(NIGHTS + 2):
        keep("a", day, names=NAMES[:1])
    nights = looked(tmp_path).boards[0].nights
    assert len(nights) == NIGHTS
    assert nights[-1].header.started == BEGAN + timedelta(days=NIGHTS + 1)


def test_damage_is_told_and_the_run_before_stands(keep: Keep, tmp_path: Path) -> None:
    whole = keep("a", 0)
    torn = keep("a", 1)
    torn.write_bytes(torn.read_bytes()[:-9])
    (tmp_path / "runs" / "junk.jsonl").write_text("junk\n")
    found = looked(tmp_path)
    assert found.boards[0].record.header.run == whole.stem
    assert {note.split(":")[0] for note in found.notes} == {
        str(torn), str(tmp_path / "runs" / "junk.jsonl")
    }  # fmt: skip


def test_a_run_in_two_folders_counts_once(keep: Keep, tmp_path: Path) -> None:
    path = keep("a", 0)
    other = tmp_path / "other"
    other.mkdir()
    (other / path.name).write_bytes(path.read_bytes())
    compress_record(other / path.name)
    (board,) = standings([tmp_path / "runs", other]).boards
    assert (len(board.nights), board.before) == (1, None)


def test_no_whole_run_and_no_folder_are_one_clear_line(keep: Keep, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"runs: no such folder; name one"):
        looked(tmp_path)
    (tmp_path / "runs").mkdir()
    with pytest.raises(Misconfigured, match=r"no whole run: no record there; run pytest"):
        looked(tmp_path)
    keep("a", 0, interrupted=True)
    with pytest.raises(Misconfigured, match=r"no whole run: .*interrupted"):
        looked(tmp_path)
