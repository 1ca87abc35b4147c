"""Suspects: documents whose source has changed since they were issued, or since some day.

In: a library. Out: :class:`Suspect` values, by document: it carries out (or rests on) a document
that another has replaced, repealed, ended or amended meanwhile, so that its tasks may be out of
date. The words are those of the catalogue and of the library's own documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kl52.catalogue.precedence import date_of
from kl52.catalogue.validity import history
from kl52.graph.answers import Answers
from kl52.graph.nodes import called_node, document_node
from kl52.model import Change

if TYPE_CHECKING:
    from kl52.library import Library


@dataclass(frozen=True, slots=True)
class Suspect:
    """``document`` stands in ``relation`` to ``source``, to which ``change`` happened."""

    document: str
    source: str
    relation: str
    change: Change


def suspects(library: Library, since: str | None = None) -> Answers[Suspect]:
    """The documents whose source changed after they were issued, on or after ``since``."""
    with library.tables.reading() as db:
        hops = db.execute(
            "SELECT DISTINCT above, document, relation FROM hops WHERE central AND below = document"
            " ORDER BY document, above, relation"
        ).fetchall()
    changes = {above: history(above, library.catalogue) for above in {hop[0] for hop in hops}}
    found = [
        Suspect(document, above, relation, change)
        for above, document, relation in hops
        for change in changes[above]
        if change.by != document and _is_later(change, date_of(document), since)
    ]
    named = {id for each in found for id in (each.document, each.source)}
    return Answers(found, {id: called_node(document_node(id, library)) for id in sorted(named)})


def _is_later(change: Change, issued: str | None, since: str | None) -> bool:
    """Where no day is told, that of the document which makes the change counts."""
    on = change.on or date_of(change.by)
    return on is not None and on >= max(filter(None, (issued, since)), default="")
