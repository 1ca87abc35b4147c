"""PDF: :mod:`document` opens a file, :mod:`pages` reads a page, :mod:`writing` writes them all.

Letters: :mod:`calls`, :mod:`letters`, :mod:`lines`, :mod:`words`; what a page is made of:
:mod:`columns`, :mod:`margins`, :mod:`notes`, :mod:`annotations`; tables: :mod:`rulings`,
:mod:`grids`, :mod:`ways`, :mod:`open_tables`, :mod:`tables`, :mod:`drafts`, :mod:`joining`.
"""
