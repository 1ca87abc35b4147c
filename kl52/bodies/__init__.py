"""Bodies: which stretch of text names one, and which body of the dated registry it is.

:mod:`lists` reads printed lists (with the grammar of :mod:`names` over the words of :mod:`words`),
:mod:`places` says which province is named, :mod:`registry` who each name is and since when,
:mod:`levels` of what level, :mod:`lineage` who took over and whom it corresponds to,
:mod:`collectives` who belongs to a class, :mod:`binding` whom a list binds. :mod:`units` knows
communes and districts. :func:`describe` of :mod:`profile` puts it together for one name, as
``kl52 body`` shows it.
"""

from kl52.bodies.binding import binds
from kl52.bodies.collectives import members
from kl52.bodies.levels import level_of
from kl52.bodies.lineage import counterparts, in_charge, parent_of, successors
from kl52.bodies.lists import body_spans, match_body_at, split_bodies
from kl52.bodies.places import province_of
from kl52.bodies.profile import describe
from kl52.bodies.registry import bodies_named, body_id, body_of_symbol, entry, find_body

__all__ = [
    "binds",
    "bodies_named",
    "body_id",
    "body_of_symbol",
    "body_spans",
    "counterparts",
    "describe",
    "entry",
    "find_body",
    "in_charge",
    "level_of",
    "match_body_at",
    "members",
    "parent_of",
    "province_of",
    "split_bodies",
    "successors",
]
