"""Citations of the gold under seeded noise: how far F1 falls, and whether a link goes wrong.

Every kind of :mod:`noising` strikes each of its places with probability ``ALONE``; all kinds
together, one after the other, each with ``TOGETHER``. ``touched`` is the share of citations in or
beside which something was struck; of the citations with a number, where a kind strikes only these.
A link is wrong if a citation is resolved to a document other than the gold's target, or, where the
gold names none, to another than without noise. Texts are read whole, as files.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import gold
from benchmarks.citations import Matching, exact_tally, found_in, match_citations
from benchmarks.citing.noising import KINDS, Noisy, strike
from benchmarks.scores import Section, Tally, ratio
from kl52.catalogue.identity import number_key, slug
from kl52.model import Citation, Document
from kl52.parsing import parse_document
from kl52.spans import Span

ALONE = 0.6
TOGETHER = 0.15
SEEDS = (52, 53, 54)

_IN_NUMBERS = frozenset({"glued words", "glued footnotes", "OCR letters", "order", "lost hyphens",
                         "stray spaces", "en dashes"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A document of the gold: its text, mentions, and what each one's link should be."""

    name: str
    text: str
    mentions: tuple[gold.Mention, ...]
    targets: tuple[str | None, ...]
    extent: int


@dataclass(slots=True)
class Score:
    """What is counted over documents and seeds."""

    tally: Tally = Tally()
    exact: Tally = Tally()
    right: int = 0
    numbered: int = 0
    wrong: int = 0
    touched: int = 0
    touchable: int = 0


def measure(shared: Path) -> Section:
    section = Section()
    cases = [_case(name) for name in gold.names("citations.jsonl")
             if not name.endswith(".not-citations")]  # fmt: skip
    clean = {case.name: _matched(case, _quiet(case)) for case in cases}
    before = Score()
    for case in cases:
        _count(before, case, clean[case.name], clean[case.name], _quiet(case), "none")
    _tell(section, "none", before, before)
    for kind in (*KINDS, "all together"):
        score = Score()
        for case in cases:
            for seed in SEEDS:
                noisy = _noised(case, kind, seed)
                _count(score, case, _matched(case, noisy), clean[case.name], noisy, kind)
        _tell(section, kind, score, before)
    return section


def _case(name: str) -> Case:
    path = gold.shared() / "gold" / f"{name}.citations.jsonl"
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return Case(
        name,
        gold.txt(name).read_text("utf-8"),
        tuple(gold.read_mention(row) for row in rows),
        tuple(row["target"] for row in rows),
        gold.extent(name),
    )


def _quiet(case: Case) -> Noisy:
    """The text itself; the last span is all that is annotated, to carry its end along."""
    spans = (*(mention.span for mention in case.mentions), Span(0, case.extent))
    return Noisy(case.text, spans)


def _noised(case: Case, kind: str, seed: int) -> Noisy:
    kinds = list(KINDS) if kind == "all together" else [kind]
    probability = TOGETHER if kind == "all together" else ALONE
    noisy = _quiet(case)
    for each in kinds:
        rng = random.Random(f"{seed} {case.name} {each}")
        noisy = strike(noisy, KINDS[each], probability, rng)
    return noisy


def _matched(case: Case, noisy: Noisy) -> tuple[Document, Matching]:
    doc = parse_document(noisy.text.encode(), name=f"{case.name}.txt")
    mentions = [replace(mention, span=span)
                for mention, span in zip(case.mentions, noisy.spans, strict=False)]  # fmt: skip
    return doc, match_citations(mentions, found_in(doc, noisy.spans[-1].end))


def _count(
    score: Score,
    case: Case,
    found: tuple[Document, Matching],
    clean: tuple[Document, Matching],
    noisy: Noisy,
    kind: str,
) -> None:
    matching = found[1]
    counted = matching.counted
    score.tally += Tally(len(counted), len(matching.spurious), len(matching.missed))
    score.exact += exact_tally(matching)
    for want, got in counted:
        if want.number:
            score.numbered += 1
            score.right += number_key(want.number) == number_key(got.cite.number or "")
    for number, mention in enumerate(case.mentions):
        if mention.number or kind not in _IN_NUMBERS:
            score.touchable += 1
            score.touched += number in noisy.struck
    score.wrong += sum(1 for _ in _wrong(case, found, clean))


def _wrong(
    case: Case, found: tuple[Document, Matching], clean: tuple[Document, Matching]
) -> list[str]:
    """Citations that are resolved to a document other than the one meant."""
    (doc, matching), (quiet, before) = found, clean
    quiet_targets = {each.cite.target for each in before.found}
    wrong = []
    for i, j in matching.pairs.items():
        cite = matching.found[j].cite
        meant = before.found[before.pairs[i]].cite if i in before.pairs else None
        if _is_linked(cite) and not _is_meant(cite, case.targets[i], meant, doc, quiet):
            wrong.append(cite.text)
    for j in matching.spurious:
        cite = matching.found[j].cite
        if cite.state == "resolved" and cite.target not in quiet_targets:
            wrong.append(cite.text)
    return wrong


def _is_linked(cite: Citation) -> bool:
    return cite.state in ("resolved", "self") and cite.target is not None


def _is_meant(
    cite: Citation, target: str | None, meant: Citation | None, doc: Document, quiet: Document
) -> bool:
    own = (cite.target or "").split("#")[0] in (doc.id, quiet.id)
    if target is not None and target.startswith("self"):
        return cite.state == "self" or own
    if target is None:
        return meant is None or not _is_linked(meant) or meant.target == cite.target or (
            own and meant.state == "self")  # fmt: skip
    name, _, date = target.partition("|")
    if meant is not None and cite.state == meant.state == "self":
        return True
    *_, when, number = (cite.target or "").split("#")[0].split("/")
    same = number == slug(number_key(name)) if "/" in name else meant is None or (
        not _is_linked(meant) or meant.target == cite.target)  # fmt: skip
    return same and (not date or when == "nodate" or date.startswith(when) or when.startswith(date))


def _tell(section: Section, kind: str, score: Score, before: Score) -> None:
    name = f"noise.{kind}"
    section.tally(name, score.tally)
    section.figures |= {
        f"{name}.f1, points lost": 100 * (before.tally.f1 - score.tally.f1),
        f"{name}.exact span f1": score.exact.f1,
        f"{name}.number right": ratio(score.right, score.numbered),
        f"{name}.wrong links": float(score.wrong),
    }
    if score is not before:
        section.figures[f"{name}.touched"] = ratio(score.touched, score.touchable)
