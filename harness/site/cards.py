"""The cards: what changed on each board since its whole run before, each count with its filter.

Pure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlencode

from harness.history.standing import Standing
from harness.site.changes import SILENT, Changes, Moved, Turn, filter_word

_TOLD: Final[tuple[tuple[Turn | Moved, str, str], ...]] = (
    (Turn.FAILING, "newly failing", "worse"),
    (Turn.FAILS_WORSE, "failing in a worse way", "worse"),
    (Turn.LOST, "holding fewer assertions", "worse"),
    (Moved.RAM_UP, "taking more RAM", "worse"),
    (Moved.SLOWER, "slower", "worse"),
    (Turn.PASSING, "newly passing", "better"),
    (Turn.FAILS_BETTER, "failing in a better way", "better"),
    (Turn.GAINED, "holding more assertions", "better"),
    (Moved.RAM_DOWN, "taking less RAM", "better"),
    (Moved.FASTER, "faster", "better"),
    (Turn.NEW, "new", ""),
    (Turn.GONE, "gone", ""),
    (Turn.PROGRAM, "with another program", ""),
    (Turn.UNTOLD, "flaky, skipped or lost by the bench now", ""),
)
_PLAIN: Final = re.compile(r"[\w./@?=&+~-]+", re.ASCII)


@dataclass(frozen=True)
class Link:
    """A count, what is counted, whether that is good, and the filter that shows it."""

    count: int
    what: str
    mood: str  # "worse", "better" or ""
    query: str

    @property
    def hash(self) -> str:
        """What follows the page's name, to see them."""
        return hash_of(self.query)


@dataclass(frozen=True)
class Card:
    """What changed on one board; `note` is told where there is nothing to count."""

    board: str
    since: datetime | None  # when the run before was
    firmware: str  # of the run before, where it had another; else empty
    links: tuple[Link, ...]
    note: str

    @property
    def weight(self) -> tuple[bool, bool, str]:
        """What sorts bad news first, then any."""
        worse = any(it.mood == "worse" for it in self.links)
        return not worse, not self.links, self.board


def cards(boards: Sequence[Standing], changes: Sequence[Changes]) -> list[Card]:
    """Give what changed on each board since its whole run before, bad news first."""
    found = []
    for standing, told in zip(boards, changes, strict=True):
        before = standing.before.header if standing.before else None
        other = before is not None and before.firmware != standing.record.header.firmware
        links = tuple(_links([told], standing.board))
        note = told.untold or ("" if links else "nothing changed")
        since, firmware = (before.started, before.firmware) if before else (None, "")
        found.append(Card(standing.board, since, firmware if other else "", links, note))
    return sorted(found, key=lambda it: it.weight)


def overall(changes: Sequence[Changes]) -> list[Link]:
    """Give what changed on any board; a case counts once, on however many it did."""
    return list(_links(changes))


def quiet(told: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    """Put together the boards of which the same note is all there is to tell."""
    notes: dict[str, list[Card]] = {}
    for it in told:
        if not it.links:
            notes.setdefault(it.note, []).append(it)
    return sorted(notes.items(), key=lambda it: (not it[0].startswith(SILENT), it[0]))


def hash_of(query: str) -> str:
    """Give what follows the page's name where a filter is set."""
    return "#" + urlencode({"q": query}, quote_via=quote, errors="replace")


def hash_of_case(case: str, board: str) -> str:
    """Give what follows the page's name where a case's drawer is open."""
    return "#" + urlencode({"case": case, "board": board}, quote_via=quote, errors="replace")


def quoted(value: str) -> str:
    """Write a value as the filter reads it back; a field for text loses some of what is no text."""
    if _PLAIN.fullmatch(value):
        return value
    return '"' + "".join(map(_quoted, value)) + '"'


def _quoted(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _links(changes: Sequence[Changes], board: str = "") -> Iterator[Link]:
    """Count the cases that changed in some way on any of these boards."""
    for change, what, mood in _TOLD:
        count = len({case for it in changes for case in _cases(it, change)})
        if count:
            of = f"board:{quoted(board)} " if board else ""
            yield Link(count, what, mood, f"{of}changed:{filter_word(change)}")


def _cases(told: Changes, change: Turn | Moved) -> Iterator[str]:
    if isinstance(change, Turn):
        return (case for case, turn in told.turns.items() if turn is change)
    return (case for case, moved in told.moved.items() if change in moved)
