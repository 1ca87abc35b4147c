"""Measurable quantities: how much of what.

Input: text. Output: :class:`~kl52.model.Target` values. ``1.500`` is one thousand five
hundred, ``33,5`` has a decimal comma, ``05`` a leading zero. Dates and the numbers of
articles and documents are no quantities.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from kl52.language.lexicon import fold
from kl52.language.phrases import Phrases
from kl52.model import Target
from kl52.obligations.actions import find_verbs
from kl52.spans import Span

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
# The same by its first digit, which a search goes to at once.
_FROM_FIRST = r"\d(?<![\d/.,-]\d)(?:\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d*(?:,\d+)?)"
_MEASURE = (
    r"%(?:\s?/năm)?|‰|USD(?:/\w+)?|đồng(?:/\w+)?|ha|km|m2|kWh|MW|tấn|điểm|lần|giờ|bậc"
    r"|(?:nghìn|triệu|tỷ|tỉ|trăm)(?:\s+(?:tỷ|tỉ))?(?:\s+(?:đồng|USD|người|lượt|tấn|ha))?(?:/\w+)?"
)
_CUE = re.compile(
    r"(?:(?:đạt|có|còn|tăng|giảm|chiếm|bằng|lên|từ|được|sắp xếp)\s)?"
    r"(?:tối thiểu|ít nhất|tối đa|không quá|nhiều nhất|trên|dưới|khoảng|hơn|đạt|có|còn|tăng|giảm|"
    r"chiếm|bằng|≥|≤|>|<)(?: không quá)?(?: bình quân)?\s+$",
    re.IGNORECASE,
)
_LONGEST_CUE = 45
_CLOSING = " .;"  # a sentence is looked at with its end and without
_QUANTITY = re.compile(
    rf"(?P<value>{_FROM_FIRST})(?![\d/.-]\d|/[A-ZĐ]|[.,]\d)"
    rf"(?:\s?%?\s?(?:-|–|đến)\s?(?:{_NUMBER}))?"
    rf"\s?(?P<unit>(?:{_MEASURE})(?![^\W\d_])|[^\W\d_]+(?:\s[^\W\d_]+)?)",
    re.IGNORECASE,
)
_MEASURED = re.compile(rf"(?:{_MEASURE})$", re.IGNORECASE)
_NO_UNIT = re.compile(
    r"(?:tháng|ngày|năm|quý|khóa|điều|khoản|và|của|nhà|cấp|con số|hoặc|đến|là|theo|đối|trong|"
    r"trở|thứ|tuổi|giờ|phút)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:số|điều|khoản|điểm|chương|mục|phụ lục|mẫu|tháng|ngày|năm|quý|khóa|lần thứ|giai đoạn|"
    r"nghị quyết|hội nghị|trung ương|đề án)\s*$",
    re.IGNORECASE,
)
_WORDED = Phrases(
    *("ít nhất", "tối thiểu", "tối đa", "không quá"), after=r"\s+(?:một|hai|ba|bốn|năm)\b"
)
_WHOLE = re.compile(r"100(?<!\w100)\s?%")
_LABEL = re.compile(r"^[^,.;:]{3,90}:\s+")
_ENSURED = re.compile(r"(?:Bảo|Đảm|bảo|đảm) \w+ (?:mỗi|tỷ lệ|tỉ lệ|100)")
_AIMS = frozenset({"aim", "ensure"})
_CUT = frozenset(
    ["có", "đạt", "được", "là", "và", "trở", "để", "theo", "của", "trong", "phục", "thuộc", "tại"]
    + ["vào", "so", "trước", "trên"]
)
_MOST_WORDS = 12  # of what is measured
_CLAUSE = 200  # characters in which the clause of a quantity ends
_BY_YEAR = Phrases(
    "đến", "vào", "trong", "tới", after=r"(?: hết| cuối)?(?: năm)? (?P<year>20\d\d)\b"
)
_BASE_YEAR = re.compile(
    r"\bso với\b[^,;.]{0,60}?\b(?:năm |giai đoạn (?:\d{4}\s?-\s?)?)(\d{4})\b", re.IGNORECASE
)


def find_targets(text: str, by: str | None = None) -> tuple[Target, ...]:
    """The quantities of a text: those with a measure, or behind a word of comparison.

    A quantity is to be reached by the year named before it, or after it in its clause, or ``by``.

    >>> [(t.value, t.unit) for t in find_targets("Đạt 33,5% hộ có nước sạch, lập tối thiểu 05 tổ.")]
    [(33.5, '%'), (5.0, 'tổ')]
    >>> [target] = find_targets("Đến năm 2030, giảm ít nhất 20% số vụ so với năm 2024.")
    >>> target.base, target.by
    (2024, '2030-12-31')
    """
    counted = [each for each in _quantities(text) if each.cued or _MEASURED.match(each.unit)]
    if not counted:
        return ()
    years = [(match.start(), int(match["year"])) for match in _BY_YEAR.finditer(text)]
    return tuple(
        Target(
            each.span.of(text).strip(),
            _value(each.value),
            _unit(each.unit),
            _of(text, each),
            _base(text, each.span.end - len(each.unit)),
            _by(text, each, years) or by,
        )
        for each in counted
    )


def _base(text: str, at: int) -> int | None:
    """The year behind ``so với``, in the clause after a quantity."""
    match = _BASE_YEAR.search(_clause(text, at))
    return int(match[1]) if match else None


def _by(text: str, quantity: _Quantity, years: list[tuple[int, int]]) -> str | None:
    """The last year named before the quantity, else the first one after it in its clause."""
    index = bisect_left(years, (quantity.span.start, 0))
    if index:
        return f"{years[index - 1][1]}-12-31"
    after = _BY_YEAR.search(_clause(text, quantity.span.end - len(quantity.unit)))
    return f"{after['year']}-12-31" if after else None


def _clause(text: str, at: int) -> str:
    return re.split(r"[.;]\s", text[at : at + _CLAUSE], maxsplit=1)[0]


def year_end(header: str) -> str | None:
    """The last day of the year that the header of a value column names.

    >>> year_end("Đến năm 2030"), year_end("Mục tiêu")
    ('2030-12-31', None)
    """
    years = re.findall(r"\b20\d\d\b", header)
    return f"{years[-1]}-12-31" if years else None


def read_target(cell: str, unit: str | None, of: str, by: str | None = None) -> Target | None:
    """The quantity of a value cell; a cell without a number has none.

    >>> read_target("≥ 80", "%", "Hộ có nước sạch").value
    80.0
    """
    number = re.search(_NUMBER, cell)
    if number is None or len(cell.split()) > _MOST_WORDS:
        return None
    measure = re.match(rf"\s?(?:{_MEASURE})(?![^\W\d_])", cell[number.end() :])
    return Target(cell, _value(number[0]), measure[0].strip() if measure else unit or "", of, by=by)


def has_quantity(text: str) -> bool:
    """Whether a statement of aims can be measured: any counted thing will do there.

    >>> has_quantity("Thuộc nhóm 30 tỉnh dẫn đầu."), has_quantity("Năm 2030 thuộc nhóm dẫn đầu.")
    (True, False)
    """
    return _worded(text) is not None or bool(_quantities(text))


def is_target(text: str) -> bool:
    """Whether a sentence states a quantity without telling to act.

    >>> is_target("Mỗi xã có ít nhất 02 tổ cứu hộ."), is_target("Lập ít nhất 02 tổ cứu hộ.")
    (True, False)
    """
    body = _LABEL.sub("", text)
    quantity = _first_quantity(body)
    if quantity is None:
        return False
    if not _only_aims(body, quantity.start):
        return False
    later = body[quantity.end :].split(";")[1:]
    return not any(
        verb.is_action and verb.strength != "ensure"
        for clause in later
        for verb in find_verbs(clause)
    )


def _only_aims(text: str, stop: int) -> bool:
    """Whether what stands before a quantity tells nothing but to reach and to ensure it."""
    before = takewhile(lambda verb: verb.span.start < stop, find_verbs(text))
    for n, verb in enumerate(verb for verb in before if verb.is_action):
        if verb.strength not in _AIMS:
            return False
        if n == 0 and verb.strength == "ensure" and not _ENSURED.match(text):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number at ``at`` with the words behind it; words of comparison may stand before it."""

    span: Span
    at: int
    value: str
    unit: str

    @property
    def cued(self) -> bool:
        return self.span.start < self.at


def _first_quantity(text: str) -> Span | None:
    if any(each.cued or _MEASURED.match(each.unit) for each in _quantities(text)):
        return _quantity(text, next(_QUANTITY.finditer(text))).span
    worded = _worded(text)
    return Span(*worded.span()) if worded else None


def _worded(text: str) -> re.Match[str] | None:
    found = [match for each in (_WORDED, _WHOLE) if (match := each.search(text))]
    return min(found, key=lambda match: match.start(), default=None)


def _quantities(text: str) -> tuple[_Quantity, ...]:
    """Every number with what stands behind it, but no dates and no numbers of articles."""
    return _counted(text.rstrip(_CLOSING))


@lru_cache(maxsize=500)
def _counted(text: str) -> tuple[_Quantity, ...]:
    return tuple(
        _quantity(text, match) for match in _QUANTITY.finditer(text) if not _is_number(text, match)
    )


def _is_number(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LONGEST_CUE) : match.start()]
    return bool(_NO_UNIT.match(match["unit"]) or _NUMBERED.search(before))


def _quantity(text: str, match: re.Match[str]) -> _Quantity:
    cue = _CUE.search(text, max(0, match.start() - _LONGEST_CUE), match.start())
    start = cue.start() if cue else match.start()
    return _Quantity(Span(start, match.end()), match.start(), match["value"], match["unit"])


def _value(number: str) -> float:
    return float(number.replace(".", "").replace(",", "."))


def _unit(words: str) -> str:
    """A measure whole; of two other words the second only if it belongs to the noun."""
    first, _, second = words.partition(" ")
    return first if not _MEASURED.match(words) and fold(second) in _CUT else words


def _of(text: str, quantity: _Quantity) -> str | None:
    words = re.match(r"[^,;.()]*", text[quantity.span.end : quantity.span.end + 200])
    return " ".join((words[0] if words else "").split()[:_MOST_WORDS]) or None
