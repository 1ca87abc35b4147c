"""The marks that a browser sets before the items of a list: they are printed, so they are text."""

from __future__ import annotations

import re

from lxml import etree

from kl52.reading.web.tags import LONGEST, name_of
from kl52.reading.word.numerals import numeral

_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]{0,40}?\b"
    r"(none|disc|circle|square|decimal(?:-leading-zero)?|(?:lower|upper)-(?:alpha|latin|roman))",
    re.IGNORECASE,
)
_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_FORMS = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip
_LONGEST_NUMBER = 6
# An item that brings its own mark: «- Như trên», «a) …», «1. …».
OWN_MARK = re.compile(r"\s*(?:[-–+•*▪●○■]\s|\(?(?:\d{1,3}|[a-zđ]|[IVXivx]{1,5})[.)]\s)")


class List:
    """One list on the way through it."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.style = _style(element)
        items = sum(name_of(each) == "li" for each in element)
        self.step = -1 if element.get("reversed") is not None else 1
        self.next = _number(element.get("start"), items if self.step < 0 else 1)

    def mark(self, item: etree._Element) -> str:
        """The mark of the next item; empty where the list has none.

        >>> items = etree.fromstring('<ol type="a" start="3"><li/><li/></ol>')
        >>> marks = List(items)
        >>> [marks.mark(item) for item in items]
        ['c.', 'd.']
        """
        number = _number(item.get("value"), self.next)
        self.next = number + self.step
        style = _style(item, self.style)
        if style == "none":
            return ""
        if style not in _FORMS:
            return "-"
        return f"{numeral(number, _FORMS[style])}."


def _style(element: etree._Element, default: str | None = None) -> str:
    styled = _STYLE.search((element.get("style") or "")[:LONGEST])
    if styled:
        return styled[1].lower()
    typed = (element.get("type") or "").strip()
    if typed:
        return _TYPES.get(typed, typed.lower())
    return default or ("decimal" if name_of(element) == "ol" else "disc")


def _number(value: str | None, default: int) -> int:
    value = (value or "").strip()
    digits = value.removeprefix("-")
    return int(value) if digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else default
