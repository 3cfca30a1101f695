"""Serial ports: a device of this machine, or whatever pyserial has a URL for.

Nothing here knows what travels over the wire, and nothing here is Unix-only: the same code opens
`/dev/ttyACM0`, `COM3`, `rfc2217://bench:4000`, and `hwgrep://SERIAL_NUMBER`, which finds a board
again under whatever name it has after a reset.

Opening leaves DTR and RTS asserted, both.  A board with a USB port of its own stays silent until
DTR says that somebody listens.  A board with an ESP chip behind a USB bridge is held in reset, or
started into its bootloader, while the two lines differ, and left alone while they are equal.  The
kernel asserts both at once when it opens a port; releasing them one by one is what resets boards.
"""

import errno
import io
import os
import select
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import serial

from harness.board.link import Place
from harness.errors import LinkLost, Misconfigured

TICK_SECONDS: Final = 0.01  # how late `read` may be where the system cannot wait for a port
WRITE_SECONDS: Final = 3.0  # a board that takes nothing for so long is not listening
WRITE_BYTES: Final = 512  # what shares one such limit: half a second at 9600 baud


class SerialLink:
    """An open serial port.  `read` may be `TICK_SECONDS` late on Windows and behind `rfc2217:`."""

    def __init__(self, name: str, port: serial.Serial) -> None:
        self._name = name
        self._port = port
        self._descriptor = _descriptor(port)
        self._stuck = False

    def read(self, timeout: float) -> bytes:
        """Wait at most `timeout` seconds for bytes and return them, all that are there."""
        self._check_open()
        try:
            if self._wait(timeout):
                # Where the far end is gone, "ready" and "0 bytes" come together and `read` raises.
                return bytes(self._port.read(max(1, self._port.in_waiting)))
        except OSError as error:
            raise self._lost(error) from error
        return b""

    def write(self, data: bytes) -> None:
        """Hand over all of `data`; `LinkLost` where nothing is taken for `WRITE_SECONDS`."""
        self._check_open()
        try:
            for start in range(0, len(data), WRITE_BYTES):
                self._port.write(data[start : start + WRITE_BYTES])
        except serial.SerialTimeoutException as error:
            self._stuck = True
            raise LinkLost(f"{self._name}: took no byte for {WRITE_SECONDS} s") from error
        except OSError as error:
            raise self._lost(error) from error

    def close(self) -> None:
        """Close the port; bytes that a deaf board never took are thrown away."""
        if not self._port.is_open:
            return
        # pyserial's rfc2217 forgets to close its socket where the far end has done so first.
        connection = getattr(self._port, "_socket", None)
        try:
            if self._stuck:
                # Closing waits for unsent bytes, on Linux for 30 s.
                self._port.reset_output_buffer()
            self._port.close()
        except OSError:
            self._port.is_open = False  # a device that is gone cannot be closed any better
        if connection is not None:
            connection.close()

    def _wait(self, timeout: float) -> bool:
        """Whether a `read` is due within `timeout` seconds."""
        if self._descriptor is not None:
            return bool(select.select([self._descriptor], [], [], max(0.0, timeout))[0])
        deadline = time.monotonic() + timeout
        while not self._port.in_waiting:
            if time.monotonic() >= deadline:
                return False
            time.sleep(min(timeout, TICK_SECONDS / 10))
        return True

    def _check_open(self) -> None:
        if not self._port.is_open:
            raise LinkLost(f"{self._name}: the link is closed")

    def _lost(self, error: OSError) -> LinkLost:
        return LinkLost(f"{self._name}: the far end is gone ({error})")


class SerialPlace(Place):
    """A board on a serial port.

    `port` is a device or a pyserial URL, `baud` bits per second, meaningless to boards with a USB
    port of their own.  `dtr` and `rts` are for wirings the head of this module does not cover.
    """

    def __init__(
        self, name: str, port: str, baud: int = 115200, *, dtr: bool = True, rts: bool = True
    ) -> None:
        self.name = name
        self.port = _with_options(port)
        self._baud = baud
        self._dtr = dtr
        self._rts = rts
        self._was_open = False
        self._link: SerialLink | None = None

    def open(self) -> SerialLink:
        """Open the port; `LinkLost` while it is not there, `Misconfigured` where it is refused."""
        self.close()
        self._link = SerialLink(self.name, self._open_port())
        return self._link

    def close(self) -> None:
        """Close the link, where one is open."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def _open_port(self) -> serial.Serial:
        try:
            port = serial.serial_for_url(
                self.port,
                baudrate=self._baud,
                timeout=TICK_SECONDS,
                # Over rfc2217 pyserial refuses it, and its socket has 5 s of its own.
                write_timeout=None if _is_rfc2217(self.port) else WRITE_SECONDS,
                # On Windows ports are never shared, and pyserial knows no other word for it.
                exclusive=True if os.name == "posix" else None,
                do_not_open=True,
            )
            port.dtr = self._dtr
            port.rts = self._rts
            with warnings.catch_warnings():
                # pyserial 3.5 starts its rfc2217 thread in a way that Python 3.10 deprecated.
                warnings.simplefilter("ignore", DeprecationWarning)
                port.open()
        except ValueError as error:
            raise Misconfigured(f"{self.name}: {self.port}: {error}") from error
        except OSError as error:
            why = why_closed(self.name, self.port, error)
            if self._was_open:
                # After a board's reset its new device is root's, and ModemManager's, for a moment.
                why = LinkLost(str(why))
            raise why from error
        self._was_open = True
        return port


def _descriptor(port: serial.Serial) -> int | None:
    """Give what `select` can wait on; None on Windows and where pyserial reads in a thread."""
    try:
        return port.fileno()
    except io.UnsupportedOperation:
        return None


def _with_options(port: str) -> str:
    """Complete an `rfc2217:` URL: a server in front of a CDC port or pty never confirms a purge."""
    if not _is_rfc2217(port) or "ign_set_control" in port:
        return port
    return f"{port}{'&' if '?' in port else '?'}ign_set_control"


def _is_rfc2217(port: str) -> bool:
    return port.lower().startswith("rfc2217://")


def why_closed(name: str, port: str, error: OSError) -> LinkLost | Misconfigured:
    """Tell a port that is not there from one that is taken and one that is forbidden."""
    place = name if port.startswith(name) else f"{name}: {port}"
    # pyserial on Windows keeps the system's error in its message only.
    if error.errno in {errno.EAGAIN, errno.EBUSY} or "PermissionError" in str(error):
        return Misconfigured(f"{place} is in use by {_holders(port)}; end that first")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Misconfigured(
            f"{place} is not yours to open; sudo usermod -aG {_group(port)} $USER, then log in anew"
        )
    return LinkLost(f"{place} cannot be opened ({error})")


def _group(port: str) -> str:
    """Give the group that may open `port`."""
    try:
        return Path(port).group()
    except (OSError, KeyError):  # KeyError: a group without a name
        return "dialout"


def _holders(port: str) -> str:
    """Name the processes that hold `port` open, as far as Linux lets us see them."""
    seen = sorted({_process(entry) for entry in _descriptors_of(os.path.realpath(port))})
    return ", ".join(seen) or "a program that is not ours (ModemManager tries every new port)"


def _process(descriptor: Path) -> str:
    process = descriptor.parent.parent
    try:
        command = (process / "comm").read_text().strip()
    except OSError:
        command = "process"
    return f"{command} {process.name}"


def _descriptors_of(device: str) -> Iterator[Path]:
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            target = str(descriptor.readlink())
        except OSError:  # it ended meanwhile, or is another user's
            continue
        if target == device:
            yield descriptor
