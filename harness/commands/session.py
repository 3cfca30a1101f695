"""A run of pytest in a process of its own, for the record that it makes."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from harness.errors import OnboardError
from harness.history.files import record_files

_RAN: Final = (0, 1)  # pytest's exit codes after a whole run: all well, or some cases failed
_LAST: Final = -3  # lines of pytest's: they tell why it did not run


def record_of(
    root: Path, board: str, arguments: Sequence[str], folder: Path, *, workers: bool
) -> Path:
    """Run cases on a board and give the record, which is the only one in `folder`.

    `root` is where pytest runs, `arguments` are options and what is run (nothing: all that is
    there); with `workers` each processor has a board of its own, where pytest-xdist is installed.
    Raises `OnboardError` with pytest's last words where it did not come to an end.
    """
    parallel = workers and importlib.util.find_spec("xdist") is not None
    processes = ["-n", str(os.cpu_count() or 1)] if parallel else []
    command = [sys.executable, "-m", "pytest", *processes, f"--board={board}"]
    done = subprocess.run(
        [*command, f"--record-dir={folder}", *arguments],
        cwd=root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in _RAN:
        said = " / ".join((done.stdout + done.stderr).strip().splitlines()[_LAST:])
        raise OnboardError(f"{board}: pytest ended with {done.returncode}: {said}")
    (record,) = record_files(folder)
    return record
