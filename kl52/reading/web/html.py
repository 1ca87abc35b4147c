"""HTML: the document of a page as lines, its tables as cells, its lists with their marks.

Scripts, frames, forms and hidden parts are never read, links never followed. What of a page is the
site's is told by :mod:`~kl52.reading.web.site`; how much of it was left out stands in a diagnostic.
Linear in the size of the page.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from kl52.model import Cell, NoteMark, Part
from kl52.reading.assembly import Draft
from kl52.reading.options import DEFAULT, ReadOptions
from kl52.reading.web.lists import OWN_MARK, List
from kl52.reading.web.notes import Notes, find_notes
from kl52.reading.web.site import Cut, find_cut, is_button
from kl52.reading.web.tables import by_columns, is_block_table, is_frame, placed, rows_of
from kl52.reading.web.tags import LONGEST, is_block, is_hidden, is_technical, name_of
from kl52.spans import Span

_SPACE = re.compile(r"\s+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Bullets that a letter of a font of signs draws.
_SIGN_FONT = re.compile(r"font-family\s*:\s*[\"']?(?:Symbol|Wingdings|Webdings)", re.IGNORECASE)
# Tables within tables, deeper than this, are read as blocks.
DEEPEST_TABLE = 12


def read_html(text: str, options: ReadOptions = DEFAULT) -> Draft:
    """The lines of the document in a page."""
    draft = Draft()
    root, too_deep = _parse(text)
    if too_deep:
        draft.note(
            "warning",
            "html-too-deep",
            "Trang lồng thẻ quá sâu; phần sâu nhất bị bỏ qua. Hãy đối chiếu với bản gốc.",
        )
    if root is not None:
        cut = find_cut(root)
        walker = _Walker(draft, cut, find_notes(root), original=options.original)
        walker.read(root)
        _tell(draft, cut, walker.buttons)
    return draft


def _parse(text: str) -> tuple[etree._Element | None, bool]:
    """The root, and whether something was cut off because it is nested too deep."""
    # An encoding declaration in a str is refused by lxml; the text is decoded already.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True, no_network=True
    )
    data = text.encode("utf-8", errors="replace")
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    return root, any("depth" in entry.message for entry in parser.error_log)


def _tell(draft: Draft, cut: Cut, buttons: int) -> None:
    if cut.characters or buttons:
        draft.note(
            "info",
            "site-left-out",
            f"Đã bỏ {len(cut.out) + buttons} phần của trang web ({cut.characters} ký tự, "
            f"{cut.share:.0%} số chữ của trang: biểu ngữ, thực đơn, liên kết, nút bấm…); "
            "chỉ đọc phần văn bản.",
        )
    if cut.hidden:
        draft.note(
            "info",
            "hidden-document",
            "Phần toàn văn đang bị ẩn trong trang được lưu; đã đọc cả phần bị ẩn.",
        )
    if cut.attached:
        draft.note(
            "warning",
            "document-attached",
            "Trang chỉ giới thiệu văn bản; toàn văn nằm ở tệp đính kèm. "
            "Hãy tải tệp đó (.pdf, .docx) rồi đọc tệp.",
        )
    elif cut.kind == "whole" and cut.site:
        draft.note(
            "warning",
            "whole-page",
            "Không phân biệt được văn bản với phần còn lại của trang web; đã đọc cả trang, có thể "
            "lẫn chữ của trang. Hãy lưu riêng phần văn bản nếu cần.",
        )


class _Walker:
    """Goes through the tree and writes a line at the end of every block."""

    def __init__(self, draft: Draft, cut: Cut, notes: Notes, *, original: bool) -> None:
        self.draft = draft
        self.cut = cut
        self.notes = notes
        self.gone = "ins" if original else "del"
        self.words: list[str] = []
        self.length = 0
        self.marks: list[tuple[int, int, str]] = []
        self.lists: list[List] = []
        self.item = ""
        self.tables = 0
        self.depth = 0
        self.buttons = 0
        self.part: Part = "body"
        self.note: str | None = None

    # -- words of a line --------------------------------------------------------------------------

    def say(self, words: str | None) -> None:
        if words:
            self.words.append(words)
            self.length += len(words)

    def flush(self, cell: Cell | None) -> None:
        """Write the line that the words since the last one make."""
        said, marks = _single_spaced("".join(self.words), self.marks)
        self.words, self.length, self.marks = [], 0, []
        if not said:
            return
        if self.cut.kind != "whole" and cell is None and is_button(said):
            self.buttons += 1
            return
        if self.item:
            if not OWN_MARK.match(said):
                before = f"{self.item} "
                said = before + said
                marks = [NoteMark(mark.span.shift(len(before)), mark.number) for mark in marks]
            self.item = ""
        self.draft.add(said, complete=True, cell=cell, part=self.part, note=self.note, marks=marks)
        self.note = None

    # -- elements ---------------------------------------------------------------------------------

    def read(self, root: etree._Element, cell: Cell | None = None) -> None:
        """The lines under an element."""
        if root in self.cut.out:
            return
        skipped: etree._Element | None = None
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if element is not root and self.skips(element, cell):
                    walk.skip_subtree()
                    skipped = element
                else:
                    self.open(element, cell)
                continue
            if element is not skipped:
                self.close(element, cell)
            skipped = None if element is skipped else skipped
            if element is not root:
                self.say(element.tail)
        self.flush(cell)

    def skips(self, element: etree._Element, cell: Cell | None) -> bool:
        """Whether what is under an element is not read, or is read already."""
        name = name_of(element)
        if name in ("br", "hr"):
            self.flush(cell)
            return True
        if is_technical(name) or name == self.gone or element in self.cut.out:
            if is_block(name):
                self.flush(cell)
            return True
        if not self.cut.hidden and is_hidden(element):
            return True
        if element in self.notes.back:
            return True
        if element in self.notes.marks:
            return self.mark(element)
        if name == "sup":
            return self.raised(element)
        return name == "table" and self.table(element, cell)

    def open(self, element: etree._Element, cell: Cell | None) -> None:
        name = name_of(element)
        if is_block(name):
            self.flush(cell)
        if name in ("ol", "ul", "menu", "dir"):
            self.lists.append(List(element))
        elif name == "li" and self.lists:
            self.item = self.lists[-1].mark(element)
        if element in self.notes.blocks:
            self.part, self.note = "note", self.notes.blocks[element]
        if name == "pre":
            for line in (element.text or "").split("\n"):
                self.say(line)
                self.flush(cell)
        elif _SIGN_FONT.search((element.get("style") or "")[:LONGEST]):
            self.say(_bullet(element.text))
        else:
            self.say(element.text)

    def close(self, element: etree._Element, cell: Cell | None) -> None:
        name = name_of(element)
        if is_block(name):
            self.flush(cell)
        if self.lists and self.lists[-1].element is element:
            self.lists.pop()
        if name == "li":
            self.item = ""
        if element in self.notes.blocks:
            self.part, self.note = "body", None

    # -- notes ------------------------------------------------------------------------------------

    def mark(self, link: etree._Element) -> bool:
        """The mark of a note: its place in the line, and its number."""
        said = "".join(map(str, link.itertext())).strip()
        self.marks.append((self.length, self.length + len(said), self.notes.marks[link]))
        self.say(said)
        return True

    def raised(self, element: etree._Element) -> bool:
        """Raised digits that lead nowhere stay raised: «m²», «10³»."""
        said = "".join(map(str, element.itertext())).strip()
        if len(element) and element.find(".//a") is not None:
            return False
        if not said.isdecimal() or len(said) > 3:
            return False
        self.say(said.translate(_RAISED))
        return True

    # -- tables -----------------------------------------------------------------------------------

    def table(self, table: etree._Element, cell: Cell | None) -> bool:
        """A table; whether it was read (a frame is not: its cells are blocks like others)."""
        rows = rows_of(table)
        if cell is not None or self.depth >= DEEPEST_TABLE:
            return False
        if is_frame(table, rows):
            return False
        block = is_block_table(table, rows)
        self.flush(cell)
        lists, self.lists = self.lists, []
        self.depth += 1
        if block:
            for each in by_columns(rows):
                self.read(each)
        else:
            self.grid(table, rows)
        self.depth -= 1
        self.lists = lists
        return True

    def grid(self, table: etree._Element, rows: list[list[etree._Element]]) -> None:
        for caption in table.iterchildren("caption"):
            self.read(caption)
        number = self.tables
        self.tables += 1
        for row, column, element in placed(rows):
            place = Cell(number, row, column)
            at = len(self.draft.lines)
            self.read(element, place)
            if len(self.draft.lines) == at:
                self.draft.add("", complete=True, cell=place)


def _single_spaced(words: str, places: list[tuple[int, int, str]]) -> tuple[str, list[NoteMark]]:
    """A line without white space around it, and where the marks of notes then stand."""
    if not places:
        return _SPACE.sub(" ", words).strip(), []
    parts: list[str] = []
    marks: list[NoteMark] = []
    at = length = 0
    for start, end, number in places:
        before = _SPACE.sub(" ", words[at:start])
        if not parts:
            before = before.lstrip()
        parts += [before, words[start:end]]
        length += len(before)
        marks.append(NoteMark(Span(length, length + end - start), number))
        length += end - start
        at = end
    parts.append(_SPACE.sub(" ", words[at:]).rstrip())
    return "".join(parts), marks


def _bullet(text: str | None) -> str | None:
    """A letter of a font of signs is a bullet."""
    return "-" if text and len(text.strip()) == 1 else text
