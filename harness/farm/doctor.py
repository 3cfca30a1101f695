"""What this machine has for running boards, and what brings the rest."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from harness.board.discover import BoardPort, find_boards
from harness.errors import OnboardError
from harness.suite.oracle import Oracle


@dataclass(frozen=True)
class Finding:
    """One thing and whether it can be used; where not, `detail` has the command that mends it."""

    thing: str
    ready: bool
    detail: str


def emulators() -> list[Finding]:
    """Tell which emulated boards are ready, by doing what a run would do before it starts one."""
    return [_found("wasm", _wasm), _found("microbit", _microbit)]


def findings(reference: str, cache: Path) -> list[Finding]:
    """Look at all that a run may need."""
    return [
        _found("reference", lambda: _reference(reference, cache)),
        *emulators(),
        *[_port(port) for port in find_boards()],
    ]


def _found(thing: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(thing, ready=True, detail=look())
    except OnboardError as error:
        return Finding(thing, ready=False, detail=str(error).removeprefix(f"{thing}: "))
    except ImportError as error:  # an emulator that needs what only Unix has
        return Finding(thing, ready=False, detail=f"not on this system ({error})")


def _reference(executable: str, cache: Path) -> str:
    oracle = Oracle(executable, cache, lambda _done, _total: None)
    return f"{oracle.implementation} {oracle.version} ({executable})"


def _wasm() -> str:
    from harness.emulator.firmware import how_ready  # noqa: PLC0415  (only if wanted)

    return how_ready()


def _microbit() -> str:
    from harness.emulator.qemu import QemuPlace  # noqa: PLC0415  (Unix only)

    return QemuPlace("microbit").firmware


def _port(port: BoardPort) -> Finding:
    what = f"{port.maker}, {port.usb_id}"
    if os.access(port.device, os.R_OK | os.W_OK) or not Path(port.device).exists():
        return Finding(port.device, ready=True, detail=what)
    mend = "sudo usermod -aG dialout $USER, then log in anew"
    return Finding(port.device, ready=False, detail=f"{what}; not yours to open: {mend}")
