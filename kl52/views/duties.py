"""The facts of an obligation in a line, for the views of documents and of traces."""

from __future__ import annotations

import re

from kl52.language.wording import Say
from kl52.model import Body, Deadline, Obligation
from kl52.views.naming import day


def provenance_of(words: str, say: Say) -> str:
    """What kind of text a document is that is not the official one."""
    return say("fictitious" if "fictitious" in words else "restated")


def facts_of(duty: Obligation, say: Say) -> str:
    """Who leads and takes part, and by when, in one line."""
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
