"""Lines that the header and signature blocks of every document are made of.

Decree 30/2020/NĐ-CP, Annex I: motto, type in capitals, and the words with which a body begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kl52.language.dates import day_pattern
from kl52.language.letters import UPPER
from kl52.language.lexicon import doc_types, fold, slug
from kl52.model import Paragraph

# As recognition may read them: accents lost, hyphens of any length
NATION = r"C[ỘÔO]NG H(?:[ÒÓO]A|O[ÀÁA]) X[ÃA] H[ỘÔO]I CH[ỦÚU] NGH(?:[ĨÍI]A|I[ÃA]) VI[ỆÊE]T NAM"
WATCHWORD = r"Đ[ộôo]c\s?l[ậâa]p\s*[-–—]+\s*T[ựưu]\s?do\s*[-–—]+\s*H[ạa]nh\s?ph[úu]c"
# Rules below the issuer and the motto: «*****», «-0-», «===&===», «___o0o___»
MOTTO = re.compile(
    rf"^(?:{NATION}|{WATCHWORD}|ĐẢNG CỘNG SẢN VIỆT NAM|[\W_]+(?:[oO0]{{1,3}}[\W_]+)?)$",
    re.IGNORECASE,
)
# «QUỐC HỘI NƯỚC CỘNG HÒA …» above a preamble is a name, not a motto
MOTTO_BESIDE = re.compile(
    rf"(?:^|(?:(?<!NƯỚC)|(?<=NHÀ NƯỚC))\s+)"
    rf"(?:{NATION}|{WATCHWORD}|ĐẢNG CỘNG SẢN VIỆT NAM)[\W_]*$",
    re.IGNORECASE,
)
_MOTTO_END = re.compile(r"[MmCc](?:(?<=(?i:nam))|(?<=(?i:ph[úu]c)))[\W_]*$")
NATION_WITHIN = re.compile(rf"(?:^|\s+){NATION}(?=\s|$)", re.IGNORECASE)
BODY_START = re.compile(
    r"^(?:-\s*)?(?:Căn cứ|Kính gửi|Theo đề nghị|Xét đề nghị|Để\s|"
    r"Điều \d|Chương\b|CHƯƠNG\b|Phần\b|PHẦN\b|"
    r"QUYẾT ĐỊNH:|QUYẾT NGHỊ|(?:I|A|1)\s?[.\-–)]\s|Nơi nhận|"
    r"Triển khai thực hiện .{40}|Trong (?:những )?năm|Sau \d+ năm|Ngày \d)"
)
NUMBER = re.compile(
    r"^(?:(?P<type>LUẬT|Luật|BỘ LUẬT|Bộ luật|NGHỊ QUYẾT|Nghị quyết|PHÁP LỆNH|Pháp lệnh)\s+)?"
    # recognition loses the accents of «Số:»
    r"[sS](?:[ốỐ]|[oôóòồổỗõOÔÓÒỒỔỖÕ](?=\s*:))\s*:?\s*(?P<rest>.*)$"
)
DATE = re.compile(
    rf"^(?:(?P<place>\w[\w\s.\-]{{1,40}}?)\s*,\s*"
    rf"|(?P<beside>(?-i:[{UPPER}])\w*(?:\s(?-i:[{UPPER}])\w*){{0,3}})\s+(?=ngày))?"
    rf"(?={day_pattern('x')}){day_pattern()}"
    r"(?!\s+của\b)",  # that is the second line of ``V/v triển khai Chỉ thị số 32-CT/TW``
    re.IGNORECASE,
)
# As character recognition gives a day or month that it could not read: ``ngày #3 tháng 4``.
UNREAD_DATE = re.compile(rf"^[{UPPER}][\w\s.\-]{{1,40}}?,\s*ngày(?!\s+\d).{{0,30}}$")


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """The paragraphs of the header block, and what stands where in it.

    ``type`` is the type in small letters that line ``type_at`` names. ``small``: the motto, and so
    every line in capitals, came out in small letters, as old fonts with capitals leave them.
    """

    paragraphs: tuple[Paragraph, ...]
    words: tuple[str, ...]
    number_at: int | None
    type_at: int | None = None
    type: str = ""
    small: bool = False


def shows_motto(word: str) -> bool:
    """Whether a line ends with the motto, or the name of the State or of the Party.

    >>> shows_motto("TỈNH LẠNG SƠN Độc lập - Tự do - Hạnh phúc"), shows_motto("Việt Nam")
    (True, False)
    """
    return bool(_MOTTO_END.search(word) and MOTTO_BESIDE.search(word))


def without_motto(word: str) -> str:
    """The left column of a line on which both columns were read as one.

    >>> without_motto("TỈNH LẠNG SƠN Độc lập - Tự do - Hạnh phúc")
    'TỈNH LẠNG SƠN'
    """
    match = MOTTO_BESIDE.search(word)
    return NATION_WITHIN.sub("", word[: match.start()]) if match else word


def type_line(word: str, *, in_block: bool = False, small: bool = False) -> str | None:
    """The type that a line names in capitals, alone or before the title.

    In a header block also in small letters, if the line says nothing else; in a ``small`` one also
    before its issuer (``quyết định của bộ trưởng``).
    """
    folded = fold(word[:200])  # no title needs more, and a line may be very long
    best = ""
    for each in doc_types():
        name = fold(each.name)
        rest = folded[len(name) :]
        if folded.startswith(name) and len(name) > len(best) and not rest[:1].isalnum():
            capitals = word[: len(each.name)].isupper() and word.split(" ")[0].isupper()
            alone = in_block and not rest
            issued = small and rest.startswith(" của ") and len(word) < 100
            if capitals or alone or issued:
                best = name
    if not best and in_block and word.isupper() and len(word) < 40:
        same = slug(word)  # «QUYÉT ĐỊNH»: recognition mistook an accent
        best = next((fold(each.name) for each in doc_types() if each.slug == same), "")
    if not best or (word.rstrip().endswith(":") and len(word) < len(best) + 3):
        return None
    return best
