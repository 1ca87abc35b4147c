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
from kl52.letters import LOWER, UPPER
from kl52.lexicon import doc_types, fold
from kl52.model import Header, Paragraph, Promulgated, Text
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
    rf"^(?:(?P<place>\w[\w\s.\-]{{1,40}}?)\s*,\s*)?(?={day_pattern('x')}){day_pattern()}",
    re.IGNORECASE,
)
_BLANK_DATE = re.compile(
    r"(?:^|,\s*)ngày\s*[.…_\s\d]*tháng\s*[.…_\s\d]*năm\s*[.…_\d]*", re.IGNORECASE
)
_PLACE = re.compile(rf"^(?P<place>[{UPPER}][\w\s.\-]{{1,40}}?)\s*,\s*ngày")
_ADOPTED = re.compile(
    rf"được Quốc hội .{{0,160}}? thông qua {day_pattern()}", re.IGNORECASE | re.DOTALL
)
_MOTTO = re.compile(
    r"^(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc|"
    r"ĐẢNG CỘNG SẢN VIỆT NAM|\*+|[_\-–—\s]+)$",
    re.IGNORECASE,
)
_OF_PLACE = re.compile(
    rf"(?:tỉnh|thành phố|Tỉnh ủy|Thành ủy)\s+(?P<name>[{UPPER}]\w*(?:[\s-][{UPPER}]\w*)*)"
)
_SECRECY = re.compile(r"^(TUYỆT MẬT|TỐI MẬT|MẬT)$")
_DRAFT = re.compile(r"^(?:BẢN )?DỰ THẢO\b")
_BODY_START = re.compile(
    r"^(?:-\s*)?(?:Căn cứ|Kính gửi|Theo đề nghị|Xét đề nghị|"
    r"Điều \d|Chương\b|CHƯƠNG\b|Phần\b|PHẦN\b|"
    r"QUYẾT ĐỊNH:|QUYẾT NGHỊ|(?:I|A|1)\s?[.\-–)]\s|Nơi nhận|"
    r"Triển khai thực hiện .{40}|Trong (?:những )?năm|Sau \d+ năm|Ngày \d)"
)
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
        return _signature(text, 0, _from_heading(text))
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
    return _signature(text, header.span.end, _certified(header, block, text))


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
    motto = False
    for index, word in enumerate(words):
        motto = motto or bool(_MOTTO.match(word) and len(word) > 10)
        if number_at is None and len(word) < 160 and _number_line(word):
            number_at = index
        elif type_at is None and (number_at is not None or motto) and _type_line(word):
            type_at = index
            if number_at is not None:
                break
        elif _BODY_START.match(word) and (number_at is not None or type_at is not None):
            break
    if number_at is None and not (motto and type_at is not None):
        return None
    return _Block(tuple(paragraphs), words, number_at, type_at)


def _number_line(word: str) -> bool:
    match = _NUMBER.match(word)
    if not match:
        return False
    rest = match.group("rest")
    return bool(next(iter(find_symbols(rest[:60])), None)) or bool(_BLANK_NUMBER.match(word))


def _type_line(word: str) -> str | None:
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
        best = _type_line(block.words[block.type_at]) or ""
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
        if _MOTTO.match(word) or _DATE.match(word) or _SECRECY.match(word) or _DRAFT.match(word):
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
    issuer = (
        _adopter(block) or printed or (issuers.issuer_of_symbol(symbol.codes) if symbol else None)
    )
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
    return at_place.name if at_place else place


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
        name = _type_line(words[start]) or ""
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
        if _MOTTO.match(word):
            continue
        adopter = _adopter_words(word) if not parts else ""
        if adopter:
            if len(adopter) < len(word):
                rest = _tail(block.paragraphs[index].span, len(adopter), text)
                parts.append(replace(block.paragraphs[index], span=rest))
            continue
        if _ends_title(word, parts, words, index):
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
    if _BODY_START.match(word) or _DATE.match(word) or _NUMBER.match(word):
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
        and not any(_BODY_START.match(each) for each in below)
    )


def _office_and_name(word: str) -> tuple[str, str]:
    """``CHỦ TỊCH (Đã ký) Nguyễn Văn A``: the office, and the name printed on its line or ``""``."""
    office, _, name = re.sub(r"\s*[(\[][Đđ]ã ký[)\]]\s*", "|", word.strip("[]")).partition("|")
    return office.rstrip(" ,"), name.strip()


def _goes_on_office(word: str) -> bool:
    """A line of capitals below an office: the rest of it, or the organ (not another header)."""
    return word.isupper() and len(word) < 80 and not _MOTTO.match(word)


def _of_signature(word: str) -> bool:
    """``(Đã ký)``, ``Nơi nhận:``, and the dashes of the recipients."""
    return bool(
        _SIGNED.match(word) or word.startswith(("-", "+", "(", "*")) or _RECIPIENTS.match(word)
    )


def _signature(text: Text, start: int, header: Header) -> Header:
    """The block of signature and recipients: the first one below the header."""
    paragraphs = [each for each in text.paragraphs if each.span.start >= start]
    words = [each.span.of(text.text).strip() for each in paragraphs]
    first = next((index for index in range(len(words)) if _starts_signature(words, index)), None)
    if first is None:
        return header
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
            if _type_line(word) or re.match(r"PHỤ LỤC", word):
                break
            titles.append(word)
        elif titles and _NAME.match(word) and signer is None:
            signer = word
        elif not _of_signature(word) and not (listing and len(word) < 90 and not titles):
            break
        last = index
    if not titles and not listing:
        return header
    return replace(
        header,
        signer=signer,
        signer_title=" / ".join(titles) or None,
        signature=Span(paragraphs[first].span.start, paragraphs[last].span.end),
    )
