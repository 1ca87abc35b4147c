"""Trace: each obligation of a document, up the cascade to its central source.

Input: a parsed document and the library. Output: :class:`Trace`. A task whose source was
not found is ``local_only`` only where every document above it could be searched; where one
is missing, it is ``not_assessed``. Nothing that was not looked at is called absent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import networkx as nx

from kl52.alignment import Aligned, Match, align
from kl52.cascade import find_cascade, roots_of
from kl52.displayed import Displayed
from kl52.hops import Hop, subject_of
from kl52.library import Library
from kl52.meaning import Choice, chosen
from kl52.model import Citation, Diagnostic, Document, Obligation
from kl52.reviewing.applying import apply_to_links, links_reviewed, reviewed_of
from kl52.reviewing.decisions import Decision
from kl52.reviewing.settling import Reviewed, ReviewedLink, settle

TraceState = Literal["traced", "cited_only", "local_only", "not_assessed"]


@dataclass(frozen=True, slots=True)
class TracedSource:
    """A source obligation, and the documents on the way up to it."""

    match: Match
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A document on the way up from a task, with the best source in it.

    ``skipped``: it was searched and has no such task; ``no_text``: nobody has its text.
    """

    document: str
    state: Literal["source", "skipped", "no_text"]
    best: Match | None = None


@dataclass(frozen=True, slots=True)
class TracedObligation:
    """An obligation with what it comes from. ``reason`` says why where nothing was found.

    ``levels`` is the way up to the highest source found, ``reviewed`` what people decided.
    """

    obligation: Obligation
    state: TraceState
    sources: tuple[TracedSource, ...]
    nearest_rejected: Match | None
    cited: tuple[str, ...]
    reason: str | None = None
    levels: tuple[Level, ...] = ()
    reviewed: tuple[ReviewedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingDocument:
    """A document of the cascade without text; ``would_link`` tasks wait for it."""

    id: str
    cited_as: str
    cited_by: tuple[str, ...]
    would_link: int


@dataclass(frozen=True, slots=True)
class Trace(Displayed):
    """The answer to ``kl52 trace``."""

    document: Document
    subject: str
    chain: tuple[Hop, ...]
    roots: tuple[str, ...]
    obligations: tuple[TracedObligation, ...]
    missing_documents: tuple[MissingDocument, ...]
    diagnostics: tuple[Diagnostic, ...]
    review: Reviewed = field(default_factory=Reviewed)

    def _repr_html_(self) -> str:
        from kl52.views.displays import trace_html

        return trace_html(self)


def trace(
    doc: Document,
    library: Library | None = None,
    *,
    encoder: Choice = "bundled",
    review: Iterable[Decision] = (),
) -> Trace:
    """Traces every obligation of ``doc`` to its source, with the evidence of every hop.

    ``review`` are decisions of people (:mod:`kl52.reviewing`): those on links are applied, those on
    findings, of which a trace makes none, are counted as by :func:`kl52.coverage.coverage`.

    >>> library = Library()
    >>> plan = library.document("/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd")
    >>> result = trace(plan, library)
    >>> result.roots
    ('/akn/vn/act/nghi-quyet/bchtw/2008-08-06/27-nq-tw',)
    >>> any("142" in hop.below and "114" in hop.above for hop in result.chain)
    False
    """
    library = Library() if library is None else library
    subject = subject_of(doc)
    hops, diagnostics = find_cascade(doc, library)
    graph = nx.DiGraph((hop.below, hop.above) for hop in hops)
    above = nx.descendants(graph, subject) if subject in graph else set()
    texts = {id: text for id in sorted(above) if (text := library.document(id)) is not None}
    sources = [text for text in texts.values() if text.obligations]
    silent = sorted(id for id in above if _is_silent(texts.get(id)))
    decisive = sorted(set(silent) & _above_by_title(subject, hops))
    decided = tuple(review)
    links = [each for each in decided if each.kind == "link"]
    settling = settle(links, doc, sources)
    on, refused = doc.header.on, settling.refused
    aligned = align(doc, sources, on=on, encoder=chosen(encoder), refused=refused)
    aligned = apply_to_links(aligned, settling, doc, sources)
    paths = nx.single_source_shortest_path(graph, subject) if subject in graph else {}
    targets = {cite.id: cite.target for cite in doc.citations}
    way = way_up(graph, subject)
    traced = tuple(
        replace(
            _traced(duty, aligned[duty.id], targets, paths, decisive, bool(sources)),
            levels=levels_of(aligned[duty.id].accepted, way, silent),
            reviewed=links_reviewed(settling, duty.id),
        )
        for duty in doc.obligations
    )
    return Trace(
        document=doc,
        subject=subject,
        chain=tuple(
            sorted(hops, key=lambda hop: (len(paths.get(hop.below, ())), hop.below, hop.above))
        ),
        roots=roots_of(subject, hops),
        obligations=traced,
        missing_documents=_missing(silent, frozenset(decisive), doc, library, traced),
        diagnostics=(*doc.diagnostics, *diagnostics),
        review=reviewed_of(settling.placed) + _on_findings(decided, doc, library, encoder),
    )


def _on_findings(
    decided: Iterable[Decision], doc: Document, library: Library, encoder: Choice
) -> Reviewed:
    """What became of the decisions on findings; they are looked for only where there are any."""
    told = [each for each in decided if each.kind == "finding"]
    if not told:
        return Reviewed()
    from kl52.coverage import coverage

    return coverage(doc, library, encoder=encoder, review=told).review


def way_up(graph: nx.DiGraph[str], subject: str) -> dict[str, frozenset[str]]:
    """Each document above ``subject``, the lowest first, with those on the ways up to it."""
    above = nx.descendants(graph, subject) if subject in graph else set()
    between = {id: frozenset((nx.ancestors(graph, id) | {id}) & above) for id in above}
    return {id: between[id] for id in sorted(above, key=lambda id: (len(between[id]), id))}


def levels_of(
    accepted: Sequence[Match], way: Mapping[str, frozenset[str]], silent: Iterable[str]
) -> tuple[Level, ...]:
    """The documents between a task and its sources, the lowest first, with the best in each.

    A document is between them if a way leads up to it from the subject, and on from it to a source.
    """
    best: dict[str, Match] = {}
    for match in accepted:
        best.setdefault(match.document, match)
    passed = {id for found in best for id in way.get(found, ())}
    return tuple(_level(id, best.get(id), id in silent) for id in way if id in passed)


def _level(id: str, best: Match | None, silent: bool) -> Level:
    if best is not None:
        return Level(id, "source", best)
    return Level(id, "no_text" if silent else "skipped")


def _is_silent(text: Document | None) -> bool:
    """Nobody has the text, or only a restatement that knows of no task."""
    return text is None or (text.provenance is not None and not text.obligations)


def _above_by_title(subject: str, hops: tuple[Hop, ...]) -> set[str]:
    """The documents that titles and preambles lead to, not those that only a task cites."""
    graph = nx.DiGraph((hop.below, hop.above) for hop in hops if hop.central)
    return nx.descendants(graph, subject) if subject in graph else set()


def _traced(
    duty: Obligation,
    aligned: Aligned,
    targets: Mapping[str, str | None],
    paths: dict[str, list[str]],
    silent: list[str],
    searched: bool,
) -> TracedObligation:
    sources = tuple(
        TracedSource(match, tuple(paths.get(match.document, (match.document,))))
        for match in aligned.accepted
    )
    cited = tuple(
        dict.fromkeys(
            target
            for target in map(targets.__getitem__, duty.cites)
            if target and len(paths.get(target, ())) > 1
        )
    )
    if duty.kind == "execution":
        why = "điều khoản thi hành, không có nhiệm vụ nguồn"
        return TracedObligation(duty, "not_assessed", (), None, cited, why)
    state, reason = _state(bool(sources), cited, silent, searched)
    return TracedObligation(duty, state, sources, aligned.rejected, cited, reason)


def _state(
    found: bool, cited: tuple[str, ...], silent: list[str], searched: bool
) -> tuple[TraceState, str | None]:
    if found:
        return "traced", None
    if cited:
        return "cited_only", "dẫn văn bản nguồn, chưa tìm được nhiệm vụ tương ứng"
    if not searched:
        return "not_assessed", "chưa có nội dung văn bản cấp trên nào để so"
    if silent:
        return "not_assessed", f"{len(silent)} văn bản cấp trên chưa có nội dung để so"
    return "local_only", "không thấy nhiệm vụ tương ứng trong các văn bản cấp trên"


def _missing(
    silent: list[str],
    decisive: frozenset[str],
    doc: Document,
    library: Library,
    traced: tuple[TracedObligation, ...],
) -> tuple[MissingDocument, ...]:
    """Tasks wait for what they cite, and where they cite nothing, for all ``decisive`` ones."""
    citing: dict[str | None, list[Citation]] = {}
    for cite in doc.citations:
        citing.setdefault(cite.target, []).append(cite)
    waiting = [
        each for each in traced if each.state != "traced" and each.obligation.kind != "execution"
    ]
    counts = Counter(id for each in waiting for id in {*each.cited})
    silently = sum(not each.cited for each in waiting)
    found = []
    for id in silent:
        cites = citing.get(id, [])
        entry = library.catalogue.by_id(id)
        known = f"{entry.type} số {entry.number}" if entry and entry.number else None
        name = _cited_as(cites) or known or id.rsplit("/", 1)[-1]
        would_link = counts[id] + (silently if id in decisive else 0)
        found.append(MissingDocument(id, name, tuple(cite.id for cite in cites), would_link))
    return tuple(found)


def _cited_as(citing: list[Citation]) -> str | None:
    """The fullest mention, of those whose number and date agree if there are any."""
    agreed = [cite for cite in citing if cite.state != "mismatch"] or citing
    return max((cite.text for cite in agreed), key=len, default=None)
