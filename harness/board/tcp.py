"""A board behind a TCP port: `socket://host:port`.

pyserial has such a link too, but it leaves Nagle's algorithm on, which costs 44 ms an exchange,
and reports one waiting byte at most.
"""

import select
import socket
import time
from typing import Final
from urllib.parse import urlsplit

from harness.board.link import Place
from harness.board.ports import WRITE_SECONDS
from harness.errors import LinkLost, Misconfigured

CONNECT_SECONDS: Final = 5.0
RECEIVE_BYTES: Final = 65536


class SocketLink:
    """A connected TCP socket."""

    def __init__(self, name: str, connection: socket.socket) -> None:
        self._name = name
        self._connection = connection
        self._connection.setblocking(False)  # noqa: FBT003 - the method takes no keyword
        self._gone = ""

    def read(self, timeout: float) -> bytes:
        """Wait at most `timeout` seconds for bytes and return them, all that are there."""
        self._check()
        try:
            ready, _, _ = select.select([self._connection], [], [], max(0.0, timeout))
            if not ready:
                return b""
            data = self._connection.recv(RECEIVE_BYTES)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise self._lost(str(error)) from error
        if not data:
            raise self._lost("the connection was closed by the far end")
        return data

    def write(self, data: bytes) -> None:
        """Hand over all of `data`; `LinkLost` where nothing is taken for `WRITE_SECONDS`."""
        self._check()
        rest = memoryview(data)
        deadline = time.monotonic() + WRITE_SECONDS
        while rest:
            try:
                _, ready, _ = select.select(
                    [], [self._connection], [], max(0.0, deadline - time.monotonic())
                )
                sent = self._connection.send(rest) if ready else 0
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._lost(str(error)) from error
            if not ready:
                raise LinkLost(f"{self._name}: took no byte for {WRITE_SECONDS} s")
            deadline = time.monotonic() + WRITE_SECONDS
            rest = rest[sent:]

    def close(self) -> None:
        """Close the connection."""
        self._gone = self._gone or "the link is closed"
        self._connection.close()

    def _check(self) -> None:
        if self._gone:
            raise LinkLost(f"{self._name}: {self._gone}")

    def _lost(self, why: str) -> LinkLost:
        self._gone = why
        return LinkLost(f"{self._name}: {why}")


class SocketPlace(Place):
    """A board behind `socket://host:port`: a serial server, a network REPL, an emulator.

    What lies behind the server is mostly a UART, so uploads are paced as on a serial port.
    """

    def __init__(self, name: str, url: str) -> None:
        self.name = name
        self._url = url
        self._address = _address(name, url)
        self._link: SocketLink | None = None

    def open(self) -> SocketLink:
        """Connect; `LinkLost` while nobody answers, `Misconfigured` where the host has no name."""
        self.close()
        place = self.name if self.name == self._url else f"{self.name}: {self._url}"
        try:
            connection = socket.create_connection(self._address, CONNECT_SECONDS)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise LinkLost(f"{place}: {error}") from error
            raise Misconfigured(f"{place}: no such host ({error})") from error
        except OSError as error:
            raise LinkLost(f"{place} cannot be reached ({error})") from error
        self._link = SocketLink(self.name, connection)
        return self._link

    def close(self) -> None:
        """Close the link, where one is open."""
        if self._link is not None:
            self._link.close()
            self._link = None


def _address(name: str, url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Misconfigured(f"{name}: {url}: {error}") from error
    if parts.scheme != "socket" or not host or not port:
        raise Misconfigured(f"{name}: {url} is not of the form socket://host:port")
    return host, port
