"""Structure: a clean text as parts, articles, clauses, points, bullets and table rows.

In: :class:`~kl52.model.Text`. Out: a tuple of :class:`~kl52.model.Unit`. Guarantee: total, no
text is refused. :mod:`marks` says what the head of a paragraph is and how it ranks, :mod:`units`
builds the tree.
"""

from kl52.structure.units import find_units

__all__ = ["find_units"]
