"""Parquet: a file for each table of :mod:`kl52.exporting.tables`, for pandas, polars, DuckDB.

In: a selection. Out: columns with the types of :data:`kl52.exporting.tables.TABLES` (text, 64-bit
integers, doubles), all of which may be null. Written in groups of rows, so that memory stays flat.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from kl52.errors import UsageError
from kl52.exporting.characters import for_utf8
from kl52.exporting.selection import Selection
from kl52.exporting.tables import TABLES, rows_of

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP = 20_000  # rows


def write(selection: Selection, name: str, out: BinaryIO) -> None:
    """The table ``name`` of the selection.

    Raises :class:`~kl52.errors.UsageError` where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        message = "chưa có pyarrow trên máy này → pip install 'kl52[research]'"
        raise UsageError(message) from error
    schema = _schema(name)
    rows = rows_of(selection, name)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            columns = [
                [for_utf8(each) if isinstance(each, str) else each for each in column]
                for column in zip(*group, strict=True)
            ]
            arrays = [pa.array(each, field.type) for each, field in zip(columns, schema,
                                                                        strict=True)]  # fmt: skip
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _schema(name: str) -> pa.Schema:
    import pyarrow as pa

    types = {"text": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    return pa.schema([(column, types[kind]) for column, kind in TABLES[name].items()])
