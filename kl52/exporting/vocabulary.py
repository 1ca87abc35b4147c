"""Names that other programs know: terms of ELI and schema.org, and where kl52's ids lie.

In: relations, changes and statuses of kl52. Out: terms of the European Legislation Identifier
(http://data.europa.eu/eli/ontology) and of schema.org/Legislation. Relations for which ELI has no
term of its own have the nearest one and, besides, kl52's.

``.invalid`` never resolves (RFC 2606): nobody serves these documents. Whoever does puts another
``@base`` into the context, as all ids are relative to it.
"""

from __future__ import annotations

import re
from urllib.parse import quote

BASE = "https://kl52.invalid"
OWN = f"{BASE}/ns#"
ELI = "http://data.europa.eu/eli/ontology#"
VIETNAMESE = "http://publications.europa.eu/resource/authority/language/VIE"

# relation -> terms; the citing document is the subject. Every edge is eli:cites as well.
RELATIONS: dict[str, tuple[str, ...]] = {
    "legal_basis": ("eli:based_on", "schema:isBasedOn"),
    "implements": ("eli:implements", "schema:isBasedOn"),
    "continues": ("eli:ensures_implementation_of", "kl52:continues"),
    "promulgates": ("eli:related_to", "kl52:promulgates"),
    "guides": ("eli:applies", "kl52:guides"),
    "proposed_by": ("eli:related_to", "kl52:proposed_by"),
    "refers": (),
    "self": (),
    # whether these hold is told by the changes below: the words may say it the other way round
    "amends": (),
    "replaces": (),
    "repeals": (),
}
# what became of a document -> terms of which the other document is the subject
CHANGES: dict[str, tuple[str, ...]] = {
    "amended": ("eli:amends", "schema:legislationChanges"),
    "replaced": ("eli:repeals", "schema:legislationChanges", "kl52:replaces"),
    "repealed": ("eli:repeals", "schema:legislationChanges"),
    "expired": (),
}
PARTLY = ("eli:changes", "schema:legislationChanges")  # where a part of the document is meant
IN_FORCE = {
    "in_force": ("eli:InForce-inForce", "schema:InForce"),
    "replaced": ("eli:InForce-notInForce", "schema:NotInForce"),
    "repealed": ("eli:InForce-notInForce", "schema:NotInForce"),
}
_KEPT = "/:@!$&'*+,;=~()"
_DATES = ((r"\d{4}-\d\d-\d\d", "xsd:date"), (r"\d{4}-\d\d", "xsd:gYearMonth"),
          (r"\d{4}", "xsd:gYear"))  # fmt: skip


def reference(id: str) -> str:
    """An id as a reference relative to :data:`BASE`; what no IRI may hold is escaped.

    >>> reference("/akn/vn/act/luat/quoc-hoi/2025-02-19/64-2025-qh15#dieu-5__1__đ")
    '/akn/vn/act/luat/quoc-hoi/2025-02-19/64-2025-qh15#dieu-5__1__%C4%91'
    """
    document, mark, part = id.partition("#")
    path = quote(document.encode("utf-8", "replace"), safe=_KEPT)
    return path + mark + quote(part.encode("utf-8", "replace"), safe=_KEPT)


def organisation(id: str) -> str:
    """The issuer of a document, as Akoma Ntoso names an organization (TLCOrganization).

    >>> organisation("/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg")
    '/akn/ontology/organization/vn/ttg'
    """
    parts = id.split("/")
    return f"/akn/ontology/organization/vn/{parts[5] if len(parts) > 5 else 'unknown'}"


def date_type(date: str) -> str:
    """The type of XML Schema for an ISO date, month or year.

    >>> date_type("2020-01-21"), date_type("2020")
    ('xsd:date', 'xsd:gYear')
    """
    return next((name for form, name in _DATES if re.fullmatch(form, date)), "xsd:string")
