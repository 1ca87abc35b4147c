"""What Akoma Ntoso says about a document: identity, life, changes, people and bodies.

In: a parsed document and the catalogue. Out: the element ``meta``. Guarantee: nothing of the
machine, the file or the time of export. A date that is not known to the day is ``0001-01-01``, as
the schema asks for one and cobalt has it; the year stands in the identifier. There is no
``publication``: the library does not know where a document was published.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kl52.catalogue import Catalogue
from kl52.catalogue.changes import changes_by
from kl52.catalogue.identity import slug
from kl52.catalogue.validity import history
from kl52.exporting.akn_body import tag
from kl52.exporting.characters import for_xml
from kl52.exporting.vocabulary import organisation, reference
from kl52.model import Change, Document

_UNKNOWN = "0001-01-01"
_TEXTUAL = {"amended": "substitution", "replaced": "replacement", "repealed": "repeal"}
_EVENTS = {"amended": "amendment", "replaced": "repeal", "repealed": "repeal", "expired": "repeal"}
_CARRIED_OUT = ("implements", "continues")


def meta_of(doc: Document, catalogue: Catalogue) -> etree._Element:
    """The element ``meta`` of a document."""
    changes = tuple(each for each in history(doc.id, catalogue) if each.by and each.by != doc.id)
    meta = etree.Element(tag("meta"))
    _identification(meta, doc)
    _lifecycle(meta, doc, changes)
    _analysis(meta, doc, changes)
    _references(meta, doc, changes)
    return meta


def _element(within: etree._Element, tag_name: str, /, **attributes: str) -> etree._Element:
    given = {key: for_xml(value) for key, value in attributes.items()}
    return etree.SubElement(within, tag(tag_name), given)


def _day(date: str | None) -> str:
    return date if date is not None and len(date) == 10 else _UNKNOWN


def _identification(meta: etree._Element, doc: Document) -> None:
    around = _element(meta, "identification", source="#kl52")
    uri, header = reference(doc.id), doc.header
    work = _level(around, "FRBRWork", f"{uri}/!main", uri, doc, "#issuer")
    _element(work, "FRBRcountry", value="vn")
    _element(work, "FRBRsubtype", value=uri.split("/")[4] if uri.count("/") > 4 else "act")
    _element(work, "FRBRnumber", value=header.number or uri.rsplit("/", 1)[-1])
    if header.title:
        _element(work, "FRBRname", value=header.title)
    text = f"{uri}/vie@"
    expression = _level(around, "FRBRExpression", f"{text}/!main", text, doc, "#issuer")
    _element(expression, "FRBRlanguage", language="vie")
    file = f"{text}/!main.xml"
    manifestation = _level(around, "FRBRManifestation", file, file, doc, "#kl52")
    _element(manifestation, "FRBRformat", value="application/akn+xml")


def _level(
    around: etree._Element, name: str, this: str, uri: str, doc: Document, author: str
) -> etree._Element:
    level = _element(around, name)
    _element(level, "FRBRthis", value=this)
    _element(level, "FRBRuri", value=uri)
    _element(level, "FRBRdate", date=_day(doc.header.date), name="Generation")
    _element(level, "FRBRauthor", href=author)
    return level


def _lifecycle(meta: etree._Element, doc: Document, changes: tuple[Change, ...]) -> None:
    """The days on which the document was issued and changed, as far as they are known."""
    around = _element(meta, "lifecycle", source="#kl52")
    _element(around, "eventRef", date=_day(doc.header.date), eId="event_1", source="#original",
             type="generation")  # fmt: skip
    for at, change in enumerate(changes, 1):
        if change.on is not None and len(change.on) == 10:
            _element(around, "eventRef", date=change.on, eId=f"event_{at + 1}",
                     source=f"#passive_{at}", type=_EVENTS[change.kind])  # fmt: skip


def _analysis(meta: etree._Element, doc: Document, changes: tuple[Change, ...]) -> None:
    around = etree.Element(tag("analysis"), source="#kl52")
    active = etree.SubElement(around, tag("activeModifications"))
    for at, (target, change) in enumerate(_made(doc), 1):
        _modify(active, f"active_{at}", change.kind, doc.id, target)
    for at, target in enumerate(_carried_out(doc), len(active) + 1):
        _modify(active, f"active_{at}", "implementation", doc.id, target)
    passive = etree.SubElement(around, tag("passiveModifications"))
    for at, change in enumerate(changes, 1):
        _modify(passive, f"passiveMod_{at}", change.kind, change.by or "", doc.id)
    for each in (active, passive):
        if not len(each):
            around.remove(each)
    if len(around):
        meta.append(around)


def _modify(within: etree._Element, eid: str, kind: str, source: str, target: str) -> None:
    textual = _TEXTUAL.get(kind)
    name, what = ("textualMod", textual) if textual else (
        "legalSystemMod", "expiration" if kind == "expired" else kind)  # fmt: skip
    modification = _element(within, name, type=what, eId=eid)
    _element(modification, "source", href=reference(source))
    _element(modification, "destination", href=reference(target))


def _made(doc: Document) -> Iterator[tuple[str, Change]]:
    """The changes that this document itself makes, each kind once for each target."""
    seen: set[tuple[str, str]] = set()
    for target, change in changes_by(doc):
        if change.by == doc.id and (target, change.kind) not in seen:
            seen.add((target, change.kind))
            yield target, change


def _carried_out(doc: Document) -> list[str]:
    """The documents that this one carries out, by its own words."""
    found = (
        cite.target.partition("#")[0]
        for cite in doc.citations
        if cite.relation in _CARRIED_OUT and cite.within is None and not cite.passive
        and cite.target and cite.state != "self"
    )  # fmt: skip
    return list(dict.fromkeys(found))


def _references(meta: etree._Element, doc: Document, changes: tuple[Change, ...]) -> None:
    around = _element(meta, "references", source="#kl52")
    header = doc.header
    label = header.number or doc.id.rsplit("/", 1)[-1]
    _element(around, "original", eId="original", href=reference(doc.id), showAs=label)
    for at, change in enumerate(changes, 1):
        name = change.name or change.by or ""
        _element(around, "passiveRef", eId=f"passive_{at}", href=reference(change.by or ""),
                 showAs=name)  # fmt: skip
    issuer = reference(organisation(doc.id))
    _element(around, "TLCOrganization", eId="issuer", href=issuer,
             showAs=header.issuer or issuer.rsplit("/", 1)[-1])  # fmt: skip
    _element(around, "TLCOrganization", eId="kl52", href="/akn/ontology/organization/kl52",
             showAs="kl52")  # fmt: skip
    for at, name in enumerate(filter(None, (header.signer or "").split("; ")), 1):
        person = f"/akn/ontology/person/vn/{slug(name) or 'unknown'}"
        _element(around, "TLCPerson", eId=f"signer_{at}", href=person, showAs=name)
