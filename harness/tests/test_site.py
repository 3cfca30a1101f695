"""The site's pure parts: the tree, the blob, the cards, the headline and the texts."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.history.record import Record, Result
from harness.history.standing import Night, Standing, Standings
from harness.report.table import COUNTED
from harness.site.blob import packed, packed_json, unpacked
from harness.site.cards import Card, cards, hash_of, overall, quiet, quoted
from harness.site.changes import Changes, Moved, Turn, changes_of, filter_word
from harness.site.headline import Score, alone, everywhere, rows
from harness.site.index import index_page
from harness.site.matrix import Column, Matrix, decoded, encoded, matrix_of
from harness.site.pages import site_files
from harness.site.shell import render
from harness.site.texts import chunks, command_of, shell_quoted
from harness.site.tree import Place, place_of, tree_of
from harness.site.uses import by_use
from harness.tests.site_records import NEWEST
from harness.tests.test_comparison import one, run
from harness.usage.book import Usage
from harness.usage.feature import Feature, Kind, Told
from harness.usage.tally import Count
from harness.verdict import Word

M, D, U, C, S = Word.MATCH, Word.DIFFER, Word.UNSUPPORTED, Word.CRASH, Word.SKIP
HOSTILE = "</script><img src=x onerror=alert(1)>\x00\x1b[31m\u202e\ud800'\"`\\"
TEXT = st.text(max_size=12) | st.text(alphabet="ab./:", max_size=8)


def standing(
    after: Record, before: Record | None = None, board: str = "wasm", *, stale: bool = False
) -> Standing:
    earlier, later = (
        msgspec.structs.replace(
            it, header=msgspec.structs.replace(it.header, board=board, started=NEWEST - age)
        )
        if it
        else None
        for it, age in ((before, timedelta(days=1)), (after, timedelta()))
    )
    assert later is not None
    nights = tuple(
        Night(it.header, {told.case: (told.hash, told.verdict) for told in it.results})
        for it in (earlier, later)
        if it
    )
    return Standing(board, later, earlier, nights, NEWEST, stale)


def matrix(*boards: Standing) -> Matrix:
    return matrix_of(boards, [changes_of(it) for it in boards])


@given(st.binary(max_size=500))
def test_a_blob_gives_back_what_was_packed_and_has_no_letter_of_html(content: bytes) -> None:
    text = packed(content)
    assert unpacked(text) == content
    assert re.fullmatch("[A-Za-z0-9+/=]*", text)


JSON = st.recursive(
    st.none() | st.integers() | st.text(alphabet=st.characters(codec=None), max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=9,
)


@given(JSON)
def test_json_survives_packing_with_lone_surrogates_and_all(data: object) -> None:
    assert json.loads(unpacked(packed_json(data))) == data


PLACES = {
    "derived": (
        "test_list.ListTest.test_append",
        "cpython-builtins/test_list",
        Place(("cpython-builtins", "test_list", "ListTest"), "test_append"),
    ),
    "derived, of a package": (
        "test_asyncio.test_tasks.PyTask.test_it",
        "cpython-stdlib/test_asyncio",
        Place(("cpython-stdlib", "test_asyncio", "test_tasks.PyTask"), "test_it"),
    ),
    "a surface": (
        "surface.builtins.list",
        "cpython-surface/builtins",
        Place(("cpython-surface", "builtins", "surface.builtins"), "list"),
    ),
    "written by hand": (
        "builtins/bytes/find_integer",
        "builtins/bytes",
        Place(("builtins", "bytes"), "find_integer"),
    ),
    "elsewhere": ("x", "language", Place(("language",), "x")),
    "its chapter and no more": ("language/", "language", Place(("language",), "language/")),
    "dots alone": ("...", "cpython-x/y", Place(("cpython-x", "y"), "...")),
    "nothing": ("", "", Place(("",), "")),
}


@pytest.mark.parametrize(("case", "chapter", "place"), PLACES.values(), ids=PLACES)
def test_a_case_has_a_place(case: str, chapter: str, place: Place) -> None:
    assert place_of(case, chapter) == place


CHAPTERS = st.dictionaries(TEXT, TEXT | st.sampled_from(["cpython-a/b", "a/b", "a"]), max_size=25)


@given(CHAPTERS)
def test_groups_are_ranges_and_every_case_is_in_one(chapters: dict[str, str]) -> None:
    tree = tree_of(chapters)
    assert sorted(tree.cases) == sorted(chapters)
    owned = [
        (index, group)
        for group in tree.groups
        for index in range(group.first, group.first + group.own)
    ]
    assert sorted(index for index, _ in owned) == list(range(len(chapters)))
    for index, group in owned:
        case = tree.cases[index]
        assert group.label == place_of(case, chapters[case]).groups[-1]
        assert tree.odd.get(index, group.prefix + tree.leaves[index]) == case
    for number, group in enumerate(tree.groups):
        assert group.parent < number
        if group.parent >= 0:
            around = tree.groups[group.parent]
            assert around.first + around.own <= group.first <= group.end <= around.end


NUMBERS = st.integers(0, 3) | st.integers(0, 2**48)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    tree = tree_of(draw(CHAPTERS))
    size = len(tree.cases)

    def column() -> Column:
        small = st.lists(st.integers(0, 10), min_size=size, max_size=size).map(tuple)
        large = st.lists(NUMBERS, min_size=size, max_size=size).map(tuple)
        return Column(*(draw(small) for _ in range(4)), *(draw(large) for _ in range(2)))

    columns = [column() for _ in range(draw(st.integers(0, 3)))]
    columns += columns[:1]  # a board like another is kept as no difference
    return Matrix(tree, tuple(f"b{it}" for it in range(len(columns))), tuple(columns))


@given(matrices())
def test_a_matrix_is_decoded_as_it_was_encoded(told: Matrix) -> None:
    assert decoded(encoded(told, {"more": 1})) == told


def test_boards_that_agree_cost_next_to_nothing() -> None:
    results = [one(f"c{it}", (M, D, U)[it * it % 3]) for it in range(3000)]
    alone, twice = (
        len(packed(encoded(matrix(*(standing(run(*results), board=it) for it in names)), {})))
        for names in (["a"], ["a", "b"])
    )
    assert twice < alone * 1.1


BEFORE = [
    one("stays", M),
    one("shakes", M),
    one("fails", M),
    one("sinks", D),
    one("rises", C),
    one("passes", U),
    one("gone", M),
    one("other", M, hash="1" * 16),
    one("loses", D, assertions=5, matched=4),
    one("gains", D, assertions=5, matched=1),
    one("grows", M, heap_before=0, heap_collected=100, work=1000),
    one("shrinks", M, heap_before=0, heap_collected=100, work=1000),
]
AFTER = [
    one("stays", M),
    one("shakes", Word.FLAKY),
    one("fails", D),
    one("sinks", C),
    one("rises", D),
    one("passes", M),
    one("new", D),
    one("other", D),
    one("loses", D, assertions=5, matched=2),
    one("gains", D, assertions=5, matched=2),
    one("grows", M, heap_before=0, heap_collected=164, work=1100),
    one("shrinks", M, heap_before=0, heap_collected=36, work=900),
]
TURNS = {
    "fails": Turn.FAILING,
    "sinks": Turn.FAILS_WORSE,
    "rises": Turn.FAILS_BETTER,
    "passes": Turn.PASSING,
    "new": Turn.NEW,
    "gone": Turn.GONE,
    "other": Turn.PROGRAM,
    "loses": Turn.LOST,
    "gains": Turn.GAINED,
    "shakes": Turn.UNTOLD,
}
MOVED = {"grows": Moved.RAM_UP | Moved.SLOWER, "shrinks": Moved.RAM_DOWN | Moved.FASTER}


def test_every_change_has_a_code_a_card_and_a_filter() -> None:
    told = standing(run(*AFTER), run(*BEFORE))
    found = changes_of(told)
    assert (found.turns, found.moved) == (TURNS, MOVED)
    (card,) = cards([told], [found])
    assert [(it.count, it.mood) for it in card.links] == [(1, "worse")] * 5 + [
        (1, "better")
    ] * 5 + [(1, "")] * 4
    words = {it.query.partition("changed:")[2] for it in card.links}
    assert words == {filter_word(it) for it in (*Turn, *Moved) if it}
    assert card.links[0].hash == "#q=board%3Awasm%20changed%3Afailing"


def test_a_card_counts_what_the_matrix_has() -> None:
    boards = [standing(run(*AFTER), run(*BEFORE), it) for it in ("a", "b")]
    changes = [changes_of(it) for it in boards]
    told = matrix_of(boards, changes)
    assert "gone" in told.tree.cases
    for column, card in zip(told.columns, cards(boards, changes), strict=True):
        failing = next(it for it in card.links if "changed:failing" in it.query)
        assert column.turns.count(Turn.FAILING) == failing.count
    assert overall(changes)[0].count == 1  # one case, on two boards


def test_a_case_that_is_gone_or_new_is_no_bad_news() -> None:
    (card,) = cards(
        [told := standing(run(one("a"), one("n", D)), run(one("a"), one("g")))], [changes_of(told)]
    )
    assert [(it.what, it.mood) for it in card.links] == [("new", ""), ("gone", "")]


def notes(*boards: Standing) -> list[tuple[str, list[str]]]:
    told: list[Card] = cards(boards, [changes_of(it) for it in boards])
    return [(note, [it.board for it in group]) for note, group in quiet(told)]


def test_a_board_that_lost_verdicts_has_not_nothing_changed() -> None:
    was = [one("a"), one("b", D), one("c", S), one("d", hash="1" * 16)]
    now = [one("a", Word.INFRA), one("b", Word.FLAKY), one("c", Word.INFRA), one("d", S)]
    told = standing(run(*now, one("e")), run(*was, one("e")))
    (card,) = cards([told], [changes_of(told)])
    assert [(it.count, it.mood, it.query) for it in card.links] == [
        (1, "", "board:wasm changed:program"),
        (2, "", "board:wasm changed:untold"),
    ]


def test_boards_with_nothing_to_tell_are_named_with_the_reason() -> None:
    same, other = run(one("a")), run(one("b"))
    told = notes(
        standing(same, board="first"),
        standing(same, same, board="calm"),
        standing(same, same, board="calm too"),
        standing(same, other, board="apart"),
        standing(same, run(one("a", D)), board="silent", stale=True),
    )
    assert told[0] == ("no data since 2026-11-22", ["silent"])
    assert told[-2] == ("nothing changed", ["calm", "calm too"])
    assert told[-1] == ("the first whole run: nothing to compare it with", ["first"])
    assert "no case in common" in told[1][0]


def test_a_card_names_the_firmware_before_where_it_is_another() -> None:
    board = standing(run(one("a", D), firmware="v2"), run(one("a"), firmware="v1 <b>"))
    told = Standings((board,), (), ())
    (page,) = render([index_page(told)], told).values()
    assert b">firmware was v1 &lt;b&gt;</p>" in page
    same = standing(run(one("a", D), firmware="v1"), run(one("a"), firmware="v1"))
    assert [it.firmware for it in cards([same], [changes_of(same)])] == [""]


def test_bad_news_come_first() -> None:
    good, bad, none = (
        standing(run(one("a", now)), run(one("a", before)), board)
        for board, before, now in (("a", D, M), ("b", M, D), ("c", M, M))
    )
    changes = [changes_of(it) for it in (good, bad, none)]
    assert [it.board for it in cards([good, bad, none], changes)] == ["b", "a", "c"]


WHOLE = [(0, 0, "-"), (0, 5, "0.0%"), (9997, 9999, "99.9%"), (1, 3, "33.3%"), (3, 3, "100%")]


@pytest.mark.parametrize(("matched", "of", "told"), WHOLE)
def test_percentages_are_rounded_down(matched: int, of: int, told: str) -> None:
    assert Score(matched, of).percent == told


WORDS = st.lists(st.sampled_from(Word), min_size=8, max_size=8)


@given(WORDS, WORDS)
def test_the_headline_is_counted_as_the_tables_count(left: list[Word], right: list[Word]) -> None:
    boards = [
        standing(run(*(one(f"c{n}", it, assertions=3, matched=n % 4) for n, it in enumerate(its))))
        for its in (left, right)
    ]
    told = matrix(*boards)
    for row, words in zip(rows(boards, told), (left, right), strict=True):
        judged = [n for n, it in enumerate(words) if it in COUNTED]
        assert row.cases == Score(words.count(M), len(judged))
        assert row.assertions == Score(sum(n % 4 for n in judged), 3 * len(judged))
        assert sum(wide for _, _, wide in row.bar) == (1000 if judged else 0)
    pairs = [it for it in zip(left, right, strict=True) if set(it) <= set(COUNTED)]
    assert everywhere(told) == Score(pairs.count((M, M)), len(pairs))
    assert alone(told) == [
        sum(a is M and b is not M for a, b in pairs),
        sum(b is M and a is not M for a, b in pairs),
    ]


def test_boards_are_held_together_where_the_program_is_the_same() -> None:
    same, other = one("a", M), one("a", M, hash="1" * 16)
    third = one("a", D, hash="1" * 16)
    assert everywhere(matrix(standing(run(same)), standing(run(same)))) == Score(1, 1)
    apart = matrix(standing(run(same)), standing(run(other)), standing(run(third)))
    assert everywhere(apart) == Score(0, 0)
    assert alone(apart) == [0, 0, 0]


QUOTED = {
    "wasm@1.24.1": "wasm@1.24.1",
    "/dev/ttyACM0": "/dev/ttyACM0",
    "": '""',
    "a b": '"a b"',
    'a"b\\': '"a\\"b\\\\"',
    "socket://h:1": '"socket://h:1"',
    "a,b": '"a,b"',
    "a\r\x1b\u202e": '"a\\u000d\\u001b\\u202e"',
    "\U000e0001": '"\\udb40\\udc01"',
    "hä": '"hä"',
}


@pytest.mark.parametrize(("name", "written"), QUOTED.items(), ids=repr)
def test_names_are_quoted_for_the_filter(name: str, written: str) -> None:
    assert quoted(name) == written
    assert re.fullmatch(r"#q=[\w.~%/-]*", hash_of(f"board:{written}"), re.ASCII)
    assert written.isprintable()


def chunk_of(content: bytes) -> dict[str, Any]:
    found = re.fullmatch(rb'onboard\.chunk\(\d+,"([A-Za-z0-9+/=]*)"\);\n', content)
    assert found
    told: dict[str, Any] = json.loads(unpacked(found[1].decode()))
    return told


def test_texts_stand_once_in_the_file_of_their_module() -> None:
    expected = one("a/b", D, chapter="a", expected="1\n2", seen="1\n3", detail="line 2")
    boards = [
        standing(run(expected, one("x", chapter="y/z")), board="one"),
        standing(run(msgspec.structs.replace(expected, seen="1\n4")), board="two"),
    ]
    firsts, files = chunks(matrix(*boards).tree, boards)
    assert (firsts, list(files)) == ([0, 1], ["data/0.js", "data/1.js"])
    told = chunk_of(files["data/0.js"])
    assert told["texts"] == ["line 2", "1\n2", "1\n3", "1\n4"]
    here, there = told["cases"][0]["boards"]
    assert here == {"nights": "D", "detail": 0, "expected": 1, "seen": 2}
    assert there == {"nights": "D", "detail": 0, "expected": 1, "seen": 3}
    assert chunk_of(files["data/1.js"])["cases"][0]["boards"][1] is None


def test_the_end_of_the_last_line_is_no_line_that_a_board_has_printed() -> None:
    it = one("a", D, chapter="a", expected="True\nTypeError", seen="True\nFalse\n")
    board = standing(run(it))
    _, files = chunks(matrix(board).tree, [board])
    assert chunk_of(files["data/0.js"])["texts"] == ["True\nTypeError", "True\nFalse"]


def test_a_night_is_a_letter_and_another_program_a_bar() -> None:
    told = standing(run(one("a", D)), run(one("a", M)))
    first, last = told.nights
    more = (
        Night(first.header, {"a": ("1" * 16, U)}),
        Night(first.header, {}),
        Night(first.header, {"a": ("1" * 16, Word.TIMEOUT)}),
        first,
        last,
    )
    told = replace(told, nights=more)
    _, files = chunks(matrix(told).tree, [told])
    here = chunk_of(files["data/0.js"])["cases"][0]["boards"][0]
    assert here
    assert here["nights"] == "U.H|MD"


def test_figures_are_told_with_what_they_were() -> None:
    told = standing(run(*AFTER), run(*BEFORE))
    tree = matrix(told).tree
    firsts, files = chunks(tree, [told])
    found = chunk_of(files["data/0.js"])["cases"][tree.cases.index("grows") - firsts[0]]
    assert found["boards"][0]
    assert found["boards"][0]["figures"] == {"live_bytes": [164, 100], "work_fuel": [1100, 1000]}


def test_the_command_is_quoted_for_a_shell() -> None:
    header = run().header
    told = msgspec.structs.replace(header, board="exec:a 'b'; rm -rf ~", suite="my suite")
    assert command_of(told) == "pytest --runxfail '--board=exec:a '\"'\"'b'\"'\"'; rm -rf ~'"
    boards = [
        standing(msgspec.structs.replace(run(one("c;d", chapter="x")), header=told), board="b")
    ]
    _, files = chunks(matrix(*boards).tree, boards)
    assert chunk_of(files["data/0.js"])["cases"][0]["nodes"] == ["'my suite/c;d.py'"]


def test_a_board_is_scored_by_use_where_uses_are_known() -> None:
    join, brackets = Feature(Kind.METHODS, "str.join"), Feature(Kind.SYNTAX, "list display")
    counts = {join: Count(9, 90), brackets: Count(1, 5)}
    cases = {"a/join": Told(join, ()), "a/list": Told(brackets, ())}
    usage = Usage({}, counts, cases, {})
    board = standing(run(one("a/join", D), one("a/list", M)), board="a b")
    found = by_use(board, usage)
    assert found.total.percent == 10
    told = [(it.name, it.files, it.told) for it in found.losses]
    assert told == [("str.join", 9, "0 of 1 cases")]
    assert found.losses[0].cases == [("a/join", "#case=a%2Fjoin&board=a%20b")]
    known = Standings((board,), (), ())
    page = site_files(known, usage)["index.html"]
    assert b"By use" in page
    assert b">method, in 9 files:</span> 0 of 1 cases" in page
    assert b"By use" not in site_files(known)["index.html"]


PASTED = ["plain", "a b", "it's", "\x1b[31m\r", "a\nb'c\\", "\u202eé", ""]


@pytest.mark.parametrize("text", PASTED)
def test_what_is_pasted_is_one_word_and_does_nothing_to_a_terminal(text: str) -> None:
    written = shell_quoted(text)
    assert written.isprintable()
    done = subprocess.run(["bash", "-c", f"printf %s {written}"], capture_output=True, check=True)
    assert done.stdout.decode() == text


def hostile() -> Standings:
    case = one(f"../../{HOSTILE}", D, chapter=f"{HOSTILE}/../..", expected=HOSTILE, seen=HOSTILE)
    board = standing(run(case, firmware=HOSTILE), board=f"../{HOSTILE}")
    return Standings((board,), (), (HOSTILE,))


def test_no_name_of_a_board_or_case_is_in_a_path() -> None:
    for path in site_files(hostile()):
        assert re.fullmatch(r"(static/|static/[a-z0-9]+/|data/)?[A-Za-z0-9.-]+", path), path


def test_nothing_of_a_board_is_html() -> None:
    told = hostile()
    (page,) = render([index_page(told)], told).values()
    text = page.decode()
    assert "<img" not in text
    assert "&lt;img" in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800]", text)
    assert text.count("</script>") == text.count("<script")


def test_a_board_that_never_ran_all_cases_says_so_beside_its_figures() -> None:
    some = Standings((standing(run(one(), selection=["builtins", "-k=<b>"])),), (), ())
    (page,) = render([index_page(some)], some).values()
    assert b">some cases: builtins -k=&lt;b&gt;</span>" in page
    every = Standings((standing(run(one())),), (), ())
    (page,) = render([index_page(every)], every).values()
    assert b"some cases: " not in page


def test_no_script_or_style_is_in_a_page_which_its_policy_would_refuse() -> None:
    told = hostile()
    for page in render([index_page(told)], told).values():
        text = page.decode()
        scripts = re.findall(r"<script\b([^>]*)>", text)
        assert all("src=" in it or "octet-stream" in it for it in scripts)
        assert not re.search(r"<style|\bstyle=|\bon\w+=\"", text)


PROGRAM = """
import sys, hashlib
from pathlib import Path
from harness.tests.site_records import Farm, farm
from harness.site.pages import site_files
for path, content in sorted(site_files(farm(Path(sys.argv[1]), Farm(3, 2, 60, 4))).items()):
    print(path, hashlib.sha256(content).hexdigest())
"""


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    told: list[str] = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"X{seed}"}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(folder)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        told.append(done.stdout)
    assert told[0] == told[1]
    assert "index.html" in told[0]


def changed(found: Sequence[Result]) -> Changes:
    return changes_of(standing(run(*found), run(*found)))


def test_what_does_not_change_is_not_told() -> None:
    found = changed(BEFORE)
    assert (found.turns, found.moved, found.untold) == ({}, {}, "")
