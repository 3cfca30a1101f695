"""How large the site of a farm is, how soon it is usable, and how long a filter takes.

    python -m harness.tests.bench_site [BOARDS [CASES [NIGHTS]]]

Budgets: 1 MB and 1 s for the first page, 100 ms for a filter, of 20 boards, 10,000 cases and 30
nights.  Two nights of each board are records on the disk, the earlier ones are made up in memory.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from selenium.webdriver import Chrome

from harness.history.standing import standings
from harness.site.folder import publish
from harness.site.pages import site_files
from harness.tests.site_browser import browser, visit
from harness.tests.site_records import Farm, farm

FILTERS: Final = (
    "",
    "t",
    "thing_1",
    "verdict:differ",
    "board:PORT0 verdict:fail changed:any",
    "changed:worse",
    "boards:disagree",
    "only:any",
    "-verdict:match module:m01",
)
_ASK: Final = """
const done = arguments[1];
const input = document.getElementById("filter");
input.value = arguments[0];
const began = performance.now();
input.dispatchEvent(new Event("input"));
const ran = performance.now() - began;
requestAnimationFrame(() => setTimeout(() => done([ran, performance.now() - began])));
"""
_SCROLL: Final = """
const done = arguments[0];
document.getElementById("flat").click();
const grid = document.getElementById("tree");
const times = [];
const step = (n) => {
  if (n === 40) return done(times);
  const began = performance.now();
  grid.scrollTop += 5000;
  requestAnimationFrame(() => setTimeout(() => {
    times.push(performance.now() - began);
    step(n + 1);
  }));
};
step(0);
"""


def main() -> None:
    """Publish and measure."""
    numbers = [int(it) for it in sys.argv[1:]]
    boards, cases, nights = [*numbers, *(20, 10_000, 30)[len(numbers) :]]
    with tempfile.TemporaryDirectory() as made:
        records, site = Path(made, "records"), Path(made, "site")
        records.mkdir()
        told = farm(records, Farm(boards, max(1, boards // 4), cases, nights))
        began = time.perf_counter()
        standings([records])
        say("reading two nights", f"{time.perf_counter() - began:.1f} s")
        began = time.perf_counter()
        files = site_files(told)
        say("making the files", f"{time.perf_counter() - began:.1f} s")
        began = time.perf_counter()
        publish(site, files)
        say("writing and swapping", f"{time.perf_counter() - began:.2f} s")
        say("index.html", f"{len(files['index.html']):,} bytes")
        chunks = [len(it) for path, it in files.items() if path.startswith("data/")]
        say("data/*.js", f"{len(chunks)} of at most {max(chunks):,} bytes, {sum(chunks):,} in all")
        with browser() as driver:
            measure(driver, site)


def measure(driver: Chrome, site: Path) -> None:
    """Time what people wait for."""
    ready = []
    for _ in range(5):
        visit(driver, site)
        mark = "return performance.getEntriesByName('onboard-ready')[0].startTime"
        ready.append(driver.execute_script(mark))
    say("usable after", ", ".join(f"{it:.0f}" for it in ready) + " ms")
    nodes = driver.execute_script("return document.querySelectorAll('*').length")
    say("elements", f"{nodes:,}")
    for query in FILTERS:
        times = [driver.execute_async_script(_ASK, query) for _ in range(3)]
        ran, shown = (sorted(it[place] for it in times)[1] for place in (0, 1))
        told = driver.execute_script("return document.getElementById('told').textContent")
        say(f"filter {query!r}", f"{ran:.0f} ms, shown after {shown:.0f} ms: {told[:40]}")
    driver.execute_async_script(_ASK, "")
    steps = driver.execute_async_script(_SCROLL)
    say("a step of scrolling", f"{sorted(steps)[20]:.0f} ms, at most {max(steps):.0f} ms")


def say(what: str, told: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{what:<48} {told}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
