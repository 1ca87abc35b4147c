"""The page of a trace: the cascade, and every task of the document beside its sources.

In: a trace and the catalogue. Out: a :class:`~kl52.pages.values.Page`; tasks stand in the order of
the document, under its headings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

from kl52.catalogue import Catalogue
from kl52.catalogue.validity import no_longer
from kl52.language.wording import Say
from kl52.model import Document
from kl52.pages.filters import Bodies
from kl52.pages.ladders import rungs_of
from kl52.pages.pictures import cascade_picture
from kl52.pages.quoting import decimal, place, task, words_of
from kl52.pages.texts import Marked, text_blocks
from kl52.pages.titles import about_lines, heading_of, warning_of
from kl52.pages.values import Figure, Group, Item, Label, Link, Page, Quote, Section
from kl52.spans import Span
from kl52.tracing import Trace, TracedObligation, TracedSource, TraceState
from kl52.views.duties import provenance_of
from kl52.views.naming import Name, clip, namer
from kl52.views.reasons import said
from kl52.views.sections import grouped, section_of

_CLIP = 90  # characters of what a link is called


def trace_page(result: Trace, catalogue: Catalogue, say: Say, lang: str = "vi") -> Page:
    """Everything that a trace says, in the language of ``say``."""
    doc, name, bodies = result.document, namer(result, catalogue, say), Bodies()
    asked = [each for each in result.obligations if each.obligation.kind != "execution"]
    missing = {each.id for each in result.missing_documents}
    section = section_of(doc)
    sections = tuple(
        Section(words or say("html.elsewhere"),
                tuple(_item(each, doc, name, say, lang, bodies) for each in group))
        for words, group in grouped(asked, lambda each: section(each.obligation.unit))
    )  # fmt: skip
    return Page(
        kind="trace",
        title=say("html.trace", name=heading_of(doc, say)),
        file=doc.source.name,
        about=about_lines(doc, say),
        answer=tuple(_answer(result, asked, say)),
        figures=tuple(_figures(asked)),
        rungs=rungs_of(
            result.subject, result.chain, name, say, roots=result.roots, missing=missing
        ),
        picture=cascade_picture(
            doc, result.subject, result.chain, catalogue, lang, missing=missing
        ),
        groups=(Group(heading_of(doc, say), sections, len(asked)),) if sections else (),
        text=text_blocks(doc, list(_marks(result, say)), say),
        notes=_notes(result, name, say),
        bodies=bodies.named,
        warning=warning_of(doc, say),
        own=len(result.obligations),
    )


def _answer(result: Trace, asked: Sequence[TracedObligation], say: Say) -> Iterator[str]:
    if not result.obligations:
        yield say("no_obligations")
        return
    traced = sum(each.state == "traced" for each in asked)
    yield say("html.traced", traced=traced, total=len(asked))
    if left_out := len(result.obligations) - len(asked):
        yield say("duties_only", count=left_out)
    if result.missing_documents:
        yield say("html.without_text", count=len(result.missing_documents))
    review = result.review
    if review.accepted or review.rejected or review.corrected:
        yield say("coverage.review", accepted=review.accepted, rejected=review.rejected,
                  corrected=review.corrected)  # fmt: skip


def _figures(asked: Sequence[TracedObligation]) -> Iterator[Figure]:
    states, start = Counter(each.state for each in asked), 0
    for state in get_args(TraceState):
        yield Figure(state, states[state], len(asked), start)
        start += states[state]


# -- tasks ---------------------------------------------------------------------------------------


def _item(
    each: TracedObligation, doc: Document, name: Name, say: Say, lang: str, bodies: Bodies
) -> Item:
    duty = each.obligation
    texts = [source.match.text for source in each.sources]
    link = Link(say("html.in_text"), f"#{duty.id}-text")
    return Item(
        id=duty.id,
        state=each.state,
        quote=task(duty, doc, say, beside=texts, link=link),
        beside=tuple(_source(source, duty.text, name, say) for source in each.sources),
        bodies=bodies.leads([duty]),
        notes=tuple(_told(each, name, say, lang)),
    )


def _source(source: TracedSource, text: str, name: Name, say: Say) -> Quote:
    match = source.match
    way = " → ".join(name(id) for id in source.path[1:]) or name(match.document)
    about = [say(f"overlap.{match.relation}"), say("score", score=decimal(match.score, say))]
    about += [provenance_of(match.provenance, say)] if match.provenance else []
    where = place(match.unit, match.page, say, way)
    return Quote(words_of(match.text, [text]), where, about=" · ".join(about))


def _told(each: TracedObligation, name: Name, say: Say, lang: str) -> Iterator[str]:
    """Why nothing was found, what is cited or near, which levels have no such task."""
    duty = each.obligation
    if each.reason:
        yield said(each.reason, lang)
    for cited in () if each.sources else each.cited:
        yield say("html.cites", name=name(cited))
    for state in ("skipped", "no_text"):
        if names := [name(level.document) for level in each.levels if level.state == state]:
            yield say(f"level.{state}", names="; ".join(names))
    if not each.sources and (near := each.nearest_rejected):
        quote = f"{name(near.document)} “{near.text}”"
        yield f"{say('nearest')}: {quote} ({decimal(near.score, say)})"
    if duty.condition and duty.condition_met:
        yield say("condition_met", words=duty.condition)
    for reviewed in each.reviewed:
        note = f": {reviewed.note}" if reviewed.note else ""
        id = f"{name(reviewed.document)} {reviewed.source}"
        yield say(f"coverage.reviewed.{reviewed.verdict}", id=id) + note


# -- text and notes ------------------------------------------------------------------------------


def _marks(result: Trace, say: Say) -> Iterator[Marked]:
    """Where each task begins; clauses of execution have no item to lead to."""
    for duty in result.document.obligations:
        at = Span(duty.span.start, duty.span.start)
        about = say("html.task", id=duty.id, words=clip(duty.text, _CLIP))
        href = "" if duty.kind == "execution" else f"#{duty.id}"
        yield Marked(at, Label(f"{duty.id}-text", duty.id, href, "task", about))


def _notes(result: Trace, name: Name, say: Say) -> tuple[tuple[str, tuple[str, ...]], ...]:
    absent = tuple(
        f"{name(each.id)}: {say('would_link', count=each.would_link)}"
        if each.would_link else name(each.id)
        for each in result.missing_documents
    )  # fmt: skip
    lost = {
        cite.target: f"{clip(cite.text, 120)}: {said(reason, say('language'))}"
        for cite in reversed(result.document.citations)
        if cite.target and (reason := no_longer(cite))
    }
    read = (each.message for each in result.diagnostics if each.severity != "info")
    parts = (
        (say("html.missing_title"), absent),
        (say("html.lost_title"), tuple(reversed(lost.values()))),
        (say("html.reading_title"), tuple(dict.fromkeys(read))),
    )
    return tuple((title, lines) for title, lines in parts if lines)
