"""What a program uses, how uses are added up, and the file that they stand in."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import Misconfigured
from harness.usage.book import FILE, Library, Usage, parse_usage, write_usage
from harness.usage.feature import Feature, Kind, Told
from harness.usage.program import uses
from harness.usage.tally import Count, tally

FORMS = {
    "for x in y:\n    pass\nelse:\n    pass\n": "for else",
    "while x:\n    break\n": "while",
    "try:\n    f()\nfinally:\n    g()\n": "finally",
    "def f():\n    try:\n        pass\n    finally:\n        return 1\n": "leaving finally",
    "try:\n    f()\nexcept (A, B) as e:\n    pass\n": "except with tuple",
    "with a, b:\n    pass\n": "with several managers",
    "raise A from None\n": "raise from",
    "def f(a, /, b, *, c):\n    pass\n": "keyword-only parameter",
    "def f(a: int):\n    pass\n": "annotated function",
    "class A(B, C):\n    pass\n": "several bases",
    "class A:\n    def __len__(self):\n        pass\n": "__len__ method",
    "class A:\n    __hash__ = None\n": "__hash__ method",
    "class A:\n    __slots__ = ()\n": "__slots__",
    "class A:\n    def f(self):\n        return self.__x\n": "private name",
    "a, *b = c\n": "starred target",
    "[a for a in b if a]\n": "comprehension with if",
    "a < b < c\n": "chained comparison",
    "f'{a!r:>{b}}'\n": "f-string nested format",
    "f'{a=}'\n": "f-string with =",
    "'%s' % a\n": "% formatting",
    "a[::2]\n": "slice with step",
    "a[1:2] = b\n": "slice assignment",
    "del a[1:2]\n": "slice deletion",
    "(a := 1)\n": "walrus",
    "9223372036854775808\n": "big int",
    "match a:\n    case {'b': c}:\n        pass\n": "match mapping",
    "0x1F\n": "hex literal",
    "1_000\n": "underscore in a number",
    "'\\x41'\n": "hex escape",
    "rb'a'\n": "raw bytes",
    "'a' 'b'\n": "adjacent strings",
    "a = 1 + \\\n    2\n": "backslash at the end of a line",
    "a; b\n": "semicolon",
    "f'{a}' '{b}'\n": "f-string beside braces",
    "1 .real\n": "attribute of a number literal",
    "@a[1]\ndef f():\n    pass\n": "decorator of any form",
    "@a.b(1)\ndef f():\n    pass\n": "decorator",
    "async def f():\n    yield\n": "async generator",
    "f'{a!r}'\n": "f-string !r",
}


@pytest.mark.parametrize(("program", "form"), FORMS.items(), ids=FORMS.values())
def test_a_form_of_syntax_is_seen_where_it_is(program: str, form: str) -> None:
    assert uses(program).features[Feature(Kind.SYNTAX, form)] == 1


@pytest.mark.parametrize(
    ("program", "absent"),
    [
        ("f'{a == b}'\n", "f-string with ="),
        ("f'{f(a=1)}'\n", "f-string with ="),
        ("for x in y:\n    pass\n", "for else"),
        ("a % b\n", "% formatting"),
        ("a[1:2]\n", "slice with step"),
        ("def f(a: 9223372036854775808):\n    pass\n", "big int"),
        ("r'\\x41'\n", "hex escape"),
        ("f(\n    a,\n)  # more\n\nb\n", "backslash at the end of a line"),
        ("def f():\n    a = '''\n    '''\n", "backslash at the end of a line"),
        ("self.__x__\n", "private name"),
    ],
)
def test_a_form_of_syntax_is_not_seen_where_it_is_not(program: str, absent: str) -> None:
    assert Feature(Kind.SYNTAX, absent) not in uses(program).features


METHODS = {
    "'a'.join(b)": "str.join",
    "f'{a}'.strip()": "str.strip",
    "('%s' % a).lower()": "str.lower",
    "'a b'.split()[0]; 'a b'.split().pop()": "list.pop",
    "a = []\na.append(1)": "list.append",
    "a = None\na = {}\na.items()": "dict.items",
    "def f(a: str):\n    a.upper()": "str.upper",
    "def f(**a):\n    a.items()": "dict.items",
    "class A:\n  def f(self):\n    self.a = []\n  def g(self):\n    self.a.sort()": "list.sort",
    "try:\n    f()\nexcept OSError as e:\n    e.errno": "OSError.errno",
    "try:\n    f()\nexcept KeyError as e:\n    e.args": "BaseException.args",
    "def f():\n    yield\nf().send(1)": "generator.send",
    "dict.fromkeys(a)": "dict.fromkeys",
    "str.lower": "str.lower",
    "a.__class__": ".__class__",
}


@pytest.mark.parametrize(("program", "method"), METHODS.items(), ids=METHODS.values())
def test_a_method_is_of_the_type_that_the_program_tells(program: str, method: str) -> None:
    assert Feature(Kind.METHODS, method) in uses(program).features
    assert not uses(program).untold


@pytest.mark.parametrize(
    "program",
    [
        "import os\nos.path.join(a)",
        "from a import b\nb.append(1)",
        "self.append(1)",
        "def str(a):\n    return a\nstr.lower",
    ],
)
def test_what_is_no_method_of_a_builtin_type_is_none(program: str) -> None:
    found = uses(program)
    assert not [it for it in found.features if it.kind is Kind.METHODS]
    assert "join" not in found.untold


def test_a_method_of_an_unknown_value_is_told_by_its_name_alone() -> None:
    found = uses("def f(a):\n    a.append(1)\n    a.no_such_method()\n    Own().append(2)\n")
    assert found.untold == Counter({"append": 2})
    assert uses("from own import Own\nOwn().append(2)\n").foreign == Counter({"append": 1})


@pytest.mark.parametrize(
    ("program", "names"),
    [
        ("len(a)\nlen(b)\n", {"len": 2}),
        ("len = 1\nprint(len)\n", {"print": 1}),
        ("def f(id):\n    return id\nid(1)\n", {"id": 1}),
        ("def f(a: int) -> str:\n    pass\nb: list = 1\n", {}),
        ("if __name__ == '__main__':\n    pass\n", {"__name__": 1}),
    ],
)
def test_a_builtin_is_a_name_that_nothing_binds(program: str, names: dict[str, int]) -> None:
    found = uses(program).features
    assert {it.name: count for it, count in found.items() if it.kind is Kind.BUILTINS} == names


@pytest.mark.parametrize(
    ("program", "names"),
    [
        ("import math\nmath.sqrt(2)\n", {"math", "math.sqrt"}),
        ("from math import sqrt as root\nroot(2)\n", {"math", "math.sqrt"}),
        ("import os.path as p\np.join(a)\n", {"os", "os.path", "os.path.join"}),
        ("from datetime import datetime\ndatetime.now()\n",
         {"datetime", "datetime.datetime", "datetime.datetime.now"}),
        ("import numpy\nnumpy.array(a)\nfrom . import math\nmath.sqrt(1)\n", set()),
        ("import sys\nsys._getframe()\n", {"sys"}),
        ("def f(a: math.Number):\n    import math\n", {"math"}),
    ],
)  # fmt: skip
def test_modules_are_those_of_the_standard_library(program: str, names: set[str]) -> None:
    assert {it.name for it in uses(program).features if it.kind is Kind.MODULES} == names


def test_uses_of_untold_types_are_shared_out_as_the_told_ones_are() -> None:
    told = ["a = []\na.copy()\n"] * 3 + ["a = {}\na.copy()\n"]
    untold = ["def f(a):\n    a.copy()\n"] * 8
    found = tally(map(uses, told + untold))
    assert found[Feature(Kind.METHODS, "list.copy")] == Count(9, 9)
    assert found[Feature(Kind.METHODS, "dict.copy")] == Count(3, 3)
    assert Feature(Kind.METHODS, "set.copy") not in found


def test_a_few_told_uses_say_nothing_of_many_untold_ones() -> None:
    programs = ["a = []\na.copy()\n"] + ["def f(a):\n    a.copy()\n"] * 50
    assert tally(map(uses, programs))[Feature(Kind.METHODS, "list.copy")] == Count(1, 1)


def test_a_feature_counts_once_in_a_file_however_often_it_is_used() -> None:
    found = tally([uses("len(a)\nlen(b)\n"), uses("len(c)\n"), uses("a\n")])
    assert found[Feature(Kind.BUILTINS, "len")] == Count(2, 3)


NAMES = st.text("abc.' \"\\é", min_size=1, max_size=8)


@given(
    st.dictionaries(st.tuples(st.sampled_from(list(Kind)), NAMES), st.tuples(*[st.integers(0)] * 2))
)
def test_a_file_says_what_was_written(told: dict[tuple[Kind, str], tuple[int, int]]) -> None:
    by_name = {name: Feature(kind, name) for kind, name in told}
    counts = {Feature(kind, name): Count(*it) for (kind, name), it in told.items()}
    counts = {it: count for it, count in counts.items() if by_name[it.name] == it}
    cases = {f"language/x/{number}": Told(it, tuple(counts)) for number, it in enumerate(counts)}
    usage = Usage(
        {"CPython": Library("3.11.7", 2, 3)}, counts, cases, {"surface.a.names": ["a.b", "a.c"]}
    )
    text = write_usage(usage)
    assert parse_usage(text, Path(FILE)) == usage
    assert write_usage(parse_usage(text, Path(FILE))) == text


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("format = 1", "format = 2", "format 2 is unknown"),
        ('"len" = [1, 1]', '"len" = [-1, 1]', "no usage file"),
        ('"len" = [1, 1]', "", "no count of 'len'"),
        ("[methods]", '[methods]\n"len" = [1, 1]', "two kinds"),
        ("[methods]", "[method]", "no usage file"),
        ("[methods]", "[methods", "no usage file"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(before: str, after: str, told: str) -> None:
    feature = Feature(Kind.BUILTINS, "len")
    text = write_usage(Usage({}, {feature: Count(1, 1)}, {"language/a": Told(feature, ())}, {}))
    assert before in text
    with pytest.raises(Misconfigured, match=told) as caught:
        parse_usage(text.replace(before, after), Path("there/usage.toml"))
    assert str(caught.value).startswith("there/usage.toml: ")
    assert "\n" not in str(caught.value)
