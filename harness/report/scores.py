"""A run's score in a few lines for the terminal: how much matches, how much of what is used."""

from collections.abc import Iterator
from typing import Final

from harness.history.record import Record
from harness.report.score import Score, Share, score
from harness.report.table import WIDTH, cut, plain
from harness.usage.weighing import Evidence, Figure, Weighted

LOSSES_SHOWN: Final = 15
_LABEL: Final = 18  # characters of a part's name
_NONE: Final = "-"


def score_lines(record: Record, weight: Weighted, programs: int) -> Iterator[str]:
    """Give the headline, both figures by part and by kind, and the heaviest losses.

    `programs` is the number of files whose uses were counted.
    """
    told = score(record.results)
    yield cut(f"{plain(record.header.board)}: {plain(record.header.firmware)}", WIDTH)
    if record.header.selection:
        yield cut(f"  some cases only: {plain(' '.join(record.header.selection))}", WIDTH)
    yield f"  {'':{_LABEL}}{'cases':>17}{'assertions':>20}"
    for it in (*told.below, told):
        yield f"  {_label(it):{_LABEL}}{_share(it.cases):>17}{_share(it.assertions):>20}"
    if told.vacuous:
        yield f"  without printed evidence: {told.vacuous} of the matches"
    yield f"  weighted by use: {_weighted(weight.total)}"
    for kind, figure in weight.kinds.items():
        yield f"    {kind:<10} {_weighted(figure)}"
    if weight.losses:
        yield f"  what {programs} files use most, and is not kept:"
    for loss in weight.losses[:LOSSES_SHOWN]:
        yield cut(f"    {_loss(loss)}", WIDTH)
    if (more := len(weight.losses) - LOSSES_SHOWN) > 0:
        yield f"    ... and {more} more"


def _label(it: Score) -> str:
    return plain(it.name) or "total"


def _share(it: Share) -> str:
    return f"{it.matched}/{it.of} {it.percent:>3}%" if it.of else _NONE


def _weighted(it: Figure) -> str:
    percent = _NONE if it.percent is None else f"{it.percent}%"
    return f"{percent:>4}, from {it.features} features with {it.covered}% of all uses"


def _loss(it: Evidence) -> str:
    told = "is not there" if it.lacks else f"{it.matched} of {it.of} cases"
    return f"{it.files:>5} files  {it.name}: {told}"
