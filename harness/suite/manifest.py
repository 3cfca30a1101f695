"""testsuite/cpython/<part>.toml: which of CPython's test modules are derived, and why not others.

    format = 1

    [modules]
    test_list = {}                  # a module of Lib/test, derived whole
    "test_json.test_decode" = {}    # one of a package

    [modules.test_int.leave_out]    # fnmatch patterns on Class.method, and why
    "IntStrDigitLimitsTests.*" = "guards CPython's own limits on int/str conversion"

    [not_derived]
    test_socket = "needs the network"

Files are read here and nothing is run: whether a reference has such a module, others know.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn, TypeVar

import msgspec

from harness.errors import Misconfigured

FORMAT: Final = 1
SURFACE: Final = "surface."  # before a module whose names are asked for, whatever tests it has
DERIVED: Final = "cpython-"  # how the chapters of derived cases begin
FOLDER: Final = "cpython"  # of a suite: where its manifests are
SURFACE_FILE: Final = "surface.toml"  # their manifest, beside the folder of the others
MODULE_NAME: Final = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)
_Reason = Annotated[str, msgspec.Meta(min_length=1)]
_S = TypeVar("_S", bound=msgspec.Struct)


@dataclass(frozen=True)
class Chosen:
    """A module of Lib/test that is to be derived, and its place in the suite.

    `name` is `test_list`, or `test_json.test_decode` in a package.  `part` is the manifest's name,
    `path` its file.  `leave_out` has fnmatch patterns on `Class.method`, and why.
    """

    name: str
    part: str
    path: Path
    leave_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def chapter(self) -> str:
        """What tables group its cases by: the modules of a package are one row."""
        return f"{DERIVED}{self.part}/{self.name.removeprefix(SURFACE).partition('.')[0]}"

    def left_out(self, case_id: str) -> str:
        """Say why a case is left out; nothing where it is not."""
        method = case_id.removeprefix(f"{self.name}.")
        found = (why for pattern, why in self.leave_out.items() if fnmatchcase(method, pattern))
        return next(found, "")


@dataclass(frozen=True)
class Manifest:
    """One part of the suite: the modules that are derived, and why others are not, by name."""

    part: str
    modules: Mapping[str, Chosen]
    not_derived: Mapping[str, str]


class _Module(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leave_out: dict[str, _Reason] = {}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    modules: dict[str, Any]
    not_derived: dict[str, _Reason] = {}


def load_manifest(path: Path) -> Manifest:
    """Read one manifest.  Raises `Misconfigured` with file, line and the nearest right word."""
    text, file = _file(path)
    modules = {}
    for name, table in file.modules.items():
        if not MODULE_NAME.fullmatch(name):
            _refuse(path, text, name, f"{name!r} is no module; name one as in test_list")
        if name in file.not_derived:
            _refuse(path, text, name, f"{name} is derived and not derived; keep one")
        module = _checked(path, text, table, _Module, name)
        modules[name] = Chosen(name, path.stem, path, module.leave_out)
    return Manifest(path.stem, modules, file.not_derived)


def load_manifests(folder: Path) -> list[Manifest]:
    """Read all manifests of a folder, sorted; a module may stand in one of them only."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise Misconfigured(f"{folder}: no manifest (*.toml) is there; name a folder that has one")
    places: dict[str, Path] = {}
    manifests = []
    for path in paths:
        manifest = load_manifest(path)
        for name in (*manifest.modules, *manifest.not_derived):
            if places.setdefault(name, path) != path:
                raise Misconfigured(f"{path}: {name} stands in {places[name]} too; keep one")
        manifests.append(manifest)
    return manifests


def _file(path: Path) -> tuple[str, _File]:
    try:
        text = path.read_bytes().decode()
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = ":".join([str(path), *re.findall(r"at line (\d+)", str(error))])
        raise Misconfigured(f"{place}: not TOML: {error}; mend the line") from error
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path}: cannot be read: {error}; make it a UTF-8 file") from error
    if table.get("format", FORMAT) != FORMAT:
        what = f"format {table['format']!r} is unknown, {FORMAT} is read"
        raise Misconfigured(f"{path}: {what}; use the onboard that it was written for")
    return text, _checked(path, text, table, _File)


def _checked(path: Path, text: str, table: object, kind: type[_S], module: str = "") -> _S:
    """Convert a table that people wrote, or name the line, the key and what was likely meant."""
    place = f"modules.{module}: " if module else ""
    if isinstance(table, dict):
        for key in sorted(table.keys() - set(kind.__struct_fields__)):
            what = f"unknown key {key!r}; {_meant(key, kind.__struct_fields__)}"
            _refuse(path, text, key, f"{place}{what}")
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        key = module or "".join(re.findall(r"\$\.(\w+)", str(error)))
        _refuse(path, text, key, f"{place}{error}; mend the value")


def _refuse(path: Path, text: str, word: str, what: str) -> NoReturn:
    lines = enumerate(text.splitlines(), 1)
    at = next((number for number, line in lines if word in line), 1)
    raise Misconfigured(f"{path}:{at}: {what}")


def _meant(word: str, words: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, words, 1)
    return f'write "{near[0]}"' if near else f"write one of {', '.join(words)}"
