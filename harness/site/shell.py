"""The frame around every page, and how a page becomes a file.

A page is a template in `templates/`, what the template shows, and what its scripts read.  Templates
escape whatever they are given; `data` goes through `blob` and reaches scripts by
`onboard.data(name)`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

import jinja2
from markupsafe import Markup

from harness import __version__
from harness.history.standing import Standing, Standings
from harness.site.blob import packed, packed_json

# Scripts and styles come from files beside the page only; `file:` is what 'self' means there.
POLICY: Final = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:;"
    " base-uri 'none'; form-action 'none'"
)

# Control characters, and what turns the direction of text; static/shell.js has the same.
_HIDDEN: Final = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ud800-\\udfff]"
)


@dataclass(frozen=True)
class Page:
    """One page: `name` is its file's without `.html`; scripts and styles lie in `static/`."""

    name: str
    title: str  # in the navigation
    template: str
    shown: Mapping[str, object]  # what the template reads
    data: Mapping[str, object] = field(default_factory=dict)  # JSON, or bytes as they are
    scripts: tuple[str, ...] = ()  # run in this order, after `shell.js`
    styles: tuple[str, ...] = ()  # after `style.css`
    files: Mapping[str, bytes] = field(default_factory=dict)  # what its scripts load, by path


def render(pages: Sequence[Page], standings: Standings) -> dict[str, bytes]:
    """Give the HTML of the pages by file name; the navigation has them in this order."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("harness.site"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters |= {"day": day, "minute": minute, "number": number}
    about = {
        "policy": POLICY,
        # Asked for by another name where it is another, whatever a browser has kept.
        "stamp": sha256(b"".join(static_files().values())).hexdigest()[:10],
        "version": __version__,
        "pages": pages,
        "newest": max((_started(it) for it in _every(standings)), default=None),
        "references": sorted({it.record.header.reference for it in _every(standings)}),
    }
    return {f"{it.name}.html": _rendered(environment, it, about) for it in pages}


def static_files() -> dict[str, bytes]:
    """Give what is the same in every site: styles and scripts, by path."""
    return dict(_within(files("harness.site") / "static", "static"))


def _within(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for it in sorted(folder.iterdir(), key=lambda it: it.name):
        if it.is_dir():
            yield from _within(it, f"{path}/{it.name}")
        else:
            yield f"{path}/{it.name}", it.read_bytes()


def day(when: datetime) -> str:
    """Give a day of UTC."""
    return f"{when.astimezone(UTC):%Y-%m-%d}"


def minute(when: datetime) -> str:
    """Give a minute of UTC."""
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def number(value: float) -> str:
    """Give a number with its thousands apart."""
    return f"{value:,}"


def _shown(value: object) -> object:
    """Make what a board said legal in HTML and visible; what a template made itself stays."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", value)
    return value


def _rendered(environment: jinja2.Environment, page: Page, about: Mapping[str, object]) -> bytes:
    blobs = {
        name: packed(data) if isinstance(data, bytes) else packed_json(data)
        for name, data in sorted(page.data.items())
    }
    told = {**about, **page.shown, "page": page, "blobs": blobs}
    text = environment.get_template(page.template).render(told)
    return text.encode()


def _every(standings: Standings) -> list[Standing]:
    return [*standings.boards, *standings.releases]


def _started(standing: Standing) -> datetime:
    return standing.record.header.started
