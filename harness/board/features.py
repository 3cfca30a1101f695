"""Which features a board lacks: asked once, not once for every case that needs one.

A feature is named as derived steps name it: `enum:` is a module, `math:fsum` a name in it,
`builtins:memoryview` a builtin, `builtins:str.casefold` an attribute of a type.

A board that says "no" loses every step that needs the feature, so a "no" must be sure: the
exception is one of those that mean it, a type's attribute is missing in an instance, too, and the
answer is complete.  Whatever else comes (no memory, a crash, another exception) leaves a feature
unknown, and the steps that need it are run.
"""

import keyword
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Final

from harness.board.board import Board
from harness.observation import Ending
from harness.verdict import raised

_AT_ONCE: Final = 16  # features in one program, which is to fit into a heap of 10 KB
_ASKED_AT_MOST: Final = 5  # times, where two answers must agree
_ASK: Final = """\
def t(*f):
 for g in f:
  try:
   g()
   return'1'
  except MemoryError:raise
  except(ImportError,AttributeError,NameError):r='0'
  except Exception:return'?'
 return r
s=''
"""
# What an instance is made from, where nothing is not enough; a type that is not here is unknown.
_MADE_FROM: Final = {
    "memoryview": "b''",
    "range": "0",
    "slice": "0",
    "reversed": "[]",
    "enumerate": "[]",
    "filter": "None,[]",
    "map": "str,[]",
    "zip": "[]",
    "array": "'b'",
    "deque": "(),1",
}


def absent_features(board: Board, features: Iterable[str]) -> frozenset[str]:
    """Ask a board for features and return those that it surely lacks.  Raises `BoardBroken`."""
    asked = sorted({it for it in features if _is_askable(it)})
    modules = {module: f"{module}:" for module, _ in map(_parted, asked) if module != "builtins"}
    nonces = count(100)
    absent = set(_absent(board, sorted(modules.values()), nonces))
    gone = [it for it in asked if modules.get(_parted(it)[0]) in absent]
    rest = [it for it in asked if it not in gone and _parted(it)[1]]
    return frozenset([*absent, *gone, *_absent(board, rest, nonces)])


def _absent(board: Board, features: Sequence[str], nonces: "count[int]") -> Iterator[str]:
    for start in range(0, len(features), _AT_ONCE):
        part = features[start : start + _AT_ONCE]
        for feature, answer in zip(part, _answers(board, part, nonces), strict=True):
            if answer == "0":
                yield feature


def _answers(board: Board, features: Sequence[str], nonces: "count[int]") -> str:
    """Give a character for each feature: 0 is a sure no.  Where there is no answer, ask by halves.

    A feature that cannot be asked for by itself, because the board dies of it, is unknown.
    """
    answers: set[str] = set()
    for _ in range(_ASKED_AT_MOST):
        nonce = str(next(nonces))
        seen = board.execute(_program(features, nonce).encode(), board.place.patience.answer)
        found = re.fullmatch(rf"{nonce} ([01?]{{{len(features)}}}) {nonce}", _said(seen.output))
        if found and seen.ending is Ending.FINISHED and not seen.traceback.strip():
            if board.place.lossless or found[1] in answers:
                return found[1]
            answers.add(found[1])
        elif board.place.lossless or _no_memory(seen.traceback):
            break
    if len(features) == 1:
        return "?"
    middle = len(features) // 2
    return "".join(_answers(board, it, nonces) for it in (features[:middle], features[middle:]))


def _program(features: Sequence[str], nonce: str) -> str:
    lines = [f"s+=t({','.join(_tries(it))})\n" for it in features]
    return f"{_ASK}{''.join(lines)}print('{nonce}',s,'{nonce}')\n"


def _tries(feature: str) -> Iterator[str]:
    """Give the expressions of which one must work where the board has a feature."""
    module, name = _parted(feature)
    owner, _, attribute = name.rpartition(".")
    # With a name to import from it, the innermost module is what one gets.
    inside = "" if module == "builtins" else f"__import__('{module}',None,None,('x',))"
    yield "lambda:" + (f"{inside}.{name}" if inside and name else inside or name)
    if owner:  # some types have in an instance what they do not show themselves
        start = f"{inside}." if inside else ""
        made_from = _MADE_FROM.get(owner, "")
        yield f"lambda:{start}{owner}({made_from}).{attribute}"


def _parted(feature: str) -> tuple[str, str]:
    module, _, name = feature.partition(":")
    return module, name


def _is_askable(feature: str) -> bool:
    module, colon, name = feature.partition(":")
    words = [*module.split("."), *(name.split(".") if name else [])]
    if module == "builtins" and name.startswith("__"):
        return False  # a class or a module has such names of its own, where no builtin is meant
    return bool(colon) and all(it.isidentifier() and not keyword.iskeyword(it) for it in words)


def _said(output: bytes) -> str:
    """Give the last line: what a module prints when it is imported comes before it."""
    return output.decode("utf-8", "replace").strip().rpartition("\n")[2].strip()


def _no_memory(traceback: bytes) -> bool:
    error = raised(traceback)
    return error is not None and error.name == "MemoryError"
