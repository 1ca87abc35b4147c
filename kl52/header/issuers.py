"""Who issued a document: from the lines above its number, or from the number's symbol.

Input: the capital lines of the header's left column, or the codes of a symbol.
Output: the issuer's name in sentence case (``Ủy ban nhân dân tỉnh Lạng Sơn``).
Decree 30/2020/NĐ-CP, Annex I, II.2: the superior organ stands above the issuer, so the
last organ of the column is the issuer; of a joint document all are, parted by commas.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kl52 import bodies
from kl52.language.lexicon import fold, provinces

_ORGAN = re.compile(
    r"^(?:ỦY BAN|UỶ BAN|UBND|BQL|HỘI ĐỒNG|HĐND|BỘ|SỞ|BAN|"
    r"TỈNH (?:ỦY|UỶ)|THÀNH (?:ỦY|UỶ)|HUYỆN (?:ỦY|UỶ)|ĐẢNG|VĂN PHÒNG|"
    r"CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|CỤC|TỔNG|VỤ|VIỆN|TRƯỜNG|TRUNG TÂM|PHÒNG|CHI|CÔNG|TÒA|TOÀ|"
    r"THANH TRA|NGÂN HÀNG|KIỂM TOÁN|LIÊN|HỘI|ĐOÀN|MẶT TRẬN|CHỦ TỊCH|BẢO HIỂM|ĐÀI|HỌC VIỆN|"
    r"ĐẠI HỌC|TẬP ĐOÀN|TỔ|THÔNG TẤN|KHO BẠC|BỆNH VIỆN|TRẠM|BÁO)(?=\s|$)"
)
_JOINT = re.compile(rf",\s+(?={_ORGAN.pattern[1:]})|\s+-\s+(?={_ORGAN.pattern[1:]})")
# The name of the body goes on below: «ỦY BAN THƯỜNG VỤ ⏎ QUỐC HỘI»
_UNFINISHED = re.compile(
    r"(?:\bVÀ|-|,)$|(?:^|- )(?:(?:ỦY|UỶ) BAN (?:TRUNG ƯƠNG|THƯỜNG VỤ)|BỘ CHỈ HUY|BỘ TƯ LỆNH"
    r"|THƯỜNG TRỰC|CƠ QUAN|TRUNG ƯƠNG ĐOÀN|BAN QUẢN LÝ|BAN CHỈ ĐẠO|VĂN PHÒNG)$"
)
_REST = re.compile(r"(?:VÀ|BINH|VỀ)\s")
# Bodies whose name says nothing without the one above
_OF_ABOVE = re.compile(r"(?:VĂN PHÒNG|BAN THƯỜNG TRỰC|BAN THƯỜNG VỤ|HỘI ĐỒNG THẨM PHÁN)$")
_PARTY_BOARD = re.compile(r"(?:BAN|VĂN PHÒNG|ỦY BAN KIỂM TRA|UỶ BAN KIỂM TRA)\b")
_COMMITTEE = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG) (?:ỦY|UỶ)\b")
_CENTRE = re.compile(r"BAN CHẤP HÀNH TRUNG ƯƠNG$")
_PLACE = re.compile(
    r"\b(tỉnh(?: (?:ủy|uỷ))?|thành phố|thành (?:ủy|uỷ)|huyện(?: (?:ủy|uỷ))?|"
    r"xã(?! hội)|phường|quận|thị xã|đặc khu)\s+(.+)$"
)
_FIELD = re.compile(
    r"^((?:ban|bộ|sở|cục|vụ|phòng|tổng cục|chi cục|trung tâm|học viện|hội đồng(?= thẩm phán))\s+)"
    r"(\w+)"
)
_SHORT = (("UBND", "ỦY BAN NHÂN DÂN"), ("HĐND", "HỘI ĐỒNG NHÂN DÂN"), ("BQL", "BAN QUẢN LÝ"))
_OF_SYMBOL = {
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "CTN": "Chủ tịch nước",
    "VPCP": "Văn phòng Chính phủ",
    "VPQH": "Văn phòng Quốc hội",
    "HĐBT": "Hội đồng Bộ trưởng",
}


def issuer_of_lines(lines: tuple[str, ...], *, joint: bool = False) -> str | None:
    """The issuer that the capital lines above a number name; all of them, if it is ``joint``.

    >>> issuer_of_lines(("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"))
    'Ủy ban nhân dân tỉnh Lạng Sơn'
    >>> issuer_of_lines(("UBND TỈNH LẠNG SƠN", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"))
    'Sở Khoa học và Công nghệ'
    """
    organs: list[str] = []
    for line in lines:
        if organs and (
            not _ORGAN.match(line) or _UNFINISHED.search(organs[-1]) or _REST.match(line)
        ):
            organs[-1] = f"{organs[-1]} {line}"
        else:
            organs.append(line)
    if not organs or _REST.match(organs[-1]):
        return None
    if joint:
        return ", ".join(sentence_case(_in_full(organ.strip(" -"))) for organ in organs)
    return _with_superior(organs)


def _with_superior(organs: list[str]) -> str:
    """The last organ; with the one above it where its own name does not say whose it is."""
    last = sentence_case(organs[-1])
    if len(organs) < 2:
        return last
    above = organs[-2]
    board = _PARTY_BOARD.match(organs[-1])
    if _CENTRE.match(above) and board and "TRUNG ƯƠNG" not in organs[-1]:
        return sentence_case(f"{organs[-1]} TRUNG ƯƠNG")
    if _OF_ABOVE.match(organs[-1]) or (_COMMITTEE.match(above) and board):
        return f"{last} {sentence_case(above)}"
    return last


def is_organ(line: str) -> bool:
    """Whether a line in capitals begins as the name of an organ does."""
    return bool(_ORGAN.match(line))


@lru_cache(maxsize=10_000)
def issuer_of_symbol(codes: tuple[str, ...]) -> str | None:
    """The issuer that a symbol's codes name without doubt; the organ ``TW`` has three issuers.

    >>> issuer_of_symbol(("QĐ", "TTg")), issuer_of_symbol(("QH15",)), issuer_of_symbol(("KL", "TW"))
    ('Thủ tướng Chính phủ', 'Quốc hội', None)
    """
    for code in (codes[1:2] or codes[:1]) + codes[:1]:
        if re.fullmatch(r"QH\d{1,2}", code):
            return "Quốc hội"
        if re.fullmatch(r"UBTVQH\d{1,2}", code):
            return "Ủy ban Thường vụ Quốc hội"
        if code in _OF_SYMBOL:
            return _OF_SYMBOL[code]
        if re.fullmatch(r"B[A-ZĐ]{1,8}", code):
            body = bodies.body_of_symbol(code)
            if body is not None:
                return body.name
    return None


def sentence_case(capitals: str) -> str:
    """An organ's name printed in capitals, in the case that running text uses.

    >>> sentence_case("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH"), sentence_case("TỈNH ỦY LẠNG SƠN")
    ('Bộ Văn hóa, Thể thao và Du lịch', 'Tỉnh ủy Lạng Sơn')
    """
    capitals = re.sub(r"\bTHÀNH PH[ÓÔO]\b", "THÀNH PHỐ", capitals)  # as recognition reads it
    term = re.search(r"\s+KHÓA\s+[IVX]+$", capitals)
    if term:
        return sentence_case(capitals[: term.start()])
    body = bodies.find_body(capitals)
    if body is not None and fold(body.name) == fold(capitals):
        return body.name
    parts = _JOINT.split(capitals)
    if len(parts) == 1:
        parts = re.split(r", | VÀ ", capitals)
        parts = parts if all(bodies.find_body(part) for part in parts) else [capitals]
    if len(parts) > 1:
        return ", ".join(sentence_case(_in_full(part)) for part in parts)
    lower = capitals.lower()
    place = _PLACE.search(lower)
    if place:
        head = capitals[: place.start()].strip()
        kind = place.group(1)
        name = " ".join(_capital(word) for word in place.group(2).split())
        before = sentence_case(head) if head else ""
        if not head or kind.endswith(("ủy", "uỷ")):
            kind = _capital(kind)
        return f"{before} {kind} {name}".strip()
    for short, name in _SHORT:
        if capitals.startswith(short):
            return sentence_case(name + capitals[len(short) :])
    return _cased(lower, body.name if body is not None else "")


def _in_full(part: str) -> str:
    """``BỘ TÀI CHÍNH - CÔNG NGHIỆP``: the word is said once for both ministries."""
    known = bodies.find_body(part) is None and bodies.find_body(f"BỘ {part}") is not None
    return f"BỘ {part}" if known else part


def _cased(lower: str, known: str) -> str:
    """Capitals as the registry writes the words that it knows, and for names of places.

    Decree 30/2020/NĐ-CP, Annex II: the kind of a body and its field each begin with one.
    """
    cases = {word.lower(): word for word in known.split()}
    said = " ".join(cases.get(word, word) for word in lower.split())
    said = _capital(_FIELD.sub(lambda match: match[1] + _capital(match[2]), said))
    for name in ("Việt Nam", *(each.name for each in provinces())):
        printed = name.lower().replace(" - ", r"\s*[-–]\s*")
        said = re.sub(rf"\b{printed}\b", lambda match: match[0].title(), said)
    return said


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
