"""Whether the suite finds what is broken: every mutation on every case that uses what it breaks.

    python -m harness.tests.bench_audit [--derived PART] [--every N] [--enough N] [MUTATION...]

Prints a line for each mutation: how many cases use what is broken, how many of these found it and
the first that did, and which of so many cases (`--unrelated N`) changed that do not use it.
`--derived builtins` takes the cases of that part of testsuite/cpython instead of those written by
hand, `--every N` takes every Nth case only, `--enough N` ends a mutation once N cases found it.
The reference and the boards are the Python that runs this.
"""

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import harness
from harness.board.board import Board
from harness.board.execute import run_case
from harness.board.walk import run_steps
from harness.cache import cache_path
from harness.emulator.desktop import DesktopPlace
from harness.observation import Expected
from harness.suite.case import Case
from harness.suite.derived import Deriver
from harness.suite.manifest import load_manifest
from harness.suite.oracle import Oracle
from harness.suite.scripts import is_script, script_case
from harness.tests.mutations import MUTATIONS, Mutation
from harness.verdict import Word

ROOT = Path(__file__).resolve().parents[2] / "testsuite"
FOLDERS = ("language", "builtins", "stdlib")
DEADLINE_SECONDS = 10.0
BOOT = """\
import sys
package = type(sys)("harness")
package.__path__ = [{folder!r}]
sys.modules["harness"] = package
from harness.tests.mutations import install
for name in [name for name in sys.modules if name.startswith("harness")]:
    del sys.modules[name]
install({name!r})
"""


@dataclass(frozen=True)
class Audit:
    """What became of one mutation, in ids of cases.

    `related` use what is broken, and `found` are those of them that did not match.  Of `others`
    that do not use it, `changed` are those that did not match either.
    """

    mutation: str
    related: Sequence[str]
    found: Sequence[str]
    changed: Sequence[str]
    others: int


def hand_written() -> list[Case]:
    """Read the cases of the suite that have an answer, and get their answers."""
    paths = sorted(path for name in FOLDERS for path in (ROOT / name).rglob("*.py"))
    cases = [script_case(path, ROOT) for path in paths if is_script(path)]
    oracle = Oracle(sys.executable, cache_path(), lambda _done, _total: None)
    answers = oracle.expect(case.program for case in cases if case.expected is None)
    answered = [replace(it, expected=it.expected or answers[it.program]) for it in cases]
    return [case for case in answered if isinstance(case.expected, Expected)]


def derived(part: str) -> list[Case]:
    """Derive the cases of one part of CPython's own tests that count against a board."""
    manifest = load_manifest(ROOT / "cpython" / f"{part}.toml")
    deriver = Deriver(sys.executable, cache_path(), lambda _what, _done, _total: None)
    modules = deriver.derive(manifest.modules.values())
    return [case for module in modules for case in module.cases if not case.tag]


def audit(
    mutation: Mutation, cases: Iterable[Case], *, unrelated: int, enough: int | None = None
) -> Audit:
    """Run the cases that use what the mutation breaks, until `enough` have found it.

    With them so many `unrelated` cases, which do not use it, the same every time.  What is not run
    for `enough` is not counted.
    """
    related: list[str] = []
    found: list[str] = []
    changed: list[str] = []
    others = 0
    with broken_board(mutation) as board:
        for case in sorted(cases, key=lambda case: _order(mutation, case)):
            sought = enough is None or len(found) < enough
            if not sought and others == unrelated:
                break
            if mutation.rewritten(case.program) is not None:
                related.append(case.id)
                if sought and _word(board, case) is not Word.MATCH:
                    found.append(case.id)
            elif others < unrelated:
                others += 1
                if _word(board, case) is not Word.MATCH:
                    changed.append(case.id)
    return Audit(mutation.name, related, found, changed, others)


@contextmanager
def broken_board(mutation: Mutation) -> Iterator[Board]:
    """Start a board with this mutation."""
    with tempfile.TemporaryDirectory() as folder:
        boot = Path(folder) / "boot.py"
        package = str(Path(harness.__file__).resolve().parent)
        boot.write_text(BOOT.format(folder=package, name=mutation.name), encoding="utf-8")
        board = Board(DesktopPlace("python:broken", sys.executable, boot))
        try:
            board.start()
            yield board
        finally:
            board.close()


def _order(mutation: Mutation, case: Case) -> bytes:
    """Give every mutation an order of its own, which stays as it is when cases are added."""
    return hashlib.sha256(f"{mutation.name}\0{case.id}".encode()).digest()


def _word(board: Board, case: Case) -> Word:
    if case.steps:
        return run_steps(board, case, DEADLINE_SECONDS).verdict.word
    if not isinstance(case.expected, Expected):
        raise TypeError(f"{case.id} has no answer")
    return run_case(board, case.program, case.expected, DEADLINE_SECONDS).verdict.word


def main(arguments: list[str]) -> None:
    """Audit the cases and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--derived", metavar="PART")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--enough", type=int)
    parser.add_argument("--unrelated", type=int, default=20)
    parser.add_argument("mutations", nargs="*", default=list(MUTATIONS))
    options = parser.parse_args(arguments)
    cases = (derived(options.derived) if options.derived else hand_written())[:: options.every]
    print(f"{len(cases)} cases, {len(options.mutations)} mutations")  # noqa: T201
    for name in options.mutations:
        seen = audit(MUTATIONS[name], cases, unrelated=options.unrelated, enough=options.enough)
        first = min(seen.found, default="NOT FOUND" if seen.related else "not used")
        print(  # noqa: T201
            f"{name:42} {len(seen.related):4} related {len(seen.found):4} found  {first}"
            f"{'  CHANGED: ' + ', '.join(seen.changed) if seen.changed else ''}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
