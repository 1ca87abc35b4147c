"""Who, with whom, by when and what, inside one clause: a spaCy entity recogniser and the rules.

Input: clauses with the values that stand in them. Output: for a clause the values by role
(``lead``, ``coordinate``, ``time``, ``product``). The recogniser learns from gold clauses and
weakly from the phrases of ``domain/obligations.tsv`` and the rows of a task annex, written as the
sentence that hands the task out. Inherited values, which no clause states, are left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.obligations import words_agree
from benchmarks.obliging.learning.classify import SEED, batches, blank
from benchmarks.obliging.learning.folds import Annotated
from benchmarks.obliging.learning.weak import phrase_rows
from benchmarks.scores import Tally, fold
from kl52.obligations.actors import find_actors
from kl52.obligations.deadlines import find_deadlines, main_deadline
from kl52.obligations.deliverables import find_deliverable
from kl52.parsing import parse_document

ROLES = ("lead", "coordinate", "time", "product")
Values = Mapping[str, tuple[str, ...]]
Reader = Callable[[str], Values]
_ROUNDS = 8
_MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 64,
        "depth": 3,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
    },
}
_LABELLED = re.compile(r"(lead|coord): ([^;]+)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and its values, each of which stands in it as printed."""

    text: str
    values: Values


def _clause(text: str, values: Mapping[str, Iterable[str | None]]) -> Clause:
    folded = fold(text)
    stated = {
        role: tuple(each for each in values.get(role, ()) if each and fold(each) in folded)
        for role in ROLES
    }
    return Clause(" ".join(text.split()), stated)


def gold_clauses(doc: Annotated) -> Iterator[Clause]:
    """The located prose obligations of a gold document."""
    for truth in doc.truths:
        if truth.spans:
            duty = truth.duty
            lead = () if duty.lead_inherited else duty.lead
            values = {"lead": lead, "coordinate": duty.coordinate}
            values |= {"time": (duty.deadline_text or "",), "product": (duty.deliverable or "",)}
            yield _clause(truth.spans[0].of(doc.doc.text.text), values)


def weak_clauses(shared: Path) -> Iterator[Clause]:
    for row in phrase_rows(shared / "domain" / "obligations.tsv"):
        named = dict(_LABELLED.findall(row["actor"]))
        values = {"lead": (named.get("lead", row["actor"]),), "coordinate": (named.get("coord"),)}
        yield _clause(
            row["text"],
            {**values, "time": (row["deadline_raw"],), "product": (row["deliverable"],)},
        )
    for duty in parse_document(shared / "data" / "nq57" / "03-NQ-CP.annex-2-tasks.md").obligations:
        lead, coordinate = (
            tuple(body.name for body in each) for each in (duty.lead, duty.coordinate)
        )
        if not lead or duty.where != "table":
            continue
        beside = f", phối hợp với {', '.join(coordinate)}" if coordinate else ""
        time = duty.deadline.text if duty.deadline else None
        task = duty.text[:1].lower() + duty.text[1:]
        text = f"{', '.join(lead)} chủ trì{beside} {task}{f', hoàn thành {time}' if time else ''}."
        yield _clause(text, {"lead": lead, "coordinate": coordinate, "time": (time,)})


def by_rule(text: str) -> Values:
    actors, deadline = find_actors(text), main_deadline(find_deadlines(text))
    return {
        "lead": actors.lead,
        "coordinate": actors.coordinate,
        "time": (deadline.text,) if deadline else (),
        "product": (product,) if (product := find_deliverable(text)) else (),
    }


def by_underthesea(text: str) -> Values:
    """The first organisation or place that underthesea's tagger of names finds, as lead."""
    from underthesea import ner

    names: list[str] = []
    for word, _, _, tag in ner(text[:400]):
        if tag.startswith("B-"):
            names.append(word)
        elif tag.startswith("I-") and names:
            names[-1] += f" {word}"
    return {"lead": tuple(names[:1])}


def train_reader(clauses: Sequence[Clause]) -> Reader:
    """A spaCy entity recogniser over hashed words, trained from nothing."""
    from spacy.training import Example
    from thinc.util import fix_random_seed

    fix_random_seed(SEED)
    nlp = blank()
    pipe = nlp.add_pipe("ner", config={"model": _MODEL})
    for role in ROLES:
        pipe.add_label(role)
    data = [Example(made, _marked(made.copy(), clause)) for clause in clauses
            for made in [nlp.make_doc(clause.text)]]  # fmt: skip
    optimizer = nlp.initialize(lambda: data[:50])
    rng = random.Random(SEED)
    for _ in range(_ROUNDS):
        for batch in batches(data, rng):
            nlp.update(batch, sgd=optimizer, drop=0.2)

    def read(text: str) -> Values:
        found = nlp(" ".join(text.split())).ents
        return {role: tuple(e.text for e in found if e.label_ == role) for role in ROLES}

    return read


def _marked(doc: Any, clause: Clause) -> Any:
    """The document with the first place of every value as an entity; overlaps go to the longer."""
    from spacy.util import filter_spans

    spans = []
    for role, values in clause.values.items():
        for value in values:
            at = clause.text.casefold().find(value.casefold())
            if at >= 0:
                spans.append(doc.char_span(at, at + len(value), role, alignment_mode="expand"))
    doc.ents = filter_spans([span for span in spans if span is not None])
    return doc


def compare(clauses: Iterable[Clause], read: Reader) -> dict[str, Tally]:
    """By role. Names are right if equal, times and products if half of their words agree."""
    tallies = dict.fromkeys(ROLES, Tally())
    for clause in clauses:
        found = read(clause.text)
        for role in ROLES:
            tallies[role] += _tally(role, clause.values[role], found.get(role, ()))
    return tallies


def _tally(role: str, want: Sequence[str], got: Sequence[str]) -> Tally:
    missing = list(want)
    for value in got:
        same = next((each for each in missing if _agree(role, each, value)), None)
        if same is not None:
            missing.remove(same)
    hits = len(want) - len(missing)
    return Tally(hits, len(got) - hits, len(missing))


def _agree(role: str, want: str, got: str) -> bool:
    exact = role in ("lead", "coordinate")
    return fold(want) == fold(got) if exact else words_agree(want, got)
