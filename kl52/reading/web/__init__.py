"""Saved web pages: :mod:`page_bytes` decodes, :mod:`site` finds the document, :mod:`html` walks it.

:mod:`tags`, :mod:`lists`, :mod:`notes` and :mod:`tables` say what elements print.
"""
