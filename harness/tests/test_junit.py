"""JUnit XML: what each verdict becomes, what the strictest schema allows, and hostile boards.

The schema's elements, their attributes and children are tabled here, for its file is not ours.
"""

import io
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from junitparser.xunit2 import JUnitXml

from harness.exports.junit import document, junit_files, legal, suite
from harness.history.record import Record, Result
from harness.tests.standings import TEXT, all_words, hostile_records, standing
from harness.tests.test_comparison import one, run
from harness.verdict import Word

# By element: attributes it must have and may have, and its children.
_NOTED: Final = (set[str](), {"type", "message"}, set[str]())
SCHEMA: Final = {
    "testsuites": (set[str](), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"time", "skipped", "timestamp", "hostname", "id", "package"},
        {"properties", "testcase"},
    ),
    "properties": (set[str](), set[str](), {"property"}),
    "property": ({"name", "value"}, set[str](), set[str]()),
    "testcase": (
        {"name"},
        {"time", "classname"},
        {"skipped", "error", "failure", "flakyFailure", "system-out"},
    ),
    "skipped": _NOTED,
    "error": _NOTED,
    "failure": _NOTED,
    "flakyFailure": ({"type"}, {"message"}, set[str]()),
    "system-out": (set[str](), set[str](), set[str]()),
}
OUTCOMES: Final = {
    Word.MATCH: ([], []),
    Word.UNSUPPORTED: (["skipped"], ["skipped"]),
    Word.DIFFER: (["failure"], ["skipped"]),
    Word.TOOBIG: (["skipped"], ["skipped"]),
    Word.TIMEOUT: (["failure"], ["skipped"]),
    Word.CRASH: (["failure"], ["skipped"]),
    Word.SKIP: (["skipped"], ["skipped"]),
    Word.REFERENCE: (["skipped"], ["skipped"]),
    Word.FLAKY: (["skipped", "flakyFailure"], ["skipped", "flakyFailure"]),
    Word.INFRA: (["error"], ["error"]),
}


def check(data: bytes) -> ET.Element:
    """Parse a document and hold it to the schema."""
    root = ET.fromstring(data)  # noqa: S314 - our own
    assert root.tag == "testsuites"
    for element in root.iter():
        must, may, children = SCHEMA[element.tag]
        assert must <= element.attrib.keys() <= must | may
        assert {it.tag for it in element} <= children
    for element in root.findall(".//*[@time]"):
        assert len(element.attrib["time"].partition(".")[2]) <= 3
    return root


def told(*results: Result) -> list[ET.Element]:
    return check(document([suite(run(*results))])).findall(".//testcase")


@pytest.mark.parametrize("word", Word)
def test_each_verdict_is_told_with_its_evidence(word: Word) -> None:
    for known, expected in zip((False, True), OUTCOMES[word], strict=True):
        (case,) = told(one("a", word, detail="why", known=known))
        assert [it.tag for it in case] == expected
        for it in case:
            assert it.attrib["type"] == word
            assert it.attrib["message"].endswith(f"{word}: why")


def test_the_sums_are_those_of_the_verdicts() -> None:
    every = run(*all_words())
    root = check(document([suite(every), suite(every)]))
    assert (root.attrib["tests"], root.attrib["failures"], root.attrib["errors"]) == (
        "40",
        "6",
        "4",
    )
    assert {it.attrib["skipped"] for it in root} == {"13"}


def test_a_failure_has_both_sides() -> None:
    (case,) = told(one("a", Word.DIFFER, expected="1\n2\n", seen="1\n3\n"))
    assert case[0].text == "expected:\n1\n2\n\nseen:\n1\n3\n"


def test_measures_are_lines_and_nothing_that_a_board_printed_is_beside_them() -> None:
    measured = one(
        "a", heap_before=100, heap_collected=196, min_heap=4304, work=2**60, assertions=3,
        matched=2, figures={"pause_us": 1.5}, seen="[[ATTACHMENT|/etc/passwd]]",
    )  # fmt: skip
    (case,) = told(measured)
    assert case.findtext("system-out") == "\n".join(
        (
            "figure assertions 3", "figure live_bytes 96", "figure matched_assertions 2",
            "figure min_heap_bytes 4304", "figure pause_us 1.5", f"figure work_fuel {2**60}",
        )
    )  # fmt: skip
    assert told(one("a"))[0].find("system-out") is None


def test_a_suite_says_what_was_run_where() -> None:
    record = run(
        one("a", Word.FLAKY), board="wasm", firmware="v1.29", firmware_bytes=512,
        probe={"heap_bytes": 10048, "version": "1.29.0"}, selection=["testsuite/memory", "-k x"],
    )  # fmt: skip
    root = check(document([suite(record, stale=True)]))
    (made,) = root
    assert made.attrib["name"] == "wasm"
    assert made.attrib["timestamp"] == "2026-11-21T03:04:00"
    found = {it.attrib["name"]: it.attrib["value"] for it in root.iter("property")}
    assert found == {
        "board": "wasm", "profile": "p", "firmware": "v1.29", "firmware_bytes": "512",
        "version": "1.29.0", "heap_bytes": "10048", "reference": "CPython 3.11.7", "run": "wasm",
        "harness": "0.1.0", "exact": "true", "work_unit": "fuel", "flaky": "1", "stale": "true",
        "selection": "testsuite/memory -k x",
    }  # fmt: skip


def test_junitparser_reads_what_it_wrote() -> None:
    data = document([suite(run(*all_words(), board="a")), suite(run(one(), board="b"))])
    read = JUnitXml.fromfile(io.BytesIO(data))
    assert [it.name for it in read] == ["a", "b"]
    assert (read.tests, read.failures, read.errors) == (21, 6 // 2, 2)
    cases = {case.name: case for it in read for case in it}
    assert cases["flaky"].is_skipped
    assert cases["crash"].is_failure
    assert cases["crash_known"].is_skipped
    assert cases["infra"].is_error


@given(hostile_records())
def test_whatever_a_board_says_is_legal(record: Record) -> None:
    data = document([suite(record)])
    root = check(data)
    assert len(root.findall(".//testcase")) == len(record.results)
    assert JUnitXml.fromfile(io.BytesIO(data)).tests == len(record.results)


@given(TEXT)
def test_legal_text_comes_back_as_it_was_written(text: str) -> None:
    element = ET.Element("a")
    element.text = legal(text)
    read = ET.fromstring(ET.tostring(element)).text or ""  # noqa: S314 - our own
    assert read == element.text
    if text.isascii() and text.isprintable():
        assert read == text


def test_a_megabyte_is_cut() -> None:
    flood = "\x00]]>" * 250_000
    record = run(one(flood, Word.DIFFER, detail=flood, expected=flood, seen=flood))
    data = document([suite(record)])
    check(data)
    assert len(data) < 100_000


def test_there_is_a_file_for_each_board_and_one_of_all() -> None:
    boards = [standing(run(one(), board=name)) for name in ("../../x", "wasm")]
    files = dict(junit_files(boards))
    assert list(files) == ["junit/x.xml", "junit/wasm.xml", "junit.xml"]
    assert [it.attrib["name"] for it in check(files["junit.xml"])] == ["../../x", "wasm"]
    assert [it.attrib["name"] for it in check(files["junit/wasm.xml"])] == ["wasm"]
    assert dict(junit_files(boards)) == files


def test_the_same_case_on_two_boards_has_two_histories() -> None:
    boards = [standing(run(one("a"), board=name)) for name in ("wasm", "microbit")]
    cases = check(dict(junit_files(boards))["junit.xml"]).findall(".//testcase")
    assert len({(it.attrib["classname"], it.attrib["name"]) for it in cases}) == 2
