"""The source task that each local task comes nearest to.

A local task may be linked with several; what it states is held against the nearest one, so that
a date or a lead is not measured by a neighbour's. Of the rows of an annex that repeat one
sentence the one counts whose words the local task has. Of two that are about as near the one that
binds the body that plans counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from kl52 import bodies
from kl52.alignment import terms
from kl52.coverage.values import Case, LocalLink, Row

_LOCAL = frozenset({"province", "party-province", "commune", "party-commune"})
_BINDING = 0.05  # how much less near a task that binds may be


def nearest(case: Case) -> Iterator[tuple[Row, LocalLink]]:
    """Each local task that is linked, once, with its nearest source task."""
    best: dict[str, tuple[Row, LocalLink]] = {}
    for row, link in case.links:
        known = best.get(link.duty.id)
        if known is None or _nearness(row, link) > _nearness(*known):
            best[link.duty.id] = row, link
    repeated = _repeated(case)
    for row, link in best.values():
        alike = repeated.get((row.source.id, link.match.obligation), [])
        yield max([row, *alike], key=lambda each: copied(each, link)), link


def _repeated(case: Case) -> dict[tuple[str, str], list[Row]]:
    """The rows of an annex by the sentence that they repeat: one sentence may have several."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in case.rows:
        if row.duty.where == "table" and row.duty.duplicate_of:
            found.setdefault((row.source.id, row.duty.duplicate_of), []).append(row)
    return found


def binds(row: Row) -> bool:
    """Whether the body that plans is held to what a source task states: it is named, or bound."""
    named = bodies.binds(tuple(body.name for body in row.duty.lead))
    return row.applicable or bool(_LOCAL & {*named})


def copied(row: Row, link: LocalLink) -> float:
    """The share of the source's pairs of syllables that the local task has as well."""
    pairs = {term for term in terms(row.duty.text) if " " in term}
    said = terms(link.duty.text)
    return sum(pair in said for pair in pairs) / len(pairs) if pairs else 0.0


def _nearness(row: Row, link: LocalLink) -> tuple[float, float]:
    return link.match.score + _BINDING * binds(row), link.match.why.words
