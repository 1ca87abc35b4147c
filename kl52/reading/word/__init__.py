"""Word (.docx): :mod:`package` and :mod:`file` open it, :mod:`document` writes it as printed.

:mod:`tree` settles tracked changes; :mod:`styles`, :mod:`numbering`, :mod:`numerals`,
:mod:`notes`, :mod:`runs`, :mod:`symbols`, :mod:`sections`, :mod:`boxes`, :mod:`columns` and
:mod:`tables` say what is printed, :mod:`fonts` makes Unicode of old fonts.
"""
