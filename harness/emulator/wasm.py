"""MicroPython's npm build as a board, hosted in this process by wasmtime."""

import weakref
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import wasmtime

from harness.board.link import AT_ONCE, EMULATOR, Link, Place
from harness.emulator.firmware import Firmware
from harness.emulator.machine import TANK
from harness.emulator.program import Program
from harness.emulator.runner import Runner, Saved
from harness.errors import LinkLost, Misconfigured


class _WasmLink:
    """A `Link` to a running machine."""

    def __init__(self, runner: Runner) -> None:
        self._runner: Runner | None = runner

    def read(self, timeout: float) -> bytes:
        return self._open().read(timeout)

    def write(self, data: bytes) -> None:
        self._open().write(data)

    def close(self) -> None:
        self._runner = None

    def _open(self) -> Runner:
        if self._runner is None:
            raise LinkLost("the link to the wasm board is closed")
        return self._runner


class WasmPlace(Place):
    """A `Place` with an emulated board that has a heap of exactly `heap_bytes`.

    That is all a program gets in one go: this build collects garbage between commands only, so
    `MemoryError` comes when what a program allocates in total does not fit.

    `work` counts wasmtime fuel, in the end instructions, and is exact: the same number for the same
    input wherever `firmware` is the same, however the input was cut.  `fuel_limit` is what may be
    burnt between two fresh states (`open`, `restore`, a soft reset); beyond it the board dies,
    always at the same instruction.  Clock and random numbers are the same in every run too.

    Ctrl-C written while a program runs interrupts it; written ahead of the program it does not.
    `save` and `work` have no answer while a program runs.  `input()` never returns here.
    Raises `Misconfigured` where `firmware` is not one; `open` does for an impossible heap.
    `program` is the firmware compiled, where that has been done.
    """

    lossless = True
    exact = True
    work_unit = "fuel"
    work_per_second = 4_000_000_000  # half of what one was seen to do on a busy machine of 2026
    keeps_time = False
    pace = AT_ONCE
    patience = replace(EMULATOR, quiet=0.005)  # a board that computes in this process

    def __init__(
        self,
        name: str,
        firmware: Firmware,
        heap_bytes: int,
        fuel_limit: int | None = None,
        *,
        program: Program | None = None,
    ) -> None:
        self.name = name
        self.heap_bytes = heap_bytes
        self._build = firmware
        self._program = program or _compiled(firmware.path)
        self.firmware_bytes = firmware.path.stat().st_size
        # What figures of fuel and heap depend on.
        self.firmware = (
            f"npm {firmware.version} sha256:{firmware.sha256[:16]}"
            f" companion:{self._program.text_hash[:16]} wasmtime:{version('wasmtime')}"
        )
        self._settings = (heap_bytes, TANK if fuel_limit is None else fuel_limit)
        self._runner: Runner | None = None
        self._saved: Saved | None = None
        self._earlier_work = 0

    def open(self) -> Link:
        if self._runner is None:
            self._runner = Runner(self._program, *self._settings)
            # Also where a place is forgotten or the interpreter exits without `close`.
            self._stop = weakref.finalize(self, self._runner.stop)
        return _WasmLink(self._runner)

    def save(self) -> bool:
        self._saved = self._runner.save() if self._runner else None
        return self._saved is not None

    def restore(self) -> bool:
        if self._runner is None or self._saved is None:
            return False
        return self._runner.restore(self._saved)

    def restart(self) -> bool:
        self.close()
        return True

    def work(self) -> int | None:
        now = self._runner.work() if self._runner else 0
        return None if now is None else self._earlier_work + now

    def busy_seconds(self) -> float:
        return self._runner.busy_seconds() if self._runner else 0.0

    def resized(self, heap_bytes: int) -> "WasmPlace":
        return WasmPlace(
            self.name, self._build, heap_bytes, self._settings[1], program=self._program
        )

    def close(self) -> None:
        runner, self._runner = self._runner, None
        self._saved = None
        if runner is not None:
            self._stop()
            self._earlier_work += runner.work() or 0


def _compiled(path: Path) -> Program:
    try:
        return Program(path.read_bytes())
    except (OSError, wasmtime.WasmtimeError) as error:
        reason = str(error).splitlines()[0]
        raise Misconfigured(f"{path}: no firmware for the wasm board: {reason}") from error
