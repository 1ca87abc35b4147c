"""Obligations: what a document tells whom to do, by when, with what product.

In: :class:`~kl52.model.Text`, its units, header and citations. Out:
:class:`~kl52.model.Obligation` values in text order; :mod:`finding` calls what follows.

First the area, then what stands in it: :mod:`sections` says which parts can oblige at all;
:mod:`prose` walks them with what headings and :mod:`lead_ins` settle, :mod:`clauses` cuts their
sentences, :mod:`duty_rules` decides which oblige, :mod:`duties` fills the fields from
:mod:`actions`, :mod:`actors` (over the :mod:`subjects` of sentences), :mod:`deadlines`,
:mod:`deliverables`, :mod:`targets` and the :mod:`labels` below a task. :mod:`task_tables` reads
annex tables by their :mod:`columns`, some :mod:`combined` (also :mod:`flat_tables` of copied text)
and :mod:`rows` makes obligations of their rows; :mod:`twins` ties a row to the sentence that says
the same (by :mod:`likeness`), :mod:`restated` an annex to the text, and :mod:`differences` says
where the two disagree. :mod:`assigning`, :mod:`objects` and :mod:`circumstances` fill what a task
says beside who, what and when; :mod:`clarity` judges how much of it is clear.

A deadline is read by :mod:`deadlines` from :mod:`moments` of the calendar, :mod:`cadences` and
:mod:`durations` (in the words of :mod:`time_words`), tied to the action by :mod:`time_phrases`
(:mod:`impossible` keeps what no calendar has); :mod:`deadline_order` compares two,
:mod:`deadline_words` puts one in plain words.
"""

from kl52.obligations.finding import find_obligations, see_conditions

__all__ = ["find_obligations", "see_conditions"]
