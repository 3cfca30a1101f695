"""Records of boards that do not exist, for the site's tests and bench, by the real writer."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from harness.history.record import Record, RecordWriter, Result
from harness.history.standing import Night, Standing, Standings, standings
from harness.suite.case import Case
from harness.tests.test_comparison import head
from harness.verdict import Word

NEWEST: Final = datetime(2026, 11, 22, 3, tzinfo=UTC)
WORDS: Final = (Word.MATCH, Word.UNSUPPORTED, Word.DIFFER, Word.TOOBIG, Word.CRASH, Word.SKIP)
WEIGHTS: Final = (52, 28, 14, 3, 1, 2)


@dataclass(frozen=True)
class Farm:
    """How many boards, firmwares that they share, cases and nights."""

    boards: int
    firmwares: int
    cases: int
    nights: int


def suite(cases: int) -> list[Case]:
    """Give cases as derived ones are called: in modules of a hundred, classes of twenty."""
    parts = ("language", "builtins", "stdlib")
    return [
        Case(
            f"test_m{number // 100:03}.Class{number // 20 % 5}Test.test_thing_{number % 20}",
            f"cpython-{parts[number // 100 % 3]}/test_m{number // 100:03}",
            f"print({number})",
            Path("x.toml"),
        )
        for number in range(cases)
    ]


def farm(folder: Path, wanted: Farm, seed: int = 5) -> Standings:
    """Write two nights of each board, read them, and give it as many nights as are wanted.

    Boards of one firmware share nearly all verdicts and figures; few change from night to night.
    """
    dice = random.Random(seed)  # noqa: S311 - the same records every time
    cases = suite(wanted.cases)
    families = [_verdicts(dice, wanted.cases) for _ in range(wanted.firmwares)]
    for number in range(wanted.boards):
        family = number % wanted.firmwares
        verdicts = _changed(dice, families[family], len(cases) // 100)
        for night in (1, 0):
            began = NEWEST - timedelta(days=night + 9 * (number == wanted.boards - 1))
            results = _results(dice, cases, verdicts, family)
            name = f"PORT{family}_BOARD_{number:02}"
            write(folder, name, began, list(zip(cases, results, strict=True)), f"firmware {family}")
            verdicts = _changed(dice, verdicts, len(cases) // 500)
    told = standings([folder])
    boards = tuple(replace(it, nights=_nights(dice, it, wanted.nights)) for it in told.boards)
    return replace(told, boards=boards)


def write(
    folder: Path,
    board: str,
    started: datetime,
    results: Sequence[tuple[Case, Result]],
    firmware: str = "firmware",
    **changes: object,
) -> Record:
    """Write a whole run; the file's name has nothing of the board's."""
    run = f"{started:%Y%m%dT%H%M%S}-{len(list(folder.glob('*')))}"
    told: dict[str, object] = {
        "run": run,
        "board": board,
        "started": started,
        "planned": len(results),
        "firmware": firmware,
        "probe": {"implementation": "micropython", "version": "1.29.0"},
        "suite": "testsuite",
    }
    header = msgspec.structs.replace(head(), **(told | changes))
    writer = RecordWriter(folder / f"{run}.jsonl", header, [case for case, _ in results])
    for case, result in results:
        named = {"case": case.id, "hash": case.content_hash, "chapter": case.chapter}
        writer.add(msgspec.structs.replace(result, **named))
    return writer.finish()


def _verdicts(dice: random.Random, count: int) -> list[Word]:
    return dice.choices(WORDS, WEIGHTS, k=count)


def _changed(dice: random.Random, verdicts: Sequence[Word], count: int) -> list[Word]:
    changed = list(verdicts)
    for index in dice.sample(range(len(verdicts)), count):
        changed[index] = dice.choices(WORDS, WEIGHTS)[0]
    return changed


def _results(
    dice: random.Random, cases: Sequence[Case], verdicts: Sequence[Word], family: int
) -> Iterator[Result]:
    for number, word in enumerate(verdicts):
        of = 1 + number % 9
        told = Result(
            "", "", "", word, assertions=of, matched=of if word is Word.MATCH else of // 2
        )
        if word is Word.MATCH:
            before = 480
            kept = before + 16 * ((number * 7 + family * 3) % 90 + (dice.random() < 0.002))
            yield msgspec.structs.replace(
                told,
                heap_before=before,
                heap_uncollected=kept + 1600,
                heap_collected=kept,
                work=400_000 + 1_111 * (number % 997) + family,
            )
        else:
            lines = [
                f">>> self.thing({cases[number].id[-3:]}, {it})" for it in range(1 + number % 7)
            ]
            seen = [*lines, f"[raises Error{family}]"]
            yield msgspec.structs.replace(
                told,
                detail=f"step {number % 7} ({lines[-1][4:]}): expected 'True', seen 'E{family}'",
                expected="\n".join([*lines, "True"]),
                seen="\n".join(seen),
                known=number % 3 > 0,
            )


def _nights(dice: random.Random, standing: Standing, count: int) -> tuple[Night, ...]:
    """Give nights before the two that were written, each a little apart from the next."""
    nights = list(standing.nights)
    while len(nights) < count:
        first = nights[0]
        verdicts = dict(first.verdicts)
        for case in dice.sample(list(verdicts), max(1, len(verdicts) // 500)):
            verdicts[case] = (verdicts[case][0], dice.choices(WORDS, WEIGHTS)[0])
        started = first.header.started - timedelta(days=1)
        nights.insert(0, Night(msgspec.structs.replace(first.header, started=started), verdicts))
    return tuple(nights)
