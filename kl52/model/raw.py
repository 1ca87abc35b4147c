"""What a reader found in a file: raw text in lines, with their places, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kl52.spans import Span

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
