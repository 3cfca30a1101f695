"""MicroPython's wasm build as a machine that is fed bytes; no threads and no protocol in here.

One thread at a time may use a `Machine`, but for `interrupt` and `output`, which are for another
one while `feed` runs.
"""

import ctypes
import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import wasmtime

from harness.emulator import companion
from harness.emulator.program import Program
from harness.errors import Misconfigured

PYSTACK_WORDS = 2048  # what the JavaScript wrapper in the same package asks for
TANK = 1 << 62  # fuel of a machine without a limit: a century
START_FUEL = 1 << 22  # a hundred times what start-up takes; in a tiny heap it never ends
PAGE_BYTES = 65536
LARGEST_HEAP_BYTES = 1 << 30  # of the 2 GiB to which the module's memory may grow
LARGEST_PIECE_BYTES = 1 << 24

# When its heap is full MicroPython asks C's malloc for 2 KiB more than it needs, so free pieces
# below that are safe from it.  They are not for nothing: up to 1.23 emscripten's setjmp allocates
# 40 bytes for each call that catches exceptions, and 8 more for each one caught in it (more than
# 250 in one call kill such a machine).
HOLE_BYTES = 2000
HOLES = 32

# In an exception object on a 32-bit MicroPython: behind its type and two lengths.
TRACEBACK_OFFSET = 8

REASONS = {
    wasmtime.TrapCode.STACK_OVERFLOW: "the native stack is exhausted",
    wasmtime.TrapCode.UNREACHABLE: "it aborted",
}
SWITCHED_OFF = {
    wasmtime.TrapCode.OUT_OF_FUEL: "the fuel limit is reached",
    wasmtime.TrapCode.INTERRUPT: "it was switched off",
}


class Died(Exception):
    """The machine trapped and must not be used again; the message says why.

    It does not leave this folder: who holds a link sees `LinkLost`.
    """


@dataclass(frozen=True)
class Image:
    """All in which a machine at rest can differ from another of the same program and heap."""

    memory: bytes
    mailbox: bytes


@dataclass(frozen=True)
class Poke:
    """How a running program is made to see Ctrl-C: two words of linear memory and their values.

    The firmware has a function for it, but wasm cannot be called while it runs.
    """

    exception_at: int
    exception: int
    state_at: int
    idle: int
    pending: int


class Machine:
    """A MicroPython with a heap of exactly `heap_bytes`, at its friendly prompt.

    The heap includes the collector's own tables, about 1/32 of it.  On the board,
    `gc.mem_alloc()` is exact; `gc.mem_free()` counts in 128 MiB of growth that is not to be had.

    `drain` is called by the running machine when `output` has 64 KiB; it must call
    `forget_output` before it returns.  `fuel` is what the machine may burn after start-up and
    after each `load`.  Raises `Misconfigured` where the heap is too small to start with, or too
    large.
    """

    def __init__(
        self, program: Program, heap_bytes: int, fuel: int, drain: Callable[[], None]
    ) -> None:
        if not 0 < heap_bytes <= LARGEST_HEAP_BYTES:
            raise Misconfigured(
                f"a heap of {heap_bytes} bytes: the wasm board takes 1 to {LARGEST_HEAP_BYTES}"
            )
        self._store = wasmtime.Store(program.engine)
        self._store.set_fuel(START_FUEL)
        self._store.set_epoch_deadline(1)
        self._instantiate(program, drain)
        try:
            self._start(heap_bytes)
        except wasmtime.Trap as error:
            raise Misconfigured(
                f"a heap of {heap_bytes} bytes: too small for MicroPython's start-up"
            ) from error
        self._store.set_fuel(TANK)
        self._feed(0)
        self._fuel_per_call = TANK - self._store.get_fuel()
        self._fuel = self._tank = fuel
        self._burnt = 0
        self._store.set_fuel(fuel)

    def _instantiate(self, program: Program, drain: Callable[[], None]) -> None:
        store = self._store
        before = wasmtime.Instance(store, program.companion, []).exports(store)
        board = wasmtime.Instance(
            store,
            program.micropython,
            [before[str(each.name)] for each in program.micropython.imports],
        ).exports(store)
        sources: dict[str, Mapping[str, Any]] = {
            "companion": before,
            "micropython": board,
            "host": {"drain": wasmtime.Func(store, wasmtime.FuncType([], []), drain)},
        }
        imports = [sources[each.module][str(each.name)] for each in program.binder.imports]
        after = wasmtime.Instance(store, program.binder, imports).exports(store)
        self._exports = board
        self._memory = cast("wasmtime.Memory", board["memory"])
        self._feed = functools.partial(cast("wasmtime.Func", after["feed"]), store)
        self._mailbox = _address(store, before["mailbox"])
        self._produced = ctypes.c_uint32.from_address(self._mailbox + companion.PRODUCED)

    def _call(self, name: str, *arguments: int) -> int:
        result: int = cast("wasmtime.Func", self._exports[name])(self._store, *arguments)
        return result

    def _start(self, heap_bytes: int) -> None:
        """Go through emscripten's start-up and MicroPython's, leaving C no memory but `HOLES`.

        The heap's place is taken beforehand, so that MicroPython cannot get a second block even
        during its own start-up.
        """
        self._call("emscripten_stack_init")
        self._call("__wasm_call_ctors")
        self._grow(heap_bytes)
        init = cast("wasmtime.Func", self._exports["mp_js_init"])
        with_pystack = len(init.type(self._store).params) > 1  # from 1.24
        arguments = (PYSTACK_WORDS, heap_bytes) if with_pystack else (heap_bytes,)
        places = [self._call("malloc", PYSTACK_WORDS * 4) for _ in arguments[1:]]
        places.append(self._call("malloc", heap_bytes))
        self._image_bytes = self._take_the_rest()
        for place in places:
            self._call("free", place)
        self._base = _address(self._store, self._memory)
        self._call("mp_js_init", *arguments)
        self._call("proxy_c_init")
        self._poke = self._find_poke(below=places[-1])
        self._call("mp_js_repl_init")

    def _grow(self, heap_bytes: int) -> None:
        """Have a megabyte more than the heap: for data, stack (0.2 MB together) and holes."""
        missing = heap_bytes + (1 << 20) - self._memory.data_len(self._store)
        if missing > 0:
            self._memory.grow(self._store, -(-missing // PAGE_BYTES))

    def _take_the_rest(self) -> int:
        """Leave nothing that malloc can give but the holes; say where the last one ends."""
        holes = []
        # A byte between them, and before them, keeps free pieces from growing into one.
        end = self._call("malloc", 1)
        for _ in range(HOLES):
            holes.append(self._call("malloc", HOLE_BYTES))
            end = self._call("malloc", 1)
        size = LARGEST_PIECE_BYTES
        while size:
            if not self._call("malloc", size):
                size //= 2
        for hole in holes:
            self._call("free", hole)
        return end

    def _find_poke(self, below: int) -> Poke:
        """Let the firmware do it once, see which words change, and put them back."""
        old = ctypes.string_at(self._base, below)
        self._call("mp_sched_keyboard_interrupt")
        new = ctypes.string_at(self._base, below)
        ctypes.memmove(self._base, old, below)
        changed = [
            at
            for block in range(0, below, 4096)
            if old[block : block + 4096] != new[block : block + 4096]
            for at in range(block, block + 4096, 4)
            if old[at : at + 4] != new[at : at + 4]
        ]
        exception, state = changed
        return Poke(
            exception_at=exception,
            exception=_word(new, exception),
            state_at=state,
            idle=_word(old, state),
            pending=_word(new, state),
        )

    def feed(self, data: bytes) -> bool:
        """Hand at most 64 KiB to the REPL; True where it ended on one of them.

        The bytes after that one are lost, and an image must be loaded.  Raises `Died`.
        """
        ctypes.memmove(self._mailbox + companion.INPUT, data, len(data))
        # Counted from now: a machine of the same program may have been stopped since.
        self._store.set_epoch_deadline(1)
        self._burnt -= self._fuel_per_call
        try:
            return bool(self._feed(len(data)))
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            raise Died(_reason(error)) from error

    @property
    def burnt(self) -> int:
        """Fuel burnt since start-up, however the input was cut into calls of `feed`."""
        return self._burnt + self._tank - self._store.get_fuel()

    def image(self) -> Image:
        """Take a snapshot.

        The C heap above the image is taken and never written to.  The stack pointer needs no
        place: between calls it is always the same.
        """
        return Image(
            ctypes.string_at(self._base, self._image_bytes),
            ctypes.string_at(self._mailbox, companion.STATE_BYTES),
        )

    def load(self, image: Image) -> None:
        """Become what the image was taken of, with a full tank and no output waiting."""
        ctypes.memmove(self._base, image.memory, len(image.memory))
        ctypes.memmove(self._mailbox, image.mailbox, len(image.mailbox))
        self.forget_output()
        self._burnt = self.burnt
        self._tank = self._fuel
        self._store.set_fuel(self._tank)

    def output(self, start: int) -> bytes:
        """Copy what was written since `forget_output`, from the byte `start` on."""
        count = self._produced.value - start
        return ctypes.string_at(self._mailbox + companion.OUTPUT + start, count) if count else b""

    def forget_output(self) -> None:
        self._produced.value = 0

    def interrupt(self) -> None:
        """Make the running program raise KeyboardInterrupt at its next step."""
        poke = self._poke
        self._live(poke.exception + TRACEBACK_OFFSET).value = 0
        self._live(poke.exception_at).value = poke.exception
        state = self._live(poke.state_at)
        if state.value == poke.idle:
            state.value = poke.pending

    def uninterrupt(self) -> bool:
        """Take back an `interrupt` that came too late for the program; True if so."""
        poke = self._poke
        pending = self._live(poke.exception_at)
        if pending.value != poke.exception:
            return False
        pending.value = 0
        state = self._live(poke.state_at)
        if state.value == poke.pending:
            state.value = poke.idle
        return True

    def _live(self, address: int) -> ctypes.c_uint32:
        return ctypes.c_uint32.from_address(self._base + address)


def _word(memory: bytes, at: int) -> int:
    return int.from_bytes(memory[at : at + 4], "little")


def _address(store: wasmtime.Store, memory: object) -> int:
    return ctypes.addressof(cast("wasmtime.Memory", memory).data_ptr(store).contents)


def _reason(error: wasmtime.Trap | wasmtime.WasmtimeError) -> str:
    """Say what happened, and in which function of the firmware if that is where it went wrong."""
    code = error.trap_code if isinstance(error, wasmtime.Trap) else None
    if code in SWITCHED_OFF:
        return SWITCHED_OFF[code]
    text = str(error).strip()
    cause = text.splitlines()[-1].rpartition("wasm trap: ")[2].strip()
    where = re.search(r"wasm function \d+", text)
    told = cause if code is None else REASONS.get(code, cause)
    return f"{told} in {where[0]}" if where else told
