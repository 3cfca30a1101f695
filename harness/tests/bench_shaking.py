"""What it gains on a small board to leave out methods of helper classes that nothing calls.

    python -m harness.tests.bench_shaking [--board BOARD] [--every N] [PART...]

Derives parts of testsuite/cpython (language and builtins, where none is named) as the suite does,
and once more with every helper class whole, and runs every Nth case that differs both ways.  Prints
for both: the bytes of the programs, how many did not fit as a whole, and how many came to TOOBIG.
"""

# ruff: noqa: T201 - printing is what it is for

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from harness.board.board import Board
from harness.board.features import absent_features
from harness.board.probe import probe
from harness.board.walk import run_steps
from harness.cache import cache_path
from harness.farm.target import parse_target
from harness.suite.case import Case
from harness.suite.derivations import DERIVER
from harness.suite.derived import Deriver
from harness.suite.manifest import load_manifest
from harness.verdict import Word

MANIFESTS = Path(__file__).resolve().parents[2] / "testsuite" / "cpython"
DEADLINE_SECONDS = 10.0


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--board", default="microbit")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("parts", nargs="*", default=["language", "builtins"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shaken = _derived(options.parts, DERIVER)
        whole = _derived(options.parts, _unshaken(Path(folder)))
    other = [it for it in sorted(shaken.keys() & whole) if shaken[it].program != whole[it].program]
    print(f"{len(shaken)} cases, {len(other)} of them smaller for being shaken")
    board = Board(parse_target(options.board, Path("rigs")).place(print))
    try:
        board.start()
        heap = probe(board)["heap_bytes"]
        room = heap - (board.heap_bytes_at_rest or 0) if isinstance(heap, int) else None
        for label, cases in (("shaken", shaken), ("whole", whole)):
            _print(board, label, [cases[it] for it in other[:: options.every]], room)
    finally:
        board.close()


def _unshaken(folder: Path) -> Path:
    """Make a deriver that leaves helper classes whole."""
    copy = shutil.copytree(DERIVER.parent, folder / "harness" / "derivation")
    starter = copy / DERIVER.name
    text = starter.read_text(encoding="utf-8")
    if "sys.argv[1:]" not in text:
        raise ValueError(f"{starter} passes its arguments on in another way")
    starter.write_text(text.replace("sys.argv[1:]", "[*sys.argv[1:], '--unshaken']"), "utf-8")
    return starter


def _derived(parts: Iterable[str], deriver: Path) -> dict[str, Case]:
    manifests = [load_manifest(MANIFESTS / f"{part}.toml") for part in parts]
    chosen = (module for it in manifests for module in it.modules.values())
    made = Deriver(sys.executable, cache_path(), lambda *_: None, deriver=deriver).derive(chosen)
    return {case.id: case for it in made for case in it.cases if not case.tag}


def _print(board: Board, label: str, cases: Sequence[Case], room: int | None) -> None:
    needs = {need for case in cases for step in case.steps for need in step.needs}
    absent = absent_features(board, needs)
    outcomes = [
        run_steps(board, case, DEADLINE_SECONDS, absent=absent, room_bytes=room) for case in cases
    ]
    sizes = [len(case.program.encode()) for case in cases]
    wholes = [it.whole for it in outcomes if it.whole is not None]
    print(
        f"{label:7} {len(cases)} cases of {statistics.median(sizes):.0f} bytes (half),"
        f" {sum(sizes)} in all; {len(wholes)} run as a whole,"
        f" {wholes.count(Word.TOOBIG)} of them did not fit;"
        f" TOOBIG in the end: {sum(it.verdict.word is Word.TOOBIG for it in outcomes)};"
        f" MATCH: {sum(it.verdict.word is Word.MATCH for it in outcomes)}",
        flush=True,
    )


if __name__ == "__main__":
    main()
