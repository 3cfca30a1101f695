"""What got worse is run once more before it is told."""

import tempfile
from pathlib import Path

from harness.commands.inquiry import find_manifests
from harness.commands.session import record_of
from harness.errors import Misconfigured
from harness.history.comparison import Comparison
from harness.history.confirmation import concerned, confirmed
from harness.history.metrics import MIN_HEAP
from harness.history.record import Record, read_record
from harness.report.progress import Waiting
from harness.suite.lookup import node_of


def seen_again(told: Comparison, after: Record) -> Comparison:
    """Run the cases again that something worse is told of, on the board as it is now.

    `after` is the later of the runs that were compared.  Raises `Misconfigured` where the board is
    not as it was then, or the suite is not here, and `OnboardError` where pytest fails.
    """
    manifests = find_manifests(Path.cwd())
    suite = manifests.parent
    chapters = {it.case: it.chapter for it in after.results}
    nodes = [node_of(suite, it, chapters[it]) for it in sorted(concerned(told))]
    smallest = ["--min-heap"] if any(it.metric == MIN_HEAP for it in told.alerts) else []
    with Waiting() as waiting, tempfile.TemporaryDirectory(prefix="onboard-") as made:
        waiting.tell(f"running {len(nodes)} cases again on {after.header.board}")
        board = after.header.board
        path = record_of(
            manifests.parents[1], board, [*smallest, *nodes], Path(made), workers=False
        )
        again = read_record(path)
    if again.header.firmware != after.header.firmware:
        raise Misconfigured(
            f"{board}: runs {again.header.firmware} now, and {after.header.firmware} in"
            f" {after.header.run}; --again needs the board as it was"
        )
    return confirmed(told, again)
