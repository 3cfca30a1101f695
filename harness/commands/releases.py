"""`onboard releases`: the suite on every published MicroPython of the wasm board, and what changed.

A history that anyone can make without hardware.  Each release is a run of pytest like any other;
its record is kept compressed, one a release, and the page is made of the records alone.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Final

from harness.commands.chronicle import Commands
from harness.commands.inquiry import find_manifests
from harness.commands.session import record_of
from harness.emulator.firmware import read_lock
from harness.errors import Misconfigured
from harness.history.files import PACKED, compress_record, record_files
from harness.history.record import Record, read_header, read_record
from harness.report.progress import Waiting
from harness.report.releases import releases_page
from harness.suite.entry import write_text

FOLDER: Final = Path("reports", "releases")


def add_releases(commands: Commands) -> None:
    """Add the command to those of `onboard`."""
    told = "run the suite on MicroPython's published releases, and tell what changed"
    releases = commands.add_parser("releases", help=told)
    releases.set_defaults(answer=run_releases)
    releases.add_argument(
        "versions",
        nargs="*",
        metavar="VERSION",
        help="releases to run, as in 1.24.1, all, or none: then the page is made anew (default)",
    )
    releases.add_argument(
        "--cases", nargs="+", default=[], metavar="PATH", help="files and folders (default: all)"
    )
    releases.add_argument(
        "--records", type=Path, metavar="DIR", help=f"the records' folder (default: {FOLDER})"
    )


def run_releases(options: argparse.Namespace) -> tuple[list[str], bool]:
    """Run what is asked for, and write the page beside the records' folder."""
    if options.cases and not (options.versions and options.records):
        raise Misconfigured("--cases needs a VERSION before it, and --records: a folder of its own")
    root = find_manifests(Path.cwd()).parents[1]
    folder = options.records or root / FOLDER
    lock = read_lock()
    wanted = list(lock.sha256) if options.versions == ["all"] else options.versions
    for version in [lock.resolve(it) for it in wanted]:
        _run(root, folder, version, options.cases)
    records = [read_record(it) for it in record_files(folder)]
    if not records:
        raise Misconfigured(f"{folder}: no record there; `onboard releases all` makes them")
    order = list(lock.sha256)
    records.sort(key=lambda it: order.index(_version(it)))
    page = folder.with_suffix(".md")
    write_text(page, releases_page(records))
    return [f"{page}: written, of {len(records)} releases"], True


def _version(record: Record) -> str:
    """Give the release a record is of."""
    version = record.header.board.partition("@")[2]
    if version not in read_lock().sha256:
        raise Misconfigured(
            f"{record.header.run}: a run of {record.header.board}, not of a release"
        )
    return version


def _run(root: Path, folder: Path, version: str, cases: list[str]) -> None:
    """Run the suite on a release and keep the record in place of an earlier one."""
    board = f"wasm@{version}"
    folder.mkdir(parents=True, exist_ok=True)
    earlier = [it for it in folder.glob(f"*{PACKED}") if read_header(it).board == board]
    with Waiting() as waiting, tempfile.TemporaryDirectory(dir=folder, prefix=".") as made:
        waiting.tell(f"running {board}")
        packed = compress_record(record_of(root, board, cases, Path(made), workers=True))
        packed.replace(folder / packed.name)
        for it in earlier:
            it.unlink()
