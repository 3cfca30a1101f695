"""What one is waiting for: shown on a terminal, silent in a pipe."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status


class Waiting:
    """A line on the terminal that says what a long wait is for; gone when the block ends."""

    def __init__(self) -> None:
        self._console = Console(file=sys.stderr)
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

    def count(self, done: int, total: int) -> None:
        """Show how far the reference is."""
        self.tell(f"asking the reference: {done} of {total} programs")
