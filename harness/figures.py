"""Figures that a measuring case prints about itself: lines `figure NAME VALUE`.

They are taken out of what is compared, on the board as on the reference, and go into the record.
A name ends with its unit (`largest_block_bytes`, `gc_pause_us`); a value is a decimal number.
"""

import re
from dataclasses import replace
from typing import Final

from harness.observation import Expected, Observation

_FIGURE: Final = re.compile(rb"^figure ([a-z][a-z0-9_]*) (-?\d+(?:\.\d+)?)\r?\n", re.MULTILINE)


def figures_of(seen: Observation) -> dict[str, float]:
    """Read the figures in what a board printed; of two with one name the later one."""
    return {found[1].decode(): float(found[2]) for found in _FIGURE.finditer(seen.output)}


def without_figures(seen: Observation) -> Observation:
    """Give what a board did without the figures in it."""
    return replace(seen, output=_FIGURE.sub(b"", seen.output))


def expected_besides(expected: Expected) -> Expected:
    """Give what is expected besides the reference's own figures."""
    output = expected.output.encode("utf-8", "surrogatepass")
    return replace(expected, output=_FIGURE.sub(b"", output).decode("utf-8", "surrogatepass"))
