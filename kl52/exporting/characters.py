"""Text as a format can hold it.

In: any text. Out: the same text with U+FFFD in the place of each character that the format has no
way to write, so that the length, and with it every offset, stays.
"""

from __future__ import annotations

import re

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def for_utf8(text: str) -> str:
    """Text without halves of surrogate pairs, which no encoding can write."""
    return _SURROGATES.sub(_INSTEAD, text)


def for_xml(text: str) -> str:
    """Text without the control characters that XML 1.0 has no way to write.

    >>> for_xml("một\\x00hai")
    'một\N{REPLACEMENT CHARACTER}hai'
    """
    return _NOT_XML.sub(_INSTEAD, text)
