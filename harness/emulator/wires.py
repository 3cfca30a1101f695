"""A UART's two wires as QEMU's `pipe` device: a pipe in, and a file out.

What the machine says goes into a file, because a file takes everything at once.  A terminal or a
socket that is full makes QEMU try again later, by the host's clock, and the machine wait for it.
"""

import os
from pathlib import Path

from harness.errors import LinkLost


class Wires:
    """Our ends of the wires.  QEMU opens the other ends under `path`; then nothing is left there.

    `folder` may go once QEMU runs.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self._name = name
        self.path = folder / "uart"
        into, out = self.path.with_suffix(".in"), self.path.with_suffix(".out")
        os.mkfifo(into)
        # For reading, too: so it can be opened before QEMU does, and emptied.
        self._into = os.open(into, os.O_RDWR | os.O_NONBLOCK)
        self._out = os.open(out, os.O_RDWR | os.O_CREAT, 0o600)
        self._read_bytes = 0

    def send(self, data: bytes) -> None:
        """Put all of `data` on the wire; the UART takes it in its own time."""
        try:
            while data:
                data = data[os.write(self._into, data) :]
        except BlockingIOError as error:
            raise LinkLost(f"{self._name}: took no byte of the last {len(data)}") from error

    def heard(self) -> bytes:
        """Give what the machine has said since the last call."""
        data = os.pread(self._out, os.fstat(self._out).st_size, self._read_bytes)
        self._read_bytes += len(data)
        return data

    def forget(self) -> None:
        """Throw away what is on its way either way; the machine must stand still."""
        try:
            while os.read(self._into, 4096):
                pass
        except BlockingIOError:
            pass
        self._read_bytes = max(self._read_bytes, os.fstat(self._out).st_size)
        os.ftruncate(self._out, 0)  # QEMU goes on writing where it was: the gap takes no room

    def close(self) -> None:
        """Let go of both."""
        os.close(self._into)
        os.close(self._out)
