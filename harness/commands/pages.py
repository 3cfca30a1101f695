"""`onboard reduce`, `onboard table`, `onboard figures`: pages of Markdown made of run records.

A run is named by its record's file, or by the board whose newest record in `reports/runs` is meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.cache import cache_path
from harness.commands.chronicle import RECORDS
from harness.errors import Misconfigured
from harness.history.files import is_record
from harness.history.record import Record, read_record
from harness.history.runs import newest_run
from harness.reduction.crashes import FATAL, Reduction
from harness.report.compatibility import compatibility_page, with_table
from harness.report.crashes import crash_page
from harness.report.figures import CHAPTERS, figures_page
from harness.report.table import DERIVED
from harness.suite.derivations import Progress
from harness.suite.derived import Deriver
from harness.suite.entry import read_text, write_text
from harness.suite.lookup import find_cases
from harness.suite.oracle import STEPS_LIMITS, Oracle
from harness.usage.book import FILE, Usage, read_usage


@dataclass(frozen=True)
class Wanted:
    """The cases a run must have had: how people call them, how chapters begin, where they lie."""

    what: str = ""
    chapters: tuple[str, ...] = ("",)
    folders: str = ""


_ANY: Final = Wanted()
_DERIVED: Final = Wanted("CPython's own tests", (DERIVED,), "testsuite/cpython")
_MEASURING: Final = Wanted("the cases that measure", CHAPTERS, "testsuite/memory testsuite/speed")


def reduce_run(
    manifests: Path, run: str, reference: str, out: Path | None, progress: Progress
) -> tuple[list[str], bool]:
    """Reduce the crashes and hangs of a run; also say whether all of them were reduced."""
    root = manifests.parents[1]
    record = find_record(root / RECORDS, run, _ANY)
    ids = {it.case for it in record.results if it.verdict in FATAL}
    cases = find_cases(manifests, ids, Deriver(reference, cache_path(), progress))
    # The reference has as long as a derived case has, which is what makes a hang of a long wait.
    oracle = Oracle(reference, cache_path(), lambda *_: None, STEPS_LIMITS)
    findings = Reduction(oracle, root / "rigs", progress).find(record, cases)
    page = crash_page(findings, ["onboard", "reduce", run])
    return _written(page, out), not findings.unreduced


def tabulate_runs(
    manifests: Path, runs: Sequence[str], out: Path | None, readme: Path | None = None
) -> tuple[list[str], bool]:
    """Table what each board makes of CPython's own tests, module by module.

    The table that is at the head of the page goes to `readme`, too, between its two comments.
    """
    records = [find_record(manifests.parents[1] / RECORDS, run, _DERIVED) for run in runs]
    command = ["onboard", "table", *runs]
    counted = manifests.parent / FILE
    usage = read_usage(counted) if counted.is_file() else None
    told = []
    if readme is not None:
        told = _in_place(readme, records, [*command, "--readme", readme.name], usage)
    if out is not None or readme is None:
        told += _written(compatibility_page(records, command, usage), out)
    return told, True


def _in_place(
    readme: Path, records: Sequence[Record], command: Sequence[str], usage: Usage | None
) -> list[str]:
    page = read_text(readme)
    if page is None:
        raise Misconfigured(f"{readme}: no such file; name a page of Markdown")
    try:
        return _written(with_table(page, records, command, usage), readme)
    except ValueError as error:
        raise Misconfigured(
            f"{readme}: {error}; have one line <!-- compatibility: --> in it, and below that"
            " one line <!-- /compatibility -->"
        ) from error


def figure_runs(folder: Path, runs: Sequence[str], out: Path | None) -> tuple[list[str], bool]:
    """Table what measuring cases found on each board; `folder` is that of the records."""
    records = [find_record(folder, run, _MEASURING) for run in runs]
    page = figures_page(records, ["onboard", "figures", *runs])
    if not page:
        raise Misconfigured(
            f"{', '.join(runs)}: no case that measures has a figure; run pytest --min-heap"
            f" --board={records[0].header.board} {_MEASURING.folders}"
        )
    return _written(page, out), True


def _written(page: str, out: Path | None) -> list[str]:
    """Write a page to its file, and say so; or give its lines."""
    if out is None:
        return page.splitlines()
    write_text(out, page)
    return [f"{out}: written"]


def find_record(folder: Path, run: str, wanted: Wanted) -> Record:
    """Read a record that has such cases."""
    if not is_record(run):
        return newest_run(folder, run, wanted.chapters, wanted.what)
    record = read_record(Path(run))
    if not any(it.chapter.startswith(wanted.chapters) for it in record.results):
        raise Misconfigured(
            f"{run}: had none of {wanted.what}; run pytest --board={record.header.board}"
            f" {wanted.folders}, or name the record of such a run"
        )
    return record
