"""The names that the reference has, one step each: what a board lacks is told name by name.

`surface.builtins` asks for the builtins and for the attributes of the builtin types, `surface.math`
for the names of a module and for the attributes of its classes.
"""

import importlib
from collections.abc import Iterator
from inspect import isclass, ismodule

from harness.derivation.steps import Step

PREFIX = "surface."


def surface(name: str) -> Iterator[tuple[str, list[Step]]]:
    """Give the cases of a module by their names: `names`, and one for each of its classes."""
    module = importlib.import_module(name)
    public = sorted(_public(module))
    yield "names", [*_import(name), *(_asked(name, it) for it in public)]
    for each in public:
        kind = getattr(module, each)
        # A class that stands under two names is asked for once, and a borrowed one at home.
        if isclass(kind) and kind.__name__ == each and _is_home(kind, name):
            attributes = sorted(it for it in dir(kind) if not it.startswith("_"))
            own = [it for it in attributes if not _is_inherited(kind, it)]
            if own:
                steps = [_asked(name, f"{each}.{it}") for it in own]
                yield each, [*_import(name), *steps]


def _import(name: str) -> list[Step]:
    if name == "builtins":
        return []
    top = name.partition(".")[0]
    return [Step(f"import {name}", 0, [top], [], [], [f"{name}:"])]


def _asked(module: str, name: str) -> Step:
    plain = name if module == "builtins" else f"{module}.{name}"
    top = [] if module == "builtins" else [module.partition(".")[0]]
    return Step(f"{plain}\nprint(True)", 1, [], top, [], [f"{module}:{name}"])


def _public(module: object) -> set[str]:
    listed = getattr(module, "__all__", None) or dir(module)
    return {
        name
        for name in listed
        if not name.startswith("_")
        and hasattr(module, name)
        and not ismodule(getattr(module, name))
        and name not in {"copyright", "credits", "license", "exit", "quit", "help"}  # of `site`
    }


def _is_home(kind: type, name: str) -> bool:
    home = kind.__module__
    return home == name or home.lstrip("_") == name or home.startswith(f"{name}.")


def _is_inherited(kind: type, attribute: str) -> bool:
    """Tell whether an exception has an attribute of its base class, where it is asked for."""
    return issubclass(kind, BaseException) and attribute not in vars(kind)
