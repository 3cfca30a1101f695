"""Finding out how a firmware takes its input, by experiment, in machines that are thrown away."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from harness.emulator.flow import RING_BYTES, Ring, find_data, find_ring
from harness.emulator.intake import Intake, Metered, Served
from harness.emulator.microbit import RAM, Microbit
from harness.errors import LinkLost, ProtocolError

_PROMPT: Final = b">>> "
RAW_PROMPT: Final = b"raw REPL; CTRL-B to exit\r\n>"
BOOT_SECONDS: Final = 10.0  # it takes 0.02 on an idle host
_KNOCK: Final = b"\r\x03\x01"
_WAITS: Final = (b"\x30\xbf", b"\x20\xbf")  # WFI and WFE (ARMv6-M Architecture Reference Manual)
_GLANCES: Final = 100  # at a processor that waits, and now and then serves an interrupt
_GLANCE_SECONDS: Final = 0.002  # between two, for it to get on
# Comments that fill the ring and leave its indices off its start, after `_KNOCK` and the trials of
# `find_ring`.
_PATTERN: Final = tuple(b"#%b\x04" % bytes(range(at, at + 20)) for at in (0x30, 0x44, 0x58))
_BUSY: Final = b"while True:pass\x04"
_UNREAD: Final = b"12345"
# A firmware that sleeps where it waits for input would be stopped in its sleep.
_NAP: Final = b"import utime\nutime.sleep_ms(30)\nprint(6*7)\x04"
_NAPPED: Final = b"OK42\r\n\x04\x04>"


@dataclass(frozen=True)
class Findings:
    """The addresses of a firmware's receive indices, and of all it takes to serve it itself.

    The former are none, and the latter is None, where the firmware works in another way.
    """

    indices: tuple[int, ...]
    ring: Ring | None


def explore(name: str, image: Path) -> Findings:
    """Run a firmware and find what there is to find.  Raises `LinkLost` where it does not run."""
    with _running(name, image, sleepless=False) as machine:
        plain = Metered(machine, ())
        machine.debugger.go_on()
        _ask(machine, plain, b"", _PROMPT)  # a firmware that still boots may lose what is sent
        _ask(machine, plain, _KNOCK, RAW_PROMPT)
        offsets = find_ring(
            lambda: machine.memory.block(RAM.start, len(RAM)),
            lambda data: _ask(machine, plain, data[:-1] + b"\x04", b"\x04>"),
        )
        candidates = tuple(RAM.start + offset for offset in offsets)
        found = _findings(machine, candidates) if candidates else Findings((), None)
    if found.ring is not None and not serves(name, image, found.ring):
        return replace(found, ring=None)
    return found


@contextmanager
def _running(name: str, image: Path, *, sleepless: bool) -> Iterator[Microbit]:
    machine = Microbit(name, image, sleepless=sleepless)
    try:
        yield machine
    except LinkLost as error:
        raise LinkLost(f"{machine.why_silent()} ({error})") from error
    finally:
        machine.close()


def _findings(machine: Microbit, candidates: tuple[int, ...]) -> Findings:
    """Tell what the candidates are, at the prompt and then in an endless loop.

    A word that looks like an index may be a copy of one that an interrupt has put on the stack.
    """
    wait = _waiting_at(machine)
    plain, looks = Metered(machine, ()), Metered(machine, candidates)
    for piece in _PATTERN:
        _ask(machine, plain, piece, b"\x04>")
    memory = machine.memory.block(RAM.start, len(RAM))
    places = {at: find_data(memory, at, b"".join(_PATTERN)) for at in looks.indices()}
    position, data = next((it for it in places.items() if it[1] is not None), (0, None))
    _ask(machine, plain, _BUSY, b"OK")
    machine.wires.send(_UNREAD)
    taken = (position + len(_BUSY)) % RING_BYTES
    received = (taken + len(_UNREAD)) % RING_BYTES
    now = _awaited(looks, received)
    moved = [at for at in candidates if now[at] == received]
    stayed = [at for at in candidates if now[at] == taken]
    if wait is None or data is None or len(moved) != 1 or not stayed:
        return Findings(candidates, None)
    ring = Ring(RAM.start + data, moved[0], wait, wait + len(_WAITS[0]))
    return Findings((*sorted(moved + stayed),), ring)


def _awaited(looks: Metered, value: int) -> dict[int, int]:
    """Read the indices until one of them has a value, or for long enough."""
    deadline = time.monotonic() + BOOT_SECONDS
    while value not in (now := looks.indices()) and time.monotonic() < deadline:
        pass
    return dict(zip(looks.at, now, strict=True))


def _waiting_at(machine: Microbit) -> int | None:
    """Give the address of the instruction in which the processor spends its time at the prompt."""
    for _ in range(_GLANCES):
        machine.debugger.wait(_GLANCE_SECONDS)
        machine.debugger.halt()
        wait = machine.debugger.program_counter() - 2
        waits = machine.memory.block(wait, 2) in _WAITS
        machine.debugger.go_on()
        if waits:
            return wait
    return None


def serves(name: str, image: Path, ring: Ring) -> bool:
    """Tell whether a machine that is served comes to its prompt, naps and says what it should."""
    with _running(name, image, sleepless=True) as machine:
        served = Served(machine, ring)
        machine.debugger.go_on()
        try:
            booted = machine.debugger.wait(BOOT_SECONDS)
            machine.wires.heard()
            served.write(_KNOCK)
            served.settle()
            ready = machine.wires.heard().endswith(RAW_PROMPT)
            served.write(_NAP)
            return booted and ready and served.settle() and machine.wires.heard() == _NAPPED
        except ProtocolError:
            return False


def _ask(machine: Microbit, intake: Intake, data: bytes, answer: bytes) -> None:
    intake.write(data)
    said = b""
    deadline = time.monotonic() + BOOT_SECONDS
    while answer not in said:
        if time.monotonic() > deadline:
            raise LinkLost(f"no MicroPython prompt; the machine said {said!r}")
        intake.serve(BOOT_SECONDS)
        said += machine.wires.heard()
