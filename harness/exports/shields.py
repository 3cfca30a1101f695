"""What a badge shows: the JSON that an endpoint badge of shields.io is made of.

A badge tells how many cases match and what newly fails, not a percentage: no board passes all, so
only what changed says something at a glance.  Source: https://shields.io/badges/endpoint-badge
"""

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Final

import msgspec

from harness.exports.naming import file_stems
from harness.history.standing import Standing
from harness.report.score import score
from harness.report.summary import since_before
from harness.report.table import cut, plain

TOTAL: Final = "shields.json"
_LABEL_CHARACTERS: Final = 40


class Badge(msgspec.Struct, frozen=True, rename="camel"):
    """One badge; the names are those of the schema."""

    label: str
    message: str
    color: str
    schema_version: int = 1


def shields_files(boards: Sequence[Standing]) -> Iterator[tuple[str, bytes]]:
    """Give a file for each board, and one of all together."""
    stems = file_stems(it.board for it in boards)
    for it in boards:
        label = cut(plain(it.board), _LABEL_CHARACTERS)
        yield f"shields/{stems[it.board]}.json", _encoded(badge(label, [it]))
    yield TOTAL, _encoded(badge(f"onboard, {_counted(len(boards), 'board')}", boards))


def badge(label: str, boards: Sequence[Standing]) -> Badge:
    """Sum up where boards stand; one that did not report has neither cases nor news."""
    fresh = [it for it in boards if not it.stale]
    parts = [_cases(fresh)] if fresh else []
    news = [told for it in fresh if (told := since_before(it)) is not None]
    failing = sum(len(it.newly_failing) for it in news)
    if news:
        parts.append(_counted(failing, "new failure"))
    if missing := [it for it in boards if it.stale]:
        last = max(it.record.header.started for it in missing)
        one = f"no data since {last.astimezone(UTC):%Y-%m-%d}"
        parts.append(one if len(boards) == 1 else f"{len(missing)} without data")
    return Badge(label, " - ".join(parts), _color(failing, known=bool(news), fresh=bool(fresh)))


def _color(failing: int, *, known: bool, fresh: bool) -> str:
    if not fresh:
        return "lightgrey"
    if failing:
        return "red"
    return "brightgreen" if known else "blue"  # a first run has nothing to be compared with


def _cases(boards: Sequence[Standing]) -> str:
    shares = [score(it.record.results).cases for it in boards]
    return f"{sum(it.matched for it in shares):,}/{sum(it.of for it in shares):,} cases"


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _encoded(made: Badge) -> bytes:
    return msgspec.json.encode(made) + b"\n"
