"""How long the search for the smallest heap takes a case, and whether it finds the same again.

    python -m harness.tests.bench_min_heap [BOARD...] [-- PYTEST ARGUMENTS]

Runs the cases (default: the built-in types) twice on each board (default: wasm and microbit) with
`--min-heap` and once without, and prints the seconds that the search takes on the mean, and how
many of the heaps that were found differ between both runs.
"""

import sys
import tempfile
import time
from pathlib import Path

from harness.commands.session import record_of
from harness.history.record import Record, read_record

ROOT = Path(__file__).parents[2]


def run(board: str, arguments: list[str]) -> tuple[Record, float]:
    """Run the cases; give the record, and the seconds that all of it took."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = record_of(ROOT, board, arguments, Path(folder), workers=False)
        return read_record(path), time.perf_counter() - began


def main() -> None:
    """Print a line for each board."""
    boards, _, rest = " ".join(sys.argv[1:]).partition("-- ")
    cases = rest.split() or ["testsuite/builtins"]
    for board in boards.split() or ["wasm", "microbit"]:
        _, without = run(board, cases)
        one, seconds = run(board, ["--min-heap", *cases])
        other, _ = run(board, ["--min-heap", *cases])
        found, again = (
            {(it.case, it.min_heap) for it in record.results if it.min_heap is not None}
            for record in (one, other)
        )
        each = (seconds - without) / max(len(found), 1)
        told = f"{len(found)} cases, {each:.3f} s each, {len(found - again)} differ the second time"
        sys.stdout.write(f"{board}: {told}\n")


if __name__ == "__main__":
    main()
