"""What a page says of its document: what it is, whose, and how it is to be handled."""

from __future__ import annotations

from collections.abc import Iterable

from kl52.language.wording import Say
from kl52.model import Document
from kl52.views.duties import provenance_of
from kl52.views.naming import called, day


def heading_of(doc: Document, say: Say) -> str:
    """Type and number, as far as the document has them, or the name of its file."""
    header, reported = doc.header, doc.reports_on
    if reported is not None:
        return called(reported.type, reported.number, None)
    number = header.number or (f"({say('draft')})" if header.draft else None)
    return called(header.type, number, None) or doc.source.name


def about_lines(doc: Document, say: Say, against: Iterable[str] = ()) -> tuple[str, ...]:
    """Its title; issuer, day and file; what it was checked against."""
    header = doc.header
    issued = say("issued", date=day(header.date)) if header.date else ""
    facts = " · ".join(filter(None, (header.issuer, issued, doc.source.name)))
    names = "; ".join(dict.fromkeys(against))
    checked = say("coverage.against", names=names) if names else ""
    return tuple(
        line[:1].upper() + line[1:] for line in (header.title or "", facts, checked) if line
    )


def warning_of(doc: Document, say: Say) -> str:
    """Its mark of secrecy, and that it is not the official text."""
    words = [say("html.secret", mark=doc.header.secrecy)] if doc.header.secrecy else []
    if doc.provenance:
        words.append(say("html.provenance", words=provenance_of(doc.provenance, say)))
    return "; ".join(words)
