"""What the README says of the boards is what the lists of known differences say."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from harness.suite.scripts import is_script

ROOT = Path(__file__).parents[2]
ROW = re.compile(
    r"^\| `(?P<board>\w+)`.*\| (?P<match>\d+) of (?P<cases>\d+)"
    r" \| (?P<differ>\d+) \| (?P<unsupported>\d+) \|$",
    re.MULTILINE,
)


@pytest.mark.parametrize("board", ["wasm", "microbit"])
def test_the_table_counts_what_is_listed(board: str) -> None:
    readme = (ROOT / "README.md").read_text()
    (row,) = [found for found in ROW.finditer(readme) if found["board"] == board]
    (file,) = (ROOT / "testsuite" / "expectations").glob(f"*-{board}.toml")
    listed = Counter(it["verdict"] for it in tomllib.loads(file.read_text())["cases"].values())
    cases = sum(map(is_script, (ROOT / "testsuite").rglob("*.py")))
    assert int(row["cases"]) == cases
    assert int(row["match"]) == cases - listed.total()
    assert int(row["unsupported"]) == listed["UNSUPPORTED"] + listed["TOOBIG"]
    assert int(row["differ"]) == listed["DIFFER"] + listed["TIMEOUT"] + listed["CRASH"]


def test_every_option_and_command_it_names_exists(pytester: pytest.Pytester) -> None:
    readme = (ROOT / "README.md").read_text()
    known = pytester.runpytest_subprocess("--help").stdout.str()
    for option in set(re.findall(r"`pytest [^`]*?(--[a-z-]+)", readme)):
        assert option in known, option
