import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import Misconfigured, RecordDamaged
from harness.history.record import (
    DETAIL_CHARACTERS,
    EXCERPT_CHARACTERS,
    Header,
    Record,
    RecordWriter,
    Result,
    excerpt,
    one_line,
    read_record,
    run_id,
)
from harness.history.runs import Change, changed, latest
from harness.suite.case import Case
from harness.verdict import Word

STARTED = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
CASES = tuple(
    Case(f"language/{name}", "language", f"print({name!r})", Path("x.py")) for name in "abc"
)


def header(
    planned: int = len(CASES), board: str = "wasm", started: datetime = STARTED, profile: str = "p"
) -> Header:
    return Header(
        run=run_id(started, board),
        started=started,
        board=board,
        profile=profile,
        probe={"implementation": "micropython", "heap_bytes": 65536, "floats": ["a"], "x": None},
        firmware="MicroPython 1.29.0",
        reference="CPython 3.11.7",
        harness="0.1.0",
        command=["pytest", "--board=wasm"],
        planned=planned,
        exact=True,
        work_unit="fuel",
    )


def result(case: Case, verdict: Word = Word.MATCH, detail: str = "") -> Result:
    return Result(case.id, case.content_hash, case.chapter, verdict, detail)


def write(
    path: Path,
    head: Header | None = None,
    verdicts: Sequence[Word] = (Word.MATCH, Word.DIFFER, Word.MATCH),
    *,
    interrupted: bool = False,
) -> Record:
    head = head or header()
    writer = RecordWriter(path, head, CASES[: head.planned])
    for case, verdict in zip(CASES, verdicts, strict=False):
        writer.add(result(case, verdict))
    return writer.finish(interrupted=interrupted, reason="no time")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "run.jsonl"
    record = write(path)
    assert read_record(path) == record
    assert record.footer.counts == {Word.MATCH: 2, Word.DIFFER: 1}
    assert [line["line"] for line in map(json.loads, path.read_text().splitlines())] == [
        "header",
        "result",
        "result",
        "result",
        "footer",
    ]


TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=40)


@given(
    texts=st.tuples(TEXT, TEXT, TEXT, TEXT),
    numbers=st.tuples(*[st.none() | st.integers(0, 2**40)] * 4),
    verdict=st.sampled_from(Word),
    seconds=st.floats(0, 1e6),
)
def test_any_text_survives_on_one_line(
    tmp_path_factory: pytest.TempPathFactory,
    texts: tuple[str, str, str, str],
    numbers: tuple[int | None, int | None, int | None, int | None],
    verdict: Word,
    seconds: float,
) -> None:
    path = tmp_path_factory.mktemp("record") / "run.jsonl"
    head = msgspec.structs.replace(
        header(1), board=texts[0], probe={texts[1]: texts[2]}, command=[texts[3]]
    )
    case = Case(texts[0], texts[1], "", Path("x.py"))
    writer = RecordWriter(path, head, [case])
    told = Result(
        texts[0], "0", texts[1], verdict, texts[2], verdict is Word.DIFFER, *numbers, seconds
    )
    writer.add(msgspec.structs.replace(told, recoveries=(texts[3],), expected=texts[2]))
    record = writer.finish()
    assert read_record(path) == record
    kept = record.results[0]
    assert msgspec.structs.replace(
        kept, case="", chapter="", detail="", recoveries=(), expected=""
    ) == (msgspec.structs.replace(told, case="", chapter="", detail="", recoveries=(), expected=""))
    assert kept.expected == texts[2].encode("utf-8", "backslashreplace").decode()
    assert len(kept.detail.splitlines()) <= 1
    assert path.read_bytes().count(b"\n") == 3


def test_a_flood_is_cut(tmp_path: Path) -> None:
    writer = RecordWriter(tmp_path / "run.jsonl", header(), CASES)
    flood = "\n" * 1_000_000
    writer.add(msgspec.structs.replace(result(CASES[0], Word.DIFFER, flood), seen=flood))
    kept = writer.finish().results[0]
    assert len(kept.seen) == EXCERPT_CHARACTERS
    assert kept.seen.endswith("[... of 1000000 characters]")
    assert len(kept.detail) == DETAIL_CHARACTERS


def test_text_within_the_limit_is_whole() -> None:
    assert excerpt("x" * 50, 50) == "x" * 50
    assert len(excerpt("x" * 51, 50)) == 50


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain é \\", "plain é \\"),
        ("a\r\nb\tc", r"a\r\nb\tc"),
        ("\x1b[31m\x00\x7f\x85", r"\x1b[31m\x00\x7f\x85"),
        ("\u2028\u2029", r"\u2028\u2029"),
        ("\udc80", r"\udc80"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


def test_cases_that_never_ran_are_accounted_for(tmp_path: Path) -> None:
    record = write(tmp_path / "run.jsonl", verdicts=[Word.CRASH], interrupted=True)
    assert [(it.case, it.verdict, it.detail) for it in record.results[1:]] == [
        ("language/b", Word.INFRA, "not run: no time"),
        ("language/c", Word.INFRA, "not run: no time"),
    ]
    assert record.footer.interrupted
    assert record.footer.planned == record.footer.recorded == 3
    assert read_record(tmp_path / "run.jsonl") == record


def test_the_whole_name_comes_with_the_footer(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    writer = RecordWriter(path, header(), CASES)
    part = tmp_path / "run.jsonl.part"
    writer.add(result(CASES[0]))
    assert part.read_bytes().count(b"\n") == 2, "a line is on its way as soon as it is added"
    assert not path.exists()
    with pytest.raises(RecordDamaged, match="no footer"):
        read_record(part)
    writer.finish()
    assert path.exists()
    assert not part.exists()


def test_the_writer_refuses_what_would_make_no_record(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    with pytest.raises(RecordDamaged, match="3 ids are given"):
        RecordWriter(path, header(planned=4), CASES)
    with pytest.raises(RecordDamaged, match="3 ids are given"):
        RecordWriter(path, header(planned=4), [*CASES, CASES[0]])
    writer = RecordWriter(path, header(), CASES)
    writer.add(result(CASES[0]))
    with pytest.raises(RecordDamaged, match="language/a has a result already"):
        writer.add(result(CASES[0]))
    with pytest.raises(RecordDamaged, match="never was not planned"):
        writer.add(msgspec.structs.replace(result(CASES[0]), case="never"))
    with pytest.raises(RecordDamaged, match=r"not written: .*host_seconds"):
        writer.add(msgspec.structs.replace(result(CASES[1]), host_seconds=float("nan")))
    writer.finish()
    with pytest.raises(RecordDamaged, match="cannot be written"):
        writer.finish()
    with pytest.raises(RecordDamaged, match="is there already"):
        RecordWriter(path, header(), CASES)


def test_a_place_without_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Misconfigured, match=r"run\.jsonl\.part: cannot be made"):
        RecordWriter(tmp_path / "file" / "run.jsonl", header(), CASES)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_ends_the_writing(tmp_path: Path) -> None:
    writer = RecordWriter(tmp_path / "run.jsonl", header(), CASES)
    with Path("/dev/full").open("wb") as full:
        os.dup2(full.fileno(), writer._file.fileno())  # noqa: SLF001
    for case in CASES[:2]:
        with pytest.raises(RecordDamaged, match=r"run\.jsonl\.part: cannot be written"):
            writer.add(result(case))


def replaced(number: int, old: str, new: str) -> bytes:
    lines = WHOLE.decode().splitlines(keepends=True)
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new)
    return "".join(lines).encode()


def assembled(*numbers: int) -> bytes:
    lines = WHOLE.splitlines(keepends=True)
    return b"".join(lines[number - 1] for number in numbers)


WHOLE = b"".join(
    msgspec.json.encode(line) + b"\n"
    for line in [
        header(),
        *(result(case) for case in CASES),
        {"line": "footer", "finished": "2026-11-22T03:05:00Z", "planned": 3, "recorded": 3}
        | {"interrupted": False, "counts": {"MATCH": 3}},
    ]
)
DAMAGES = {
    "empty": (b"", r": is empty"),
    "no header": (assembled(2, 3, 4, 5), r":1: no line of a record: .*result"),
    "unknown format": (replaced(1, '"format":4', '"format":5'), r":1: format 5 is not 4"),
    "earlier format": (replaced(1, '"format":4', '"format":3'), r":1: format 3 is not 4"),
    "later format, other fields": (b'{"line":"header","format":9,"x":1}\n', r":1: format 9"),
    "format true": (replaced(1, '"format":4', '"format":true'), r":1: .*format"),
    "header lacks a field": (replaced(1, '"board"', '"bored"'), r":1: .*bored"),
    "naive time": (replaced(1, "05Z", "05"), r":1: .*started"),
    "garbage": (replaced(3, "{", "{{"), r":3: no line of a record"),
    "null bytes": (replaced(3, "language/b", "\0\0"), r":3: no line of a record"),
    "blank line": (replaced(3, "\n", "\n\n"), r":4: no line of a record"),
    "not an object": (replaced(3, "{", "[]\n{"), r":3: .*array"),
    "unknown kind": (replaced(3, '"result"', '"remark"'), r":3: .*remark"),
    "unknown key": (replaced(3, '"case"', '"kind":1,"case"'), r":3: .*kind"),
    "evil key": (replaced(3, '"case"', r'"a\n\u001bb":1,"case"'), r":3: .*a\\n\\x1bb"),
    "unknown verdict": (replaced(3, "MATCH", "PASS"), r":3: .*PASS"),
    "not UTF-8": (WHOLE.replace(b"language/b", b"\xff"), r":3: .*utf-8"),
    "a nest": (replaced(3, "{", '{"x":' + "[" * 10000), r":3: "),
    "no footer": (assembled(1, 2, 3, 4), r":4: no footer"),
    "header only": (assembled(1), r":1: no footer"),
    "torn": (WHOLE[:-1], r":5: torn"),
    "second result": (assembled(1, 2, 3, 3, 5), r":4: a second result for language/b"),
    "second header": (assembled(1, 2, 1, 3, 4, 5), r":3: a header among"),
    "result after the footer": (assembled(1, 2, 3, 5, 4), r":4: a footer among"),
    "two footers": (assembled(1, 2, 3, 4, 5, 5), r":5: a footer among"),
    "a result lost": (assembled(1, 2, 3, 5), r":4: the footer does not agree with 2 results"),
    "fewer planned": (replaced(1, '"planned":3', '"planned":2'), r":5: .* 3 results of 2"),
    "footer plans more": (replaced(5, '"planned":3', '"planned":4'), r":5: the footer"),
    "counts": (replaced(5, '"MATCH":3', '"MATCH":2,"CRASH":1'), r":5: the footer"),
    "counts naught": (replaced(5, '"MATCH":3', '"MATCH":3,"CRASH":1'), r":5: the footer"),
}


@pytest.mark.parametrize(("data", "message"), DAMAGES.values(), ids=DAMAGES)
def test_damage_is_refused_in_one_line(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "run.jsonl"
    path.write_bytes(data)
    with pytest.raises(RecordDamaged, match=rf"run\.jsonl{message}.*; ") as caught:
        read_record(path)
    assert len(str(caught.value).splitlines()) == 1


def test_every_truncation_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    for length in range(len(WHOLE)):
        path.write_bytes(WHOLE[:length])
        with pytest.raises(RecordDamaged):
            read_record(path)
    path.write_bytes(WHOLE)
    assert len(read_record(path).results) == 3


def test_what_cannot_be_opened_is_refused_in_one_line(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.jsonl", tmp_path / "two\nlines"):
        with pytest.raises(RecordDamaged, match=r"cannot be read: .*; ") as caught:
            read_record(path)
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_no_permission_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    path.touch(mode=0)
    with pytest.raises(RecordDamaged, match="cannot be read: Permission denied"):
        read_record(path)


KILLED = """
import sys
from pathlib import Path
from harness.history.record import RecordWriter
from harness.tests.test_record import CASES, header, result
writer = RecordWriter(Path(sys.argv[1]), header(), CASES)
writer.add(result(CASES[0]))
print("ready", flush=True)
sys.stdin.read()
"""


def test_a_killed_writer_leaves_its_results_and_no_record(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGKILL)
    assert not path.exists()
    part = path.with_name("run.jsonl.part")
    with pytest.raises(RecordDamaged, match=r"part:2: no footer at the end, the run was killed"):
        read_record(part)
    assert b"language/a" in part.read_bytes()


def test_the_latest_run_is_whole_finished_and_of_the_same_board(tmp_path: Path) -> None:
    def put(name: str, minutes: int, *, interrupted: bool = False, **more: str) -> Record:
        head = header(started=STARTED + timedelta(minutes=minutes), **more)  # type: ignore[arg-type]
        return write(tmp_path / name, head, interrupted=interrupted)

    put("a.jsonl", 0)
    new = put("b.jsonl", 1)
    put("c.jsonl", 2, interrupted=True)
    put("d.jsonl", 3, board="other")
    put("e.jsonl", 4, profile="q")
    (tmp_path / "f.jsonl").write_bytes((tmp_path / "e.jsonl").read_bytes()[:-9])
    (tmp_path / "g.jsonl").mkdir()
    (tmp_path / "h.jsonl.part").write_bytes(WHOLE)

    assert latest(tmp_path, "wasm", "p") == new
    assert latest(tmp_path, "nobody", "p") is None
    assert latest(tmp_path / "absent", "wasm", "p") is None


def test_the_latest_run_is_one_that_had_the_cases_if_there_is_one(tmp_path: Path) -> None:
    full = write(tmp_path / "a.jsonl", header(), verdicts=[Word.MATCH] * 3)
    later = header(started=STARTED + timedelta(minutes=1), planned=1)
    part = write(tmp_path / "b.jsonl", later, verdicts=[Word.MATCH])
    assert latest(tmp_path, "wasm", "p", {"language/a"}) == part
    assert latest(tmp_path, "wasm", "p", {"language/a", "language/b"}) == full
    assert latest(tmp_path, "wasm", "p", {"language/new"}) == part


def test_changes_are_told_of_equal_programs_only(tmp_path: Path) -> None:
    before = write(tmp_path / "a.jsonl", verdicts=[Word.MATCH, Word.DIFFER, Word.MATCH])
    after = write(tmp_path / "b.jsonl", verdicts=[Word.CRASH, Word.MATCH, Word.MATCH])
    first, second, third = after.results
    edited = msgspec.structs.replace(second, hash="another")
    assert changed(before, after) == [
        Change("language/a", "language", Word.MATCH, Word.CRASH, ""),
        Change("language/b", "language", Word.DIFFER, Word.MATCH, ""),
    ]
    assert changed(before, Record(after.header, (first, edited, third), after.footer)) == [
        Change("language/a", "language", Word.MATCH, Word.CRASH, "")
    ]
    assert changed(before, before) == []
    assert changed(Record(before.header, (), before.footer), after) == []
    assert changed(before, Record(after.header, (), after.footer)) == []


@given(board=TEXT)
def test_a_run_id_is_a_file_name(board: str) -> None:
    name = run_id(STARTED, board)
    assert name.startswith("20261122T030405Z-")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-TZ")
    assert len(name) < 80
    assert name != run_id(STARTED, board)
