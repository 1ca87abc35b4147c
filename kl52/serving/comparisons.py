"""What a file that was sent comes to: the plan beside the documents above it, and its tasks.

In: readings of the sandbox, the library and the decisions of people. Out: :class:`Comparison`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kl52.catalogue.validity import state_now
from kl52.coverage import Coverage, coverage, parents_of
from kl52.dispatching import Choice, Sheet, make_sheet
from kl52.dispatching.rows import USUAL
from kl52.library import Library
from kl52.model import Document, Reading
from kl52.parsing import resolve_again
from kl52.reviewing import Decision


@dataclass(frozen=True, slots=True)
class Comparison:
    """``plan`` is the document as it was read, ``found`` what its check against ``sources`` gave.

    ``sheet`` are its tasks by the body that leads, ``decisions`` what people decided on it.
    """

    plan: Document
    sources: tuple[Document, ...]
    found: Coverage
    sheet: Sheet
    decisions: tuple[Decision, ...] = ()


def compare(
    reading: Reading,
    above: Sequence[Reading],
    library: Library,
    decisions: tuple[Decision, ...] = (),
) -> Comparison:
    """Check a plan against what was sent along, else against what it names of the library."""
    today = date.today()
    plan = _in(library, reading)
    plan = state_now(plan, library.catalogue, today.isoformat(), today=True)
    sources = tuple(_in(library, each) for each in above) or parents_of(plan, library)
    found = coverage(plan, library, against=sources, review=decisions)
    sheet = make_sheet((found.document,), Choice(on=today, by="body", kinds=USUAL))
    return Comparison(plan, sources, found, sheet, decisions)


def compare_again(
    before: Comparison, library: Library, decisions: tuple[Decision, ...]
) -> Comparison:
    """The same documents with other decisions."""
    found = coverage(before.plan, library, against=before.sources, review=decisions)
    return replace(before, found=found, decisions=decisions)


def _in(library: Library, reading: Reading) -> Document:
    """The document with its citations resolved by the library's own catalogue."""
    return resolve_again(reading.document, reading.found, library.catalogue)
