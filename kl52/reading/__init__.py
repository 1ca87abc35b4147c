"""Reading: a file as raw text with its lines, their places on the page and in tables.

:mod:`dispatch` recognises the format by the content and calls the reader that fits: PDF
(:mod:`pdf` with :mod:`pdf_words`, :mod:`pdf_columns`, :mod:`pdf_tables`), Word (:mod:`word`,
:mod:`word_numbering`), spreadsheets (:mod:`sheets`, :mod:`sheet_files`, :mod:`sheet_values`),
old Office files (:mod:`office`, :mod:`libreoffice`, :mod:`word_binary`, :mod:`rich_text`,
:mod:`slides`), :mod:`html`, :mod:`markdown`, :mod:`plain` text; :mod:`assembly` gathers what
they find. :mod:`encodings` makes text of bytes; :mod:`legacy` and :mod:`word_legacy` make
Unicode of text in old 8-bit fonts, by :mod:`charmaps`, :mod:`syllables`, :mod:`legacy_words`
and :mod:`legacy_fonts`.
"""

from kl52.reading.dispatch import read_document

__all__ = ["read_document"]
