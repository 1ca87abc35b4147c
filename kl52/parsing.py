"""From a file to a :class:`~kl52.model.Document`: the stages, one after the other.

read → normalise → header → units → citations → (reported document) → resolve → obligations.
The result depends on the file and the catalogue alone, never on what was read before.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from kl52 import bodies
from kl52.catalogue import Catalogue, load_catalogue
from kl52.catalogue.identity import work_uri
from kl52.citations import Host, find_citations, resolve_citations
from kl52.citations.reporting import content_start, find_reported, state_reported
from kl52.header import find_header, find_papers, first_paper
from kl52.model import (
    Citation,
    Diagnostic,
    Document,
    Header,
    Raw,
    Reading,
    ReportedDocument,
    Source,
    Text,
    Unit,
)
from kl52.normalising import normalise
from kl52.normalising.repairs import tell_repairs
from kl52.obligations import find_obligations, see_conditions
from kl52.obligations.differences import tell_differences
from kl52.obligations.impossible import tell_impossible
from kl52.reading import read_document
from kl52.reading.options import DEFAULT, ReadOptions
from kl52.reading.plain import read_plain
from kl52.spans import Span
from kl52.structure import find_units
from kl52.values import collecting

_PROVENANCE = re.compile(r"^provenance:\s*(?P<what>[^\n]+)", re.IGNORECASE)


def text_of(words: str) -> Text:
    """The normalised text of a string, as if read from a ``.txt`` file.

    >>> text_of("Số:   48/KH-UBND").text
    'Số: 48/KH-UBND'
    """
    digest = hashlib.sha256(words.encode(errors="replace")).hexdigest()
    return normalise(read_plain(words).raw(Source("text", digest, "text/plain")))


def parse_document(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    catalogue: Catalogue | None = None,
    options: ReadOptions = DEFAULT,
) -> Document:
    """Reads and parses one document. ``source`` is a path, or the bytes of a file.

    Raises a :class:`~kl52.errors.UnreadableDocument` where the file cannot be read; what
    is odd in the text itself stands in ``Document.diagnostics``.
    """
    return parse_raw(read_document(source, name=name, options=options), catalogue=catalogue)


def parse_raw(raw: Raw, *, catalogue: Catalogue | None = None) -> Document:
    """Parses what a reader found."""
    return parse_reading(raw, catalogue=catalogue).document


def read_and_parse(
    source: str | Path | bytes, *, name: str | None = None, options: ReadOptions = DEFAULT
) -> Reading:
    """Reads and parses one document by the bundled catalogue, for a library to keep."""
    return parse_reading(read_document(source, name=name, options=options))


def parse_reading(raw: Raw, *, catalogue: Catalogue | None = None) -> Reading:
    """Parses what a reader found; with the citations as they were before they were resolved."""
    with collecting(False):
        return _parsed(raw, load_catalogue() if catalogue is None else catalogue)


def resolve_again(doc: Document, found: tuple[Citation, ...], catalogue: Catalogue) -> Document:
    """A document whose citations ``found`` are resolved by another catalogue.

    Equal to parsing it with that catalogue, but for its own id, and for a press item.
    """
    citations = resolve_citations(found, citing(doc), catalogue, doc.text.text)
    return with_citations(doc, citations)


def with_citations(doc: Document, citations: tuple[Citation, ...]) -> Document:
    """A document with other citations, and the conditions of its tasks as these leave them."""
    duties = see_conditions(doc.obligations, doc.text, doc.units, doc.header, citations)
    return replace(doc, citations=citations, obligations=duties)


def _parsed(raw: Raw, catalogue: Catalogue) -> Reading:
    text = normalise(raw)
    papers = find_papers(text)
    header = find_header(first_paper(text, papers))
    behind = tuple(span for paper in papers for span in outside_of(paper))
    units = find_units(text, outside=(*outside_of(header), *behind))
    doc_id = identity_of(header, catalogue) or f"/akn/vn/doc/{raw.source.sha256[:16]}"
    found, host, reported = find_cited(text, header, units, catalogue, doc_id)
    citations = resolve_citations(found, host, catalogue, text.text)
    obligations = find_obligations(
        text, units, header, citations, secondhand=reported is not None, outside=behind
    )
    doc = Document(
        id=doc_id,
        header=header,
        source=raw.source,
        text=text,
        units=units,
        citations=citations,
        obligations=obligations,
        diagnostics=(
            *_in_text(raw, text),
            *tell_repairs(text),
            *_diagnose(header, text, reported),
            *tell_differences(obligations),
            *tell_impossible(obligations),
        ),
        reports_on=reported,
        provenance=_provenance(text),
    )
    return Reading(raw, doc, found)


def cite(
    text: Text, header: Header, units: tuple[Unit, ...], catalogue: Catalogue, doc_id: str
) -> tuple[tuple[Citation, ...], ReportedDocument | None]:
    """The resolved citations of a text, and the document that it reports on, if a press item."""
    found, host, reported = find_cited(text, header, units, catalogue, doc_id)
    return resolve_citations(found, host, catalogue, text.text), reported


def find_cited(
    text: Text, header: Header, units: tuple[Unit, ...], catalogue: Catalogue, doc_id: str
) -> tuple[tuple[Citation, ...], Host, ReportedDocument | None]:
    """The citations of a text, for whom they speak, and what it reports on, if a press item."""
    found = find_citations(text, header, units)
    reported = None
    if header.number is None and header.type is None:
        reported = find_reported(text, found, catalogue)
    if reported is None or reported.id is None:
        host = host_of(header, units, doc_id)
    else:
        host = _reported_host(reported, content_start(text, found, reported))
        found = tuple(state_reported(each, reported) for each in found)
    return found, host, reported


def outside_of(header: Header) -> tuple[Span, ...]:
    spans = (header.span, header.signature)
    return tuple(span for span in spans if span is not None and len(span))


def identity_of(header: Header, catalogue: Catalogue) -> str | None:
    """The work URI that the header's facts give; ``None`` for a text without any."""
    if header.number is None and header.type is None:
        return None
    uri = work_uri(
        header.type, header.number, header.date, header.issuer, header.province, header.title
    )
    if header.number is None or catalogue.by_id(uri) is not None:
        return uri
    same = [
        entry
        for entry in catalogue.by_number(header.number)
        if header.date is not None
        and entry.date == header.date
        and (entry.province is None or entry.province == header.province)
        and (header.type is None or entry.type == header.type)
    ]
    return same[0].id if len(same) == 1 else uri


def host_of(header: Header, units: tuple[Unit, ...], doc_id: str) -> Host:
    """What resolution needs to know of the citing document, and of what it promulgates."""
    annex_type = header.promulgates.type if header.promulgates else None
    annex = next((unit for unit in units if unit.kind == "annex" and unit.parent is None), None)
    return Host(
        id=doc_id,
        type=header.type,
        number=header.number,
        date=header.on,
        province=header.province,
        annex_type=annex_type,
        annex_id=(f"{doc_id}#{annex.id}" if annex else doc_id) if annex_type else None,
        issuer=header.issuer,
    )


def citing(doc: Document) -> Host:
    """The host with which the citations of a parsed document were resolved."""
    reported = doc.reports_on
    if reported is None or reported.id is None:
        return host_of(doc.header, doc.units, doc.id)
    return _reported_host(reported, content_start(doc.text, doc.citations, reported))


def _reported_host(reported: ReportedDocument, begins: int) -> Host:
    """In a press item ``Kế hoạch này`` is the plan reported on."""
    province = bodies.province_of(reported.issuer or "")
    return Host(
        id=reported.id or "",
        type=reported.type,
        number=reported.number,
        date=reported.date,
        province=province.name if province else None,
        reported=True,
        begins=begins,
        issuer=reported.issuer,
    )


def _provenance(text: Text) -> str | None:
    match = _PROVENANCE.match(text.text)
    return match["what"].strip() if match else None


def _in_text(raw: Raw, text: Text) -> tuple[Diagnostic, ...]:
    """What the reader has to say, its spans counted in the normalised text."""
    return tuple(
        replace(each, span=text.offsets.text(each.span)) if each.span is not None else each
        for each in raw.diagnostics
    )


def _diagnose(
    header: Header, text: Text, reported: ReportedDocument | None
) -> tuple[Diagnostic, ...]:
    found = []
    if not text.text.strip():
        found.append(Diagnostic("warning", "no-text", "Văn bản không có chữ nào đọc được."))
    elif reported is not None:
        found.append(
            Diagnostic(
                "info",
                "secondhand",
                f"Đây là bản tin về {reported.type} số {reported.number}, "
                "không phải chính văn bản; các nhiệm vụ là theo lời bản tin.",
                reported.evidence,
            )
        )
    elif header.number is None and header.type is None:
        found.append(
            Diagnostic(
                "warning", "no-header", "Không tìm thấy phần đầu văn bản (số, ký hiệu, tên loại)."
            )
        )
    elif header.number is None:
        found.append(
            Diagnostic("warning", "no-number", "Văn bản chưa có số (dự thảo hoặc số để trống).")
        )
    if header.number is not None and header.date is None:
        found.append(
            Diagnostic("warning", "no-date", "Không tìm thấy ngày ban hành ở phần đầu văn bản.")
        )
    if header.secrecy:
        found.append(
            Diagnostic(
                "warning",
                "secret",
                f"Văn bản có dấu {header.secrecy}: không gì được lưu lại; kl52 add chỉ nhận khi có "
                "--allow-secret.",
            )
        )
    return tuple(found)
