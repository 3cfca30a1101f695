"""`onboard reduce` and `onboard table`: pages of Markdown that are made from records of runs.

A run is named by its record's file, or by the board whose newest record in `reports/runs` is meant.
"""

from collections.abc import Sequence
from pathlib import Path

from harness.cache import cache_path
from harness.errors import Misconfigured
from harness.farm.crashes import FATAL, Reduction
from harness.history.files import is_record
from harness.history.record import Record, read_record
from harness.history.runs import newest_run
from harness.report.compatibility import compatibility_page
from harness.report.crashes import crash_page
from harness.report.table import DERIVED
from harness.suite.derivations import Progress
from harness.suite.derived import Deriver
from harness.suite.entry import write_text
from harness.suite.lookup import find_cases
from harness.suite.oracle import STEPS_LIMITS, Oracle


def reduce_run(
    manifests: Path, run: str, reference: str, out: Path | None, progress: Progress
) -> tuple[list[str], bool]:
    """Reduce the crashes and hangs of a run; also say whether all of them were reduced."""
    root = manifests.parents[1]
    record = _record(root, run)
    ids = {it.case for it in record.results if it.verdict in FATAL}
    cases = find_cases(manifests, ids, Deriver(reference, cache_path(), progress))
    # The reference has as long as a derived case has, which is what makes a hang of a long wait.
    oracle = Oracle(reference, cache_path(), lambda *_: None, STEPS_LIMITS)
    findings = Reduction(oracle, root / "rigs", progress).find(record, cases)
    page = crash_page(findings, ["onboard", "reduce", run])
    return _written(page, out), not findings.unreduced


def tabulate_runs(manifests: Path, runs: Sequence[str], out: Path | None) -> tuple[list[str], bool]:
    """Table what each board makes of CPython's own tests, module by module."""
    root = manifests.parents[1]
    records = [_record(root, run, DERIVED) for run in runs]
    return _written(compatibility_page(records, ["onboard", "table", *runs]), out), True


def _written(page: str, out: Path | None) -> list[str]:
    """Write a page to its file, and say so; or give its lines."""
    if out is None:
        return page.splitlines()
    write_text(out, page)
    return [f"{out}: written"]


def _record(root: Path, run: str, chapters: str = "") -> Record:
    """Read a record that has cases in some chapters."""
    if not is_record(run):
        return newest_run(root / "reports" / "runs", run, chapters)
    record = read_record(Path(run))
    if not any(it.chapter.startswith(chapters) for it in record.results):
        raise Misconfigured(
            f"{run}: had none of CPython's own tests; run pytest --board={record.header.board}"
            " testsuite/cpython, or name the record of such a run"
        )
    return record
