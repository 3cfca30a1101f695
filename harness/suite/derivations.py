"""What the deriver makes of the reference's test modules: its processes, and what is kept of it.

The deriver (`harness.derivation`) runs inside the reference, one process a module.  What it says of
a module is kept as long as the interpreter, the deriver and every file that it read are what they
were.  Nothing that it derives is run or judged here.

It writes one JSON object; all keys are always there, but readers ignore what they do not know:

    format    1
    module    as in `test_list`
    python    the version of the reference, as in `3.11.7`
    sources   the SHA-256 of each file that the answer depends on, by its absolute path
    methods   how many test methods, and docstrings with doctests, there are
    cases     [{id, tag, candidates: [[step, ...], ...]}, ...]; the candidates are whole programs,
              best first; `tag` says why one does not count against a board, and is empty where it
              does; a step has the fields of `suite.case.Step` but `output`
    rejected  [{id, reason, detail}, ...]; `reason` is one of a short list, `detail` has the line
"""

import hashlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Annotated, Final, Literal, Self

import msgspec

from harness.errors import Misconfigured
from harness.suite.library import Library
from harness.suite.reference import FLAGS
from harness.suite.worker import environment

DERIVER: Final = Path(__file__).resolve().parents[1] / "derivation" / "__main__.py"
MODULE_SECONDS: Final = 300.0  # for the slowest module on a busy machine, ten times over
_SEED: Final = 1  # any: what is derived is the same under all

Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


class DerivedCase(msgspec.Struct, frozen=True):
    """One method: the programs that may stand for it, best first, each the JSON of its steps."""

    id: str
    tag: str
    candidates: Annotated[list[msgspec.Raw], msgspec.Meta(min_length=1)]


class Refused(msgspec.Struct, frozen=True):
    """One method that does not derive: why, and what and where (`foo (list_tests.py:33)`)."""

    id: str
    reason: str
    detail: str


class Derivation(msgspec.Struct, frozen=True):
    """What the deriver says of one module.  `sources` has the hash of every file it read."""

    format: Literal[1]
    sources: dict[str, str]
    methods: int
    cases: list[DerivedCase]
    rejected: list[Refused]


@dataclass(frozen=True)
class Failed:
    """Why nothing is derived from a module that the reference has: the deriver died of it."""

    reason: str


class _Kept(msgspec.Struct, frozen=True):
    deriver: str
    derivation: Derivation


class Derivations:
    """What the deriver says of the modules of `library`, kept in the folder `cache`.

    Any number of processes may share the folder.  `progress` is called whenever a module is done.
    `deriver` is the script; it and the Python files beside it are its version.
    """

    def __init__(
        self,
        library: Library,
        cache: Path,
        progress: Progress,
        *,
        deriver: Path = DERIVER,
        module_seconds: float = MODULE_SECONDS,
    ) -> None:
        self._library = library
        self._folder = cache / "derived"
        self._progress = progress
        self._deriver = deriver
        self._module_seconds = module_seconds
        self._hashes: dict[str, str] = {}

    def read(self, names: Collection[str]) -> dict[str, Derivation | Failed]:
        """Derive modules, all of which the library has; what is known comes from the cache.

        Raises `Misconfigured` where the cache cannot be used.
        """
        found: dict[str, Derivation | Failed] = {}
        for name in names:
            if (known := self._known(name)) is not None:
                found[name] = known
        missing = sorted(set(names) - found.keys(), key=self._library.size, reverse=True)
        with Crew(self._module_seconds) as crew:
            futures = {crew.submit(self._derive, crew, name): name for name in missing}
            for done, future in enumerate(as_completed(futures), 1):
                name = futures[future]
                found[name] = self._keep(name, future.result())
                self._progress(f"deriving {name}", done, len(missing))
        return {name: found[name] for name in names}

    def _derive(self, crew: "Crew", name: str) -> bytes | Failed:
        with tempfile.TemporaryDirectory(prefix="onboard-", ignore_cleanup_errors=True) as folder:
            answer = Path(folder, "answer.json")
            python = self._library.interpreter.path
            complaint = crew.run([python, *FLAGS, str(self._deriver), name, str(answer)], folder)
            if complaint:
                return Failed(complaint)
            return answer.read_bytes() if answer.exists() else Failed("it wrote nothing")

    def _keep(self, name: str, answer: bytes | Failed) -> Derivation | Failed:
        """Read what the deriver says and write it to the cache, whole or not at all."""
        if isinstance(answer, Failed):
            return answer
        try:
            kept = _read(_wrapped(self._version, answer))
        except msgspec.DecodeError as error:
            return Failed(f"the deriver wrote what cannot be read: {error}")
        path = self._path(name)
        part = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_wrapped(self._version, answer))
            part.replace(path)
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            raise Misconfigured(f"{path}: {error}; choose another cache folder") from error
        return kept.derivation

    def _known(self, name: str) -> Derivation | None:
        """Fetch what is still true; a damaged file is as good as none."""
        try:
            kept = _read(self._path(name).read_bytes())
        except (OSError, msgspec.DecodeError):
            return None
        sources = kept.derivation.sources
        if kept.deriver != self._version or any(
            self._hash(path) != known for path, known in sources.items()
        ):
            return None
        return kept.derivation

    def _path(self, name: str) -> Path:
        python = self._library.interpreter
        what = f"{python.implementation} {python.release} {self._library.folder}"
        return self._folder / f"{name}-{hashlib.sha256(what.encode()).hexdigest()[:16]}.json"

    @cached_property
    def _version(self) -> str:
        version = hashlib.sha256()
        for path in sorted(self._deriver.parent.glob("*.py")):
            version.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return version.hexdigest()

    def _hash(self, path: str) -> str:
        if path not in self._hashes:
            try:
                self._hashes[path] = hashlib.sha256(Path(path).read_bytes()).hexdigest()
            except OSError:
                self._hashes[path] = ""
        return self._hashes[path]


def _wrapped(version: str, answer: bytes) -> bytes:
    return msgspec.json.encode({"deriver": version, "derivation": msgspec.Raw(answer)})


def _read(text: bytes) -> _Kept:
    return msgspec.json.decode(text, type=_Kept)


class Crew:
    """Processes, one a core; each is given `seconds`, and none outlives the block."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._pool = ThreadPoolExecutor(os.cpu_count())
        self._lock = Lock()
        self._alive: set[subprocess.Popen[bytes]] = set()
        self._over = False
        self.submit = self._pool.submit

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:  # none is just being started
            self._over = True
            for process in self._alive:
                _end(process)
        self._pool.shutdown(cancel_futures=True)

    def run(self, command: Sequence[str], folder: str) -> str:
        """Run a process in an empty folder; what it died of, in a line, or nothing."""
        complaints = Path(folder, "stderr")
        with complaints.open("wb") as stderr, self._lock:
            if self._over:
                return "interrupted"
            process = subprocess.Popen(
                command,
                env=environment(_SEED, folder),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                start_new_session=True,  # it is ended with all that it started
            )
            self._alive.add(process)
        try:
            status = process.wait(self._seconds)
        except subprocess.TimeoutExpired:
            return f"did not end within {self._seconds:g} s"
        finally:
            _end(process)
            process.wait()
            with self._lock:
                self._alive.discard(process)
        lines = complaints.read_text(errors="replace").strip().splitlines()
        return (lines or [f"exit status {status}"])[-1].strip() if status else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):  # it has ended, with all that it started
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
