"""Programs that must not outlive us, however we end."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Final

from harness.errors import LinkLost

GRACE_SECONDS: Final = 1.0  # between asking a program to end and ending it
LOOK_SECONDS: Final = 0.005


def tied_to_us(arguments: Sequence[str]) -> list[str]:
    """Have the kernel kill a command when the thread that starts it ends (Linux only).

    The thread: so Linux reads "parent" (prctl(2), PR_SET_PDEATHSIG).  A program started by a
    worker thread ends with that thread, not with the process.
    """
    if sys.platform == "linux" and shutil.which("setpriv"):
        return ["setpriv", "--pdeathsig", "KILL", "--", *arguments]
    return list(arguments)


def terminal(name: str) -> tuple[int, int]:
    """Make a pseudo-terminal: the end for whoever watches, and the end that is a serial device."""
    try:
        return os.openpty()
    except OSError as error:
        raise LinkLost(f"{name}: the system gives no terminal ({error})") from error


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and the group it leads, politely first, and reap it."""
    _signal(process, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    while _lives(process) and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
    _signal(process, signal.SIGKILL)
    process.wait()


def how_it_ended(process: subprocess.Popen[bytes]) -> str:
    """Say how a process ended, and nothing of one that has not within `GRACE_SECONDS`."""
    try:
        status = process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        return ""
    if status >= 0:
        return f"ended with status {status}"
    try:
        return f"was ended by {signal.Signals(-status).name}"
    except ValueError:  # real-time signals have no names
        return f"was ended by signal {-status}"


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        # No group: it is all gone, or the child has not got as far as making one.
        process.send_signal(number)


def _lives(process: subprocess.Popen[bytes]) -> bool:
    """Whether anybody is left in the group that `process` leads."""
    if process.poll() is None:
        return True
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):  # macOS answers so for a group of zombies
        return False
    return True
