"""rigs/<name>.toml: a board's place on the bench, written down once.

board = "/dev/ttyACM0"      # what --board would be given
baud = 115200
kind = "pyboard"            # names the expectations; default: asked of the board
notes = "left USB hub, port 3"

[limits]                    # of figures that measuring cases print
gc_pause_75_us = 20_000
"""

import difflib
import re
from pathlib import Path
from typing import Final

import msgspec

from harness.errors import Misconfigured

SAFE_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")


class Rig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rig file.

    `baud` is in bits per second, for serial devices only.  `limits` are the most that figures of
    measuring cases may be, by name, in the unit that ends the name.
    """

    board: str
    baud: int = 115200
    kind: str = ""
    notes: str = ""
    limits: dict[str, float] = {}

    def __post_init__(self) -> None:
        if self.baud <= 0:
            raise ValueError(f"baud must be above 0, not {self.baud}")
        if self.kind and not SAFE_NAME.match(self.kind):
            raise ValueError(f"kind must be letters, digits, '.', '_' and '-', not {self.kind!r}")


def load_rig(path: Path) -> Rig:
    """Read a rig file.  Raises `Misconfigured` with file, place and mend."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Rig)
    except msgspec.ValidationError as error:
        raise Misconfigured(f"{path}: {error}{_nearest(str(error))}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path}: not TOML: {error}") from error
    except OSError as error:
        raise Misconfigured(f"{path}: {error.strerror}") from error


def rig_names(folder: Path) -> list[str]:
    """List the rigs in a folder, sorted; none where there is no folder."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def _nearest(complaint: str) -> str:
    """Suggest the key that was meant, where an unknown one is complained about."""
    unknown = re.search(r"unknown field `(.+?)`", complaint)
    if unknown is None:
        return ""
    close = difflib.get_close_matches(unknown[1], Rig.__struct_fields__, n=1)
    meant = f"did you mean `{close[0]}`?" if close else "known: " + ", ".join(Rig.__struct_fields__)
    return f"; {meant}"
