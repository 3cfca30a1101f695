"""The process behind `desktop_repl` that runs programs, and the server's hold on it.

Runs under any Python from 3.8 on and imports nothing but the standard library.
"""

# ruff: noqa: PTH102, PTH106 - pathlib would be more than all that is imported here

from __future__ import annotations

import builtins
import fcntl
import os
import shutil
import signal
import sys
from contextlib import suppress
from typing import Any

READ_BYTES = 65536
ASIDE = 200  # where the descriptors lie that are none of a program's business
PLACES = 20  # of a traceback, the innermost

READ, WRITE = os.read, os.write  # as they are before any program


def execute(source: bytes, main: dict[str, Any]) -> BaseException | None:
    """Run a program in this process, as a Ctrl-C would end it, and give what it did not catch."""
    settrace, setprofile, setrecursionlimit = sys.settrace, sys.setprofile, sys.setrecursionlimit
    recursion_limit, ignore, handle = sys.getrecursionlimit(), signal.SIG_IGN, signal.signal
    number, pid, getpid, leave = signal.SIGINT, os.getpid(), os.getpid, os._exit
    restore = vars(builtins).update
    needed = {name: vars(builtins)[name] for name in NEEDED}
    error: BaseException | None = None
    try:
        handle(number, signal.default_int_handler)
        try:
            code = compile(source.decode(), "<stdin>", "exec", dont_inherit=True)
            exec(code, main)  # noqa: S102 - running programs is what this file is for
        finally:
            setrecursionlimit(recursion_limit)
            setprofile(None)
            settrace(None)
            restore(needed)
            finish()
    except BaseException as raised:  # noqa: BLE001 - whatever it is, the program did it
        error = raised
    try:
        handle(number, ignore)
    except KeyboardInterrupt as late:
        error = error or late
    if getpid() != pid:  # a process that the program forked has come this far too
        leave(0)
    return error


# What is called after a program, which may have deleted or replaced it.
NEEDED = (
    *("BaseException", "KeyboardInterrupt", "SyntaxError", "SystemExit"),
    *("getattr", "int", "isinstance", "len", "str", "type"),
)


def finish() -> None:
    """Wait for threads, an executor's idle ones included, and flush: the end of any script."""
    stdout, threads = getattr(sys, "stdout", None), sys.modules.get("threading")
    for thing, end in ((threads, "_shutdown"), (stdout, "flush")):
        try:
            if thing is not None:
                getattr(thing, end)()
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001, S110 - the program may have put anything there
            pass


def told(error: BaseException | None) -> str:
    """Give an uncaught exception as MicroPython does: the places in the program, its class."""
    if error is None or isinstance(error, SystemExit):
        return ""
    lines = []
    if isinstance(error, SyntaxError):
        lines.append('  File "<stdin>", line ' + str(error.lineno))
    place = error.__traceback__
    while place is not None:
        code = place.tb_frame.f_code
        if code.co_filename != __file__:
            where = '  File "' + code.co_filename + '", line ' + str(place.tb_lineno)
            lines.append(where + ", in " + code.co_name)
        place = place.tb_next
    try:
        message = str(error)
    except BaseException:  # noqa: BLE001 - an exception's own __str__ may raise anything
        message = "<exception str() failed>"
    last = type(error).__name__ + (": " + message if message else "")
    return "\n".join(["Traceback (most recent call last):", *lines[-PLACES:], last, ""])


def serve_programs(requests: int, reports: int) -> None:
    """Run every program that comes as `__main__`, and report the end of its frame."""
    main = type(sys)("__main__")
    vars(main)["__builtins__"] = builtins
    sys.modules["__main__"] = main
    sys.argv[:] = [""]
    kept = []  # else the objects of an exception's frames would be finalised at the prompt
    while source := receive(requests):
        kept.append(execute(source, vars(main)))
        send(reports, b"\4" + told(kept[-1]).encode("utf-8", "backslashreplace") + b"\4>")


def send(pipe: int, message: bytes) -> None:
    """Write a message: its length, eight bytes, and itself."""
    data = len(message).to_bytes(8, "little") + message
    while data:
        data = data[WRITE(pipe, data) :]


def receive(pipe: int) -> bytes:
    """Read a message; empty where the other side has gone."""
    return exactly(pipe, int.from_bytes(exactly(pipe, 8), "little"))


def exactly(pipe: int, count: int) -> bytes:
    """Read so many bytes; none where the other side has gone."""
    data = b""
    while len(data) < count:
        part = READ(pipe, count - len(data))
        if not part:
            return b""
        data += part
    return data


class Child:
    """A process that runs programs, in a new and empty folder.

    `theirs` are the server's descriptors, which are none of the child's; `ours` are those that the
    server has to talk to this child.
    """

    def __init__(self, folder: str, theirs: list[int]) -> None:
        self._folder = folder
        os.mkdir(folder)
        requests, self._requests = map(aside, os.pipe())
        self.reports, reports = map(aside, os.pipe())
        self.output, output = map(aside, os.pipe())
        leash, hold = map(aside, os.pipe())
        self.ours = [self._requests, self.reports, self.output, hold]
        server = os.getpid()
        self.pid = os.fork()
        if self.pid:
            for descriptor in (requests, reports, output, leash):
                os.close(descriptor)
            os.set_blocking(self.output, False)
            return
        leave = os._exit
        try:
            os.setsid()
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.dup2(output, 1)  # and `output` stays: a program that closes 1 and 2 is not dead
            os.dup2(output, 2)
            for descriptor in (*self.ours, *theirs):
                os.close(descriptor)
            fasten(leash)
            os.chdir(folder)
            if os.getppid() == server:
                serve_programs(requests, reports)
        finally:
            leave(os.EX_SOFTWARE)

    def start(self, program: bytes) -> None:
        """Have a program run; that the process is dead already will be found out."""
        with suppress(BrokenPipeError):
            send(self._requests, program)

    def printed(self) -> bytes:
        """Take what has been printed and not been taken yet."""
        try:
            return os.read(self.output, READ_BYTES)
        except BlockingIOError:
            return b""

    def interrupt(self) -> None:
        os.kill(self.pid, signal.SIGINT)

    def kill(self) -> None:
        """End the process and all of its group; what it still does until then nobody sees."""
        for kill in (os.killpg, os.kill):  # the group may be left where the process is gone
            with suppress(OSError):
                kill(self.pid, signal.SIGKILL)

    def bury(self) -> int:
        """Wait for a process that was killed or has died, and return its wait status, once."""
        if not self.pid:
            return 0
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        for descriptor in self.ours:
            os.close(descriptor)
        try:
            os.rmdir(self._folder)
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
        return status


def aside(descriptor: int) -> int:
    """Move a descriptor out of the way of programs, whose first `open` gets the number 3."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD, ASIDE)
    os.set_inheritable(moved, False)  # noqa: FBT003 - it takes no keyword
    os.close(descriptor)
    return moved


def fasten(leash: int) -> None:
    """Have the kernel kill our group when nobody can write to `leash` any more (Linux only)."""
    if sys.platform == "linux":
        fcntl.fcntl(leash, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(leash, fcntl.F_SETOWN, -os.getpid())
        flags = fcntl.fcntl(leash, fcntl.F_GETFL)
        fcntl.fcntl(leash, fcntl.F_SETFL, flags | os.O_ASYNC)
