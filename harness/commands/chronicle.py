"""`onboard compare` and `onboard history`: what changed between runs, and over many of them."""

import argparse
import sys
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from harness.commands.again import seen_again
from harness.errors import Misconfigured, NotInstalled, OnboardError
from harness.history.comparison import Comparison, compare
from harness.history.files import is_record
from harness.history.record import Record
from harness.history.selection import LATEST, PREVIOUS, Shelf
from harness.report.comparison import comparison_lines, comparison_page

RECORDS: Final = Path("reports", "runs")
_EXTRA: Final = "pip install 'pytest-onboard[history]'"
QUESTIONS: Final = ("runs", "matrix", "case", "changes", "ram", "speed", "since", "compact")
_ANSWERS: Final = (
    "runs: the boards and how many runs of each are known.  matrix: every board's newest verdicts."
    "  case: one case over time.  changes: between the last two runs of each board.  ram, speed:"
    " over the last nights.  since: since which version cases match.  compact: past months are"
    " written to Parquet, and their records compressed."
)
_RUN: Final = "a record's file, a run's id, a date, a firmware's version, latest or previous"


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  (argparse has no other name)


def add_parsers(commands: Commands) -> None:
    """Add what both commands take to those of `onboard`."""
    comparing = commands.add_parser("compare", help="say what changed from one run to another")
    comparing.set_defaults(answer=compare_runs)
    for name, default in (("before", PREVIOUS), ("after", LATEST)):
        told = f"{_RUN} (default: {default})"
        comparing.add_argument(name, nargs="?", default=default, metavar=name.upper(), help=told)
    form = comparing.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="tell everything as JSON")
    form.add_argument("--markdown", action="store_true", help="tell it as a job's summary")
    form.add_argument("--all", action="store_true", help="list every case")
    told = "run what is worse again, on the board, and tell only what is seen again"
    comparing.add_argument("--again", action="store_true", help=told)
    history = commands.add_parser("history", help="ask the history of all runs", epilog=_ANSWERS)
    history.set_defaults(answer=ask_history)
    history.add_argument(
        "question",
        nargs="?",
        default="runs",
        choices=QUESTIONS,
        help="what is asked (default: runs)",
    )
    history.add_argument("case", nargs="?", default="", metavar="CASE", help="a case, for `case`")
    history.add_argument("--firmware", default="", metavar="VERSION", help="only runs of this one")
    history.add_argument("--profile", default="", metavar="PROFILE", help="only runs of this one")
    history.add_argument(
        "--nights",
        type=int,
        default=30,
        metavar="N",
        help="how far `ram` and `speed` look back (default: 30)",
    )
    history.add_argument("--all", action="store_true", help="list every case")
    history.add_argument(
        "--database",
        type=Path,
        default=None,
        metavar="FILE",
        help="the database (default: beside the records' folder, with its name)",
    )
    for command in (comparing, history):
        command.add_argument("--board", default="", metavar="BOARD", help="only runs of this board")
        told = f"the records' folder (default: {RECORDS})"
        command.add_argument("--records", type=Path, default=RECORDS, metavar="DIR", help=told)


def compare_runs(options: argparse.Namespace) -> tuple[list[str], bool]:
    """Compare two runs; also say whether nothing is worse.

    Raises `Misconfigured` where they cannot be compared.
    """
    damaged: list[str] = []
    try:
        shelf = Shelf(options.records, options.board)
        damaged = shelf.damaged
        after = shelf.pick(options.after)
        told = compare(shelf.pick(options.before, after), after)
        if told.noisy:
            told = _over_time(told, after, shelf)
        if options.again and told.regressed:
            told = seen_again(told, after)
    except OnboardError as error:
        _tell_damage([it for it in damaged if it != str(error)])
        raise Misconfigured(str(error)) from error
    if told.noisy or not (is_record(options.before) and is_record(options.after)):
        _tell_damage(damaged)  # of what was looked through
    return _rendered(told, options), not told.regressed


def ask_history(options: argparse.Namespace) -> tuple[list[str], bool]:
    """Bring the database up to date and answer; also say whether every record could be read.

    Raises `NotInstalled` where a package is missing and `Misconfigured` for a wrong question.
    """
    try:
        from harness.commands.archivist import answer  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        raise NotInstalled(f"onboard history: {error.name} is missing; {_EXTRA}") from error
    lines, faults = answer(options)
    for fault in faults:
        sys.stderr.write(f"onboard: passed over: {fault}\n")
    return lines, not faults


def _over_time(told: Comparison, after: Record, shelf: Shelf) -> Comparison:
    """Judge what a clock says over the earlier runs; without numpy say what is missing."""
    try:
        from harness.history.timing import judged  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        return msgspec.structs.replace(told, untold=f"{error.name} is missing; {_EXTRA}")
    return judged(told, after, shelf.earlier(after.header))


def _rendered(told: Comparison, options: argparse.Namespace) -> list[str]:
    if options.json:
        said = {"regressed": told.regressed, "two_boards": told.two_boards}
        return [msgspec.json.encode(said | msgspec.to_builtins(told)).decode()]
    if options.markdown:
        return comparison_page(told)
    return comparison_lines(told, everything=options.all)


def _tell_damage(damaged: list[str]) -> None:
    for line in damaged[:1]:
        more = f" (and {len(damaged) - 1} more)" if len(damaged) > 1 else ""
        sys.stderr.write(f"onboard: passed over: {line}{more}\n")
