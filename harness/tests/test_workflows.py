"""The workflows: their commands are ones that there are, and no night takes from another."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from harness.cli import command_parser

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
WORKFLOWS: dict[str, Any] = {it.stem: yaml.safe_load(it.read_text()) for it in FILES}


def steps(workflow: str) -> Iterator[dict[str, Any]]:
    for job in WORKFLOWS[workflow]["jobs"].values():
        yield from job["steps"]


def commands() -> Iterator[list[str]]:
    """Give the commands of onboard and pytest, as the shell would, up to where output goes."""
    for workflow in WORKFLOWS:
        for step in steps(workflow):
            script = step.get("run", "").replace("\\\n", " ")
            script = script.replace("$BOARD", "wasm").replace("$WORKERS", "2")
            for line in script.splitlines():
                words = shlex.split(re.split(r">|\||&&", line)[0], comments=True)
                if words[:1] in (["onboard"], ["pytest"]):
                    yield words


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_a_command_is_one_that_there_is(words: list[str]) -> None:
    name, *arguments = words
    if name == "onboard":
        assert command_parser().parse_args(arguments).command == arguments[0]
        return
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_there_are_commands_to_check() -> None:
    names = [words[:2] if words[0] == "onboard" else words[:1] for words in commands()]
    assert ["pytest"] in names
    assert ["onboard", "publish"] in names
    assert ["onboard", "export"] in names


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_who_runs_what_others_send_has_no_token_that_writes(workflow: str) -> None:
    told = WORKFLOWS[workflow]
    events = told[True]  # `on`, to YAML
    assert "pull_request_target" not in events
    assert told["permissions"] == {"contents": "read"}
    for job in told["jobs"].values():
        if "pull_request" in events:
            assert "permissions" not in job
        if "id-token" in job.get("permissions", {}):
            assert not any("run" in step for step in job["steps"])
    # What users write is data of a shell, never a part of its script.
    for step in steps(workflow):
        told = re.findall(r"\$\{\{(.*?)\}\}", step.get("run", ""))
        assert {it.strip() for it in told} <= {"github.run_id"}


def test_a_farm_shares_no_board_among_workers_and_brings_its_python() -> None:
    every = list(steps("nightly"))
    (run,) = (it for it in every if "pytest" in it.get("run", ""))
    assert 'pytest -n "$WORKERS" ' in run["run"]
    assert run["env"]["WORKERS"] == "${{ vars.FARM_BOARDS && '0' || '2' }}"
    board = WORKFLOWS["nightly"]["jobs"]["board"]["steps"]
    conditions = {it.get("if") for it in board if "setup-python" in it.get("uses", "")}
    assert conditions == {"${{ !vars.FARM_BOARDS }}"}


def git(*arguments: str, folder: Path) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


def test_a_night_adds_its_records_and_takes_none_away(tmp_path: Path) -> None:
    (script,) = (it["run"] for it in steps("nightly") if "records to" in it.get("name", ""))
    origin = tmp_path / "origin"
    origin.mkdir()
    git("init", "-q", "-b", "main", folder=origin)
    git("config", "user.name", "a", folder=origin)
    git("config", "user.email", "a@example.org", folder=origin)
    (origin / "code.py").write_text("1\n")
    git("add", ".", folder=origin)
    git("commit", "-qm", "Code", folder=origin)
    kept = []
    for night, boards in enumerate((["wasm", "microbit"], [], ["wasm"])):
        clone = tmp_path / f"night{night}"
        git("clone", "-q", "--depth=1", origin.as_uri(), str(clone), folder=tmp_path)
        for board in boards:
            (clone / "night").mkdir(exist_ok=True)
            (clone / "night" / f"{night}-{board}.jsonl").write_text(f"{night}\n")
            kept.append(f"{night}-{board}.jsonl.gz")
        bash = ["bash", "-eo", "pipefail", "-c", script.replace("${{ github.run_id }}", "1")]
        subprocess.run(bash, cwd=clone, capture_output=True, check=True)
        assert sorted(it.name for it in (clone / "records").glob("*.gz")) == sorted(kept)
        branch = git("ls-tree", "--name-only", "records", folder=origin).split()
        assert branch == sorted(kept)
        assert git("show", "main:code.py", folder=origin) == "1\n"
