"""What each statement of a program binds, reads and changes, as far as its names tell."""

import ast
import builtins
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from harness.derivation.scopes import Where, occurrences

BUILTINS: Final = frozenset(it for it in vars(builtins) if not it.startswith("_"))
_CONSTANT: Final = (ast.Constant, ast.UnaryOp, ast.Tuple, ast.Load, ast.USub, ast.UAdd, ast.Invert)
_WORD: Final = re.compile(r"[^\W\d]\w*")
_RUNNERS: Final = frozenset({"exec", "eval", "compile"})


@dataclass
class Facts:
    """One statement of the top level.

    `defines` are those of the names it binds that are functions, classes and modules, `alters`
    those that it sets attributes of, `words` those of texts that it may have executed.
    """

    node: ast.stmt
    binds: set[str]
    reads: set[str]
    defines: set[str]
    alters: set[str]
    words: set[str]

    @property
    def is_constant(self) -> bool:
        """Whether it gives a name to a value that nobody can change."""
        return isinstance(self.node, ast.Assign) and all(
            isinstance(it, _CONSTANT) for it in ast.walk(self.node.value)
        )


def facts_of(program: Sequence[ast.stmt]) -> list[Facts]:
    """Look at each statement; an executed text reads what it mentions.

    It binds what it mentions and nothing else binds.
    """
    facts = [_facts(node) for node in program]
    bound = {name for it in facts for name in it.binds}
    loose = {name for it in facts for name in it.reads} - bound - BUILTINS
    for it in facts:
        it.reads |= it.words & bound - it.binds
        it.alters |= it.words & bound
        it.binds |= it.words & loose
    return facts


def _facts(node: ast.stmt) -> Facts:
    binds, reads, outer = set(), set(), set()
    altered = _altered(node)
    # In a comprehension they bind a name of the scope around it.
    walruses = {id(it.target) for it in ast.walk(node) if isinstance(it, ast.NamedExpr)}
    for it in occurrences([node]):
        if it.where is Where.INNER:
            continue
        outer.add(id(it.node))
        if it.binds or id(it.node) in walruses:
            binds.add(it.name)
        # What binds a global is a function, which may read it, too.
        if not it.binds or it.where is Where.GLOBAL or id(it.node) in altered:
            reads.add(it.name)
    alters = set()
    for part in ast.walk(node):
        if not isinstance(part, ast.Attribute) or id(part.value) not in outer:
            continue
        owner = part.value.id if isinstance(part.value, ast.Name) else ""
        stored = not isinstance(part.ctx, ast.Load)
        if owner == "self":
            binds |= {f"self.{part.attr}"} if stored else set()
            reads |= set() if stored and id(part) not in altered else {f"self.{part.attr}"}
        elif stored:
            alters.add(owner)
    return Facts(node, binds, reads, _defined(node, binds), alters, _words(node))


def _defined(node: ast.stmt, binds: set[str]) -> set[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Import() | ast.ImportFrom():
            return set(binds)
        case _:
            return set()


def _words(node: ast.stmt) -> set[str]:
    """Give the words of all texts in a statement that runs text."""
    nodes = list(ast.walk(node))
    if not any(isinstance(it, ast.Name) and it.id in _RUNNERS for it in nodes):
        return set()
    texts = (it.value for it in nodes if isinstance(it, ast.Constant) and isinstance(it.value, str))
    return {word for text in texts for word in _WORD.findall(text)}


def _altered(node: ast.stmt) -> set[int]:
    """Give the places, by identity, that need what they bind: `x += 1` and `del x`."""
    nodes = list(ast.walk(node))
    deleted = {id(it) for it in nodes if isinstance(getattr(it, "ctx", None), ast.Del)}
    return deleted | {id(it.target) for it in nodes if isinstance(it, ast.AugAssign)}


def reached(facts: Sequence[Facts], bound: set[str]) -> dict[str, set[str]]:
    """Say for each function and class which names it uses in turn when it is used."""
    return {name: it.reads & bound - {name} for it in facts for name in it.defines}


def closed(names: set[str], reached: dict[str, set[str]]) -> set[str]:
    """Add to names those that they use in turn."""
    done: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        done.add(name)
        waiting |= reached.get(name, set()) - done
    return done
