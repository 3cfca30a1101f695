"""A real browser without a window, for what only a browser can say of the site."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from selenium.webdriver import Chrome
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

CHROMIUM: Final = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER: Final = shutil.which("chromedriver")
MISSING: Final = "needs chromium and chromedriver (Debian: chromium, chromium-driver)"
PHONE: Final = (390, 844)
DESKTOP: Final = (1280, 900)
_SECONDS: Final = 30.0


@contextmanager
def browser(size: tuple[int, int] = DESKTOP) -> Iterator[Chrome]:
    """Give a browser that notes its console and whatever it asks the network for."""
    options = Options()
    options.binary_location = CHROMIUM or ""
    for it in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(it)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(DRIVER))
    try:
        resize(driver, size)
        yield driver
    finally:
        driver.quit()


def resize(driver: Chrome, size: tuple[int, int]) -> None:
    """Make the page as large as that, as a phone does where it is one's size."""
    told = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", told)


def visit(driver: Chrome, site: Path, hash_: str = "", page: str = "index.html") -> None:
    """Open a page anew, and wait until it is ready."""
    driver.get("about:blank")
    driver.get(f"{(site / page).as_uri()}{hash_}")
    if page == "index.html":
        until(driver, "document.body.dataset.ready === 'yes'")


def until(driver: Chrome, condition: str) -> None:
    """Wait for an expression of JavaScript to be true."""
    end = time.monotonic() + _SECONDS
    while not driver.execute_script(f"return Boolean({condition})"):
        if time.monotonic() > end:
            told = console(driver)
            raise AssertionError(f"never true: {condition}; the console says {told}")
        time.sleep(0.02)


def console(driver: Chrome) -> list[str]:
    """Give what the console has said since it was asked last."""
    return [it["message"] for it in driver.get_log("browser")]  # type: ignore[no-untyped-call]


def requests(driver: Chrome) -> list[str]:
    """Give the addresses that were asked for since it was asked last."""
    messages = [json.loads(it["message"])["message"] for it in driver.get_log("performance")]  # type: ignore[no-untyped-call]
    found: list[dict[str, Any]] = [
        it["params"] for it in messages if it["method"] == "Network.requestWillBeSent"
    ]
    return [it["request"]["url"] for it in found]
