"""Values of kl52 as bytes and back: what the library's blobs hold.

MessagePack over zlib. Guarantee: unpacking gives equal values, and never runs anything; bytes that
are none of the type raise :class:`~kl52.errors.UsageError`.
"""

from __future__ import annotations

import zlib
from typing import Any, TypeVar

import msgspec

from kl52.errors import UsageError
from kl52.spans import OffsetMap

Value = TypeVar("Value")
_LEVEL = 6
_MOST = 256 * 2**20  # bytes of a value: more than what the readers let through takes


def _encoded(value: object) -> Any:
    if isinstance(value, OffsetMap):
        return value.columns()
    raise NotImplementedError(type(value).__name__)


def _decoded(kind: type, value: Any) -> Any:
    if kind is OffsetMap:
        return OffsetMap.of_columns(value)
    raise NotImplementedError(kind.__name__)


# What bytes make of decoders that were written for their own: also numbers that lead nowhere.
_NONE_OF_OURS = (zlib.error, msgspec.MsgspecError, TypeError, ValueError, RecursionError)
_ENCODER = msgspec.msgpack.Encoder(enc_hook=_encoded)


def pack(value: object) -> bytes:
    """A value of :mod:`kl52.model` as bytes.

    >>> from kl52.spans import Span
    >>> unpack(pack(Span(3, 7)), Span)
    Span(start=3, end=7)
    """
    encoded = _ENCODER.encode(value)
    if len(encoded) > _MOST:
        raise ValueError("larger than what is unpacked again")
    return zlib.compress(encoded, _LEVEL)


def unpack(data: bytes, kind: type[Value]) -> Value:
    """The value of type ``kind`` that :func:`pack` made ``data`` from."""
    try:
        return msgspec.msgpack.decode(_expanded(data), type=kind, dec_hook=_decoded)
    except _NONE_OF_OURS as error:
        raise UsageError("kho văn bản bị hỏng → chạy kl52 verify") from error


def _expanded(data: bytes) -> bytes:
    """The bytes that were compressed: all of them, and no more than any document has."""
    expander = zlib.decompressobj()
    expanded = expander.decompress(data, _MOST)
    if not expander.eof:
        raise zlib.error("cut off, or larger than any document")
    return expanded


def as_json(value: object) -> str:
    """A value as JSON, for columns that other tools read."""
    return msgspec.json.encode(value).decode()
