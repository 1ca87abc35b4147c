"""What a plan takes up of the tasks above it, what it leaves out, and what is wrong in it.

In: a plan, the library, a catalogue. Out: :class:`Coverage`, each figure with its denominator.

:mod:`comparable` refuses what cannot be measured, :mod:`conventions` reads what an office has
agreed on, :mod:`applicability` says which tasks bind the body that plans, :mod:`issuing` which of
them the plan itself is; :mod:`matrix` sets them beside the local tasks, :mod:`lacking` says what is
left out and :mod:`stubs` what could be put there, :mod:`suspicion` which sources changed since,
:mod:`localisation` what was only copied; :mod:`findings` are the checks of a drafter,
:mod:`decided` applies what people decided on them. :mod:`covering` calls these in turn and makes
the :mod:`values`; :mod:`summing` says the answer, :mod:`rendering` prints it all, with the
:mod:`asides` behind.
"""

from kl52.coverage.covering import coverage, parents_of
from kl52.coverage.values import Coverage, Evidence, Finding, LocalLink, Row

__all__ = ["Coverage", "Evidence", "Finding", "LocalLink", "Row", "coverage", "parents_of"]
