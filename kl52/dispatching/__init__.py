"""The dispatch sheet that offices make by hand: who has to do what by when, from which paper.

First the data, then its forms: :mod:`rows` makes one row of each task, its twins folded in;
:mod:`recurrence` says when what recurs is due, :mod:`grouping` groups, :mod:`sheet` chooses and
counts; :mod:`cells` puts a row into the words of an office, :mod:`columns` into those of a file.
:mod:`view` prints the sheet on a terminal, :mod:`clarities` how clear its tasks are;
:mod:`workbook` makes it an Excel file, :mod:`flat` CSV, :mod:`calendar` a calendar, :mod:`fields`
JSON.
"""

from kl52.dispatching.grouping import Group
from kl52.dispatching.rows import Row, rows_of
from kl52.dispatching.sheet import Choice, Sheet, make_sheet

__all__ = ["Choice", "Group", "Row", "Sheet", "make_sheet", "rows_of"]
