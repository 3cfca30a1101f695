"""A program, reduced to the smallest one that still does something.

Pure: what "still" means is the caller's, and nothing is run here.  The program is taken apart by
its syntax, so every text that is tried compiles on this Python.  Formatting and comments go first.
"""

import ast
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from harness.reduction.edits import Edit, fewer_statements, flatter, shorter, simpler
from harness.reduction.inlining import applied, inlined, renamed, unrolled

TRIES: Final = 4000  # texts, at a few milliseconds each where the board survives most of them
# What takes away most comes first.
_KINDS: Final = (fewer_statements, flatter, unrolled, inlined, applied, shorter, simpler, renamed)
_NO_PROGRAM: Final = (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError)


def reduce(program: str, still: Callable[[str], bool], *, tries: int = TRIES) -> str:
    """Give the smallest program found of which `still` is true, as it is of `program`.

    No text is asked about twice, and at most `tries` are.  Each is smaller than the one before
    that held: shorter, or as long and earlier in the alphabet, so that programs which do the same
    thing for the same reason tend to end as the same text.  `program` itself comes back where it
    does not compile here or where nothing smaller holds.
    """
    try:
        text = ast.unparse(_compiled(program))
    except _NO_PROGRAM:
        return program
    reducer = _Reducer(text, still, tries)
    reducer.run()
    return min(program, reducer.text, key=_size) if reducer.held else program


class _Reducer:
    """The present text, its tree, and what was tried; `held` says whether anything has held."""

    def __init__(self, text: str, still: Callable[[str], bool], tries: int) -> None:
        self.text = text
        self.held = False
        self._still = still
        self._left = tries
        self._tried: set[str] = set()
        self._tree = ast.parse(text)

    def run(self) -> None:
        """Try all there is until nothing changes."""
        self.held = self._holds(self.text)
        before = ""
        while self.text != before and self._left > 0:
            before = self.text
            for edits in _KINDS:
                self._pass(edits)

    def _pass(self, edits: Callable[[ast.Module], Iterator[Edit]]) -> None:
        """Try edits in their order; after one that holds, go on at the same place."""
        at, going = 0, True
        while going:
            going = False
            for number, edit in enumerate(islice(edits(self._tree), at, None), at):
                if self._left <= 0:
                    return
                if self._try(edit):
                    at, going = number, True
                    break

    def _try(self, edit: Edit) -> bool:
        before = [getattr(node, field) for node, field, _ in edit]
        for node, field, value in edit:
            setattr(node, field, value)
        try:
            text = ast.unparse(self._tree)
        except (*_NO_PROGRAM, AttributeError, TypeError, IndexError):  # no tree of a program
            text = self.text
        finally:
            for (node, field, _), value in zip(edit, before, strict=True):
                setattr(node, field, value)
        if _size(text) >= _size(self.text) or not self._holds(text):
            return False
        self.text, self._tree, self.held = text, ast.parse(text), True
        return True

    def _holds(self, text: str) -> bool:
        if text in self._tried:
            return False
        self._tried.add(text)
        try:
            _compiled(text)
        except _NO_PROGRAM:
            return False
        self._left -= 1
        return self._still(text)


def _size(text: str) -> tuple[int, str]:
    return len(text), text


def _compiled(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text)
        compile(text, "<program>", "exec", dont_inherit=True)
    return tree
