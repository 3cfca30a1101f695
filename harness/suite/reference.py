"""The worker that runs programs on the reference Python.

Run as a script under that Python, any from 3.8 on, so it imports nothing but the standard library
and nothing of the harness.  It must never judge: it says what happened, `oracle` says what that is
worth.

`reference.py LIMITS` prints one line once it is ready, then reads programs and writes what each
did, one JSON line each.  LIMITS is JSON: `cpu_seconds`, `wall_seconds`, `output_bytes`,
`memory_bytes`, and `fork`, which is false where every program gets an interpreter of its own.
A request is a string, the program's text.  An answer is an object:

    output   stdout and stderr as they came, UTF-8 with surrogateescape, at most one byte too long
    late     the wall clock ended it
    ended    the exit status of its process, or minus the signal that ended it
    report   [how, message, class names...], or null where the process ended without one;
             `how` is "ran", "asked for input" or "does not compile", where the message is the
             line
"""

# Every forked child is a copy of what is imported here, and pathlib is more than all the rest.
# ruff: noqa: PTH100, PTH102, PTH106, PTH108, PTH109, PTH118, PTH123

from __future__ import annotations

import builtins
import contextlib
import gc
import io
import json
import os
import shutil
import signal
import sys
from typing import Any, TextIO

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

# No site: what is installed beside the reference is no part of it.  No -I: it drops the hash seed.
FLAGS = ("-u", "-B", "-s", "-S", "-W", "ignore")

# The largest file a program may write.  Output is cut far below it, by whoever reads it.
FILE_BYTES = 16 << 20

_quote = json.encoder.encode_basestring_ascii


class _Stdin(io.RawIOBase):
    """An empty standard input that remembers having been read: on a board nobody would answer."""

    asked = False

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0

    def readinto(self, _: object) -> int:
        self.asked = True
        return 0


def run(program: str, report: str, stdin: _Stdin) -> None:
    """Run `program` as `__main__` in this process and write the file `report`.

    Whatever is needed after the program is bound before it, because a program may delete or
    replace what builtins and modules offer.
    """
    open_, write, getpid, leave = os.open, os.write, os.getpid, os._exit
    settrace, setprofile, setrecursionlimit = sys.settrace, sys.setprofile, sys.setrecursionlimit
    recursion_limit, pid, flags = sys.getrecursionlimit(), getpid(), os.O_WRONLY | os.O_CREAT
    restore = vars(builtins).update
    needed = {"BaseException": BaseException, "getattr": getattr, "str": str, "type": type}
    error: BaseException | None = None
    try:
        code = compile(program, "<stdin>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError) as reason:
        error, words = reason, ["does not compile", str(getattr(reason, "lineno", None) or 1)]
    else:
        try:
            exec(code, _fresh_main())  # noqa: S102 - running programs is what this file is for
        except BaseException as raised:  # noqa: BLE001 - whatever it is, the program did it
            error = raised
        setrecursionlimit(recursion_limit)
        setprofile(None)
        settrace(None)
        restore(needed)
        _finish()
        words = ["asked for input" if stdin.asked else "ran", _message(error)]
    if getpid() != pid:  # a process that the program forked has come this far too
        leave(0)
    if error is not None:
        words += [kind.__name__ for kind in type(error).__mro__[:-1]]
    text = "[" + ",".join([_quote(word) for word in words]) + "]"
    write(open_(report, flags, 0o600), text.encode())


def _fresh_main() -> dict[str, Any]:
    main = type(sys)("__main__")
    vars(main)["__builtins__"] = builtins
    sys.modules["__main__"] = main
    sys.argv[:] = [""]
    return vars(main)


def _finish() -> None:
    """Wait for threads, an executor's idle ones included, and flush: the end of any script."""
    threads, stdout = sys.modules.get("threading"), getattr(sys, "stdout", None)
    for thing, end in ((threads, "_shutdown"), (stdout, "flush")):
        try:
            if thing is not None:
                getattr(thing, end)()
        except BaseException:  # noqa: BLE001, S110 - the program may have put anything there
            pass


def _message(error: BaseException | None) -> str:
    try:
        return "" if error is None else str(error)
    except BaseException:  # noqa: BLE001 - an exception's own __str__ may raise anything
        return "<exception str() failed>"


def _cap(*caps: tuple[str, int, int]) -> None:
    """Limit this process and its children; what a system does not know is left out."""
    for name, soft, hard in caps:
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (soft, hard))


def _forked(
    program: str, place: str, limits: dict[str, Any], private: list[int], stdin: _Stdin
) -> tuple[bytes, bool, int]:
    """Run a program in a copy of this process: its output, whether it was late, how it ended."""
    leave = os._exit
    output = os.open(place + ".out", os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            os.dup2(output, 1)
            os.dup2(output, 2)
            for descriptor in (output, *private):
                os.close(descriptor)
            os.chdir(place)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            seconds = int(limits["cpu_seconds"]) + 1
            _cap(("RLIMIT_CPU", seconds, seconds + 1))  # coarse, but no program can lift it
            signal.setitimer(signal.ITIMER_PROF, limits["cpu_seconds"])
            run(program, place + ".report", stdin)
            leave(0)
        finally:
            leave(os.EX_SOFTWARE)
    late, status = _wait(child, limits["wall_seconds"])
    text = os.pread(output, limits["output_bytes"] + 1, 0)
    os.close(output)
    return text, late, -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


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
    if not hasattr(os, "waitid"):  # macOS had none for long
        _end(child)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return late, status


def _end(child: int) -> None:
    for kill in (os.kill, os.killpg):
        with contextlib.suppress(OSError):
            kill(child, signal.SIGKILL)


def _spawned(program: str, place: str, limits: dict[str, Any]) -> tuple[bytes, bool, int]:
    """Run a program in an interpreter of its own, where there is no fork: slower, fewer limits."""
    import subprocess  # noqa: PLC0415 - every forked child would be a copy of it

    with open(place + ".program", "wb") as file:
        file.write(program.encode("utf-8", "surrogatepass"))
    late = False
    with open(place + ".out", "w+b") as output:
        process = subprocess.Popen(
            [sys.executable, *FLAGS, os.path.abspath(__file__), json.dumps(limits), place],
            cwd=place,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            process.wait(limits["wall_seconds"])
        except subprocess.TimeoutExpired:
            late = True
            process.kill()
        status = process.wait()
        output.seek(0)
        return output.read(limits["output_bytes"] + 1), late, status


def _take_report(place: str) -> list[str] | None:
    try:
        with open(place + ".report", encoding="ascii") as file:
            words = json.load(file)
    except (OSError, ValueError):
        return None
    return words if isinstance(words, list) and len(words) > 1 else None


def _clear(place: str) -> None:
    for path in (place + ".out", place + ".report", place + ".program"):
        with contextlib.suppress(OSError):
            os.unlink(path)
    try:
        os.rmdir(place)
    except OSError:
        shutil.rmtree(place, ignore_errors=True)


def serve(limits: dict[str, Any], requests: TextIO, answers: TextIO, stdin: _Stdin) -> None:
    """Answer every request, in its own empty folder below the current one."""
    scratch = os.getcwd()
    private = [requests.fileno(), answers.fileno()]
    for number, request in enumerate(requests):
        place = os.path.join(scratch, str(number))
        os.mkdir(place)
        program = json.loads(request)
        if limits["fork"] and hasattr(os, "fork"):
            output, late, ended = _forked(program, place, limits, private, stdin)
        else:
            output, late, ended = _spawned(program, place, limits)
        seen = {
            "output": output.decode("utf-8", "surrogateescape"),
            "late": late,
            "ended": ended,
            "report": _take_report(place),
        }
        _clear(place)
        print(json.dumps(seen), file=answers, flush=True)


def main(arguments: list[str]) -> None:
    """`LIMITS` serves until standard input ends; `LIMITS PLACE` runs the one program there."""
    limits = json.loads(arguments[0])
    sys.path[:1] = [""]  # this file's folder is none of a program's business
    sys.unraisablehook = lambda _: None  # what a finaliser raises no two Pythons print alike
    stdin = _Stdin()
    sys.stdin = io.TextIOWrapper(io.BufferedReader(stdin), encoding="utf-8")
    if arguments[1:]:
        place = arguments[1]
        sys.stdout.reconfigure(newline="\n")  # type: ignore[union-attr]
        with open(place + ".program", "rb") as file:
            program = file.read().decode("utf-8", "surrogatepass")
        run(program, place + ".report", stdin)
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
    serve(limits, requests, answers, stdin)


if __name__ == "__main__":
    main(sys.argv[1:])
