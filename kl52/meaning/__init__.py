"""Meaning: texts as vectors, and which are near.

Nothing is downloaded, and no torch is loaded but for a model of the user's own.

:mod:`static_vectors` computes with the bundled model, :mod:`encoders` gives it or another one as
an :class:`Encoder`; :mod:`retrieval` finds the nearest texts by words, by meaning, or by both.
"""

from kl52.meaning.encoders import (
    BUNDLED,
    Choice,
    Encoder,
    bundled_encoder,
    chosen,
    load_encoder,
    similarities,
)

__all__ = [
    "BUNDLED",
    "Choice",
    "Encoder",
    "bundled_encoder",
    "chosen",
    "load_encoder",
    "similarities",
]
