"""The deriver, run as it always is: by a path, in a process of its own, on a `Lib/test` of ours."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from harness.suite.derivations import DERIVER
from harness.suite.reference import FLAGS

HEAD = "import unittest\n"

# A method's text with its class -> what the derived program prints, line by line.
METHODS = {
    "an equality": (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        self.assertEqual([1, 2], [1, 2])\n",
        ["True"],
    ),
    "a message that needs other names is not asked for": (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        self.assertEqual(1, 1, undefined.words)\n"
        "        self.assertTrue(1, msg=undefined.words)\n",
        ["True", "True"],
    ),
    "set-up, class attributes and inheritance": (
        "class Mixin:\n"
        "    kind = None\n"
        "    def setUp(self):\n"
        "        self.made = self.kind([3])\n"
        "    def test_it(self):\n"
        "        self.assertEqual(self.made, self.kind((3,)))\n"
        "        self.check(self.made)\n"
        "    def check(self, value):\n"
        "        self.fail('not this one')\n"
        "class T(Mixin, unittest.TestCase):\n"
        "    kind = list\n"
        "    def setUp(self):\n"
        "        super().setUp()\n"
        "        self.made.append(4)\n"
        "        self.made.pop()\n"
        "    def check(self, value):\n"
        "        self.assertIs(type(value), self.kind)\n",
        ["True", "True"],
    ),
    "a class's value that later statements of the class change": (
        "class T(unittest.TestCase):\n"
        "    data = b'ab'\n"
        "    data += b'cd'\n"
        "    names = ['a']\n"
        "    names.append('b')\n"
        "    def test_it(self):\n"
        "        self.assertEqual(self.data, b'abcd')\n"
        "        self.assertEqual(self.names, ['a', 'b'])\n",
        ["True", "True"],
    ),
    "unittest's own assertion, called on the class or on super()": (
        "class T(unittest.TestCase):\n"
        "    def assertEqual(self, a, b):\n"
        "        super().assertEqual(a, b)\n"
        "    def test_it(self):\n"
        "        unittest.TestCase.assertTrue(self, 1)\n"
        "        self.assertEqual(1, 1)\n",
        ["True", "True"],
    ),
    "the name of the class": (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        if self.__class__.__name__ == 'T':\n"
        "            self.assertEqual(self.__class__.__name__[0], 'T')\n",
        ["True"],
    ),
    "an exception's value afterwards": (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        with self.assertRaises(KeyError) as caught:\n"
        "            {}['x']\n"
        "        self.assertEqual(caught.exception.args, ('x',))\n",
        ["True", "True"],
    ),
    "a base class of what is raised will do": (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        self.assertRaises(LookupError, [].pop)\n",
        ["True"],
    ),
    "an exception's message is a remark": (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        with self.assertRaisesRegex(ValueError, 'what'):\n"
        "            raise ValueError('what else')\n",
        ["True", "# what else"],
    ),
    "an assertion as a value": (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        eq = self.assertEqual\n"
        "        eq(1, 1)\n"
        "        check = lambda: self.assertRaises(ValueError)\n"
        "        with check():\n"
        "            int('x')\n",
        ["True", "True"],
    ),
    "a loop with subtests goes on": (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        for each in 1, 2:\n"
        "            with self.subTest(each=each):\n"
        "                self.assertIn(each, (1, 2))\n",
        ["True", "True"],
    ),
    "an exception that is let pass is evidence": (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        try:\n"
        "            int('x')\n"
        "        except ValueError:\n"
        "            pass\n"
        "        else:\n"
        "            self.fail('no error')\n"
        "        if 1 > 2:\n"
        "            self.fail('what')\n",
        ["True", "True"],
    ),
    "nonlocal becomes global": (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        count = 0\n"
        "        def more():\n"
        "            nonlocal count\n"
        "            count += 1\n"
        "        more()\n"
        "        self.assertEqual(count, 1)\n",
        ["True"],
    ),
    "a variable named as a function of the module": (
        "def value():\n"
        "    return 3\n"
        "def other():\n"
        "    return value()\n"
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        value = other()\n"
        "        self.assertEqual(value, 3)\n"
        "        self.assertEqual(other(), value)\n",
        ["True", "True"],
    ),
    "a test case that is passed on": (
        "def check(case, value):\n"
        "    case.assertEqual(value, case.wanted)\n"
        "class T(unittest.TestCase):\n"
        "    wanted = 5\n"
        "    def test_it(self):\n"
        "        check(self, 5)\n",
        ["True"],
    ),
    "super() of a class within is that class's": (
        "class T(unittest.TestCase):\n"
        "    def setUp(self):\n"
        "        self.x = 1\n"
        "    def test_it(self):\n"
        "        class A(list):\n"
        "            def __init__(self, x):\n"
        "                super().__init__([x])\n"
        "        self.assertEqual(A(self.x), [1])\n",
        ["True"],
    ),
    "text that is executed finds its names": (
        "def helper():\n"
        "    return 7\n"
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        self.assertEqual(eval('helper()'), 7)\n",
        ["True"],
    ),
    "module code that changes a definition comes with it": (
        "table = {}\n"
        "for n in range(3):\n"
        "    table[n] = n * n\n"
        "table.update(x=1)\n"
        "del n\n"
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        self.assertEqual(table, {0: 0, 1: 1, 2: 4, 'x': 1})\n",
        ["True"],
    ),
    "a set-up in as much as the method depends on it": (
        "import codecs\n"
        "class T(unittest.TestCase):\n"
        "    def setUp(self):\n"
        "        codecs.register(self.search)\n"
        "        self.numbers = []\n"
        "        self.numbers.append(3)\n"
        "        self.unused = codecs.lookup('utf-8')\n"
        "    def search(self, name): return None\n"
        "    def test_it(self):\n"
        "        self.assertEqual(self.numbers, [3])\n",
        ["True"],
    ),
    "a coroutine": (
        "class T(unittest.IsolatedAsyncioTestCase):\n"
        "    async def test_it(self):\n"
        "        self.assertEqual(await self.four(), 4)\n"
        "    async def four(self):\n"
        "        return 4\n",
        ["True"],
    ),
    "what a body returns from": (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        self.assertTrue(1)\n"
        "        if len('x'):\n"
        "            return\n"
        "        self.assertTrue(0)\n",
        ["True"],
    ),
    "a set-up that no board could run, in as much as it is not used": (
        "import tempfile\n"
        "class T(unittest.TestCase):\n"
        "    def setUp(self):\n"
        "        self.folder = tempfile.mkdtemp()\n"
        "        self.path = self.folder + '/x'\n"
        "        self.number = 1\n"
        "    def test_it(self):\n"
        "        self.assertEqual(self.number, 1)\n",
        ["True"],
    ),
}

REJECTED = {
    "skipped on CPython": "    @unittest.skip('why')\n    def test_it(self): pass\n",
    "expected to fail on CPython": (
        "    @unittest.expectedFailure\n    def test_it(self): self.fail()\n"
    ),
    "needs threads": "    def test_it(self):\n        import threading\n",
    "needs the warnings module": (
        "    def test_it(self):\n        with self.assertWarns(Warning): pass\n"
    ),
    "unittest itself": "    def test_it(self):\n        self.assertTrue(self.id())\n",
}


@dataclass
class Derived:
    answer: dict[str, Any]

    @property
    def steps(self) -> list[dict[str, Any]]:
        (case,) = self.answer["cases"]
        steps: list[dict[str, Any]] = case["candidates"][0]
        return steps

    @property
    def program(self) -> str:
        return "\n".join(step["source"] for step in self.steps) + "\n"


Derive = Callable[..., Derived]


@pytest.fixture
def derive(tmp_path: Path) -> Derive:
    """Derive a module of a `test` package that holds nothing else."""

    def run(text: str, *options: str) -> Derived:
        package = tmp_path / "test"
        (package / "support").mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
        (package / "support" / "__init__.py").write_text(
            "def cpython_only(test): return test\ndef gc_collect(): raise SystemExit\n"
        )
        (package / "test_made.py").write_text(HEAD + text)
        out = tmp_path / "out.json"
        command = [sys.executable, *FLAGS, str(DERIVER), "test_made", str(out), *options]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONHASHSEED": "0"}
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return Derived(json.loads(out.read_text()))

    return run


def printed(program: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "program.py"
    path.write_text(program)
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{program}\n{done.stderr}"
    return done.stdout.splitlines()


@pytest.mark.parametrize("what", METHODS)
def test_a_derived_program_holds_what_its_method_holds(
    what: str, derive: Derive, tmp_path: Path
) -> None:
    text, expected = METHODS[what]
    derived = derive(text)
    assert printed(derived.program, tmp_path) == expected
    assert "unittest" not in derived.program
    assert sum(step["assertions"] for step in derived.steps) >= 1


@pytest.mark.parametrize("reason", REJECTED)
def test_a_method_that_is_no_case_says_why(reason: str, derive: Derive) -> None:
    answer = derive(f"class T(unittest.TestCase):\n{REJECTED[reason]}").answer
    assert [(it["id"], it["reason"]) for it in answer["rejected"]] == [
        ("test_made.T.test_it", reason)
    ]
    assert answer["methods"] == 1


def test_an_assertion_that_does_not_hold_is_printed_and_the_rest_goes_on(
    derive: Derive, tmp_path: Path
) -> None:
    text = METHODS["an equality"][0].replace("[1, 2])", "[1, 3])\n        self.assertFalse(0)")
    assert printed(derive(text).program, tmp_path) == ["False [1, 2]", "True"]


def test_methods_that_nothing_mentions_are_left_out(derive: Derive) -> None:
    text = (
        "class Ratio:\n"
        "    def __init__(self, n): self.n = n\n"
        "    def __add__(self, other): return Ratio(self.n + other.n)\n"
        "    def __mul__(self, other): return self.product(other)\n"
        "    def product(self, other): return Ratio(self.n * other.n)\n"
        "    def unused(self): return undefined\n"
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        self.assertEqual((Ratio(1) + Ratio(2)).n, 3)\n"
    )
    shaken, whole = derive(text).program, derive(text, "--unshaken").program
    assert "__add__" in shaken
    assert not any(name in shaken for name in ("__mul__", "product", "unused"))
    assert all(name in whole for name in ("__mul__", "product", "unused"))
    multiplied = derive(text.replace("Ratio(1) + Ratio(2)", "Ratio(1) * Ratio(3)")).program
    assert "product" in multiplied
    assert "__add__" not in multiplied


def test_a_set_up_that_a_method_does_not_name_is_left_out_first_and_kept_second(
    derive: Derive,
) -> None:
    text = METHODS["a set-up in as much as the method depends on it"][0]
    (case,) = derive(text).answer["cases"]
    least, whole = (
        "\n".join(step["source"] for step in candidate) for candidate in case["candidates"][:2]
    )
    assert "codecs" not in least
    assert "append" in least
    assert "codecs.register" in whole
    assert "self.unused" in whole


def test_a_test_that_skips_itself_says_so_where_it_does(derive: Derive, tmp_path: Path) -> None:
    text = (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        if not hasattr(int, 'real'):\n"
        "            self.skipTest('no such thing')\n"
        "        self.assertEqual(1, 1)\n"
    )
    program = derive(text).program
    assert printed(program, tmp_path) == ["True"]
    assert "SystemExit" not in program
    assert "import skipped_by_the_test" in program


def test_steps_tell_what_functions_and_texts_change(derive: Derive) -> None:
    text = (
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        count = 0\n"
        "        def more():\n"
        "            nonlocal count\n"
        "            count += 1\n"
        "        more()\n"
        "        self.assertEqual(count, 1)\n"
        "        more.mark = 1\n"
        "        self.assertEqual([last := it for it in (1, 2)], [1, 2])\n"
        "        self.assertEqual(last, 2)\n"
        "        made = eval('count + 1')\n"
    )
    by_source = {step["source"]: step for step in derive(text).steps}
    assert "count" in by_source["more()"]["changes"]
    assert "more" in by_source["more.mark = 1"]["changes"]
    (walrus,) = (step for source, step in by_source.items() if ":=" in source)
    assert walrus["binds"] == ["last"]
    assert "count" in by_source["made = eval('count + 1')"]["reads"]


def test_only_what_the_reference_has_is_asked_of_a_board(derive: Derive) -> None:
    text = (
        "import encodings\n"
        "import sys\n"
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        from encodings import cp1140\n"
        "        setattr(sys, 'spam', 1)\n"
        "        self.assertEqual(sys.spam, 1)\n"
        "        self.assertTrue(encodings.utf_8.decode)\n"
        "        self.assertTrue(sys.version)\n"
    )
    needs = {step["source"]: step["needs"] for step in derive(text).steps}
    assert needs["from encodings import cp1140"] == ["encodings.cp1140:"]
    assert needs["assertEqual(sys.spam, 1)"] == []
    assert needs["assertTrue(encodings.utf_8.decode)"] == ["encodings.utf_8:"]
    assert needs["assertTrue(sys.version)"] == ["sys:version"]


def test_steps_tell_what_they_depend_on(derive: Derive) -> None:
    text = (
        "import math\n"
        "class T(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        x = [1]\n"
        "        def more():\n"
        "            return x\n"
        "        self.assertEqual(more(), [math.floor(1.5)])\n"
        "        if x:\n"
        "            math.fsum(x)\n"
        "        x += [2]\n"
        "        del x\n"
    )
    by_source = {step["source"].partition("\n")[0]: step for step in derive(text).steps}
    assert by_source["import math"]["needs"] == ["math:"]
    assert by_source["x = [1]"]["binds"] == ["x"]
    asserted = by_source["assertEqual(more(), [math.floor(1.5)])"]
    assert {"x", "more", "math", "assertEqual"} <= set(asserted["reads"])
    assert asserted["changes"] == ["x"]
    assert asserted["needs"] == ["math:floor"]
    assert by_source["if x:"]["needs"] == []  # whether it is reached, nobody knows
    for changing in ("x += [2]", "del x"):
        assert by_source[changing]["binds"] == ["x"]
        assert by_source[changing]["reads"] == ["x"]


def test_what_cpython_calls_its_own_is_tagged(derive: Derive) -> None:
    text = (
        "import sys\nfrom test.support import cpython_only\n"
        "class T(unittest.TestCase):\n"
        "    @cpython_only\n"
        "    def test_own(self): self.assertTrue(1)\n"
        "    def test_width(self):\n"
        "        if sys.maxsize > 2**32:\n"
        "            self.assertTrue(1)\n"
        "    def test_plain(self): self.assertTrue(1)\n"
    )
    tags = {case["id"].rpartition(".")[2]: case["tag"] for case in derive(text).answer["cases"]}
    assert tags == {"test_own": "cpython_only", "test_width": "word size", "test_plain": ""}


def test_doctests_show_values_and_exceptions(derive: Derive, tmp_path: Path) -> None:
    text = (
        "import doctest\n"
        "three = 3\n"
        'EXAMPLES = """\n'
        ">>> three + 1\n4\n"
        ">>> None\n"
        ">>> three.x\nTraceback (most recent call last):\n  ...\nAttributeError: none\n"
        ">>> print('free')\nfree\n"
        ">>> 1 +\nTraceback (most recent call last):\n  ...\nSyntaxError: invalid syntax\n"
        '"""\n'
        "__test__ = {'some': EXAMPLES}\n"
        "def load_tests(loader, tests, pattern):\n"
        "    tests.addTest(doctest.DocTestSuite())\n"
        "    return tests\n"
    )
    derived = derive(text)
    assert [case["id"] for case in derived.answer["cases"]] == ["test_made.doctest.some"]
    assert printed(derived.program, tmp_path) == ["= 4", "True", "free", "True"]


def test_the_same_module_derives_the_same_way_under_any_hash_seed(
    derive: Derive, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = "".join(
        text.replace("class T", f"class T{n}")
        for n, (text, _) in enumerate(
            (METHODS["an equality"], METHODS["a loop with subtests goes on"])
        )
    )
    first = derive(texts).answer
    monkeypatch.setenv("PYTHONHASHSEED", "12")
    assert derive(texts).answer == first


def test_a_module_that_cannot_be_imported_leaves_no_file(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    command = [sys.executable, *FLAGS, str(DERIVER), "test_no_such_thing", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "ModuleNotFoundError: No module named 'test.test_no_such_thing'"
    ]
    assert not out.exists()
