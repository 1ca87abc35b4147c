"""Weak supervision: examples labelled by where they stand, not by an annotator.

Input: the folder of the real documents. Output: :class:`Example` values. Positive are the rows of
the task and target annexes of 03/NQ-CP and the phrases of ``domain/obligations.tsv``; negative are
the legal bases, aims and viewpoints of the same resolution, provisions of normative acts that
assign nothing, and articles of the codification. None comes from the gold, from a document on
which a finder is measured, or from the documents kept for the test.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.obliging.learning.candidates import Candidate, bare, find_candidates
from kl52.language.lexicon import fold
from kl52.parsing import parse_document

LABELS = ("none", "task", "report", "target", "execution")
_ASSIGNS = re.compile(r"giao|trách nhiệm|chủ trì|hiệu lực|phối hợp|yêu cầu|đề nghị")
_BASES = re.compile(r"^(?:Căn cứ|Theo đề nghị|Xét đề nghị)\b")
_KINDS = {"M": "target", "Q": "none"}  # groups of obligations.tsv; the others state tasks
_NO_LABEL = frozenset("LO")  # bans, and the labels of task lists
_EACH_ACT = 12  # provisions of one normative act
_EVERY, _MOST = 300, 150  # articles of the codification


@dataclass(frozen=True, slots=True)
class Example:
    """A clause, and what it is."""

    clause: Candidate
    label: str


def weak_examples(shared: Path) -> tuple[Example, ...]:
    annex = shared / "data" / "nq57"
    return (
        *_rows(annex / "03-NQ-CP.annex-2-tasks.md"),
        *_rows(annex / "03-NQ-CP.annex-1-targets.md"),
        *_phrases(shared / "domain" / "obligations.tsv"),
        *_aside(annex / "03-NQ-CP.body.md"),
        *_acts(shared / "data" / "congbao"),
        *_articles(shared / "data" / "phapdien" / "articles.jsonl.xz"),
    )


def _rows(path: Path) -> Iterator[Example]:
    """A row's task cell is a task, or a report; a target annex's is a target."""
    for duty in parse_document(path).obligations:
        if duty.where == "table":
            yield Example(bare(duty.text), duty.kind)


def phrase_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _phrases(path: Path) -> Iterator[Example]:
    for row in phrase_rows(path):
        group = row["pattern_group"]
        if group[0] in _NO_LABEL or group == "I-start":
            continue
        report = group[0] == "J" and "báo cáo" in fold(row["text"])
        label = "report" if report else _KINDS.get(group[0], "task")
        yield Example(bare(row["text"]), label)


def _aside(path: Path) -> Iterator[Example]:
    """What stands under headings of aims and viewpoints, and the legal bases."""
    for each in find_candidates(parse_document(path)):
        if each.mode == "skip" or _BASES.match(each.text):
            yield Example(each, "none")


def _acts(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.glob("nghi-dinh-so-*-2026-*.pdf")):
        found = [each for each in find_candidates(parse_document(path)) if not _assigning(each)]
        step = max(1, len(found) // _EACH_ACT)
        for each in islice(found, 0, None, step):
            yield Example(each, "none")


def _assigning(each: Candidate) -> bool:
    return bool(_ASSIGNS.search(fold(each.text)))


def _articles(path: Path) -> Iterator[Example]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        lines = islice(file, 0, _EVERY * _MOST, _EVERY)
        texts = [json.loads(line)["text"].split("\n")[0] for line in lines]
    for text in texts:
        if len(text.split()) > 4 and not _ASSIGNS.search(fold(text)):
            yield Example(bare(text), "none")
