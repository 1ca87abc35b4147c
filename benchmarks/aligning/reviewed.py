"""Pairs that people decided on, as further examples for the weights of links.

Input: files of ``kl52 review``. The plan and the documents that a file names are read again; a link
that was accepted or corrected is a right pair, one that was rejected a wrong one. What nobody
decided on says nothing, and what the alignment does not even compare cannot teach it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.aligning.sureness import known, pairs
from kl52.alignment.features import Features
from kl52.commands.comparing import source
from kl52.coverage import parents_of
from kl52.library import Library
from kl52.meaning import Encoder
from kl52.model import Document
from kl52.reviewing import read_review, settle
from kl52.reviewing.files import SUFFIX
from kl52.reviewing.settling import LinkKey


def reviewed(file: Path, encoder: Encoder | None) -> tuple[np.ndarray, np.ndarray]:
    """The features of the pairs decided on in a file, and whether each is right.

    Raises ``UsageError`` where the file cannot be understood.
    """
    review = read_review(file)
    library = Library()
    plan = _named(review.plan or file.name.removesuffix(SUFFIX), file, library)
    named = tuple(_named(name, file, library) for name in review.against)
    sources = named or parents_of(plan, library)
    settling = settle(review.decisions, plan, sources)
    found = [
        (features, key in settling.kept)
        for above in sources
        for key, features in _candidates(plan, above, encoder).items()
        if key in settling.links
    ]
    told = np.array([right for _, right in found], dtype=bool)
    return known([(0, 0, features) for features, _ in found]), told


def _named(name: str, file: Path, library: Library) -> Document:
    """A document by its id, or by its name from the folder of the file."""
    return source(name if name.startswith("/akn/") else str(file.parent / name), library)


def _candidates(
    plan: Document, above: Document, encoder: Encoder | None
) -> dict[LinkKey, Features]:
    own, others = (
        [duty.id for duty in doc.obligations if duty.kind != "execution"] for doc in (plan, above)
    )
    return {
        (own[number], above.id, others[index]): features
        for number, index, features in pairs(plan, above, encoder)
    }
