"""Every case on every board, in columns of small numbers: what the first page counts and shows.

Pure.  `encoded` gives the bytes that the page's script reads (`static/matrix.js`) and `decoded`
gives back what was put in, so that whatever is told of the boards is counted from the same bytes.
A column is kept as its difference from that of the board it resembles most: boards that share a
firmware mostly share their verdicts.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from msgspec.structs import astuple

from harness.history.record import Result
from harness.history.standing import Standing
from harness.site.changes import Changes, Moved, Turn, filter_word
from harness.site.tree import Group, Tree, tree_of
from harness.verdict import Word

FORMAT: Final = 1
WORDS: Final = tuple(Word)
CODES: Final = {word: code for code, word in enumerate(WORDS, 1)}  # 0: the board has no verdict
KNOWN: Final = 1  # flags
VACUOUS: Final = 2
APART: Final = 4  # its program or answer is not what it is on the first board that has the case
_LARGEST: Final = 2**48  # JavaScript's numbers are exact as far as that
_LENGTH_BYTES: Final = 4


class Column(msgspec.Struct, frozen=True):
    """One board's numbers, one a case in the tree's order."""

    verdicts: tuple[int, ...]
    flags: tuple[int, ...]
    turns: tuple[int, ...]
    moved: tuple[int, ...]
    assertions: tuple[int, ...]
    matched: tuple[int, ...]


@dataclass(frozen=True)
class Matrix:
    """The tree of all cases, and a column for each board."""

    tree: Tree
    boards: tuple[str, ...]
    columns: tuple[Column, ...]


def matrix_of(boards: Sequence[Standing], changes: Sequence[Changes]) -> Matrix:
    """Put boards side by side; a case that is gone from a board has a row all the same."""
    chapters: dict[str, str] = {}
    hashes: dict[str, str] = {}
    for standing, told in zip(boards, changes, strict=True):
        for it in standing.record.results:
            chapters.setdefault(it.case, it.chapter)
            hashes.setdefault(it.case, it.hash)
        for it in standing.before.results if standing.before and told.comparison else ():
            if told.turns.get(it.case) is Turn.GONE:
                chapters.setdefault(it.case, it.chapter)
    tree = tree_of(chapters)
    pairs = zip(boards, changes, strict=True)
    columns = tuple(
        _column(tree, standing.record.results, told, hashes) for standing, told in pairs
    )
    return Matrix(tree, tuple(it.board for it in boards), columns)


def encoded(matrix: Matrix, more: Mapping[str, object]) -> bytes:
    """Give the length of a header of JSON, the header, with `more` in it, and the columns."""
    tree, planes, bases = matrix.tree, [], _bases(matrix.columns)
    widths: list[list[int]] = []
    for column, base in zip(matrix.columns, bases, strict=True):
        other = astuple(matrix.columns[base]) if base >= 0 else None
        widths.append([])
        for number, values in enumerate(astuple(column)):
            apart = _apart(values, other[number]) if other else values
            width = max(1, (max(apart, default=0).bit_length() + 7) // 8)
            widths[-1].append(width)
            planes += [bytes(it >> 8 * plane & 255 for it in apart) for plane in range(width)]
    header = {
        "format": FORMAT,
        "words": WORDS,
        "turns": [filter_word(it) for it in Turn],
        "moved": [filter_word(it) for it in Moved if it],
        "boards": matrix.boards,
        "groups": [astuple(it) for it in tree.groups],
        "leaves": tree.leaves,
        "odd": tree.odd,
        "bases": bases,
        "widths": widths,
        **more,
    }
    text = json.dumps(header, separators=(",", ":"), allow_nan=False).encode("ascii")
    return len(text).to_bytes(_LENGTH_BYTES, "little") + text + b"".join(planes)


def decoded(content: bytes) -> Matrix:
    """Give back what was encoded, without the rest of the header."""
    start = _LENGTH_BYTES + int.from_bytes(content[:_LENGTH_BYTES], "little")
    header: dict[str, Any] = json.loads(content[_LENGTH_BYTES:start])
    tree = _tree(header)
    columns: list[tuple[tuple[int, ...], ...]] = []
    for base, widths in zip(header["bases"], header["widths"], strict=True):
        column: list[tuple[int, ...]] = []
        for number, width in enumerate(widths):
            count = len(tree.cases)
            planes = [content[start + n * count : start + (n + 1) * count] for n in range(width)]
            start += width * count
            values = tuple(
                int.from_bytes(bytes(plane[case] for plane in planes), "little")
                for case in range(count)
            )
            column.append(_apart(values, columns[base][number]) if base >= 0 else values)
        columns.append(tuple(column))
    return Matrix(tree, tuple(header["boards"]), tuple(Column(*it) for it in columns))


def _tree(header: Mapping[str, Any]) -> Tree:
    groups = tuple(Group(*it) for it in header["groups"])
    odd = {int(number): case for number, case in header["odd"].items()}
    cases: list[str] = list(header["leaves"])
    for group in groups:
        for index in range(group.first, group.first + group.own):
            cases[index] = odd.get(index, group.prefix + cases[index])
    return Tree(tuple(cases), tuple(header["leaves"]), groups, odd)


def _column(
    tree: Tree, results: Iterable[Result], told: Changes, hashes: Mapping[str, str]
) -> Column:
    found = {it.case: it for it in results}
    rows = [found.get(it) for it in tree.cases]

    def each(number: Callable[[Result], int]) -> tuple[int, ...]:
        return tuple(0 if it is None else min(max(number(it), 0), _LARGEST) for it in rows)

    return Column(
        verdicts=each(lambda it: CODES[it.verdict]),
        flags=each(
            lambda it: (
                KNOWN * it.known | VACUOUS * it.vacuous | APART * (it.hash != hashes[it.case])
            )
        ),
        turns=tuple(int(told.turns.get(it, Turn.NONE)) for it in tree.cases),
        moved=tuple(int(told.moved.get(it, Moved.NONE)) for it in tree.cases),
        assertions=each(lambda it: it.assertions),
        matched=each(lambda it: it.matched),
    )


def _bases(columns: Sequence[Column]) -> list[int]:
    """Give for each column the number of an earlier one that it is kept as a difference from."""
    found: list[int] = []
    for number, column in enumerate(columns):
        blank = sum(map(bool, column.verdicts))
        apart = [sum(map(bool, _apart(column.verdicts, it.verdicts))) for it in columns[:number]]
        least = min(range(number), key=apart.__getitem__, default=-1)
        found.append(least if least >= 0 and apart[least] < blank // 2 else -1)
    return found


def _apart(values: Sequence[int], others: Sequence[int]) -> tuple[int, ...]:
    return tuple(one ^ other for one, other in zip(values, others, strict=True))
