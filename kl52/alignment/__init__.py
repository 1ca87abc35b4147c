"""Which obligation above an obligation comes from.

Words first: :mod:`words` compares texts by their rare syllables and syllable pairs. To that come
how each pair stands among all others of the two documents (:mod:`features`), which sections
correspond (:mod:`sections`), and citations, bodies and deadlines (:mod:`checks`). :mod:`scoring`
makes of them the probability that a link is right; :mod:`matching` chooses the links.
"""

from kl52.alignment.matching import Aligned, Match, Why, align, failed_check
from kl52.alignment.scoring import RECALL, THRESHOLD
from kl52.alignment.words import Vectors, agreeing, cosine, generic_terms, parts_of, terms

__all__ = [
    "RECALL",
    "THRESHOLD",
    "Aligned",
    "Match",
    "Vectors",
    "Why",
    "agreeing",
    "align",
    "cosine",
    "failed_check",
    "generic_terms",
    "parts_of",
    "terms",
]
