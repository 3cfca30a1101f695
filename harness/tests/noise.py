"""A bad cable: a pseudo-terminal in front of a link, that loses and alters bytes on their way."""

import os
import random
import select
import threading
import tty

from harness.board.link import Link
from harness.errors import LinkLost


class BadCable:
    """Carries bytes between a link and the device `path`, spoiling each with probability `rate`.

    `harm` is "drops" or "garbles".  `close` ends it and leaves the link open.
    """

    def __init__(self, link: Link, harm: str, rate: float, seed: int) -> None:
        self._link = link
        self._harm = harm
        self._rate = rate
        self._luck = random.Random(seed)  # noqa: S311
        self._near, far = os.openpty()
        tty.setraw(far)
        self.path = os.ttyname(far)
        self._far = far  # held open: a pty without an opener reports the end of all things
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._carry, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._ended.set()
        self._thread.join()
        os.close(self._near)
        os.close(self._far)

    def _carry(self) -> None:
        while not self._ended.is_set():
            ready, _, _ = select.select([self._near], [], [], 0.0005)
            try:
                if ready:
                    self._link.write(self._spoilt(os.read(self._near, 4096)))
                if data := self._link.read(0.0005):
                    os.write(self._near, self._spoilt(data))
            except LinkLost:
                return

    def _spoilt(self, data: bytes) -> bytes:
        if self._harm == "drops":
            return bytes(byte for byte in data if self._luck.random() >= self._rate)
        return bytes(
            self._luck.randrange(256) if self._luck.random() < self._rate else byte for byte in data
        )
