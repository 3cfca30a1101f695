"""What narrowed a run, as the command line said it.  A run that nothing narrowed is whole."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

DESELECTED: Final = pytest.StashKey[bool]()  # whether pytest has left out anything it had collected
_CHOOSERS: Final = {"keyword": "-k", "markexpr": "-m"}
_HIDERS: Final = {"ignore": "--ignore", "ignore_glob": "--ignore-glob", "lf": "--last-failed"}


def selection(config: pytest.Config) -> list[str]:
    """Give what chose among the cases of `testpaths`: paths, options; nothing where all are run.

    Paths are seen from where pytest's configuration lies, as posix paths.
    """
    asked = sorted(_places(config, config.args))
    every = sorted(_places(config, config.getini("testpaths"), config.rootpath))
    return [*([] if every and asked == every else asked), *_options(config)]


def suite_folder(config: pytest.Config) -> str:
    """Give the suite's folder, seen from where pytest's configuration lies; empty without one."""
    suites = config.getini("onboard_suite")
    return _seen_from(config.rootpath, Path(suites[0])) if suites else ""


def _places(config: pytest.Config, names: list[str], base: Path | None = None) -> Iterator[str]:
    for name in names:
        place, colons, node = name.partition("::")
        path = (base or config.invocation_params.dir) / place
        yield _seen_from(config.rootpath, path) + colons + node


def _seen_from(root: Path, path: Path) -> str:
    """Give a path within the root; of one elsewhere its name only, which is nobody's secret."""
    path = Path(os.path.normpath(path))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _options(config: pytest.Config) -> Iterator[str]:
    told = False
    for name, flag in (_CHOOSERS | _HIDERS).items():
        value = config.getoption(name, None)
        values = value if isinstance(value, list) else [value]
        for each in values:
            if each:
                told = True
                yield flag if each is True else f"{flag}={each}"
    if not told and config.stash.get(DESELECTED, False):
        yield "--deselect"
