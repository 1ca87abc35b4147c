"""One obligation and its fields, made from the sentence that states it.

Input: the document's parts as a :class:`Source`, a span of its text, and what stands above.
Output: an :class:`~kl52.model.Obligation` without an id.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, Literal

from kl52.bodies import binds, body_id, match_body_at, split_bodies
from kl52.language.lexicon import fold
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
from kl52.obligations.actions import first_action
from kl52.obligations.actors import addressed, answering, co_leads, find_actors
from kl52.obligations.circumstances import cue_of, find_circumstances
from kl52.obligations.deadlines import find_deadlines, main_deadline
from kl52.obligations.deliverables import find_deliverable
from kl52.obligations.labels import read_labels
from kl52.obligations.objects import find_act
from kl52.obligations.subjects import Names
from kl52.obligations.targets import find_targets, is_target
from kl52.obligations.time_phrases import Found
from kl52.spans import Span

_CLOSING = " \t\n.;,/:…"
_NORMATIVE = frozenset(
    {"Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Hiến pháp"}
    | {"Văn bản hợp nhất"}
)
_BAN = re.compile(r"^(?:nghiêm cấm|cấm|không được|tuyệt đối không|không)\b")
_OPENING = 120  # characters in which a sentence says whether it orders or asks
_ORDERS = re.compile(r"\b(?:giao|yêu cầu|phân công)\b")
_ISSUED = re.compile(r"\b(?:ban hành|thông qua|phê duyệt|có hiệu lực|ký)\b")
_APPROVED = re.compile(
    r"\bphê duyệt (?P<what>(?:đề án|chương trình|dự án|chiến lược|quy hoạch) .+)"
)
_MAKES_REPORT = re.compile(
    r"(?:xây dựng|lập|gửi|thực hiện|chuẩn bị|hoàn thiện) (?:các )?(?:chế độ )?báo cáo"
    r"(?! (?:đề xuất|nghiên cứu))"
)


@dataclass(frozen=True, slots=True)
class Above:
    """What the text above an item settles for it: who acts, with whom, by when.

    ``deadline`` is for quantities, ``phase`` (``Giai đoạn 1 (2027 - 2028)``) for tasks.
    ``past``: it only reports what has been done. ``parts``: it only says what something consists
    of. ``money``: it only lists what money is spent on.
    ``asked``: those who act are asked, not told to
    (``Đề nghị Ủy ban Mặt trận Tổ quốc …``).
    """

    lead: Names = ()
    coordinate: Names = ()
    deadline: Deadline | None = None
    phase: Deadline | None = None
    past: bool = False
    parts: bool = False
    money: bool = False
    asked: bool = False


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
    starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        reach = accumulate((cite.span.end for cite in self.citations), max)
        object.__setattr__(self, "reach", tuple(reach))
        object.__setattr__(self, "starts", tuple(cite.span.start for cite in self.citations))

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
        return self.citations[first : bisect_left(self.starts, span.end)]

    def met(self, span: Span, condition: str | None) -> bool | None:
        """True where ``condition`` is that a document be issued which is found to be there."""
        at = span.of(self.text.text).find(condition) if condition else -1
        if condition is None or at < 0 or not _ISSUED.search(fold(condition)):
            return None
        start = span.start + at
        words = Span(start, start + len(condition))
        named = [cite for cite in self._near(words) if cite.span in words]
        return True if named and all(cite.state == "resolved" for cite in named) else None

    def bodies(self, names: Names) -> tuple[Body, ...]:
        about = (self.header.date, self.header.province, self.header.level)
        return tuple(Body(name, body_id(name, *about)) for name in names)

    def product(self, sentence: str) -> str | None:
        """The product of a sentence; what the document itself approves is none."""
        found = find_deliverable(sentence)
        approved = _APPROVED.search(fold(self.header.title or ""))
        own = found and approved and fold(found).startswith(approved["what"])
        return None if own else found

    def deadlines(self, words: Span) -> tuple[Found, ...]:
        said = words.of(self.text.text)
        return find_deadlines(said, on=self.header.date, ignore=self.cited(words))


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
    # below a body's name, ``Đối với …`` says whom its task is about
    own = actors.lead or (() if above.lead else addressed(sentence))
    lead = own or (*above.lead, *co_leads(sentence))
    coordinate = actors.coordinate or (() if actors.lead else above.coordinate)
    deadline = main_deadline(found)
    kind = _kind(sentence, actors.action, deadline, rule)
    if kind == "execution":
        own = own or answering(sentence)
        lead = (own or lead) if rule == "answers" else ()
        coordinate, deadline = (), None
    if kind == "target":
        deadline = deadline or above.deadline
    elif kind in ("task", "report"):
        deadline = deadline or above.phase
    act = find_act(sentence, actors.action)
    return Obligation(
        id="",
        span=span,
        text=sentence,
        kind=kind,
        unit=unit.id,
        page=unit.page,
        lead=source.bodies(lead),
        lead_inherited=bool(lead) and not own,
        coordinate=source.bodies(coordinate),
        modality=modality(sentence, kind, asked=above.asked and not actors.lead),
        strength=act.strength,
        action=act.action,
        object=act.object,
        deadline=deadline,
        deliverable=source.product(sentence) if kind in ("task", "report") else None,
        **circumstances(source, span, deadline),
        targets=find_targets(sentence, deadline.end if deadline else None),
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
    stated = read_labels(said) if label else {}
    actors = find_actors(said)
    lead, coordinate = (
        source.bodies(split_bodies(stated[role]) if role in stated else names)
        for role, names in (("lead", actors.lead), ("coordinate", actors.coordinate))
    )
    named = lead if label or not duty.lead else ()
    lead, coordinate = named or duty.lead, duty.coordinate or coordinate
    return replace(
        duty,
        span=span,
        text=span.of(source.text.text),
        lead=lead,
        lead_inherited=duty.lead_inherited and not named,
        coordinate=coordinate,
        binds=binds(tuple(body.name for body in (*lead, *coordinate))),
        deadline=duty.deadline or main_deadline(source.deadlines(words)),
        deliverable=duty.deliverable or find_deliverable(said) or stated.get("product"),
        funding=duty.funding or stated.get("funding"),
        cites=tuple(dict.fromkeys((*duty.cites, *source.cites(span), *source.cites(words)))),
    )


def circumstances(
    source: Source,
    span: Span,
    deadline: Deadline | None,
    *,
    submit: Sequence[str] | None = None,
    money: Sequence[str] | None = None,
) -> dict[str, Any]:
    """The fields of an obligation that say to whom, on what condition, where and paid how.

    ``submit`` and ``money`` are the cells of a row that say it instead.
    """
    said = find_circumstances(span.of(source.text.text))
    condition = said.condition or (deadline.condition if deadline else None)
    to = tuple(name for cell in submit or () for name in split_bodies(cell))
    return {
        "report_to": source.bodies(to or said.report_to),
        "report_via": source.bodies(said.report_via),
        "condition": condition,
        "condition_met": source.met(span, condition),
        "scope": said.scope,
        "funding": "; ".join(money or ()) or said.funding,
    }


def modality(
    sentence: str, kind: ObligationKind, *, asked: bool = False
) -> Literal["must", "should", "may", "must_not"]:
    """How firmly a sentence speaks: asking is ``should``, encouraging ``may``.

    >>> modality("Đề nghị Hội Nông dân Việt Nam vận động hội viên.", "task")
    'should'
    """
    if kind == "prohibition":
        return "must_not"
    if cue_of("may").match(fold(sentence)):
        return "may"
    return "should" if asked or asks(sentence) else "must"


def asks(sentence: str) -> bool:
    """Whether an assignment only asks: ``Đề nghị …``, ``Chính phủ đề nghị Hội …``."""
    found = cue_of("ask").search(fold(sentence), 0, _OPENING)
    if found is None or _ORDERS.search(fold(sentence[: found.start()])):
        return False
    before, after = sentence[: found.start()].strip(" ,"), sentence[found.end() :].lstrip()
    if match_body_at(after, 0) is None:
        return False  # what is asked for is a thing: đề nghị khen thưởng …
    return not before or match_body_at(before, 0) == len(before)


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
    verb = first_action(sentence, action)
    if verb is None:
        return False
    first, reports = fold(verb.span.of(sentence)), "báo cáo" in folded[action:]
    if first == "báo cáo" or (first == "tổng hợp" and (reports or "gửi" in folded)):
        return True
    if _MAKES_REPORT.match(folded, verb.span.start):
        return True
    periodic = deadline is not None and deadline.kind == "recurring"
    return periodic and reports and ";" not in sentence
