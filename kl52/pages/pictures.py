"""The cascade as a picture, its styles among those of the page.

In: the chain above a document. Out: SVG in which :mod:`kl52.drawing` has escaped every word; it
holds no style of its own, so that a page may allow just the styles it knows.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from markupsafe import Markup

from kl52.catalogue import Catalogue
from kl52.drawing.cascades import cascade_svg
from kl52.drawing.chains import chain_graph
from kl52.hops import Hop
from kl52.model import Document

_STYLE = re.compile(r"<style>[^<]*</style>")


def cascade_picture(
    doc: Document,
    subject: str,
    hops: Sequence[Hop],
    catalogue: Catalogue,
    lang: str,
    *,
    missing: Container[str] = (),
) -> Markup:
    """The picture; nothing where nothing stands above."""
    if not hops:
        return Markup("")
    central = [hop for hop in hops if hop.central] or list(hops)
    drawn = cascade_svg(chain_graph(doc, central, catalogue, missing), subject, lang=lang)
    return Markup(_STYLE.sub("", drawn))
