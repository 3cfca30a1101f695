"""What a program catches: its exceptions, told by a version of it that prints them.

Pure.  A program that prints `TypeError` in a handler does so for any reason; which one it is, only
the exception says.
"""

import ast
from collections.abc import Iterable
from typing import Final

_MARK: Final = "caught~onboard~"
_NAME: Final = "_caught_"


def telling(program: str) -> str:
    """Give a program that prints, besides, each exception that a handler of it gets.

    Raises `SyntaxError` or `ValueError` where it does not parse.
    """
    tree = _Telling().visit(ast.parse(program))
    return ast.unparse(ast.fix_missing_locations(tree))


def caught(lines: Iterable[str]) -> frozenset[str]:
    """Give the exceptions, with their messages, of what such a program has printed."""
    return frozenset(it for it in lines if it.startswith(_MARK))


class _Telling(ast.NodeTransformer):
    """Puts a line before what each handler does."""

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        self.generic_visit(node)
        node.type = node.type or ast.Name("BaseException", ast.Load())
        node.name = node.name or _NAME
        line = f"print({_MARK!r}, type({node.name}).__name__, {node.name})"
        node.body[:0] = ast.parse(line).body
        return node
