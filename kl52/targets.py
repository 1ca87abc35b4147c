"""Measurable quantities: how much of what.

Input: text. Output: :class:`~kl52.model.Target` values; ``1.500`` is a thousand and a half
thousand, ``33,5`` has a decimal comma, ``05`` a leading zero. Dates and numbers of
documents are no quantities.
"""

from __future__ import annotations

import re

from kl52.actions import find_verbs
from kl52.lexicon import fold
from kl52.model import Target

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_MEASURE = (
    r"%(?:\s?/năm)?|‰|(?:nghìn|triệu|tỷ|tỉ|trăm)(?:\s+(?:tỷ|tỉ))?(?:\s+(?:đồng|USD|người|lượt|tấn|ha))?(?:/\w+)?|"
    r"USD(?:/\w+)?|đồng(?:/\w+)?|ha|km|m2|kWh|MW|tấn|điểm|lần|giờ|bậc"
)
_MOST = (
    r"(?P<cue>(?:đạt|có|còn|tăng|giảm|chiếm|bằng|lên|từ|được|sắp xếp)?\s?(?:tối thiểu|ít nhất|tối đa|không quá|nhiều nhất|trên|"
    r"dưới|khoảng|hơn|đạt|có|còn|tăng|giảm|chiếm|bằng|≥|≤|>|<)(?: không quá)?(?: bình quân)?\s+)"
)
_QUANTITY = re.compile(
    rf"{_MOST}?(?<![\d/.,-])(?P<value>{_NUMBER})(?![\d/.-]\d|/[A-ZĐ]|[.,]\d)(?:\s?(?:-|–|đến)\s?(?P<upper>{_NUMBER}))?"
    rf"\s?(?P<unit>(?:{_MEASURE})(?![^\W\d_])|[^\W\d_]+(?:\s[^\W\d_]+)?)",
    re.IGNORECASE,
)
_NO_UNIT = re.compile(
    r"^(?:tháng|ngày|năm|quý|khóa|điều|khoản|và|của|nhà|cấp|con số|hoặc|đến|là|theo|đối|trong|trở|thứ)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"(?:số|điều|khoản|điểm|chương|mục|phụ lục|mẫu|tháng|ngày|năm|quý|khóa|lần thứ|giai đoạn|nghị quyết|hội nghị|trung ương)\s*$",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\b(?:ít nhất|tối thiểu|tối đa|không quá)\s+(?:một|hai|ba|bốn|năm)\b|\b100\s?%", re.IGNORECASE
)
_AIMS = frozenset({"aim", "ensure"})


def find_targets(text: str) -> tuple[Target, ...]:
    """The quantities of a text.

    >>> [(t.value, t.unit) for t in find_targets("Đạt 33,5% hộ có nước sạch, lập tối thiểu 05 tổ.")]
    [(33.5, '%'), (5.0, 'tổ')]
    """
    found: list[Target] = []
    for match in _QUANTITY.finditer(text):
        unit = match["unit"]
        if _NO_UNIT.match(unit) or _NAMES.search(
            text[max(0, match.start() - 14) : match.start("value")]
        ):
            continue
        measured = re.match(rf"(?:{_MEASURE})$", unit, re.IGNORECASE)
        if not measured and not match["cue"]:
            continue
        found.append(
            Target(
                match[0].strip(),
                _value(match["value"]),
                unit if measured else unit.split(" ")[0] if _weak(unit) else unit,
                _of(text, match.end()),
            )
        )
    return tuple(found)


def _weak(unit: str) -> bool:
    return fold(unit).split()[-1] in (
        "có",
        "đạt",
        "được",
        "là",
        "và",
        "trở",
        "để",
        "theo",
        "của",
        "trong",
        "phục",
    )


def _value(number: str) -> float:
    return float(number.replace(".", "").replace(",", "."))


def _of(text: str, at: int) -> str | None:
    words = re.match(r"[^,;.()]*", text[at:])
    kept = " ".join((words[0] if words else "").split()[:12])
    return kept or None


def has_quantity(text: str) -> bool:
    return bool(_WORDED.search(text) or find_targets(text))


def is_target(text: str) -> bool:
    """Whether a sentence states a quantity without telling to act.

    >>> is_target("Mỗi xã có ít nhất 02 tổ cứu hộ."), is_target("Lập ít nhất 02 tổ cứu hộ.")
    (True, False)
    """
    body = re.sub(r"^[^,.;:]{3,90}:\s+", "", text)
    quantity = _QUANTITY.search(body) if find_targets(body) else _WORDED.search(body)
    if quantity is None:
        return False
    opening = [verb for verb in find_verbs(body[: quantity.start()]) if verb.is_action]
    if any(verb.strength not in _AIMS for verb in opening):
        return False
    if (
        opening
        and opening[0].strength == "ensure"
        and not re.match(r"(?:Bảo|Đảm|bảo|đảm) \w+ (?:mỗi|tỷ lệ|tỉ lệ|100)", body)
    ):
        return False
    return not any(
        verb.is_action and verb.strength != "ensure"
        for clause in body[quantity.end() :].split(";")[1:]
        for verb in find_verbs(clause)
    )
