"""Whether a document was in force on a day: from what the catalogue knows of its history.

In: the catalogue (its facts, its relations and what the library's own documents changed), an
id, a day. Out: :class:`Validity`, with the reason in words for people. Guarantee: nothing is
said to be in force, replaced or repealed on a day for which no fact says so; ``unknown`` is an
answer. Vietnamese law: a text ends when another replaces or repeals it, or when its time is
over (Law 64/2025/QH15 on legal normative documents, the chapter on effect).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypedDict

from kl52.catalogue.entries import Entry, Status
from kl52.catalogue.index import Catalogue
from kl52.model import Change, ChangeKind, Citation, CitationState, Document
from kl52.values import evolve

_ENDS: dict[str, Status] = {"replaced": "replaced", "repealed": "repealed", "expired": "repealed"}
_WORDS = {
    "replaced": "được thay thế",
    "repealed": "bị bãi bỏ",
    "expired": "hết hiệu lực",
    "amended": "được sửa đổi, bổ sung",
}
_KINDS: dict[str, ChangeKind] = {
    "replaces": "replaced",
    "repeals": "repealed",
    "amends": "amended",
}


@dataclass(frozen=True, slots=True)
class Validity:
    """The status of a document on the ISO date ``on``; ``None``: as last known.

    ``by`` is the id of the document that ended it, also where that is later than ``on``.
    """

    status: Status = "unknown"
    on: str | None = None
    reason: str | None = None
    by: str | None = None


def history(id: str, catalogue: Catalogue) -> tuple[Change, ...]:
    """What became of a document, the earliest first, each change once.

    >>> from kl52.catalogue.loading import load_catalogue
    >>> [(each.kind, each.on) for each in history(
    ...     "/akn/vn/act/luat/quoc-hoi/2015-06-19/76-2015-qh13", load_catalogue())
    ...     if each.kind == "replaced"]
    [('replaced', '2025-03-01')]
    """
    return _history(catalogue.by_id(id), id, catalogue)


def _history(entry: Entry | None, id: str, catalogue: Catalogue) -> tuple[Change, ...]:
    found = [*catalogue.changes_of(id), *_by_relations(entry, catalogue)]
    if entry is not None and entry.status in _ENDS and not any(map(_ends, found)):
        fact = entry.fact("status")
        kind: ChangeKind = "replaced" if entry.status == "replaced" else "repealed"
        found.append(Change(kind, entry.until, source=fact.source, certainty=fact.certainty))
    if not found:
        return ()
    return tuple(sorted(_merged(found), key=lambda each: (each.on or "9999", each.kind)))


def _by_relations(entry: Entry | None, catalogue: Catalogue) -> list[Change]:
    """Changes from relations in the catalogue, as of the day that is known, or was set."""
    if entry is None:
        return []
    found = []
    for start, link in catalogue.relations_of(entry.id):
        other = catalogue.by_id(start)
        if link.to != entry.id or link.relation not in _KINDS or other is None:
            continue
        kind = _KINDS[link.relation]
        ends = entry.until if kind != "amended" else None
        on = ends or other.since or (other.date if len(other.date or "") == 10 else None)
        inferred = not ends and not other.since
        certainty = "G" if inferred else link.certainty
        found.append(Change(kind, on, other.id, called(other), None, link.source, certainty))
    return found


def called(entry: Entry) -> str:
    """What people call a document: its type and number, or its title."""
    return f"{entry.type} số {entry.number}" if entry.number else entry.title or entry.type


def _merged(changes: list[Change]) -> list[Change]:
    """One change for each kind, doer and part: the one that is sure and dated comes first."""
    best: dict[tuple[str, str | None, str | None], Change] = {}
    for each in sorted(changes, key=lambda each: (each.on is None, each.certainty != "V")):
        best.setdefault((each.kind, each.by or each.on, each.part), each)
    return list(best.values())


def _ends(change: Change) -> bool:
    return change.kind in _ENDS and change.part is None


def validity_of(
    id: str, catalogue: Catalogue, on: str | None = None, *, latest: bool = False
) -> Validity:
    """The status of the document ``id`` on the day ``on``, by default as last known.

    ``latest``: the day is today, so that an end whose day is not known lies before it.
    """
    entry = catalogue.by_id(id)
    return _judged(entry, _history(entry, id, catalogue), on, latest)


def _judged(
    entry: Entry | None, changes: tuple[Change, ...], on: str | None, latest: bool = False
) -> Validity:
    ends = [each for each in changes if _ends(each)]
    past = [each for each in ends if _is_past(each, on, latest)]
    if past:
        end = past[0]
        return Validity(_ENDS[end.kind], on, f"đã {tell(end)}{_also(changes, on)}", end.by)
    later = ends[0] if ends else None
    if later is not None and later.on is None:
        reason = f"đã {tell(later)}; không rõ từ ngày nào"
        return Validity("unknown", on, reason, later.by)
    return _before_end(entry, later, changes, on)


def _before_end(
    entry: Entry | None, later: Change | None, changes: tuple[Change, ...], on: str | None
) -> Validity:
    begun = (entry.since or entry.date) if entry is not None else None
    if on is not None and begun is not None and on < begun:
        why = "có hiệu lực" if entry is not None and entry.since else "được ban hành"
        return Validity("unknown", on, f"ngày {day(begun)} mới {why}", later.by if later else None)
    also = _also(changes, on)
    if later is not None:
        if begun is None:
            return Validity("unknown", on, f"sau đó {tell(later)}", later.by)
        return Validity("in_force", on, f"còn hiệu lực; sau đó {tell(later)}{also}", later.by)
    if entry is None or entry.status != "in_force":
        return Validity("unknown", on, also.removeprefix("; ") or None)
    source = entry.fact("status").source
    if entry.seen is not None and (on is None or on > entry.seen):
        reason = f"còn hiệu lực đến {day(entry.seen)} theo {source}; sau đó chưa rõ{also}"
        return Validity("unknown", on, reason)
    return Validity("in_force", on, f"còn hiệu lực theo {source}{also}")


def _is_past(change: Change, on: str | None, latest: bool) -> bool:
    if change.on is None:
        return on is None or latest
    return on is None or change.on <= on


def _also(changes: tuple[Change, ...], on: str | None) -> str:
    """The amendments, and the ends of a part, up to the day."""
    said = [
        tell(each)
        for each in changes
        if not _ends(each) and (on is None or each.on is None or each.on <= on)
    ]
    more = f" và {len(said) - 2} lần khác" if len(said) > 2 else ""
    return f"; {', '.join(dict.fromkeys(said[-2:]))}{more}" if said else ""


def tell(change: Change) -> str:
    """A change in words.

    >>> tell(Change("replaced", "2020-03-05", name="Nghị định số 30/2020/NĐ-CP"))
    'được thay thế bởi Nghị định số 30/2020/NĐ-CP từ ngày 05/03/2020'
    >>> tell(Change("repealed", part="Điều 4"))
    'bị bãi bỏ một phần (Điều 4)'
    """
    words = _WORDS[change.kind]
    if change.part and change.kind != "amended":
        words += " một phần" + (f" ({change.part})" if change.part != "một phần" else "")
    if change.name:
        words += f" {'theo' if change.kind == 'expired' else 'bởi'} {change.name}"
    if change.on:
        words += f" từ ngày {day(change.on)}"
    return words


def day(iso: str) -> str:
    """A date as people read it; a year or month stays as far as it is known."""
    return "/".join(reversed(iso.split("-")))


# -- citations -----------------------------------------------------------------------------------


class Stated(TypedDict, total=False):
    """The fields of a citation that say what became of its target."""

    status: Status
    status_on: str | None
    status_reason: str | None
    replaced_by: str | None
    changes: tuple[Change, ...]


def stated_of(
    target: str | None, state: CitationState, catalogue: Catalogue, on: str | None
) -> Stated:
    """The status of a citation's target on the day of the citing document; none without one."""
    id = (target or "").partition("#")[0]
    if not id or state in ("self", "not_assessed", "ambiguous"):
        return {}
    entry = catalogue.by_id(id)
    changes = _history(entry, id, catalogue)
    found = _judged(entry, changes, on) if entry or changes else Validity(on=on)
    return {
        "status": found.status,
        "status_on": on,
        "status_reason": found.reason,
        "replaced_by": found.by,
        "changes": changes,
    }


def restate(doc: Document, catalogue: Catalogue) -> Document:
    """A document with the status of what it cites, by what the catalogue knows by now."""
    on = doc.header.on or (doc.reports_on.date if doc.reports_on else None)
    cites = tuple(
        evolve(cite, **stated_of(cite.target, cite.state, catalogue, on)) for cite in doc.citations
    )
    return replace(doc, citations=cites)


def state_now(doc: Document, catalogue: Catalogue, on: str, *, today: bool = True) -> Document:
    """A document with the status of what it cites on another day, by default today."""
    known: dict[str, Validity] = {}
    cites = []
    for cite in doc.citations:
        id = (cite.target or "").partition("#")[0]
        if id and cite.state not in ("self", "not_assessed", "ambiguous"):
            found = known.setdefault(id, validity_of(id, catalogue, on, latest=today))
            cite = evolve(
                cite,
                status_now=found.status,
                status_now_on=on,
                status_now_reason=found.reason,
                replaced_by=found.by or cite.replaced_by,
            )
        cites.append(cite)
    return replace(doc, citations=tuple(cites))


def no_longer(cite: Citation) -> str | None:
    """In words, what ended the document cited: before the citing one, or by now."""
    if cite.status in ("replaced", "repealed"):
        return cite.status_reason
    if cite.status_now in ("replaced", "repealed"):
        when = f"tính đến {day(cite.status_now_on)}, " if cite.status_now_on else ""
        return f"{when}{cite.status_now_reason}"
    return None
