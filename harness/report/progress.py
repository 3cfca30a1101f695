"""What one is waiting for: shown on a terminal, silent in a pipe."""

import sys
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress_bar import ProgressBar
from rich.status import Status
from rich.table import Table

_BAR_CHARACTERS: Final = 30


class Waiting:
    """A line on the terminal that says what a long wait is for; gone when the block ends.

    It is not `shown` by a process that shares its terminal with others.
    """

    def __init__(self, *, shown: bool = True) -> None:
        self._console = Console(file=sys.stderr, force_terminal=None if shown else False)
        self._status = Status("", console=self._console)

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._status.stop()

    def tell(self, line: str) -> None:
        """Show what is being done now."""
        self._status.update(line)

    def measure(self, what: str, done: int, total: int) -> None:
        """Show what is being done now, and how far it is."""
        if self._console.is_terminal:
            line = Table.grid(padding=(0, 1))
            bar = ProgressBar(total=total, completed=done, width=_BAR_CHARACTERS)
            line.add_row(bar, f"{done} of {total}", what)
            self._status.update(line)

    def count(self, done: int, total: int) -> None:
        """Show how far the reference is."""
        self.measure("programs, asking the reference", done, total)
