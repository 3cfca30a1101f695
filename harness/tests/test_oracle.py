"""The oracle against real interpreters: no program may lie, hang, or take another one along."""

import json
import os
import select
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Self

import pytest

from harness.errors import Misconfigured
from harness.observation import Expected
from harness.suite import reference
from harness.suite.oracle import BATCH, Limits, Oracle, Unusable

EXCEPTION = ("Exception", "BaseException")
LIMITS = Limits(cpu_seconds=0.5, output_bytes=2000, memory_bytes=512 << 20)
DIES = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nprint('gone')\n"

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def silent(_done: int, _total: int) -> None:
    """Draws nothing."""


def ask(program: str, cache: Path, limits: Limits = LIMITS) -> Expected | Unusable:
    return Oracle(sys.executable, cache, silent, limits).expect([program])[program]


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


@needs_fork
def test_programs_see_nothing_of_each_other(tmp_path: Path) -> None:
    leaves = "import os\nopen('left', 'w').close()\nos.x = 1\nprint(os.listdir())"
    looks = "import os\nprint(os.listdir(), hasattr(os, 'x'))"
    answers = Oracle(sys.executable, tmp_path, silent).expect([leaves, looks, leaves + "\n"])
    assert [answer.output for answer in answers.values() if isinstance(answer, Expected)] == [
        "['left']\n",
        "[] False\n",
        "['left']\n",
    ]


@needs_fork
def test_a_process_that_a_program_leaves_is_ended(tmp_path: Path) -> None:
    with Trace(tmp_path) as trace:
        leaves = (
            f"import os\nr, w = os.pipe()\nif os.fork():\n    os.read(r, 1)\nelse:{trace.stays}"
        )
        assert ask(leaves, tmp_path) == Expected("")
        assert trace.rest() == b"+" * 2  # once per seed


@needs_fork
def test_a_worker_that_is_ended_takes_its_program_along(tmp_path: Path) -> None:
    command = [sys.executable, *reference.FLAGS, reference.__file__, json.dumps(asdict(LIMITS))]
    with (
        Trace(tmp_path) as trace,
        subprocess.Popen(
            command,
            cwd=tmp_path,
            env={"PYTHONHASHSEED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as worker,
    ):
        assert worker.stdin is not None
        worker.stdin.write(json.dumps(f"import os\nw = 2\nif 1:{trace.stays}").encode() + b"\n")
        worker.stdin.flush()
        trace.wait()
        worker.terminate()
        assert trace.rest() == b""


class Trace:
    """A pipe that shows whether processes are alive: it ends when the last one has gone."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "trace"
        # A stretch of program: makes its process known, then writes again should it be let.
        self.stays = (
            f"\n    import time\n    trace = os.open({str(self._path)!r}, os.O_WRONLY)"
            "\n    os.write(trace, b'+')\n    os.write(w, b'!')"
            "\n    time.sleep(50)\n    os.write(trace, b'alive')"
        )

    def __enter__(self) -> Self:
        os.mkfifo(self._path)
        self._pipe = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK)
        os.set_blocking(self._pipe, True)
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._pipe)

    def wait(self) -> None:
        """Wait for a process to make itself known."""
        select.select([self._pipe], [], [])
        assert os.read(self._pipe, 1) == b"+"

    def rest(self) -> bytes:
        """All that processes write until the last one has gone."""
        return b"".join(iter(lambda: os.read(self._pipe, 100), b""))


LATE = "did not end within 0.4 s"
SLEEPS = "import time\nwhile True: time.sleep(50)"
PASSING = {
    "sleeps": (SLEEPS, LATE),
    "stops": ("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", LATE),
    "waits": ("import _thread\nlock = _thread.allocate_lock()\nwith lock: lock.acquire()", LATE),
    "waits for a thread": (
        (
            "import threading\nlock = threading.Lock()\nlock.acquire()\n"
            "threading.Thread(target=lock.acquire).start()"
        ),
        LATE,
    ),
    "is killed": ("import os\nos.kill(os.getpid(), 9)", "the reference died with signal 9"),
}


@needs_fork
@pytest.mark.parametrize("name", PASSING)
def test_what_a_busy_system_may_do_is_not_kept_of_a_program_that(name: str, tmp_path: Path) -> None:
    program, reason = PASSING[name]
    seen: list[tuple[int, int]] = []
    limits = Limits(wall_seconds=0.4)
    oracle = Oracle(sys.executable, tmp_path, lambda *at: seen.append(at), limits)
    for _ in range(2):
        assert oracle.expect([program]) == {program: Unusable(reason)}
    assert seen == [(0, 1), (1, 1)] * 2


@needs_fork
def test_a_program_that_kills_the_worker_takes_no_other_along(tmp_path: Path) -> None:
    answers = Oracle(sys.executable, tmp_path, silent).expect(["print(1)", DIES, "print(2)"])
    assert answers == {
        "print(1)": Expected("1\n"),
        DIES: Unusable("the reference's worker died with it"),
        "print(2)": Expected("2\n"),
    }


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


def test_without_fork_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    limits = Limits(wall_seconds=0.5, fork=False)
    assert ask(SLEEPS, tmp_path, limits) == Unusable("did not end within 0.5 s")


def test_what_is_known_is_not_run_again(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    programs = ["print(1)", "x =", "print(1)"]
    asked = [
        Oracle(sys.executable, tmp_path, lambda *at: seen.append(at)).expect(programs)
        for _ in range(2)
    ]
    assert asked[0] == asked[1]
    assert seen == [(0, 2), (1, 2), (2, 2), (2, 2)]


def test_other_limits_are_another_question(tmp_path: Path) -> None:
    program = "print('x' * 100)"
    assert ask(program, tmp_path) == Expected("x" * 100 + "\n")
    short = Limits(output_bytes=50)
    assert ask(program, tmp_path, short) == Unusable("prints more than 50 bytes")


def test_output_of_exactly_the_limit_is_kept(tmp_path: Path) -> None:
    limits = Limits(output_bytes=11)
    assert ask("print('x' * 10)", tmp_path, limits) == Expected("x" * 10 + "\n")
    assert ask("print('x' * 11)", tmp_path, limits) == Unusable("prints more than 11 bytes")


def test_an_interrupted_run_keeps_what_it_had(tmp_path: Path) -> None:
    def interrupt(done: int, _total: int) -> None:
        if done == BATCH + 1:
            raise KeyboardInterrupt

    programs = [f"print({n})" for n in range(BATCH + 2)]
    with pytest.raises(KeyboardInterrupt):
        Oracle(sys.executable, tmp_path, interrupt).expect(programs)
    seen: list[tuple[int, int]] = []
    Oracle(sys.executable, tmp_path, lambda *at: seen.append(at)).expect(programs)
    assert seen[0] == (BATCH, BATCH + 2)


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    litters = "import os, tempfile\nopen('a', 'w').close()\nos.mkdir('b')\ntempfile.mkdtemp()"
    assert ask(litters, tmp_path / "cache") == Expected("")
    assert list(scratch.iterdir()) == []


def spoil_all(file: Path) -> None:
    file.write_bytes(b"not a database" * 100)


def spoil_the_middle(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:100] + b"\xa5" * (len(content) - 100))


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def spoil_the_answers(file: Path) -> None:
    database = sqlite3.connect(file)
    with database:
        database.execute("UPDATE answers SET answer = '{}'")
    database.close()


@pytest.mark.parametrize("spoil", [spoil_all, spoil_the_middle, cut_short, spoil_the_answers])
def test_a_damaged_cache_costs_only_time(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    programs = [f"print('{n}' * 90)" for n in range(60)]
    before = Oracle(sys.executable, tmp_path, silent).expect(programs)
    (file,) = tmp_path.iterdir()
    spoil(file)
    for _ in range(2):
        assert Oracle(sys.executable, tmp_path, silent).expect(programs) == before
    kept = Oracle(sys.executable, tmp_path, silent).expect(programs[:1])
    assert kept == {programs[0]: before[programs[0]]}


def test_a_damaged_cache_is_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "oracle-1.sqlite3"
    spoil_all(file)
    damaged = file.read_bytes()
    assert ask("print(1)", tmp_path) == Expected("1\n")
    assert (tmp_path / "oracle-1.damaged").read_bytes() == damaged


def test_several_processes_share_a_cache(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom harness.suite.oracle import Oracle\n"
        "programs = [f'print({n})' for n in range(80)]\n"
        "oracle = Oracle(sys.executable, Path(sys.argv[1]), lambda *_: None)\n"
        "print([answer.output for answer in oracle.expect(programs).values()])"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with ThreadPoolExecutor() as pool:
        runs = list(pool.map(lambda _: subprocess.check_output(command), range(3)))
    assert {run.decode() for run in runs} == {str([f"{n}\n" for n in range(80)]) + "\n"}


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Misconfigured, match=r"file.*choose another cache folder"):
        ask("print(1)", tmp_path / "file")


def test_the_reference_says_what_it_is(tmp_path: Path) -> None:
    oracle = Oracle(sys.executable, tmp_path, silent)
    assert oracle.version == sys.version.split()[0]
    assert oracle.implementation.lower() == sys.implementation.name
    assert oracle.identity.startswith(f"{oracle.implementation} ")
    assert oracle.version in oracle.identity


def script(folder: Path, text: str) -> str:
    path = folder / "launcher"
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return str(path)


def test_a_launcher_may_need_the_environment(tmp_path: Path) -> None:
    os.environ["ONBOARD_TEST"] = sys.executable
    try:
        launcher = script(tmp_path, 'exec "${ONBOARD_TEST:?}" "$@"')
        answers = Oracle(launcher, tmp_path / "cache", silent).expect(["print(1)"])
    finally:
        del os.environ["ONBOARD_TEST"]
    assert answers == {"print(1)": Expected("1\n")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("echo hello", r"is no Python \(exit status 0\); name a Python 3.8 or newer"),
        ("echo 'no such version' >&2; exit 127", r"is no Python \(no such version\)"),
        ("""echo '["2.7.18", [2, 7], "/x", "CPython", []]'""", "is Python 2.7.18; name a Python"),
        ("""echo '["3.9.1", [3, 9], "/bin/false", "CPython", []]'""", "runs no programs"),
    ],
)
def test_what_cannot_be_a_reference_is_told(tmp_path: Path, text: str, message: str) -> None:
    oracle = Oracle(script(tmp_path, text), tmp_path / "cache", silent)
    with pytest.raises(Misconfigured, match=message) as caught:
        oracle.expect(["print(1)"])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["no-such-python", "/no/such/python", os.curdir])
def test_a_reference_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(Misconfigured, match="no such program; name a Python"):
        _ = Oracle(name, tmp_path, silent).version


@needs_fork
@pytest.mark.parametrize("command", ["python3.8", "python3.12", "python3.13", "pypy3"])
def test_other_references_answer_alike(tmp_path: Path, command: str) -> None:
    oracle = Oracle(command, tmp_path, silent, Limits(memory_bytes=4 << 30))
    try:
        version = oracle.version
    except Misconfigured as error:
        pytest.skip(str(error))
    program = "import sys\nprint(sys.version.split()[0])\n{}['a']"
    bases = ("KeyError", "LookupError", *EXCEPTION)
    unstable = "print({'a', 'b', 'c', 'd', 'e'})"
    answers = oracle.expect([program, unstable, "input()", DIES])
    assert answers[program] == Expected(f"{version}\n", bases, "'a'")
    assert isinstance(answers[unstable], Unusable) or oracle.implementation == "PyPy"
    assert answers["input()"] == Unusable("asks for input")
    assert answers[DIES] == Unusable("the reference's worker died with it")
