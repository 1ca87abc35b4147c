"""The dispatch sheet as CSV, one line a task and group, for Excel and for scripts.

UTF-8 with a mark of byte order, without which Excel reads Vietnamese wrongly. A cell that a
spreadsheet would take for a formula (``= + - @``, tab) begins with ``'``: CSV has no other way to
say that it is text.
"""

from __future__ import annotations

import csv
import io

from kl52.dispatching.cells import title_of
from kl52.dispatching.columns import COLUMNS, record_of
from kl52.dispatching.sheet import Sheet
from kl52.language.wording import Say

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_bytes(sheet: Sheet, say: Say) -> bytes:
    """The sheet as the bytes of a CSV file; the first column is the group."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([say("tasks.column.group"), *(say(f"tasks.column.{n}") for n in COLUMNS)])
    many = len(sheet.documents) > 1
    for group in sheet.groups:
        title = title_of(group, say, many=many)
        for number, row in enumerate(group.rows, 1):
            record = record_of(number, row, group, sheet.choice.on, say)
            cells = [title, *(getattr(record, name) for name in COLUMNS)]
            writer.writerow([_text(cell) for cell in cells])
    return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8")


def _text(cell: object) -> str:
    """
    >>> _text("=1+1"), _text(3), _text(None)
    ("'=1+1", '3', '')
    """
    words = "" if cell is None else str(cell)
    return f"'{words}" if words.startswith(_FORMULA) else words
