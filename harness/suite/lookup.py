"""The cases that ids mean: hand-written ones by their file, derived ones by their module."""

from collections.abc import Collection
from pathlib import Path

from harness.suite.case import Case
from harness.suite.derived import Deriver
from harness.suite.manifest import (
    DERIVED,
    FOLDER,
    SURFACE_FILE,
    load_manifest,
    load_manifests,
)
from harness.suite.scripts import script_case


def node_of(suite: Path, case_id: str, chapter: str) -> str:
    """Give what pytest calls a case of the suite in the folder `suite`."""
    part, derived = chapter.partition("/")[0], chapter.startswith(DERIVED)
    if not derived:
        return str(suite / f"{case_id}.py")
    name = part.removeprefix(DERIVED)
    folder = suite if f"{name}.toml" == SURFACE_FILE else suite / FOLDER
    return f"{folder / name}.toml::{case_id}"


def find_cases(manifests: Path, ids: Collection[str], deriver: Deriver) -> dict[str, Case]:
    """Give the cases with these ids, by id; what is no case (any more) is not in it.

    `manifests` is the folder of the manifests, inside the suite that has the hand-written cases.
    Only the modules that are named are derived.  Raises as `Deriver` and `load_manifests` do.
    """
    suite = manifests.parent
    surface = [load_manifest(path) for path in (suite / SURFACE_FILE,) if path.is_file()]
    chosen = [
        module
        for manifest in (*load_manifests(manifests), *surface)
        for module in manifest.modules.values()
        if any(it.startswith(f"{module.name}.") for it in ids)
    ]
    modules = deriver.derive(chosen) if chosen else []  # else no Lib/test is needed
    derived = {case.id: case for module in modules for case in module.cases}
    paths = {it: suite / f"{it}.py" for it in ids}
    written = {it: script_case(path, suite) for it, path in paths.items() if path.is_file()}
    return {it: case for it, case in (derived | written).items() if it in ids}
