"""How the sections of two documents correspond: by their headings, and by their tasks.

A plan mostly follows its source, section by section, under headings of its own. So the section
of a source task is likely the right one where the other tasks of the local section are near tasks
of it as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kl52.alignment.words import Vector, Vectors
from kl52.model import Document, Obligation, Unit

_HEADINGS = 2  # of the sections above a task


def headings_of(doc: Document, duties: Sequence[Obligation]) -> list[Vector]:
    """The headings right above each task, as vectors of their own."""
    units = {unit.id: unit for unit in doc.units}
    named = [" ".join(_headings(units, units.get(duty.unit or ""))) for duty in duties]
    vectors = Vectors(named)
    return [vectors.of(words) for words in named]


def _headings(units: Mapping[str, Unit], unit: Unit | None) -> Iterator[str]:
    found = 0
    while unit is not None and found < _HEADINGS:
        if unit.heading:
            found += 1
            yield unit.heading
        unit = units.get(unit.parent) if unit.parent else None


def section_of(duty: Obligation) -> str:
    """The unit that a task's unit is part of.

    >>> from kl52.spans import Span
    >>> section_of(Obligation("o1", Span(0, 1), "Lập sổ", "task", unit="ii__3__a"))
    'ii__3'
    """
    return (duty.unit or "").rpartition("__")[0]


class Correspondence:
    """How many of the tasks of a local section have their nearest in a section of the source.

    ``near`` gives for each local task how near it is, from 0 to 1, to tasks of the source by index.
    """

    def __init__(
        self,
        near: Sequence[Mapping[int, float]],
        local: Sequence[Obligation],
        source: Sequence[Obligation],
    ) -> None:
        self.local = [section_of(duty) for duty in local]
        self.source = [section_of(duty) for duty in source]
        self.sizes = Counter(self.local)
        self.best = [self._best(row) for row in near]
        self.total: dict[tuple[str, str], float] = defaultdict(float)
        for section, best in zip(self.local, self.best, strict=True):
            for above, nearness in best.items():
                self.total[section, above] += nearness

    def _best(self, row: Mapping[int, float]) -> dict[str, float]:
        """The nearest of a task in each section of the source."""
        best: dict[str, float] = {}
        for index, nearness in row.items():
            section = self.source[index]
            best[section] = max(nearness, best.get(section, 0.0))
        return best

    def of(self, number: int, index: int) -> float:
        """For a pair of tasks, by what the others of the local section are near to: 0 to 1.

        A task alone in its section stands for itself, lest being alone speak against it.
        """
        section, above = self.local[number], self.source[index]
        others = self.sizes[section] - 1
        own = self.best[number].get(above, 0.0)
        return (self.total.get((section, above), 0.0) - own) / others if others else own
