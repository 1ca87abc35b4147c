"""Gaps and repetitions in the numbers of sections: ``4.`` after ``2.``, two times ``b)``.

Points are in the order of the Vietnamese letters (Decree 30/2020/NĐ-CP, Annex I: a b c d đ e g h
i …). A list that begins again at 1 is another list; what is no plain number is not judged, nor
what was recognised from a picture, where marks get lost, nor a form to fill in, which sets several
numbers on a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.coverage.findings.telling import tell
from kl52.coverage.values import Case, Finding
from kl52.model import Unit
from kl52.structure.marks import LETTERS, roman_value

_ROMAN = re.compile(r"[IVX]+")
_JUDGED = frozenset({"part", "chapter", "section", "article", "clause", "point"})


def find(case: Case) -> Iterator[Finding]:
    last: dict[tuple[str | None, str, str], tuple[int, str]] = {}
    for unit in case.plan.units:
        placed = _place(unit)
        if placed is None or unit.page in case.plan.source.ocr_pages or _in_form(unit):
            continue
        style, value = placed
        key = unit.parent, unit.kind, style
        before = last.get(key)
        last[key] = value, unit.number or ""
        if before is None or value in (1, before[0] + 1):
            continue
        yield tell("form/section_numbering", case.plan, span=unit.head, found=unit.number,
                   expected=f"sau {before[1]} là {_after(style, before[0])}")  # fmt: skip


def _in_form(unit: Unit) -> bool:
    """Whether a unit stands in a form (``Mẫu số 01``)."""
    return "__mau-" in f"__{unit.id}"


def _place(unit: Unit) -> tuple[str, int] | None:
    """The style of a unit's number and its value."""
    number = unit.number or ""
    if unit.kind not in _JUDGED:
        return None
    if number.isdigit():
        return "digits", int(number)
    if _ROMAN.fullmatch(number) and unit.kind != "point" and (value := roman_value(number)):
        return "roman", value
    if unit.kind == "point" and len(number) == 1 and number in LETTERS:
        return "letters", LETTERS.index(number) + 1
    return None


def _after(style: str, value: int) -> str:
    """The number that follows, as it would be printed."""
    if style == "letters":
        return LETTERS[value] if value < len(LETTERS) else "?"
    if style == "digits":
        return str(value + 1)
    following = value + 1
    tens, ones = divmod(following, 10)
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * tens + units[ones]
