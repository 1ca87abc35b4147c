"""03/NQ-CP led back to 57-NQ/TW: of the links at score 0.8 or more, how many are true.

Prose and rows of the programme against the tasks and targets of the resolution, with the bundled
model. The verdicts were read by hand, each link in both texts (``truth/links_57.tsv``, which says
how they were drawn); a link of today finds its verdict by the places of its two ends. A link that
nobody read counts for nothing, and is told. Figures by tenths of the score: do they say what a
score means? The verdicts are no held-out truth once anybody has changed the scores after them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from benchmarks.gold import ROOT
from benchmarks.scores import Section, jaccard, ratio
from kl52.alignment import align
from kl52.meaning import bundled_encoder
from kl52.model import Document
from kl52.parsing import parse_document
from kl52.spans import Span

FOLDER = "data/nq57"
LOCAL, SOURCE = "03-NQ-CP.with-annexes.md", "57-NQ-TW.and-69-KL-TW.and-20-NQ-TW.md"
EXTENT = 26147  # of 57-NQ/TW; two other papers follow in the file
TRUTH = ROOT / "benchmarks" / "truth" / "links_57.tsv"
SURE, LEAST = 0.8, 0.5
TRUE, READ = 57, 60
SAME = 0.8  # the share in common of two spans that are the same obligation

_DIGEST = re.compile(r"# (?P<side>local|source) sha256 (?P<hex>[0-9a-f]{64})$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a link is true; ``drawn``: ``high`` and ``low`` are samples, ``rest`` is not."""

    local: Span
    source: Span
    true: bool
    doubtful: bool
    drawn: str


@dataclass(frozen=True, slots=True)
class Truth:
    """The verdicts, and the digests of the two texts in which their places count."""

    local: str
    source: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of today, with its verdict if anybody read it."""

    local: Span
    source: Span
    score: float
    verdict: Verdict | None = None


def measure(shared: Path) -> Section:
    truth = read_truth(TRUTH.read_text("utf-8"))
    local, source = (parse_document(shared / FOLDER / name) for name in (LOCAL, SOURCE))
    check(truth, local.text.text, source.text.text)
    duties = tuple(duty for duty in source.obligations if duty.span.end <= EXTENT)
    return score(judge(links_of(local, replace(source, obligations=duties)), truth.verdicts))


def read_truth(text: str) -> Truth:
    """The verdicts of a file.

    Raises a ``ValueError`` where a digest, a span or a verdict is not what it should be.
    """
    lines = text.splitlines()
    digests = {m["side"]: m["hex"] for line in lines if (m := _DIGEST.match(line))}
    if digests.keys() != {"local", "source"}:
        raise ValueError("the digests of both texts must be told")
    table = csv.DictReader(
        (line for line in lines if line.strip() and not line.startswith("#")),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
    verdicts = tuple(_verdict(row) for row in table)
    ends = {(each.local, each.source) for each in verdicts}
    if len(ends) < len(verdicts):
        raise ValueError("a link has two verdicts")
    return Truth(digests["local"], digests["source"], verdicts)


def _verdict(row: dict[str, str]) -> Verdict:
    known = row["verdict"] in ("true", "false") and row["doubtful"] in ("", "doubtful")
    if not known or row["drawn"] not in ("high", "low", "rest"):
        raise ValueError(f"no verdict: {row}")
    return Verdict(
        Span(int(row["start"]), int(row["end"])),
        Span(int(row["source_start"]), int(row["source_end"])),
        row["verdict"] == "true",
        bool(row["doubtful"]),
        row["drawn"],
    )


def check(truth: Truth, local: str, source: str) -> None:
    """Stops where a text is another than the one that was read."""
    for side, digest, text in (("local", truth.local, local), ("source", truth.source, source)):
        if sha256(text.encode()).hexdigest() != digest:
            raise SystemExit(f"the {side} text is read otherwise now, so the places do not hold")


def links_of(local: Document, source: Document) -> Iterator[Link]:
    spans = {duty.id: duty.span for duty in source.obligations}
    aligned = align(local, [source], on=local.header.date, least=LEAST, encoder=bundled_encoder())
    for duty in local.obligations:
        for match in aligned[duty.id].accepted:
            yield Link(duty.span, spans[match.obligation], match.score)


def judge(links: Iterable[Link], verdicts: Sequence[Verdict]) -> list[Link]:
    """The links, each with the verdict on the same two obligations."""
    return [replace(link, verdict=_on(link, verdicts)) for link in links]


def _on(link: Link, verdicts: Sequence[Verdict]) -> Verdict | None:
    def same(each: Verdict) -> float:
        return min(jaccard(each.local, link.local), jaccard(each.source, link.source))

    best = max(verdicts, key=same, default=None)
    return best if best is not None and same(best) >= SAME else None


def score(links: Sequence[Link]) -> Section:
    section = Section()
    sure = [link for link in links if link.score >= SURE]
    read = _count(section, "links", sure)
    drawn = [link for link in sure if link.verdict and link.verdict.drawn == "high"]
    sample = _count(section, "sample", drawn)
    for tenth in range(round(LEAST * 10), 10):
        at = [link for link in links if min(int(link.score * 10), 9) == tenth]
        name = f"at {tenth / 10:.1f}"
        _count(section, name, at)
        mean = ratio(sum(link.score for link in at), len(at))
        section.figures[f"57.{name}.mean score"] = mean
    for link in links:
        if link.verdict is not None and not link.verdict.true:
            section.case("false", link.local.start, link.source.start)
    met = len(sure) - read[2] >= READ and ratio(*read[:2]) >= ratio(TRUE, READ)
    section.notes.append(
        f"{'met ' if met else 'NOT MET'} {read[0]} of {read[1]} links read at {SURE} or more "
        f"are true, of the sample {sample[0]} of {sample[1]} (bar {TRUE} of {READ})"
    )
    return section


def _count(section: Section, name: str, links: Sequence[Link]) -> tuple[int, int, int]:
    """True, read and unread; kept as figures."""
    verdicts = [link.verdict for link in links if link.verdict is not None]
    true, read, unread = sum(v.true for v in verdicts), len(verdicts), len(links) - len(verdicts)
    section.figures |= {
        f"57.{name}.all": float(len(links)),
        f"57.{name}.judged": float(read),
        f"57.{name}.true": float(true),
        f"57.{name}.false": float(read - true),
        f"57.{name}.unjudged": float(unread),
        f"57.{name}.doubtful": float(sum(v.doubtful for v in verdicts)),
        f"57.{name}.precision": ratio(true, read),
    }
    return true, read, unread
