"""Akoma Ntoso 3.0 (OASIS LegalDocML), for legal document systems: a file for each document.

In: a selection. Out: for each document at hand an ``act`` with its metadata
(:mod:`kl52.exporting.akn_meta`), and its text (:mod:`kl52.exporting.akn_body`) with references to
the documents and provisions cited. Guarantee: valid by the schema of OASIS, with eIds by its naming
convention (:mod:`kl52.exporting.akn_ids`).
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import BinaryIO

from lxml import etree

from kl52.exporting.akn_body import AKN, BodyBuilder, tag
from kl52.exporting.akn_ids import Part, find_eids
from kl52.exporting.akn_meta import meta_of
from kl52.exporting.akn_refs import find_references
from kl52.exporting.vocabulary import reference
from kl52.library import Library
from kl52.model import Document

_NAME_LENGTH = 120  # characters of a file's name; some systems take no more than 255 bytes


def write(doc: Document, library: Library, out: BinaryIO) -> None:
    """One document, as a file in UTF-8."""
    tree = etree.ElementTree(akn_of(doc, library))
    tree.write(out, encoding="utf-8", xml_declaration=True)


def akn_of(doc: Document, library: Library) -> etree._Element:
    """The element ``akomaNtoso`` of a document."""

    @lru_cache(maxsize=64)
    def eids_of(id: str) -> dict[str, str]:
        return own if id == doc.id else _eids_in(library, id)

    def address(target: str) -> str:
        id, _, unit = target.partition("#")
        eid = eids_of(id).get(unit) if unit else None
        return reference(f"{id}#{eid}" if eid else id)

    own = find_eids(Part(unit.id, unit.parent, unit.kind, unit.number) for unit in doc.units)
    root = etree.Element(tag("akomaNtoso"), nsmap={None: AKN})  # type: ignore[dict-item]
    act = etree.SubElement(root, tag("act"), name=doc.id.split("/")[4] or "act")
    act.append(meta_of(doc, library.catalogue))
    act.extend(BodyBuilder(doc, own, find_references(doc, address)).parts())
    return root


def _eids_in(library: Library, id: str) -> dict[str, str]:
    """The eIds of another document's units, without reading its text."""
    with library.tables.reading() as db:
        rows = db.execute(
            "SELECT id, parent, kind, number FROM units WHERE document = ? ORDER BY start,"
            ' "end" DESC, id',
            (id,),
        ).fetchall()
    return find_eids(Part(*row) for row in rows)


def file_name(id: str) -> str:
    """The name of a document's file: the parts of its id, which other systems take as a name.

    >>> file_name("/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg")
    'quyet-dinh.ttg.2020-01-21.142-qd-ttg.xml'
    """
    from hashlib import sha256

    name = "".join(char if char.isalnum() or char in "-~" else "." for char in id.strip("/"))
    name = name.removeprefix("akn.vn.act.")
    if len(name) > _NAME_LENGTH:
        digest = sha256(json.dumps(id).encode()).hexdigest()[:12]
        name = f"{name[:_NAME_LENGTH]}.{digest}"
    return f"{name}.xml"
