"""`onboard publish`: the site of all boards and releases, made of run records alone."""

import argparse
import sys
from pathlib import Path
from typing import Final

from harness.commands.chronicle import RECORDS, Commands
from harness.commands.releases import FOLDER
from harness.errors import NotInstalled
from harness.history.record import one_line
from harness.history.standing import standings
from harness.report.summary import summary_page
from harness.site.folder import publish
from harness.usage.book import FILE, read_usage

SITE: Final = Path("reports", "site")
USAGE: Final = Path("testsuite", FILE)
_EXTRA: Final = "pip install 'pytest-onboard[publish]'"


def add_publish(commands: Commands) -> None:
    """Add the command to those of `onboard`."""
    told = "make the site of what boards do, what changed, and what RAM and time it takes"
    publishing = commands.add_parser("publish", help=told)
    publishing.set_defaults(answer=publish_site)
    told = f"the site's folder, which is replaced as a whole (default: {SITE})"
    publishing.add_argument("--out", type=Path, metavar="DIR", help=told)
    publishing.add_argument(
        "--records",
        type=Path,
        nargs="+",
        default=[],
        metavar="DIR",
        help=f"folders of records (default: {RECORDS} and {FOLDER})",
    )
    told = f"how often features are used, for a score by use (default: {USAGE}, where it is)"
    publishing.add_argument("--usage", type=Path, metavar="FILE", help=told)
    told = "print what changed as Markdown, as for GITHUB_STEP_SUMMARY; a site only with --out"
    publishing.add_argument("--summary", action="store_true", help=told)
    told = "the site's address, for what the summary has no room for"
    publishing.add_argument("--link", default="", metavar="URL", help=told)


def publish_site(options: argparse.Namespace) -> tuple[list[str], bool]:
    """Write the site, and tell where, or tell what changed; what was passed over is told on stderr.

    Raises `NotInstalled` where a package is missing, and `Misconfigured` as `publish` does.
    """
    try:
        from harness.site.pages import site_files  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        raise NotInstalled(f"onboard publish: {error.name} is missing; {_EXTRA}") from error
    folders = options.records or [it for it in (RECORDS, FOLDER) if it.is_dir()] or [RECORDS]
    told = standings(folders)
    for note in told.notes:
        sys.stderr.write(f"onboard: passed over: {one_line(note)}\n")
    out = options.out or (None if options.summary else SITE)
    lines = []
    if out is not None:
        usage = options.usage or (USAGE if USAGE.is_file() else None)
        if usage is None:
            sys.stderr.write(f"onboard: no score by use: no {USAGE} here; name one with --usage\n")
        files = site_files(told, read_usage(usage) if usage else None)
        publish(out, files)
        size = sum(map(len, files.values()))
        of = f"boards: {len(told.boards)}, releases: {len(told.releases)}, bytes in all: {size:,}"
        lines = [f"{out / 'index.html'}: written; {of}"]
    return (summary_page(told, options.link).splitlines() if options.summary else lines), True
