"""The title (trích yếu) of a document, and who adopted it where that stands between.

Input: the header block and the header as read so far. Output: the title with its span, the
adopting body, and what the title says is promulgated.
Decree 30/2020/NĐ-CP, Annex I, II.5: the title stands below the type, of a letter below the number.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from kl52.header import issuers
from kl52.header.lines import BODY_START, DATE, MOTTO, NUMBER, UNREAD_DATE, HeaderBlock
from kl52.header.signature_lines import office_in
from kl52.language.dates import day_pattern
from kl52.language.lexicon import fold
from kl52.model import Header, Paragraph, Promulgated, Text
from kl52.spans import Span

_PROMULGATES = re.compile(
    r"^(?:Về việc\s+|V/v\s+)?(?:ban hành|phê duyệt)\s+"
    r"(?:kèm theo \w+ \w+ này\s+)?(?:bản\s+)?"
    r"(?P<title>(?P<type>Kế hoạch|Chương trình|Đề án|Chiến lược|Quy chế|Quy định|Quy hoạch|"
    r"Phương án|Danh mục|Điều lệ|Dự án|Hướng dẫn)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
# Titles before 2005 repeat them: «CỦA CHÍNH PHỦ SỐ 12/1998/NĐ-CP NGÀY 01 THÁNG 02 NĂM 1998 VỀ …»
_OWN_NUMBER = re.compile(
    rf"SỐ\s*:?\s*\S+\s+(?={day_pattern('x')}){day_pattern()}\s*", re.IGNORECASE
)
_IN_FULL = re.compile(r",? (?:nước|khóa|khoá|tỉnh|thành phố|huyện|xã|phường)\b")


def titled(header: Header, block: HeaderBlock, text: Text) -> Header:
    """``header`` with its title (trích yếu), and the span of the whole block."""
    start = block.type_at if block.type_at is not None else block.number_at
    assert start is not None
    first = start + 1
    parts: list[Paragraph] = []
    words = block.words
    if block.type_at is not None:
        rest = _tail(block.paragraphs[start].span, len(block.type), text)
        if len(rest) > 2 and not _issuer_only(rest.of(text.text)):
            parts.append(replace(block.paragraphs[start], span=rest))
    elif any(word.startswith("V/v") for word in words[first : first + 4]):
        first = next(index for index in range(first, first + 4) if words[index].startswith("V/v"))
    for index in range(first, len(words)):
        word = words[index]
        if MOTTO.match(word) or (not parts and UNREAD_DATE.match(word)):
            continue
        adopter = _adopter_words(word) if not parts else ""
        if adopter:
            rest = _tail(block.paragraphs[index].span, len(adopter), text)
            own = _OWN_NUMBER.match(rest.of(text.text))
            if own:
                rest = Span(rest.start + own.end(), rest.end)
            if len(rest):
                parts.append(replace(block.paragraphs[index], span=rest))
            continue
        if _ends_title(word, parts, words, index) or _is_issuer(word, header.issuer):
            break
        parts.append(block.paragraphs[index])
    end = (parts[-1] if parts else block.paragraphs[start]).span.end
    end = max(end, block.paragraphs[start].span.end)
    title_span = Span(parts[0].span.start, parts[-1].span.end) if parts else None
    title = " ".join(part.span.of(text.text).strip(" ./") for part in parts) or None
    if title is not None:
        title = re.sub(r"\s*[_*\-]{2,}\s*$", "", title)
    return replace(header, title=title, title_span=title_span, span=Span(0, end))


def _tail(span: Span, length: int, text: Text) -> Span:
    words = span.of(text.text)
    skipped = length + len(words[length:]) - len(words[length:].lstrip(" :"))
    return Span(span.start + skipped, span.end)


def _issuer_only(words: str) -> bool:
    """``quyết định`` ``của bộ trưởng bộ tài chính``: the title begins below."""
    folded = fold(words)
    return folded.startswith("của ") and " về " not in folded


def _is_issuer(word: str, issuer: str | None) -> bool:
    """Whether a line names the issuer or its head, as above a preamble.

    In full (``QUỐC HỘI NƯỚC CỘNG HÒA …``), in short (``ỦY BAN NHÂN DÂN TỈNH``), or as
    ``BỘ TRƯỞNG BỘ TÀI CHÍNH``.
    """
    if not issuer or len(word) > len(issuer) + 60:
        return False
    said, name = fold(word), fold(issuer)
    if name.startswith(said):
        return len(said) > 7
    rest = said.removeprefix(name)
    return bool(rest != said and _IN_FULL.match(rest)) or bool(
        said.endswith(name) and office_in(word.upper())
    )


def _ends_title(word: str, parts: list[Paragraph], words: tuple[str, ...], index: int) -> bool:
    titles = not parts and word.startswith("Triển khai ") and word[-1:] not in ".;:"
    if (BODY_START.match(word) and not titles) or DATE.match(word) or NUMBER.match(word):
        return True
    if not parts:
        return len(word) > 900
    previous = words[index - 1]
    if previous.rstrip()[-1:] in ".;:" or len(word) > 300:
        return True
    if word.isupper():
        return not previous.isupper()
    if word[:1].islower():
        return False
    if len(word) < 110 and len(previous) < 110 and word.rstrip()[-1:] not in ".;:":
        return len(parts) > 6
    unfinished = bool(
        re.search(r"(?:\b(?:và|của|về|các|ngày|số|theo|tại|trong|cho|với)|,)$", previous)
    )
    return not unfinished or len(parts) > 6


def adopter_of(block: HeaderBlock) -> str | None:
    """The Party prints who adopted a text below its type: ``CỦA BAN BÍ THƯ``, ``HỘI NGHỊ …``."""
    if block.type_at is None or block.type_at + 1 >= len(block.words):
        return None
    below = _adopter_words(block.words[block.type_at + 1])
    if not below:
        return None
    return issuers.sentence_case(
        re.sub(r"^CỦA |^HỘI NGHỊ LẦN THỨ \S+ (?=BAN CHẤP HÀNH)", "", below)
    )


def _adopter_words(word: str) -> str:
    """The capitals at the head of a line below the type, if they name who adopted the text."""
    capitals = " ".join(takewhile(str.isupper, word.split(" "))).partition(" SỐ ")[0]
    return capitals if capitals.startswith(("CỦA ", "HỘI NGHỊ LẦN THỨ ")) else ""


def promulgated_of(header: Header) -> Promulgated | None:
    """The plan or scheme that the title says is promulgated or approved."""
    match = _PROMULGATES.match(header.title or "")
    if match is None:
        return None
    return Promulgated(match.group("type").capitalize(), match.group("title").strip())
