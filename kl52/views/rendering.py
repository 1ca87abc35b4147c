"""Traces and documents for people at a terminal.

Input: a :class:`~kl52.tracing.Trace` or a :class:`~kl52.model.Document`. Output: nothing
but what is written to the console. Everything printed is also in the JSON.
"""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text as Words
from rich.tree import Tree

from kl52.catalogue import Catalogue
from kl52.catalogue.validity import no_longer
from kl52.hops import HANDS_DOWN, Hop
from kl52.language.wording import Say
from kl52.model import Document
from kl52.tracing import Trace
from kl52.views.duties import facts_of, provenance_of
from kl52.views.naming import Name, clip, clip_middle, day, namer
from kl52.views.readout import render_diagnostics, render_reading
from kl52.views.reasons import said
from kl52.views.tasks import render_tasks


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
    unsure = list(_unsure(result.document, say))
    if not (result.chain or unsure):
        console.print(f"  {say('no_cascade')}")
    for words in unsure:
        console.print(Padding(Words(f"? {words}", style="yellow"), (0, 0, 0, 2), expand=False))
    render_tasks(result, console, say, name, full=full)
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


def _unsure(doc: Document, say: Say) -> Iterator[str]:
    """What the document rests on or carries out, as far as it is not clear which paper is meant."""
    told: set[str] = set()
    for cite in doc.citations:
        open_ = cite.state == "ambiguous" and cite.relation in HANDS_DOWN and cite.within is None
        if open_ and cite.number and cite.number not in told:
            told.add(cite.number)
            why = said(cite.reason, say("language"))
            yield say("cascade.unsure", words=clip(cite.text, 90), why=why)


def _validity(doc: Document, console: Console, say: Say) -> None:
    """What the document cites that is not in force, each once."""
    lost: dict[str, str] = {}
    for cite in doc.citations:
        if cite.target and (reason := no_longer(cite)):
            lost.setdefault(cite.target, f"{clip(cite.text, 90)}: {said(reason, say('language'))}")
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
        if lost := said(no_longer(cite), say("language")):
            console.print(Padding(Words(f"⚠ {lost}", style="yellow"), (0, 0, 0, 8), expand=False))
    console.print()
    console.print(say("duties", count=len(doc.obligations)), style="bold")
    for duty in doc.obligations:
        line = Words(f"{duty.id:>4}  {clip(duty.text, 100)}")
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
        console.print(Padding(Words(facts_of(duty, say), style="dim"), (0, 0, 0, 8), expand=False))
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
        console.print(f"[{provenance_of(doc.provenance, say)}]", style="yellow", markup=False)


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
        about.append(provenance_of(quote.provenance, say))
    if quote.certainty:
        about.append(say(f"certainty.{quote.certainty}"))
    if about:
        words.append(f" ({'; '.join(about)})")
    return Group(line, words)
