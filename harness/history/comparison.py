"""Two runs side by side: what fails now, what passes now, what takes more RAM or time.

Pure.  Only cases of the same program and answer are compared, and only verdicts that say something
about the board.  A case that is in one run only is new or gone, never failed.  Figures are compared
where a case matches in both runs, for what differs does other things.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

import msgspec

from harness.errors import Misconfigured
from harness.history.metrics import (
    Kind,
    collects,
    figures_of,
    is_change,
    is_repeatable,
    is_worse,
    kind_of,
    needs_collection,
)
from harness.history.record import Header, Record, Result
from harness.history.runs import Change
from harness.history.selection import family
from harness.stepwise import WORST_FIRST, worse
from harness.verdict import Word

COMPARABLE: Final = frozenset(WORST_FIRST)


class Asserted(msgspec.Struct, frozen=True):
    """A derived case with the same verdict in both runs and another number of assertions held."""

    case: str
    verdict: Word
    before: int
    after: int
    of: int


class Shift(msgspec.Struct, frozen=True):
    """One figure of one case in both runs."""

    case: str
    before: float
    after: float

    @property
    def percent(self) -> float:
        """By how much it has changed, of what it was; infinite where that was nothing."""
        change = self.after - self.before
        if not self.before:
            return float("inf") if change > 0 else float("-inf")
        return 100 * change / abs(self.before)


class Alert(msgspec.Struct, frozen=True):
    """All cases of a board in which one figure went the same way, the largest change first.

    `amount` is the median change in the figure's own unit.  Per cent are of what was before; `low`
    and `high` are the quartiles, between which half of the cases lie.  `of` is the number of cases
    in which the figure was compared.
    """

    board: str
    firmware: tuple[str, str]  # before and after
    metric: str
    kind: Kind
    worse: bool
    of: int
    amount: float
    median: float
    low: float
    high: float
    largest: float
    shifts: tuple[Shift, ...]
    since: tuple[str, str] | None = None  # the runs with one of which it came, where it was found


class Comparison(msgspec.Struct, frozen=True):
    """What became of the cases of one run in another.

    `before_cases` and `after_cases` count all that each run had, `compared` those told of here.
    `noisy` names the figures that two runs alone cannot tell about, `untold` says of them why
    nothing can.  `unmeasured` counts by figure the cases that had it before and have it no more.
    """

    before: Header
    after: Header
    before_cases: int
    after_cases: int
    compared: int
    apart: dict[Word, int]  # cases of both runs whose verdict, in either, says nothing of the board
    newly_failing: tuple[Change, ...]
    newly_passing: tuple[Change, ...]
    worse: tuple[Change, ...]
    better: tuple[Change, ...]
    lost: tuple[Asserted, ...]
    gained: tuple[Asserted, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]  # ids whose program or answer is another
    alerts: tuple[Alert, ...]
    noisy: tuple[str, ...]
    unmeasured: dict[str, int]
    untold: str = ""

    @property
    def regressed(self) -> bool:
        """Whether anything is worse than it was."""
        fallen = self.newly_failing or self.worse or self.lost
        return bool(fallen) or any(it.worse for it in self.alerts)

    @property
    def two_boards(self) -> bool:
        """Whether this is one board beside another, and not what became of one."""
        before, after = ((family(it.board), it.work_unit) for it in (self.before, self.after))
        return before != after


@dataclass(frozen=True)
class Place:
    """Where figures changed: on a board, from one firmware to another."""

    board: str
    firmware: tuple[str, str]


@dataclass(frozen=True)
class _Pair:
    before: Result
    after: Result

    @property
    def words(self) -> tuple[Word, Word]:
        return self.before.verdict, self.after.verdict


def compare(before: Record, after: Record) -> Comparison:
    """Compare two runs; `Misconfigured` where they have no case in common that ran in both."""
    earlier = {it.case: it for it in before.results}
    later = {it.case: it for it in after.results}
    both = [_Pair(earlier[case], it) for case, it in sorted(later.items()) if case in earlier]
    same = [it for it in both if it.before.hash == it.after.hash]
    if not same:
        raise Misconfigured(_incomparable(before.header, after.header, len(both)))
    pairs = [it for it in same if COMPARABLE.issuperset(it.words)]
    apart = _apart(same)
    if not pairs:
        raise Misconfigured(_unjudged(before.header, after.header, apart))
    moved = [it for it in pairs if it.before.verdict is not it.after.verdict]
    other = [it for it in moved if Word.MATCH not in it.words]
    stayed = [it for it in pairs if it.before.verdict is it.after.verdict]
    collected = collects(before.results) and collects(after.results)
    alerts, noisy, unmeasured = _figures(before.header, after.header, pairs, collected=collected)
    return Comparison(
        before=before.header,
        after=after.header,
        before_cases=len(earlier),
        after_cases=len(later),
        compared=len(pairs),
        apart=apart,
        newly_failing=_changes(it for it in moved if it.before.verdict is Word.MATCH),
        newly_passing=_changes(it for it in moved if it.after.verdict is Word.MATCH),
        worse=_changes(it for it in other if worse(it.after.verdict, it.before.verdict)),
        better=_changes(it for it in other if worse(it.before.verdict, it.after.verdict)),
        lost=_asserted(it for it in stayed if it.after.matched < it.before.matched),
        gained=_asserted(it for it in stayed if it.after.matched > it.before.matched),
        new=tuple(sorted(later.keys() - earlier.keys())),
        gone=tuple(sorted(earlier.keys() - later.keys())),
        changed=tuple(sorted(it.after.case for it in both if it.before.hash != it.after.hash)),
        alerts=alerts,
        noisy=noisy,
        unmeasured=unmeasured,
    )


def grouped(place: Place, metric: str, shifts: Iterable[Shift], of: int) -> tuple[Alert, ...]:
    """Make at most two alerts of the changes of one figure: for the worse, and for the better."""
    directions: dict[bool, list[Shift]] = {True: [], False: []}
    for it in shifts:
        directions[is_worse(metric, it.before, it.after)].append(it)
    return tuple(_alert(place, metric, found, of) for found in directions.values() if found)


def _alert(place: Place, metric: str, shifts: Sequence[Shift], of: int) -> Alert:
    ranked = sorted(shifts, key=lambda it: (-abs(it.percent), it.case))
    percents = sorted(it.percent for it in ranked)
    return Alert(
        board=place.board,
        firmware=place.firmware,
        metric=metric,
        kind=kind_of(metric),
        worse=is_worse(metric, ranked[0].before, ranked[0].after),
        of=of,
        amount=median(it.after - it.before for it in ranked),
        median=median(percents),
        low=percents[len(percents) // 4],
        high=percents[3 * len(percents) // 4],
        largest=ranked[0].percent,
        shifts=tuple(ranked),
    )


def _figures(
    before: Header, after: Header, pairs: Iterable[_Pair], *, collected: bool
) -> tuple[tuple[Alert, ...], tuple[str, ...], dict[str, int]]:
    """Compare what repeats; also name what does not, and count what is there no more.

    Where one of both did not collect, what needs that is in neither.
    """
    exact = before.exact and after.exact
    place = Place(after.board, (before.firmware, after.firmware))
    shifts: defaultdict[str, list[Shift]] = defaultdict(list)
    gone: Counter[str] = Counter()
    for it in pairs:
        # What matched as a whole in one run and by its steps in the other was run in two ways.
        if it.words != (Word.MATCH, Word.MATCH) or it.before.whole is not it.after.whole:
            continue
        earlier, later = (
            {
                name: value
                for name, value in figures_of(result, unit).items()
                if collected or not needs_collection(name)
            }
            for result, unit in ((it.before, before.work_unit), (it.after, after.work_unit))
        )
        gone.update(earlier.keys() - later.keys())
        for name in earlier.keys() & later.keys():
            shifts[name].append(Shift(it.after.case, earlier[name], later[name]))
    alerts: list[Alert] = []
    for name in sorted(shifts):
        if is_repeatable(name, exact=exact):
            found = [it for it in shifts[name] if is_change(name, it.before, it.after)]
            alerts += grouped(place, name, found, len(shifts[name]))
    noisy = [name for name in sorted(shifts) if not is_repeatable(name, exact=exact)]
    return tuple(alerts), tuple(noisy), dict(sorted(gone.items()))


def _changes(pairs: Iterable[_Pair]) -> tuple[Change, ...]:
    return tuple(
        Change(
            it.after.case, it.after.chapter, it.before.verdict, it.after.verdict, it.after.detail
        )
        for it in pairs
    )


def _asserted(pairs: Iterable[_Pair]) -> tuple[Asserted, ...]:
    return tuple(
        Asserted(
            it.after.case,
            it.after.verdict,
            it.before.matched,
            it.after.matched,
            it.after.assertions,
        )
        for it in pairs
    )


def _apart(pairs: Iterable[_Pair]) -> dict[Word, int]:
    told = (next((word for word in it.words[::-1] if word not in COMPARABLE), None) for it in pairs)
    counts = Counter(word for word in told if word is not None)
    return {word: counts[word] for word in Word if counts[word]}


def _unjudged(before: Header, after: Header, apart: dict[Word, int]) -> str:
    told = ", ".join(f"{count} {word}" for word, count in apart.items())
    return (
        f"{before.run} and {after.run}: {sum(apart.values())} cases in common, and none that says"
        f" something of the board in both runs ({told}); name runs in which the board ran them"
    )


def _incomparable(before: Header, after: Header, ids: int) -> str:
    runs = f"{before.run} and {after.run}"
    if not ids:
        return f"{runs}: no case in common; name two runs of the same suite"
    if before.reference != after.reference:
        why = f"{before.reference} said what is right in one, {after.reference} in the other"
    else:
        why = "the suite is another"
    return (
        f"{runs}: {ids} cases in common, and none with the same program and answer; {why};"
        " run the earlier firmware again"
    )
