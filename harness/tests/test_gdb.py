"""The debugger's protocol, spoken over a socket with QEMU's part written down."""

import socket
from collections.abc import Iterator

import pytest

from harness.emulator.gdb import Debugger
from harness.errors import LinkLost, ProtocolError


@pytest.fixture
def ends() -> Iterator[tuple[Debugger, socket.socket]]:
    ours, theirs = socket.socketpair()
    debugger = Debugger("machine", ours)
    yield debugger, theirs
    debugger.close()
    theirs.close()


Ends = tuple[Debugger, socket.socket]


def test_it_pokes_and_goes_on_in_one_write(ends: Ends) -> None:
    debugger, theirs = ends
    debugger.go_on(0x1000, [(0x20000010, b"\x01\xff")])
    assert theirs.recv(100) == b"$M20000010,2:01ff#95$c1001#25"
    assert not debugger.standing
    assert not debugger.wait(0)


def test_a_stop_is_told_however_its_bytes_come(ends: Ends) -> None:
    debugger, theirs = ends
    debugger.go_on()
    for byte in b"+$OK#9a+$T05thread:01;rwatch:0000":
        theirs.send(bytes([byte]))
        assert not debugger.wait(0)
    theirs.send(b"1000;#55")
    assert debugger.wait(1)
    assert debugger.standing


def test_the_program_counter_is_the_sixteenth_word(ends: Ends) -> None:
    debugger, theirs = ends
    theirs.send(b"+$" + b"00000000" * 15 + b"660e0100" + b"00" * 8 + b"#00")
    assert debugger.program_counter() == 0x10E66


def test_a_refusal_says_what_was_asked(ends: Ends) -> None:
    debugger, theirs = ends
    theirs.send(b"+$E22#a9")
    with pytest.raises(ProtocolError, match="QEMU's debugger for M1002,2:0048"):
        debugger.stop_at(0x1002)


def test_an_end_of_qemu_is_told(ends: Ends) -> None:
    debugger, theirs = ends
    theirs.close()
    with pytest.raises(LinkLost, match="machine: QEMU is gone"):
        debugger.wait(1)
    with pytest.raises(LinkLost, match="machine: QEMU is gone"):
        debugger.go_on()
