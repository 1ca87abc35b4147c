"""Text in old eight-bit fonts (TCVN3, VNI, VISCII, VPS, Windows-1258) becomes Unicode.

:mod:`charmaps` has the sets, :mod:`words` judges words, :mod:`fonts` finds what to convert,
:mod:`conversion` does it and says so.
"""
