"""Obligations in running text: the units, one after the other, with what stands above them.

Input: a :class:`~kl52.obligations.duties.Source` and the spans that are no prose (header,
signature, tables). Output: obligations in text order. A heading that names bodies, or a
sentence that ends in a colon, settles who acts below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kl52.bodies import match_body_at
from kl52.language.lexicon import fold
from kl52.model import Obligation, Unit
from kl52.obligations.actions import opens_with_verb
from kl52.obligations.actors import charged_actors, find_actors, heading_actors
from kl52.obligations.clauses import find_clauses, split_duties, within
from kl52.obligations.deadlines import heading_deadline, phase_deadline
from kl52.obligations.duties import Above, Source, asks, extend_duty, make_duty
from kl52.obligations.duty_rules import Place, find_rule, is_money, is_permission
from kl52.obligations.lead_ins import (
    acts_itself,
    asks_last,
    consists,
    find_sentences,
    introduced,
    labelled,
    lead_in,
    reports_past,
    says_more,
    sphere,
)
from kl52.obligations.sections import find_modes
from kl52.obligations.targets import is_target
from kl52.obligations.time_phrases import Found
from kl52.spans import Span

_MARK = re.compile(
    r"^(?:(?:Điều|Mục|Khoản|Phần|Chương)\s+[\dIVX]+[a-z]?\s*[.:]\s*"
    r"|(?:[IVX]+|[A-H]|\d{1,3}(?:\.\d{1,2}){0,2}[a-zđ]?|[a-zđ]\d?)\s?[.)\-/–]\s*(?=\S)"
    r"|\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*[.:]?\s*|[-–−•●▪*+○]\s*)"
)
_ITEMS_FOLLOW = re.compile(
    r"\b(?:nhiệm vụ|nội dung|công việc|giải pháp|yêu cầu)\b[^.;:()]{0,80}:\s*$", re.IGNORECASE
)
_MORE = re.compile(
    r"^(?:cơ quan|đơn vị|sản phẩm|kết quả|thời gian|thời hạn|tiến độ|hoàn thành|lãnh đạo phụ trách"
    r"|(?:chủ trì|phối hợp|lộ trình|địa điểm)(?=:| thực hiện:))[^:]{0,30}:"
)
_PAID = re.compile(r"^(?:nguồn )?(?:kinh phí|vốn|nguồn lực)[^:]{0,30}:")
_WHO = re.compile(
    r"^(?:(?:cơ quan|đơn vị|sở, ngành)[^:]{0,12} )?"
    r"(?:chủ trì|phối hợp|thực hiện|đầu mối)[^:]{0,20}:"
)
_HANDS_OUT = re.compile(r"\b(?:như sau|sau đây|sau)\s*:$")
# What is said of carrying out this very document lies ahead.
_OF_THIS = re.compile(
    r"\b(?:nghị quyết|quyết định|chỉ thị|kế hoạch|chương trình|kết luận|thông báo) này\b"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_INLINE = re.compile(rf"\((?:(\d{{1,2}})|({'|'.join(reversed(_ROMAN))}))\)\s")
_QUALIFIES = re.compile(r"\b(?:phải|cần|gồm|bao gồm|trong đó|cụ thể|riêng)\b")
_CHARGES = re.compile(
    r"(?:trách nhiệm(?! của (?:người|tổ chức|cá nhân|doanh nghiệp))|tổ chức thực hiện|"
    r"tổ chức thi hành|điều khoản thi hành)\b(?!.*\bquyền)"
)
# «Nhiệm vụ, quyền hạn của Bộ X» below another subject; a decree on one body alone names none.
_DUTIES_OF = re.compile(
    r"(?:nhiệm vụ|trách nhiệm)(?:(?:,| và) (?:quyền hạn|trách nhiệm|nhiệm vụ)){0,2} của "
    r"(?!người |tổ chức|cá nhân|doanh nghiệp)",
    re.IGNORECASE,
)
_REPORTS = frozenset({"Báo cáo"})


def find_prose_duties(
    source: Source, outside: tuple[Span, ...], papers: tuple[Span, ...] = ()
) -> Iterator[Obligation]:
    """The obligations in all paragraphs that touch no span of ``outside``.

    What is settled above one of ``papers``, the headers of further papers, is settled no more.
    """
    yield from _Walk(source, outside, papers).duties()


class _Walk:
    """The state while the units are gone through in text order."""

    def __init__(self, source: Source, outside: tuple[Span, ...], papers: tuple[Span, ...]) -> None:
        self.source = source
        self.papers = papers
        self.text = source.text.text
        self.outside = outside
        self.modes = find_modes(source.text, source.units)
        self.kinds = {unit.id: unit.kind for unit in source.units}
        self.below: dict[str | None, list[Unit]] = {}
        for unit in source.units:
            self.below.setdefault(unit.parent, []).append(unit)
        self.above: dict[str | None, Above] = {None: Above()}
        self.inline, self.lists = _inline(source)
        self.charged = _charged(source) if source.normative else set()
        self.told = False

    def duties(self) -> Iterator[Obligation]:
        last: list[Obligation] = []
        labelled = False  # whether a label of the last one stood just before
        for unit in self.source.units:
            if any(span.overlaps(unit.head) for span in self.papers):
                self.above[None] = Above()
                self.told = False
            settled = self.above.get(unit.parent, Above())
            if settled.money and unit.kind == "paragraph":  # the list of what is paid for is over
                settled = self.above[unit.parent] = replace(settled, money=False)
            self.above[unit.id] = settled
            words = self._words(unit)
            if words is None:
                if unit.id in self.lists:  # who acts stands before the items
                    start = unit.head.end - len(self._said(unit))
                    self._introduce(unit, Span(start, self.lists[unit.id]))
                continue
            if self._is_labelled(unit, words):
                yield from last
                found = self.source.deadlines(words)
                last = [make_duty(self.source, unit, words, settled, found, "labelled-item")]
                labelled = True
                continue
            if self._heads(unit, words, settled):
                continue
            said = fold(words.of(self.text))
            paid = labelled and _PAID.match(said)
            if last and (self._adds(unit, words, last[-1]) or paid):
                label = labelled = bool(_MORE.match(said) or paid)
                last[-1] = extend_duty(self.source, last[-1], words, label=label)
                continue
            yield from last
            labelled = False
            last = list(self._paragraph(unit, words, settled))
            self._introduce(unit, words)
        yield from last

    def _said(self, unit: Unit) -> str:
        head = unit.head.of(self.text)
        mark = _MARK.match(head)
        return head[mark.end() if mark else 0 :]

    def _words(self, unit: Unit) -> Span | None:
        """The unit's own paragraph without its mark, if it can hold an obligation."""
        if unit.kind == "row" or any(span.overlaps(unit.head) for span in self.outside):
            return None
        listed_apart = unit.id in self.lists or (
            unit.id in self.inline and unit.parent not in self.lists
        )
        if listed_apart:
            return None
        words = Span(unit.head.end - len(self._said(unit)), unit.head.end)
        return words if len(words) else None

    def _is_labelled(self, unit: Unit, words: Span) -> bool:
        """Whether all that stands below the unit are labels of one task (``Đơn vị chủ trì: …``)."""
        below = self.below.get(unit.id, ())
        if self.modes[unit.id] in ("skip", "scope", "target") or self.source.normative or not below:
            return False
        if self.source.secondhand or unit.kind == "annex" or self.source.text.is_capitals(words):
            return False
        if words.of(self.text).rstrip().endswith(":") or self.above[unit.id].past:
            return False
        labels = [fold(self._said(each)) for each in below]
        paid = (each for each in labels if not _PAID.match(each))
        return all(map(_MORE.match, paid)) and any(map(_WHO.match, labels))

    def _heads(self, unit: Unit, words: Span, settled: Above) -> bool:
        """Whether the unit only titles what stands below it; settles that if so."""
        if unit.kind == "annex":
            lead = charged_actors(unit.heading or "")
            self.above[None] = self.above[unit.id] = Above(lead)
            self.told = False
            return True
        said = words.of(self.text)
        titles = unit.heading is not None or said.rstrip()[-1:].isalnum()
        if not titles or unit.id not in self.below or says_more(said):
            return False
        if said.rstrip().endswith(":") and (lead_in(said) or consists(said)):
            return False  # a sentence of its own stands before the lead-in, or is one
        if opens_with_verb(said) and _MORE.match(fold(self._said(self.below[unit.id][0]))):
            return False  # the label below it makes it a task: Thời gian: …
        heading = unit.heading or said
        actors = find_actors(heading)
        lead = heading_actors(heading) or (labelled(said) if said.rstrip().endswith(":") else ())
        lead = lead or actors.lead or charged_actors(heading) or sphere(heading)
        time = heading_deadline(heading, self.source.header.date)
        self.above[unit.id] = replace(
            settled,
            lead=lead or settled.lead,
            coordinate=actors.coordinate if lead else settled.coordinate,
            deadline=time or settled.deadline,
            phase=phase_deadline(heading, self.source.header.date) or settled.phase,
            asked=asks(heading) if lead else settled.asked,
        )
        return True

    def _introduce(self, unit: Unit, words: Span) -> None:
        """What a paragraph settles for those below it, and, if it ends in a colon, beside it."""
        said = words.of(self.text).rstrip()
        settled = self.above[unit.id]
        if phase := phase_deadline(said, self.source.header.date):
            settled = self.above[unit.id] = replace(settled, phase=phase)
        if not said.endswith(":"):
            lead = find_actors(said).lead
            if lead and unit.id in self.below:
                self.above[unit.id] = replace(settled, lead=lead, coordinate=(), asked=asks(said))
            return
        clause = find_clauses(said)[-1].span.of(said)
        self.told = self.told or bool(_HANDS_OUT.search(fold(clause)))
        about = fold(clause).startswith("đối với")  # whom it is about, not who acts
        lead = labelled(said) or introduced(clause) or (() if about else heading_actors(clause))
        below = replace(
            settled,
            lead=lead or settled.lead,
            coordinate=find_actors(clause).coordinate if lead else (),
            past=settled.past or reports_past(clause),
            parts=consists(clause),
            money=settled.money or is_money(said),
            asked=asks_last(clause) if lead else settled.asked,
        )
        self.above[unit.id] = below
        if unit.kind == "paragraph" and (lead or phase or below.past or below.money):
            self.above[unit.parent] = below

    def _adds(self, unit: Unit, words: Span, before: Obligation) -> bool:
        """Whether a paragraph only says more of the task before it."""
        said = words.of(self.text)
        if self.source.secondhand or before.where != "prose" or unit.parent is None:
            return False
        if not (before.unit or "").startswith(unit.parent):
            return False
        if _MORE.match(fold(said)):
            return True
        if _goes_on(unit.head.of(self.text), before.text):
            return True
        if unit.kind != "paragraph" or before.unit != unit.parent or "\n" in before.text:
            return False
        if is_permission(said) or opens_with_verb(said) or find_actors(said).lead:
            return False
        return bool(_QUALIFIES.search(fold(said))) and not is_target(said)

    def _paragraph(self, unit: Unit, words: Span, settled: Above) -> Iterator[Obligation]:
        said = words.of(self.text)
        mode = self.modes[unit.id]
        if (
            mode == "skip"
            or settled.money
            or (settled.past and not _OF_THIS.search(fold(said)))
            or (settled.parts and not opens_with_verb(said))
            or self.source.text.is_capitals(words)
            or said.startswith("(")
            or _WHO.match(fold(said))
        ):
            return
        if mode not in ("target", "scope") and is_money(said):
            return
        found = self.source.deadlines(words)
        if self.source.secondhand:
            yield from self._reported(unit, words, found)
        elif not said.rstrip().endswith(":") or acts_itself(said):
            yield from self._sentences(unit, words, settled, found)
        elif mode == "task" and (end := lead_in(said)):
            before = Span(words.start, words.start + end)
            yield from self._sentences(unit, before, settled, within(found, Span(0, end)))

    def _sentences(
        self, unit: Unit, words: Span, settled: Above, found: tuple[Found, ...]
    ) -> Iterator[Obligation]:
        said = words.of(self.text)
        article = unit.kind == "article"
        listed = not article and (unit.kind != "paragraph" or self._below_item(unit))
        for part in split_duties(said, found, aims=self.modes[unit.id] == "target"):
            sentence = part.of(said)
            lead = find_actors(sentence).lead
            place = Place(
                self.modes[unit.id],
                listed,
                article,
                bool(settled.lead),
                self.told,
                self.source.normative,
                self._is_ahead(within(found, part)),
                unit.id in self.charged,
            )
            rule = find_rule(sentence, place)
            if rule:
                self.told, listed = True, not article  # what follows in the paragraph goes on
                inside = within(found, part)
                duty = make_duty(self.source, unit, part.shift(words.start), settled, inside, rule)
                if rule == "target":  # the year of one quantity is that of the next
                    settled = replace(settled, deadline=duty.deadline)
                yield duty
            if lead:  # goes on for the sentences that follow
                settled = replace(settled, lead=lead, coordinate=(), asked=asks(sentence))

    def _is_ahead(self, found: tuple[Found, ...]) -> bool:
        """Whether a time is set that is not over on the document's day; a report sets none."""
        header = self.source.header
        ends = [deadline.end for _, deadline in found if deadline.end]
        ahead = header.date is None or max(ends, default="") >= header.date
        return bool(ends) and ahead and header.type not in _REPORTS

    def _below_item(self, unit: Unit) -> bool:
        kind = self.kinds.get(unit.parent or "")
        return kind in ("section", "clause", "point", "bullet")

    def _reported(self, unit: Unit, words: Span, found: tuple[Found, ...]) -> Iterator[Obligation]:
        """A press item's numbered points, and its sentences that assign."""
        said = words.of(self.text)
        if unit.kind != "paragraph":
            if not said.rstrip().endswith(":"):
                yield make_duty(self.source, unit, words, Above(), found, "reported-item")
            return
        for part in find_sentences(said):
            sentence = part.of(said)
            if _assigns(sentence):
                inside = within(found, part)
                span = part.shift(words.start)
                yield make_duty(self.source, unit, span, Above(), inside, "reported-assignment")


def _inline(source: Source) -> tuple[set[str], dict[str | None, int]]:
    """Items ``(1) …; (2) …`` inside a paragraph, and where those begin that are tasks, by it."""
    heads = {unit.id: unit.head for unit in source.units}
    nowhere = Span(0, 0)
    items = [unit for unit in source.units if unit.head in heads.get(unit.parent or "", nowhere)]
    lists: dict[str | None, int] = {}
    for unit in items:
        before = Span(heads[unit.parent or ""].start, unit.head.start).of(source.text.text)
        if source.secondhand or (unit.number == "1" and _ITEMS_FOLLOW.search(before)):
            lists.setdefault(unit.parent, unit.head.start)
    return {unit.id for unit in items}, lists


def _charged(source: Source) -> set[str]:
    """The units below titles that say who carries the act out, not who may decide what."""
    found: set[str] = set()
    for unit in source.units:
        title = unit.heading or ""
        head = unit.head.of(source.text.text).rstrip()
        if not title and head.endswith(":"):  # ``1. Trách nhiệm của Sở X:``
            title = _MARK.sub("", head, count=1)
            opens = _charges_body(title)
        else:
            opens = bool(_CHARGES.match(fold(title))) or _charges_body(title)
        if unit.parent in found or opens:
            found.add(unit.id)
    return found


def _charges_body(title: str) -> bool:
    match = _DUTIES_OF.match(title)
    return match is not None and match_body_at(title, match.end()) is not None


def _goes_on(head: str, before: str) -> bool:
    """``(2) …`` on a line of its own, behind a task in which ``(1) …`` stands."""
    mark = _INLINE.match(head)
    if mark is None:
        return False
    ahead = str(int(mark[1]) - 1) if mark[1] else _ROMAN[max(0, _ROMAN.index(mark[2]) - 1)]
    return ahead != mark[2] and f" ({ahead}) " in before


def _assigns(sentence: str) -> bool:
    """Whether a press item's sentence says that somebody is to act, not that he did."""
    actors = find_actors(sentence)
    past = re.search(r"\b(?:đã|vừa)\b", fold(sentence)[:200])
    if not actors.lead or past or sentence.rstrip()[-1:] not in "./":
        return False
    told = re.search(
        r"\b(?:giao|yêu cầu|đề nghị|phân công|có trách nhiệm|chủ trì)\b", fold(sentence)
    )
    return bool(told) or sentence.startswith(("Các", "Từng", "Mỗi"))
