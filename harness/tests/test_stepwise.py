"""Judging a case step by step: what a failed step takes with it, and what the steps say."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.board.looks import in_common
from harness.observation import Ending, Observation
from harness.stepwise import (
    Blocked,
    Course,
    Taken,
    failing,
    judge_printed,
    lacking,
    retold,
    verdict_of,
    without_remarks,
    worse,
)
from harness.suite.case import Step
from harness.verdict import Word

M, D, U, B, T, C = (
    Word.MATCH,
    Word.DIFFER,
    Word.UNSUPPORTED,
    Word.TOOBIG,
    Word.TIMEOUT,
    Word.CRASH,
)
NAME_ERROR = b"NameError: name 'enum' isn't defined\r\n"
NO_MODULE = b"ImportError: no module named 'enum'\r\n"


def step(  # noqa: PLR0913  (as many as a step has)
    source: str,
    output: str = "",
    *,
    binds: str = "",
    reads: str = "",
    changes: str = "",
    needs: str = "",
) -> Step:
    return Step(
        source,
        assertions=output.count("\n"),
        binds=frozenset(binds.split()),
        reads=frozenset(reads.split()),
        changes=frozenset(changes.split()),
        needs=tuple(needs.split()),
        output=output,
    )


def seen(output: str = "", error: bytes = b"", ending: Ending = Ending.FINISHED) -> Observation:
    traceback = b'Traceback:\r\n  File "<stdin>", line 1\r\n' + error if error else b""
    return Observation(output.replace("\n", "\r\n").encode(), traceback, ending)


Did = tuple[Step, Observation]


def walk(did: Sequence[Did], absent: Sequence[str] = ()) -> list[Taken]:
    """Go through steps as a board would that does this with each, where it is asked."""
    course = Course(frozenset(absent))
    for it, what in did:
        if (fate := course.obstacle(it)) is not None:
            course.take(it, fate)
        else:
            course.take(it, course.judge(it, what), what)
    return course.taken


def words(taken: Sequence[Taken]) -> list[Word | None]:
    return [it.word for it in taken]


IMPORT = (step("import enum", binds="enum"), seen(error=NO_MODULE))
OK = seen("True\n")


@pytest.mark.parametrize(
    ("did", "expected"),
    [
        # What a failed step should have bound, nobody can read.
        ([IMPORT, (step("enum.E", reads="enum"), OK)], [U, None]),
        # Who does not read it is judged.
        ([IMPORT, (step("check(1)", "True\n", reads="check"), OK)], [U, M]),
        # A blocked step blocks in its turn.
        (
            [
                IMPORT,
                (step("class E(enum.Enum): ...", binds="E", reads="enum"), OK),
                (step("E.a", reads="E"), OK),
            ],
            [U, None, None],
        ),
        # What may be left half-changed, too.
        (
            [
                (step("x = []", binds="x"), seen()),
                (step("x.frob()", changes="x", reads="x"), seen(error=b"TypeError: no\r\n")),
                (step("x", "True\n", reads="x"), OK),
            ],
            [M, D, None],
        ),
        # To print something else blocks nobody.
        (
            [
                (step("x = show()", "True\n", binds="x"), seen("False 1\n")),
                (step("x", "True\n", reads="x"), OK),
            ],
            [D, M],
        ),
        # A name bound anew is as good as new.
        (
            [
                (step("x = spam()", binds="x"), seen(error=b"TypeError: no\r\n")),
                (step("x = 1", binds="x"), seen()),
                (step("x", "True\n", reads="x"), OK),
            ],
            [D, M, M],
        ),
        # But not where the binding may not have happened.
        (
            [
                (step("x = spam()", binds="x"), seen(error=b"TypeError: no\r\n")),
                (step("if y: x = 1", binds="x", reads="y"), seen()),
                (step("x", "True\n", reads="x"), OK),
            ],
            [D, M, None],
        ),
        # A function reads its names when it is called, however far behind the call it stands.
        (
            [
                (step("def f(): return LIMIT", binds="f", reads="LIMIT"), seen()),
                (step("g = f", binds="g", reads="f"), seen()),
                (step("LIMIT = spam()", binds="LIMIT"), seen(error=b"TypeError: no\r\n")),
                (step("g()", "True\n", reads="g"), OK),
            ],
            [M, M, D, None],
        ),
        # A value has been read.
        (
            [
                (step("x = 1", binds="x"), seen()),
                (step("y = x", binds="y", reads="x"), seen()),
                (step("x.frob()", reads="x", changes="x"), seen(error=b"TypeError: no\r\n")),
                (step("y", "True\n", reads="y"), OK),
            ],
            [M, M, D, M],
        ),
        # Nothing is left after a restart or an interrupt.
        (
            [
                (step("boom()"), seen(ending=Ending.REBOOTED)),
                (step("1", "True\n"), OK),
                (step("2"), OK),
            ],
            [C, None, None],
        ),
        ([(step("loop()"), seen(ending=Ending.TIMEOUT)), (step("1"), OK)], [T, None]),
        ([(step("loop()"), seen(ending=Ending.DIED)), (step("1"), OK)], [C, None]),
        # Memory that is not there.
        (
            [
                (step("x = big()", binds="x"), seen(error=b"MemoryError: \r\n")),
                (step("x", reads="x"), OK),
            ],
            [B, None],
        ),
    ],
)
def test_what_a_failed_step_takes_with_it(did: Sequence[Did], expected: list[Word | None]) -> None:
    assert words(walk(did)) == expected


def test_a_blocked_step_names_the_one_to_blame() -> None:
    taken = walk(
        [
            (step("pass"), seen()),
            IMPORT,
            (step("class E(enum.Enum): ...", binds="E", reads="enum"), OK),
            (step("E.a", reads="E"), OK),
            (step("boom()"), seen(ending=Ending.DIED)),
            (step("pass"), OK),
        ]
    )
    assert [it.fate for it in taken if isinstance(it.fate, Blocked)] == [
        Blocked(2, "enum"),
        Blocked(2, "E"),
        Blocked(5, ""),
    ]


def test_what_a_board_lacks_is_not_uploaded_and_not_forgiven() -> None:
    taken = walk(
        [
            (step("import enum", binds="enum", needs="enum:"), seen()),
            (step("enum.E", "True\n", reads="enum"), OK),
            (step("check('a'.casefold())", "True\n", needs="builtins:str.casefold"), OK),
            (step("check(1)", "True\n"), OK),
            (step("boom()"), seen(ending=Ending.DIED)),
            (step("import enum", binds="enum", needs="enum:"), seen()),
        ],
        absent=["enum:", "builtins:str.casefold"],
    )
    assert words(taken) == [U, None, U, M, C, U]
    assert [it.seen is None for it in taken] == [True, True, True, False, False, True]


def test_what_code_behind_a_failed_step_would_have_changed_is_spoilt() -> None:
    closes = "class C:\n def close(self): log.append(1)"
    taken = walk(
        [
            (step("log = []", binds="log"), seen()),
            (step(closes, binds="C", reads="log", changes="log"), seen()),
            (step("c = C()", binds="c", reads="C log", changes="c log"), seen()),
            (step("with closing(c): pass", reads="closing c", needs="contextlib:"), seen()),
            (step("check(log, [1])", "True\n", reads="log"), OK),
        ],
        absent=["contextlib:"],
    )
    assert words(taken) == [M, M, M, U, None]


@pytest.mark.parametrize(
    ("source", "error", "word"),
    [
        ("p.x", b"AttributeError: 'Point' object has no attribute 'x'\r\n", D),
        ("p.x", b"AttributeError: 'str' object has no attribute 'casefold'\r\n", U),
        ("own(1)", b"TypeError: own() takes 0 positional arguments but 1 were given\r\n", D),
        ("own()", b"NotImplementedError: \r\n", D),
        ("p.x", b"NotImplementedError: \r\n", U),
    ],
)
def test_what_earlier_steps_define_is_the_programs_own(
    source: str, error: bytes, word: Word
) -> None:
    reads = "own" if source.startswith("own") else "p"
    taken = walk(
        [
            (step("class Point: ...", binds="Point"), seen()),
            (step("def own(): raise NotImplementedError", binds="own"), seen()),
            (step("p = Point()", binds="p", reads="Point"), seen()),
            (step(source, "True\n", reads=reads), seen(error=error)),
        ]
    )
    assert words(taken) == [M, M, M, word]


@pytest.mark.parametrize(
    ("expected", "observation", "word"),
    [
        ("True\n", seen("True\n"), M),
        ("# no such thing\nTrue\n", seen("# other words\n# and more\nTrue\n"), M),
        ("True\n", seen("True\n# the end"), M),
        ("True\n", seen("True\n#comment\n"), D),
        ("True\n", seen("True # not a remark\n"), D),
        ("# a\nTrue\nTrue\n", seen("# b\nTrue\n", NO_MODULE), U),
        ("# a\nTrue\nTrue\n", seen("# b\nFalse 1\n", NO_MODULE), D),
        ("True\n", seen("Warning: exception chaining not supported\nTrue\n"), M),
        ("True\n", seen("Warning: something else\nTrue\n"), D),
        ("SKIP\n", seen("SKIP\n"), M),
        ("True\n", seen("SKIP\n"), D),
        ("", seen("", b"SystemExit: \r\n"), M),
        ("", seen(ending=Ending.TIMEOUT), T),
        ("", seen(ending=Ending.UNFRAMED), Word.INFRA),
    ],
)
def test_judging_what_is_printed(expected: str, observation: Observation, word: Word) -> None:
    assert judge_printed(expected, observation).word is word


@pytest.mark.parametrize(
    ("expected", "observation", "word"),
    [
        # How often a loop runs is the board's affair, if what it checks holds.
        ("True\nTrue\n= 3\n", seen("True\n= 3\n"), M),
        ("True\n", seen("True\nTrue\n"), M),
        ("True\n", seen(""), D),
        ("", seen("True\n"), M),
        ("True\nTrue\n", seen("True\nFalse 1\n"), D),
        ("True\n= 3\n", seen("True\n"), D),
        ("True\nTrue\n", seen("True\n", b"KeyError: 1\r\n"), D),
    ],
)
def test_a_step_that_asserts_and_holds_matches_however_often(
    expected: str, observation: Observation, word: Word
) -> None:
    assert words(walk([(step("check()", expected), observation)])) == [word]
    same = observation.output.replace(b"\r", b"").decode() == expected
    assert (judge_printed(expected, observation).word is M) is (same and word is M)


@given(lines=st.lists(st.sampled_from(["True", "# x", "#", " # y", "False # z", ""])))
def test_only_remarks_are_left_out(lines: list[str]) -> None:
    kept = "".join(f"{it}\n" for it in lines if not it.startswith("# "))
    assert without_remarks("".join(f"{it}\n" for it in lines)) == kept


def test_the_worst_step_is_the_verdict_and_is_named() -> None:
    taken = walk(
        [
            IMPORT,
            (step("check(a, [1, 2])", "True\n"), seen("False [1]\n")),
            (step("check(b)\n# more", "True\nTrue\n"), seen("True\nFalse 3\n")),
        ]
    )
    verdict = verdict_of(taken)
    assert verdict.word is D
    assert verdict.detail == "step 2 (check(a, [1, 2])): expected 'True', seen 'False [1]'"
    assert verdict_of(taken[:1]).detail == "step 1 (import enum): module: no module named 'enum'"
    assert verdict_of(taken[2:]).detail == (
        "step 3 (check(b)): line 2: expected 'True', seen 'False 3'"
    )
    assert verdict_of([]).word is M


def test_a_long_step_is_named_by_its_beginning() -> None:
    (taken,) = walk([(step("check(" + "x" * 100 + ")", "True\n"), seen())])
    assert "(check(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..):" in verdict_of([taken]).detail


@given(st.lists(st.sampled_from([C, T, D, B, U, M]), min_size=1))
def test_a_verdict_is_no_better_than_any_step(given_words: list[Word]) -> None:
    what: dict[Word, Observation] = {
        C: seen(ending=Ending.DIED),
        T: seen(ending=Ending.TIMEOUT),
        D: seen("False\n"),
        B: seen(error=b"MemoryError: \r\n"),
        U: seen(error=NO_MODULE),
        M: OK,
    }
    taken = walk([(step("check()", "True\n"), what[word]) for word in given_words])
    verdict = verdict_of(taken).word
    assert not any(worse(word, verdict) for word in words(taken) if word is not None)
    assert verdict in words(taken)


ABC = [
    (step("a", "a\n"), seen("a\n")),
    (step("b", "b\n"), seen("x\n")),
    (step("pass"), seen()),
]
FAILS: Did = (step("c", "c\n"), seen("c", NAME_ERROR))


@pytest.mark.parametrize(
    ("whole", "did", "told"),
    [
        (seen("a\nx\n"), ABC, (3, True)),
        (seen("a\nb\n"), ABC, (1, False)),
        (seen("a\nx\ny\n"), ABC, (2, False)),
        (seen("a\nx\n", NAME_ERROR), ABC, (2, False)),
        (seen("a\nx\nc", NAME_ERROR), [*ABC, FAILS, *ABC], (4, True)),
        (seen("a\nx\n", NAME_ERROR), [*ABC, FAILS], (2, False)),
        (seen("a\nx\nc", NO_MODULE), [*ABC, FAILS], (2, False)),
        (seen("", b"SyntaxError: \r\n"), ABC, (0, False)),
        (seen("a\nx\n", ending=Ending.TIMEOUT), ABC, (0, False)),
        (seen("a\n"), [ABC[0], (step("boom"), seen(ending=Ending.DIED))], (1, False)),
        (seen(""), [], (0, True)),
        (seen("<C object at 40af>\n"), [(step("c"), seen("<C object at 3ffe0>\n"))], (1, True)),
    ],
)
def test_what_the_whole_and_its_steps_both_tell(
    whole: Observation, did: Sequence[Did], told: tuple[int, bool]
) -> None:
    assert retold(whole, walk(did)) == told


CHECK = step("check(1, 1)", "True\n")
FITS: Did = (CHECK, seen("True\n"))
WRONG: Did = (CHECK, seen("False 1\n"))
BIG: Did = (CHECK, seen(error=b"MemoryError: parser could not allocate enough memory\r\n"))
BIGGER: Did = (CHECK, seen(error=b"MemoryError: memory allocation failed\r\n"))
STOPS: Did = (CHECK, seen(error=b"ValueError: 1\r\n"))


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ([FITS, WRONG], [FITS, WRONG], [M, D]),
        ([FITS, WRONG], [FITS, FITS], None),
        ([FITS, BIG], [FITS, FITS], [M, B]),
        ([FITS, FITS], [FITS, BIG], [M, B]),
        ([BIG, FITS], [BIGGER, WRONG], None),
        ([BIG, FITS], [FITS, BIG], [B, B]),
        ([BIG, STOPS], [FITS, STOPS], [B, D]),
        ([BIG, STOPS], [FITS, WRONG], None),
        ([BIG, BIG], [FITS, (CHECK, seen(ending=Ending.DIED))], None),
    ],
)
def test_what_two_walks_have_in_common_where_memory_is_short(
    one: list[Did], other: list[Did], common: list[Word] | None
) -> None:
    found = in_common(walk(one), walk(other), exactly=False)
    assert (found and words(found)) == common
    exact = in_common(walk(one), walk(other), exactly=True)
    assert (exact and words(exact)) == (common if one == other else None)


def test_what_a_step_that_was_too_big_once_blocks_is_blocked() -> None:
    makes = step("a = f()", binds="a")
    uses = (step("check(a, 1)", "True\n", reads="a"), seen("True\n"))
    fails, fits = walk([(makes, BIG[1]), uses]), walk([(makes, seen()), uses])
    assert (words(fails), words(fits)) == ([B, None], [M, M])
    for one, other in ((fails, fits), (fits, fails)):
        assert words(in_common(one, other, exactly=False) or ()) == [B, None]


def test_only_steps_that_failed_are_shown() -> None:
    many = "for n in x:\n" + "".join(f"    check({n})\n" for n in range(10)) + "    pass"
    wanted, got = failing(
        walk(
            [
                IMPORT,
                (step("enum.E", "True\n", reads="enum"), OK),
                (step("check(1)", "True\n"), OK),
                (step(many, "True\n"), seen("# remark\nFalse 3\n")),
                (step("x", "True\n", needs="x:"), OK),
                (step("loop()", "True\n"), seen("Tr", ending=Ending.TIMEOUT)),
            ],
            absent=["x:"],
        )
    )
    loop = [">>> for n in x:", *(f"...     check({n})" for n in range(7)), "... [4 more lines]"]
    assert wanted == [">>> import enum", *loop, "True", ">>> x", "True", ">>> loop()", "True"]
    assert got == [
        ">>> import enum",
        "[raises ImportError]",
        *loop,
        "# remark",
        "False 3",
        ">>> x",
        "[not run: module: no module named 'x']",
        ">>> loop()",
        "Tr",
        "[timeout]",
    ]


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("enum:", "module: no module named 'enum'"),
        ("math:fsum", "attribute: module 'math' has no attribute 'fsum'"),
        ("builtins:memoryview", "builtin: name 'memoryview' isn't defined"),
        ("builtins:str.casefold", "attribute: type object 'str' has no attribute 'casefold'"),
        ("array:array.pop", "attribute: type object 'array' has no attribute 'pop'"),
    ],
)
def test_a_lack_is_told_in_the_words_of_the_judge(feature: str, words: str) -> None:
    assert lacking(feature) == words


@given(
    flow=st.lists(
        st.tuples(
            st.sets(st.sampled_from("abcd")), st.sets(st.sampled_from("abcd")), st.booleans()
        ),
        max_size=12,
    )
)
def test_who_reads_what_a_failed_step_binds_is_never_run(
    flow: list[tuple[set[str], set[str], bool]],
) -> None:
    """The rule itself, said in another way: follow each name by hand."""
    did = [
        (
            step("show()", binds=" ".join(binds), reads=" ".join(reads)),
            seen(error=b"" if works else b"TypeError: no\r\n"),
        )
        for binds, reads, works in flow
    ]
    spoilt: set[str] = set()
    for taken, (binds, reads, works) in zip(walk(did), flow, strict=True):
        blocked = bool(reads & spoilt)
        assert isinstance(taken.fate, Blocked) == blocked
        if blocked or not works:
            spoilt |= binds
