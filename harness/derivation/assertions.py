"""unittest's assertions as functions that print what they find, for boards with little memory.

Each prints `True` where the assertion holds, and `False` with what it got where not, and goes on.
They are exactly as strict as unittest's: equality, not looks; isinstance, not a class's name.  A
line that begins with `# ` is a remark, which is kept and not judged.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Assertion:
    """One assertion: its parameters without `msg`, and the text of its function."""

    parameters: tuple[str, ...]
    text: str


def _holds(parameters: str, condition: str, shown: str, before: str = "") -> Assertion:
    names = tuple(parameters.split(", "))
    text = (
        f"def {{name}}({parameters}, msg=None):\n{before}"
        f"    if {condition}:\n        print(True)\n    else:\n        print(False, {shown})\n"
    )
    return Assertion(names, text)


_ALMOST: Final = """\
def {name}(first, second, places=None, msg=None, delta=None):
    if first == second:
        near = True
    elif delta is not None:
        near = abs(first - second) <= delta
    else:
        near = round(abs(first - second), 7 if places is None else places) == 0
    if near is %s:
        print(True)
    else:
        print(False, first)
"""
_RAISES: Final = """\
def {name}(expected, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except expected:
        print(True)
    else:
        print(False)
"""
_RAISES_REGEX: Final = """\
def {name}(expected, pattern, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except expected as error:
        print(True)
        print('#', ('%s' % error).split('\\n')[0])
    else:
        print(False)
"""
_COUNT: Final = """\
def {name}(first, second, msg=None):
    first, second = list(first), list(second)
    rest = second[:]
    for item in first:
        if item in rest:
            rest.remove(item)
    if len(first) == len(second) and not rest:
        print(True)
    else:
        print(False, first)
"""
_SEQUENCE: Final = """\
def {name}(first, second, msg=None, seq_type=None):
    if first == second and (seq_type is None or isinstance(first, seq_type)):
        print(True)
    else:
        print(False, first)
"""
_REGEX: Final = """\
def {name}(text, pattern, msg=None):
    import re
    if %sre.search(pattern, text):
        print(True)
    else:
        print(False, text)
"""
_RAISING: Final = """\
class {name}:
    def __init__(self, expected):
        self.expected = expected
    def __enter__(self):
        return self
    def __exit__(self, kind, error, traceback):
        self.exception = error
        if kind is None:
            print(False)
        elif issubclass(kind, self.expected):
            print(True)
            return True
"""
_FAIL: Final = """\
def {name}(msg=None):
    print(False)
"""


def _typed(kind: str) -> Assertion:
    both = f"isinstance(first, {kind}) and isinstance(second, {kind}) and first == second"
    return _holds("first, second", both, "first")


_EQUAL: Final = _holds("first, second", "first == second", "first")

ASSERTIONS: Final = {
    "assertEqual": _EQUAL,
    "assertNotEqual": _holds("first, second", "first != second", "first"),
    "assertTrue": _holds("value", "value", "value"),
    "assertFalse": _holds("value", "not value", "value"),
    "assertIs": _holds("first, second", "first is second", "first"),
    "assertIsNot": _holds("first, second", "first is not second", "first"),
    "assertIsNone": _holds("value", "value is None", "value"),
    "assertIsNotNone": _holds("value", "value is not None", "value"),
    "assertIn": _holds("member, container", "member in container", "member"),
    "assertNotIn": _holds("member, container", "member not in container", "member"),
    "assertIsInstance": _holds("value, kind", "isinstance(value, kind)", "value"),
    "assertNotIsInstance": _holds("value, kind", "not isinstance(value, kind)", "value"),
    "assertLess": _holds("first, second", "first < second", "first"),
    "assertLessEqual": _holds("first, second", "first <= second", "first"),
    "assertGreater": _holds("first, second", "first > second", "first"),
    "assertGreaterEqual": _holds("first, second", "first >= second", "first"),
    "assertMultiLineEqual": _typed("str"),
    "assertListEqual": _typed("list"),
    "assertTupleEqual": _typed("tuple"),
    "assertDictEqual": _typed("dict"),
    "assertSetEqual": _EQUAL,
    "assertSequenceEqual": Assertion(("first", "second"), _SEQUENCE),
    "assertCountEqual": Assertion(("first", "second"), _COUNT),
    "assertAlmostEqual": Assertion(("first", "second", "places"), _ALMOST % True),
    "assertNotAlmostEqual": Assertion(("first", "second", "places"), _ALMOST % False),
    "assertRegex": Assertion(("text", "pattern"), _REGEX % ""),
    "assertNotRegex": Assertion(("text", "pattern"), _REGEX % "not "),
    "assertRaises": Assertion((), _RAISES),
    "assertRaisesRegex": Assertion((), _RAISES_REGEX),
    "raising": Assertion((), _RAISING),  # assertRaises as a value, to be entered later
    "fail": Assertion((), _FAIL),
}
