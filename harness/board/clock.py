"""A board's own clock: how long a program ran, told by the board itself.

The host's clock would count the cable.  The clock is read by lines before and after the program, so
compiling is not in the figure, nor is a program that ends with an exception.
"""

from dataclasses import dataclass
from typing import Final

_IMPORT: Final = b"try:import utime as _u_\nexcept ImportError:import time as _u_\n"


@dataclass(frozen=True)
class Clock:
    """What reads a clock of some name, and what gives the microseconds since it was read."""

    read: bytes
    elapsed: str  # of `_t_`, what was read

    def around(self, program: bytes) -> bytes:
        """Wrap a program so that it leaves its start and its end in `_t_` and `_e_`."""
        return b"%s_t_=%s\n%s\n_e_=%s\n" % (_IMPORT, self.read, program, self.read)


_CLOCKS: Final = {
    "ticks_us": Clock(b"_u_.ticks_us()", "_u_.ticks_diff(_e_,_t_)"),
    "monotonic_ns": Clock(b"_u_.monotonic_ns()", "(_e_-_t_)//1000"),
    "ticks_ms": Clock(b"_u_.ticks_ms()", "_u_.ticks_diff(_e_,_t_)*1000"),
}


def best_clock(ticks: object) -> Clock | None:
    """Choose among the names that the probe found; None where none is fine enough."""
    found = ticks if isinstance(ticks, list) else []
    return next((clock for name, clock in _CLOCKS.items() if name in found), None)
