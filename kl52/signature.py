"""The block of signature and recipients: who signed, in what office.

Input: the text, and where the header ends. Output: signer, offices and the block's span. Forms:
``TM.``, ``KT.``, ``TL.`` (Decree 30/2020/NĐ-CP, Annex I), ``T/M``, ``K/T`` (36-HD/VPTW).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kl52.header_lines import BODY_START, MOTTO, type_line
from kl52.letters import LOWER, UPPER
from kl52.model import Text
from kl52.spans import Span

_SIGN = re.compile(rf"^(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s?[./]?\s+[{UPPER}]")
_OFFICE = re.compile(
    r"^(?:PHÓ\s+|QUYỀN\s+)?"
    r"(?:THỦ TƯỚNG|CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CHỦ NHIỆM|BÍ THƯ|"
    r"TỔNG BÍ THƯ|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|THỐNG ĐỐC|TỔNG THANH TRA|VIỆN TRƯỞNG|CHÁNH ÁN|"
    r"HIỆU TRƯỞNG|CỤC TRƯỞNG|TỔNG KIỂM TOÁN|THƯỜNG TRỰC BAN BÍ THƯ)"
    rf"\b[{UPPER}\s,\-]*$"
)
_NAME = re.compile(
    rf"^(?:(?:GS|PGS|TS|ThS)\.?\s*)*[{UPPER}][{LOWER}]*(?:\s+[{UPPER}][{LOWER}]*){{1,4}}$"
)
_RECIPIENTS = re.compile(r"^Nơi nhận\s*:?")
_SIGNED = re.compile(r"^[(\[]?\s*(?:[Đđ]ã ký|Ký tên|Chữ ký|Ký,? đóng dấu)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signature:
    """The name and the offices as printed (``TM. … / KT. CHỦ TỊCH``), and the block's place."""

    span: Span
    signer: str | None = None
    signer_title: str | None = None


def _starts_signature(words: list[str], index: int) -> bool:
    """Recipients, ``TM. …``, or an office with a name below (not the issuer above ``Căn cứ``)."""
    word = words[index]
    if len(word) >= 120:
        return False
    if _RECIPIENTS.match(word) or _SIGN.match(word):
        return True
    below = words[index + 1 : index + 4]
    return (
        bool(_OFFICE.match(word))
        and any(_NAME.match(each) for each in below)
        and not any(BODY_START.match(each) for each in below)
    )


def _office_and_name(word: str) -> tuple[str, str]:
    """``CHỦ TỊCH (Đã ký) Nguyễn Văn A``: the office, and the name printed on its line or ``""``."""
    office, _, name = re.sub(r"\s*[(\[][Đđ]ã ký[)\]]\s*", "|", word.strip("[]")).partition("|")
    return office.rstrip(" ,"), name.strip()


def _goes_on_office(word: str) -> bool:
    """A line of capitals below an office: the rest of it, or the organ (not another header)."""
    return word.isupper() and len(word) < 80 and not MOTTO.match(word)


def _of_signature(word: str) -> bool:
    """``(Đã ký)``, ``Nơi nhận:``, and the dashes of the recipients."""
    return bool(
        _SIGNED.match(word) or word.startswith(("-", "+", "(", "*")) or _RECIPIENTS.match(word)
    )


def find_signature(text: Text, start: int) -> Signature | None:
    """The block of signature and recipients: the first one below the header."""
    paragraphs = [each for each in text.paragraphs if each.span.start >= start]
    words = [each.span.of(text.text).strip() for each in paragraphs]
    first = next((index for index in range(len(words)) if _starts_signature(words, index)), None)
    if first is None:
        return None
    titles: list[str] = []
    signer = None
    last = first
    listing = False
    for index in range(first, min(first + 60, len(words))):
        word = words[index]
        listing = listing or bool(_RECIPIENTS.match(word))
        if _OFFICE.match(word) and titles and titles[-1].startswith("PHÓ "):
            break
        if _SIGN.match(word) or _OFFICE.match(word):
            office, name = _office_and_name(word)
            titles.append(office)
            signer = name or signer
        elif titles and signer is None and len(titles) < 4 and _goes_on_office(word):
            if type_line(word) or re.match(r"PHỤ LỤC", word):
                break
            titles.append(word)
        elif titles and _NAME.match(word) and signer is None:
            signer = word
        elif not _of_signature(word) and not (listing and len(word) < 90 and not titles):
            break
        last = index
    if not titles and not listing:
        return None
    span = Span(paragraphs[first].span.start, paragraphs[last].span.end)
    return Signature(span, signer, " / ".join(titles) or None)
