"""Tables of Word: rows, cells with their places in the grid, and which only set text in columns."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kl52.reading.assembly import MAX_COLUMNS, is_layout
from kl52.reading.word.fonts import CAPITALS
from kl52.reading.word.package import W, elements, is_on, number, value
from kl52.reading.word.runs import words
from kl52.reading.word.styles import Styles, is_drawn

# Header and signature blocks: rows with rules between the cells, rows without, columns.
_RULED_ROWS, _FREE_ROWS, _LAYOUT_COLUMNS = 6, 25, 3


def rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that are printed."""
    for row in table.iterchildren(f"{W}tr"):
        if not is_on(row.find(f"{W}trPr"), "hidden"):
            yield row


def cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row with their grid columns, without the parts of those joined before.

    Columns past the widest table that there is share its last place.
    """
    column = number(value(row.find(f"{W}trPr"), "gridBefore"), 0)
    for cell in row.iterchildren(f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        if not any(_is_continued(properties, name) for name in ("vMerge", "hMerge")):
            yield min(column, MAX_COLUMNS - 1), cell
        column += max(number(value(properties, "gridSpan"), 1), 1)


def by_column(table: etree._Element) -> Iterator[etree._Element]:
    """The cells column by column; a row of one cell stands between what is above and below it."""
    columns: dict[int, list[etree._Element]] = {}
    for row in rows(table):
        found = list(row.iterchildren(f"{W}tc"))
        if len(found) == 1:
            yield from _taken(columns)
            columns = {}
        for column, (_, cell) in enumerate(cells(row)):
            columns.setdefault(column, []).append(cell)
        if len(found) == 1:
            yield from _taken(columns)
            columns = {}
    yield from _taken(columns)


def only_sets_columns(table: etree._Element, styles: Styles) -> bool:
    """Whether a table only sets a header or signature block, or one row, in columns."""
    sizes = [len(row.findall(f"{W}tc")) for row in table.iterchildren(f"{W}tr")]
    if len(sizes) > _FREE_ROWS or max(sizes, default=0) > _LAYOUT_COLUMNS:
        return False
    ruled = _is_ruled(table, styles)
    if len(sizes) <= (_RULED_ROWS if ruled else _FREE_ROWS) and is_layout(_printed(table, styles)):
        return True
    return len(sizes) == 1 and not ruled


def _printed(table: etree._Element, styles: Styles) -> str:
    """The words of a table, as capitals where a paragraph or some of it is printed so."""
    said = []
    for paragraph in elements(table, "p"):
        capitals = next(elements(paragraph, "caps", "smallCaps"), None) is not None
        look = styles.of_paragraph(paragraph.find(f"{W}pPr")).look
        font = any(each.get(CAPITALS) for each in elements(paragraph, "t"))
        text = words(paragraph)
        said.append(text.upper() if capitals or font or look.capitals else text)
    return "\n".join(said)


def _taken(columns: dict[int, list[etree._Element]]) -> Iterator[etree._Element]:
    for column in sorted(columns):
        yield from columns[column]


def _is_continued(properties: etree._Element | None, name: str) -> bool:
    """Whether a cell belongs to the one above (``vMerge``) or before it (``hMerge``)."""
    merge = properties.find(W + name) if properties is not None else None
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _is_ruled(table: etree._Element, styles: Styles) -> bool:
    """Whether rules are drawn between the cells, by the table, its style or a cell."""
    properties = table.find(f"{W}tblPr")
    own = properties.find(f"{W}tblBorders") if properties is not None else None
    if own is None:
        drawn = styles.style(value(properties, "tblStyle")).ruled
    else:
        drawn = any(is_drawn(own, name) for name in ("insideH", "insideV"))
    return drawn or any(
        is_drawn(each, name) for each in elements(table, "tcBorders") for name in ("left", "right")
    )
