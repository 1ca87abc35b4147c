"""Citations against the gold: mentions found, and their fields.

A mention and a citation match if they overlap, one to one, the likest pair first
(Jaccard, so that nested mentions find their own). Optional mentions are neither
required nor punished: they match, and then count nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.gold import Mention
from benchmarks.scores import Rates, Section, Tally, fold, jaccard, match, tally_by
from kl52.model import Citation, Document
from kl52.spans import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A citation with its span in the raw text."""

    span: Span
    cite: Citation


@dataclass(frozen=True, slots=True)
class Matching:
    """Which gold mention is which citation, and what counts against whom."""

    mentions: Sequence[Mention]
    found: Sequence[Found]
    pairs: dict[int, int]
    spurious: tuple[int, ...]
    missed: tuple[int, ...]

    @property
    def counted(self) -> list[tuple[Mention, Found]]:
        pairs = ((self.mentions[i], self.found[j]) for i, j in sorted(self.pairs.items()))
        return [(want, got) for want, got in pairs if not want.optional]


def found_in(doc: Document, extent: int) -> list[Found]:
    """The citations of ``doc`` before ``extent``, in raw offsets, in text order."""
    found = [Found(doc.text.offsets.raw(cite.span), cite) for cite in doc.citations]
    return sorted((each for each in found if each.span.start < extent), key=lambda f: f.span)


def match_citations(mentions: Sequence[Mention], found: Sequence[Found]) -> Matching:
    pairs = match(mentions, found, lambda want, got: jaccard(want.span, got.span))
    optional = [each.span for each in mentions if each.optional]
    used = set(pairs.values())
    spurious = tuple(
        j
        for j, got in enumerate(found)
        if j not in used and not any(got.span.overlaps(span) for span in optional)
    )
    missed = tuple(i for i, want in enumerate(mentions) if i not in pairs and not want.optional)
    return Matching(mentions, found, pairs, spurious, missed)


def nested_right(matching: Matching, want: int) -> bool:
    """Whether ``within`` names the match of the gold's enclosing mention."""
    got = matching.found[matching.pairs[want]].cite
    outer = matching.mentions[want].within
    if outer is None or got.within is None:
        return outer is None and got.within is None
    return outer in matching.pairs and matching.found[matching.pairs[outer]].cite.id == got.within


def _same(name: str, want: str | None, got: str | None) -> bool:
    if name in ("number", "date"):
        return "".join((want or "").split()).casefold() == "".join((got or "").split()).casefold()
    return fold(want) == fold(got)


def rate_fields(matching: Matching, rates: Rates) -> None:
    for i, j in matching.pairs.items():
        want, got = matching.mentions[i], matching.found[j].cite
        if want.optional:
            continue
        for name in ("type", "number", "date", "issuer", "provision", "relation", "kind", "cue"):
            truth = getattr(want, name)
            rates.add(name, _same(name, truth, getattr(got, name)), stated=bool(truth))
        rates.add("nesting", nested_right(matching, i), stated=want.within is not None)
        near = fold(want.cue) in fold(got.cue) or fold(got.cue) in fold(want.cue)
        rates.add("cue, one in the other", near and bool(want.cue) == bool(got.cue))


def exact_tally(matching: Matching) -> Tally:
    pairs = matching.counted
    same = sum(want.span == got.span for want, got in pairs)
    off = len(pairs) - same
    return Tally(same, off + len(matching.spurious), off + len(matching.missed))


def _note_cases(section: Section, name: str, matching: Matching) -> None:
    for want, _ in matching.counted:
        section.case("hit", "citations", name, want.span.start, want.kind)
    for i in matching.missed:
        want = matching.mentions[i]
        section.case("missed", "citations", name, want.span.start, want.kind)
    for j in matching.spurious:
        got = matching.found[j]
        section.case("spurious", "citations", name, got.span.start, got.cite.kind)


def score_citations(matchings: dict[str, Matching]) -> Section:
    """All documents together, by kind (hits and misses by the gold's, false alarms by ours)."""
    section, rates, every = Section(), Rates(), list(matchings.values())
    by_kind = tally_by(
        (want.kind for each in every for want, _ in each.counted),
        (each.found[j].cite.kind for each in every for j in each.spurious),
        (each.mentions[i].kind for each in every for i in each.missed),
    )
    section.tally("citations.overall", _sum(by_kind.values()))
    section.tally("citations.exact span", _sum(exact_tally(each) for each in every))
    for kind, tally in by_kind.items():
        section.tally(f"citations.kind {kind}", tally)
    for name, matching in matchings.items():
        counts = (len(matching.counted), len(matching.spurious), len(matching.missed))
        section.tally(f"citations.document {name}", Tally(*counts))
        rate_fields(matching, rates)
        _note_cases(section, name, matching)
    section.figures |= rates.figures("citations.field")
    bare = sum(each.found[j].cite.bare for each in every for j in each.spurious)
    section.figures["citations.spurious and bare"] = float(bare)
    return section


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())
