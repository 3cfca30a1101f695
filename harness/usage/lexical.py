"""The forms that only the text of a program shows: prefixes of literals, escapes, joined lines."""

import io
import re
import tokenize
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

_STRING: Final = re.compile(r"(?s)([a-zA-Z]*)('''|\"\"\"|'|\")(.*)")
_PREFIXES: Final = {"u": "u prefix", "r": "raw string", "rf": "raw f-string", "rb": "raw bytes"}
_ESCAPES: Final = {
    "x": "hex escape",
    "u": "unicode escape",
    "U": "unicode escape",
    "N": "named escape",
    "\n": "escaped line end",
}
_ESCAPED: Final = re.compile(r"(?s)\\(.)")
_NUMBERS: Final = {"0x": "hex literal", "0o": "octal literal", "0b": "binary literal"}
_SELF_DOCUMENTING: Final = re.compile(r"(?<![{=!<>])\{[^{}:!=]*[\w)\]]\s*=\s*[!:}]")


def lexical_forms(source: str) -> Iterator[str]:
    """Give each lexical form each time it occurs in a program that parses."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, IndentationError):  # stricter about its end than the parser is
        return
    for token in tokens:
        yield from _token(token)
    told = [it for it in tokens if it.type not in (tokenize.COMMENT, tokenize.NL)]
    for before, after in pairwise(told):
        if before.type == after.type == tokenize.STRING:
            yield "adjacent strings"
            plain = [it.string for it in (before, after) if not _is_formatted(it.string)]
            if len(plain) == 1 and "{" in plain[0]:
                yield "f-string beside braces"
    ends = (tokenize.NEWLINE, tokenize.NL)
    unseen = (tokenize.ENDMARKER, tokenize.INDENT, tokenize.DEDENT)
    for before, after in pairwise(it for it in tokens if it.type not in unseen):
        if after.start[0] > before.end[0] and before.type not in ends:
            yield "backslash at the end of a line"


def _is_formatted(text: str) -> bool:
    return "f" in text.partition(text[-1])[0].lower()


def _token(token: tokenize.TokenInfo) -> Iterator[str]:
    match token.type:
        case tokenize.STRING:
            yield from _string(token.string)
        case tokenize.NUMBER:
            if name := _NUMBERS.get(token.string[:2].lower()):
                yield name
            if "_" in token.string:
                yield "underscore in a number"
        case tokenize.NAME if not token.string.isascii():
            yield "identifier beyond ASCII"
        case tokenize.OP if token.string == ";":
            yield "semicolon"
        case tokenize.COMMENT:
            yield "comment"


def _string(text: str) -> Iterator[str]:
    if (found := _STRING.fullmatch(text)) is None:
        return
    prefix, quote, body = found[1].lower(), found[2], found[3]
    spelled = "r" + prefix.replace("r", "") if "r" in prefix else prefix
    if name := _PREFIXES.get(spelled):
        yield name
    if len(quote) > 1:
        yield "triple-quoted string"
    if "f" in prefix and _SELF_DOCUMENTING.search(body):
        yield "f-string with ="
    if "f" in prefix and ("{{" in body or "}}" in body):
        yield "f-string with doubled braces"
    if "r" not in prefix:
        for escape in _ESCAPED.finditer(body):
            yield _ESCAPES.get(escape[1], "octal escape" if escape[1] in "1234567" else "escape")
