"""The command `onboard`: what is connected, ready or missing; what derives; what runs came to."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from harness import __version__
from harness.board.discover import find_boards
from harness.cache import cache_path
from harness.chronicle import add_parsers, ask_history, compare_runs
from harness.commands import Inquiry, find_manifests
from harness.errors import Misconfigured, OnboardError
from harness.farm.doctor import emulators, findings
from harness.pages import reduce_run, tabulate_runs
from harness.report.progress import Waiting
from harness.suite.derived import Deriver

_RUN: Final = "a record's file, or a board, whose newest record in reports/runs is taken"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where all is well, 1 where something is missing, 2 for a wrong call.

    `compare` gives 1 where something is worse.  130 where it was interrupted.
    """
    options = _parser().parse_args(arguments)
    try:
        match options.command:
            case "boards":
                lines, good = _boards()
            case "doctor":
                lines, good = _doctor(options.reference)
            case "compare":
                lines, good = compare_runs(options)
            case "history":
                lines, good = ask_history(options)
            case "reduce":
                lines, good = _reduce(options)
            case "table":
                manifests = options.suite or find_manifests(Path.cwd())
                lines, good = tabulate_runs(manifests, options.runs, options.out)
            case _:
                lines, good = _inquire(options)
    except KeyboardInterrupt:
        sys.stderr.write("onboard: interrupted\n")
        return 130
    except OnboardError as error:
        sys.stderr.write(f"onboard: {error}\n")
        return 2 if isinstance(error, Misconfigured) else 1
    try:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()
    except BrokenPipeError:  # `onboard derive CASE | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0 if good else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="onboard", description="Boards are tested with pytest: pytest --board=BOARD"
    )
    parser.add_argument("--version", action="version", version=f"onboard {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("boards", help="list what is connected and which emulators are ready")
    doctor = commands.add_parser("doctor", help="say what is missing and what installs it")
    derive = commands.add_parser("derive", help="table what derives from CPython's own tests")
    derive.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="a part (builtins), a module (test_list) or a case, whose program is printed",
    )
    why = commands.add_parser("why", help="say why a method of CPython's tests is no case")
    why.add_argument("name", metavar="CASE", help="as in test_list.ListTest.test_append")
    add_parsers(commands)
    reduce = commands.add_parser("reduce", help="reduce a run's crashes to the smallest programs")
    reduce.add_argument(
        "run", nargs="?", default="wasm", metavar="RUN", help=f"{_RUN} (default: wasm)"
    )
    table = commands.add_parser("table", help="table what runs made of CPython's own tests")
    table.add_argument("runs", nargs="+", metavar="RUN", help=_RUN)
    for command in (reduce, table):
        told = "write the page there, and not here"
        command.add_argument("--out", type=Path, metavar="FILE", help=told)
    for command in (derive, why, reduce, table):
        command.add_argument("--suite", type=Path, metavar="DIR", help="the manifests' folder")
    for command in (doctor, derive, why, reduce):
        told = "the CPython that says what is right (default: the one that runs this)"
        command.add_argument("--reference", default=sys.executable, metavar="PYTHON", help=told)
    return parser


def _inquire(options: argparse.Namespace) -> tuple[list[str], bool]:
    with Waiting() as waiting:
        deriver = Deriver(options.reference, cache_path(), waiting.measure)
        inquiry = Inquiry(options.suite or find_manifests(Path.cwd()), deriver)
        if options.command == "why":
            return inquiry.why(options.name)
        return inquiry.derive(options.names)


def _reduce(options: argparse.Namespace) -> tuple[list[str], bool]:
    manifests = options.suite or find_manifests(Path.cwd())
    with Waiting() as waiting:
        return reduce_run(manifests, options.run, options.reference, options.out, waiting.measure)


def _boards() -> tuple[list[str], bool]:
    lines = []
    for board in find_boards():
        serial = f", serial number {board.serial_number}" if board.serial_number else ""
        lines.append(f"{board.device:<12} {board.maker}: {board.description}{serial}")
    lines = lines or ["no board is connected by USB"]
    for emulator in emulators():
        state = "ready" if emulator.ready else "not ready"
        lines.append(f"{emulator.thing:<12} {state}: {emulator.detail}")
    return lines, True


def _doctor(reference: str) -> tuple[list[str], bool]:
    found = findings(reference, cache_path())
    lines = [f"{'ok' if it.ready else 'MISSING':<8} {it.thing}: {it.detail}" for it in found]
    return lines, all(it.ready for it in found)
