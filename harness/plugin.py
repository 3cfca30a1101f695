"""pytest's hooks: files become items, items become results, results become reports.

What is a case, and where lists and records lie, is said here; `item` has the items, `farm.bench`
the boards, and neither verdicts nor measures are made in this module.
"""

import math
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest

from harness.cache import cache_path
from harness.collect import NOTES, collector
from harness.errors import OnboardError
from harness.farm.bench import Seat, Settings
from harness.farm.target import Target, parse_target
from harness.item import OPTIONS, SEATS, TARGETS, CaseItem
from harness.narrowing import DESELECTED, selection, suite_folder
from harness.observation import Unusable
from harness.parallel import distribute, is_worker
from harness.report.progress import Waiting
from harness.report.terminal import summary
from harness.suite.case import Case
from harness.suite.expectations import expectations_file
from harness.suite.measuring import answered, programs
from harness.suite.oracle import Oracle
from harness.verdict import Word

FAULTS: Final = pytest.StashKey[list[str]]()  # of the bench, at the end of the run
FLAKY: Final = "onboard_flaky"  # the attribute of a report that holds the evidence


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("onboard", "boards")
    group.addoption(
        "--board",
        action="append",
        default=[],
        metavar="BOARD",
        help="wasm[@VERSION][?heap=96k], microbit, a device, socket:// or rfc2217:// URL, "
        "exec:COMMAND, python:EXECUTABLE, auto, or a rig's name; may be given several times "
        "(default: wasm)",
    )
    group.addoption(
        "--reference",
        default=OPTIONS["reference"],
        metavar="PYTHON",
        help="the CPython that says what is right (default: the running one)",
    )
    group.addoption(
        "--record-dir",
        type=Path,
        default=None,
        metavar="DIR",
        help="where run records go (default: reports/runs)",
    )
    group.addoption(
        "--deadline",
        type=float,
        default=OPTIONS["deadline"],
        metavar="SECONDS",
        help="how long a case may run on a board (default: 10)",
    )
    group.addoption(
        "--min-heap",
        action="store_true",
        help="also find the smallest heap in which each case still matches",
    )
    group.addoption(
        "--update-expectations",
        action="store_true",
        help="write this run's known differences to the suite's expectations/",
    )
    parser.addini(
        "onboard_suite", "folders whose .py files are cases, with or without --board", "paths"
    )


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    if not 0 < config.getoption("deadline") < math.inf:
        raise pytest.UsageError("--deadline must be a number of seconds above 0")
    rigs = config.rootpath / "rigs"
    targets: dict[str, Target] = {}
    for value in config.getoption("board") or ["wasm"]:
        try:
            target = parse_target(value, rigs)
        except OnboardError as error:
            raise pytest.UsageError(str(error)) from error
        if target.slug in targets:
            raise pytest.UsageError(f"--board={value} is given twice")
        targets[target.slug] = target
    config.stash[TARGETS] = list(targets.values())
    config.stash[SEATS] = {}
    config.stash[NOTES] = {}
    config.stash[FAULTS] = []
    if _wants_boards(config):
        distribute(config, targets.values())


def pytest_report_header(config: pytest.Config) -> str | None:
    if not _wants_boards(config):
        return None
    names = ", ".join(target.name for target in config.stash[TARGETS])
    return f"boards: {names}; reference: {config.getoption('reference')}"


def _wants_boards(config: pytest.Config) -> bool:
    """Tell whether this session is about boards: one is named, or cases of a suite are asked for.

    The plugin is loaded in every session of every project of its environment.
    """
    if config.getoption("board"):
        return True
    asked = [(config.invocation_params.dir / arg.partition("::")[0]) for arg in config.args]
    suites = [Path(suite) for suite in config.getini("onboard_suite")]
    return any(
        path.is_relative_to(suite) or suite.is_relative_to(path)
        for path in (path.resolve() for path in asked)
        for suite in suites
    )


# Collecting.


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Make a case of a case's file, whatever others would make of it: it is never imported."""
    collectors = yield
    ours = collector(file_path, parent)
    return collectors if ours is None else [ours]


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        item.config.stash[DESELECTED] = True


# Running.


def pytest_collection_finish(session: pytest.Session) -> None:
    config = session.config
    items = [item for item in session.items if isinstance(item, CaseItem)]
    broken = session.testsfailed and not config.option.continue_on_collection_errors
    if config.option.collectonly or broken or not items:
        return
    try:
        _take_seats(config, items)
    except OnboardError as error:
        raise pytest.UsageError(str(error)) from error


def _take_seats(config: pytest.Config, items: list[CaseItem]) -> None:
    """Ask the reference, bring up the boards, and begin the records, which no worker keeps."""
    with Waiting(shown=not is_worker(config)) as waiting:
        oracle = Oracle(config.getoption("reference"), cache_path(), waiting.count)
        asked = [item for item in items if item.case.expected is None]
        answers = oracle.expect(it for item in asked for it in programs(item.case))
        for item in asked:
            item.case = answered(item.case, answers)
            _check_usable(config, item.case)
        settings = Settings(
            reference=f"{oracle.implementation} {oracle.version}",
            record_dir=_record_dir(config),
            expectations=lambda name: expectations_file(_expectations_dir(config), name),
            deadline_seconds=config.getoption("deadline"),
            min_heap=config.getoption("min_heap"),
            command=["pytest", *_reproducing(config.invocation_params.args)],
            selection=selection(config),
            suite=suite_folder(config),
        )
        seats = config.stash[SEATS]
        for target in config.stash[TARGETS]:
            waiting.tell(f"starting {target.name}")
            seats[target.slug] = Seat.take(target, settings, waiting.tell)
            cases = [it.case for it in items if it.target is target]
            if is_worker(config):
                seats[target.slug].prepare(cases)
            else:
                seats[target.slug].plan(cases)


def _reproducing(arguments: Iterable[str]) -> Iterator[str]:
    """Leave out where the record goes: that is nobody else's place."""
    following = False
    for argument in arguments:
        if not following and not argument.startswith("--record-dir"):
            yield argument
        following = argument == "--record-dir"


def _check_usable(config: pytest.Config, case: Case) -> None:
    """Refuse a case of the suite that is none; in somebody else's folder it is skipped instead."""
    suites = config.getini("onboard_suite")
    if isinstance(case.expected, Unusable) and any(it in case.path.parents for it in suites):
        raise pytest.UsageError(f"{case.path}: {case.expected.reason}")


def _record_dir(config: pytest.Config) -> Path:
    return config.getoption("record_dir") or config.rootpath / "reports" / "runs"


def _expectations_dir(config: pytest.Config) -> Path:
    suites = config.getini("onboard_suite")
    return (Path(suites[0]) if suites else config.rootpath) / "expectations"


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reason = session.shouldfail or session.shouldstop
    if not reason and exitstatus in (pytest.ExitCode.INTERRUPTED, pytest.ExitCode.INTERNAL_ERROR):
        reason = "the session was interrupted"
    for seat in session.config.stash.get(SEATS, {}).values():
        try:
            seat.finish(interrupted=str(reason or ""))
            if session.config.getoption("update_expectations"):
                seat.update_expectations()
        except OnboardError as error:
            session.config.stash[FAULTS].append(str(error))
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


# Reporting.


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not isinstance(item, CaseItem):
        return report
    if call.excinfo is not None and isinstance(call.excinfo.value, OnboardError):
        report.longrepr = str(call.excinfo.value)  # of a setup, pytest would show our own code
    if item.judged is None:
        return report
    if report.skipped and isinstance(report.longrepr, tuple):
        report.longrepr = (str(item.path), 1, report.longrepr[2])
    if report.when == "call" and item.judged.result.verdict is Word.FLAKY:
        setattr(report, FLAKY, item.judged.result.detail)
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    return ("flaky", "L", "FLAKY") if hasattr(report, FLAKY) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    stash = terminalreporter.config.stash
    for fault in stash.get(FAULTS, []):
        terminalreporter.write_line(f"ERROR: {fault}", red=True)
    for why, names in stash.get(NOTES, {}).items():
        terminalreporter.write_line(f"not collected: {', '.join(names)}: {why}", yellow=True)
    seats = stash.get(SEATS, {}).values()
    records = [seat.record for seat in seats if seat.record is not None]
    if not records:
        return
    terminalreporter.section("boards")
    previous = [seat.previous for seat in seats if seat.previous is not None]
    for line in (*summary(records, previous), *_reviewed(seats)):
        terminalreporter.write_line(line)


def _reviewed(seats: Iterable[Seat]) -> Iterator[str]:
    for seat in seats:
        if unreviewed := seat.unreviewed:
            differing = sum(it.verdict is not Word.MATCH for it in unreviewed)
            counts = f"{len(unreviewed)}, of which {differing} do not match"
            yield f"cases not reviewed on {seat.target.name}: {counts}"
        if names := ", ".join(seat.unmet_limits):
            yield f"limits of {seat.target.name} that no case had a figure of: {names}"
        yield from (f"written: {path}" for path in seat.rewritten)
