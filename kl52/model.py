"""The values that flow through kl52, in the order in which they arise.

``Raw`` (what a reader found in a file) → ``Text`` (normalised, with its map back)
→ ``Header``, ``Unit``, ``Citation``, ``Obligation`` → ``Document`` (all of it).

Every value is immutable; use :func:`dataclasses.replace` to change one. Field
names are those of the JSON contract.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kl52.letters import in_capitals
from kl52.spans import OffsetMap, Span
from kl52.widths import share

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something about the input that a reader of the result should know.

    ``code`` is stable and in English (``image-only-page``); ``message`` is for people.
    """

    severity: Severity
    code: str
    message: str
    span: Span | None = None
    page: int | None = None


# -- reading -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from. ``sha256`` is of its bytes."""

    name: str
    sha256: str
    media_type: str
    pages: int | None = None
    ocr_pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a line in a table: table number in the document, row and column from 0."""

    table: int
    row: int
    column: int


Part = Literal["body", "header", "footer", "note"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the file has it.

    ``span`` points into ``Raw.text``. ``complete`` says that the line is a whole
    paragraph (Word, HTML); otherwise the next line may go on with it (PDF, text
    with hard breaks). ``box`` is x0, top, x1, bottom as fractions of the page.
    ``part`` says where the file itself sets the line apart: heads and feet of pages,
    footnotes and endnotes; ``note`` is the number of the note that begins with it.
    ``confidence`` (0 to 1) is that of the character recognition, ``None`` for text that
    the file has as text. ``capitals``: a font shows the small letters of the line as capitals,
    so that a reader sees no small ones; the text has them as they were typed.
    """

    span: Span
    page: int = 1
    complete: bool = False
    cell: Cell | None = None
    box: Box | None = None
    part: Part = "body"
    note: str | None = None
    confidence: float | None = None
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where the raw text refers to a footnote or endnote: the raised ``number`` itself."""

    span: Span
    number: str


@dataclass(frozen=True, slots=True)
class Raw:
    """What a reader found: the raw text, its lines in reading order, and what went wrong."""

    source: Source
    text: str
    lines: tuple[Line, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    marks: tuple[NoteMark, ...] = ()


# -- normalised text -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the normalised text. ``cell`` is set inside a table.

    ``capitals``: on paper it is all capitals, whatever the text has (:meth:`Text.shown`).
    """

    span: Span
    page: int = 1
    cell: Cell | None = None
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid: ``rows[i][j]`` is the span of a cell in the text, empty if the cell is.

    All rows have the same number of columns; rows and columns without any words are left
    out. A cell joined over columns or rows stands in its first place; the other places are
    empty.
    """

    span: Span
    rows: tuple[tuple[Span, ...], ...]
    page: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: ``span`` are its words, which stand after the body.

    ``at`` is where its mark stood, right behind the word that it explains; ``None`` where no
    mark was found. The mark itself is not part of the text: ``126-KL/TW¹`` is ``126-KL/TW``.
    """

    number: str
    span: Span
    at: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand on paper: the page (from 1), and the box as fractions of the page

    (x0, top, x1, bottom from the top left), ``None`` for files that have no pages.
    """

    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Normalised text: NFC, without page furniture, one paragraph or table cell per line.

    All offsets of a document count in ``text``; ``offsets.raw(span)`` leads back to ``raw``,
    and ``lines`` (those of the file) from there to the place on the page. ``repairs`` are the
    places where certain misprints were put right.
    """

    text: str
    raw: str
    offsets: OffsetMap
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[Note, ...] = ()
    lines: tuple[Line, ...] = ()
    repairs: tuple[int, ...] = ()

    def shown(self, paragraph: Paragraph) -> str:
        """The words of a paragraph as a reader sees them, letter for letter."""
        words = paragraph.span.of(self.text)
        return in_capitals(words) if paragraph.capitals else words

    def is_capitals(self, span: Span) -> bool:
        """Whether a reader sees the words of ``span``, within one paragraph, all in capitals."""
        paragraph = self.paragraph_at(span.start)
        seen = paragraph is not None and paragraph.capitals
        return seen or span.of(self.text).isupper()

    def places(self, span: Span) -> tuple[Place, ...]:
        """Where the words of ``span`` stand, line by line; see :meth:`Document.locate`."""
        touched: list[tuple[Line, Span]] = []
        for said, raw in self.offsets.stretches(span):
            if said.of(self.text).isspace():
                continue
            line = self.line_at(raw.start)
            if touched and touched[-1][0] is line:
                raw = Span(touched.pop()[1].start, raw.end)
            if line is not None:
                touched.append((line, raw))
        return tuple(_place(line, raw, self.raw) for line, raw in touched)

    def line_at(self, at: int) -> Line | None:
        """The line of the file that holds the raw character at ``at``."""
        index = bisect_right(self.lines, at, key=lambda line: line.span.start) - 1
        if index >= 0 and at in self.lines[index].span:
            return self.lines[index]
        # the lines of a text set in two columns are not in the order of the file
        return next((line for line in self.lines if at in line.span), None)

    def page_of(self, at: int) -> int:
        """The page (from 1) on which the character at ``at`` stands."""
        paragraph = self.paragraph_at(at)
        return paragraph.page if paragraph is not None else 1

    def paragraph_at(self, at: int) -> Paragraph | None:
        """The paragraph that the character at ``at`` stands in, or the one before it."""
        index = bisect_right(self.paragraphs, at, key=lambda each: each.span.start) - 1
        return self.paragraphs[index] if index >= 0 else None


def _place(line: Line, raw: Span, text: str) -> Place:
    """The part of a line that ``raw`` covers."""
    if line.box is None:
        return Place(line.page)
    inside = Span(raw.start, min(raw.end, line.span.end)).shift(-line.span.start)
    begin, end = share(line.span.of(text), inside)
    x0, top, x1, bottom = line.box
    wide = x1 - x0
    return Place(line.page, (round(x0 + begin * wide, 4), top, round(x0 + end * wide, 4), bottom))


# -- header and structure ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Promulgated:
    """The plan, programme or scheme that a decision promulgates or approves."""

    type: str
    title: str


@dataclass(frozen=True, slots=True)
class Header:
    """Facts of the header and signature blocks (Decree 30/2020/NĐ-CP, Annex I; 36-HD/VPTW).

    Fields are as printed, except ``date`` (ISO) and ``type`` (in sentence case). Of a joint
    document the issuers are parted by ``, ``, the signers by ``; ``; a rank stands in the title.
    ``span`` covers the header block, ``signature`` the block of the signature and
    the recipients; nothing in either is an obligation. ``dated_by`` is the last day (ISO) that the
    open date line of a draft leaves (``ngày … tháng 9 năm 2026``).
    """

    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    level: str | None = None
    province: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    place: str | None = None
    draft: bool = False
    secrecy: str | None = None
    promulgates: Promulgated | None = None
    span: Span = Span(0, 0)
    title_span: Span | None = None
    signature: Span | None = None
    dated_by: str | None = None

    @property
    def on(self) -> str | None:
        """The day on which bodies exist and documents are in force for this one."""
        return self.date or self.dated_by


UnitKind = Literal[
    "part",
    "chapter",
    "section",
    "article",
    "clause",
    "point",
    "bullet",
    "annex",
    "row",
    "paragraph",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the structure. ``span`` covers the unit and everything below it.

    ``id`` is the path of numbers from the top (``iii__2__a``), ``head`` the span of
    the unit's own first paragraph including its mark, ``heading`` the words after
    the mark where the unit is a heading, else ``None``.
    """

    id: str
    parent: str | None
    kind: UnitKind
    number: str | None
    heading: str | None
    span: Span
    head: Span
    page: int = 1


# -- citations -----------------------------------------------------------------------------------

CitationKind = Literal["numbered", "named", "alias", "short", "relative", "future"]
Relation = Literal[
    "legal_basis",
    "implements",
    "promulgates",
    "continues",
    "amends",
    "replaces",
    "repeals",
    "guides",
    "proposed_by",
    "refers",
    "self",
]
CitationState = Literal[
    "resolved", "self", "not_in_library", "ambiguous", "mismatch", "not_assessed"
]


ChangeKind = Literal["replaced", "repealed", "expired", "amended"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a document, from the ISO date ``on`` (``None`` if that is not known).

    ``by`` is the id of the document that did it, ``name`` what people call that one.
    ``part`` is the provision, or words like ``một phần``, where not the whole is meant.
    ``certainty`` is ``V`` (read in ``source``) or ``G`` (general knowledge or inferred).
    """

    kind: ChangeKind
    on: str | None = None
    by: str | None = None
    name: str | None = None
    part: str | None = None
    source: str = ""
    certainty: Literal["V", "G"] = "V"


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a document, as found in the text and as resolved.

    ``status`` is that of the target on ``status_on``, the date of the citing document;
    ``status_now`` that on a later day asked for. Both have a reason for people to read.
    """

    id: str
    span: Span
    text: str
    kind: CitationKind
    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    provision: str | None = None
    relation: Relation = "refers"
    cue: str | None = None
    within: str | None = None
    unit: str | None = None
    page: int = 1
    name: str | None = None
    plenum: int | None = None
    term: int | None = None
    state: CitationState = "not_assessed"
    target: str | None = None
    candidates: tuple[str, ...] = ()
    status: str = "unknown"
    status_on: str | None = None
    status_reason: str | None = None
    status_now: str | None = None
    status_now_on: str | None = None
    status_now_reason: str | None = None
    replaced_by: str | None = None
    changes: tuple[Change, ...] = ()
    reason: str | None = None
    repaired_from: str | None = None
    rule: str = ""
    bare: bool = False
    passive: bool = False

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        from kl52.notebook import citation_html

        return citation_html(self)


# -- obligations ---------------------------------------------------------------------------------

ObligationKind = Literal["task", "report", "target", "execution", "prohibition"]
DeadlineKind = Literal["by", "in", "between", "recurring", "ongoing", "conditional"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due. ``start`` and ``end`` are ISO dates, ``end`` the last day allowed.

    ``recurrence`` is an ISO 8601 duration (``P1Y``, ``P3M``), ``also`` the further ones printed
    with it (``định kỳ 6 tháng, hằng năm``); ``due`` are the last days allowed in each period, in
    the truncated forms of ISO 8601:2000 (``--12-14`` of a year, ``---17`` of a month, ``-W-5`` a
    Friday). ``duration`` is the time allowed from (or before) the event that ``condition`` names;
    ``working`` says that it counts working days or hours, which ISO 8601 cannot. ``time`` is the
    hour on the last day.
    """

    text: str
    kind: DeadlineKind
    start: str | None = None
    end: str | None = None
    recurrence: str | None = None
    condition: str | None = None
    also: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    duration: str | None = None
    working: bool = False
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body as printed; ``id`` is the canonical one in the registry, if it is known."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable quantity: ``value`` in ``unit``, ``of`` what.

    ``base`` is the year it is measured against, ``by`` the last day (ISO) to reach it.
    """

    text: str
    value: float
    unit: str
    of: str | None = None
    base: int | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """The smallest part by which a document tells somebody to do something.

    ``text`` is that of ``span``; ``continued`` are the cells of the next page that go on with it.
    ``action`` is the verb as printed, ``strength`` its class, ``object`` what it acts on.
    ``report_to`` is told of it by way of ``report_via``. ``condition``, ``scope`` and
    ``funding`` are words as printed; ``condition_met`` is true where the condition is that a
    document be issued which the library has, and ``None`` where that cannot be told.
    """

    id: str
    span: Span
    text: str
    kind: ObligationKind
    where: Literal["prose", "table"] = "prose"
    unit: str | None = None
    page: int = 1
    continued: tuple[Span, ...] = ()
    lead: tuple[Body, ...] = ()
    lead_inherited: bool = False
    coordinate: tuple[Body, ...] = ()
    modality: Literal["must", "should", "may", "must_not"] = "must"
    strength: str | None = None
    action: str | None = None
    object: str | None = None
    deadline: Deadline | None = None
    deliverable: str | None = None
    report_to: tuple[Body, ...] = ()
    report_via: tuple[Body, ...] = ()
    condition: str | None = None
    condition_met: bool | None = None
    scope: str | None = None
    funding: str | None = None
    targets: tuple[Target, ...] = ()
    binds: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    duplicate_of: str | None = None
    secondhand: bool = False
    rule: str = ""


# -- the whole -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportedDocument:
    """The document that a press item reports on, with the words that say so."""

    id: str | None
    type: str
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    evidence: Span
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document, wholly parsed. ``id`` is its Akoma Ntoso work URI."""

    id: str
    header: Header
    source: Source
    text: Text
    units: tuple[Unit, ...] = ()
    citations: tuple[Citation, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    reports_on: ReportedDocument | None = None
    provenance: str | None = None

    def page(self, page: int) -> int | None:
        """``page`` where the file has pages; Word and text files have none until printed."""
        return page if self.source.pages else None

    def locate(self, span: Span) -> tuple[Place, ...]:
        """Where the words of ``span`` stand on paper: a place for each line, in their order.

        In a line that they fill only in part the box is narrowed to them, by the usual width of
        letters: give it a letter of room. Files without pages give places without boxes.
        """
        return self.text.places(span)

    def citation(self, id: str) -> Citation:
        return next(cite for cite in self.citations if cite.id == id)

    def unit(self, id: str) -> Unit:
        return next(unit for unit in self.units if unit.id == id)

    def ancestors(self, unit: Unit) -> Iterator[Unit]:
        """The units above ``unit``, the nearest first."""
        by_id = {each.id: each for each in self.units}
        while unit.parent is not None:
            unit = by_id[unit.parent]
            yield unit

    def _repr_html_(self) -> str:
        """How a notebook shows it: the heading, and the text with its citations marked."""
        from kl52.notebook import document_html

        return document_html(self)
