"""The deadlines of a dispatch sheet as a calendar (RFC 5545).

Input: a :class:`~kl52.dispatching.sheet.Sheet`. Output: the bytes of an ``.ics`` and what became of
its tasks. A deadline is an all-day event (VEVENT) on the last day allowed, with an alarm before it:
every calendar shows events, not all show to-dos (VTODO). It takes no time of the day
(``TRANSP:TRANSPARENT``). What recurs has a rule. Each event has the same UID in every export (id of
the document and of the obligation), and a SEQUENCE that grows with the day of export, so that a
later import updates it and makes no second one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from kl52.dispatching.cells import (
    clean,
    deadline_of,
    label_of,
    names_of,
    notes_of,
    product_of,
    source_of,
    task_of,
)
from kl52.dispatching.recurrence import Cycle, cycles
from kl52.dispatching.rows import Row
from kl52.dispatching.sheet import Sheet
from kl52.language.wording import Say
from kl52.views.naming import clip

_SUMMARY, _LEAD = 120, 60  # letters; all of it stands in the description
_DAY = timedelta(days=1)
# How long before the last day one wants to know; what comes round each week or day, the day before.
_AHEAD = {"DAILY": _DAY, "WEEKLY": _DAY}
_USUAL = timedelta(days=7)
_EPOCH = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Exported:
    """The file, how many events it has, and how many rows have no day and so no event."""

    data: bytes
    events: int
    undated: int


def calendar_of(sheet: Sheet, say: Say) -> Exported:
    """The calendar of all rows that have a day; the same sheet gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//kl52//kl52//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    names = "; ".join(label_of(doc) for doc in sheet.documents)
    calendar.add("x-wr-calname", clip(names, _SUMMARY))
    events = undated = 0
    for row in sheet.rows:
        found = list(_events(row, sheet.choice.on, say))
        events += len(found)
        undated += not found
        for event in found:
            calendar.add_component(event)
    return Exported(calendar.to_ical(), events, undated)


def _events(row: Row, on: date, say: Say) -> Iterator[Event]:
    deadline = row.duty.deadline
    if deadline is None:
        return
    if not deadline.recurrence:
        if row.due is not None:
            yield _event(row, row.due, None, row.id, on, say)
        return
    since = date.fromisoformat(row.doc.header.date) if row.doc.header.date else on
    for number, cycle in enumerate(cycles(deadline)):
        uid = row.id if not number else f"{row.id}-{number + 1}"
        yield _event(row, cycle.first(since), cycle, uid, on, say)


def _event(row: Row, due: date, cycle: Cycle | None, uid: str, on: date, say: Say) -> Event:
    event = Event()
    event.add("uid", f"{clean(uid)}@kl52")
    event.add("dtstamp", datetime.combine(on, time(), UTC))
    event.add("sequence", max(0, (on - _EPOCH).days))
    event.add("dtstart", due)
    event.add("dtend", due + _DAY)
    summary = say("tasks.ics.due", task=clip(task_of(row), _SUMMARY))
    if lead := names_of(row.duty.lead):
        summary = f"{summary} ({clip(lead, _LEAD)})"
    event.add("summary", summary)
    event.add("description", "\n".join(_lines(row, cycle, on, say)))
    event.add("transp", "TRANSPARENT")
    if cycle is not None:
        event.add("rrule", cycle.rule())
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -_AHEAD.get(cycle.freq if cycle else "", _USUAL))
    event.add_component(alarm)
    return event


def _lines(row: Row, cycle: Cycle | None, on: date, say: Say) -> Iterator[str]:
    yield task_of(row)
    yield ""
    parts = (
        ("lead", "names", names_of(row.duty.lead) or say("tasks.group.nobody")),
        ("coordinate", "names", names_of(row.duty.coordinate)),
        ("product", "words", product_of(row)),
        ("deadline", "words", deadline_of(row)),
        ("source", "words", source_of(row, say)),
    )
    for name, field, words in parts:
        if words:
            yield say(f"tasks.ics.{name}", **{field: words})
    if cycle is not None and not cycle.printed:
        yield say("tasks.ics.unprinted")
    # that it is late on the day of export would be wrong in the calendar of another day
    if notes := notes_of(row, None, row.due or on, say):
        yield say("tasks.ics.note", words="; ".join(notes))
