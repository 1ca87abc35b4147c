"""How a finding is told: its severity and its words (``data/findings.tsv``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from kl52.coverage.values import Evidence, Finding, Row
from kl52.model import Citation, Document, Obligation, Severity
from kl52.spans import Span
from kl52.tables import read_table
from kl52.views.reasons import said

_AROUND = 120  # characters before and after words that are quoted


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: how grave it is, what is said of it, and what it is about.

    ``code`` is that of the contract; a rule of form has its own name behind a slash.
    """

    code: str
    severity: Severity
    vi: str
    en: str
    about_vi: str
    about_en: str


@cache
def codes() -> dict[str, Code]:
    """All codes, in the order of the table."""
    rows = (row for row in read_table("findings.tsv"))
    return {code: Code(code, cast(Severity, severity), *words) for code, severity, *words in rows}


def tell(
    code: str,
    plan: Document,
    *,
    span: Span | None = None,
    duty: Obligation | None = None,
    cite: Citation | None = None,
    found: str | None = None,
    expected: str | None = None,
    evidence: Evidence | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A finding in words; its place is ``span``, else that of the citation or the obligation."""
    known = codes()[code]
    place = span or (cite.span if cite else None) or (duty.span if duty else None)
    name, _, detail = code.partition("/")
    return Finding(
        code=name,
        severity=severity or known.severity,
        message=known.vi.format(found=found or "", expected=expected or ""),
        span=place,
        page=plan.page(plan.text.page_of(place.start)) if place else None,
        unit=duty.unit if duty else None,
        obligation=duty.id if duty else None,
        citation=cite.id if cite else None,
        found=found,
        expected=expected,
        evidence=evidence,
        detail=detail or None,
    )


def message_of(finding: Finding, lang: str) -> str:
    """What is said of a finding in ``lang`` (``vi``, ``en``), with what was found and expected."""
    words: str = getattr(codes()[finding.rule], lang)
    found, expected = said(finding.found, lang), said(finding.expected, lang)
    return words.format(found=found, expected=expected)


def evidence_of(row: Row) -> Evidence:
    """The words of a source task."""
    duty = row.duty
    return Evidence(row.source.id, duty.text, row.source.page(duty.page))


def quote(doc: Document, span: Span) -> Evidence:
    """The words of a document around a place, as far as its paragraph goes."""
    text = doc.text.text
    before, after = max(0, span.start - _AROUND), span.end + _AROUND
    start = max(text.rfind("\n", before, span.start) + 1, before)
    end = text.find("\n", span.end, after)
    end = min(len(text), after) if end < 0 else end
    return Evidence(doc.id, text[start:end].strip(), doc.page(doc.text.page_of(span.start)))
