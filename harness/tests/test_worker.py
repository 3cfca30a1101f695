"""Workers against a real interpreter: no program may hang one, or leave anything behind."""

import os
import select
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from harness.observation import Unusable
from harness.suite.worker import Limits, Question, Seen, Worker, open_worker, probe

PYTHON = sys.executable
SEED = 1
SLEEPS = "import time\nwhile True: time.sleep(50)"
STOPS = "import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\n"

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture
def worker() -> Iterator[Worker]:
    with open_worker(PYTHON, SEED, Limits()) as worker:
        yield worker


def question(*steps: str, fenced: bool = False) -> Question:
    return Question((steps,), fenced)


def run(worker: Worker, program: str) -> Seen | Unusable:
    worker.send([question(program)])
    return received(worker)


def received(worker: Worker) -> Seen | Unusable:
    answer = worker.receive()
    return answer if isinstance(answer, Unusable) else answer[0]


def printed(*texts: str) -> Seen:
    return Seen(list(texts), late=False, ended=0, report=["ran", ""])


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


@needs_fork
def test_programs_see_nothing_of_each_other(worker: Worker) -> None:
    leaves = "import os\nopen('left', 'w').close()\nos.x = 1\nprint(os.listdir())"
    looks = "import os\nprint(os.listdir(), hasattr(os, 'x'))"
    seen = [run(worker, program) for program in (leaves, looks, leaves)]
    assert seen == [printed("['left']\n"), printed("[] False\n"), printed("['left']\n")]


def test_programs_see_nothing_of_the_users_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "theirs")
    monkeypatch.setenv("HOME", "theirs")
    with open_worker(PYTHON, SEED, Limits()) as worker:
        program = "import os, sys\nprint('theirs' in [*os.environ.values(), *sys.path])"
        assert run(worker, program) == printed("False\n")


@needs_fork
def test_a_process_that_a_program_leaves_is_ended(worker: Worker, tmp_path: Path) -> None:
    with Trace(tmp_path) as trace:
        leaves = (
            f"import os\nr, w = os.pipe()\nif os.fork():\n    os.read(r, 1)\nelse:{trace.stays}"
        )
        assert run(worker, leaves) == printed("")
        assert trace.rest() == b"+"


@needs_fork
def test_a_worker_that_is_ended_takes_its_program_along(tmp_path: Path) -> None:
    with Trace(tmp_path) as trace:
        with open_worker(PYTHON, SEED, Limits()) as worker:
            worker.send([question(f"import os\nw = 2\nif 1:{trace.stays}")])
            trace.wait()
        assert trace.rest() == b""


@needs_fork
def test_a_program_that_kills_the_worker_takes_no_other_along(worker: Worker) -> None:
    kills = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nprint('gone')\n"
    assert [run(worker, program) for program in ("print(1)", kills, "print(2)")] == [
        printed("1\n"),
        Unusable("the reference's worker died with it"),
        printed("2\n"),
    ]


@needs_fork
def test_what_waits_behind_a_program_that_kills_the_worker_is_answered(worker: Worker) -> None:
    kills = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\n"
    worker.send([question(program) for program in ("print(1)", kills, "print(2)", kills)])
    worker.send([question("print(3)")])
    died = Unusable("the reference's worker died with it")
    seen = [received(worker) for _ in range(5)]
    assert seen == [printed("1\n"), died, printed("2\n"), died, printed("3\n")]


@needs_fork
def test_what_waits_behind_a_program_that_stops_the_worker_is_answered() -> None:
    with open_worker(PYTHON, SEED, Limits(wall_seconds=0.5, margin_seconds=0.5)) as worker:
        worker.send([question(STOPS), question("print(2)")])
        assert received(worker) == Unusable("the reference's worker hung with it")
        assert received(worker) == printed("2\n")


def test_runs_of_a_question_end_with_the_first_that_fails(worker: Worker) -> None:
    worker.send([Question((("print(1)",), ("print(2)", "1/0", "print(3)"), ("print(4)",)))])
    answer = worker.receive()
    assert not isinstance(answer, Unusable)
    assert [seen.outputs for seen in answer] == [["1\n"], ["2\n", ""]]


@needs_fork
def test_fenced_programs_find_an_empty_folder_and_the_output_of_no_other(worker: Worker) -> None:
    looks = question("import os\nprint(os.path.exists('../left'))", fenced=True)
    prints = question("print('long')", "1/0", fenced=True)
    free = question("import os\nprint(os.listdir())\nopen('../left', 'w').close()")
    worker.send([looks, prints, looks, free, looks])
    seen = [received(worker) for _ in range(5)]
    assert [one.outputs for one in seen if isinstance(one, Seen)] == [
        ["False\n"],
        ["long\n", ""],
        ["False\n"],
        ["[]\n"],
        ["True\n"],
    ]


@needs_fork
def test_a_program_that_stops_the_worker_holds_no_other_up(tmp_path: Path) -> None:
    limits = Limits(wall_seconds=0.5, margin_seconds=0.5)
    with Trace(tmp_path) as trace, open_worker(PYTHON, SEED, limits) as worker:
        assert run(worker, STOPS) == Unusable("the reference's worker hung with it")
        stays = f"{STOPS}w = 2\nif 1:{trace.stays}"
        assert run(worker, stays) == Unusable("the reference's worker hung with it")
        assert trace.rest() == b"+"
        assert run(worker, "print(2)") == printed("2\n")


@needs_fork
def test_a_stopped_worker_may_leave_a_request_unread() -> None:
    with open_worker(PYTHON, SEED, Limits(wall_seconds=0.5, margin_seconds=0.5)) as worker:
        seen = run(worker, "import os\nprint(os.getppid())")
        assert isinstance(seen, Seen)
        os.kill(int(seen.output), signal.SIGSTOP)
        more_than_a_pipe_holds = "#" * (1 << 20)
        hung = Unusable("the reference's worker hung with it")
        assert run(worker, more_than_a_pipe_holds) == hung
        assert run(worker, "print(2)") == printed("2\n")


def test_without_fork_a_program_that_hangs_is_ended() -> None:
    with open_worker(PYTHON, SEED, Limits(wall_seconds=0.5, fork=False)) as worker:
        seen = run(worker, SLEEPS)
    assert isinstance(seen, Seen)
    assert seen.late
    assert not seen.lasts


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    litters = "import os, tempfile\nopen('a', 'w').close()\nos.mkdir('b')\ntempfile.mkdtemp()"
    with open_worker(PYTHON, SEED, Limits()) as worker:
        assert run(worker, litters) == printed("")
        assert list(tmp_path.iterdir()) != []
    assert list(tmp_path.iterdir()) == []


def test_an_interpreter_says_what_it_is() -> None:
    found = probe(PYTHON)
    assert Path(found.path).samefile(PYTHON)
    assert found.version == sys.version.split()[0]
    assert found.implementation.lower() == sys.implementation.name
