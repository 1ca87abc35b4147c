"""Source tasks that changed after the plan: the document above was replaced, repealed or amended.

From the catalogue and the library (:func:`kl52.catalogue.validity.history`). What changed before
the plan is a fault of its citations, not of its tasks. A change of a provision concerns the units
below it; one whose provision cannot be placed concerns the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kl52.catalogue import Catalogue
from kl52.catalogue.validity import history
from kl52.coverage.values import Row
from kl52.model import Change

_ARTICLE = re.compile(r"điều (\d+[a-zđ]?)", re.IGNORECASE)


def suspected(rows: Iterable[Row], on: str | None, catalogue: Catalogue) -> Iterator[Row]:
    """The rows, those with a changed source told so; ``on`` is the day of the plan.

    Without a day nothing can be said to come after the plan.
    """
    known: dict[str, tuple[Change, ...]] = {}
    for row in rows:
        id = row.source.id
        if id not in known:
            known[id] = later_changes(id, on, catalogue)
        changes = tuple(each for each in known[id] if _concerns(each, row.duty.unit or ""))
        yield replace(row, suspect=changes) if changes else row


def later_changes(id: str, on: str | None, catalogue: Catalogue) -> tuple[Change, ...]:
    """What became of a document after the ISO date ``on``."""
    if on is None:
        return ()
    return tuple(each for each in history(id, catalogue) if each.on is not None and each.on > on)


def _concerns(change: Change, unit: str) -> bool:
    articles = [number.lower() for number in _ARTICLE.findall(change.part or "")]
    steps = unit.split("__")
    return not articles or any(f"dieu-{number}" in steps for number in articles)
