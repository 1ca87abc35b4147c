"""The cascade as a picture: rows are levels, time runs to the right, lines lead down.

In: the graph of :meth:`kl52.library.Library.cascade`, or one like it. Out: SVG. A document is a box
with number, issuer, title, day; dashed where its text is missing, its number struck through where
it is no longer in force. The pointer (or a click, or the Tab key) brings out what a document hangs
on and what hangs on it. At most ``most`` documents are drawn, the nearest ones; what is left out is
said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kl52.drawing.boxes import LARGE, SMALL, box, date_in, name_of
from kl52.drawing.grid import Item, place
from kl52.drawing.levels import ROWS, row_of
from kl52.drawing.routes import Line, Plan, Point, path_of, route
from kl52.drawing.svg import (
    LINE,
    Picture,
    element,
    fitted,
    paragraph,
    picture,
    text,
    title,
    width_of,
)
from kl52.language.wording import Say, speaker
from kl52.views.naming import day, relation_of

if TYPE_CHECKING:
    import networkx as nx

MOST = 150  # documents drawn
_CHAINS = 100  # up to so many documents whole chains are brought out, beyond that neighbours
_LARGE = 30  # documents from where on boxes get smaller and columns more
_STYLES = ("continues", "implements", "promulgates", "legal_basis")
_LEFT, _TOP = 96, 30


def cascade_svg(
    G: nx.MultiDiGraph[str],
    focus: str | None = None,
    *,
    lang: str = "vi",
    url: Callable[[str], str | None] = lambda id: None,
    most: int = MOST,
) -> Picture:
    """The picture of a cascade; ``focus`` is brought out, ``url`` gives documents an address.

    >>> from kl52.library import Library
    >>> conclusion = "/akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw"
    >>> picture = cascade_svg(Library().cascade(conclusion))
    >>> picture.count('class="box"'), "48/KH-UBND" in picture, " id=" in picture
    (9, True, False)
    """
    say = speaker(lang)
    focus = focus if focus is not None else G.graph.get("focus")
    shown = _nearest(G, focus, most)
    order = _from_above(G, shown)
    rows = [row for row in ROWS if any(row_of(G.nodes[id]) == row for id in shown)]
    items = [Item(id, rows.index(row_of(G.nodes[id])), date_in(G.nodes[id])) for id in order]
    above = {id: [each for each in G.successors(id) if each in shown] for id in order}
    large = len(shown) > _LARGE
    grid, lines = place(items, above, 6 if large else 5), _lines(G, order, shown)
    size = SMALL if large else LARGE
    plan = route(grid, lines, size, _LEFT, _TOP)
    chains = _chains(order, above)
    legend, deep = _legend(G, shown, {style for *_, style in lines}, plan, say)
    width = max(plan.size[0] + 12, 620)
    body = [
        element("rect", class_="back", width=width, height=plan.size[1] + deep),
        *_bands(rows, plan, width, say),
        *_spans(grid.dates, plan, size),
        *_drawn(G, lines, plan, order, above, chains),
        *(
            box(G.nodes[id], plan.boxes[id], size, marks, url(id), say)
            for id, marks in zip(order, _marks(order, chains, focus), strict=True)
        ),
        *legend,
    ]
    missing = sum(not G.nodes[id].get("held") for id in shown)
    label = say("drawing.cascade", documents=len(shown), missing=missing)
    if focus is not None and focus in G:
        label = f"{label}. {say('drawing.focus')}: {name_of(G.nodes[focus])}"
    return picture(
        body, width, plan.size[1] + deep, label,
        kind="cascade", role="group", style=_bringing_out(len(order)),
    )  # fmt: skip


# -- what is drawn -------------------------------------------------------------------------------


def _nearest(G: nx.MultiDiGraph[str], focus: str | None, most: int) -> set[str]:
    """The documents that are drawn: all, or those nearest to the one in focus (or to the roots)."""
    if len(G) <= most:
        return set(G)
    starts = [id for id in (focus,) if id is not None and id in G]
    starts = starts or sorted(id for id in G if not G.out_degree(id))
    seen = dict.fromkeys(starts[:most])
    waiting = deque(seen)
    while waiting and len(seen) < most:
        id = waiting.popleft()
        for near in sorted({*G.successors(id), *G.predecessors(id)}):
            if near not in seen and len(seen) < most:
                seen[near] = None
                waiting.append(near)
    return set(seen)


def _from_above(G: nx.MultiDiGraph[str], shown: set[str]) -> list[str]:
    """The documents in such an order that what stands above comes first; circles are cut."""
    left = {id: sum(each in shown for each in set(G.successors(id))) for id in sorted(shown)}
    ready = deque(id for id, count in left.items() if not count)
    order: dict[str, None] = {}
    while len(order) < len(left):
        id = ready.popleft() if ready else next(each for each in left if each not in order)
        if id in order:
            continue
        order[id] = None
        for below in sorted(set(G.predecessors(id)) & shown):
            left[below] -= 1
            if not left[below]:
                ready.append(below)
    return list(order)


def _lines(G: nx.MultiDiGraph[str], order: Sequence[str], shown: set[str]) -> list[Line]:
    """One line for each pair, in the style of its strongest relation."""
    lines = []
    for below in order:
        for above in sorted(set(G.successors(below)) & shown - {below}):
            told = {str(edge.get("relation", key)) for key, edge in G[below][above].items()}
            style = next((each for each in _STYLES if each in told), min(told))
            lines.append((above, below, style))
    return lines


def _chains(order: Sequence[str], above: Mapping[str, Sequence[str]]) -> list[set[int]]:
    """For each document those of its chain: what it hangs on, and what hangs on it."""
    number = {id: at for at, id in enumerate(order)}
    ups: list[set[int]] = []
    for at, id in enumerate(order):
        near = {number[each] for each in above[id]}
        whole = [ups[each] for each in near if each < at] if len(order) <= _CHAINS else []
        ups.append(near.union({at}, *whole))
    chains = [set(up) for up in ups]
    for at, up in enumerate(ups):
        for each in up:
            chains[each].add(at)
    return chains


# -- how it is drawn -----------------------------------------------------------------------------


def _bands(rows: Sequence[str], plan: Plan, width: float, say: Say) -> Iterator[str]:
    for number, (row, (top, height)) in enumerate(zip(rows, plan.bands, strict=True)):
        if number % 2 == 0:
            yield element("rect", class_="band", y=top, width=width, height=height)
        name = fitted(say(f"drawing.row.{row}"), _LEFT - 14, 12, 4)
        yield paragraph(name, 8, top + 28, class_="head")


def _spans(dates: Sequence[Sequence[str]], plan: Plan, size: Point) -> Iterator[str]:
    """The time of each column, above it."""
    for x, held in zip(plan.columns, dates, strict=True):
        if held:
            first, last = (day(each[:7]) for each in (held[0], held[-1]))
            words = first if first == last else f"{first} – {last}"
            yield text(words, x + size[0] / 2, _TOP - 11, class_="faint middle")


def _drawn(
    G: nx.MultiDiGraph[str],
    lines: Sequence[Line],
    plan: Plan,
    order: Sequence[str],
    above: Mapping[str, Sequence[str]],
    chains: Sequence[set[int]],
) -> Iterator[str]:
    number = {id: at for at, id in enumerate(order)}
    roundabout = {
        (each, id)
        for id in order
        for each in above[id]
        if any(number[each] in chains[number[other]] and other != each
               and number[other] > number[each] for other in above[id])
    }  # fmt: skip
    for line in lines:
        start, below, style = line
        ends = (number[start], number[below])
        marks = " ".join(f"r{each}" for each in sorted(chains[ends[0]] & chains[ends[1]]))
        far = " far" if (start, below) in roundabout else ""
        x, y = plan.lines[line][-1]
        yield element(
            "g",
            title(_told(G, below, start)),
            element("path", class_=f"line {style}", d=path_of(plan.lines[line])),
            element("path", class_="arrow", d=f"M{x + 6:.1f},{y:.1f}l-8,-4v8z"),
            class_=f"edge {marks}{far}",
        )


def _told(G: nx.MultiDiGraph[str], below: str, above: str) -> str:
    """What a line says: who does what to whom, and by which words."""
    edges = G[below][above].values()
    quote = next((f": «{edge['evidence']}»" for edge in edges if edge.get("evidence")), "")
    return f"{name_of(G.nodes[below])} → {name_of(G.nodes[above])}{quote}"


def _marks(order: Sequence[str], chains: Sequence[set[int]], focus: str | None) -> Iterator[str]:
    """The classes of each document: its own, those of its chain, whether it is in focus."""
    for at, (id, chain) in enumerate(zip(order, chains, strict=True)):
        near = " ".join(f"r{each}" for each in sorted(chain))
        yield f"n{at} {near}{' focus' if id == focus else ''}"


def _bringing_out(count: int) -> str:
    """The pointer on a document, or a click on it, makes what is not of its chain faint."""
    return "".join(
        f".kl52-drawing.cascade:has(.n{at}:is(:hover,:focus)) {what}:not(.r{at}){{opacity:{faint}}}"
        for at in range(count)
        for what, faint in ((".node", ".2"), (".edge", ".04"))  # lines lie on each other
    )


def _legend(
    G: nx.MultiDiGraph[str], shown: set[str], styles: set[str], plan: Plan, say: Say
) -> tuple[list[str], float]:
    """What the signs mean, and how high that is."""
    top, x, right = plan.size[1] + 24, 8.0, max(plan.size[0], 620)
    signs: list[tuple[str, str]] = [
        (element("path", class_=f"line {style}", d="M0,-4h34"), relation_of(style, say))
        for style in (*_STYLES, *sorted(styles - set(_STYLES)))
        if style in styles
    ]
    if styles:
        arrow = element("path", class_="line", d="M0,-4h28") + element(
            "path", class_="arrow", d="M34,-4l-8,-4v8z"
        )
        signs.append((arrow, say("drawing.arrow")))
    if any(not G.nodes[id].get("held") for id in shown):
        box = element("rect", class_="box", y=-11, width=34, height=13, rx=3)
        signs.append((element("g", box, class_="missing-text"), say("drawing.no_text")))
    done, y = [], top
    for sign, words in signs:
        wide = 42 + width_of(words) + 22
        if x + wide > right and x > 8:
            x, y = 8.0, y + LINE + 6
        done.append(element("g", sign, text(words, 42, 0), transform=f"translate({x:.1f},{y:.1f})"))
        x += wide
    if len(G) > len(shown):
        y += LINE + 6
        done.append(text(say("drawing.more", count=len(G) - len(shown)), 8, y, class_="strong"))
    return done, y - plan.size[1] + 14
