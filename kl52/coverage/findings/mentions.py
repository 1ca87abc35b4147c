"""First mentions that do not say all that is asked of them.

Decree 30/2020/NĐ-CP, Annex I, II.6.b: the first time a paper is named, its type, number, date,
issuer and title; later its type and number. Laws and ordinances go by their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.catalogue.identity import number_key
from kl52.coverage.findings.papers import is_law, numbered
from kl52.coverage.findings.telling import tell
from kl52.coverage.values import Case, Finding
from kl52.language.lexicon import fold
from kl52.model import Citation, Document
from kl52.spans import Span

_TITLED = re.compile(
    r"[^;.\n]*\b(?:v/v|về|quy định|ban hành|phê duyệt|hướng dẫn|thực hiện|triển khai|sửa đổi|"
    r"bổ sung|thay thế|tăng cường|tiếp tục|công bố|giao|thành lập|thông qua|đẩy mạnh|nâng cao|"
    r"tổ chức|xây dựng|phát triển|kết luận|điều chỉnh|kiện toàn|bãi bỏ|đề nghị)\b"
)
_PARTS = ("ngày ban hành", "cơ quan ban hành", "trích yếu")
_AHEAD = 60


def find(case: Case) -> Iterator[Finding]:
    plan = case.plan
    if plan.reports_on is not None or (plan.header.level or "").startswith("party"):
        return
    seen: set[str] = set()
    said: dict[str, set[str]] = {}
    for cite in numbered(plan):
        key = number_key(cite.number or "")
        before = said.setdefault(key, set())
        before |= _stated(plan, cite)
        inside = cite.within is not None or _is_outside(plan, cite.span)
        if key in seen or inside or is_law(cite) or cite.relation == "proposed_by":
            continue
        seen.add(key)
        if lacking := [part for part in _PARTS if part not in before]:
            yield tell("form/first_mention", plan, cite=cite, found=f"{cite.type} {cite.number}",
                       expected=", ".join(lacking))  # fmt: skip


def _is_outside(plan: Document, span: Span) -> bool:
    """In the header (whose title names papers in short) or the signature."""
    outside = (plan.header.span, plan.header.signature)
    return any(each is not None and span.overlaps(each) for each in outside)


def _stated(plan: Document, cite: Citation) -> set[str]:
    """The parts that a mention states."""
    behind = fold(plan.text.text[cite.span.end : cite.span.end + _AHEAD])
    values = (cite.date, cite.issuer, _TITLED.match(behind))
    return {part for part, value in zip(_PARTS, values, strict=True) if value}
