"""The documents above by level: those at the top first, the document itself last.

In: the hops of a cascade. Out: for each level its documents, each with how those below stand to it
and the words that say so. A document stands above all that rest on it, even by a long way round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

import networkx as nx

from kl52.hops import Hop
from kl52.language.wording import Say
from kl52.pages.quoting import words_of
from kl52.pages.values import Quote, Rung
from kl52.views.duties import provenance_of
from kl52.views.naming import Name, clip_middle

_QUOTE = 300  # characters


def rungs_of(
    subject: str,
    hops: Sequence[Hop],
    name: Name,
    say: Say,
    *,
    roots: Container[str] = (),
    missing: Container[str] = (),
) -> tuple[tuple[Rung, ...], ...]:
    """The levels from the top down; those that only a task cites are left out, if others are."""
    central = [hop for hop in hops if hop.central] or list(hops)
    by_above: dict[str, list[Hop]] = defaultdict(list)
    for hop in central:
        by_above[hop.above].append(hop)

    def rung(id: str) -> Rung:
        notes = [say("root")] if id in roots else []
        notes += [say("no_text")] if id in missing else []
        told = tuple((_relation(hop, name, say), _quote(hop, name, say)) for hop in by_above[id])
        return Rung(name(id), told, tuple(notes))

    heights = _heights(subject, central)
    levels: dict[int, list[str]] = defaultdict(list)
    for id, height in heights.items():
        levels[height].append(id)
    return tuple(
        tuple(rung(id) for id in sorted(levels[height])) for height in sorted(levels, reverse=True)
    )


def _heights(subject: str, hops: Sequence[Hop]) -> dict[str, int]:
    """How many steps each document is above ``subject``, by the longest way up."""
    graph = nx.DiGraph((hop.below, hop.above) for hop in hops)
    graph.add_node(subject)
    graph = graph.subgraph(nx.descendants(graph, subject) | {subject})
    whole = nx.condensation(graph)  # documents that name each other share a level
    heights: dict[int, int] = {}
    for part in nx.topological_sort(whole):
        below = (heights[each] + 1 for each in whole.predecessors(part))
        heights[part] = max(below, default=0)
    parts: dict[str, int] = whole.graph["mapping"]
    return {id: heights[part] for id, part in parts.items()}


def _relation(hop: Hop, name: Name, say: Say) -> str:
    words = say("html.hop", below=name(hop.below), relation=say(f"relation.{hop.relation}"))
    if any(each.state == "mismatch" for each in hop.evidence):
        words += f" ({say('doubtful')})"
    return words


def _quote(hop: Hop, name: Name, say: Say) -> Quote:
    quote = hop.evidence[0]
    about = [name(quote.document)] if quote.document is not None else []
    about += [say("page", page=quote.page)] if quote.page else []
    about += [provenance_of(quote.provenance, say)] if quote.provenance else []
    about += [say(f"certainty.{quote.certainty}")] if quote.certainty else []
    return Quote(words_of(clip_middle(quote.text, _QUOTE)), ", ".join(about))
