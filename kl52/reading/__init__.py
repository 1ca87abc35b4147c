"""Reading: a file as raw text with its lines, their places on the page and in tables.

:mod:`dispatch` recognises the format by the content and calls the reader that fits: PDF
(:mod:`pdf` with :mod:`pdf_words`, :mod:`pdf_columns`; its tables by
:mod:`pdf_rulings`, :mod:`pdf_grids`, :mod:`pdf_ways`, :mod:`pdf_open_tables`,
:mod:`pdf_tables`, :mod:`pdf_joining`), Word (:mod:`word`,
:mod:`word_numbering`), :mod:`html`, :mod:`markdown`, :mod:`plain` text; :mod:`legacy` tells
text in old 8-bit fonts; :mod:`assembly` gathers what they find.
:mod:`options` has the limits, :mod:`refusals` their messages; :mod:`sandbox` reads in a process of
its own, with limits on memory and time (:mod:`confinement`).
"""

from kl52.reading.dispatch import read_document

__all__ = ["read_document"]
