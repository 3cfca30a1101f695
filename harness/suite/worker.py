"""The reference's processes: what an interpreter is, and workers that run programs on it.

Processes are started, waited for and ended here, and each wait has an end, whatever a program does
to the worker that runs it.  What a program did is told and never judged.  `reference` is the
script that a worker executes.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Timer
from typing import IO, cast

from harness.errors import Misconfigured
from harness.observation import Unusable
from harness.suite import reference

OLDEST = (3, 8)  # what `reference` is written for

_MEND = "name a Python 3.8 or newer"
_PROBE = (
    "import json, platform, sys; implementation = getattr(sys, 'implementation', None); "
    "print(json.dumps([sys.version.split()[0], list(sys.version_info[:2]), sys.executable, "
    "platform.python_implementation(), list(getattr(implementation, 'version', ()))]))"
)
_START_SECONDS = 60  # for an interpreter to say what it is, or a worker that it is ready
_END_SECONDS = 5  # a worker that takes longer to end itself is killed
_PASSED_ON = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_KILLED = -9  # whoever did it, also a system short of memory: no answer to keep
_CONTINUE: int | None = getattr(signal, "SIGCONT", None)  # Windows has none


@dataclass(frozen=True)
class Limits:
    """What one run of a program may take.

    `margin_seconds` is what its worker may take on top of `wall_seconds` until it has told of it.
    `fork` says whether programs share one interpreter's start; without it, and on systems that
    have none, each pays for its own and only the wall clock and the output are limited.
    """

    cpu_seconds: float = 10.0
    wall_seconds: float = 60.0
    margin_seconds: float = 10.0
    output_bytes: int = 64 << 10
    memory_bytes: int = 1 << 30
    fork: bool = True


@dataclass(frozen=True)
class Interpreter:
    """A Python: where it lies, and what it says it is.

    `version` is the language's, as in `3.11.7`; `release` is the implementation's own.
    """

    path: str
    version: str
    implementation: str
    release: str


def probe(executable: str) -> Interpreter:
    """Ask an executable, a path or a command, what it is.

    Its own word on where it lies is taken, because a command may be a launcher that works in the
    user's environment only, as pyenv's are.  Raises `Misconfigured` where it is no Python that can
    be a reference.
    """
    found = shutil.which(executable)
    if found is None:
        raise Misconfigured(f"reference {executable!r}: no such program; {_MEND}")
    try:
        done = subprocess.run(
            [found, "-c", _PROBE],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_START_SECONDS,
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
    return Interpreter(path or found, version, implementation, ".".join(map(str, release)))


def _complaint(text: bytes) -> str:
    """Pick the line that tells: of a traceback the last, of anything else the first."""
    lines = text.decode(errors="replace").strip().splitlines() or [""]
    return lines[-1 if lines[0].startswith("Traceback") else 0].strip()[:200]


@dataclass(frozen=True)
class Question:
    """Programs to run one after another until one fails, each a sequence of steps.

    `reference` tells what its fields mean.
    """

    runs: tuple[tuple[str, ...], ...]
    fenced: bool = False


@dataclass(frozen=True)
class Seen:
    """What a program did once: the answer of `reference`, which tells what its fields mean."""

    outputs: list[str]
    late: bool
    ended: int
    report: list[str] | None

    @property
    def output(self) -> str:
        return "".join(self.outputs)

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


class Worker:
    """One reference process under one hash seed, started anew whenever a program takes it along.

    `python` is the interpreter's path, `folder` an empty folder for programs to work in.  Methods
    raise `Misconfigured` where the interpreter cannot run programs.
    """

    def __init__(self, python: str, seed: int, limits: Limits, folder: str) -> None:
        script = str(Path(reference.__file__).resolve())
        self._command = [python, *reference.FLAGS, script, json.dumps(asdict(limits))]
        self._environment = environment(seed, folder)
        self._folder = folder
        self._wall_seconds = limits.wall_seconds
        self._margin_seconds = limits.margin_seconds
        self._pending: deque[Question] = deque()
        self._start()

    def send(self, questions: Iterable[Question]) -> None:
        """Hand over questions; `receive` must follow, once for each."""
        self._pending.extend(questions)
        self._write()

    def receive(self) -> list[Seen] | Unusable:
        """Wait for the next question's answer; unusable where the worker hung or died of it twice.

        An answer tells of each run, in order, up to the first that failed.
        """
        seconds = len(self._pending[0].runs) * self._wall_seconds + self._margin_seconds
        for tries_left in (1, 0):
            if answer := self._line(seconds):
                self._pending.popleft()
                return [Seen(**seen) for seen in json.loads(answer)]
            hung = self._hung
            if hung or not tries_left:
                self._pending.popleft()
            self.close()
            self._start()
            self._write()
            if hung:  # the program has stopped it, most likely
                break
        return Unusable(f"the reference's worker {'hung' if hung else 'died'} with it")

    def close(self) -> None:
        """End the worker and the program it is running."""
        self._end()
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
        self._hung = False
        if not self._line(_START_SECONDS):
            said = _complaint(self._complaints.read())
            self.close()
            raise Misconfigured(f"reference {self._command[0]} runs no programs ({said}); {_MEND}")

    def _write(self) -> None:
        request = json.dumps([asdict(question) for question in self._pending]).encode() + b"\n"
        # A worker that is dead is found when its answer is missing.
        with self._within(self._margin_seconds), suppress(OSError):
            self._requests.write(request)
            self._requests.flush()

    def _line(self, seconds: float) -> bytes:
        """Read what there is time for; nothing where the worker dies first or is ended."""
        with self._within(seconds):
            line = b"" if self._hung else self._answers.readline()
        return line if line.endswith(b"\n") else b""

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """End the worker where what is done takes longer."""
        timer = Timer(seconds, self._give_up)  # a thread, for Windows cannot poll a pipe
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _give_up(self) -> None:
        self._hung = True
        self._end()

    def _end(self) -> None:
        self._process.terminate()  # it takes its program along; killed, it would leave that behind
        if _CONTINUE is not None:
            self._process.send_signal(_CONTINUE)  # one that is stopped would not hear of it
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        self._process.kill()
        self._process.wait()

    @property
    def _requests(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdin)

    @property
    def _answers(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdout)

    @property
    def _complaints(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stderr)


def environment(seed: int, folder: str) -> dict[str, str]:
    """Give all that a process of the reference sees of the user's environment."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | {
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


@contextmanager
def open_worker(python: str, seed: int, limits: Limits) -> Iterator[Worker]:
    """Start a worker in an empty folder, which is gone afterwards, as is the worker."""
    with (
        tempfile.TemporaryDirectory(prefix="onboard-", ignore_cleanup_errors=True) as folder,
        closing(Worker(python, seed, limits, folder)) as worker,
    ):
        yield worker
