"""What an observation means: a pure function of what was expected and what was seen.

`judge` is no stricter than the reference's own semantics (newlines, the traceback's text and the
words of a message do not count) and no laxer: every printed line and the class of an uncaught
exception do.
"""

import builtins
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from types import FunctionType, GeneratorType, MethodType, NoneType
from typing import Final, assert_never

from harness.observation import Ending, Expected, Observation
from harness.pattern import matches


class Word(StrEnum):
    """The verdicts."""

    MATCH = "MATCH"  # as the reference
    UNSUPPORTED = "UNSUPPORTED"  # a module, name or syntax is not there, and all before agreed
    DIFFER = "DIFFER"  # it ran, and says something else
    TOOBIG = "TOOBIG"  # not enough memory or stack, and all before agreed
    TIMEOUT = "TIMEOUT"  # not done by the deadline
    CRASH = "CRASH"  # the board restarted or died
    SKIP = "SKIP"  # the case itself declares that it does not apply
    FLAKY = "FLAKY"  # two looks at the same program disagreed
    INFRA = "INFRA"  # the bench failed; says nothing about the board


@dataclass(frozen=True)
class Verdict:
    """A word, and the evidence for it in one line."""

    word: Word
    detail: str = ""


@dataclass(frozen=True)
class Raised:
    """An uncaught exception as a board reports it."""

    name: str
    message: str = ""


_ATTRIBUTE: Final = re.compile(
    r"^(?P<what>type object |module )?'(?P<type>[^']*)'.* no attribute '(?P<name>.*)'"
)
# How boards call types that are no builtins, where the reference's type has a name of its own.
_TYPES: Final[Mapping[str, type]] = {
    "function": FunctionType,
    "closure": FunctionType,
    "generator": GeneratorType,
    "bound_method": MethodType,
    "NoneType": NoneType,
}
_NAME: Final = re.compile(r"name '(?P<name>[^']*)' (?:isn't|is not) defined")
_SIGNATURE: Final = re.compile(
    r"(?:takes|expected at (?:most|least)|missing) \d+ (?:required )?(?:positional )?arguments?"
    r"|extra (?:keyword|positional) arguments given|unexpected keyword argument"
    r"|function (?:doesn't|does not) take keyword arguments|keyword argument\(s\) not"
    r"|can't create '\w+' instances"
)
_ALLOCATION: Final = re.compile(r"allocating (?P<bytes>\d+) bytes")
_ABSURD_BYTES: Final = 1 << 30
_LAST_LINE: Final = re.compile(r"^(?P<name>[A-Za-z_][\w.]*)(?:: ?(?P<message>.*))?$")


def judge(
    expected: Expected, seen: Observation, own_classes: Collection[str] = frozenset()
) -> Verdict:
    """Compare what a board did with what the reference does.

    `own_classes` are the names of the classes that the program defines: an attribute that one of
    them should have and has not is no missing feature.
    """
    match seen.ending:
        case Ending.FINISHED:
            return _compare(expected, text(seen.output), raised(seen.traceback), own_classes)
        case Ending.TIMEOUT:
            return Verdict(Word.TIMEOUT, seen.detail or "not done by the deadline")
        case Ending.REBOOTED | Ending.DIED:
            return Verdict(Word.CRASH, seen.detail or f"the board {seen.ending.value}")
        case Ending.UNFRAMED | Ending.NOT_UPLOADED:
            return Verdict(Word.INFRA, seen.detail or seen.ending.value)
        case _:
            assert_never(seen.ending)


def text(output: bytes) -> str:
    """Give a board's bytes as text with plain newlines; what is no UTF-8 stays visible."""
    return re.sub(r"\r+\n", "\n", output.decode("utf-8", "backslashreplace"))


def raised(traceback: bytes) -> Raised | None:
    """Read the exception from the last line of a traceback; None where there is none."""
    lines = [line for line in text(traceback).split("\n") if line.strip()]
    if not lines:
        return None
    found = _LAST_LINE.match(lines[-1].strip())
    if found is None:  # a message of several lines: the class stands on the first unindented one
        return next(
            (
                Raised(again["name"], again["message"] or "")
                for line in lines[1:]
                if not line.startswith(" ") and (again := _LAST_LINE.match(line))
            ),
            Raised(lines[-1].strip()),
        )
    return Raised(found["name"], found["message"] or "")


def transcript(output: str, exception: str) -> list[str]:
    """Give output and uncaught exception as lines to show or to diff."""
    lines = output.split("\n")
    if lines[-1] == "":
        lines.pop()
    return [*lines, f"[raises {exception}]"] if exception else lines


def _compare(
    expected: Expected, output: str, error: Raised | None, own_classes: Collection[str]
) -> Verdict:
    if output.strip() == "SKIP" and (error is None or error.name == "SystemExit"):
        return Verdict(Word.SKIP, "the case says that it does not apply to this board")
    wanted = text(expected.output.encode("utf-8", "surrogatepass"))
    same = matches(wanted, output) if expected.pattern else wanted == output
    if same and _same_exception(expected.exception, error):
        return Verdict(Word.MATCH)
    if error is not None and (expected.pattern or wanted.startswith(output)):
        limit = _limit(error) or _missing(error, own_classes)
        if limit is not None and error.name not in expected.exception[:1]:
            return limit
    return Verdict(Word.DIFFER, _difference(expected, wanted, output, error))


def _same_exception(expected: tuple[str, ...], error: Raised | None) -> bool:
    """Tell whether `except` would have caught the one as the other."""
    # A raw REPL ends quietly at SystemExit, so nobody can see whether it came.
    wanted = "" if expected[:1] == ("SystemExit",) else "".join(expected[:1])
    if error is None or error.name == "SystemExit":
        return not wanted
    if wanted == error.name:
        return True
    classes = getattr(builtins, wanted, None), getattr(builtins, error.name, None)
    base, derived = classes
    return isinstance(base, type) and isinstance(derived, type) and issubclass(derived, base)


def _limit(error: Raised) -> Verdict | None:
    """Tell whether the board ran out of memory or stack."""
    if error.name == "MemoryError":
        asked = _ALLOCATION.search(error.message)
        # A request that no board could grant is a wrong sum (`bytes(-1)`), not a small heap.
        if asked is not None and int(asked["bytes"]) > _ABSURD_BYTES:
            return None
        return Verdict(Word.TOOBIG, "out of memory")
    if error.name in {"RuntimeError", "RecursionError"} and "recursion" in error.message:
        return Verdict(Word.TOOBIG, "out of stack")
    return None


def _missing(error: Raised, own_classes: Collection[str]) -> Verdict | None:
    """Tell whether the board lacks what the program uses, rather than doing it wrongly."""
    what = None
    match error.name:
        case "ImportError" | "ModuleNotFoundError":
            what = "module"
        case "SyntaxError" | "IndentationError":
            what = "syntax"
        case "NotImplementedError":
            what = "not implemented"
        case "AttributeError":
            if _lacks_attribute(error.message, own_classes):
                what = "attribute"
        case "NameError":
            found = _NAME.search(error.message)
            if found is not None and hasattr(builtins, found["name"]):
                what = "builtin"
        case "TypeError" if _SIGNATURE.search(error.message):
            what = "signature"
        case _:
            pass
    if what is None:
        return None
    return Verdict(Word.UNSUPPORTED, f"{what}: {error.message}".removesuffix(": "))


def _lacks_attribute(message: str, own_classes: Collection[str]) -> bool:
    """Tell whether an attribute is missing that the reference's type of that name does have.

    One it does not have either was asked of a value of the wrong type, and one of the program's own
    class should have been there.
    """
    found = _ATTRIBUTE.search(message)
    if found is None:
        return message == "no such attribute"  # firmware with terse messages
    if found["what"] == "module ":
        return True
    name, attribute = found["type"], found["name"]
    if name in own_classes:
        return hasattr(type, attribute)  # what every class of the reference has
    kind = _TYPES.get(name) or getattr(builtins, name, None)
    return not isinstance(kind, type) or hasattr(kind, attribute)


def _difference(expected: Expected, wanted: str, output: str, error: Raised | None) -> str:
    """Describe the first difference in one line."""
    left = transcript(wanted, "".join(expected.exception[:1]))
    right = transcript(output, "" if error is None else error.name)
    if expected.pattern:
        last = right[-1] if right else "nothing"
        return f"the output does not fit the pattern; it ends with {last!r}"
    for number, (want, got) in enumerate(zip_longest(left, right), 1):
        if want != got:
            why = f" ({error.message})" if error and error.message and number == len(right) else ""
            return f"line {number}: expected {_quoted(want)}, seen {_quoted(got)}{why}"
    return "the last line ends differently"


def _quoted(line: str | None) -> str:
    return "the end" if line is None else repr(line)
