"""The reference's own Lib/test: where it lies, which modules it has, and what brings it."""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.errors import Misconfigured, NotInstalled
from harness.suite.manifest import MODULE_NAME, SURFACE
from harness.suite.reference import FLAGS
from harness.suite.worker import Interpreter, probe

OLDEST: Final = (3, 11)  # what the deriver is written for
_MEND: Final = "name a CPython 3.11 or newer with --reference"
# Not `test.support`: Debian has that in its libpython3.x-stdlib, without a single test.
_LANDMARK: Final = "test_grammar.py"
_WHERE: Final = "import sys; del sys.path[0]; import test; print(test.__path__[0])"
_PROBE_SECONDS: Final = 60


@dataclass(frozen=True)
class Library:
    """Lib/test of an interpreter."""

    interpreter: Interpreter
    folder: Path

    @property
    def title(self) -> str:
        """`CPython 3.11.7`."""
        return f"{self.interpreter.implementation} {self.interpreter.version}"

    def has(self, module: str) -> bool:
        """Whether there is such a module (`test_list`, `test_json.test_decode`)."""
        return module.startswith(SURFACE) or any(True for _ in self._files(module))

    def size(self, module: str) -> int:
        """Give the bytes of a module's source, of all files where it is a package."""
        return sum(path.stat().st_size for path in self._files(module))

    def modules(self) -> list[str]:
        """Name the test modules, packages as one, sorted."""
        found = {path.stem for path in self.folder.glob("test_*") if path.suffix in {"", ".py"}}
        return sorted(name for name in found if self.has(name))

    def _files(self, module: str) -> Iterator[Path]:
        if not MODULE_NAME.fullmatch(module):
            return
        place = self.folder.joinpath(*module.split("."))
        if place.with_suffix(".py").is_file():
            yield place.with_suffix(".py")
        elif (place / "__init__.py").is_file():
            yield from place.glob("*.py")


def find_library(executable: str) -> Library:
    """Find Lib/test of the reference, a path or a command.

    Raises `Misconfigured` where it is no CPython that cases can be derived from, and
    `NotInstalled` where it lies without its tests.
    """
    interpreter = probe(executable)
    title = f"{interpreter.implementation} {interpreter.version}"
    numbers = tuple(map(int, re.findall(r"\d+", interpreter.version)[:2]))
    if interpreter.implementation != "CPython" or numbers < OLDEST:
        raise Misconfigured(f"reference {executable!r} is {title}: nothing derives there; {_MEND}")
    done = subprocess.run(
        [interpreter.path, *FLAGS, "-c", _WHERE],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_PROBE_SECONDS,
        check=False,
    )
    folder = Path(done.stdout.strip() or os.devnull)
    if not (folder / _LANDMARK).is_file():
        minor = ".".join(map(str, numbers))
        raise NotInstalled(
            f"reference {executable!r} ({title}) has no Lib/test; on Debian and Ubuntu "
            f"'apt install libpython{minor}-testsuite' brings it, on Fedora 'dnf install "
            "python3-test', on Windows the installer's option 'Python test suite'; a Python of "
            "pyenv or python.org has it"
        )
    return Library(interpreter, folder)
