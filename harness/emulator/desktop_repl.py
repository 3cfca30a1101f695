"""A raw REPL in front of any desktop Python from 3.8 on, which is the one that runs this script.

    desktop_repl.py SCRATCH [BOOT]

The REPL is spoken as MicroPython speaks it, on the socket that is standard input and output.
SCRATCH is an empty folder, and the one we start in; it is gone when we are.  BOOT is a file that is
executed before all programs, as a board's boot.py is.  Nothing but the standard library is
imported, and as little of it as possible, for every program can see what is.

A board's state is one child process, forked from this one: programs share its globals until a soft
reset puts another child in its place, one that was forked ahead of time.  A program that takes its
process along takes the board along: the server ends as the child did.  When the host hangs up, or
the server dies of whatever cause, the children and the groups they lead end as well.
"""

# ruff: noqa: PTH120, PTH123, PTH208 - pathlib would be more than all that is imported here

from __future__ import annotations

import builtins
import gc
import os
import select
import shutil
import signal
import sys
from contextlib import suppress
from resource import RLIMIT_AS, RLIMIT_CORE, RLIMIT_FSIZE, setrlimit
from typing import NoReturn

if __name__ == "__main__":
    # This room as a package of its own: what else the project has is not to be found from here.
    package = type(sys)("harness")
    package.__path__ = [os.path.dirname(sys.path.pop(0))]
    sys.modules["harness"] = package

from harness.emulator.desktop_child import READ_BYTES, Child, aside, receive

MEMORY_BYTES = 1 << 30
FILE_BYTES = 16 << 20
WINDOW_BYTES = 4096

BANNER = b"raw REPL; CTRL-B to exit\r\n>"
FRIENDLY = "\r\nPython {} on {}; raw REPL only, enter it with CTRL-A\r\n>>> "
REBOOT = b"MPY: soft reboot\r\n"
RAW, LEAVE_RAW, INTERRUPT, END, PASTE = 1, 2, 3, 4, 5


class HungUp(Exception):
    """The host has closed the link."""


class Server:
    """The REPL, the child behind it, the one that will be next, and those that were."""

    def __init__(self, scratch: str, link: int) -> None:
        self._scratch = scratch
        self._link = link
        self._inbox = bytearray()
        self._line = bytearray()
        self._raw = False
        self._births = 0
        self._dead: list[Child] = []
        self._next: Child | None = None
        self._child = self._new_child()

    def serve(self) -> None:
        """Talk until the host hangs up."""
        with suppress(HungUp, OSError):
            self._greet()
            while True:
                self._obey(self._hear())
        self.leave()

    def leave(self, *, as_child: bool = False) -> NoReturn:
        """End, and all children first; where the present one has died already, end as it did."""
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        self._child.kill()
        status = self._child.bury()
        if self._next:
            self._next.kill()
        os.chdir("/")
        shutil.rmtree(self._scratch, ignore_errors=True)
        if as_child and os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            if number != signal.SIGKILL:
                signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        os._exit(os.WEXITSTATUS(status) if as_child else 0)

    def _new_child(self) -> Child:
        self._births += 1
        theirs = [self._link, *(self._child.ours if self._births > 1 else ())]
        return Child(self._scratch + "/" + str(self._births), theirs)

    def _obey(self, byte: int) -> None:
        """Act on a byte at the prompt."""
        if byte in (RAW, LEAVE_RAW):
            self._raw = byte == RAW
            self._line.clear()
            self._greet()
        elif byte == INTERRUPT:
            self._line.clear()
        elif byte == END and not self._line:
            self._soft_reset()
        elif not self._raw:
            if byte == ord("\r"):
                self._say(b"\r\n>>> ")
        elif byte == PASTE and not self._line:
            self._paste()
        elif byte == END:
            self._say(b"OK")
            program = bytes(self._line)
            self._line.clear()
            self._run(program)
        else:
            self._line.append(byte)

    def _greet(self) -> None:
        friendly = FRIENDLY.format(sys.version.split()[0], sys.platform).encode()
        self._say(BANNER if self._raw else friendly)

    def _soft_reset(self) -> None:
        """Put the next child in the present one's place, whose end nobody waits for."""
        self._child.kill()
        self._dead.append(self._child)
        self._child = self._next or self._new_child()
        self._next = None
        self._say((b"OK\r\n" if self._raw else b"") + REBOOT)
        self._greet()

    def _look_ahead(self) -> None:
        """Do what a soft reset leaves behind and what the next will need."""
        while self._dead:
            self._dead.pop().bury()
        self._next = self._next or self._new_child()

    def _paste(self) -> None:
        """Take a program with flow control, and run it."""
        if self._hear() != ord("A") or self._hear() != 1:
            return
        self._say(b"R\1" + WINDOW_BYTES.to_bytes(2, "little") + b"\1")
        program = bytearray()
        while (byte := self._hear()) not in (INTERRUPT, END):
            program.append(byte)
            if len(program) % WINDOW_BYTES == 0:
                self._say(b"\1")
        self._say(b"\4")
        self._run(bytes(program) if byte == END else b"raise KeyboardInterrupt")

    def _run(self, program: bytes) -> None:
        """Have the child run a program; pass on what it prints, and Ctrl-C to it."""
        child = self._child
        child.start(program + b"\n")
        self._look_ahead()
        while True:
            ready, _, _ = select.select([child.reports, child.output, self._link], [], [])
            if self._link in ready:
                heard = self._read()
                self._inbox += heard.replace(b"\3", b"")
                if b"\3" in heard:
                    child.interrupt()
            if child.reports in ready:
                break
            self._say(child.printed())
        report = receive(child.reports)
        while more := child.printed():
            self._say(more)
        if not report:
            self.leave(as_child=True)
        self._say(report)

    def _hear(self) -> int:
        if not self._inbox:
            self._inbox += self._read()
        return self._inbox.pop(0)

    def _read(self) -> bytes:
        data = os.read(self._link, READ_BYTES)
        if not data:
            raise HungUp
        return data

    def _say(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._link, data) :]


def list_modules(_: object) -> None:
    """Do what `help("modules")` does on a board; without `site`, Python has no `help`."""
    files = os.listdir(os.path.dirname(os.__file__))
    modules = {name.partition(".")[0] for name in files if name.endswith(".py") or "." not in name}
    print(*sorted(modules.union(sys.builtin_module_names)))  # noqa: T201


def main(scratch: str, boot: str = "") -> None:
    """Prepare what every program finds, and serve."""
    for name in [name for name in sys.modules if name.startswith("harness")]:
        del sys.modules[name]
    sys.path.insert(0, "")
    sys.unraisablehook = lambda _: None  # what a finaliser raises no two Pythons print alike
    if not hasattr(sys, "stdlib_module_names"):  # before 3.10
        vars(builtins)["help"] = list_modules
    link = aside(os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    setrlimit(RLIMIT_CORE, (0, 0))
    setrlimit(RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    with suppress(ValueError, OSError):  # macOS knows no such limit
        setrlimit(RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    compile("", "", "exec")  # the first one makes a hundred types, which no child need make again
    if boot:
        with open(boot, encoding="utf-8") as file:
            exec(compile(file.read(), boot, "exec"), {"__name__": "boot"})  # noqa: S102
    if hasattr(gc, "freeze"):
        gc.freeze()  # a collection in a child need not touch, and so copy, what it shares
    server = Server(scratch, link)
    signal.signal(signal.SIGTERM, lambda *_: server.leave())
    server.serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
