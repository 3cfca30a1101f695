"""What a board is and has: asked of the board itself, in programs that fit into 10 KB.

A question that fails is an error (`BoardBroken`), never a board without the feature: every
program below catches just the exception that means "no".
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from harness.board.board import Board

Fact = str | int | bool | list[str] | None
Facts = Mapping[str, Fact]

_IDENTITY: Final = """\
import sys
i=sys.implementation
try:n=i.name
except AttributeError:n=i[0]
try:v=i.version
except AttributeError:v=i[1]
print(n)
print('.'.join([str(x) for x in v[:3]]))
print(sys.platform)
"""
_UNAME: Final = """\
try:
 import os
 u=os.uname()
 print(u[3])
 print(u[4])
except (ImportError,AttributeError):
 import sys
 print(sys.version)
 i=sys.implementation
 print(getattr(i,'_machine',''))
"""
_HEAP: Final = """\
try:
 import gc
 gc.collect()
 print(gc.mem_alloc()+gc.mem_free())
except (ImportError,AttributeError):print(0)
"""
_FLOAT: Final = """\
try:
 e=float(1)
 n=0
 while 1+e!=1:
  e=e/2
  n=n+1
 print(n)
except (NameError,TypeError):print(0)
"""
_BIG_INTS: Final = """\
try:print(len(str(1<<70))==22)
except (OverflowError,NotImplementedError):print(False)
"""
_UNICODE: Final = "print(len('\\u00e9')==1)\n"
_TICKS: Final = """\
try:import utime as t
except ImportError:
 try:import time as t
 except ImportError:t=None
for n in ('ticks_cpu','ticks_us','ticks_ms','monotonic_ns','perf_counter','time'):
 if hasattr(t,n):print(n)
"""
_FREQUENCY: Final = """\
try:
 import machine
 f=machine.freq()
 print(f if isinstance(f,int) else f[0])
except (ImportError,AttributeError):
 try:
  import microcontroller
  print(microcontroller.cpu.frequency)
 except (ImportError,AttributeError):print(0)
"""
_MODULES: Final = """\
import sys
try:print(' '.join(sys.stdlib_module_names))
except AttributeError:help('modules')
"""
_HELP_ENDS: Final = "Plus any modules"


def probe(board: Board) -> Facts:
    """Ask a started board what it is.

    Keys: `implementation`, `version`, `platform`, `build`, `machine` (str), `heap_bytes` (int, or
    None), `float_bits` (mantissa bits: 53 double, 24 single, 0 none), `big_ints`, `unicode`,
    `raw_paste` (bool), `cpu_hz` (int, or None), `ticks` and `modules` (lists of names).
    """
    name, version, platform = _lines(board, _IDENTITY, 3)
    build, machine = _lines(board, _UNAME, 2)
    return MappingProxyType(
        {
            "implementation": name,
            "version": version,
            "platform": platform,
            "build": build,
            "machine": machine,
            "heap_bytes": board.place.heap_bytes or int(board.ask(_HEAP)) or None,
            "float_bits": int(board.ask(_FLOAT)),
            "big_ints": board.ask(_BIG_INTS) == "True",
            "unicode": board.ask(_UNICODE) == "True",
            "raw_paste": board.raw_paste,
            "cpu_hz": int(board.ask(_FREQUENCY)) or None,
            "ticks": board.ask(_TICKS).split(),
            "modules": _modules(board.ask(_MODULES)),
        }
    )


def _lines(board: Board, program: str, count: int) -> list[str]:
    lines = board.ask(program).split("\n")
    return (lines + [""] * count)[:count]


def _modules(listing: str) -> list[str]:
    """Read the columns that `help('modules')` prints."""
    names = listing.partition(_HELP_ENDS)[0].split()
    return sorted({name.removesuffix("/__init__").replace("/", ".") for name in names})
