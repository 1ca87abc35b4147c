"""The words of one paragraph as they are printed, with its references to notes and text boxes."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from kl52.language.letters import in_capitals
from kl52.model import NoteMark
from kl52.reading.word.fonts import CAPITALS
from kl52.reading.word.notes import Notes, raised
from kl52.reading.word.package import W, elements, value
from kl52.reading.word.styles import Look, Style, Styles
from kl52.reading.word.symbols import is_private, printed, printed_text
from kl52.spans import Span

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT = (f"{W}t", f"{W}delText", f"{_M}t")
_ASIDE = frozenset(W + name for name in ("pPr", "rPr", "instrText", "delInstrText"))
_REFERENCES = frozenset((f"{W}footnoteReference", f"{W}endnoteReference"))
_PRINTED = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}br": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",  # the ư of TCVN3, where a program took it for a hyphen
}


@dataclass(slots=True)
class Said:
    """What a paragraph says; ``boxes`` are the text boxes tied to it and where in its text.

    ``capitals`` are the places where a font shows small letters as capitals, ``runs`` those where
    the words of each run stand.
    """

    parts: list[str] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    capitals: list[Span] = field(default_factory=list)
    boxes: list[tuple[int, etree._Element]] = field(default_factory=list)
    runs: list[tuple[Span, etree._Element]] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def say(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def go_on(self, other: Said) -> None:
        """Append what another paragraph says, but for its boxes."""
        self.marks += [NoteMark(mark.span.shift(self.length), mark.number) for mark in other.marks]
        self.capitals += [span.shift(self.length) for span in other.capitals]
        self.runs += [(span.shift(self.length), run) for span, run in other.runs]
        self.say(other.text)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a run is set: the style of its paragraph, its look, its own properties."""

    style: Style
    look: Look
    properties: etree._Element | None = None


class Speaker:
    """Reads paragraphs; references count on in ``notes``.

    ``hides`` says whether hidden text was passed over so far.
    """

    def __init__(self, styles: Styles, notes: Notes, *, preserve: bool = False) -> None:
        self._styles = styles
        self._notes = notes
        self._preserve = preserve
        self.hides = False

    def say(self, paragraph: etree._Element) -> Said:
        said = Said()
        style = self._styles.of_paragraph(paragraph.find(f"{W}pPr"))
        self._inside(paragraph, _Setting(style, style.look), said)
        return said

    def look_of_mark(self, paragraph: etree._Element) -> Look:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.of_paragraph(properties)
        letters = properties.find(f"{W}rPr") if properties is not None else None
        return self._styles.look(style, letters)

    def _inside(self, parent: etree._Element, how: _Setting, said: Said) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                properties = child.find(f"{W}rPr")
                look = self._styles.look(how.style, properties)
                start = said.length
                self._inside(child, _Setting(how.style, look, properties), said)
                if said.length > start:
                    said.runs.append((Span(start, said.length), child))
            elif tag in _ASIDE or not isinstance(tag, str):
                continue
            elif tag == f"{W}lastRenderedPageBreak":
                self._notes.page_ends()
            elif not how.look.hidden:
                self._content(child, how, said)
            elif tag in _TEXT and child.text:
                self.hides = True

    def _content(self, element: etree._Element, how: _Setting, said: Said) -> None:
        tag = element.tag
        if tag in _TEXT:
            start = said.length
            said.say(self._letters(element, how))
            if element.get(CAPITALS):
                said.capitals.append(Span(start, said.length))
        elif tag in _PRINTED:
            said.say(_PRINTED[tag])
        elif tag == f"{W}sym":
            code = element.get(f"{W}char", "")
            said.say(printed(_hex(code), element.get(f"{W}font", "")))
        elif tag in _REFERENCES:
            self._refer(element, said)
        elif tag == f"{W}txbxContent" or tag == f"{_VML}textpath":
            said.boxes.append((said.length, element))
        else:
            self._inside(element, how, said)

    def _letters(self, element: etree._Element, how: _Setting) -> str:
        text = (element.text or "").replace("\r", " ").replace("\n", " ")
        if not self._preserve and element.get(_XML_SPACE) != "preserve":
            text = text.strip(" \t")
        if is_private(text):
            text = printed_text(text, _font(how.properties))
        if text.isdecimal() and value(how.properties, "vertAlign") == "superscript":
            return raised(text)  # 10⁶ is not 106
        return in_capitals(text) if how.look.capitals else text

    def _refer(self, reference: etree._Element, said: Said) -> None:
        custom = None
        if reference.get(f"{W}customMarkFollows", "0") not in ("0", "false", "off"):
            custom = _mark_after(reference)
        shown = self._notes.refer(reference, custom)
        mark = raised(shown) if custom is None else shown
        if mark:
            said.marks.append(NoteMark(Span(said.length, said.length + len(mark)), shown))
        if custom is None:
            said.say(mark)


def words(element: etree._Element) -> str:
    """All words below an element, one after the other, whatever they look like."""
    return "".join(each.text or "" for each in elements(element, "t", "delText"))


def _mark_after(reference: etree._Element) -> str:
    """The mark that the author set: what follows at once, in the same run or the next one."""
    following, run = reference.getnext(), reference.getparent()
    beyond = run.getnext() if following is None and run is not None else None
    if beyond is not None:
        following = next(beyond.iterchildren(f"{W}t"), None)
    if following is None or following.tag != f"{W}t":
        return ""
    return (following.text or "").strip()


def _font(properties: etree._Element | None) -> str:
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""


def _hex(code: str) -> int:
    try:
        return int(code, 16)
    except ValueError:
        return 0
