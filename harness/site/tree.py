"""Where cases stand in the tree of the first page: chapter, module, class, case.

Pure.  Cases are in the order of the tree, so that whatever is below a group is one range of them,
its own cases before those of the groups within it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from harness.suite.manifest import DERIVED


@dataclass(frozen=True)
class Place:
    """The names of the groups around a case, the outermost first, and its own name in them."""

    groups: tuple[str, ...]
    leaf: str


class Group(msgspec.Struct, frozen=True):
    """Cases `first` to `end` of a tree, the first `own` of them in no group below this one.

    `parent` is the number of the group around it, -1 for none.
    """

    parent: int
    label: str
    prefix: str  # of the ids of its own cases, before their leaves
    first: int
    end: int
    own: int


@dataclass(frozen=True)
class Tree:
    """Case ids in their order, their leaves, and the groups, each before those in it.

    `odd` has the ids, by number, that are not their group's prefix and their leaf.
    """

    cases: tuple[str, ...]
    leaves: tuple[str, ...]
    groups: tuple[Group, ...]
    odd: Mapping[int, str]


def place_of(case: str, chapter: str) -> Place:
    """Give the place of a case: a derived one is below its module and class, any other its file."""
    groups = tuple(chapter.split("/"))
    if not chapter.startswith(DERIVED):
        return Place(groups, case.removeprefix(f"{chapter}/") or case)
    owner, _, leaf = case.removeprefix(f"{groups[-1]}.").rpartition(".")
    return Place((*groups, owner), leaf) if owner and leaf else Place(groups, case)


def tree_of(chapters: Mapping[str, str]) -> Tree:
    """Give the tree of cases, of their chapters by id; what is written by hand comes first."""
    places = {case: place_of(case, chapter) for case, chapter in chapters.items()}

    def order(case: str) -> tuple[bool, tuple[str, ...], str, str]:
        place = places[case]
        return place.groups[0].startswith(DERIVED), place.groups, place.leaf, case

    cases = sorted(places, key=order)
    starts: dict[tuple[str, ...], int] = {}
    ends: dict[tuple[str, ...], int] = {}
    own: dict[tuple[str, ...], int] = {}
    prefixes: dict[tuple[str, ...], str] = {}
    odd: dict[int, str] = {}
    for index, case in enumerate(cases):
        place = places[case]
        for depth in range(1, len(place.groups) + 1):
            path = place.groups[:depth]
            starts.setdefault(path, index)
            ends[path] = index + 1
        own[place.groups] = own.get(place.groups, 0) + 1
        prefix = case.removesuffix(place.leaf)
        if prefixes.setdefault(place.groups, prefix) != prefix:
            odd[index] = case
    numbers = {path: number for number, path in enumerate(starts)}
    groups = tuple(
        Group(
            parent=numbers.get(path[:-1], -1),
            label=path[-1],
            prefix=prefixes.get(path, ""),
            first=first,
            end=ends[path],
            own=own.get(path, 0),
        )
        for path, first in starts.items()
    )
    return Tree(tuple(cases), tuple(places[it].leaf for it in cases), groups, odd)
