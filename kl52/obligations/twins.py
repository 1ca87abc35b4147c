"""Ties the table row and the prose item that state the same task, then items of two parts.

Input: the obligations of one document, its units and its task tables. Output: the obligations,
``duplicate_of`` set in both directions. A row and an item are alike by the words they share.
Under the same title (that of the rows' section and the item's heading) less likeness is needed.
Each is tied to its likest partner first, one to one; what is left over may join a partner that is
taken (a row often merges several items) where it is much alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kl52.language.lexicon import fold
from kl52.model import Obligation, Text, Unit
from kl52.obligations.columns import TaskTable
from kl52.obligations.likeness import compare, longest_run, words_of
from kl52.obligations.restated import find_restated
from kl52.values import evolve

_APART = 0.6  # the least likeness of an item and a row under different titles
_TOGETHER = 0.25  # and under the same one
_SHARED = 0.55  # under the same title, for a partner that is taken
_SHARED_APART = 0.8  # and under different ones
_TARGET = 0.7  # for a quantity, of which many are alike but for the number
_SAME_TITLE = 0.8
_AHEAD = 0.15  # by which the same title puts a pair before others
_LEAD = 0.05  # that the same lead adds, and other leads take off
_LONG_RUN = 14  # words that stand in both in one row: a sentence taken over
_FEWEST = 7  # words: shorter texts agree by chance

Titles = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """An item and a row that may be the same task; ``extra``: even if one of them is taken."""

    item: str
    row: str
    rank: float
    extra: bool


def tie_twins(
    duties: tuple[Obligation, ...], titles: Titles | None = None
) -> tuple[Obligation, ...]:
    """``duties`` with the duplicates tied: rows to items, then items to those of other parts.

    ``titles`` are the titles above each obligation, by its id (:func:`titles_above`).
    """
    words = {duty.id: words_of(_task_of(duty)) for duty in duties}
    items, rows = (
        {each.id: words[each.id] for each in duties if _counts(each, where, words)}
        for where in ("prose", "table")
    )
    twins = find_restated(duties, items) | _rows_tied(items, rows, titles or {}, duties)
    return tuple(
        duty
        if duty.duplicate_of == (twin := twins.get(duty.id))
        else evolve(duty, duplicate_of=twin)
        for duty in duties
    )


def _rows_tied(
    items: Mapping[str, list[str]],
    rows: Mapping[str, list[str]],
    titles: Titles,
    duties: tuple[Obligation, ...],
) -> dict[str, str]:
    """For each row its item and for each item its row."""
    if not items or not rows:
        return {}
    twins: dict[str, str] = {}
    pairs = sorted(_pairs(items, rows, titles, duties), key=lambda pair: (-pair.rank, pair.extra))
    for pair in pairs:
        if pair.item not in twins and pair.row not in twins:
            twins |= {pair.item: pair.row, pair.row: pair.item}
    for pair in pairs:
        if pair.extra:
            twins = {pair.item: pair.row, pair.row: pair.item} | twins
    return twins


def _task_of(duty: Obligation) -> str:
    """The words of an obligation without who and by when: a row has those in other cells."""
    text = duty.text
    stated = [body.name for body in (*duty.lead, *duty.coordinate)]
    for words in (*stated, duty.deadline.text if duty.deadline else ""):
        text = text.replace(words, " ") if words else text
    return text


def _counts(duty: Obligation, where: str, words: Mapping[str, list[str]]) -> bool:
    return duty.where == where and len(words[duty.id]) >= _FEWEST


def _pairs(
    items: Mapping[str, list[str]],
    rows: Mapping[str, list[str]],
    titles: Titles,
    duties: tuple[Obligation, ...],
) -> Iterator[_Pair]:
    leads = {duty.id: frozenset(fold(body.name) for body in duty.lead) for duty in duties}
    kinds = {duty.id: duty.kind for duty in duties}
    for (item, row), likeness in compare(items, rows).items():
        if likeness < _TOGETHER / 2 or not _same_kind(kinds[item], kinds[row]):
            continue
        together = bool(titles.get(item, frozenset()) & titles.get(row, frozenset()))
        if likeness < _APART and longest_run(items[item], rows[row]) >= _LONG_RUN:
            likeness = _APART
        likeness += _same_lead(leads[item], leads[row]) * _LEAD
        least = _TOGETHER if together else _APART
        if "target" in (kinds[item], kinds[row]):
            least = _TARGET
        if likeness >= least:
            extra = likeness >= (_SHARED if together else _SHARED_APART)
            yield _Pair(item, row, likeness + together * _AHEAD, extra)


def _same_kind(item: str, row: str) -> bool:
    """A ban is no task, an indicator none either; but a row may make a task of a target."""
    return (item == "prohibition") == (row == "prohibition") and (row != "target" or item == row)


def _same_lead(one: frozenset[str], other: frozenset[str]) -> int:
    """1 where both name a body, -1 where both name only others, 0 where one names nobody."""
    return (1 if one & other else -1) if one and other else 0


def titles_above(
    duties: Iterable[Obligation],
    text: Text,
    units: tuple[Unit, ...],
    tables: tuple[TaskTable, ...],
) -> dict[str, frozenset[str]]:
    """The titles above each obligation, as far as rows and items both have them.

    A title that a section of rows and a heading of the text share (nearly) goes by the words
    of the section.
    """
    sections = dict(_sections(text, tables))
    headings = {unit.id: unit.heading for unit in units if unit.heading}
    alike = _same_titles(set(sections.values()), set(headings.values()))
    above = _headings_above(units, headings)
    found: dict[str, frozenset[str]] = {}
    for duty in duties:
        if duty.where == "table":
            section = sections.get(duty.span.start)
            found[duty.id] = frozenset((section,) if section else ())
        else:
            names = above.get(duty.unit or "", ())
            found[duty.id] = frozenset(t for name in names for t in alike.get(name, ()))
    return found


def _sections(text: Text, tables: tuple[TaskTable, ...]) -> Iterator[tuple[int, str]]:
    """Where each row's task begins, with the section that the row stands in."""
    for table in tables:
        section = ""
        for row in table.rows:
            if row.section:
                section = row.task.of(text.text)
            elif section:
                yield row.task.start, section


def _headings_above(
    units: tuple[Unit, ...], headings: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    above: dict[str, tuple[str, ...]] = {}
    for unit in units:
        own = (headings[unit.id],) if unit.id in headings else ()
        above[unit.id] = (*above.get(unit.parent or "", ()), *own)
    return above


def _same_titles(sections: set[str], headings: set[str]) -> dict[str, list[str]]:
    """For each heading the sections of the same title."""
    ones = {each: words_of(each) for each in sorted(headings)}
    others = {each: _unnumbered(words_of(each)) for each in sorted(sections)}
    alike: dict[str, list[str]] = {}
    for (heading, section), likeness in compare(ones, others).items():
        if likeness >= _SAME_TITLE and min(len(ones[heading]), len(others[section])) > 2:
            alike.setdefault(heading, []).append(section)
    return alike


def _unnumbered(words: list[str]) -> list[str]:
    """``1. Xây kho``, ``II. Xây kho``: the number of a section is no part of its title."""
    numbered = words[:1] and (words[0].isdigit() or not words[0].strip("ivx"))
    return words[1:] if numbered else words
