"""Where a verdict stands, among hand-written cases and among derived ones."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from harness.errors import Misconfigured
from harness.suite.expectations import Expectations, Standing, expectations_file, file_of, update
from harness.verdict import Word

OLD, NEW = "0" * 16, "1" * 16


@dataclass(frozen=True)
class Told:
    case: str
    hash: str = OLD
    verdict: Word = Word.DIFFER
    detail: str = "expected 1, got 2"
    chapter: str = "language/expressions"
    matched: int = 0
    unfit: int = 0


def derived(case: str, *, hash: str = OLD, verdict: Word = Word.DIFFER, matched: int = 3) -> Told:  # noqa: A002
    return Told(f"test_a.A.{case}", hash, verdict, "why", "cpython-builtins/test_a", matched)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A profile's file: of cases by hand b, c and a/x are listed, of derived ones more."""
    file = tmp_path / "expectations" / "micropython-1.29-wasm.toml"
    by_hand = [Told("b"), Told("c", verdict=Word.TOOBIG), Told("a/x", verdict=Word.UNSUPPORTED)]
    reviewed = [
        derived("differs"),
        derived("late", verdict=Word.TIMEOUT),
        derived("matches", hash="2" * 16, verdict=Word.MATCH),
    ]
    update(file, [*by_hand, *reviewed], "CPython 3.11.7")
    return file


@pytest.mark.parametrize("profile", ["micropython-1.29-wasm", "a", "a_b+c@d=1", "é"])
def test_a_profile_names_a_file(profile: str) -> None:
    assert expectations_file(Path("e"), profile) == Path("e") / f"{profile}.toml"


@pytest.mark.parametrize(
    "profile", ["", ".", "..", "../a", "a/b", "/a", "a\\b", ".a", "-a", "a\n", "a\0", "c:a", "a b"]
)
def test_a_profile_stays_in_its_folder(profile: str) -> None:
    with pytest.raises(Misconfigured, match="is no file name"):
        expectations_file(Path("e"), profile)


@pytest.mark.parametrize(
    ("case", "content_hash", "verdict", "standing"),
    [
        ("b", OLD, Word.DIFFER, Standing.KNOWN),
        ("c", OLD, Word.TOOBIG, Standing.KNOWN),
        ("a/x", OLD, Word.UNSUPPORTED, Standing.KNOWN),
        ("b", OLD, Word.MATCH, Standing.STALE_MATCH),
        ("c", OLD, Word.MATCH, Standing.STALE_MATCH),
        ("b", OLD, Word.CRASH, Standing.CHANGED),
        ("a/x", OLD, Word.DIFFER, Standing.CHANGED),
        ("b", NEW, Word.DIFFER, Standing.UNREVIEWED),
        ("b", NEW, Word.CRASH, Standing.UNREVIEWED),
        ("b", NEW, Word.MATCH, Standing.UNREVIEWED),
        ("d", OLD, Word.MATCH, Standing.NEW),
        ("d", OLD, Word.DIFFER, Standing.NEW),
        ("d", OLD, Word.SKIP, Standing.UNJUDGED),
        ("b", OLD, Word.SKIP, Standing.UNJUDGED),
        ("b", OLD, Word.FLAKY, Standing.UNJUDGED),
        ("b", NEW, Word.INFRA, Standing.UNJUDGED),
    ],
)
def test_where_a_verdict_on_a_hand_written_case_stands(
    path: Path, case: str, content_hash: str, verdict: Word, standing: Standing
) -> None:
    assert Expectations.load(path).compare(Told(case, content_hash, verdict)) is standing


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        (derived("differs"), Standing.KNOWN),
        (derived("differs", matched=2), Standing.CHANGED),
        (derived("differs", matched=4), Standing.CHANGED),
        (replace(derived("differs", matched=4), unfit=1), Standing.KNOWN),
        (derived("differs", verdict=Word.CRASH), Standing.CHANGED),
        (derived("differs", verdict=Word.MATCH), Standing.STALE_MATCH),
        (derived("late", verdict=Word.TIMEOUT, matched=1), Standing.KNOWN),
        (derived("matches", hash="2" * 16, verdict=Word.MATCH), Standing.NEW),
        (derived("matches", hash="2" * 16), Standing.NEW),
        (derived("matches", hash=NEW), Standing.UNREVIEWED),
        (derived("matches", hash=NEW, verdict=Word.MATCH), Standing.UNREVIEWED),
        (derived("differs", hash=NEW), Standing.UNREVIEWED),
        (derived("unknown", hash=NEW), Standing.UNREVIEWED),
        # The same program under another name, or listed for one Python and a match under another.
        (derived("unknown", hash="2" * 16), Standing.NEW),
        (derived("differs", hash="2" * 16), Standing.NEW),
        (derived("differs", verdict=Word.REFERENCE), Standing.UNJUDGED),
        (derived("unknown", verdict=Word.INFRA), Standing.UNJUDGED),
    ],
)
def test_where_a_verdict_on_a_derived_case_stands(
    path: Path, told: Told, standing: Standing
) -> None:
    assert Expectations.load(path).compare(told) is standing


def test_a_part_without_a_review_is_unreviewed_once_the_profile_has_another(path: Path) -> None:
    other = replace(derived("differs"), chapter="cpython-stdlib/test_a")
    assert Expectations.load(path).compare(other) is Standing.UNREVIEWED


def test_whatever_differs_on_a_new_board_fails(tmp_path: Path) -> None:
    known = Expectations.load(tmp_path / "new.toml")
    assert known.compare(derived("differs")) is Standing.NEW
    assert known.compare(Told("b")) is Standing.NEW


def test_what_is_listed_is_told(path: Path) -> None:
    known = Expectations.load(path)
    assert str(known.entry(Told("b"))) == "DIFFER: expected 1, got 2"
    assert str(known.entry(derived("differs"))) == "DIFFER (3 assertions match): why"
    assert str(known.entry(derived("late"))) == "TIMEOUT: why"
    assert known.entry(derived("unknown")) is None
    assert known.entry(replace(derived("differs"), chapter="cpython-stdlib/test_a")) is None


def test_each_part_of_the_derived_suite_has_a_file_of_its_own(path: Path) -> None:
    folder = path.parent / "micropython-1.29-wasm"
    assert file_of(path, derived("a")) == folder / "cpython-builtins.toml"
    assert file_of(path, Told("b")) == path
    stdlib = replace(derived("differs"), chapter="cpython-stdlib/test_a")
    assert update(path, [derived("differs"), stdlib], "CPython 3.11.7") == [
        folder / "cpython-stdlib.toml"
    ]
    assert sorted(it.name for it in folder.iterdir()) == [
        "cpython-builtins.toml",
        "cpython-stdlib.toml",
    ]


def test_an_update_changes_only_what_was_run(path: Path) -> None:
    before = path.read_bytes()
    (file,) = update(path, [derived("unknown", hash="3" * 16)], "CPython 3.12.1")
    assert path.read_bytes() == before
    known = Expectations.load(path)
    assert known.compare(derived("unknown", hash="3" * 16)) is Standing.KNOWN
    assert known.compare(derived("differs")) is Standing.KNOWN
    assert known.compare(derived("matches", hash="2" * 16)) is Standing.NEW
    assert 'reference = "3.12"' in file.read_text()
    assert update(path, [derived("unknown", hash="3" * 16)], "CPython 3.13.0") == []
