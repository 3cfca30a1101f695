"""The byte pipes, each over the real thing: a terminal, a socket, ser2net."""

import errno
import os
import select
import shutil
import socket
import subprocess
import threading
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from serial.tools.list_ports_common import ListPortInfo

from harness.board.discover import boards_among
from harness.board.link import Link, Place
from harness.board.ports import SerialPlace, why_closed
from harness.board.tcp import SocketPlace
from harness.errors import LinkLost, Misconfigured
from harness.tests.links import (
    PATIENCE_SECONDS,
    OpenPeer,
    Peer,
    check_link,
)


class Echo(threading.Thread):
    """Sends back, byte for byte, what arrives at `descriptor`."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._halt_end, self._halt = os.pipe()
        self.start()

    def run(self) -> None:
        while True:
            ready, _, _ = select.select([self._descriptor, self._halt_end], [], [])
            if self._halt_end in ready:
                return
            data = os.read(self._descriptor, 4096)
            if not data:
                return
            os.write(self._descriptor, data)

    def end(self) -> None:
        if self.is_alive():
            os.write(self._halt, b"x")
        self.join()


class EchoingPort:
    """A terminal with an echo behind it, as good as a serial device."""

    def __init__(self) -> None:
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.device = os.ttyname(self._slave)
        self._echo = Echo(self._master)

    def unplug(self) -> None:
        self._echo.end()
        for descriptor in (self._master, self._slave):
            if descriptor >= 0:
                os.close(descriptor)
        self._master = self._slave = -1


@pytest.fixture
def port() -> Iterator[EchoingPort]:
    port = EchoingPort()
    yield port
    port.unplug()


@contextmanager
def serial_peer() -> Iterator[Peer]:
    port = EchoingPort()
    place = SerialPlace("pty", port.device)
    yield Peer(place.open(), port.unplug)
    place.close()
    port.unplug()


@contextmanager
def tcp_peer() -> Iterator[Peer]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = SocketPlace("tcp", f"socket://127.0.0.1:{server.getsockname()[1]}")
        link = place.open()
        connection, _ = server.accept()
        with connection:
            echo = Echo(connection.fileno())

            def vanish() -> None:
                echo.end()
                connection.close()

            yield Peer(link, vanish)
            place.close()
            echo.end()


@contextmanager
def rfc2217_peer() -> Iterator[Peer]:
    port = EchoingPort()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        number = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *("ser2net", "-n", "-c", os.devnull),
            *("-Y", "connection: &bench"),
            *("-Y", f"  accepter: telnet(rfc2217),tcp,127.0.0.1,{number}"),
            *("-Y", f"  connector: serialdev,{port.device},115200n81,local"),
        ],
        start_new_session=True,
    )

    def vanish() -> None:
        server.kill()
        server.wait()

    place = SerialPlace("far", f"rfc2217://127.0.0.1:{number}")
    try:
        yield Peer(open_patiently(place), vanish)
    finally:
        place.close()
        vanish()
        port.unplug()


def open_patiently(place: Place) -> Link:
    """Open a link to a server that may still be starting."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return place.open()
        except LinkLost:
            if time.monotonic() > deadline:
                raise


@pytest.mark.parametrize("open_peer", [serial_peer, tcp_peer])
def test_every_link_keeps_the_contract(open_peer: OpenPeer) -> None:
    check_link(open_peer)


@pytest.mark.skipif(shutil.which("ser2net") is None, reason="ser2net is not installed")
def test_a_port_behind_rfc2217_keeps_the_contract() -> None:
    check_link(rfc2217_peer)


def test_a_port_that_is_not_there_is_waited_for() -> None:
    with pytest.raises(LinkLost, match="/dev/ttyONBOARD"):
        SerialPlace("mine", "/dev/ttyONBOARD").open()


def test_an_rfc2217_server_that_is_not_there_is_waited_for() -> None:
    with pytest.raises(LinkLost, match=r"far: rfc2217://127\.0\.0\.1:1"):
        SerialPlace("far", "rfc2217://127.0.0.1:1").open()


def test_a_port_in_use_names_its_holder(port: EchoingPort) -> None:
    first, second = SerialPlace("first", port.device), SerialPlace("second", port.device)
    first.open()
    with pytest.raises(Misconfigured, match=rf"second: {port.device} is in use.* {os.getpid()}"):
        second.open()
    first.close()
    second.open()
    second.close()


def test_a_forbidden_port_names_the_group_to_join() -> None:
    error = why_closed("mine", "/dev/tty", PermissionError(errno.EACCES, "Permission denied"))
    assert isinstance(error, Misconfigured)
    assert f"sudo usermod -aG {Path('/dev/tty').group()} $USER" in str(error)


@pytest.mark.parametrize("url", ["nonsense://x", "rfc2217://nowhere"])
def test_a_url_nobody_can_mean_is_refused(url: str) -> None:
    with pytest.raises((Misconfigured, LinkLost), match="mine"):
        SerialPlace("mine", url).open()


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        ("rfc2217://h:1", "rfc2217://h:1?ign_set_control"),
        ("rfc2217://h:1?poll_modem", "rfc2217://h:1?poll_modem&ign_set_control"),
        ("rfc2217://h:1?ign_set_control", "rfc2217://h:1?ign_set_control"),
        ("/dev/ttyACM0", "/dev/ttyACM0"),
    ],
)
def test_rfc2217_is_told_not_to_wait_for_control_lines(given: str, opened: str) -> None:
    assert SerialPlace("x", given).port == opened


def test_a_board_that_does_not_listen_cannot_hang_us() -> None:
    master, slave = os.openpty()
    tty.setraw(slave)
    place = SerialPlace("deaf", os.ttyname(slave))
    link = place.open()
    with pytest.raises(LinkLost, match="took no byte for"):
        link.write(b"x" * 1_000_000)
    place.close()
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize("url", ["socket://", "socket://h", "socket://h:x", "telnet://h:1"])
def test_a_socket_url_without_host_and_port_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured, match="mine"):
        SocketPlace("mine", url)


def test_a_socket_nobody_listens_on_is_waited_for() -> None:
    with pytest.raises(LinkLost, match="mine"):
        SocketPlace("mine", "socket://127.0.0.1:1").open()


def test_boards_are_told_from_other_ports_by_their_usb_id() -> None:
    found = boards_among(
        [
            usb("/dev/ttyACM1", 0x2E8A, 0x0005),
            usb("/dev/ttyACM0", 0x0D28, 0x0204),
            usb("/dev/ttyACM9", 0x1234, 0x5678),
            usb("/dev/ttyS0", None, None),
        ]
    )
    assert [(board.device, board.usb_id, board.maker) for board in found] == [
        ("/dev/ttyACM0", "0d28:0204", "Arm DAPLink (micro:bit)"),
        ("/dev/ttyACM1", "2e8a:0005", "Raspberry Pi"),
    ]


def usb(device: str, vid: int | None, pid: int | None) -> ListPortInfo:
    port = ListPortInfo(device, skip_link_detection=True)
    port.vid, port.pid = vid, pid
    return port
