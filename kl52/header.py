"""The header and signature of a document: who says what to whom, and when.

Input: :class:`~kl52.model.Text`. Output: :class:`~kl52.model.Header`.
Guarantee: every fact comes from the header block (above the body) or the signature
block, never from a document cited in the body; a blank stays ``None``.

Forms: State documents by Decree 30/2020/NĐ-CP, Annex I (number ``Số:``, two columns,
type and title centred); the Party's by 36-HD/VPTW (``Số 52-KL/TW`` without colon,
``*`` below the committee, ``T/M``, ``K/T``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from kl52 import bodies, issuers
from kl52.dates import day_pattern, find_date, iso_of
from kl52.header_lines import BODY_START, MOTTO, type_line
from kl52.letters import UPPER
from kl52.lexicon import doc_types, fold
from kl52.model import Header, Paragraph, Promulgated, Text
from kl52.signature import find_signature
from kl52.spans import Span
from kl52.symbols import Symbol, find_symbols

HEADER_LINES = 45  # a header block is never longer, even with every line broken
_NUMBER = re.compile(
    r"^(?:(?P<type>LUẬT|Luật|BỘ LUẬT|Bộ luật|NGHỊ QUYẾT|Nghị quyết|PHÁP LỆNH|Pháp lệnh)\s+)?"
    r"[sS][ốỐ]\s*:?\s*(?P<rest>.*)$"
)
_BLANK_NUMBER = re.compile(
    r"^S[ốỐ]\s*:?\s*[.…_\s]*"
    r"(?:[-/–]\s*(?P<code>[A-ZĐ][A-Za-zĐđ]*(?:\s?[-/]\s?[A-ZĐ][A-Za-zĐđ]*)*))?\s*"
    rf"(?:$|(?=[{UPPER}][\w\s]{{1,30}},\s*ngày))"
)
_DATE = re.compile(
    rf"^(?:(?P<place>\w[\w\s.\-]{{1,40}}?)\s*,\s*)?(?={day_pattern('x')}){day_pattern()}"
    r"(?!\s+của\b)",  # that is the second line of ``V/v triển khai Chỉ thị số 32-CT/TW``
    re.IGNORECASE,
)
_BLANK_DATE = re.compile(
    r"(?:^|,\s*)ngày\s*[.…_\s\d]*tháng\s*[.…_\s\d]*năm\s*[.…_\d]*", re.IGNORECASE
)
# As character recognition gives a day or month that it could not read: ``ngày #3 tháng 4``.
_UNREAD_DATE = re.compile(rf"^[{UPPER}][\w\s.\-]{{1,40}}?,\s*ngày(?!\s+\d).{{0,30}}$")
_PLACE = re.compile(rf"^(?P<place>[{UPPER}][\w\s.\-]{{1,40}}?)\s*,\s*ngày")
_ADOPTED = re.compile(
    rf"được Quốc hội .{{0,160}}? thông qua {day_pattern()}", re.IGNORECASE | re.DOTALL
)
_OF_PLACE = re.compile(
    rf"(?:tỉnh|thành phố|Tỉnh ủy|Thành ủy)\s+(?P<name>[{UPPER}]\w*(?:[\s-][{UPPER}]\w*)*)"
)
_SECRECY = re.compile(r"^(TUYỆT MẬT|TỐI MẬT|MẬT)$")
_DRAFT = re.compile(r"^(?:BẢN )?DỰ THẢO\b")
_CERTIFICATE = re.compile(r"^XÁC THỰC VĂN BẢN HỢP NHẤT")
_AMENDED_BY = re.compile(r"được sửa đổi, bổ sung bởi\s*:")
_PROMULGATES = re.compile(
    r"^(?:Về việc\s+|V/v\s+)?(?:ban hành|phê duyệt)\s+"
    r"(?:kèm theo \w+ \w+ này\s+)?(?:bản\s+)?"
    r"(?P<title>(?P<type>Kế hoạch|Chương trình|Đề án|Chiến lược|Quy chế|Quy định|Quy hoạch|"
    r"Phương án|Danh mục|Điều lệ|Dự án|Hướng dẫn)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Block:
    """The paragraphs of the header block, and what stands where in it."""

    paragraphs: tuple[Paragraph, ...]
    words: tuple[str, ...]
    number_at: int | None
    type_at: int | None


def find_header(text: Text) -> Header:
    """The header of ``text``.

    >>> from kl52.parsing import text_of
    >>> header = find_header(text_of('''ỦY BAN NHÂN DÂN
    ... TỈNH LẠNG SƠN
    ... Số: 48/KH-UBND
    ... CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    ... Độc lập - Tự do - Hạnh phúc
    ... Lạng Sơn, ngày 17 tháng 02 năm 2020
    ... KẾ HOẠCH
    ... Phát triển đội ngũ trí thức
    ... I. MỤC ĐÍCH'''))
    >>> header.type, header.number, header.date, header.issuer, header.place
    ('Kế hoạch', '48/KH-UBND', '2020-02-17', 'Ủy ban nhân dân tỉnh Lạng Sơn', 'Lạng Sơn')
    """
    block = _block(text)
    if block is None:
        return _signed(text, 0, _from_heading(text))
    symbol, code = _number(block)
    header = Header(
        type=_type(block, symbol, code),
        number=symbol.canonical if symbol else None,
        secrecy=next((word for word in block.words if _SECRECY.match(word)), None),
    )
    header = _dated(header, block, text)
    header = _issued(header, block, symbol)
    header = _titled(header, block, text)
    blank = (block.number_at is not None and symbol is None) or (
        header.date is None and any(_BLANK_DATE.search(word) for word in block.words)
    )
    header = replace(
        header,
        draft=blank or any(_DRAFT.match(word) for word in block.words),
        promulgates=_promulgated(header),
    )
    return _signed(text, header.span.end, _certified(header, block, text))


_HEADING = re.compile(
    r"^(?P<type>[A-ZĐ][\wà-ỹ ]{3,30}?)\s+số:?\s*(?P<number>\d[^\s,(]*)\s*,?\s*(?:\(?ngày)?",
    re.IGNORECASE,
)


def _from_heading(text: Text) -> Header:
    """A retyped text without a header block may open with a heading line: type, number, date."""
    for paragraph in text.paragraphs[:3]:
        words = paragraph.span.of(text.text).strip()
        match = _HEADING.match(words)
        symbol = next(iter(find_symbols(words)), None)
        if match and symbol and symbol.span.start == match.start("number") and len(words) < 250:
            folded = fold(match["type"])
            named = next((each.name for each in doc_types() if fold(each.name) == folded), None)
            rest = words[symbol.span.end :]
            if named and not re.search(r"[.;]\s", rest):
                issuer = issuers.issuer_of_symbol(symbol.codes)
                return Header(
                    type=named,
                    number=symbol.canonical,
                    date=find_date(rest),
                    issuer=issuer,
                    level=bodies.level_of(issuer) if issuer else None,
                    span=paragraph.span,
                )
    return Header()


def _block(text: Text) -> _Block | None:
    """The first paragraphs, if a number line, a motto or a type line shows them to be a header."""
    paragraphs = text.paragraphs[:HEADER_LINES]
    words = tuple(paragraph.span.of(text.text).strip() for paragraph in paragraphs)
    number_at = type_at = None
    motto = any(MOTTO.match(word) and len(word) > 10 for word in words)
    for index, word in enumerate(words):
        if number_at is None and len(word) < 160 and _number_line(word, in_block=motto):
            number_at = index
        elif type_at is None and (number_at is not None or motto) and type_line(word):
            type_at = index
            if number_at is not None:
                break
        elif BODY_START.match(word) and (number_at is not None or type_at is not None):
            break
    if number_at is None and not (motto and type_at is not None):
        return None
    return _Block(tuple(paragraphs), words, number_at, type_at)


def _number_line(word: str, *, in_block: bool = True) -> bool:
    """``Số: …``; with its type before it (``Luật số: …``) only in a block that shows the motto.

    Elsewhere a line that opens with type and number is a heading, or a sentence.
    """
    match = _NUMBER.match(word)
    if not match or (match.group("type") and not in_block):
        return False
    rest = match.group("rest")
    return bool(next(iter(find_symbols(rest[:60])), None)) or bool(_BLANK_NUMBER.match(word))


def _number(block: _Block) -> tuple[Symbol | None, str | None]:
    """The header's number, and the code that stands where the number is still blank."""
    if block.number_at is None:
        return None, None
    word = block.words[block.number_at]
    symbol = next(iter(find_symbols(word)), None)
    if symbol is not None and symbol.span.start < 40:
        return symbol, symbol.type_code
    blank = _BLANK_NUMBER.match(word)
    code = blank.group("code") if blank else None
    return None, re.split(r"\s?[-/]\s?", code)[0] if code else None


def _type(block: _Block, symbol: Symbol | None, code: str | None) -> str | None:
    if code == "VBHN":
        return "Văn bản hợp nhất"
    if block.type_at is not None:
        best = type_line(block.words[block.type_at]) or ""
        return next((each.name for each in doc_types() if fold(each.name) == best), None)
    if block.number_at is not None:
        named = _NUMBER.match(block.words[block.number_at])
        if named and named.group("type"):
            return named.group("type").capitalize()
    party = symbol.party if symbol else False
    for each in doc_types():
        if code and each.code == code and (each.family == "party") == party:
            return each.name
    return "Công văn" if symbol or code else None


def _dated(header: Header, block: _Block, text: Text) -> Header:
    """The place and date line; an act of the National Assembly has its date in its last words."""
    last = block.type_at if block.type_at is not None else len(block.words)
    for word in block.words[: max(last, (block.number_at or 0) + 4)]:
        candidate = word
        if _NUMBER.match(word):
            symbol = next(iter(find_symbols(word)), None)
            candidate = word[symbol.span.end :].strip() if symbol else ""
        match = _DATE.match(candidate)
        if match:
            return replace(header, date=iso_of(match), place=match.group("place"))
        if _BLANK_DATE.search(candidate):
            place = _PLACE.match(candidate)
            return replace(header, place=place.group("place") if place else None)
        if _UNREAD_DATE.match(candidate):
            return replace(header, place=candidate.split(",")[0].strip())
    adopted = _ADOPTED.search(text.text)
    return replace(header, date=iso_of(adopted)) if adopted and header.number else header


def _issued(header: Header, block: _Block, symbol: Symbol | None) -> Header:
    """The issuer: the organ above the number; where the columns were lost, that of the symbol."""
    stop = block.type_at if block.type_at is not None else len(block.words)
    lines: list[str] = []
    for index, word in enumerate(block.words[:stop]):
        if index == block.number_at or (
            block.number_at is not None and index > block.number_at and lines
        ):
            break
        if MOTTO.match(word) or _DATE.match(word) or _SECRECY.match(word) or _DRAFT.match(word):
            continue
        stripped = re.sub(
            r"\s*CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM.*$|\s*ĐẢNG CỘNG SẢN VIỆT NAM.*$",
            "",
            word,
        )
        stripped = re.sub(r"[*_]+$", "", stripped).strip()
        if stripped and stripped.isupper() and len(stripped) < 120:
            lines.append(stripped)
    printed = issuers.issuer_of_lines(tuple(lines)) if lines else None
    adopter = _adopter(block)
    if printed and adopter and bodies.level_of(adopter) == "party-province":
        adopter = None  # CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH: only the head says of which
    issuer = adopter or printed or (issuers.issuer_of_symbol(symbol.codes) if symbol else None)
    if issuer is None:
        return header
    return replace(
        header,
        issuer=issuer,
        level=bodies.level_of(issuer),
        province=None if _central(issuer) else _province(issuer, lines, header.place),
    )


def _adopter(block: _Block) -> str | None:
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
    capitals = " ".join(takewhile(str.isupper, word.split(" ")))
    return capitals if capitals.startswith(("CỦA ", "HỘI NGHỊ LẦN THỨ ")) else ""


def _province(issuer: str, lines: list[str], place: str | None) -> str | None:
    """The issuer's province: as it or its superior organ names it, else that of the date line."""
    for name in (issuer, *(issuers.sentence_case(line) for line in lines)):
        known = bodies.province_of(name)
        named = _OF_PLACE.search(name)
        if known is not None or named is not None:
            return known.name if known else named["name"] if named else None
    at_place = bodies.province_of(place) if place else None
    if at_place is not None:
        return at_place.name
    local = (bodies.level_of(issuer) or "").endswith(("commune", "district"))
    return None if local else place


def _central(issuer: str) -> bool:
    return (bodies.level_of(issuer) or "") in ("central", "party-central", "legislature", "front")


def _titled(header: Header, block: _Block, text: Text) -> Header:
    """The title (trích yếu) and the span of the whole block."""
    start = block.type_at if block.type_at is not None else block.number_at
    assert start is not None
    first = start + 1
    parts: list[Paragraph] = []
    words = block.words
    if block.type_at is not None:
        name = type_line(words[start]) or ""
        if len(words[start]) > len(name) + 3:
            parts.append(
                replace(
                    block.paragraphs[start],
                    span=_tail(block.paragraphs[start].span, len(name), text),
                )
            )
    elif any(word.startswith("V/v") for word in words[first : first + 4]):
        first = next(index for index in range(first, first + 4) if words[index].startswith("V/v"))
    for index in range(first, len(words)):
        word = words[index]
        if MOTTO.match(word) or (not parts and _UNREAD_DATE.match(word)):
            continue
        adopter = _adopter_words(word) if not parts else ""
        if adopter:
            if len(adopter) < len(word):
                rest = _tail(block.paragraphs[index].span, len(adopter), text)
                parts.append(replace(block.paragraphs[index], span=rest))
            continue
        if _ends_title(word, parts, words, index) or fold(word) == fold(header.issuer or "\0"):
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


def _ends_title(word: str, parts: list[Paragraph], words: tuple[str, ...], index: int) -> bool:
    titles = not parts and word.startswith("Triển khai ") and word[-1:] not in ".;:"
    if (BODY_START.match(word) and not titles) or _DATE.match(word) or _NUMBER.match(word):
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


def _certified(header: Header, block: _Block, text: Text) -> Header:
    """A consolidated text has its number in the certificate at the end.

    So Ordinance 01/2012/UBTVQH13, Article 16. It opens like the act that it consolidates,
    without a number, and lists the amending acts.
    """
    if header.number is not None or block.number_at is not None:
        return header
    words = [paragraph.span.of(text.text).strip() for paragraph in text.paragraphs]
    at = next((index for index, word in enumerate(words) if _CERTIFICATE.match(word)), None)
    if at is None:
        consolidated = any(_AMENDED_BY.search(word) for word in words[:HEADER_LINES])
        return replace(header, type="Văn bản hợp nhất", draft=False) if consolidated else header
    first = next(
        (index for index in range(max(0, at - 6), at + 6) if _number_line(words[index])), None
    )
    if first is None:
        return header
    begin = max(0, first - 3)
    near = tuple(text.paragraphs[begin : at + 4])
    around = _Block(near, tuple(words[begin : at + 4]), first - begin, None)
    symbol, code = _number(around)
    own = replace(
        header,
        type=_type(around, symbol, code),
        number=symbol.canonical if symbol else None,
        draft=False,
    )
    capitals = tuple(word for word in around.words[: first - begin] if word.isupper())
    return _dated(
        replace(own, issuer=issuers.issuer_of_lines(capitals), level="central"), around, text
    )


def _promulgated(header: Header) -> Promulgated | None:
    match = _PROMULGATES.match(header.title or "")
    if match is None:
        return None
    return Promulgated(match.group("type").capitalize(), match.group("title").strip())


def _signed(text: Text, start: int, header: Header) -> Header:
    """The header with the facts of the first signature block below it."""
    found = find_signature(text, start)
    if found is None:
        return header
    return replace(
        header, signer=found.signer, signer_title=found.signer_title, signature=found.span
    )
