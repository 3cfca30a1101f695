"""The summary of all boards: what changed, how it is shared out, and hostile boards in Markdown."""

import re
from datetime import timedelta
from typing import Final

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from harness.history.record import Record, Result
from harness.report.comparison import comparison_page
from harness.report.markdown import code
from harness.report.summary import ROWS, since_before, summary_page
from harness.tests.standings import TEXT, board, boards, hostile_records, standing
from harness.tests.test_comparison import one, run, side_by_side
from harness.verdict import Word

M, D, C = Word.MATCH, Word.DIFFER, Word.CRASH
COMMENT_BYTES: Final = 65_536  # of a comment on a change


def tokens(page: str) -> list[Token]:
    """Parse a page as Markdown with tables, HTML and bare links."""
    parsed = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(page)
    return [it for block in parsed for it in (block, *(block.children or ()))]


def fences(page: str) -> list[list[str]]:
    return [it.content.splitlines() for it in tokens(page) if it.type == "fence"]


def ram(case: str, live_bytes: int) -> Result:
    return one(case, heap_before=0, heap_collected=live_bytes)


def test_what_changed_comes_before_where_boards_stand() -> None:
    before = (
        one("test_a.A.fails"), one("test_a.A.passes", D), one("same"), one("test_b.B.worse", D),
        *(ram(f"test_list.L.{it}", 1000) for it in range(3)), ram("memory/x", 500),
    )  # fmt: skip
    after = (
        one("test_a.A.fails", C, detail="why"), one("test_a.A.passes"), one("same"),
        one("test_b.B.worse", C), *(ram(f"test_list.L.{it}", 1016) for it in range(3)),
        ram("memory/x", 400),
    )  # fmt: skip
    page = summary_page(boards(board("microbit", *after, before=before)))
    assert (
        page
        == """\
### 1 newly failing, 1 newly passing, 1 worse, 3 with worse RAM, 1 with better RAM on 1 board

**newly failing**

```
microbit: MATCH -> CRASH  test_a.A.fails: why
```

**newly passing**

```
microbit: DIFFER -> MATCH  test_a.A.passes
```

**worse**

```
microbit: DIFFER -> CRASH  test_b.B.worse
```

**RAM**

```
microbit: +48 +1.6% live_bytes test_list [3 cases]
microbit: -100 -20.0% live_bytes memory [1 case]
```

| board | cases | assertions | firmware | as of | compared with |
|---|---:|---:|---|---|---|
| `microbit` | 6/8 75% | - | `MicroPython 1.29.0` | 2026-11-21 | 2026-11-20 |
"""
    )


def test_speed_is_told_in_the_units_it_was_counted_in() -> None:
    it = board("wasm", one("speed/x", work=1100), before=(one("speed/x", work=1000),))
    assert fences(summary_page(boards(it))) == [["wasm: +100 +10.0% work_fuel speed [1 case]"]]


def test_a_firmware_that_changed_is_told_with_the_one_before() -> None:
    earlier = run(one(), board="x", firmware="v1")
    page = summary_page(boards(standing(run(one(), board="x", firmware="v2"), earlier)))
    assert "| `v2` | 2026-11-21 | 2026-11-20, `v1` |" in page


def test_a_board_that_never_ran_all_cases_is_told_so() -> None:
    page = summary_page(boards(standing(run(one(), board="x", selection=["builtins"]))))
    assert "| - | `MicroPython 1.29.0` | 2026-11-21, some cases | - |" in page


def test_a_silent_board_is_shown_without_news() -> None:
    told = board("x", one("a", D), before=(one("a"),))
    page = summary_page(boards(standing(told.record, told.before, stale=True)))
    assert page.startswith("### No board has two runs that can be compared\n")
    assert "| **no data since 2026-11-21** | - |" in page
    assert not fences(page)


def test_a_first_run_and_another_suite_have_nothing_to_tell() -> None:
    first, other = board("a", one()), board("b", one("a"), before=(one("z"),))
    assert since_before(first) is None
    assert since_before(other) is None
    page = summary_page(boards(first, other))
    assert page.count("| 1/1 100% |") == 2
    assert not fences(page)


def test_records_that_were_passed_over_are_counted_and_the_link_is_given() -> None:
    page = summary_page(boards(board("a", one()), notes=("x", "y")), "https://example.org/a b)")
    assert "Passed over: 2 records." in page
    (link,) = [it for it in tokens(page) if it.type == "link_open"]
    assert link.attrs["href"] == "https://example.org/a%20b)"


def rows(page: str) -> int:
    table = [line for line in page.splitlines() if line.startswith("| `")]
    return len(table) + sum(map(len, fences(page)))


def test_many_changes_are_shared_out_and_the_rest_is_counted() -> None:
    cases = [f"test_x.X.{it}" for it in range(1000)]
    many = board("a", *(one(it, D) for it in cases), before=tuple(one(it) for it in cases))
    few = board("b", one("y", D), one("z", D), before=(one("y"), one("z")))
    page = summary_page(boards(many, few))
    (failing,) = fences(page)
    assert rows(page) == ROWS
    assert [it for it in failing if it.startswith("b: ")] == failing[-2:]
    assert f"... and {1002 - len(failing)} more." in page
    assert page.startswith("### 1,002 newly failing, 0 newly passing on 2 boards\n")


def test_what_newly_fails_has_half_of_the_rows_before_all_else() -> None:
    cases = [f"test_x.X.{it}" for it in range(40)]
    modules = [f"test_{it}.X.a" for it in range(40)]
    after = (*(one(it, D) for it in cases), *(ram(it, 116) for it in modules), one("p"))
    before = (*map(one, cases), *(ram(it, 100) for it in modules), one("p", D))
    page = summary_page(boards(board("a", *after, before=before)))
    assert [len(it) for it in fences(page)] == [24, 1, 24]
    assert rows(page) == ROWS


def test_many_boards_leave_room_for_changes() -> None:
    cases = [f"test_x.X.{it}" for it in range(50)]
    every = [
        board(f"b{it:03}", *(one(name, D) for name in cases), before=tuple(map(one, cases)))
        for it in range(40)
    ]
    page = summary_page(boards(*every))
    assert rows(page) == ROWS
    assert "... and 20 more boards." in page
    (failing,) = fences(page)
    assert len(failing) == 30
    assert len({it.partition(":")[0] for it in failing}) == 30


def nothing_but_ours(page: str) -> None:
    """Check that no text stands outside of code that could be of a board."""
    for it in tokens(page):
        assert it.type not in ("html_inline", "html_block", "link_open", "image")
        if it.type == "text":
            assert re.fullmatch(r"[\w ,.:/%()>*-]*", it.content, re.ASCII)


@given(st.lists(hostile_records(), min_size=1, max_size=3), st.booleans())
def test_hostile_boards_stay_in_code(records: list[Record], stale: bool) -> None:  # noqa: FBT001
    every = []
    for it in records:
        other = [
            msgspec.structs.replace(result, verdict=D if result.verdict is M else M)
            for result in it.results
        ]
        before = Record(it.header, tuple(other), it.footer)
        every.append(standing(it, before, stale=stale))
    page = summary_page(boards(*every))
    nothing_but_ours(page)
    cells = [it.type for it in tokens(page)].count("td_open")
    assert cells == 6 * len(every)
    assert page.isprintable() or set(page) - {"\n"} <= set(map(chr, range(32, 127))) | {"\u00a6"}


@given(TEXT)
def test_code_is_one_cell_of_one_line(text: str) -> None:
    page = f"| a | b |\n|---|---|\n| {code(text, 40)} | x |\n"
    found = tokens(page)
    nothing_but_ours(page)
    assert [it.type for it in found].count("td_open") == 2
    assert len(code(text, 40)) <= 42


@given(TEXT, TEXT)
def test_a_comparison_has_its_details_in_code(case: str, detail: str) -> None:
    told = side_by_side(
        one(case), one(case, D, detail=detail), firmware=detail, probe={"version": detail}
    )
    nothing_but_ours("\n".join(comparison_page(told)))


def test_a_flood_fits_into_a_comment() -> None:
    flood = "\u00e9|`" * 300_000
    cases = [f"{it}{flood}" for it in range(60)]
    every = [
        board(
            f"{it}{flood}", *(one(name, D, detail=flood) for name in cases[:3]),
            before=tuple(map(one, cases[:3])),
        )
        for it in range(3)
    ]  # fmt: skip
    page = summary_page(boards(*every))
    assert len(page.encode()) < COMMENT_BYTES
    nothing_but_ours(page)


def test_the_same_boards_give_the_same_page_whatever_the_day() -> None:
    it = board("a", one("x", D), before=(one("x"),))
    assert summary_page(boards(it)) == summary_page(boards(it))
    later = it.record.header.started + timedelta(days=400)
    moved = msgspec.structs.replace(it.record.header, started=later)
    page = summary_page(boards(standing(Record(moved, it.record.results, it.record.footer))))
    assert "no data" not in page
