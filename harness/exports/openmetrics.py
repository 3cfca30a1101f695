"""The health of the rigs as OpenMetrics text: what reported when, and what its bench had to do.

Of the newest whole run of each board, so every figure is a gauge and may go down; what the cases
themselves came to belongs in the history.  Read by node_exporter's textfile collector, too, which
takes files that end with `.prom`.
Source: https://prometheus.io/docs/specs/om/open_metrics_spec/
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from harness.history.record import one_line
from harness.history.standing import Standing
from harness.verdict import Word

NAME: Final = "onboard.prom"


class _Family(NamedTuple):
    """A gauge; the name of one with a unit ends with it."""

    name: str
    help: str
    value: Callable[[Standing], float]
    unit: str = ""


_FAMILIES: Final = (
    _Family("onboard_board_up", "Whether the board reports.", lambda it: not it.stale),
    _Family(
        "onboard_last_seen_timestamp_seconds",
        "When the newest run of any kind was started.",
        lambda it: it.seen.timestamp(),
        "seconds",
    ),
    _Family(
        "onboard_last_run_timestamp_seconds",
        "When the newest whole run was started.",
        lambda it: it.record.header.started.timestamp(),
        "seconds",
    ),
    _Family(
        "onboard_run_seconds",
        "How long the run took.",
        lambda it: (it.record.footer.finished - it.record.header.started).total_seconds(),
        "seconds",
    ),
    _Family("onboard_run_cases", "Cases with a result.", lambda it: len(it.record.results)),
    _Family(
        "onboard_run_retries",
        "Looks at a case beyond the first.",
        lambda it: sum(max(case.attempts - 1, 0) for case in it.record.results),
    ),
    _Family("onboard_run_flaky", "Cases seen in two ways.", lambda it: _count(it, Word.FLAKY)),
    _Family("onboard_run_infra", "Cases the bench failed.", lambda it: _count(it, Word.INFRA)),
    _Family("onboard_run_crashes", "Cases that crashed it.", lambda it: _count(it, Word.CRASH)),
    _Family("onboard_run_timeouts", "Cases not done in time.", lambda it: _count(it, Word.TIMEOUT)),
)
_RECOVERIES: Final = "onboard_run_recoveries"


def openmetrics_files(boards: Sequence[Standing]) -> Iterator[tuple[str, bytes]]:
    """Give the health of all boards in one file."""
    yield NAME, openmetrics(boards).encode()


def openmetrics(boards: Sequence[Standing]) -> str:
    """Give the text; a label may hold any text, in quotes."""
    return "".join(f"{line}\n" for line in _lines(boards))


def _lines(boards: Sequence[Standing]) -> Iterator[str]:
    for family in _FAMILIES:
        yield from _head(family.name, family.help, family.unit)
        for it in boards:
            yield f"{family.name}{_labels(board=it.board)} {_number(family.value(it))}"
    yield from _head(_RECOVERIES, "What brought the board back, by rung of the ladder.")
    for it in boards:
        rungs = Counter(one_line(rung) for case in it.record.results for rung in case.recoveries)
        for rung, count in sorted(rungs.items()):
            yield f"{_RECOVERIES}{_labels(board=it.board, rung=rung)} {count}"
    yield "# EOF"


def _head(name: str, told: str, unit: str = "") -> Iterator[str]:
    yield f"# TYPE {name} gauge"
    if unit:
        yield f"# UNIT {name} {unit}"
    yield f"# HELP {name} {told}"


def _labels(**labels: str) -> str:
    told = ",".join(f'{name}="{_escaped(it)}"' for name, it in labels.items())
    return f"{{{told}}}"


def _escaped(text: str) -> str:
    return one_line(text).replace("\\", r"\\").replace('"', r"\"")


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _count(it: Standing, word: Word) -> int:
    return sum(case.verdict is word for case in it.record.results)
