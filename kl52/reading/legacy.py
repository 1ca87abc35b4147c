"""Text that was written before Unicode: what it is, told from its bytes and letters.

The eight-bit fonts of the nineties (TCVN3, VNI) draw Vietnamese letters where Latin-1
has signs: ``Uû ban nh©n d©n`` is «Uỷ ban nhân dân». Such text is recognised here and
returned as it is.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal

LegacyFont = Literal["TCVN3", "VNI"]

# The statistics need no more than this much of a text.
SAMPLE = 200_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_VIETNAMESE = re.compile("[ăâđêôơưĂĐƠƯ\u0300\u0301\u0303\u0309\u0323ạ-ỹẠ-Ỹ]")
# ă â đ ê ô ơ ư and the toned a: signs that no other language has inside a word
_TCVN3 = re.compile(r"(?<=[^\W\d_])[¨©ª«¬\u00ad®µ¶·¸¹»¼½¾][^\W\d_]?|[®©](?=[^\W\d_])")
_VNI = re.compile(r"[aeouyAEOUY][ùøûõïâêäáàåãëéèüúóòöÙØÛÕÏÂÊÄÁÀÅÃËÉÈÜÚ]|[ñÑ](?=[aeoöôuyiAEOÖÔUYI])")
_LETTER = re.compile(r"[^\W\d_]")


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of a file, and the legacy encoding it was in, if it was in one."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace"), None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        latin = _decode_latin(data)
    if legacy_font(latin):
        return latin, "windows-1252"
    return data.decode("cp1258", errors="replace"), "windows-1258"


def _decode_latin(data: bytes) -> str:
    """Windows-1252, with the bytes that it leaves open as Latin-1, so that nothing is lost."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def legacy_font(text: str) -> LegacyFont | None:
    """The font family that a text needs to be read, judged by its letters.

    >>> legacy_font("Uû ban nh©n d©n tØnh c¨n cø LuËt Tæ chøc ChÝnh phñ")
    'TCVN3'
    >>> legacy_font("UÛY BAN NHAÂN DAÂN tænh caên cöù Luaät Toå chöùc")
    'VNI'
    >>> legacy_font("Ủy ban nhân dân tỉnh căn cứ Luật Tổ chức Chính phủ") is None
    True
    """
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    real = len(_VIETNAMESE.findall(sample))
    tcvn3, vni = len(_TCVN3.findall(sample)), len(_VNI.findall(sample))
    if max(tcvn3, vni) <= max(2, real, letters // 40):
        return None
    return "TCVN3" if tcvn3 >= vni else "VNI"
