"""Old fonts in Word documents, converted in the tree before it is read.

The text of each paragraph is taken over its runs, for Word cuts runs within words. Fonts
whose name ends in H (``.VnTimeH``) show small letters as capitals: their letters stay as
they were typed, and are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from kl52.model import Diagnostic
from kl52.reading.legacy.conversion import tell
from kl52.reading.legacy.fonts import find_legacy
from kl52.spans import Edits, Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXTS = frozenset(W + name for name in ("t", "delText", "softHyphen"))
_GAPS = frozenset(W + name for name in ("tab", "br", "cr", "ptab", "noBreakHyphen"))
_CAPITALS = re.compile(r"\.?Vn.*H|V(?:PS|I|N) ?.*Hoa", re.IGNORECASE)
_SOFT_HYPHEN = "\u00ad"
# An attribute of elements whose text a font shows as capitals.
CAPITALS = "kl52-capitals"


def is_capitals_font(name: str | None) -> bool:
    """Whether a font shows small letters as capitals.

    >>> is_capitals_font(".VnTimeH"), is_capitals_font(".VnTime"), is_capitals_font("VPS Times Hoa")
    (True, False, True)
    """
    return name is not None and _CAPITALS.fullmatch(name) is not None


@dataclass(slots=True)
class _Piece:
    """The text of an element, where it stands in the text of the whole, and its font."""

    element: etree._Element
    span: Span
    font: str | None


def convert_runs(
    roots: Sequence[etree._Element], styles: etree._Element | None
) -> Sequence[Diagnostic]:
    """Make the text below ``roots`` Unicode, in place; says what was converted.

    ``styles`` is the root of the part of styles, which names fonts that runs do not.
    """
    text, pieces = _collect(roots, _Fonts(styles))
    found = find_legacy(text)
    if found.words:
        _write(text, pieces, Edits(found.edits))
    return tell(found)


def _collect(roots: Sequence[etree._Element], fonts: _Fonts) -> tuple[str, list[_Piece]]:
    parts: list[str] = []
    pieces: list[_Piece] = []
    at = 0
    for paragraph in (each for root in roots for each in root.iter(f"{W}p")):
        for element in _own(paragraph):
            text = _text(element)
            if element.tag in _TEXTS:
                pieces.append(_Piece(element, Span(at, at + len(text)), fonts.of(element)))
            parts.append(text)
            at += len(text)
        parts.append("\n")
        at += 1
    return "".join(parts), pieces


def _own(element: etree._Element) -> Iterator[etree._Element]:
    """The texts and gaps of a paragraph, without those of paragraphs in its text boxes."""
    for child in element:
        if child.tag in _TEXTS or child.tag in _GAPS:
            yield child
        elif child.tag not in (f"{W}p", f"{W}rPr", f"{W}pPr"):
            yield from _own(child)


def _text(element: etree._Element) -> str:
    if element.tag == f"{W}softHyphen":
        return _SOFT_HYPHEN
    if element.tag in _TEXTS:
        return (element.text or "").replace("\n", " ")
    return " "


def _write(text: str, pieces: Sequence[_Piece], edits: Edits) -> None:
    """Give every element its part of the new text."""
    changed = edits.apply(text)
    for piece in pieces:
        words = edits.place(piece.span).of(changed)
        if is_capitals_font(piece.font):
            piece.element.set(CAPITALS, "1")
        if piece.element.tag == f"{W}softHyphen":
            piece.element.tag = f"{W}t"
        piece.element.text = words
        piece.element.set(_SPACE, "preserve")


class _Fonts:
    """The font of a run: its own, or that of its style, of its paragraph's style, of the whole."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = root.findall(f"{W}style") if root is not None else []
        self._styles = {each.get(f"{W}styleId"): each for each in styles}
        self._default = next(
            (
                each.get(f"{W}styleId")
                for each in styles
                if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true")
            ),
            None,
        )
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault") if root is not None else None
        self._whole = _font(defaults)
        self._known: dict[str | None, str | None] = {}
        # The run and the paragraph that were asked for last: they may hold any number of elements.
        self._run: tuple[etree._Element, str | None] | None = None
        self._paragraph: tuple[etree._Element, str | None] | None = None

    def of(self, element: etree._Element) -> str | None:
        run = element.getparent()
        if run is None:
            return None
        if self._run is None or self._run[0] is not run:
            self._run = run, self._of_run(run)
        return self._run[1]

    def _of_run(self, run: etree._Element) -> str | None:
        own = _font(run)
        if own is not None:
            return own
        named = self._style(_value(run.find(f"{W}rPr/{W}rStyle")))
        return named or self._of_paragraph(run) or self._whole

    def _of_paragraph(self, run: etree._Element) -> str | None:
        paragraph = next(run.iterancestors(f"{W}p"), None)
        if paragraph is None:
            return self._style(self._default)
        if self._paragraph is None or self._paragraph[0] is not paragraph:
            style = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
            self._paragraph = paragraph, self._style(style or self._default)
        return self._paragraph[1]

    def _style(self, name: str | None) -> str | None:
        """The font of a style or of those that it is based on."""
        if name not in self._known:
            self._known[name] = None  # a style based on itself ends here
            style = self._styles.get(name)
            if style is not None:
                based = _value(style.find(f"{W}basedOn"))
                self._known[name] = _font(style) or (self._style(based) if based else None)
        return self._known[name]


def _font(parent: etree._Element | None) -> str | None:
    fonts = parent.find(f"{W}rPr/{W}rFonts") if parent is not None else None
    return fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") if fonts is not None else None


def _value(element: etree._Element | None) -> str | None:
    return element.get(f"{W}val") if element is not None else None
