"""What becomes of test modules, with a deriver whose answers lie beside it and the real oracle."""

import hashlib
import json
import os
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from harness.errors import Misconfigured, NotInstalled
from harness.observation import Expected
from harness.suite.case import Step
from harness.suite.derivations import Crew, Derivation, Derivations, Failed
from harness.suite.derived import DerivedModule, Deriver, Rejection, Stage
from harness.suite.library import Library, find_library
from harness.suite.manifest import Chosen
from harness.suite.worker import probe

# It takes MODULE.json from its own folder for its answer, notes that it was asked, and does
# MODULE.py before, where there is one.
DERIVER = """\
import pathlib, sys
here, module = pathlib.Path(__file__).parent, sys.argv[1]
with open(here / "asked", "a") as asked:
    print(module, file=asked)
before = here / f"{module}.script"
if before.exists():
    exec(before.read_text())
pathlib.Path(sys.argv[2]).write_text((here / f"{module}.json").read_text())
"""


def step(source: str, assertions: int = 0, **rest: Any) -> dict[str, Any]:  # noqa: ANN401
    empty: dict[str, list[str]] = {"binds": [], "reads": [], "changes": [], "needs": []}
    return {"source": source, "assertions": assertions, **empty, **rest}


def offer(case_id: str, *programs: list[dict[str, Any]], tag: str = "") -> dict[str, Any]:
    return {"id": case_id, "tag": tag, "candidates": list(programs)}


HOLDS = [step("x = [1]", binds=["x"]), step("print(x == [1])", 1, reads=["x"])]
FAILS = [step("print(False, 3)", 1)]
RAISES = [step("print(True)", 1), step("nonsense")]


@dataclass
class Bench:
    """A Lib/test, a deriver and a cache in one temporary folder."""

    folder: Path
    told: list[tuple[str, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("lib", "deriver"):
            (self.folder / name).mkdir()
        self.deriver = self.folder / "deriver" / "__main__.py"
        self.deriver.write_text(DERIVER)
        self.library = Library(probe(sys.executable), self.folder / "lib")

    def add(self, module: str, *cases: dict[str, Any], rejected: tuple[str, ...] = ()) -> None:
        source = self.folder / "lib" / f"{module}.py"
        source.write_text(f"# {module}")
        answer = {
            "format": 1,
            "module": module,
            "python": "3.11.7",
            "sources": {str(source): hashlib.sha256(source.read_bytes()).hexdigest()},
            "methods": len(cases) + len(rejected),
            "cases": cases,
            "rejected": [
                {"id": it, "reason": "unresolved name", "detail": "x (a.py:3)"} for it in rejected
            ],
        }
        self.deriver.with_name(f"{module}.json").write_text(json.dumps(answer))

    def does(self, module: str, script: str) -> None:
        self.deriver.with_name(f"{module}.script").write_text(script)

    def derivations(self, **options: Any) -> Derivations:  # noqa: ANN401
        cache = self.folder / "cache"
        return Derivations(
            self.library, cache, lambda *it: self.told.append(it), deriver=self.deriver, **options
        )

    def derive(self, *modules: str | Chosen) -> list[DerivedModule]:
        deriver = Deriver(
            sys.executable,
            self.folder / "cache",
            lambda *it: self.told.append(it),
            deriver=self.deriver,
        )
        deriver.library = self.library
        path = Path("builtins.toml")
        return deriver.derive(
            it if isinstance(it, Chosen) else Chosen(it, "builtins", path) for it in modules
        )

    @property
    def asked(self) -> list[str]:
        path = self.deriver.with_name("asked")
        return sorted(path.read_text().split()) if path.exists() else []

    @property
    def kept(self) -> list[Path]:
        return sorted((self.folder / "cache" / "derived").iterdir())


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_a_program_that_holds_is_a_case(bench: Bench) -> None:
    bench.add("test_a", offer("test_a.A.test_x", HOLDS))
    (module,) = bench.derive("test_a")
    (case,) = module.cases
    assert case.id == "test_a.A.test_x"
    assert case.chapter == "cpython-builtins/test_a"
    assert case.path == Path("builtins.toml")
    assert case.program == "x = [1]\nprint(x == [1])\n"
    assert case.expected == Expected("True\n")
    assert case.steps == (
        Step("x = [1]", binds=frozenset({"x"})),
        Step("print(x == [1])", 1, reads=frozenset({"x"}), output="True\n"),
    )
    assert (module.methods, module.derived, module.stable, module.rejections) == (1, 1, 1, ())


def test_the_first_program_that_holds_is_taken(bench: Bench) -> None:
    bench.add(
        "test_a",
        offer("test_a.A.test_x", RAISES, FAILS, HOLDS),
        offer("test_a.A.test_y", HOLDS[1:], [step("print(1)"), *HOLDS]),
    )
    (module,) = bench.derive("test_a")
    assert [case.id for case in module.cases] == ["test_a.A.test_x", "test_a.A.test_y"]
    assert module.cases[1].program == "print(1)\nx = [1]\nprint(x == [1])\n"
    assert module.passed_over == {"test_a.A.test_x": 2, "test_a.A.test_y": 1}


def test_a_method_without_a_program_that_holds_is_rejected_for_its_best_one(bench: Bench) -> None:
    bench.add(
        "test_a",
        offer("test_a.A.test_x", RAISES, FAILS),
        offer("test_a.A.test_y", FAILS, RAISES),
        offer("test_a.A.test_z", [step("x = '\3'")]),
        rejected=("test_a.A.test_w",),
    )
    (module,) = bench.derive("test_a")
    assert module.cases == ()
    assert module.rejections == (
        Rejection(
            "test_a.A.test_x",
            Stage.NOT_STABLE,
            "raises NameError",
            "name 'nonsense' is not defined",
        ),
        Rejection(
            "test_a.A.test_y",
            Stage.NOT_STABLE,
            "an assertion does not hold on CPython",
            "print(False, 3) prints False 3",
        ),
        Rejection(
            "test_a.A.test_z",
            Stage.NOT_STABLE,
            "has a character that cannot pass through a raw REPL",
            "",
        ),
        Rejection("test_a.A.test_w", Stage.NOT_DERIVED, "unresolved name", "x (a.py:3)"),
    )
    assert (module.methods, module.derived, module.stable) == (4, 3, 0)


@pytest.mark.parametrize("printed", ["print('Falsehood')", "print(True, False)"])
def test_what_only_looks_like_a_failed_assertion_is_none(bench: Bench, printed: str) -> None:
    bench.add("test_a", offer("test_a.A.test_x", [step(printed, 1)]))
    (module,) = bench.derive("test_a")
    assert module.stable == 1


def test_false_where_nothing_is_asserted_is_output_like_any(bench: Bench) -> None:
    bench.add("test_a", offer("test_a.A.test_x", [step("print(False)")]))
    (module,) = bench.derive("test_a")
    assert module.cases[0].expected == Expected("False\n")


def test_the_same_program_is_kept_once_in_a_module(bench: Bench) -> None:
    bench.add(
        "test_a",
        offer("test_a.A.test_x", HOLDS),
        offer("test_a.B.test_x", RAISES, HOLDS),
        offer("test_a.C.test_x", HOLDS, tag="cpython_only"),
    )
    bench.add("test_b", offer("test_b.A.test_x", HOLDS))
    one, other = bench.derive("test_a", "test_b")
    assert [(case.id, case.tag) for case in one.cases] == [
        ("test_a.A.test_x", ""),
        ("test_a.C.test_x", "cpython_only"),
    ]
    assert one.same == {"test_a.B.test_x": "test_a.A.test_x"}
    assert (one.derived, one.stable) == (3, 3)
    assert [case.id for case in other.cases] == ["test_b.A.test_x"]


def test_what_the_manifest_leaves_out_is_never_run(bench: Bench) -> None:
    hangs = offer("test_a.A.test_x", [step("import time; time.sleep(60)")])
    bench.add("test_a", hangs, offer("test_a.B.test_x", HOLDS), rejected=("test_a.A.test_y",))
    path = Path("builtins.toml")
    start = time.monotonic()
    (module,) = bench.derive(Chosen("test_a", "builtins", path, {"A.*": "too slow"}))
    assert time.monotonic() - start < 30
    assert [case.id for case in module.cases] == ["test_a.B.test_x"]
    assert {(it.id, it.stage, it.reason) for it in module.rejections} == {
        ("test_a.A.test_x", Stage.LEFT_OUT, "too slow"),
        ("test_a.A.test_y", Stage.LEFT_OUT, "too slow"),
    }
    assert (module.methods, module.derived, module.stable) == (3, 1, 1)


def test_modules_come_in_the_order_asked_for(bench: Bench) -> None:
    bench.add("test_a", offer("test_a.A.test_x", HOLDS))
    bench.add("test_b", offer("test_b.A.test_x", HOLDS))
    modules = bench.derive("test_b", "test_absent", "test_a")
    assert [it.chosen.name for it in modules] == ["test_b", "test_absent", "test_a"]
    assert [it.absent for it in modules] == [False, True, False]
    assert {it[0] for it in bench.told} == {
        "deriving test_a",
        "deriving test_b",
        "asking the reference",
    }


def test_a_deriver_that_dies_fails_its_module_only(bench: Bench) -> None:
    for name in ("test_a", "test_b", "test_c", "test_d", "test_e"):
        bench.add(name, offer(f"{name}.A.test_x", HOLDS))
    bench.does("test_a", "import sys; print('one\\ntwo ', file=sys.stderr); sys.exit(3)")
    bench.does("test_b", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    bench.does("test_c", "import os; os._exit(0)")
    bench.deriver.with_name("test_d.json").write_text('{"format": 2}')
    faults = {
        it.chosen.name: it.fault
        for it in bench.derive("test_a", "test_b", "test_c", "test_d", "test_e")
    }
    assert faults["test_a"] == "two"
    assert faults["test_b"] == "exit status -9"
    assert faults["test_c"] == "it wrote nothing"
    assert faults["test_d"].startswith("the deriver wrote what cannot be read: ")
    assert faults["test_e"] == ""


def test_a_deriver_that_hangs_is_ended_with_all_that_it_started(bench: Bench) -> None:
    bench.add("test_a")
    bench.does(
        "test_a",
        "import subprocess; it = subprocess.Popen(['sleep', '60'])\n"
        "(here / 'pid').write_text(str(it.pid)); it.wait()",
    )
    found = bench.derivations(module_seconds=2).read(["test_a"])
    assert found == {"test_a": Failed("did not end within 2 s")}
    _gone(int(bench.deriver.with_name("pid").read_text()))


def test_none_outlives_an_interrupt(tmp_path: Path) -> None:
    started = tmp_path / "pid"
    script = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"

    def interrupted() -> None:
        with Crew(60) as crew:
            crew.submit(crew.run, [sys.executable, "-c", script, str(started)], str(tmp_path))
            while not (started.exists() and started.read_text()):
                time.sleep(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    _gone(int(started.read_text()))


def _gone(pid: int) -> None:
    """Wait until a process is gone: who adopted it may take a moment to bury it."""
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").exists() and ") Z " in Path(f"/proc/{pid}/stat").read_text():
            return
        time.sleep(0.01)
    pytest.fail(f"process {pid} is still there")


def test_what_is_known_is_not_derived_again(bench: Bench) -> None:
    bench.add("test_a", offer("test_a.A.test_x", HOLDS))
    bench.add("test_b", offer("test_b.A.test_x", HOLDS))
    first = bench.derive("test_a")
    assert bench.derive("test_a") == first
    assert bench.asked == ["test_a"]
    bench.derive("test_a", "test_b")
    assert bench.asked == ["test_a", "test_b"]


def _other_source(bench: Bench) -> None:
    (bench.folder / "lib" / "test_a.py").write_text("# edited")


def _no_source(bench: Bench) -> None:
    (bench.folder / "lib" / "test_a.py").rename(bench.folder / "lib" / "test_b.py")


def _other_deriver(bench: Bench) -> None:
    bench.deriver.with_name("flatten.py").write_text("# new")


def _damaged(bench: Bench) -> None:
    (path,) = bench.kept
    path.write_bytes(path.read_bytes()[:-3])


def _empty(bench: Bench) -> None:
    (path,) = bench.kept
    path.write_bytes(b"")


@pytest.mark.parametrize("change", [_other_source, _no_source, _other_deriver, _damaged, _empty])
def test_what_may_have_changed_is_derived_anew_in_its_old_place(bench: Bench, change: Any) -> None:  # noqa: ANN401
    bench.add("test_a", offer("test_a.A.test_x", HOLDS))
    bench.derivations().read(["test_a"])
    change(bench)
    found = bench.derivations().read(["test_a"])
    assert isinstance(found["test_a"], Derivation)
    assert bench.asked == ["test_a", "test_a"]
    assert len(bench.kept) == 1


def _link(folder: Path) -> str:
    (folder / "python").symlink_to(sys.executable)
    return str(folder / "python")


def test_another_interpreter_has_a_place_of_its_own_and_another_name_of_it_has_not(
    bench: Bench,
) -> None:
    bench.add("test_a", offer("test_a.A.test_x", HOLDS))
    bench.derivations().read(["test_a"])
    bench.library = replace(
        bench.library, interpreter=replace(bench.library.interpreter, path=_link(bench.folder))
    )
    bench.derivations().read(["test_a"])
    assert len(bench.kept) == 1
    bench.library = replace(bench.library, folder=bench.folder / "another")
    bench.derivations().read(["test_a"])
    assert len(bench.kept) == 2


def test_a_fault_is_not_kept(bench: Bench) -> None:
    bench.add("test_a", offer("test_a.A.test_x", HOLDS))
    bench.does("test_a", "raise SystemExit('busy')")
    assert bench.derivations().read(["test_a"]) == {"test_a": Failed("busy")}
    bench.does("test_a", "")
    assert isinstance(bench.derivations().read(["test_a"])["test_a"], Derivation)


def test_the_deriver_sees_nothing_of_the_users_environment(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(bench.folder))
    monkeypatch.setenv("SECRET", "1")
    bench.add("test_a")
    bench.does("test_a", "import os; (here / 'seen').write_text(repr([os.getcwd(), *os.environ]))")
    bench.derivations().read(["test_a"])
    seen = bench.deriver.with_name("seen").read_text()
    assert "SECRET" not in seen
    assert "PYTHONPATH" not in seen
    assert "onboard-" in seen


def test_a_cache_that_cannot_be_used_is_named(bench: Bench) -> None:
    bench.add("test_a")
    (bench.folder / "cache").write_text("")
    with pytest.raises(Misconfigured, match="choose another cache folder"):
        bench.derivations().read(["test_a"])


def test_a_library_knows_modules_and_packages(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text("1234")
    (tmp_path / "test_b").mkdir()
    (tmp_path / "test_b" / "__init__.py").write_text("12")
    (tmp_path / "test_b" / "test_c.py").write_text("345")
    (tmp_path / "test_data").mkdir()
    library = Library(probe(sys.executable), tmp_path)
    assert library.modules() == ["test_a", "test_b"]
    assert library.has("test_b.test_c")
    assert not library.has("test_data")
    assert not library.has("test_a.A")
    assert [library.size(it) for it in ("test_a", "test_b", "test_b.test_c")] == [4, 5, 3]


def _reference(folder: Path, said: list[object], place: Path) -> str:
    """Make a program that answers as a Python of that kind would."""
    path = folder / "python"
    path.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"print({json.dumps(said)!r} if 'json' in sys.argv[-1] else {str(place)!r})\n"
    )
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("version", "implementation"), [([3, 10], "CPython"), ([3, 11], "PyPy"), ([3, 13], "GraalPy")]
)
def test_only_a_cpython_of_today_has_cases(
    tmp_path: Path, version: list[int], implementation: str
) -> None:
    words = ".".join(map(str, version)) + ".4"
    path = _reference(tmp_path, [words, version, "", implementation, version], tmp_path)
    with pytest.raises(Misconfigured, match=f"{implementation} {words}.*CPython 3.11 or newer"):
        find_library(path)


@pytest.mark.parametrize("version", [[3, 11], [3, 13], [3, 14]])
def test_a_reference_without_its_tests_is_told_what_brings_them(
    tmp_path: Path, version: list[int]
) -> None:
    words = ".".join(map(str, version))
    path = _reference(tmp_path, [f"{words}.0rc1", version, "", "CPython", version], tmp_path)
    (tmp_path / "support").mkdir()  # what Debian brings in any case
    with pytest.raises(NotInstalled, match=rf"libpython{words}-testsuite") as caught:
        find_library(path)
    assert len(str(caught.value).splitlines()) == 1
    (tmp_path / "test_grammar.py").touch()
    assert find_library(path).title == f"CPython {words}.0rc1"
