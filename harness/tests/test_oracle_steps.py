"""What the oracle says of programs in steps: what each step prints, or why no board is asked."""

import os
import sys
from pathlib import Path

import pytest

from harness.errors import Misconfigured
from harness.observation import Expected, Unusable
from harness.suite.oracle import Oracle
from harness.suite.worker import Limits

LIMITS = Limits(cpu_seconds=0.5, wall_seconds=5, output_bytes=2000, memory_bytes=512 << 20)

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def silent(_done: int, _total: int) -> None:
    """Draws nothing."""


Steps = tuple[str, ...]

# Steps that a board can be asked, and what each prints.
USABLE: dict[str, tuple[Steps, Steps]] = {
    "prints": (("print(1)", "print(2)\nprint(3)"), ("1\n", "2\n3\n")),
    "prints nothing": (("x = 1", "y = 2"), ("", "")),
    "shares names": (
        ("def f():\n    return x", "x = 1", "print(f())", "x = 2", "print(f())"),
        ("", "", "1\n", "", "2\n"),
    ),
    "is one module": (
        ("import __main__", "x = 3", "print(__main__.x, __name__)"),
        ("", "", "3 __main__\n"),
    ),
    "is picklable": (
        ("import pickle", "class A: pass", "print(type(pickle.loads(pickle.dumps(A()))) is A)"),
        ("", "", "True\n"),
    ),
    "prints no last newline": (("print('a', end='')", "print('b', end='')"), ("a", "b")),
    "prints to both streams": (
        ("import sys", "print('a', end='')\nprint('b', file=sys.stderr)", "sys.stderr.write('c')"),
        ("", "ab\n", "c"),
    ),
    "writes to a descriptor": (
        ("import os\nprint('a')\nos.write(1, b'b')", "print('c')"),
        ("a\nb", "c\n"),
    ),
    "opens standard output": (
        ("out = open(1, 'w', closefd=False)", "print('a', file=out)\nout.flush()", "print('b')"),
        ("", "a\n", "b\n"),
    ),
    "holds its output back": (
        (
            "import io, sys\nsys.stdout = io.TextIOWrapper(open(1, 'wb'))",
            "print('a')",
            "print('b')",
        ),
        ("", "a\n", "b\n"),
    ),
    "captures its output": (
        (
            "import io, sys\nold = sys.stdout\nsys.stdout = io.StringIO()",
            "print('a')",
            "sys.stdout = old",
        ),
        ("", "", ""),
    ),
    "loses standard output": (("import sys\nprint('a')\ndel sys.stdout", "x = 1"), ("a\n", "")),
    "prints other scripts": (
        ("print('\u00e9')", "print('\U0001f600')"),
        ("\u00e9\n", "\U0001f600\n"),
    ),
    "deletes builtins": (
        (
            "import builtins",
            "for name in {*vars(builtins)} - {'delattr', 'print'}: delattr(builtins, name)",
            "print('a')",
        ),
        ("", "", "a\n"),
    ),
    "catches a SyntaxError": (
        ("try: compile('x =', 'test', 'exec')\nexcept SyntaxError as e: print(e.lineno)",),
        ("1\n",),
    ),
    "imports much": (
        ("import decimal, datetime, json, random, unittest, encodings.idna", "print(1)"),
        ("", "1\n"),
    ),
    "imports nothing that is there": (
        ("try:\n    import no_such_module\nexcept ImportError as e:\n    print(e.name)",),
        ("no_such_module\n",),
    ),
    "reads the library through the library": (
        ("import linecache, os", "print(len(linecache.getlines(os.__file__)) > 9)"),
        ("", "True\n"),
    ),
    "runs an event loop": (
        (
            "import asyncio",
            "async def f():\n    await asyncio.sleep(0)\n    print(1)",
            "asyncio.run(f())",
        ),
        ("", "", "1\n"),
    ),
    "locks": (("import threading", "with threading.Lock():\n    print(1)"), ("", "1\n")),
    "looks for itself": (("import os", "print(os.path.exists('a'))"), ("", "False\n")),
    "fills memory": (
        ("try:\n    bytearray(1 << 40)\nexcept MemoryError:\n    print('full')",),
        ("full\n",),
    ),
}

DISAGREE = "whole and step by step disagree"
UNSTABLE = "prints different things under two hash seeds"
UNUSABLE: dict[str, tuple[Steps, str]] = {
    "raises": (("print(1)", "foo"), "raises NameError: name 'foo' is not defined"),
    "raises without words": (("raise KeyError",), "raises KeyError"),
    "raises many words": (("raise ValueError('a \\n' * 999)",), "raises ValueError: " + "a " * 100),
    "raises an object": (
        ("raise ValueError(object())",),
        "raises ValueError: <object object at 0x...>",
    ),
    "exits": (("import sys", "sys.exit('bye')"), "raises SystemExit: bye"),
    "does not compile": (("x = 1", "y ="), "does not compile: SyntaxError line 2"),
    "compiles as a whole only": (
        ("try:\n    x = 1", "finally:\n    x = 2"),
        "does not compile: SyntaxError line 2",
    ),
    "prints a set": (("x = {'a', 'b', 'c', 'd', 'e'}", "print(x)"), UNSTABLE),
    "raises under one seed": (
        ("import os", "if os.environ['PYTHONHASHSEED'] == '77':\n    raise KeyError(1)"),
        "raises KeyError: 1",
    ),
    "is unstable in steps": (
        (
            "import os, sys",
            "whole = sys._getframe().f_lineno > 1",
            "print(whole or os.environ['PYTHONHASHSEED'])",
        ),
        UNSTABLE,
    ),
    "is unstable in where it prints": (
        (
            "import os, sys\nlate = os.environ['PYTHONHASHSEED'] == '77'",
            "if not late:\n    print('a')",
            "if late:\n    print('a')",
        ),
        UNSTABLE,
    ),
    "counts lines": (("x = 1", "import sys\nprint(sys._getframe().f_lineno)"), DISAGREE),
    "has names of its own": (
        ("import sys", "x = sys._getframe().f_code.co_names", "y = 1\nprint(x)"),
        DISAGREE,
    ),
    "changes how it compiles": (
        ("from __future__ import annotations", "def f(x: int): pass", "print(f.__annotations__)"),
        DISAGREE,
    ),
    "raises in steps only": (
        ("import sys", "x = sys._getframe().f_lineno - 2", "print(1 // (x + 1))"),
        "raises ZeroDivisionError: integer division or modulo by zero",
    ),
    "prints too much": (("print('x' * 1000)", "print('x' * 1000)"), "prints more than 2000 bytes"),
    "loops for ever": (("print(1)", "while True: pass"), "needed more than 0.5 s of CPU"),
    "leaves": (("import os", "os._exit(3)"), "ended its process with status 3"),
    "asks": (("print(1)", "try:\n    input()\nexcept EOFError:\n    pass"), "asks for input"),
    "prints an address": (("print(object())",), "prints an address (0x...)"),
    "prints a U+0004": (
        ("print('\\4')",),
        "prints the character U+0004, which ends a raw REPL frame",
    ),
    "prints raw bytes": (("import os", "os.write(1, b'\\xff')"), "prints bytes that are not UTF-8"),
    "opens a file": (("open('a', 'w')",), "needs files"),
    "opens a file and hides it": (
        ("try:\n    open('a')\nexcept OSError:\n    pass",),
        "needs files",
    ),
    "opens a file by bytes": (("open(b'a', 'w')",), "needs files"),
    "opens the null device": (("import os", "open(os.devnull)"), "needs files"),
    "opens a file of the library": (("import os", "open(os.__file__)"), "needs files"),
    "opens a path": (("import pathlib", "pathlib.Path('a').touch()"), "needs files"),
    "opens a file while it raises": (
        ("try:\n    1/0\nfinally:\n    open('a', 'w')",),
        "needs files",
    ),
    "makes a file in memory of the system": (
        ("import tempfile", "tempfile.TemporaryFile()"),
        "needs files",
    ),
    "lists a folder": (("import os", "os.listdir()"), "needs files"),
    "walks": (("import os", "list(os.walk('.'))"), "needs files"),
    "makes a folder": (("import os", "os.mkdir('a')"), "needs files"),
    "removes a file": (
        ("import os", "try:\n    os.remove('a')\nexcept OSError:\n    pass"),
        "needs files",
    ),
    "leaves its folder": (("import os", "os.chdir('..')"), "needs files"),
    "opens a socket": (("import socket", "socket.socket()"), "needs the network"),
    "asks for a name": (
        ("import socket", "socket.gethostbyname('localhost')"),
        "needs the network",
    ),
    "forks": (("import os", "if os.fork() == 0:\n    os._exit(0)"), "needs subprocesses"),
    "runs a shell": (("import os", "os.system('true')"), "needs subprocesses"),
    "runs a program": (
        ("import subprocess", "subprocess.run(['true'], stdin=subprocess.DEVNULL)"),
        "needs subprocesses",
    ),
    "becomes a program": (("import os", "os.execv('/bin/true', ['true'])"), "needs subprocesses"),
    "starts a thread": (
        ("import threading", "threading.Thread(target=print).start()"),
        "needs threads",
    ),
    "starts a bare thread": (
        ("import _thread", "_thread.start_new_thread(print, ())"),
        "needs threads",
    ),
    "starts an executor": (
        (
            "from concurrent.futures import ThreadPoolExecutor",
            "ThreadPoolExecutor().submit(abs, -1)",
        ),
        "needs threads",
    ),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[Steps, Steps | Unusable]:
    """All programs of both tables, in one go, so that each has many neighbours to spoil."""
    oracle = Oracle(sys.executable, tmp_path_factory.mktemp("cache"), silent, steps_limits=LIMITS)
    return oracle.expect_steps(steps for steps, _ in (*USABLE.values(), *UNUSABLE.values()))


@needs_fork
@pytest.mark.parametrize("name", USABLE)
def test_a_case_that(name: str, answers: dict[Steps, Steps | Unusable]) -> None:
    steps, printed = USABLE[name]
    assert answers[steps] == printed


@needs_fork
@pytest.mark.parametrize("name", UNUSABLE)
def test_no_board_is_asked_what(name: str, answers: dict[Steps, Steps | Unusable]) -> None:
    steps, reason = UNUSABLE[name]
    assert answers[steps] == Unusable(reason)


def test_without_fork_the_answers_are_the_same(tmp_path: Path) -> None:
    names = ["prints", "writes to a descriptor", "holds its output back", "runs an event loop"]
    refused = ["raises", "counts lines", "opens a file", "starts a thread", "forks"]
    limits = Limits(wall_seconds=5, output_bytes=2000, fork=False)
    cases = [USABLE[name][0] for name in names] + [UNUSABLE[name][0] for name in refused]
    oracle = Oracle(sys.executable, tmp_path, silent, steps_limits=limits)
    assert list(oracle.expect_steps(cases).values()) == [
        *(USABLE[name][1] for name in names),
        *(Unusable(UNUSABLE[name][1]) for name in refused),
    ]


def test_what_is_known_is_not_run_again(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    cases = [("print(1)", "print(2)"), ("foo",), ("print(1)", "print(2)")]
    asked = [
        Oracle(sys.executable, tmp_path, lambda *at: seen.append(at)).expect_steps(cases)
        for _ in range(2)
    ]
    assert asked[0] == asked[1]
    assert seen == [(0, 2), (1, 2), (2, 2), (2, 2)]


def test_where_steps_end_is_part_of_the_question(tmp_path: Path) -> None:
    oracle = Oracle(sys.executable, tmp_path, silent)
    two, one = ("print(1)", "print(2)"), ("print(1)\nprint(2)",)
    assert oracle.expect_steps([two]) == {two: ("1\n", "2\n")}
    assert oracle.expect_steps([one, two]) == {one: ("1\n2\n",), two: ("1\n", "2\n")}


def test_programs_and_steps_are_two_questions(tmp_path: Path) -> None:
    oracle = Oracle(sys.executable, tmp_path, silent)
    text = "open('a', 'w').close()\nprint(1)"
    for _ in range(2):
        assert oracle.expect([text]) == {text: Expected("1\n")}
        assert oracle.expect_steps([(text,)]) == {(text,): Unusable("needs files")}


@needs_fork
def test_one_that_waits_for_ever_is_known_to(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    limits = Limits(wall_seconds=0.4)
    waits = ("import _thread", "with _thread.allocate_lock() as lock:\n    pass", "x = 1")
    sleeps = ("import time", "while True: time.sleep(50)")
    oracle = Oracle(sys.executable, tmp_path, lambda *at: seen.append(at), steps_limits=limits)
    for _ in range(2):
        assert oracle.expect_steps([sleeps, waits]) == {
            sleeps: Unusable("did not end within 0.4 s"),
            waits: ("", "", ""),
        }
    assert seen == [(0, 2), (1, 2), (2, 2), (2, 2)]


@needs_fork
def test_a_case_that_kills_the_worker_is_told_and_not_kept(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    kills = ("import os, signal", "os.kill(os.getppid(), signal.SIGKILL)")
    oracle = Oracle(sys.executable, tmp_path, lambda *at: seen.append(at))
    for _ in range(2):
        assert oracle.expect_steps([kills, ("print(1)",)]) == {
            kills: Unusable("the reference's worker died with it"),
            ("print(1)",): ("1\n",),
        }
    assert seen == [(0, 2), (1, 2), (2, 2), (1, 2), (2, 2)]


@needs_fork
@pytest.mark.parametrize("command", ["python3.8", "python3.12", "python3.13", "pypy3"])
def test_other_references_answer_alike(tmp_path: Path, command: str) -> None:
    limits = Limits(cpu_seconds=2, memory_bytes=4 << 30)
    oracle = Oracle(command, tmp_path, silent, steps_limits=limits)
    try:
        implementation = oracle.implementation
    except Misconfigured as error:
        pytest.skip(str(error))
    names = [
        "prints",
        "shares names",
        "holds its output back",
        "imports much",
        "runs an event loop",
    ]
    refused = ["raises", "does not compile", "counts lines", "opens a file", "opens a socket"]
    refused += ["runs a program", "starts a thread", "starts a bare thread"]
    refused += ["forks", "lists a folder"] if implementation == "CPython" else []
    answers = oracle.expect_steps(
        [*(USABLE[name][0] for name in names), *(UNUSABLE[name][0] for name in refused)]
    )
    assert list(answers.values()) == [
        *(USABLE[name][1] for name in names),
        *(Unusable(UNUSABLE[name][1]) for name in refused),
    ]
