"""Does a learned component beat the rules, or help them, on documents it was not trained on?

Classifiers of clauses (spaCy's textcat as a bag of words and as an ensemble, a logistic
regression) and a spaCy entity recogniser, trained on the gold and weakly on table rows, phrases
and provisions, each gold document left out in turn; prose alone, since rows need no finding.
``helped`` drops and adds where the model is surer than a threshold: ``chosen`` among the training
documents, or 0.95, which was picked when the disputes had been seen. The rules were made on the
gold, so their figures there flatter them; ``disputes`` settles who is right on directives outside
it. ``verbs by`` asks underthesea's tags whether a clause opens with a verb. Some five minutes of
one core; ``models/README.md`` says what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np

from benchmarks.obliging.learning import names, tags, words
from benchmarks.obliging.learning.folds import (
    NONE,
    Annotated,
    Found,
    Learner,
    alone,
    annotated,
    helped,
    left_out,
    matched,
)
from benchmarks.obliging.learning.fresh import Directive, Verdicts, directives, settle
from benchmarks.obliging.learning.weak import weak_examples
from benchmarks.scores import Section, Tally, ratio
from kl52.obligations.actions import opens_with_verb

_LEARNERS = {
    "logistic": ("logistic", words.plain),
    "logistic, rules' signals": ("logistic", words.with_signals),
    "logistic, underthesea tags": ("logistic", words.with_tags),
    "spaCy bow": ("bow", words.plain),
    "spaCy bow, rules' signals": ("bow", words.with_signals),
    "spaCy bow, underthesea tags": ("bow", words.with_tags),
    "spaCy ensemble": ("ensemble", words.plain),
}
_HELPERS = ("logistic, rules' signals", "spaCy bow, rules' signals")
_NEVER = 2.0  # a threshold that no probability passes
_THRESHOLDS = (_NEVER, 0.99, 0.95, 0.9, 0.8)  # the most careful first
_OPENINGS: dict[str, tags.Opens] = {
    "rules": opens_with_verb,
    "rules or tag": tags.either,
    "rules and tag": tags.both,
    "tag alone": tags.tagged_verb,
}


def measure(shared: Path) -> Section:
    section, docs, weak = Section(), annotated(), weak_examples(shared)
    learners = {name: Learner(*how, weak) for name, how in _LEARNERS.items()}
    fresh = directives(shared)
    _rate(section, "rules", docs, [_ruled(each) for each in docs])
    for name, learner in learners.items():
        found = left_out(learner, docs)
        _rate(section, name, docs, [alone(each.clauses, found[each.name]) for each in docs])
        if name in _HELPERS:
            _help(section, name, learner, docs, found)
    _dispute(section, learners, docs, fresh)
    _names(section, shared, docs)
    _tags(section, docs, fresh)
    return section


def _ruled(each: Annotated) -> list[Found]:
    return [Found(duty.span, duty.kind) for duty in each.by_rule]


def _tally(each: Annotated, found: Sequence[Found]) -> Tally:
    hits = len(matched(each, found))
    return Tally(hits, len(found) - hits, len(each.truths) - hits)


def _rate(
    section: Section, name: str, docs: Sequence[Annotated], founds: Sequence[Sequence[Found]]
) -> None:
    whole, right = Tally(), 0
    for each, found in zip(docs, founds, strict=True):
        whole += _tally(each, found)
        pairs = matched(each, found).items()
        right += sum(each.truths[i].duty.kind == found[j].kind for i, j in pairs)
    section.tally(f"learned prose.{name}", whole)
    section.figures[f"learned kind.{name}"] = ratio(right, whole.hits)


def _help(
    section: Section,
    name: str,
    learner: Learner,
    docs: Sequence[Annotated],
    found: dict[str, np.ndarray],
) -> None:
    chosen = [_choose(learner, [other for other in docs if other is not each]) for each in docs]
    for label, pairs in (("chosen", chosen), ("0.95", [(0.95, 0.95)] * len(docs))):
        founds = [
            helped(each, found[each.name], *pair) for each, pair in zip(docs, pairs, strict=True)
        ]
        _rate(section, f"rules, helped by {name}, {label}", docs, founds)
    never = sum(threshold == _NEVER for pair in chosen for threshold in pair)
    section.notes.append(
        f"learned: {name}: {never} of {2 * len(docs)} thresholds (drop, add) that the training "
        "documents choose are «never»"
    )


def _choose(learner: Learner, docs: Sequence[Annotated]) -> tuple[float, float]:
    """The thresholds (drop, add) best on ``docs``, each left out in turn; ties to the careful."""
    found = left_out(learner, docs)

    def f1(pair: tuple[float, float]) -> float:
        tallies = (_tally(each, helped(each, found[each.name], *pair)) for each in docs)
        return sum(tallies, Tally()).f1

    return max(product(_THRESHOLDS, _THRESHOLDS), key=f1)


def _dispute(
    section: Section,
    learners: dict[str, Learner],
    docs: Sequence[Annotated],
    fresh: Sequence[Directive],
) -> None:
    rules = [each.rules_say(each.doc.obligations) for each in fresh]
    _settle(section, "rules", fresh, rules, rules)
    for name, learner in learners.items():
        classifier = learner.teach(docs)
        found = [learner.judge(classifier, each.clauses) for each in fresh]
        says = [list(each.argmax(axis=1) != NONE) for each in found]
        _settle(section, name, fresh, says, rules)
        if name in _HELPERS:
            sure = [
                [
                    p[NONE] <= 0.95 if ruled else p[NONE] < 0.05
                    for p, ruled in zip(*pair, strict=True)
                ]
                for pair in zip(found, rules, strict=True)
            ]
            _settle(section, f"rules, helped by {name}, 0.95", fresh, sure, rules)


def _settle(
    section: Section,
    name: str,
    fresh: Sequence[Directive],
    says: Sequence[Sequence[bool]],
    rules: Sequence[Sequence[bool]],
) -> None:
    count = Verdicts()
    for each, said, ruled in zip(fresh, says, rules, strict=True):
        settle(each, said, ruled, count)
    section.figures[f"learned disputes.{name}.right"] = float(count.right)
    section.figures[f"learned disputes.{name}.judged"] = float(count.judged)
    section.figures[f"learned disputes.{name}.not judged"] = float(count.unjudged)


def _names(section: Section, shared: Path, docs: Sequence[Annotated]) -> None:
    weak = list(names.weak_clauses(shared))
    mine = {each.name: list(names.gold_clauses(each)) for each in docs}
    tallies: dict[tuple[str, str], Tally] = {}
    for each in docs:
        others = [clause for other in docs if other is not each for clause in mine[other.name]]
        readers = {
            "rules": names.by_rule,
            "spaCy ner": names.train_reader(weak + others * 2),
            "underthesea ner": names.by_underthesea,
        }
        for name, read in readers.items():
            for role, tally in names.compare(mine[each.name], read).items():
                tallies[name, role] = tallies.get((name, role), Tally()) + tally
    for (name, role), tally in tallies.items():
        if name != "underthesea ner" or role == "lead":
            section.tally(f"learned {role}.{name}", tally)


def _tags(section: Section, docs: Sequence[Annotated], fresh: Sequence[Directive]) -> None:
    rules = [each.rules_say(each.doc.obligations) for each in fresh]
    tags.tagged_verb("Lập sổ")  # loads the tagger
    for name, opens in _OPENINGS.items():
        founds = [tags.find_by(each.doc, opens) for each in docs]
        prose = [[Found(d.span, d.kind) for d in duties if d.where == "prose"] for duties in founds]
        _rate(section, f"verbs by {name}", docs, prose)
        says = [each.rules_say(tags.find_by(each.doc, opens)) for each in fresh]
        _settle(section, f"verbs by {name}", fresh, says, rules)
        spent = sum(tags.seconds(each.doc, opens) for each in docs)
        section.figures[f"learned seconds.verbs by {name}"] = spent
