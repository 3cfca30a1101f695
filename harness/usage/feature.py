"""A feature of Python, as code uses it and as a board may lack it."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What sort of a thing a feature is; also the name of its table in the usage file."""

    BUILTINS = "builtins"  # len, ValueError
    METHODS = "methods"  # str.join, and attributes that many types have: .__class__
    SYNTAX = "syntax"  # "with", "for else", "__len__ method"
    MODULES = "modules"  # math, math.sqrt


class Feature(NamedTuple):
    """A feature: its kind, and its name, which no feature of another kind has."""

    kind: Kind
    name: str


class Told(NamedTuple):
    """What a case tells of: the feature that it is about, and others that it uses."""

    about: Feature
    uses: tuple[Feature, ...]
