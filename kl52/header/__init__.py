"""The header and signature of a document: who says what to whom, when, and how secretly.

In: :class:`~kl52.model.Text`. Out: :class:`~kl52.model.Header` and the spans that are no body.
Guarantee: facts come from these blocks only, never from the running text. In order: :mod:`lines`
says what a line of them can be, :mod:`issuers` whose name stands above the number, :mod:`titles`
what the document is about, :mod:`heading` reads a text that was retyped without its block;
:mod:`secrecy` the mark; :mod:`signature_lines` and :mod:`signature` the block at the end;
:mod:`finding` puts them together. A file may hold several papers: :mod:`papers` finds the others.
"""

from kl52.header.finding import find_header
from kl52.header.papers import find_papers, first_paper

__all__ = ["find_header", "find_papers", "first_paper"]
