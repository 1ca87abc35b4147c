"""Which lines of a PDF are heads, feet and stamps of its pages, told before it is written."""

from __future__ import annotations

from kl52.normalising.furniture import is_page_number, is_running_head, is_stamp
from kl52.reading.pdf.words import TextLine


def is_margin(line: TextLine) -> bool:
    """Whether a line says of itself that it belongs to the page."""
    said = line.said
    return is_running_head(said) or is_page_number(said) or is_stamp(said)
