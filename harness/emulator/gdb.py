"""QEMU's debugger stub: where a machine stands still, to the instruction, and how it goes on.

The protocol is GDB's (GDB manual, appendix "GDB Remote Serial Protocol").  Packets are sent without
waiting for what they are answered, and none is acknowledged: QEMU takes a new packet for that.
"""

import re
import select
import socket
import time
from collections import deque
from collections.abc import Iterable
from typing import Final

from harness.emulator.qmp import ANSWER_SECONDS
from harness.errors import LinkLost, ProtocolError

_PACKET: Final = re.compile(rb"\$([^#]*)#..", re.DOTALL)
_DONE: Final = re.compile(rb"OK\Z")
_SIXTEEN_WORDS: Final = re.compile(rb"([0-9a-f]{8}){16}")  # the last of them is the address
_LOAD: Final = b"\x00\x48"  # ldr r0, [pc, #0]
_THUMB: Final = 1  # in the lowest bit of an address to go on at; without it the processor faults


class Debugger:
    """Holds a machine's processor, and lets it go; `standing` tells which.

    Every call raises `LinkLost` once QEMU is gone.
    """

    def __init__(self, name: str, connection: socket.socket) -> None:
        self.standing = True
        self._name = name
        self._connection = connection
        self._stop: int | None = None
        self._inbox = b""
        self._answers: deque[bytes] = deque()

    def stop_at(self, address: int) -> None:
        """Have the processor stop before the instruction of 16 bits at `address`.

        It is replaced, and must be skipped (`go_on`).  In its place stands a load of the word
        behind it, which is code and which nothing else loads, and that word is watched: QEMU throws
        all that it has translated away when it stops at a breakpoint, and keeps it when it stops
        for such a load, 10 ms the less for each program.
        """
        word = (address + 4) & ~3  # what `ldr r0, [pc, #0]` loads
        self._ask(f"M{address:x},2:{_LOAD.hex()}", _DONE)
        self._ask(f"Z3,{word:x},4", _DONE)
        self._stop = address

    def program_counter(self) -> int:
        """Give the address at which the processor stands."""
        registers = self._ask("g", _SIXTEEN_WORDS)
        return int.from_bytes(bytes.fromhex(registers.decode())[60:64], "little")

    def go_on(self, at: int | None = None, pokes: Iterable[tuple[int, bytes]] = ()) -> None:
        """Let the standing processor run, at the address `at` or where it is.

        `pokes` are addresses, and what is written there before.
        """
        self._answers.clear()
        packets = [f"M{address:x},{len(data):x}:{data.hex()}" for address, data in pokes]
        packets.append("c" if at is None else f"c{at | _THUMB:x}")
        self.standing = False
        self._send(b"".join(map(_packed, packets)))

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds` for the running processor to stop, and say whether it stands.

        Of one that stands already nothing comes, so that the wait is for QEMU's end.
        """
        deadline = time.monotonic() + seconds
        stood = self.standing
        while stood or not self.standing:
            left = max(0.0, deadline - time.monotonic())
            if not self._receive(left):
                break
        return self.standing

    def halt(self) -> None:
        """Stop the processor, wherever it is."""
        if self.standing:
            return
        self._send(b"\x03")
        self._must_stop()
        if self._stop is not None and self._stop == self.program_counter():
            # It may have come to its stop in this moment.  QEMU would not forget that it has, and
            # end itself at the next stop; but a breakpoint makes it see to both.
            self._ask(f"Z0,{self._stop:x},2", _DONE)
            self.go_on()
            self._must_stop()
            self._ask(f"z0,{self._stop:x},2", _DONE)

    def close(self) -> None:
        """Hang up; a machine that runs goes on."""
        self._connection.close()

    def _must_stop(self) -> None:
        if not self.wait(ANSWER_SECONDS):
            raise LinkLost(f"{self._name}: QEMU's machine cannot be stopped")

    def _ask(self, packet: str, wanted: re.Pattern[bytes]) -> bytes:
        self._answers.clear()
        self._send(_packed(packet))
        while not self._answers:
            if not self._receive(ANSWER_SECONDS):
                raise LinkLost(f"{self._name}: QEMU's debugger does not answer")
        answer = self._answers.popleft()
        if not wanted.match(answer):
            doing = f"asking QEMU's debugger for {packet}"
            raise ProtocolError(doing, wanted.pattern, answer)
        return answer

    def _send(self, data: bytes) -> None:
        try:
            self._connection.sendall(data)
        except OSError as error:
            raise LinkLost(f"{self._name}: QEMU is gone ({error})") from error

    def _receive(self, seconds: float) -> bool:
        """Take in what has come within `seconds`; False where nothing has."""
        try:
            if not select.select([self._connection], [], [], seconds)[0]:
                return False
            data = self._connection.recv(4096)
        except (OSError, ValueError) as error:  # ValueError: closed on our side
            raise LinkLost(f"{self._name}: QEMU is gone ({error})") from error
        if not data:
            raise LinkLost(f"{self._name}: QEMU is gone")
        self._inbox += data
        end = 0
        for packet in _PACKET.finditer(self._inbox):
            end = packet.end()
            if packet[1].startswith(b"T"):
                self.standing = True
            else:
                self._answers.append(packet[1])
        self._inbox = self._inbox[end:]
        return True


def _packed(packet: str) -> bytes:
    data = packet.encode()
    return b"$%s#%02x" % (data, sum(data) % 256)
