"""The command `onboard`: what is connected, what is ready, what is missing."""

import argparse
import sys
from collections.abc import Sequence

from harness import __version__
from harness.board.discover import find_boards
from harness.cache import cache_path
from harness.farm.doctor import emulators, findings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where all is well, 1 where something is missing, 2 for a wrong call."""
    parser = argparse.ArgumentParser(
        prog="onboard", description="Boards are tested with pytest: pytest --board=BOARD"
    )
    parser.add_argument("--version", action="version", version=f"onboard {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("boards", help="list what is connected and which emulators are ready")
    doctor = commands.add_parser("doctor", help="say what is missing and what installs it")
    doctor.add_argument("--reference", default=sys.executable, metavar="PYTHON")
    options = parser.parse_args(arguments)
    lines, good = _boards() if options.command == "boards" else _doctor(options.reference)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0 if good else 1


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
