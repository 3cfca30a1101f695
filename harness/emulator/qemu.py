"""The micro:bit on QEMU as a place to plug in a board: opened, saved, restored, restarted."""

import hashlib
import math
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from harness.board.link import AT_ONCE, CAREFUL, EMULATOR, Place
from harness.emulator.intake import Intake, Metered, Served
from harness.emulator.microbit import Microbit
from harness.emulator.scout import BOOT_SECONDS, Findings, explore
from harness.errors import LinkLost, Misconfigured, NotInstalled, ProtocolError

FIRMWARE: Final = Path("/usr/share/firmware-microbit-micropython/firmware.hex")  # Debian's package
_DATA: Final = re.compile(rb":[0-9A-Fa-f]{6}00")
WORK_PER_SECOND: Final = 100_000_000  # a fourth of what it does on an idle machine of 2026


class QemuLink:
    """The serial link to the machine, with the flow control that a UART lacks."""

    def __init__(self, name: str, machine: Microbit, intake: Intake) -> None:
        self._name = name
        self._machine = machine
        self._intake = intake
        self._open = True

    def read(self, timeout: float) -> bytes:
        """Wait at most `timeout` seconds for bytes and return them, all that are there."""
        self._check_open()
        wires, left = self._machine.wires, timeout
        deadline = time.monotonic() + timeout
        while not (data := wires.heard()) and left >= 0:
            try:
                self._intake.serve(left)
            except LinkLost as error:
                if last_words := wires.heard():
                    return last_words
                raise self._lost(error) from error
            left = deadline - time.monotonic()
        return data

    def write(self, data: bytes) -> None:
        """Hand over all of `data`, for the firmware to get no faster than it takes it."""
        self._check_open()
        try:
            self._intake.write(data)
        except LinkLost as error:
            raise self._lost(error) from error

    def close(self) -> None:
        """Close the link; the machine goes on."""
        self._open = False

    def _check_open(self) -> None:
        if not self._open:
            raise LinkLost(f"{self._name}: the link is closed")

    def _lost(self, error: LinkLost) -> LinkLost:
        return LinkLost(f"{error}; {self._machine.why_silent()}")


class QemuPlace(Place):
    """The micro:bit on QEMU.

    `image` is its firmware in Intel's hex format.  The first `open` finds out, in machines of their
    own, how the firmware takes its input.  Where that is known, uploads are `lossless`.  Where it
    can be served while it stands still, it is also `exact`: the same input gives the same output,
    addresses, heap and clock, and the same count of instructions as its `work`.
    """

    patience = EMULATOR

    def __init__(self, name: str, image: Path = FIRMWARE) -> None:
        self.name = name
        self.firmware, self.firmware_bytes = _identity(name, image)
        self._image = image
        self._findings: Findings | None = None
        self._machine: Microbit | None = None
        self._intake: Intake | None = None
        self._link: QemuLink | None = None

    def open(self) -> QemuLink:
        """Open the port of the machine; start one where none runs."""
        if self._machine is None or self._intake is None or not self._machine.is_alive():
            self.close()
            self._machine, self._intake = self._started()
        if self._link is not None:
            self._link.close()
        self._link = QemuLink(self.name, self._machine, self._intake)
        return self._link

    def save(self) -> bool:
        """Keep the machine's whole state, clock and all."""
        return self._done(lambda intake: intake.save())

    def restore(self) -> bool:
        """Put the machine back into the saved state; what was on the wire is forgotten."""
        return self._done(lambda intake: intake.restore())

    def restart(self) -> bool:
        """End the machine; the next `open` starts a new one."""
        self.close()
        return True

    def work(self) -> int | None:
        """Count the instructions that the machine has executed; a restored one counts anew."""
        try:
            return self._intake.work() if self._intake is not None else None
        except (LinkLost, ProtocolError):
            return None

    def busy_seconds(self) -> float:
        """Count what was executed in the seconds that deadlines are told in."""
        try:
            return (self._intake.progress() if self._intake else 0) / WORK_PER_SECOND
        except (LinkLost, ProtocolError):
            return math.inf

    def close(self) -> None:
        """End the machine, where one runs."""
        if self._link is not None:
            self._link.close()
            self._link = None
        if self._machine is not None:
            self._machine.close()
            self._machine = self._intake = None

    def _started(self) -> tuple[Microbit, Intake]:
        findings = self._explored()
        machine = Microbit(self.name, self._image, sleepless=self.exact)
        intake: Intake = Metered(machine, findings.indices)
        if findings.ring is not None:
            intake = Served(machine, findings.ring)
        machine.debugger.go_on()
        if self.exact and not machine.debugger.wait(BOOT_SECONDS):
            machine.close()
            raise LinkLost(f"{self.name}: not at its prompt within {BOOT_SECONDS:g} s")
        return machine, intake

    def _explored(self) -> Findings:
        """Learn, once, how this firmware takes its input, and so what may be said of it."""
        if self._findings is None:
            try:
                findings = explore(self.name, self._image)
            except LinkLost as error:
                if self._image == FIRMWARE:
                    raise
                why = f"{self._image} does not run: {error}"
                raise Misconfigured(f"{self.name}: {why}") from error
            self.lossless = bool(findings.indices)
            self.pace = AT_ONCE if self.lossless else CAREFUL
            self.exact = findings.ring is not None
            self.work_unit = "instructions" if self.exact else ""
            self.work_per_second = WORK_PER_SECOND if self.exact else 0
            self._findings = findings
        return self._findings

    def _done(self, what: Callable[[Intake], bool]) -> bool:
        try:
            return self._intake is not None and what(self._intake)
        except (LinkLost, ProtocolError):
            return False


def _identity(name: str, image: Path) -> tuple[str, int]:
    """Check that all is there; name the firmware by its content, and say how much it flashes."""
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
    named = f"{image.name} sha256:{hashlib.sha256(content).hexdigest()[:16]}"
    return named, _flashed_bytes(content)


def _flashed_bytes(image: bytes) -> int:
    """Count the bytes of data in an image of Intel's hex format: `:LLAAAATT...`, data is type 0."""
    return sum(int(line[1:3], 16) for line in image.split() if _DATA.match(line))
