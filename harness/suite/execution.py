"""How a program is executed, in the process that is its own.

A part of `reference`, which runs it under the reference Python, any from 3.8 on, so it imports
nothing but the standard library and `fence`.
"""

from __future__ import annotations

import builtins
import io
import json
import os
import sys
from collections.abc import Callable
from typing import Any

if __package__:
    from harness.suite.fence import Fence
else:
    from fence import Fence  # type: ignore[import-not-found,no-redef]

_quote = json.encoder.encode_basestring_ascii


class Stdin(io.RawIOBase):
    """An empty standard input that remembers having been read: on a board nobody would answer."""

    asked = False

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0

    def readinto(self, _: object) -> int:
        self.asked = True
        return 0


def run(steps: list[str], place: str, fence: Fence | None, stdin: Stdin) -> None:
    """Run `steps` as `__main__` in this process and write the file `place`.report.

    Whatever is needed after a step is bound before it, because a program may delete or replace what
    builtins and modules offer.
    """
    settrace, setprofile, setrecursionlimit = sys.settrace, sys.setprofile, sys.setrecursionlimit
    recursion_limit, getpid, leave = sys.getrecursionlimit(), os.getpid, os._exit
    restore, pid = vars(builtins).update, getpid()
    needed = {"BaseException": BaseException, "getattr": getattr, "str": str, "type": type}
    tell = _reporter(place + ".report")
    ends: list[int] = []
    if fence is not None:
        fence.stand(lambda need: (tell([], ["needs", need]), leave(0)))
    how, error = _execute(steps, place + ".out", ends)
    setrecursionlimit(recursion_limit)
    setprofile(None)
    settrace(None)
    restore(needed)
    _finish()
    if fence is not None:
        fence.open()
    if getpid() != pid:  # a process that the program forked has come this far too
        leave(0)
    if how == "does not compile":
        words = [how, str(getattr(error, "lineno", None) or 1)]
    else:
        words = ["asked for input" if stdin.asked else how, _message(error)]
    if error is not None:
        words += [kind.__name__ for kind in type(error).__mro__[:-1]]
    tell(ends, words)


def _execute(steps: list[str], output: str, ends: list[int]) -> tuple[str, BaseException | None]:
    """Run steps until one fails; `ends` gets the size of the file `output` before each but one."""
    compile_, execute, anything, stat = compile, exec, BaseException, os.stat
    no_code = (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError)
    main, is_first = _fresh_main(), True
    for step in steps:
        if not is_first:
            _flush()
            ends.append(stat(output).st_size)
        is_first = False
        try:
            code = compile_(step, "<stdin>", "exec", dont_inherit=True)
        except no_code as reason:
            return "does not compile", reason
        try:
            execute(code, main)
        except anything as raised:  # whatever it is, the program did it
            return "ran", raised
    return "ran", None


def _reporter(path: str) -> Callable[[list[int], list[str]], object]:
    open_, write, flags = os.open, os.write, os.O_WRONLY | os.O_CREAT

    def tell(ends: list[int], words: list[str]) -> None:
        told = [f"[{','.join([f'{end}' for end in ends])}]", *[_quote(word) for word in words]]
        write(open_(path, flags, 0o600), f"[{','.join(told)}]".encode())

    return tell


def _fresh_main() -> dict[str, Any]:
    main = type(sys)("__main__")
    vars(main)["__builtins__"] = builtins
    sys.modules["__main__"] = main
    sys.argv[:] = [""]
    return vars(main)


def _finish() -> None:
    """Wait for threads, an executor's idle ones included, and flush: the end of any script."""
    try:  # noqa: SIM105 - as in `_flush`
        sys.modules["threading"]._shutdown()  # noqa: SLF001 - what an interpreter calls as it ends
    except BaseException:  # noqa: BLE001, S110 - the program may have put anything there
        pass
    _flush()


def _flush(anything: type[BaseException] = BaseException) -> None:
    """Let what a program has put in the place of standard output write what it holds."""
    try:  # noqa: SIM105 - a program may have deleted the builtins that `suppress` needs
        sys.stdout.flush()
    except anything:
        pass


def _message(error: BaseException | None) -> str:
    try:
        return "" if error is None else str(error)
    except BaseException:  # noqa: BLE001 - an exception's own __str__ may raise anything
        return "<exception str() failed>"
