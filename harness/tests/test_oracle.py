"""The oracle's promises: what it keeps, what it asks again, which references it can have."""

import os
import sys
from pathlib import Path

import pytest

from harness.errors import Misconfigured
from harness.observation import Expected, Unusable
from harness.suite.oracle import BATCH, LIMITS, Oracle
from harness.suite.worker import Limits

DIES = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nprint('gone')\n"

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def silent(_done: int, _total: int) -> None:
    """Draws nothing."""


def ask(program: str, cache: Path, limits: Limits = LIMITS) -> Expected | Unusable:
    return Oracle(sys.executable, cache, silent, limits).expect([program])[program]


LATE = "did not end within 0.4 s"
PASSING = {
    "sleeps": ("import time\nwhile True: time.sleep(50)", LATE),
    "stops": ("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", LATE),
    "waits": ("import _thread\nlock = _thread.allocate_lock()\nwith lock: lock.acquire()", LATE),
    "waits for a thread": (
        (
            "import threading\nlock = threading.Lock()\nlock.acquire()\n"
            "threading.Thread(target=lock.acquire).start()"
        ),
        LATE,
    ),
    "stops the worker": (
        "import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)",
        "the reference's worker hung with it",
    ),
    "is killed": ("import os\nos.kill(os.getpid(), 9)", "the reference died with signal 9"),
    "kills the worker": (DIES, "the reference's worker died with it"),
}


@needs_fork
@pytest.mark.parametrize("name", PASSING)
def test_what_a_busy_system_may_do_is_not_kept_of_a_program_that(name: str, tmp_path: Path) -> None:
    program, reason = PASSING[name]
    seen: list[tuple[int, int]] = []
    limits = Limits(wall_seconds=0.4, margin_seconds=1)
    oracle = Oracle(sys.executable, tmp_path, lambda *at: seen.append(at), limits)
    for _ in range(2):
        assert oracle.expect([program]) == {program: Unusable(reason)}
    assert seen == [(0, 1), (1, 1)] * 2


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
    bases = ("KeyError", "LookupError", "Exception", "BaseException")
    unstable = "print({'a', 'b', 'c', 'd', 'e'})"
    answers = oracle.expect([program, unstable, "input()", DIES])
    assert answers[program] == Expected(f"{version}\n", bases, "'a'")
    assert isinstance(answers[unstable], Unusable) or oracle.implementation == "PyPy"
    assert answers["input()"] == Unusable("asks for input")
    assert answers[DIES] == Unusable("the reference's worker died with it")


@needs_fork
def test_the_references_processes_are_kept_only_while_they_are_wanted(tmp_path: Path) -> None:
    def workers() -> list[str]:
        return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()

    oracle = Oracle(sys.executable, tmp_path, silent)
    before = workers()
    with oracle.kept_awake():
        oracle.expect(["print(1)"])
        kept = workers()
        oracle.expect(["print(2)"])
        assert workers() == kept
        with oracle.kept_awake():
            assert oracle.expect([DIES])[DIES] == Unusable(PASSING["kills the worker"][1])
        assert len(workers()) == len(kept) == len(before) + 2
        assert oracle.expect(["print(3)"]) == {"print(3)": Expected("3\n")}
    assert workers() == before
    oracle.expect(["print(4)"])
    assert workers() == before
