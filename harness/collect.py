"""pytest's files: a hand-written case, or a manifest of what is derived from CPython's own tests.

A manifest is a collector like any other, but what it yields is made by the reference.  A node id
derives its own module only; `-k` chooses when all is derived already.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pytest

from harness.cache import cache_path
from harness.errors import Misconfigured, OnboardError
from harness.item import TARGETS, CaseItem
from harness.parallel import is_worker
from harness.report.progress import Waiting
from harness.suite.case import Case
from harness.suite.derivations import Progress
from harness.suite.derived import DerivedModule, Deriver
from harness.suite.manifest import FOLDER, SURFACE_FILE, Chosen, load_manifest
from harness.suite.measuring import measuring
from harness.suite.scripts import is_script, script_case

# What could not be collected and fails nothing: names by the reason.
NOTES: Final = pytest.StashKey[dict[str, list[str]]]()


def collector(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """Give the collector of a case's file or of a manifest; None where a file is neither."""
    if _is_manifest(parent.config, file_path):
        return ManifestFile.from_parent(parent, path=file_path)
    if is_script(file_path) and (root := _suite_root(parent.config, file_path)) is not None:
        return CaseFile.from_parent(parent, path=file_path, root=root)
    return None


def _is_manifest(config: pytest.Config, path: Path) -> bool:
    suites = config.getini("onboard_suite")
    return path.suffix == ".toml" and any(
        path.parent == suite / FOLDER or path == suite / SURFACE_FILE for suite in suites
    )


def _suite_root(config: pytest.Config, path: Path) -> Path | None:
    """Find the folder a case's id is relative to; None where the file is no case."""
    for suite in config.getini("onboard_suite"):
        if suite in path.parents:
            return Path(suite)
    named = config.args_source is pytest.Config.ArgsSource.ARGS
    if not (config.getoption("board") and named):
        # A case also runs on this machine, so files nobody has named are left alone.
        return None
    # A file that pytest knows as tests stays what it is, unless its answer lies beside it.
    answered = path.with_name(path.name + ".exp").exists()
    if not answered and any(path.match(pattern) for pattern in config.getini("python_files")):
        return None
    within = config.rootpath in path.parents
    return config.rootpath if within else path.parent.parent


class CaseFile(pytest.File):
    """A file with one case, an item for each board."""

    def __init__(self, *, root: Path, **rest: Any) -> None:  # noqa: ANN401  (pytest's own)
        super().__init__(**rest)
        self.root = root

    def collect(self) -> Iterable[CaseItem]:
        try:
            case = script_case(self.path, self.root)
        except Misconfigured as error:
            return _refused(self, str(error))
        if self.root in self.config.getini("onboard_suite"):
            case = measuring(case)
        return _items(self, "case", case)


class ManifestFile(pytest.File):
    """A file that names modules of Lib/test, an item for each derived case and board.

    What cannot be derived is an error where the command line names it.  Else it is a note, and the
    rest of the suite runs.
    """

    def collect(self) -> Iterable[CaseItem]:
        try:
            modules = load_manifest(self.path).modules.values()
        except Misconfigured as error:
            return _refused(self, str(error))
        try:
            derived = self._derived(it for it in modules if self._wants(it.name))
        except OnboardError as error:
            return self._left_out(str(error))
        for module in derived:
            if self._named and (why := self._why_not(module)):
                return _refused(self, why)
            if module.fault:
                self._note(module.chosen.name, module.fault)
        return [item for it in derived for case in it.cases for item in _items(self, case.id, case)]

    def _derived(self, chosen: Iterable[Chosen]) -> list[DerivedModule]:
        with _progress(self.config) as progress:
            deriver = Deriver(self.config.getoption("reference"), cache_path(), progress)
            return deriver.derive(chosen)

    def _left_out(self, why: str) -> list[CaseItem]:
        if self._named or is_worker(self.config):
            return _refused(self, why)
        self._note(self.name, why)
        pytest.skip(why, allow_module_level=True)

    def _note(self, name: str, why: str) -> None:
        names = self.config.stash[NOTES].setdefault(why, [])
        if name not in names:
            names.append(name)

    def _wants(self, module: str) -> bool:
        if not self._named or self.name in self._named:
            return True
        return any(name.startswith(f"{module}.") for name in self._named)

    def _why_not(self, module: DerivedModule) -> str:
        """Say why a module, or a case of it that is named, is not there; nothing where all are."""
        name = module.chosen.name
        if module.fault:
            return f"{name} does not derive: {module.fault}"
        if module.absent and self.name not in self._named:
            return f"{name} is not in the Lib/test of the reference; name another with --reference"
        reasons = {it.id: f"{it.reason} ({it.detail})" for it in module.rejections}
        reasons |= {case: f"it is the same program as {it}" for case, it in module.same.items()}
        no_cases = (
            f"{case} is no case: {why}" for case, why in reasons.items() if case in self._named
        )
        return next(no_cases, "")

    @cached_property
    def _named(self) -> frozenset[str]:
        """What the command line names here: ids of cases, or the file's own name; or nothing."""
        path, named = self.path.resolve(), set()
        for argument in self.config.args:
            place, _, name = argument.partition("::")
            asked = (self.config.invocation_params.dir / place).resolve()
            if asked in path.parents:
                return frozenset()
            if asked == path:
                named.add(name.partition("[")[0] or self.name)
        return frozenset(named)


def _items(parent: pytest.File, name: str, case: Case) -> list[CaseItem]:
    """Make an item for each board; its name says which, where there are several."""
    targets = parent.config.stash[TARGETS]
    names = [name] if len(targets) == 1 else [f"{name}[{target.slug}]" for target in targets]
    return [
        CaseItem.from_parent(parent, name=name, case=case, target=target)
        for name, target in zip(names, targets, strict=True)
    ]


def _refused(node: pytest.File, why: str) -> list[CaseItem]:
    if is_worker(node.config):  # the controller has said it
        return []
    raise node.CollectError(why)


@contextmanager
def _progress(config: pytest.Config) -> Iterator[Progress]:
    """Show how far the deriver is on the terminal, which pytest keeps from whoever collects."""
    capture = config.pluginmanager.get_plugin("capturemanager")
    with (
        capture.global_and_fixture_disabled() if capture is not None else nullcontext(),
        Waiting(shown=not is_worker(config)) as waiting,
    ):
        yield waiting.measure
