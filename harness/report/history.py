"""Answers from the history of all runs, as plain lines.

The lists here are bounded: who wants every row says so with `everything`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from harness.history.answers import Drift, Look, Matrix, Since, Turn
from harness.history.columns import WORDS
from harness.history.selection import version_key
from harness.report.comparison import alert_lines
from harness.report.table import COUNTED, aligned, matched, percentage, plain
from harness.verdict import Word

LINES_SHOWN: Final = 20  # of each list
BOARDS_ABREAST: Final = 4
_LETTERS: Final = {word: word[0] for word in WORDS} | {Word.TIMEOUT: "H", Word.TOOBIG: "B"}
_KEY: Final = ", ".join(f"{_LETTERS[word]} {word}" for word in COUNTED)


def matrix_lines(told: Matrix, *, everything: bool = False) -> list[str]:
    """Give the totals of each board, and the cases on which boards disagree, or all cases."""
    tallies = [
        Counter(WORDS[code] for code in told.verdicts[:, board] if code >= 0)
        for board in range(len(told.boards))
    ]
    rows = [
        (plain(board), [matched(tally), percentage(tally), *_counts(tally)])
        for board, tally in zip(told.boards, tallies, strict=True)
    ]
    head = ("", ["match", "", *(word.lower() for word in COUNTED[1:])])
    codes = [tuple(row) for row in told.verdicts.tolist()]
    match = WORDS.index(Word.MATCH)
    everywhere = sum(all(code == match for code in row) for row in codes)
    lines = [*aligned([head, *rows]), f"match on all boards: {everywhere} of {len(codes)} cases"]
    shown = [
        f"  {''.join(map(_letter, row))}  {plain(case)}"
        for case, row in zip(told.cases, codes, strict=True)
        if everything or len({code for code in row if code >= 0}) > 1
    ]
    if shown:
        what = "cases" if everything else "cases on which boards disagree"
        lines += [f"{len(shown)} {what} ({_KEY}, . not run), a letter a board:"]
        lines += _some(shown, everything=everything)
    return lines


def case_lines(looks: Sequence[Look], *, everything: bool = False) -> list[str]:
    """Tell of one case on each board: the first look, and those at which something changed."""
    lines: list[str] = []
    for board, group in groupby(looks, key=lambda it: it.board):
        here = list(group)
        lines.append(f"{plain(board)}: {here[-1].runs} runs, now {here[-1].verdict}")
        lines += [_look(it) for it in (here if everything else here[-LINES_SHOWN:])]
    return lines


def change_lines(turns: Sequence[Turn], *, everything: bool = False) -> list[str]:
    """Tell of the verdicts that changed between the last two runs of each board."""
    lines: list[str] = []
    for board in sorted({it.board for it in turns}):
        here = [it for it in turns if it.board == board]
        lines.append(f"{plain(board)}: {len(here)} changed")
        told = [f"  {it.before} -> {it.after}  {plain(it.case)}" for it in here]
        lines += _some(told, everything=everything)
    return lines or ["nothing changed between the last two runs of any board"]


def drift_lines(told: Drift, *, everything: bool = False) -> list[str]:
    """Tell of what changed over the last nights, board by board."""
    lines: list[str] = []
    for board in sorted({it.board for it in told.alerts}):
        lines.append(f"{plain(board)}:")
        here = [it for it in told.alerts if it.board == board]
        lines += [f"  {it}" for it in alert_lines(here, everything=everything)]
    if told.compared and not lines:
        lines.append(f"nothing changed in {told.nights} nights")
    alone = (
        f"{plain(it)}: one run in {told.nights} nights: nothing to compare" for it in told.alone
    )
    return [*lines, *alone]


def since_lines(found: Sequence[Since], *, everything: bool = False) -> list[str]:
    """Count by version the cases that match since it; with `everything` name them."""
    lines: list[str] = []
    for board in sorted({it.board for it in found}):
        here = [it for it in found if it.board == board]
        lines.append(f"{plain(board)}: {len(here)} cases match")
        for version in sorted({it.version for it in here}, key=version_key):
            since = [it for it in here if it.version == version]
            always = sum(it.always for it in since)
            more = f", {always} of them in all runs" if always else ""
            lines.append(f"  since {plain(version)}: {len(since)}{more}")
            if everything:
                lines += [f"    {plain(it.case)}  ({it.run})" for it in since]
    return lines or ["no case matches"]


def summary_lines(boards: Sequence[tuple[str, int, datetime, datetime, str]]) -> list[str]:
    """Say of each board how many runs are known, from when to when, and its newest firmware."""
    rows = [
        (plain(board), [str(runs), f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}", plain(version)])
        for board, runs, first, last, version in boards
    ]
    return list(aligned([("", ["runs", "first", "last", "version"]), *rows]))


def _look(it: Look) -> str:
    figures = ", ".join(f"{name} {value:,.0f}" for name, value in it.figures.items())
    told = f"  {it.started:%Y-%m-%d %H:%M}  {plain(it.version):8} {it.verdict:11} {figures}"
    return f"{told}  {plain(it.detail)}".rstrip()


def _counts(tally: Counter[Word]) -> list[str]:
    return [str(tally[word] or ".") for word in COUNTED[1:]]


def _letter(code: int) -> str:
    return _LETTERS[WORDS[code]] if code >= 0 else "."


def _some(lines: Sequence[str], *, everything: bool) -> Iterator[str]:
    shown = lines if everything else lines[:LINES_SHOWN]
    yield from shown
    if rest := len(lines) - len(shown):
        yield f"  ... and {rest} more (--all lists them)"
