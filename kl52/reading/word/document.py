"""Word documents: what is printed, in document order, line by line.

Paragraphs and table cells of the body come first, each text box beside the paragraph it is
tied to; then footnotes and endnotes; then, once each, the heads and feet of pages. Numbers
that Word sets by itself are words, hidden text is none, and letters printed as capitals
(``w:caps``, ``w:smallCaps``) are capitals. Pages are not told: a Word file has none before it
is printed. Reviewers' comments are no text. What lies outside of the file is never opened.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from lxml import etree

from kl52.model import Cell, NoteMark, Part
from kl52.reading.assembly import NATION, Draft
from kl52.reading.files import check_lines
from kl52.reading.options import DEFAULT, ReadOptions
from kl52.reading.word.boxes import in_columns
from kl52.reading.word.columns import unfold
from kl52.reading.word.file import NUMBER, WordFile, load
from kl52.reading.word.notes import Notes
from kl52.reading.word.numbering import Story
from kl52.reading.word.package import W, open_package
from kl52.reading.word.runs import Said, Speaker, words
from kl52.reading.word.sections import WHERE
from kl52.reading.word.tables import by_column, cells, only_sets_columns, rows
from kl52.spans import Span

_ITEM = re.compile(r"\w{1,2}[).]")
# Lines of a header or signature block, which fonts of capitals leave in small letters.
_OWN_LINE = re.compile(r"(?:cộng h(?:òa|oà) xã hội|độc lập\s*[-–]|số\s*:|(?:tm|kt|tl|tuq)\s*[./])")
_FINISHED = tuple('.;:!?…”"')


def is_word(data: bytes, name: str) -> bool:
    """Whether a zip archive is a Word document; raises if it is damaged."""
    return open_package(data, name).is_word()


def read_word(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Draft:
    """The paragraphs, cells and notes of a .docx, and the heads and feet of its pages.

    Raises :class:`kl52.errors.BrokenDocument`, and :class:`kl52.errors.DocumentTooLarge` once
    there are more lines than the limit.
    """
    return _read(data, name, options)[0]


def read_runs(data: bytes, name: str, options: ReadOptions = DEFAULT) -> list[tuple[Span, int]]:
    """Where the words of each run of the main part stand in the raw text.

    Runs are told by their number among all of the part's ``w:r``, in document order.
    """
    _, runs = _read(data, name, options, numbered=True)
    return [(span, int(run.get(NUMBER, "-1"))) for span, run in runs if run.get(NUMBER)]


def _read(
    data: bytes, name: str, options: ReadOptions, *, numbered: bool = False
) -> tuple[Draft, list[tuple[Span, etree._Element]]]:
    draft = Draft()
    file = load(data, name, original=options.original, tell=draft.note, numbered=numbered)
    runs: list[tuple[Span, etree._Element]] = []
    notes = Notes(file.notes, file.settings, file.sections)
    speaker = Speaker(file.styles, notes, preserve=file.preserve)
    check = partial(check_lines, name=name, limits=options.limits)

    def walker(part: Part) -> _Walker:
        return _Walker(draft, file, speaker, notes, part, check, runs)

    letterheads = [each for each in file.heads["header"][:1] if _is_letterhead(each)]
    body = walker("body")
    for root in (*letterheads, file.body):
        body.story = Story(file.numbering)
        body.blocks(root)
    _read_columns(draft)
    noted = walker("note")
    for shown, note in notes.cited():
        noted.note = shown
        noted.blocks(note)
    for where in WHERE:
        for root in file.heads[where]:
            if root not in letterheads:
                walker(where).blocks(root)
    if speaker.hides:
        draft.note("info", "hidden-text", "Tệp có chữ ẩn (Hidden); chữ ẩn không in ra nên bỏ qua.")
    return draft, runs


def _is_letterhead(root: etree._Element) -> bool:
    """Whether the head of the first page is the header block of the document."""
    return NATION.search(words(root).upper()) is not None


def _read_columns(draft: Draft) -> None:
    """Sets blocks in two columns by tabs one column after the other."""
    text = "".join(draft.parts)
    lines = draft.lines
    said = [line.span.of(text) if line.cell is None else "" for line in lines]
    order = unfold(said, [line.span for line in lines])
    draft.lines = [replace(lines[index], span=span) for index, span in order]


class _Walker:
    """Goes through a part and writes a line for every paragraph."""

    def __init__(
        self,
        draft: Draft,
        file: WordFile,
        speaker: Speaker,
        notes: Notes,
        part: Part,
        check: Callable[[int], None],
        runs: list[tuple[Span, etree._Element]],
    ) -> None:
        self.draft = draft
        self.runs = runs
        self.check = check
        self.styles = file.styles
        self.speaker = speaker
        self.notes = notes
        self.story = Story(file.numbering)
        self.boxed = Story(file.numbering)
        self.part: Part = part
        self.note: str | None = None
        self.pending = Said()
        self.tables = 0

    def blocks(self, parent: etree._Element, cell: Cell | None = None) -> None:
        for element in parent.iterchildren(f"{W}p", f"{W}tbl"):
            if element.tag == f"{W}p":
                self.paragraph(element, cell)
            elif cell is not None or self.part != "body" or only_sets_columns(element, self.styles):
                self.plain_table(element, cell)
            else:
                self.table(element)
        self.flush(cell)

    def paragraph(self, paragraph: etree._Element, cell: Cell | None) -> None:
        """A paragraph; one whose mark is hidden runs on into the next, or is not there at all.

        So does a large first letter, which is a paragraph of its own.
        """
        properties = paragraph.find(f"{W}pPr")
        said, look = self.speaker.say(paragraph), self.speaker.look_of_mark(paragraph)
        text = said.text
        blank = len(text) - len(text.lstrip())
        before = [box for at, box in said.boxes if at <= blank]
        self.boxes(before, cell)
        if text.strip() or not look.hidden:
            self.pending.say(self.story.mark(properties, look))
            self.pending.go_on(said)
            if not look.hidden and not _is_first_letter(properties):
                self.flush(cell, empty=True)
        self.boxes([box for _, box in said.boxes[len(before) :]], cell)
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self.notes.section_ends()

    def flush(self, cell: Cell | None, *, empty: bool = False) -> None:
        """Writes the lines of what was said; nothing is one line only where it was ``empty``."""
        said, self.pending = self.pending, Said()
        text = said.text
        if not text and not empty:
            return
        at = self.draft.length
        self.draft.capitals += [span.shift(at) for span in said.capitals]
        self.runs += [(span.shift(at), run) for span, run in said.runs]
        marks = deque(said.marks)
        for line in _lines(text):
            here = []
            while marks and marks[0].span.start < line.end:
                mark = marks.popleft()
                here.append(NoteMark(mark.span.shift(-line.start), mark.number))
            self.add(line.of(text).replace("\n", " "), cell, here)

    def add(self, line: str, cell: Cell | None, marks: Sequence[NoteMark] = ()) -> None:
        self.draft.add(line, complete=True, cell=cell, part=self.part, note=self.note, marks=marks)
        self.check(len(self.draft.lines))
        self.note = None

    def boxes(self, boxes: list[etree._Element], cell: Cell | None) -> None:
        """Text boxes, and letters drawn as a picture; their lists count apart."""
        for box in in_columns(boxes):
            outer, self.story = self.story, self.boxed
            drawn = box.get("string")
            if drawn is None:
                self.blocks(box, cell)
            else:
                self.add(drawn, cell)
            self.story = outer

    def plain_table(self, table: etree._Element, cell: Cell | None) -> None:
        """A table that only sets text in columns, or one inside a cell: cell after cell."""
        if cell is None:
            for each in by_column(table):
                self.blocks(each)
            return
        for row in rows(table):
            for _, each in cells(row):
                self.blocks(each, cell)

    def table(self, table: etree._Element) -> None:
        table_number = self.tables
        self.tables += 1
        for row, element in enumerate(rows(table)):
            for column, cell in cells(element):
                self.blocks(cell, Cell(table_number, row, column))


def _is_first_letter(properties: etree._Element | None) -> bool:
    frame = properties.find(f"{W}framePr") if properties is not None else None
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def _lines(text: str) -> Iterator[Span]:
    """The lines of a paragraph with line breaks; a sentence goes on over a break."""
    start = 0
    for match in re.finditer("\n", text):
        above = text[max(start, match.start() - 80) : match.start()].rstrip()
        below = text[match.end() : match.end() + 80].lstrip()
        if (
            above
            and below[:1].islower()
            and not above.endswith(_FINISHED)
            and not _ITEM.match(below)
            and not _OWN_LINE.match(below)
        ):
            continue
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))
