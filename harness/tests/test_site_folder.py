"""Publishing: the old site or the new one, at any moment, and nothing foreign touched."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harness.errors import Misconfigured
from harness.site.folder import LIST, publish

OLD = {"index.html": b"old", "data/0.js": b"old", "data/gone.js": b"old"}
NEW = {"index.html": b"new", "data/0.js": b"new", "static/a/b.css": b"new"}


def content(folder: Path) -> dict[str, bytes]:
    files = [it for it in folder.rglob("*") if it.is_file() and it.name != LIST]
    return {it.relative_to(folder).as_posix(): it.read_bytes() for it in files}


@pytest.mark.parametrize("exchanged", [True, False])
def test_a_site_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchanged: bool
) -> None:
    if not exchanged:
        monkeypatch.setattr(sys, "platform", "elsewhere")
    site = tmp_path / "reports" / "site"
    publish(site, OLD)
    assert content(site) == OLD
    publish(site, NEW)
    assert content(site) == NEW
    assert [it.name for it in site.parent.iterdir()] == ["site"]
    assert json.loads((site / LIST).read_text()) == {"format": 1, "files": sorted(NEW)}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", NEW)
    assert content(tmp_path / "site") == NEW


def test_a_relative_folder_is_seen_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    publish(Path("here/.././site"), NEW)
    assert content(tmp_path / "site") == NEW


def test_others_may_read_the_site(tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        publish(tmp_path / "site", NEW)
    finally:
        os.umask(umask)
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "site" / "index.html").stat().st_mode & 0o777 == 0o644


def refused(folder: Path, what: str) -> None:
    before = {it: it.lstat().st_ino for it in folder.parent.rglob("*")}
    with pytest.raises(Misconfigured, match=what) as error:
        publish(folder, NEW)
    assert "\n" not in str(error.value)
    assert {it: it.lstat().st_ino for it in folder.parent.rglob("*")} == before


def test_a_foreign_folder_is_refused(tmp_path: Path) -> None:
    site = tmp_path / "home"
    (site / "photos").mkdir(parents=True)
    refused(site, "something else than a published site")
    (site / "index.html").write_text("mine")
    refused(site, "something else than a published site")


@pytest.mark.parametrize("name", ["CNAME", "data/mine\n.txt", "deep/er/x"])
def test_a_foreign_file_in_a_site_is_refused_and_named(tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    publish(site, OLD)
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text("mine")
    refused(site, "is not of the site in it")


@pytest.mark.parametrize(
    "told", ["", "[]", '{"format": 2}', '{"format": 1, "files": [7]}', '{"format": 1, "files": 7}']
)
def test_a_list_that_says_nothing_protects_every_file(tmp_path: Path, told: str) -> None:
    site = tmp_path / "site"
    publish(site, OLD)
    (site / LIST).write_text(told)
    refused(site, "data/0.js and 2 more is not of the site")


def test_a_link_is_refused_and_what_it_leads_to_is_left(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    publish(target, OLD)
    link = tmp_path / "site"
    link.symlink_to(target)
    refused(link, "symbolic link")
    assert content(target) == OLD
    inside = target / "data" / "more"
    inside.symlink_to(tmp_path)
    refused(target, "data/more is not of the site")


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    refused(tmp_path / "site", "is no folder")


@pytest.mark.parametrize("path", ["/", "//", "/.."])
def test_the_root_is_refused(path: str) -> None:
    with pytest.raises(Misconfigured, match="holds something else"):
        publish(Path(path), NEW)


def test_a_working_directory_that_is_gone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "here").rmdir()
    refused(Path("site"), "the working directory is gone")


def test_what_a_kill_left_of_a_removal_is_removed_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(folder: Path, **_: object) -> None:
        for it in [it for it in folder.rglob("*") if it.is_file()]:
            it.unlink()
        raise KeyboardInterrupt

    publish(tmp_path / "site", OLD)
    with monkeypatch.context() as patched:
        patched.setattr("shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(tmp_path / "site", NEW)
    (left,) = tmp_path.glob(".site.new-*")
    os.utime(left, (time.time() - 7200,) * 2)
    publish(tmp_path / "site", NEW)
    assert [it.name for it in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "", ".", "a/..", "a\\b", "a\x00", ".a"])
def test_no_file_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="no path within a site"):
        publish(tmp_path / "site", {path: b""})
    assert not list(tmp_path.iterdir())


def test_a_place_that_takes_no_folder_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Misconfigured, match="cannot be written: Not a directory"):
        publish(tmp_path / "file" / "site", NEW)


CHILD = """
import sys
from pathlib import Path
from harness.errors import Misconfigured
from harness.site.folder import publish
if sys.argv[2:] == ["full"]:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
    try:
        publish(Path(sys.argv[1]), {"index.html": b"new", "large": b"new" * 9999})
    except Misconfigured as error:
        sys.exit(str(error))
if sys.argv[2:] == ["elsewhere"]:
    sys.platform = "elsewhere"
print("ready", flush=True)
number = 0
while True:
    number += 1
    told = b"%d" % number
    publish(Path(sys.argv[1]), {f"data/{it}.js": told for it in range(30)} | {"index.html": told})
"""


def test_a_full_disk_leaves_the_old_site_and_nothing_beside(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, OLD)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(site), "full"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"{site}: cannot be written: File too large; make room")
    assert content(site) == OLD
    assert [it.name for it in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("way", ["exchange", "elsewhere"])
def test_a_kill_at_any_moment_leaves_one_whole_site(tmp_path: Path, way: str) -> None:
    if way == "exchange" and not sys.platform.startswith("linux"):
        pytest.skip("folders change places in one step on Linux only")
    site = tmp_path / "site"
    publish(site, OLD)
    for number in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", CHILD, str(site), way], stdout=subprocess.PIPE
        ) as child:
            assert child.stdout
            child.stdout.readline()
            time.sleep(0.03 + 0.013 * number)  # into another moment of one of its many turns
            child.send_signal(signal.SIGKILL)
        if way == "exchange":
            assert len(set(content(site).values())) == 1
        publish(site, NEW)  # whatever was left, the next one puts it right
        assert content(site) == NEW


def test_what_was_moved_aside_by_a_killed_publishing_comes_back_first(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, OLD)
    site.rename(tmp_path / ".site.old")
    (tmp_path / ".site.old" / "mine").write_text("kept")
    with pytest.raises(Misconfigured, match="not of the site"):
        publish(site, NEW)
    assert content(site) == OLD | {"mine": b"kept"}


def test_what_killed_publishings_left_is_removed_later(tmp_path: Path) -> None:
    fresh, stale, foreign = (tmp_path / f".si[t]e.new-{it}" for it in ("1", "2", "3"))
    for it in (fresh, stale):
        publish(it, OLD)
    foreign.mkdir()
    for it in (stale, foreign):
        os.utime(it, (time.time() - 7200,) * 2)
    publish(tmp_path / "si[t]e", NEW)
    assert {it.name for it in tmp_path.iterdir()} == {"si[t]e", fresh.name, foreign.name}


def test_a_fault_in_the_middle_leaves_nothing_beside(tmp_path: Path) -> None:
    publish(tmp_path / "site", OLD)
    with pytest.raises(Misconfigured, match="cannot be written"):
        publish(tmp_path / "site", {"a": b"", "a/b": b""})
    assert [it.name for it in tmp_path.iterdir()] == ["site"]
    assert content(tmp_path / "site") == OLD
