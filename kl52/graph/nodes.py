"""What is known of a document, as the attributes of a node.

In: an id and the library. Out: a dictionary of plain values (text, truth, ``None``), with the same
keys for every document, whether its text is at hand (``held``) or it is only cited. networkx and
every format that kl52 exports can take them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kl52 import bodies
from kl52.catalogue.precedence import date_of
from kl52.catalogue.validity import validity_of

if TYPE_CHECKING:
    from kl52.catalogue.entries import Entry
    from kl52.library import Library

Value = str | int | float | bool | None
_COLUMNS = ("type", "number", "date", "issuer", "level", "province", "title")


def document_node(id: str, library: Library, on: str | None = None) -> dict[str, Value]:
    """The attributes of a document; its ``status`` is that on the day ``on``, or as last known."""
    held = _held(id, library)
    entry = library.catalogue.by_id(id)
    known = held or (_known(entry) if entry is not None else _as_cited(id, library))
    label = known["number"] or known["title"] or id.rsplit("/", 1)[-1]
    status = validity_of(id, library.catalogue, on).status
    return {"kind": "document", "held": held is not None, "label": label, **known, "status": status}


def called_node(node: Mapping[str, object]) -> str:
    """What to call the document of a node: type, number and day, as far as they are known.

    >>> called_node({"type": "Kế hoạch", "label": "48/KH-UBND", "date": "2020-02-17"})
    'Kế hoạch 48/KH-UBND (17/02/2020)'
    """
    date = "/".join(reversed(str(node.get("date") or "").split("-")))
    facts = (node.get("type"), node.get("number") or node.get("label"), f"({date})" if date else "")
    return " ".join(str(each) for each in facts if each)


def _held(id: str, library: Library) -> dict[str, Value] | None:
    with library.tables.reading() as db:
        row = db.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM documents WHERE id = ?", (id,)
        ).fetchone()
    return dict(zip(_COLUMNS, row, strict=True)) if row else None


def _as_cited(id: str, library: Library) -> dict[str, Value]:
    """What those say who cite a document that nothing else is known of: the fullest mention."""
    with library.tables.reading() as db:
        row = db.execute(
            "SELECT type, number, issuer FROM citations WHERE cited = ? AND number IS NOT NULL"
            " ORDER BY length(text) DESC, text, document LIMIT 1",
            (id,),
        ).fetchone()
    said = dict(zip(("type", "number", "issuer"), row, strict=True)) if row else {}
    return {**dict.fromkeys(_COLUMNS), **said, "date": date_of(id)}


def _known(entry: Entry) -> dict[str, Value]:
    level = bodies.level_of(entry.issuer) if entry.issuer else None
    return {
        "type": entry.type,
        "number": entry.number,
        "date": entry.date,
        "issuer": entry.issuer,
        "level": level,
        "province": entry.province,
        "title": entry.title,
    }
