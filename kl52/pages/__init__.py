"""One self-contained page for a browser: a coverage, or a trace, with its evidence.

In: a coverage or a trace. Out: HTML that loads nothing and runs nothing but its own script.

:mod:`values` is what a page shows. :mod:`quoting` makes the words of a task, with those marked
that another text has too; :mod:`ladders` the documents above by level, which :mod:`pictures`
draws; :mod:`texts` the whole text with marks in it; :mod:`titles` what the document is.
:mod:`coverages` (with its findings, :mod:`faults`, and :mod:`coverage_notes`) and :mod:`traces`
put a page together of them, with what :mod:`filters` offers to choose from; :mod:`rendering`
writes it by the templates of ``kl52/data`` (``page-*.html``).

Guarantee: words of documents get into HTML by the templates and the pictures alone, which escape
all of them.
"""

from kl52.pages.coverages import coverage_page
from kl52.pages.rendering import page_html
from kl52.pages.traces import trace_page
from kl52.pages.values import Page

__all__ = ["Page", "coverage_page", "page_html", "trace_page"]
