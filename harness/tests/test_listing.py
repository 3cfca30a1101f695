import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import Misconfigured
from harness.suite import listing
from harness.suite.entry import LISTED, UNJUDGED, Entry
from harness.suite.listing import load, update
from harness.verdict import Word

OLD, NEW = "0" * 16, "1" * 16


@dataclass(frozen=True)
class Told:
    case: str
    hash: str = OLD
    verdict: Word = Word.DIFFER
    detail: str = "expected 1, got 2"
    chapter: str = "a"
    matched: int = 0
    unfit: int = 0


LISTING = """\
# Reviewed by hand.
format = 1
reference = "3.11"  # CPython version it was last changed under

# Numbers

# why b is first
[cases."b"]
verdict = "DIFFER"  # since 1.20
hash = "0000000000000000"
reason = "floats are short"
link = "https://example.org/1"

# Modules

[cases."a/x"]  # nothing to do
verdict = "UNSUPPORTED"
reason = '''
no module
here'''
hash = "0000000000000000"
# still so in 1.29

[cases."c"]
verdict = "TOOBIG"
hash = "0000000000000000"
reason = "heap"

# The end.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "micropython-1.29-wasm.toml"
    file.write_text(LISTING)
    return file


def test_a_file_is_read(path: Path) -> None:
    known = load(path)
    assert known["b"] == Entry(Word.DIFFER, OLD, "floats are short", "https://example.org/1")
    assert list(known) == ["b", "a/x", "c"]
    assert str(known["b"]) == "DIFFER: floats are short (https://example.org/1)"
    assert str(known["c"]) == "TOOBIG: heap"


def test_an_absent_file_lists_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "absent.toml") == {}


def test_the_documented_example_is_a_file(tmp_path: Path) -> None:
    document = listing.__doc__ or ""
    example = "\n".join(it[4:] for it in document.splitlines() if it.startswith("    "))
    (tmp_path / "p.toml").write_text(example)
    known = load(tmp_path / "p.toml")
    assert str(known["language/expressions/chained_comparison"]) == "DIFFER: why (https://...)"


HEAD = 'format = 1\nreference = "3.11"\n'
BODY = f'verdict = "DIFFER"\nhash = "{OLD}"\nreason = "r"\n'
WRONG = {
    "not TOML": (HEAD + "x = = 1\n", r":3: not TOML: .*"),
    "cut short": (HEAD + '[cases."a"]\nreason = "', r": not TOML: "),
    "twice": (HEAD + f'[cases."a"]\n{BODY}[cases."a"]\n{BODY}', r":7: not TOML: "),
    "no format": ('reference = "3.11"\n', r":1: .*`format`"),
    "format 2": (
        'format = 2\nother = 1\nreference = "3.11"\n',
        r": format 2 is unknown, 1 is read",
    ),
    "format text": ('format = "1"\nreference = "3.11"\n', r": format '1' is unknown"),
    "format true": ('format = true\nreference = "3.11"\n', r":1: .*`int`, got `bool`"),
    "no reference": ("format = 1\n", r":1: .*`reference`"),
    "full reference": ('format = 1\nreference = "3.11.7"\n', r":2: .*reference"),
    "number reference": ("format = 1\nreference = 3.11\n", r":2: .*`str`, got `float`"),
    "unknown table": (HEAD + "[case.a]\n", r":3: unknown key 'case'; write \"cases\""),
    "cases no table": (HEAD + "cases = 1\n", r":3: .*cases"),
    "case no table": (HEAD + "cases.a = 1\n", r":3: cases.\"a\": .*`object`, got `int`"),
    "unknown key": (
        HEAD + f'[cases."a"]\n{BODY}\n[cases."b/c"]\n{BODY}reasn = "x"\n',
        r":12: cases.\"b/c\": unknown key 'reasn'; write \"reason\"",
    ),
    "reference of a case": (
        HEAD + f"[cases.a]\n{BODY}reference = '3.12'\n",
        r":7: cases.\"a\": unknown key 'reference'",
    ),
    "far key": (HEAD + f"[cases.a]\n{BODY}qqq = 1\n", r":7: .*write one of verdict, hash, reason"),
    "misspelt verdict": (
        HEAD + f"[cases.a]\n{BODY}".replace("DIFFER", "DIFER"),
        r":4: cases.\"a\": verdict 'DIFER' .*; write \"DIFFER\"",
    ),
    "small verdict": (
        HEAD + f"[cases.a]\n{BODY}".replace("DIFFER", "timeout"),
        r":4: .*write \"TIMEOUT\"",
    ),
    "number verdict": (
        HEAD + f"[cases.a]\n{BODY}".replace('"DIFFER"', "3"),
        r":4: .*got `int`.*verdict",
    ),
    "no reason": (HEAD + f'[cases.a]\nverdict = "DIFFER"\nhash = "{OLD}"\n', r":3: .*`reason`"),
    "empty reason": (HEAD + f"[cases.a]\n{BODY}".replace('"r"', '""'), r":6: .*reason"),
    "short hash": (HEAD + f"[cases.a]\n{BODY}".replace(OLD, "12"), r":5: .*hash"),
} | {
    f"verdict {word}": (
        HEAD + f"[cases.a]\n{BODY}".replace("DIFFER", word),
        rf":4: .*verdict '{word}' cannot be expected; write",
    )
    for word in (Word.MATCH, *sorted(UNJUDGED))
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant_is_refused_in_one_line(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "p.toml"
    path.write_text(text)
    with pytest.raises(Misconfigured, match=rf"p\.toml{message}") as caught:
        load(path)
    assert len(str(caught.value).splitlines()) == 1


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"\xe9")
    for path in (tmp_path, tmp_path / "latin.toml"):
        with pytest.raises(Misconfigured, match="cannot be read"):
            load(path)


@pytest.mark.parametrize("reference", ["CPython 3.11.9", "CPython 3.12.0"])
def test_the_same_results_change_no_byte(path: Path, reference: str) -> None:
    before = path.stat()
    same = [Told("b"), Told("c", verdict=Word.TOOBIG), Told("d", verdict=Word.MATCH)]
    assert not update(path, same, reference)
    assert not update(path, [], reference)
    assert not update(path, [Told("b", NEW, word) for word in UNJUDGED], reference)
    assert path.read_text() == LISTING
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_new_hash_keeps_reason_link_and_comments(path: Path) -> None:
    assert update(path, [Told("b", NEW), Told("c", verdict=Word.INFRA)], "CPython 3.11.7")
    assert path.read_text() == LISTING.replace(OLD, NEW, 1)


def test_another_verdict_takes_its_detail_for_a_reason(path: Path) -> None:
    update(path, [Told("b", OLD, Word.CRASH, "hard fault\nsecond")], "CPython 3.11.7")
    assert path.read_text() == LISTING.replace("DIFFER", "CRASH").replace(
        "floats are short", "hard fault"
    )


def test_a_match_is_taken_out_with_its_own_comments_only(path: Path) -> None:
    update(path, [Told("b", verdict=Word.MATCH)], "CPython 3.11.7")
    start, end = LISTING.index("# why b"), LISTING.index("\n# Modules")
    assert path.read_text() == LISTING[:start] + LISTING[end:]

    update(path, [Told("a/x", verdict=Word.MATCH)], "CPython 3.11.7")
    text = path.read_text()
    assert "# Numbers" in text
    assert "# Modules" in text
    assert "still so" not in text
    update(path, [Told("c", NEW, verdict=Word.MATCH)], "CPython 3.11.7")
    assert load(path) == {}
    assert path.read_text().endswith("# The end.\n")


def test_new_ones_come_sorted_before_the_end(path: Path) -> None:
    told = [Told('z"\\é', detail=""), Told("aa", detail="\x1b[1mbad\ud800" + "x" * 500)]
    assert update(path, told, "CPython 3.11.7")
    text = path.read_text()
    assert text.startswith(LISTING[: LISTING.index("\n# The end.")])
    assert text.endswith("\n\n# The end.\n")
    cases = load(path)
    assert list(cases) == ["b", "a/x", "c", "aa", 'z"\\é']
    assert cases["aa"].reason.startswith("?[1mbad?xxx")
    assert len(cases["aa"].reason) == 200
    assert cases['z"\\é'].reason == "DIFFER, no detail"


def test_a_file_is_made_only_for_a_difference(tmp_path: Path) -> None:
    path = tmp_path / "expectations" / "p.toml"
    assert not update(path, [Told("a", verdict=Word.MATCH)], "CPython 3.11.7")
    assert not path.parent.exists()
    assert update(path, [Told("a/b")], "CPython 3.11.7")
    assert path.read_text() == (
        "format = 1\n"
        'reference = "3.11"  # CPython version it was last changed under\n'
        "\n"
        '[cases."a/b"]\n'
        'verdict = "DIFFER"\n'
        'hash = "0000000000000000"\n'
        'reason = "expected 1, got 2"\n'
    )
    assert [it.name for it in path.parent.iterdir()] == ["p.toml"]


def test_the_reference_is_noted_with_a_change(path: Path) -> None:
    assert update(path, [Told("b", NEW)], "CPython 3.12.1")
    assert path.read_text() == LISTING.replace("3.11", "3.12").replace(OLD, NEW, 1)
    assert not update(path, [Told("b", NEW)], "CPython 3.13.0")


@pytest.mark.parametrize(
    "text",
    [
        HEAD + f'[cases]\na = {{verdict = "DIFFER", hash = "{OLD}", reason = "r"}}\n',
        HEAD + f"[cases.a]\n{BODY}".replace('"r"', "'''\n[cases.x]\n'''"),
        HEAD + f'cases.a.verdict = "DIFFER"\ncases.a.hash = "{OLD}"\ncases.a.reason = "r"\n',
    ],
    ids=["inline", "a head within a text", "dotted"],
)
def test_what_is_not_safe_to_edit_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.toml"
    path.write_text(text)
    assert not update(path, [Told("a")], "CPython 3.11.7")
    with pytest.raises(Misconfigured, match="is not safe to edit"):
        update(path, [Told("a", NEW)], "CPython 3.11.7")
    assert path.read_text() == text


def test_a_file_without_a_last_newline_can_grow(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_bytes((HEAD + f"\n[cases.a]\n{BODY}").rstrip().replace("\n", "\r\n").encode())
    assert update(path, [Told("b")], "CPython 3.11.7")
    assert list(load(path)) == ["a", "b"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Misconfigured, match="cannot be"):
        update(tmp_path / "file" / "p.toml", [Told("a")], "CPython 3.11.7")


IDS = st.sampled_from(["b", "a/x", "c", "d", "e.f", "test_a.A.test"]) | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8
)
TOLD = st.builds(
    Told,
    case=IDS,
    hash=st.sampled_from([OLD, NEW]),
    verdict=st.sampled_from(Word),
    detail=st.text(max_size=20),
)


@given(
    told=st.lists(TOLD, unique_by=lambda it: it.case, max_size=8),
    reference=st.sampled_from(["CPython 3.11.7", "CPython 3.12.0"]),
    listing=st.sampled_from([LISTING, None]),
)
def test_an_update_holds_and_is_done_once(
    tmp_path_factory: pytest.TempPathFactory, told: list[Told], reference: str, listing: str | None
) -> None:
    path = tmp_path_factory.mktemp("expectations") / "p.toml"
    if listing is not None:
        path.write_text(listing)
    before = load(path)
    written = update(path, told, reference)
    text = path.read_bytes() if path.exists() else None
    assert not update(path, told, reference)
    assert (path.read_bytes() if path.exists() else None) == text
    assert written == (text != (None if listing is None else listing.encode()))

    after = load(path)
    judged = {it.case: it for it in told if it.verdict not in UNJUDGED}
    for case in judged.values():
        entry = after.get(case.case)
        assert (entry is not None) == (case.verdict in LISTED)
        assert entry is None or (entry.verdict, entry.hash) == (case.verdict, case.hash)
    for case_id in before.keys() - judged.keys():
        assert after[case_id] == before[case_id]
    if text is not None:
        table = tomllib.loads(text.decode())
        assert table["format"] == 1
        assert table["reference"] == (reference[8:12] if written else "3.11")
