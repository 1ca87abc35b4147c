"""Number, type, date, issuer and signer of the gazette, against pages read by eye.

Input: the folder of the real documents. Output: the right share of each field and of all
five together, digital and image-only files apart, with a note for each miss. A field that
a file does not print must not be claimed (``unprinted``).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from benchmarks.headers import ALL_FIELDS, Row, read_table, score_gazette
from benchmarks.scores import Section
from kl52.errors import Kl52Error
from kl52.header import find_header
from kl52.model import Header
from kl52.normalising import normalise
from kl52.reading import read_document


def measure(shared: Path) -> Section:
    rows = read_table()
    headers = {row.name: _header(shared / "data" / "congbao" / f"{row.name}.pdf") for row in rows}
    return score(rows, headers)


def score(rows: list[Row], headers: Mapping[str, Header | None]) -> Section:
    """All five fields of ``headers`` (by file name), and what was claimed but is not printed."""
    section = score_gazette(rows, headers, ALL_FIELDS, "all five")
    claimed = [
        f"gazette: {row.name}: {field} is not printed, we say {getattr(header, field)!r}"
        for row in rows
        for field in ALL_FIELDS
        if not getattr(row, field)
        and (header := headers[row.name])
        and getattr(header, field) is not None
    ]
    section.notes += claimed
    section.figures = {
        key.removeprefix("gazette."): value for key, value in section.figures.items()
    }
    section.figures["unprinted but claimed"] = float(len(claimed))
    return section


def _header(path: Path) -> Header | None:
    """The header; ``None`` where the file cannot be read: that is a miss, not the end."""
    try:
        return find_header(normalise(read_document(path)))
    except Kl52Error:
        return None
