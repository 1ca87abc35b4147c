"""The catalogue: what is known of documents, each fact with its source, whoever has their text.

In order: :mod:`identity` names a document (its work URI and the key of its number), :mod:`entries`
are the values, :mod:`listing` the long lists, :mod:`shelves` what a library adds to them,
:mod:`index` the look-ups over all, :mod:`loading`
reads them from files. On these stand :mod:`changes`, what a document says it does to others,
:mod:`validity`, whether one was in force on a day, and :mod:`precedence`, which of two can stand
above the other. :mod:`importing` makes entries of the :mod:`records` of a user's list,
:mod:`own_list` keeps it.
"""

from kl52.catalogue.entries import Alias, Entry, Fact, Link
from kl52.catalogue.index import LAW_TYPES, Catalogue, Plenum, Term
from kl52.catalogue.loading import corpus_root, load_catalogue

__all__ = [
    "LAW_TYPES",
    "Alias",
    "Catalogue",
    "Entry",
    "Fact",
    "Link",
    "Plenum",
    "Term",
    "corpus_root",
    "load_catalogue",
]
