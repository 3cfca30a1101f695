"""All files of the site, of the records alone: pages, what their scripts load, what is static."""

from collections.abc import Callable
from typing import Final

from harness.history.standing import Standings
from harness.site.firmware import firmware_page
from harness.site.index import index_page
from harness.site.memory import memory_page
from harness.site.releases import releases_page
from harness.site.shell import Page, render, static_files
from harness.site.speed import speed_page
from harness.site.surface import surface_page
from harness.usage.book import Usage

# After the first, in the navigation's order; one that gives None has nothing to show.
PAGES: Final[tuple[Callable[[Standings], Page | None], ...]] = (
    memory_page,
    speed_page,
    surface_page,
    releases_page,
    firmware_page,
)


def site_files(standings: Standings, usage: Usage | None = None) -> dict[str, bytes]:
    """Give every file's content by its path in the site, which is ASCII and ours alone.

    With `usage` boards are also scored by what real code uses.
    """
    others = [page for make in PAGES if (page := make(standings)) is not None]
    pages = [index_page(standings, usage), *others]
    made = static_files()
    for it in pages:
        made |= it.files
    return made | render(pages, standings)
