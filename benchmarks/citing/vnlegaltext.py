"""State citations against VNLegalText, the sentences of others with their labels.

Its conventions, read off the looked-at records (see ``Split``), and how ours are mapped:

- Labelled are laws, codes, constitutions, ordinances, decrees, circulars (joint ones apart),
  decisions, resolutions; the label is the type. Other types, Party aliases, programmes, texts to
  come, ``Nghị định này`` and defined short names without a number have none: ours are left out.
- A label runs from the type word over number and day (``năm 2005``, ``, ngày 11/11/2011``). The
  provision before it and the issuer behind it (``của Chính phủ``) are outside, so ours are cut; an
  issuer between number and day is inside.
- The laws named in an amending law's title have no label of their own: ours inside it are left out.
- In a list that states its type once, a number without it has no label: ours are left out.
- The heading of a document, where it stands unsegmented before ``Căn cứ``, has no labels.

What the making of the data did to the labels, and ``sentences.by_rule`` undoes:

- An amending law's label was cut at the closing tag of the law inside it; the outer tag is left
  over in the text and shows where the label ended.
- Labels were put back by searching for their words, so a short mention's label may stand on the
  same words inside the full mention before it, and its own place is bare.
- Some full numbers have no label at all, others alike have one.

Three figures: ``as it is``; ``by rule`` (the three points above, on both parts); ``by eye`` (the
slips of ``truth/vnlegaltext_slips.tsv`` as well; the looked-at part alone). Every third record
(index divisible by 3) was looked at when the grammar was mended, the others never singly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.citing import sentences
from benchmarks.citing.sentences import NAMES, Label, Sentence
from benchmarks.scores import Section, Tally, jaccard, match, ratio
from kl52.citations import find_citations
from kl52.model import Citation
from kl52.parsing import text_of
from kl52.spans import Span

_RULES = {"number", "number-list", "blank-number", "law", "amending-law", "short-number"}
_LABELS = {name: label for label, name in NAMES.items()} | {"Quy định": "QĐ"}
_TYPE = re.compile(
    "|".join(sorted((*NAMES.values(), *NAMES), key=len, reverse=True)), re.IGNORECASE
)
_OF = re.compile(r"[\s,]+(?:của\s+)?$", re.IGNORECASE)


def looked_at(record: int) -> bool:
    """Whether a record may be looked at when the grammar is mended."""
    return record % 3 == 0


def found_in(made: Sentence) -> list[Label]:
    """Our citations of a sentence by the conventions of the data."""
    text = text_of(made.text)
    found: list[Label] = []
    inside = 0
    for cite in find_citations(text):
        label = _LABELS.get(cite.type or "")
        span = _cut(cite)
        if label is None or span is None or cite.rule not in _RULES or span.end <= inside:
            continue
        inside = span.end if cite.rule == "amending-law" else inside
        raw = text.offsets.raw(span)
        if raw.start >= made.title:
            found.append(Label(raw, label))
    return found


def _cut(cite: Citation) -> Span | None:
    """The citation without provision and issuer; nothing where its type word is not there."""
    words, provision = cite.text, cite.provision or ""
    before = bool(provision) and words.startswith(provision)
    typed = _TYPE.search(words, len(provision)) if before else _TYPE.match(words)
    if typed is None:
        return None
    kept = words.removesuffix(provision).rstrip(" ,") if provision else words
    if cite.issuer and kept.endswith(cite.issuer):
        kept = _OF.sub("", kept.removesuffix(cite.issuer))
    return Span(cite.span.start + typed.start(), cite.span.start + len(kept))


def _pairs(labels: Sequence[Label], found: Sequence[Label]) -> dict[int, int]:
    return match(labels, found, lambda want, got: jaccard(want.span, got.span))


def _note_cases(section: Section, made: Sentence, found: Sequence[Label]) -> None:
    """The cases of a looked-at record; those held out are never told singly."""
    pairs = _pairs(made.labels, found)
    for i, label in enumerate(made.labels):
        exact = i in pairs and found[pairs[i]].span == label.span
        section.case("hit" if exact else "missed", "vnlegaltext", made.record, label.span.start)
    for j, ours in enumerate(found):
        if j not in pairs.values():
            section.case("spurious", "vnlegaltext", made.record, ours.span.start)


@dataclass(slots=True)
class Score:
    """Spans found at all, spans exact, and types right among those found."""

    overlap: Tally = Tally()
    exact: Tally = Tally()
    types: list[bool] = field(default_factory=list)

    def add(self, labels: Sequence[Label], found: Sequence[Label]) -> None:
        pairs = _pairs(labels, found)
        self.types += [labels[i].type == found[j].type for i, j in pairs.items()]
        same = sum(labels[i].span == found[j].span for i, j in pairs.items())
        for hits, name in ((len(pairs), "overlap"), (same, "exact")):
            tally = Tally(hits, len(found) - hits, len(labels) - hits)
            setattr(self, name, getattr(self, name) + tally)


Mend = Callable[[Sentence], Sentence]


def mends() -> dict[str, Mend]:
    """How the labels are taken, by the name of the figure."""
    listed = sentences.slips()
    return {
        "as it is": lambda made: made,
        "by rule": sentences.by_rule,
        "by eye": lambda made: sentences.by_eye(sentences.by_rule(made), listed),
    }


def measure(shared: Path) -> Section:
    section, ways = Section(), mends()
    scores: dict[str, Score] = {}
    changed: Counter[str] = Counter()
    for made in sentences.read(shared):
        found = found_in(made)
        part = "looked at" if looked_at(made.record) else "held out"
        for way, mend in ways.items():
            if way != "by eye" or looked_at(made.record):
                scores.setdefault(f"{part}, {way}", Score()).add(mend(made).labels, found)
        if looked_at(made.record):
            _note_cases(section, ways["by eye"](made), found)
        for rule, more in sentences.changes(made).items():
            changed[f"{part}, labels {rule}"] += more
        changed[f"{part}, records"] += 1
    for name, score in sorted(scores.items(), key=lambda pair: _order(pair[0])):
        section.tally(f"vnlegaltext.{name}, exact", score.exact)
        section.tally(f"vnlegaltext.{name}, overlap", score.overlap)
        section.figures[f"vnlegaltext.{name}, type"] = ratio(sum(score.types), len(score.types))
        section.figures[f"vnlegaltext.{name}, type.n"] = float(len(score.types))
    section.figures |= {f"vnlegaltext.{name}": float(n) for name, n in sorted(changed.items())}
    listed = Counter(row["slip"] for rows in sentences.slips().values() for row in rows)
    section.figures |= {f"vnlegaltext.slips {kind}": float(n) for kind, n in listed.items()}
    section.notes.append("bars: span F1 >= 0.97 (exact), type >= 0.99")
    return section


def _order(name: str) -> tuple[str, int]:
    part, way = name.split(", ")
    return part, ("as it is", "by rule", "by eye").index(way)
