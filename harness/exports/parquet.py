"""The rows of `rows` as Parquet: texts as they are, counts as integers, figures as doubles."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
from numpy.typing import NDArray

from harness.exports.rows import FIGURE_PREFIX, Cell, Columns, columns
from harness.history.columns import texts
from harness.history.standing import Standing

PARQUET: Final = "cases.parquet"
_WRITE: Final = """
COPY (SELECT * REPLACE (started::TIMESTAMP AS started) FROM cases)
TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""


def parquet_files(boards: Sequence[Standing]) -> Iterator[tuple[str, bytes]]:
    """Give the rows of all boards in one file."""
    yield PARQUET, parquet_bytes(columns([it.record for it in boards]))


def parquet_bytes(table: Columns) -> bytes:
    """Write columns as Parquet, in the order of the rows; `started` is in UTC."""
    arrays = {name: _array(name, cells) for name, cells in table.items()}
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder, PARQUET)  # DuckDB writes files only
        connection.register("cases", arrays)
        connection.execute(_WRITE.format(path=str(path).replace("'", "''")))
        return path.read_bytes()


def _array(name: str, cells: Sequence[Cell]) -> NDArray[Any]:
    if name.startswith(FIGURE_PREFIX):
        missing = [it is None for it in cells]
        values = np.array([0 if it is None else it for it in cells], np.float64)
        return np.ma.masked_array(values, mask=missing)
    if all(isinstance(it, str) for it in cells):
        return texts(str(it) for it in cells)
    return np.array(cells)
