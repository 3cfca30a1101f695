"""What it costs to have a fresh wasm board again.

    python -m harness.tests.bench_wasm_reset

A new machine against an image loaded into an old one, for several heaps; then whole cases: upload,
run, read the frame, restore.  Wall time, the mean of the best of several rounds.
"""

import functools
import sys
import time
from collections.abc import Callable, Iterator

from harness.emulator.firmware import wasm_firmware
from harness.emulator.machine import TANK, Machine
from harness.emulator.program import Program
from harness.emulator.wasm import WasmPlace

ROUNDS = 5
HEAPS_BYTES = (8 << 10, 64 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def nothing() -> None:
    """Let output be lost."""


def milliseconds(work: Callable[[], object], times: int) -> float:
    """Run `work` `times` times in each round; return the best round's mean."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(times):
            work()
        rounds.append(time.perf_counter() - began)
    return min(rounds) / times * 1000


def resets(program: Program) -> Iterator[str]:
    for heap_bytes in HEAPS_BYTES:
        new = functools.partial(Machine, program, heap_bytes, TANK, drain=nothing)
        machine = new()
        image = machine.image()
        yield (
            f"heap {heap_bytes >> 10:6} KiB: new machine {milliseconds(new, 5):7.3f} ms,"
            f" image of {len(image.memory) >> 10:6} KiB"
            f" {milliseconds(functools.partial(machine.load, image), 50):7.3f} ms"
        )


def case(place: WasmPlace) -> str:
    link = place.open()

    def until(end: bytes) -> None:
        seen = b""
        while not seen.endswith(end):
            seen += link.read(1)

    def one() -> None:
        link.write(b"print(1)")
        place.work()
        link.write(b"\x04")
        until(b"\x04>")
        place.work()
        place.restore()

    link.write(b"\r\x01")
    until(b"exit\r\n>")
    place.save()
    each = milliseconds(one, 300)
    place.close()
    return f"print(1) in {place.heap_bytes} bytes: {each:.3f} ms, {1000 / each:.0f} a second"


def lines() -> Iterator[str]:
    firmware = wasm_firmware(None, progress=say)
    content = firmware.path.read_bytes()
    yield f"modules from wasmtime's cache: {milliseconds(lambda: Program(content), 5):.1f} ms"
    yield from resets(Program(content))
    for heap_bytes in HEAPS_BYTES[1:-1]:
        yield case(WasmPlace("bench", firmware, heap_bytes))


def main() -> None:
    for line in lines():
        say(line)


if __name__ == "__main__":
    main()
