"""`onboard differences`: candidates for MicroPython's list of its differences from CPython.

One file for each difference that a run of a board has found, with the smallest program that still
shows it, and what both print.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from harness.cache import cache_path
from harness.commands.chronicle import RECORDS, Commands
from harness.commands.inquiry import manifests_in
from harness.commands.pages import Wanted, find_record
from harness.errors import Misconfigured
from harness.reduction.candidates import Candidates, chosen
from harness.reduction.differences import Differing
from harness.report.candidates import BEGINNING, candidate_text, file_names
from harness.report.progress import Waiting
from harness.suite.derived import Deriver
from harness.suite.lookup import find_cases
from harness.suite.oracle import STEPS_LIMITS, Oracle
from harness.suite.scripts import CLAIMS

_CLAIMS: Final = Wanted(
    "the hand-written cases", CLAIMS, " ".join(f"testsuite/{it}" for it in CLAIMS)
)


def add_differences(commands: Commands) -> None:
    """Add the command to those of `onboard`."""
    told = "write a run's differences as files for MicroPython's list of them"
    differences = commands.add_parser("differences", help=told)
    differences.set_defaults(answer=write_differences)
    differences.add_argument(
        "run",
        nargs="?",
        default="wasm",
        metavar="RUN",
        help="a record's file, or a board, whose newest record in reports/runs is taken"
        " (default: wasm)",
    )
    told = "the files' folder, in which nothing else is (default: they are only listed)"
    differences.add_argument("--out", type=Path, metavar="DIR", help=told)
    told = "also of at most N derived cases that each differ in another way (default: 0)"
    differences.add_argument("--derived", type=_count, default=0, metavar="N", help=told)
    differences.add_argument("--suite", type=Path, metavar="DIR", help="the manifests' folder")
    told = "the CPython that says what is right (default: the one that runs this)"
    differences.add_argument("--reference", default=sys.executable, metavar="PYTHON", help=told)


def _count(value: str) -> int:
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"{value!r} is no number of cases")
    return int(value)


def write_differences(options: argparse.Namespace) -> tuple[list[str], bool]:
    """Reduce a run's differences and write them; also say whether all of them came to a file."""
    if options.out is not None:
        _refuse_others(options.out)
    manifests = manifests_in(options.suite)
    root = manifests.parents[1]
    record = find_record(root / RECORDS, options.run, _CLAIMS)
    wanted = chosen(record, options.derived)
    with Waiting() as waiting:
        deriver = Deriver(options.reference, cache_path(), waiting.measure)
        cases = find_cases(manifests, {it.case for it in wanted}, deriver)
        oracle = Oracle(options.reference, cache_path(), lambda *_: None, STEPS_LIMITS)
        differing = Differing(oracle, root / "rigs", waiting.measure, candidate_text)
        found = differing.find(record.header, wanted, cases)
    names = file_names([it for it, _ in found.texts])
    texts = {name: text for name, (_, text) in zip(names, found.texts, strict=True)}
    if options.out is not None:
        write_folder(options.out, texts)
    return _told(found, names, options.out), not found.unreduced


def _told(found: Candidates, names: Sequence[str], out: Path | None) -> list[str]:
    """List the files, and what came to none."""
    lines = []
    for name, (it, _) in zip(names, found.texts, strict=True):
        same = f"  ({len(it.cases)} cases)" if len(it.cases) > 1 else ""
        lines.append(f"{len(it.program.encode()):5} bytes  {name}{same}")
    lines += [f"no candidate: {case}: {why}" for case, why in sorted(found.unreduced.items())]
    place = "not written, --out=DIR does that" if out is None else f"written to {out}"
    return [*lines, f"{len(names)} candidate{'' if len(names) == 1 else 's'}, {place}"]


def write_folder(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files in place of all that were in their folder, whole or not at all.

    Raises `Misconfigured` where that holds anything but candidates, or cannot be written.
    """
    _refuse_others(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as made:
            new, old = Path(made, "new"), Path(made, "old")
            new.mkdir()
            for name, text in texts.items():
                (new / name).write_bytes(text.encode())
            if folder.exists():
                folder.rename(old)
            try:
                new.rename(folder)
            except OSError:
                if old.exists():
                    old.rename(folder)
                raise
    except OSError as error:
        raise Misconfigured(f"{folder}: cannot be written: {error.strerror}; mend it") from error


def _refuse_others(folder: Path) -> None:
    """Refuse a folder that has anything but candidates: all that is in it is replaced."""
    try:
        others = [it for it in sorted(folder.iterdir()) if not _is_candidate(it)]
    except FileNotFoundError:
        return
    except OSError as error:
        raise Misconfigured(f"{folder}: is no folder: {error.strerror}; name another") from error
    if others:
        what = f"{others[0].name} is no candidate, and what is there is replaced"
        raise Misconfigured(f"{folder}: {what}; name a folder of their own")


def _is_candidate(path: Path) -> bool:
    if path.suffix != ".py" or path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(BEGINNING)) == BEGINNING.encode()
