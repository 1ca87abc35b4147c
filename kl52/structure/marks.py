"""The marks at the head of paragraphs: ``Điều 5.``, ``II.``, ``a)``, ``-``, and how they rank.

Input: a paragraph's words. Output: the rule that its head satisfies, with the number. Both forms
are read: Phần, Chương, Mục, Điều, khoản, điểm (Law 64/2025/QH15), and I., 1., a), -, + (Decree
30/2020/NĐ-CP, Annex I), with the Party's ``I-``, ``1-``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kl52.language.letters import LOWER, UPPER
from kl52.model import UnitKind

LETTERS = "abcdđeghiklmnopqrstuvxy"  # Decree 30/2020/NĐ-CP, Annex I: order of points
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ORDINALS = "thứ nhất|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|thứ tám|thứ chín|thứ mười"


@dataclass(frozen=True, slots=True)
class MarkRule:
    """How a mark at the head of a paragraph looks. ``rank`` orders the levels, the top first."""

    style: str
    kind: UnitKind
    rank: int
    fixed: bool
    pattern: re.Pattern[str]


def _rule(style: str, kind: UnitKind, rank: int, pattern: str, *, fixed: bool = False) -> MarkRule:
    return MarkRule(style, kind, rank, fixed, re.compile(pattern))


RULES = (
    _rule(
        "annex",
        "annex",
        0,
        r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số))?(?:\s+(?P<n>[IVXLC]{1,5}|\d{1,2}[a-z]?|[A-H]))?"
        r"(?=\s*(?:$|[:.\-–(]))",
        fixed=True,
    ),
    _rule(
        "form",
        "annex",
        1,
        r"(?:BIỂU|Biểu|MẪU|Mẫu)(?:\s+(?:SỐ|số))?\s+(?P<n>\d{1,2}[a-z]?|[IVXLC]{1,5})"
        r"(?=\s*(?:$|[:.\-–(/]))",
        fixed=True,
    ),
    _rule(
        "part",
        "part",
        2,
        rf"(?:PHẦN|Phần)\s+(?P<n>[IVXLC]+|\d+|[A-H]|(?i:{_ORDINALS}))(?=\s|[.:]|$)",
        fixed=True,
    ),
    _rule(
        "chapter",
        "chapter",
        3,
        r"(?i:chương)\s+(?P<n>[IVXLC]+|\d+)(?=\s*(?:$|[.:\-–]|\s[A-ZĐ]))",
        fixed=True,
    ),
    _rule(
        "muc",
        "section",
        4,
        r"(?:MỤC|Mục)\s+(?P<n>\d+|[IVXLC]+)(?=\s*(?:$|[.:\-–]|\s[A-ZĐ]))",
        fixed=True,
    ),
    _rule("tieu-muc", "section", 5, r"(?i:tiểu mục)\s+(?P<n>\d+)(?=\s*(?:$|[.:\-–]))", fixed=True),
    _rule("article", "article", 6, r"(?:Điều|ĐIỀU)\s+(?P<n>\d+[a-zđ]?)\s*(?:[.:]|$)", fixed=True),
    _rule("upper", "part", 10, rf"(?P<n>[A-H])\s?[.\-–)/]\s+(?=[{UPPER}])"),
    _rule("roman", "section", 11, rf"(?P<n>[IVX]+)\s?(?:[.\-–)/]\s*|\s+(?=[{UPPER}]{{2}}))(?=\D)"),
    _rule("arabic3", "clause", 14, r"(?P<n>\d{1,2}\.\d{1,2}\.\d{1,2})\.?\s+(?=\D)"),
    _rule(
        "arabic2", "clause", 13, rf"(?P<n>\d{{1,2}}\.\d{{1,2}})(?:\.\s+(?=\D)|\s+(?=[{UPPER}“\"(]))"
    ),
    _rule(
        "arabic",
        "clause",
        12,
        rf"(?P<n>\d{{1,3}}[a-zđ]?)\s?[.\-–)/](?:\s+(?=[^\d\s/])|(?=[{UPPER}“\"][{LOWER}\s]))",
    ),
    _rule("letter", "point", 15, r"(?P<n>[a-zđ])\d?\s?(?:[.)]\s?|/\s)(?=\S)"),
    _rule("paren", "point", 16, r"\((?P<n>\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s?(?=\S)"),
    _rule("bullet", "bullet", 17, r"(?P<n>)[-–−•●▪■□◻◆❖➢➔✓*]\s?(?=[^\s\d\-*])|(?P<m>)[-–]\s(?=\d)"),
    _rule("plus", "bullet", 18, r"(?P<n>)[+○]\s?(?=\S)"),
)


def find_mark(words: str) -> tuple[MarkRule, str, int, int] | None:
    """The rule that a paragraph's head satisfies, its number, the number's value, its length."""
    for rule in RULES:
        match = rule.pattern.match(words)
        if match is None:
            continue
        number = match.group("n") or ""
        if rule.style == "roman" and not 0 < (roman_value(number) or 0) < 40:
            continue
        if rule.style in ("annex", "form") and len(words) > 160:
            continue
        return rule, number, _value(rule.style, number), match.end()
    return None


def roman_value(number: str) -> int | None:
    """The value of a Roman number, ``None`` for letters that are none.

    >>> roman_value("XIV"), roman_value("IIX")
    (14, None)
    """
    if not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})|[LC]", number) or not number:
        return None
    total = 0
    for this, following in zip(number, [*number[1:], ""], strict=True):
        value = _ROMAN[this]
        total += -value if following and _ROMAN[following] > value else value
    return total


def _value(style: str, number: str) -> int:
    if style in ("roman", "part", "chapter") and roman_value(number):
        return roman_value(number) or 0
    if style == "letter":
        return LETTERS.find(number) + 1
    if style == "upper":
        return ord(number) - 64
    digits = re.search(r"\d+$", number) or re.match(r"\d+", number)
    return int(digits[0]) if digits else 0


def heading_of(rest: str, rule: MarkRule) -> str | None:
    """The words after a mark, where they are a heading: no full stop, not a list's lead-in."""
    if not rest or len(rest) > 300:
        return None
    if rest.isupper() or rule.style in ("part", "chapter", "muc", "annex", "form"):
        return rest.strip(" .:") or None
    if rest[-1] in ".;,/" or (len(rest) > 180 and rule.style != "article"):
        return None
    if rule.style in ("bullet", "plus"):
        return None
    return rest.rstrip(" :")
