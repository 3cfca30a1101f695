"""The page of firmware: a card for each board and release, with the same figures on each.

Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from harness.history.metrics import collects
from harness.history.record import Record, one_line
from harness.history.standing import Standing, Standings
from harness.report.releases import relative_work
from harness.report.score import Share, score
from harness.report.table import cut
from harness.site.memory import IDLE, stack_of
from harness.site.shell import Page
from harness.site.tables import STYLES, figure, number_said, said
from harness.verdict import Word

FIRMWARE_CHARACTERS: Final = 200


@dataclass(frozen=True)
class Card:
    """What is known of one firmware on one board.  Sizes are bytes; None is what is not known.

    `work` is the geometric mean of the work of all operations that this firmware and the
    `reference` can do, as a share of the reference's; the reference is the oldest release with the
    same unit, or where there is none the first board with it.
    """

    board: str
    stale: bool
    ran: datetime
    said: tuple[tuple[str, str], ...]  # implementation, machine, build: the board's own words
    version: str
    firmware: str
    flash_bytes: int | None
    heap_bytes: float | None
    rest_bytes: float | None
    stack_bytes: float | None
    unit: str
    work: float | None
    reference: str
    is_reference: bool  # and another is held against it
    cases: Share
    assertions: Share
    crashes: int


@dataclass(frozen=True)
class Firmwares:
    """What the page shows: boards first, then the releases from the newest to the oldest."""

    boards: tuple[Card, ...]
    releases: tuple[Card, ...]


def firmware(standings: Standings) -> Firmwares:
    """Make a card of each."""
    alike: dict[str, list[Record]] = {}
    for it in (*standings.releases, *standings.boards):
        if it.record.header.work_unit:
            alike.setdefault(it.record.header.work_unit, []).append(it.record)
    cards = [
        [_card(it, alike.get(it.record.header.work_unit, [])) for it in kind]
        for kind in (standings.boards, standings.releases[::-1])
    ]
    return Firmwares(*map(tuple, cards))


def firmware_page(standings: Standings) -> Page | None:
    """Give the page; None where there is no board and no release."""
    shown = firmware(standings)
    if not (shown.boards or shown.releases):
        return None
    return Page(
        "firmware", "Firmware", "firmware.html", {"shown": shown, "figure": figure}, styles=STYLES
    )


def _card(standing: Standing, alike: Sequence[Record]) -> Card:
    """Make a card; `alike` are all that count work in the same unit, the reference first."""
    record = standing.record
    header = record.header
    is_reference = bool(alike) and alike[0] is record
    told = score(record.results)
    idle = next((it for it in record.results if it.case == IDLE and it.verdict is Word.MATCH), None)
    words_said = {name: said(header, name) for name in ("implementation", "machine", "build")}
    return Card(
        board=standing.board,
        stale=standing.stale,
        ran=header.started.astimezone(UTC),
        said=tuple((name, words) for name, words in words_said.items() if words),
        version=said(header, "version"),
        firmware=cut(one_line(header.firmware), FIRMWARE_CHARACTERS),
        flash_bytes=header.firmware_bytes,
        heap_bytes=number_said(header, "heap_bytes"),
        rest_bytes=idle.heap_before if idle and collects(record.results) else None,
        stack_bytes=None if idle is None else stack_of(idle),
        unit=header.work_unit,
        work=None if is_reference or not alike else relative_work([alike[0], record])[1],
        reference=alike[0].header.board if len(alike) > 1 else "",
        is_reference=is_reference and len(alike) > 1,
        cases=told.cases,
        assertions=told.assertions,
        crashes=told.verdicts.get(Word.CRASH, 0),
    )
