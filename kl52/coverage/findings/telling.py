"""How a finding is told: its severity and its words (``data/findings.tsv``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from kl52.coverage.values import Evidence, Finding, Row
from kl52.model import Document, Obligation, Severity
from kl52.spans import Span
from kl52.tables import read_table


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: how grave it is, what is said of it, and what it is about."""

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
    citation: str | None = None,
    found: str | None = None,
    expected: str | None = None,
    evidence: Evidence | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A finding in words; its place is ``span``, else that of the obligation ``duty``."""
    known = codes()[code]
    place = span or (duty.span if duty else None)
    return Finding(
        code=code,
        severity=severity or known.severity,
        message=known.vi.format(found=found or "", expected=expected or ""),
        span=place,
        page=plan.page(plan.text.page_of(place.start)) if place else None,
        unit=duty.unit if duty else None,
        obligation=duty.id if duty else None,
        citation=citation,
        found=found,
        expected=expected,
        evidence=evidence,
    )


def message_of(finding: Finding, lang: str) -> str:
    """What is said of a finding in ``lang`` (``vi``, ``en``), with what was found and expected."""
    words: str = getattr(codes()[finding.code], lang)
    return words.format(found=finding.found or "", expected=finding.expected or "")


def evidence_of(row: Row) -> Evidence:
    """The words of a source task."""
    duty = row.duty
    return Evidence(row.source.id, duty.text, row.source.page(duty.page))
