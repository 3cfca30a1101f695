"""Records that are stored compressed are read, found and refused as plain ones are."""

import os
from pathlib import Path

import pytest

from harness.errors import Misconfigured, RecordDamaged
from harness.history.files import compress_record, record_files, run_of
from harness.history.packed import packed, unpacked
from harness.history.record import read_header, read_record
from harness.history.runs import latest
from harness.tests.test_record import WHOLE, header, write

GZ = packed(WHOLE)


def test_a_compressed_record_is_read_like_a_plain_one(tmp_path: Path) -> None:
    head = header()
    plain = tmp_path / f"{head.run}.jsonl"
    record = write(plain, head)
    sealed = compress_record(plain)
    assert sealed == tmp_path / f"{head.run}.jsonl.gz"
    assert [it.name for it in tmp_path.iterdir()] == [sealed.name]
    assert read_record(sealed) == record
    assert read_header(sealed) == record.header
    assert latest(tmp_path, "wasm", "p") == record


def test_compressing_is_deterministic_and_notes_no_time() -> None:
    assert packed(WHOLE) == GZ
    assert GZ[4:8] == bytes(4)
    assert unpacked(GZ) == WHOLE


DAMAGES = {
    "nothing": (b"", "is torn"),
    "half": (GZ[: len(GZ) // 2], "is torn"),
    "the checksum is missing": (GZ[:-1], "is torn"),
    "zeros follow": (GZ + bytes(4), "4 bytes after the end"),
    "a second member follows": (GZ + GZ, "bytes after the end"),
    "not compressed": (WHOLE, "not what was compressed"),
    "altered": (GZ[:-6] + b"\0\0" + GZ[-4:], "not what was compressed"),
    "compressed, and torn before": (packed(WHOLE[:-1]), ":5: torn"),
    "compressed, and empty before": (packed(b""), "is empty"),
}


@pytest.mark.parametrize(("data", "told"), DAMAGES.values(), ids=DAMAGES)
def test_damage_is_refused_in_one_line(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "run.jsonl.gz"
    path.write_bytes(data)
    with pytest.raises(RecordDamaged, match=told) as caught:
        read_record(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_every_truncation_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl.gz"
    for length in range(len(GZ)):
        path.write_bytes(GZ[:length])
        with pytest.raises(RecordDamaged):
            read_record(path)


def test_a_header_is_read_of_what_is_torn_later_and_refused_where_it_is_torn(
    tmp_path: Path,
) -> None:
    path = tmp_path / "run.jsonl.gz"
    path.write_bytes(GZ[:-8])
    assert read_header(path).board == "wasm"
    path.write_bytes(GZ[:40])
    with pytest.raises(RecordDamaged):
        read_header(path)


def test_only_a_whole_record_is_compressed(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_bytes(WHOLE[:-1])
    with pytest.raises(RecordDamaged):
        compress_record(path)
    assert path.read_bytes() == WHOLE[:-1]
    assert list(tmp_path.iterdir()) == [path]


def test_where_no_file_can_be_made_the_plain_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_bytes(WHOLE)
    (tmp_path / "run.jsonl.gz.part").mkdir()
    with pytest.raises(Misconfigured, match=r"run\.jsonl\.gz: cannot be written"):
        compress_record(path)
    assert path.exists()


def test_a_record_that_is_there_both_ways_counts_once(tmp_path: Path) -> None:
    for name in ("b.jsonl", "b.jsonl.gz", "a.jsonl.gz", "c.jsonl.part", "d.jsonl.gz.part"):
        (tmp_path / name).touch()
    assert [it.name for it in record_files(tmp_path)] == ["a.jsonl.gz", "b.jsonl"]
    assert [run_of(it) for it in record_files(tmp_path)] == ["a", "b"]


def test_only_regular_files_are_records(tmp_path: Path) -> None:
    record = tmp_path / "a.jsonl"
    record.write_bytes(WHOLE)
    (tmp_path / "link.jsonl").symlink_to(record)
    (tmp_path / "lost.jsonl").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.jsonl").mkdir()
    os.mkfifo(tmp_path / "pipe.jsonl.gz")
    os.mkfifo(tmp_path / "b.jsonl")
    packed_one = tmp_path / "b.jsonl.gz"
    packed_one.write_bytes(GZ)
    assert record_files(tmp_path) == [record, packed_one, tmp_path / "link.jsonl"]
