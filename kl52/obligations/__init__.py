"""Obligations: what a document tells whom to do, by when, with what product.

First the area, then what stands in it: :mod:`sections` says which parts can oblige at all;
:mod:`prose` walks them, :mod:`clauses` cuts their sentences, :mod:`duty_rules` decides which
oblige, :mod:`duties` fills the fields from :mod:`actions`, :mod:`actors`, :mod:`deadlines`,
:mod:`deliverables` and :mod:`targets`. :mod:`task_tables` reads annex tables (also
:mod:`flat_tables` of copied text) and :mod:`rows` makes obligations of their rows;
:mod:`twins` ties a row to the sentence that says the same (by :mod:`likeness`), and
:mod:`differences` says where the two disagree. :mod:`objects` and :mod:`circumstances` fill
what a task says beside who, what and when.

A deadline is read by :mod:`deadlines` from :mod:`moments` of the calendar, :mod:`cadences` and
:mod:`durations`, tied to the action by :mod:`time_phrases`; :mod:`deadline_order` compares two,
:mod:`deadline_words` puts one in plain words.
"""

from kl52.obligations.finding import find_obligations

__all__ = ["find_obligations"]
