"""Any desktop Python as a board: `python:EXECUTABLE` (Unix only).

`desktop_repl` gives it the raw REPL that it lacks, and every program a fresh process.
"""

import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from harness.board.link import AT_ONCE, EMULATOR, Place
from harness.emulator.terminal import TerminalLink
from harness.errors import Misconfigured
from harness.suite import reference
from harness.suite.worker import environment, probe

REPL: Final = Path(__file__).resolve().with_name("desktop_repl.py")
SEED: Final = 0  # for hashes: other than the oracle's, which must not matter


class DesktopPlace(Place):
    """A board that is the Python named by `executable`, a path or a command, from 3.8 on.

    A soft reset forks a child off an interpreter that has run nothing yet, so no program finds
    what another did to a module.  A program has 1 GiB of address space, an empty standard input and
    an empty folder; one that ends its process ends the link, which says how.  `boot` is executed
    before all programs, as a board's `boot.py` is, and what it changes no reset brings back.
    Raises `Misconfigured` where there is no such Python.
    """

    lossless = True
    pace = AT_ONCE
    patience = EMULATOR

    def __init__(self, name: str, executable: str, boot: Path | None = None) -> None:
        self.name = name
        try:
            python = probe(executable)
        except Misconfigured as error:
            said = str(error).removeprefix(f"reference {executable!r}").lstrip(": ")
            raise Misconfigured(f"{name}: {said}") from error
        self.firmware = f"{python.implementation} {python.release} ({python.version})"
        self._path = python.path
        self._boot = boot
        self._link: TerminalLink | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def open(self) -> TerminalLink:
        """Start the interpreter."""
        self.close()
        self._scratch = tempfile.TemporaryDirectory(prefix="onboard-", ignore_cleanup_errors=True)
        folder = self._scratch.name
        command = [self._path, *reference.FLAGS, str(REPL), folder]
        near, far = socket.socketpair()
        with far:
            try:
                process = subprocess.Popen(
                    [*command, str(self._boot)] if self._boot else command,
                    env=environment(SEED, folder),
                    cwd=folder,
                    stdin=far.fileno(),
                    stdout=far.fileno(),
                    stderr=far.fileno(),
                    start_new_session=True,  # the user's Ctrl-C is ours to handle
                )
            except OSError as error:
                near.close()
                raise Misconfigured(f"{self.name}: cannot be run ({error})") from error
        near.settimeout(0)
        self._link = TerminalLink(self.name, process, near.detach())
        return self._link

    def restart(self) -> bool:
        """End the interpreter; the next `open` starts it anew."""
        self.close()
        return True

    def close(self) -> None:
        """End the interpreter, where one runs."""
        if self._link is not None:
            self._link.close()
            self._link = None
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None
