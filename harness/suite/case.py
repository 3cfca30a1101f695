"""A case: one self-contained program that is run on the reference and on a board."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from harness.observation import Expected


@dataclass(frozen=True)
class Case:
    """One program and where it comes from.

    `id` is stable over time (`language/expressions/chained_comparison`), `chapter` is what tables
    group by (`language/expressions`).  `expected` is what must be printed where the file brings
    its own answer; None means that the oracle is asked.
    """

    id: str
    chapter: str
    program: str
    path: Path
    expected: Expected | None = field(default=None)

    @cached_property
    def content_hash(self) -> str:
        """16 hexadecimal digits of the program text's (and the given answer's) SHA-256."""
        answer = "" if self.expected is None else repr(self.expected)
        return hashlib.sha256((self.program + answer).encode()).hexdigest()[:16]
