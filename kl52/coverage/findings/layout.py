"""The parts that the form asks for, by the family of the document.

State: Decree 30/2020/NĐ-CP, Annex I (national title and motto, number, place and day, signature,
recipients). Party: Guidance 36-HD/VPTW (the Party's title, the rest alike). What a text file or a
draft lacks is only told. The official gazette prints no recipients.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.coverage.findings.telling import tell
from kl52.coverage.values import Case, Finding
from kl52.language.lexicon import doc_types, fold
from kl52.language.symbols import symbol_of
from kl52.model import Document

_STATE = re.compile(r"cộng hòa xã hội chủ nghĩa việt nam\s+độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh")
_PARTY = re.compile(r"đảng cộng sản việt nam")
_RECIPIENTS = re.compile(r"^\s*nơi nhận\b", re.MULTILINE)
_GAZETTE = re.compile(r"^(?:\d+\s+)?CÔNG BÁO/Số\b", re.MULTILINE)
_STATE_PLACE = "Quốc hiệu, Tiêu ngữ"


def find(case: Case) -> Iterator[Finding]:
    plan, header = case.plan, case.plan.header
    if plan.reports_on is not None or header.type is None:
        return
    if lacking := list(_lacking(plan)):
        yield tell("form/parts", plan, found=", ".join(lacking))
    yield from _number(case)


def _lacking(plan: Document) -> Iterator[str]:
    header, text = plan.header, plan.text.text
    top = fold(header.span.of(text))
    party = (header.level or "").startswith("party")
    if not (_PARTY if party else _STATE).search(top):
        yield "tiêu đề Đảng Cộng sản Việt Nam" if party else _STATE_PLACE
    stated = {
        "số, ký hiệu": header.number,
        "ngày ban hành": header.date,
        "trích yếu": header.title,
        "họ tên, chức vụ người ký": header.signer or header.signer_title,
        "nơi nhận": _RECIPIENTS.search(fold(text)) or _GAZETTE.search(plan.text.raw),
    }
    yield from (name for name, value in stated.items() if not value)


def _number(case: Case) -> Iterator[Finding]:
    """A number whose code is of another type, or in the other family's form."""
    header = case.plan.header
    symbol = symbol_of(header.number or "")
    if symbol is None:
        return
    names = {fold(each.name) for each in doc_types() if each.code == symbol.type_code}
    own = fold(header.type or "")
    coded = {fold(each.name) for each in doc_types() if each.code}
    if names and own in coded and not any(own.startswith(n) or n.startswith(own) for n in names):
        yield tell("form/own_number", case.plan, span=header.span, found=header.number,
                   expected=f"ký hiệu của {header.type}")  # fmt: skip
    elif header.level and symbol.party != header.level.startswith("party"):
        yield tell("form/own_number", case.plan, span=header.span, found=header.number,
                   expected="thể thức khác: đây là cách ghi của Đảng" if symbol.party
                   else "thể thức khác: đây là cách ghi của Nhà nước")  # fmt: skip
