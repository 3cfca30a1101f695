"""`_results.json`, as MicroPython's own test runners write it and tools around them read it.

Source: `create_test_report` in MicroPython's tests/test_utils.py, as of 2026.  It has `args`, the
command line's; `results`, a list of [name, result, reason] where the result is pass, fail, skip or
ignored; and by name the `failed_tests` and `ignored_tests`.  A skip for the reason "too large" is
counted apart by its readers, and ignored is what failed and is known to be flaky.
"""

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

import msgspec

from harness.exports.naming import file_stems
from harness.history.record import DETAIL_CHARACTERS, Record, Result, excerpt, one_line
from harness.history.standing import Standing
from harness.verdict import Word

NAME: Final = "_results.json"
_TOO_LARGE: Final = "too large"


def micropython_files(boards: Sequence[Standing]) -> Iterator[tuple[str, bytes]]:
    """Give a file for each board, in a folder of its own as their `--result-dir` is."""
    stems = file_stems(it.board for it in boards)
    for it in boards:
        yield f"micropython/{stems[it.board]}/{NAME}", micropython_results(it.record)


def micropython_results(record: Record) -> bytes:
    """Give one run's file; where theirs has its options, this has what the run was."""
    header = record.header
    results = [(one_line(it.case), *_outcome(it)) for it in record.results]
    told = {
        "args": {
            "test_instance": one_line(header.board),
            "firmware": one_line(header.firmware),
            "reference": one_line(header.reference),
            "run": one_line(header.run),
            "command": [one_line(it) for it in header.command],
        },
        "results": results,
        "failed_tests": [name for name, result, _ in results if result == "fail"],
        "ignored_tests": [name for name, result, _ in results if result == "ignored"],
    }
    return msgspec.json.encode(told) + b"\n"


def _outcome(result: Result) -> tuple[str, str]:
    """Give the result and the reason; what fails on the bench fails there, too."""
    word = result.verdict
    told = f"{word}: {excerpt(one_line(result.detail), DETAIL_CHARACTERS)}"
    match word:
        case Word.MATCH:
            return "pass", ""
        case Word.TOOBIG:
            return "skip", _TOO_LARGE
        case Word.UNSUPPORTED | Word.SKIP | Word.REFERENCE:
            return "skip", told
        case Word.DIFFER | Word.CRASH | Word.TIMEOUT if result.known:
            return "skip", f"known difference, {told}"
        case Word.DIFFER | Word.CRASH | Word.TIMEOUT | Word.INFRA:
            return "fail", told
        case Word.FLAKY:
            return "ignored", f"flaky, {told}"
        case _:
            assert_never(word)
