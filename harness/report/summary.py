"""The newest runs of all boards as Markdown that stays short: what changed, then where each stands.

For a job's summary and a comment on a change, which have room for 64 KB.  The rows are shared out:
half of them are for what newly fails, and of the rest every list of every board gets some before
any gets more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Final

from harness.errors import Misconfigured
from harness.history.comparison import Alert, Comparison, Shift, compare
from harness.history.metrics import Kind
from harness.history.standing import Standing, Standings
from harness.report.comparison import percent, signed, verdict_line, verdict_lists
from harness.report.markdown import block, code
from harness.report.score import Share, score
from harness.report.table import cut, plain

ROWS: Final = 50  # of a page
BOARDS: Final = 20  # of these rows, where there are as many boards
_BOARD_CHARACTERS: Final = 40
_FIRMWARE_CHARACTERS: Final = 80
_ROW_CHARACTERS: Final = 200
_TITLES: Final = (
    *("newly failing", "newly passing", "worse", "assertions lost", "better", "assertions gained"),
    *Kind,
)
_ALWAYS: Final = ("newly failing", "newly passing")  # told where there are none, too


def summary_page(standings: Standings, link: str = "") -> str:
    """Give the page; `link` is where everything is, for what there is no room for.

    At most `ROWS` rows, and 64 KB.  A board that did not report has no changes to tell.
    """
    boards = standings.boards
    compared = {it.board: since_before(it) for it in boards if not it.stale}
    found = [it for it in compared.values() if it is not None]
    lines = [f"### {_headline(found)}", *_changes(found, ROWS - min(len(boards), BOARDS))]
    lines += ["", "| board | cases | assertions | firmware | as of | compared with |"]
    lines += ["|---|---:|---:|---|---|---|"]
    lines += [_row(it, compared.get(it.board)) for it in boards[:BOARDS]]
    if len(boards) > BOARDS:
        lines += ["", f"... and {_counted(len(boards) - BOARDS, 'more board')}."]
    if standings.notes:
        lines += ["", f"Passed over: {_counted(len(standings.notes), 'record')}."]
    if link:
        lines += ["", f"[Everything](<{link}>)"]
    return "\n".join(lines) + "\n"


def since_before(standing: Standing) -> Comparison | None:
    """Compare a board's newest whole run with the one before; None where that cannot be done."""
    if standing.before is None:
        return None
    try:
        return compare(standing.before, standing.record)
    except Misconfigured:  # another suite, or nothing that ran in both
        return None


def figure_rows(told: Comparison, kind: Kind) -> list[str]:
    """Give a row for each figure and module that changed, as sizes of code are told of.

    `microbit: +48 +0.21% live_bytes test_list [3 cases]`: the sum over these cases, and what it is
    of their sum before.  What is worse comes first, and the larger change.
    """
    rows = []
    for alert in told.alerts:
        if alert.kind is kind:
            rows += [(not alert.worse, *it) for it in _modules(alert)]
    rows.sort()
    board = cut(plain(told.after.board), _BOARD_CHARACTERS)
    return [cut(f"{board}: {it}", _ROW_CHARACTERS) for *_, it in rows]


def _modules(alert: Alert) -> Iterator[tuple[float, str]]:
    """Give the rows of an alert, each after what it is sorted by."""
    modules: defaultdict[str, list[Shift]] = defaultdict(list)
    for it in alert.shifts:
        modules[_module(it.case)].append(it)
    for module, shifts in modules.items():
        whole = Shift(module, sum(it.before for it in shifts), sum(it.after for it in shifts))
        change = f"{signed(whole.after - whole.before)} {percent(whole.percent)}"
        cases = f"[{_counted(len(shifts), 'case')}]"
        yield -abs(whole.percent), f"{change} {plain(alert.metric)} {plain(module)} {cases}"


def _module(case: str) -> str:
    """Give the module or folder of a case: of `test_list.ListTest.test_append`, of `a/b/c`."""
    return case.rpartition("/")[0] if "/" in case else case.partition(".")[0]


def _headline(found: Sequence[Comparison]) -> str:
    if not found:
        return "No board has two runs that can be compared"
    counts = Counter(dict.fromkeys(_ALWAYS, 0))
    for told in found:
        counts.update({title: len(cases) for title, cases in verdict_lists(told)})
        for kind in Kind:
            for word, is_worse in (("worse", True), ("better", False)):
                alerts = (it for it in told.alerts if (it.kind, it.worse) == (kind, is_worse))
                cases = {it.case for alert in alerts for it in alert.shifts}
                counts[f"with {word} {kind}"] += len(cases)
    said = [f"{count:,} {title}" for title, count in counts.items() if count or title in _ALWAYS]
    return f"{', '.join(said)} on {_counted(len(found), 'board')}"


def _changes(found: Sequence[Comparison], room: int) -> Iterator[str]:
    """Give each list under its title, the rows of all boards together."""
    every = [it for told in found for it in _lists(told)]
    wanted = [len(rows) for _, rows in every]
    urgent = [len(rows) if title == _TITLES[0] else 0 for title, rows in every]
    shares = _shared(room // 2, urgent, [0] * len(every))
    shares = _shared(room - sum(shares), wanted, shares)
    shown: defaultdict[str, list[str]] = defaultdict(list)
    rest: Counter[str] = Counter()
    for (title, rows), share in zip(every, shares, strict=True):
        shown[title] += rows[:share]
        rest[title] += len(rows) - share
    for title in sorted(shown, key=_TITLES.index):
        yield from ("", f"**{title}**", "")
        yield from block(shown[title])
        if rest[title]:
            yield from ("", f"... and {rest[title]:,} more.")


def _lists(told: Comparison) -> Iterator[tuple[str, list[str]]]:
    """Give the rows of a board under each title that it has any for."""
    board = cut(plain(told.after.board), _BOARD_CHARACTERS)
    for title, cases in verdict_lists(told):
        rows = (f"{board}: {verdict_line(it).strip()}" for it in cases)
        yield title, [cut(it, _ROW_CHARACTERS) for it in rows]
    for kind in Kind:
        if figures := figure_rows(told, kind):
            yield kind, figures


def _shared(room: int, wanted: Sequence[int], had: Sequence[int]) -> list[int]:
    """Share out rows one by one to whom has the fewest and wants more."""
    shares = list(had)
    for _ in range(room):
        short = [at for at, it in enumerate(wanted) if shares[at] < it]
        if short:
            shares[min(short, key=shares.__getitem__)] += 1
    return shares


def _row(it: Standing, compared: Comparison | None) -> str:
    told = score(it.record.results)
    day = f"{it.record.header.started.astimezone(UTC):%Y-%m-%d}"
    some = ", some cases" if it.record.header.selection else ""
    cells = [
        code(it.board, _BOARD_CHARACTERS),
        _share(told.cases),
        _share(told.assertions),
        code(it.record.header.firmware, _FIRMWARE_CHARACTERS),
        (f"**no data since {day}**" if it.stale else day) + some,
        _earlier(compared) if compared else "-",
    ]
    return f"| {' | '.join(cells)} |"


def _earlier(compared: Comparison) -> str:
    day = f"{compared.before.started.astimezone(UTC):%Y-%m-%d}"
    before, after = (it.firmware for it in (compared.before, compared.after))
    return day if before == after else f"{day}, {code(before, _FIRMWARE_CHARACTERS)}"


def _share(it: Share) -> str:
    return "-" if it.percent is None else f"{it.matched:,}/{it.of:,} {it.percent}%"


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
