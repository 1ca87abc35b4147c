"""The catalogue: what is known of documents, each fact with its source, whoever has their text.

In order: :mod:`identity` names a document (its work URI and the key of its number),
:mod:`entries` are the values, :mod:`listing` the long lists, :mod:`loading` reads them all as a
:class:`Catalogue`. On these stand :mod:`changes`, what a document says it does to others,
:mod:`validity`, whether one was in force on a day, and :mod:`precedence`, which of two can stand
above the other. :mod:`importing` reads a list of the user's, :mod:`own_list` keeps it.
"""

from kl52.catalogue.loading import Catalogue, Plenum, Term, corpus_root, load_catalogue

__all__ = ["Catalogue", "Plenum", "Term", "corpus_root", "load_catalogue"]
