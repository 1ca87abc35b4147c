"""Lines that the header and signature blocks of every document are made of.

Decree 30/2020/NĐ-CP, Annex I: motto, type in capitals, and the words with which a body begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kl52.dates import day_pattern
from kl52.lexicon import doc_types, fold
from kl52.model import Paragraph

MOTTO = re.compile(
    r"^(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc|"
    r"ĐẢNG CỘNG SẢN VIỆT NAM|\*+|[_\-–—\s]+)$",
    re.IGNORECASE,
)
BODY_START = re.compile(
    r"^(?:-\s*)?(?:Căn cứ|Kính gửi|Theo đề nghị|Xét đề nghị|"
    r"Điều \d|Chương\b|CHƯƠNG\b|Phần\b|PHẦN\b|"
    r"QUYẾT ĐỊNH:|QUYẾT NGHỊ|(?:I|A|1)\s?[.\-–)]\s|Nơi nhận|"
    r"Triển khai thực hiện .{40}|Trong (?:những )?năm|Sau \d+ năm|Ngày \d)"
)
NUMBER = re.compile(
    r"^(?:(?P<type>LUẬT|Luật|BỘ LUẬT|Bộ luật|NGHỊ QUYẾT|Nghị quyết|PHÁP LỆNH|Pháp lệnh)\s+)?"
    r"[sS][ốỐ]\s*:?\s*(?P<rest>.*)$"
)
DATE = re.compile(
    rf"^(?:(?P<place>\w[\w\s.\-]{{1,40}}?)\s*,\s*)?(?={day_pattern('x')}){day_pattern()}"
    r"(?!\s+của\b)",  # that is the second line of ``V/v triển khai Chỉ thị số 32-CT/TW``
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """The paragraphs of the header block, and what stands where in it."""

    paragraphs: tuple[Paragraph, ...]
    words: tuple[str, ...]
    number_at: int | None
    type_at: int | None


def type_line(word: str) -> str | None:
    """The type that a line names in capitals, alone or before the title."""
    if not word[:1].isupper() or not word.split(" ")[0].isupper():
        return None
    folded = fold(word)
    best = ""
    for each in doc_types():
        name = fold(each.name)
        if (
            folded.startswith(name)
            and len(name) > len(best)
            and not folded[len(name) : len(name) + 1].isalnum()
        ):
            printed = word[: len(each.name)]
            if printed.isupper():
                best = name
    if not best or (word.rstrip().endswith(":") and len(word) < len(best) + 3):
        return None
    return best
