"""The lines of a signature block: what each says of an office and of a name.

Input: the words of one line. Output: :class:`Said`, or ``None`` for a line that says neither.
Decree 30/2020/NĐ-CP, Annex I, II.7: ``TM.`` for a body, ``KT.`` for a head, ``TL.`` by order,
``TUQ.`` by mandate, ``Q.`` acting; 36-HD/VPTW: ``T/M``, ``K/T``, ``T/L``. The rest of a place
kept for an electronic signature (``[daky]``) is not part of an office.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kl52.header.lines import MOTTO
from kl52.language.letters import LOWER, UPPER
from kl52.language.lexicon import fold, provinces
from kl52.tables import read_table

LONGEST = 120  # letters of a line of the block that names an office or a person
_MARK = r"(?:TM|T/M|T\.M|KT|K/T|K\.T|TL|T/L|T\.L|TUQ|T/UQ)"
# In small letters (documents of old fonts) only with its point or stroke: «kt. thống đốc»
_SIGN = re.compile(
    rf"^(?:{_MARK}(?:\s?[./]\s*|\s+)(?=[{UPPER}])|(?i:{_MARK})\s?[./]\s*(?=[^\W\d_]))"
)
_SENTENCE = re.compile(r"[.;:]\s|[;:,.]$")
_SIGNED = re.compile(
    r"[(\[]\s*(?:[Đđ]ã\s?ký|da\s?ky|DA\s?KY|ĐÃ KÝ|[Kk]ý tên|[Cc]hữ ký|[Kk]ý,)[^)\]]{0,60}[)\]]?"
)
_REST_OF_MARK = re.compile(r"(?:(?<=[^\W\d_])[a-z]{0,5}\]|\s*\[[a-z]{0,5}|\s+[a-z]{0,5}\])$")
_DEGREE = r"(?:(?:GS|PGS|TSKH|TS|ThS|BS|BSCK ?I{1,2}|DS|KS|CN|NGƯT|NGND)\b\s?[.,]?\s?)"
_WORD = rf"[{UPPER}](?:['’][{UPPER}])?[{LOWER}]*"
_NAME = rf"{_WORD}(?:[\s-]{_WORD}){{1,5}}"
_PLACE_KIND = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU|ỦY)$")
_PERSON = re.compile(r"(?:\b(?:Đ/c|đ/c|[Đđ]ồng chí|[ÔôOo]ng|[Bb]à|[Tt]ướng|[Tt]á)|[:\-])$")
STAMP = re.compile(
    r"^(?:Ký bởi|Người ký|Thời gian ký|Ngày ký|Cơ quan|Email|Chữ ký số|Ký số|Số sê-ri|Lý do"
    r"|Digitally signed|Signature (?:Not )?Verified|Signed by|Date)\b\s*:?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """``office`` as printed, or the rank before ``name``; one of them may be empty."""

    office: str = ""
    name: str = ""
    ranked: bool = False


@cache
def _words(kind: str) -> tuple[str, ...]:
    found = [word for name, word in read_table("signing.tsv") if name == kind]
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        rf"(?:PH[ÓO]\s+|QUYỀN\s+|Q\s?\.\s?)*(?:{'|'.join(_words('office'))})(?![^\W\d_])"
    )


@cache
def _small_office() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_office().pattern})", re.IGNORECASE)


@cache
def _ranked_name() -> re.Pattern[str]:
    ranks = "|".join(_words("rank"))
    return re.compile(rf"^(?P<rank>(?:(?:{ranks})\s+|{_DEGREE})*)(?P<name>{_NAME})$")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(word.upper() for word in _words("surname"))


@cache
def _provinces() -> frozenset[str]:
    return frozenset(fold(each.name) for each in provinces())


def clean(word: str) -> str:
    """A line without ``(Đã ký)`` and the like, and without the rest of such a mark.

    >>> clean("PHÓ THỦ TƯỚNGy]"), clean("CHỦ TỊCH (Đã ký) Lê Văn Mẫu")
    ('PHÓ THỦ TƯỚNG', 'CHỦ TỊCH Lê Văn Mẫu')
    """
    return " ".join(_REST_OF_MARK.sub("", _SIGNED.sub(" ", word).strip()).split()).strip("[]| ")


def name_in(word: str) -> Said | None:
    """The name that a line consists of, its rank or degree apart.

    >>> name_in("Đại tướng Lê Văn Mẫu"), name_in("TỈNH LẠNG SƠN")
    (Said(office='Đại tướng', name='Lê Văn Mẫu', ranked=True), None)
    """
    if len(word) >= LONGEST:
        return None
    word = clean(word)
    match = _ranked_name().match(word)
    if match is None or match["name"].isupper():
        return _capital_name(word)
    return Said(match["rank"].strip(), match["name"], bool(match["rank"]))


def _capital_name(word: str) -> Said | None:
    words = word.split()
    named = 3 <= len(words) <= 5 and words[0] in _surnames() and word.isupper()
    return Said(name=word) if named and fold(word) not in _provinces() else None


def acts_for(word: str) -> bool:
    """Whether a line opens as one does that says for whom it is signed (``TM. …``)."""
    return len(word) < LONGEST and bool(_SIGN.match(word)) and not _SENTENCE.search(word[4:])


def office_in(word: str) -> Said | None:
    """The office in capitals (or behind ``TM.``) that a line names, and a name printed after it.

    >>> office_in("TM. CHÍNH PHỦ THỦ TƯỚNG Lê Văn Mẫu")
    Said(office='TM. CHÍNH PHỦ THỦ TƯỚNG', name='Lê Văn Mẫu', ranked=False)
    >>> office_in("Bộ trưởng Bộ Nội vụ hướng dẫn.") is None
    True
    """
    if len(word) >= LONGEST:
        return None
    word = clean(word)
    acting = acts_for(word)
    if not acting and not _office().match(word):
        return None
    words = word.split()
    capitals = next((at for at, each in enumerate(words) if not each.isupper()), len(words))
    office, rest = " ".join(words[:capitals]), " ".join(words[capitals:])
    name = name_in(rest) if rest and capitals else None
    if name:
        return Said(office.rstrip(" ,"), name.name)
    if rest and not acting:
        return None
    return Said(word.rstrip(" ,"))


def small_office_in(word: str) -> Said | None:
    """``Thứ trưởng``, ``Phó chủ tịch`` in small letters: only below a line that acts for a body."""
    short = len(word) < 60 and _small_office().match(word) and not _SENTENCE.search(word)
    return Said(clean(word)) if short else None


def goes_on_office(word: str, above: str) -> bool:
    """A line of capitals below an office: the rest of it, or the organ (not another header)."""
    if not word.isupper() or len(word) >= 80 or MOTTO.match(word):
        return False
    return name_in(word) is None or bool(_PLACE_KIND.search(above))


def office_behind(word: str) -> Said | None:
    """The office at the end of a recipient's line, where both columns were read as one."""
    if len(word) >= LONGEST:
        return None
    match = re.search(
        rf"\s(?:{_MARK}\s?[./]\s*(?=[{UPPER}])|{_office().pattern})[{UPPER}\s,.\-]*$", word
    )
    small = match or re.search(r"\s(?:Phó \w+ \w+|Thứ trưởng|Bộ trưởng)$", word)
    return Said(small[0].strip()) if small else None


def name_behind(word: str) -> Said | None:
    """The name at the end of a recipient's line: ``- Lưu: VT, TH. Lê Văn Mẫu``.

    Without a stop before it, one of three words or more that begins with a family name; a person
    among the recipients has ``Đ/c`` or ``Ông`` before the name.
    """
    if len(word) >= LONGEST:
        return None
    match = re.search(rf"[.;)]\s+({_NAME})$", word)
    if match:
        return Said(name=match[1])
    words = word.split()
    for size in (4, 3):
        name = words[-size:]
        before = " ".join(words[:-size])
        if before and name[0].upper() in _surnames() and not _PERSON.search(before):
            said = name_in(" ".join(name))
            if said and not said.ranked:
                return said
    return None


def is_ink(word: str) -> bool:
    """What recognition makes of a handwritten signature: no run of three letters, and short."""
    return len(word) < 30 and not re.search(r"[^\W\d_]{3}", word)


def is_mark(word: str) -> bool:
    """``(Đã ký)`` and the like, or the stamp of an electronic signature."""
    return word.startswith("(") or bool(STAMP.match(word)) or not clean(word[:LONGEST])
