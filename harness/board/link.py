"""Byte pipes to boards, and what a `Board` needs from the place where it is plugged in.

Nothing here knows the raw REPL.
"""

from typing import Protocol


class Link(Protocol):
    """A byte pipe to a board.

    `read` waits at most `timeout` seconds (0: do not wait) and returns whatever has arrived,
    possibly nothing.  `write` returns when all bytes are handed over; it does not wait for the
    board to act on them.  Both raise `LinkLost`, and nothing of their own, once the far end is
    gone.  `close` may be called twice and raises nothing.
    """

    def read(self, timeout: float) -> bytes: ...

    def write(self, data: bytes) -> None: ...

    def close(self) -> None: ...


class Place(Protocol):
    """Where a board is plugged in: how it is reached and brought back.

    `name` is what the user called it.  `lossless` is True only where nothing between the host and
    the board's interpreter can lose or alter a byte.

    `open` gives a new link; at most one is open at a time.  It raises `LinkLost` where the port
    is not there (yet), `Misconfigured` or `NotInstalled` where trying again cannot help.
    `save` remembers the board's whole state, `restore` puts the board back into it, at once and
    without a byte on the link, which stays open; each returns False where the place cannot (no
    snapshot, machine dead).  `restart` is the power switch: it returns False where there is none;
    after True every earlier link and saved state is void and `open` is due.
    `work` is a count of what the machine has executed so far, None where nobody counts.
    `close` ends everything the place started; it may be called twice and raises nothing.
    """

    name: str
    lossless: bool

    def open(self) -> Link: ...

    def save(self) -> bool: ...

    def restore(self) -> bool: ...

    def restart(self) -> bool: ...

    def work(self) -> int | None: ...

    def close(self) -> None: ...
