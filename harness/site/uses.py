"""What a board keeps of what real code uses, and what of the most used it does not.

Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from harness.history.standing import Standing
from harness.site.cards import hash_of_case
from harness.usage.book import Usage
from harness.usage.feature import Kind
from harness.usage.weighing import Figure, weighted

SHOWN: Final = 15  # losses of a board
_CASES: Final = 3  # of a loss


@dataclass(frozen=True)
class Loss:
    """A feature that a board lacks, or does otherwise; `cases` are links by the case's id."""

    kind: Kind
    name: str
    files: int  # that use it
    told: str
    cases: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ByUse:
    """A board's score weighted by use, by kind, and its heaviest losses."""

    board: str
    total: Figure
    kinds: Sequence[tuple[Kind, Figure]]
    losses: Sequence[Loss]


def by_use(standing: Standing, usage: Usage) -> ByUse:
    """Weigh a board's newest whole run."""
    told = weighted(standing.record, usage)
    losses = [
        Loss(
            it.kind,
            it.name,
            it.files,
            "is not there" if it.lacks else f"{it.matched} of {it.of} cases",
            [(case, hash_of_case(case, standing.board)) for case in it.against[:_CASES]],
        )
        for it in told.losses[:SHOWN]
    ]
    return ByUse(standing.board, told.total, list(told.kinds.items()), losses)
