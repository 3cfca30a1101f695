"""A BBC micro:bit inside a running QEMU: a Cortex-M0, 16 KB of RAM and a UART.

Instructions are counted (`-icount`), so the machine's clock is not ours.
"""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from harness.emulator.gdb import Debugger
from harness.emulator.process import end, how_it_ended, tied_to_us
from harness.emulator.qmp import Memory, Monitor
from harness.emulator.wires import Wires
from harness.errors import LinkLost

# 16 ns an instruction; with 64 ns, a real 16 MHz, QEMU does not get as far as the prompt.
_ICOUNT: Final = "shift=4"
# The clock jumps where the machine sleeps.  Else QEMU sleeps, too, and for how long is the host's
# affair; but a machine that is idle and is not stopped then takes a whole processor.
_SLEEPLESS: Final = ",sleep=off"
RAM: Final = range(0x2000_0000, 0x2000_4000)


class Microbit:
    """A running QEMU and the ways into it: debugger, monitor, memory, and the UART's wires.

    The processor stands still until the debugger lets it go.  `sleepless` is for a machine that
    the host stops whenever it waits.  Raises `LinkLost` where QEMU does not start.
    """

    def __init__(self, name: str, firmware: Path, *, sleepless: bool = False) -> None:
        self._name = name
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with QEMU
        pairs = [socket.socketpair() for _ in range(3)]
        ours, theirs = zip(*pairs, strict=True)
        self.debugger = Debugger(name, ours[1])
        self.memory = Memory(name, ours[2])
        with tempfile.TemporaryDirectory(prefix="onboard-") as folder:
            self.wires = Wires(name, Path(folder))
            disk, handed = _disk(name, Path(folder)), [it.fileno() for it in theirs]
            icount = _ICOUNT + (_SLEEPLESS if sleepless else "")
            self._process = subprocess.Popen(
                tied_to_us(_command(firmware, icount, disk, self.wires.path, handed)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=handed,
                start_new_session=True,  # a Ctrl-C is for us: QEMU ends in our own time
            )
            for end_of_theirs in theirs:
                end_of_theirs.close()
            # QEMU greets with its disk and wires open, so nothing need be left on ours.
            self.monitor = self._greeted(ours[0])

    def _greeted(self, connection: socket.socket) -> Monitor:
        try:
            return Monitor(self._name, connection)
        except LinkLost as error:
            why = self.why_silent()
            connection.close()
            self._end()
            raise LinkLost(f"{self._name}: {why}") from error

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
        """Keep the whole machine's state; its processor must stand still."""
        return not self.monitor.human("savevm saved")

    def restore(self) -> bool:
        """Put the machine back into its saved state, with nothing on the wires, standing still."""
        self.debugger.halt()
        self.wires.forget()
        return not self.monitor.human("loadvm saved")

    def close(self) -> None:
        """End QEMU and reap it."""
        self.monitor.close()
        self._end()

    def _end(self) -> None:
        self.debugger.close()
        self.memory.close()
        self._errors.close()
        end(self._process)
        self.wires.close()


def _disk(name: str, folder: Path) -> Path:
    """Make the disk that snapshots are kept on."""
    disk = folder / "snapshots.qcow2"
    command = ["qemu-img", "create", "-q", "-f", "qcow2", str(disk), "16M"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise LinkLost(f"{name}: no disk for snapshots in {folder.parent} ({said})")
    return disk


def _command(
    firmware: Path, icount: str, disk: Path, uart: Path, handed: Iterable[int]
) -> list[str]:
    monitor, debugger, memory = handed
    return [
        *("qemu-system-arm", "-machine", "microbit", "-nodefaults", "-display", "none"),
        *("-icount", icount, "-seed", "1", "-S"),  # the seed is the noise source's
        *("-device", f"loader,file={_escaped(firmware)}"),
        *("-chardev", f"pipe,id=uart,path={_escaped(uart)}", "-serial", "chardev:uart"),
        *("-chardev", f"socket,id=monitor,fd={monitor}", "-mon", "monitor,mode=control"),
        *("-chardev", f"socket,id=debugger,fd={debugger}", "-gdb", "chardev:debugger"),
        *("-chardev", f"socket,id=memory,fd={memory}"),
        *("-object", f"qtest,id=view,chardev=memory,log={os.devnull}"),
        # Nothing of the disk outlives QEMU, so nothing need be safe on it.
        *("-drive", f"if=none,format=qcow2,cache=unsafe,file={_escaped(disk)},id=snapshots"),
    ]


def _escaped(path: Path) -> str:
    """Write a path into an option of QEMU's, where a comma ends a value."""
    return str(path).replace(",", ",,")
