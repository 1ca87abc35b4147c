"""What a person can open for a citation: the file of the library, or the page of its source.

Input: a citation and the library. Output: a URL, or ``None``. Nothing is fetched. Guarantee:
only ``https``, ``http`` and ``file``, and a ``file`` only where the library holds it.
"""

from __future__ import annotations

import re

from kl52.catalogue import Catalogue
from kl52.library import Library
from kl52.model import Citation

_URL = re.compile(r"https?://[^\s<>\"'\x00-\x1f]+")


def link_of(cite: Citation, library: Library) -> str | None:
    """The file of the document that ``cite`` means, else the page that the catalogue names."""
    if cite.target is None or cite.state == "self":
        return None
    id = cite.target.split("#")[0]
    path = library.file_of(id)
    return path.as_uri() if path is not None else source_url(id, library.catalogue)


def source_url(id: str, catalogue: Catalogue) -> str | None:
    """The first address that the catalogue's sources for a document name."""
    entry = catalogue.by_id(id)
    for fact in entry.sources if entry is not None else ():
        found = _URL.search(fact.source)
        if found is not None:
            return found[0].rstrip(".,;)")
    return None
