"""Compressed bytes: one gzip member that is whole, ends with the file and always looks the same.

Pure.  gzip itself lets members follow one another and zeros follow the last; here neither is
allowed, because a record of which something is left over is not the record that was written.
"""

import zlib
from typing import BinaryIO, Final

SUFFIX: Final = ".gz"
_GZIP: Final = 31  # zlib's word for a gzip header and the largest window
_CHUNK_BYTES: Final = 4096  # a header has about a thousand


def packed(data: bytes) -> bytes:
    """Compress; the same bytes give the same, for no time and no name are noted."""
    return zlib.compress(data, 9, wbits=_GZIP)


def unpacked(data: bytes) -> bytes:
    """Give what was compressed; `ValueError` where that is torn, altered or goes on."""
    inflater = zlib.decompressobj(_GZIP)
    try:
        whole = inflater.decompress(data)
    except zlib.error as error:
        raise ValueError(f"not what was compressed ({error})") from error
    if not inflater.eof:
        raise ValueError("the compressed file is torn")
    if inflater.unused_data:
        raise ValueError(f"{len(inflater.unused_data)} bytes after the end of the compressed file")
    return whole


def first_line(file: BinaryIO) -> bytes:
    """Give the first line of what a file holds compressed, and read no more than that needs."""
    inflater = zlib.decompressobj(_GZIP)
    line = b""
    try:
        while b"\n" not in line and (chunk := file.read(_CHUNK_BYTES)):
            line += inflater.decompress(chunk)
    except zlib.error as error:
        raise ValueError(f"not what was compressed ({error})") from error
    return line[: line.find(b"\n") + 1] or line
