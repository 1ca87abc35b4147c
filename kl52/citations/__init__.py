"""Citations: every mention of a document, how it relates to others, and which document it means.

In: :class:`~kl52.model.Text`, its header and units. Out: :class:`~kl52.model.Citation` values,
then the same resolved against a catalogue. Guarantee: one candidate or none, nothing is guessed.

*Finding.* :mod:`rules` are the rules for people, :mod:`phrases` the words that they look for. A
rule finds a :mod:`mention`: :mod:`numbered`, :mod:`laws` (up to where :mod:`law_names` end),
:mod:`named`, :mod:`referring`, :mod:`amended` and :mod:`listing`, with :mod:`issuing` and
:mod:`provisions` around them. :mod:`mentions` gathers them, :mod:`relations` nests and relates
them by their :mod:`cues`, :mod:`elsewhere` by their list, column or end; :mod:`finding` gives
citations.

*Resolving.* :mod:`findings` is what is known and said, :mod:`fitting` asks each field,
:mod:`candidates` chooses by date or without one, :mod:`edges` rules out what cannot be;
:mod:`law_identity` knows laws, :mod:`back_references` what words refer back to.
:mod:`resolution` asks them all; :mod:`reporting` says which document a press item is about.

*Explaining.* :mod:`origins` says what each field was read from, :mod:`repaired` what was read
otherwise than printed, :mod:`grounds` why a relation holds, :mod:`rivals` what else there is,
:mod:`explaining` which check each of them fails.
"""

from kl52.citations.finding import find_citations
from kl52.citations.findings import Host
from kl52.citations.resolution import resolve_citations

__all__ = ["Host", "find_citations", "resolve_citations"]
