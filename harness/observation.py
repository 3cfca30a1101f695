"""The two halves of a comparison: what the reference prints, and what the board did.

Facts only.  Bytes are kept as they came; newlines are normalised in `verdict`, once.
"""

from dataclasses import dataclass
from enum import StrEnum


class Ending(StrEnum):
    """How an execution on a board ended."""

    FINISHED = "finished"  # the frame was complete and the prompt came back
    TIMEOUT = "timeout"  # the deadline passed; the program was stopped or the board restarted
    REBOOTED = "rebooted"  # the board started anew in the middle of the program
    DIED = "died"  # the link or the machine behind it went away in the middle of the program
    UNFRAMED = "unframed"  # bytes came where the protocol has none: nothing here can be trusted
    REFUSED = "refused"  # the board did not take in a program, and nothing was lost on the way
    NOT_UPLOADED = "not uploaded"  # the board did not get the program as it was sent


@dataclass(frozen=True)
class Expected:
    """What the reference does with a program.

    `exception` is the uncaught exception's class and its bases, most derived first and without
    `object` (`("KeyError", "LookupError", "Exception", "BaseException")`), empty where there is
    none.  `pattern` says that a line `########` in `output` stands for any number of lines and
    that `########` within a line stands for any text, as in MicroPython's `.exp` files.
    """

    output: str
    exception: tuple[str, ...] = ()
    message: str = ""
    pattern: bool = False


@dataclass(frozen=True)
class Unusable:
    """Why a program is no case: the reference gives no answer that a board could be held to."""

    reason: str


@dataclass(frozen=True)
class Observation:
    """What a board did with a program, verbatim.

    `output` and `traceback` are the two parts of the raw REPL's frame.  Heap figures are
    `gc.mem_alloc()` in bytes: right after a reset, after the program, and after the program and a
    collection.  `work` counts what the machine executed (wasm fuel), upload excluded.
    `recoveries` names the rungs of the ladder that were needed to get the board back afterwards.
    """

    output: bytes
    traceback: bytes
    ending: Ending
    heap_before: int | None = None
    heap_uncollected: int | None = None
    heap_collected: int | None = None
    work: int | None = None
    host_seconds: float = 0.0
    recoveries: tuple[str, ...] = ()
    detail: str = ""
