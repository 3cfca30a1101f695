"""How many cases a second a board does, and how much of that time is not the board's own.

    python -m harness.tests.bench_throughput [BOARD...] [-- PYTEST ARGUMENTS]

The board's own time is what passes inside its link and its place: waiting for its answers, pacing
what is sent to it, resetting it.  The rest is the harness, pytest and Python.  Starting up (the
reference's answers, the board's boot) is not in it.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from harness.item import SEATS


class Clock:
    """Adds up the time spent inside calls."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._running = False

    @contextmanager
    def running(self) -> Iterator[None]:
        if self._running:  # a call within a call is counted already
            yield
            return
        self._running, start = True, time.perf_counter()
        try:
            yield
        finally:
            self._running = False
            self.seconds += time.perf_counter() - start


class Timed:
    """A place or a link whose every call is on the clock."""

    def __init__(self, inner: Any, clock: Clock) -> None:  # noqa: ANN401
        self._inner = inner
        self._clock = clock

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        found = getattr(self._inner, name)
        return self._on_clock(found) if callable(found) else found

    def _on_clock(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:  # noqa: ANN401
            with self._clock.running():
                return call(*arguments)

        return timed


class Bench:
    """Puts the boards on the clock, as a pytest plugin."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.cases = 0
        self.wall_seconds = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Iterator[None]:
        for seat in session.config.stash[SEATS].values():
            board = seat._board  # noqa: SLF001
            contact = board._contact  # noqa: SLF001
            board.place = contact.place = Timed(board.place, self.clock)
            talk = contact.talk
            talk.link = Timed(talk.link, self.clock)
            sleep = talk.sleep
            talk.sleep = Timed(sleep, self.clock)._on_clock(sleep)  # noqa: SLF001
        self.cases = len(session.items)
        start = time.perf_counter()
        result = yield
        self.wall_seconds = time.perf_counter() - start
        return result


def main(arguments: list[str]) -> None:
    """Run the suite on each board and print a line for it."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    boards, options = arguments[:at] or ["wasm"], arguments[at + 1 :]
    for board in boards:
        bench = Bench()
        # The harness is imported before pytest can rewrite its asserts; it has none that count.
        quiet = ["-q", "--no-header", "--no-summary", "-Wignore::pytest.PytestAssertRewriteWarning"]
        pytest.main([f"--board={board}", *quiet, *options], [bench])
        own = bench.clock.seconds / bench.wall_seconds
        print(  # noqa: T201
            f"{board}: {bench.cases} cases in {bench.wall_seconds:.2f} s,"
            f" {bench.cases / bench.wall_seconds:.0f} cases/s;"
            f" not the board's own: {100 * (1 - own):.1f} %"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
