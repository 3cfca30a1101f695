"""The wasm text of the two small modules between MicroPython's build and the host.

MicroPython compiled by emscripten leaves to its host what JavaScript would do: catching longjmp,
the clock, random numbers, files, output.  Answering in Python would cost a call out of wasm each
time, so all of it is answered in wasm:

- the *companion* is instantiated first and satisfies every import.  It keeps a table of its own,
  because MicroPython's does not exist yet, and a memory of its own for the mailbox below;
- the *binder* is instantiated last: it fills that table and does what needs both memories.

Every instruction here counts as fuel, so a change of this text shifts every recorded speed figure:
`text_hash` goes into a board's identity.

Time is a counter that moves on by one millisecond whenever it is read, and random numbers are a
linear congruential sequence (multiplier and increment of Numerical Recipes): waiting ends, and two
runs are equal.  Nothing else may enter from outside.
"""

import hashlib
from dataclasses import dataclass

# The mailbox: addresses in the companion's memory, which nobody but the host and this text sees.
CLOCK = 0  # u32, milliseconds
RANDOM = 4  # u32, state of the sequence
STATE_BYTES = 8  # the two words above are all that a snapshot must keep
PRODUCED = 8  # u32, bytes waiting in OUTPUT
INPUT = 65536
OUTPUT = 131072
BUFFER_BYTES = 65536  # of each

EPOCH_SECONDS = 1767225600  # 2026-01-01T00:00:00Z, what the board's clock says at start-up
NOT_IMPLEMENTED = -52  # emscripten's ENOSYS, negated as a system call returns it


@dataclass(frozen=True)
class Import:
    """One function MicroPython wants: wasm type names (`i32`, `f64`) of what goes in and out."""

    name: str
    params: tuple[str, ...]
    results: tuple[str, ...]

    @property
    def type(self) -> str:
        takes = f" (param {' '.join(self.params)})" if self.params else ""
        gives = f" (result {' '.join(self.results)})" if self.results else ""
        return takes + gives


@dataclass(frozen=True)
class Texts:
    """Both modules in wasm text format."""

    companion: str
    binder: str

    @property
    def text_hash(self) -> str:
        """SHA-256 of both texts, 64 hexadecimal digits."""
        return hashlib.sha256((self.companion + self.binder).encode()).hexdigest()


def texts_for(imports: list[Import], restore_stack: str, table_size: int) -> Texts:
    """Both texts for a MicroPython that imports `imports` and has `table_size` table entries.

    `restore_stack` is the name under which it exports the setter of its stack pointer: it differs
    between versions of emscripten.
    """
    companion = _COMPANION.format(
        table=table_size + _EXTRA_SLOTS,
        functions="\n".join(_function(each, table_size) for each in imports),
    )
    binder = _BINDER.format(
        restore_stack=restore_stack,
        theirs=table_size,
        ours=table_size + _EXTRA_SLOTS,
        slots="\n".join(
            f"    (table.set $ours (i32.const {table_size + extra}) (ref.func {function}))"
            for extra, function in enumerate(_SLOTS)
        ),
    )
    return Texts(companion, binder)


def _function(wanted: Import, table_size: int) -> str:
    head = f'  (func (export "{wanted.name}"){wanted.type}'
    if wanted.name.startswith("invoke_"):
        return head + _invoke(wanted, table_size)
    return f"{head} {_answer(wanted, table_size)})"


def _answer(wanted: Import, table_size: int) -> str:
    """Give the body of an import that is not an `invoke_*`."""
    if wanted.name in _IN_BINDER:
        arguments = " ".join(f"(local.get {index})" for index in range(len(wanted.params)))
        slot = table_size + _SLOTS.index(_IN_BINDER[wanted.name])
        return f"(call_indirect $t{wanted.type} {arguments} (i32.const {slot}))"
    if wanted.name.startswith("__syscall_"):
        return f"(i32.const {NOT_IMPLEMENTED})"
    # Zero is what JavaScript's side may say to a Python that does not use it, and for
    # `emscripten_resize_heap` it is a no: memory never grows.
    return _ANSWERS.get(wanted.name) or " ".join(f"({each}.const 0)" for each in wanted.results)


def _invoke(wanted: Import, table_size: int) -> str:
    """Call by table index; where a longjmp ends the call, put the stack pointer back.

    emscripten asks for `setThrew(1, 0)` and an arbitrary result then.
    """
    called = Import("", wanted.params[1:], wanted.results)
    arguments = " ".join(f"(local.get {index})" for index in range(1, len(wanted.params)))
    return f""" (local $sp i32)
    (local.set $sp (call_indirect $t (result i32) (i32.const {table_size})))
    (block $thrown
      (try_table{_result(wanted)} (catch $longjmp $thrown)
        (call_indirect $t{called.type} {arguments} (local.get 0)))
      (return))
    (call_indirect $t (param i32) (local.get $sp) (i32.const {table_size + 1}))
    (call_indirect $t (param i32 i32) (i32.const 1) (i32.const 0) (i32.const {table_size + 2}))
    {" ".join(f"({each}.const 0)" for each in wanted.results)})"""


def _result(wanted: Import) -> str:
    return f" (result {' '.join(wanted.results)})" if wanted.results else ""


# Table entries of the companion after MicroPython's own, in this order.
_SLOTS = ("$get_stack", "$set_stack", "$set_threw", "$write", "$copy")
_EXTRA_SLOTS = len(_SLOTS)

_IN_BINDER = {
    "fd_write": "$write",
    "emscripten_memcpy_js": "$copy",  # 1.22; it copies whatever is longer than 512 bytes
    "_emscripten_memcpy_js": "$copy",
}
_ANSWERS = {
    "_emscripten_throw_longjmp": "(throw $longjmp)",
    "_abort_js": "unreachable",
    "abort": "unreachable",
    "mp_js_ticks_ms": "(call $tick)",
    "mp_js_time_ms": (
        f"(f64.add (f64.const {EPOCH_SECONDS * 1000}) (f64.convert_i32_u (call $tick)))"
    ),
    "mp_js_random_u32": "(call $random)",
}

_COMPANION = f"""(module
  (tag $longjmp)
  (table $t (export "table") {{table}} funcref)
  (memory (export "mailbox") {(OUTPUT + BUFFER_BYTES) // 65536})
  (func $tick (result i32)
    (i32.store (i32.const {CLOCK}) (i32.add (i32.load (i32.const {CLOCK})) (i32.const 1)))
    (i32.load (i32.const {CLOCK})))
  (func $random (result i32)
    (i32.store (i32.const {RANDOM})
      (i32.add (i32.mul (i32.load (i32.const {RANDOM})) (i32.const 1664525))
        (i32.const 1013904223)))
    (i32.load (i32.const {RANDOM})))
{{functions}})
"""

# `feed` hands `count` bytes from INPUT to the REPL one by one; where the REPL ends on one of them,
# it stops there and gives 1, else 0.
# `write` moves a POSIX iovec array into OUTPUT; `drain`, the only call out of wasm, empties that.
# PRODUCED is stored atomically since the host looks at it while wasm runs: not before the bytes.
_BINDER = f"""(module
  (import "micropython" "memory" (memory $main 1))
  (import "companion" "mailbox" (memory $mail 3))
  (import "micropython" "__indirect_function_table" (table $theirs {{theirs}} funcref))
  (import "companion" "table" (table $ours {{ours}} funcref))
  (import "micropython" "emscripten_stack_get_current" (func $get_stack (result i32)))
  (import "micropython" "{{restore_stack}}" (func $set_stack (param i32)))
  (import "micropython" "setThrew" (func $set_threw (param i32 i32)))
  (import "micropython" "mp_js_repl_process_char" (func $process (param i32) (result i32)))
  (import "host" "drain" (func $drain))
  (func (export "feed") (param $count i32) (result i32) (local $at i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $count)))
        (call $process (i32.load8_u $mail offset={INPUT} (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $next (i32.eqz))
        (return (i32.const 1))))
    (i32.const 0))
  (func $write (param $fd i32) (param $iov i32) (param $count i32) (param $written i32)
    (result i32) (local $from i32) (local $left i32) (local $part i32) (local $total i32)
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $from (i32.load $main (local.get $iov)))
        (local.set $left (i32.load $main offset=4 (local.get $iov)))
        (local.set $total (i32.add (local.get $total) (local.get $left)))
        (block $moved
          (loop $more
            (br_if $moved (i32.eqz (local.get $left)))
            (local.set $part (call $room))
            (if (i32.gt_u (local.get $part) (local.get $left))
              (then (local.set $part (local.get $left))))
            (call $put (local.get $from) (local.get $part))
            (local.set $from (i32.add (local.get $from) (local.get $part)))
            (local.set $left (i32.sub (local.get $left) (local.get $part)))
            (br $more)))
        (local.set $iov (i32.add (local.get $iov) (i32.const 8)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $next)))
    (i32.store $main (local.get $written) (local.get $total))
    (i32.const 0))
  (func $room (result i32)
    (if (i32.ge_u (i32.load $mail (i32.const {PRODUCED})) (i32.const {BUFFER_BYTES}))
      (then (call $drain)))
    (i32.sub (i32.const {BUFFER_BYTES}) (i32.load $mail (i32.const {PRODUCED}))))
  (func $put (param $from i32) (param $size i32) (local $old i32)
    (local.set $old (i32.load $mail (i32.const {PRODUCED})))
    (memory.copy $mail $main
      (i32.add (i32.const {OUTPUT}) (local.get $old)) (local.get $from) (local.get $size))
    (i32.atomic.store $mail (i32.const {PRODUCED}) (i32.add (local.get $old) (local.get $size))))
  (func $copy (param $to i32) (param $from i32) (param $size i32)
    (memory.copy $main $main (local.get $to) (local.get $from) (local.get $size)))
  (func $bind
    (table.copy $ours $theirs (i32.const 0) (i32.const 0) (i32.const {{theirs}}))
{{slots}})
  (elem declare func {" ".join(_SLOTS)})
  (start $bind))
"""
