import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import Misconfigured
from harness.suite import reviews
from harness.suite.entry import LISTED, UNJUDGED, Entry
from harness.suite.reviews import Review, load, update
from harness.verdict import Word

A, B, C = "a" * 16, "b" * 16, "c" * 16


@dataclass(frozen=True)
class Told:
    case: str
    hash: str = A
    verdict: Word = Word.DIFFER
    detail: str = "expected 1, got 2"
    chapter: str = "cpython-builtins/test_a"
    matched: int = 2
    unfit: int = 0


WRITTEN = """\
# Written by pytest --update-expectations, which keeps a reason and a link that people have changed.
format = 1
reference = "3.11"  # CPython version it was last changed under

[cases]
"test_a.A.test_one" = { verdict = "DIFFER", hash = "aaaaaaaaaaaaaaaa", matched = 2, \
reason = "expected 1, got 2" }
"test_b.A.test_two" = { verdict = "TIMEOUT", hash = "bbbbbbbbbbbbbbbb", reason = "slow" }

[reviewed]
matches = '''
00ffffff
cccc0000 cccccccc
'''
"""
RUN = [
    Told("test_b.A.test_two", B, Word.TIMEOUT, "slow"),
    Told("test_a.A.test_one"),
    Told("test_c.A.test", C, Word.MATCH),
    Told("test_d.A.test", "cccc" + "0" * 12, Word.MATCH),
    Told("test_e.A.test", "00" + "f" * 14, Word.MATCH),
    Told("test_f.A.test", "9" * 16, Word.REFERENCE),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "profile" / "cpython-builtins.toml"
    assert update(file, RUN, "CPython 3.11.7")
    return file


def test_a_file_is_a_line_for_each_difference_and_the_hashes_of_what_matches(path: Path) -> None:
    assert path.read_text() == WRITTEN
    assert load(path) == Review(
        {
            "test_a.A.test_one": Entry(Word.DIFFER, A, "expected 1, got 2", None, 2),
            "test_b.A.test_two": Entry(Word.TIMEOUT, B, "slow"),
        },
        frozenset({"00ffffff", "cccc0000", "cccccccc"}),
    )


def test_the_documented_example_is_a_file(tmp_path: Path) -> None:
    document = reviews.__doc__ or ""
    example = "\n".join(it[4:] for it in document.splitlines() if it.startswith("    "))
    (tmp_path / "p.toml").write_text(example)
    review = load(tmp_path / "p.toml")
    assert review is not None
    assert str(review.cases["test_a.A.test_it"]) == "DIFFER: why"
    assert review.matches == {"00c0ffee", "00decade", "01234567"}


def test_an_absent_file_is_no_review(tmp_path: Path) -> None:
    assert load(tmp_path / "absent.toml") is None
    assert not update(tmp_path / "absent.toml", [RUN[-1]], "CPython 3.11.7")
    assert not list(tmp_path.iterdir())


def test_the_same_results_change_no_byte(path: Path) -> None:
    before = path.stat()
    assert not update(path, RUN, "CPython 3.12.0")
    assert not update(path, [], "CPython 3.12.0")
    assert not update(path, [Told("test_a.A.test_one", B, it) for it in UNJUDGED], "CPython 3.12.0")
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_what_people_wrote_stays_while_the_verdict_does(path: Path) -> None:
    mine = WRITTEN.replace(
        '"expected 1, got 2"', '''"floats \\u007f \\"short\\" é", link = "https://example.org/1"'''
    )
    path.write_text(mine)
    assert update(path, [Told("test_b.A.test_two", B, Word.MATCH)], "CPython 3.11.7")
    assert mine.splitlines()[5] in path.read_text().splitlines()
    assert update(path, [Told("test_a.A.test_one", C, matched=1)], "CPython 3.11.7")
    review = load(path)
    assert review is not None
    entry = review.cases["test_a.A.test_one"]
    assert entry == Entry(Word.DIFFER, C, 'floats \x7f "short" é', "https://example.org/1", 1)
    update(path, [Told("test_a.A.test_one", C, Word.CRASH, "gone")], "CPython 3.11.7")
    review = load(path)
    assert review is not None
    assert review.cases["test_a.A.test_one"].reason == "gone"


def test_how_much_matches_is_not_listed_where_memory_was_short(path: Path) -> None:
    assert update(path, [Told("test_a.A.test_one", A, matched=1, unfit=1)], "CPython 3.11.7")
    review = load(path)
    assert review is not None
    assert review.cases["test_a.A.test_one"].matched is None


def test_what_matches_no_more_is_no_reviewed_match_any_more(path: Path) -> None:
    assert update(path, [Told("test_c.A.test", C)], "CPython 3.11.7")
    review = load(path)
    assert review is not None
    assert review.matches == {"00ffffff", "cccc0000"}
    assert review.cases["test_c.A.test"].hash == C


def test_a_match_under_another_python_is_reviewed_beside_the_first(path: Path) -> None:
    assert update(path, [Told("test_c.A.test", "d" * 16, Word.MATCH)], "CPython 3.12.0")
    review = load(path)
    assert review is not None
    assert review.has_match(C)
    assert review.has_match("d" * 16)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format = 2\n", "format 2 is unknown"),
        ("format = 1\n", "`reference`"),
        (WRITTEN.replace("DIFFER", "DIFER"), r':6: cases."test_a.A.test_one": .*write "DIFFER"'),
        (WRITTEN.replace("matched =", "match ="), r":6: .*unknown key 'match'; write \"matched\""),
        (WRITTEN.replace("matched = 2", "matched = '2'"), ":6: .*got `str`.*matched"),
        (WRITTEN.replace("cccc0000", "cccc000"), "matches"),
        (WRITTEN.replace("cccc0000 ", "cccc0000"), "matches"),
        (WRITTEN.replace("[reviewed]", "[review]"), 'write "reviewed"'),
        (WRITTEN[:-4], "not TOML"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "p.toml"
    path.write_text(text)
    with pytest.raises(Misconfigured, match=rf"p\.toml.*{said}") as caught:
        load(path)
    assert len(str(caught.value).splitlines()) == 1
    with pytest.raises(Misconfigured):
        update(path, RUN, "CPython 3.11.7")
    assert path.read_text() == text


def test_ten_thousand_cases_are_read_in_a_moment(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    words = [*LISTED, *[Word.MATCH] * 5]
    run = [
        Told(f"test_{n}.A.test", f"{n * 7919:016x}"[::-1], words[n % 10], "seen " * 12)
        for n in range(10_000)
    ]
    assert update(path, run, "CPython 3.11.7")
    began = perf_counter()
    review = load(path)
    took = perf_counter() - began
    assert review is not None
    assert len(review.cases) == len(review.matches) == 5000
    assert took < 2  # seconds; 0.2 on an idle machine
    assert max(map(len, re.findall(r"^[0-9a-f ]+$", path.read_text(), re.MULTILINE))) < 250


TOLD = st.builds(
    Told,
    case=st.sampled_from(["test_a.A.test_one", "test_b.A.test_two", "test_z.A.t"])
    | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
    hash=st.sampled_from([A, B, C]),
    verdict=st.sampled_from(Word),
    detail=st.text(max_size=20),
    matched=st.integers(0, 9),
)


@given(told=st.lists(TOLD, unique_by=lambda it: it.case, max_size=8))
def test_an_update_holds_and_is_done_once(
    tmp_path_factory: pytest.TempPathFactory, told: list[Told]
) -> None:
    path = tmp_path_factory.mktemp("reviews") / "p.toml"
    path.write_text(WRITTEN)
    before = load(path)
    written = update(path, told, "CPython 3.12.1")
    text = path.read_text()
    assert written == (text != WRITTEN)
    assert not update(path, told, "CPython 3.12.1")
    assert path.read_text() == text
    assert tomllib.loads(text)["reference"] == ("3.12" if written else "3.11")

    after = load(path)
    assert before is not None
    assert after is not None
    differing = {it.hash for it in told if it.verdict in LISTED}
    for it in told:
        if it.verdict in LISTED:
            entry = after.cases[it.case]
            assert (entry.verdict, entry.hash) == (it.verdict, it.hash)
        elif it.verdict is Word.MATCH:
            assert it.case not in after.cases
            assert after.has_match(it.hash) == (it.hash not in differing)
    for case in before.cases.keys() - {it.case for it in told if it.verdict not in UNJUDGED}:
        assert after.cases[case] == before.cases[case]
