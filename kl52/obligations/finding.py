"""Obligations: what a document tells whom to do, by when, with what product.

Input: a text with its units, header and citations. Output: :class:`~kl52.model.Obligation`
values in text order, ``o1``, ``o2``, …; their spans count in ``text.text``.
Guarantee: nothing in the header, the signature block, or a section of aims, viewpoints,
principles or money is an obligation; in a normative act only what assigns is one.
"""

from __future__ import annotations

from kl52.model import Citation, Header, Obligation, Text, Unit
from kl52.obligations.duties import Source
from kl52.obligations.prose import find_prose_duties
from kl52.obligations.rows import find_row_duties
from kl52.obligations.task_tables import find_task_tables
from kl52.obligations.twins import tie_twins, titles_above
from kl52.spans import Span
from kl52.values import evolve


def find_obligations(
    text: Text,
    units: tuple[Unit, ...],
    header: Header,
    citations: tuple[Citation, ...],
    *,
    secondhand: bool = False,
    outside: tuple[Span, ...] = (),
) -> tuple[Obligation, ...]:
    """The obligations of a document in text order; row and prose of one task are tied.

    ``outside`` are the headers and signatures of further papers in the same text.

    With ``secondhand`` (a press item that reports on a plan) every reported item and every
    assigning sentence is one obligation and is never split.

    >>> from kl52.model import Header
    >>> from kl52.parsing import text_of
    >>> from kl52.structure import find_units
    >>> text = text_of("II. NHIỆM VỤ\\n1. Sở Y tế\\na) Lập sổ theo dõi, xong trước ngày 02/9/2026.")
    >>> [duty] = find_obligations(text, find_units(text), Header(), ())
    >>> duty.lead[0].name, duty.lead_inherited, duty.deadline.end
    ('Sở Y tế', True, '2026-09-01')
    """
    source = Source(text, units, header, citations, secondhand)
    tables = find_task_tables(text)
    closed = [header.span, *outside, *(table.span for table in tables)]
    closed += [table.span for table in text.tables]
    if header.signature:
        closed.append(header.signature)
    found = list(find_prose_duties(source, tuple(closed), outside))
    if not source.normative:  # the tables of a normative act are forms and lists
        found += find_row_duties(source, tables)
    found.sort(key=lambda duty: duty.span)
    duties = tuple(evolve(duty, id=f"o{n}") for n, duty in enumerate(found, 1))
    return tie_twins(duties, titles_above(duties, text, units, tables))


def see_conditions(
    duties: tuple[Obligation, ...],
    text: Text,
    units: tuple[Unit, ...],
    header: Header,
    citations: tuple[Citation, ...],
) -> tuple[Obligation, ...]:
    """Obligations that know whether their conditions are met, by what is cited and known now."""
    source = Source(text, units, header, citations)
    return tuple(
        evolve(duty, condition_met=source.met(duty.span, duty.condition))
        if duty.condition
        else duty
        for duty in duties
    )
