"""The features that one program uses, and how often.

A use of a method whose type the program does not tell (`receivers`) is given apart, by its name
alone: what is known of a whole body of code tells how such uses are to be shared out (`tally`).
"""

import ast
import builtins
import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from harness.derivation.scopes import Where, occurrences
from harness.usage.feature import Feature, Kind
from harness.usage.lexical import lexical_forms
from harness.usage.receivers import attributes
from harness.usage.syntax import forms
from harness.usage.types import OTHER, home, owners

# What CPython has dropped since 3.11, and its own editor.
_DROPPED: Final = frozenset(
    {"asynchat", "asyncore", "distutils", "idlelib", "imp", "lib2to3", "smtpd"}
)
STANDARD: Final = frozenset(
    it for it in sys.stdlib_module_names if not it.startswith("_") or it == "__future__"
).difference(_DROPPED)
_SPECIAL: Final = frozenset({"__name__", "__file__", "__import__"})  # bound nowhere, and used
_BUILTINS: Final = _SPECIAL | {it for it in vars(builtins) if not it.startswith("_")}
_LEVELS: Final = 3  # module.Class.method


@dataclass(frozen=True)
class Uses:
    """What a program uses: features, and attributes by name.

    `untold` are attributes that builtin types have, read of values of a type that is not told;
    `foreign` are such attributes read of values that certainly are of no builtin type.
    """

    features: Counter[Feature]
    untold: Counter[str]
    foreign: Counter[str]


def uses(source: str) -> Uses:
    """Count what a program uses; SyntaxError, ValueError or RecursionError where it is none.

    What stands in annotations is not counted, for boards do not evaluate them.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
    found: Counter[Feature] = Counter()
    found.update(Feature(Kind.SYNTAX, it) for it in (*forms(tree), *lexical_forms(source)))
    modules = imported(tree)
    untold: Counter[str] = Counter()
    foreign: Counter[str] = Counter()
    for kind, attribute in attributes(tree, modules):
        if attribute.startswith("__") and attribute.endswith("__"):
            found[Feature(Kind.METHODS, f".{attribute}")] += 1
        elif kind is None:
            untold[attribute] += bool(owners(attribute))
        elif kind == OTHER:
            foreign[attribute] += bool(owners(attribute))
        elif (owner := home(kind, attribute)) is not None:
            found[Feature(Kind.METHODS, f"{owner}.{attribute}")] += 1
    _drop_annotations(tree)
    found.update(Feature(Kind.BUILTINS, it) for it in _builtins(tree))
    found.update(Feature(Kind.MODULES, it) for it in _of_modules(tree, modules))
    return Uses(found, +untold, +foreign)


def imported(tree: ast.Module) -> Mapping[str, str]:
    """Say which module, or what of it, each imported name stands for."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for it in names:
                    top = it.name.partition(".")[0]
                    found[it.asname or top] = it.name if it.asname else top
            case ast.ImportFrom(module=module, names=names, level=level):
                for it in names:
                    found[it.asname or it.name] = f"{'.' * level}{module or ''}.{it.name}"
            case _:
                pass
    return found


def _drop_annotations(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        match node:
            case ast.arg():
                node.annotation = None
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                node.returns = None
            case ast.AnnAssign():
                node.annotation = ast.Constant(None)
            case _:
                pass


def _builtins(tree: ast.Module) -> Iterator[str]:
    for it in occurrences(tree.body):
        if it.where is Where.GLOBAL and not it.binds and it.name in _BUILTINS:
            yield it.name


def _of_modules(tree: ast.Module, modules: Mapping[str, str]) -> Iterator[str]:
    """Give the standard modules that are imported, and each name of theirs that is read."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for it in names:
                    yield from _standard(it.name, from_top=True)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from _standard(module, from_top=True)
                for it in names:
                    yield from _standard(f"{module}.{it.name}")
            case ast.Attribute() if (dotted := _dotted(node, modules)) is not None:
                yield from _standard(dotted)
            case _:
                pass


def _dotted(node: ast.Attribute, modules: Mapping[str, str]) -> str | None:
    match node.value:
        case ast.Name(id=name) if name in modules:
            return f"{modules[name]}.{node.attr}"
        case ast.Attribute() as inner if (before := _dotted(inner, modules)) is not None:
            return f"{before}.{node.attr}"
        case _:
            return None


def _standard(dotted: str, *, from_top: bool = False) -> Iterator[str]:
    """Give a name of the standard library, and with `from_top` the packages it lies in."""
    parts = dotted.split(".")
    is_public = not any(it.startswith("_") or it == "*" for it in parts[1:])
    if parts[0] in STANDARD and len(parts) <= _LEVELS and is_public:
        for end in range(1 if from_top else len(parts), len(parts) + 1):
            yield ".".join(parts[:end])
