"""What differs between the reference and a board: the same in a program and in a smaller one.

Pure.  A verdict's detail names the first line that is not the same; here is what of that line is
left when what agrees around it, and where it stands, are left out.
"""

from dataclasses import dataclass
from itertools import takewhile, zip_longest

from harness.observation import Ending, Expected, Observation
from harness.stepwise import without_addresses
from harness.verdict import Word, compare, raised, text, transcript

_Words = tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """The words of the first line that differs, or the exception that ends the board's side.

    `raised` is that exception's class, and `said` its message; they are empty where the board goes
    on.  Of a board that raises, `wanted` is what the reference raises instead, if anything.
    """

    wanted: _Words
    seen: _Words
    raised: str = ""
    said: str = ""

    def __str__(self) -> str:
        if self.raised:
            told = f"raises {self.raised}: {self.said}" if self.said else f"raises {self.raised}"
        else:
            told = f"prints {' '.join(self.seen) or 'nothing'}"
        instead = " ".join(self.wanted)
        return f"{told} where CPython prints {instead}" if instead else told


def difference(expected: Expected, seen: Observation, program: str) -> Difference | None:
    """Give what differs; None where the verdict is another than DIFFER."""
    if seen.ending is not Ending.FINISHED:
        return None
    if compare(expected, seen, program).word is not Word.DIFFER:
        return None
    error, instead = raised(seen.traceback), "".join(expected.exception[:1])
    left = transcript(text(expected.output.encode("utf-8", "surrogatepass")), instead)
    right = transcript(without_addresses(seen.output), "" if error is None else error.name)
    for number, (want, got) in enumerate(zip_longest(left, right, fillvalue=""), 1):
        if want == got:
            continue
        if error is not None and number == len(right):
            raises = (want,) if instead and number == len(left) else ()
            return Difference(raises, (), error.name, error.message)
        return Difference(*_apart(want.split(), got.split()))
    return None


def _apart(one: list[str], other: list[str]) -> tuple[_Words, _Words]:
    """Leave out the words that two lines begin with, then those that they end with."""
    start = _alike(one, other)
    one, other = one[start:], other[start:]
    end = _alike(one[::-1], other[::-1])
    return tuple(one[: len(one) - end]), tuple(other[: len(other) - end])


def _alike(one: list[str], other: list[str]) -> int:
    return len(list(takewhile(lambda it: it[0] == it[1], zip(one, other, strict=False))))


def may_be(wanted: Difference, seen: Observation) -> bool:
    """Tell whether a board's side alone, which is sooner asked, allows for a difference."""
    error = raised(seen.traceback)
    if seen.ending is not Ending.FINISHED:
        return False
    if wanted.raised:
        return error is not None and (error.name, error.message) == (wanted.raised, wanted.said)
    return set(wanted.seen) <= set(without_addresses(seen.output).split())
