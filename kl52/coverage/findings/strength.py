"""Verbs that bind less than the source's: told to complete or build, the plan only studies.

The classes of ``data/verbs.tsv`` say how firmly a verb binds. To advise (``tham mưu Ủy ban nhân
dân tỉnh ban hành``) is how a department takes part in a decision, and to study and build
(``nghiên cứu, xây dựng``) is to build: neither is softer. To propose, or to strive for what is to
be completed, may be: that is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.alignment import parts_of, terms
from kl52.coverage.findings.nearest import nearest
from kl52.coverage.findings.telling import evidence_of, tell
from kl52.coverage.values import Case, Finding, Row
from kl52.language.lexicon import fold
from kl52.model import Obligation, Severity
from kl52.obligations.actions import find_verbs

_FIRM = frozenset({"complete", "ensure", "build", "issue", "implement", "check", "strengthen"})
_SURE = 0.6
_WEAK = re.compile(r"nghiên cứu|xem xét|tìm hiểu|khuyến khích|động viên")
_NOUN = re.compile(
    r"\b(?:viện|trường|cơ quan|cơ sở|đơn vị|tổ chức|trung tâm|phòng|nhà|nhóm|kết quả|đề tài|"
    r"công trình|hoạt động|công tác|năng lực) $"
)
_DOUBTFUL = re.compile(r"đề xuất|kiến nghị|phấn đấu")
_JOINED = re.compile(r"\s*(?:,|và|,\s*và)\s*")
_STUDIED = re.compile(r"\s*(?:,|và|,\s*và)?\s*")  # «nghiên cứu xây dựng»
_DECIDES = re.compile(r"\b(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|cấp có thẩm quyền)\b")


def find(case: Case) -> Iterator[Finding]:
    for row, link in nearest(case):
        severity = _softened(row, link.duty) if link.match.score >= _SURE else None
        if severity is not None and not _done_elsewhere(row, link.duty):
            yield tell("verb_softened", case.plan, duty=link.duty, found=link.duty.action or "",
                       expected=row.duty.action or "", evidence=evidence_of(row),
                       severity=severity)  # fmt: skip


def _softened(row: Row, duty: Obligation) -> Severity | None:
    """How grave it is that the local verb is weaker; ``None`` where it is not."""
    action = fold(duty.action or "")
    part = _part(row, duty)
    strength = row.duty.strength if part == row.duty.text else _strength(part)
    if strength not in _FIRM or action in fold(part) or _acts_too(duty):
        return None
    before, _, _ = fold(duty.text).partition(action)
    if _NOUN.search(before):
        return None  # «viện nghiên cứu» is no task
    if _WEAK.match(action):
        return "error"
    doubtful = _DOUBTFUL.match(action) and not _DECIDES.search(fold(duty.text))
    return "warning" if doubtful else None


def _acts_too(duty: Obligation) -> bool:
    """Whether a firm verb goes with the weak one: ``nghiên cứu, xây dựng``."""
    verbs = [verb for verb in find_verbs(duty.text) if verb.is_action]
    for verb, following in zip(verbs, verbs[1:], strict=False):
        words = fold(verb.span.of(duty.text))
        if words != fold(duty.action or "") or following.strength not in _FIRM:
            continue
        between = duty.text[verb.span.end : following.span.start]
        if (_STUDIED if words == "nghiên cứu" else _JOINED).fullmatch(between):
            return True
    return False


def _part(row: Row, duty: Obligation) -> str:
    """The sentence of the source that a local task takes up; the whole of a short source."""
    parts = parts_of(row.duty.text)
    if len(parts) < 2:
        return row.duty.text
    said = {term for term in terms(duty.text) if " " in term}
    return max(parts, key=lambda part: len(said & terms(part).keys()))


def _strength(part: str) -> str | None:
    verbs = (verb.strength for verb in find_verbs(part) if verb.is_action)
    return next(verbs, None)


def _done_elsewhere(row: Row, duty: Obligation) -> bool:
    """Whether another local task does what the source asks for in the same sentence."""
    part = _part(row, duty)
    return any(
        link.match.score >= _SURE and link.duty.strength in _FIRM and _part(row, link.duty) == part
        for link in row.local
    )
