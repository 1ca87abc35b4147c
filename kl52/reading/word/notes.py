"""Footnotes and endnotes: the numbers that Word prints at their references, and their order.

Numbers that begin anew on every page follow the page breaks that Word noted when it last
laid the file out; without these they run on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from kl52.reading.word.numerals import numeral
from kl52.reading.word.package import W, number, value

Kind = Literal["footnote", "endnote"]
KINDS: tuple[Kind, ...] = ("footnote", "endnote")
_RAISED = str.maketrans("0123456789ivxlcdm", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣˡᶜᵈᵐ")


@dataclass(frozen=True, slots=True)
class Counting:
    """How the notes of a section are numbered."""

    form: str
    start: int = 1
    restart: str = "continuous"

    def refined(self, element: etree._Element | None) -> Counting:
        """With what a ``w:footnotePr`` or ``w:endnotePr`` says."""
        return Counting(
            value(element, "numFmt", self.form),
            number(value(element, "numStart"), self.start),
            value(element, "numRestart", self.restart),
        )


_USUAL: Mapping[Kind, Counting] = {
    "footnote": Counting("decimal"),
    "endnote": Counting("lowerRoman"),
}


@dataclass(slots=True)
class _Counter:
    """The notes of one kind: ``sections`` say how each section counts."""

    notes: Mapping[str, etree._Element]
    sections: list[Counting]
    section: int = 0
    count: int | None = None
    cited: dict[str, str] = field(default_factory=dict)

    def refer(self, name: str, custom: str | None) -> str:
        how = self.sections[min(self.section, len(self.sections) - 1)]
        shown = custom
        if shown is None:
            self.count = how.start if self.count is None else self.count + 1
            shown = numeral(self.count, how.form)
        self.cited.setdefault(name, shown)
        return shown

    def restart(self, at: str) -> None:
        if self.sections[min(self.section, len(self.sections) - 1)].restart == at:
            self.count = None


class Notes:
    """Counts the references of the body in their order."""

    def __init__(
        self,
        parts: Mapping[Kind, etree._Element | None],
        settings: etree._Element | None,
        sections: list[etree._Element],
    ) -> None:
        self._counters = {}
        for kind in KINDS:
            root = parts.get(kind)
            found = root.iterchildren(W + kind) if root is not None else ()
            notes = {each.get(f"{W}id", ""): each for each in found if _is_text(each)}
            whole = _USUAL[kind].refined(_properties(settings, kind))
            each_section = [whole.refined(_properties(each, kind)) for each in sections]
            self._counters[kind] = _Counter(notes, each_section or [whole])

    def refer(self, reference: etree._Element, custom: str | None) -> str:
        """The number printed at a reference, or the mark that the author set."""
        kind: Kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        return self._counters[kind].refer(reference.get(f"{W}id", ""), custom)

    def page_ends(self) -> None:
        for counter in self._counters.values():
            counter.restart("eachPage")

    def section_ends(self) -> None:
        for counter in self._counters.values():
            counter.section += 1
            counter.restart("eachSect")

    def cited(self) -> Iterator[tuple[str, etree._Element]]:
        """Numbers and notes: footnotes, then endnotes, each once, in the order of references."""
        for counter in self._counters.values():
            for name, shown in counter.cited.items():
                if name in counter.notes:
                    yield shown, counter.notes[name]


def raised(shown: str) -> str:
    """A number as it stands at a reference: its digits raised, and those of small Romans.

    >>> raised("12"), raised("iv"), raised("*")
    ('¹²', 'ⁱᵛ', '*')
    """
    return shown.translate(_RAISED)


def _is_text(note: etree._Element) -> bool:
    """Not the line between text and notes."""
    return note.get(f"{W}type", "normal") == "normal"


def _properties(parent: etree._Element | None, kind: Kind) -> etree._Element | None:
    return parent.find(f"{W}{kind}Pr") if parent is not None else None
