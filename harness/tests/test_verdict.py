"""The judge, as a table of what was expected, what was seen, and what that means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.observation import Ending, Expected, Observation
from harness.verdict import Raised, Word, judge, raised, text, transcript

PROGRAM = "class Point: ...\ndef own(): ...\nraise NotImplementedError\n"
KEY_ERROR = ("KeyError", "LookupError", "Exception", "BaseException")


def seen(output: bytes = b"", error: bytes = b"", ending: Ending = Ending.FINISHED) -> Observation:
    traceback = b""
    if error:
        traceback = b'Traceback (most recent call last):\r\n  File "<stdin>", line 3\r\n' + error
    return Observation(output, traceback, ending)


@pytest.mark.parametrize(
    ("expected", "observation", "word"),
    [
        (Expected("1\n"), seen(b"1\r\n"), Word.MATCH),
        (Expected("1\n"), seen(b"1\r\r\n"), Word.MATCH),
        (Expected(""), seen(), Word.MATCH),
        (Expected("a\r\nb\n"), seen(b"a\r\r\nb\r\n"), Word.MATCH),
        (Expected("\u00e9\n"), seen("\u00e9\r\n".encode()), Word.MATCH),
        (Expected("1\n"), seen(b"2\r\n"), Word.DIFFER),
        (Expected("1\n"), seen(b"1"), Word.DIFFER),
        (Expected("1\n"), seen(b"1\r\n\r\n"), Word.DIFFER),
        (Expected("1\n"), seen(b"1\r\n", b"KeyError: 1\r\n"), Word.DIFFER),
        (Expected("1\n", KEY_ERROR), seen(b"1\r\n"), Word.DIFFER),
        (Expected("1\n", KEY_ERROR), seen(b"1\r\n", b"KeyError: 1\r\n"), Word.MATCH),
        (Expected("1\n", KEY_ERROR), seen(b"1\r\n", b"LookupError: 1\r\n"), Word.DIFFER),
        (Expected("", KEY_ERROR[1:]), seen(b"", b"KeyError: 1\r\n"), Word.DIFFER),
        # Whatever the program was to raise in the end, it did not get there.
        (
            Expected("", ("Exception", "BaseException")),
            seen(b"", b"ImportError: no module named 'x'\r\n"),
            Word.UNSUPPORTED,
        ),
        (
            Expected("", ("Exception", "BaseException")),
            seen(b"", b"MemoryError: \r\n"),
            Word.TOOBIG,
        ),
        # What the program raises itself is no missing feature.
        (Expected("1\n"), seen(b"", b"NotImplementedError: \r\n"), Word.DIFFER),
        (
            Expected("1\n"),
            seen(b"", b"TypeError: own() takes 1 positional arguments but 2 were given\r\n"),
            Word.DIFFER,
        ),
        # Half a line that agrees is not a line that agrees.
        (Expected("10\n"), seen(b"1", b"ImportError: no module named 'x'\r\n"), Word.DIFFER),
        (
            Expected("right\n########\n", pattern=True),
            seen(b"WRONG\r\n", b"ImportError: no module named 'x'\r\n"),
            Word.DIFFER,
        ),
        # Bytes that are no text are not the text that shows them.
        (Expected("\\xff\n"), seen(b"\xff\r\n"), Word.DIFFER),
        (
            Expected("", ("Mine", "Exception", "BaseException")),
            seen(b"", b"Mine: \r\n"),
            Word.MATCH,
        ),
        (Expected("1\n2\n"), seen(b"1\r\n", b"MemoryError: \r\n"), Word.TOOBIG),
        (
            Expected("1\n"),
            seen(b"", b"MemoryError: memory allocation failed, allocating 900 bytes\r\n"),
            Word.TOOBIG,
        ),
        (
            Expected("ValueError\n"),
            seen(b"", b"MemoryError: memory allocation failed, allocating 4294967295 bytes\r\n"),
            Word.DIFFER,
        ),
        (
            Expected("1\n2\n"),
            seen(b"1\r\n", b"RuntimeError: maximum recursion depth exceeded\r\n"),
            Word.TOOBIG,
        ),
        (Expected("1\n2\n"), seen(b"3\r\n", b"MemoryError: \r\n"), Word.DIFFER),
        (
            Expected("", ("MemoryError", "Exception", "BaseException")),
            seen(b"", b"MemoryError: \r\n"),
            Word.MATCH,
        ),
        (Expected("1\n"), seen(b"", b"ImportError: no module named 'enum'\r\n"), Word.UNSUPPORTED),
        (Expected("1\n"), seen(b"", b"SyntaxError: invalid syntax\r\n"), Word.UNSUPPORTED),
        (
            Expected("1\n"),
            seen(b"", b"NameError: name 'memoryview' isn't defined\r\n"),
            Word.UNSUPPORTED,
        ),
        # A name that is no builtin should have been the program's own.
        (Expected("1\n"), seen(b"", b"NameError: name 'spam' isn't defined\r\n"), Word.DIFFER),
        (
            Expected("1\n"),
            seen(b"", b"AttributeError: 'str' object has no attribute 'zfill'\r\n"),
            Word.UNSUPPORTED,
        ),
        (
            Expected("1\n"),
            seen(b"", b"AttributeError: type object 'int' has no attribute 'from_bytes'\r\n"),
            Word.UNSUPPORTED,
        ),
        (
            Expected("1\n"),
            seen(b"", b"AttributeError: 'sha256' object has no attribute 'hexdigest'\r\n"),
            Word.UNSUPPORTED,
        ),
        (
            Expected("1\n"),
            seen(b"", b"AttributeError: type object 'Point' has no attribute '__mro__'\r\n"),
            Word.UNSUPPORTED,
        ),
        (
            Expected("1\n"),
            seen(b"", b"TypeError: function takes 2 positional arguments but 3 were given\r\n"),
            Word.UNSUPPORTED,
        ),
        (
            Expected("1\n"),
            seen(b"", b"TypeError: can't create 'slice' instances\r\n"),
            Word.UNSUPPORTED,
        ),
        (
            Expected("1\n"),
            seen(b"", b"AttributeError: module 'math' has no attribute 'gcd'\r\n"),
            Word.UNSUPPORTED,
        ),
        (
            Expected("1\n"),
            seen(b"", b"AttributeError: 'module' object has no attribute 'gcd'\r\n"),
            Word.UNSUPPORTED,
        ),
        # What the reference's type does not have either was asked of a wrong value.
        (
            Expected("1\n"),
            seen(b"", b"AttributeError: 'NoneType' object has no attribute 'group'\r\n"),
            Word.DIFFER,
        ),
        (Expected("1\n"), seen(b"", b"AttributeError: mine\r\n"), Word.DIFFER),
        (Expected("1\n"), seen(b"", b"LookupError: unknown encoding\r\n"), Word.UNSUPPORTED),
        (Expected("1\n"), seen(b"", b"LookupError: mine\r\n"), Word.DIFFER),
        (
            Expected("1\n"),
            seen(b"", b": memory allocation failed, allocating 9 bytes"),
            Word.TOOBIG,
        ),
        (Expected("1\n"), seen(b"", b"AttributeError: no such attribute\r\n"), Word.UNSUPPORTED),
        # An attribute that a class of the program should have is no missing feature.
        (
            Expected("1\n"),
            seen(b"", b"AttributeError: 'Point' object has no attribute 'x'\r\n"),
            Word.DIFFER,
        ),
        (
            Expected("1\n"),
            seen(b"", b"TypeError: extra keyword arguments given\r\n"),
            Word.UNSUPPORTED,
        ),
        (Expected("1\n"), seen(b"", b"TypeError: unsupported types\r\n"), Word.DIFFER),
        # What came before the missing feature was wrong already.
        (Expected("1\n"), seen(b"2\r\n", b"ImportError: no module named 'x'\r\n"), Word.DIFFER),
        (Expected("1\n"), seen(b"SKIP\r\n"), Word.SKIP),
        (Expected("1\n"), seen(b"SKIP\r\n", b"SystemExit: \r\n"), Word.SKIP),
        (Expected("1\n", ("SystemExit", "BaseException")), seen(b"1\r\n"), Word.MATCH),
        (Expected("a\n########\nz\n", pattern=True), seen(b"a\r\nm\r\nz\r\n"), Word.MATCH),
        (Expected("a\n########\nz\n", pattern=True), seen(b"a\r\nm\r\n"), Word.DIFFER),
        (Expected("1\n"), seen(b"1\r\n", ending=Ending.TIMEOUT), Word.TIMEOUT),
        (Expected("1\n"), seen(b"1\r\n", ending=Ending.REBOOTED), Word.CRASH),
        (Expected("1\n"), seen(b"1\r\n", ending=Ending.DIED), Word.CRASH),
        (Expected("1\n"), seen(b"1\r\n", ending=Ending.UNFRAMED), Word.INFRA),
        (Expected("1\n"), seen(b"1\r\n", ending=Ending.NOT_UPLOADED), Word.INFRA),
    ],
)
def test_judge(expected: Expected, observation: Observation, word: Word) -> None:
    assert judge(expected, observation, PROGRAM).word is word


@pytest.mark.parametrize(
    ("attribute", "word"), [("bit_length", Word.UNSUPPORTED), ("mine", Word.DIFFER)]
)
def test_an_attribute_of_a_builtin_is_missing_in_what_is_derived_from_it(
    attribute: str, word: Word
) -> None:
    program = f"class Own(int):\n    pass\nprint(Own(3).{attribute})\n"
    error = f"AttributeError: 'Own' object has no attribute '{attribute}'\r\n".encode()
    assert judge(Expected("2\n"), seen(b"", error), program).word is word


@pytest.mark.parametrize(
    ("expected", "observation", "detail"),
    [
        (Expected("1\n2\n"), seen(b"1\r\n3\r\n"), "line 2: expected '2', seen '3'"),
        (Expected("1\n2\n"), seen(b"1\r\n"), "line 2: expected '2', seen the end"),
        (Expected("1\n"), seen(b"1\r\n2\r\n"), "line 2: expected the end, seen '2'"),
        (Expected("", KEY_ERROR), seen(), "line 1: expected '[raises KeyError]', seen the end"),
        (
            Expected("1\n"),
            seen(b"", b"TypeError: no such thing\r\n"),
            "line 1: expected '1', seen '[raises TypeError]' (no such thing)",
        ),
        (Expected("1"), seen(b"1\r\n"), "the last line ends differently"),
        (
            Expected("1\n"),
            seen(b"", b"ImportError: no module named 'x'\r\n"),
            "module: no module named 'x'",
        ),
    ],
)
def test_the_evidence_is_in_one_line(
    expected: Expected, observation: Observation, detail: str
) -> None:
    assert judge(expected, observation).detail.startswith(detail)


@given(output=st.text(), exception=st.sampled_from(["", "KeyError", "Mine"]))
def test_what_the_reference_prints_matches_whatever_newlines_the_board_sends(
    output: str, exception: str
) -> None:
    output = output.replace("\r", "").encode("utf-8", "replace").decode()
    expected = Expected(output, (exception,) if exception else ())
    error = f"{exception}: why\r\n".encode() if exception else b""
    sent = output.replace("\n", "\r\n").encode()
    word = judge(expected, seen(sent, error)).word
    assert word is (Word.SKIP if output.strip() == "SKIP" and not exception else Word.MATCH)


@given(expected=st.text(alphabet="ab\n"), output=st.text(alphabet="ab\n"))
def test_two_texts_match_only_if_they_are_the_same(expected: str, output: str) -> None:
    word = judge(Expected(expected), seen(output.encode())).word
    assert (word is Word.MATCH) == (expected == output)


@given(output=st.binary(), error=st.binary(), ending=st.sampled_from(Ending))
def test_whatever_a_board_sends_is_judged(output: bytes, error: bytes, ending: Ending) -> None:
    assert "\n" not in judge(Expected("1\n"), Observation(output, error, ending)).detail


@pytest.mark.parametrize(
    ("traceback", "error"),
    [
        (b"", None),
        (b"\r\n", None),
        (b"Traceback:\r\n  File\r\nValueError: no\r\n", Raised("ValueError", "no")),
        (b"ValueError: \r\n", Raised("ValueError")),
        (b"ValueError\r\n", Raised("ValueError")),
        (
            b'Traceback:\r\n  File "x", line 1\r\nValueError: two\r\nKeyError: lines\r\n',
            Raised("ValueError", "two"),
        ),
        ("Traceback:\r\n\u00c9: x\r\n".encode(), Raised("\u00c9", "x")),
    ],
)
def test_the_exception_is_read_from_the_traceback(traceback: bytes, error: Raised | None) -> None:
    assert raised(traceback) == error


def test_what_is_no_text_equals_no_text() -> None:
    assert text(b"\xff\r\n") == "\udcff\n"


def test_a_transcript_shows_output_and_exception() -> None:
    assert transcript("1\n2\n", "KeyError") == ["1", "2", "[raises KeyError]"]
