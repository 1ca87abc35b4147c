"""A planted plan as kl52 judged it, beside its truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kl52.coverage import Coverage
from kl52.model import Document
from kl52.spans import Span


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan's coverage beside its truth, with where the items of the truth stand."""

    name: str
    truth: Mapping[str, Any]
    plan: Document
    parent: Document
    found: Coverage
    items: Mapping[str, Span]
    clean: Coverage | None

    def units_at(self, span: Span) -> list[tuple[int, int]]:
        """The parent's units of the truth that share half of the shorter one with a span."""
        found = []
        for start, end in self.truth["parent_units"]:
            shared = min(end, span.end) - max(start, span.start)
            if shared >= 0.5 * min(end - start, len(span)):
                found.append((start, end))
        return found

    def item_at(self, span: Span) -> str | None:
        """The item of the plan that shares most with a span."""
        shares = {
            item: min(place.end, span.end) - max(place.start, span.start)
            for item, place in self.items.items()
        }
        best = max(shares, key=lambda item: shares[item], default=None)
        return best if best is not None and shares[best] > 0 else None


def spans_of(row: Mapping[str, Any]) -> list[tuple[int, int]]:
    return [tuple(span) for span in (row["parent_span"], *row.get("parent_duplicates", ()))]
