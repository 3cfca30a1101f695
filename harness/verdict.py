"""What an observation means: a pure function of what was expected and what was seen.

`judge` is no stricter than the reference's own semantics (newlines, the traceback's text and the
words of a message do not count) and no laxer: every printed line and the class of an uncaught
exception do.
"""

import builtins
import re
from collections.abc import Mapping
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
    REFERENCE = "REFERENCE"  # the case is about CPython or its machine; it is not run
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
_CALLED: Final = re.compile(r"(?P<name>\w+)\(\) ")
# What an exception that no line of the program raises says is not there.
_ABSENT: Final[Mapping[str, str]] = {
    "ImportError": "module",
    "ModuleNotFoundError": "module",
    "SyntaxError": "syntax",
    "IndentationError": "syntax",
    "NotImplementedError": "not implemented",
}
_ALLOCATION: Final = re.compile(r"allocating (?P<bytes>\d+) bytes")
_ABSURD_BYTES: Final = 1 << 30
_LAST_LINE: Final = re.compile(r"^(?P<name>[^\W\d][\w.]*)(?:: ?(?P<message>.*))?$")


def judge(expected: Expected, seen: Observation, program: str = "") -> Verdict:
    """Compare what a board did with what the reference does with the same `program`.

    A program that prints SKIP, and nothing else, declares itself that it does not apply.
    """
    if seen.ending is Ending.FINISHED and text(seen.output).strip() == "SKIP":
        error = raised(seen.traceback)
        if error is None or error.name == "SystemExit":
            return Verdict(Word.SKIP, "the case says that it does not apply to this board")
    return compare(expected, seen, program)


def compare(expected: Expected, seen: Observation, program: str = "") -> Verdict:
    """Compare as `judge` does, where a program has no say in whether it applies.

    What a program defines or raises itself is no missing feature, hence its text.
    """
    match seen.ending:
        case Ending.FINISHED:
            return _compared(expected, text(seen.output), raised(seen.traceback), program)
        case Ending.TIMEOUT:
            return Verdict(Word.TIMEOUT, seen.detail or "not done by the deadline")
        case Ending.REBOOTED | Ending.DIED:
            return Verdict(Word.CRASH, seen.detail or f"the board {seen.ending.value}")
        case Ending.REFUSED:
            return Verdict(Word.TOOBIG, seen.detail or f"the board {seen.ending.value} the program")
        case Ending.UNFRAMED | Ending.NOT_UPLOADED:
            return Verdict(Word.INFRA, seen.detail or seen.ending.value)
        case _:
            assert_never(seen.ending)


def text(output: bytes) -> str:
    """Give a board's bytes as text with plain newlines; what is no UTF-8 equals no text."""
    return re.sub(r"\r+\n", "\n", output.decode("utf-8", "surrogateescape"))


def raised(traceback: bytes) -> Raised | None:
    """Read the exception that a traceback ends with; None where there is none.

    It stands on the first line that is not indented, after the last place in the program; more
    lines may follow, which are its message's.
    """
    lines = [line for line in text(traceback).split("\n") if line.strip()]
    if not lines:
        return None
    places = [number for number, line in enumerate(lines) if line.startswith('  File "')]
    below = lines[places[-1] + 1 :] if places else lines[-1:]
    said = next((line for line in below if not line.startswith(" ")), lines[-1]).strip()
    found = _LAST_LINE.match(said)
    return Raised(found["name"], found["message"] or "") if found else Raised(said)


def transcript(output: str, exception: str) -> list[str]:
    """Give output and uncaught exception as lines to show or to diff."""
    lines = output.split("\n")
    if lines[-1] == "":
        lines.pop()
    return [*lines, f"[raises {exception}]"] if exception else lines


def _compared(expected: Expected, output: str, error: Raised | None, program: str) -> Verdict:
    wanted = text(expected.output.encode("utf-8", "surrogatepass"))
    same = matches(wanted, output) if expected.pattern else wanted == output
    if same and _same_exception(expected.exception, error):
        return Verdict(Word.MATCH)
    if error is not None and _agreed_so_far(expected, wanted, output):
        limit = _limit(error) or _missing(error, program)
        by_itself = re.search(rf"\braise +{re.escape(error.name)}\b", program)
        if limit is not None and error.name not in expected.exception[:1] and not by_itself:
            return limit
    return Verdict(Word.DIFFER, _difference(expected, wanted, output, error))


def _agreed_so_far(expected: Expected, wanted: str, output: str) -> bool:
    """Tell whether all lines before an exception are right; of a pattern, nobody can say."""
    if expected.pattern or not output:
        return not output
    return wanted.startswith(output) and (output.endswith("\n") or wanted == output)


def _same_exception(expected: tuple[str, ...], error: Raised | None) -> bool:
    # A raw REPL ends quietly at SystemExit, so nobody can see whether it came.
    wanted = "" if expected[:1] == ("SystemExit",) else "".join(expected[:1])
    return wanted == ("" if error is None or error.name == "SystemExit" else error.name)


def _limit(error: Raised) -> Verdict | None:
    """Tell whether the board ran out of memory or stack."""
    if error.name == "MemoryError" or error.name.startswith(": memory allocation failed"):
        asked = _ALLOCATION.search(error.message)
        # A request that no board could grant is a wrong sum (`bytes(-1)`), not a small heap.
        if asked is not None and int(asked["bytes"]) > _ABSURD_BYTES:
            return None
        return Verdict(Word.TOOBIG, "out of memory")
    if error.name in {"RuntimeError", "RecursionError"} and "recursion" in error.message:
        return Verdict(Word.TOOBIG, "out of stack")
    return None


def _missing(error: Raised, program: str) -> Verdict | None:
    """Tell whether the board lacks what the program uses, rather than doing it wrongly."""
    what = _ABSENT.get(error.name)
    match error.name:
        case "AttributeError":
            if _lacks_attribute(error.message, program):
                what = "attribute"
        case "NameError":
            found = _NAME.search(error.message)
            if found is not None and hasattr(builtins, found["name"]):
                what = "builtin"
        case "LookupError":
            if error.message.startswith("unknown encoding"):
                what = "codec"
        case "TypeError":
            if _lacks_argument(error.message, program):
                what = "signature"
        case _:
            pass
    if what is None:
        return None
    return Verdict(Word.UNSUPPORTED, f"{what}: {error.message}".removesuffix(": "))


def _lacks_argument(message: str, program: str) -> bool:
    """Tell whether a function that the program does not define takes other arguments there."""
    if not _SIGNATURE.search(message):
        return False
    called = _CALLED.match(message)
    return called is None or not re.search(rf"\bdef\s+{called['name']}\b", program)


def _lacks_attribute(message: str, program: str) -> bool:
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
    if own := re.search(rf"^\s*class\s+{re.escape(name)}\b(.*)", program, re.MULTILINE):
        bases = (getattr(builtins, it, type) for it in re.findall(r"\w+", own[1]))
        return any(hasattr(it, attribute) for it in (type, *bases))  # what the reference has
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
