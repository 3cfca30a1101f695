"""A case: one self-contained program that is run on the reference and on a board."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from harness.observation import Expected, Unusable


@dataclass(frozen=True)
class Step:
    """One top-level statement of a derived case: a submission of its own where a board disagrees.

    `assertions` counts the places in it that assert.  `binds` and `reads` are global names;
    `changes` are the variables that may be left half-changed where it fails.  `needs` are the
    features it uses whatever happens, as in `math:fsum`, `enum:`, `builtins:str.casefold`.
    `output` is what it prints on the reference.
    """

    source: str
    assertions: int = 0
    binds: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    output: str = ""


@dataclass(frozen=True)
class Scale:
    """A measuring case at one size: what it does for a number of `units`, and CPython's answer."""

    units: int
    program: str
    expected: Expected | None = None


@dataclass(frozen=True)
class Case:
    """One program and where it comes from.

    `id` is stable over time (`language/expressions/chained_comparison`), `chapter` is what tables
    group by (`language/expressions`).  `expected` is the answer: the file's own, or what the oracle
    says; None until it has been asked.  A derived case is also cut into `steps`, which make up its
    program; `tag` says why one does not count against a board (`cpython_only`).  A case that
    `measures` may print figures; `scales`, smallest first, are what it is measured at, and the
    first of them is its program.
    """

    id: str
    chapter: str
    program: str
    path: Path
    expected: Expected | Unusable | None = None
    steps: tuple[Step, ...] = ()
    tag: str = ""
    measures: bool = False
    scales: tuple[Scale, ...] = ()

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
