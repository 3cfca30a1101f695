"""What a case's drawer shows, in one file for each module, loaded when a drawer of it opens.

Pure.  A file is a script that calls `onboard.chunk` with a blob, since a page from a file may load
scripts and nothing else.  A text that several boards have in common stands in it once.
"""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from harness.history.metrics import figures_of
from harness.history.record import Header, Result
from harness.history.standing import Night, Standing
from harness.site.blob import packed_json
from harness.site.tree import Group, Tree
from harness.suite.lookup import node_of
from harness.verdict import Word

FOLDER: Final = "data"
_DEPTH: Final = 2  # a file holds a chapter's section: a module, or a folder of cases
# One letter each: the first, but for those that another verdict has already.
LETTERS: Final = {word: word[0] for word in Word} | {Word.TIMEOUT: "H", Word.TOOBIG: "B"}
_ABSENT: Final = "."
_ANOTHER: Final = "|"  # before a night whose program or answer is another than the night before's


@dataclass
class _Texts:
    """Texts by number, each once."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))


@dataclass(frozen=True)
class _Board:
    header: Header
    results: Mapping[str, Result]
    before: Mapping[str, Result]
    before_unit: str
    nights: Sequence[Night]


def chunks(tree: Tree, boards: Sequence[Standing]) -> tuple[list[int], dict[str, bytes]]:
    """Give the first case of each file, and the files by path."""
    told = [_board(it) for it in boards]
    ranges = list(_ranges(tree.groups))
    files = {
        f"{FOLDER}/{number}.js": _script(number, _chunk(tree.cases[first:end], told))
        for number, (first, end) in enumerate(ranges)
    }
    return [first for first, _ in ranges], files


def command_of(header: Header) -> str:
    """Give the command that repeats a case of a board, up to the case."""
    return f"pytest --runxfail {shell_quoted(f'--board={header.board}')}"


def shell_quoted(text: str) -> str:
    r"""Quote for a shell; what a terminal would act upon when it is pasted is spelt (`$'\x1b'`)."""
    if text.isprintable():
        return shlex.quote(text)
    letters = (
        it
        if it.isprintable() and it not in "'\\"
        else "".join(f"\\x{b:02x}" for b in it.encode("utf-8", "surrogatepass"))
        for it in text
    )
    return f"$'{''.join(letters)}'"


def suites(boards: Sequence[Standing]) -> list[str]:
    """Give the suites' folders that the boards' runs had, each once."""
    return sorted({it.record.header.suite for it in boards})


def _board(standing: Standing) -> _Board:
    before = standing.before
    return _Board(
        header=standing.record.header,
        results={it.case: it for it in standing.record.results},
        before={it.case: it for it in before.results} if before else {},
        before_unit=before.header.work_unit if before else "",
        nights=standing.nights,
    )


def _ranges(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Cut the cases into files: at the second level, and what stands above it by itself."""
    depths: list[int] = []
    for it in groups:
        depths.append(depths[it.parent] + 1 if it.parent >= 0 else 1)
        if depths[-1] < _DEPTH and it.own:
            yield it.first, it.first + it.own
        elif depths[-1] == _DEPTH:
            yield it.first, it.end


def _script(number: int, chunk: object) -> bytes:
    return f'onboard.chunk({number},"{packed_json(chunk)}");\n'.encode()


def _chunk(cases: Sequence[str], boards: Sequence[_Board]) -> dict[str, object]:
    texts = _Texts()
    folders = sorted({it.header.suite for it in boards})
    told = []
    for case in cases:
        found = [board.results.get(case) for board in boards]
        chapter = next((it.chapter for it in found if it), "")
        told.append(
            {
                "nodes": [shell_quoted(node_of(Path(it), case, chapter)) for it in folders],
                "boards": [
                    _told(case, result, board, texts)
                    for result, board in zip(found, boards, strict=True)
                ],
            }
        )
    return {"cases": told, "texts": list(texts.numbers)}


def _told(
    case: str, result: Result | None, board: _Board, texts: _Texts
) -> dict[str, object] | None:
    """Give what is known of a case on a board; what is usual is left out."""
    strip = _strip(case, board.nights)
    if result is None:
        return {"nights": strip} if strip.strip(_ABSENT) else None
    told: dict[str, object] = {
        "nights": strip,
        "detail": texts.number(result.detail) if result.detail else None,
        "expected": texts.number(result.expected) if result.expected else None,
        "seen": texts.number(_lines(result.seen)) if result.seen or result.expected else None,
        "whole": result.whole,
        "blocked": result.blocked or None,
        "attempts": result.attempts if result.attempts > 1 else None,
        "recoveries": [texts.number(it) for it in result.recoveries],
        "figures": _figures(result, board),
    }
    return {name: value for name, value in told.items() if value not in (None, [], {})}


def _lines(seen: str) -> str:
    """Give what was seen without the end of its last line.

    It is recorded as it came, and what was expected as lines with newlines between: a diff of both
    would tell of an empty line at the end that no board has printed.
    """
    return seen.removesuffix("\n")


def _figures(result: Result, board: _Board) -> dict[str, list[float]]:
    """Give each figure, and after it what it was before, where that is another."""
    now = figures_of(result, board.header.work_unit)
    earlier = board.before.get(result.case)
    was = figures_of(earlier, board.before_unit) if earlier and earlier.hash == result.hash else {}
    return {
        name: [value] if was.get(name, value) == value else [value, was[name]]
        for name, value in sorted(now.items())
    }


def _strip(case: str, nights: Sequence[Night]) -> str:
    """Give a letter for each night, the oldest first."""
    strip, last = [], ""
    for night in nights:
        content, word = night.verdicts.get(case, ("", None))
        if content and last and content != last:
            strip.append(_ANOTHER)
        last = content or last
        strip.append(LETTERS[word] if word else _ABSENT)
    return "".join(strip)
