"""What is remarked on a plan: its findings, and at the end of each section what is missing there.

In: a coverage. Out: :class:`Remark` values in text order. Every remark names its source with the
quoted words and page; a stub is marked as a suggestion that nobody has reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kl52.catalogue import Catalogue
from kl52.coverage.findings.telling import message_of
from kl52.coverage.stubs import Stub, stubs_of
from kl52.coverage.values import Coverage, Finding
from kl52.language.wording import Say
from kl52.model import Document, Obligation
from kl52.obligations.deadline_words import render_deadline
from kl52.spans import Span
from kl52.views.naming import Name, clip, namer_of, place_of

_CLIP = 300  # characters of a quotation


@dataclass(frozen=True, slots=True)
class Remark:
    """Paragraphs to be set beside the words of ``span`` in the plan's text."""

    span: Span
    lines: tuple[str, ...]


def remarks_of(found: Coverage, catalogue: Catalogue, say: Say, lang: str = "vi") -> list[Remark]:
    """All remarks; what has no place of its own stands at the title."""
    name = namer_of(found.document, catalogue, say)
    remarks = [
        Remark(each.span or title_of(found.document), _told(each, name, say, lang))
        for each in found.findings
    ]
    remarks += _missing(found, name, say, lang)
    return sorted(remarks, key=lambda each: each.span)


def title_of(doc: Document) -> Span:
    """The words of the title, else the first paragraph with words."""
    if doc.header.title_span is not None:
        return doc.header.title_span
    text = doc.text.text
    worded = (each.span for each in doc.text.paragraphs if each.span.of(text).strip())
    return next(worded, Span(0, len(text)))


def _told(finding: Finding, name: Name, say: Say, lang: str) -> tuple[str, ...]:
    grade = say(f"severity.{finding.severity}")
    lines = [f"{grade[:1].upper()}{grade[1:]}: {message_of(finding, lang)}"]
    if finding.evidence is not None:
        above = [name(finding.evidence.document)] if finding.evidence.document else []
        above += [say("page", page=finding.evidence.page)] if finding.evidence.page else []
        quote = clip(finding.evidence.text, _CLIP)
        lines.append(say("comment.source", source=", ".join(above), quote=quote))
    return (*lines, f"[kl52 {finding.rule}]")


def _missing(found: Coverage, name: Name, say: Say, lang: str) -> Iterator[Remark]:
    """One remark for each section, at its end."""
    spans = {unit.id: unit.span for unit in found.document.units}
    stubs = sorted(stubs_of(found), key=lambda each: each.section or "")
    for section, group in groupby(stubs, key=lambda each: each.section):
        listed = list(group)
        span = spans.get(section or "")
        at = _last_line(found.document, span) if span is not None else title_of(found.document)
        lines = [say("comment.missing", count=len(listed))]
        for number, stub in enumerate(listed, 1):
            lines += [f"{number}. {line}" if not at_line else line for at_line, line in
                      enumerate(_stub(stub, name, say, lang))]  # fmt: skip
        yield Remark(at, (*lines, "[kl52 missing]"))


def _last_line(doc: Document, span: Span) -> Span:
    """The last paragraph with words of a stretch."""
    text = doc.text.text
    inside = [each.span for each in doc.text.paragraphs if each.span in span]
    return next((each for each in reversed(inside) if each.of(text).strip()), span)


def _stub(stub: Stub, name: Name, say: Say, lang: str) -> Iterator[str]:
    duty, source = stub.row.duty, stub.row.source
    page = source.page(duty.page)
    where = filter(None, (name(source.id), place_of(duty.unit, say),
                          say("page", page=page) if page else ""))  # fmt: skip
    yield say("comment.source", source=", ".join(where), quote=clip(duty.text, _CLIP))
    yield suggestion(stub, say, lang)


def suggestion(stub: Stub, say: Say, lang: str) -> str:
    """Words to begin with, marked as reviewed by nobody."""
    lead = ", ".join(stub.lead) or "…"
    end = stub.deadline.end if stub.deadline else None
    due = render_deadline(stub.deadline, lang) if stub.deadline and end else ""  # type: ignore[arg-type]
    return say("comment.stub", lead=lead, task=_task(stub.row.duty), due=due and f", {due}")


def _task(duty: Obligation) -> str:
    """What is to be done, without who does it above and by when."""
    words = duty.text
    cut = duty.action if duty.kind != "target" else None
    at = words.lower().find(cut.lower()) if cut else -1
    words = words[at:] if at > 0 else words
    if duty.deadline is not None:
        words = words.replace(duty.deadline.text, "")
    words = " ".join(words.split()).strip(" .,;:")
    return clip(words[:1].lower() + words[1:], _CLIP)
