"""Any desktop Python as a board: what its programs find, and that none of it outlives its board."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness.board.board import Board
from harness.board.execute import run_case
from harness.board.probe import probe
from harness.errors import Misconfigured
from harness.farm.target import parse_target
from harness.observation import Ending, Expected
from harness.verdict import Word, raised

desktop = pytest.importorskip("harness.emulator.desktop", reason="needs fork")

DEADLINE_SECONDS = 20.0  # for what ends by itself
PATIENCE_SECONDS = 20.0  # for processes to end
SLEEPERS = """\
import os, time
print(os.getpid(), flush=True)
if os.fork() == 0:
    print(os.getpid(), flush=True)
time.sleep(1000)
"""
HOST = """\
import sys, time
from pathlib import Path
from harness.board.board import Board
from harness.emulator.desktop import DesktopPlace
place = DesktopPlace("python:", sys.executable)
board = Board(place)
board.start()
talk = board._contact.talk
board._contact.make_fresh()
board._repl.submit(sys.argv[1].encode())
print(talk.link._process.pid)
while board._repl.output.count(b"\\n") < 2:
    talk.expect(Exception, 0.05)
print(board._repl.output.decode(), end="")
print(place._scratch.name, flush=True)
time.sleep(1000)
"""


@pytest.fixture(scope="module")
def board() -> Iterator[Board]:
    board = Board(desktop.DesktopPlace("python:this", sys.executable))
    try:
        board.start()
        yield board
    finally:
        board.close()


def printed(board: Board, *programs: str) -> str:
    """What the last of these programs prints, all of them sharing one fresh state."""
    seen = board.execute(programs[0].encode(), DEADLINE_SECONDS)
    for program in programs[1:]:
        seen = board.go_on(program.encode(), DEADLINE_SECONDS)
    assert (seen.ending, seen.traceback) == (Ending.FINISHED, b"")
    return seen.output.decode()


def test_it_says_what_it_is(board: Board) -> None:
    facts = probe(board)
    release = ".".join(map(str, sys.implementation.version[:3]))
    assert (facts["implementation"], facts["version"]) == (sys.implementation.name, release)
    assert {"json", "sys", "asyncio"} <= set(facts["modules"])  # type: ignore[arg-type]
    assert (facts["raw_paste"], facts["heap_bytes"]) == (True, None)
    assert board.heap_bytes_at_rest is None


@pytest.mark.parametrize(
    ("program", "name", "message"),
    [
        ("1/0", "ZeroDivisionError", "division by zero"),
        ("class E(Exception): pass\ndef f(): raise E('a\\n b')\nf()", "E", "a"),
        ("raise ValueError", "ValueError", ""),
        ("import json\njson.loads('{')", "JSONDecodeError", None),
        ("raise ExceptionGroup('g', [ValueError(1)])", "ExceptionGroup", "g (1 sub-exception)"),
        ("try: 1/0\nfinally: raise KeyError(1)", "KeyError", "1"),
        ("x = = 1", "SyntaxError", None),
        ("x = [0] * 10**10", "MemoryError", ""),
        ("def f(): f()\nf()", "RecursionError", None),
        ("input()", "EOFError", None),
        ("import builtins\ndel builtins.str, builtins.isinstance\nx", "NameError", None),
        ("class E(Exception):\n __str__ = None\nraise E", "E", "<exception str() failed>"),
    ],
)
def test_an_uncaught_exception_is_told(
    board: Board, program: str, name: str, message: str | None
) -> None:
    seen = board.execute(program.encode(), DEADLINE_SECONDS)
    error = raised(seen.traceback)
    assert error is not None
    assert error.name == name
    assert message in {None, error.message}


def test_programs_of_one_state_share_their_names(board: Board) -> None:
    assert printed(board, "import sys\nx = [1]", "x.append(2)", "print(x, __name__)") == (
        "[1, 2] __main__\n"
    )


@pytest.mark.parametrize(
    ("leaves", "finds"),
    [
        ("x = 1", "print('x' in globals())"),
        ("import json", "import sys\nprint('json' in sys.modules)"),
        ("import string\nstring.digits = ''", "import string\nprint(string.digits == '')"),
        ("import builtins\nbuiltins.len = None", "print(len is None)"),
        ("import sys\nsys.setrecursionlimit(99)", "import sys\nprint(sys.getrecursionlimit()==99)"),
        ("open('f', 'w').close()", "import os\nprint('f' in os.listdir())"),
        ("import os\nos.environ['X'] = ''", "import os\nprint('X' in os.environ)"),
        ("import os\nos.close(0); os.close(1); os.close(2)", "print(1, end='')\nprint(False)"),
    ],
)
def test_a_reset_leaves_nothing(board: Board, leaves: str, finds: str) -> None:
    assert printed(board, leaves, "") == ""
    assert printed(board, finds).removeprefix("1") == "False\n"


def test_what_a_dead_state_still_prints_reaches_nobody(board: Board) -> None:
    babbles = "import os, time\nif os.fork() == 0:\n os.setsid()\n while 1: print('babble')"
    board.execute(babbles.encode(), DEADLINE_SECONDS)
    assert printed(board, "import time\ntime.sleep(0.1)\nprint('calm')") == "calm\n"


def test_nothing_of_the_server_is_to_be_seen(board: Board) -> None:
    finds = (
        "import os, sys\nprint([m for m in sys.modules if 'harness' in m], sys.path[0], sys.argv)"
    )
    assert printed(board, finds) == "[]  ['']\n"
    assert printed(board, "import os\nprint(os.open('f', os.O_CREAT), os.listdir())") == "3 ['f']\n"


def test_much_output_and_a_long_program_arrive_whole(board: Board) -> None:
    assert printed(board, "print('x' * 99 + '\\n' * 1, end='')\n" * 1000) == f"{'x' * 99}\n" * 1000
    assert printed(board, f"print(len('{'y' * 200_000}'))") == "200000\n"


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import os\nos._exit(3)", "ended with status 3"),
        ("import os\nos.abort()", "ended by SIGABRT"),
        ("import ctypes\nctypes.string_at(0)", "ended by SIGSEGV"),
        ("import os\nos.kill(os.getpid(), 9)", "ended by SIGKILL"),
    ],
)
def test_a_program_that_ends_its_process_is_a_crash(board: Board, program: str, said: str) -> None:
    outcome = run_case(board, "print('first')\n" + program, Expected("first\n"), DEADLINE_SECONDS)
    assert outcome.verdict.word is Word.CRASH
    assert said in outcome.verdict.detail
    assert outcome.seen.output == b"first\n"
    assert printed(board, "print('well')") == "well\n"


@pytest.mark.parametrize(
    ("program", "recoveries"),
    [
        ("while True: pass", ("interrupt",)),
        ("while True: print('flood ' * 99)", ("interrupt",)),
        (
            "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
            ("interrupt", "soft reset", "restart"),
        ),
    ],
)
def test_what_does_not_end_is_ended(
    board: Board, program: str, recoveries: tuple[str, ...]
) -> None:
    seen = board.execute(program.encode(), 0.3)
    assert (seen.ending, seen.recoveries) == (Ending.TIMEOUT, recoveries)
    assert printed(board, "print('well')") == "well\n"


def test_a_quiet_exit_is_no_exception(board: Board) -> None:
    assert printed(board, "print(1)\nraise SystemExit(2)\nprint(3)") == "1\n"


def test_a_boot_file_is_there_for_every_program(tmp_path: Path) -> None:
    boot = tmp_path / "boot.py"
    boot.write_text("import builtins\nbuiltins.answer = 42\n")
    board = Board(desktop.DesktopPlace("python:booted", sys.executable, boot))
    try:
        board.start()
        assert printed(board, "import builtins\nbuiltins.answer += 1\nprint(answer)") == "43\n"
        assert printed(board, "print(answer)") == "42\n"
    finally:
        board.close()


def test_it_is_a_board_of_the_command_line(tmp_path: Path) -> None:
    target = parse_target("python:python3.12", tmp_path)
    assert (target.kind, target.slug, target.plural) == ("desktop", "python-python3.12", True)
    with pytest.raises(Misconfigured, match="name an executable"):
        parse_target("python:", tmp_path)


@pytest.mark.parametrize(
    ("executable", "said"), [("no-such-python", "no such program"), ("true", "is no Python")]
)
def test_what_is_no_python_is_told_in_one_line(executable: str, said: str) -> None:
    with pytest.raises(Misconfigured, match=said) as caught:
        desktop.DesktopPlace(f"python:{executable}", executable)
    assert str(caught.value).startswith(f"python:{executable}: ")
    assert "\n" not in str(caught.value)


def is_gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def ends(pid: int) -> bool:
    """Tell whether a process ends in time; one that nobody has buried yet has ended."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.01)
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("victim", ["host", "server", "user"])
def test_no_process_outlives_its_board(victim: str) -> None:
    """The host is killed, the server is, or the user presses Ctrl-C."""
    host = subprocess.Popen([sys.executable, "-c", HOST, SLEEPERS], stdout=subprocess.PIPE)
    with host:
        assert host.stdout is not None
        server, child, grandchild = (int(host.stdout.readline()) for _ in range(3))
        scratch = Path(host.stdout.readline().decode().strip())
        assert not any(map(is_gone, (server, child, grandchild)))
        kill: dict[str, Callable[[], None]] = {
            "host": host.kill,
            "server": lambda: os.kill(server, signal.SIGKILL),
            "user": lambda: host.send_signal(signal.SIGINT),
        }
        kill[victim]()
        try:
            assert [ends(pid) for pid in (server, child, grandchild)] == [True] * 3
            if victim == "user":  # who clears away when all of them have ended
                host.wait(PATIENCE_SECONDS)
        finally:
            host.kill()
    if victim == "server":  # and then the host, so that nobody was left to clear it away
        shutil.rmtree(scratch)
    assert not scratch.exists()
