"""Any program that talks on a terminal: `exec:COMMAND` (Unix only).

The program gets a pseudo-terminal in raw mode as its standard input, output and error, and a
session of its own.  It must end with us, however we end: the session's terminal hangs up when our
side of it is closed, and on Linux the kernel is asked to kill the program when we die.
"""

import os
import select
import shlex
import shutil
import subprocess
import sys
import tty
from contextlib import suppress
from pathlib import Path
from typing import Final

from harness.board.link import Pace, Place
from harness.emulator.process import end, how_it_ended, terminal, tied_to_us
from harness.errors import LinkLost, Misconfigured

READ_BYTES: Final = 65536
TAIL_BYTES: Final = 2000  # of output, kept to tell a program's last words
WRITE_SECONDS: Final = 3.0  # a program that takes nothing for so long is not listening


class TerminalLink:
    """The near end of a program's terminal.  Closing it ends the program and its children."""

    def __init__(self, name: str, process: subprocess.Popen[bytes], master: int) -> None:
        self._name = name
        self._process = process
        self._master = master
        self._tail = b""
        self._gone = ""

    def read(self, timeout: float) -> bytes:
        """Wait at most `timeout` seconds for output and return it, all that is there."""
        self._check()
        data = self._take(timeout)
        if not data and self._process.poll() is not None:
            data = self._take(0)  # what it said between the look at the terminal and its end
            if not data:
                raise self._lost()
        self._tail = (self._tail + data)[-TAIL_BYTES:]
        return data

    def write(self, data: bytes) -> None:
        """Hand over all of `data`; `LinkLost` where nothing is taken for `WRITE_SECONDS`."""
        self._check()
        if self._process.poll() is not None:  # a terminal nobody reads would still take bytes
            raise self._lost()
        rest = memoryview(data)
        while rest:
            _, ready, _ = select.select([], [self._master], [], WRITE_SECONDS)
            if not ready:
                raise LinkLost(f"{self._name}: took no byte for {WRITE_SECONDS} s")
            try:
                rest = rest[os.write(self._master, rest) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._lost() from error

    def close(self) -> None:
        """End the program, and everything it started in its session."""
        if self._master < 0:
            return
        if not self._gone:  # else it has been ended and its number may be another's by now
            end(self._process)
        os.close(self._master)
        self._master = -1
        self._gone = self._gone or "the link is closed"

    def _take(self, timeout: float) -> bytes:
        ready, _, _ = select.select([self._master], [], [], max(0.0, timeout))
        if not ready:
            return b""
        try:
            return os.read(self._master, READ_BYTES)
        except OSError as error:  # EIO: nobody has the terminal open any more
            raise self._lost() from error

    def _check(self) -> None:
        if self._gone:
            raise LinkLost(f"{self._name}: {self._gone}")

    def _lost(self) -> LinkLost:
        how = how_it_ended(self._process) or "closed its terminal"
        end(self._process)
        self._gone = f"the program {how}{self._last_words()}"
        return LinkLost(f"{self._name}: {self._gone}")

    def _last_words(self) -> str:
        with suppress(OSError):
            while more := os.read(self._master, READ_BYTES):
                self._tail += more
        lines = self._tail.decode(errors="replace").split("\n")
        words = [line.strip("\r\0 ") for line in lines if line.strip("\r\0 ")]
        return f"; its last line: {words[-1]!r}" if words else ""


class TerminalPlace(Place):
    """A board that is a program: an emulator, MicroPython's own unix build, any interpreter.

    `command` is split as a shell would, and no shell sees it.  Every `open` starts it anew.  The
    program lives no longer than the thread that opened the link: Linux takes "we die" that way.
    """

    pace = Pace(chunk_bytes=1024, pause_seconds=0.0)  # a terminal holds 4096 and makes us wait

    def __init__(self, name: str, command: str) -> None:
        self.name = name
        self._command = command
        self._link: TerminalLink | None = None

    def open(self) -> TerminalLink:
        """Start the program; `Misconfigured` where there is no such program."""
        self.close()
        arguments = _split(self.name, self._command)
        master, slave = terminal(self.name)
        try:
            tty.setraw(slave)
            process = _start(arguments, slave)
        except OSError as error:
            os.close(master)
            raise Misconfigured(f"{self.name}: {arguments[0]} cannot be run ({error})") from error
        finally:
            os.close(slave)
        os.set_blocking(master, False)
        self._link = TerminalLink(self.name, process, master)
        return self._link

    def restart(self) -> bool:
        """End the program; the next `open` starts it anew."""
        self.close()
        return True

    def close(self) -> None:
        """End the program, where one runs."""
        if self._link is not None:
            self._link.close()
            self._link = None


def _split(name: str, command: str) -> list[str]:
    try:
        arguments = shlex.split(command)
    except ValueError as error:
        raise Misconfigured(f"{name}: {command!r}: {error}") from error
    if not arguments:
        raise Misconfigured(f"{name}: no command is given")
    program = shutil.which(arguments[0])
    if program is None:
        raise Misconfigured(f"{name}: there is no program {arguments[0]!r} on this machine")
    return [str(Path(program).absolute()), *arguments[1:]]


def _start(arguments: list[str], slave: int) -> subprocess.Popen[bytes]:
    """Start a session leader whose controlling terminal is `slave`, where the system has a way."""
    command = tied_to_us(arguments)
    setsid = sys.platform == "linux" and shutil.which("setsid")
    if setsid:
        command = [setsid, "--ctty", *command]
    return subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, start_new_session=not setsid
    )
