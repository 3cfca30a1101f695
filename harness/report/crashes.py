"""Crashes and hangs as a page of Markdown, the same for the same findings."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from harness.farm.crashes import FULL_SECONDS, Finding, Findings
from harness.history.record import excerpt
from harness.observation import Expected, Unusable
from harness.verdict import Word, transcript

_KINDS: Final = {Word.CRASH: "crash", Word.TIMEOUT: "hang"}
_SHOWN_CHARACTERS: Final = 1000  # of what CPython prints


def crash_page(findings: Findings, command: Sequence[str]) -> str:
    """Give the page; `command` is what makes it again."""
    return "\n".join(_lines(findings, command)) + "\n"


def _lines(findings: Findings, command: Sequence[str]) -> Iterator[str]:
    run = findings.run
    counts = [sum(it.word is word for it in findings.found) for word in _KINDS]
    board = f"{run.probe.get('implementation')} {run.probe.get('version')}"
    yield from ("# Crashes and hangs", "")
    yield (
        f"Programs that take the board `{run.board}` down (crashes: {counts[0]}), and programs that"
        f" it has not ended in {FULL_SECONDS:g} s and {run.reference} has (hangs: {counts[1]})."
        " Each is the smallest that came of leaving things out of the cases named below it, and did"
        " so twice on a freshly reset board."
    )
    yield from ("", f"- made by `{' '.join(command)}`")
    yield f"- from the run `{run.run}` on {board} ({run.firmware})"
    for number, finding in enumerate(findings.found, 1):
        yield from _section(number, finding, run.reference)
    if findings.unreduced:
        yield from ("", "## Not reduced", "")
        yield from (f"- `{case}`: {why}" for case, why in sorted(findings.unreduced.items()))


def _section(number: int, finding: Finding, reference: str) -> Iterator[str]:
    evidence = [verdict.detail for _, verdict in finding.fates if verdict.word is finding.word]
    title = f"## {number}. {_KINDS[finding.word].capitalize()}"
    yield from ("", f"{title}: {evidence[-1]}" if evidence else title, "")
    yield from _block("python", finding.program)
    yield from ("", "| on | it |", "|---|---|")
    for fate, versions in groupby(finding.fates, key=lambda it: it[1]):
        kind = _KINDS.get(fate.word, fate.word.value)
        told = f"{kind}: {fate.detail}" if fate.detail else kind
        yield f"| {', '.join(version for version, _ in versions)} | {_cell(told)} |"
    yield from ("", *_answer(finding.answer, reference), "")
    yield f"Found by {', '.join(f'`{case}`' for case in finding.cases)}."


def _answer(answer: Expected | Unusable, reference: str) -> Iterator[str]:
    if isinstance(answer, Unusable):
        yield f"{reference} has no answer: it {answer.reason}."
        return
    lines = transcript(answer.output, "".join(answer.exception[:1]))
    if not lines:
        yield f"{reference} prints nothing."
        return
    yield from (f"{reference} prints:", "")
    yield from _block("text", excerpt("\n".join(lines), _SHOWN_CHARACTERS))


def _block(language: str, text: str) -> Iterator[str]:
    """Fence a text, with more backquotes than it has in a row."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    yield from (f"{fence}{language}", text.rstrip("\n"), fence)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
