"""Text in old eight-bit fonts (TCVN3, VNI, VISCII, VPS, Windows-1258) becomes Unicode.

:mod:`charmaps` has the sets, :mod:`words` judges words, :mod:`fonts` finds which sets a text has,
:mod:`lines`, :mod:`mixtures` and :mod:`capitals` convert, :mod:`conversion` says so.
"""
