"""Lines that the header and signature blocks of every document are made of.

Decree 30/2020/NĐ-CP, Annex I: motto, type in capitals, and the words with which a body begins.
"""

from __future__ import annotations

import re

from kl52.lexicon import doc_types, fold

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
