"""Citations on two documents annotated by hand before any output on them was looked at.

``truth/heldout_citations.tsv`` says how they were read; it holds facts and places, no sentences,
so the places count in the normalised text whose digest stands beside them. The guidelines leave
open whether a provision alone (``khoản 3 Điều 8``) is a mention: the main figures do not count
those, ``strict`` counts them. Cues were not annotated. Nothing is tuned on these documents.
"""

from __future__ import annotations

import csv
from hashlib import sha256
from pathlib import Path

from benchmarks.citations import Found, Matching, match_citations, score_citations
from benchmarks.citing.gold import LINKS, bars, identify
from benchmarks.gold import ROOT, Mention
from benchmarks.scores import Section, Tally
from kl52.model import Document
from kl52.parsing import parse_document
from kl52.spans import Span

TRUTH = ROOT / "benchmarks" / "truth" / "heldout_citations.tsv"
# Annotated up to here, in characters of the normalised text.
EXTENTS = {
    "nghi-quyet-so-23-2026-nq-cp-469470": 30219,
    "thong-tu-so-06-2024-tt-bldtbxh-42452": 20401,
}
OPEN = ("bare", "provision-only")


def measure(shared: Path) -> Section:
    docs = {name: parse_document(shared / "data" / "congbao" / f"{name}.pdf") for name in EXTENTS}
    section = _score(docs, OPEN)
    strict = _score(docs, ("bare",))
    section.figures = {key: value for key, value in section.figures.items() if ".cue" not in key}
    section.figures |= {
        key.replace("citations", "strict", 1): value
        for key, value in strict.figures.items()
        if key.startswith(("citations.overall", "citations.exact span"))
    }
    section.notes += bars(section.figures)
    return section


def _score(docs: dict[str, Document], open_: tuple[str, ...]) -> Section:
    """The figures where mentions with one of the flags ``open_`` are not counted."""
    matchings: dict[str, Matching] = {}
    for name, doc in docs.items():
        found = [Found(each.span, each) for each in doc.citations]
        found = [each for each in found if each.span.start < EXTENTS[name]]
        matchings[name] = match_citations(_mentions(name, doc, open_), found)
    section = score_citations(matchings)
    section.figures |= {f"citations.{name}": 0.0 for name in LINKS.values()}
    identity = Tally()
    for name, matching in matchings.items():
        identity += identify(matching, docs[name].id, section, name)
    section.tally("citations.identity", identity)
    return section


def _mentions(name: str, doc: Document, open_: tuple[str, ...]) -> list[Mention]:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    rows = [
        row
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if row["document"] == name
    ]
    digest = sha256(doc.text.text.encode()).hexdigest()
    if {row["sha256"] for row in rows} != {digest}:
        raise SystemExit(f"{name}: the text is read otherwise now, so the places do not hold")
    return [
        Mention(
            span=Span(int(row["start"]), int(row["end"])),
            kind=row["kind"],
            type=row["type"] or None,
            number=row["number"] or None,
            date=row["date"] or None,
            issuer=row["issuer"] or None,
            provision=row["provision"] or None,
            relation=row["relation"],
            within=int(row["nested_in"]) if row["nested_in"] else None,
            optional=any(flag in open_ for flag in row["flags"].replace(";", ",").split(",")),
            target=row["target"] or None,
        )
        for row in rows
    ]
