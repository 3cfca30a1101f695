"""Which feature a case is about, and what a run then says of the features that code uses."""

from pathlib import Path

import msgspec
import pytest

from harness.cli import main
from harness.commands.scoring import programs_of
from harness.history.record import Record, RecordWriter, Result
from harness.report.scores import score_lines
from harness.suite.case import Case
from harness.suite.manifest import SURFACE_FILE, load_manifest
from harness.tests.test_terminal import D, M, U, record, with_results
from harness.usage.assignment import ENOUGH, assigned, subject
from harness.usage.book import FILE, Usage, read_usage
from harness.usage.feature import Feature, Kind, Told
from harness.usage.names import asked_names
from harness.usage.program import uses
from harness.usage.tally import Count
from harness.usage.weighing import HOW, Evidence, Weighted, evidence_of, weighted
from harness.verdict import Word

SUITE = Path(__file__).parents[2] / "testsuite"
USAGE = read_usage(SUITE / FILE)
BUILTINS, METHODS, SYNTAX, MODULES = Kind

SUBJECTS = {
    "language/compound_statements/for_else": "for else",
    "language/compound_statements/with_left_by_return": "with",
    "language/datamodel/len_must_not_be_negative": "__len__ method",
    "language/datamodel/new_makes_the_instance": "__new__ method",
    "language/datamodel/mro_attribute": ".__mro__",
    "language/expressions/assignment_expression": "walrus",
    "language/expressions/chained_comparison": "chained comparison",
    "language/expressions/call_of_missing_attribute_order": "call",
    "language/lexical/f_string_nested_spec": "f-string nested format",
    "language/lexical/keywords_are_reserved": "invalid syntax",
    "builtins/str/splitlines": "str.splitlines",
    "builtins/str/percent_basics": "% formatting",
    "builtins/str/iteration": "str",
    "builtins/list/stepped_slices": "slice with step",
    "builtins/list/sort_is_stable": "list.sort",
    "builtins/functions/next_default": "next",
    "builtins/functions/print_separators": "print",
    "builtins/int/large_power": "big int",
    "builtins/exceptions/os_error_errno": "OSError.errno",
    "builtins/bytes/search_for_str": "bytes",
    "builtins/float/nan_is_unequal": "float",
    "builtins/numbers/floor_division": "//",
    "stdlib/re/split_with_groups": "re.split",
    "stdlib/math/isclose": "math.isclose",
    "stdlib/re/named_groups": "re.match",
    "stdlib/io/bytes_io": "io.BytesIO",
    "stdlib/contextlib/suppress": "contextlib.suppress",
}


@pytest.mark.parametrize(("case", "name"), SUBJECTS.items(), ids=SUBJECTS)
def test_a_case_is_about_what_its_name_and_claim_say(case: str, name: str) -> None:
    program = (SUITE / f"{case}.py").read_text()
    told = subject(case, program.partition("\n")[0], uses(program), USAGE.counts)
    assert told.name == name
    assert USAGE.cases[case].about == told


def test_only_cases_about_a_module_import_it() -> None:
    """A match speaks for all that a case is about and uses: also for the module, then."""
    for case, told in USAGE.cases.items():
        program = (SUITE / f"{case}.py").read_text()
        modules = {it.name.partition(".")[0] for it in told.uses if it.kind is MODULES}
        if told.about.kind is MODULES and told.about.name != "types.GenericAlias":
            modules.add(told.about.name.partition(".")[0])
        assert all(name in program for name in modules), case


def test_a_case_that_mentions_nothing_it_uses_is_about_no_module() -> None:
    told = subject("builtins/numbers/z", '"""z."""', uses("print(7 // 2)\n"), {})
    assert told.kind is not MODULES


def test_of_two_features_that_nothing_mentions_the_rarer_one_is_meant() -> None:
    program = "for it in f(): pass\nwhile f(): pass\n"
    counts = {Feature(SYNTAX, "for"): Count(9, 9), Feature(SYNTAX, "while"): Count(2, 2)}
    counts |= {Feature(SYNTAX, it): Count(99, 99) for it in ("call", "pass")}
    assert subject("language/x/y", '"""z."""', uses(program), counts).name == "while"


def test_how_it_is_weighed_says_what_is_left_out() -> None:
    told = " ".join(HOW)
    assert f"of what very many use {ENOUGH} tell" in told
    assert "nobody tried whether it works" in told


def test_a_feature_that_very_many_cases_use_is_told_of_some() -> None:
    programs = {f"language/x/{number}": ('"""z."""', uses("f(a)\nb\n")) for number in range(99)}
    programs |= {
        f"language/y/while_{number}": ('"""z."""', uses("while f(): a\n")) for number in range(9)
    }
    counts = {Feature(SYNTAX, it): Count(9, 9) for it in ("call", "while")}
    found = assigned(programs, counts)
    assert found.keys() == programs.keys()
    told = sum(Feature(SYNTAX, "call") in it.uses for it in found.values())
    assert 0 < told <= ENOUGH


# The committed file.


def test_the_usage_file_tells_of_every_hand_written_case_and_of_no_other() -> None:
    assert USAGE.cases.keys() == programs_of(SUITE).keys()


def test_the_usage_file_knows_what_surface_cases_ask_for() -> None:
    surfaces = load_manifest(SUITE / SURFACE_FILE).modules
    modules = {it.removeprefix("surface.") for it in surfaces}
    for case, names in USAGE.asked.items():
        module, _, _ = case.removeprefix("surface.").rpartition(".")
        assert module in modules
        assert names
    assert "str.join" in USAGE.asked["surface.builtins.str"]
    assert "math.sqrt" in USAGE.asked["surface.math.names"]


def test_the_usage_file_is_no_larger_than_people_read() -> None:
    assert (SUITE / FILE).stat().st_size <= 150_000


def test_values_of_types_are_not_asked_for() -> None:
    used = [Feature(METHODS, it) for it in ("complex.real", "complex.conjugate", "OSError.errno")]
    assert asked_names(["surface.builtins"], used) == {
        "surface.builtins.complex": ["complex.conjugate"]
    }


# Weighing.

LEN, STR, RE, SUB = (
    Feature(BUILTINS, "len"),
    Feature(METHODS, "str.title"),
    Feature(MODULES, "re"),
    Feature(MODULES, "re.sub"),
)
FOR, VARS = Feature(SYNTAX, "for"), Feature(BUILTINS, "vars")
COUNTS = {
    LEN: Count(50, 90),
    STR: Count(10, 10),
    RE: Count(20, 20),
    SUB: Count(5, 9),
    FOR: Count(60, 99),
    VARS: Count(5, 5),
}
ASKED = {
    "surface.builtins.names": ["len", "vars"],
    "surface.builtins.str": ["str.title"],
    "surface.re.names": ["re.sub"],
}
CASES = {
    "language/a": Told(FOR, (LEN,)),
    "language/b": Told(FOR, ()),
    "builtins/c": Told(LEN, (FOR,)),
    "stdlib/d": Told(SUB, (RE, FOR)),
}


def run(
    *results: tuple[str, Word, str], modules: list[str] | None = None, lost: str = ""
) -> Record:
    """Give a run in which surface cases have `lost` names; `import!re` is the step before them."""
    header = msgspec.structs.replace(record({}).header, probe={"modules": modules})
    return with_results(header, *(_result(*it, lost.split()) for it in results))


def _result(case: str, verdict: Word, detail: str, lost: list[str]) -> Result:
    lost = [it for it in lost if case in ASKED]
    expected = "".join(f">>> {it.replace('!', ' ')}\n... print(True)\nTrue\n" for it in lost)
    asked = len(ASKED.get(case, ()))
    matched = asked - sum("!" not in it for it in lost)
    chapter = case.rpartition("/")[0]
    return Result(
        case, "0", chapter, verdict, detail, expected=expected, assertions=asked, matched=matched
    )


def found(told: Record, counts: dict[Feature, Count] | None = None) -> dict[Feature, Evidence]:
    usage = Usage({}, counts or COUNTS, CASES, ASKED)
    return {Feature(it.kind, it.name): it for it in evidence_of(told, usage)}


def test_a_match_speaks_for_all_it_uses_and_a_difference_against_its_subject_alone() -> None:
    told = found(run(("language/a", M, ""), ("language/b", D, ""), ("builtins/c", D, "")))
    assert (told[FOR].matched, told[FOR].of) == (1, 2)
    assert (told[LEN].matched, told[LEN].of) == (1, 2)
    assert told[LEN].against == ("builtins/c",)
    assert SUB not in told


@pytest.mark.parametrize(
    ("verdict", "detail", "blamed"),
    [
        (U, "builtin: name 'vars' isn't defined", VARS),
        (U, "builtin: name 'vars' is not defined", VARS),
        (U, "module: no module named 're'", RE),
        (U, "attribute: 'str' object has no attribute 'title'", STR),
        (U, "attribute: module 're' has no attribute 'sub'", SUB),
        (U, "attribute: 'str' object has no attribute 'unheard_of'", FOR),
        (U, "syntax: invalid syntax", FOR),
        (D, "builtin: name 'vars' isn't defined", FOR),
    ],
)
def test_what_a_verdict_says_is_missing_is_blamed(
    verdict: Word, detail: str, blamed: Feature
) -> None:
    told = found(run(("language/b", verdict, detail)))
    assert {it: (told[it].matched, told[it].of) for it in told} == {blamed: (0, 1)}


@pytest.mark.parametrize("word", [Word.SKIP, Word.REFERENCE, Word.FLAKY, Word.INFRA])
def test_what_was_not_asked_says_nothing(word: Word) -> None:
    assert not found(run(("language/a", word, ""), ("surface.builtins.names", word, "")))


def test_a_name_is_there_or_not() -> None:
    told = found(run(("surface.builtins.names", U, ""), lost="vars"))
    assert (told[LEN].percent, told[LEN].lacks) == (100, False)
    assert (told[VARS].percent, told[VARS].lacks) == (0, True)
    assert set(told) == {LEN, VARS}


def test_a_name_that_a_matching_case_uses_is_not_lacking() -> None:
    told = found(run(("surface.builtins.names", U, ""), ("builtins/c", M, ""), lost="len"))
    assert (told[LEN].percent, told[LEN].lacks) == (100, False)


def test_what_lies_in_a_missing_module_is_missing_and_told_with_it() -> None:
    told = run(("surface.re.names", U, ""), lost="import!re re.sub")
    usage = Usage({}, COUNTS, CASES, ASKED)
    assert found(told)[SUB].lacks
    assert [it.name for it in weighted(told, usage).losses] == ["re"]


def test_the_board_s_own_list_tells_of_modules() -> None:
    assert found(run(modules=["sys"]))[RE].lacks
    assert found(run(modules=["re"]))[RE].percent == 100
    assert set(found(run(modules=["ure"]))) == set()
    assert set(found(run(modules=[]))) == set()
    assert SUB not in found(run(modules=["re"]))


def test_of_a_list_of_names_that_was_cut_only_what_it_tells_is_known() -> None:
    names = ["aa", "bb", "cc", "dd"]
    counts = {Feature(BUILTINS, it): Count(1, 1) for it in names}
    cut = ">>> bb\n... print(True)\nTrue\n>>> c [... of 99 characters]"
    it = Result("surface.builtins.names", "0", "", U, expected=cut, assertions=9, matched=2)
    told = evidence_of(with_results(record({}).header, it), Usage({}, counts, {}, {it.case: names}))
    assert {one.name: one.lacks for one in told} == {"aa": False, "bb": True}


def test_the_figure_is_weighted_and_says_what_it_covers() -> None:
    told = run(("language/a", M, ""), ("language/b", D, ""), ("builtins/c", D, ""))
    found = weighted(told, Usage({}, COUNTS, CASES, ASKED))
    assert (found.total.percent, found.total.covered, found.total.features) == (50, 73, 2)
    assert (found.kinds[SYNTAX].percent, found.kinds[SYNTAX].covered) == (50, 100)
    assert found.kinds[MODULES].percent is None
    assert [it.name for it in found.losses] == ["for", "len"]


def test_all_kept_is_100_and_nothing_less_is() -> None:
    every = [("language/a", M, ""), ("language/b", M, ""), ("stdlib/d", M, "")]
    usage = Usage({}, COUNTS | {FOR: Count(10**9, 1)}, CASES, ASKED)
    assert weighted(run(*every), usage).total.percent == 100
    found = weighted(run(*every, ("builtins/c", D, "")), usage)
    assert found.total.percent == 99
    assert msgspec.json.decode(msgspec.json.encode(found), type=Weighted) == found


def test_the_terminal_has_both_figures_and_the_heaviest_losses() -> None:
    told = run(("language/a", M, ""), ("language/b", D, ""), ("builtins/c", D, ""))
    lines = list(score_lines(told, weighted(told, Usage({}, COUNTS, CASES, ASKED)), 70))
    assert max(map(len, lines)) <= 80
    texts = [" ".join(it.split()) for it in lines]
    assert "total 1/3 33% -" in texts
    assert "weighted by use: 50%, from 2 features with 73% of all uses" in texts
    assert "60 files for: 1 of 2 cases" in texts


def test_the_terminal_says_that_only_some_cases_were_run() -> None:
    told = run(("language/a", M, ""))
    usage = Usage({}, COUNTS, CASES, ASKED)
    whole = list(score_lines(told, weighted(told, usage), 70))
    header = msgspec.structs.replace(told.header, selection=["language/a.py", "-k=a"])
    some = msgspec.structs.replace(told, header=header)
    lines = list(score_lines(some, weighted(some, usage), 70))
    assert lines == [whole[0], "  some cases only: language/a.py -k=a", *whole[1:]]


def test_the_command_takes_a_record_s_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night = record({"language/expressions": [M]})
    case = Case("language/expressions/0", "language/expressions", "", tmp_path)
    writer = RecordWriter(tmp_path / "run.jsonl", night.header, [case])
    writer.add(msgspec.structs.replace(night.results[0], hash=case.content_hash))
    writer.finish()
    assert main(["score", str(tmp_path / "run.jsonl")]) == 0
    assert "1/1 100%" in capsys.readouterr().out
    assert main(["score", "nobody", "--records", str(tmp_path)]) == 2
    assert "no record of a whole run on nobody" in capsys.readouterr().err
