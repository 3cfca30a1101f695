"""How long exports take, and how large they are: 8 boards x 5,000 cases, half of them no match.

    python -m harness.tests.bench_exports [--boards N] [--cases N]

Makes such runs in memory, each with one before it, writes every kind, merges the boards' JUnit
files once more with junitparser's own means, and prints the summary's size.
"""

import argparse
import io
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from junitparser.xunit2 import JUnitXml

from harness.commands.exporting import KINDS, exporter_of
from harness.exports.junit import MERGED
from harness.history.record import Record, Result
from harness.history.standing import Standing, Standings
from harness.report.summary import summary_page
from harness.tests.standings import standing
from harness.tests.test_comparison import run
from harness.verdict import Word

WORDS = (Word.MATCH, Word.UNSUPPORTED, Word.DIFFER, Word.CRASH, Word.FLAKY)
SHARES = (50, 35, 13, 1, 1)


def made(name: str, cases: int, seed: int) -> Record:
    """Make a run as large as real ones are."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    results = []
    for number in range(cases):
        word = chance.choices(WORDS, SHARES)[0]
        text = "" if word is Word.MATCH else f"line 3: expected '{number}', seen 'None' <x&y>"
        results.append(
            Result(
                f"test_{number // 100}.Test.test_{number}", f"{number:016x}",
                f"cpython-builtins/test_{number // 100}", word, text, known=chance.random() < 0.5,
                heap_before=480, heap_uncollected=480 + 16 * chance.randrange(900),
                heap_collected=480 + 16 * chance.randrange(500), work=chance.randrange(1_000_000),
                host_seconds=chance.random(), assertions=5, matched=chance.randrange(6),
                expected=10 * f"{text}\n", seen=11 * f"{text}\n",
            )
        )  # fmt: skip
    return run(*results, board=name)


def timed(what: str, action: Callable[[], Sequence[bytes]]) -> Sequence[bytes]:
    """Time what gives files, and print it with their sizes; a busy host counts in one time only."""
    began, worked = time.perf_counter(), time.process_time()
    files = action()
    took = f"{time.perf_counter() - began:6.2f} s ({time.process_time() - worked:5.2f} s of work)"
    size = sum(map(len, files)) / 1e6
    print(f"{what:40} {took}  {len(files):3} files {size:6.2f} MB", flush=True)  # noqa: T201
    return files


def written(kind: str, boards: Sequence[Standing]) -> list[bytes]:
    """Give the files of a kind."""
    return [data for _, data in exporter_of(kind)(boards)]


def merged(files: Sequence[bytes]) -> list[bytes]:
    """Merge JUnit files by reading them."""
    whole = JUnitXml()
    for data in files:
        whole += JUnitXml.fromfile(io.BytesIO(data))
    file = io.BytesIO()
    whole.write(file)
    return [file.getvalue()]


def main(arguments: list[str]) -> None:
    """Make the runs, and write each kind."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--boards", type=int, default=8)
    parser.add_argument("--cases", type=int, default=5000)
    options = parser.parse_args(arguments)
    boards: list[Standing] = []
    for number in range(options.boards):
        before, after = (made(f"board{number}", options.cases, seed) for seed in (number, -number))
        boards.append(standing(after, before))
    for kind in KINDS:
        files = timed(kind, partial(written, kind, boards))
        if kind == "junit":
            timed(f"{MERGED} again, from the boards' files", partial(merged, files[:-1]))
    every = Standings(tuple(boards), (), ())
    timed("summary", lambda: [summary_page(every).encode()])


if __name__ == "__main__":
    main(sys.argv[1:])
