"""Scans: pages that are pictures, and numbers that are pictures on digital pages.

:mod:`recognition` runs over the pages of a file, :mod:`pages` reads one by :mod:`tesseract`, with
:mod:`pictures`, :mod:`rulings`, :mod:`stamps`, :mod:`slots`, :mod:`digits`, :mod:`spoilt` and
:mod:`merging`; :mod:`covered` tells what stamps cover; :mod:`blanks` fills
what a text layer leaves open, :mod:`checks` doubts numbers, :mod:`cache` keeps what was read,
:mod:`picture_files` opens .jpg, .png and .tif.
"""
