"""A row of the dispatch sheet in the words of an office, the same on every medium.

Input: a :class:`~kl52.dispatching.rows.Row`. Output: strings without control signs; the places that
lay them out decide how much of them is shown.
"""

from __future__ import annotations

import re
from datetime import date

from kl52.dispatching.grouping import Group, when
from kl52.dispatching.recurrence import cycles
from kl52.dispatching.rows import Row, body_key
from kl52.language.wording import Say
from kl52.model import Body, Document, Obligation
from kl52.views.naming import called, clip, day, place_of

# Control signs but tab and line break, surrogates, and signs that turn the direction of writing.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HALF = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LONGEST_NAME = 60


def clean(text: str) -> str:
    """``text`` without what no file format or terminal should get.

    >>> clean("Sở\\x07 Y\\u202e tế \\ud800")
    'Sở Y tế \N{REPLACEMENT CHARACTER}'
    """
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub("", text))


def task_of(row: Row) -> str:
    """What is to be done, as printed, in one line."""
    return clean(" ".join(row.duty.text.split()))


def label_of(doc: Document) -> str:
    """What a document is called in a sheet: its number, else type and file.

    >>> from kl52.parsing import parse_document
    >>> label_of(parse_document(b"Kho.", name="kho.txt"))
    'kho.txt'
    """
    header = doc.header
    if header.number:
        return clean(called(header.type, header.number, None))
    return clean(" ".join(filter(None, (header.type, doc.source.name))))


def source_of(row: Row, say: Say, *, long: bool = True) -> str:
    """The document, the unit and the page; where the task stands again, that too."""
    places = [_place(row.doc, row.duty, say), *(_place(row.doc, each, say) for each in row.twins)]
    known = [place for place in dict.fromkeys(places) if place]
    words = [label_of(row.doc)] if long else []
    if known:
        words.append(known[0])
        words += [say("tasks.also", place=place) for place in known[1:]]
    return "; ".join(words)


def _place(doc: Document, duty: Obligation, say: Say) -> str:
    page = doc.page(duty.page)
    unit = clean(place_of(duty.unit, say))
    return ", ".join(filter(None, (unit, say("page", page=page) if page else "")))


def names_of(bodies: tuple[Body, ...]) -> str:
    """Names as printed, each body once.

    >>> names_of((Body("Sở Y tế", "so-y-te"), Body("Sở y tế", "so-y-te"), Body("Công an tỉnh")))
    'Sở Y tế; Công an tỉnh'
    """
    found: dict[str, str] = {}
    for body in bodies:
        found.setdefault(body_key(body), clean(" ".join(body.name.split())))
    return "; ".join(found.values())


def deadline_of(row: Row) -> str:
    """The time as printed, nothing where none is."""
    deadline = row.duty.deadline
    return clean(" ".join(deadline.text.split())) if deadline is not None else ""


def date_of(row: Row, on: date, say: Say) -> str:
    """The last day allowed, of what recurs the next one, in the words of an office."""
    found = when(row, on)
    if found is None:
        return ""
    deadline = row.duty.deadline
    shown = day(found.isoformat())
    if deadline is not None and deadline.recurrence:
        printed = all(cycle.printed for cycle in cycles(deadline))
        return say("tasks.next" if printed else "tasks.next_unprinted", date=shown)
    return shown


def product_of(row: Row) -> str:
    """The product as printed; of a target its quantity."""
    product = row.duty.deliverable
    if product is None and row.duty.kind == "target":
        product = "; ".join(each.text for each in row.duty.targets)
    return clean(" ".join((product or "").split()))


def notes_of(row: Row, group: Group | None, on: date, say: Say) -> tuple[str, ...]:
    """What a reader of the row must know besides: late, inherited, led together, doubtful."""
    notes = []
    if row.is_late(on) and (group is None or group.kind != "late"):
        notes.append(say("tasks.note.late"))
    if row.duty.kind != "task":
        notes.append(say(f"tasks.kind.{row.duty.kind}"))
    if group is not None and group.kind in ("lead", "coordinate"):
        others = tuple(b for b in row.duty.lead if group.kind != "lead" or not _is(b, group))
        key = "tasks.note.with" if group.kind == "lead" else "tasks.note.lead"
        notes += [say(key, names=names_of(others))] if others else []
    if row.duty.lead_inherited:
        notes.append(say("tasks.note.inherited"))
    notes += [_difference(row, field, say) for field in row.differs]
    if row.duty.secondhand:
        notes.append(say("secondhand"))
    return tuple(notes)


def _is(body: Body, group: Group) -> bool:
    return body_key(body) in group.keys


def _difference(row: Row, field: str, say: Say) -> str:
    """What the sentence says otherwise than the row of the table."""
    said = []
    for twin in row.twins:
        words = names_of(twin.lead) if field == "lead" else deadline_of(Row(row.doc, twin))
        if words:
            said.append(f"«{clip(words, 120)}» ({_place(row.doc, twin, say) or label_of(row.doc)})")
    return say(f"tasks.note.differs.{field}", words="; ".join(said))


def title_of(group: Group, say: Say, *, many: bool = False) -> str:
    """The heading of a group; ``many`` documents have their names in the headings of units."""
    name = clean(" ".join(group.name.split()))
    if group.kind == "unit":
        place = clean(place_of(group.unit, say))
        label = label_of(group.rows[0].doc) if many or not place else ""
        return " – ".join(filter(None, (label, place, name)))
    if group.kind == "quarter":
        year, number = group.name.split("-")
        return say(
            "tasks.group.quarter", quarter=("I", "II", "III", "IV")[int(number) - 1], year=year
        )
    return say(f"tasks.group.{group.kind}", name=name)
