"""How often a body of code uses each feature."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from harness.usage.feature import Feature, Kind
from harness.usage.program import Uses
from harness.usage.types import owners

FEWEST: Final = 5  # files that use a name of a module, for it to be told
_SAMPLE: Final = 0.1  # of the uses of a name, those whose type must be told to share out the others


class Count(NamedTuple):
    """In how many files a feature is used, and how often in all of them."""

    files: int
    occurrences: int


def tally(programs: Iterable[Uses]) -> dict[Feature, Count]:
    """Count the uses of features in programs, by kind and name.

    Uses of a method that several types may have, of values whose type is not told, are shared out
    among these types (and those of programs' own) as the uses are whose type is told.
    """
    files: Counter[Feature] = Counter()
    occurrences: Counter[Feature] = Counter()
    foreign: Counter[str] = Counter()
    untold: Counter[str] = Counter()
    untold_files: Counter[Feature] = Counter()  # those that do not surely use it as well
    for it in programs:
        files.update(it.features.keys())
        occurrences.update(it.features)
        foreign.update(it.foreign)
        untold.update(it.untold)
        for name in it.untold:
            untold_files.update(set(candidates(name)) - it.features.keys())
    shared = {
        feature: Count(
            files[feature] + round(share * untold_files[feature]),
            occurrences[feature] + round(share * untold[name]),
        )
        for name in untold
        for feature, share in _shares(name, untold[name], occurrences, foreign).items()
    }
    told = {it: Count(files[it], occurrences[it]) for it in files} | shared
    return {it: count for it, count in sorted(told.items()) if count.files >= _fewest(it)}


def candidates(attribute: str) -> tuple[Feature, ...]:
    """Give the methods that an attribute of this name may be."""
    return tuple(Feature(Kind.METHODS, f"{kind}.{attribute}") for kind in owners(attribute))


def _shares(
    name: str, untold: int, occurrences: Mapping[Feature, int], foreign: Mapping[str, int]
) -> dict[Feature, float]:
    told = {it: occurrences.get(it, 0) for it in candidates(name)}
    total = sum(told.values()) + foreign.get(name, 0)
    if total < _SAMPLE * (total + untold):
        return {}
    return {it: count / total for it, count in told.items() if count}


def _fewest(feature: Feature) -> int:
    return FEWEST if feature.kind is Kind.MODULES and "." in feature.name else 1
