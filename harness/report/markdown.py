"""Text from boards in Markdown, where neither HTML, links, mentions nor tables come of it.

In a span or a block of code nothing means anything but the backticks that end it, and in a table a
bar does.  A backslash before a bar is read in two ways by different readers, so bars become others.
"""

from collections.abc import Iterable, Iterator

from harness.report.table import cut, plain


def code(text: str, characters: int) -> str:
    """Give a text as a span of code of one line, cut to so many characters; "" for none."""
    safe = cut(_without_ticks(text), characters).replace("|", "\u00a6")
    return f"`{safe}`" if safe.strip() else ""


def block(lines: Iterable[str]) -> Iterator[str]:
    """Give lines as a block of code."""
    yield "```"
    yield from map(_without_ticks, lines)
    yield "```"


def _without_ticks(text: str) -> str:
    return plain(text).replace("`", "'")
