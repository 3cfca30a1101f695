"""`exec:COMMAND`: a program on a terminal, and that nothing of it is left behind."""

import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.board.link import Link
from harness.emulator.terminal import TerminalPlace
from harness.errors import LinkLost, Misconfigured
from harness.tests.links import PATIENCE_SECONDS, Peer, check_link, read_for_ever, read_until

ECHO = """
import os
while True:
    data = os.read(0, 4096)
    os.write(1, data)
    if b"#go#" in data:
        os.write(1, b"so long\\r\\n")
        raise SystemExit(7)
"""


# A deaf program with a child that ignores everything but its terminal's hanging up.
SPAWN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = os.fork()
if child:
    print(os.getpid(), child, flush=True)
while True:
    time.sleep(1)
"""

OWNER = """
from harness.emulator.terminal import TerminalPlace
link = TerminalPlace("program", {command!r}).open()
said = b""
while b"\\n" not in said:
    said += link.read(1)
print(said.decode(), flush=True)
while True:
    link.read(1)
"""


@contextmanager
def program_peer() -> Iterator[Peer]:
    place = TerminalPlace("program", shlex.join([sys.executable, "-c", ECHO]))
    link = place.open()
    yield Peer(link, lambda: link.write(b"#go#"))
    place.close()


def test_a_program_keeps_the_contract() -> None:
    check_link(program_peer)


def test_what_a_board_said_before_it_went_is_read_first() -> None:
    with program_peer() as peer:
        peer.link.write(b"hello #go#")
        assert read_until(peer.link, b"so long") == b"hello #go#so long\r\n"
        with pytest.raises(LinkLost):
            read_for_ever(peer.link)


@pytest.mark.parametrize("command", ["", "no-such-program-here -x", "'unclosed"])
def test_a_command_that_cannot_be_run_is_refused(command: str) -> None:
    with pytest.raises(Misconfigured, match="mine"):
        TerminalPlace("mine", command).open()


def test_a_program_that_ends_says_how_and_its_last_words() -> None:
    with program_peer() as peer:
        peer.vanish()
        with pytest.raises(LinkLost, match=r"ended with status 7; its last line: '#go#so long'"):
            read_for_ever(peer.link)


def test_restart_gives_a_new_program() -> None:
    place = TerminalPlace("program", shlex.join([sys.executable, "-c", SPAWN]))
    first = pids(place.open())
    assert place.restart()
    second = pids(place.open())
    assert set(first).isdisjoint(second)
    wait_for_end(first)
    place.close()
    place.close()
    wait_for_end(second)


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv (util-linux) is missing")
def test_a_program_does_not_outlive_a_killed_harness() -> None:
    script = OWNER.format(command=shlex.join([sys.executable, "-c", SPAWN]))
    owner = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert owner.stdout is not None
    with owner.stdout:
        child, grandchild = map(int, owner.stdout.readline().split())
    owner.kill()
    owner.wait()
    wait_for_end([child, grandchild])


def pids(link: Link) -> list[int]:
    return [int(word) for word in read_until(link, b"\n").split()]


def wait_for_end(numbers: list[int]) -> None:
    """Wait until no such process is alive; one that only waits to be reaped is not."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(lives(number) for number in numbers):
        assert time.monotonic() < deadline, numbers


def lives(number: int) -> bool:
    try:
        status = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
