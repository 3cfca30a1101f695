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
from harness.commands.chronicle import RECORDS, Commands, add_parsers
from harness.commands.differences import add_differences
from harness.commands.exporting import add_export
from harness.commands.inquiry import Inquiry, manifests_in
from harness.commands.pages import figure_runs, reduce_run, tabulate_runs
from harness.commands.publishing import add_publish
from harness.commands.releases import add_releases
from harness.commands.scoring import add_scores
from harness.errors import Misconfigured, OnboardError
from harness.farm.doctor import emulators, findings
from harness.report.progress import Waiting
from harness.suite.derived import Deriver

_RUN: Final = "a record's file, or a board, whose newest record in reports/runs is taken"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where all is well, 1 where something is missing, 2 for a wrong call.

    `compare` gives 1 where something is worse.  130 where it was interrupted.
    """
    options = command_parser().parse_args(arguments)
    try:
        lines, good = options.answer(options)
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


def command_parser() -> argparse.ArgumentParser:
    """Give the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="onboard", description="Boards are tested with pytest: pytest --board=BOARD"
    )
    parser.add_argument("--version", action="version", version=f"onboard {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    boards = commands.add_parser("boards", help="list what is connected, what emulators are ready")
    boards.set_defaults(answer=_boards)
    doctor = commands.add_parser("doctor", help="say what is missing and what installs it")
    doctor.set_defaults(answer=_doctor)
    inquiries = _add_inquiries(commands)
    pages = _add_pages(commands)
    add_parsers(commands)
    add_releases(commands)
    add_differences(commands)
    add_scores(commands)
    add_export(commands)
    add_publish(commands)
    for command in (*inquiries, *pages):
        command.add_argument("--suite", type=Path, metavar="DIR", help="the manifests' folder")
    for command in (doctor, *inquiries, pages[0]):
        told = "the CPython that says what is right (default: the one that runs this)"
        command.add_argument("--reference", default=sys.executable, metavar="PYTHON", help=told)
    return parser


def _add_inquiries(commands: Commands) -> list[argparse.ArgumentParser]:
    derive = commands.add_parser("derive", help="table what derives from CPython's own tests")
    derive.set_defaults(answer=_derive)
    derive.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="a part (builtins), a module (test_list) or a case, whose program is printed",
    )
    why = commands.add_parser("why", help="say why a method of CPython's tests is no case")
    why.set_defaults(answer=_why)
    why.add_argument("name", metavar="CASE", help="as in test_list.ListTest.test_append")
    return [derive, why]


def _add_pages(commands: Commands) -> list[argparse.ArgumentParser]:
    reduce = commands.add_parser("reduce", help="reduce a run's crashes to the smallest programs")
    reduce.set_defaults(answer=_reduce)
    reduce.add_argument(
        "run", nargs="?", default="wasm", metavar="RUN", help=f"{_RUN} (default: wasm)"
    )
    table = commands.add_parser("table", help="table what runs made of CPython's own tests")
    table.set_defaults(answer=_table)
    figures = commands.add_parser("figures", help="table the RAM and the speed that runs found")
    figures.set_defaults(answer=_figures)
    for command in (table, figures):
        command.add_argument("runs", nargs="+", metavar="RUN", help=_RUN)
    told = "put the table at the page's head there, too, between two comments"
    table.add_argument("--readme", type=Path, metavar="FILE", help=told)
    for command in (reduce, table, figures):
        told = "write the page there, and not here"
        command.add_argument("--out", type=Path, metavar="FILE", help=told)
    told = f"the records' folder (default: {RECORDS})"
    figures.add_argument("--records", type=Path, default=RECORDS, metavar="DIR", help=told)
    return [reduce, table]


def _derive(options: argparse.Namespace) -> tuple[list[str], bool]:
    with Waiting() as waiting:
        return _inquiry(options, waiting).derive(options.names)


def _why(options: argparse.Namespace) -> tuple[list[str], bool]:
    with Waiting() as waiting:
        return _inquiry(options, waiting).why(options.name)


def _inquiry(options: argparse.Namespace, waiting: Waiting) -> Inquiry:
    return Inquiry(_manifests(options), Deriver(options.reference, cache_path(), waiting.measure))


def _manifests(options: argparse.Namespace) -> Path:
    return manifests_in(options.suite)


def _table(options: argparse.Namespace) -> tuple[list[str], bool]:
    return tabulate_runs(_manifests(options), options.runs, options.out, options.readme)


def _figures(options: argparse.Namespace) -> tuple[list[str], bool]:
    return figure_runs(options.records, options.runs, options.out)


def _reduce(options: argparse.Namespace) -> tuple[list[str], bool]:
    with Waiting() as waiting:
        return reduce_run(
            _manifests(options), options.run, options.reference, options.out, waiting.measure
        )


def _boards(_: argparse.Namespace) -> tuple[list[str], bool]:
    lines = []
    for board in find_boards():
        serial = f", serial number {board.serial_number}" if board.serial_number else ""
        lines.append(f"{board.device:<12} {board.maker}: {board.description}{serial}")
    lines = lines or ["no board is connected by USB"]
    for emulator in emulators():
        state = "ready" if emulator.ready else "not ready"
        lines.append(f"{emulator.thing:<12} {state}: {emulator.detail}")
    return lines, True


def _doctor(options: argparse.Namespace) -> tuple[list[str], bool]:
    found = findings(options.reference, cache_path())
    lines = [f"{'ok' if it.ready else 'MISSING':<8} {it.thing}: {it.detail}" for it in found]
    return lines, all(it.ready for it in found)
