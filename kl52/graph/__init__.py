"""The graph: what researchers ask of a library, as networkx and pandas have it.

:mod:`building` makes a graph of parsed documents and traces, down to each task. Over a library,
which is asked by SQL and never loaded whole: :mod:`tables` finds the edges and hops of a document,
:mod:`nodes` says what is known of one, at hand or not; :mod:`neighbourhoods` are the documents
around some, :mod:`cascades` what is above and below one, which :mod:`profiles` shows at a glance;
:mod:`gaps` are the documents that are cited and missing. :mod:`links` leads the tasks of a
library's documents to their sources, :mod:`comparing` sets the plans that carry out one decision
beside each other, :mod:`suspects` are those whose source has changed, :mod:`answers` are lists that
show themselves as tables, and :mod:`frames` gives all of it as data frames.
"""

from kl52.graph.building import add_document, add_trace, build_graph

__all__ = ["add_document", "add_trace", "build_graph"]
