"""The elements of HTML: which are blocks, which hold no words, which are not shown."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dir|div|fieldset|fig\w+"
    r"|footer|form|h[1-6r]|header|html|legend|li|main|menu|nav|[ou]l|p|pre|section|summary"
    r"|table|t(?:body|foot|head|d|h|r)"
)
_TECHNICAL = re.compile(
    r"script|style|noscript|template|svg|iframe|object|embed|applet|button|select|textarea|input"
    r"|head|title|link|meta|audio|video|canvas|map|noframes|frameset|datalist|progress|meter|xml"
)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
# Attributes longer than this are data, not style.
LONGEST = 2_000


def name_of(element: etree._Element) -> str:
    """The name of an element, without the prefix of XHTML; empty for comments."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


# Pages have some fifty names of elements, hostile ones any number.
@lru_cache(maxsize=1_000)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


@lru_cache(maxsize=1_000)
def is_block(name: str) -> bool:
    """Whether an element begins and ends a line."""
    return _BLOCK.fullmatch(name) is not None


@lru_cache(maxsize=1_000)
def is_technical(name: str) -> bool:
    """Whether an element has nothing to read."""
    return not name or _TECHNICAL.fullmatch(name) is not None


def is_hidden(element: etree._Element) -> bool:
    """Whether a browser does not show an element.

    >>> is_hidden(etree.fromstring('<p style="DISPLAY: none">x</p>'))
    True
    """
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return _UNSEEN.search((element.get("style") or "")[:LONGEST]) is not None
