"""The site in a real browser, without a window and without a network."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from harness.cli import main
from harness.history.record import Result
from harness.history.standing import Standings, standings
from harness.site.cards import quoted
from harness.site.changes import changes_of
from harness.site.headline import everywhere, rows
from harness.site.matrix import matrix_of
from harness.suite.case import Case
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
from harness.tests.site_records import NEWEST, write
from harness.verdict import Word

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=MISSING)

M, D, U, C, S = Word.MATCH, Word.DIFFER, Word.UNSUPPORTED, Word.CRASH, Word.SKIP
MARK = "</script><img src=x onerror=alert(1)><script>window.marked=1</script>"
HOSTILE = f"{MARK}\x00\x01\x1b[31m\r\u202e\u2028'\"`\\%,: x"
CASES = [
    Case(f"test_m{module}.T{kind}.test_{name}", f"cpython-builtins/test_m{module}", "1", Path("x"))
    for module in range(3)
    for kind in "AB"
    for name in ("add", "mul", "repr")
] + [
    Case("language/names/one", "language/names", "2", Path("x")),
    Case("language/names/two", "language/names", "3", Path("x")),
    Case(f"language/names/{HOSTILE}", "language/names", "4", Path("x")),
    Case(f"{HOSTILE}.{HOSTILE}", f"cpython-{HOSTILE}/{HOSTILE}", "5", Path("x")),
]
ONE, TWO, THREE = ([M, D, M, U, M, C, S] * 4, [M, D, D, U, M, M, S] * 4, [M, M, M, D] * 6)


def results(words: list[Word], work: int = 1000, text: str = "True") -> list[tuple[Case, Result]]:
    return [
        (
            case,
            Result(
                "",
                "",
                "",
                word,
                "" if word is M else f"step 1 ({text}): expected 'True', seen {text!r}",
                expected="" if word is M else ">>> f()\nTrue\nalso",
                seen="" if word is M else f">>> f()\n{text}\nalso",
                assertions=3,
                matched=3 if word is M else 1,
                work=work,
                heap_before=0,
                heap_collected=work,
            ),
        )
        for case, word in zip(CASES, words, strict=False)
    ]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two nights of a board, one of another, a silent one, and one that says hostile things."""
    folder = tmp_path_factory.mktemp("records")
    day = timedelta(days=1)
    write(folder, "wasm", NEWEST - day, results(ONE), "firmware 1")
    write(folder, "wasm", NEWEST, results(TWO, 2000, "False"), "firmware 2")
    silent = results(THREE)
    other = Case(CASES[4].id, CASES[4].chapter, "another program", CASES[4].path)
    silent[4] = other, silent[4][1]  # which matches on all boards
    write(folder, "silent", NEWEST - 9 * day, silent)
    write(folder, HOSTILE, NEWEST - day, results(THREE, text=HOSTILE), HOSTILE)
    hostile = results(ONE, text=HOSTILE)
    write(folder, HOSTILE, NEWEST, hostile[1:], HOSTILE, probe={"version": HOSTILE})
    return folder


@pytest.fixture(scope="module")
def site(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "site"
    assert main(["publish", "--out", str(folder), "--records", str(records)]) == 0
    return folder


@pytest.fixture(scope="module")
def told(records: Path) -> Standings:
    return standings([records])


@pytest.fixture(scope="module")
def window() -> Iterator[Chrome]:
    with browser() as driver:
        yield driver


@pytest.fixture
def page(window: Chrome, site: Path) -> Chrome:
    """Give the first page, anew, on a desktop in light colours."""
    resize(window, DESKTOP)
    prefer(window, "light")
    visit(window, site)
    window.execute_script("localStorage.clear()")
    visit(window, site)
    return window


def prefer(driver: Chrome, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def text(driver: Chrome, selector: str) -> str:
    found: str = driver.execute_script(
        "return document.querySelector(arguments[0]).textContent", selector
    )
    return found


def filtered(driver: Chrome, query: str) -> str:
    field = driver.find_element(By.ID, "filter")
    driver.execute_script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
        field,
        query,
    )
    return text(driver, "#told")


def labels(driver: Chrome) -> list[str]:
    found: list[str] = driver.execute_script(
        "return [...document.querySelectorAll('#tree .rows .label')].map((it) => it.textContent)"
    )
    return found


def press(driver: Chrome, *keys: str) -> None:
    ActionChains(driver).send_keys(*keys).perform()


def active_row(driver: Chrome) -> tuple[str, str | None]:
    """Give the label of the row that the keyboard is at, and whether it stands open."""
    tree = driver.find_element(By.ID, "tree")
    row = driver.find_element(By.ID, tree.get_attribute("aria-activedescendant") or "")
    label = row.find_element(By.CSS_SELECTOR, ".label").get_attribute("textContent") or ""
    return label, row.get_attribute("aria-expanded")


def hash_of(driver: Chrome) -> str:
    found: str = driver.execute_script("return decodeURIComponent(location.hash)")
    return found


def test_it_loads_without_the_network_and_without_a_word_on_the_console(page: Chrome) -> None:
    asked = [it for it in requests(page) if not it.startswith(("file:///", "data:", "about:"))]
    assert (asked, console(page)) == ([], [])
    assert text(page, "#told") == f"{len(CASES)} cases"


def test_the_network_log_would_tell(page: Chrome) -> None:
    requests(page)
    page.get("about:blank")
    page.execute_script("fetch('http://127.0.0.1:9/').catch(() => 0)")
    until(page, "document.readyState === 'complete'")
    assert "http://127.0.0.1:9/" in requests(page)
    console(page)


def test_the_policy_lets_no_page_ask_the_network(page: Chrome) -> None:
    page.execute_script("fetch('http://127.0.0.1:9/').catch(() => 0)")
    assert any("Content Security Policy" in it for it in console(page))


SUMS = """
const boards = [...document.querySelectorAll("#tree .head [role=columnheader]")].length - 1;
const sums = Array.from({length: boards}, () => [0, 0]);
for (const cell of document.querySelectorAll("#tree .depth-1 .share")) {
  const [matched, of] = cell.textContent.split("/").map(Number);
  sums[cell.dataset.board][0] += matched || 0;
  sums[cell.dataset.board][1] += of || 0;
}
return sums;
"""


def test_the_headline_is_the_drill_down_and_both_are_the_records(
    page: Chrome, told: Standings
) -> None:
    scores = [
        [int(it.replace(",", "")) for it in text.split()[1::2]]
        for text in page.execute_script(
            "return [...document.querySelectorAll('[data-label=cases]')].map((it) => it.innerText)"
        )
    ]
    matrix = matrix_of(told.boards, [changes_of(it) for it in told.boards])
    counted = [[it.cases.matched, it.cases.of] for it in rows(told.boards, matrix)]
    assert page.execute_script(SUMS) == scores == counted
    link = page.find_element(By.CSS_SELECTOR, ".lead a")
    assert link.text == f"{everywhere(matrix).matched} of {everywhere(matrix).of}"
    link.click()
    assert text(page, "#told").startswith(f"{everywhere(matrix).matched} of {len(CASES)} cases")


def test_every_card_leads_to_as_many_cases_as_it_counts(page: Chrome) -> None:
    links = page.find_elements(
        By.CSS_SELECTOR, ".card li a:not(.inline), .overall a, td a, .lead a"
    )
    assert len(links) > 10
    told = page.execute_script(
        "return arguments[0].map((it) => [it.getAttribute('href'), it.textContent])", links
    )
    for href, said in told:
        page.execute_script("location.hash = arguments[0]", href)
        query = page.execute_script("return new URLSearchParams(location.hash.slice(1)).get('q')")
        until(
            page,
            f"document.getElementById('filter').value === {msgspec.json.encode(query).decode()}",
        )
        count = next(it for it in said.replace(",", "").split() if it.isdigit())
        assert text(page, "#told").split()[0] == count, (href, said, text(page, "#told"))


FILTERS = {
    "": 22,
    "mul": 6,
    "MUL": 6,
    "test_m1 mul": 2,
    "-test_m1 mul": 4,
    "board:silent verdict:match": 17,
    "board:silent:match board:wasm:differ": 5,
    "board:wasm changed:failing": 3,
    "board:wasm changed:worse": 10,
    "module:names": 3,
    "module:m1": 6,
    "chapter:language -two": 2,
    "verdict:crash": 3,
    "verdict:fail board:wasm": 6,
    "only:silent": 4,
    '"test_m0.TA" add': 1,
    f'board:"{MARK}"': 21,
}


def test_filters(page: Chrome) -> None:
    told = {it: filtered(page, it) for it in FILTERS}
    counts = {query: int(it.split()[0]) for query, it in told.items()}
    assert counts == FILTERS, told
    assert not [it for it in told.values() if "known" in it or "called" in it]


UNKNOWN = {
    "verdict:wrong": "verdict:wrong is not known; match, ",
    "board:nobody": "no board is called nobody; there is ",
    "colour:red": "colour: is no key, it is looked for as text",
    "module:nothing": "no module is called nothing",
    "changed:x": "changed:x is not known; failing, ",
}


@pytest.mark.parametrize(("query", "told"), UNKNOWN.items(), ids=UNKNOWN)
def test_words_that_nobody_knows_are_told(page: Chrome, query: str, told: str) -> None:
    said = filtered(page, query)
    assert said.startswith("0 of ")
    assert told in said


def test_the_filter_greys_other_boards_and_shows_the_rest_where_wanted(page: Chrome) -> None:
    filtered(page, "board:wasm module:names names/one")
    assert labels(page) == ["language", "names", "one"]
    aside = "return [...document.querySelectorAll('.leaf .case')].map((it) => it.matches('.aside'))"
    assert page.execute_script(aside).count(False) == 1
    page.find_element(By.ID, "context").click()
    assert "two" in labels(page)
    assert text(page, "#tree .row.leaf.aside .label").startswith(("two", "<"))
    assert "context=1" in hash_of(page)


def test_the_tree_is_walked_with_the_keyboard(page: Chrome) -> None:
    press(page, "/")
    assert page.switch_to.active_element.get_attribute("id") == "filter"
    press(page, "board:wasm", Keys.ARROW_DOWN)
    tree = page.switch_to.active_element
    assert tree.get_attribute("role") == "treegrid"
    press(page, Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_DOWN)
    active = page.find_element(By.ID, tree.get_attribute("aria-activedescendant") or "")
    assert active.get_attribute("aria-level") == "3"
    assert active.get_attribute("aria-selected") == "true"
    case = active.find_element(By.CSS_SELECTOR, ".label").get_attribute("textContent")
    press(page, Keys.ENTER)
    until(page, "document.querySelector('#drawer .copyable')")
    assert page.switch_to.active_element.get_attribute("id") == "drawer"
    assert text(page, "#drawer h2") == case
    press(page, Keys.ESCAPE)
    assert not page.find_element(By.ID, "drawer").is_displayed()
    assert page.switch_to.active_element.get_attribute("id") == "tree"
    press(page, Keys.ARROW_LEFT)
    assert active_row(page) == ("names", "true")
    press(page, Keys.ARROW_LEFT)
    assert active_row(page) == ("names", "false")
    assert case not in labels(page)


@pytest.mark.parametrize(("days", "told"), [(3, ""), (5, "No board has reported for 5 days.")])
def test_a_page_that_nobody_makes_any_more_says_how_old_it_is(
    page: Chrome, site: Path, days: int, told: str
) -> None:
    now = (NEWEST + timedelta(days=days)).timestamp()
    clock = {"source": f"Date.now = () => {now * 1000}"}
    script = page.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", clock)
    visit(page, site)
    page.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
    assert page.find_element(By.ID, "age").text == told


def test_a_drawer_tells_what_is_known_of_a_case(page: Chrome, site: Path) -> None:
    visit(page, site, "#case=test_m0.TA.test_mul&board=wasm")
    until(page, "document.querySelector('#drawer .copyable')")
    assert text(page, "#drawer h2") == "test_mul"
    assert text(page, "#drawer .badge") == "DIFFER"
    assert text(page, "#drawer .step") == "False"
    assert text(page, "#drawer .diff .gone") == "-True\n"
    assert text(page, "#drawer .diff .came") == "+False\n"
    assert text(page, "#drawer .diff .same") == " >>> f()\n"
    assert len(page.find_elements(By.CSS_SELECTOR, "#drawer .strip li")) == 2
    assert "firmware 2" in text(page, "#drawer .turns")
    assert text(page, "#drawer .figures").startswith("assertions that match1of 3")
    assert "work2,000fuelwas 1,000" in text(page, "#drawer .figures")
    command = "pytest --runxfail --board=wasm testsuite/cpython/builtins.toml::test_m0.TA.test_mul"
    assert text(page, "#drawer .copyable code") == command
    silent = page.find_element(By.XPATH, "//*[@id='drawer']//button[contains(., 'silent')]")
    silent.click()
    until(page, "document.querySelector('#drawer .badge').textContent === 'MATCH'")
    assert hash_of(page) == "#case=test_m0.TA.test_mul&board=silent"


def test_the_address_holds_filter_view_and_drawer(page: Chrome, site: Path) -> None:
    filtered(page, "board:wasm mul")
    page.find_element(By.ID, "flat").click()
    page.find_element(By.CSS_SELECTOR, "#tree .leaf .name").click()
    until(page, "document.querySelector('#drawer .copyable')")
    whole = page.execute_script("return location.hash")
    rows_shown, case = labels(page), text(page, "#drawer .id")
    visit(page, site, whole)
    until(page, "document.querySelector('#drawer .copyable')")
    assert page.execute_script("return location.hash") == whole
    assert (labels(page), text(page, "#drawer .id")) == (rows_shown, case)
    assert page.find_element(By.ID, "filter").get_attribute("value") == "board:wasm mul"
    assert page.find_element(By.ID, "flat").get_attribute("aria-pressed") == "true"


def test_back_closes_a_drawer(page: Chrome) -> None:
    filtered(page, "module:names one")
    page.find_element(By.CSS_SELECTOR, "#tree .leaf .name").click()
    until(page, "!document.getElementById('drawer').hidden")
    page.back()
    until(page, "document.getElementById('drawer').hidden")
    assert hash_of(page) == "#q=module:names one"


def test_a_case_that_is_not_there_is_told(page: Chrome, site: Path) -> None:
    visit(page, site, "#case=test_gone.T.test&board=wasm")
    assert "the case test_gone.T.test is not here any more" in text(page, "#told")


def test_an_address_that_nobody_wrote_is_read(page: Chrome, site: Path) -> None:
    visit(page, site, "#q=%E0%A4%A&&=&view=x&board=%")
    assert text(page, "#told").startswith("0 of ")
    assert console(page) == []


def test_a_hostile_board_runs_no_script_and_shows_all_it_said(page: Chrome) -> None:
    filtered(page, f"board:{quoted(HOSTILE)} verdict:differ")
    assert int(text(page, "#told").split()[0]) > 0
    page.find_element(By.ID, "flat").click()
    for view in ("", "context"):
        if view:
            page.find_element(By.ID, view).click()
        assert page.find_elements(By.CSS_SELECTOR, "#tree .leaf")
    for case in (CASES[-1].id, CASES[-2].id, CASES[1].id):
        page.execute_script(
            "location.hash = `case=${encodeURIComponent(arguments[0])}"
            "&board=${encodeURIComponent(arguments[1])}`",
            case,
            HOSTILE,
        )
        until(page, "document.querySelector('#drawer .copyable')")
        assert "<img src=x onerror=alert(1)>" in text(page, "#drawer")
        assert "\x1b" not in text(page, "#drawer")
        assert "\u202e" not in text(page, "#drawer")
    press(page, Keys.ESCAPE)
    page.find_element(By.ID, "csv").click()
    assert page.execute_script("return window.marked ?? null") is None
    assert (
        page.execute_script("return document.querySelectorAll('main img, #drawer img').length") == 0
    )
    assert console(page) == []


def test_light_and_dark(page: Chrome, site: Path) -> None:
    colour = "return getComputedStyle(document.body).backgroundColor"
    light = page.execute_script(colour)
    switch = page.find_element(By.ID, "theme")
    switch.click()
    dark = page.execute_script(colour)
    assert dark != light
    visit(page, site)
    assert page.execute_script(colour) == dark
    prefer(page, "dark")
    page.find_element(By.ID, "theme").click()
    assert page.execute_script(colour) == light
    page.find_element(By.ID, "theme").click()
    assert page.execute_script("return localStorage.length") == 0
    assert page.execute_script(colour) == dark


CONTRAST = """
const light = (text) => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((it) => it / 255)
    .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const [ground, text] = [arguments[0], arguments[1]].map((it) => light(onboard.colour(it)));
return (Math.max(ground, text) + 0.05) / (Math.min(ground, text) + 0.05);
"""
COLOURS = ("text", "muted", "accent", "match", "differ", "unsupported", "toobig", "timeout")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read(page: Chrome, scheme: str) -> None:
    prefer(page, scheme)
    for ground in ("ground", "raised", "sunken"):
        for colour in (*COLOURS, "crash", "apart", "worse", "better"):
            ratio = page.execute_script(CONTRAST, ground, colour)
            assert ratio >= 4.5, (ground, colour, ratio)


@pytest.mark.parametrize("hash_", ["", "#q=verdict:differ", "#case=test_m0.TA.test_mul&board=wasm"])
def test_a_phone_needs_no_scrolling_sideways(page: Chrome, site: Path, hash_: str) -> None:
    resize(page, PHONE)
    visit(page, site, hash_)
    width = "return [document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]"
    assert page.execute_script(width) == [PHONE[0]] * 3


def test_dialogs_explain_the_figures_and_the_filter(page: Chrome) -> None:
    for button, dialog in (("how", "how-computed"), ("help", "filter-help")):
        page.find_element(By.ID, button).click()
        assert page.find_element(By.ID, dialog).is_displayed()
        press(page, Keys.ESCAPE)
        assert not page.find_element(By.ID, dialog).is_displayed()


def test_what_is_filtered_is_downloaded(page: Chrome, tmp_path: Path) -> None:
    page.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
    )
    filtered(page, "board:wasm,silent test_m0.TA")
    page.find_element(By.ID, "csv").click()
    until_file = tmp_path / "cases.csv"
    page.set_script_timeout(30)
    for _ in range(100):
        if until_file.exists():
            break
        page.execute_async_script("setTimeout(arguments[0], 50)")
    assert until_file.read_bytes().decode().splitlines() == [
        "case,board,verdict,known,assertions,matched,changed",
        "test_m0.TA.test_add,silent,MATCH,no,3,3,",
        "test_m0.TA.test_add,wasm,MATCH,no,3,3,ram-up slower",
        "test_m0.TA.test_mul,silent,MATCH,no,3,3,",
        "test_m0.TA.test_mul,wasm,DIFFER,no,3,1,",
        "test_m0.TA.test_repr,silent,MATCH,no,3,3,",
        "test_m0.TA.test_repr,wasm,DIFFER,no,3,1,failing",
    ]


def test_a_text_that_is_missing_is_told(page: Chrome, site: Path, tmp_path: Path) -> None:
    torn = tmp_path / "site"
    shutil.copytree(site, torn)
    shutil.rmtree(torn / "data")
    visit(page, torn, "#case=test_m0.TA.test_mul&board=wasm")
    until(page, "document.querySelector('#drawer .note')")
    assert "is missing" in text(page, "#drawer .note")
    console(page)
