"""Traces and documents for people at a terminal.

Input: a :class:`~kl52.tracing.Trace` or a :class:`~kl52.model.Document`. Output: nothing
but what is written to the console. Everything printed is also in the JSON.
"""

from __future__ import annotations

import re

import networkx as nx
from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text as Words
from rich.tree import Tree

from kl52.cascade import Hop
from kl52.catalogue import Catalogue
from kl52.model import Body, Deadline, Document, Obligation
from kl52.naming import Name, clip, clip_middle, day, namer, place_of
from kl52.readout import render_diagnostics, render_reading
from kl52.tracing import Trace, TracedObligation, TracedSource
from kl52.validity import no_longer
from kl52.wording import Say

_STATES = ("traced", "cited_only", "local_only", "not_assessed")
_MARKS = {
    "traced": ("●", "green"),
    "cited_only": ("◐", "yellow"),
    "local_only": ("○", "red"),
    "not_assessed": ("·", "dim"),
}
_SHORT = 6


def render_trace(
    result: Trace, catalogue: Catalogue, console: Console, say: Say, *, full: bool = False
) -> None:
    """Print the cascade as a tree, then every task with its source and the words that prove it."""
    name = namer(result, catalogue, say)
    heading(result.document, console, say)
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
            line = Words(f"  ◌ {name(missing.id)}")
            if missing.cited_by:
                line.append(f" – {say('cited_as', words=missing.cited_as)}", style="dim")
            if missing.would_link:
                line.append(f" – {say('would_link', count=missing.would_link)}", style="dim")
            console.print(line)
    _validity(result.document, console, say)
    render_diagnostics(result.diagnostics, console, say)


def _validity(doc: Document, console: Console, say: Say) -> None:
    """What the document cites that is not in force, each once."""
    lost: dict[str, str] = {}
    for cite in doc.citations:
        if cite.target and (reason := no_longer(cite)):
            lost.setdefault(cite.target, f"{clip(cite.text, 90)}: {reason}")
    if lost:
        console.print()
        console.print(say("not_in_force", count=len(lost)), style="bold")
        for line in lost.values():
            console.print(Padding(Words(f"⚠ {line}"), (0, 0, 0, 2), expand=False))


def render_document(doc: Document, console: Console, say: Say) -> None:
    """Print how a document was read and what was found in it, one line an item."""
    heading(doc, console, say)
    render_reading(doc, console, say)
    console.print()
    console.print(say("citations", count=len(doc.citations)), style="bold")
    for cite in doc.citations:
        line = Words(f"{cite.id:>4}  ")
        line.append(clip(cite.text, 90))
        about = dict.fromkeys((say("relation." + cite.relation), say("cite." + cite.state)))
        line.append(f"  {' · '.join(about)}", style="dim")
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
        if lost := no_longer(cite):
            console.print(Padding(Words(f"⚠ {lost}", style="yellow"), (0, 0, 0, 8), expand=False))
    console.print()
    console.print(say("duties", count=len(doc.obligations)), style="bold")
    for duty in doc.obligations:
        line = Words(f"{duty.id:>4}  {clip(duty.text, 100)}")
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
        console.print(Padding(Words(_facts(duty, say), style="dim"), (0, 0, 0, 8), expand=False))
    console.print()
    console.print(say("units", count=len(doc.units)), style="bold")
    doubts = [each for each in doc.diagnostics if each.severity != "info"]
    render_diagnostics(doubts, console, say)


# -- parts ---------------------------------------------------------------------------------------


def heading(doc: Document, console: Console, say: Say) -> None:
    """Print what a document is, when and by whom it was issued, and its title."""
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
        each for each in (say("issued", date=day(date)) if date else "", issuer or "") if each
    )
    if about:
        line.append(f" · {about}", style="not bold")
    console.print(line)
    if title:
        console.print(clip(title, 220), style="dim")
    if doc.provenance:
        console.print(f"[{_provenance(doc.provenance, say)}]", style="yellow", markup=False)


def _provenance(words: str, say: Say) -> str:
    return say("fictitious" if "fictitious" in words else "restated")


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
    own = result.document.id

    def grow(branch: Tree, node: str) -> None:
        above = list(drawn.successors(node)) if node in drawn else []
        above.sort(key=lambda each: (-len(nx.descendants(drawn, each)), each))
        for each in above:
            again = each in seen
            root = each in result.roots and not again
            line = _node(hops[node, each], name, say, missing, again, root, own)
            grown = branch.add(line)
            if not again and node != result.subject and (result.subject, each) in hops:
                grown.add(Words(say("direct"), style="dim"))
            if not again:
                seen.add(each)
                grow(grown, each)

    grow(tree, result.subject)
    known = set(drawn.nodes)
    extra = [hop for hop in others if hop.above not in known]
    if extra:
        branch = tree.add(Words(say("in_body"), style="italic"))
        for hop in extra:
            branch.add(_node(hop, name, say, missing, False, False, own))
    return tree


def _node(
    hop: Hop, name: Name, say: Say, missing: set[str], again: bool, root: bool, subject: str
) -> Group:
    line = Words()
    line.append(f"{say('relation.' + hop.relation)} → ", style="cyan")
    line.append(name(hop.above), style="bold")
    if again:
        line.append(f"  {say('seen')}", style="dim")
    if root:
        line.append(f"  [{say('root')}]", style="green")
    if hop.above in missing and not again:
        line.append(f"  ◌ {say('no_text')}", style="yellow")
    if any(each.state == "mismatch" for each in hop.evidence):
        line.append(f"  ⚠ {say('doubtful')}", style="red")
    quote = hop.evidence[0]
    words = Words(f"“{clip_middle(quote.text, 150)}”", style="dim")
    about = [say("page", page=quote.page)] if quote.page else []
    if quote.document is not None and quote.document != subject:
        about.append(say("after", name=name(quote.document)))
    if quote.provenance:
        about.append(_provenance(quote.provenance, say))
    if quote.certainty:
        about.append(say(f"certainty.{quote.certainty}"))
    if about:
        words.append(f" ({'; '.join(about)})")
    return Group(line, words)


def _obligations(result: Trace, console: Console, say: Say, name: Name, full: bool) -> None:
    console.print()
    if not result.obligations:
        console.print(say("no_obligations"))
        return
    tasks = [each for each in result.obligations if full or each.obligation.kind != "execution"]
    traced = sum(each.state == "traced" for each in tasks)
    left_out = len(result.obligations) - len(tasks)
    line = Words(say("obligations", traced=traced, total=len(tasks)), style="bold")
    if left_out:
        line.append(f" – {say('duties_only', count=left_out)}", style="not bold dim")
    console.print(line)
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
    text = duty.text if full else clip(duty.text, 160)
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
            f"{say('nearest')}: {name(near.document)} “{clip(near.text, 120)}” ({near.score:.2f})"
        )
        console.print(Padding(Words(line, style="dim"), (0, 0, 0, 7), expand=False))


def _source(source: TracedSource, say: Say, name: Name, full: bool) -> Words:
    match = source.match
    line = Words(f"↑ {' → '.join(name(id) for id in source.path[1:])}", style="green")
    page = say("page", page=match.page) if match.page else ""
    place = ", ".join(filter(None, (place_of(match.unit, say), page)))
    text = match.text if full else clip(match.text, 150)
    line.append(f"\n  “{text}” ", style="default")
    score = say("score", score=f"{min(match.score, 0.99):.2f}".replace(".", say("decimal")))
    about = "; ".join(filter(None, (place, say("overlap." + match.relation), score)))
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
        parts.append(f"{say('deadline')}: {duty.deadline.text}{_latest(duty.deadline, say)}")
    if duty.secondhand:
        parts.append(say("secondhand"))
    return " · ".join(parts)


def _latest(deadline: Deadline, say: Say) -> str:
    """The last day allowed, where the words do not already print it."""
    if deadline.end is None:
        return ""
    year, month, last = (int(part) for part in deadline.end.split("-"))
    printed = rf"\b0?{last}(?:[/.-]0?{month}[/.-]{year}| tháng 0?{month} năm {year})"
    if re.search(printed, deadline.text) and not re.search("trước", deadline.text, re.IGNORECASE):
        return ""
    return f" ({say('latest', date=day(deadline.end))})"


def _names(named: tuple[Body, ...]) -> str:
    return "; ".join(body.name for body in named)
