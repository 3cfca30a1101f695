"""The attributes of the builtin types, and what their methods return."""

import builtins
from collections.abc import Mapping
from inspect import isdatadescriptor
from types import GeneratorType
from typing import Final

OTHER: Final = "(other)"  # a type that is no builtin one

TYPES: Final[Mapping[str, type]] = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and kind.__name__ == name and not name.startswith("_")
} | {"generator": GeneratorType}

# What a method returns, where that is sure whatever it is given.
_STR: Final = (
    "capitalize casefold center expandtabs format format_map join ljust lower lstrip replace"
    " removeprefix removesuffix rjust rstrip strip swapcase title translate upper zfill"
)
_RETURNS: Final[Mapping[str, str]] = {
    **{f"str.{it}": "str" for it in _STR.split()},
    **{f"str.{it}": "list" for it in ("split", "rsplit", "splitlines")},
    **{f"str.{it}": "tuple" for it in ("partition", "rpartition")},
    **{f"str.{it}": "int" for it in ("find", "rfind", "index", "count")},
    **{f"bytes.{it}": "bytes" for it in ("join", "strip", "replace", "lower", "upper", "rstrip")},
    **{f"bytes.{it}": "list" for it in ("split", "splitlines")},
    **{f"{it}.copy": it for it in ("list", "dict", "set")},
    "str.encode": "bytes",
    "bytes.decode": "str",
    "bytearray.decode": "str",
    "bytes.hex": "str",
    "int.to_bytes": "bytes",
    "set.union": "set",
    "set.intersection": "set",
    "set.difference": "set",
}
_FUNCTIONS: Final[Mapping[str, str]] = {
    "sorted": "list",
    "repr": "str",
    "ascii": "str",
    "chr": "str",
    "hex": "str",
    "oct": "str",
    "bin": "str",
    "format": "str",
    "len": "int",
    "ord": "int",
    "dir": "list",
    "vars": "dict",
    "globals": "dict",
    "locals": "dict",
    "input": "str",
    "open": OTHER,
}


def home(kind: str, attribute: str) -> str | None:
    """Name the type that a builtin type has an attribute of, itself or the base that brings it.

    None where it has no such attribute.  Those whose names begin with an underscore do not count.
    """
    if attribute.startswith("_") or (found := TYPES.get(kind)) is None:
        return None
    bases = (it.__name__ for it in reversed(found.__mro__) if attribute in vars(it))
    if kind == "bool" or issubclass(found, BaseException):
        return next(bases, None)
    return kind if hasattr(found, attribute) else None


def is_data(kind: str, attribute: str) -> bool:
    """Tell whether an attribute is a value and no method; a board may have it in instances only."""
    return isdatadescriptor(getattr(TYPES[kind], attribute, None))


def owners(attribute: str) -> tuple[str, ...]:
    """Name the builtin types that have a method of this name."""
    return _OWNERS.get(attribute, ())


def returned(called: str) -> str | None:
    """Name the type of what a builtin (`sorted`) or a method (`str.split`) returns, if sure."""
    if (found := _RETURNS.get(called) or _FUNCTIONS.get(called)) is not None:
        return found
    return called if called in TYPES else None


def _owners() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, it in TYPES.items():
        for attribute in sorted(vars(it)):
            is_own = home(kind, attribute) == kind and not is_data(kind, attribute)
            if is_own and not issubclass(it, BaseException):
                found[attribute] = (*found.get(attribute, ()), kind)
    return found


_OWNERS: Final = _owners()
