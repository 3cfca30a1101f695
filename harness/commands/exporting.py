"""`onboard export`: the newest runs of all boards, in the formats that other tools read.

Each kind is a pure function from where boards stand to files, by name; this writes them.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from harness.commands.chronicle import RECORDS, Commands
from harness.errors import NotInstalled
from harness.exports.micropython import micropython_files
from harness.exports.openmetrics import openmetrics_files
from harness.exports.rows import csv_files
from harness.exports.shields import shields_files
from harness.history.standing import Standing, standings
from harness.suite.entry import write_bytes

FOLDER: Final = Path("reports", "exports")
Exporter: TypeAlias = Callable[[Sequence[Standing]], Iterator[tuple[str, bytes]]]
_PLAIN: Final[Mapping[str, Exporter]] = {
    "micropython": micropython_files,
    "shields": shields_files,
    "csv": csv_files,
    "openmetrics": openmetrics_files,
}
_OF_BOARDS: Final = ("shields", "openmetrics")  # and not of runs: releases are no boards
_EXTRAS: Final = {"junit": "publish", "parquet": "history"}
KINDS: Final = ("junit", *_PLAIN, "parquet")


def add_export(commands: Commands) -> None:
    """Add the command to those of `onboard`."""
    told = "write the newest runs of all boards in a format that other tools read"
    export = commands.add_parser("export", help=told)
    export.set_defaults(answer=run_export)
    export.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    told = f"the records' folders (default: {RECORDS})"
    export.add_argument(
        "--records", type=Path, nargs="+", default=[RECORDS], metavar="DIR", help=told
    )
    told = f"the folder that is written to (default: {FOLDER})"
    export.add_argument("--out", type=Path, default=FOLDER, metavar="DIR", help=told)


def run_export(options: argparse.Namespace) -> tuple[list[str], bool]:
    """Write the files of one kind, each whole or not at all.

    Raises `NotInstalled` where a package is missing.
    """
    exporter = exporter_of(options.kind)
    known = standings(options.records)
    for note in known.notes:
        sys.stderr.write(f"onboard: passed over: {note}\n")
    names = {it.board for it in known.boards}
    boards = list(known.boards)
    if options.kind not in _OF_BOARDS:
        boards += [it for it in known.releases if it.board not in names]
    lines = []
    for name, data in exporter(boards):
        write_bytes(options.out / name, data)
        lines.append(f"{options.out / name}: written")
    return lines, True


def exporter_of(kind: str) -> Exporter:
    """Give what makes the files of a kind; `NotInstalled` where it needs a package."""
    try:
        if kind == "junit":
            from harness.exports.junit import junit_files  # noqa: PLC0415 - needs an extra

            return junit_files
        if kind == "parquet":
            from harness.exports.parquet import parquet_files  # noqa: PLC0415 - needs an extra

            return parquet_files
    except ModuleNotFoundError as error:
        mend = f"pip install 'pytest-onboard[{_EXTRAS[kind]}]'"
        raise NotInstalled(f"onboard export {kind}: {error.name} is missing; {mend}") from error
    return _PLAIN[kind]
