"""What the reference Python says about programs.

Every program is run twice, in separate processes and under two hash seeds, and only what is the
same both times is an answer.  `worker` runs them, `judgement` decides what is no answer, `answers`
keeps what is known by the content of the program; boards are unknown here.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from harness.observation import Expected, Unusable
from harness.suite.answers import AnswerCache
from harness.suite.judgement import Both, judge, judge_steps, lasts
from harness.suite.worker import Interpreter, Limits, Question, Worker, open_worker, probe

ORACLE_VERSION = 1  # part of every cache key: raise it when the same program may get a new answer
STEPS_VERSION = 1  # the same for programs in steps
LIMITS = Limits()  # for a run of a program, where nobody says otherwise
# In steps: what waits for ten times as long as it may compute is not held up by others.
STEPS_LIMITS = Limits(cpu_seconds=2, wall_seconds=20)
SEEDS = (1, 77)  # any two; changing them changes which programs are stable
BATCH = 32  # programs between two writes to the cache: what an interrupted run loses

_Answer = TypeVar("_Answer", Expected, tuple[str, ...])


class Oracle:
    """The reference Python named by `executable`, a path or a command, with its answers kept.

    `cache` is a folder, made where it is missing, that any number of processes may share.
    `progress` is called with the number of programs answered and the number asked about.
    `limits` are for whole programs, `steps_limits` for those in steps.  Methods raise
    `Misconfigured` where the executable is no Python or the folder cannot be used.
    """

    def __init__(
        self,
        executable: str,
        cache: Path,
        progress: Callable[[int, int], None],
        limits: Limits = LIMITS,
        steps_limits: Limits = STEPS_LIMITS,
    ) -> None:
        self._executable = executable
        self._folder = cache
        self._progress = progress
        self._limits = limits
        self._steps_limits = steps_limits
        self._awake: ExitStack | None = None  # what ends the processes that are kept
        self._workers: dict[Limits, Sequence[Worker]] = {}

    @property
    def version(self) -> str:
        """The language version that the reference claims, as in `3.11.7`."""
        return self._about.version

    @property
    def implementation(self) -> str:
        """`CPython`, `PyPy`..."""
        return self._about.implementation

    @property
    def identity(self) -> str:
        """Implementation and full version, the same on every platform."""
        return f"{self.implementation} {self._about.release} ({self.version})"

    def expect(self, programs: Iterable[str]) -> dict[str, Expected | Unusable]:
        """Answer every program, by its text: from the cache, else from the reference."""
        limits = self._limits
        salt = json.dumps([ORACLE_VERSION, self.identity, SEEDS, asdict(limits)])
        keys = {program: _key(salt, program) for program in programs}
        questions = {key: Question(((program,),)) for program, key in keys.items()}
        answers = self._ask(questions, limits, judge)
        return {program: answers[key] for program, key in keys.items()}

    def expect_steps(
        self, cases: Iterable[tuple[str, ...]]
    ) -> dict[tuple[str, ...], tuple[str, ...] | Unusable]:
        """Answer every case, by its steps' sources, with what each step prints.

        A case is run whole, its steps joined by newlines, and then step by step in one `__main__`.
        One that raises, that does not print the same both ways, or that needs files, the network,
        subprocesses or threads is unusable.
        """
        limits = self._steps_limits
        salt = json.dumps(["steps", STEPS_VERSION, self.identity, SEEDS, asdict(limits)])
        keys = {steps: _key(salt, json.dumps(steps)) for steps in cases}
        questions = {
            key: Question((("\n".join(steps) + "\n",), steps), fenced=True)
            for steps, key in keys.items()
        }
        answers = self._ask(questions, limits, judge_steps)
        return {steps: answers[key] for steps, key in keys.items()}

    @contextmanager
    def kept_awake(self) -> Iterator[ExitStack]:
        """Keep the reference's processes between questions, for who asks one at a time."""
        if self._awake is not None:
            yield self._awake
            return
        with ExitStack() as stack:
            self._awake = stack
            try:
                yield stack
            finally:
                self._awake, self._workers = None, {}

    def _workers_within(self, awake: ExitStack, limits: Limits) -> Sequence[Worker]:
        """Give a worker under each seed; they end as `awake` does."""
        if limits not in self._workers:
            path = self._about.path
            opened = [awake.enter_context(open_worker(path, seed, limits)) for seed in SEEDS]
            self._workers[limits] = opened
        return self._workers[limits]

    def _ask(
        self,
        questions: dict[str, Question],
        limits: Limits,
        say: Callable[[Both, Limits], _Answer | Unusable],
    ) -> dict[str, _Answer | Unusable]:
        """Answer every question, by its key in the cache: one key is of one kind of answer."""
        with closing(AnswerCache(self._folder)) as cache:
            answers = cast("dict[str, _Answer | Unusable]", cache.read(questions))
            missing = [key for key in questions if key not in answers]
            self._progress(len(answers), len(questions))
            with self.kept_awake() as awake:
                workers = self._workers_within(awake, limits) if missing else ()
                for start in range(0, len(missing), BATCH):
                    batch = missing[start : start + BATCH]
                    lasting = {}
                    for worker in workers:
                        worker.send([questions[key] for key in batch])
                    for key in batch:
                        both = [worker.receive() for worker in workers]
                        answers[key] = say(both, limits)
                        if lasts(both, waited=questions[key].fenced):
                            lasting[key] = answers[key]
                        self._progress(len(answers), len(questions))
                    cache.write(lasting)
        return answers

    @cached_property
    def _about(self) -> Interpreter:
        return probe(self._executable)


def _key(salt: str, content: str) -> str:
    return hashlib.sha256(f"{salt}\0{content}".encode("utf-8", "surrogatepass")).hexdigest()
