"""How much of a plan is the text above it, word for word, with nothing local added.

A stretch counts as copied from eight syllables on: shorter ones are the phrases that all official
texts share. Local is what the sources of a task do not have: a body that leads or works with
others (``các sở, ngành`` names none), a last day or a recurrence, a quantity. Time is linear in
the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kl52 import bodies
from kl52.coverage.values import Added, Localisation, Localised, Row
from kl52.language.lexicon import fold
from kl52.model import Deadline, Document, Obligation
from kl52.reviewing.decisions import syllables

RUN = 8  # syllables


def localisation_of(plan: Document, rows: Iterable[Row]) -> Localisation:
    """Each linked task of a plan beside all tasks that it takes up; twins count once."""
    above: dict[str, list[Obligation]] = {}
    for row in rows:
        for link in row.local:
            above.setdefault(link.duty.id, []).extend((row.duty, *row.twins))
    asked = [duty for duty in plan.obligations if duty.kind != "execution"]
    counted = [duty for duty in asked if not duty.duplicate_of]
    tasks = tuple(_localised(duty, above[duty.id]) for duty in counted if duty.id in above)
    return Localisation(
        tasks=tasks,
        words=sum(len(syllables(duty.text)) for duty in counted),
        copied=sum(each.copied for each in tasks),
    )


def _localised(duty: Obligation, sources: Sequence[Obligation]) -> Localised:
    words = syllables(duty.text)
    copied = copied_count(words, [syllables(each.text) for each in sources])
    return Localised(duty, len(words), copied, tuple(_added(duty, sources)))


def copied_count(words: Sequence[str], sources: Iterable[Sequence[str]], run: int = RUN) -> int:
    """How many of ``words`` stand in stretches of ``run`` or more that a source has as well.

    >>> copied_count("a b c d x".split(), ["z a b c d".split()], run=3)
    4
    >>> copied_count("a b x c d".split(), ["a b c d".split()], run=3)
    0
    """
    known = {gram for source in sources for gram in _grams(source, run)}
    count = end = 0
    for at, gram in enumerate(_grams(words, run)):
        if gram in known:
            count += at + run - max(at, end)
            end = at + run
    return count


def _grams(words: Sequence[str], run: int) -> Iterable[tuple[str, ...]]:
    return (tuple(words[at : at + run]) for at in range(len(words) - run + 1))


def _added(duty: Obligation, sources: Sequence[Obligation]) -> Iterable[Added]:
    said = fold(" ".join(each.text for each in sources))
    named = {body.id or body.name for each in sources for body in (*each.lead, *each.coordinate)}
    own = [body for body in (*duty.lead, *duty.coordinate) if bodies.members(body.name) is None]
    if any((body.id or body.name) not in named and fold(body.name) not in said for body in own):
        yield "actor"
    if duty.deadline and _due(duty.deadline) not in {
        _due(each.deadline) for each in sources if each.deadline
    }:
        yield "deadline"
    quantities = {(target.value, target.unit) for each in sources for target in each.targets}
    if any((target.value, target.unit) not in quantities for target in duty.targets):
        yield "figure"


def _due(deadline: Deadline) -> tuple[str | None, ...]:
    """When something is due; of what has no day the words."""
    days = deadline.end, deadline.recurrence, *deadline.due
    return days if any(days) else (fold(deadline.text),)
