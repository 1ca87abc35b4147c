"""The numbers and bullets that Word sets before paragraphs by itself.

A paragraph is in a list by itself or by its style; the list (``w:num``) takes its levels
from an abstract one, which other lists share and count on. A :class:`Story` counts: the
body is one, notes, text boxes and page heads are others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from kl52.reading.word.numerals import numeral
from kl52.reading.word.package import W, is_on, number, value
from kl52.reading.word.styles import Look, Style, Styles
from kl52.reading.word.symbols import is_private, printed_text

_PLACE = re.compile(r"%([1-9])")
# Word follows one link from list to style to list; a circle has no end.
_MOST_LINKS = 4
_BULLET = "•"
# What Word sets between a number and the words.
_SUFFIXES = {"tab": " ", "space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list; ``restart`` is the level before which it goes on counting."""

    form: str
    text: str
    start: int
    restart: int
    style: str
    suffix: str
    legal: bool
    font: str
    hidden: bool
    capitals: bool | None


@dataclass(frozen=True, slots=True)
class _List:
    """``family`` is what it counts together with; ``starts`` are its own starts by level."""

    family: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


class Numbering:
    """The lists of one file."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        abstracts = _by_id(root, "abstractNum", "abstractNumId")
        nums = _by_id(root, "num", "numId")
        bases = {name: value(each, "abstractNumId") for name, each in nums.items()}
        levels = {name: _levels(each) for name, each in abstracts.items()}
        for name, num in nums.items():
            family = self._family(bases[name], abstracts, bases)
            self._lists[name] = _list(num, family, levels.get(family, {}))

    def place(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """The list and the level of a paragraph with these properties, if it is in one."""
        style = self._styles.of_paragraph(properties)
        own = properties.find(f"{W}numPr") if properties is not None else None
        name = value(own, "numId", style.number)
        if name in ("", "0") or name not in self._lists:
            return None
        if own is not None and value(own, "ilvl"):
            return name, number(value(own, "ilvl"), 0, 8)
        return name, self._linked(name, style)

    def level(self, place: tuple[str, int]) -> _Level | None:
        return self._lists[place[0]].levels.get(place[1])

    def list(self, name: str) -> _List:
        return self._lists[name]

    def _linked(self, name: str, style: Style) -> int:
        """The level that is tied to a style, or to the nearest that it is based on."""
        tied = {each.style: at for at, each in self._lists[name].levels.items() if each.style}
        found = next((tied[each] for each in style.chain if each in tied), style.level)
        return found or 0

    def _family(
        self, base: str, abstracts: Mapping[str, etree._Element], bases: Mapping[str, str]
    ) -> str:
        """The abstract list that holds the levels: a list may name a style that names another."""
        for _ in range(_MOST_LINKS):
            link = value(abstracts.get(base), "numStyleLink")
            if not link:
                break
            base = bases.get(self._styles.style(link).number, base)
        return base


@dataclass(slots=True)
class Story:
    """Counts the numbered paragraphs of one story in their order."""

    numbering: Numbering
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, properties: etree._Element | None, look: Look = Look()) -> str:  # noqa: B008
        """The number or bullet before a paragraph and the gap after it, counted on.

        ``look`` is that of the paragraph's mark: numbers are printed like it. Empty where the
        paragraph has neither.
        """
        place = self.numbering.place(properties)
        level = self.numbering.level(place) if place is not None else None
        if place is None or level is None:
            return ""
        listed = self.numbering.list(place[0])
        counts = self._count(place, listed)
        shown = "" if level.hidden else _shown(listed.levels, level, counts)
        if level.capitals if level.capitals is not None else look.capitals:
            shown = shown.upper()
        return shown + _SUFFIXES.get(level.suffix, " ") if shown else ""

    def _count(self, place: tuple[str, int], listed: _List) -> dict[int, int]:
        at, counts = place[1], self.counts[listed.family]
        if at in listed.starts and place not in self.begun:
            counts[at] = listed.starts[at]
        else:
            counts[at] = counts.get(at, listed.levels[at].start - 1) + 1
        self.begun.add(place)
        for above in range(at):  # a level that was passed over has been printed with its start
            if above in listed.levels and above not in counts:
                counts[above] = listed.levels[above].start
                self.begun.add((place[0], above))
        for deeper in [each for each in counts if each > at]:
            if deeper not in listed.levels or at < listed.levels[deeper].restart:
                del counts[deeper]
        return counts


def _by_id(root: etree._Element, name: str, key: str) -> dict[str, etree._Element]:
    return {each.get(W + key, ""): each for each in root.iter(W + name)}


def _list(num: etree._Element, family: str, levels: dict[int, _Level]) -> _List:
    own, starts = dict(levels), {}
    for override in num.iter(f"{W}lvlOverride"):
        at = number(override.get(f"{W}ilvl", ""), 0, 8)
        own.update(_levels(override))
        if value(override, "startOverride"):
            starts[at] = number(value(override, "startOverride"), 1)
            if at in own:
                own[at] = replace(own[at], start=starts[at])
    return _List(family, own, starts)


def _levels(parent: etree._Element) -> dict[int, _Level]:
    found = {}
    for each in parent.findall(f"{W}lvl"):
        at = number(each.get(f"{W}ilvl", ""), 9)
        if at < 9:
            found[at] = _level(each, at)
    return found


def _level(element: etree._Element, at: int) -> _Level:
    form = element.find(f"{W}numFmt")
    letters = element.find(f"{W}rPr")
    fonts = letters.find(f"{W}rFonts") if letters is not None else None
    custom = form.get(f"{W}format", "") if form is not None else ""
    return _Level(
        custom or value(element, "numFmt", "decimal"),
        value(element, "lvlText"),
        number(value(element, "start"), 0),
        number(value(element, "lvlRestart"), at),
        value(element, "pStyle"),
        value(element, "suff", "tab"),
        is_on(element, "isLgl") or False,
        (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else "",
        is_on(letters, "vanish") or False,
        is_on(letters, "caps"),
    )


def _shown(levels: Mapping[int, _Level], own: _Level, counts: Mapping[int, int]) -> str:
    if own.form == "bullet":
        return _bullet(own)

    def count(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        if at not in levels:
            return ""
        form = levels[at].form
        if own.legal and form != "none":
            form = "decimal"
        return numeral(counts.get(at, levels[at].start), form)

    return _PLACE.sub(count, own.text)


def _bullet(level: _Level) -> str:
    """The sign of a bullet; where its font hides what it is, a round one.

    Word's own round bullet of the second level is a letter o of a typewriter font.
    """
    if level.text == "o" and level.font.startswith("Courier"):
        return "○"
    shown = printed_text(level.text, level.font)
    return _BULLET if is_private(shown) else shown.strip() and shown
