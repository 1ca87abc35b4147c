"""The library: the documents whose text is at hand, the bundled ones and the user's own.

In the order of the data: :mod:`folders` says which files below a folder may be documents,
:mod:`places` which of all that a user names, also in storages far away; :mod:`intake` reads and
parses one file, wherever that is done, and :mod:`packing` makes bytes of it; :mod:`store` is the
SQLite file and who may write it when, :mod:`records` a document as rows of its tables,
:mod:`keeping` puts these in, takes them out and resolves citations anew, by way of :mod:`shelf`,
the library's documents as the catalogue sees them, and :mod:`lists`, the user's own catalogue.
:mod:`searching` finds words in them. :mod:`holdings` reads what the library holds, :mod:`naming`
tells which document of it a person means; :mod:`adding` takes documents in: what bears a mark of
secrecy is stored nowhere unless that is allowed. :mod:`removing` takes them out, :mod:`updating`
follows their files and newer versions of kl52, and :mod:`verifying` says whether all of it is
whole.
"""

from kl52.library.holdings import Library

__all__ = ["Library"]
