"""What every reader writes into: lines in reading order, which become a ``Raw``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kl52.language.letters import in_capitals
from kl52.model import Box, Cell, Diagnostic, Line, NoteMark, Part, Raw, Severity, Source
from kl52.reading.stream_safe import stream_safe
from kl52.spans import Edit, Edits, Span

# The first line of the right column of every header block.
# An old font of capitals draws small letters; a sentence has «Việt Nam».
NATION = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|đảng cộng sản việt nam"
)
_LAYOUT = re.compile(
    NATION.pattern + r"|N[ơƠ][iI] [nN][hH][ậẬ][nN]\s*:"
    # the place and date of a header, the role of a signer
    r"|[A-ZĐ][\w. -]{1,30}, ngày [\d.…\s]{0,12}tháng [\d.…\s]{0,12}năm"
    r"|\b(?:TM|KT|TL|TUQ)\. ?[A-ZĐ]\w|\b[TK]/[MTL]\.? [A-ZĐ]\w"
)

# A table wider than this is not a table; grids have rows times columns places.
MAX_COLUMNS = 200


def is_layout(words: str) -> bool:
    """Whether a small table with these words only sets a header or signature block in columns."""
    return _LAYOUT.search(unicodedata.normalize("NFC", words[:3000])) is not None


@dataclass(slots=True)
class Draft:
    """Collects the lines of one document, either as they come (:meth:`add`, each ends in ``\\n``),
    or as places in a text taken whole (:meth:`take`, :meth:`point`). ``capitals`` are the
    stretches, in order, whose small letters a font shows as capitals.
    """

    pages: int | None = None
    parts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    capitals: list[Span] = field(default_factory=list)
    ocr_pages: tuple[int, ...] = ()
    length: int = 0

    def add(
        self,
        text: str,
        *,
        page: int = 1,
        complete: bool = False,
        cell: Cell | None = None,
        box: Box | None = None,
        part: Part = "body",
        note: str | None = None,
        confidence: float | None = None,
        marks: Sequence[NoteMark] = (),
    ) -> None:
        """Append a line. ``marks`` are the references to notes in it, counted from its start."""
        at = self.length
        if marks:
            self.marks += [NoteMark(mark.span.shift(at), mark.number) for mark in marks]
        span = Span(at, at + len(text))
        self.lines.append(Line(span, page, complete, cell, box, part, note, confidence))
        self.pass_over(text)

    def take(self, text: str) -> None:
        """The raw text, whole; lines then point into it."""
        self.parts.append(text)
        self.length += len(text)

    def point(self, span: Span, *, complete: bool = False) -> None:
        """A line that stands at ``span`` of the text taken."""
        self.lines.append(Line(span, 1, complete))

    def pass_over(self, text: str) -> None:
        """Append text that the file has but that no line is made of."""
        self.parts.append(text + "\n")
        self.length += len(text) + 1

    def note(self, severity: Severity, code: str, message: str, page: int | None = None) -> None:
        self.diagnostics.append(Diagnostic(severity, code, message, page=page))

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def rewrite(self, changes: Sequence[Edit]) -> None:
        """Apply edits to the text; lines and marks keep their places in it."""
        edits = Edits(changes)
        self.parts = [edits.apply(self.text)]
        self.length = len(self.parts[0])
        self.lines = [replace(line, span=edits.place(line.span)) for line in self.lines]
        self.marks = [replace(mark, span=edits.place(mark.span)) for mark in self.marks]
        self.capitals = [edits.place(span) for span in self.capitals]

    def raw(self, source: Source) -> Raw:
        marks = tuple(self.marks)
        text = stream_safe(self.text)
        lines = _in_capitals(text, self.lines, self.capitals) if self.capitals else self.lines
        return Raw(source, text, tuple(lines), tuple(self.diagnostics), marks)


def _in_capitals(text: str, lines: Sequence[Line], capitals: Sequence[Span]) -> list[Line]:
    """The lines, with those marked that a reader sees all in capitals though the text has small
    letters.
    """
    shown = list(text)
    for span in capitals:
        shown[span.start : span.end] = in_capitals(span.of(text))
    seen = "".join(shown)
    return [
        replace(line, capitals=line.span.of(seen).isupper() and not line.span.of(text).isupper())
        for line in lines
    ]
