"""What the README says of the boards is what was recorded, and what it shows is what is printed."""

import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from harness.suite.scripts import CLAIMS, is_script
from harness.tests.test_compatibility import rows

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"^```console\n\$ (.*?)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
PAGE = (ROOT / "reports" / "compatibility.md").read_text()
# What `onboard table --readme` puts there, made of the same runs as the page.
PLACE = r"^<!-- compatibility: ([^\n]*) -->\n(.*?)^<!-- /compatibility -->$"
((COMMAND, TABLE),) = re.findall(PLACE, README, re.DOTALL | re.MULTILINE)


def test_the_table_is_the_one_at_the_head_of_the_page_of_all_modules() -> None:
    assert f"\n\n{TABLE}\n" in PAGE.partition("**builtins**")[0]
    made, _, where = COMMAND.partition(" --readme ")
    assert f"Made by `{made}` of" in PAGE
    assert where == "README.md"


@pytest.mark.parametrize("column", [0, 1])
def test_the_table_counts_what_is_listed(column: int) -> None:
    row = rows(TABLE)
    board = COMMAND.split()[2 + column]
    folders = tuple(f"{it}/" for it in CLAIMS)
    cases = sum(is_script(it) for name in folders for it in (ROOT / "testsuite" / name).rglob("*"))
    (file,) = (ROOT / "testsuite" / "expectations").glob(f"*-{board}.toml")
    entries = tomllib.loads(file.read_text())["cases"].items()
    listed = Counter(it["verdict"] for case, it in entries if case.startswith(folders))
    differ = listed["DIFFER"] + listed["TIMEOUT"] + listed["CRASH"]
    unsupported = listed["UNSUPPORTED"] + listed["TOOBIG"]
    match = cases - listed.total()
    told = f"{match} of {cases}, {differ} differ, {unsupported} not supported"
    assert row["written by hand"][column] == told


def test_its_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


def test_it_is_short() -> None:
    assert README.count("\n") < 120


@pytest.mark.parametrize(("command", "output"), BLOCKS)
def test_a_command_prints_what_is_shown(command: str, output: str, tmp_path: Path) -> None:
    *_, pytest_command = command.split(" && ")
    seen = subprocess.run(
        [sys.executable, "-m", *pytest_command.split(), f"--record-dir={tmp_path}"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    ).stdout
    printed = {_timeless(line) for line in seen.splitlines()}
    for line in output.splitlines():
        assert line.strip() == "..." or _timeless(line) in printed


def _timeless(line: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d|[\d.]+s$|CPython 3\.\d+\.\d+", "*", line.strip("= "))


def test_every_option_and_command_it_names_exists(pytester: pytest.Pytester) -> None:
    known = pytester.runpytest_subprocess("--help").stdout.str()
    for option in set(re.findall(r"`pytest [^`]*?(--[a-z-]+)", README)):
        assert option in known, option
