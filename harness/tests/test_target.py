"""What values of --board mean, and what is said about those that mean nothing."""

from pathlib import Path

import pytest

from harness.errors import Misconfigured
from harness.farm.rig import load_rig
from harness.farm.target import parse_target


@pytest.fixture
def rigs(tmp_path: Path) -> Path:
    folder = tmp_path / "rigs"
    folder.mkdir()
    (folder / "pico.toml").write_text('board = "/dev/ttyACM7"\nbaud = 9600\nkind = "pico"\n')
    (folder / "small.toml").write_text('board = "wasm?heap=20k"\n')
    (folder / "loop.toml").write_text('board = "small"\n')
    return folder


@pytest.mark.parametrize(
    ("value", "kind", "slug"),
    [
        ("wasm", "wasm", "wasm"),
        ("wasm@1.24.1", "wasm", "wasm@1.24.1"),
        ("wasm?heap=96k", "wasm-96k", "wasm-heap-96k"),
        ("wasm@1.29?heap=4096", "wasm-4096", "wasm@1.29-heap-4096"),
        ("microbit", "microbit", "microbit"),
        ("/dev/ttyACM0", "", "dev-ttyACM0"),
        ("COM3", "", "COM3"),
        ("socket://127.0.0.1:4000", "", "socket-127.0.0.1-4000"),
        ("rfc2217://bench:4000", "", "rfc2217-bench-4000"),
        ("exec:micropython -X heapsize=64k", "", "exec-micropython-X-heapsize-64k"),
        ("pico", "pico", "pico"),
        ("small", "wasm-20k", "small"),
    ],
)
def test_a_value_that_means_a_board(rigs: Path, value: str, kind: str, slug: str) -> None:
    target = parse_target(value, rigs)
    assert (target.name, target.kind, target.slug) == (value, kind, slug)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("wasn", "did you mean 'wasm'"),
        ("picco", "did you mean 'pico'"),
        ("", "no such board"),
        ("wasm@", r"expected wasm\[@VERSION\]"),
        ("wasm?heap=lots", r"expected wasm\[@VERSION\]"),
        ("wasm?heap=1", "at least 1024 bytes"),
        ("loop", "must name a board"),
    ],
)
def test_a_value_that_means_nothing_is_told_in_one_line(rigs: Path, value: str, said: str) -> None:
    with pytest.raises(Misconfigured, match=said) as caught:
        parse_target(value, rigs)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('board = "wasm"\nbuad = 1\n', "did you mean `baud`"),
        ("baud = 1\n", "missing required field `board`"),
        ("board = 7\n", "Expected `str`"),
        ('board = "wasm"\nbaud = 0\n', "above 0"),
        ('board = "wasm"\nkind = "a/b"\n', "letters, digits"),
        ("board = \n", "not TOML"),
        ("\x00", "not TOML"),
    ],
)
def test_a_bad_rig_file_is_told_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(Misconfigured, match=said) as caught:
        load_rig(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_rig_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(b'board = "\xff"\n')
    with pytest.raises(Misconfigured, match=r"bad\.toml"):
        load_rig(path)
