"""What the styles of a Word file say about text: numbering, hidden letters, capitals."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from kl52.reading.word.package import W, is_on, number, value

_INSIDE = ("insideH", "insideV")
# No template builds styles on more styles than this.
_LONGEST = 50
_OF_LOOK = frozenset(W + name for name in ("rStyle", "vanish", "caps", "smallCaps"))


@dataclass(frozen=True, slots=True)
class Look:
    """How letters are printed: not at all, or as capitals."""

    hidden: bool = False
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it takes over from those it is based on.

    ``chain`` are the ids from the style itself towards the root; ``number`` and ``level`` its
    numbering (``""`` and ``None`` where none is said), ``ruled`` whether a table of this style
    has rules between its cells.
    """

    chain: tuple[str, ...] = ()
    number: str = ""
    level: int | None = None
    look: Look = Look()
    ruled: bool = False


class Styles:
    """The styles of one file; unknown ids are the style without properties."""

    def __init__(self, root: etree._Element | None) -> None:
        found = root.findall(f"{W}style") if root is not None else []
        self._elements = {each.get(f"{W}styleId", ""): each for each in found}
        self._known: dict[str, Style] = {}
        self._default = next(
            (
                each.get(f"{W}styleId", "")
                for each in found
                if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true")
            ),
            "",
        )

    def of_paragraph(self, properties: etree._Element | None) -> Style:
        """The style that paragraph properties name, or the default one."""
        return self.style(value(properties, "pStyle", self._default))

    def style(self, name: str) -> Style:
        """The style ``name``, after those that it is based on."""
        chain: dict[str, None] = {}
        while name in self._elements and name not in self._known and name not in chain:
            chain[name] = None
            name = value(self._elements[name], "basedOn")
        style = self._known.get(name, Style())
        for each in reversed(chain):
            style = self._known[each] = _refined(style, self._elements[each], each)
        return style

    def look(self, paragraph: Style, properties: etree._Element | None) -> Look:
        """How the run with these properties in a paragraph of this style is printed.

        Switches of the paragraph's and the run's style cancel each other out (ISO/IEC
        29500-1, 17.7.3); what the run itself says prevails.
        """
        if properties is None or not len(properties):
            return paragraph.look
        if _OF_LOOK.isdisjoint([each.tag for each in properties]):
            return paragraph.look
        named = value(properties, "rStyle")
        base = self.style(named).look if named else Look()
        hidden, capitals = is_on(properties, "vanish"), _capitals(properties)
        return Look(
            base.hidden != paragraph.look.hidden if hidden is None else hidden,
            base.capitals != paragraph.look.capitals if capitals is None else capitals,
        )


def _refined(base: Style, element: etree._Element, name: str) -> Style:
    numbered = element.find(f"{W}pPr/{W}numPr")
    letters, borders = element.find(f"{W}rPr"), element.find(f"{W}tblPr/{W}tblBorders")
    hidden, capitals = is_on(letters, "vanish"), _capitals(letters)
    return Style(
        (name, *base.chain)[:_LONGEST],
        value(numbered, "numId", base.number),
        number(value(numbered, "ilvl"), 0, 8) if value(numbered, "ilvl") else base.level,
        Look(
            base.look.hidden if hidden is None else hidden,
            base.look.capitals if capitals is None else capitals,
        ),
        base.ruled if borders is None else any(is_drawn(borders, name) for name in _INSIDE),
    )


def is_drawn(borders: etree._Element, name: str) -> bool:
    """Whether the border ``name`` is a rule that is seen."""
    return value(borders, name, "none") not in ("none", "nil")


def _capitals(properties: etree._Element | None) -> bool | None:
    """Whether letters are printed as capitals, large or small; ``None`` where nothing is said."""
    said = [is_on(properties, name) for name in ("caps", "smallCaps")]
    return None if said == [None, None] else any(said)
