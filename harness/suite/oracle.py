"""What the reference Python says about programs.

Every program is run twice, in separate processes and under two hash seeds, and only what is the
same both times is an answer.  Answers are kept in one SQLite file, by the content of the program.

Processes are started here and a file is kept; boards are unknown here but for what a raw REPL
cannot carry.  `reference` is the part of this room that the reference executes.
"""

import hashlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, cast

from harness.errors import Misconfigured
from harness.observation import Expected
from harness.suite import reference

ORACLE_VERSION = 1  # part of every cache key: raise it when the same program may get a new answer
OLDEST = (3, 8)  # what `reference` is written for
SEEDS = (1, 77)  # any two; changing them changes which programs are stable
BATCH = 32  # programs between two writes to the cache: what an interrupted run loses

_MEND = "name a Python 3.8 or newer"
_PROBE = (
    "import json, platform, sys; implementation = getattr(sys, 'implementation', None); "
    "print(json.dumps([sys.version.split()[0], list(sys.version_info[:2]), sys.executable, "
    "platform.python_implementation(), list(getattr(implementation, 'version', ()))]))"
)
_PROBE_SECONDS = 60
_PASSED_ON = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}", re.IGNORECASE)
_ESCAPED = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of other bytes
_KILLED = -9  # whoever did it, also a system short of memory: no answer to keep
_CPU_SIGNALS = {
    getattr(signal, name) for name in ("SIGPROF", "SIGXCPU") if hasattr(signal, name)
}  # Windows has neither
_END_SECONDS = 5  # a worker that takes longer to end itself is killed
_BUSY_SECONDS = 60  # how long another process may hold the cache; a write takes milliseconds


@dataclass(frozen=True)
class Unusable:
    """Why a program is no case: the reference gives no answer that a board could be held to."""

    reason: str


@dataclass(frozen=True)
class Limits:
    """What one run of a program may take.

    `fork` says whether programs share one interpreter's start; without it, and on systems that
    have none, each pays for its own and only the wall clock and the output are limited.
    """

    cpu_seconds: float = 10.0
    wall_seconds: float = 60.0
    output_bytes: int = 64 << 10
    memory_bytes: int = 1 << 30
    fork: bool = True


class Oracle:
    """The reference Python named by `executable`, a path or a command, with its answers kept.

    `cache` is a folder, made where it is missing, that any number of processes may share.
    `progress` is called with the number of programs answered and the number asked about.  Methods
    raise `Misconfigured` where the executable is no Python or the folder cannot be used.
    """

    def __init__(
        self,
        executable: str,
        cache: Path,
        progress: Callable[[int, int], None],
        limits: Limits = Limits(),
    ) -> None:
        self._executable = executable
        self._folder = cache
        self._progress = progress
        self._limits = limits

    @property
    def version(self) -> str:
        """The language version that the reference claims, as in `3.11.7`."""
        return self._about.version

    @property
    def implementation(self) -> str:
        """`CPython`, `PyPy`..."""
        return self._about.implementation

    @property
    def identity(self) -> str:
        """Implementation and full version, the same on every platform."""
        return f"{self.implementation} {self._about.release} ({self.version})"

    def expect(self, programs: Iterable[str]) -> dict[str, Expected | Unusable]:
        """Answer every program, by its text: from the cache, else from the reference."""
        keys = {program: self._key(program) for program in programs}
        with closing(_Cache(self._folder)) as cache:
            kept = cache.read(list(keys.values()))
            answers = {program: kept[key] for program, key in keys.items() if key in kept}
            missing = [program for program in keys if program not in answers]
            self._progress(len(answers), len(keys))
            with ExitStack() as stack:
                workers = [stack.enter_context(self._worker(seed)) for seed in SEEDS if missing]
                for start in range(0, len(missing), BATCH):
                    lasting = {}
                    for program in missing[start : start + BATCH]:
                        both = _ask(workers, program)
                        answers[program] = _judge(both, self._limits)
                        if all(seen is not None and seen.lasts for seen in both):
                            lasting[keys[program]] = answers[program]
                        self._progress(len(answers), len(keys))
                    cache.write(lasting)
        return {program: answers[program] for program in keys}

    @cached_property
    def _about(self) -> "_About":
        return _probe(self._executable)

    @cached_property
    def _salt(self) -> str:
        return json.dumps([ORACLE_VERSION, self.identity, SEEDS, asdict(self._limits)])

    def _key(self, program: str) -> str:
        content = program.encode("utf-8", "surrogatepass")
        return hashlib.sha256(self._salt.encode() + b"\0" + content).hexdigest()

    @contextmanager
    def _worker(self, seed: int) -> Iterator["_Worker"]:
        """Start a worker in an empty folder, which is gone afterwards, as is the worker."""
        with tempfile.TemporaryDirectory(prefix="onboard-", ignore_cleanup_errors=True) as folder:
            environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
            environment |= {
                "PATH": os.defpath,
                "HOME": folder,
                "TMPDIR": folder,
                "TZ": "UTC",
                "LC_ALL": "C.UTF-8",
                "MALLOC_ARENA_MAX": "1",  # one arena per thread would eat the address space
                "PYTHONHASHSEED": str(seed),
                "PYTHONIOENCODING": "utf-8:strict",  # UTF-8 mode alone would print surrogates
                "PYTHONUTF8": "1",
            }
            limits = json.dumps(asdict(self._limits))
            script = Path(reference.__file__).resolve()
            command = [self._about.path, *reference.FLAGS, str(script), limits]
            with closing(_Worker(command, environment, folder)) as worker:
                yield worker


@dataclass(frozen=True)
class _About:
    path: str
    version: str
    implementation: str
    release: str


def _probe(executable: str) -> _About:
    """Ask an executable what it is.

    Its own word on where it lies is taken, because a command may be a launcher that works in the
    user's environment only, as pyenv's are.
    """
    found = shutil.which(executable)
    if found is None:
        raise Misconfigured(f"reference {executable!r}: no such program; {_MEND}")
    try:
        done = subprocess.run(
            [found, "-c", _PROBE],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PROBE_SECONDS,
            check=False,
        )
        version, numbers, path, implementation, release = json.loads(done.stdout.splitlines()[-1])
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Misconfigured(f"reference {executable!r}: {error}; {_MEND}") from error
    except (ValueError, TypeError, IndexError) as error:
        said = _complaint(done.stderr) or f"exit status {done.returncode}"
        raise Misconfigured(f"reference {executable!r} is no Python ({said}); {_MEND}") from error
    if tuple(numbers) < OLDEST:
        raise Misconfigured(f"reference {executable!r} is Python {version}; {_MEND}")
    return _About(path or found, version, implementation, ".".join(map(str, release)))


def _complaint(text: bytes) -> str:
    """Pick the line that tells: of a traceback the last, of anything else the first."""
    lines = text.decode(errors="replace").strip().splitlines() or [""]
    return lines[-1 if lines[0].startswith("Traceback") else 0].strip()[:200]


@dataclass(frozen=True)
class _Seen:
    """What a program did once: the answer of `reference`, which tells what its fields mean."""

    output: str
    late: bool
    ended: int
    report: list[str] | None

    @property
    def lasts(self) -> bool:
        """Whether it would do so again on a less busy system."""
        return not self.late and self.ended != _KILLED

    @property
    def how(self) -> str:
        return self.report[0] if self.report else ""

    @property
    def message(self) -> str:
        return self.report[1] if self.report else ""

    @property
    def names(self) -> list[str]:
        return self.report[2:] if self.report else []


class _Worker:
    """One reference process under one hash seed, started anew whenever a program takes it along."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: str) -> None:
        self._command = command
        self._environment = environment
        self._folder = folder
        self._request = b""
        self._start()

    def send(self, program: str) -> None:
        """Hand over a program; `receive` must follow."""
        self._request = json.dumps(program).encode() + b"\n"
        self._write()

    def receive(self) -> _Seen | None:
        """Wait for what the program did; None where the worker died of it, twice."""
        for attempt in (1, 2):
            if answer := self._answers.readline():
                return _Seen(**json.loads(answer))
            self.close()
            self._start()
            if attempt == 1:
                self._write()
        return None

    def close(self) -> None:
        """End the worker and the program it is running."""
        self._process.terminate()  # it takes its program along; killed, it would leave that behind
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._answers, self._complaints):
            with suppress(OSError):  # a request that the worker did not live to read
                pipe.close()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            self._command,
            env=self._environment,
            cwd=tempfile.mkdtemp(dir=self._folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # the user's Ctrl-C is ours to handle
        )
        if not self._answers.readline():
            said = _complaint(self._complaints.read())
            self.close()
            raise Misconfigured(f"reference {self._command[0]} runs no programs ({said}); {_MEND}")

    def _write(self) -> None:
        with suppress(OSError):  # a worker that is dead is found when its answer is missing
            self._requests.write(self._request)
            self._requests.flush()

    @property
    def _requests(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdin)

    @property
    def _answers(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdout)

    @property
    def _complaints(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stderr)


def _ask(workers: Sequence[_Worker], program: str) -> list[_Seen | None]:
    """Run a program on all workers, side by side."""
    for worker in workers:
        worker.send(program)
    return [worker.receive() for worker in workers]


def _judge(both: Sequence[_Seen | None], limits: Limits) -> Expected | Unusable:
    one, other = (_told(seen, limits) for seen in both)
    if isinstance(one, Unusable):
        return one
    if isinstance(other, Unusable):
        return other
    if one.output != other.output:
        return Unusable("prints different things under two hash seeds")
    if one != other:
        return Unusable("ends differently under two hash seeds")
    return one


def _told(seen: _Seen | None, limits: Limits) -> Expected | Unusable:
    """Say what one run by itself amounts to."""
    if seen is None:
        return Unusable("the reference's worker died with it")
    for reason in _faults(seen, limits):
        return Unusable(reason)
    return Expected(seen.output, tuple(seen.names), seen.message)


def _faults(seen: _Seen, limits: Limits) -> Iterator[str]:
    """Why no board could be held to this; the first reason is the one to tell."""
    text = seen.output + seen.message
    if len(text.encode("utf-8", "surrogatepass")) > limits.output_bytes:
        yield f"prints more than {limits.output_bytes} bytes"
    if seen.late:
        yield f"did not end within {limits.wall_seconds:g} s"
    if seen.report is None:
        yield _end(seen.ended, limits)
    if seen.how == "does not compile":
        yield f"does not compile: {seen.names[0]} line {seen.message}"
    if seen.how == "asked for input":
        yield "asks for input"
    if _ESCAPED.search(seen.output):
        yield "prints bytes that are not UTF-8"
    if "\4" in text:
        yield "prints the character U+0004, which ends a raw REPL frame"
    if _ADDRESS.search(text):
        yield "prints an address (0x...)"


def _end(ended: int, limits: Limits) -> str:
    if -ended in _CPU_SIGNALS:
        return f"needed more than {limits.cpu_seconds:g} s of CPU"
    if ended < 0:
        return f"the reference died with signal {-ended}"
    return f"ended its process with status {ended}"


class _Cache:
    """Answers by key, in one SQLite file that several processes may use at once.

    A damaged file is set aside.  The name carries the format, so other formats are left alone.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "oracle-1.sqlite3"
        self._database: sqlite3.Connection | None = None

    def read(self, keys: Iterable[str]) -> dict[str, Expected | Unusable]:
        """Fetch the answers that are known, by key."""
        rows = self._do("SELECT key, answer FROM answers WHERE key = ?", [(key,) for key in keys])
        thawed = {key: _thawed(text) for key, text in rows}
        return {key: answer for key, answer in thawed.items() if answer is not None}

    def write(self, answers: dict[str, Expected | Unusable]) -> None:
        """Keep answers, by key."""
        rows = [(key, json.dumps(asdict(answer))) for key, answer in answers.items()]
        self._do("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _do(self, statement: str, rows: Sequence[tuple[str, ...]]) -> list[tuple[str, str]]:
        try:
            try:
                return self._transact(statement, rows)
            except sqlite3.OperationalError:  # locked, full, read-only: the file itself is sound
                raise
            except sqlite3.DatabaseError:
                self.close()
                self._path.replace(self._path.with_suffix(".damaged"))
                self._path.with_name(self._path.name + "-journal").unlink(missing_ok=True)
                return self._transact(statement, rows)
        except (OSError, sqlite3.Error) as error:
            raise Misconfigured(f"{self._path}: {error}; choose another cache folder") from error

    def _transact(self, statement: str, rows: Sequence[tuple[str, ...]]) -> list[tuple[str, str]]:
        if self._database is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(
                self._path, timeout=_BUSY_SECONDS, isolation_level="IMMEDIATE"
            )
            # What a power cut spoils can be had again, so nothing waits for the disk.
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.execute(
                "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)"
            )
        with self._database as database:
            return [found for row in rows for found in database.execute(statement, row)]


def _thawed(text: str) -> Expected | Unusable | None:
    """Read an answer; None where its text has been spoilt, which SQLite does not notice."""
    try:
        fields = json.loads(text)
        if "reason" in fields:
            return Unusable(**fields)
        return Expected(**{**fields, "exception": tuple(fields["exception"])})
    except (ValueError, TypeError, KeyError):
        return None
