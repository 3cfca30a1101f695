"""`onboard reduce` and `onboard table`: pages of Markdown that are made from records of runs.

A run is named by its record's file, or by the board whose newest record in `reports/runs` is meant.
"""

from collections.abc import Sequence
from pathlib import Path

from harness.cache import cache_path
from harness.errors import Misconfigured
from harness.farm.crashes import FATAL, Reduction
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
    """Reduce the crashes and hangs of a run, and write a page on them.

    Also say whether all of them were reduced.
    """
    root = manifests.parents[1]
    record = _record(root, run)
    ids = {it.case for it in record.results if it.verdict in FATAL}
    cases = find_cases(manifests, ids, Deriver(reference, cache_path(), progress))
    # The reference has as long as a derived case has, which is what makes a hang of a long wait.
    oracle = Oracle(reference, cache_path(), lambda *_: None, STEPS_LIMITS)
    findings = Reduction(oracle, root / "rigs", progress).find(record, cases)
    path = out or root / "reports" / "crashes.md"
    write_text(path, crash_page(findings, ["onboard", "reduce", run]))
    reduced = f"{len(findings.found)} programs from {len(ids) - len(findings.unreduced)} cases"
    return [f"{path}: {reduced}, {len(findings.unreduced)} not reduced"], not findings.unreduced


def tabulate_runs(manifests: Path, runs: Sequence[str], out: Path | None) -> tuple[list[str], bool]:
    """Write a page with what each board makes of CPython's own tests, module by module."""
    root = manifests.parents[1]
    records = [_record(root, run) for run in runs]
    for it in records:
        if not any(result.chapter.startswith(DERIVED) for result in it.results):
            raise Misconfigured(
                f"{it.header.run}: had none of CPython's own tests; run pytest"
                f" --board={it.header.board} testsuite/cpython, or name the record of such a run"
            )
    path = out or root / "reports" / "compatibility.md"
    write_text(path, compatibility_page(records, ["onboard", "table", *runs]))
    return [f"{path}: {len(records)} boards"], True


def _record(root: Path, run: str) -> Record:
    if run.endswith(".jsonl"):
        return read_record(Path(run))
    return newest_run(root / "reports" / "runs", run)
