"""The findings of a coverage: in the list, in the text, and beside the tasks that they are about.

In: a coverage, its rows with their addresses, names. Out: the findings with their evidence, which
leads to the row that it was taken from; marks for the text; links by task.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from kl52.coverage.findings.telling import message_of
from kl52.coverage.values import Coverage, Evidence, Row
from kl52.language.wording import Say
from kl52.model import Document, Severity
from kl52.pages.filters import Bodies
from kl52.pages.quoting import place, words_of
from kl52.pages.texts import Marked
from kl52.pages.values import Finding, Label, Link, Quote
from kl52.spans import Span
from kl52.views.naming import Name, clip

Rows = Sequence[tuple[str, Row]]
WORST = 5
_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
_CLIP = 90  # characters of what a link is called


def findings_of(
    found: Coverage, rows: Rows, name: Name, bodies: Bodies, say: Say, lang: str
) -> Iterator[Finding]:
    """All findings in their order; the first is ``f1``."""
    leads = {duty.id: bodies.leads([duty]) for duty in found.document.obligations}
    quoted = {(row.source.id, duty.text): id for id, row in rows for duty in (row.duty, *row.twins)}
    unit_at = _units(found.document)
    for number, each in enumerate(found.findings, 1):
        above = each.evidence
        row = quoted.get((above.document, above.text)) if above is not None else None
        yield Finding(
            id=f"f{number}",
            severity=each.severity,
            where=place(each.unit or unit_at(each.span), each.page, say),
            message=message_of(each, lang),
            rule=each.rule,
            link=Link(say("html.in_text"), f"#f{number}-text") if each.span else None,
            evidence=_evidence(above, row, name, say) if above is not None else None,
            bodies=leads.get(each.obligation or "", ()),
        )


def _evidence(above: Evidence, row: str | None, name: Name, say: Say) -> Quote:
    where = place(None, above.page, say, name(above.document) if above.document else "")
    link = Link(say("html.to_row"), f"#{row}") if row else None
    return Quote(words_of(above.text), where, link=link)


def _units(doc: Document) -> Callable[[Span | None], str | None]:
    """A function that tells the smallest unit which holds a place."""
    units = {unit.id: unit for unit in doc.units}
    ordered = sorted(doc.units, key=lambda unit: (unit.span.start, -len(unit.span)))

    def unit_at(span: Span | None) -> str | None:
        if span is None:
            return None
        last = bisect_right(ordered, span.start, key=lambda unit: unit.span.start) - 1
        unit = ordered[last] if last >= 0 else None
        while unit is not None and span not in unit.span:
            unit = units.get(unit.parent or "")
        return unit.id if unit is not None else None

    return unit_at


def worst_of(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The gravest first, those of one grade in their order."""
    return tuple(sorted(findings, key=lambda each: _RANK[each.severity])[:WORST])


def flags_of(found: Coverage, say: Say) -> Mapping[str, list[Link]]:
    """The findings about each task of the plan."""
    flags: dict[str, list[Link]] = defaultdict(list)
    for number, each in enumerate(found.findings, 1):
        if each.obligation:
            words = f"{say(f'html.severity.{each.severity}')} f{number}"
            flags[each.obligation].append(Link(words, f"#f{number}"))
    return flags


# -- in the text ---------------------------------------------------------------------------------


def marks_of(found: Coverage, rows: Rows, say: Say, lang: str) -> Iterator[Marked]:
    """Where tasks of the plan begin, and the words that findings are about."""
    places = _places(found, rows)
    for duty in found.document.obligations:
        at = Span(duty.span.start, duty.span.start)
        about = say("html.task", id=duty.id, words=clip(duty.text, _CLIP))
        yield Marked(at, Label(duty.id, duty.id, places.get(duty.id, ""), "task", about))
    for number, each in enumerate(found.findings, 1):
        if each.span is not None:
            about = f"{say(f'html.severity.{each.severity}')}: {message_of(each, lang)}"
            label = Label(f"f{number}-text", f"f{number}", f"#f{number}", each.severity, about)
            yield Marked(each.span, label)


def _places(found: Coverage, rows: Rows) -> dict[str, str]:
    """Where a task of the plan stands in the list: the row it takes up, else the nearest."""
    links = [(link, row, id) for id, row in rows for link in row.local]
    links.sort(key=lambda each: (not each[0].holds, not each[1].applicable))
    places: dict[str, str] = {}
    for link, _, id in links:
        places.setdefault(link.duty.id, f"#{id}")
    for lone in (*found.local_only, *found.not_assessed):
        places[lone] = f"#l{lone}"
    return places
