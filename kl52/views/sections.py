"""Under which headings something stands, in words.

In: a document. Out: for a unit the nearest two headings above it, as people find the place:
``III. NHIỆM VỤ › 2. Hạ tầng``. The heading of a plan within a decision (``KẾ HOẠCH``)
is told only where there is no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from kl52.language.wording import speaker
from kl52.model import Document, Unit
from kl52.views.naming import clip, place_of

T = TypeVar("T")
_LONGEST = 90  # characters of one heading
_DEEPEST = 2
_KINDS = {"part": "Phần ", "chapter": "Chương ", "article": "Điều "}


def section_of(doc: Document) -> Callable[[str | None], str]:
    """A function that says under which headings a unit of ``doc`` stands; empty under none."""
    units = {unit.id: unit for unit in doc.units}

    def section(id: str | None) -> str:
        unit = units.get(id or "")
        if unit is None:
            return ""
        above = [each for each in _above(unit, units) if each.heading or each.kind == "annex"]
        headed = (each for each in above if each.heading and not _is_container(each))
        nearest = [_words(each) for each, _ in zip(headed, range(_DEEPEST), strict=False)]
        return " › ".join(reversed(nearest)) or next(map(_words, above), "")

    return section


def _above(unit: Unit, units: dict[str, Unit]) -> Iterator[Unit]:
    while unit.parent is not None and unit.parent in units:
        unit = units[unit.parent]
        yield unit


def grouped(items: Iterable[T], section: Callable[[T], str]) -> Iterator[tuple[str, list[T]]]:
    """Items in their order, those of one section after another together."""
    return ((words, list(group)) for words, group in groupby(items, section))


def _is_container(unit: Unit) -> bool:
    return unit.kind == "annex" and unit.number == unit.id


def _words(unit: Unit) -> str:
    heading = clip(unit.heading or place_of(unit.id, speaker("vi")), _LONGEST)
    if unit.kind == "annex" or not unit.number:
        return heading
    return f"{_KINDS.get(unit.kind, '')}{unit.number}. {heading}"
