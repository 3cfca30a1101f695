"""The answers on disk: damage costs time and never truth, and processes share them."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from harness.errors import Misconfigured
from harness.observation import Expected, Unusable
from harness.suite.answers import Answer, AnswerCache

ANSWERS: dict[str, Answer] = {
    "finished": Expected("a\n\u4e2d\0\r\n"),
    "raised": Expected("", ("KeyError", "LookupError", "Exception", "BaseException"), "\ud800"),
    "pattern": Expected("########\n", pattern=True),
    "unusable": Unusable("asks for input"),
    "steps": ("", "a\n\ud800", ""),
    "no steps": (),
}


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[AnswerCache]:
    with closing(AnswerCache(tmp_path)) as cache:
        yield cache


def test_an_answer_comes_back_as_it_was(cache: AnswerCache, tmp_path: Path) -> None:
    cache.write(ANSWERS)
    with closing(AnswerCache(tmp_path)) as other:
        assert other.read(ANSWERS) == ANSWERS


def test_what_is_not_known_is_left_out(cache: AnswerCache) -> None:
    assert cache.read(["unusable"]) == {}
    cache.write(ANSWERS)
    assert cache.read(["unusable", "nobody"]) == {"unusable": ANSWERS["unusable"]}


def test_the_last_answer_counts(cache: AnswerCache) -> None:
    cache.write({"key": Unusable("first")})
    cache.write({"key": Expected("second")})
    assert cache.read(["key"]) == {"key": Expected("second")}


def test_a_cache_can_be_used_after_it_was_closed(cache: AnswerCache) -> None:
    cache.write(ANSWERS)
    cache.close()
    cache.close()
    assert cache.read(ANSWERS) == ANSWERS


def spoil_all(file: Path) -> None:
    file.write_bytes(b"not a database" * 100)


def spoil_the_middle(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:100] + b"\xa5" * (len(content) - 100))


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def spoil_the_answers(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE answers SET answer = '{}'")


@pytest.mark.parametrize("spoil", [spoil_all, spoil_the_middle, cut_short, spoil_the_answers])
def test_a_damaged_file_costs_only_time(
    cache: AnswerCache, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    answers: dict[str, Answer] = {f"{n:064}": Expected(f"{n}" * 90 + "\n") for n in range(60)}
    cache.write(answers)
    cache.close()
    (file,) = tmp_path.iterdir()
    spoil(file)
    assert cache.read(answers).items() <= answers.items()
    cache.write(answers)
    cache.close()
    assert cache.read(answers) == answers


def test_a_damaged_file_is_set_aside(cache: AnswerCache, tmp_path: Path) -> None:
    file = tmp_path / "oracle-1.sqlite3"
    spoil_all(file)
    damaged = file.read_bytes()
    cache.write(ANSWERS)
    assert (tmp_path / "oracle-1.damaged").read_bytes() == damaged
    assert cache.read(ANSWERS) == ANSWERS


def test_several_processes_share_a_folder(cache: AnswerCache, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom harness.observation import Expected\n"
        "from harness.suite.answers import AnswerCache\n"
        "cache = AnswerCache(Path(sys.argv[1]))\n"
        "for n in range(80):\n    cache.write({f'{n}': Expected(f'{n}')})\n"
        "    assert cache.read([f'{n}'])\ncache.close()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _: subprocess.run(command, check=True), range(3)))
    answers = {f"{n}": Expected(f"{n}") for n in range(80)}
    assert cache.read(answers) == answers
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Misconfigured, match=r"file.*choose another cache folder"):
        AnswerCache(tmp_path / "file").read(["key"])
