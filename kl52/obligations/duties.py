"""One obligation and its fields, made from the sentence that states it.

Input: the document's parts as a :class:`Source`, a span of its text, and what stands above.
Output: an :class:`~kl52.model.Obligation` without an id.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal

from kl52.bodies import binds, body_id
from kl52.lexicon import fold
from kl52.model import (
    Body,
    Citation,
    Deadline,
    Header,
    Obligation,
    ObligationKind,
    Text,
    Unit,
)
from kl52.obligations.actions import find_verbs, first_action
from kl52.obligations.actors import Names, co_leads, find_actors
from kl52.obligations.deadlines import find_deadlines, main_deadline
from kl52.obligations.deliverables import find_deliverable
from kl52.obligations.targets import find_targets, is_target
from kl52.obligations.time_phrases import Found
from kl52.spans import Span

_CLOSING = " \t\n.;,/:…"
_NORMATIVE = frozenset(
    {"Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Hiến pháp"}
    | {"Văn bản hợp nhất"}
)
_BAN = re.compile(r"^(?:nghiêm cấm|cấm|không được|tuyệt đối không|không)\b")
_ASKS = re.compile(r"^(?:khuyến khích|đề nghị|vận động)\b")
_MAKES_REPORT = re.compile(
    r"(?:xây dựng|lập|gửi|thực hiện|chuẩn bị|hoàn thiện) (?:các )?(?:chế độ )?báo cáo"
    r"(?! (?:đề xuất|nghiên cứu))"
)


@dataclass(frozen=True, slots=True)
class Above:
    """What the text above an item settles for it: who acts, with whom, by when.

    ``past``: it only reports what has been done.
    """

    lead: Names = ()
    coordinate: Names = ()
    deadline: Deadline | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The parts of the document in which obligations are looked for."""

    text: Text
    units: tuple[Unit, ...]
    header: Header
    citations: tuple[Citation, ...]
    secondhand: bool = False
    # How far the citations up to each one reach; they stand in order, and some within others.
    reach: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        reach = accumulate((cite.span.end for cite in self.citations), max)
        object.__setattr__(self, "reach", tuple(reach))

    @property
    def normative(self) -> bool:
        """A normative act: by its type, or by the year in its number (``08/2022/QĐ-TTg``)."""
        by_number = re.match(r"\d+/\d{4}/", self.header.number or "")
        return self.header.type in _NORMATIVE or bool(by_number)

    def cited(self, words: Span) -> tuple[Span, ...]:
        """The citations that touch ``words``, counted from the start of ``words``."""
        inside = (cite.span for cite in self._near(words) if cite.span.overlaps(words))
        return tuple(span.shift(-words.start) for span in inside)

    def cites(self, span: Span) -> tuple[str, ...]:
        return tuple(cite.id for cite in self._near(span) if cite.span in span)

    def _near(self, span: Span) -> tuple[Citation, ...]:
        """The citations among which all are that touch ``span``."""
        first = bisect_right(self.reach, span.start)
        return self.citations[first : bisect_left(self.citations, span.end, key=_start)]

    def bodies(self, names: Names) -> tuple[Body, ...]:
        about = (self.header.date, self.header.province, self.header.level)
        return tuple(Body(name, body_id(name, *about)) for name in names)

    def deadlines(self, words: Span) -> tuple[Found, ...]:
        said = words.of(self.text.text)
        return find_deadlines(said, on=self.header.date, ignore=self.cited(words))


def _start(cite: Citation) -> int:
    return cite.span.start


def closed(text: str, span: Span) -> Span:
    """``span`` without closing punctuation."""
    return Span(span.start, span.start + len(span.of(text).rstrip(_CLOSING)))


def make_duty(
    source: Source, unit: Unit, span: Span, above: Above, found: tuple[Found, ...], rule: str
) -> Obligation:
    """The obligation that ``span`` states by ``rule``. ``found`` are the deadlines inside."""
    span = closed(source.text.text, span)
    sentence = span.of(source.text.text)
    actors = find_actors(sentence)
    lead = actors.lead or (*above.lead, *co_leads(sentence))
    coordinate = actors.coordinate or (() if actors.lead else above.coordinate)
    deadline = main_deadline(found)
    kind = _kind(sentence, actors.action, deadline, rule)
    if kind == "execution":
        lead, coordinate, deadline = (lead if rule == "answers" else ()), (), None
    if kind == "target":
        deadline = deadline or above.deadline
    verb = first_action(sentence, actors.action)
    return Obligation(
        id="",
        span=span,
        text=sentence,
        kind=kind,
        unit=unit.id,
        page=unit.page,
        lead=source.bodies(lead),
        lead_inherited=bool(lead) and not actors.lead,
        coordinate=source.bodies(coordinate),
        modality=modality(sentence, kind),
        strength=verb.strength if verb else None,
        deadline=deadline,
        deliverable=find_deliverable(sentence) if kind in ("task", "report") else None,
        targets=find_targets(sentence),
        binds=binds((*lead, *coordinate)),
        cites=source.cites(span),
        secondhand=source.secondhand,
        rule=rule,
    )


def extend_duty(
    source: Source, duty: Obligation, words: Span, *, label: bool = False
) -> Obligation:
    """``duty`` together with a following paragraph that says more of it.

    A ``label`` (``Đơn vị chủ trì: …``) only fills its fields and is no part of its words.
    """
    end = duty.span.end if label else closed(source.text.text, words).end
    span = Span(duty.span.start, end)
    said = words.of(source.text.text)
    actors = find_actors(said)
    lead = source.bodies(actors.lead) or duty.lead
    coordinate = duty.coordinate or source.bodies(actors.coordinate)
    return replace(
        duty,
        span=span,
        text=span.of(source.text.text),
        lead=lead,
        lead_inherited=duty.lead_inherited and not actors.lead,
        coordinate=coordinate,
        binds=binds(tuple(body.name for body in (*lead, *coordinate))),
        deadline=duty.deadline or main_deadline(source.deadlines(words)),
        deliverable=duty.deliverable or find_deliverable(said) or _labelled_product(said),
        cites=tuple(dict.fromkeys((*duty.cites, *source.cites(span), *source.cites(words)))),
    )


def _labelled_product(said: str) -> str | None:
    match = re.match(r"(?:Sản phẩm|Kết quả)[^:]{0,20}:\s*([^\n]+)", said)
    return match[1].rstrip(_CLOSING) if match else None


def modality(sentence: str, kind: ObligationKind) -> Literal["must", "should", "may", "must_not"]:
    """How firmly a sentence speaks; asking and encouraging are ``should``."""
    if kind == "prohibition":
        return "must_not"
    return "should" if _ASKS.match(fold(sentence)) else "must"


def _kind(sentence: str, action: int, deadline: Deadline | None, rule: str) -> ObligationKind:
    if rule in ("in-force", "answers"):
        return "execution"
    if _BAN.match(fold(sentence[action:].lstrip(" ,"))):
        return "prohibition"
    if rule == "target" or is_target(sentence):
        return "target"
    return "report" if _reports(sentence, action, deadline) else "task"


def _reports(sentence: str, action: int, deadline: Deadline | None) -> bool:
    """Whether the first thing to do is to report or compile, or all of it is done periodically."""
    folded = fold(sentence)
    verb = next((each for each in find_verbs(sentence, action) if each.is_action), None)
    if verb is None:
        return False
    first, reports = fold(verb.span.of(sentence)), "báo cáo" in folded[action:]
    if first == "báo cáo" or (first == "tổng hợp" and (reports or "gửi" in folded)):
        return True
    if _MAKES_REPORT.match(folded, verb.span.start):
        return True
    periodic = deadline is not None and deadline.kind == "recurring"
    return periodic and reports and ";" not in sentence
