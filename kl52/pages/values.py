"""What a page shows, in the order of the page: plain words, and the picture of the cascade.

Addresses: ``f3`` is a finding in the list and ``f3-text`` its place in the text, ``r7`` a row of
the tasks, ``o7`` a task of the plan in its text, ``lo7`` one without a source. All are unique.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from kl52.model import Severity

Mark = Literal["", "error", "warning", "info", "task"]


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words; ``same``: the text beside it has them too."""

    text: str
    same: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """``href`` is an address of this page."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Figure:
    """``count`` of ``of`` tasks are in ``state``; ``start`` is how many the figures before have."""

    state: str
    count: int
    of: int
    start: int = 0

    def percent(self, count: int) -> str:
        """A share of ``of`` for a drawing 100 wide."""
        return f"{100 * count / self.of:.2f}" if self.of else "0"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document with their place: ``where`` is document, unit, and page."""

    words: tuple[Words, ...]
    where: str
    facts: str = ""
    link: Link | None = None
    about: str = ""  # how it agrees with what it stands beside
    findings: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A task with what stands beside it; ``bodies`` are numbers of :attr:`Page.bodies`.

    ``near`` is what comes nearest without being sure enough.
    """

    id: str
    state: str
    quote: Quote
    beside: tuple[Quote, ...] = ()
    near: tuple[Quote, ...] = ()
    bodies: tuple[int, ...] = ()
    lacks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    stub: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Tasks under one heading."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks of one document under its headings."""

    title: str
    sections: tuple[Section, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: where, what, and the words it rests on. ``link`` leads to its place."""

    id: str
    severity: Severity
    where: str
    message: str
    rule: str
    link: Link | None = None
    evidence: Quote | None = None
    bodies: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """A document of the cascade; ``hops`` say how the documents below stand to it."""

    name: str
    hops: tuple[tuple[str, Quote], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A mark that begins in the text: its own address, and where it leads to."""

    id: str
    text: str
    href: str
    mark: Mark
    about: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text under one mark; ``notes`` are numbers of notes that stand behind them."""

    text: str
    mark: Mark = ""
    href: str = ""
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph has one cell; ``rows`` are those of a table."""

    kind: Literal["page", "heading", "paragraph", "table", "notes", "note"]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """All of a page. ``kind`` names its template.

    ``own`` counts the tasks of the document, ``of`` all those that it was compared with.
    """

    kind: Literal["coverage", "trace"]
    title: str
    file: str
    about: tuple[str, ...]
    answer: tuple[str, ...]
    figures: tuple[Figure, ...]
    rungs: tuple[tuple[Rung, ...], ...]
    picture: Markup  # SVG, the only markup among the values
    groups: tuple[Group, ...]
    text: tuple[Block, ...]
    worst: tuple[Finding, ...] = ()
    local_only: tuple[Item, ...] = ()
    not_assessed: tuple[Item, ...] = ()
    aside: tuple[Item, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    bodies: tuple[tuple[int, str], ...] = ()
    warning: str = ""
    own: int = 0
    of: int = 0
