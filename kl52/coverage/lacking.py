"""What a local task leaves out of the source task that it takes up.

The source's text is cut into its parts (sentences, clauses between semicolons); a part whose
words of the matter hardly occur in the local tasks is left out. Words count by how rare they are
among all tasks compared, as in :mod:`kl52.alignment`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kl52.alignment import Vectors, parts_of, terms
from kl52.model import Obligation

_FEWEST = 5  # syllables of a part that can be left out
_LEAST = 0.22  # the share of a part's weight that must occur


def parts_lacking(source: Obligation, local: Sequence[Obligation], vectors: Vectors) -> list[str]:
    """The parts of a source task that none of the local ones has."""
    said = {term for duty in local for term in terms(duty.text)}
    lacking = []
    for part in parts_of(source.text):
        weights = {term: vectors.idf.get(term, 1.0) for term in terms(part)}
        whole = sum(weights.values())
        share = sum(weight for term, weight in weights.items() if term in said)
        if len(part.split()) >= _FEWEST and whole and share / whole < _LEAST:
            lacking.append(part)
    return lacking


def fields_lacking(source: Obligation, local: Sequence[Obligation]) -> Iterator[str]:
    """Deadline, product, quantity and lead that the source states and no local task does."""
    if source.deadline and source.deadline.end and not any(duty.deadline for duty in local):
        yield f"thời hạn ({source.deadline.text})"
    if source.deliverable and not any(duty.deliverable for duty in local):
        yield f"sản phẩm ({source.deliverable})"
    if source.targets and not any(duty.targets for duty in local):
        yield f"chỉ tiêu ({source.targets[0].text})"
    if source.lead and not any(duty.lead for duty in local):
        yield "cơ quan chủ trì"
