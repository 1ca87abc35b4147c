"""Why a citation has its relation: the cue, and which mention it is shared with.

Input: a parsed document and one of its citations. Output: :class:`Grounds`. Guarantee: the words
at ``span`` are the cue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kl52.citations.phrases import each_of
from kl52.model import Citation, Document
from kl52.spans import Span

Ground = Literal["cue", "behind", "inherited", "column", "self", "quoted", "none"]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a citation has its relation.

    ``cue``: the words at ``span``; ``inherited``: the same as the citation ``source``, with which
    it stands in a list; ``column``: the head of its column; ``self``: it is this very document;
    ``none``: no cue, so it merely refers. ``passive``: the words say what was done to ``within``.
    """

    how: Ground
    cue: str | None = None
    span: Span | None = None
    source: str | None = None
    passive: bool = False


def grounds(doc: Document, cite: Citation) -> Grounds:
    """Why ``cite`` has its relation: its own cue, that of its list, or what it is."""
    own = _own_cue(doc, cite)
    if cite.relation == "self":
        return Grounds("quoted" if cite.rule == "quoted" else "self", cite.cue, own)
    if own is not None:
        return Grounds("cue", cite.cue, own, passive=cite.passive)
    if cite.cue is None:
        return Grounds("none" if cite.relation == "refers" else "column")
    if (behind := _behind(doc, cite)) is not None:
        return Grounds("behind", cite.cue, behind)
    source = next(
        (
            each
            for each in reversed(doc.citations[: doc.citations.index(cite)])
            if each.cue == cite.cue and _own_cue(doc, each) is not None
        ),
        None,
    )
    if source is not None:
        return Grounds("inherited", cite.cue, None, source.id, cite.passive)
    # «Ban hành kèm theo Nghị quyết này»: the cue holds the mention before
    around = _last(cite.cue, doc.text.text, _line(doc, cite), cite.span.start)
    return Grounds("cue", cite.cue, around, passive=cite.passive)


def _own_cue(doc: Document, cite: Citation) -> Span | None:
    """Where the cue stands between the mention before and this one."""
    if cite.cue is None:
        return None
    begin = _line(doc, cite)
    index = doc.citations.index(cite)
    if index:
        before = doc.citations[index - 1].span
        begin = max(begin, before.end if before.end <= cite.span.start else before.start)
    return _last(cite.cue, doc.text.text, begin, cite.span.start)


def _behind(doc: Document, cite: Citation) -> Span | None:
    """Where words like ``hết hiệu lực`` stand in the paragraph behind a mention."""
    text = doc.text.text
    if cite.cue is None or cite.cue.lower() not in each_of("ended"):
        return None
    end = text.find("\n", cite.span.end)
    at = text.find(cite.cue, cite.span.end, end if end >= 0 else len(text))
    return Span(at, at + len(cite.cue)) if at >= 0 else None


def _line(doc: Document, cite: Citation) -> int:
    """Where the paragraph of a citation begins."""
    return doc.text.text.rfind("\n", 0, cite.span.start) + 1


def _last(cue: str, text: str, start: int, end: int) -> Span | None:
    at = text.rfind(cue, start, end)
    return Span(at, at + len(cue)) if at >= 0 else None
