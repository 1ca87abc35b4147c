"""Bytes become text.

Byte order marks, UTF-8 and UTF-16 are told for certain. Anything else is eight bits a letter
and comes out as Windows-1252 has it, so that :mod:`legacy` can tell by the words which
set it really is.
"""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What the high byte of a Vietnamese letter in UTF-16 can be, and that of its punctuation.
_HIGH = frozenset(b"\x00\x01\x02\x03\x1e\x20\x21\x22\x25\xf0\xfe")
# So much of a file tells how it is encoded.
_SAMPLE = 65_536


def decode(data: bytes) -> tuple[str, bool]:
    """The text of a file, and whether it was in eight bits, so that its set is not certain.

    >>> decode("Số 52-KL/TW".encode("utf-16-le"))
    ('Số 52-KL/TW', False)
    >>> decode("Sè 52".encode("cp1252"))
    ('Sè 52', True)
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace"), False
    wide = wide_encoding(data)
    if wide is not None:
        return data.decode(wide, errors="replace"), False
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        return _decode_bytes(data), True


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte is zero or one of a few."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) < 4 or len(data) % 2 or b"\0" not in sample:
        return None
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        highs, lows = sample[high::2], sample[low::2]
        zeros = highs.count(0)
        if zeros > 0.3 * len(highs) and not lows.count(0) and _HIGH.issuperset(highs):
            return encoding
    return None


def _decode_bytes(data: bytes) -> str:
    """Windows-1252, with the five bytes that it leaves open as they are."""
    return data.decode("cp1252", errors="kl52-as-is")


def _as_is(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("kl52-as-is", _as_is)
