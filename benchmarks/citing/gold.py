"""Citations on the gold, each figure beside its bar: spans, fields, relations, and identity.

Spans, fields, relation and nesting are those of :mod:`benchmarks.citations`. Identity goes from
text to document, in one: a mention counts as identified where a citation matches it (overlap, one
to one) and names the document that the guidelines' ``target`` names:

- ``number|date``: number and date stand in our target (the AKN URI). Where the gold has no date
  (``number|``), number alone: what date the catalogue adds cannot be judged here.
- ``Law name|date`` or ``|year``: the mention names that law, our target has the date or year.
- ``self``: our state is ``self``, the target the document. ``self-annex``: the same, or a part.
- none (undated laws, aliases, strategies, texts to come): the text does not tell, so neither
  required nor punished; only a link to the document itself is wrong there.

A document whose header has no date has none in its identity: a ``self`` mention with the gold's
number and no date is missed and a false alarm, but no link to another document (``undated``).

Our citations that name a document (any target but that of a ``mismatch``, which only says what
fits) count as false alarms where they match no mention or another document's. A *wrong link* is a
citation in state ``resolved`` or ``self`` whose target is not the gold's; one that matches no
mention is counted apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks import gold, quality
from benchmarks.citations import Found, Matching, found_in, match_citations
from benchmarks.gold import Mention
from benchmarks.scores import Section, Tally
from kl52.catalogue.identity import work_uri
from kl52.citations.law_names import law_key
from kl52.parsing import parse_document

BARS = {
    "citations.overall.f1": 0.97,
    "citations.exact span.f1": 0.94,
    "citations.field.number": 0.99,
    "citations.field.date": 0.99,
    "citations.field.provision, stated": 0.97,
    "citations.field.relation": 0.93,
    "citations.field.nesting": 0.93,
    "citations.identity.f1": 0.93,
}
LINKS = {
    "wrong": "wrong links",
    "undated": "links without their date",
    "unmatched": "links without a mention",
    "unjudged": "links not judged",
}
_LINKED = ("resolved", "self")


@dataclass(frozen=True, slots=True)
class Named:
    """What a target of ours says: the last parts of its URI."""

    date: str
    number: str

    @classmethod
    def of(cls, uri: str) -> Named:
        *_, date, number = uri.partition("#")[0].split("/")
        return cls(date, number)


def agrees(want: Mention, got: Found, doc_id: str) -> bool:
    """Whether a citation names the document that its mention does (``want.target`` is given)."""
    assert want.target is not None
    cite, (name, _, date) = got.cite, want.target.partition("|")
    if cite.target is None:
        return False
    if name in ("self", "self-annex"):
        own, part = cite.target.partition("#")[::2]
        return cite.state == "self" and own == doc_id and (not part or name == "self-annex")
    named = Named.of(cite.target)
    if not any(char.isdigit() for char in name):
        stated = law_key(cite.name or "") == law_key(name)
        return stated and bool(date) and named.date.startswith(date)
    number = Named.of(work_uri(None, name, None, None)).number
    return named.number == number and date in ("", named.date)


def _claims(found: Found) -> bool:
    return found.cite.target is not None and found.cite.state != "mismatch"


def identify(matching: Matching, doc_id: str, section: Section, name: str) -> Tally:
    """The tally of identity for one document; its wrong links become cases and figures."""
    by_found = {j: i for i, j in matching.pairs.items()}
    hits = spurious = 0
    for j, got in enumerate(matching.found):
        want = matching.mentions[by_found[j]] if j in by_found else None
        state = judge(want, got, doc_id)
        if want is None and j not in matching.spurious:
            continue  # it touches an optional mention
        hits += state == "right"
        spurious += state in ("wrong", "undated", "unmatched") and _claims(got)
        if state != "right" and got.cite.state in _LINKED:
            section.figures[f"citations.{LINKS[state]}"] += 1
            section.case(LINKS[state], "citations", name, got.span.start, got.cite.kind)
    required = sum(each.target is not None and not each.optional for each in matching.mentions)
    return Tally(hits, spurious, required - hits)


def judge(want: Mention | None, got: Found, doc_id: str) -> str:
    """``right``, ``wrong``, ``undated``, ``unmatched`` (no such mention) or ``unjudged``."""
    if want is None:
        return "unmatched"
    if want.target is None:
        return "wrong" if got.cite.state == "self" else "unjudged"
    if agrees(want, got, doc_id):
        return "unjudged" if want.optional else "right"
    named = Named.of(got.cite.target) if got.cite.target else None
    number = Named.of(work_uri(None, want.target.partition("|")[0], None, None)).number
    undated = named == Named("nodate", number) and got.cite.state == "self"
    return "undated" if undated else "wrong"


def measure(shared: Path) -> Section:
    section = quality.run_citations()
    section.figures |= {f"citations.{name}": 0.0 for name in LINKS.values()}
    identity = Tally()
    for name in gold.names("citations.jsonl"):
        if name.endswith(".not-citations"):
            continue
        doc = parse_document(shared / "gold" / f"{name}.txt")
        found = found_in(doc, gold.extent(name))
        matching = match_citations(gold.mentions(name), found)
        identity += identify(matching, doc.id, section, name)
    section.tally("citations.identity", identity)
    section.notes += bars(section.figures)
    return section


def bars(figures: dict[str, float]) -> list[str]:
    """A line for each bar: the figure, the bar, and whether it is met.

    Where no mention found states a field there is nothing to measure, and the line says so.
    """
    lines = []
    for name, bar in BARS.items():
        if name not in figures:
            lines.append(f"not measured {name}: no mention found states it (bar {bar})")
            continue
        met = "met " if figures[name] >= bar else "NOT MET"
        lines.append(f"{met} {name} {figures[name]:.3f} (bar {bar})")
    wrong = figures["citations.wrong links"]
    return [*lines, f"{'NOT MET' if wrong else 'met '} citations.wrong links {wrong:.0f} (bar 0)"]
