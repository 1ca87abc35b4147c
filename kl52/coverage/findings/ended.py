"""Bodies that had ended on the day of the plan, wherever the text names them.

As leads and in running text, in the reference to a paper that is younger than their end, among
the recipients. Not where the text names history: ``trước đây``, ``cũ``, who merged into whom, or
a paper that such a body issued while it was there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cache

from kl52 import bodies
from kl52.coverage.findings.telling import tell
from kl52.coverage.values import Case, Finding
from kl52.language.letters import begins
from kl52.language.lexicon import BodyEntry, fold
from kl52.language.lexicon import bodies as registry
from kl52.model import Citation, Document
from kl52.spans import Span

_PAST_AFTER = re.compile(r"^[\s,]*(?:\(?cũ\)?|\(?trước đây|\(?trước khi|trước sắp xếp|trước sáp)\b")
_PAST_BEFORE = re.compile(
    r"\b(?:nguyên|tiền thân|trước đây|sáp nhập|hợp nhất|giải thể|tiếp nhận|bàn giao|chuyển giao|"
    r"kết thúc hoạt động|chấm dứt hoạt động|thay cho|thay thế|đổi tên)\b[^,]*$"
)
_CLAUSE = re.compile(r"[.;:\n]")
_LONGEST = 300  # characters of a clause that are looked at
_NEAR = 80  # characters before a name that may say what became of the body
_DAYS = 7  # provinces differ by days in when they ended a body


def find(case: Case) -> Iterator[Finding]:
    if case.on is None:
        return
    starts = [cite.span.start for cite in case.plan.citations]
    for span, entry in _named(case.plan, case.on):
        if entry.until and not _is_history(case.plan, span, entry.until, starts):
            heirs = [bodies.entry(id) for id in bodies.successors(entry.id, case.on)]
            names = ", ".join(each.name for each in heirs if each)
            yield tell("defunct_body", case.plan, span=span, found=span.of(case.plan.text.text),
                       expected=f"; nay là {names}" if names else "",
                       severity=None if _is_certain(case.plan, span, entry) else "warning",
                       )  # fmt: skip


def _named(plan: Document, on: str) -> Iterator[tuple[Span, BodyEntry]]:
    """The bodies named in the text that had ended on the day."""
    text, done = plan.text.text, plan.header.span.end
    for match in _heads().finditer(text, done):
        if match.start() < done or not match[0][0].isupper():
            continue
        end = bodies.match_body_at(text, match.start())
        if end is None:
            continue
        done = end
        for span in bodies.body_spans(text, match.start(), end):
            if fold(span.of(text)) == fold(plan.header.issuer or ""):
                continue  # who plans is there, whatever its name is taken for
            entry = bodies.find_body(span.of(text), on, plan.header.level)
            if entry is not None and entry.until and not entry.exists(on):
                yield span, entry


@cache
def _heads() -> re.Pattern[str]:
    """The words with which the names of ended bodies begin."""
    ended = (each for each in registry() if each.until)
    names = (name for each in ended for name in (each.name, *each.variants))
    firsts = {name.split(" ")[0] for name in names if name[:1].isupper() and len(name) > 2}
    return re.compile(begins(*sorted(firsts)) + r"(?!\w)")


def _is_history(plan: Document, span: Span, until: str, starts: list[int]) -> bool:
    """Whether the words around, or a paper of that time before them, speak of the past."""
    text = plan.text.text
    clause = max(span.start - _LONGEST, 0)
    for stop in _CLAUSE.finditer(text, clause, span.start):
        clause = stop.end()
    if _PAST_AFTER.match(fold(text[span.end : span.end + 40])):
        return True
    if _PAST_BEFORE.search(fold(text[max(clause, span.start - _NEAR) : span.start])):
        return True
    cited = plan.citations[bisect_left(starts, clause) : bisect_right(starts, span.start)]
    return any(_then(cite, until) for cite in cited if "," not in text[cite.span.end : span.start])


def _then(cite: Citation, until: str) -> bool:
    """Whether a paper may be of the time when the body was there."""
    if cite.state == "self" or cite.kind in ("relative", "future", "short"):
        return False
    year = re.search(r"/((?:19|20)\d\d)/", cite.number or "")
    when = cite.date or (year[1] if year else None)
    return when is None or when <= until


def _is_certain(plan: Document, span: Span, entry: BodyEntry) -> bool:
    """Not within days of the end, and not among the recipients alone; a draft's day is open."""
    signature, on = plan.header.signature, plan.header.date or _year_begin(plan)
    if signature is not None and span.overlaps(signature):
        return False
    if len(on) < 10 or len(entry.until or "") < 10:
        return False
    return (date.fromisoformat(on) - date.fromisoformat(entry.until or "")).days > _DAYS


def _year_begin(plan: Document) -> str:
    return f"{plan.header.on[:4]}-01-01" if plan.header.on else ""
