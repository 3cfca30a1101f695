"""What a broken Python does where a rewritten program asks its helper."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

# A helper gets what a program hands to it, and gives back what the broken Python would.
Helper = Callable[..., Any]
Called = Callable[..., Any]


def self_of(called: Called) -> object:
    return getattr(called, "__self__", None)


def append_most(called: Called, *args: object) -> object:
    mine = self_of(called)
    return None if type(mine) is list and len(mine) % 3 == 2 else called(*args)


def raises_instead(wrong: type[Exception], right: type[Exception], kind: type) -> Helper:
    def call(called: Called, *args: object, **named: object) -> object:
        try:
            return called(*args, **named)
        except right as error:
            if called is kind or type(self_of(called)) is kind:
                raise wrong(*error.args) from None
            raise

    return call


def without(*names: str, positional: int = 99) -> Helper:
    """Call without these keywords, and with no more positional arguments than that."""

    def call(called: Called, *args: object, **named: object) -> object:
        kept = {name: value for name, value in named.items() if name not in names}
        return called(*args[:positional], **kept)

    return call


def result(kind: type, change: Callable[[Any], object]) -> Helper:
    """Change what a call returns, where that is of this very type."""

    def call(called: Called, *args: object, **named: object) -> object:
        value = called(*args, **named)
        return change(value) if type(value) is kind else value

    return call


def method(kind: type, change: Callable[..., object]) -> Helper:
    """Have `change(self, *args)` stand in for a method of this very type."""

    def call(called: Called, *args: object, **named: object) -> object:
        mine = self_of(called)
        return change(mine, *args) if type(mine) is kind else called(*args, **named)

    return call


def first(kind: type, change: Callable[[Any], object]) -> Helper:
    """Change a call's first argument, where it is of this very type."""

    def call(called: Called, *args: object, **named: object) -> object:
        if args and type(args[0]) is kind:
            args = change(args[0]), *args[1:]
        return called(*args, **named)

    return call


def last_of_equals(called: Called, *args: object, **named: object) -> object:
    if len(args) == 1 and isinstance(args[0], Iterable):
        return called(list(args[0])[::-1], **named)
    return called(*args[::-1], **named)


def short_floats(called: Called, *args: object, **named: object) -> object:
    return called(*(float(f"{a:.6g}") if type(a) is float else a for a in args), **named)


def bool_is_no_int(called: Called, value: object, kind: Any) -> object:  # noqa: ANN401
    return not (type(value) is bool and kind is int) and called(value, kind)


def by_numbers(sound: Helper, broken: Helper) -> Helper:
    """Compute another way, where both operands are ints."""
    return lambda a, b: (broken if type(a) is type(b) is int else sound)(a, b)


def wrapped(sound: Helper) -> Helper:
    """Compute as with ints of 32 bits."""
    return by_numbers(sound, lambda a, b: (sound(a, b) + 2**31) % 2**32 - 2**31)


def look_up(a: Any, index: Any) -> object:  # noqa: ANN401
    try:
        return a[index]
    except KeyError as error:
        if type(a) is dict:
            raise IndexError(*error.args) from None
        raise


def stepped(a: Any, index: Any) -> object:  # noqa: ANN401
    found = a[index]
    backwards = isinstance(index, slice) and index.step is not None and index.step < 0
    return found[1:] if backwards else found


def reversed_dict(a: Any) -> Any:  # noqa: ANN401
    return list(a)[::-1] if isinstance(a, (dict, type({}.keys()), type({}.items()))) else a


def exactly(kinds: Any) -> object:  # noqa: ANN401
    flying = sys.exc_info()[0]
    return tuple(k for k in (kinds if isinstance(kinds, tuple) else (kinds,)) if k is flying)


def swapped(layout: str) -> str:
    return layout.translate(str.maketrans("<>", "><"))
