"""A board that misbehaves on purpose: a real raw REPL, spoken badly.

A program of its own: it runs what it is sent with the Python that runs it, so every right answer
is CPython's own and every DIFFER is a false one.

    python fake_board.py [--fault NAME] [--rate R] [--seed S] [--paste] [--tally FILE]

`drops` and `garbles` spoil each byte of either direction with probability R; the other faults
strike a program with probability R.  `--tally` counts process starts, so that a restarted board
does not repeat the same bad luck.
"""

import argparse
import contextlib
import io
import os
import queue
import random
import threading
import time
import traceback
import tty
from _thread import interrupt_main
from pathlib import Path

WINDOW = 64
BANNER = b"raw REPL; CTRL-B to exit\r\n>"
FRIENDLY = b'\r\nMicroPython v9.9.9 on 2026-01-01; fake board\r\nType "help()"\r\n>>> '


class Stdout(io.TextIOBase):
    """Where a program prints: newlines leave as a board's."""

    def __init__(self, board: "FakeBoard") -> None:
        self._board = board

    def write(self, text: str) -> int:
        self._board.send(text.replace("\n", "\r\n").encode("utf-8", "replace"))
        return len(text)


class FakeBoard:
    def __init__(self, fault: str, rate: float, luck: random.Random, *, paste: bool) -> None:
        self.fault = fault
        self.rate = rate
        self.luck = luck
        self.paste = paste
        self.running = False
        self.names: dict[str, object] = {}
        self.heard: queue.SimpleQueue[int] = queue.SimpleQueue()

    def send(self, data: bytes) -> None:
        data = self.spoil(data)
        while data:
            data = data[os.write(1, data) :]

    def spoil(self, data: bytes) -> bytes:
        if self.fault == "drops":
            return bytes(byte for byte in data if self.luck.random() >= self.rate)
        if self.fault == "garbles":
            return bytes(
                self.luck.randrange(256) if self.luck.random() < self.rate else byte
                for byte in data
            )
        return data

    def listen(self) -> None:
        """Take in bytes while the program runs, for Ctrl-C must reach it."""
        while data := os.read(0, 4096):
            for byte in self.spoil(data):
                if byte == 3 and self.running:
                    interrupt_main()
                else:
                    self.heard.put(byte)
        os._exit(0)

    def hear(self) -> int:
        return self.heard.get()

    def serve(self) -> None:
        self.send(FRIENDLY)
        raw = False
        line = bytearray()
        while True:
            byte = self.hear()
            if byte == 1:
                raw, line = True, bytearray()
                self.send(BANNER)
            elif not raw:
                if byte == 13:
                    self.send(b"\r\n>>> ")
            elif byte == 2:
                raw = False
                self.send(FRIENDLY)
            elif byte == 3:
                line.clear()
            elif byte == 5 and not line:
                self.answer_paste()
            elif byte == 4 and not line:
                self.names = {}
                self.send(b"OK\r\nMPY: soft reboot\r\n" + BANNER)
            elif byte == 4:
                self.send(b"OK")
                raw = self.run(bytes(line))
                line.clear()
            else:
                line.append(byte)

    def answer_paste(self) -> None:
        command = self.hear(), self.hear()
        if command != (ord("A"), 1):
            return
        if not self.paste:
            self.send(b"R\x00")
            return
        self.send(b"R\x01" + WINDOW.to_bytes(2, "little") + b"\x01")
        program = bytearray()
        while (byte := self.hear()) != 4:
            program.append(byte)
            if len(program) % WINDOW == 0:
                self.send(b"\x01")
        self.send(b"\x04")
        self.run(bytes(program))

    def run(self, source: bytes) -> bool:
        """Run a program; False where the board comes back in friendly mode."""
        if self.luck.random() < self.rate and self.strikes():
            return False
        error = b""
        try:
            self.running = True
            with contextlib.redirect_stdout(Stdout(self)):
                code = compile(source.replace(b"\r", b"\n"), "<stdin>", "exec")
                self.names["__name__"] = "__main__"
                exec(code, self.names)  # noqa: S102
            self.running = False
        except BaseException:  # noqa: BLE001  (whatever a program raises is reported)
            self.running = False
            error = traceback.format_exc().replace("\n", "\r\n").encode()
        self.send(b"\x04" + error + b"\x04>")
        return True

    def strikes(self) -> bool:
        """Misbehave; True where the program is not to be run any more."""
        match self.fault:
            case "floods":
                self.flood()
            case "stalls":
                while True:
                    self.hear()
            case "reboots":
                self.names = {}
                self.send(b"half a li" + FRIENDLY)
                return True
            case "marks":
                self.send(b"OK\r\n\x04\x04>")
            case "dies":
                os._exit(1)
            case "lies":
                self.send(b"nonsense\r\n")
        return False

    def flood(self) -> None:
        with contextlib.suppress(KeyboardInterrupt):
            self.running = True
            while True:
                self.send(b"water " * 500 + b"\r\n")
        self.running = False


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--fault", default="")
    parser.add_argument("--rate", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--paste", action="store_true")
    parser.add_argument("--tally", type=Path)
    options = parser.parse_args()
    starts = 0
    if options.tally is not None:
        starts = options.tally.stat().st_size if options.tally.exists() else 0
        with options.tally.open("a") as file:
            file.write(".")
    tty.setraw(0)
    luck = random.Random(options.seed * 1000 + starts)  # noqa: S311
    board = FakeBoard(options.fault, options.rate, luck, paste=options.paste)
    threading.Thread(target=board.listen, daemon=True).start()
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            board.serve()
        time.sleep(0)


if __name__ == "__main__":
    main()
