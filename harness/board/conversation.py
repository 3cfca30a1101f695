"""The raw REPL carried over a link: where the protocol meets bytes, time and patience."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from harness.board.link import Link, Pace
from harness.board.rawrepl import KNOCK, AtPrompt, Event, Kind, RawRepl, Send

_GLANCE_SECONDS: Final = 0.1  # how long one read may wait before deadlines are looked at again
_REBOOT_IDLE_SECONDS: Final = 0.25  # a banner followed by this much silence is a reset
_EVIDENCE_BYTES: Final = 80

E = TypeVar("E", bound=Event)


@dataclass
class Conversation:
    """One link's talk with one board.

    `before_go` is called just before the byte that starts a program is written.
    Every method ends by its deadline; what the link raises (`LinkLost`) and what the protocol
    raises (`ProtocolError`) passes through.
    """

    link: Link
    pace: Pace
    quiet_seconds: float  # silence after which nothing more is on its way
    repl: RawRepl = field(default_factory=RawRepl)
    before_go: Callable[[], None] = lambda: None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    last_heard: bytes = b""  # the last bytes that came, whatever they meant
    _happened: deque[Event] = field(default_factory=deque)  # and not yet waited for

    def expect(self, wanted: type[E], seconds: float) -> E | None:
        """Carry bytes both ways until `wanted` happens; None where it did not in time.

        Returns early, with None, where the board has visibly started anew.
        """
        deadline = self.clock() + seconds
        silent_since = self.clock()
        heard = b""
        while True:
            self._happened += self.repl.receive_data(heard)
            self._flush()
            while self._happened:
                if isinstance(event := self._happened.popleft(), wanted):
                    return event
            now = self.clock()
            if heard:
                silent_since = now
            elif now - silent_since >= _REBOOT_IDLE_SECONDS and self.repl.looks_rebooted:
                return None
            if now >= deadline:
                return None
            heard = self.link.read(min(deadline - now, _GLANCE_SECONDS))
            self.last_heard = (self.last_heard + heard)[-_EVIDENCE_BYTES:]

    def knock(self, waits_seconds: tuple[float, ...], how: bytes = KNOCK) -> bool:
        """Ask for the raw prompt once per wait; True once the board is there.

        A board that is still booting loses what is sent, hence more than one knock.
        """
        for wait in waits_seconds:
            self.hush()
            self.repl.enter()
            self.link.write(how)
            if self.expect(AtPrompt, wait) is not None:
                self.hush()
                return True
        return False

    def hush(self) -> None:
        """Read until the board is silent, for two seconds at the most, and forget all of it."""
        deadline = self.clock() + 2.0
        while self.link.read(self.quiet_seconds) and self.clock() < deadline:
            pass
        self.settle()

    def settle(self) -> None:
        """Take it that the board is at its raw prompt, and forget what came before."""
        self._happened.clear()
        self.repl.settle()

    def _flush(self) -> None:
        while (send := self.repl.next_to_send()) is not None:
            self._write(send)

    def _write(self, send: Send) -> None:
        match send.kind:
            case Kind.PACED if self.pace.pause_seconds > 0:
                for start in range(0, len(send.data), self.pace.chunk_bytes):
                    if start:
                        self.sleep(self.pace.pause_seconds)
                    self.link.write(send.data[start : start + self.pace.chunk_bytes])
            case Kind.GO:
                self.before_go()
                self.link.write(send.data)
            case _:
                self.link.write(send.data)
