"""How the documents above, and the plan itself, cite papers: to hold one mention against others.

Input: a case. Output: :class:`Papers`, each a mention with its place. Two mentions are of one
paper if type and number agree; numbers that differ in one digit, or by two that changed places,
are near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kl52.alignment import terms
from kl52.catalogue.identity import number_key
from kl52.catalogue.index import LAW_TYPES
from kl52.coverage.findings.telling import quote
from kl52.coverage.values import Case, Evidence
from kl52.language.lexicon import fold
from kl52.model import Citation, Document
from kl52.spans import Span

_HEAD = re.compile(r"\d+")
_AROUND = 140  # characters before and after a mention that say what it is about
_ALIKE = 0.6  # of the words around two mentions
_MOST = 50  # mentions of one number that are looked at
_LONGEST = 6  # digits of a number
_FEWEST = 8  # words around a mention that can be compared
_FEWEST_OF_TITLE = 4


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


class Papers:
    """The papers that the sources are and cite, then those that the plan cites, by number."""

    def __init__(self, case: Case) -> None:
        self.by_key: dict[str, list[Paper]] = {}
        for doc in case.sources:
            for paper in _of_source(doc):
                self.by_key.setdefault(paper.key, []).append(paper)
        for cite in numbered(case.plan):
            paper = _paper(case.plan, cite, own=True)
            self.by_key.setdefault(paper.key, []).append(paper)

    def same(self, cite: Citation) -> Iterator[Paper]:
        """The other mentions of the number of ``cite``, of its type; those above first."""
        for paper in self.by_key.get(number_key(cite.number or ""), ())[:_MOST]:
            itself = paper.own and paper.span == cite.span
            if same_type(paper.type, cite.type) and not itself:
                yield paper

    def near(self, cite: Citation) -> Iterator[tuple[Paper, int]]:
        """The mentions of a number that is near that of ``cite``, and how near."""
        for key, how in near_keys(number_key(cite.number or "")).items():
            for paper in self.by_key.get(key, ())[:_MOST]:
                if same_type(paper.type, cite.type):
                    yield paper, how


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


def same_type(one: str, other: str | None) -> bool:
    """``Chương trình`` and ``Chương trình hành động`` are one type."""
    a, b = fold(one), fold(other or "")
    return a.startswith(b) or b.startswith(a)


def near_keys(key: str) -> dict[str, int]:
    """The numbers one slip away: 2 where two digits changed places or one is missing or too
    many, 1 where a digit is another one.

    >>> near = near_keys("170/2021/nđ-cp")
    >>> near["107/2021/nđ-cp"], near["70/2021/nđ-cp"], near["171/2021/nđ-cp"]
    (2, 2, 1)
    >>> near_keys("95-cv/bcđ").get("95-kl/tw")
    """
    head = _HEAD.match(key)
    if head is None or len(head[0]) > _LONGEST:
        return {}
    digits, rest = head[0], key[head.end() :]
    near: dict[str, int] = {}
    for at in range(len(digits)):
        for digit in "0123456789":
            near[digits[:at] + digit + digits[at + 1 :]] = 1
    for at in range(len(digits)):
        near[digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :]] = 2
        near[digits[:at] + digits[at + 1 :]] = 2
    for at in range(len(digits) + 1):
        near.update((digits[:at] + digit + digits[at:], 2) for digit in "0123456789")
    near = {each: how for each, how in near.items() if each and each[0] != "0" and each != digits}
    return {each + rest: how for each, how in near.items()}


def same_matter(plan: Document, cite: Citation, paper: Paper) -> bool:
    """Whether the words around two mentions are about the same, apart from the numbers.

    Those of a document itself are its title, held against what stands behind the mention.
    """
    if paper.span is None:
        title = paper.source.header.title or ""
        theirs, fewest = _pairs(title), _FEWEST_OF_TITLE
    else:
        theirs, fewest = _words(paper.source, paper.span), _FEWEST
    mine = _words(plan, cite.span)
    fewer = min(len(mine), len(theirs))
    return fewer >= fewest and len(mine & theirs) / fewer >= _ALIKE


def _words(doc: Document, span: Span) -> frozenset[str]:
    """The syllable pairs around a mention, in its paragraph."""
    text = doc.text.text
    before, after = max(0, span.start - _AROUND), span.end + _AROUND
    start = max(text.rfind("\n", before, span.start) + 1, before)
    end = text.find("\n", span.end, after)
    end = min(len(text), after) if end < 0 else end
    around = f"{text[start : span.start]}; {text[span.end : end]}"
    return _pairs(around)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(term for term in terms(text) if " " in term)


def is_law(cite: Citation) -> bool:
    return cite.type in LAW_TYPES
