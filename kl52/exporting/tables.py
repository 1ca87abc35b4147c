"""The tables that are exported: those of :mod:`kl52.graph.frames`, the edges, and who does what.

In: a selection. Out: rows, one by one, with the columns and types of :data:`TABLES`. ``edges`` are
those of ``library.graph()``; ``bodies`` has a row for each body that an obligation names, with its
``role`` (lead, coordinate, report_to, report_via), its ``place`` among those of this role, its
``name`` as printed, and ``body``, its id in the registry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kl52.exporting.selection import EDGE, Selection
from kl52.graph.frames import COLUMNS, QUERIES, Kind

Row = tuple[Any, ...]
TABLES: dict[str, dict[str, Kind]] = {
    **COLUMNS,
    "edges": {name: "int" if name == "count" else "text" for name in EDGE},
    "bodies": {
        "document": "text", "obligation": "text", "role": "text", "place": "int", "name": "text",
        "body": "text",
    },
}  # fmt: skip
_BODIES = (
    "SELECT document, obligation, role, place, name, body FROM roles"
    " ORDER BY document, obligation, role, place"
)


def rows_of(selection: Selection, name: str) -> Iterator[Row]:
    """The rows of the table ``name``, in the order of document and place.

    Raises :class:`KeyError` for a name that is not in :data:`TABLES`. The links must have been
    found before (:func:`kl52.graph.links.ensure_links`).
    """
    if name == "edges":
        for edge in selection.edges():
            yield tuple(getattr(edge, column) for column in EDGE)
        return
    query = {**QUERIES, "bodies": _BODIES}[name]
    with selection.library.tables.reading() as db:
        if selection.ids is None:
            yield from (row for row in db.execute(query) if row[0] not in selection.excluded)
            return
        key = next(iter(TABLES[name]))
        for id in selection.held():
            yield from db.execute(f"SELECT * FROM ({query}) WHERE {key} = ?", (id,))
