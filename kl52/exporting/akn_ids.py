"""The names and eIds that units have in Akoma Ntoso.

In: units, as id, parent, kind and number. Out: for each its element and its eId by the Akoma Ntoso
Naming Convention 1.0, section 5: the eId of the parent, two underscores, the short name of the
element, its number (``art_5__para_2__point_a``). Guarantee: the eIds of one document differ; a
number that occurs again below one parent gets ``_2``; what has no number is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Part(NamedTuple):
    """What an eId depends on."""

    id: str
    parent: str | None
    kind: str
    number: str | None


# kind -> element, short name
ELEMENTS = {
    "part": ("part", "part"),
    "chapter": ("chapter", "chp"),
    "section": ("section", "sec"),
    "article": ("article", "art"),
    "clause": ("paragraph", "para"),
    "point": ("point", "point"),
    "bullet": ("indent", "indent"),
    "annex": ("hcontainer", "hcontainer"),
    "paragraph": ("alinea", "al"),
    "row": ("tr", "tr"),
}
_COUNTED = ("row", "paragraph", "bullet")


def find_eids(parts: Iterable[Part]) -> dict[str, str]:
    """The eId of each unit by its id; a parent comes before what it holds.

    >>> units = [Part("dieu-5", None, "article", "5"), Part("dieu-5__2", "dieu-5", "clause", "2"),
    ...          Part("dieu-5__2__đ", "dieu-5__2", "point", "đ")]
    >>> find_eids(units)["dieu-5__2__đ"]
    'art_5__para_2__point_đ'
    """
    found: dict[str, str] = {}
    used: set[str] = set()
    counts: dict[tuple[str | None, str], int] = {}
    for part in parts:
        short = ELEMENTS[part.kind][1]
        number = "" if part.kind in _COUNTED else _clean(part.number or "")
        if not number:
            at = (part.parent, short)
            counts[at] = counts.get(at, 0) + 1
            number = str(counts[at])
        above = found.get(part.parent or "")
        eid = _free(f"{above}__{short}_{number}" if above else f"{short}_{number}", used, counts)
        used.add(eid)
        found[part.id] = eid
    return found


def _clean(number: str) -> str:
    """A number without marks: letters and digits of the text, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", number.lower()))


def _free(eid: str, used: set[str], counts: dict[tuple[str | None, str], int]) -> str:
    """The eId, or the next one like it that is not taken."""
    free = eid
    while free in used:
        counts[eid, ""] = counts.get((eid, ""), 1) + 1
        free = f"{eid}_{counts[eid, '']}"
    return free
