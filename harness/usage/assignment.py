"""Which feature a hand-written case tells about: the one its name, claim and folder point at.

A program uses many features besides the one that its claim is about, and a difference must not be
blamed on them.  So a case is about one feature only: the rarest of those that its name or claim
mentions best, or else the rarest of the kind that its chapter is about.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final
from zlib import crc32

from harness.usage.feature import Feature, Kind, Told
from harness.usage.program import Uses
from harness.usage.subjects import SUBJECTS
from harness.usage.tally import Count, candidates
from harness.usage.types import TYPES

ENOUGH: Final = 40  # cases that use a feature, to know whether a board has it
_UNMENTIONED: Final = 9  # how far off a feature is that neither name nor claim mentions
_NEAR: Final = 4  # how far at most a feature may be that is not what the chapter is about


def assigned(
    programs: Mapping[str, tuple[str, Uses]], counts: Mapping[Feature, Count]
) -> dict[str, Told]:
    """Give what each case tells of, by its id; `programs` are claims and what programs use.

    A feature that more than `ENOUGH` cases use is told of so many, chosen by digests of their ids.
    """
    told: Counter[Feature] = Counter()
    found = {}
    for case in sorted(programs, key=lambda it: crc32(it.encode())):
        claim, used = programs[case]
        about = subject(case, claim, used, counts)
        others = used.features.keys() & counts.keys() - {about}
        found[case] = Told(about, tuple(sorted(it for it in others if told[it] < ENOUGH)))
        told.update(found[case].uses)
    return found


def subject(case: str, claim: str, used: Uses, counts: Mapping[Feature, Count]) -> Feature:
    """Give the feature that a case tells about.

    `case` is its id, `claim` its first line, `used` what its program uses, and `counts` how often
    features are used at large.
    """
    for pattern, feature in SUBJECTS:
        if pattern.match(case):
            return feature
    chapter, _, stem = case.rpartition("/")
    features = {*used.features, *(it for name in used.untold for it in candidates(name))}

    def rank(feature: Feature) -> tuple[int, int, int, Feature]:
        told, length = _mention(feature, stem, claim)
        files = counts[feature].files if feature in counts else 0
        return told, -length, files, feature

    known = (it for it in features if _is_of(it, chapter) or rank(it)[0] <= _near(it, chapter))
    found = min(known, key=rank, default=None)
    if _is_type(chapter) and (found is None or rank(found)[0] == _UNMENTIONED):
        return Feature(Kind.BUILTINS, _folder(chapter))
    if found is None and chapter.startswith("stdlib/"):
        return Feature(Kind.MODULES, _folder(chapter))
    return found or min(features, key=rank)


def _mention(feature: Feature, stem: str, claim: str) -> tuple[int, int]:
    """Say how far a case's name and claim are from naming a feature, and how long that name is."""
    found = [(_UNMENTIONED, 0)]
    for word in _words(feature):
        is_special = feature.name.startswith((".__", "__")) or "_" in word
        if re.match(rf"{re.escape(word)}(?:e?s)?(?:_|$)", stem):
            found.append((0 if is_special else 2, len(word)))
        elif re.search(rf"_{re.escape(word)}(?:e?s)?(?:_|$)", stem):
            found.append((4, len(word)))
        if re.search(rf"(?<!\w){re.escape(word)}\(\)", claim):
            found.append((3, len(word)))
        elif re.search(rf"(?<!\w){re.escape(word)}(?!\w)", claim):
            if word.startswith("__"):
                found.append((1, len(word)))
            elif feature.kind is not Kind.SYNTAX:
                found.append((6, len(word)))
    return min(found, key=lambda it: (it[0], -it[1]))


def _words(feature: Feature) -> Iterator[str]:
    """Give what a feature is called in the names of files and in claims."""
    name = feature.name
    if feature.kind is Kind.SYNTAX:
        name = name.removesuffix(" method")
        yield re.sub(r"\W+", "_", name).strip("_") or name
    elif feature.kind is not Kind.BUILTINS:
        name = name.rpartition(".")[2]
    if name:
        yield name
        yield re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().strip("_")


def _is_of(feature: Feature, chapter: str) -> bool:
    """Tell whether a feature is of the kind that a chapter is about."""
    kind, name = feature
    folder = _folder(chapter)
    top, _, rest = name.partition(".")
    if chapter.startswith("language/"):
        return kind is Kind.SYNTAX or not top
    if chapter.startswith("stdlib/"):
        return kind is Kind.MODULES and top == folder and bool(rest)
    if _is_type(chapter):
        return top == folder and kind in (Kind.METHODS, Kind.BUILTINS)
    return kind is Kind.BUILTINS and name != "print"


def _near(feature: Feature, chapter: str) -> int:
    """Say how far off a feature of another kind may be."""
    is_module = feature.kind is Kind.MODULES
    return -1 if chapter.startswith("stdlib/") or is_module else _NEAR


def _folder(chapter: str) -> str:
    return chapter.rpartition("/")[2]


def _is_type(chapter: str) -> bool:
    return chapter.startswith("builtins/") and _folder(chapter) in TYPES
