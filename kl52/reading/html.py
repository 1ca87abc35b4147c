"""HTML: block elements are paragraphs, tables are cells, what is not text is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from kl52.model import Cell
from kl52.reading.assembly import MAX_COLUMNS, Draft, is_layout

_SKIPPED = re.compile(r"script|style|nav|noscript|template|svg|iframe|button|select|head")
_BLOCK = re.compile(
    r"address|article|blockquote|body|caption|center|d[dlt]|details|div|fieldset|fig\w+|footer"
    r"|h[1-6r]|header|html|li|main|[ou]l|p|pre|section|summary|table|t(?:body|foot|head|d|h|r)|br"
)
_SPACE = re.compile(r"\s+")
# An element nested deeper than this is an attack, not a document.
DEEPEST = 400
# So many places that joined cells cover are kept track of.
MOST_JOINED = 200_000


def read_html(text: str) -> Draft:
    """The paragraphs and table cells of a page, in document order."""
    draft = Draft()
    root, cut = _parse(text)
    if cut:
        draft.note("warning", "html-too-deep", "Trang lồng thẻ quá sâu; phần sâu nhất bị bỏ qua.")
    if root is None:
        return draft
    walker = _Walker(draft)
    walker.walk(root, None, 0)
    walker.flush(None)
    return draft


def _parse(text: str) -> tuple[etree._Element | None, bool]:
    """The root, and whether something was cut off because it is nested too deep."""
    # An encoding declaration in a str is refused by lxml; the text is decoded already.
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True)
    data = text.encode("utf-8", errors="replace")
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    return root, any("depth" in entry.message for entry in parser.error_log)


class _Walker:
    """Goes through the tree and writes a line at the end of every block."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.words: list[str] = []
        self.tables = 0

    def flush(self, cell: Cell | None) -> None:
        line = _SPACE.sub(" ", "".join(self.words)).strip()
        self.words.clear()
        if line:
            self.draft.add(line, complete=True, cell=cell)

    def walk(self, element: etree._Element, cell: Cell | None, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or _SKIPPED.fullmatch(tag) or depth > DEEPEST:
            return
        block = _BLOCK.fullmatch(tag) is not None
        if block:
            self.flush(cell)
        if tag == "table" and cell is None and not _is_layout(element):
            self.table(element, depth)
        else:
            self.inside(element, cell, depth)
        if block:
            self.flush(cell)

    def inside(self, element: etree._Element, cell: Cell | None, depth: int) -> None:
        self.words.append(element.text or "")
        for child in element:
            self.walk(child, cell, depth + 1)
            self.words.append(child.tail or "")

    def table(self, table: etree._Element, depth: int) -> None:
        number = self.tables
        self.tables += 1
        for row, column, element in _cells(table):
            place = Cell(number, row, column)
            at = len(self.draft.lines)
            self.inside(element, place, depth + 1)
            self.flush(place)
            if len(self.draft.lines) == at:
                self.draft.add("", complete=True, cell=place)


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only sets a header or signature block in two columns."""
    few = len(table.findall(".//tr")) <= 6
    return few and is_layout("".join(map(str, table.itertext())))


def _cells(table: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells with their places in the grid; joined cells take up the places they cover."""
    taken: set[tuple[int, int]] = set()
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (index, column) in taken:
                column += 1
            if column >= MAX_COLUMNS:
                break
            wide, high = _number(cell, "colspan"), _number(cell, "rowspan")
            if len(taken) > MOST_JOINED:
                wide = high = 1
            taken.update((index + i, column + j) for i in range(high) for j in range(wide))
            yield index, column, cell
            column += wide


def _number(cell: etree._Element, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return min(max(int(value), 1), 100) if value.isdecimal() and len(value) < 4 else 1
