"""How libraries, cascades and answers show themselves in a notebook (``_repr_html_``).

Input: the value. Output: HTML of bounded length with the picture first and the same as a table for
those who read no picture; every word is escaped, nothing is loaded, no path of a machine is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from kl52.language.wording import Say, speaker
from kl52.views.annotated_html import stylesheet
from kl52.views.naming import called, clip, day, namer_of, place_of, relation_of

if TYPE_CHECKING:
    import networkx as nx

    from kl52.coverage.values import Coverage
    from kl52.graph.answers import Answers
    from kl52.graph.cascades import Cascade
    from kl52.graph.comparing import Comparison
    from kl52.library import Library
    from kl52.tracing import Trace

_ROWS = 50  # of a table
_NEWEST = 10
_CLIP = 220


def library_html(library: Library) -> str:
    """What a library holds: counts, and the newest documents."""
    say = speaker("vi")
    store = library.store
    if store is None:
        bundled = [entry for entry in library.catalogue.entries if entry.text]
        newest = sorted(bundled, key=lambda each: each.date or "", reverse=True)[:_NEWEST]
        rows = [(e.type, e.number, day(e.date), e.issuer, e.title) for e in newest]
        counts = say("shown.bundled", texts=len(bundled), known=len(library.catalogue.entries))
        return _page(say("shown.library"), counts, _table(_heads(say), rows, say))
    with store.reading() as db:
        told = {
            name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("documents", "citations", "obligations", "failures")
        }
        rows = db.execute(
            "SELECT type, number, date, issuer, title FROM documents"
            " ORDER BY date IS NULL, date DESC, id LIMIT ?",
            (_NEWEST,),
        ).fetchall()
    rows = [(type, number, day(date), issuer, title) for type, number, date, issuer, title in rows]
    told["failures"] += len(library.unread)
    return _page(say("shown.library"), say("shown.counts", **told), _table(_heads(say), rows, say))


def _heads(say: Say) -> list[str]:
    return [say(f"shown.{name}") for name in ("type", "number", "date", "issuer", "title")]


def cascade_html(G: Cascade) -> str:
    """A cascade drawn, and as a table below."""
    from kl52.drawing.cascades import cascade_svg

    say = speaker("vi")
    return _page("", "", cascade_svg(G)._repr_html_(), _as_table(_hops(G, say), say))


def _hops(G: nx.MultiDiGraph[str], say: Say) -> str:
    from kl52.graph.nodes import called_node

    rows = [
        (
            called_node(G.nodes[below]),
            relation_of(relation, say),
            called_node(G.nodes[above]),
            edge.get("evidence"),
        )
        for below, above, relation, edge in G.edges(keys=True, data=True)
    ]
    heads = [say(f"shown.{name}") for name in ("below", "relation", "above", "evidence")]
    return _table(heads, rows, say)


def comparison_html(found: Comparison) -> str:
    """The tasks of a decision by plans: the heat map, and its table."""
    from kl52.drawing.heatmap import comparison_svg
    from kl52.graph.comparing import name_of

    say = speaker("vi")
    states = [{row.duty.id: row.state for row in each.rows} for each in found.coverages]
    rows = [
        (
            place_of(task.unit, say),
            task.text,
            *(say(f"drawing.state.{each.get(task.id, 'not_applicable')}") for each in states),
        )
        for task in found.tasks
    ]
    heads = [say("tasks.column.place"), say("tasks.column.task"), *map(name_of, found.plans)]
    header = found.source.header
    title = f"{called(header.type, header.number, header.date)}: {header.title or ''}"
    table = _as_table(_table(heads, rows, say), say)
    return _page(clip(title, _CLIP), "", comparison_svg(found)._repr_html_(), table)


def coverage_html(found: Coverage) -> str:
    """What a plan takes up: the counts, the findings, the map of its tasks."""
    from kl52.coverage.findings.telling import message_of
    from kl52.drawing.heatmap import coverage_svg

    say, header = speaker("vi"), found.document.header
    summary = found.summary
    counts = [say(f"coverage.{key}", **summary) for key in ("states", "applicable", "local")]
    severities = Counter(each.severity for each in found.findings)
    told = {key: severities[key] for key in ("error", "warning", "info")}
    counts.append(say("coverage.counted" if found.findings else "coverage.counted_none", **told))
    order = sorted(
        found.findings, key=lambda each: ("error", "warning", "info").index(each.severity)
    )
    rows = [
        (say(f"shown.{each.severity}"), place_of(each.unit, say), message_of(each, "vi"), each.code)
        for each in order
    ]
    heads = [say(f"shown.{name}") for name in ("severity", "place", "finding", "code")]
    title = called(header.type, header.number, header.date) or found.document.source.name
    picture = coverage_svg(found)._repr_html_() if summary["applicable"] else ""
    return _page(title, "\n".join(counts), _table(heads, rows, say) if rows else "", picture)


def trace_html(found: Trace) -> str:
    """Where the tasks of a document come from: its cascade drawn, and each task with its source."""
    from kl52.catalogue import load_catalogue
    from kl52.drawing.cascades import cascade_svg

    say, doc = speaker("vi"), found.document
    name = namer_of(doc, load_catalogue(), say)
    states = Counter(each.state for each in found.obligations)
    counts = "; ".join(f"{say(f'state.{state}')}: {count}" for state, count in states.items())
    rows = [
        (
            place_of(each.obligation.unit, say),
            each.obligation.text,
            say(f"state.{each.state}"),
            "\n".join(
                f"{name(source.match.document)} · {place_of(source.match.unit, say)}"
                f" · {source.match.score:.2f}"
                for source in each.sources
            ),
        )
        for each in found.obligations
    ]
    heads = [say(f"shown.{key}") for key in ("place", "task", "state", "source")]
    picture = cascade_svg(_graph_of(found), found.subject)._repr_html_() if found.chain else ""
    title = called(doc.header.type, doc.header.number, doc.header.date) or doc.source.name
    return _page(title, counts, picture, _table(heads, rows, say))


def _graph_of(found: Trace) -> nx.MultiDiGraph[str]:
    """The chain of a trace as a graph."""
    from kl52.catalogue import load_catalogue
    from kl52.drawing.chains import chain_graph

    missing = {each.id for each in found.missing_documents}
    return chain_graph(found.document, found.chain, load_catalogue(), missing)


def answers_html(found: Answers[Any]) -> str:
    """A list of answers as a table: a column for each field, documents by their names."""
    say = speaker("vi")
    if not found:
        return _page("", say("shown.nothing"))
    names = [each.name for each in fields(found[0]) if not (each.name == "label" and found.names)]
    rows = [[_cell(getattr(each, name), found, say) for name in names] for each in found]
    return _page("", "", _table([say(f"shown.{name}") for name in names], rows, say))


def _cell(value: object, found: Answers[Any], say: Say) -> str:
    if isinstance(value, tuple):
        documents = [found.names[each] for each in value if each in found.names]
        return " → ".join(documents) if documents else str(len(value))
    if is_dataclass(value):
        from kl52.catalogue.validity import tell
        from kl52.model import Change

        return tell(value) if isinstance(value, Change) else str(value)
    words = str(value)
    return found.names.get(words) or relation_of(words, say)


# -- the frame -----------------------------------------------------------------------------------


def _page(title: str, about: str, *parts: str) -> str:
    head = f"<p><b>{escape(title)}</b></p>" if title else ""
    said = "".join(f'<p class="about">{escape(line)}</p>' for line in about.splitlines())
    return f'<div class="kl52"><style>{stylesheet()}</style>{head}{said}{"".join(parts)}</div>'


def _as_table(table: str, say: Say) -> str:
    return f"<details><summary>{escape(say('shown.as_table'))}</summary>{table}</details>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]], say: Say) -> str:
    """The first rows; how many are left out is said."""
    rows = list(rows)
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in row)}</tr>" for row in rows[:_ROWS]
    )
    left = len(rows) - _ROWS
    more = f'<p class="about">{escape(say("show.more", count=left))}</p>' if left > 0 else ""
    table = f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="wide" lang="vi">{table}{more}</div>'


def _words(cell: object) -> str:
    lines = str(cell if cell is not None else "").split("\n")
    return "<br>".join(escape(clip(line, _CLIP)) for line in lines)
