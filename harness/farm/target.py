"""What a value of `--board` means.

wasm[@VERSION][?heap=96k]   MicroPython's npm package, inside this process
microbit                    the micro:bit on QEMU
python:EXECUTABLE           any desktop Python from 3.8 on, as in python:pypy3
exec:COMMAND                any program with a MicroPython REPL on its terminal
socket://, rfc2217://       a pyserial URL
/dev/ttyACM0, COM3          a serial device
auto                        the one board that is connected by USB
NAME                        rigs/NAME.toml
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from harness.board.link import Place
from harness.errors import Misconfigured
from harness.farm.rig import load_rig, rig_names

Tell = Callable[[str], None]  # takes a line that says what one is waiting for
# MicroPython's wasm build collects no garbage while a program runs, so this bounds what a program
# allocates in all, not what it keeps; asking for `gc.mem_alloc()` takes longer the larger it is.
DEFAULT_HEAP_BYTES: Final = 2 * 1024 * 1024
_SMALLEST_HEAP_BYTES: Final = 1024
_WASM: Final = re.compile(
    r"wasm(?:@(?P<version>[\w.-]+))?(?:\?heap=(?P<heap>\d+)(?P<unit>[kKmM]?))?\Z"
)
_UNITS: Final = {"": 1, "k": 1024, "m": 1024 * 1024}
_SCHEMES: Final = ("socket://", "rfc2217://")
_DEVICE: Final = re.compile(r"/|COM\d+\Z|\\\\.\\")


@dataclass(frozen=True)
class Target:
    """A board the user asked for.

    `name` is what the user wrote.  `kind` is the last word of its profile, empty where the board
    itself has to be asked.  `place` builds the place; it takes a function that is told what a long
    wait is for, and raises `Misconfigured` or `NotInstalled`.  `plural` says that there can be any
    number of such boards at once, each of its own.  `limits` are those of its rig.
    """

    name: str
    kind: str
    place: Callable[[Tell], Place]
    plural: bool = False
    limits: Mapping[str, float] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The name as it may stand in file names and test ids."""
        return re.sub(r"[^A-Za-z0-9.@_]+", "-", self.name).strip("-")


def parse_target(value: str, rigs: Path) -> Target:
    """Understand one value of `--board`; `rigs` is the folder of rig files.

    Opens nothing.  Raises `Misconfigured` where nothing can be meant by it.
    """
    if value == "auto":
        return _auto()
    if value == "microbit":
        return Target(value, "microbit", _microbit, plural=True)
    if value.startswith(("python:", "exec:")):
        return _program(value)
    if value.startswith(_SCHEMES) or _DEVICE.match(value):
        return Target(value, "", lambda _: _port(value, value, None))
    if value == "wasm" or value.startswith(("wasm@", "wasm?")):
        return _wasm(value)
    if value in rig_names(rigs):
        return _rig(value, rigs)
    raise Misconfigured(_unknown(value, rigs))


def _unknown(value: str, rigs: Path) -> str:
    known = ["wasm", "microbit", "auto", *rig_names(rigs)]
    close = get_close_matches(value, known, n=1)
    meant = f"did you mean {close[0]!r}?" if close else "known here: " + ", ".join(known)
    return (
        f"--board={value}: no such board or rig; {meant}"
        " (or a device, socket://HOST:PORT, rfc2217://HOST:PORT, python:EXECUTABLE, exec:COMMAND)"
    )


def _wasm(value: str) -> Target:
    found = _WASM.match(value)
    if found is None:
        raise Misconfigured(f"--board={value}: expected wasm[@VERSION][?heap=96k]")
    heap_bytes = DEFAULT_HEAP_BYTES
    kind = "wasm"
    if found["heap"]:
        heap_bytes = int(found["heap"]) * _UNITS[found["unit"].lower()]
        kind = f"wasm-{found['heap']}{found['unit'].lower()}"
    if heap_bytes < _SMALLEST_HEAP_BYTES:
        raise Misconfigured(f"--board={value}: a heap has at least {_SMALLEST_HEAP_BYTES} bytes")

    def place(tell: Tell) -> Place:
        from harness.emulator.firmware import wasm_firmware  # noqa: PLC0415  (only if wanted)
        from harness.emulator.wasm import WasmPlace  # noqa: PLC0415

        firmware = wasm_firmware(found["version"], progress=tell)
        return WasmPlace(value, firmware, heap_bytes)

    return Target(value, kind, place, plural=True)


def _microbit(_: Tell) -> Place:
    from harness.emulator.qemu import QemuPlace  # noqa: PLC0415  (Unix only)

    return QemuPlace("microbit")


def _program(value: str) -> Target:
    kind, _, what = value.partition(":")
    if kind == "exec":
        return Target(value, "", lambda _: _terminal(value), plural=True)
    if not what:
        raise Misconfigured(f"--board={value}: name an executable, as in --board=python:pypy3")
    return Target(value, "desktop", lambda _: _desktop(value, what), plural=True)


def _desktop(value: str, executable: str) -> Place:
    try:
        from harness.emulator.desktop import DesktopPlace  # noqa: PLC0415  (Unix only)
    except ImportError as error:
        raise Misconfigured(
            f"--board={value}: python: needs fork, which this system lacks"
        ) from error
    return DesktopPlace(value, executable)


def _terminal(value: str) -> Place:
    try:
        from harness.emulator.terminal import TerminalPlace  # noqa: PLC0415  (Unix only)
    except ImportError as error:
        raise Misconfigured(
            f"--board={value}: exec: needs ptys, which this system lacks"
        ) from error
    return TerminalPlace(value, value.removeprefix("exec:"))


def _port(name: str, port: str, baud: int | None) -> Place:
    from harness.board.ports import SerialPlace  # noqa: PLC0415
    from harness.board.tcp import SocketPlace  # noqa: PLC0415

    if port.startswith("socket://"):
        return SocketPlace(name, port)
    return SerialPlace(name, port) if baud is None else SerialPlace(name, port, baud)


def _auto() -> Target:
    from harness.board.discover import find_boards  # noqa: PLC0415

    boards = find_boards()
    if len(boards) == 1:
        return Target("auto", "", lambda _: _port("auto", boards[0].device, None))
    if not boards:
        raise Misconfigured(
            "--board=auto: no board is connected by USB; `onboard boards` shows what is there"
        )
    found = ", ".join(f"{board.device} ({board.description})" for board in boards)
    raise Misconfigured(f"--board=auto: {len(boards)} boards are connected, name one: {found}")


def _rig(name: str, rigs: Path) -> Target:
    rig = load_rig(rigs / f"{name}.toml")
    if rig.board == "auto" or rig.board in rig_names(rigs):
        raise Misconfigured(f"{rigs / name}.toml: `board` must name a board, not {rig.board!r}")
    try:
        target = parse_target(rig.board, rigs)
    except Misconfigured as error:
        raise Misconfigured(f"{rigs / name}.toml: {error}") from error
    if _DEVICE.match(rig.board) or rig.board.startswith("rfc2217://"):
        target = replace(target, place=lambda _: _port(name, rig.board, rig.baud))
    return replace(target, name=name, kind=rig.kind or target.kind, limits=rig.limits)
