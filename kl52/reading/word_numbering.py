"""The numbers that Word sets before paragraphs by itself."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

_PLACE = re.compile(r"%([1-9])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of one document as Word does."""

    def __init__(self, document: Any) -> None:
        self._lists: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        root = _numbering_root(document)
        if root is not None:
            self._read(root)
        self._read_styles(document)

    def mark(self, paragraph: etree._Element) -> str:
        """The number or bullet before a paragraph, counted on; empty without one."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, level = place
        levels = self._lists.get(number, {})
        if level not in levels:
            return ""
        counts = self._counts[self._abstract[number]]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return _shown(levels, level, counts)

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        style = _value(properties, "w:pStyle")
        inherited = self._styles.get(style, ("", 0))
        numbered = properties.find(qn("w:numPr"))
        if numbered is None:
            return inherited if inherited[0] not in ("", "0") else None
        number = _value(numbered, "w:numId") or inherited[0]
        level = _value(numbered, "w:ilvl")
        if number in ("", "0"):
            return None
        return number, int(level) if level.isdecimal() else inherited[1]

    def _read(self, root: etree._Element) -> None:
        abstract = {
            each.get(qn("w:abstractNumId"), ""): _levels(each)
            for each in root.findall(qn("w:abstractNum"))
        }
        for num in root.findall(qn("w:num")):
            number, base = num.get(qn("w:numId"), ""), _value(num, "w:abstractNumId")
            levels = dict(abstract.get(base, {}))
            overrides = num.findall(qn("w:lvlOverride"))
            for override in overrides:
                levels.update(_levels(override))
            self._lists[number] = levels
            restarts = any(each.find(qn("w:startOverride")) is not None for each in overrides)
            self._abstract[number] = f"{base}/{number}" if restarts else base

    def _read_styles(self, document: Any) -> None:
        for style in document.styles.element.iter(qn("w:style")):
            numbered = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbered is not None:
                level = _value(numbered, "w:ilvl")
                place = _value(numbered, "w:numId"), int(level) if level.isdecimal() else 0
                self._styles[style.get(qn("w:styleId"), "")] = place


def _numbering_root(document: Any) -> etree._Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _levels(parent: etree._Element) -> dict[int, _Level]:
    levels = {}
    for level in parent.findall(qn("w:lvl")):
        index, start = level.get(qn("w:ilvl"), ""), _value(level, "w:start")
        if index.isdecimal():
            levels[int(index)] = _Level(
                _value(level, "w:numFmt") or "decimal",
                _value(level, "w:lvlText"),
                int(start) if start.isdecimal() else 1,
            )
    return levels


def _value(parent: etree._Element, name: str) -> str:
    child = parent.find(qn(name))
    return child.get(qn("w:val"), "") if child is not None else ""


def _shown(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    own = levels[level]
    if own.format == "none":
        return ""
    if own.format == "bullet":
        # the signs of Symbol and Wingdings have no meaning outside of their font
        return own.text if own.text.isprintable() and own.text.strip() else "-"

    def number(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        if at not in levels:
            return ""
        return list_number(counts.get(at, levels[at].start), levels[at].format)

    return _PLACE.sub(number, own.text).strip()


def list_number(value: int, form: str) -> str:
    """A number in one of Word's formats.

    >>> list_number(4, "upperRoman"), list_number(5, "lowerLetter"), list_number(7, "decimalZero")
    ('IV', 'e', '07')
    """
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        for worth, sign in _ROMAN:
            count, value = divmod(max(value, 0), worth) if value < 4000 else (0, 0)
            roman += sign * count
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter") and 1 <= value <= 26 * 20:
        letter = _LETTERS[(value - 1) % 26] * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{value:02d}" if form == "decimalZero" else str(value)
