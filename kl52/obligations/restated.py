"""Ties what an annex says again of a task to the item of the text that states it.

Input: the obligations of one document and the words of each. Output: pairs of ids, either way.
Only items of different parts (articles, sections, annexes) are compared, and only where most of
their words and a long run of them are the same: a plan speaks of the same things all through.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from kl52.model import Obligation
from kl52.obligations.likeness import compare_within, longest_run

_LEAST = 0.7
_RUN = 12  # words in a row that both have
_TASKS = frozenset({"task", "report"})


def find_restated(duties: tuple[Obligation, ...], words: Mapping[str, list[str]]) -> dict[str, str]:
    """For each item that another part states too the id of the other, one to one.

    ``words`` are those of the items that count, by id.
    """
    parts = {duty.id: _part(duty) for duty in duties if duty.id in words and duty.kind in _TASKS}
    if len([part for part, _ in groupby(parts.values())]) < 2:
        return {}
    items = {id: words[id] for id in parts}
    order = {id: n for n, id in enumerate(items)}
    twins: dict[str, str] = {}
    alike = sorted(
        (-likeness, order[one], order[other], one, other)
        for (one, other), likeness in compare_within(items, _LEAST).items()
        if parts[one] != parts[other]
    )
    for _, _, _, one, other in alike:
        if one in twins or other in twins or longest_run(items[one], items[other]) < _RUN:
            continue
        twins |= {one: other, other: one}
    return twins


def _part(duty: Obligation) -> str:
    """The topmost unit around an item; items of one list without any are of one part."""
    top, _, rest = (duty.unit or "").partition("__")
    return top if rest else ""
