"""Decisions on findings, applied: a rejected one is hidden and counted, a corrected one re-graded.

A decision belongs to a finding by its code, the words in the plan, what was found there and the
words above: where one of them changed the finding is told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from kl52.coverage.values import Finding, Row
from kl52.language.lexicon import fold
from kl52.model import Document, Severity
from kl52.reviewing.decisions import Decision, Words
from kl52.reviewing.settling import Placed, ReviewedLink, Settling


def apply_to_findings(
    findings: Iterable[Finding], settling: Settling, plan: Document
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[Placed, ...]]:
    """The findings that stay, those hidden, and what became of each decision."""
    kept: list[Finding] = []
    hidden: list[Finding] = []
    met: set[Decision] = set()
    places = [(finding, words_of(finding, plan)) for finding in findings]
    for finding, words in places:
        told = [each for each in settling.findings if is_about(each, finding, words)]
        met.update(told)
        last = told[-1] if told else None
        if last is not None and last.verdict == "reject":
            hidden.append(finding)
        elif last is not None and last.verdict == "correct":
            kept.append(replace(finding, severity=cast(Severity, last.value)))
        else:
            kept.append(finding)
    placed = tuple(_placed(each, each in met, places) for each in settling.findings)
    return tuple(kept), tuple(hidden), placed


def words_of(finding: Finding, plan: Document) -> Words:
    """The words that a finding is about: its obligation's, else the paragraph's, else none."""
    if finding.obligation is not None:
        duty = next(each for each in plan.obligations if each.id == finding.obligation)
        return Words.of(duty.text, finding.unit)
    if finding.span is None:
        return Words(finding.unit or "")
    paragraph = plan.text.paragraph_at(finding.span.start)
    span = paragraph.span if paragraph is not None else finding.span
    return Words.of(span.of(plan.text.text), finding.unit)


def source_of(finding: Finding) -> Words:
    """The words above that a finding rests on."""
    if finding.evidence is None:
        return Words()
    return Words.of(finding.evidence.text, document=finding.evidence.document or "")


def is_about(decision: Decision, finding: Finding, words: Words) -> bool:
    """Whether a decision was made on this finding; ``words`` are those of :func:`words_of`."""
    source = source_of(finding)
    return (
        decision.code == finding.rule
        and decision.local.mark == words.mark
        and fold(decision.found) in ("", _said(finding.found))
        and decision.source.mark in ("", source.mark)
    )


def _said(words: str | None) -> str:
    return " ".join(fold(words or "").split())


def _placed(decision: Decision, met: bool, places: Sequence[tuple[Finding, Words]]) -> Placed:
    """Stale where the same is told of other words in the unit; where nothing is, put right."""
    if met:
        return Placed(decision, "holds")
    for finding, words in places:
        if (finding.rule, words.unit) == (decision.code, decision.local.unit):
            return Placed(decision, "stale", decision.local.text, words.text or finding.message)
    return Placed(decision, "resolved")


def with_decisions(rows: Iterable[Row], settling: Settling) -> Iterator[Row]:
    """The rows with what was decided on their links."""
    by_source: dict[tuple[str, str], list[ReviewedLink]] = {}
    for (local, document, source), each in settling.links.items():
        told = ReviewedLink(local, document, source, each.verdict, each.on, each.note)
        by_source.setdefault((document, source), []).append(told)
    for row in rows:
        keys = [(row.source.id, duty.id) for duty in (row.duty, *row.twins)]
        found = {told.obligation: told for key in keys for told in by_source.get(key, ())}
        yield replace(row, reviewed=tuple(found.values())) if found else row
