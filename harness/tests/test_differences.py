"""Candidates for MicroPython's list of differences: what is the same, what is written, where."""

import ast
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.cli import main
from harness.commands.differences import write_folder
from harness.errors import Misconfigured
from harness.history.record import Header, Record, RecordWriter, Result, read_record, run_id
from harness.observation import Ending, Expected, Observation
from harness.reduction.candidates import Bench, Candidate, below_claim, chosen, grouped
from harness.reduction.caught import caught, telling
from harness.reduction.differences import Differing
from harness.reduction.sameness import Difference, difference, may_be
from harness.report.candidates import candidate_text, category, file_names
from harness.suite.case import Case, Step
from harness.suite.oracle import STEPS_LIMITS, Oracle
from harness.tests.boards import wasm_board
from harness.verdict import Word

TYPE_ERROR = ("TypeError", "Exception", "BaseException")
BENCH = Bench("wasm", "micropython", "1.29.0", "npm 1.29.0", "CPython 3.11.7")


def saw(output: str, error: str = "") -> Observation:
    traceback = f'Traceback:\n  File "<stdin>", line 1\n{error}\n' if error else ""
    return Observation(output.encode(), traceback.encode(), Ending.FINISHED)


def candidate(**changes: object) -> Candidate:
    told = Difference(("True",), ("False",))
    facts = {"cases": ("builtins/truth/a",), "chapter": "builtins/truth", "claim": "One is one."}
    return Candidate(**({"program": "print(1)", "difference": told} | facts | changes))  # type: ignore[arg-type]


# What differs.


@pytest.mark.parametrize(
    ("expected", "seen", "told"),
    [
        (Expected("1 2 3\n"), saw("1 4 3\n"), Difference(("2",), ("4",))),
        (Expected("a\n1 2\n"), saw("a\n2 1\n"), Difference(("1", "2"), ("2", "1"))),
        (Expected("a\n"), saw("a\nb\n"), Difference((), ("b",))),
        (Expected("a b\n"), saw("a\n"), Difference(("b",), ())),
        (Expected("1 1\n"), saw("1\n"), Difference(("1",), ())),
        (
            Expected("a\n"),
            saw("", "TypeError: no x"),
            Difference((), (), "TypeError", "no x"),
        ),
        (
            Expected("", ("KeyError", *TYPE_ERROR[1:])),
            saw("", "TypeError: no x"),
            Difference(("[raises KeyError]",), (), "TypeError", "no x"),
        ),
        (
            Expected("", TYPE_ERROR),
            saw("made\n"),
            Difference(("[raises", "TypeError]"), ("made",)),
        ),
        (Expected("a\n"), saw("b\n", "TypeError: no x"), Difference(("a",), ("b",))),
        (
            Expected("x\n"),
            saw("<A object at 0x7f01>\n"),
            Difference(("x",), ("<A", "object", "at", "...>")),
        ),
        (Expected("a\n"), saw("a\r\n"), None),
        (Expected("a\n"), saw("", "ImportError: no module named 'x'"), None),
        (Expected("a\n"), Observation(b"b", b"", Ending.DIED), None),
    ],
)
def test_what_differs_is_what_no_side_agrees_on(
    expected: Expected, seen: Observation, told: Difference | None
) -> None:
    assert difference(expected, seen, "") == told
    assert told is None or may_be(told, seen)


def test_a_board_that_does_another_thing_is_not_asked_about() -> None:
    raises = Difference((), (), "TypeError", "no x")
    assert not may_be(raises, saw("", "TypeError: no y"))
    assert not may_be(raises, saw("no x"))
    assert not may_be(Difference(("1",), ("2", "3")), saw("2 4"))
    assert not may_be(Difference(("1",), ("2",)), Observation(b"2", b"", Ending.TIMEOUT))


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abc"), max_size=6))
def test_equal_lines_around_do_not_change_what_differs(one: list[str], other: list[str]) -> None:
    told = difference(Expected(" ".join(one)), saw(" ".join(other)), "")
    around = [f"first\nx {' '.join(it)} y\nlast\n" for it in (one, other)]
    assert difference(Expected(around[0]), saw(around[1]), "") == told


def test_a_program_tells_what_it_catches() -> None:
    program = (
        "try:\n    int('x')\nexcept ValueError:\n    print('no')\ntry:\n    x\nexcept:\n    1\n"
    )
    printed: list[str] = []
    exec(telling(program), {"print": lambda *it: printed.append(" ".join(map(str, it)))})  # noqa: S102
    told = caught(printed)
    assert [re.sub("^.*?~.*?~ ", "", it).partition(":")[0] for it in sorted(told)] == [
        "NameError name 'x' is not defined",
        "ValueError invalid literal for int() with base 10",
    ]
    assert "no" in printed


# Which of a run's.


def record_of(results: list[Result], board: str = "wasm", firmware: str = "firmware") -> Record:
    now = datetime.now(UTC)
    header = Header(
        *(run_id(now, board), now, board, "profile", {}, firmware, "CPython 3", "0", []),
        planned=len(results),
        exact=True,
        work_unit="fuel",
    )
    return Record(header, tuple(results), None)  # type: ignore[arg-type]


def test_every_claim_is_chosen_and_of_derived_cases_one_for_each_way() -> None:
    def result(case: str, chapter: str, detail: str = "", word: Word = Word.DIFFER) -> Result:
        return Result(case, "0" * 16, chapter, word, detail)

    raises = "step {} (f(x)): expected {}, seen '[raises TypeError]' (no x)"
    run = record_of(
        [
            result("language/a", "language"),
            result("language/b", "language", word=Word.CRASH),
            result("memory/c", "memory/objects"),
            result("test_x.C.d", "cpython-stdlib/test_x", "step 1 (f(y)): expected '1', seen '2'"),
            result("test_x.C.f", "cpython-stdlib/test_x", raises.format(1, "'True'")),
            result("test_x.C.e", "cpython-stdlib/test_x", raises.format(7, "the end")),
            result("test_x.C.g", "cpython-stdlib/test_x", "step 9 (f(y)): expected '1', seen '2'"),
            result("test_x.C.k", "cpython-stdlib/test_x", raises.format(7, "the end")),
            result("test_x.C.h", "cpython-stdlib/test_x", word=Word.UNSUPPORTED),
            result("test_x.C.i", "cpython-stdlib/test_x", raises.format(1, "").replace("x)", "z)")),
        ]
    )
    assert [it.case for it in chosen(run, 0)] == ["language/a"]
    assert [it.case for it in chosen(run, 2)] == ["language/a", "test_x.C.e", "test_x.C.d"]
    assert len(chosen(run, 99)) == 4


def test_the_same_program_is_one_candidate_and_so_is_the_same_exception_of_derived_cases() -> None:
    raises, prints = Difference((), (), "TypeError", "no x"), Difference(("True",), ("False",))
    step = (Step("x"),)
    cases = {
        it.id: it
        for it in (
            Case("language/b", "language", '"""Two."""\nb\n', Path()),
            Case("language/a", "language", "'''One.\nMore.'''\na\n", Path()),
            Case("language/c", "language", "c\n", Path()),
            *(Case(f"test_x.{it}", "cpython-x", "", Path(), steps=step) for it in "defg"),
        )
    }
    found = {
        ("p", raises): ["test_x.d", "language/b", "language/a"],
        ("longer", raises): ["test_x.e", "language/c"],
        ("q", raises): ["test_x.f"],
        ("r", prints): ["test_x.g"],
    }
    told = {it.cases: (it.program, it.claim) for it in grouped(found, cases)}
    assert told == {
        ("language/a", "language/b"): ("p", "One."),
        ("language/c",): ("longer", ""),
        ("test_x.d", "test_x.f", "test_x.e"): ("p", ""),
        ("test_x.g",): ("r", ""),
    }
    assert below_claim(cases["language/a"].program) == "a\n"
    assert below_claim("no docstring") == "no docstring"


# What is written.

MARKS = ('"""\n', "categories: ", "description: ", "cause: ", "workaround: ")
NASTY = st.lists(
    st.one_of(st.sampled_from(["cause: ", '"""', "\n", "\x1b[2J", "\ud800", "\\", "#"]), st.text()),
    max_size=5,
).map("".join)


def fields(text: str) -> list[str]:
    """Take a file apart as the list's generator does."""
    return [it for it in re.split("|".join(map(re.escape, MARKS)), text) if it]


@given(claim=NASTY, said=NASTY, firmware=NASTY, case=NASTY, lines=st.lists(NASTY, max_size=3))
def test_a_file_keeps_its_form_whatever_a_board_prints(
    claim: str, said: str, firmware: str, case: str, lines: list[str]
) -> None:
    bench = Bench(said, "micropython", "1", firmware, "CPython")
    told = Difference((), (), "TypeError", said)
    it = candidate(
        claim=claim, difference=told, cases=(case, said), wanted=tuple(lines), seen=tuple(lines)
    )
    text = candidate_text(bench, it)
    text.encode()
    found = fields(text)
    assert len(found) == 5
    assert found[0] == "Types,truth\n"
    assert found[2:4] == ["Unknown\n", "Unknown\n"]
    assert [ast.unparse(it) for it in ast.parse(text).body[1:]] == ["print(1)"]
    below = found[4].strip("\n").split("\n")
    assert below[0] == "print(1)"
    assert all(line.startswith("#") for line in below[2:])
    assert len(below) < 40


def test_both_sides_are_shown() -> None:
    it = candidate(
        program="print(True is 1)\n",
        claim="A bool is a number.",
        cases=("builtins/truth/a", "builtins/truth/b"),
        wanted=("True", "[raises TypeError: no]"),
    )
    assert (
        candidate_text(BENCH, it)
        == '''"""
categories: Types,truth
description: Not so in MicroPython: A bool is a number.
cause: Unknown
workaround: Unknown
"""

print(True is 1)

# CPython 3.11.7:
#     True
#     [raises TypeError: no]
# MicroPython 1.29.0:
#     (nothing)
# Seen twice on wasm (npm 1.29.0), freshly reset.
# Case: builtins/truth/a
# The same: builtins/truth/b
'''
    )


def test_what_nobody_claims_is_described_by_what_differs() -> None:
    prints = candidate(claim="", difference=Difference(("True",), ("False", "0")))
    said = "description: MicroPython prints False 0 where CPython prints True."
    assert said in candidate_text(BENCH, prints)
    raises = candidate(claim="", difference=Difference((), (), "TypeError", "no x"))
    assert "description: MicroPython raises TypeError: no x.\n" in candidate_text(BENCH, raises)


def test_a_docstring_is_written_so_that_it_does_not_end_the_header() -> None:
    program = 'class A:\n    """About \\"it\\"."""\nprint(A.__doc__)\n'
    text = candidate_text(BENCH, candidate(program=program))
    assert "class A:\n    'About \"it\".'\n" in text
    assert len(fields(text)) == 5


@pytest.mark.parametrize("program", ['f("""a\n""")\nx = """\n"""\n', "print('cause: x')"])
def test_a_program_that_the_list_has_no_place_for_is_refused(program: str) -> None:
    with pytest.raises(ValueError, match="field's name"):
        candidate_text(BENCH, candidate(program=program))


@pytest.mark.parametrize(
    ("chapter", "told"),
    [
        ("language/lexical", "Syntax,Lexical analysis"),
        ("language/datamodel", "Core,Classes"),
        ("language", "Core"),
        ("builtins/functions", "Modules,builtins"),
        ("builtins/str", "Types,str"),
        ("stdlib/json", "Modules,json"),
        ("cpython-builtins/test_set", "Types,set"),
        ("cpython-language/test_with", "Core,with"),
        ("cpython-stdlib/test_re", "Modules,re"),
    ],
)
def test_a_chapter_has_a_category(chapter: str, told: str) -> None:
    assert category(chapter) == told


@given(st.lists(st.one_of(NASTY, st.sampled_from(["a", "A", "a/2", "a_2", "a 2", "../a"]))))
def test_names_are_safe_and_each_another(cases: list[str]) -> None:
    chapters = ("builtins/str", "cpython-stdlib/test_re")
    every = [candidate(cases=(it,), chapter=chapter) for it in cases for chapter in chapters]
    names = file_names(every)
    assert len(set(names)) == len(every)
    assert all(re.fullmatch(r"(types|modules)_[a-z0-9_]+\.py", it) for it in names)
    assert all(len(it) < 100 for it in names)


# Where it is written.


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    place = tmp_path / "made" / "here"
    text = candidate_text(BENCH, candidate())
    write_folder(place, {"a.py": text, "b.py": text})
    write_folder(place, {"c.py": text})
    assert [it.name for it in place.iterdir()] == ["c.py"]
    assert [it.name for it in place.parent.iterdir()] == ["here"]


@pytest.mark.parametrize("name", ["notes.txt", "own.py", "folder", "link.py"])
def test_a_folder_with_anything_else_stays_as_it_is(name: str, tmp_path: Path) -> None:
    place = tmp_path / "here"
    text = candidate_text(BENCH, candidate())
    write_folder(place, {"a.py": text})
    match name:
        case "folder":
            (place / name).mkdir()
        case "link.py":
            (place / name).symlink_to(place / "a.py")
        case _:
            (place / name).write_text("print('mine')")
    with pytest.raises(Misconfigured, match=f"{name} is no candidate"):
        write_folder(place, {"b.py": text})
    assert sorted(it.name for it in place.iterdir()) == sorted(["a.py", name])


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "here"
    text = candidate_text(BENCH, candidate())
    write_folder(place, {"a.py": text})
    with pytest.raises(Misconfigured, match="cannot be written"):
        write_folder(place, {"b.py": text, f"{'x' * 300}.py": text})
    assert [it.name for it in place.iterdir()] == ["a.py"]
    with pytest.raises(Misconfigured, match="is no folder"):
        write_folder(place / "a.py", {"b.py": text})


# On a board.

IDENTITY = "print(issubclass(bool, int), isinstance(1, bool))\n"
PROGRAMS = {
    "truth/subclass": f'"""bool is a subclass of int."""\nx = 2\n{IDENTITY}print(x)\n',
    "truth/again": f'"""A bool is an int."""\n{IDENTITY}',
    "bytes/sum": (
        '"""Bytes and str have no sum."""\n'
        "for a, b in ((b'', ''),):\n    try:\n        print(a + b)\n"
        "    except TypeError:\n        print('TypeError')\n"
    ),
    "str/strip": '"""strip(None) is strip()."""\nprint(\'before\')\nprint(\' a \'.strip(None))\n',
    "str/fine": '"""It matches."""\nprint(1)\n',
}


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    for name, program in PROGRAMS.items():
        path = tmp_path / "testsuite" / "builtins" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(program)
    (tmp_path / "testsuite" / "cpython").mkdir()
    (tmp_path / "testsuite" / "cpython" / "language.toml").write_text("format = 1\n[modules]\n")
    # which is no manifest, and lies beside that of names
    (tmp_path / "testsuite" / "usage.toml").write_text("format = 1\n[asked]\n")
    return tmp_path


def write_run(suite: Path, names: list[str], firmware: str) -> None:
    ids = [f"builtins/{it}" for it in names]
    cases = [Case(it, it.rpartition("/")[0], "", suite) for it in ids]
    results = [Result(it.id, it.content_hash, it.chapter, Word.DIFFER) for it in cases]
    header = record_of(results, firmware=firmware).header
    path = suite / "reports" / "runs" / f"{header.run}.jsonl"
    writer = RecordWriter(path, header, cases)
    for it in results:
        writer.add(it)
    writer.finish()
    assert read_record(path).header == header


@pytest.fixture
def firmware() -> str:
    with wasm_board(1 << 20) as board:
        return board.place.firmware


def test_a_runs_differences_come_to_files(
    suite: Path, firmware: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_run(suite, [*PROGRAMS, "str/gone"], firmware)
    out = suite / "out"
    manifests = str(suite / "testsuite" / "cpython")
    status = main(["differences", "wasm", "--suite", manifests, "--out", str(out)])
    told, errors = capsys.readouterr()
    assert (status, errors) == (1, "")
    texts = {it.name: it.read_text() for it in out.iterdir()}
    programs = {name: fields(it)[4].partition("\n# ")[0].strip() for name, it in texts.items()}
    assert programs == {
        "types_truth_again.py": "print(issubclass(bool, int))",
        "types_bytes_sum.py": (
            "try:\n    print(b'' + '')\nexcept TypeError:\n    print('TypeError')"
        ),
        "types_str_strip.py": "''.strip(None)",
    }
    assert "#     True\n# MicroPython 1.29.0:\n#     False\n" in texts["types_truth_again.py"]
    assert "The same: builtins/truth/subclass\n" in texts["types_truth_again.py"]
    assert "[raises TypeError: can't convert 'NoneType'" in texts["types_str_strip.py"]
    assert "no candidate: builtins/str/fine: does not differ when it is run again" in told
    assert "no candidate: builtins/str/gone: is no case of the suite any more" in told
    assert told.splitlines()[-1] == f"3 candidates, written to {out}"


def test_without_a_folder_files_are_only_listed(
    suite: Path, firmware: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_run(suite, ["str/strip"], firmware)
    before = sorted(suite.rglob("*"))
    assert main(["differences", "--suite", str(suite / "testsuite" / "cpython")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["14", "bytes", "types_str_strip.py"]
    assert lines[1].startswith("1 candidate, not written")
    assert sorted(suite.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["wasm"], "wasm: runs npm 1.*, and other in .*; run pytest --board=wasm first"),
        (["nobody"], "no record of a whole run of the hand-written cases on nobody"),
        (["wasm", "--out", "."], "reports is no candidate, .*; name a folder of their own"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(
    arguments: list[str],
    told: str,
    suite: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(suite)
    write_run(suite, ["str/strip"], "other")
    assert main(["differences", *arguments]) == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert re.search(told, errors)
    assert errors.count("\n") == 1


def test_of_a_case_in_steps_the_first_that_differs_is_reduced(suite: Path, firmware: str) -> None:
    sources = ("import math", "import no_such_module", "x = [1, 2]", "x *= 2")
    steps = tuple(map(Step, sources))
    steps += (Step("y = x", output=""), Step("print(True & False)", output="False\n"), Step("1/0"))
    case = Case("test_x.C.test", "cpython-builtins/test_x", "", suite, steps=steps)
    result = Result(case.id, case.content_hash, case.chapter, Word.DIFFER)
    run = record_of([result], firmware=firmware)
    oracle = Oracle(sys.executable, suite / "cache", lambda *_: None, STEPS_LIMITS)
    differing = Differing(oracle, suite, lambda *_: None, candidate_text)
    found = differing.find(run.header, [result], {case.id: case})
    assert not found.unreduced
    ((it, text),) = found.texts
    assert it.program == "print(True & False)"
    assert "description: MicroPython prints 0 where CPython prints False.\n" in text


Change = Callable[[Bench, Candidate], str]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda _, it: it.program.replace("None", ""), "written down, it is MATCH"),
        (lambda _, it: f"{it.program}\nprint({len(it.seen)})", "something else each time"),
        (lambda _, it: f"{it.program}\n)", "written down, the reference does not compile"),
    ],
)
def test_what_was_written_must_be_what_differs(
    change: Change, why: str, suite: Path, firmware: str
) -> None:
    case = Case("builtins/str/strip", "builtins/str", PROGRAMS["str/strip"], suite)
    result = Result(case.id, case.content_hash, case.chapter, Word.DIFFER)
    run = record_of([result], firmware=firmware)
    oracle = Oracle(sys.executable, suite / "cache", lambda *_: None, STEPS_LIMITS)
    found = Differing(oracle, suite, lambda *_: None, change).find(
        run.header, [result], {case.id: case}
    )
    assert not found.texts
    assert why in found.unreduced[case.id]
