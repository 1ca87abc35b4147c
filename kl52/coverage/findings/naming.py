"""How a plan names itself and others: its own type, and short names before they are defined.

Decree 30/2020/NĐ-CP, Annex I, II.6: a short name may be used after it was given in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.coverage.findings.telling import tell
from kl52.coverage.values import Case, Finding
from kl52.language.lexicon import doc_types, fold
from kl52.model import Citation, Document
from kl52.spans import Span

_DEFINED = re.compile(
    r"\(\s*(?:sau đây\s+)?(?:gọi|viết)\s+(?:tắt|chung)(?:\s+(?:là|bằng))?\s*:?\s*"
    r"[“\"]?(?P<name>[^()“”\"\n;]{2,60}?)[”\"]?\s*[);]",
    re.IGNORECASE,
)
_OWN = frozenset({"Kế hoạch", "Chương trình", "Chương trình hành động", "Đề án", "Phương án",
                  "Quyết định", "Chỉ thị", "Nghị quyết", "Hướng dẫn", "Kết luận", "Thông báo",
                  "Chiến lược", "Công văn", "Nghị định", "Thông tư"})  # fmt: skip
_NUMBER = re.compile(r"\d+(?:/\d{4})?[-/][A-ZĐ]")
_NEAR = 600  # characters of the paragraph before in which another of the type may be named
_FAR = 3000  # no paragraph is longer
_MOST = 200  # short names of a document


def find(case: Case) -> Iterator[Finding]:
    if case.plan.reports_on is None:
        yield from _own_type(case)
    yield from _too_early(case)


def _own_type(case: Case) -> Iterator[Finding]:
    """``Chương trình này`` in a Kế hoạch, unless another Chương trình was named just before."""
    plan, header = case.plan, case.plan.header
    own = [header.type, header.promulgates.type if header.promulgates else None]
    names = [fold(each) for each in own if each]
    given = {fold(match["name"].strip()) for match in _DEFINED.finditer(plan.text.text)}
    for cite in plan.citations if names else ():
        if cite.rule != "deictic" or cite.type not in _OWN or _is_quoted(plan, cite):
            continue
        said = fold(cite.type or "")
        if said in given or any(name.startswith(said) or said.startswith(name) for name in names):
            continue
        if not _is_named_before(plan, cite):
            yield tell("form/own_type", plan, cite=cite, found=f"{cite.type} này",
                       expected=f"{header.type} này")  # fmt: skip


def _is_quoted(plan: Document, cite: Citation) -> bool:
    text = plan.text.text
    far = max(0, cite.span.start - _FAR)
    before = text[max(text.rfind("\n", far, cite.span.start) + 1, far) : cite.span.start]
    return before.count("“") > before.count("”")


def _is_named_before(plan: Document, cite: Citation) -> bool:
    """Whether the type stands before in the same paragraph, or near in the one before it."""
    text = plan.text.text
    far = max(0, cite.span.start - _FAR)
    line = max(text.rfind("\n", far, cite.span.start) + 1, far)
    above = max(text.rfind("\n", far, max(line - 1, far)) + 1, line - _NEAR, far)
    before = text[above : cite.span.start]
    return re.search(rf"{re.escape(cite.type or '')}(?! này)(?!\w)", before) is not None


def _too_early(case: Case) -> Iterator[Finding]:
    plan, text = case.plan, case.plan.text.text
    told: set[str] = set()
    for match in _DEFINED.finditer(text):
        name = " ".join(match["name"].split()).strip(" .,:")
        before = text[max(0, match.start() - _FAR) : match.start()]
        if name in told or len(told) > _MOST or not _is_short_name(name, before):
            continue
        told.add(name)
        used = re.compile(rf"(?<![\w&]){re.escape(name)}(?![\w&])(?! [A-ZĐ])")
        first = used.search(text, plan.header.span.end, match.start())
        if first is not None:
            yield tell("form/alias_before_definition", plan, span=Span(*first.span()), found=name)


def _is_short_name(name: str, before: str) -> bool:
    """Whether a name can only be understood by its definition.

    Not where it begins the full name before the bracket, is a bare type of document or a single
    common word, or holds a number, by which everybody can find the paper.
    """
    types = {fold(each.name) for each in doc_types()}
    abbreviated = re.search("[A-ZĐ]{2}", name) is not None
    if fold(name) in types or _NUMBER.search(name) or not (name[0].isupper() or abbreviated):
        return False
    if " " not in name and not abbreviated:
        return False  # «Sở», «Quỹ» stand for others before
    clause = re.split(r"[\n;]", before)[-1]
    return f"{fold(name)} " not in f"{fold(clause)} "
