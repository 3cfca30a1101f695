"""What the reference Python says about programs.

Every program is run twice, in separate processes and under two hash seeds, and only what is the
same both times is an answer.  `worker` runs them, `answers` keeps what is known by the content of
the program; boards are unknown here but for what a raw REPL cannot carry.
"""

import hashlib
import json
import re
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

from harness.observation import Expected, Unusable
from harness.suite.answers import AnswerCache
from harness.suite.worker import Interpreter, Limits, Seen, Worker, open_worker, probe

ORACLE_VERSION = 1  # part of every cache key: raise it when the same program may get a new answer
LIMITS = Limits()  # for a run of a program, where nobody says otherwise
SEEDS = (1, 77)  # any two; changing them changes which programs are stable
BATCH = 32  # programs between two writes to the cache: what an interrupted run loses

_ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}", re.IGNORECASE)
_ESCAPED = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of other bytes
_CPU_SIGNALS = {
    getattr(signal, name) for name in ("SIGPROF", "SIGXCPU") if hasattr(signal, name)
}  # Windows has neither


class Oracle:
    """The reference Python named by `executable`, a path or a command, with its answers kept.

    `cache` is a folder, made where it is missing, that any number of processes may share.
    `progress` is called with the number of programs answered and the number asked about.  Methods
    raise `Misconfigured` where the executable is no Python or the folder cannot be used.
    """

    def __init__(
        self,
        executable: str,
        cache: Path,
        progress: Callable[[int, int], None],
        limits: Limits = LIMITS,
    ) -> None:
        self._executable = executable
        self._folder = cache
        self._progress = progress
        self._limits = limits

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
        keys = {program: self._key(program) for program in programs}
        with closing(AnswerCache(self._folder)) as cache:
            kept = cache.read(list(keys.values()))
            answers = {program: kept[key] for program, key in keys.items() if key in kept}
            missing = [program for program in keys if program not in answers]
            self._progress(len(answers), len(keys))
            with ExitStack() as stack:
                workers = [
                    stack.enter_context(open_worker(self._about.path, seed, self._limits))
                    for seed in SEEDS
                    if missing
                ]
                for start in range(0, len(missing), BATCH):
                    lasting = {}
                    for program in missing[start : start + BATCH]:
                        both = _ask(workers, program)
                        answers[program] = _judge(both, self._limits)
                        if all(isinstance(seen, Seen) and seen.lasts for seen in both):
                            lasting[keys[program]] = answers[program]
                        self._progress(len(answers), len(keys))
                    cache.write(lasting)
        return {program: answers[program] for program in keys}

    @cached_property
    def _about(self) -> Interpreter:
        return probe(self._executable)

    @cached_property
    def _salt(self) -> str:
        return json.dumps([ORACLE_VERSION, self.identity, SEEDS, asdict(self._limits)])

    def _key(self, program: str) -> str:
        content = program.encode("utf-8", "surrogatepass")
        return hashlib.sha256(self._salt.encode() + b"\0" + content).hexdigest()


def _ask(workers: Sequence[Worker], program: str) -> list[Seen | Unusable]:
    """Run a program on all workers, side by side."""
    for worker in workers:
        worker.send(program)
    return [worker.receive() for worker in workers]


def _judge(both: Sequence[Seen | Unusable], limits: Limits) -> Expected | Unusable:
    one, other = (_told(seen, limits) for seen in both)
    if isinstance(one, Unusable):
        return one
    if isinstance(other, Unusable):
        return other
    if one.output != other.output:
        return Unusable("prints different things under two hash seeds")
    if one != other:
        return Unusable("ends differently under two hash seeds")
    return one


def _told(seen: Seen | Unusable, limits: Limits) -> Expected | Unusable:
    """Say what one run by itself amounts to."""
    if isinstance(seen, Unusable):
        return seen
    for reason in _faults(seen, limits):
        return Unusable(reason)
    return Expected(seen.output, tuple(seen.names), seen.message)


def _faults(seen: Seen, limits: Limits) -> Iterator[str]:
    """Why no board could be held to this; the first reason is the one to tell."""
    text = seen.output + seen.message
    if len(text.encode("utf-8", "surrogatepass")) > limits.output_bytes:
        yield f"prints more than {limits.output_bytes} bytes"
    if seen.late:
        yield f"did not end within {limits.wall_seconds:g} s"
    if seen.report is None:
        yield _end(seen.ended, limits)
    if seen.how == "does not compile":
        yield f"does not compile: {seen.names[0]} line {seen.message}"
    if seen.how == "asked for input":
        yield "asks for input"
    if _ESCAPED.search(seen.output):
        yield "prints bytes that are not UTF-8"
    if "\4" in text:
        yield "prints the character U+0004, which ends a raw REPL frame"
    if _ADDRESS.search(text):
        yield "prints an address (0x...)"


def _end(ended: int, limits: Limits) -> str:
    if -ended in _CPU_SIGNALS:
        return f"needed more than {limits.cpu_seconds:g} s of CPU"
    if ended < 0:
        return f"the reference died with signal {-ended}"
    return f"ended its process with status {ended}"
