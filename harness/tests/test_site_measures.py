"""What the measuring pages show: memory, speed, the surface, releases and firmware."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.history.record import Record, Result
from harness.history.standing import Night, Standing, Standings
from harness.report.score import share
from harness.site.firmware import firmware, firmware_page
from harness.site.memory import memory, memory_page
from harness.site.releases import CASES_SHOWN, families, releases, releases_page
from harness.site.shell import Page, render
from harness.site.speed import ALL, speed, speed_page
from harness.site.surface import MODULES_SHOWN, Count, Has, missing, surface, surface_page
from harness.site.tables import figure
from harness.tests.test_comparison import head
from harness.tests.test_terminal import with_results
from harness.verdict import Word

M, D = Word.MATCH, Word.DIFFER
PAGES: tuple[Callable[[Standings], Page | None], ...] = (
    memory_page,
    speed_page,
    surface_page,
    releases_page,
    firmware_page,
)


def result(case: str, verdict: Word = M, **fields: object) -> Result:
    """Give a result of a case whose id is its chapter and its name."""
    made = Result(case, "0" * 16, case.rpartition("/")[0] or case, verdict)
    return msgspec.structs.replace(made, **fields)


def run(board: str, *results: Result, **header: object) -> Record:
    told: dict[str, object] = {"run": board, "board": board, **header}
    return with_results(head(**told), *results)


def standings(boards: Sequence[Record] = (), releases: Sequence[Record] = ()) -> Standings:
    return Standings(tuple(map(_standing, boards)), tuple(map(_standing, releases)), ())


def _standing(record: Record) -> Standing:
    header = record.header
    verdicts = {it.case: (it.hash, it.verdict) for it in record.results}
    nights = (Night(header, verdicts),)
    return Standing(header.board, record, None, nights, header.started, stale=False)


def test_a_heap_is_counted_in_each_size_that_holds_it_and_only_where_it_matches() -> None:
    record = run(
        "b",
        result("a/exactly", min_heap=8 * 1024),
        result("a/more", min_heap=8 * 1024 + 16),
        result("a/most", min_heap=1 << 20),
        result("a/unknown"),
        result("a/else", D, min_heap=16),
        result("a/large", Word.TOOBIG),
    )
    page = memory(standings([record]))
    (fit,) = page.fits
    assert (fit.matching, fit.known, fit.too_big) == (4, 3, 1)
    assert fit.fitting == (1, 2, 2, 2, 2)
    assert [(it.case, it.values) for it in page.heaps] == [
        ("a/exactly", (8192,)),
        ("a/more", (8208,)),
        ("a/most", (1 << 20,)),
    ]


def objects(board: str, slot: float | None, **values: float) -> Record:
    figures = values if slot is None else {"slot": slot, **values}
    return run(
        board,
        *(
            result(f"memory/objects/{name}", figures={"per_unit_live_bytes": value})
            for name, value in figures.items()
        ),
    )


def test_an_object_is_told_without_the_slot_of_its_own_board() -> None:
    records = [objects("a", 4, float=20, str=36), objects("b", 8, float=8)]
    (table,) = memory(standings(records)).tables
    assert [(it.name, it.values) for it in table.rows] == [("float", (16, 0)), ("str", (32, None))]


def test_without_the_slot_nothing_is_told_of_a_boards_objects() -> None:
    records = [objects("a", 4, float=20), objects("b", None, float=20, str=36)]
    (table,) = memory(standings(records)).tables
    assert [(it.name, it.values) for it in table.rows] == [("float", (16, None))]
    assert memory(standings([objects("b", None, float=20)])).tables == ()


def test_sentences_stand_beside_what_was_measured() -> None:
    idle = result("memory/idle", heap_before=480, figures={"stack_bytes": 600, "idle_bytes": 1600})
    boards = [
        run("a", idle, result("memory/scripts/x", min_heap=5120)),
        run("b", msgspec.structs.replace(idle, figures={"stack_bytes": -65084})),
        run("c", msgspec.structs.replace(idle, verdict=D)),
    ]
    repl, script = memory(standings(boards)).claims
    assert [it.values for it in repl.rows] == [
        (480, 480, None),
        (1080, None, None),  # a stack of less than nothing is none
        (None, None, None),
    ]
    assert (repl.limit_bytes, script.limit_bytes) == (1024, 5120)
    assert [it.values for it in script.rows] == [(5120, None, None)]


def work(board: str, unit: str = "fuel", *, exact: bool = True, **values: float) -> Record:
    results = (result(f"speed/{it}", figures={f"per_unit_{unit}": values[it]}) for it in values)
    chapters = (msgspec.structs.replace(it, chapter="speed") for it in results)
    return run(board, *chapters, work_unit=unit, exact=exact)


def test_units_are_kept_apart() -> None:
    boards = [work("a", x=1), work("b", "us", x=2), work("c", x=3, y=4), work("d", "")]
    parts = speed(standings(boards)).parts
    assert [(part.unit, [it.board for it in part.columns]) for part in parts] == [
        ("fuel", ["a", "c"]),
        ("us", ["b"]),
    ]
    assert [(it.name, it.values) for it in parts[0].rows] == [("x", (1, 3)), ("y", (None, 4))]


def test_a_change_of_one_part_in_a_thousand_is_marked_and_less_is_not() -> None:
    records = [work("w@1", x=1000), work("w@2", x=1000.9), work("w@3", x=1002), work("w@4", y=1)]
    (trend,) = speed(standings((), records)).trends
    assert trend.releases == ("1", "2", "3", "4")
    (x, y) = trend.operations
    assert x.shares[:2] == (None, 0)
    assert x.shares[2] == pytest.approx(1.1 / 1000.9)
    assert x.shares[3] is None
    assert y.work == (None, None, None, 1)
    assert trend.relative.name == ALL
    assert trend.relative.work == (None,) * 4  # no operation is in all of them


def test_the_mean_is_geometric_and_in_per_cent_of_the_first_release() -> None:
    records = [work("w@1", x=100, y=100), work("w@2", x=400, y=100)]
    (trend,) = speed(standings((), records)).trends
    assert trend.relative.work == pytest.approx((100, 200))
    assert trend.relative.shares[1] == pytest.approx(1)


def test_what_a_clock_says_is_not_marked_and_one_release_is_no_trend() -> None:
    records = [work("w@1", "us", x=1), work("w@2", "us", exact=False, x=9)]
    (trend,) = speed(standings((), records)).trends
    assert not trend.marked
    assert trend.operations[0].shares == (None, None)
    assert speed(standings((), records[:1])).trends == ()


def asked(*names: str, imported: str = "") -> str:
    lines = [f">>> import {imported}"] if imported else []
    return "\n".join([*lines, *(f">>> {name}\n... print(True)\nTrue" for name in names)])


EXCERPTS = {
    "names": (asked("str.center", "str.title"), ("str.center", "str.title")),
    "a module that is not there": (asked("math.tau", imported="math"), ("math.tau",)),
    "cut within a name": (
        asked("str.center") + "\n>>> str.tit [... of 99 characters]",
        ("str.center",),
    ),
    "cut within a step": (
        asked("str.center") + "\n>>> str.title\n... print(Tru [... of 99 characters]",
        ("str.center",),
    ),
    "no name at all": (">>> <b>\n... print(True)\nTrue", ()),
    "nothing": ("", ()),
}


@pytest.mark.parametrize(("expected", "names"), EXCERPTS.values(), ids=EXCERPTS)
def test_missing_names_are_those_that_the_excerpt_has_in_full(
    expected: str, names: tuple[str, ...]
) -> None:
    told = result("cpython-surface/x", Word.UNSUPPORTED, expected=expected)
    assert missing(told) == names


def surface_of(case: str, matched: int, of: int, expected: str = "", word: Word = D) -> Result:
    made = result(f"surface.{case}", word, assertions=of, matched=matched, expected=expected)
    return msgspec.structs.replace(made, chapter="cpython-surface/x")


def test_each_name_that_some_board_lacks_is_told_for_all_boards() -> None:
    boards = [
        run("lacks", surface_of("str.names", 5, 7, asked("str.a", "str.b"))),
        run("has", surface_of("str.names", 7, 7, word=M)),
        run("cut", surface_of("str.names", 2, 7, asked("str.b", imported="str"))),
        run("asked nothing", surface_of("str.names", 0, 7, word=Word.INFRA)),
    ]
    page = surface(standings(boards))
    (group,) = page.groups
    assert (group.module, group.kind) == ("str", "")
    assert group.counts == (
        Count(5, 7, 0),
        Count(7, 7, 0),
        Count(2, 7, 4, absent=True),
        None,
    )
    y, n, unknown = Has.YES, Has.NO, Has.UNKNOWN
    assert group.names == (("str.a", (n, y, unknown, unknown)), ("str.b", (n, y, n, unknown)))
    assert page.totals[2:] == (Count(2, 7, 4), Count(0, 0, 0))


def test_the_builtins_come_first_and_a_module_before_its_types() -> None:
    cases = ("abc.names", "os.path.names", "abc.ABC", "builtins.str", "builtins.names")
    page = surface(standings([run("b", *(surface_of(it, 1, 1) for it in cases))]))
    assert [(it.module, it.kind) for it in page.groups] == [
        ("builtins", ""),
        ("builtins", "str"),
        ("abc", ""),
        ("abc", "ABC"),
        ("os.path", ""),
    ]


def test_a_board_is_found_by_a_module_that_it_lists() -> None:
    boards = [
        run("a", probe={"modules": ["sys", "os\n<b>"]}),
        run("b", probe={"modules": "junk"}),
        run("c", probe={"modules": ["sys"] + [f"m{it:04}" for it in range(MODULES_SHOWN)]}),
    ]
    page = surface(standings(boards))
    assert len(page.modules) == MODULES_SHOWN
    assert page.unlisted == 2
    assert surface(standings(boards[:2])).modules == (
        ("os\\n<b>", (True, False)),
        ("sys", (True, False)),
    )


def test_a_part_tells_its_change_where_as_many_cases_were_asked() -> None:
    records = [
        run("w@1", result("a/x"), result("a/y", D)),
        run("w@2", result("a/x"), result("a/y")),
        run("w@3", result("a/x", D), result("a/y", Word.SKIP), result("b/z", Word.SKIP)),
    ]
    (part,) = releases(standings((), records)).parts
    assert part.name == "a"
    told = [(it.matched, it.asked, it.change) for it in part.shares]
    assert told == [(1, 2, 0), (2, 2, 1), (0, 1, 0)]


def test_releases_of_two_boards_do_not_follow_each_other() -> None:
    records = [
        msgspec.structs.replace(it, results=(*it.results, result("a/x")))
        for it in (work("u@1", x=1), work("u@2", x=2), work("w@1", x=7), work("w@2", x=7))
    ]
    told = standings((), records)
    assert [
        (it.board, [(step.before, step.after) for step in it.steps], it.releases[1].work)
        for it in families(told)
    ] == [("u", [("1", "2")], 2), ("w", [("1", "2")], 1)]
    trends = speed(told).trends
    assert [(it.board, it.operations[0].work) for it in trends] == [("u", (1, 2)), ("w", (7, 7))]


def test_what_takes_a_release_down_is_told_for_each_release() -> None:
    records = [
        run("w@1", result("a/x", Word.CRASH), result("a/y")),
        run("w@2", result("a/x"), result("a/y"), result("a/new", Word.TIMEOUT)),
    ]
    told = releases(standings((), records)).fatal
    assert [(it.case, it.words) for it in told] == [
        ("a/new", (None, Word.TIMEOUT)),
        ("a/x", (Word.CRASH, M)),
    ]


def test_steps_are_told_newest_first_and_cut() -> None:
    many = range(CASES_SHOWN + 3)
    records = [
        run("w@1", *(result(f"a/{it:04}", D) for it in many)),
        run("w@2", *(result(f"a/{it:04}") for it in many)),
        run("w@3", result("else/x")),
    ]
    newest, first = releases(standings((), records)).steps
    assert (newest.before, newest.after) == ("2", "3")
    assert "no case in common" in newest.refused
    assert first.refused == ""
    ((title, count, cases),) = first.lists
    assert (title, count, len(cases)) == ("newly passing", len(many), CASES_SHOWN)
    assert (cases[0].case, cases[0].what) == ("a/0000", "DIFFER to MATCH")


def test_ram_over_releases_changes_by_a_block_of_the_heap() -> None:
    def script(board: str, kept: int) -> Record:
        case = result("memory/scripts/x", heap_before=100, heap_collected=100 + kept)
        return run(board, case)

    records = [script("w@1", 1000), script("w@2", 1015), script("w@3", 1031)]
    (ram,) = releases(standings((), records)).ram
    assert [(it.values, it.changes) for it in ram.rows] == [((1000, 1015, 1031), (0, 16))]


def test_what_a_release_keeps_that_does_not_collect_is_not_known() -> None:
    def script(board: str, kept: int, uncollected: int) -> Record:
        cases = (
            result(it, heap_before=100, heap_uncollected=uncollected, heap_collected=100 + kept)
            for it in ("memory/scripts/x", "memory/idle")
        )
        return run(board, *cases)

    late = script("w@1", 1000, 1090)
    records = [late, *(script(f"w@{it}", kept, 1100) for it, kept in ((2, 500), (3, 500)))]
    told = releases(standings((), records))
    assert [(it.values, it.changes, it.moved) for ram in told.ram for it in ram.rows] == [
        ((None, 500, 500), (None, 0), False),
        ((None, 1000, 1000), (None, 0), False),
    ]
    assert [it.alerts for it in told.steps] == [(), ()]
    assert firmware(standings((), records)).releases[-1].rest_bytes is None
    assert memory(standings([late])).tables == ()


def test_a_change_over_a_release_without_the_figure_is_one() -> None:
    records = [
        run("w@1", result("memory/scripts/x", min_heap=1000)),
        run("w@2", result("memory/scripts/x", D)),
        run("w@3", result("memory/scripts/x", min_heap=2000)),
    ]
    ((row,),) = (it.rows for it in releases(standings((), records)).ram)
    assert (row.changes, row.moved) == ((None, None), True)


def test_work_is_held_against_the_oldest_release_of_the_same_unit() -> None:
    oldest, newer = work("w@1", x=10), work("w@2", x=5)
    boards = [work("a", x=20), work("b", "us", x=1), work("c", "")]
    cards = firmware(standings(boards, [oldest, newer]))
    told = [(it.board, it.work, it.reference, it.is_reference) for it in cards.boards]
    assert told == [("a", 2, "w@1", False), ("b", None, "", False), ("c", None, "", False)]
    assert [(it.board, it.is_reference) for it in cards.releases] == [("w@2", False), ("w@1", True)]


def test_a_card_has_what_is_known_and_nothing_else() -> None:
    idle = result("memory/idle", heap_before=432, figures={"stack_bytes": -1})
    seen = [
        result("a/x", assertions=3, matched=2),
        result("a/y", Word.CRASH),
        result("a/z", Word.SKIP),
    ]
    probe = {"heap_bytes": 10048, "machine": "m" * 999, "version": None}
    record = run("b", idle, *seen, probe=probe, firmware_bytes=1234)
    (card,) = firmware(standings([record])).boards
    assert (card.cases, card.assertions, card.crashes) == (share(2, 3), share(2, 3), 1)
    assert (card.flash_bytes, card.heap_bytes, card.rest_bytes) == (1234, 10048, 432)
    assert (card.stack_bytes, card.version) == (None, "")
    assert [(name, len(words)) for name, words in card.said] == [("machine", 100)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (32.0052, "32"),
        (0, "0"),
        (-16, "-16"),
        (891.56, "891.6"),
        (2520.0179, "2,520"),
        (0.12345, "0.1235"),
        (1e30, "1e+30"),
    ],
)
def test_a_figure_is_written_with_what_can_be_read_of_it(value: float, text: str) -> None:
    assert figure(value) == text


def html(told: Standings) -> str:
    pages = [page for make in PAGES if (page := make(told)) is not None]
    return "".join(it.decode() for it in render(pages, told).values())


NUMBERS = st.none() | st.integers(-(2**70), 2**70)
CASES = st.sampled_from(
    [
        *("memory/idle", "memory/imports/nothing", "memory/objects/slot", "memory/objects/x"),
        *("memory/scripts/x", "speed/x", "speed/y", "surface.str.names", "surface.a.B", "a/b"),
    ]
)
TEXTS = st.text(max_size=8) | st.just(asked("a.b", imported="a")) | st.just("</script><img src=x>")


@st.composite
def results(draw: st.DrawFn) -> Result:
    case = draw(CASES)
    top = "cpython-surface/s" if case.startswith("surface") else case.rpartition("/")[0]
    names = st.sampled_from(["per_unit_live_bytes", "per_unit_us", "per_unit_fuel", "stack_bytes"])
    figures = st.dictionaries(names, st.floats(allow_nan=False, allow_infinity=False))
    return Result(
        case=case,
        hash="0" * 16,
        chapter=top,
        verdict=draw(st.sampled_from(Word)),
        detail=draw(TEXTS),
        heap_before=draw(NUMBERS),
        heap_collected=draw(NUMBERS),
        heap_uncollected=draw(NUMBERS),
        min_heap=draw(NUMBERS),
        expected=draw(TEXTS),
        assertions=draw(st.integers(0, 9)),
        matched=draw(st.integers(0, 9)),
        figures=draw(figures),
    )


@st.composite
def runs(draw: st.DrawFn) -> Record:
    found = {it.case: it for it in draw(st.lists(results(), max_size=6))}
    board = draw(TEXTS)
    values = st.none() | TEXTS | st.booleans() | NUMBERS | st.lists(TEXTS, max_size=3)
    names = st.sampled_from(["version", "modules", "heap_bytes", "machine"])
    return run(
        board,
        *found.values(),
        probe=draw(st.dictionaries(names, values)),
        firmware=draw(TEXTS),
        exact=draw(st.booleans()),
        work_unit=draw(st.sampled_from(["", "fuel", "us"])),
        firmware_bytes=draw(NUMBERS),
    )


@given(st.lists(runs(), max_size=3), st.lists(runs(), max_size=3))
def test_pages_are_made_of_whatever_a_record_holds(
    boards: list[Record], released: list[Record]
) -> None:
    told = standings(boards, released)
    text = html(told)
    assert "<img" not in text
    assert text == html(told)


def test_where_nothing_was_run_there_is_no_page() -> None:
    assert html(standings()) == ""


def test_a_board_that_is_silent_says_since_when() -> None:
    record = run("b", result("a/x"))
    silent = Standing("b", record, None, (), record.header.started + timedelta(1), stale=True)
    assert "no data since 2026-11-21" in html(Standings((silent,), (), ()))
