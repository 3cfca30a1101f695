"""`-n N`: boards of its own for each of pytest-xdist's workers, and one record of what they all do.

The controller collects and plans before a worker starts, as a session without workers does, so
that workers find in the caches whatever is costly to get.  Then it lets go of its boards.  A worker
runs cases on boards that it starts itself; a case's result travels with the report of its setup,
and the controller writes it down.
"""

import json
from collections.abc import Generator, Iterable
from typing import Final

import msgspec
import pytest

from harness.errors import RecordDamaged
from harness.farm.target import Target
from harness.history.record import Result
from harness.item import SEATS, CaseItem
from harness.verdict import Word

RESULT: Final = "onboard_result"  # the attribute of a setup's report that holds a result, as JSON


def is_worker(config: pytest.Config) -> bool:
    """Tell whether this process is one of xdist's workers."""
    return hasattr(config, "workerinput")


def distribute(config: pytest.Config, targets: Iterable[Target]) -> None:
    """Prepare a session for workers, where there are some; collecting alone needs none.

    Raises `UsageError` where one of `targets` is there only once.
    """
    if is_worker(config):
        config.pluginmanager.register(Worker(), "onboard-worker")
        return
    if not config.getoption("tx", []) or config.option.collectonly:
        return
    if config.getoption("dist") == "each":
        raise pytest.UsageError("--dist=each runs every case on every worker; use --dist=load")
    for target in targets:
        if not target.plural:
            raise pytest.UsageError(
                f"--board={target.name}: -n needs a board for each worker, and there is one;"
                " leave it out, or say -n0"
            )
    config.pluginmanager.register(Controller(config), "onboard-controller")


class Worker:
    """The hooks of a worker."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if isinstance(item, CaseItem) and item.judged is not None and report.when == "setup":
            setattr(report, RESULT, json.dumps(msgspec.to_builtins(item.judged.result)))
        return report


class Controller:
    """The hooks of the controller."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._session: pytest.Session | None = None
        self._stopped: BaseException | None = None
        self._missing: dict[str, CaseItem] = {}  # by node id: no result has come yet

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        self._session = session

    @pytest.hookimpl(optionalhook=True, trylast=True)
    def pytest_xdist_setupnodes(self, specs: list[object]) -> None:
        """Collect and plan.  Where that fails there are no workers, and `pytest_collection` tells.

        Only from there on does pytest end a session in order.
        """
        try:
            self._collect()
        except (pytest.UsageError, pytest.Session.Failed, KeyboardInterrupt) as error:
            self._stopped = error
            specs.clear()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        if self._stopped is not None:
            raise self._stopped

    def _collect(self) -> None:
        session, manager = self._session, self._config.pluginmanager
        assert session is not None  # noqa: S101  (xdist sets up nodes when a session starts)
        # xdist's own hook is there to keep a controller from collecting.
        collection = manager.subset_hook_caller(
            "pytest_collection", [manager.get_plugin("dsession")]
        )
        collection(session=session)
        if session.testsfailed and not self._config.option.continue_on_collection_errors:
            count = f"{session.testsfailed} error{'s' if session.testsfailed > 1 else ''}"
            raise session.Interrupted(f"{count} during collection")
        for seat in self._config.stash[SEATS].values():
            seat.leave()
        self._missing = {it.nodeid: it for it in session.items if isinstance(it, CaseItem)}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        encoded = getattr(report, RESULT, None)
        if encoded is not None:
            self._note(report.nodeid, msgspec.convert(json.loads(encoded), Result))

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str, report: pytest.TestReport) -> None:
        """Tell a case whose worker died as every fault of the bench is told."""
        item = self._missing.get(crashitem)
        if item is None:
            return
        case, detail = item.case, "not run: the worker died"
        report.when = "setup"
        report.longrepr = f"{detail}; again: {item.again}"
        self._note(crashitem, Result(case.id, case.content_hash, case.chapter, Word.INFRA, detail))

    def _note(self, nodeid: str, result: Result) -> None:
        target = self._missing.pop(nodeid).target
        try:
            self._config.stash[SEATS][target.slug].note(result)
        except RecordDamaged as error:  # a run that nobody can read afterwards
            pytest.exit(str(error), returncode=pytest.ExitCode.TESTS_FAILED)
