"""What the oracle says of one program each, of those it believes and of those it does not."""

import os
import sys
from pathlib import Path

import pytest

from harness.observation import Expected, Unusable
from harness.suite.oracle import Oracle
from harness.suite.worker import Limits

EXCEPTION = ("Exception", "BaseException")
LIMITS = Limits(cpu_seconds=0.5, output_bytes=2000, memory_bytes=512 << 20)

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def silent(_done: int, _total: int) -> None:
    """Draws nothing."""


# What programs do and a board could do too.
USABLE = {
    "prints": ("print('a', 1)", Expected("a 1\n")),
    "prints nothing": ("x = 1", Expected("")),
    "is empty": ("", Expected("")),
    "prints other scripts": (
        "print('\u00e9\u4e2d\U0001f600')",
        Expected("\u00e9\u4e2d\U0001f600\n"),
    ),
    "prints no last newline": ("print('a', end='')", Expected("a")),
    "keeps carriage returns": (r"print('a\r\nb\rc')", Expected("a\r\nb\rc\n")),
    "prints a NUL": (r"print('\0')", Expected("\0\n")),
    "prints to both streams": (
        "import sys\nprint('a', end='')\nprint('b', file=sys.stderr, end='')\nprint('c')",
        Expected("abc\n"),
    ),
    "writes to a descriptor": ("import os\nprint('a')\nos.write(1, b'b')", Expected("a\nb")),
    "is main": ("print(__name__)\ndef f(): pass\nprint(f.__module__)", Expected("__main__\n" * 2)),
    "is a module": ("import __main__\nx = 3\nprint(__main__.x)", Expected("3\n")),
    "is picklable": (
        "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))) is A)",
        Expected("True\n"),
    ),
    "has a file name": ("print((lambda: 0).__code__.co_filename)", Expected("<stdin>\n")),
    "starts with nothing": (
        (
            "print(sorted(n for n in globals() if n.strip('_') not in 'name doc package loader "
            "spec builtins annotations'.split()))"
        ),
        Expected("[]\n"),
    ),
    "sees no file": ("import os\nprint(os.listdir())", Expected("[]\n")),
    "sees no harness": (
        (
            "for name in 'harness', 'case', 'pytest', 'reference':\n"
            "    try:\n        __import__(name)\n        print(name)\n"
            "    except ImportError:\n        pass\n"
        ),
        Expected(""),
    ),
    "divides by zero": (
        "print(1)\n1/0",
        Expected("1\n", ("ZeroDivisionError", "ArithmeticError", *EXCEPTION), "division by zero"),
    ),
    "has classes of its own": (
        "class A(KeyError): pass\nclass B(A, OSError): pass\nraise B('x')",
        Expected("", ("B", "A", "KeyError", "LookupError", "OSError", *EXCEPTION), "'x'"),
    ),
    "exits": ("raise SystemExit", Expected("", ("SystemExit", "BaseException"))),
    "exits with words": (
        "import sys\nsys.exit('bye')",
        Expected("", ("SystemExit", "BaseException"), "bye"),
    ),
    "is interrupted": (
        "raise KeyboardInterrupt",
        Expected("", ("KeyboardInterrupt", "BaseException")),
    ),
    "raises what cannot be told": (
        "class E(Exception):\n    def __str__(self): return 1/0\nraise E",
        Expected("", ("E", *EXCEPTION), "<exception str() failed>"),
    ),
    "compiles badly at run time": (
        "exec('x =')",
        Expected("", ("SyntaxError", *EXCEPTION), "invalid syntax (<string>, line 1)"),
    ),
    "prints a lone surrogate": (
        r"print('\udc80')",
        Expected(
            "",
            ("UnicodeEncodeError", "UnicodeError", "ValueError", *EXCEPTION),
            r"'utf-8' codec can't encode character '\udc80' in position 0: surrogates not allowed",
        ),
    ),
    "raises a lone surrogate": (
        r"raise ValueError('\ud800')",
        Expected("", ("ValueError", *EXCEPTION), "\ud800"),
    ),
    "deletes builtins": (
        (
            "print(1)\nimport builtins\nfor name in list(vars(builtins)):\n"
            "    if name != 'delattr':\n        delattr(builtins, name)\n"
        ),
        Expected("1\n"),
    ),
    "replaces builtins": (
        "import builtins as b\nb.str = b.type = b.getattr = None\nraise KeyError(1)",
        Expected("", ("KeyError", "LookupError", *EXCEPTION), "1"),
    ),
    "replaces os": (
        (
            "import os, json, sys\nos.write = os.open = os._exit = os.getpid = json.dumps = None\n"
            "sys.modules.clear()\nsys.setrecursionlimit = None\n"
        ),
        Expected(""),
    ),
    "traces": (
        (
            "import sys\nsys.settrace(lambda *_: print('t'))\n"
            "sys.setprofile(lambda f, e, a: print('p') if e == 'call' else None)\n"
        ),
        Expected(""),
    ),
    "cannot recurse": (
        (
            "import sys\nprint(sys.getrecursionlimit())\nfor limit in range(1, 99):\n"
            "    try:\n        sys.setrecursionlimit(limit)\n        break\n"
            "    except RecursionError:\n        pass\nraise KeyError(1)"
        ),
        Expected("1000\n", ("KeyError", "LookupError", *EXCEPTION), "1"),
    ),
    "recurses": (
        "import sys\nsys.setrecursionlimit(9999)\ndef f(n): return n and f(n - 1)\nprint(f(9000))",
        Expected("0\n"),
    ),
    "closes stdout": ("import os\nprint('a')\nos.close(1)", Expected("a\n")),
    "closes sys.stdout": ("import sys\nprint('a')\nsys.stdout.close()", Expected("a\n")),
    "closes everything": (
        "import os\nprint('a')\nos.closerange(0, 256)\nraise KeyError(2)",
        Expected("a\n", ("KeyError", "LookupError", *EXCEPTION), "2"),
    ),
    "writes to every descriptor": (
        (
            "import os\nfor descriptor in range(3, 256):\n    try:\n"
            "        os.write(descriptor, b'{}\\n')\n    except OSError:\n        pass\nprint('a')"
        ),
        Expected("a\n"),
    ),
    "forks": (
        (
            "import os\nif os.fork():\n    os.wait()\n    print('b')\n"
            "else:\n    print('a')\n    raise KeyError('much longer than nothing')"
        ),
        Expected("a\nb\n"),
    ),
    "replaces stdout": (
        "import sys, io\nprint('a')\nsys.stdout = io.StringIO()\nprint('b')",
        Expected("a\n"),
    ),
    "loses stdout": ("import sys\nprint('a')\ndel sys.stdout", Expected("a\n")),
    "leaves a thread": (
        (
            "import threading\nlock = threading.Lock()\nlock.acquire()\n"
            "def late():\n    lock.acquire()\n    print('b')\n"
            "threading.Thread(target=late).start()\nprint('a')\nlock.release()"
        ),
        Expected("a\nb\n"),
    ),
    "leaves an executor": (
        (
            "from concurrent.futures import ThreadPoolExecutor\n"
            "print(ThreadPoolExecutor().submit(abs, -1).result())"
        ),
        Expected("1\n"),
    ),
    "needs too much memory": (
        "try:\n    bytearray(1 << 40)\nexcept MemoryError:\n    print('full')",
        Expected("full\n"),
    ),
    "warns": ("import warnings\nwarnings.warn('x')\nprint('\\d')", Expected("\\d\n")),
    "fails in a finaliser": (
        "class A:\n    def __del__(self): 1/0\nA()\nprint('a')",
        Expected("a\n"),
    ),
    "has its own standard input": ("import sys\nprint(sys.stdin.fileno())", Expected("0\n")),
    "sleeps": ("import time\ntime.sleep(0)\nprint('a')", Expected("a\n")),
}

# What programs do that no board could be held to.
UNUSABLE = {
    "prints 10 MB": ("print('x' * 10_000_000)", "prints more than 2000 bytes"),
    "prints for ever": ("while True: print('x' * 100)", "prints more than 2000 bytes"),
    "raises 10 kB": ("raise ValueError('x' * 10_000)", "prints more than 2000 bytes"),
    "loops for ever": ("print('a')\nwhile True: pass", "needed more than 0.5 s of CPU"),
    "lifts the timer": (
        "import signal\nsignal.setitimer(signal.ITIMER_PROF, 0)\nwhile True: pass",
        "needed more than 0.5 s of CPU",
    ),
    "swallows everything": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "needed more than 0.5 s of CPU",
    ),
    "leaves": ("import os\nos._exit(3)", "ended its process with status 3"),
    "leaves well": ("import os\nos._exit(0)", "ended its process with status 0"),
    "crashes": ("import os\nos.kill(os.getpid(), 11)", "the reference died with signal 11"),
    "kills its group": (
        "import os\nos.killpg(0, 15)\nwhile True: pass",
        "the reference died with signal 15",
    ),
    "prints an object": ("print(object())", "prints an address (0x...)"),
    "raises an object": ("raise ValueError(object())", "prints an address (0x...)"),
    "prints an id": ("print(id(object()))", "prints different things under two hash seeds"),
    "prints a set": (
        "print({'a', 'b', 'c', 'd', 'e'})",
        "prints different things under two hash seeds",
    ),
    "prints its process": (
        "import os\nprint(os.getpid())",
        "prints different things under two hash seeds",
    ),
    "raises by hash": (
        "raise KeyError(hash('a'))",
        "ends differently under two hash seeds",
    ),
    "prints a U+0004": (
        r"print('a\4b')",
        "prints the character U+0004, which ends a raw REPL frame",
    ),
    "prints raw bytes": ("import os\nos.write(1, b'\\xff')", "prints bytes that are not UTF-8"),
    "does not compile": ("x = 1\nx =", "does not compile: SyntaxError line 2"),
    "is indented badly": ("if 1:\nx", "does not compile: IndentationError line 2"),
    "has a NUL": ("x = '\0'", "does not compile"),
    "has a surrogate": ("x = '\ud800'", "does not compile: UnicodeEncodeError line 1"),
    "asks": ("print(input('name? '))", "asks for input"),
    "asks quietly": ("import sys\nprint(repr(sys.stdin.read()))", "asks for input"),
    "asks and hides it": ("try:\n    input()\nexcept EOFError:\n    pass", "asks for input"),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Expected | Unusable]:
    """All programs of both tables, in one go, so that each has many neighbours to spoil."""
    programs = [program for program, _ in (*USABLE.values(), *UNUSABLE.values())]
    return Oracle(sys.executable, tmp_path_factory.mktemp("cache"), silent, LIMITS).expect(programs)


@needs_fork
@pytest.mark.parametrize("name", USABLE)
def test_a_program_that(name: str, answers: dict[str, Expected | Unusable]) -> None:
    program, expected = USABLE[name]
    assert answers[program] == expected


@needs_fork
@pytest.mark.parametrize("name", UNUSABLE)
def test_no_case_is_a_program_that(name: str, answers: dict[str, Expected | Unusable]) -> None:
    program, reason = UNUSABLE[name]
    answer = answers[program]
    assert isinstance(answer, Unusable), answer
    assert answer.reason.startswith(reason)


def test_without_fork_the_answers_are_the_same(tmp_path: Path) -> None:
    limits = Limits(wall_seconds=5, output_bytes=2000, fork=False)
    names = ["prints", "prints other scripts", "divides by zero", "exits", "sees no file", "traces"]
    programs = [USABLE[name][0] for name in names] + ["import os\nos._exit(3)", "input()", "x ="]
    assert list(Oracle(sys.executable, tmp_path, silent, limits).expect(programs).values()) == [
        *(USABLE[name][1] for name in names),
        Unusable("ended its process with status 3"),
        Unusable("asks for input"),
        Unusable("does not compile: SyntaxError line 1"),
    ]
