"""PDF: :mod:`document` opens a file, :mod:`pages` reads a page, :mod:`writing` writes them all.

Letters: :mod:`calls`, :mod:`letters`, :mod:`views`, :mod:`lines`, :mod:`words`; what a page is
made of: :mod:`columns` (also in :mod:`old_fonts`), :mod:`margins`, :mod:`line_numbers`,
:mod:`notes`, :mod:`annotations` and the :mod:`undrawn` ones; tables: :mod:`drawn`,
:mod:`rulings`, :mod:`grids`, :mod:`ways`, :mod:`open_tables`, :mod:`tables`, :mod:`drafts`,
:mod:`joining`.
"""
