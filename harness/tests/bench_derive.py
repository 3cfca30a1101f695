"""How long cases take to derive, cold and warm, and how long they then take on the embedded board.

    python -m harness.tests.bench_derive [PART...] [--reference=PYTHON] [--no-board]

Of the parts of testsuite/cpython (language and builtins, where none is named) it prints the seconds
of a cold derivation with the reference's answers, what derives, the seconds of a warm load, and
those of a run on wasm.  Cold means an empty cache.
"""

# ruff: noqa: T201 - printing is what it is for

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harness.cache import cache_path
from harness.report.derivation import derivation_tables
from harness.suite.derived import DerivedModule, Deriver
from harness.suite.manifest import load_manifest

MANIFESTS = Path(__file__).resolve().parents[2] / "testsuite" / "cpython"


class Steps:
    """Adds up how long each kind of work took, between two reports of progress."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def __call__(self, what: str, _done: int, _total: int) -> None:
        now = time.perf_counter()
        kind = what.partition(" ")[0]
        self.seconds[kind] = self.seconds.get(kind, 0) + now - self._last
        self._last = now


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="how long cases take to derive and to run")
    parser.add_argument("parts", nargs="*", default=["language", "builtins"])
    parser.add_argument("--reference", default=sys.executable)
    parser.add_argument("--no-board", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for temperature in ("cold", "warm"):
            steps = Steps()
            start = time.perf_counter()
            modules = _derive(options.reference, options.parts, Path(folder), steps)
            seconds = time.perf_counter() - start
            cases = sum(len(it.cases) for it in modules)
            split = ", ".join(f"{kind} {took:.1f} s" for kind, took in steps.seconds.items())
            print(f"{temperature}: {cases} cases in {seconds:.2f} s ({split})", flush=True)
        print("\n".join(derivation_tables(modules)), flush=True)
        if not options.no_board:
            _run(options.reference, options.parts, Path(folder))


def _derive(reference: str, parts: list[str], cache: Path, progress: Steps) -> list[DerivedModule]:
    manifests = [load_manifest(MANIFESTS / f"{part}.toml") for part in parts]
    deriver = Deriver(reference, cache, progress)
    return deriver.derive(it for manifest in manifests for it in manifest.modules.values())


def _run(reference: str, parts: list[str], folder: Path) -> None:
    firmware = cache_path() / "firmware"
    if firmware.is_dir():  # having it is no part of what is measured
        (folder / "firmware").symlink_to(firmware)
    start = time.perf_counter()
    subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", f"-n{os.cpu_count()}", "--board=wasm"),
            f"--reference={reference}",
            f"--record-dir={folder / 'runs'}",
            *(str(MANIFESTS / f"{part}.toml") for part in parts),
        ],
        cwd=MANIFESTS.parents[1],
        env={**os.environ, "ONBOARD_CACHE": str(folder)},
        check=False,
    )
    print(f"wasm: {time.perf_counter() - start:.1f} s, with pytest and the warm load")


if __name__ == "__main__":
    main()
