"""What a page's scripts read, packed so that nothing in it can be taken for HTML or JavaScript.

A blob is base64 of gzip, with no time in it, so that the same content gives the same bytes.
`static/shell.js` has the other half.
"""

import base64
import gzip
import json
from typing import Final

_LEVEL: Final = 9


def packed(content: bytes) -> str:
    """Pack bytes into ASCII of which no character means anything to HTML."""
    return base64.b64encode(gzip.compress(content, _LEVEL, mtime=0)).decode()


def unpacked(text: str) -> bytes:
    """Give back what was packed."""
    return gzip.decompress(base64.b64decode(text))


def packed_json(data: object) -> str:
    """Pack what JSON can hold; a lone surrogate stays what it is."""
    return packed(json.dumps(data, separators=(",", ":"), allow_nan=False).encode("ascii"))
