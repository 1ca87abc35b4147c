"""Who issued a document: from the lines above its number, or from the number's symbol.

Input: the capital lines of the header's left column, or the codes of a symbol.
Output: the issuer's name in sentence case (``Ủy ban nhân dân tỉnh Lạng Sơn``).
Decree 30/2020/NĐ-CP, Annex I, II.2: the superior organ stands above the issuer, so the
last organ of the column is the issuer.
"""

from __future__ import annotations

import re

from kl52 import bodies
from kl52.lexicon import fold

_ORGAN = re.compile(
    r"^(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|BỘ|SỞ|BAN|"
    r"TỈNH (?:ỦY|UỶ)|THÀNH (?:ỦY|UỶ)|HUYỆN (?:ỦY|UỶ)|ĐẢNG|VĂN PHÒNG|"
    r"CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|CỤC|TỔNG|VỤ|VIỆN|TRƯỜNG|TRUNG TÂM|PHÒNG|CHI|CÔNG|TÒA|TOÀ|"
    r"THANH TRA|NGÂN HÀNG|KIỂM TOÁN|LIÊN|HỘI|ĐOÀN|MẶT TRẬN|CHỦ TỊCH|BẢO HIỂM|ĐÀI|HỌC VIỆN|"
    r"ĐẠI HỌC|TẬP ĐOÀN|TỔ|THÔNG TẤN|KHO BẠC|BỆNH VIỆN|TRẠM|BÁO)(?=\s|$)"
)
_PLACE = re.compile(
    r"\b(tỉnh(?: (?:ủy|uỷ))?|thành phố|thành (?:ủy|uỷ)|huyện(?: (?:ủy|uỷ))?|"
    r"xã(?! hội)|phường|quận|thị xã|đặc khu)\s+(.+)$"
)
_OF_SYMBOL = {
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "CTN": "Chủ tịch nước",
    "VPCP": "Văn phòng Chính phủ",
    "VPQH": "Văn phòng Quốc hội",
    "HĐBT": "Hội đồng Bộ trưởng",
}


def issuer_of_lines(lines: tuple[str, ...]) -> str | None:
    """The issuer that the capital lines above a number name.

    >>> issuer_of_lines(("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"))
    'Ủy ban nhân dân tỉnh Lạng Sơn'
    >>> issuer_of_lines(("UBND TỈNH LẠNG SƠN", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"))
    'Sở Khoa học và Công nghệ'
    """
    organs: list[str] = []
    for line in lines:
        if organs and (
            not _ORGAN.match(line)
            or organs[-1].endswith((" VÀ", " -", ","))
            or line.startswith(("VÀ ", "BINH "))
        ):
            organs[-1] = f"{organs[-1]} {line}"
        else:
            organs.append(line)
    return sentence_case(organs[-1]) if organs else None


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
    term = re.search(r"\s+KHÓA\s+[IVX]+$", capitals)
    if term:
        return sentence_case(capitals[: term.start()])
    body = bodies.find_body(capitals)
    if body is not None and fold(body.name) == fold(capitals):
        return body.name
    parts = re.split(r", | VÀ ", capitals)
    named = [bodies.find_body(part) for part in parts]
    if len(parts) > 1 and all(named):
        return ", ".join(each.name for each in named if each is not None)
    lower = capitals.lower()
    place = _PLACE.search(lower)
    if place:
        head = capitals[: place.start()].strip()
        kind = place.group(1)
        name = " ".join(_capital(word) for word in place.group(2).split())
        before = sentence_case(head) if head else ""
        if not head:
            kind = _capital(kind)
        return f"{before} {kind} {name}".strip()
    if body is not None:
        return body.name
    if lower.startswith("ubnd"):
        return "Ủy ban nhân dân" + lower[4:]
    return _capital(lower)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
