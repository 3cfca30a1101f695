from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.history.record import Footer, Header, Record, Result
from harness.report.table import chapters, percentage
from harness.report.terminal import summary
from harness.verdict import Word

STARTED = datetime(2026, 11, 21, 3, 4, tzinfo=UTC)
M, D, U, B, T, C = (
    Word.MATCH,
    Word.DIFFER,
    Word.UNSUPPORTED,
    Word.TOOBIG,
    Word.TIMEOUT,
    Word.CRASH,
)


def record(
    verdicts: Mapping[str, Sequence[Word]],
    board: str = "wasm",
    *,
    day: int = 0,
    firmware: str = "MicroPython 1.29.0",
) -> Record:
    results = tuple(
        Result(f"{chapter}/{number}", "0" * 16, chapter, verdict)
        for chapter, words in verdicts.items()
        for number, verdict in enumerate(words)
    )
    header = Header(
        run=board,
        started=STARTED + timedelta(days=day),
        board=board,
        profile="p",
        probe={},
        firmware=firmware,
        reference="CPython 3.11.7",
        harness="0.1.0",
        command=[],
        planned=len(results),
        exact=False,
        work_unit="",
    )
    return with_results(header, *results)


def with_results(header: Header, *results: Result) -> Record:
    counts = dict(Counter(it.verdict for it in results))
    footer = Footer(header.started, len(results), len(results), interrupted=False, counts=counts)
    return Record(header, results, footer)


def altered(told: Record, number: int, **more: object) -> Record:
    results = list(told.results)
    results[number] = msgspec.structs.replace(results[number], **more)
    return with_results(told.header, *results)


NIGHT = {
    "builtins": [M, M, M],
    "language/expressions": [M, M, D],
    "language/datamodel/deep": [M, T],
    "language/datamodel": [C, U],
    "stdlib/json": [Word.SKIP, B],
}


def test_one_board() -> None:
    assert summary([record(NIGHT)]) == [
        "wasm           match        differ  unsupported  too big  other",
        "builtins         3/3  100%       .            .        .      .",
        "language         3/7   42%       1            1        .      2",
        "  datamodel      1/4   25%       .            1        .      2",
        "  expressions    2/3   66%       1            .        .      .",
        "stdlib           0/1    0%       .            .        1      .",
        "  json           0/1    0%       .            .        1      .",
        "total           6/11   54%       1            1        1      2",
        "",
        "wasm: MicroPython 1.29.0",
        "  2026-11-21 03:04 UTC, against CPython 3.11.7",
        "  known differences: 0",
        "  not counted: 1 SKIP",
        "  other: 1 CRASH, 1 TIMEOUT",
    ]


def test_several_boards() -> None:
    lines = summary([record(NIGHT), record({"builtins": [M, D]}, "/dev/serial/by-id/board-if00")])
    assert lines == [
        "                    wasm  ..d/board-if00",
        "builtins        3/3 100%        1/2  50%",
        "language        3/7  42%          -    -",
        "  datamodel     1/4  25%          -    -",
        "  expressions   2/3  66%          -    -",
        "stdlib          0/1   0%          -    -",
        "  json          0/1   0%          -    -",
        "total          6/11  54%        1/2  50%",
        "  DIFFER          1               1",
        "  UNSUPPORTED     1               .",
        "  TOOBIG          1               .",
        "  TIMEOUT         1               .",
        "  CRASH           1               .",
        "",
        "wasm: MicroPython 1.29.0",
        "  2026-11-21 03:04 UTC, against CPython 3.11.7",
        "  known differences: 0",
        "  not counted: 1 SKIP",
        "  other: 1 CRASH, 1 TIMEOUT",
        "",
        "/dev/serial/by-id/board-if00: MicroPython 1.29.0",
        "  2026-11-21 03:04 UTC, against CPython 3.11.7",
        "  known differences: 0",
    ]


def derived(verdicts: Mapping[str, Sequence[Word]], board: str = "wasm") -> Record:
    """A run in which every case makes 3 assertions, of which 1 is in a step that matches."""
    told = record(verdicts, board)
    results = [
        msgspec.structs.replace(it, assertions=3, matched=3 if it.verdict is M else 1)
        if it.chapter.startswith("cpython-")
        else it
        for it in told.results
    ]
    return with_results(told.header, *results)


DERIVED = {
    "builtins": [M, D],
    "cpython-builtins/test_list": [M, M, D, U, Word.REFERENCE],
    "cpython-builtins/test_dict": [M, B, T, C],
    "cpython-language/test_positional_only_arg": [M, U],
}


def test_what_is_derived_has_a_table_of_its_own() -> None:
    told = derived(DERIVED)
    assert summary([altered(told, 2, vacuous=True)]) == [
        "wasm      match       differ  unsupported  too big  other",
        "builtins    1/2  50%       1            .        .      .",
        "total       1/2  50%       1            .        .      .",
        "",
        "wasm                       match  assertions  differ  unsupp.  big  other",
        "cpython-builtins        3/8  37%  14/24  58%       1        1    1      2",
        "  dict                  1/4  25%   6/12  50%       .        .    1      2",
        "  list                  2/4  50%   8/12  66%       1        1    .      .",
        "cpython-language        1/2  50%    4/6  66%       .        1    .      .",
        "  positional_only_arg   1/2  50%    4/6  66%       .        1    .      .",
        "total                  4/10  40%  18/30  60%       1        2    1      2",
        "",
        "wasm: MicroPython 1.29.0",
        "  2026-11-21 03:04 UTC, against CPython 3.11.7",
        "  known differences: 0",
        "  not counted: 1 REFERENCE",
        "  other: 1 CRASH, 1 TIMEOUT",
        "  without printed evidence: 1 of the matches",
    ]


def test_only_what_is_derived_has_no_other_table() -> None:
    lines = summary([derived({"cpython-builtins/test_list": [M]})])
    assert [line.split()[0] for line in lines[:4]] == ["wasm", "cpython-builtins", "list", "total"]
    assert lines[4] == ""


def test_two_boards_abreast_have_both_figures_if_they_fit() -> None:
    small = {"cpython-builtins/test_list": [M, D]}
    assert summary([derived(small), derived({"cpython-builtins/test_list": [M, C]}, "b")])[:7] == [
        "                      wasm  assertions         b  assertions",
        "cpython-builtins  1/2  50%    4/6  66%  1/2  50%    4/6  66%",
        "  list            1/2  50%    4/6  66%  1/2  50%    4/6  66%",
        "total             1/2  50%    4/6  66%  1/2  50%    4/6  66%",
        "  DIFFER            1                     .",
        "  CRASH             .                     1",
        "",
    ]
    large = derived({f"cpython-builtins/test_{n}": [D] * 400 for n in range(5)})
    lines = summary([large, large, large])
    assert not any("assertions" in line for line in lines)
    assert max(map(len, lines)) <= 80


def test_nothing_gives_no_line() -> None:
    assert summary([]) == []


def test_a_run_without_a_case_says_so() -> None:
    lines = summary([record({})])
    assert lines[1].split() == ["total", "-", "-", ".", ".", ".", "."]


def test_the_fifth_board_begins_another_table() -> None:
    records = [record({"builtins": [M]}, f"board{number}") for number in range(5)]
    tables = [line for line in summary(records) if line.startswith("total")]
    assert [line.count("1/1") for line in tables] == [4, 1]


def test_a_flat_chapter_beside_named_ones_is_not_lost() -> None:
    lines = summary([record({"language": [D], "language/expressions": [M]})])
    assert [line.split()[:2] for line in lines[1:4]] == [
        ["language", "1/2"],
        ["(itself)", "0/1"],
        ["expressions", "1/1"],
    ]


def test_many_sections_show_the_worst_and_sum_the_rest() -> None:
    suite = {f"cpython/test_{number:03}": [M] * 9 + [D] * (number > 100) for number in range(120)}
    lines = summary([record(suite)])
    table = lines[1 : lines.index("")]
    assert len(table) == 23
    assert [line.split()[0] for line in table[1:21]] == [
        "test_000",
        *(f"test_{number}" for number in range(101, 120)),
    ]
    assert table[21].split()[:4] == ["(100", "more)", "900/900", "100%"]


@pytest.mark.parametrize(
    ("tally", "text"),
    [
        ({}, "-"),
        ({Word.SKIP: 3, Word.INFRA: 1, Word.FLAKY: 1}, "-"),
        ({M: 1}, "100%"),
        ({M: 1, Word.INFRA: 1, Word.FLAKY: 1}, "100%"),
        ({M: 9999, C: 1}, "99%"),
        ({M: 2, U: 1}, "66%"),
        ({M: 1, B: 999}, "0%"),
        ({T: 1}, "0%"),
    ],
)
def test_percentages_are_rounded_down(tally: Mapping[Word, int], text: str) -> None:
    assert percentage(tally) == text


@given(matched=st.integers(0, 20000), others=st.integers(1, 20000))
def test_a_hundred_percent_is_all(matched: int, others: int) -> None:
    assert percentage({M: matched, D: others}) != "100%"


@given(
    verdicts=st.dictionaries(
        st.sampled_from(["a", "a/b", "a/b/c", "a/c", "b", ""]),
        st.lists(st.sampled_from(Word), max_size=5),
    )
)
def test_chapters_lose_no_verdict(verdicts: dict[str, list[Word]]) -> None:
    told = chapters(record(verdicts).results)
    assert list(told) == sorted(told)
    total = sum((Counter(tally) for tally in told.values()), Counter())
    assert total == Counter(word for words in verdicts.values() for word in words)


def test_known_flaky_and_lost_cases_are_told_apart() -> None:
    told = record({"builtins": [M, D, Word.FLAKY, *[Word.INFRA] * 7]})
    told = altered(altered(told, 1, known=True), 2, detail="1, then 2")
    lines = summary([told])
    assert lines[1].split()[:3] == ["builtins", "1/2", "50%"]
    assert lines[lines.index("  known differences: 1") :] == [
        "  known differences: 1",
        "  not counted: 1 FLAKY, 7 INFRA",
        "    FLAKY  builtins/2: 1, then 2",
        *(f"    INFRA  builtins/{number}" for number in range(3, 8)),
        "    ... and 2 more",
    ]


def test_an_interrupted_run_says_so() -> None:
    told = record(NIGHT)
    footer = msgspec.structs.replace(told.footer, interrupted=True)
    assert "  the run was interrupted" in summary([Record(told.header, told.results, footer)])


def test_the_slowest_and_the_hungriest_are_named_where_known() -> None:
    told = record({"builtins": [M] * 6})
    for number in range(5):
        told = altered(told, number, host_seconds=number / 8)
    told = altered(told, 1, heap_before=1000, heap_collected=31234)
    told = altered(told, 2, heap_before=1000, heap_collected=900)
    told = altered(told, 3, heap_before=1000)
    assert summary([told])[-6:] == [
        "  slowest:",
        "       0.500 s  builtins/4",
        "       0.375 s  builtins/3",
        "       0.250 s  builtins/2",
        "  hungriest:",
        "      30,234 bytes  builtins/1",
    ]


def test_what_changed_is_told_worst_first() -> None:
    before = record({"builtins": [M, D, U, D, Word.FLAKY, M]}, firmware="MicroPython 1.28.0")
    after = record({"builtins": [C, M, B, D, M, Word.INFRA, M]}, day=1)
    after = altered(after, 0, detail="hard fault")
    lines = summary([after], [before, record(NIGHT, "other")])
    start = lines.index("  before: MicroPython 1.28.0")
    assert lines[start + 1 :] == [
        "  changed since 2026-11-21 03:04 UTC: 1 newly MATCH, 1 no longer, 1 otherwise",
        "    6 of 7 cases were in that run as they are now",
        "    MATCH -> CRASH  builtins/0: hard fault",
        "    UNSUPPORTED -> TOOBIG  builtins/2",
        "    DIFFER -> MATCH  builtins/1",
    ]


def test_ten_changes_are_listed_and_the_others_counted() -> None:
    lines = summary([record({"builtins": [D] * 12})], [record({"builtins": [M] * 12})])
    assert lines[-12] == "  changed since 2026-11-21 03:04 UTC: 0 newly MATCH, 12 no longer"
    assert lines[-1] == "    ... and 2 more"


def test_another_profile_is_not_compared() -> None:
    before = record(NIGHT)
    other = msgspec.structs.replace(before.header, profile="q")
    lines = summary([record(NIGHT)], [Record(other, before.results, before.footer)])
    assert not any("changed" in line for line in lines)


@given(
    text=st.text(st.characters(codec=None, exclude_categories=()), max_size=120),
    boards=st.integers(1, 5),
)
def test_whatever_a_board_says_is_one_line_of_ascii(text: str, boards: int) -> None:
    told = record({"builtins": [D, Word.FLAKY]}, "board", firmware=text)
    header = msgspec.structs.replace(told.header, board=text, reference=text)
    told = Record(header, told.results, told.footer)
    told = altered(altered(told, 0, detail=text), 1, detail=text)
    before = altered(told, 0, verdict=M)
    lines = summary([told] * boards, [before])
    for line in lines:
        assert line.isascii()
        assert not line or line.isprintable()
        assert len(line) <= 80 or "against" in line


@pytest.mark.parametrize("length", [10, 64, 65, 66, 67, 68, 69, 70, 100])
def test_an_id_is_never_cut(length: int) -> None:
    told = altered(record({"builtins": [Word.FLAKY]}), 0, case="x" * length, detail="y" * 100)
    (line,) = [line for line in summary([told]) if "x" * length in line]
    assert len(line) <= max(80, length + 11)
