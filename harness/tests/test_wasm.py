"""The wasm board: the real firmware in the real wasmtime, spoken to as a serial port."""

import gc
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.board.board import Board
from harness.board.execute import run_case
from harness.board.link import Link, Place
from harness.emulator.firmware import Firmware, read_lock, wasm_firmware
from harness.emulator.machine import TANK, Machine
from harness.emulator.program import Program
from harness.emulator.wasm import WasmPlace
from harness.errors import LinkLost, Misconfigured, NotInstalled
from harness.observation import Expected
from harness.tests.links import Peer, check_endings, check_silence, read_until
from harness.verdict import Word

HEAP_BYTES = 65536
PROMPT = b"raw REPL; CTRL-B to exit\r\n>"
SOFT_RESET = b"OK\r\nsoft reboot\r\n" + PROMPT
SWALLOW = b"while True:\n try:\n  while True: pass\n except KeyboardInterrupt: print('no')"
FIB = b"def f(n): return n if n < 2 else f(n-1) + f(n-2)\nprint(f(14))"
THIRTY = b"a = []\nfor i in range(30): a.append(bytearray(100))\nprint('enough')"


def fetch(version: str | None) -> Firmware:
    try:
        return wasm_firmware(version, progress=print)
    except NotInstalled as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def firmware() -> Firmware:
    return fetch(None)


class Talk:
    """Raw REPL dialogues with a board that never loses a byte."""

    def __init__(self, place: WasmPlace) -> None:
        self.place = place
        self.link: Link = place.open()
        self.enter()

    def enter(self) -> None:
        self.link.write(b"\r\x03\x01")
        read_until(self.link, PROMPT)

    def start(self, program: bytes) -> None:
        """Submit, and wait until the board has accepted it."""
        self.link.write(program + b"\x04")
        assert read_until(self.link, b"OK").startswith(b"OK")

    def run(self, program: bytes) -> tuple[bytes, bytes]:
        """Submit and return output and traceback."""
        self.link.write(program + b"\x04")
        return self.frame()

    def frame(self) -> tuple[bytes, bytes]:
        answer = read_until(self.link, b"\x04>")
        assert answer[:2] == b"OK", answer
        output, traceback, end = answer[2:].split(b"\x04")
        assert end == b">", answer
        return output, traceback

    def work(self, program: bytes, chunk: int = 1 << 20) -> int:
        """Fuel of the program alone, uploaded `chunk` bytes at a time."""
        for at in range(0, len(program), chunk):
            self.link.write(program[at : at + chunk])
        before = self.place.work()
        self.link.write(b"\x04")
        self.frame()
        after = self.place.work()
        assert before is not None
        assert after is not None
        return after - before


@contextmanager
def talk_to(
    firmware: Firmware, heap_bytes: int = HEAP_BYTES, fuel_limit: int | None = None
) -> Iterator[Talk]:
    place = WasmPlace("test", firmware, heap_bytes, fuel_limit)
    try:
        yield Talk(place)
    finally:
        place.close()


@pytest.fixture
def talk(firmware: Firmware) -> Iterator[Talk]:
    with talk_to(firmware) as talk:
        yield talk


def test_satisfies_the_protocol(firmware: Firmware) -> None:
    place: Place = WasmPlace("mine", firmware, HEAP_BYTES)
    assert (place.name, place.lossless, place.heap_bytes) == ("mine", True, HEAP_BYTES)
    assert f"npm {firmware.version} sha256:{firmware.sha256[:16]}" in place.firmware
    assert place.work() == 0
    assert not place.save()
    assert not place.restore()
    place.close()


def test_link_ends_as_every_link_must(firmware: Firmware) -> None:
    @contextmanager
    def open_peer() -> Iterator[Peer]:
        with talk_to(firmware) as talk:
            check_silence(talk.link)
            yield Peer(talk.link, vanish=talk.place.close)

    check_endings(open_peer)


def test_starts_at_the_friendly_prompt(firmware: Firmware) -> None:
    place = WasmPlace("test", firmware, HEAP_BYTES)
    link = place.open()
    assert b"MicroPython v1.29" in read_until(link, b">>> ")
    link.write(b"1+1\r")
    assert read_until(link, b">>> ") == b"1+1\r\n2\r\n>>> ".replace(b"2\r", b"2")
    place.close()


def test_frames(talk: Talk) -> None:
    assert talk.run(b"print(1)") == (b"1\n", b"")
    assert talk.run(b"print('a\\x00\\xff')") == ("a\0ÿ\n".encode(), b"")
    output, traceback = talk.run(b"print(1)\n1/0")
    assert output == b"1\n"
    assert traceback.endswith(b"ZeroDivisionError: divide by zero\r\n")
    assert talk.run(b"x = 1") == (b"", b"")
    assert talk.run(b"print(x)") == (b"1\n", b"")
    assert b"SyntaxError" in talk.run(b"a b")[1]
    assert b"RuntimeError" in talk.run(b"def f(): f()\nf()")[1]


def test_a_program_longer_than_a_buffer(firmware: Firmware) -> None:
    with talk_to(firmware, heap_bytes=1 << 22) as talk:
        text = b"x = 0\n" + b"x += 1\n" * 20000 + b"print(x)"
        assert talk.run(text) == (b"20000\n", b"")


def test_output_longer_than_a_buffer(talk: Talk) -> None:
    output, _ = talk.run(b"for i in range(30000): print(i)")
    assert output == b"".join(b"%d\n" % i for i in range(30000))


def test_output_of_a_running_program_is_seen(talk: Talk) -> None:
    talk.link.write(b"print('here')\nwhile True: pass\x04")
    assert read_until(talk.link, b"here\n") == b"OKhere\n"
    assert talk.place.work() is None
    assert not talk.place.save()


def test_control_c_ends_a_busy_loop_twice_alike(talk: Talk) -> None:
    tracebacks = []
    for _ in range(2):
        talk.start(b"while True: pass")
        talk.link.write(b"\x03\x03")
        tracebacks.append(read_until(talk.link, b"\x04>"))
    assert b"KeyboardInterrupt" in tracebacks[0]
    assert tracebacks[0] == tracebacks[1]
    assert talk.run(b"print(1)") == (b"1\n", b"")


def test_control_c_at_the_prompt_clears_the_line(talk: Talk) -> None:
    talk.link.write(b"nonsense")
    talk.link.write(b"\x03")
    assert talk.run(b"print(1)") == (b"1\n", b"")


def test_control_c_that_races_the_end_of_a_program_never_hits_the_next(talk: Talk) -> None:
    for _ in range(200):
        talk.link.write(b"for i in range(20): pass\x04")
        talk.link.write(b"\x03")
        read_until(talk.link, b"\x04>")
        assert talk.run(b"print(1)") == (b"1\n", b"")


def test_a_machine_that_is_gone_leaves_no_memory_behind(firmware: Firmware) -> None:
    def machines() -> int:
        gc.collect()
        return sum(isinstance(it, Machine) for it in gc.get_objects())

    before = machines()
    place = WasmPlace("wasm", firmware, HEAP_BYTES)
    for _ in range(3):
        talk = Talk(place)
        talk.link.write(b"import re\nre.match('()*', '')\x04")
        with pytest.raises(LinkLost):
            read_until(talk.link, b"never")
        assert place.restart()
        del talk
    place.close()
    assert machines() <= before


@pytest.mark.parametrize("program", [SWALLOW, b"print('x')\ninput()", b"print('x')\n3**(10**7)"])
def test_what_control_c_does_not_end_a_restart_does(talk: Talk, program: bytes) -> None:
    old = talk.link
    talk.start(program)
    if program == SWALLOW:
        talk.link.write(b"\x03")
        assert read_until(talk.link, b"no\n") == b"no\n"
    began = time.monotonic()
    assert talk.place.restart()
    assert time.monotonic() - began < 0.5
    with pytest.raises(LinkLost, match="switched off"):
        old.read(1)
    with pytest.raises(LinkLost):
        old.write(b"x")
    assert not talk.place.restore()
    assert Talk(talk.place).run(b"print(1)") == (b"1\n", b"")


def test_restore_ends_a_program_that_swallows_control_c(talk: Talk) -> None:
    assert talk.place.save()
    fuel = talk.work(FIB)
    talk.start(SWALLOW)
    assert talk.place.restore()
    assert talk.work(FIB) == fuel


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        (b"print('last words')\nimport re\nre.match('(a*)*b', 'a'*28)", "native stack"),
        (b"print('last words')\nwhile True: pass", "fuel limit"),
    ],
)
def test_a_trap_loses_the_link_after_the_last_output(
    firmware: Firmware, program: bytes, reason: str
) -> None:
    with talk_to(firmware, fuel_limit=50_000_000) as talk:
        assert talk.place.save()
        talk.link.write(program + b"\x04")
        assert read_until(talk.link, b"words\n") == b"OKlast words\n"
        with pytest.raises(LinkLost, match=reason):
            talk.link.read(10)
        with pytest.raises(LinkLost, match=reason):
            talk.link.write(b"x")
        assert not talk.place.restore()
        assert not talk.place.save()
        assert talk.place.work()
        assert talk.place.restart()
        assert Talk(talk.place).run(b"print(1)") == (b"1\n", b"")


def test_the_fuel_limit_is_for_each_program_after_a_restore(firmware: Firmware) -> None:
    with talk_to(firmware, fuel_limit=5_000_000) as talk:
        assert talk.place.save()
        for _ in range(4):
            assert talk.work(FIB) > 2_000_000
            assert talk.place.restore()


def test_soft_reset(talk: Talk) -> None:
    talk.run(b"x = 1")
    talk.link.write(b"\x04")
    assert read_until(talk.link, PROMPT) == SOFT_RESET
    assert b"NameError" in talk.run(b"x")[1]


def test_soft_reset_from_the_friendly_prompt(talk: Talk) -> None:
    talk.run(b"x = 1")
    talk.link.write(b"\x02")
    read_until(talk.link, b">>> ")
    talk.link.write(b"\x04")
    answer = read_until(talk.link, b">>> ")
    assert b"soft reboot\r\n" in answer
    assert b"MicroPython v1.29" in answer
    talk.enter()
    assert b"NameError" in talk.run(b"x")[1]


def test_system_exit_completes_its_frame_and_resets(talk: Talk) -> None:
    assert talk.run(b"x = 1\nprint(x)\nraise SystemExit") == (b"1\n", b"")
    assert b"NameError" in talk.run(b"x")[1]


@pytest.mark.parametrize("pieces", [[b"\x05A\x01"], [b"\x05", b"A", b"\x01"], [b"\x05A", b"\x01"]])
def test_raw_paste_is_declined_however_it_arrives(talk: Talk, pieces: list[bytes]) -> None:
    for after in (b"", b"print(2)\x04"):
        talk.link.write(after)
        if after:
            assert talk.frame() == (b"2\n", b"")
        for piece in pieces:
            talk.link.write(piece)
            assert talk.place.work()
        assert read_until(talk.link, b"R\x00") == b"R\x00"
    assert talk.run(b"print(1)") == (b"1\n", b"")


def test_raw_paste_is_declined_after_a_soft_reset(talk: Talk) -> None:
    talk.link.write(b"\x04\x05A\x01")
    assert read_until(talk.link, b"R\x00") == SOFT_RESET + b"R\x00"


def test_no_raw_paste_request_within_a_line(talk: Talk) -> None:
    """There, Ctrl-A is what it always is in raw mode: it begins anew and shows the banner."""
    talk.link.write(b"x\x05A\x01")
    assert read_until(talk.link, PROMPT) == PROMPT


def test_restore_undoes_everything_and_keeps_the_link(talk: Talk) -> None:
    talk.run(b"x = 1")
    assert talk.place.save()
    talk.run(b"x = 2\ny = 3\nimport sys\nsys.path.append('z')\nprint('unread')")
    talk.link.write(b"print('unread')\x04")
    assert talk.place.restore()
    assert talk.link.read(0) == b""
    assert talk.run(b"print(x, 'y' in dir(), __import__('sys').path)") == (
        b"1 False ['', '.frozen', '/lib']\n",
        b"",
    )


def test_heap_is_exactly_as_large_as_asked(firmware: Firmware) -> None:
    """Half is too little, the whole is too much, and there is no growth to make up for it."""
    for heap_bytes in (8192, HEAP_BYTES, 1 << 20, 40 << 20):
        with talk_to(firmware, heap_bytes) as talk:
            assert talk.run(b"b = bytearray(%d)" % (heap_bytes // 2)) == (b"", b"")
            assert b"MemoryError" in talk.run(b"b = None\nb = bytearray(%d)" % heap_bytes)[1]
        with talk_to(firmware, heap_bytes) as talk:
            free = talk.run(b"import gc\nprint(gc.mem_free() + gc.mem_alloc() - (128 << 20))")[0]
            assert 0.93 * heap_bytes - 1024 < int(free) < heap_bytes


def test_smallest_heap_for_a_program_is_the_same_every_time(firmware: Firmware) -> None:
    def passes(heap_bytes: int) -> bool:
        with talk_to(firmware, heap_bytes) as talk:
            return talk.run(THIRTY)[0] == b"enough\n"

    def smallest() -> int:
        low, high = 3000, 9000
        while high - low > 16:
            middle = (low + high) // 2
            low, high = (low, middle) if passes(middle) else (middle, high)
        return high

    assert smallest() == smallest()
    assert 4500 < smallest() < 5500


@pytest.mark.parametrize("heap_bytes", [0, 40, (1 << 30) + 1])
def test_a_heap_that_cannot_be(firmware: Firmware, heap_bytes: int) -> None:
    place = WasmPlace("test", firmware, heap_bytes)
    with pytest.raises(Misconfigured, match=str(heap_bytes)):
        place.open()
    place.close()


def test_nothing_above_the_image_ever_changes(firmware: Firmware) -> None:
    """So that loading an image is as good as a new machine."""
    program = Program(firmware.path.read_bytes())
    machine = Machine(program, HEAP_BYTES, TANK, drain=pytest.fail)
    above = slice(len(machine.image().memory), None)
    whole = bytes(machine._memory.read(machine._store))[above]  # noqa: SLF001
    for text in (b"\r\x01", THIRTY + b"\x04", b"1/0\x04", b"bytearray(10**6)\x04", FIB + b"\x04"):
        machine.feed(text)
        machine.forget_output()
    assert bytes(machine._memory.read(machine._store))[above] == whole  # noqa: SLF001


def test_fuel_is_the_same_fresh_restored_and_in_any_chunks(firmware: Firmware) -> None:
    seen = set()
    totals = set()
    for chunk in (1 << 20, 1, 7):
        with talk_to(firmware) as talk:
            assert talk.place.save()
            seen.add(talk.work(FIB, chunk))
            totals.add(talk.place.work())
            talk.run(THIRTY)
            assert talk.place.restore()
            seen.add(talk.work(FIB, chunk))
            talk.link.write(b"\x04")
            read_until(talk.link, PROMPT)
            seen.add(talk.work(FIB, chunk))
    assert len(seen) == 1
    assert len(totals) == 1


def test_time_passes_and_is_the_same_every_time(firmware: Firmware) -> None:
    program = (
        b"import time, random\n"
        b"t = time.ticks_ms()\n"
        b"time.sleep_ms(10)\n"
        b"print(9 < time.ticks_diff(time.ticks_ms(), t) < 15)\n"
        b"time.sleep(5)\n"
        b"print(time.time(), time.ticks_us(), random.random())\n"
    )
    seen = set()
    for _ in range(2):
        with talk_to(firmware) as talk:
            assert talk.place.save()
            seen.add(talk.run(program))
            assert talk.place.restore()
            seen.add(talk.run(program))
    ((output, traceback),) = seen
    assert traceback == b""
    assert output.startswith(b"True\n")


def test_a_flood_is_held_back_and_can_be_stopped(talk: Talk) -> None:
    flood = b"s = 'x' * 1000\nwhile True: print(s)"
    talk.start(flood)
    assert talk.place.work() is None  # which waits for a third of a second
    talk.link.write(b"\x03")
    held_back = read_until(talk.link, b"\x04>")
    assert b"KeyboardInterrupt" in held_back
    assert 1 << 20 < len(held_back) < 1 << 21
    talk.start(flood)
    assert talk.place.restart()
    assert Talk(talk.place).run(b"print(1)") == (b"1\n", b"")


def test_no_thread_outlives_its_place(firmware: Firmware) -> None:
    before = threading.active_count()
    with talk_to(firmware) as talk:
        talk.start(b"while True: pass")
        assert threading.active_count() == before + 1
    talk.place.close()
    assert threading.active_count() == before
    Talk(WasmPlace("forgotten", firmware, HEAP_BYTES)).start(b"while True: pass")
    gc.collect()
    assert threading.active_count() == before


def test_the_interpreter_can_exit_while_a_program_runs(firmware: Firmware) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from harness.emulator.firmware import Firmware\n"
        "from harness.emulator.wasm import WasmPlace\n"
        "place = WasmPlace('p', Firmware('v', Path(sys.argv[1]), ''), 65536)\n"
        "link = place.open()\n"
        "link.write(b'\\r\\x01while True: pass\\x04')\n"
        "while b'OK' not in link.read(10): pass\n"
        "print('leaving')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(firmware.path)],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"leaving\n", b"")


def test_two_boards_do_not_stop_each_other(firmware: Firmware) -> None:
    with talk_to(firmware) as one, talk_to(firmware) as other:
        one.start(b"while True: pass")
        other.start(b"while True: pass")
        assert other.place.restart()
        one.link.write(b"\x03")
        assert b"KeyboardInterrupt" in read_until(one.link, b"\x04>")


@pytest.mark.parametrize("content", [None, b"", b"no wasm"])
def test_a_file_that_is_no_firmware(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "file.wasm"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Misconfigured, match=r"file\.wasm: no firmware") as caught:
        WasmPlace("test", Firmware("1", path, ""), HEAP_BYTES)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("version", read_lock().sha256)
def test_every_locked_version(version: str) -> None:
    smoke: list[Callable[[Talk], None]] = [
        test_control_c_ends_a_busy_loop_twice_alike,
        test_soft_reset,
        test_restore_undoes_everything_and_keeps_the_link,
        test_output_longer_than_a_buffer,
    ]
    for check in smoke:
        with talk_to(fetch(version)) as talk:
            check(talk)
    with talk_to(fetch(version)) as talk:
        assert talk.run(b"print(1)") == (b"1\n", b"")
        assert b"ZeroDivisionError" in talk.run(b"1/0")[1]
        assert talk.run(b"print(bytes(2000) == bytearray(2000))") == (b"True\n", b"")
        loop = (
            b"n = 0\nfor i in range(200):\n try: 1/0\n except ZeroDivisionError: n += 1\nprint(n)"
        )
        assert talk.run(loop) == (b"200\n", b"")
        assert talk.run(b"raise SystemExit") == (b"", b"")
        assert talk.run(b"print(1)") == (b"1\n", b"")
        assert b"MemoryError" in talk.run(b"bytearray(%d)" % HEAP_BYTES)[1]
    works = []
    for _ in range(2):
        with talk_to(fetch(version)) as talk:
            works.append(talk.work(FIB))
    assert works[0] == works[1]


class Stumbling(WasmPlace):
    """A board that is not there when its power was first switched."""

    restarts = 0
    restores = 0

    def restart(self) -> bool:
        self.restarts += 1
        return super().restart()

    def open(self) -> Link:
        if self.restarts == 1:
            raise LinkLost("not there yet")
        return super().open()

    def restore(self) -> bool:
        self.restores += 1
        return super().restore()


def test_an_exact_board_is_as_it_was_however_hard_it_came_back(firmware: Firmware) -> None:
    place = Stumbling("wasm", firmware, HEAP_BYTES)
    board = Board(place)
    board.start()
    try:
        seen = run_case(board, "import re\nre.match('()*', '')\n", Expected(""), 5.0).seen
        before = place.restores
        again = run_case(board, "print(1)\n", Expected("1\n"), 5.0)
    finally:
        board.close()
    assert seen.recoveries[-1] == "restart again"
    assert again.verdict.word is Word.MATCH
    assert place.restores > before
