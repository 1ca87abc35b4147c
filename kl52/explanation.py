"""Why a mention was read and resolved as it was: ``kl52 explain``.

Input: a parsed document, and one of its citations (an id, a number, an offset or words). Output:
an :class:`Explanation`, made anew from the text and the catalogue. Guarantee: the chosen document
is the one that the citation has as its target; nothing is resolved again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kl52.catalogue import Catalogue
from kl52.catalogue.identity import number_key
from kl52.citations.explaining import fuller_of, rivals
from kl52.citations.grounds import Grounds, grounds
from kl52.citations.origins import Origin, origins
from kl52.citations.repaired import Repair, repairs
from kl52.citations.rivals import Rival
from kl52.citations.rules import Rule, rules
from kl52.language.lexicon import fold
from kl52.language.symbols import canonical_number
from kl52.model import Citation, Document
from kl52.parsing import citing

AROUND = 90  # characters of text shown before and behind a mention


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of how one citation came about.

    ``before`` and ``after`` are the words around it in its paragraph. ``fuller`` is the mention
    that gives what this one leaves out, ``within`` the one in whose title it stands.
    """

    citation: Citation
    before: str
    after: str
    rule: Rule
    repairs: tuple[Repair, ...]
    origins: tuple[Origin, ...]
    grounds: Grounds
    within: Citation | None
    fuller: Citation | None
    rivals: tuple[Rival, ...]

    @property
    def chosen(self) -> Rival | None:
        return next((each for each in self.rivals if each.chosen), None)


def explain(doc: Document, cite: Citation, catalogue: Catalogue) -> Explanation:
    """Why ``cite`` is what it is.

    >>> from kl52.catalogue import load_catalogue
    >>> from kl52.parsing import parse_document
    >>> doc = parse_document("Căn cứ Kết luận số 52-KL/TW ngày 30/5/2019;".encode(), name="a.txt")
    >>> why = explain(doc, doc.citations[0], load_catalogue())
    >>> why.rule.id, why.grounds.cue, why.chosen.date
    ('number', 'Căn cứ', '2019-05-30')
    """
    text, span, host = doc.text.text, cite.span, citing(doc)
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    line_end = text.find("\n", span.end)
    end = min(line_end if line_end >= 0 else len(text), span.end + AROUND)
    return Explanation(
        citation=cite,
        before=text[start : span.start],
        after=text[span.end : end],
        rule=rules().get(cite.rule) or Rule(cite.rule, "", "", "", ""),
        repairs=repairs(doc, cite),
        origins=origins(doc, cite, host),
        grounds=grounds(doc, cite),
        within=doc.citation(cite.within) if cite.within else None,
        fuller=fuller_of(cite, doc.citations),
        rivals=rivals(cite, host, catalogue, doc.citations, text),
    )


def find_meant(doc: Document, which: str) -> tuple[Citation, ...]:
    """The citations that a person means by an id, an offset, a number or some of the words.

    >>> from kl52.parsing import parse_document
    >>> doc = parse_document("Căn cứ Kết luận số 52-KL/TW, Luật Nhà ở;".encode(), name="a.txt")
    >>> [[each.id for each in find_meant(doc, words)] for words in ("c2", "52 KL/TW", "luật", "9")]
    [['c2'], ['c1'], ['c2'], ['c1']]
    """
    wanted = " ".join(which.split())
    if re.fullmatch(r"[cC]\d+", wanted):
        return tuple(each for each in doc.citations if each.id == wanted.lower())
    key = number_key(canonical_number(wanted))
    found = tuple(each for each in doc.citations if each.number and number_key(each.number) == key)
    if not found and re.fullmatch(r"[0-9]{1,9}", wanted):
        found = tuple(each for each in doc.citations if int(wanted) in each.span)
    words = fold(wanted)
    return found or tuple(each for each in doc.citations if words and words in fold(each.text))
