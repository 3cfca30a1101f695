"""What two runs come to side by side; and what a figure's name says of it."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import Misconfigured
from harness.history.comparison import Comparison, compare
from harness.history.metrics import Kind, figures_of, is_change, is_repeatable, is_worse, kind_of
from harness.history.record import Header, Record, Result
from harness.tests.test_terminal import record, with_results
from harness.verdict import Word

M, D, C, S = Word.MATCH, Word.DIFFER, Word.CRASH, Word.SKIP


def head(**changes: object) -> Header:
    exact = msgspec.structs.replace(record({}).header, exact=True, work_unit="fuel")
    return msgspec.structs.replace(exact, **changes)


def run(*results: Result, **changes: object) -> Record:
    return with_results(head(**changes), *results)


def one(case: str = "a", verdict: Word = M, **fields: object) -> Result:
    return msgspec.structs.replace(Result(case, "0" * 16, "chapter", verdict), **fields)


def side_by_side(before: Result, after: Result, **changes: object) -> Comparison:
    return compare(run(before, **changes), run(after, **changes))


@given(st.permutations([0, 1, 2, 3, 4, 5]))
def test_the_order_in_which_cases_were_run_is_not_told(order: list[int]) -> None:
    before = run(*(one(f"c{it}", (M, D, C)[it % 3], work=1000) for it in range(6)))
    after = [one(f"c{it}", (D, M, S)[it % 3], work=2000) for it in range(6)]
    assert compare(before, run(*(after[it] for it in order))) == compare(before, run(*after))


VERDICTS = {
    "newly failing": (M, D, "newly_failing"),
    "newly crashing": (M, C, "newly_failing"),
    "newly unsupported": (M, Word.UNSUPPORTED, "newly_failing"),
    "newly passing": (D, M, "newly_passing"),
    "worse": (D, C, "worse"),
    "worse: it hangs": (Word.UNSUPPORTED, Word.TIMEOUT, "worse"),
    "better": (C, D, "better"),
    "better: it is not there": (D, Word.UNSUPPORTED, "better"),
    "the same": (D, D, ""),
}
LISTS = ("newly_failing", "newly_passing", "worse", "better")


@pytest.mark.parametrize(("before", "after", "where"), VERDICTS.values(), ids=VERDICTS)
def test_a_verdict_that_changed_is_told_once(before: Word, after: Word, where: str) -> None:
    told = side_by_side(one(verdict=before), one(verdict=after, detail="why"))
    found = {name: getattr(told, name) for name in LISTS if getattr(told, name)}
    assert list(found) == ([where] if where else [])
    for (change,) in found.values():
        assert (change.case, change.before, change.after, change.detail) == (
            "a",
            before,
            after,
            "why",
        )
    assert told.regressed is (where in ("newly_failing", "worse"))
    assert (told.compared, told.apart) == (1, {})


@pytest.mark.parametrize("apart", [S, Word.REFERENCE, Word.FLAKY, Word.INFRA])
@pytest.mark.parametrize("other", [M, D, S])
def test_what_says_nothing_of_the_board_is_counted_apart(apart: Word, other: Word) -> None:
    for before, after in ((apart, other), (other, apart)):
        told = compare(
            run(one(verdict=before), one("b")),
            run(one(verdict=after), one("b")),
        )
        assert not told.regressed
        assert not any(getattr(told, name) for name in LISTS)
        assert told.compared == 1
        assert sum(told.apart.values()) == 1
        assert set(told.apart) <= {apart, other} - {M, D}


def test_only_what_both_runs_have_as_it_is_now_is_compared() -> None:
    told = compare(
        run(one("same"), one("gone"), one("changed", hash="1" * 16)),
        run(one("same"), one("new", D), one("changed", C)),
    )
    assert (told.new, told.gone, told.changed) == (("new",), ("gone",), ("changed",))
    assert (told.compared, told.before_cases, told.after_cases) == (1, 3, 3)
    assert not told.regressed


def test_assertions_are_told_where_the_verdict_stays() -> None:
    fewer = side_by_side(one(verdict=D, matched=5), one(verdict=D, matched=3, assertions=9))
    assert fewer.regressed
    assert [(it.before, it.after, it.of) for it in fewer.lost] == [(5, 3, 9)]
    more = side_by_side(one(verdict=D, matched=3), one(verdict=D, matched=5))
    assert not more.regressed
    assert [it.case for it in more.gained] == ["a"]
    other = side_by_side(one(verdict=D, matched=5), one(verdict=C, matched=3))
    assert other.lost == ()


def measured(before: int = 480, live: int = 800, allocated: int = 1600, **fields: object) -> Result:
    heap = one(
        heap_before=before, heap_collected=before + live, heap_uncollected=before + allocated
    )
    return msgspec.structs.replace(heap, **fields)


def slope(live: float) -> Result:
    return one(figures={"per_unit_live_bytes": live})


FIGURES: dict[str, tuple[Result, Result, list[tuple[str, bool]]]] = {
    "nothing": (measured(), measured(), []),
    "another start alone is no change": (measured(480), measured(960), []),
    "a block more": (measured(), measured(live=816), [("live_bytes", True)]),
    "a block less": (measured(), measured(live=784), [("live_bytes", False)]),
    "less than a block": (measured(), measured(live=815), []),
    "more asked for": (measured(), measured(allocated=1616), [("allocated_bytes", True)]),
    "both": (
        measured(),
        measured(live=816, allocated=1500),
        [("allocated_bytes", False), ("live_bytes", True)],
    ),
    "a larger heap is needed": (
        one(min_heap=1000),
        one(min_heap=1016),
        [("min_heap_bytes", True)],
    ),
    "slower": (one(work=1000), one(work=1001), [("work_fuel", True)]),
    "faster": (one(work=1000), one(work=999), [("work_fuel", False)]),
    "a little slower": (one(work=10000), one(work=10009), []),
    "from nothing": (one(work=0), one(work=1), [("work_fuel", True)]),
    "more than 64 bits is no figure": (one(work=1), one(work=10**400), []),
    "nor is it before": (one(work=-(10**400)), one(work=1), []),
    "not measured before": (one(), one(work=1), []),
    "not measured now": (measured(), one(), []),
    "fewer calls are worse": (
        one(figures={"deep_calls": 40}),
        one(figures={"deep_calls": 39}),
        [("deep_calls", True)],
    ),
    "less free is worse": (
        one(figures={"boot_free_bytes": 400.0}),
        one(figures={"boot_free_bytes": 384.0}),
        [("boot_free_bytes", True)],
    ),
    "a slope is no block": (slope(4), slope(16), [("per_unit_live_bytes", True)]),
    "half a byte a unit": (slope(4), slope(3.5), [("per_unit_live_bytes", False)]),
    "less than half a byte a unit": (slope(4), slope(4.4), []),
    "less than a hundredth of a slope": (slope(1000), slope(1009), []),
    "fewer units are worse": (
        one(figures={"lists_units": 40}),
        one(figures={"lists_units": 39}),
        [("lists_units", True)],
    ),
    "what differs in one run": (measured(), measured(live=9999, verdict=D), []),
    "what was run in two ways": (measured(whole=M), measured(live=9999, whole=D), []),
    "a figure of one run only": (one(figures={"a_us": 1}), one(figures={"b_us": 9}), []),
}


@pytest.mark.parametrize(("before", "after", "alerts"), FIGURES.values(), ids=FIGURES)
def test_a_figure_that_changed_is_an_alert(
    before: Result, after: Result, alerts: list[tuple[str, bool]]
) -> None:
    told = side_by_side(before, after)
    assert [(it.metric, it.worse) for it in told.alerts] == alerts
    if before.verdict is after.verdict:
        assert told.regressed is any(worse for _, worse in alerts)


def test_work_in_other_units_is_not_compared() -> None:
    told = compare(run(one(work=1)), run(one(work=9), work_unit="us"))
    assert (told.alerts, told.noisy) == ((), ())
    assert told.unmeasured == {"work_fuel": 1}


def test_figures_that_vanish_are_counted_where_a_case_matches_in_both_runs() -> None:
    before = [measured(case=it, work=1) for it in "abcde"]
    after = [
        measured(case="a", work=1),
        one("b", work=1),
        one("c"),
        one("d", D),
        one("e", whole=D),
    ]
    told = compare(run(*before), run(*after))
    assert told.unmeasured == {"allocated_bytes": 2, "live_bytes": 2, "work_fuel": 1}
    assert compare(run(*after[:3]), run(*before[:3])).unmeasured == {}
    assert not compare(run(before[2]), run(after[2])).regressed


BOARDS = {
    "one": ({}, {}, False),
    "one in two versions": ({"board": "wasm@1.24.1"}, {"board": "wasm"}, False),
    "two": ({"board": "wasm@1.24.1"}, {"board": "microbit"}, True),
    "two by what their work is counted in": ({}, {"work_unit": "us"}, True),
}


@pytest.mark.parametrize(("before", "after", "two"), BOARDS.values(), ids=BOARDS)
def test_runs_of_two_boards_are_known_as_such(
    before: dict[str, object], after: dict[str, object], *, two: bool
) -> None:
    told = compare(run(one(), **before), run(one(verdict=D), **after))
    assert told.two_boards is two
    assert [it.case for it in told.newly_failing] == ["a"]


@pytest.mark.parametrize("exact", [(True, False), (False, True), (False, False)])
def test_a_clock_needs_history_and_bytes_do_not(exact: tuple[bool, bool]) -> None:
    before, after = (
        run(measured(live=live, work=work), exact=it, work_unit="us")
        for it, live, work in zip(exact, (800, 816), (100, 900), strict=True)
    )
    told = compare(before, after)
    assert [it.metric for it in told.alerts] == ["live_bytes"]
    assert told.noisy == ("work_us",)


def shifted(percents: Sequence[float]) -> Comparison:
    before = [one(f"c{number}", work=100_000) for number, _ in enumerate(percents)]
    after = [
        one(f"c{number}", work=round(100_000 + 1000 * percent))
        for number, percent in enumerate(percents)
    ]
    return compare(run(*before, firmware="old"), run(*after, firmware="new"))


def test_a_shift_of_the_whole_firmware_is_one_alert() -> None:
    told = shifted([-8 + number / 100 for number in range(101)] + [0.0])
    (alert,) = told.alerts
    assert (alert.firmware, alert.metric, alert.kind) == (("old", "new"), "work_fuel", Kind.SPEED)
    assert (len(alert.shifts), alert.of) == (101, 102)
    assert not alert.worse
    assert (alert.median, alert.low, alert.high) == pytest.approx((-7.5, -7.75, -7.25))
    assert alert.largest == pytest.approx(-8)
    assert [it.case for it in alert.shifts[:2]] == ["c0", "c1"]


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=30))
def test_every_change_is_in_one_alert_of_its_direction(percents: list[float]) -> None:
    told = shifted(percents)
    changed = {f"c{number}" for number, it in enumerate(percents) if abs(round(1000 * it)) >= 100}
    assert {it.case for alert in told.alerts for it in alert.shifts} == changed
    assert sum(len(it.shifts) for it in told.alerts) == len(changed)
    for alert in told.alerts:
        assert {it.after > it.before for it in alert.shifts} == {alert.worse}
        sizes = [abs(it.percent) for it in alert.shifts]
        assert sizes == sorted(sizes, reverse=True)


@given(st.lists(st.tuples(st.sampled_from(Word), st.sampled_from(Word))))
def test_backwards_everything_worse_is_better(words: list[tuple[Word, Word]]) -> None:
    words = [(M, M), *words]
    there, back = (
        [one(f"c{number}", pair[side]) for number, pair in enumerate(words)] for side in (0, 1)
    )
    forth, reverse = compare(run(*there), run(*back)), compare(run(*back), run(*there))
    assert forth.compared == reverse.compared
    assert forth.compared + sum(forth.apart.values()) == len(words)
    for name, opposite in (("newly_failing", "newly_passing"), ("worse", "better")):
        for one_way, other in ((name, opposite), (opposite, name)):
            assert [it.case for it in getattr(forth, one_way)] == [
                it.case for it in getattr(reverse, other)
            ]


INCOMPARABLE = {
    "other suites": (run(one("a")), run(one("b")), "no case in common"),
    "nothing": (run(), run(), "no case in common"),
    "nothing that ran in both": (
        run(one("a", S), one("b"), one("c")),
        run(one("a"), one("b", Word.INFRA), one("c", Word.INFRA)),
        r"3 cases in common, .* \(1 SKIP, 2 INFRA\); ",
    ),
    "another suite's programs": (run(one(hash="1" * 16)), run(one()), "the suite is another"),
    "another reference": (
        run(one(hash="1" * 16), reference="CPython 3.12.1"),
        run(one()),
        r"CPython 3\.12\.1 said what is right in one, CPython 3\.11\.7 in the other",
    ),
}


@pytest.mark.parametrize(("before", "after", "told"), INCOMPARABLE.values(), ids=INCOMPARABLE)
def test_what_cannot_be_compared_is_told(before: Record, after: Record, told: str) -> None:
    with pytest.raises(Misconfigured, match=told):
        compare(before, after)


NAMES = {
    "live_bytes": (Kind.RAM, True, True),
    "boot_free_bytes": (Kind.RAM, False, True),
    "work_fuel": (Kind.SPEED, True, False),
    "work_instructions": (Kind.SPEED, True, False),
    "pause_us": (Kind.SPEED, True, False),
    "pause_ms": (Kind.SPEED, True, False),
    "recursion_calls": (Kind.COUNT, False, True),
    "recursion_levels": (Kind.COUNT, False, True),
    "objects_units": (Kind.COUNT, False, True),
    "timers_missed": (Kind.COUNT, True, True),
}


@pytest.mark.parametrize(("name", "facts"), NAMES.items(), ids=NAMES)
def test_a_name_says_what_the_figure_is(name: str, facts: tuple[Kind, bool, bool]) -> None:
    kind, more_is_worse, repeatable = facts
    assert kind_of(name) is kind
    assert is_worse(name, 10, 20) is more_is_worse
    assert is_worse(name, 20, 10) is not more_is_worse
    assert not is_worse(name, 10, 10)
    assert is_repeatable(name, exact=True)
    assert is_repeatable(name, exact=False) is repeatable
    assert not is_change(name, 10, 10)


def test_a_case_s_own_figure_stands_for_the_board_s() -> None:
    own = measured(figures={"live_bytes": 1.0, "pause_us": 2.0})
    assert figures_of(own, "") == {"live_bytes": 1.0, "allocated_bytes": 1600, "pause_us": 2.0}
