"""Crashes and hangs as a page of Markdown, the same for the same findings."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from harness.history.record import excerpt
from harness.observation import Expected, Unusable
from harness.reduction.crashes import FATAL, FULL_SECONDS, Finding, Findings
from harness.verdict import Verdict, Word, transcript

_KINDS: Final = {Word.CRASH: "crash", Word.TIMEOUT: "hang"}
_NAMES_A_PLACE: Final = re.compile(r" in wasm function \d+$")
_SHOWN_CHARACTERS: Final = 1000  # of what CPython prints
_ALSO_SHOWN: Final = 3  # programs, besides the smallest, that end at the same place


def crash_page(findings: Findings, command: Sequence[str]) -> str:
    """Give the page; `command` is what makes it again.

    Programs that crash at the same place in the firmware, as far as one is named, share a section.
    """
    return "\n".join(_lines(findings, command)) + "\n"


def _lines(findings: Findings, command: Sequence[str]) -> Iterator[str]:
    run = findings.run
    ordered = sorted(findings.found, key=_place)
    groups = [sorted(group, key=_size) for _, group in groupby(ordered, key=_place)]
    groups.sort(key=lambda group: (FATAL.index(group[0].word), _size(group[0])))
    counts = [sum(group[0].word is word for group in groups) for word in _KINDS]
    board = f"{run.probe.get('implementation')} {run.probe.get('version')}"
    yield from ("# Crashes and hangs", "")
    yield (
        f"Programs that take the board `{run.board}` down, by the place in the firmware where it"
        f" ends (crashes: {counts[0]}), and programs that it has not ended in {FULL_SECONDS:g} s"
        f" and {run.reference} has (hangs: {counts[1]}). Each is the smallest that came of leaving"
        " things out of one of the cases named below it, and did so twice on a freshly reset board."
    )
    yield from ("", f"- made by `{' '.join(command)}`")
    yield f"- from the run `{run.run}` on {board} ({run.firmware})"
    for number, group in enumerate(groups, 1):
        yield from _section(number, group, run.reference)
    if findings.unreduced:
        yield from ("", "## Not reduced", "")
        yield from (f"- `{case}`: {why}" for case, why in sorted(findings.unreduced.items()))


def _section(number: int, group: Sequence[Finding], reference: str) -> Iterator[str]:
    smallest, *others = group
    word, evidence = smallest.word, _last_words(smallest)
    title = f"## {number}. {_KINDS[word].capitalize()}"
    yield from ("", f"{title}: {evidence}" if evidence else title, "")
    yield from _block("python", smallest.program)
    yield from ("", "| on | it |", "|---|---|")
    for fate, versions in groupby(smallest.fates, key=lambda it: _fate(it[1])):
        yield f"| {', '.join(version for version, _ in versions)} | {_cell(fate)} |"
    yield from ("", *_answer(smallest.answer, reference))
    if others:
        more = len(others) - _ALSO_SHOWN
        yield from ("", f"Also{f', and {more} programs more' if more > 0 else ''}:")
        for other in others[:_ALSO_SHOWN]:
            yield from ("", *_block("python", other.program))
    cases = sorted(case for finding in group for case in finding.cases)
    yield from ("", f"Found by {', '.join(f'`{case}`' for case in cases)}.")


def _last_words(finding: Finding) -> str:
    """Give what the newest version that still does it says."""
    said = [verdict.detail for _, verdict in finding.fates if verdict.word is finding.word]
    return said[-1] if said else ""


def _place(finding: Finding) -> tuple[Word, str, str]:
    """Give what programs with the same fault have in common; one that names no place is alone."""
    words = _last_words(finding)
    return finding.word, words, "" if _NAMES_A_PLACE.search(words) else finding.program


def _size(finding: Finding) -> tuple[int, str]:
    return len(finding.program), finding.program


def _fate(verdict: Verdict) -> str:
    """Tell of a verdict in a cell; each build has its own functions, so no place of a crash."""
    if kind := _KINDS.get(verdict.word):
        return kind
    return f"{verdict.word}: {verdict.detail}" if verdict.detail else verdict.word.value


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
