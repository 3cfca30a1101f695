"""The programs that measure keep their contract (testsuite/README.md)."""

from pathlib import Path

import pytest

from harness.suite.measuring import FOLDERS, measuring
from harness.suite.scripts import is_script, script_case

SUITE = Path(__file__).parents[2] / "testsuite"
FILES = [
    it
    for folder in sorted(FOLDERS)
    for it in sorted((SUITE / folder).rglob("*.py"))
    if is_script(it)
]


def named(path: Path) -> str:
    return path.relative_to(SUITE).as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_program_is_small_plain_and_says_what_it_measures(path: Path) -> None:
    text = path.read_bytes()
    assert len(text) <= 900
    assert text.isascii()
    assert b"\t" not in text
    claim = text.decode().splitlines()[0]
    in_comment = named(path).startswith(("memory/imports/", "memory/scripts/"))
    start, end = ("# ", ".") if in_comment else ('"""', '."""')
    assert claim.startswith(start)
    assert claim.endswith(end)


def test_no_two_programs_claim_the_same() -> None:
    claims = [it.read_text().splitlines()[0] for it in FILES]
    assert len(set(claims)) == len(claims) > 100


@pytest.mark.parametrize("path", FILES, ids=named)
def test_what_is_to_be_scaled_is(path: Path) -> None:
    case = measuring(script_case(path, SUITE))
    assert case.measures
    assert bool(case.scales) == (case.chapter in ("speed", "memory/objects"))


def test_a_script_has_twenty_lines() -> None:
    scripts = [it for it in FILES if named(it).startswith("memory/scripts/")]
    assert len(scripts) >= 5
    assert {it.read_text().count("\n") for it in scripts} == {20}
