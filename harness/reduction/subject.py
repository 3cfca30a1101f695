"""A board that programs are tried on, one after another, whatever they do to it."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from harness.board.board import Board
from harness.errors import BoardBroken
from harness.farm.target import Target, Tell
from harness.observation import Ending, Observation

_T = TypeVar("_T")


class Subject:
    """A board of `target`, started when it is needed, and replaced where it does not come back."""

    def __init__(self, target: Target, tell: Tell) -> None:
        self._target = target
        self._tell = tell
        self._board: Board | None = None

    def close(self) -> None:
        board, self._board = self._board, None
        if board is not None:
            board.close()

    def run(self, program: str, seconds: float) -> Observation:
        """Run a program on the fresh board."""
        code = program.encode()
        return self.ask(lambda board: board.execute(code, seconds, measured=False))

    def walk(self, steps: Iterable[str], seconds: float) -> list[Observation]:
        """Run programs one after another on each other's names, until one has not finished."""

        def walked(board: Board) -> list[Observation]:
            board.fresh()
            seen: list[Observation] = []
            for step in steps:
                seen.append(board.go_on(step.encode(), seconds))
                if seen[-1].ending is not Ending.FINISHED:
                    break
            return seen

        return self.ask(walked)

    def ask(self, do: Callable[[Board], _T]) -> _T:
        """Give what `do` makes of the board, or of a new one where that one broke."""
        try:
            return do(self._board or self._started())
        except BoardBroken:
            self.close()
            return do(self._started())

    def _started(self) -> Board:
        self._board = Board(self._target.place(self._tell))
        self._board.start()
        return self._board
