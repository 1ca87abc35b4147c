"""The documents that are cited and missing: which texts would connect most.

In: a library. Out: :class:`Missing` values, those first whose text would help most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kl52.graph.answers import Answers
from kl52.graph.nodes import called_node, document_node

if TYPE_CHECKING:
    from kl52.library import Library


@dataclass(frozen=True, slots=True)
class Missing:
    """A document without text. ``cited_by`` documents name it, ``implemented_by`` of these carry it
    out; ``would_link`` tasks of these could be led to it.
    """

    id: str
    label: str
    cited_by: int
    implemented_by: int
    would_link: int


def missing_documents(library: Library, limit: int | None = None) -> Answers[Missing]:
    """The documents whose text is not at hand, by how many tasks wait for them."""
    with library.tables.reading() as db:
        rows = db.execute(
            """
            WITH
              lacking AS (
                SELECT cited AS id, count(DISTINCT document) AS citing FROM citations
                WHERE cited IS NOT NULL AND state NOT IN ('self', 'not_assessed')
                  AND cited NOT IN (SELECT id FROM documents) GROUP BY cited
              ),
              handed AS (
                SELECT DISTINCT above, below FROM hops WHERE central
                  AND above IN (SELECT id FROM lacking)
              )
            SELECT lacking.id, citing, count(DISTINCT below),
              (SELECT count(*) FROM obligations WHERE kind != 'execution' AND document IN
                (SELECT below FROM handed h WHERE h.above = lacking.id))
            FROM lacking LEFT JOIN handed ON above = lacking.id
            GROUP BY lacking.id ORDER BY 4 DESC, 3 DESC, 2 DESC, 1 LIMIT ?
            """,
            (-1 if limit is None else limit,),
        ).fetchall()
    nodes = {id: document_node(id, library) for id, *_ in rows}
    return Answers(
        (Missing(id, str(nodes[id]["label"]), *counts) for id, *counts in rows),
        {id: called_node(node) for id, node in nodes.items()},
    )
