"""The measuring pages in a real browser: they load alone, sort, filter, draw, and run nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("selenium", reason="needs selenium (pip install 'pytest-onboard[dev]')")

from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from harness.history.record import Result
from harness.site.pages import site_files
from harness.tests.site_browser import (
    CHROMIUM,
    DESKTOP,
    DRIVER,
    MISSING,
    PHONE,
    browser,
    console,
    requests,
    resize,
    until,
    visit,
)
from harness.tests.test_site_measures import asked, result, run, standings, surface_of
from harness.verdict import Word

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=MISSING)

PAGES = ("memory", "speed", "surface", "releases", "firmware")
EVIL = "</script><img src=x onerror='document.hacked=1'>\x1b[31m\x00"
HEAPS = 1100  # more than are drawn at first


def measured(work: float) -> list[Result]:
    """Give the results of a board: two operations, objects, heaps of many cases, missing names."""
    fuel = "per_unit_fuel"
    heap = "per_unit_live_bytes"
    lacking = asked("str.center", "str.title")
    return [
        result("speed/calls", figures={fuel: work}),
        result("speed/loops", figures={fuel: 1000}),
        result("memory/objects/slot", figures={heap: 4}),
        result("memory/objects/closure", figures={heap: 36.5}),
        result("memory/objects/dict", figures={heap: 104}),
        result("memory/objects/float", figures={heap: 36.05}),
        result("memory/idle", heap_before=480, figures={"stack_bytes": 432}),
        *(result(f"heaps/h{it:04}", min_heap=16 * it) for it in range(1, HEAPS + 1)),
        surface_of("builtins.str", 7, 9, lacking),
        result("a/crash", Word.CRASH if work > 1000 else Word.MATCH, detail=EVIL),
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a site with a common board, a hostile one, and three releases."""
    folder = tmp_path_factory.mktemp("site")
    probe: dict[str, object] = {"version": "1.29.0", "modules": ["sys", "math"]}
    evil: dict[str, object] = {"version": EVIL, "machine": EVIL, "modules": [EVIL]}
    hostile = [*measured(10)[:-2], result(EVIL, detail=EVIL, min_heap=16)]
    boards = [
        run(EVIL, *hostile, work_unit="fuel", probe=evil, firmware=EVIL),
        run("wasm", *measured(1000), work_unit="fuel", probe=probe),
    ]
    releases = [
        run(f"wasm@1.2{number}.0", *measured(work), work_unit="fuel", probe=probe)
        for number, work in enumerate((2000, 1000, 1500))
    ]
    for path, content in site_files(standings(boards, releases)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chrome]:
    with browser() as driver:
        yield driver


@pytest.fixture
def show(chrome: Chrome) -> Iterator[Chrome]:
    """Give the browser at desktop size, and see afterwards that nothing went wrong in it."""
    resize(chrome, DESKTOP)
    requests(chrome)
    yield chrome
    assert console(chrome) == []
    foreign = [it for it in requests(chrome) if not it.startswith(("file:", "data:", "about:"))]
    assert foreign == []
    assert not chrome.execute_script("return document.hacked")


def first_cells(driver: Chrome, table: str) -> list[str]:
    """Give the first cells of the rows of a table that are to be seen."""
    script = """return [...document.querySelectorAll(arguments[0] + " tbody tr")]
        .filter((row) => row.offsetParent).map((row) => row.cells[0].textContent)"""
    return list(driver.execute_script(script, table))


def find(driver: Chrome, selector: str) -> WebElement:
    return driver.find_element(By.CSS_SELECTOR, selector)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_page_loads_alone_and_is_no_wider_than_the_window(
    show: Chrome, site: Path, page: str, size: tuple[int, int]
) -> None:
    resize(show, size)
    visit(show, site, page=f"{page}.html")
    until(show, "document.readyState === 'complete'")
    wide = show.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
    assert find(show, "nav a[aria-current]").text.lower() == page
    assert not show.find_elements(By.TAG_NAME, "img")


@pytest.mark.parametrize("page", PAGES)
def test_what_a_board_says_is_shown_as_text(show: Chrome, site: Path, page: str) -> None:
    visit(show, site, page=f"{page}.html")
    if page == "surface":
        until(show, "document.querySelector('#surface tbody.group')")
    shown = find(show, "main").get_attribute("textContent") or ""
    assert "onerror=" in shown or page == "releases"  # no release is hostile but in its details
    assert "\x1b" not in shown
    assert "\x00" not in shown


def test_smallest_heaps_sort_and_filter_and_the_address_keeps_it(show: Chrome, site: Path) -> None:
    visit(show, site, page="memory.html")
    until(show, "document.querySelectorAll('#heaps tbody tr').length === 1000")
    find(show, "#heap-more").click()
    assert len(first_cells(show, "#heaps")) == HEAPS + 1
    find(show, "#heaps thead th:last-child button").click()
    find(show, "#heaps thead th:last-child button").click()
    assert first_cells(show, "#heaps")[:2] == [f"heaps/h{HEAPS}", f"heaps/h{HEAPS - 1}"]
    find(show, "#heap-filter").send_keys("heaps h1099")
    assert len(first_cells(show, "#heaps")) == 1
    hash_ = show.execute_script("return location.hash")
    visit(show, site, hash_, page="memory.html")
    until(show, "document.querySelectorAll('#heaps tbody tr').length === 1")
    assert find(show, "#heap-filter").get_attribute("value") == "heaps h1099"


def test_three_boards_are_side_by_side_and_a_line_is_over_each_cell(
    show: Chrome, tmp_path: Path
) -> None:
    probe: dict[str, object] = {"version": "1.29.0"}
    long = result("memory/objects/function_with_default", figures={"per_unit_live_bytes": 36})
    names = ("bench", "microbit", "wasm")
    three = [run(it, *measured(10), long, work_unit="fuel", probe=probe) for it in names]
    for path, content in site_files(standings(three)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    resize(show, DESKTOP)
    visit(show, tmp_path, page="memory.html")
    assert (
        show.execute_script(
            "return [...document.querySelectorAll('.masonry .scroll')]"
            ".filter((it) => it.scrollWidth > it.clientWidth).length"
        )
        == 0
    )
    lines = (
        "return new Set([...document.querySelectorAll('.masonry tbody tr > *')]"
        ".map((it) => getComputedStyle(it).borderTopWidth)).size"
    )
    assert show.execute_script(lines) == 1


def test_what_fits_is_asked_of_one_board_or_of_all(show: Chrome, site: Path) -> None:
    visit(show, site, "#fits=8", page="memory.html")
    until(show, "document.getElementById('heap-count').textContent.startsWith('512 of 1,101')")
    show.execute_script(
        "const board = document.getElementById('heap-board'); board.value = '0';"
        "board.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    until(show, "document.getElementById('heap-count').textContent.startsWith('513 of 1,101')")


def test_tables_in_the_page_sort_by_number_and_filter(show: Chrome, site: Path) -> None:
    visit(show, site, page="memory.html")
    assert first_cells(show, "#objects") == ["closure", "dict", "float"]
    find(show, "#objects thead th:nth-child(2) button").click()
    assert first_cells(show, "#objects") == ["float", "closure", "dict"]  # 32.05, 32.5, 100
    find(show, "input.filter").send_keys("dict")
    assert first_cells(show, "#objects") == ["dict"]
    assert not find(show, "#idle").is_displayed()


DRAWN = """
const canvas = document.querySelector(".chart canvas");
const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
return [...data].reduce((sum, it, index) => (sum * 31 + it * (index % 97)) % 1000003, 7);
"""


def test_the_chart_shows_the_chosen_operation_in_light_and_dark(show: Chrome, site: Path) -> None:
    visit(show, site, page="speed.html")
    until(show, "document.querySelector('.chart canvas')")
    first = show.execute_script(DRAWN)
    find(show, "button.choose[data-row='1']").click()
    told = find(show, ".chart-told").text
    assert told == "changed in 2 releases, -25.0% in all"
    calls = show.execute_script(DRAWN)
    assert calls != first
    assert "operation=calls" in show.execute_script("return location.hash")
    find(show, "#theme").click()
    assert show.execute_script(DRAWN) != calls
    find(show, "button.choose[data-row='2']").click()
    assert find(show, ".chart-told").text == "the same in every release"
    assert len(show.find_elements(By.CSS_SELECTOR, ".chart canvas")) == 1
    find(show, "#theme").click()


def test_the_table_beside_the_chart_has_its_changes(show: Chrome, site: Path) -> None:
    visit(show, site, page="speed.html")
    row = find(show, "section.trend tbody tr")
    assert row.text.split() == ["calls", "2,000", "▼", "-50.0%", "▲", "+50.0%", "1,500"]
    find(show, ".trend input.filter").send_keys("loop")
    assert first_cells(show, "section.trend") == ["loops"]


def test_missing_names_open_and_are_found(show: Chrome, site: Path) -> None:
    visit(show, site, page="surface.html")
    until(show, "document.querySelector('#surface tbody.group')")
    names = "#surface tbody.group"
    assert first_cells(show, "#surface")[1:] == ["builtins"]
    find(show, f"{names} button").send_keys(Keys.ENTER)
    assert first_cells(show, "#surface")[1:] == ["builtins", "str"]
    find(show, "body").send_keys("/")
    show.switch_to.active_element.send_keys("title")
    assert first_cells(show, "#surface")[1:] == ["builtins", "str", "str.title"]
    marks = find(show, f"{names} tr.name").get_attribute("textContent") or ""
    assert "not there" in marks
    assert "q=title" in show.execute_script("return location.hash")


def test_releases_tell_what_changed_and_lead_to_the_case(show: Chrome, site: Path) -> None:
    visit(show, site, page="releases.html")
    newest = find(show, "#step-1")
    assert newest.text.startswith("1.21.0 → 1.22.0 1 newly failing")
    link = newest.find_element(By.CSS_SELECTOR, ".moved a").get_attribute("href") or ""
    assert link.endswith("index.html#case=a/crash&board=wasm")
    assert "MATCH to CRASH" in newest.text
