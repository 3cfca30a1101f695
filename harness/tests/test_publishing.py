"""`onboard publish`, as people call it."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from harness.cli import main
from harness.history.record import Result
from harness.suite.case import Case
from harness.tests.site_records import NEWEST, write
from harness.verdict import Word

CASE = Case("language/a", "language", "print(1)", Path("x.py"))


def night(folder: Path, days: int, verdict: Word = Word.MATCH, board: str = "wasm") -> None:
    result = Result("", "", "", verdict, "why")
    write(folder, board, NEWEST - timedelta(days=days), [(CASE, result)])


def test_the_site_is_written_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    night(tmp_path, 1)
    night(tmp_path, 1, board="wasm@1.24.1")
    (tmp_path / "torn.jsonl").write_text("{")
    site = tmp_path / "site"
    assert main(["publish", "--records", str(tmp_path), "--out", str(site)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"{site / 'index.html'}: written; boards: 1, releases: 1, bytes")
    assert err.startswith(f"onboard: passed over: {tmp_path / 'torn.jsonl'}")
    assert err.count("\n") == 1
    assert (site / "index.html").is_file()


def test_the_summary_is_printed_beside_the_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night(tmp_path, 1)
    night(tmp_path, 0, Word.DIFFER)
    site = tmp_path / "site"
    arguments = ["--records", str(tmp_path), "--out", str(site), "--summary", "--link", "https://x"]
    assert main(["publish", *arguments]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("### ")
    assert "1 newly failing" in out
    assert "https://x" in out
    assert err == ""
    assert (site / "index.html").is_file()


def test_a_summary_alone_leaves_the_site_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    night(tmp_path, 0)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert main(["publish", "--records", str(tmp_path), "--summary"]) == 0
    assert capsys.readouterr().out.startswith("### ")
    assert sorted(tmp_path.rglob("*")) == before


def test_the_usual_folders_are_read_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["publish"]) == 2
    assert "reports/runs: no such folder" in capsys.readouterr().err
    folder = tmp_path / "reports" / "runs"
    folder.mkdir(parents=True)
    night(folder, 0)
    assert main(["publish"]) == 0
    assert (tmp_path / "reports" / "site" / "index.html").is_file()


def test_a_foreign_folder_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night(tmp_path, 0)
    assert main(["publish", "--records", str(tmp_path), "--out", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"onboard: {tmp_path}: holds something else than a published site")
    assert err.count("\n") == 1


def test_without_its_extra_it_says_what_brings_it(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules.update(jinja2=None, markupsafe=None, numpy=None, duckdb=None)\n"
        f"from harness.cli import main; sys.exit(main(['publish', '--records', {str(tmp_path)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == (
        "onboard: onboard publish: jinja2 is missing; pip install 'pytest-onboard[publish]'\n"
    )
