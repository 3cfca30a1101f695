"""The worker that runs programs on the reference Python.

Run as a script under that Python, any from 3.8 on, so it imports nothing but the standard library
and `fence`.  It must never judge: it says what happened, `oracle` says what that is worth.

`reference.py LIMITS` prints one line once it is ready, then reads requests and writes answers, one
JSON line for each question.  LIMITS is JSON: `cpu_seconds`, `wall_seconds`, `output_bytes`,
`memory_bytes`, and `fork`, which is false where every program gets an interpreter of its own.
A request is a list of questions.  A question is an object:

    runs     programs, each a list of steps: texts that are compiled and executed one after another
             in the same `__main__`, in a process of the program's own
    fenced   whether a program ends where it needs files, network, subprocesses or threads

An answer is a list of objects, one for each run, and the last one is of the first that failed:

    outputs  what each step wrote to stdout and stderr, as it came, UTF-8 with surrogateescape,
             in all at most one byte too long; steps that were not reached have none
    late     the wall clock ended it
    ended    the exit status of its process, or minus the signal that ended it
    report   [how, message, class names...], or null where the process ended without one;
             `how` is "ran", "asked for input", "does not compile", where the message is the line,
             or "needs", where it is one of `fence`'s words
"""

# Every forked child is a copy of what is imported here, and pathlib is more than all the rest.
# ruff: noqa: PTH100, PTH102, PTH106, PTH108, PTH109, PTH118, PTH123

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import shutil
import signal
import sys
from typing import Any

if __package__:
    from harness.suite.execution import Stdin, run
    from harness.suite.fence import Fence
else:
    from execution import Stdin, run  # type: ignore[import-not-found,no-redef]
    from fence import Fence  # type: ignore[import-not-found,no-redef]

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

# No site: what is installed beside the reference is no part of it.  No -I: it drops the hash seed.
FLAGS = ("-u", "-B", "-s", "-S", "-W", "ignore")

# The largest file a program may write.  Output is cut far below it, by whoever reads it.
FILE_BYTES = 16 << 20


def _cap(*caps: tuple[str, int, int]) -> None:
    """Limit this process and its children; what a system does not know is left out."""
    for name, soft, hard in caps:
        try:  # noqa: SIM105 - a child that suppresses copies a tenth more of its parent
            resource.setrlimit(getattr(resource, name), (soft, hard))
        except (AttributeError, ValueError, OSError):
            pass


class _Place:
    """An empty folder for a program, and beside it the files for its output and its report."""

    def __init__(self, path: str) -> None:
        self.path = path
        os.mkdir(path)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self.output = os.open(path + ".out", flags, 0o600)
        self.report = os.open(path + ".report", flags, 0o600)

    def take(self, output_bytes: int) -> tuple[bytes, list[int], list[str]]:
        """Take out the output, where its steps end, and the report, empty where there is none."""
        output, report = _taken(self.output, output_bytes), _taken(self.report, FILE_BYTES)
        try:
            ends, *words = json.loads(report)
        except (ValueError, TypeError):
            return output, [], []
        return output, ends, words

    def is_clean(self) -> bool:
        return not os.listdir(self.path)  # noqa: PTH208

    def remove(self) -> None:
        os.close(self.output)
        os.close(self.report)
        for name in (".out", ".report", ".program"):
            with contextlib.suppress(OSError):
                os.unlink(self.path + name)
        try:
            os.rmdir(self.path)
        except OSError:
            shutil.rmtree(self.path, ignore_errors=True)


def _taken(descriptor: int, most_bytes: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, most_bytes)
    os.ftruncate(descriptor, 0)
    return text


class Server:
    """Runs programs in folders below the current one.

    `library` names the folders of the standard library, `private` the descriptors that are none of
    a program's business.
    """

    def __init__(
        self, limits: dict[str, Any], library: list[str], private: list[int], stdin: Stdin
    ) -> None:
        self._limits = limits
        self._library = library
        self._private = private
        self._stdin = stdin
        self._scratch = os.getcwd()
        self._places = 0
        self._clean: _Place | None = None
        self._fence: Fence | None = None
        self._run = self._fork if limits["fork"] and hasattr(os, "fork") else self._spawn

    def answer(self, question: dict[str, Any]) -> list[dict[str, Any]]:
        """Run the programs of a question until one fails."""
        answer: list[dict[str, Any]] = []
        for steps in question["runs"]:
            answer.append(self._fenced(steps) if question["fenced"] else self._free(steps))
            if answer[-1]["report"] != ["ran", ""]:
                break
        return answer

    def _free(self, steps: list[str]) -> dict[str, Any]:
        place = self._new_place()
        try:
            return self._see(steps, place, None)
        finally:
            place.remove()

    def _fenced(self, steps: list[str]) -> dict[str, Any]:
        """Run a program that can leave nothing behind, so that the next one may have its place."""
        if self._fence is None:
            self._fence = Fence(self._library)
        if self._clean is None:
            self._clean = self._new_place()
        seen = self._see(steps, self._clean, self._fence)
        if not self._clean.is_clean():  # there are interpreters with holes in their fences
            self._clean.remove()
            self._clean = None
        return seen

    def _new_place(self) -> _Place:
        self._places += 1
        return _Place(os.path.join(self._scratch, str(self._places)))

    def _see(self, steps: list[str], place: _Place, fence: Fence | None) -> dict[str, Any]:
        late, ended = self._run(steps, place, fence)
        output, ends, report = place.take(self._limits["output_bytes"] + 1)
        texts = [output[start:end] for start, end in zip([0, *ends], [*ends, None])]  # noqa: B905 - 3.8
        return {
            "outputs": [text.decode("utf-8", "surrogateescape") for text in texts],
            "late": late,
            "ended": ended,
            "report": report or None,
        }

    def _fork(self, steps: list[str], place: _Place, fence: Fence | None) -> tuple[bool, int]:
        """Run a program in a copy of this process: whether it was late, how it ended."""
        leave = os._exit
        child = os.fork()
        if child == 0:
            try:
                os.setsid()
                os.dup2(place.output, 1)
                os.dup2(place.output, 2)
                for descriptor in (place.output, place.report, *self._private):
                    os.close(descriptor)
                os.chdir(place.path)
                seconds = int(self._limits["cpu_seconds"]) + 1
                _cap(("RLIMIT_CPU", seconds, seconds + 1))  # coarse, but no program can lift it
                signal.setitimer(signal.ITIMER_PROF, self._limits["cpu_seconds"])
                run(steps, place.path, fence, self._stdin)
                leave(0)
            finally:
                leave(os.EX_SOFTWARE)
        late, status = _wait(child, self._limits["wall_seconds"])
        return late, -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)

    def _spawn(self, steps: list[str], place: _Place, fence: Fence | None) -> tuple[bool, int]:
        """Run a program in an interpreter of its own, where no fork is: slower, fewer limits."""
        import subprocess  # noqa: PLC0415 - every forked child would be a copy of it

        with open(place.path + ".program", "w") as file:
            json.dump([steps, fence is not None], file)
        process = subprocess.Popen(
            [sys.executable, *FLAGS, os.path.abspath(__file__), "{}", place.path],
            cwd=place.path,
            stdin=subprocess.DEVNULL,
            stdout=place.output,
            stderr=subprocess.STDOUT,
        )
        try:
            return False, process.wait(self._limits["wall_seconds"])
        except subprocess.TimeoutExpired:
            process.kill()
            return True, process.wait()


def _wait(child: int, wall_seconds: float) -> tuple[bool, int]:
    """Wait for `child`, end what is left of its group, and say whether it was late."""
    late = False

    def end(*_: object) -> None:
        nonlocal late
        late = True
        _end(child)

    def stop(*_: object) -> None:
        _end(child)
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, wall_seconds)
    if hasattr(os, "waitid"):
        # Until it is reaped its number is taken, so the group that is ended is surely its own.
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        _end(child)
    _, status = os.waitpid(child, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if not hasattr(os, "waitid"):  # macOS had none for long
        _end(child)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return late, status


def _end(child: int) -> None:
    for kill in (os.kill, os.killpg):
        with contextlib.suppress(OSError):
            kill(child, signal.SIGKILL)


def main(arguments: list[str]) -> None:
    """`LIMITS` serves until standard input ends; `LIMITS PLACE` runs the one program there."""
    limits = json.loads(arguments[0])
    sys.path[:1] = [""]  # this file's folder is none of a program's business
    for name in ("execution", "fence"):
        del sys.modules[name]
    sys.unraisablehook = lambda _: None  # what a finaliser raises no two Pythons print alike
    stdin = Stdin()
    sys.stdin = io.TextIOWrapper(io.BufferedReader(stdin), encoding="utf-8")
    if arguments[1:]:
        place = arguments[1]
        sys.stdout.reconfigure(newline="\n")  # type: ignore[union-attr]
        with open(place + ".program") as file:
            steps, fenced = json.load(file)
        run(steps, place, Fence(sys.path[1:]) if fenced else None, stdin)
        os._exit(0)
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    print(json.dumps({"ready": True}), file=answers, flush=True)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    memory = limits["memory_bytes"]
    _cap(("RLIMIT_AS", memory, memory), ("RLIMIT_FSIZE", FILE_BYTES, FILE_BYTES))
    _cap(("RLIMIT_CORE", 0, 0))
    compile("", "", "exec")  # the first one makes a hundred types: 2 ms that no child need spend
    # Other places for objects under every seed: where a system gives every process the same ones,
    # an address would look stable.
    seed = int(os.environ["PYTHONHASHSEED"])
    _ballast = [bytes(n % 480) for n in range(100 * seed)], [object() for _ in range(50 * seed)]
    if hasattr(gc, "freeze"):
        gc.freeze()  # a collection in a child need not touch, and so copy, what it shares
    private = [requests.fileno(), answers.fileno()]
    server = Server(limits, sys.path[1:], private, stdin)
    for request in requests:
        for question in json.loads(request):
            print(json.dumps(server.answer(question)), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
