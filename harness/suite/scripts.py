"""Hand-written cases, and those of a MicroPython `tests/` directory: one file, one case.

Files are read here and nothing is run.  A file's answer comes, in this order, from its own
unittest summary, from a `<name>.py.exp` beside it, or from the oracle; the first two as in
MicroPython's `tests/run-tests.py`.
"""

import ast
import re
import warnings
from pathlib import Path
from typing import Final

from harness import pattern
from harness.errors import Misconfigured
from harness.observation import Expected
from harness.suite.case import Case

CLAIMS: Final = ("language", "builtins", "stdlib")  # how the chapters of our own claims begin

# What micropython-lib's unittest prints last, with or without `(skipped=N)`.  CPython's goes to
# stderr with a time in it, so such a program is judged by its own word and not by the oracle's.
UNITTEST_PASSED = f"""\
{pattern.WILDCARD}
Ran {pattern.WILDCARD} tests

OK{pattern.WILDCARD}
"""

# A raw REPL takes these for commands wherever they stand, and no Python takes a NUL.
_NOT_IN_PROGRAM = re.compile("[\0-\4]")
_NOT_IN_OUTPUT = re.compile("\4")


def is_script(path: Path) -> bool:
    """Whether a file of a directory of cases is a case, by its name alone."""
    return (
        path.suffix == ".py" and path.name != "conftest.py" and not path.name.startswith((".", "_"))
    )


def script_case(path: Path, root: Path) -> Case:
    """Read the case in `path`, which lies below `root`.

    The id is the path below `root` without its suffix; the chapter is the id's folder, or the name
    of `root` where there is none.  Newlines become LF and a byte order mark is dropped.  Raises
    `Misconfigured` for a file that cannot be read, is not UTF-8 or cannot be sent to a board.
    """
    name = path.relative_to(root).with_suffix("")
    program = _text(path, _NOT_IN_PROGRAM)
    return Case(
        id=name.as_posix(),
        chapter=name.parent.as_posix() if name.parent.name else root.resolve().name,
        program=program,
        path=path,
        expected=_given_answer(path, program),
    )


def _given_answer(path: Path, program: str) -> Expected | None:
    if _runs_unittest(program):
        return Expected(UNITTEST_PASSED, pattern=True)
    answer = path.with_name(path.name + ".exp")
    if not answer.exists():
        return None
    output = _text(answer, _NOT_IN_OUTPUT)
    return Expected(output, pattern=pattern.is_pattern(output))


def _text(path: Path, forbidden: re.Pattern[str]) -> str:
    try:
        text = path.read_bytes().decode()
    except OSError as error:
        raise Misconfigured(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise Misconfigured(
            f"{path}: byte {error.start} is not UTF-8 ({error.reason}); save the file as UTF-8"
        ) from error
    if found := forbidden.search(text):
        offset = len(text[: found.start()].encode())
        raise Misconfigured(
            f"{path}: byte {offset} is the control character U+{ord(found[0]):04X}, which cannot "
            "pass through a raw REPL; write it as an escape"
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _runs_unittest(program: str) -> bool:
    """Whether the program imports unittest and calls its `main`."""
    if "unittest" not in program:
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            nodes = list(ast.walk(ast.parse(program)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False  # what only a board's Python parses is the board's affair
    modules, mains = set(), set()
    for node in nodes:
        match node:
            case ast.Import(names=names):
                modules |= {a.asname or a.name for a in names if a.name == "unittest"}
            case ast.ImportFrom(module="unittest", names=names):
                mains |= {a.asname or a.name for a in names if a.name == "main"}
    return any(_calls_main(node, modules, mains) for node in nodes)


def _calls_main(node: ast.AST, modules: set[str], mains: set[str]) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="main")):
            return name in modules
        case ast.Call(func=ast.Name(id=name)):
            return name in mains
        case _:
            return False
