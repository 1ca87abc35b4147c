"""Obligations: what a document tells whom to do, by when, with what product.

Input: a text with its units, header and citations. Output: :class:`~kl52.model.Obligation`
values in text order, ``o1``, ``o2``, …; their spans count in ``text.text``.
Guarantee: nothing in the header, the signature block, or a section of aims, viewpoints,
principles or money is an obligation; in a normative act only what assigns is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kl52.actions import find_verbs, first_action, opens_with_verb
from kl52.actors import Names, co_leads, find_actors, heading_actors
from kl52.bodies import binds, body_id, split_bodies
from kl52.clauses import find_clauses, split_duties
from kl52.deadlines import (
    Found,
    find_deadlines,
    heading_deadline,
    main_deadline,
    parse_deadline,
)
from kl52.deliverables import find_deliverable
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
from kl52.sections import Mode, find_modes
from kl52.spans import Span
from kl52.targets import find_targets, has_quantity, is_target
from kl52.task_tables import TaskRow, TaskTable, find_task_tables
from kl52.twins import tie_twins

_MARK = re.compile(
    r"^(?:(?:Điều|Mục|Khoản|Phần|Chương)\s+[\dIVX]+[a-z]?\s*[.:]\s*|(?:[IVX]+|[A-H]|\d{1,3}(?:\.\d{1,2}){0,2}[a-zđ]?|[a-zđ]\d?)\s?[.)\-/–]\s*(?=\S)"
    r"|\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*|[-–−•●▪*+○]\s*)"
)
_CLOSING = " \t\n.;,/:…"
_MONEY = re.compile(
    r"^(?:nguồn )?(?:kinh phí|ngân sách|nguồn vốn)\b|^(?:việc )?(?:quản lý|sử dụng)[^.;]{0,40}kinh phí[^.;]*thực hiện theo"
)
_PERMISSION = re.compile(
    r"^[^.;]{0,160}?\b(?:được (?:áp dụng|giao (?:quản lý|làm)|quyền|phép|hưởng)|có thể|có quyền)\b"
)
_IN_FORCE = re.compile(r"\b(?:có hiệu lực|hết hiệu lực)\b")
_ANSWERS = re.compile(
    r"\bchịu trách nhiệm (?:thi hành|theo quy định|trước|về|toàn diện)|chịu trách nhiệm thi hành"
)
_OWN_ACT = re.compile(
    r"^(?:Phê duyệt|Ban hành|Thông qua|Công bố|Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Thành lập|Quyết nghị|Cho phép|Phạm vi|Đối tượng|"
    r"Giải thích|Thống nhất)\b"
)
_PREAMBLE = re.compile(
    r"^(?:Căn cứ|Theo đề nghị|Xét đề nghị|Trên cơ sở kết quả|Thực hiện|Triển khai|Để|Nhằm|Ngày \d)\b"
)
_TOPIC = re.compile(
    r"^(?:Đối với|Về|Lĩnh vực|Nội dung|Riêng|Tại)\b[^:;]{2,400}:\s+(?:\([ivx\d]+\)\s+)?"
)
_ITEMS_FOLLOW = re.compile(
    r"\b(?:nhiệm vụ|nội dung|công việc|giải pháp|yêu cầu)\b[^.;:()]{0,80}:\s*$", re.IGNORECASE
)
_LEAD_IN = re.compile(r":$")
_DIRECTION = re.compile(r"(?:theo hướng|trong đó|gồm|bao gồm|cụ thể|tập trung vào)\s*:$")
_ASSIGNS = re.compile(
    r"\b(?:giao|yêu cầu|đề nghị|phân công)\s+(?=[A-ZĐỦ]|các )|chịu trách nhiệm|\bcó trách nhiệm\b|\bchủ trì\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"^(?:cơ quan|đơn vị|sản phẩm|kết quả|thời gian|thời hạn|tiến độ|hoàn thành)[^:]{0,30}:"
)
_NORMATIVE = frozenset(
    {"Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Hiến pháp"}
)
_BAN = re.compile(r"^(?:nghiêm cấm|cấm|không được|tuyệt đối không|không)\b")
_ENCOURAGES = re.compile(r"^(?:khuyến khích|đề nghị|vận động)\b")
_SPHERE = re.compile(
    r"\b(?:ở|của|tại|thuộc)\s+((?:các\s+)?(?:bộ, ngành|địa phương|sở, ngành|sở, ban, ngành))$"
)


@dataclass(frozen=True, slots=True)
class Above:
    """What the text above an item settles for it: who acts, by when."""

    lead: Names = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """All that the rules look at."""

    text: Text
    units: tuple[Unit, ...]
    header: Header
    citations: tuple[Citation, ...]
    secondhand: bool
    modes: dict[str, Mode]
    kinds: dict[str, str]

    @property
    def normative(self) -> bool:
        number = self.header.number or ""
        return self.header.type in _NORMATIVE or bool(re.match(r"\d+/\d{4}/", number))


def find_obligations(
    text: Text,
    units: tuple[Unit, ...],
    header: Header,
    citations: tuple[Citation, ...],
    *,
    secondhand: bool = False,
) -> tuple[Obligation, ...]:
    """The obligations of a document in text order.

    With ``secondhand`` (a press item that reports on a plan) every reported item and every
    assigning sentence is one obligation and is never split.
    """
    source = Source(
        text,
        units,
        header,
        citations,
        secondhand,
        find_modes(text, units),
        {u.id: u.kind for u in units},
    )
    tables = find_task_tables(text)
    found = [*_prose(source, tables), *_rows(source, tables)]
    found.sort(key=lambda duty: duty.span)
    named = [replace(duty, id=f"o{number}") for number, duty in enumerate(found, 1)]
    return tie_twins(tuple(named))


# -- prose ---------------------------------------------------------------------------------------


def _prose(source: Source, tables: tuple[TaskTable, ...]) -> Iterator[Obligation]:
    """Walks the units; what stands above an item is looked up by the item's parent."""
    outside = [source.header.span, *(table.span for table in tables)]
    outside += [table.span for table in source.text.tables]
    if source.header.signature:
        outside.append(source.header.signature)
    above: dict[str | None, Above] = {None: Above()}
    parents = {unit.parent for unit in source.units}
    heads = {unit.id: unit.head for unit in source.units}
    items = {
        unit.id for unit in source.units if unit.head in heads.get(unit.parent or "", Span(0, 0))
    }
    lists = {
        unit.parent for unit in source.units if unit.id in items and _is_list(source, unit, heads)
    }
    last: list[Obligation] = []
    for unit in source.units:
        settled = above.get(unit.parent, Above())
        above[unit.id] = settled
        if unit.kind == "row" or any(span.overlaps(unit.head) for span in outside):
            continue
        words = _body(source.text.text, unit.head)
        if not len(words):
            continue
        if unit.kind == "annex":
            above[None] = above[unit.id] = Above()
            continue
        said = words.of(source.text.text)
        if unit.heading is not None and unit.id in parents and not _says_more(said):
            above[unit.id] = _settle(settled, unit.heading, source)
            continue
        if unit.id in lists or (unit.id in items and unit.parent not in lists):
            continue
        if last and _adds(source, unit, said, last[-1], settled):
            last[-1] = _extended(source, last[-1], words)
            continue
        yield from last
        last = list(_paragraph(source, unit, words, settled))
        _introduce(source, unit, said, above, last)
    yield from last


def _is_list(source: Source, unit: Unit, heads: dict[str, Span]) -> bool:
    """Whether items ``(1) …; (2) …`` inside a paragraph are tasks, not parts of one task."""
    before = Span(heads[unit.parent or ""].start, unit.head.start).of(source.text.text)
    return unit.number == "1" and (source.secondhand or bool(_ITEMS_FOLLOW.search(before)))


def _says_more(said: str) -> bool:
    """A heading with its task on the same line: ``5. Đài X: Chủ trì …``."""
    label = re.search(r":\s+(?=\S)", said)
    return bool(label) and (len(said.split()) > 12 or bool(find_actors(said).lead))


def _settle(settled: Above, heading: str, source: Source) -> Above:
    lead = heading_actors(heading) or _spheres(heading) or settled.lead
    deadline = heading_deadline(heading, source.header.date) or settled.deadline
    return Above(lead, deadline)


def _spheres(heading: str) -> Names:
    """``Về sắp xếp trường học ở địa phương``: the sphere is who acts."""
    match = _SPHERE.search(heading)
    return split_bodies(match[1]) if match else ()


def _introduce(
    source: Source, unit: Unit, said: str, above: dict[str | None, Above], last: list[Obligation]
) -> None:
    """A sentence that ends in a colon settles who acts below it and beside it."""
    if not _LEAD_IN.search(said.rstrip()):
        return
    clause = find_clauses(said)[-1].span.of(said)
    actors = find_actors(clause)
    settled = above[unit.id]
    verb = first_action(clause, actors.action)
    announces = verb is not None and verb.strength in ("issue", "build")
    own = () if announces or is_target(clause) else actors.lead or _introduced(clause)
    lead = own or settled.lead
    above[unit.id] = Above(lead, settled.deadline)
    if unit.kind == "paragraph":
        above[unit.parent] = Above(lead or settled.lead, above.get(unit.parent, settled).deadline)


def _introduced(clause: str) -> Names:
    """The bodies in ``…, Thủ tướng yêu cầu các bộ, ngành thực hiện các nhiệm vụ sau:``."""
    for match in re.finditer(r"\b(?:yêu cầu|giao|đề nghị)\s+", clause):
        lead = find_actors("Giao " + clause[match.end() :]).lead
        if lead:
            return lead
    for match in re.finditer(r",\s+", clause):
        lead = find_actors(clause[match.end() :]).lead
        if lead and lead[0].startswith(("Các", "các")):
            return lead
    return ()


def _adds(source: Source, unit: Unit, said: str, before: Obligation, settled: Above) -> bool:
    """A plain paragraph that only says more of the task before it."""
    if unit.kind != "paragraph" or source.secondhand or before.where != "prose":
        return False
    if unit.parent is None or not (
        before.unit == unit.parent or (before.unit or "").startswith(unit.parent)
    ):
        return False
    if _ADDED.match(fold(said)):
        return True
    if before.unit != unit.parent or _PERMISSION.match(fold(said)):
        return False
    return not opens_with_verb(said) and not find_actors(said).lead and not is_target(said)


def _extended(source: Source, duty: Obligation, words: Span) -> Obligation:
    span = Span(duty.span.start, _closed(source.text.text, words).end)
    said = words.of(source.text.text)
    actors = find_actors(said)
    found = find_deadlines(said, on=source.header.date, ignore=_cited(source, words))
    return replace(
        duty,
        span=span,
        text=span.of(source.text.text),
        lead=_bodies(source, actors.lead) or duty.lead,
        coordinate=duty.coordinate or _bodies(source, actors.coordinate),
        deadline=duty.deadline or main_deadline(found),
        deliverable=duty.deliverable or find_deliverable(said),
        cites=_cites(source, span),
    )


def _body(text: str, head: Span) -> Span:
    """The paragraph without its mark."""
    mark = _MARK.match(head.of(text))
    return Span(head.start + (mark.end() if mark else 0), head.end)


def _paragraph(source: Source, unit: Unit, words: Span, settled: Above) -> Iterator[Obligation]:
    said = words.of(source.text.text)
    mode = source.modes[unit.id]
    if mode == "skip" or said.isupper() or _MONEY.match(fold(said)) or said.startswith("("):
        return
    found = find_deadlines(said, on=source.header.date, ignore=_cited(source, words))
    if source.secondhand:
        yield from _reported(source, unit, words, settled, found)
        return
    if said.rstrip().endswith(":") and not _acts_itself(said) and not is_target(said):
        return
    lead = settled.lead
    for index, part in enumerate(split_duties(said, found)):
        sentence = part.of(said)
        rule = _rule(source, unit, sentence, mode)
        actors = find_actors(sentence)
        lead = actors.lead or lead
        if rule is None:
            continue
        inside = tuple(each for each in found if each[0] in part)
        span = part.shift(words.start)
        duty = _duty(source, unit, span, settled, lead, inside, rule)
        if duty is not None:
            yield duty


def _acts_itself(said: str) -> bool:
    return bool(_DIRECTION.search(fold(said).rstrip())) and (
        opens_with_verb(said) or bool(find_actors(said).lead)
    )


def _rule(source: Source, unit: Unit, sentence: str, mode: Mode) -> str | None:
    """The name of the rule by which a sentence is an obligation, if it is one."""
    folded = fold(sentence)
    if _IN_FORCE.search(folded) and len(sentence.split()) < 60:
        return "in-force"
    if _ANSWERS.search(folded):
        return "answers"
    if mode == "target":
        return "target" if has_quantity(sentence) else None
    if unit.kind == "article" and _OWN_ACT.match(sentence):
        return None
    if _PERMISSION.match(folded) and not _ASSIGNS.search(sentence):
        return None
    if source.normative:
        assigned = _ASSIGNS.search(sentence) and find_actors(sentence).lead
        return "assigned" if assigned and mode == "task" else None
    listed = unit.kind not in ("paragraph", "article") or _below_item(source, unit)
    told = _TOPIC.sub("", sentence)
    if mode == "task":
        return "task-section"
    if _PREAMBLE.match(sentence) and not listed:
        return None
    if find_actors(sentence).lead and _ASSIGNS.search(sentence):
        return "assigned"
    if listed and (opens_with_verb(told) or find_actors(sentence).lead):
        return "list-item"
    lead = find_actors(sentence).lead
    return (
        "subject" if lead and unit.parent and sentence.rstrip().endswith((".", ";", "/")) else None
    )


def _below_item(source: Source, unit: Unit) -> bool:
    """A plain paragraph below a numbered item."""
    kind = source.kinds.get(unit.parent or "")
    return unit.kind == "paragraph" and kind in ("clause", "point", "bullet", "section")


def _reported(
    source: Source, unit: Unit, words: Span, settled: Above, found: tuple[Found, ...]
) -> Iterator[Obligation]:
    """A press item's numbered points, and its sentences that assign."""
    said = words.of(source.text.text)
    if unit.kind != "paragraph":
        if not said.rstrip().endswith(":"):
            yield _made(source, unit, words, (), False, found, "reported-item")
        return
    for clause in _sentences(said):
        sentence = clause.of(said)
        actors = find_actors(sentence)
        past = re.search(r"\b(?:đã|vừa)\b", fold(sentence)[:200])
        if not actors.lead or past or sentence.rstrip()[-1:] not in "./":
            continue
        if not (_ASSIGNS.search(sentence) or sentence.startswith(("Các", "Từng", "Mỗi"))):
            continue
        inside = tuple(each for each in found if each[0] in clause)
        yield _made(
            source,
            unit,
            clause.shift(words.start),
            actors.lead,
            False,
            inside,
            "reported-assignment",
        )


def _sentences(said: str) -> Iterator[Span]:
    clauses = find_clauses(said)
    for index, clause in enumerate(clauses):
        if clause.opens_sentence:
            following = [c.span.start for c in clauses[index + 1 :] if c.opens_sentence]
            yield Span(clause.span.start, following[0] if following else len(said))


def _duty(
    source: Source,
    unit: Unit,
    span: Span,
    settled: Above,
    lead: Names,
    found: tuple[Found, ...],
    rule: str,
) -> Obligation | None:
    sentence = span.of(source.text.text)
    own = find_actors(sentence).lead
    shared = co_leads(sentence)
    lead = (*lead, *shared) if shared and not own else lead
    execution = rule in ("in-force", "answers")
    if rule == "in-force":
        lead = ()
    duty = _made(source, unit, span, own or lead, not own and bool(lead), found, rule)
    if execution:
        return replace(duty, kind="execution", deliverable=None, deadline=None)
    if duty.kind == "target" and duty.deadline is None:
        duty = replace(duty, deadline=settled.deadline)
    return duty


def _made(
    source: Source,
    unit: Unit,
    span: Span,
    lead: Names,
    inherited: bool,
    found: tuple[Found, ...],
    rule: str,
) -> Obligation:
    span = _closed(source.text.text, span)
    sentence = span.of(source.text.text)
    actors = find_actors(sentence)
    deadline = main_deadline(found)
    kind = _kind(sentence, actors.action, deadline, rule)
    verb = first_action(sentence, actors.action)
    return Obligation(
        id="",
        span=span,
        text=sentence,
        kind=kind,
        unit=unit.id,
        page=source.text.page_of(span.start),
        lead=_bodies(source, lead),
        lead_inherited=inherited,
        coordinate=_bodies(source, actors.coordinate),
        modality=_modality(sentence, kind),
        strength=verb.strength if verb else None,
        deadline=deadline,
        deliverable=find_deliverable(sentence) if kind in ("task", "report") else None,
        targets=find_targets(sentence),
        binds=binds((*lead, *actors.coordinate)),
        cites=_cites(source, span),
        secondhand=source.secondhand,
        rule=rule,
    )


def _closed(text: str, span: Span) -> Span:
    """Without closing punctuation."""
    kept = span.of(text).rstrip(_CLOSING)
    return Span(span.start, span.start + len(kept))


def _kind(sentence: str, action: int, deadline: Deadline | None, rule: str) -> ObligationKind:
    folded = fold(sentence)
    if _BAN.match(folded):
        return "prohibition"
    if rule == "target" or is_target(sentence):
        return "target"
    actions = [verb for verb in find_verbs(sentence, action) if verb.is_action]
    if not actions:
        return "task"
    reports = "báo cáo" in folded[action:]
    first = fold(actions[0].span.of(sentence))
    if first == "báo cáo" or (first == "tổng hợp" and (reports or "gửi" in folded)):
        return "report"
    opening = folded[actions[0].span.start :][:40]
    if re.match(
        r"(?:xây dựng|lập|gửi|thực hiện|chuẩn bị|hoàn thiện) (?:các )?(?:chế độ )?báo cáo", opening
    ):
        return (
            "report" if not re.match(r"\S+ \S+ báo cáo (?:đề xuất|nghiên cứu)", opening) else "task"
        )
    dated = deadline is not None and deadline.kind == "recurring"
    return "report" if dated and reports and ";" not in sentence else "task"


def _modality(sentence: str, kind: str) -> Literal["must", "should", "may", "must_not"]:
    folded = fold(sentence)
    if kind == "prohibition":
        return "must_not"
    return "should" if _ENCOURAGES.match(folded) else "must"


# -- tables --------------------------------------------------------------------------------------


def _rows(source: Source, tables: tuple[TaskTable, ...]) -> Iterator[Obligation]:
    for table in tables:
        section: Deadline | None = None
        for row in table.rows:
            words = row.task.of(source.text.text)
            if row.section:
                section = heading_deadline(words, source.header.date)
                continue
            yield _row(source, table, row, section)


def _row(source: Source, table: TaskTable, row: TaskRow, section: Deadline | None) -> Obligation:
    text = source.text.text
    said = {role: [cell.of(text) for cell in cells] for role, cells in row.cells.items()}
    span = _closed(text, row.task)
    words = span.of(text)
    lead = tuple(name for cell in said.get("lead", ()) for name in split_bodies(cell))
    coordinate = tuple(name for cell in said.get("coordinate", ()) for name in split_bodies(cell))
    product = "; ".join(said.get("product", ())).strip(" .;") or None
    time = " ".join(said.get("deadline", ()))
    deadline = parse_deadline(time, source.header.date) or section
    kind: ObligationKind = "target" if table.targets else _row_kind(words, product)
    verb = first_action(words)
    values = " ".join(said.get("value", []) + said.get("product", [])) if table.targets else ""
    return Obligation(
        id="",
        span=span,
        text=words,
        kind=kind,
        where="table",
        unit=_unit_of(source, span),
        page=source.text.page_of(span.start),
        lead=_bodies(source, lead),
        coordinate=_bodies(source, coordinate),
        modality=_modality(words, kind),
        strength=verb.strength if verb else None,
        deadline=deadline,
        deliverable=None if table.targets else product,
        targets=find_targets(f"{words} {values}".strip()),
        binds=binds((*lead, *coordinate)),
        cites=_cites(source, span),
        rule="target-row" if table.targets else "task-row",
    )


def _row_kind(words: str, product: str | None) -> ObligationKind:
    compiles = "tổng hợp" in fold(words)[:40]
    return "report" if compiles and fold(product or "").startswith("báo cáo") else "task"


def _unit_of(source: Source, span: Span) -> str | None:
    """The narrowest unit around a span."""
    around = [unit for unit in source.units if unit.span.start <= span.start < unit.span.end]
    return min(around, key=lambda unit: len(unit.span)).id if around else None


# -- fields --------------------------------------------------------------------------------------


def _bodies(source: Source, names: Names) -> tuple[Body, ...]:
    on, province = source.header.date, source.header.province
    return tuple(Body(name, body_id(name, on, province)) for name in names)


def _cites(source: Source, span: Span) -> tuple[str, ...]:
    return tuple(cite.id for cite in source.citations if cite.span in span)


def _cited(source: Source, words: Span) -> tuple[Span, ...]:
    """The citations inside a paragraph, as spans of its words."""
    inside = (cite.span for cite in source.citations if cite.span.overlaps(words))
    return tuple(span.shift(-words.start) for span in inside)
