"""How long questions to a year of nights take: 20 boards x 10,000 cases x 365 nights.

    python -m harness.tests.bench_history [--boards N] [--cases N] [--nights N] [--directory DIR]

Makes such a history in a database of its own below DIR (about a gigabyte, removed in the end), in
which verdicts change rarely and half of the boards have a noisy clock; asks each question three
times and prints the median; and then takes in one more night, which is written as record files,
half of them compressed.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from harness.history.archive import compact, restore
from harness.history.drift import drift
from harness.history.files import compress_record
from harness.history.metrics import Kind
from harness.history.queries import case_over_time, changes, choose, matches_since, matrix
from harness.history.record import Footer, Header, Result
from harness.history.store import Store, open_store
from harness.verdict import Word

STARTED = datetime(2025, 11, 22, 3, tzinfo=UTC)
ASKED = 3
_CASES = """
INSERT INTO cases SELECT c, format('test_{}.Test.test_{}', c // 100, c),
    format('cpython-builtins/test_{}', c // 100) FROM range($cases) t(c);
"""
_NIGHT = """
INSERT INTO runs SELECT $night * $boards + b, format('{}-board{}', $night, b),
    format('{}-board{}', $night, b), make_timestamp($started) + to_minutes(b),
    format('board{}', b), 'p', format('v{}', $night // 30), format('1.{}.0', $night // 30),
    'CPython 3.11.7', b % 2 = 0, if(b % 2 = 0, 'fuel', 'us'), $cases, false, false
FROM range($boards) t(b)
"""
# A fifth of the series changes its verdict once; RAM changes three times, work with the firmware.
_RESULTS = """
INSERT INTO fresh
SELECT $night * $boards + b, c, hash(c, 1) AS content,
    enum_range(NULL::word)[1 + (if(h % 10 < 6, 0, 1 + h % 2)
        + if(h % 5 = 0 AND $night > h // 7 % 365, 1, 0)) % 3]::word,
    NULL, if(h % 10 < 6, 0, 1 + h % 3000), 0, 0,
    16 * (20 + h % 500 + if($night > h // 11 % 3650, 1, 0)),
    16 * (40 + h % 900 + if($night > h // 13 % 3650, 1, 0)), NULL,
    ((10000 + h % 1000000) * (1 + ($night // 30 * h % 97) / 10000)
        * if(b % 2 = 0, 1, 1 + (hash(h, $night) % 1000)::BIGINT / 50000))::BIGINT
FROM (
    SELECT b, c, (hash(b * 10000 + c) // 1024)::BIGINT AS h
    FROM range($boards) t(b), range($cases) s(c)
)
ORDER BY b, c
"""


def generate(store: Store, archive: Path, boards: int, cases: int, nights: int) -> None:
    """Fill an empty database, and compact every month when it is past."""
    execute = store.connection.execute
    execute(_CASES, {"cases": cases})
    execute("INSERT INTO details SELECT i, if(i = 0, '', 'detail ' || i) FROM range(3001) t(i)")
    for night in range(nights):
        started = round((STARTED + timedelta(days=night)).timestamp() * 1e6)
        values = {"night": night, "boards": boards, "cases": cases}
        execute(_NIGHT, values | {"started": started})
        execute(_RESULTS, values)
        if (STARTED + timedelta(days=night + 1)).day == 1:
            compact(store, archive, (STARTED + timedelta(days=night + 1)).date())
    execute("UPDATE about SET renewed = $first", {"first": (nights - 1) * boards})
    store.renew()
    execute("CHECKPOINT")


def write_night(folder: Path, boards: int, cases: int, night: int) -> None:
    """Write the record files of one night; every second is compressed."""
    chance = random.Random(night)  # noqa: S311 - no secret
    for board in range(boards):
        started = STARTED + timedelta(days=night, minutes=board)
        run = f"{night}-board{board}"
        header = Header(
            run, started, f"board{board}", "p", {"version": "1.13.0"}, "v13", "CPython 3.11.7",
            "0", [], cases, exact=board % 2 == 0, work_unit="us" if board % 2 else "fuel",
        )  # fmt: skip
        lines: list[msgspec.Struct] = [header]
        counts: dict[Word, int] = {}
        for case in range(cases):
            word = chance.choices((Word.MATCH, Word.UNSUPPORTED, Word.DIFFER), (60, 30, 10))[0]
            counts[word] = counts.get(word, 0) + 1
            text = "" if word is Word.MATCH else f"detail {case % 3000}"
            lines.append(
                Result(
                    f"test_{case // 100}.Test.test_{case}", f"{case:016x}",
                    f"cpython-builtins/test_{case // 100}", word, text, heap_before=480,
                    heap_uncollected=480 + 16 * chance.randrange(900),
                    heap_collected=480 + 16 * chance.randrange(500),
                    work=chance.randrange(1_000_000), host_seconds=0.005,
                    expected=20 * text, seen=20 * text,
                )
            )  # fmt: skip
        lines.append(Footer(started, cases, cases, interrupted=False, counts=counts))
        path = folder / f"{run}.jsonl"
        path.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        if board % 2:
            compress_record(path)


def ask(what: str, question: Callable[[], object], goal_seconds: float | None = None) -> None:
    """Time a question and print it."""
    times = []
    for _ in range(ASKED):
        began = time.perf_counter()
        question()
        times.append(time.perf_counter() - began)
    goal = "" if goal_seconds is None else f"  (goal {1000 * goal_seconds:.0f} ms)"
    took = ", ".join(f"{1000 * it:.0f}" for it in times)
    told = f"{what:44} {1000 * statistics.median(times):7.0f} ms{goal}  [{took}]"
    print(told, flush=True)  # noqa: T201


def once(what: str, action: Callable[[], object], goal: str = "") -> None:
    """Time an action that can be done once."""
    began = time.perf_counter()
    action()
    took = time.perf_counter() - began
    print(f"{what:44} {took:7.1f} s  {goal}", flush=True)  # noqa: T201


def main(arguments: list[str]) -> None:
    """Generate, ask, and take in a night."""
    parser = argparse.ArgumentParser()
    for name, count in (("boards", 20), ("cases", 10_000), ("nights", 365)):
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--directory", type=Path, default=None)
    options = parser.parse_args(arguments)
    sizes = (options.boards, options.cases, options.nights)
    with tempfile.TemporaryDirectory(dir=options.directory) as folder:
        place = Path(folder)
        database, records, archive = place / "h.duckdb", place / "runs", place / "history"
        records.mkdir()
        with open_store(database) as store:
            once("generated, months compacted", lambda: generate(store, archive, *sizes))
        size = database.stat().st_size / 1e6
        print(f"{size:.0f} MB for {sizes[0] * sizes[1] * sizes[2]:,} results")  # noqa: T201
        write_night(records, *sizes)
        with open_store(database) as store:
            ask("choosing runs", lambda: choose(store))
            ask("newest matrix", lambda: matrix(store), 0.2)
            case = f"test_{sizes[1] // 200}.Test.test_{sizes[1] // 2}"
            ask("one case over time", lambda: case_over_time(store, case), 0.1)
            ask("changes of verdicts", lambda: changes(store))
            ask("RAM over 30 nights", lambda: drift(store, Kind.RAM, 30), 1)
            ask("speed over 30 nights", lambda: drift(store, Kind.SPEED, 30), 1)
            ask("matches since", lambda: matches_since(store))
        with open_store(database) as store:
            goal = "(goal 5 s)"
            once("one more night of record files", lambda: store.load(records), goal)
        parquet = sum(it.stat().st_size for it in archive.rglob("*.parquet")) / 1e6
        print(f"{parquet:.1f} MB of Parquet")  # noqa: T201
        with open_store(place / "anew.duckdb") as store:
            once("all of it taken back into a new database", lambda: restore(store, archive))


if __name__ == "__main__":
    main(sys.argv[1:])
