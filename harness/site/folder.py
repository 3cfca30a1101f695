"""Putting the site where it is read: the old one or the new one, at any moment, never half of one.

The new site is written to a folder beside, and changes places with the old one in one step where
the system can (Linux).  Elsewhere two renames do it; killed between them, there is no site until
the next publishing, which first puts the old one back.

A folder is ours if it has the list of its files, and nothing else in it.  A folder of any other
kind is refused, and so is a symbolic link: nothing that is not ours is ever removed.
"""

import ctypes
import json
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from harness.errors import Misconfigured

LIST: Final = "onboard-site.json"  # in every site: its files
FORMAT: Final = 1
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*)*")
_FORGOTTEN_SECONDS: Final = 3600  # after which what a killed publishing left is removed
_MEND: Final = "choose another folder, or move that away"
_HERE: Final = -100  # AT_FDCWD: paths are seen from the working directory
_EXCHANGE: Final = 2  # RENAME_EXCHANGE


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold a site of these files, by path, instead of the site it may hold.

    Raises `Misconfigured` where the folder is something else, or cannot be written; what was there
    is there still.
    """
    for path in files:
        if not all(_NAME.fullmatch(part) for part in path.split("/")):
            raise ValueError(f"{path!r} is no path within a site")
    folder = _placed(folder)
    old = folder.with_name(f".{folder.name}.old")
    new = folder.with_name(f".{folder.name}.new-{secrets.token_hex(4)}")
    try:
        _restore(folder, old)
        _check(folder)
        _forget(folder)
        _write(new, files)
        _swap(new, folder, old)
        _remove(new)
    except OSError as error:
        _remove(new)
        what = error.strerror or str(error)
        raise Misconfigured(f"{folder}: cannot be written: {what}; make room or mend it") from error


def _placed(folder: Path) -> Path:
    """Give a folder's full path; it takes its place in another, so that it must have a name."""
    try:
        here = Path.cwd()
    except OSError as error:
        raise Misconfigured("the working directory is gone; change to one that is there") from error
    whole = Path(os.path.normpath(here / folder))
    if not whole.name:
        raise Misconfigured(f"{whole}: holds something else than a published site; {_MEND}")
    return whole


def _restore(folder: Path, old: Path) -> None:
    """Finish what a publishing that was killed between two renames has left."""
    if not folder.exists() and _is_site(old):
        old.rename(folder)


def _check(folder: Path) -> None:
    if folder.is_symlink():
        raise Misconfigured(f"{folder}: is a symbolic link; name the folder itself")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Misconfigured(f"{folder}: is no folder; {_MEND}")
    if not any(folder.iterdir()):
        return
    if not _is_site(folder):
        raise Misconfigured(f"{folder}: holds something else than a published site; {_MEND}")
    if foreign := sorted({*_within(folder)} - _listed(folder) - {LIST}):
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        what = foreign[0].encode("unicode_escape").decode()
        raise Misconfigured(f"{folder}: {what}{more} is not of the site in it; {_MEND}")


def _is_site(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink() and (folder / LIST).is_file()


def _listed(folder: Path) -> set[str]:
    """Give the files of a site that is there; none where its list cannot be read."""
    try:
        told = json.loads((folder / LIST).read_bytes())
    except ValueError:
        return set()
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        return set()
    files = told.get("files")
    return {it for it in files if isinstance(it, str)} if isinstance(files, list) else set()


def _within(folder: Path) -> Iterator[str]:
    """List all that is in a folder but folders, as posix paths; links are not followed."""
    for root, folders, names in os.walk(folder):
        links = [it for it in folders if Path(root, it).is_symlink()]
        for name in (*names, *links):
            yield Path(root, name).relative_to(folder).as_posix()


def _write(new: Path, files: Mapping[str, bytes]) -> None:
    new.mkdir(parents=True)
    told = {"format": FORMAT, "files": sorted(files)}
    (new / LIST).write_text(json.dumps(told, indent=0) + "\n", "utf-8", newline="\n")
    for path, content in files.items():
        place = new / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _swap(new: Path, folder: Path, old: Path) -> None:
    """Put the new site in the folder's place; what was there is at `new` then, or gone."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchange(new, folder):
        _remove(old)
        folder.rename(old)
        new.rename(folder)
        _remove(old)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0


def _forget(folder: Path) -> None:
    """Remove what publishings that were killed have left beside."""
    for it in folder.parent.glob(f".{_literal(folder.name)}.new-*"):
        if _is_site(it) and time.time() - it.stat().st_mtime > _FORGOTTEN_SECONDS:
            _remove(it)


def _literal(name: str) -> str:
    return re.sub(r"[*?\[]", lambda found: f"[{found[0]}]", name)


def _remove(folder: Path) -> None:
    """Remove a site, its list last: killed in the middle of that, the rest is known for ours."""
    with suppress(OSError):
        for it in folder.iterdir():
            if it.name != LIST:
                shutil.rmtree(it) if it.is_dir() else it.unlink()
    shutil.rmtree(folder, ignore_errors=True)
