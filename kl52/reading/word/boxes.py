"""Text boxes tied to one paragraph: the left ones before the right ones, each from the top."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU = 914_400  # to the inch
_UNITS = {"pt": 1 / 72, "in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "pc": 1 / 6, "px": 1 / 96}
_LENGTH = re.compile(r"margin-(left|top)\s*:\s*(-?[\d.]{1,12})\s*([a-z]{2})?")
# Boxes whose left edges are nearer to each other than this stand above each other.
_COLUMN = 1.0

Place = tuple[float, float]


def in_columns(boxes: Sequence[etree._Element]) -> list[etree._Element]:
    """The boxes in the order in which they are read; as in the file where a place is not known."""
    places = [_place(box) for box in boxes]
    known = [place for place in places if place is not None]
    if len(boxes) < 2 or len(known) < len(boxes):
        return list(boxes)
    edges = _edges(sorted(x for x, _ in known))
    keys = [(max(edge for edge in edges if edge <= x), y) for x, y in known]
    order = sorted(range(len(boxes)), key=lambda index: keys[index])
    return [boxes[index] for index in order]


def _edges(lefts: Sequence[float]) -> list[float]:
    """Where the columns begin."""
    edges = [lefts[0]]
    for left in lefts:
        if left - edges[-1] > _COLUMN:
            edges.append(left)
    return edges


def _place(box: etree._Element) -> Place | None:
    """Left and top of a box in inches, from its anchor or its shape."""
    for above in box.iterancestors():
        if above.tag == f"{_WP}anchor":
            return _offset(above, "positionH"), _offset(above, "positionV")
        found = {side: (size, unit) for side, size, unit in _LENGTH.findall(above.get("style", ""))}
        if "left" in found:
            return _inches(*found["left"]), _inches(*found.get("top", ("0", "")))
        if above.tag.endswith("}p"):
            return None
    return None


def _offset(anchor: etree._Element, name: str) -> float:
    offset = anchor.find(f"{_WP}{name}/{_WP}posOffset")
    try:
        return int((offset.text or "0").strip()) / _EMU if offset is not None else 0.0
    except ValueError:
        return 0.0


def _inches(size: str, unit: str) -> float:
    try:
        return float(size) * _UNITS.get(unit, _UNITS["px"])
    except ValueError:
        return 0.0
