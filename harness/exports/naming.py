"""Names of files for boards, which users call as they like: `../../x`, `COM3`, `a@1?b=c`."""

import re
from collections.abc import Iterable
from typing import Final

_CHARACTERS: Final = 80
# What Windows takes for a device, whatever follows the first dot.
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)", re.IGNORECASE)


def file_stems(names: Iterable[str]) -> dict[str, str]:
    """Give each name a stem that is safe as a file's on any system, all of them different.

    The names are taken in the order of the alphabet, so that the same names give the same stems.
    """
    stems: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(set(names)):
        stem = first = _stem(name)
        number = 2
        while stem.casefold() in taken:
            stem, number = f"{first}-{number}", number + 1
        taken.add(stem.casefold())
        stems[name] = stem
    return stems


def _stem(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._]+|\.\.+", "-", name)[:_CHARACTERS].strip("-._") or "board"
    return f"board-{plain}" if _DEVICE.match(plain) else plain
