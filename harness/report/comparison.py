"""Two runs side by side, as lines for a terminal and as a page of Markdown that stays short."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from math import isfinite
from typing import Final

from harness.history.comparison import Alert, Asserted, Comparison, Shift
from harness.history.metrics import Kind
from harness.history.record import Header
from harness.history.runs import Change
from harness.report.markdown import code
from harness.report.table import WIDTH, cut, plain

CASES_SHOWN: Final = 10  # of each list
SHIFTS_SHOWN: Final = 5  # of each alert
ROWS: Final = 50  # of a page: a job's summary and a comment have room for no more
_JUDGED: Final = "judged over the board's last runs, not these two alone"
_WAYS: Final = {
    Kind.RAM: ("more", "less"),
    Kind.SPEED: ("slower", "faster"),
    Kind.COUNT: ("more", "fewer"),
}


def comparison_lines(told: Comparison, *, everything: bool = False) -> list[str]:
    """Tell what changed, the worst first; with `everything` no case is left out."""
    lines = [*_runs(told), *_scope(told)]
    for title, cases in verdict_lists(told):
        lines.append(f"{title}: {len(cases)}")
        shown = cases if everything else cases[:CASES_SHOWN]
        lines += [verdict_line(it) for it in shown]
        if rest := len(cases) - len(shown):
            lines.append(f"    ... and {rest} more (--all lists them)")
    lines += alert_lines(told.alerts, everything=everything)
    for title, ids in _uncompared(told).items() if everything else ():
        lines += [f"{title}: {len(ids)}", *(f"    {plain(it)}" for it in ids)]
    if told.noisy:
        lines.append(f"{', '.join(told.noisy)}: {told.untold or _JUDGED}")
    return [*lines, verdict(told)]


def alert_lines(alerts: Sequence[Alert], *, everything: bool = False) -> Iterator[str]:
    """Tell of each alert where, how much, and the cases that changed most."""
    for alert in by_weight(alerts):
        yield f"{'worse' if alert.worse else 'better'}: {alert_title(alert)}"
        yield f"    {alert_size(alert)}"
        shifts = alert.shifts if everything else alert.shifts[:SHIFTS_SHOWN]
        yield from (f"    {_amount(it)}  {plain(it.case)}" for it in shifts)


def comparison_page(told: Comparison, rows: int = ROWS) -> list[str]:
    """Tell the same in Markdown, with at most so many rows of a table below the summary."""
    table = [
        *(
            f"| {'worse' if it.worse else 'better'} | {alert_title(it)}: {alert_size(it)} |"
            for it in by_weight(told.alerts)
        ),
        *(
            f"| {title} | {code(verdict_line(it).strip(), WIDTH)} |"
            for title, cases in verdict_lists(told)
            for it in cases
        ),
    ]
    page = [f"### {verdict(told)}", ""]
    page += [f"- {code(it, WIDTH)}" for it in _runs(told)]
    page += [f"- {it}" for it in _scope(told)]
    if told.noisy:
        page.append(f"- {', '.join(told.noisy)}: {told.untold or _JUDGED}")
    if table:
        page += ["", "| | |", "|---|---|", *table[:rows]]
    if len(table) > rows:
        page += ["", f"... and {len(table) - rows} more rows; `onboard compare --all` has them."]
    return page


def verdict(told: Comparison) -> str:
    """Say in one line what is worse, or that nothing is."""
    counts = {
        "newly failing": len(told.newly_failing),
        "worse": len(told.worse),
        "with assertions lost": len(told.lost),
    }
    words = [f"{count} {what}" for what, count in counts.items() if count]
    words += [
        f"{it.metric} {_way(it)} in {len(it.shifts)} cases"
        for it in by_weight(told.alerts)
        if it.worse
    ]
    board = plain(told.after.board)
    return f"{board}: {', '.join(words)}" if words else f"{board}: nothing is worse"


def _runs(told: Comparison) -> Iterator[str]:
    for label, header in (("before", told.before), ("after", told.after)):
        yield cut(f"{label + ':':<8}{_run(header)}", WIDTH)


def _scope(told: Comparison) -> Iterator[str]:
    """Tell what can be compared."""
    if told.two_boards:
        boards = " and ".join(map(_board, (told.before, told.after)))
        yield f"two boards: {boards}; what differs may lie between them"
    yield (
        f"compared: {told.compared} cases of {told.before_cases} before"
        f" and {told.after_cases} after"
    )
    if words := [f"{len(ids)} {what}" for what, ids in _uncompared(told).items()]:
        yield f"not compared: {', '.join(words)}"
    yield from (
        f"not measured any more: {name} in {count} cases" for name, count in told.unmeasured.items()
    )
    if told.apart:
        counts = ", ".join(f"{count} {word}" for word, count in told.apart.items())
        yield f"not comparable: {counts}"


def _uncompared(told: Comparison) -> dict[str, Sequence[str]]:
    every = {"new": told.new, "gone": told.gone, "with another program or answer": told.changed}
    return {title: ids for title, ids in every.items() if ids}


def _run(header: Header) -> str:
    when = f"{header.started.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    what = f"{header.probe.get('implementation', '')} {header.probe.get('version', '')}".strip()
    return f"{plain(header.board)}, {when}, {plain(what)} ({plain(header.firmware)})"


def _board(header: Header) -> str:
    work = f" (work in {plain(header.work_unit)})" if header.work_unit else ""
    return f"{plain(header.board)}{work}"


def verdict_lists(told: Comparison) -> Iterator[tuple[str, Sequence[Change | Asserted]]]:
    """Give each list of cases that is not empty under its title, the worst first."""
    lists: tuple[tuple[str, Sequence[Change | Asserted]], ...] = (
        ("newly failing", told.newly_failing),
        ("worse", told.worse),
        ("assertions lost", told.lost),
        ("newly passing", told.newly_passing),
        ("better", told.better),
        ("assertions gained", told.gained),
    )
    return (it for it in lists if it[1])


def verdict_line(it: Change | Asserted) -> str:
    """Tell of one case in a line, indented below its title."""
    if isinstance(it, Asserted):
        what = f"{it.before} -> {it.after} of {it.of}"
        return f"    {it.verdict} {what}  {plain(it.case)}"
    line = f"    {it.before} -> {it.after}  {plain(it.case)}"
    room = WIDTH - len(f"{line}: ")
    return f"{line}: {cut(plain(it.detail), room)}" if it.detail and room > len("..") else line


def by_weight(alerts: Sequence[Alert]) -> list[Alert]:
    """Order alerts: what is worse first, then what changed in most cases."""
    return sorted(alerts, key=lambda it: (not it.worse, -len(it.shifts), it.metric))


def alert_title(it: Alert) -> str:
    """Say which figure went which way, and in how many cases."""
    return f"{it.metric} {_way(it)} in {len(it.shifts)} of {it.of} cases"


def alert_size(it: Alert) -> str:
    """Say by how much."""
    since = f", since {it.since[0]} to {it.since[1]}" if it.since is not None else ""
    spread = f"half of them {percent(it.low)} to {percent(it.high)}"
    middle = f"median {signed(it.amount)} {percent(it.median)}"
    return f"{middle}, {spread}, largest {percent(it.largest)}{since}"


def _way(it: Alert) -> str:
    up, down = _WAYS[it.kind]
    return up if it.shifts[0].after > it.shifts[0].before else down


def _amount(it: Shift) -> str:
    return f"{signed(it.after - it.before):>12} {percent(it.percent):>8}"


def signed(change: float) -> str:
    """Give a change of a figure, to the tenth where it is no whole number."""
    if not isfinite(change):
        return f"{change:+}"
    return f"{change:+,.0f}" if change == round(change) else f"{change:+,.1f}"


def percent(value: float) -> str:
    """Give a change in per cent: to the tenth, and small ones to the hundredth."""
    if not isfinite(value):
        return "from 0"
    return f"{value:+.1f}%" if abs(value) >= 1 else f"{value:+.2f}%"
