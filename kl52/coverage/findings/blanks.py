"""Blanks that were left: ``ngày …… tháng ……``, ``số …/``, ``số     /KH-UBND``.

A row of dots counts where words say what is to stand there; an open list (``IoT…``) has none. The
plan's own number and day are filled in when it is signed; a form in an annex has blanks by right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.coverage.findings.places import Spans
from kl52.coverage.findings.telling import tell
from kl52.coverage.values import Case, Finding
from kl52.language.lexicon import fold
from kl52.model import Document
from kl52.spans import Span

_DOTS = r"(?:…[….]*|\.{2,}|_{2,}|x{2,}(?!\w))"
_BLANK = re.compile(
    rf"(?<!hằng )(?<!hàng )(?<!mỗi )(?<!từng )\bngày\s*{_DOTS}"
    rf"(?:\s*(?:[/-]|tháng|năm|\d+|{_DOTS}))*"
    rf"|\b(?:tháng|quý)\s*{_DOTS}\s*(?:[/-]|năm)\s*(?:\d+|{_DOTS})?"
    rf"|\bnăm\s+(?:19|20)\d?{_DOTS}"
    r"|\bngày\s+tháng\s+(?:\d{1,2}\s+)?năm\s+20\d\d"
    rf"|\bsố:?\s*(?:{_DOTS})?\s*[/-](?-i:[A-ZĐ])[\w/-]*|\bsố\s*{_DOTS}\s*(?:ngày|của)\b"
    r"|…{2,}|\.{6,}|_{4,}",
    re.IGNORECASE | re.MULTILINE,
)
_PAGE = re.compile(r"\s*\d+\s*$", re.MULTILINE)  # a table of contents
_FAR = 300  # characters before a blank that say whether it is the document's own
_FORM = re.compile(r"(?:biểu )?mẫu\b|biểu (?:số )?\d|phiếu\b")
_KIND = re.compile(r"\bkèm theo\b|\bban hành kèm\b")


def find(case: Case) -> Iterator[Finding]:
    plan, header = case.plan, case.plan.header
    text = plan.text.text
    forms = _forms(plan)
    for match in _BLANK.finditer(text):
        span = Span(*match.span())
        outside = header.signature is not None and span.overlaps(header.signature)
        if outside or span.start in forms or _PAGE.match(text, span.end):
            continue
        far = max(0, span.start - _FAR)
        line = text[max(text.rfind("\n", far, span.start) + 1, far) : span.start]
        own = span.start < header.span.end or _KIND.search(fold(line)) is not None
        yield tell("form/blank_left", plan, span=span, found=" ".join(match[0].split()),
                   severity="info" if own else None)  # fmt: skip


def _forms(plan: Document) -> Spans:
    """The annexes that are forms to fill in."""
    text = plan.text.text
    return Spans(
        unit.span for unit in plan.units
        if unit.kind == "annex"
        and (_FORM.match(fold(unit.head.of(text))) or _FORM.match(fold(unit.heading or "")))
    )  # fmt: skip
