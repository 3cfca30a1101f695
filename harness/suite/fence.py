"""What no board can be asked, noticed in the process of the program that asks it.

A part of `reference`, which runs it under the reference Python, any from 3.8 on, so it imports
nothing but the standard library.  CPython's audit events say what a program does, whatever way it
takes there; PyPy 3.9 has events for opening files, sockets and `subprocess` alone.
"""

from __future__ import annotations

import _thread
import os
import sys
from collections.abc import Callable
from typing import Any

# Audit events, or all those of a module.
_NEEDS = {
    **dict.fromkeys(["os", "glob", "pathlib", "shutil", "tempfile"], "files"),
    **dict.fromkeys(["os.exec", "os.fork", "os.forkpty", "os.posix_spawn"], "subprocesses"),
    **dict.fromkeys(["os.spawn", "os.startfile", "os.system"], "subprocesses"),
    **dict.fromkeys(["pty", "subprocess", "webbrowser"], "subprocesses"),
    **dict.fromkeys(["ftplib", "http", "imaplib", "nntplib", "poplib"], "the network"),
    **dict.fromkeys(["smtplib", "socket", "telnetlib", "urllib"], "the network"),
    "_thread": "threads",
}
_HARMLESS = {"os.add_dll_directory", "os.kill", "os.killpg", "os.putenv", "os.unsetenv"}
_READS = {"open", "os.listdir", "os.scandir"}
_WRITING = set("wax+")
_FOR_ERRORS = {("r", 0), ("rb", 0)}  # a SyntaxError looks for the line that it is about
_NO_THREAD_EVENTS = sys.version_info < (3, 12) or sys.implementation.name != "cpython"


class Fence:
    """Once it stands, what a program needs and no board has ends the program.

    `library` names the folders of the standard library, which may read itself.  A fence is built
    long before it is needed, because no process can take it down again, only open it.
    """

    def __init__(self, library: list[str]) -> None:
        self._library = tuple(folder + os.sep for folder in library)
        self._readers = ("<frozen ", "<builtin>", *self._library)
        self._tests = tuple(os.path.join(folder, "test", "") for folder in library)  # noqa: PTH118
        self._frame = sys._getframe  # noqa: SLF001 - who asks is what this is about
        self._tell: Callable[[str], object] | None = None
        sys.addaudithook(self._hear)

    def stand(self, tell: Callable[[str], object]) -> None:
        """Call `tell` with the first thing that is needed; it should end the process."""
        self._tell = tell
        if _NO_THREAD_EVENTS:
            _thread.start_new_thread = self._start_new_thread  # type: ignore[assignment]
            if "threading" in sys.modules:  # which has its own reference to it
                vars(sys.modules["threading"])["_start_new_thread"] = self._start_new_thread

    def open(self) -> None:
        """Let everything pass from now on."""
        self._tell = None

    def _start_new_thread(self, *_: object, **__: object) -> None:
        self._stop("threads")

    def _stop(self, need: str) -> None:
        tell, self._tell = self._tell, None
        if tell is not None:
            tell(need)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._tell is None:
            return
        if event in _READS:
            if not self._is_librarys(event, arguments):
                self._stop("files")
            return
        need = _NEEDS.get(event) or _NEEDS.get(event.partition(".")[0])
        if need is None or event in _HARMLESS:
            return
        if event != "socket.__new__" or not self._is_loops():
            self._stop(need)

    def _is_librarys(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether it is an import, or the standard library that reads itself."""
        path, mode = arguments[0], arguments[1] if event == "open" else "r"
        caller = self._frame(2).f_code.co_filename
        if "frozen importlib" in caller or arguments[1:] in _FOR_ERRORS:
            return True
        if type(path) is int:
            return True  # something opened before, as standard output is
        if type(path) is not str or not caller.startswith(self._readers):
            return False
        if path == os.devnull:
            return True  # `subprocess` opens it before it tells what it is about
        is_own = path.startswith(self._library) and not path.startswith(self._tests)
        return is_own and not _WRITING & set(mode or "w")

    def _is_loops(self) -> bool:
        """Whether it is asyncio, whose event loop wakes itself through a pair of sockets."""
        frame = self._frame(2)
        for _ in range(4):
            if frame is None:
                return False
            if frame.f_code.co_name == "_make_self_pipe":
                return True
            frame = frame.f_back  # type: ignore[assignment]
        return False
