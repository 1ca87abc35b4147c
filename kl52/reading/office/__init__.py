"""Other Office files: :mod:`documents` (.doc, .rtf), :mod:`sheets` (.xls, .xlsx), :mod:`slides`.

:mod:`libreoffice` converts where it is installed; :mod:`word_binary` and :mod:`rich_text` read
without it; :mod:`sheet_files` and :mod:`sheet_values` open spreadsheets.
"""
