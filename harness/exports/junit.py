"""JUnit XML: a suite a board, a testcase a case.

Kept to the schema of Jenkins' xUnit plugin (`junit-10.xsd`), the strictest of those in use, which
decides two things.  A testcase has no `properties` there, so measures stand in its `system-out` as
lines `figure NAME VALUE`; nothing else does, for Jenkins and GitLab obey lines `[[ATTACHMENT|...]]`
in it, which no board may write.  And FLAKY has an element, `flakyFailure`, which readers show as a
flake or pass over; because a case of which that alone is said counts as passed, and FLAKY is no
pass, it is skipped, too.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from typing import Final, assert_never

from junitparser import Error, Failure, Skipped, SystemOut
from junitparser.xunit2 import FlakyFailure, JUnitXml, TestCase, TestSuite

from harness.exports.naming import file_stems
from harness.exports.rows import number
from harness.history.metrics import figures_of
from harness.history.record import (
    DETAIL_CHARACTERS,
    EXCERPT_CHARACTERS,
    Header,
    Record,
    Result,
    excerpt,
    one_line,
)
from harness.history.standing import Standing
from harness.verdict import Word

MERGED: Final = "junit.xml"
_SECONDS_DIGITS: Final = 3  # the schema has no more
# A line end is legal in XML, but its readers disagree about a carriage return.
_ILLEGAL: Final = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_files(boards: Sequence[Standing]) -> Iterator[tuple[str, bytes]]:
    """Give a file for each board, and one of all."""
    stems = file_stems(it.board for it in boards)
    suites = {stems[it.board]: suite(it.record, stale=it.stale) for it in boards}
    for stem, made in suites.items():
        yield f"junit/{stem}.xml", document([made])
    yield MERGED, document(suites.values())


def document(suites: Iterable[TestSuite]) -> bytes:
    """Give the XML of suites, with their sums."""
    root = JUnitXml("onboard")
    for it in suites:
        root.append(it)
    root.update_statistics()
    file = io.BytesIO()
    root.write(file)
    return file.getvalue()


def suite(record: Record, *, stale: bool = False) -> TestSuite:
    """Tell of one board's run; `stale` says that it is silent while other boards report."""
    header = record.header
    made = TestSuite(_attribute(header.board))
    made.timestamp = f"{header.started.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
    flaky = sum(it.verdict is Word.FLAKY for it in record.results)
    about = _properties(header) | {"flaky": str(flaky), "stale": _truth(stale)}
    for name, value in about.items():
        made.add_property(name, _attribute(value))
    made.extend(_case(it, header) for it in record.results)
    return made


def _properties(header: Header) -> dict[str, str]:
    """Give what one must know of a run, without what the board's probe did not say."""
    asked = {name: header.probe.get(name) for name in ("implementation", "version", "heap_bytes")}
    asked["firmware_bytes"] = header.firmware_bytes
    return {
        "board": header.board,
        "profile": header.profile,
        "firmware": header.firmware,
        **{name: str(value) for name, value in asked.items() if value is not None},
        "reference": header.reference,
        "run": header.run,
        "harness": header.harness,
        "exact": _truth(header.exact),
        "work_unit": header.work_unit,
        "selection": " ".join(header.selection),
    }


def _case(result: Result, header: Header) -> TestCase:
    """Tell of one case.  Readers keep histories by class and name, so the board is in the class."""
    seconds = round(result.host_seconds, _SECONDS_DIGITS)
    group = f"{header.board}.{result.chapter.replace('/', '.')}"
    case = TestCase(_attribute(result.case), _attribute(group), seconds)
    for it in _outcome(result):
        case.append(it)
    if lines := _measures(result, header.work_unit):
        case.append(SystemOut("\n".join(lines)))
    return case


def _outcome(result: Result) -> Iterator[Skipped | Failure | Error | FlakyFailure]:
    """Give nothing for a MATCH, and for all else its verdict and the evidence."""
    word = result.verdict
    detail = excerpt(_attribute(result.detail), DETAIL_CHARACTERS)
    match word:
        case Word.MATCH:
            return
        case Word.UNSUPPORTED | Word.TOOBIG | Word.SKIP | Word.REFERENCE:
            yield Skipped(f"{word}: {detail}", word)
        case Word.DIFFER | Word.CRASH | Word.TIMEOUT if result.known:
            yield Skipped(f"known difference, {word}: {detail}", word)
        case Word.DIFFER | Word.CRASH | Word.TIMEOUT:
            failure = Failure(f"{word}: {detail}", word)
            failure.text = _evidence(result)
            yield failure
        case Word.FLAKY:
            yield Skipped(f"{word}: {detail}", word)
            yield FlakyFailure(f"{word}: {detail}", word)
        case Word.INFRA:
            yield Error(f"{word}: {detail}", word)
        case _:
            assert_never(word)


def _evidence(result: Result) -> str:
    sides = (("expected", result.expected), ("seen", result.seen))
    return "\n".join(f"{side}:\n{legal(excerpt(text))}" for side, text in sides)


def _measures(result: Result, work_unit: str) -> list[str]:
    figures = figures_of(result, work_unit)
    if result.assertions:
        figures |= {"assertions": result.assertions, "matched_assertions": result.matched}
    return [f"figure {_attribute(name)} {number(value)}" for name, value in sorted(figures.items())]


def legal(text: str) -> str:
    r"""Make any text one that XML can hold: what it cannot is shown as `\x1b` is."""
    return _ILLEGAL.sub(lambda found: ascii(found[0])[1:-1], text)


def _attribute(text: str) -> str:
    return legal(one_line(text[:EXCERPT_CHARACTERS]))


def _truth(value: bool) -> str:  # noqa: FBT001 - a word for a value
    return "true" if value else "false"
