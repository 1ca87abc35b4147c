"""Reading: a file as raw text with its lines, their places on the page and in tables.

:mod:`files` loads the bytes, :mod:`formats` tells what they are, :mod:`dispatch` calls the reader:
:mod:`pdf` (with :mod:`scans` for pages that are pictures), :mod:`word`, :mod:`office`, :mod:`web`,
:mod:`markdown`, :mod:`plain`. They write into the draft of :mod:`assembly`. :mod:`encodings` makes
text of bytes (and :mod:`stream_safe` of what stacks marks without end), :mod:`legacy` Unicode of
old fonts. :mod:`options` has what a caller may ask and the limits, :mod:`refusals` their messages;
:mod:`sandbox` reads in a process of its own, with limits on memory and time (:mod:`confinement`).
"""

from kl52.reading.dispatch import read_document

__all__ = ["read_document"]
