"""Names that a board has or lacks: what surface cases ask for one by one, and its modules.

An attribute of a type that is a value and no method (`OSError.errno`) is not asked for here, for
a board may well have it in the instances alone.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from inspect import isdatadescriptor
from pkgutil import resolve_name
from typing import Final

from harness.derivation.surface import PREFIX, surface
from harness.history.record import Record, Result
from harness.usage.feature import Feature, Kind
from harness.usage.types import home
from harness.verdict import Word

Asked = Mapping[str, Sequence[str]]  # names of features, by the id of the case that asks for them
_LACKED: Final = re.compile(r"^>>> ([\w.]+)(?:$| \[)", re.MULTILINE)
_IMPORT: Final = re.compile(r"^>>> import ([\w.]+)$", re.MULTILINE)
_ASKING: Final = (Word.MATCH, Word.UNSUPPORTED, Word.DIFFER)  # then every name was asked for
_CUT: Final = re.compile(r" \[\.\.\. of \d+ characters\]$")  # an excerpt that is not whole


def asked_names(surfaces: Collection[str], used: Collection[Feature]) -> dict[str, list[str]]:
    """Give which of the `used` features each case of some surfaces (`surface.math`) asks for."""
    known = {it.name for it in used}
    found = {}
    for name in sorted(surfaces):
        module = name.removeprefix(PREFIX)
        for case, steps in surface(module):
            asked = (it.source.partition("\n")[0] for it in steps if it.assertions)
            names = [it for it in asked if it in known and not _is_value(module, it)]
            if names:
                found[f"{name}.{case}"] = names
    return found


def _is_value(module: str, name: str) -> bool:
    plain = name if module == "builtins" else name.removeprefix(f"{module}.")
    kind, _, attribute = plain.rpartition(".")
    if not kind:
        return False
    if module == "builtins" and home(kind, attribute) != kind:
        return True
    return isdatadescriptor(getattr(resolve_name(f"{module}:{kind}"), attribute, None))


def presence(record: Record, asked: Asked, used: Collection[Feature]) -> dict[Feature, bool]:
    """Say which features a board has and which it lacks, of those that it was asked for by name.

    What lies in a module that it lacks, it lacks.
    """
    found = dict(_modules(record, used))
    for result in record.results:
        if result.case in asked and result.verdict in _ASKING and not result.unfit:
            found |= _answers(result, asked[result.case])
    features = {it.name: it for it in used}
    for name, it in features.items():
        if it.kind is Kind.MODULES and not all(found.get(above, True) for above in _above(name)):
            found[name] = False
    return {features[name]: is_there for name, is_there in found.items() if name in features}


def _answers(result: Result, asked: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Give what a case says of the names that it asks for, as far as its excerpt tells."""
    module = result.case.removeprefix(PREFIX).rpartition(".")[0]
    has_module = module not in _IMPORT.findall(result.expected)
    lacked = _LACKED.findall(result.expected)
    if _CUT.search(result.expected):
        del lacked[-1:]  # the last may be cut within
    lost = result.assertions - result.matched
    # Names stand in their order, so that of a cut list those before the last are told as well.
    told_to = lacked[-1] if 0 < len(lacked) < lost else None
    yield module, has_module
    for name in asked:
        if name in lacked or not has_module or not result.matched:
            yield name, False
        elif len(lacked) == lost or (told_to is not None and name < told_to):
            yield name, True


def _modules(record: Record, used: Collection[Feature]) -> Iterator[tuple[str, bool]]:
    """Give what a board's own list of modules says; nothing of `json` where it has just `ujson`."""
    listed = record.header.probe.get("modules")
    if not isinstance(listed, list) or not listed:
        return
    for kind, name in used:
        if (
            kind is Kind.MODULES
            and "." not in name
            and (name in listed or f"u{name}" not in listed)
        ):
            yield name, name in listed


def _above(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts)))
