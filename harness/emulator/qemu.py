"""The micro:bit on QEMU as a place to plug in a board: opened, saved, restored, restarted."""

import hashlib
import shutil
import time
from pathlib import Path
from typing import Final

from harness.board.link import AT_ONCE, CAREFUL, EMULATOR, Place
from harness.emulator.flow import KEYS_BYTES, Meter, find_ring, write_metered
from harness.emulator.microbit import RAM, Microbit
from harness.errors import LinkLost, Misconfigured, NotInstalled, ProtocolError

FIRMWARE: Final = Path("/usr/share/firmware-microbit-micropython/firmware.hex")  # Debian's package
RAW_PROMPT: Final = b"raw REPL; CTRL-B to exit\r\n>"
BOOT_SECONDS: Final = 10.0  # it takes 0.02 on an idle host


class QemuLink:
    """The serial link to the machine, with the flow control that a UART lacks.

    `ring` has the addresses of the firmware's receive indices, or nothing where they are unknown.
    """

    def __init__(self, machine: Microbit, ring: tuple[int, ...]) -> None:
        self._machine = machine
        self._ring = ring
        self.serial = machine.port.open()

    def read(self, timeout: float) -> bytes:
        """Wait at most `timeout` seconds for bytes and return them, all that are there."""
        try:
            return self.serial.read(timeout)
        except LinkLost as error:
            raise self._lost(error) from error

    def write(self, data: bytes) -> None:
        """Hand over all of `data`, no faster than the firmware takes it."""
        try:
            if self._ring and len(data) > KEYS_BYTES:
                write_metered(data, self.serial.write, Meter(self._indices))
            else:
                self.serial.write(data)
        except LinkLost as error:
            raise self._lost(error) from error

    def close(self) -> None:
        """Close the port; the machine goes on."""
        self.serial.close()

    def _indices(self) -> list[int]:
        first, last = self._ring[0], self._ring[-1] + 2
        memory = self._machine.memory.block(first, last - first)
        return [int.from_bytes(memory[at - first : at - first + 2], "little") for at in self._ring]

    def _lost(self, error: LinkLost) -> LinkLost:
        if error.__cause__ is None:  # the link was closed on our side
            return error
        return LinkLost(f"{error}; {self._machine.why_silent()}")


class QemuPlace(Place):
    """The micro:bit on QEMU.

    `image` is its firmware in Intel's hex format.  The first `open` looks for the firmware's
    receive buffer, in a machine of its own; where it is found, uploads are `lossless`.
    """

    patience = EMULATOR

    def __init__(self, name: str, image: Path = FIRMWARE) -> None:
        self.name = name
        self.firmware = _identity(name, image)
        self._image = image
        self._ring: tuple[int, ...] | None = None
        self._machine: Microbit | None = None
        self._link: QemuLink | None = None

    def open(self) -> QemuLink:
        """Open the port of the machine; start one where none runs."""
        if self._machine is None or not self._machine.is_alive():
            self.close()
            ring = self._receive_ring()
            self._machine = Microbit(self.name, self._image)
            self._link = QemuLink(self._machine, ring)
            self._machine.run()
        else:
            self._link = QemuLink(self._machine, self._receive_ring())
        return self._link

    def save(self) -> bool:
        """Keep the machine's whole state, clock and all."""
        try:
            return self._machine is not None and self._machine.save()
        except (LinkLost, ProtocolError):
            return False

    def restore(self) -> bool:
        """Put the machine back into the saved state; what was on the wire is forgotten."""
        if self._machine is None or self._link is None:
            return False
        try:
            return self._machine.restore(self._link.serial)
        except (LinkLost, ProtocolError):
            return False

    def restart(self) -> bool:
        """End the machine; the next `open` starts a new one."""
        self.close()
        return True

    def close(self) -> None:
        """End the machine, where one runs."""
        if self._link is not None:
            self._link.close()
            self._link = None
        if self._machine is not None:
            self._machine.close()
            self._machine = None

    def _receive_ring(self) -> tuple[int, ...]:
        """Learn, once, how this firmware takes its input, and so how it may be written to."""
        if self._ring is None:
            self._ring = _ring_of(self.name, self._image)
            self.lossless = bool(self._ring)
            self.pace = AT_ONCE if self._ring else CAREFUL
        return self._ring


def _identity(name: str, image: Path) -> str:
    """Check that all is there, and name the firmware by its content."""
    for program, package in (("qemu-system-arm", "qemu-system-arm"), ("qemu-img", "qemu-utils")):
        if shutil.which(program) is None:
            raise NotInstalled(f"{name}: {program} is missing; sudo apt install {package}")
    try:
        content = image.read_bytes()
    except OSError as error:
        if image == FIRMWARE:
            raise NotInstalled(
                f"{name}: {image} is missing; sudo apt install firmware-microbit-micropython"
            ) from error
        raise Misconfigured(f"{name}: {image}: no firmware can be read there ({error})") from error
    return f"{image.name} sha256:{hashlib.sha256(content).hexdigest()[:16]}"


def _ring_of(name: str, image: Path) -> tuple[int, ...]:
    """Find the firmware's receive indices in a machine that is thrown away; or nothing."""
    machine = Microbit(name, image)
    try:
        link = QemuLink(machine, ())
        machine.run()
        _ask(link, b"\r\x03\x01", RAW_PROMPT)
        offsets = find_ring(
            lambda: machine.memory.block(RAM.start, len(RAM)),
            lambda data: _ask(link, data[:-1] + b"\x04", b"\x04>"),
        )
    except LinkLost as error:
        if image == FIRMWARE:
            raise
        why = machine.why_silent()
        raise Misconfigured(f"{name}: {image} does not run: {why} ({error})") from error
    finally:
        machine.close()
    return tuple(RAM.start + offset for offset in offsets)


def _ask(link: QemuLink, data: bytes, answer: bytes) -> None:
    link.write(data)
    said = b""
    deadline = time.monotonic() + BOOT_SECONDS
    while answer not in said:
        if time.monotonic() > deadline:
            raise LinkLost(f"no MicroPython prompt; the machine said {said!r}")
        said += link.read(BOOT_SECONDS)
