"""Where a row of the annex and the paragraph that states the same task disagree.

Input: the obligations of one document, tied by :mod:`twins`. Output: :class:`Difference` values,
and the diagnostics that tell people of them. What only one of the two states is no difference:
a paragraph often leaves the time to its row. A row may name one of the bodies that the heading
over its paragraph names as a group, and a decision may approve a scheme: no differences either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from kl52.bodies import binds
from kl52.language.lexicon import fold
from kl52.language.wording import speaker
from kl52.model import Body, Diagnostic, Obligation
from kl52.tables import read_table

Field = Literal["lead", "deadline", "product"]

_GROUP = re.compile(r"(?:các|những|mọi|từng|mỗi|bộ, ngành|địa phương|thủ trưởng)\b")
_STRICT = 1  # days between «trước ngày 30/6» and «tháng 6»
_SHOWN = 120  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the obligation in ``prose`` and the one in the ``row`` disagree."""

    field: Field
    prose: Obligation
    row: Obligation

    def said(self, duty: Obligation) -> str:
        """What one of the two states there, as printed."""
        if self.field == "lead":
            return ", ".join(body.name for body in duty.lead)
        if self.field == "deadline":
            return duty.deadline.text if duty.deadline else ""
        return duty.deliverable or ""


def find_differences(duties: tuple[Obligation, ...]) -> tuple[Difference, ...]:
    """The differences between tied rows and paragraphs, by the order of the rows.

    >>> find_differences(())
    ()
    """
    by_id = {duty.id: duty for duty in duties}
    found: list[Difference] = []
    for row in duties:
        prose = by_id.get(row.duplicate_of or "")
        if row.where != "table" or prose is None or prose.where != "prose":
            continue
        if prose.duplicate_of == row.id:  # a weaker tie is no ground for a finding
            found += [Difference(field, prose, row) for field in _fields(prose, row)]
    return tuple(found)


def tell_differences(duties: tuple[Obligation, ...]) -> tuple[Diagnostic, ...]:
    """The differences as diagnostics for people (codes ``row-prose-lead``, …)."""
    say = speaker("vi")
    return tuple(
        Diagnostic(
            "warning",
            f"row-prose-{each.field}",
            say(
                f"row_prose.{each.field}",
                prose=each.said(each.prose)[:_SHOWN],
                row=each.said(each.row)[:_SHOWN],
                task=each.row.text[:_SHOWN],
            ),
            each.row.span,
            each.row.page,
        )
        for each in find_differences(duties)
    )


def _fields(prose: Obligation, row: Obligation) -> Iterator[Field]:
    if _leads_differ(prose.lead, row.lead) and not _is_one_of(row, prose):
        yield "lead"
    ends = [
        date.fromisoformat(duty.deadline.end)
        for duty in (prose, row)
        if duty.deadline and duty.deadline.end
    ]
    if len(ends) == 2 and abs((ends[0] - ends[1]).days) > _STRICT:
        yield "deadline"
    one, other = (_form(duty.deliverable) for duty in (prose, row))
    if one and other and one[1] == other[1] and one != other:
        yield "product"


def _is_one_of(row: Obligation, prose: Obligation) -> bool:
    """Whether the heading over the paragraph names a group, and the row one or some of it."""
    if not prose.lead_inherited or not all(map(_is_group, prose.lead)):
        return False
    inside, whole = (set(binds(tuple(b.name for b in duty.lead))) for duty in (row, prose))
    return inside - {"central"} <= whole


def _leads_differ(one: tuple[Body, ...], other: tuple[Body, ...]) -> bool:
    if not one or not other:
        return False
    named = [{body.id or fold(body.name) for body in lead if not _is_group(body)}
             for lead in (one, other)]  # fmt: skip
    groups = [
        set(binds(tuple(body.name for body in lead if _is_group(body)))) for lead in (one, other)
    ]
    return named[0] != named[1] or groups[0] != groups[1]


def _is_group(body: Body) -> bool:
    return bool(_GROUP.match(fold(body.name)) or re.search(r"\bcác\b", fold(body.name)))


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    """The forms of acts (decree, circular) and of plans (scheme, programme)."""
    rows = ((fold(word), kind) for word, kind in read_table("products.tsv"))
    return tuple(row for row in rows if row[1] in ("act", "plan"))


def _form(product: str | None) -> tuple[str, str] | None:
    said = fold(product or "").removeprefix("các ").removeprefix("dự thảo ")
    return next((form for form in _forms() if said.startswith(form[0])), None)
