"""Citations: every mention of a document, how it relates to others, and which document it means.

In the order of the data: a rule finds a :mod:`mention` (:mod:`numbered`, :mod:`laws`,
:mod:`named`, :mod:`referring`, with :mod:`issuing` and :mod:`provisions` around it);
:mod:`mentions` gathers them, :mod:`relations` nests and relates them, :mod:`finding` gives
citations, :mod:`resolution` says which document each one means, and :mod:`reporting` which
document a press item is about.
"""

from kl52.citations.finding import find_citations
from kl52.citations.findings import Host
from kl52.citations.resolution import resolve_citations

__all__ = ["Host", "find_citations", "resolve_citations"]
