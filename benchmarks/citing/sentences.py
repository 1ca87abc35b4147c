"""The records of VNLegalText as running text with labels, and what is mended in the labels.

In: ``data/vnlegaltext/val.jsonl.xz`` (Label Studio: words joined by ``_``, blanks around
punctuation, some markup left over). Out: ``Sentence``, the text as it would be printed, each
character with its offset in the record. Offsets of labels count in the running text.

Two steps mend labels. ``by_rule`` undoes what the making of the data did to them, and needs no
eye: it is right for the records that nobody looked at too. ``by_eye`` puts right the slips listed
in ``benchmarks/truth/vnlegaltext_slips.tsv``, of the looked-at records alone.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.gold import ROOT
from kl52.spans import Span

SLIPS = ROOT / "benchmarks" / "truth" / "vnlegaltext_slips.tsv"
NAMES = {
    "BL": "Bộ luật",
    "HP": "Hiến pháp",
    "L": "Luật",
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "PL": "Pháp lệnh",
    "QĐ": "Quyết định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
}


@dataclass(frozen=True, slots=True, order=True)
class Label:
    span: Span
    type: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A record as running text; ``title`` is where the heading before the sentence ends."""

    record: int
    text: str
    places: tuple[int, ...]
    labels: tuple[Label, ...]
    closed: tuple[int, ...]
    title: int

    def span(self, start: int, end: int) -> Span:
        """The span in the running text of a stretch of the record."""
        inside = [i for i, place in enumerate(self.places) if start <= place < end]
        return Span(inside[0], inside[-1] + 1)


_PIECE = re.compile(
    r"\s?(?P<tag></?\w+(?: rel=\"\w+\")?>)|(?P<joint>_)|"
    r"(?P<gap> (?=[,.;:)”?%])|(?<=[(“]) )|(?P<any>.)",
    re.DOTALL,
)
_HEADING = re.compile(r"(?:[^_\s]+ ){4,}?(?=Căn_cứ )")


def running(words: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The running text, the offset of each of its characters, and where left-over tags close.

    >>> running("Luật Thi_đua , khen_thưởng ( sửa_đổi )")[0]
    'Luật Thi đua, khen thưởng (sửa đổi)'
    >>> running('Luật bổ_sung <L rel="none"> Luật A năm 2005 </L> .')[::2]
    ('Luật bổ sung Luật A năm 2005.', (28,))
    """
    chars: list[str] = []
    places: list[int] = []
    closed: list[int] = []
    for piece in _PIECE.finditer(words):
        if piece.lastgroup == "tag":
            closed += [len(chars)] if piece["tag"].startswith("</") else []
        elif piece.lastgroup != "gap":
            chars.append(" " if piece.lastgroup == "joint" else piece[0])
            places.append(piece.start())
    return "".join(chars), tuple(places), tuple(closed)


def read(shared: Path) -> Iterator[Sentence]:
    """The records in order."""
    path = shared / "data" / "vnlegaltext" / "val.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for record, line in enumerate(lines):
            yield sentence(record, json.loads(line))


def sentence(record: int, row: dict[str, Any]) -> Sentence:
    words: str = row["data"]["value"]
    text, places, closed = running(words)
    heading = _HEADING.match(words)
    title = len(running(heading[0])[0]) if heading else 0
    made = Sentence(record, text, places, (), closed, title)
    marks = [mark["value"] for each in row["annotations"] for mark in each["result"]]
    labels = {Label(made.span(mark["start"], mark["end"]), mark["labels"][0]) for mark in marks}
    return replace(made, labels=tuple(sorted(labels)))


# -- by rule ------------------------------------------------------------------------------------

_NUMBERS = {"NĐ": "Nghị định", "TT": "Thông tư", "QĐ": "Quyết định", "NQ": "Nghị quyết"}
_FULL = re.compile(
    rf"(?<!\w)(?P<type>{'|'.join(_NUMBERS.values())})(?: số)? \d{{1,4}}/\d{{4}}/[A-ZĐ][\w-]*\w"
    r"(?:,? ngày \d{1,2}(?:/\d{1,2}/| tháng \d{1,2} năm )\d{4})?(?!\w)"
)


def by_rule(made: Sentence) -> Sentence:
    """Labels that tags cut short made whole, misplaced ones moved, full numbers all labelled."""
    for step in _STEPS.values():
        made = step(made)
    return made


def changes(made: Sentence) -> dict[str, int]:
    """How many labels each rule changes, moves or adds."""
    counts = {}
    for name, step in _STEPS.items():
        after = step(made)
        counts[name] = len(set(after.labels) - set(made.labels))
        made = after
    return counts


def _whole(made: Sentence) -> Sentence:
    """A label that ends where an inner tag closed goes on to the tag left over behind it."""
    labels = []
    for label in made.labels:
        ahead = [end for end in made.closed if end >= label.span.end]
        amends = re.match(r"(?:Luật|Pháp lệnh) (?:sửa đổi|bổ sung)", label.span.of(made.text), re.I)
        if amends and ahead and not re.search(r"[.;]", made.text[label.span.end : ahead[0]]):
            label = replace(label, span=Span(label.span.start, ahead[0]))
        labels.append(label)
    return replace(made, labels=tuple(sorted(labels)))


def _moved(made: Sentence) -> Sentence:
    """A label inside another belongs to the next place of its words that has none."""
    outer = [e for e in made.labels if not any(e.span in o.span for o in made.labels if o != e)]
    kept = list(outer)
    for label in made.labels:
        if label in outer:
            continue
        words = re.escape(label.span.of(made.text))
        for again in re.finditer(rf"{words}(?!\w)", made.text):
            span = Span(*again.span())
            if not any(span.overlaps(each.span) for each in kept):
                kept.append(replace(label, span=span))
                break
    return replace(made, labels=tuple(sorted(kept)))


_DAY = re.compile(r",? ngày \d{1,2}(?:/\d{1,2}/| tháng \d{1,2} năm )\d{4}(?!\w)")


def _dated(made: Sentence) -> Sentence:
    """A label whose words stand again without their day, found at the place that has it."""
    labels = []
    for label in made.labels:
        day = _DAY.match(made.text, label.span.end)
        if day and made.text.count(label.span.of(made.text)) > 1:
            label = replace(label, span=Span(label.span.start, day.end()))
        labels.append(label)
    return replace(made, labels=tuple(sorted(labels)))


def _labelled(made: Sentence) -> Sentence:
    """A type with its full number is always a mention: where it has no label it gets one."""
    types = {name: label for label, name in _NUMBERS.items()}
    left_out = [
        Label(Span(*full.span()), types[full["type"]])
        for full in _FULL.finditer(made.text, made.title)
        if not any(Span(*full.span()).overlaps(each.span) for each in made.labels)
    ]
    return replace(made, labels=tuple(sorted([*made.labels, *left_out])))


_STEPS: Mapping[str, Callable[[Sentence], Sentence]] = {
    "made whole": _whole,
    "moved": _moved,
    "dated": _dated,
    "added": _labelled,
}


# -- by eye -------------------------------------------------------------------------------------

Slips = Mapping[int, Sequence[dict[str, str]]]


def slips() -> Slips:
    """The slips by record. ``was`` and ``is`` are ``start-end`` in the record, or empty."""
    found: dict[int, list[dict[str, str]]] = {}
    with SLIPS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found.setdefault(int(row["record"]), []).append(row)
    return found


def by_eye(made: Sentence, found: Slips) -> Sentence:
    """Labels as listed instead of those that they touch."""
    labels = list(made.labels)
    for row in found.get(made.record, ()):
        was, now = _stretch(made, row["was"]), _stretch(made, row["is"])
        labels = [e for e in labels if not any(s and s.overlaps(e.span) for s in (was, now))]
        labels += [Label(now, row["label"])] if now else []
    return replace(made, labels=tuple(sorted(labels)))


def _stretch(made: Sentence, printed: str) -> Span | None:
    start, _, end = printed.partition("-")
    return made.span(int(start), int(end)) if end else None
