import sys
from pathlib import Path

import pytest

from harness.errors import Misconfigured, OnboardError
from harness.suite import manifest
from harness.suite.library import find_library
from harness.suite.manifest import Chosen, load_manifest, load_manifests

MANIFESTS = Path(__file__).resolve().parents[2] / "testsuite" / "cpython"

EXAMPLE = """\
format = 1

[modules]
test_list = {}
"test_json.test_decode" = {}

[modules.test_int.leave_out]
"Limits*.*" = "CPython's own"
"IntTests.test_c_*" = "C only"

[not_derived]
test_socket = "needs the network"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "builtins.toml").write_text(EXAMPLE)
    return tmp_path / "builtins.toml"


def test_a_manifest_is_read(path: Path) -> None:
    read = load_manifest(path)
    assert read.part == "builtins"
    assert list(read.modules) == ["test_list", "test_json.test_decode", "test_int"]
    assert read.modules["test_list"] == Chosen("test_list", "builtins", path)
    assert read.not_derived == {"test_socket": "needs the network"}


def test_a_package_is_one_row_of_a_table(path: Path) -> None:
    modules = load_manifest(path).modules
    assert modules["test_list"].chapter == "cpython-builtins/test_list"
    assert modules["test_json.test_decode"].chapter == "cpython-builtins/test_json"


@pytest.mark.parametrize(
    ("case_id", "why"),
    [
        ("test_int.LimitsOfStr.test_any", "CPython's own"),
        ("test_int.IntTests.test_c_call", "C only"),
        ("test_int.IntTests.test_call", ""),
        ("test_int.MyLimits.test_any", ""),
    ],
)
def test_a_method_is_left_out_by_its_pattern(path: Path, case_id: str, why: str) -> None:
    assert load_manifest(path).modules["test_int"].left_out(case_id) == why


def test_the_documented_example_is_a_manifest(tmp_path: Path) -> None:
    document = manifest.__doc__ or ""
    example = "\n".join(it[4:] for it in document.splitlines() if it.startswith("    "))
    (tmp_path / "p.toml").write_text(example)
    read = load_manifest(tmp_path / "p.toml")
    assert read.modules["test_int"].left_out("test_int.IntStrDigitLimitsTests.test_a")
    assert read.not_derived == {"test_socket": "needs the network"}


WRONG = {
    "not TOML": ("format = 1\nx = = 1\n", r":2: not TOML: .*"),
    "no format": ("[modules]\n", r":1: .*`format`"),
    "format 2": ("format = 2\n", r": format 2 is unknown, 1 is read"),
    "format text": ('format = "1"\n[modules]\n', r": format '1' is unknown"),
    "no modules": ("format = 1\n", r":1: .*`modules`"),
    "modules no table": ("format = 1\nmodules = 3\n", r":2: .*`object`, got `int`"),
    "unknown table": ("format = 1\n[module]\n", r":2: unknown key 'module'; write \"modules\""),
    "far key": ("format = 1\n[qqq]\n", r":2: .*write one of format, modules, not_derived"),
    "unknown key": (
        "format = 1\n[modules]\ntest_a = {}\n[modules.test_b.left_out]\nx = 'y'\n",
        r":4: modules.test_b: unknown key 'left_out'; write \"leave_out\"",
    ),
    "module no table": (
        "format = 1\n[modules]\ntest_a = 1\n",
        r":3: modules.test_a: .*`object`, got `int`",
    ),
    "no reason": (
        "format = 1\n[modules]\ntest_a = { leave_out = { x = '' } }\n",
        r":3: modules.test_a: .*length >= 1",
    ),
    "not derived for no reason": (
        "format = 1\n[modules]\n[not_derived]\ntest_a = ''\n",
        r":3: .*length >= 1 - at `\$\.not_derived",
    ),
    "a path": ("format = 1\n[modules]\n'../a' = {}\n", r":3: '../a' is no module"),
    "both": (
        "format = 1\n[modules]\ntest_a = {}\n[not_derived]\ntest_a = 'x'\n",
        r":3: test_a is derived and not derived",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant_is_refused_in_one_line(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "p.toml").write_text(text)
    with pytest.raises(Misconfigured, match=rf"p\.toml{message}") as caught:
        load_manifest(tmp_path / "p.toml")
    assert len(str(caught.value).splitlines()) == 1


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"\xe9")
    for path in (tmp_path, tmp_path / "latin.toml", tmp_path / "absent.toml"):
        with pytest.raises(Misconfigured, match="cannot be read"):
            load_manifest(path)


@pytest.mark.parametrize(
    "table", ["[modules]\ntest_list = {}", "[modules]\n[not_derived]\ntest_list = 'x'"]
)
def test_a_module_stands_in_one_manifest(path: Path, table: str) -> None:
    path.with_name("language.toml").write_text(f"format = 1\n{table}\n")
    with pytest.raises(Misconfigured, match=r"language\.toml: test_list stands in .*builtins"):
        load_manifests(path.parent)


def test_a_folder_without_manifests_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="no manifest"):
        load_manifests(tmp_path)


def test_ours_are_sound() -> None:
    parts = {it.part: it for it in load_manifests(MANIFESTS)}
    assert list(parts) == ["builtins", "language", "stdlib"]
    assert "test_list" in parts["builtins"].modules


def test_no_module_of_the_reference_is_passed_over_in_silence() -> None:
    try:
        library = find_library(sys.executable)
    except OnboardError as error:
        pytest.skip(str(error))
    if sys.version_info >= (3, 14):
        pytest.skip("the manifests were written for 3.11 to 3.13")
    named = {
        name.partition(".")[0]
        for it in load_manifests(MANIFESTS)
        for name in (*it.modules, *it.not_derived)
    }
    assert set(library.modules()) - named == set()
