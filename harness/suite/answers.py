"""Answers of the reference, kept on disk.

A file is kept here and nothing else: what an answer means and what its key is made of, `oracle`
knows.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from harness.errors import Misconfigured
from harness.observation import Expected, Unusable

# What is known of a program, or what each step of one prints.
Answer = Expected | Unusable | tuple[str, ...]

_BUSY_SECONDS = 60  # how long another process may hold the file; a write takes milliseconds


class AnswerCache:
    """Answers by key, in one SQLite file that several processes may use at once.

    `folder` is made where it is missing.  A damaged file is set aside.  The name carries the
    format, so other formats are left alone.  Methods raise `Misconfigured` where the folder or the
    file cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "oracle-1.sqlite3"
        self._database: sqlite3.Connection | None = None

    def read(self, keys: Iterable[str]) -> dict[str, Answer]:
        """Fetch the answers that are known, by key."""
        rows = self._do("SELECT key, answer FROM answers WHERE key = ?", [(key,) for key in keys])
        thawed = {key: _thawed(text) for key, text in rows}
        return {key: answer for key, answer in thawed.items() if answer is not None}

    def write(self, answers: Mapping[str, Answer]) -> None:
        """Keep answers, by key."""
        rows = [(key, _frozen(answer)) for key, answer in answers.items()]
        self._do("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _do(self, statement: str, rows: Sequence[tuple[str, ...]]) -> list[tuple[str, str]]:
        try:
            try:
                return self._transact(statement, rows)
            except sqlite3.OperationalError:  # locked, full, read-only: the file itself is sound
                raise
            except sqlite3.DatabaseError:
                self.close()
                self._path.replace(self._path.with_suffix(".damaged"))
                self._path.with_name(self._path.name + "-journal").unlink(missing_ok=True)
                return self._transact(statement, rows)
        except (OSError, sqlite3.Error) as error:
            raise Misconfigured(f"{self._path}: {error}; choose another cache folder") from error

    def _transact(self, statement: str, rows: Sequence[tuple[str, ...]]) -> list[tuple[str, str]]:
        if self._database is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(
                self._path, timeout=_BUSY_SECONDS, isolation_level="IMMEDIATE"
            )
            # What a power cut spoils can be had again, so nothing waits for the disk.
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.execute(
                "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)"
            )
        with self._database as database:
            return [found for row in rows for found in database.execute(statement, row)]


def _frozen(answer: Answer) -> str:
    return json.dumps(answer if isinstance(answer, tuple) else asdict(answer))


def _thawed(text: str) -> Answer | None:
    """Read an answer; None where its text has been spoilt, which SQLite does not notice."""
    try:
        fields = json.loads(text)
        if isinstance(fields, list):
            return tuple(fields)
        if "reason" in fields:
            return Unusable(**fields)
        return Expected(**{**fields, "exception": tuple(fields["exception"])})
    except (ValueError, TypeError, KeyError):
        return None
