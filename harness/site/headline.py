"""The boards and their scores, counted from the matrix that the page's script counts, too.

Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from harness.history.standing import Standing
from harness.report.table import COUNTED
from harness.site.cards import Link, hash_of, quoted
from harness.site.matrix import APART, CODES, VACUOUS, Column, Matrix
from harness.verdict import Word

JUDGED: Final = frozenset(CODES[it] for it in COUNTED)  # verdicts that say something of the board
ORDER: Final = (*COUNTED, *(it for it in Word if it not in COUNTED))  # as people read them
_MATCH: Final = CODES[Word.MATCH]


@dataclass(frozen=True)
class Score:
    """How much of what a board was asked it does as the reference."""

    matched: int
    of: int

    @property
    def percent(self) -> str:
        """Rounded down, so that 100% is all of it."""
        if not self.of:
            return "-"
        return "100%" if self.matched == self.of else f"{1000 * self.matched // self.of / 10}%"


@dataclass(frozen=True)
class Row:
    """One board of the list."""

    standing: Standing
    cases: Score
    assertions: Score
    verdicts: tuple[tuple[Word, int], ...]  # those that occur
    vacuous: int
    only: Link
    link: str  # what of the address shows the board
    verdict_links: Mapping[Word, str]

    @property
    def bar(self) -> list[tuple[Word, int, int]]:
        """Where each verdict begins in a bar, and how much of it, in thousandths."""
        counts = dict(self.verdicts)
        told = [(word, counts[word]) for word in COUNTED if word in counts]
        ends = list(accumulate((count for _, count in told), initial=0))
        marks = [1000 * it // max(ends[-1], 1) for it in ends]
        words = [word for word, _ in told]
        return [
            (word, at, end - at) for word, (at, end) in zip(words, pairwise(marks), strict=True)
        ]


def rows(boards: Sequence[Standing], matrix: Matrix) -> list[Row]:
    """Give the boards with their scores, counted from their columns."""
    only = alone(matrix)
    found = []
    for number, (standing, column) in enumerate(zip(boards, matrix.columns, strict=True)):
        counts = [(word, column.verdicts.count(CODES[word])) for word in ORDER]
        name = f"board:{quoted(standing.board)}"
        link = Link(only[number], "match here only", "", f"only:{quoted(standing.board)}")
        found.append(
            Row(
                standing=standing,
                cases=Score(
                    column.verdicts.count(_MATCH), sum(it in JUDGED for it in column.verdicts)
                ),
                assertions=_assertions(column),
                verdicts=tuple(it for it in counts if it[1]),
                vacuous=sum(bool(it & VACUOUS) for it in column.flags),
                only=link,
                link=hash_of(name),
                verdict_links={word: hash_of(f"{name} verdict:{word.lower()}") for word in Word},
            )
        )
    return found


def everywhere(matrix: Matrix) -> Score:
    """Count the cases that match on all boards, of those that all have a verdict on."""
    judged = [row for row in _rows(matrix) if len(row) == len(matrix.boards)]
    return Score(sum(set(row.values()) == {_MATCH} for row in judged), len(judged))


def alone(matrix: Matrix) -> list[int]:
    """Count by board the cases that match there, and on no other that has a verdict on them."""
    found = [0] * len(matrix.boards)
    for row in _rows(matrix):
        matching = [board for board, verdict in row.items() if verdict == _MATCH]
        if len(matching) == 1 and len(row) > 1:
            found[matching[0]] += 1
    return found


def _rows(matrix: Matrix) -> Iterator[dict[int, int]]:
    """Give for each case the verdicts that say something, by board, of one program and answer."""
    columns = [zip(it.verdicts, it.flags, strict=True) for it in matrix.columns]
    for row in zip(*columns, strict=True):
        yield {
            board: verdict
            for board, (verdict, flags) in enumerate(row)
            if verdict in JUDGED and not flags & APART
        }


def _assertions(column: Column) -> Score:
    pairs = zip(column.verdicts, column.matched, column.assertions, strict=True)
    judged = [(matched, of) for verdict, matched, of in pairs if verdict in JUDGED]
    return Score(sum(it for it, _ in judged), sum(of for _, of in judged))
