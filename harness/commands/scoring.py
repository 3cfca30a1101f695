"""`onboard usage` and `onboard score`: what real code uses, and how much of it boards keep."""

import argparse
import platform
from pathlib import Path
from typing import Final

from harness.commands.chronicle import RECORDS, Commands
from harness.commands.inquiry import manifests_in
from harness.errors import Misconfigured
from harness.history.files import is_record
from harness.history.record import Record, read_record
from harness.history.standing import standings
from harness.report.progress import Waiting
from harness.report.scores import score_lines
from harness.suite.entry import write_text
from harness.suite.manifest import SURFACE_FILE, load_manifest
from harness.suite.scripts import is_script, script_case
from harness.usage.assignment import assigned
from harness.usage.book import FILE, Library, Usage, read_usage, write_usage
from harness.usage.corpus import Counted, counted, sources
from harness.usage.names import asked_names
from harness.usage.program import Uses, uses
from harness.usage.tally import Count, tally
from harness.usage.weighing import weighted

FAMILIES: Final = ("language", "builtins", "stdlib")  # what is written by hand


def add_scores(commands: Commands) -> None:
    """Add the commands to those of `onboard`."""
    told = (
        "count how often real code uses each feature of Python, and say which case is about which"
    )
    usage = commands.add_parser("usage", help=told)
    usage.set_defaults(answer=_usage)
    usage.add_argument("--out", type=Path, metavar="FILE", help="write there, and not here")
    told = "score runs, also weighted by use, with the most used things that a board lacks"
    score = commands.add_parser("score", help=told)
    score.set_defaults(answer=_score)
    told = "a record's file, or a board, whose newest whole run is taken (default: wasm)"
    score.add_argument("runs", nargs="*", default=["wasm"], metavar="RUN", help=told)
    told = f"the records' folder (default: {RECORDS})"
    score.add_argument("--records", type=Path, metavar="DIR", help=told)
    for command in (usage, score):
        command.add_argument("--suite", type=Path, metavar="DIR", help="the manifests' folder")


def programs_of(suite: Path) -> dict[str, tuple[str, Uses]]:
    """Give the claim of each hand-written case of a suite, and what its program uses."""
    found = {}
    for path in sorted(it for family in FAMILIES for it in (suite / family).rglob("*.py")):
        if is_script(path):
            case = script_case(path, suite)
            found[case.id] = case.program.partition("\n")[0], uses(case.program)
    return found


def _usage(options: argparse.Namespace) -> tuple[list[str], bool]:
    suite = _manifests(options).parent
    with Waiting() as waiting:
        text = write_usage(_counted(suite, waiting))
    if options.out is None:
        return text.splitlines(), True
    write_text(options.out, text)
    return [f"{options.out}: written"], True


def _counted(suite: Path, waiting: Waiting) -> Usage:
    seen: set[bytes] = set()
    found: list[Counted] = []
    for source in sources(platform.python_version()):
        waiting.tell(f"counting {source.name}")
        found.append(counted(source, seen))
    counts = tally(it for library in found for it in library.programs)
    libraries = {
        it.source.name: Library(it.source.version, len(it.programs), it.lines)
        for it in found
        if it.programs
    }
    cases = assigned(programs_of(suite), counts)
    every = counts | {it.about: counts.get(it.about, Count(0, 0)) for it in cases.values()}
    surfaces = load_manifest(suite / SURFACE_FILE).modules
    return Usage(libraries, every, cases, asked_names(surfaces, every))


def _score(options: argparse.Namespace) -> tuple[list[str], bool]:
    suite = _manifests(options).parent
    usage = read_usage(suite / FILE)
    folder = options.records or suite.parent / RECORDS
    lines: list[str] = []
    for run in options.runs:
        record = _record(folder, run)
        lines += [*score_lines(record, weighted(record, usage), usage.files), ""]
    return lines[:-1], True


def _record(folder: Path, run: str) -> Record:
    """Read a record's file, or the newest whole run of a board."""
    if is_record(run):
        return read_record(Path(run))
    found = standings([folder])
    for it in (*found.boards, *found.releases):
        if it.board == run:
            return it.record
    raise Misconfigured(
        f"{folder}: no record of a whole run on {run}; run pytest --board={run} first, or name a"
        " record's file (*.jsonl)"
    )


def _manifests(options: argparse.Namespace) -> Path:
    return manifests_in(options.suite)
