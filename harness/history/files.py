"""The files of a folder of records: plain (`<run>.jsonl`) or compressed (`<run>.jsonl.gz`)."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from harness.errors import Misconfigured
from harness.history.packed import SUFFIX, packed
from harness.history.record import read_record

PLAIN: Final = ".jsonl"
PACKED: Final = PLAIN + SUFFIX


def is_record(name: str) -> bool:
    """Tell whether a file's name is that of a record, plain or compressed."""
    return name.endswith((PLAIN, PACKED))


def run_of(path: Path) -> str:
    """Give a record's file name without what says how it is stored."""
    return path.name.removesuffix(SUFFIX).removesuffix(PLAIN)


def record_files(directory: Path) -> list[Path]:
    """List the records of a folder by name: regular files, for a pipe would be waited for.

    Where one is there plain and compressed, which a compression that was killed leaves behind,
    only the plain one is listed.
    """
    found = {
        run_of(path): path
        for suffix in (PACKED, PLAIN)
        for path in directory.glob(f"*{suffix}")
        if path.is_file()
    }
    return [found[run] for run in sorted(found)]


def compress_record(path: Path) -> Path:
    """Replace a whole record by its compressed self, in one step, and give the new file.

    Raises `RecordDamaged` where it is no whole record, and `Misconfigured` where the folder takes
    no file; the plain file is still there then.
    """
    read_record(path)
    target = path.with_name(path.name + SUFFIX)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(packed(path.read_bytes()))
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        path.unlink()
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise Misconfigured(f"{target}: cannot be written: {error.strerror}; make room") from error
    return target
