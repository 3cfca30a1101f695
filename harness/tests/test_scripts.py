"""Files become cases: what is read, what it is called, and what answer comes with it."""

from pathlib import Path

import pytest

from harness.errors import Misconfigured
from harness.observation import Expected
from harness.pattern import matches
from harness.suite.scripts import UNITTEST_PASSED, is_script, script_case

RULE = "-" * 70
SUMMED_UP = Expected(UNITTEST_PASSED, pattern=True)


def written(folder: Path, content: bytes, name: str = "case.py") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "program"),
    [
        (b"", ""),
        (b"print(1)\n", "print(1)\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"\xef\xbb\xbfa = 1\r\n", "a = 1\n"),
        ("print('\u00e9')".encode(), "print('\u00e9')"),
        (b"a = '\r'\tb", "a = '\r'\tb"),
    ],
)
def test_a_file_is_read_as(tmp_path: Path, content: bytes, program: str) -> None:
    path = written(tmp_path, content)
    case = script_case(path, tmp_path)
    assert (case.program, case.path, case.expected) == (program, path, None)


@pytest.mark.parametrize(
    ("name", "case_id", "chapter"),
    [
        ("language/expressions/calls.py", "language/expressions/calls", "language/expressions"),
        ("basics/a.b.py", "basics/a.b", "basics"),
        ("a.py", "a", "root"),
    ],
)
def test_a_case_is_called(tmp_path: Path, name: str, case_id: str, chapter: str) -> None:
    case = script_case(written(tmp_path / "root", b"", name), tmp_path / "root")
    assert (case.id, case.chapter) == (case_id, chapter)


@pytest.mark.parametrize(
    ("content", "evidence"),
    [
        (b"ab\xff", "byte 2 is not UTF-8"),
        (b"\xc3\xa9\xc3", "byte 2 is not UTF-8"),
        (b"ab\0", "byte 2 is the control character U+0000"),
        (b"\xc3\xa9\4", "byte 2 is the control character U+0004"),
        (b"\3", "byte 0 is the control character U+0003"),
        (b"\xef\xbb\xbf\1", "byte 3 is the control character U+0001"),
    ],
)
def test_a_file_is_refused(tmp_path: Path, content: bytes, evidence: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(Misconfigured) as caught:
        script_case(path, tmp_path)
    assert str(caught.value).startswith(f"{path}: {evidence}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="No such file"):
        script_case(tmp_path / "case.py", tmp_path)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"", Expected("")),
        (b"1\r\n2\r\n", Expected("1\n2\n")),
        (b"a\0b\n", Expected("a\0b\n")),
        (b"########\nFalse\n", Expected("########\nFalse\n", pattern=True)),
        (b"at ########\n", Expected("at ########\n", pattern=True)),
        (b"################\n", Expected("################\n")),
    ],
)
def test_an_answer_beside_the_file_is_taken(
    tmp_path: Path, answer: bytes, expected: Expected
) -> None:
    written(tmp_path, answer, "case.py.exp")
    assert script_case(written(tmp_path, b"print(1)"), tmp_path).expected == expected


@pytest.mark.parametrize("answer", [b"\xff", b"a\4"])
def test_an_answer_that_no_board_could_give_is_refused(tmp_path: Path, answer: bytes) -> None:
    path = written(tmp_path, answer, "case.py.exp")
    with pytest.raises(Misconfigured, match="byte") as caught:
        script_case(written(tmp_path, b"print(1)"), tmp_path)
    assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("import unittest\nunittest.main()", SUMMED_UP),
        ("import os, unittest\nif __name__ == '__main__':\n    unittest.main()", SUMMED_UP),
        ("import unittest as u\nu.main(verbosity=2)", SUMMED_UP),
        ("from unittest import TestCase, main\nmain()", SUMMED_UP),
        ("from unittest import main as go\ngo()", SUMMED_UP),
        ("import unittest\ndef f():\n    unittest.main()\nx = '\\d'", SUMMED_UP),
        ("import unittest\nunittest.TestCase", None),
        ("import unittest\nunittest.main", None),
        ("import unittest\nmain()", None),
        ("# import unittest\nunittest.main()", None),
        ("print('import unittest; unittest.main()')", None),
        ("import unittest.mock\nmock.main()", None),
        ("import unittest\nunittest.main()\nx =", None),
        ("import unittest\nx = " + "(" * 500 + ")" * 500, None),
    ],
)
def test_a_program_that_runs_unittest_is_judged_by_its_summary(
    tmp_path: Path, program: str, expected: Expected | None
) -> None:
    assert script_case(written(tmp_path, program.encode()), tmp_path).expected == expected


def test_a_summary_goes_before_an_answer_beside_the_file(tmp_path: Path) -> None:
    written(tmp_path, b"1\n", "case.py.exp")
    path = written(tmp_path, b"import unittest\nunittest.main()")
    assert script_case(path, tmp_path).expected == SUMMED_UP


@pytest.mark.parametrize(
    ("output", "passed"),
    [
        (f"test_a (__main__.T) ... ok\n{RULE}\nRan 1 tests\n\nOK\n", True),
        (f"test_a (T) ... skipped: no\n{RULE}\nRan 12 tests\n\nOK (skipped=2)\n", True),
        ("test_a (T) ... ok\nRan 1 tests\n\nOK\n", True),  # before the rule was printed
        (f"{RULE}\nRan 0 tests\n\nOK\n", True),
        (f"{RULE}\nRan 3 tests\n\nFAILED (failures=1, errors=0)\n", False),
        (f"test_a ... {RULE}\nRan 1 tests\n\n", False),
        ("OK\n", False),
        ("\nOK\n", False),
        (f"{RULE}\nRan 1 tests\n\nOK\nmore\n", False),
        ("SKIP\n", False),
        ("", False),
    ],
)
def test_a_summary_says_whether_all_went_well(output: str, *, passed: bool) -> None:
    assert matches(UNITTEST_PASSED, output) == passed


@pytest.mark.parametrize(
    ("name", "is_case"),
    [
        ("a.py", True),
        ("a_b.py", True),
        ("test_a.py", True),
        ("conftest.py", False),
        ("__init__.py", False),
        ("_a.py", False),
        (".a.py", False),
        ("a.py.exp", False),
        ("a.pyc", False),
        ("a", False),
        (".py", False),
    ],
)
def test_files_that_are_cases(name: str, *, is_case: bool) -> None:
    assert is_script(Path("folder", name)) == is_case


def test_the_answer_is_part_of_the_content(tmp_path: Path) -> None:
    path = written(tmp_path, b"print(1)")
    before = script_case(path, tmp_path).content_hash
    written(tmp_path, b"1\n", "case.py.exp")
    assert script_case(path, tmp_path).content_hash != before
