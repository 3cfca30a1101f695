"""A case: one self-contained program that is run on the reference and on a board."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from harness.observation import Expected, Unusable


@dataclass(frozen=True)
class Case:
    """One program and where it comes from.

    `id` is stable over time (`language/expressions/chained_comparison`), `chapter` is what tables
    group by (`language/expressions`).  `expected` is the answer: the file's own, or what the oracle
    says; None until it has been asked.
    """

    id: str
    chapter: str
    program: str
    path: Path
    expected: Expected | Unusable | None = None

    @cached_property
    def content_hash(self) -> str:
        """16 hexadecimal digits of the SHA-256 of the program and its answer.

        Verdicts are comparable only where both are the same.  The words of an exception's message
        are not judged, and so not in it.
        """
        content = [self.program]
        if isinstance(self.expected, Expected):
            content += [self.expected.output, *self.expected.exception[:1]]
        text = "\0".join(content).encode("utf-8", "surrogatepass")
        return hashlib.sha256(text).hexdigest()[:16]
