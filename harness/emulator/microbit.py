"""A BBC micro:bit inside a running QEMU: a Cortex-M0, 16 KB of RAM and a UART.

Its UART is one end of a pseudo-terminal; the other end is a serial device like any board's.  The
pair is ours: QEMU's own `-serial pty` looks once a second whether somebody has opened it, and is
deaf until then.  Instructions are counted (`-icount`), so the machine's clock is not ours.
"""

import os
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from harness.board.ports import SerialLink, SerialPlace
from harness.emulator.process import end, how_it_ended, terminal, tied_to_us
from harness.emulator.qmp import Memory, Monitor
from harness.errors import LinkLost

# 16 ns an instruction.  QEMU then sleeps when the machine does; with `sleep=off` an idle machine
# takes a whole processor, and with 64 ns, a real 16 MHz, it does not get as far as its prompt.
ICOUNT: Final = "shift=4"
RAM: Final = range(0x2000_0000, 0x2000_4000)
# nRF51 Series Reference Manual, UART: RXDRDY is 1 once a byte has come, RXD takes one out.
UART_RXDRDY: Final = 0x4000_2108
UART_RXD: Final = 0x4000_2518
UNREAD_BYTES: Final = 4096  # what a terminal holds at the most
DRAIN_BYTES: Final = 64


class Microbit:
    """A running QEMU and the ways into it: monitor, memory, and the port with the board on it.

    The processor stands still until `run`.  Raises `LinkLost` where QEMU does not start.
    """

    def __init__(self, name: str, firmware: Path) -> None:
        self._name = name
        self._saved_quiet = False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with QEMU
        uart, self._terminal = terminal(name)
        (ours, theirs), (our_view, their_view) = socket.socketpair(), socket.socketpair()
        self.memory = Memory(name, our_view)
        with tempfile.TemporaryDirectory(prefix="onboard-") as folder:
            handed = (uart, theirs.fileno(), their_view.fileno())
            self._process = subprocess.Popen(
                tied_to_us(_command(firmware, _disk(name, Path(folder)), *handed)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=handed,
                start_new_session=True,  # a Ctrl-C is for us: QEMU ends in our own time
            )
            os.close(uart)
            theirs.close()
            their_view.close()
            # QEMU greets with its disk open, so nothing need be left on ours.
            self.monitor = self._greeted(ours)
        self.port = SerialPlace(name, os.ttyname(self._terminal))

    def _greeted(self, connection: socket.socket) -> Monitor:
        try:
            return Monitor(self._name, connection)
        except LinkLost as error:
            why = self.why_silent()
            connection.close()
            self._end()
            raise LinkLost(f"{self._name}: {why}") from error

    def run(self) -> None:
        """Let the processor run, at first from its reset."""
        self.monitor.execute("cont")

    def is_alive(self) -> bool:
        """Whether QEMU runs."""
        return self._process.poll() is None

    def why_silent(self) -> str:
        """Say what became of QEMU, and what it had to say."""
        how = how_it_ended(self._process) or "runs"
        self._errors.seek(0)
        said = self._errors.readline().decode(errors="replace").strip()
        return f"QEMU {how}{': ' if said else ''}{said}"

    def save(self) -> bool:
        """Keep the whole machine's state."""
        self._saved_quiet = not self.memory.word(UART_RXDRDY)
        return not self.monitor.human("savevm saved")

    def restore(self, link: SerialLink) -> bool:
        """Put the machine back into its saved state, with nothing on the wire either way."""
        self.monitor.execute("stop")
        self._silence(link)
        restored = self._load()
        if restored and self._saved_quiet:
            self._forget_input()
        self._silence(link)
        self.run()
        return restored

    def close(self) -> None:
        """End QEMU and reap it."""
        self.port.close()
        self.monitor.close()
        self._end()

    def _end(self) -> None:
        self.memory.close()
        self._errors.close()
        end(self._process)
        os.close(self._terminal)

    def _load(self) -> bool:
        return not self.monitor.human("loadvm saved")

    def _silence(self, link: SerialLink) -> None:
        """Throw away what the stopped machine has said.

        A reader that finds nothing has found all: Linux delivers a terminal's bytes before it
        says that there are none.  But reading makes room for a byte that QEMU still holds.
        """
        while link.read(0):
            self.monitor.execute("query-status")

    def _forget_input(self) -> None:
        """Take what is still on its way to the stopped machine out of its UART.

        A machine that had switched its interrupts off leaves bytes in the terminal, and the
        restored machine's UART begins to fetch them.
        """
        for _ in range(UNREAD_BYTES // DRAIN_BYTES):
            if not self.memory.word(UART_RXDRDY):
                return
            for _ in range(DRAIN_BYTES):
                self.memory.word(UART_RXD)
            self._load()


def _disk(name: str, folder: Path) -> Path:
    """Make the disk that snapshots are kept on."""
    disk = folder / "snapshots.qcow2"
    command = ["qemu-img", "create", "-q", "-f", "qcow2", str(disk), "16M"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise LinkLost(f"{name}: no disk for snapshots in {folder.parent} ({said})")
    return disk


def _command(firmware: Path, disk: Path, uart: int, monitor: int, memory: int) -> list[str]:
    return [
        *("qemu-system-arm", "-machine", "microbit", "-nodefaults", "-display", "none"),
        *("-icount", ICOUNT, "-S"),
        *("-device", f"loader,file={_escaped(firmware)}"),
        *("-add-fd", f"fd={uart},set=1", "-chardev", "serial,id=uart,path=/dev/fdset/1"),
        *("-serial", "chardev:uart"),
        *("-chardev", f"socket,id=monitor,fd={monitor}", "-mon", "monitor,mode=control"),
        *("-chardev", f"socket,id=memory,fd={memory}"),
        *("-object", f"qtest,id=view,chardev=memory,log={os.devnull}"),
        *("-drive", f"if=none,format=qcow2,file={_escaped(disk)},id=snapshots"),
    ]


def _escaped(path: Path) -> str:
    """Write a path into an option of QEMU's, where a comma ends a value."""
    return str(path).replace(",", ",,")
