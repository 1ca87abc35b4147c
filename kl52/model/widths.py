"""How wide letters are set, to tell where on a line its words stand.

Widths are those of Times New Roman, which Decree 30/2020/NĐ-CP prescribes for documents (Annex I,
part I), in thousandths of the height of the type.
"""

from __future__ import annotations

import unicodedata
from itertools import accumulate

from kl52.spans import Span

_WIDTHS = {
    250: " .,", 278: "iịljt:;/'|", 333: "rfsIíì()-[]!ĩỉ", 389: "szJ", 444: "aceạ?“”",
    500: "bdđghknopquvxy0123456789*_–", 556: "PFS", 611: "TZEL", 667: "BCRĐ",
    722: "ADGHKNOQUVXYwƯ", 778: "mÔ", 889: "M", 944: "W…",
}  # fmt: skip
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_USUAL = 500


def share(text: str, span: Span) -> tuple[float, float]:
    """Where ``span`` begins and ends, as shares of the width of the whole line ``text``.

    >>> begin, end = share("Số 52-KL/TW", Span(0, 2))
    >>> begin, round(end, 1)
    (0.0, 0.2)
    """
    edges = [0, *accumulate(map(_width, text))]
    whole = edges[-1] or 1
    return edges[span.start] / whole, edges[span.end] / whole


def _width(letter: str) -> int:
    known = _WIDTH.get(letter)
    if known is None:
        base = unicodedata.normalize("NFD", letter)[0]
        known = 0 if unicodedata.combining(base) else _WIDTH.get(base, _USUAL)
    return known
