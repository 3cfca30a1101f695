"""The micro:bit on QEMU is exact: the same program, the same run, on whatever host.

And where its firmware cannot be served while it stands still, that is known and said.
"""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from harness.board.board import Board
from harness.emulator.qemu import FIRMWARE, QemuPlace
from harness.emulator.scout import explore, serves
from harness.observation import Ending, Observation
from harness.tests.links import read_until
from harness.tests.test_qemu import RAW, at_prompt, run, with_qemu

pytestmark = with_qemu

PROGRAMS = {
    "allocates": b"import gc\na=[]\nfor i in range(99):a+=[[i]*3]\nprint(gc.mem_alloc(),id(a))",
    "prints 100 KB": b"for i in range(1500):print(i, 'y' * 60)",
    "sets by address": b"class A:pass\nprint({A() for _ in range(9)}, {'a', 3, (1, 2)})",
    "sleeps": b"import utime\na=utime.ticks_us()\nutime.sleep_ms(50)\nprint(a,utime.ticks_us()-a)",
    "tells the time": b"import utime\nfor i in range(9):print(utime.ticks_us(), utime.ticks_ms())",
    "a dict's order": b"d={}\nfor k in 'the quick brown fox jumps'.split():d[k]=len(d)\nprint(d)",
    "chance": b"import random\nprint(random.random(), random.randrange(1000000))",
    "2 KB long": b"x=0\n" + b"x+=1 # %s\n" % (b"." * 50) * 34 + b"print(x)",
    "raises": b"def f(n):\n if n==0:raise ValueError([n])\n f(n-1)\nf(9)",
    "computes": b"n=0\nfor i in range(9000):n+=i\nprint(n)",
    "runs out of memory": b"a=[]\nwhile True:a.append(bytearray(50))",
}
HANGS = b"while True: print('y' * 50)"
NAME = "microbit"


@contextmanager
def both_cores_busy() -> Iterator[None]:
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


@contextmanager
def board() -> Iterator[Board]:
    board = Board(QemuPlace(NAME))
    board.start()
    assert board.place.exact
    assert board.place.work_unit == "instructions"
    try:
        yield board
    finally:
        board.close()


def seen(board: Board, program: bytes) -> Observation:
    return replace(board.execute(program, 60.0), host_seconds=0.0)


def test_every_run_is_the_same_on_a_busy_host_too() -> None:
    runs = defaultdict(set)
    for busy in (False, True):
        with both_cores_busy() if busy else board() as _, board() as one:
            for name, program in [*PROGRAMS.items()] * 2:
                runs[name].add(seen(one, program))
    assert {name: len(different) for name, different in runs.items()} == dict.fromkeys(PROGRAMS, 1)
    for name, [only] in runs.items():
        assert only.ending is Ending.FINISHED, name
        assert only.work is not None, name


def test_a_longer_loop_takes_more_work_by_as_much_each_time() -> None:
    with board() as one:
        counts = [seen(one, b"for i in range(%d):pass" % n).work or 0 for n in (1000, 2000, 3000)]
    assert counts[1] - counts[0] == pytest.approx(counts[2] - counts[1], rel=0.01)
    assert counts[1] - counts[0] > 1000 * 100


def test_nothing_that_was_there_before_changes_a_run() -> None:
    """Not a program that had to be broken off, nor a machine that had to be started anew."""
    program = PROGRAMS["allocates"]
    with board() as one:
        first = seen(one, program)
        assert one.execute(HANGS, 0.2).ending is Ending.TIMEOUT
        assert seen(one, program) == first
        one.place.restart()
        assert seen(one, program) == first


def test_a_program_that_waits_for_input_gets_it_or_waits_on() -> None:
    place = QemuPlace(NAME)
    try:
        link = at_prompt(place)
        link.write(b"print(input('? '))\x04")
        read_until(link, b"? ")
        assert link.read(0.05) == b""
        link.write(b"spam\r")
        assert b"spam\r\n\x04\x04" in read_until(link, b"\x04>")
        link.write(b"print(input('? '))\x04")
        read_until(link, b"? ")
        link.write(b"\x03")
        assert b"KeyboardInterrupt" in read_until(link, b"\x04>")
    finally:
        place.close()


def test_a_machine_that_waits_takes_no_time_of_the_host() -> None:
    place = QemuPlace(NAME)
    try:
        link = at_prompt(place)
        before = place.work()
        assert link.read(0.1) == b""
        assert place.work() == before
    finally:
        place.close()


def without_waiting(folder: Path) -> Path:
    """Make a firmware that waits for input, and sleeps, without telling the processor."""
    lines = []
    for line in FIRMWARE.read_text().splitlines():
        record = bytes.fromhex(line[1:])[:-1]
        if record[3] == 0:  # data; none is cut within an instruction
            halves = [record[at : at + 2] for at in range(4, len(record), 2)]
            record = record[:4] + b"".join(NOP if it == WFI else it for it in halves)
        lines.append(f":{record.hex()}{-sum(record) % 256:02x}\n")
    image = folder / "restless.hex"
    image.write_text("".join(lines).upper())
    return image


WFI, NOP = b"\x30\xbf", b"\xc0\x46"  # Thumb; the latter as `mov r8, r8`


def test_a_firmware_that_does_not_wait_is_still_a_board(tmp_path: Path) -> None:
    place = QemuPlace("restless", without_waiting(tmp_path))
    try:
        link = at_prompt(place)
        assert not place.exact
        assert place.lossless
        assert place.work() is None
        assert place.work_unit == ""
        assert place.save()
        program = b"x='%s'\nprint(len(x))" % (b"y" * 600)
        assert run(link, program) == b"600\r\n\x04\x04"
        link.write(HANGS + b"\x04")
        read_until(link, b"yy")
        assert place.restore()
        assert run(link, b"print(2)") == b"2\r\n\x04\x04"
        link.write(b"\x04")
        read_until(link, RAW)
    finally:
        place.close()


def test_a_ring_that_was_taken_for_another_is_not_served() -> None:
    found = explore(NAME, FIRMWARE)
    assert found.ring is not None
    assert serves(NAME, FIRMWARE, found.ring)
    [other] = set(found.indices) - {found.ring.received}
    assert not serves(NAME, FIRMWARE, replace(found.ring, received=other))
    assert not serves(NAME, FIRMWARE, replace(found.ring, data=found.ring.data + 1))
