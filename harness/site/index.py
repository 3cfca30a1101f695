"""The first page: what changed, the boards, and every case on each of them."""

from harness.history.standing import Standings
from harness.site.shell import Page


def index_page(standings: Standings) -> Page:
    """Give the page."""
    return Page("index", "Compatibility", "index.html", {"boards": standings.boards})
