"""Expected output with gaps, as in MicroPython's `.exp` files.

Pure.  A line of exactly eight `#` stands for any number of lines, none included; a run of exactly
eight within a line stands for any text of that line, the empty one included.  A longer or shorter
run of `#` is text, so a program may print banners.
"""

import re
from collections.abc import Sequence

WILDCARD = "########"

_GAP = re.compile(r"(?<!#)#{8}(?!#)")

# A line of a pattern is the texts between its gaps; a block is the lines between two line gaps.
_Line = tuple[str, ...]
_Block = list[_Line]


def is_pattern(text: str) -> bool:
    """Whether `text` has a gap, so that `matches` may say more than `==`."""
    return _GAP.search(text) is not None


def matches(pattern: str, output: str) -> bool:
    """Whether `output`, newlines already LF, is one of the texts that `pattern` stands for.

    The first place where a block between two gaps fits leaves the most room for the blocks after
    it, so no choice is ever taken back: the work is at most lines of pattern times lines of output.
    """
    lines = output.split("\n")
    first, *others = _blocks(pattern)
    if not others:
        return len(first) == len(lines) and _fits(first, lines, 0)
    *inner, last = others
    at, end = len(first), len(lines) - len(last)
    if at > end or not (_fits(first, lines, 0) and _fits(last, lines, end)):
        return False
    for block in inner:
        places = range(at, end - len(block) + 1)
        found = next((place for place in places if _fits(block, lines, place)), None)
        if found is None:
            return False
        at = found + len(block)
    return True


def _blocks(pattern: str) -> list[_Block]:
    blocks: list[_Block] = [[]]
    for line in pattern.split("\n"):
        if line == WILDCARD:
            blocks.append([])
        else:
            blocks[-1].append(tuple(_GAP.split(line)))
    return blocks


def _fits(block: _Block, lines: Sequence[str], place: int) -> bool:
    return all(_line_fits(line, lines[place + n]) for n, line in enumerate(block))


def _line_fits(line: _Line, text: str) -> bool:
    first, *others = line
    if not others:
        return first == text
    *inner, last = others
    at, end = len(first), len(text) - len(last)
    if at > end or not (text.startswith(first) and text.endswith(last)):
        return False
    for part in inner:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
