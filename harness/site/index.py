"""The first page: what changed, the boards, and every case on each of them.

Pure.  The figures of the boards are counted from the matrix that the page's script reads, and the
script counts the tree from it: the headline is the drill-down.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from harness.history.standing import PATIENCE, Standing, Standings
from harness.site.cards import Link, cards, hash_of, overall, quiet
from harness.site.changes import changes_of
from harness.site.headline import JUDGED, ORDER, alone, everywhere, rows
from harness.site.matrix import encoded, matrix_of
from harness.site.shell import Page, minute
from harness.site.texts import LETTERS, chunks, command_of, suites
from harness.site.uses import by_use
from harness.usage.book import Usage
from harness.usage.weighing import HOW
from harness.verdict import Word

_SCRIPTS: Final = ("matrix.js", "filter.js", "tree.js", "diff.js", "drawer.js", "index.js")


def index_page(standings: Standings, usage: Usage | None = None) -> Page:
    """Give the page, with the files that its script loads; by use, where `usage` is known."""
    boards = standings.boards
    changes = [changes_of(it) for it in boards]
    matrix = matrix_of(boards, changes)
    firsts, files = chunks(matrix.tree, boards)
    more = {
        "letters": [LETTERS[it] for it in Word],
        "counted": sorted(JUDGED),
        "chunks": firsts,
        "digest": sha256(b"".join(files.values())).hexdigest()[:10],
        "told": [_about(it, suites(boards)) for it in boards],
    }
    told = cards(boards, changes)
    every = zip(*(it.verdicts for it in matrix.columns), strict=True)
    shown = {
        "boards": rows(boards, matrix),
        "by_use": [by_use(it, usage) for it in boards] if usage else [],
        "how_by_use": HOW,
        "cards": told,
        "quiet": quiet(told),
        "overall": overall(changes),
        "alone": Link(sum(alone(matrix)), "", "", "only:any"),
        "all_link": hash_of("boards:agree verdict:match"),
        "everywhere": everywhere(matrix),
        "cases": sum(map(any, every)),
        "letters": {word: LETTERS[word] for word in ORDER},
        "patience_days": PATIENCE.days,
        "newest": max((it.record.header.started for it in boards), default=None),
    }
    data = {"matrix": encoded(matrix, more)}
    return Page("index", "Compatibility", "index.html", shown, data, _SCRIPTS, files=files)


def _about(standing: Standing, folders: Sequence[str]) -> dict[str, object]:
    """Give what the drawer says of a board whatever the case."""
    header = standing.record.header
    return {
        "command": command_of(header),
        "suite": folders.index(header.suite),
        "reference": header.reference,
        "stale": standing.stale,
        "nights": [[minute(it.header.started), it.header.firmware] for it in standing.nights],
    }
