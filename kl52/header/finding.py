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
from calendar import monthrange
from dataclasses import replace

from kl52 import bodies
from kl52.header import issuers
from kl52.header.heading import header_of_heading
from kl52.header.lines import (
    BODY_START,
    DATE,
    MOTTO,
    NATION_WITHIN,
    NUMBER,
    UNREAD_DATE,
    HeaderBlock,
    shows_motto,
    type_line,
    without_motto,
)
from kl52.header.secrecy import level_of, secrecy_mark
from kl52.header.signature import find_signature
from kl52.header.titles import adopter_of, promulgated_of, titled
from kl52.language.dates import day_pattern, iso_of
from kl52.language.letters import UPPER
from kl52.language.lexicon import doc_types, fold
from kl52.language.symbols import Symbol, find_symbols
from kl52.model import Header, Text

HEADER_LINES = 45  # a header block is never longer, even with every line broken
_BLANK_NUMBER = re.compile(
    r"^S[ốỐ]\s*:?\s*[.…_\s]*"
    r"(?:[-/–]\s*(?P<code>[A-ZĐ][A-Za-zĐđ]*(?:\s?[-/]\s?[A-ZĐ][A-Za-zĐđ]*)*))?\s*"
    rf"(?:$|(?=[{UPPER}][\w\s]{{1,30}},\s*ngày))"
)
_BLANK_DATE = re.compile(
    r"(?:^|,\s*)ngày\s*[.…_\s\d]*tháng\s*(?P<month>[.…_\s\d]*)năm\s*(?P<year>[.…_\d]*)",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"^(?P<place>[{UPPER}][\w\s.\-]{{1,40}}?)\s*,\s*ngày")
_ADOPTED = re.compile(
    rf"được Quốc hội .{{0,160}}? thông qua {day_pattern()}", re.IGNORECASE | re.DOTALL
)
_OF_PLACE = re.compile(
    rf"(?:tỉnh|thành phố|Tỉnh ủy|Thành ủy)\s+(?P<name>[{UPPER}]\w*(?:[\s-][{UPPER}]\w*)*)"
)
_DRAFT = re.compile(r"^(?:BẢN )?DỰ THẢO\b")
_NO_SENTENCE = re.compile(r"^[^\d.;:]{2,80}$")
_NAMELESS = re.compile(r"\b(?:tỉnh|thành|huyện|quận|xã|phường|thị|cơ sở)(?: (?:ủy|uỷ))?$", re.I)
_CERTIFICATE = re.compile(r"^XÁC THỰC VĂN BẢN HỢP NHẤT")
_AMENDED_BY = re.compile(r"được sửa đổi, bổ sung bởi\s*:")


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
    return replace(_header(text), secrecy=secrecy_mark(text))


def _header(text: Text) -> Header:
    block = _block(text)
    if block is None:
        return _signed(text, 0, header_of_heading(text))
    symbol, code = _number(block)
    header = Header(
        type=_type(block, symbol, code),
        number=symbol.canonical if symbol else None,
    )
    header = _dated(header, block, text)
    header = _issued(header, block, symbol)
    header = titled(header, block, text)
    blank = (block.number_at is not None and symbol is None) or (
        header.date is None and any(_BLANK_DATE.search(word) for word in block.words)
    )
    header = replace(
        header,
        draft=blank or any(_DRAFT.match(word) for word in block.words),
        promulgates=promulgated_of(header),
    )
    return _signed(text, header.span.end, _certified(header, block, text))


def _block(text: Text) -> HeaderBlock | None:
    """The first paragraphs, if a number line, a motto or a type line shows them to be a header."""
    paragraphs = text.paragraphs[:HEADER_LINES]
    words = tuple(text.shown(paragraph).strip() for paragraph in paragraphs)
    number_at = type_at = None
    heads = [word for word in words if shows_motto(word)]
    nations = [match[0] for word in heads if (match := NATION_WITHIN.search(word))]
    motto, small = bool(heads), any(not each.isupper() for each in nations)
    type_ = ""
    for index, word in enumerate(words):
        if number_at is None and len(word) < 160 and _number_line(word, in_block=motto):
            number_at = index
        elif (number_at is not None or motto) and (
            named := type_line(word, in_block=True, small=small)
        ):
            if type_at is None:
                type_at, type_ = index, named
            if number_at is not None:
                break
        elif BODY_START.match(word) and (number_at is not None or type_at is not None):
            break
    if number_at is None and not (motto and type_at is not None):
        return None
    return HeaderBlock(tuple(paragraphs), words, number_at, type_at, type_, small)


def _number_line(word: str, *, in_block: bool = True) -> bool:
    """``Số: …``; with its type before it (``Luật số: …``) only in a block that shows the motto.

    Elsewhere a line that opens with type and number is a heading, or a sentence.
    """
    match = NUMBER.match(word)
    if not match or (match["type"] and not in_block):
        return False
    if word.startswith("số ") and not in_block:
        return False  # «… Luật Thư viện ⏎ số 9/1998/QH10»: the title of a heading goes on
    return _symbol_in(word)[0] is not None or bool(_BLANK_NUMBER.match(word))


def _symbol_in(word: str) -> tuple[Symbol | None, str]:
    """The symbol of a number line (``SỐ:9/1998/TT/BTC`` too), and what stands behind it."""
    match = NUMBER.match(word)
    rest = match["rest"] if match else word
    symbol = next(iter(find_symbols(rest[:100])), None)
    if symbol is None or symbol.span.start >= 40:
        return None, ""
    return symbol, rest[symbol.span.end :].strip()


def _number(block: HeaderBlock) -> tuple[Symbol | None, str | None]:
    """The header's number, and the code that stands where the number is still blank."""
    if block.number_at is None:
        return None, None
    word = block.words[block.number_at]
    symbol, _ = _symbol_in(word)
    if symbol is not None:
        return symbol, symbol.type_code
    blank = _BLANK_NUMBER.match(word)
    code = blank.group("code") if blank else None
    return None, re.split(r"\s?[-/]\s?", code)[0] if code else None


def _type(block: HeaderBlock, symbol: Symbol | None, code: str | None) -> str | None:
    if code == "VBHN":
        return "Văn bản hợp nhất"
    if block.type_at is not None:
        return next((each.name for each in doc_types() if fold(each.name) == block.type), None)
    if block.number_at is not None:
        named = NUMBER.match(block.words[block.number_at])
        if named and named.group("type"):
            return named.group("type").capitalize()
    party = symbol.party if symbol else False
    for each in doc_types():
        if code and each.code == code and (each.family == "party") == party:
            return each.name
    return "Công văn" if symbol or code else None


def _dated(header: Header, block: HeaderBlock, text: Text) -> Header:
    """The place and date line; an act of the National Assembly has its date in its last words."""
    last = block.type_at if block.type_at is not None else len(block.words)
    for word in block.words[: max(last, (block.number_at or 0) + 4)]:
        candidate = word
        if NUMBER.match(word):
            candidate = _symbol_in(word)[1]
        match = DATE.match(candidate)
        if match:
            return replace(header, date=iso_of(match), place=match["place"] or match["beside"])
        if blank := _BLANK_DATE.search(candidate):
            place = _PLACE.match(candidate)
            return replace(
                header,
                place=place.group("place") if place else None,
                dated_by=_last_day(blank["year"], blank["month"].strip()),
            )
        if UNREAD_DATE.match(candidate):
            return replace(header, place=candidate.split(",")[0].strip())
    adopted = _ADOPTED.search(text.text)
    return replace(header, date=iso_of(adopted)) if adopted and header.number else header


def _last_day(year: str, month: str) -> str | None:
    """The last day of what an open date line states: of its month, or of its year alone.

    >>> _last_day("2026", "02"), _last_day("2026", "…"), _last_day("20..", "9")
    ('2026-02-28', '2026-12-31', None)
    """
    if not re.fullmatch(r"(?:19|20)\d\d", year):
        return None
    number = int(month) if re.fullmatch(r"0?[1-9]|1[0-2]", month) else 12
    return f"{year}-{number:02}-{monthrange(int(year), number)[1]}"


def _issued(header: Header, block: HeaderBlock, symbol: Symbol | None) -> Header:
    """The issuer: the organ above the number; where the columns were lost, that of the symbol."""
    stop = block.type_at if block.type_at is not None else len(block.words)
    lines: list[str] = []
    for index, word in enumerate(block.words[:stop]):
        if index == block.number_at or (
            block.number_at is not None and index > block.number_at and lines
        ):
            break
        if MOTTO.match(word) or DATE.match(word) or level_of(word) or _DRAFT.match(word):
            continue
        line = re.sub(r"[*_]+$", "", without_motto(word)).strip()
        if block.small and (lines or issuers.is_organ(line.upper())) and _NO_SENTENCE.match(line):
            line = line.upper()
        if line and line.isupper() and len(line) < 120:
            lines.append(line)
    joint = fold(header.type or "").endswith("liên tịch")
    printed = issuers.issuer_of_lines(tuple(lines), joint=joint) if lines else None
    adopter = adopter_of(block)
    if (
        printed
        and adopter
        and (bodies.level_of(adopter) == "party-province" or _NAMELESS.search(adopter))
    ):
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
    level = bodies.level_of(issuer)
    nationwide = level is None and issuer.endswith(("Trung ương", "Việt Nam"))
    return nationwide or level in ("central", "party-central", "legislature", "front")


def _certified(header: Header, block: HeaderBlock, text: Text) -> Header:
    """A consolidated text has its number in the certificate at the end.

    So Ordinance 01/2012/UBTVQH13, Article 16. It opens like the act that it consolidates,
    without a number, and lists the amending acts.
    """
    if header.number is not None or block.number_at is not None:
        return header
    words = [text.shown(paragraph).strip() for paragraph in text.paragraphs]
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
    around = HeaderBlock(near, tuple(words[begin : at + 4]), first - begin)
    symbol, code = _number(around)
    own = replace(
        header,
        type=_type(around, symbol, code),
        number=symbol.canonical if symbol else None,
        draft=False,
    )
    capitals = tuple(word for word in around.words[: first - begin] if word.isupper())
    issuer = issuers.issuer_of_lines(capitals)
    if issuer is None and symbol:  # the certificate was read as the end of the body
        issuer = issuers.issuer_of_symbol(symbol.codes)
    return _dated(replace(own, issuer=issuer, level="central"), around, text)


def _signed(text: Text, start: int, header: Header) -> Header:
    """The header with the facts of the first signature block below it."""
    found = find_signature(text, start)
    if found is None:
        return header
    return replace(
        header, signer=found.signer, signer_title=found.signer_title, signature=found.span
    )
