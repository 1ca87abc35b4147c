"""Traces and documents for people at a terminal.

Input: a :class:`~kl52.tracing.Trace` or a :class:`~kl52.model.Document`. Output: nothing
but what is written to the console. Everything printed is also in the JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import networkx as nx
from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text as Words
from rich.tree import Tree

from kl52.cascade import Hop, label
from kl52.catalogue import Catalogue
from kl52.model import Body, Diagnostic, Document, Obligation
from kl52.tracing import Trace, TracedObligation, TracedSource
from kl52.wording import Say

_STATES = ("traced", "cited_only", "local_only", "not_assessed")
_MARKS = {
    "traced": ("●", "green"),
    "cited_only": ("◐", "yellow"),
    "local_only": ("○", "red"),
    "not_assessed": ("·", "dim"),
}
_SHORT = 6
Name = Callable[[str], str]


def render_trace(
    result: Trace, catalogue: Catalogue, console: Console, say: Say, *, full: bool = False
) -> None:
    """Print the cascade as a tree, then every task with its source and the words that prove it."""
    name = _namer(result, catalogue)
    _heading(result.document, console, say)
    console.print()
    console.print(say("cascade"), style="bold")
    if result.chain:
        console.print(_tree(result, name, say))
    else:
        console.print(f"  {say('no_cascade')}")
    _obligations(result, console, say, name, full)
    if result.missing_documents:
        console.print()
        console.print(say("missing", count=len(result.missing_documents)), style="bold")
        for missing in result.missing_documents:
            line = Words(f"  ◌ {missing.cited_as}")
            line.append(f"  {say('would_link', count=missing.would_link)}", style="dim")
            console.print(line)
    render_diagnostics(result.diagnostics, console, say)


def render_diagnostics(diagnostics: tuple[Diagnostic, ...], console: Console, say: Say) -> None:
    if not diagnostics:
        return
    console.print()
    console.print(say("diagnostics"), style="bold")
    marks = {"error": "✗", "warning": "!", "info": "i"}
    for each in diagnostics:
        place = f" ({say('page', page=each.page)})" if each.page else ""
        console.print(
            Padding(
                Words(f"{marks[each.severity]} {each.message}{place}"), (0, 0, 0, 2), expand=False
            )
        )


def render_document(doc: Document, console: Console, say: Say) -> None:
    """Print what ``kl52 parse`` found, one line an item."""
    _heading(doc, console, say)
    console.print()
    console.print(say("citations", count=len(doc.citations)), style="bold")
    for cite in doc.citations:
        line = Words(f"  {cite.id:>4}  ")
        line.append(_clip(cite.text, 90))
        line.append(f"  {cite.relation} · {say('cite.' + cite.state)}", style="dim")
        console.print(line)
    console.print()
    console.print(say("duties", count=len(doc.obligations)), style="bold")
    for duty in doc.obligations:
        console.print(Words(f"  {duty.id:>4}  {_clip(duty.text, 110)}"))
        console.print(Padding(Words(_facts(duty, say), style="dim"), (0, 0, 0, 8), expand=False))
    console.print()
    console.print(say("units", count=len(doc.units)), style="bold")
    render_diagnostics(doc.diagnostics, console, say)


# -- parts ---------------------------------------------------------------------------------------


def _heading(doc: Document, console: Console, say: Say) -> None:
    header, reported = doc.header, doc.reports_on
    if reported is not None:
        words = [say("reports_on"), reported.type, reported.number or ""]
        date, issuer, title = reported.date, reported.issuer, reported.title
    else:
        words = [header.type or say("document"), header.number or ""]
        date, issuer, title = header.date, header.issuer, header.title
        if header.draft:
            words.append(f"({say('draft')})")
    line = Words(" ".join(word for word in words if word) or doc.source.name, style="bold")
    about = ", ".join(
        each for each in (say("issued", date=_day(date)) if date else "", issuer or "") if each
    )
    if about:
        line.append(f" · {about}", style="not bold")
    console.print(line)
    if title:
        console.print(_clip(title, 220), style="dim")
    if doc.provenance:
        console.print(f"[{_provenance(doc.provenance, say)}]", style="yellow", markup=False)


def _provenance(words: str, say: Say) -> str:
    return say("fictitious" if "fictitious" in words else "restated")


_STEPS = {
    "dieu": "Điều",
    "chuong": "Chương",
    "muc": "Mục",
    "tieu-muc": "Tiểu mục",
    "phan": "Phần",
    "phu-luc": "Phụ lục",
}


def place_of(unit: str | None) -> str:
    """A unit's id as people write the place.

    >>> place_of("phu-luc-i__r2.1"), place_of("dieu-2__1__c"), place_of("ke-hoach__ii__4")
    ('Phụ lục I, hàng 2.1', 'Điều 2.1.c', 'II.4')
    """
    steps = []
    for step in (unit or "").split("__"):
        name, _, number = step.rpartition("-")
        if name in _STEPS:
            steps.append(f"{_STEPS[name]} {number.upper() if name != 'dieu' else number}")
        elif re.fullmatch(r"r[\w.]+", step):
            steps.append(f", hàng {step[1:]}")
        elif re.fullmatch(r"[ivxl]+", step):
            steps.append(step.upper())
        elif step and not re.fullmatch(r"p\d+|phu-luc|[a-z]{2,}(?:-[a-z]+)+", step):
            steps.append(step)
    return ".".join(steps).replace(".,", ",").lstrip(", ")


def _namer(result: Trace, catalogue: Catalogue) -> Name:
    cited = {cite.target: cite for cite in result.document.citations if cite.target and cite.number}

    def name(id: str) -> str:
        entry = catalogue.by_id(id)
        if entry is not None:
            day = f" ({_day(entry.date)})" if entry.date else ""
            return f"{entry.type} {entry.number or entry.title or ''}{day}"
        reported = result.document.reports_on
        if reported is not None and reported.id == id:
            return f"{reported.type} {reported.number} ({_day(reported.date)})"
        header = result.document.header
        if id == result.document.id and header.number:
            return f"{header.type} {header.number} ({_day(header.date)})"
        cite = cited.get(id)
        if cite is not None:
            day = f" ({_day(cite.date)})" if cite.date else ""
            return f"{cite.type or ''} {cite.number}{day}".strip()
        return label(id)

    return name


def _tree(result: Trace, name: Name, say: Say) -> Tree:
    """The cascade as one tree: a document reached on two ways is drawn once and pointed to."""
    central = [hop for hop in result.chain if hop.central]
    others = [hop for hop in result.chain if not hop.central]
    graph = nx.DiGraph((hop.below, hop.above) for hop in central)
    drawn = nx.transitive_reduction(graph) if nx.is_directed_acyclic_graph(graph) else graph
    missing = {each.id for each in result.missing_documents}
    hops = {(hop.below, hop.above): hop for hop in result.chain}
    tree = Tree(Words(name(result.subject), style="bold"))
    seen: set[str] = set()

    def grow(branch: Tree, node: str) -> None:
        for above in (
            sorted(
                drawn.successors(node),
                key=lambda each: (-nx.descendants(drawn, each).__len__(), each),
            )
            if node in drawn
            else ()
        ):
            hop = hops[(node, above)]
            again = above in seen
            grown = branch.add(_node(hop, name, say, missing, again, above in result.roots))
            if not again:
                seen.add(above)
                grow(grown, above)

    grow(tree, result.subject)
    known = set(drawn.nodes)
    extra = [hop for hop in others if hop.above not in known]
    if extra:
        branch = tree.add(Words(say("by_tasks"), style="italic"))
        for hop in extra:
            branch.add(_node(hop, name, say, missing, False, False))
    return tree


def _node(
    hop: Hop, name: Name, say: Say, missing: set[str], again: bool, root: bool
) -> Group | Words:
    line = Words()
    line.append(f"{say('relation.' + hop.relation)} → ", style="cyan")
    line.append(name(hop.above), style="bold")
    if again:
        line.append(f"  {say('seen')}", style="dim")
        return line
    if root:
        line.append(f"  [{say('root')}]", style="green")
    if hop.above in missing:
        line.append(f"  ◌ {say('no_text')}", style="yellow")
    quote = hop.evidence[0]
    words = Words(f"“{_clip_left(quote.text, 150)}”", style="dim")
    if quote.page:
        words.append(f" {say('page', page=quote.page)}")
    if quote.certainty:
        words.append(f" [{quote.certainty}]")
    return Group(line, words)


def _obligations(result: Trace, console: Console, say: Say, name: Name, full: bool) -> None:
    console.print()
    if not result.obligations:
        console.print(say("no_obligations"))
        return
    tasks = [each for each in result.obligations if full or each.obligation.kind != "execution"]
    traced = sum(each.state == "traced" for each in tasks)
    console.print(say("obligations", traced=traced, total=len(tasks)), style="bold")
    for state in _STATES:
        found = [each for each in tasks if each.state == state]
        if not found:
            continue
        mark, style = _MARKS[state]
        console.print(Words(f"{mark} {say('state.' + state)} ({len(found)})", style=style))
        shown = found if full or len(result.obligations) <= 3 * _SHORT else found[:_SHORT]
        for each in shown:
            _obligation(each, console, say, name, full)
        if len(shown) < len(found):
            console.print(f"     {say('more', count=len(found) - len(shown))}", style="dim")


def _obligation(each: TracedObligation, console: Console, say: Say, name: Name, full: bool) -> None:
    duty = each.obligation
    text = duty.text if full else _clip(duty.text, 160)
    console.print(Padding(Words(f"{duty.id}. {text}"), (0, 0, 0, 3), expand=False))
    facts = _facts(duty, say)
    if facts:
        console.print(Padding(Words(facts, style="dim"), (0, 0, 0, 7), expand=False))
    for source in each.sources if full else each.sources[:2]:
        console.print(Padding(_source(source, say, name, full), (0, 0, 0, 7), expand=False))
    if not each.sources:
        for cited in each.cited:
            console.print(
                Padding(Words(f"↑ {name(cited)}", style="yellow"), (0, 0, 0, 7), expand=False)
            )
        if full and each.reason:
            console.print(Padding(Words(each.reason, style="dim"), (0, 0, 0, 7), expand=False))
    if full and each.nearest_rejected and not each.sources:
        near = each.nearest_rejected
        line = (
            f"{say('nearest')}: {name(near.document)} “{_clip(near.text, 120)}” ({near.score:.2f})"
        )
        console.print(Padding(Words(line, style="dim"), (0, 0, 0, 7), expand=False))


def _source(source: TracedSource, say: Say, name: Name, full: bool) -> Words:
    match = source.match
    line = Words(f"↑ {' → '.join(name(id) for id in source.path[1:])}", style="green")
    page = say("page", page=match.page) if match.page else ""
    place = ", ".join(filter(None, (place_of(match.unit), page)))
    text = match.text if full else _clip(match.text, 150)
    line.append(f"\n  “{text}” ", style="default")
    about = "; ".join(filter(None, (place, say("overlap." + match.relation), f"{match.score:.2f}")))
    line.append(f"({about})", style="dim")
    if match.provenance:
        line.append(f" [{_provenance(match.provenance, say)}]", style="yellow")
    return line


def _facts(duty: Obligation, say: Say) -> str:
    parts = []
    if duty.lead:
        parts.append(f"{say('lead')}: {_names(duty.lead)}")
    if duty.coordinate:
        parts.append(f"{say('coordinate')}: {_names(duty.coordinate)}")
    if duty.deadline is not None:
        end = f" ({_day(duty.deadline.end)})" if duty.deadline.end else ""
        parts.append(f"{say('deadline')}: {duty.deadline.text}{end}")
    if duty.secondhand:
        parts.append(say("secondhand"))
    return " · ".join(parts)


def _names(named: tuple[Body, ...]) -> str:
    return "; ".join(body.name for body in named)


def _day(iso: str | None) -> str:
    return "/".join(reversed((iso or "").split("-")))


def _clip(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + " …"


def _clip_left(text: str, length: int) -> str:
    """The end of a long quotation: the mention stands there."""
    text = " ".join(text.split())
    return text if len(text) <= length else "… " + text[-length + 1 :].split(" ", 1)[-1]
