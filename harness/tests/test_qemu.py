"""The micro:bit on QEMU: its link, its snapshots, and that no QEMU is left behind."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.board.link import AT_ONCE, Link
from harness.emulator.qemu import FIRMWARE, QemuPlace
from harness.errors import LinkLost, Misconfigured, NotInstalled
from harness.tests.links import (
    PATIENCE_SECONDS,
    Peer,
    check_endings,
    check_silence,
    read_for_ever,
    read_until,
)

with_qemu = pytest.mark.skipif(
    not (shutil.which("qemu-system-arm") and shutil.which("qemu-img") and FIRMWARE.exists()),
    reason="needs qemu-system-arm, qemu-utils and firmware-microbit-micropython",
)
RAW = b"raw REPL; CTRL-B to exit\r\n>"


@pytest.fixture
def place() -> Iterator[QemuPlace]:
    place = QemuPlace("microbit")
    yield place
    place.close()


def at_prompt(place: QemuPlace) -> Link:
    link = place.open()
    link.write(b"\r\x03\x01")
    read_until(link, RAW)
    return link


def run(link: Link, program: bytes) -> bytes:
    """Run a program and give its frame: output and traceback, each ended by a ^D."""
    link.write(program)
    link.write(b"\x04")
    return read_until(link, b"\x04>").removeprefix(b"OK").removesuffix(b">")


@contextmanager
def peer() -> Iterator[Peer]:
    place = QemuPlace("microbit")
    link = place.open()
    check = read_until(link, b">>> ")
    assert b"MicroPython" in check
    yield Peer(link, kill_qemu)
    place.close()


def qemu_processes(parent: int) -> list[int]:
    """Every QEMU that `parent` has started and that runs."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, state, above, *_ = status.read_text().partition("(")[2].replace(")", "").split()
        except (OSError, ValueError):  # it ended, or has spaces in its name
            continue
        if (name, above) == ("qemu-system-arm", str(parent)) and state != "Z":
            found.append(int(status.parent.name))
    return found


def kill_qemu() -> None:
    for number in qemu_processes(os.getpid()):
        os.kill(number, signal.SIGKILL)


@with_qemu
def test_the_link_keeps_the_contract_as_far_as_a_prompt_can_show_it() -> None:
    check_endings(peer)
    with peer() as one:
        check_silence(one.link)


@with_qemu
def test_it_boots_to_a_prompt_and_takes_keys_at_once(place: QemuPlace) -> None:
    link = at_prompt(place)
    assert run(link, b"print(6 * 7)") == b"42\r\n\x04\x04"
    assert place.lossless
    assert place.pace == AT_ONCE
    assert place.firmware.startswith("firmware.hex sha256:")
    assert place.exact


@with_qemu
def test_a_soft_reset_forgets_names(place: QemuPlace) -> None:
    link = at_prompt(place)
    run(link, b"x = 1")
    link.write(b"\x04")
    read_until(link, RAW)
    assert b"NameError" in run(link, b"print(x)")


@with_qemu
def test_uploads_lose_nothing_at_full_speed(place: QemuPlace) -> None:
    link = at_prompt(place)
    assert place.save()
    letters = random.Random(7)  # noqa: S311 - not a secret
    for _ in range(20):
        text = "".join(letters.choices("abcdefghijklmnopqrstuvwxyz ()=+,.:0123456789", k=600))
        assert place.restore()
        said = run(link, CHECKSUM % text.encode())
        assert said == b"600 %d\r\n\x04\x04" % checksum(text)


CHECKSUM = b"""t='%s'
s=0
for c in t:
 s=(s*31+ord(c))&0xffffff
print(len(t),s)"""


def checksum(text: str) -> int:
    total = 0
    for letter in text:
        total = (total * 31 + ord(letter)) & 0xFFFFFF
    return total


@with_qemu
def test_a_restored_machine_is_the_saved_one(place: QemuPlace) -> None:
    """Heap to the byte, and the time of a loop to the instruction."""
    link = at_prompt(place)
    run(link, b"kept = [1, 2, 3]")
    assert place.save()
    seen = set()
    for _ in range(5):
        assert place.restore()
        seen.add(run(link, b"kept.append(4)\nimport gc\nprint(kept, gc.mem_alloc())"))
    assert len(seen) == 1
    assert b"[1, 2, 3, 4]" in seen.pop()
    times = []
    for _ in range(5):
        assert place.restore()
        times.append((run(link, LOOP), place.work()))
    assert len(set(times)) == 1


LOOP = b"""import utime
a=utime.ticks_us()
for i in range(3000):pass
print(utime.ticks_us()-a)"""


@with_qemu
@pytest.mark.parametrize(
    "program",
    [
        b"while True: pass",
        b"while True: print('y' * 50)",
        b"import machine\nmachine.disable_irq()\nwhile True: pass",
        b"import microbit\nmicrobit.reset()",
    ],
)
def test_restore_brings_back_a_machine_that_hears_nothing(place: QemuPlace, program: bytes) -> None:
    link = at_prompt(place)
    assert place.save()
    link.write(program)
    link.write(b"\x04")
    read_until(link, b"OK")
    for _ in range(30):
        link.write(b"print(1)\r\n")  # what nobody reads now must not be read later
    assert place.restore()
    assert link.read(0.05) == b""
    assert run(link, b"print(2)") == b"2\r\n\x04\x04"


@with_qemu
def test_nothing_can_be_restored_that_was_not_saved(place: QemuPlace) -> None:
    assert not place.restore()
    assert not place.save()
    link = at_prompt(place)
    assert not place.restore()
    assert run(link, b"print(3)") == b"3\r\n\x04\x04"


@with_qemu
def test_a_reopened_link_is_to_the_same_machine(place: QemuPlace) -> None:
    link = at_prompt(place)
    run(link, b"x = 5")
    link.close()
    assert run(place.open(), b"print(x)") == b"5\r\n\x04\x04"


@with_qemu
def test_a_killed_qemu_is_told_and_started_again(place: QemuPlace) -> None:
    link = at_prompt(place)
    place.save()
    kill_qemu()
    with pytest.raises(LinkLost, match="QEMU was ended by SIGKILL"):
        read_for_ever(link)
    with pytest.raises(LinkLost):
        link.write(b"print(1)")
    assert not place.restore()
    assert not place.save()
    assert place.restart()
    assert run(at_prompt(place), b"print(1)") == b"1\r\n\x04\x04"


@with_qemu
def test_close_leaves_no_process_and_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    place = QemuPlace("microbit")
    at_prompt(place)
    assert len(qemu_processes(os.getpid())) == 1
    assert place.save()
    assert not list(tmp_path.iterdir())
    place.close()
    place.close()
    assert not qemu_processes(os.getpid())


@with_qemu
@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv (util-linux) is missing")
def test_qemu_does_not_outlive_a_killed_harness() -> None:
    owner = subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE)
    assert owner.stdout is not None
    with owner.stdout:
        assert owner.stdout.readline() == b"open\n"
    [qemu] = qemu_processes(owner.pid)
    owner.kill()
    owner.wait()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while runs(qemu):
        assert time.monotonic() < deadline


OWNER = """
from harness.emulator.qemu import QemuPlace
link = QemuPlace("microbit").open()
print("open", flush=True)
while True:
    link.read(1)
"""


def runs(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_missing_qemu_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotInstalled, match="sudo apt install qemu-system-arm"):
        QemuPlace("microbit")


@with_qemu
def test_an_image_that_is_not_there_is_refused() -> None:
    with pytest.raises(Misconfigured, match=r"no\.hex"):
        QemuPlace("microbit", Path("no.hex"))


@with_qemu
def test_an_image_that_is_no_firmware_is_told_by_qemu(tmp_path: Path) -> None:
    image = tmp_path / "bad,name.hex"
    image.write_text("not hex\n")
    with pytest.raises(Misconfigured, match=r"bad,name\.hex does not run: .*QEMU was ended by"):
        QemuPlace("microbit", image).open()
