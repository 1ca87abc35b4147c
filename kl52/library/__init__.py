"""The library: the documents whose text is at hand, the bundled ones and the user's own.

:mod:`folders` says which files below a folder may be documents, :mod:`holdings` reads what the
library holds, :mod:`adding` takes documents in: it is the only one that writes, and what bears a
mark of secrecy is stored nowhere unless that is allowed.
"""

from kl52.library.holdings import Library

__all__ = ["Library"]
