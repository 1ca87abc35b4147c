"""A document at a glance: what it is, whether it is in force, what is above and below it.

In: an id and the library. Out: :class:`Profile`. What is not known is ``None`` or empty; a document
whose text is not at hand has a profile too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kl52.catalogue.validity import Validity, history, validity_of
from kl52.graph.cascades import cascade
from kl52.graph.nodes import Value, document_node
from kl52.model import Change

if TYPE_CHECKING:
    from kl52.library import Library


@dataclass(frozen=True, slots=True)
class Profile:
    """``node`` are the facts, ``above`` and ``below`` the next documents of the cascade with the
    relation, ``tasks`` how many obligations there are of each kind, ``cited_by`` the number of the
    library's documents that name it, ``cites`` of those that it names.
    """

    id: str
    node: Mapping[str, Value]
    validity: Validity
    changes: tuple[Change, ...]
    file: str | None
    above: tuple[tuple[str, str], ...]
    below: tuple[tuple[str, str], ...]
    tasks: Mapping[str, int]
    cites: int
    cited_by: int


def profile(library: Library, id: str, on: str) -> Profile:
    """What is known of a document, with its status on the day ``on``."""
    G = cascade(library, id, on)
    with library.tables.reading() as db:
        kinds = db.execute("SELECT kind FROM obligations WHERE document = ?", (id,)).fetchall()
        (cites,) = db.execute(
            "SELECT count(DISTINCT cited) FROM citations WHERE document = ? AND cited != document",
            (id,),
        ).fetchone()
        (cited_by,) = db.execute(
            "SELECT count(DISTINCT document) FROM citations WHERE cited = ? AND document != cited",
            (id,),
        ).fetchone()
    file = library.file_of(id)
    return Profile(
        id,
        document_node(id, library, on),
        validity_of(id, library.catalogue, on, latest=True),
        history(id, library.catalogue),
        str(file) if file is not None else None,
        tuple((above, key) for _, above, key in G.out_edges(id, keys=True)),
        tuple((below, key) for below, _, key in G.in_edges(id, keys=True)),
        Counter(kind for (kind,) in kinds),
        cites,
        cited_by,
    )
