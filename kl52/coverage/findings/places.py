"""Where findings stand: which of many spans holds a place, and the unit and task around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from kl52.coverage.values import Finding
from kl52.model import Document, Obligation
from kl52.spans import Span


class Spans:
    """Spans of which none overlaps another, to ask for a place in one step."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [span.start for span in self.spans]

    def __contains__(self, at: int) -> bool:
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.spans[index].end


class Around:
    """The units and tasks of a plan by their places."""

    def __init__(self, plan: Document) -> None:
        self.units = plan.units
        self.by_id = {unit.id: unit for unit in plan.units}
        self.unit_starts = [unit.span.start for unit in plan.units]
        self.duties = sorted(plan.obligations, key=lambda duty: duty.span)
        self.duty_starts = [duty.span.start for duty in self.duties]

    def locate(self, finding: Finding) -> Finding:
        """The finding with the task and the innermost unit in which it stands."""
        if finding.span is None or finding.obligation is not None:
            return finding
        duty = self._duty_at(finding.span)
        unit = duty.unit if duty else self._unit_at(finding.span.start)
        return replace(finding, unit=unit, obligation=duty.id if duty else None)

    def _duty_at(self, span: Span) -> Obligation | None:
        index = bisect_left(self.duty_starts, span.end) - 1
        found = self.duties[index] if index >= 0 else None
        return found if found is not None and found.span.overlaps(span) else None

    def _unit_at(self, at: int) -> str | None:
        """The last unit that began before, or the first above it that has not ended."""
        index = bisect_right(self.unit_starts, at) - 1
        unit = self.units[index] if index >= 0 else None
        while unit is not None and at >= unit.span.end:
            unit = self.by_id.get(unit.parent or "")
        return unit.id if unit is not None else None
