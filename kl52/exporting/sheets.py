"""CSV: a file for each table of :mod:`kl52.exporting.tables`, for spreadsheets and any program.

In: a selection. Out: RFC 4180 in UTF-8: commas, CRLF, quotes where needed, a line of names first.
Guarantee: the values are those of the library, character for character; an empty cell is one that
is not known. Nothing is put before a value that a spreadsheet would take for a formula (``=…``):
import such columns as text. ``bom`` begins each file with the mark by which Excel knows UTF-8.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import BinaryIO

from kl52.exporting.characters import for_utf8
from kl52.exporting.selection import Selection
from kl52.exporting.tables import TABLES, rows_of


def write(selection: Selection, name: str, out: BinaryIO, bom: bool = False) -> None:
    """The table ``name`` of the selection."""
    if bom:
        out.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text)  # CRLF, so that a single CR or LF in a text is quoted
    writer.writerow(TABLES[name])
    for row in rows_of(selection, name):
        writer.writerow([for_utf8(each) if isinstance(each, str) else each for each in row])
    text.detach()
