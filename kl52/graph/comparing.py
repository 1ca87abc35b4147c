"""Comparing: the tasks of one decision beside all plans that carry it out.

In: the id of a document and the library. Out: :class:`Comparison`: a row for each task that binds
some of them, a column for each plan (of a province, a ministry), and in each place the state that
``kl52 coverage`` gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kl52.displayed import Displayed
from kl52.errors import UsageError
from kl52.graph.tables import hops_below
from kl52.model import Document, Obligation

if TYPE_CHECKING:
    import pandas as pd

    from kl52.coverage import Coverage
    from kl52.library import Library


@dataclass(frozen=True)
class Comparison(Displayed):
    """The ``plans`` that carry out ``source``, and the coverage of each against it alone."""

    source: Document
    tasks: tuple[Obligation, ...]
    plans: tuple[Document, ...]
    coverages: tuple[Coverage, ...]

    def _repr_html_(self) -> str:
        from kl52.views.displays import comparison_html

        return comparison_html(self)

    @property
    def states(self) -> pd.DataFrame:
        """States by task (its id) and plan (its number and province)."""
        import pandas as pd

        columns = {}
        for plan, found in zip(self.plans, self.coverages, strict=True):
            by_task = {row.duty.id: row.state for row in found.rows}
            columns[name_of(plan)] = [by_task.get(task.id) for task in self.tasks]
        index = pd.Index([task.id for task in self.tasks], name="obligation")
        return pd.DataFrame(columns, index=index, dtype="string")

    @property
    def not_taken_up(self) -> tuple[Obligation, ...]:
        """The tasks that bind some plan and that none takes up."""
        states = [{row.duty.id: row.state for row in found.rows} for found in self.coverages]
        return tuple(
            task
            for task in self.tasks
            if (said := {each.get(task.id) for each in states}) & {"missing"}
            and not said & {"covered", "partial"}
        )


def compare(
    library: Library,
    id: str,
    *,
    progress: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> Comparison:
    """The plans of the library that carry out ``id``, the oldest first.

    Raises :class:`~kl52.errors.UsageError` where its text is not at hand.
    """
    from kl52.coverage import coverage

    source = library.document(id)
    if source is None:
        raise UsageError(f"{id}: kho chưa có nội dung văn bản này → thêm bằng kl52 add")
    with library.tables.reading() as db:
        below = sorted({hop.source for hop in hops_below(db, id)})
    found = [(plan, coverage(plan, library, against=[source])) for each in progress(below)
             if (plan := library.document(each)) is not None]  # fmt: skip
    found.sort(key=lambda pair: (pair[0].header.date or "9999", pair[0].id))
    asked = {row.duty.id for _, each in found for row in each.rows if row.applicable}
    return Comparison(
        source,
        tuple(duty for duty in source.obligations if duty.id in asked),
        tuple(plan for plan, _ in found),
        tuple(each for _, each in found),
    )


def name_of(doc: Document) -> str:
    """What a plan is called in a table: its number and who issued it."""
    header = doc.header
    return " · ".join(filter(None, (header.number or doc.id, header.province or header.issuer)))
