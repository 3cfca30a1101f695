"""What is committed under `reports/` is what its records say, by the code that is here."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.history.files import record_files
from harness.history.record import Record, read_record
from harness.history.selection import version_key
from harness.history.standing import standings
from harness.report.compatibility import compatibility_page, with_table
from harness.report.figures import figures_page
from harness.report.releases import releases_page
from harness.site.blob import unpacked
from harness.site.folder import LIST
from harness.site.pages import site_files
from harness.usage.book import read_usage

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "reports"
BOARDS = ("wasm", "microbit")
USAGE = read_usage(ROOT / "testsuite" / "usage.toml")
_PACKED = re.compile(rb"H4sI[A-Za-z0-9+/=]+")
# What a file is asked for by: a hash of packed bytes, which are another zlib's affair.
_STAMP = re.compile(rb'(\?|"digest":")[0-9a-f]{10}\b')
MEND = "make it anew, as reports/README.md says"


@pytest.fixture(scope="module")
def boards() -> list[Record]:
    found = {it.header.board: it for it in map(read_record, record_files(REPORTS / "boards"))}
    return [found[it] for it in BOARDS]


def test_the_tables_are_of_the_records(boards: list[Record]) -> None:
    told = ["onboard", "table", *BOARDS]
    page = compatibility_page(boards, told, USAGE)
    assert (REPORTS / "compatibility.md").read_text() == page, MEND
    readme = (ROOT / "README.md").read_text()
    assert with_table(readme, boards, [*told, "--readme", "README.md"], USAGE) == readme, MEND


def test_the_figures_are_of_the_records(boards: list[Record]) -> None:
    page = figures_page(boards, ["onboard", "figures", *BOARDS])
    assert (REPORTS / "figures.md").read_text() == page, MEND


def test_the_page_of_releases_is_of_the_records() -> None:
    records = [read_record(it) for it in record_files(REPORTS / "releases")]
    records.sort(key=lambda it: version_key(it.header.board))
    assert (REPORTS / "releases.md").read_text() == releases_page(records), MEND


def test_the_site_is_of_the_records() -> None:
    known = standings([REPORTS / "boards", REPORTS / "releases"])
    assert known.notes == ()
    made = _unpacked(site_files(known, USAGE))
    site = REPORTS / "site"
    paths = (it for it in site.rglob("*") if it.is_file() and it.name != LIST)
    kept = _unpacked({it.relative_to(site).as_posix(): it.read_bytes() for it in paths})
    assert [name for name in sorted(made | kept) if made.get(name) != kept.get(name)] == [], MEND


def test_the_site_is_small() -> None:
    assert sum(it.stat().st_size for it in (REPORTS / "site").rglob("*")) < 3_000_000


def _unpacked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give files with what is packed in them unpacked."""
    return {
        name: _STAMP.sub(b"", _PACKED.sub(lambda it: unpacked(it[0].decode()), content))
        for name, content in files.items()
    }
