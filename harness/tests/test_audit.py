"""The suite finds what is broken in a Python, and nothing else changes its verdicts.

Only a sample is audited here: some mutations, until a first case has found them.  All of them on
all cases is `python -m harness.tests.bench_audit`.
"""

import ast

import pytest

from harness.board.walk import run_steps
from harness.suite.case import Case, Step
from harness.tests.mutations import MUTATIONS, Mutation
from harness.verdict import Word

bench = pytest.importorskip("harness.tests.bench_audit", reason="needs fork")

SAMPLE = [name for name in MUTATIONS if name != "nothing"][::5]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    found: list[Case] = bench.hand_written()
    return found


def test_a_sound_python_matches_everywhere(cases: list[Case]) -> None:
    seen = bench.audit(MUTATIONS["nothing"], cases[::10], unrelated=len(cases))
    assert (seen.related, seen.changed, seen.others) == ([], [], len(cases[::10]))


@pytest.mark.parametrize("name", SAMPLE)
def test_a_broken_python_is_found_and_nothing_else_changes(cases: list[Case], name: str) -> None:
    seen = bench.audit(MUTATIONS[name], cases, unrelated=4, enough=1)
    assert len(seen.found) == 1
    assert seen.changed == []


def test_a_change_of_what_is_not_related_is_found(cases: list[Case]) -> None:
    name = "is means =="
    (finder,) = bench.audit(MUTATIONS[name], cases, unrelated=0, enough=1).found
    blind = Mutation(name, ast.NodeTransformer)
    seen = bench.audit(blind, [case for case in cases if case.id == finder], unrelated=1)
    assert (seen.related, seen.changed) == ([], [finder])


def test_a_derived_case_is_found_at_its_step() -> None:
    steps = (
        Step("def check(it):\n    print(it)", binds=frozenset({"check"})),
        Step("check(7 // 2 == 3)", assertions=1, reads=frozenset({"check"}), output="True\n"),
        Step("check(-7 // 2 == -4)", assertions=1, reads=frozenset({"check"}), output="True\n"),
    )
    program = "\n".join(step.source for step in steps) + "\n"
    case = Case("test_x.X.test_y", "cpython-x/test_x", program, bench.ROOT, steps=steps)
    with bench.broken_board(MUTATIONS["int // truncates"]) as board:
        outcome = run_steps(board, case, bench.DEADLINE_SECONDS)
    assert outcome.verdict.word is Word.DIFFER


@pytest.mark.parametrize(
    ("name", "program", "rewritten"),
    [
        ("int // truncates", "x = a // b", "x = __mutant__(a, b)"),
        ("sorted ignores reverse", "sorted(a, reverse=1)", "__mutant__(sorted, a, reverse=1)"),
        ("assert is ignored", "assert x", "pass"),
        ("continue breaks", "for x in y:\n    continue", "for x in y:\n    break"),
        ("+= makes a new list", "a += [1]", "a = a + [1]"),
        ("a chain evaluates its middle twice", "a < f() < b", "a < f() and f() < b"),
        ("sorted ignores reverse", "print('sorted(a)')", None),
        ("int // truncates", "x = a / b  # //", None),
        ("nothing", "x = a // b", None),
        ("int // truncates", "x = = 1 // 2", None),
    ],
)
def test_what_is_related_is_what_is_rewritten(
    name: str, program: str, rewritten: str | None
) -> None:
    tree = MUTATIONS[name].rewritten(program)
    assert (None if tree is None else ast.unparse(tree)) == rewritten
