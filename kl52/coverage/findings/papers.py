"""How the documents above, and the plan itself, cite papers: to hold one mention against others.

Input: a case. Output: :class:`Paper`, each a mention with its place. Two mentions are of one
paper if type and number agree; numbers that differ in one digit, or by two that changed places,
are near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kl52.alignment import terms
from kl52.catalogue import LAW_TYPES
from kl52.coverage.findings.telling import quote
from kl52.coverage.values import Case, Evidence
from kl52.identity import number_key
from kl52.lexicon import fold
from kl52.model import Citation, Document
from kl52.spans import Span

_HEAD = re.compile(r"\d+")
_AROUND = 140  # characters before and after a mention that say what it is about
_ALIKE = 0.6  # of the words around two mentions
_FEWEST = 8  # words around a mention that can be compared


@dataclass(frozen=True, slots=True)
class Paper:
    """A mention of a paper in ``source``; ``span`` is ``None`` for the document itself."""

    source: Document
    type: str
    key: str
    number: str
    date: str | None
    issuer: str | None
    span: Span | None
    own: bool = False

    @property
    def evidence(self) -> Evidence:
        header = self.source.header
        return quote(self.source, self.span or header.title_span or header.span)


def papers_of(case: Case) -> tuple[Paper, ...]:
    """The numbered papers that the sources are and cite, then those that the plan cites."""
    found = [paper for doc in case.sources for paper in _of_source(doc)]
    found += [_paper(case.plan, cite, own=True) for cite in numbered(case.plan)]
    return tuple(found)


def _of_source(doc: Document) -> Iterator[Paper]:
    header = doc.header
    if header.type and header.number:
        yield Paper(doc, header.type, number_key(header.number), header.number, header.date,
                    header.issuer, None)  # fmt: skip
    yield from (_paper(doc, cite) for cite in numbered(doc))


def numbered(doc: Document) -> Iterator[Citation]:
    """The mentions of other papers by type and full number."""
    for cite in doc.citations:
        if cite.kind == "numbered" and cite.type and cite.number and cite.state != "self":
            yield cite


def _paper(doc: Document, cite: Citation, *, own: bool = False) -> Paper:
    number = cite.number or ""
    return Paper(doc, cite.type or "", number_key(number), number, cite.date, cite.issuer,
                 cite.span, own)  # fmt: skip


def same_paper(cite: Citation, papers: tuple[Paper, ...]) -> Iterator[Paper]:
    """The other mentions of the number of ``cite``, of its type."""
    key = number_key(cite.number or "")
    for paper in papers:
        itself = paper.own and paper.span == cite.span
        if paper.key == key and same_type(paper.type, cite.type) and not itself:
            yield paper


def same_type(one: str, other: str | None) -> bool:
    """``Chương trình`` and ``Chương trình hành động`` are one type."""
    a, b = fold(one), fold(other or "")
    return a.startswith(b) or b.startswith(a)


def near_papers(cite: Citation, papers: tuple[Paper, ...]) -> Iterator[Paper]:
    """The mentions whose number is near that of ``cite``: same type, year and organ."""
    key = number_key(cite.number or "")
    return (
        paper for paper in papers
        if paper.key != key and same_type(paper.type, cite.type) and how_near(key, paper.key)
    )  # fmt: skip


@lru_cache(maxsize=4096)
def how_near(one: str, other: str) -> int:
    """2 for two digits that changed places or one too many, 1 for another digit, 0 if not near.

    >>> how_near("170/2021/nđ-cp", "107/2021/nđ-cp"), how_near("95-cv/bcđ", "95-kl/tw")
    (2, 0)
    >>> how_near("12/nq-cp", "112/nq-cp"), how_near("143/qđ-ttg", "142/qđ-ttg")
    (2, 1)
    """
    first, second = _HEAD.match(one), _HEAD.match(other)
    if first is None or second is None or one[first.end() :] != other[second.end() :]:
        return 0
    a, b = sorted((first[0], second[0]), key=len)
    if len(a) + 1 == len(b):
        return 2 * any(b[:at] + b[at + 1 :] == a for at in range(len(b)))
    differ = [at for at in range(len(a)) if a[at] != b[at]] if len(a) == len(b) else []
    if len(differ) == 2 and differ[1] == differ[0] + 1 and a[differ[0]] == b[differ[1]]:
        return 2 * (a[differ[1]] == b[differ[0]])
    return int(len(differ) == 1 and len(a) > 1)


def same_matter(plan: Document, cite: Citation, paper: Paper) -> bool:
    """Whether the words around two mentions are about the same, apart from the numbers."""
    if paper.span is None:
        return False
    mine, theirs = _words(plan, cite.span), _words(paper.source, paper.span)
    fewer = min(len(mine), len(theirs))
    return fewer >= _FEWEST and len(mine & theirs) / fewer >= _ALIKE


def _words(doc: Document, span: Span) -> frozenset[str]:
    """The syllable pairs around a mention, in its paragraph."""
    text = doc.text.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + _AROUND)
    around = f"{text[start : span.start]}; {text[span.end : end]}"
    return frozenset(term for term in terms(around) if " " in term)


def is_law(cite: Citation) -> bool:
    return cite.type in LAW_TYPES
