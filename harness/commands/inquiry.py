"""`onboard derive` and `onboard why`: what derives from CPython's own tests, and what does not."""

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from harness.errors import Misconfigured
from harness.report.derivation import derivation_tables, program_lines, rejection_line
from harness.suite.derived import DerivedModule, Deriver
from harness.suite.manifest import SURFACE, SURFACE_FILE, Chosen, load_manifest, load_manifests

MANIFESTS: Final = Path("testsuite", "cpython")
OTHER: Final = "other"  # the part of the suite for what no manifest names
_ALIKE: Final = 5  # names to choose from, where one is unknown


def find_manifests(start: Path) -> Path:
    """Give the folder `testsuite/cpython` in `start` or above; `Misconfigured` where none is."""
    for place in (start, *start.parents):
        if (place / MANIFESTS).is_dir():
            return place / MANIFESTS
    raise Misconfigured(f"no {MANIFESTS} is here or above; name the manifests' folder with --suite")


def manifests_in(named: Path | None) -> Path:
    """Give the folder that `--suite` names, or the one here or above.

    Raises `Misconfigured` where there is none.  What lies beside it is found by its full path.
    """
    if named is None:
        return find_manifests(Path.cwd())
    if not named.is_dir():
        raise Misconfigured(f"--suite={named}: no such folder; name that of the manifests")
    return named.resolve()


class Inquiry:
    """Answers, in lines, about what `deriver` makes of the modules in the folder `manifests`.

    A name is that of a part (`builtins`), of a module of Lib/test, in a manifest or not, or of a
    case (`test_list.ListTest.test_append`).  Methods raise `Misconfigured` where it is none.
    """

    def __init__(self, manifests: Path, deriver: Deriver) -> None:
        self._folder = manifests
        self._manifests = {it.part: it for it in load_manifests(manifests)}
        self._parts = list(self._manifests)  # of CPython's own tests
        if (surface := manifests.parent / SURFACE_FILE).is_file():
            self._manifests["surface"] = load_manifest(surface)
        self._deriver = deriver

    def derive(self, names: Sequence[str]) -> tuple[list[str], bool]:
        """Tell of parts and modules in tables, of all where none is named; of cases the programs.

        A method that is no case has its reason instead.  Also say whether every module could be
        read: one that the deriver died of has a line of its own.
        """
        chosen: dict[str, Chosen] = {}
        cases = []
        for name in names or self._parts:
            if name in self._manifests:
                chosen |= self._manifests[name].modules
            elif name == (module := self._module(name)):
                chosen[name] = self._chosen(name)
            else:
                cases.append((name, self._chosen(module)))
        modules = self._deriver.derive(chosen.values())
        lines = derivation_tables(modules) if modules else []
        for case_id, owner in cases:
            (derived,) = self._deriver.derive([owner])
            modules.append(derived)
            lines += _program(derived, case_id)
        return lines, not any(it.fault for it in modules)

    def why(self, name: str) -> tuple[list[str], bool]:
        """Say why a method is no case or a module not derived; of a part, what `derive` does."""
        for manifest in self._manifests.values():
            if reason := manifest.not_derived.get(name):
                return [f"{name} is not derived: {reason}"], True
        if name in self._manifests or (module := self._module(name)) == name:
            return self.derive([name])
        (derived,) = self._deriver.derive([self._chosen(module)])
        return [_reason(derived, name)], not derived.fault

    def _chosen(self, module: str) -> Chosen:
        found = (it.modules[module] for it in self._manifests.values() if module in it.modules)
        return next(found, Chosen(module, OTHER, self._folder))

    def _module(self, name: str) -> str:
        """Give the module that a name is or belongs to."""
        parts = name.split(".")
        known = {module for it in self._manifests.values() for module in it.modules}
        for end in range(len(parts), 0, -1):
            if name.startswith(SURFACE) and ".".join(parts[:end]) not in known:
                continue
            if self._deriver.library.has(module := ".".join(parts[:end])):
                return module
        title = self._deriver.library.title
        alike = _alike(parts[0], [*self._manifests, *self._deriver.library.modules()])
        raise Misconfigured(f"{name}: {title} has no such test module{alike}")


def _program(derived: DerivedModule, case_id: str) -> list[str]:
    first = derived.same.get(case_id, case_id)
    for case in derived.cases:
        if case.id == first:
            same = [f"# {case_id} is the same program as"] if first != case_id else []
            return [*same, *program_lines(case, derived.passed_over.get(first, 0))]
    return [_reason(derived, case_id)]


def _reason(derived: DerivedModule, case_id: str) -> str:
    """Say why a method is no case, or that it is one."""
    if derived.fault:
        return f"{derived.chosen.name}: the deriver failed: {derived.fault}"
    if first := derived.same.get(case_id):
        return f"{case_id} derives and holds on CPython, as the same program as {first}"
    for case in derived.cases:
        if case.id == case_id:
            apart = f", and does not count against a board: {case.tag}" if case.tag else ""
            return f"{case_id} derives and holds on CPython{apart}"
    for rejection in derived.rejections:
        if rejection.id == case_id:
            return rejection_line(rejection)
    known = [*(it.id for it in derived.cases), *derived.same, *(it.id for it in derived.rejections)]
    raise Misconfigured(
        f"{case_id}: {derived.chosen.name} has no such method{_alike(case_id, known)}"
    )


def _alike(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), _ALIKE)
    return f"; did you mean {', '.join(near)}?" if near else ""
