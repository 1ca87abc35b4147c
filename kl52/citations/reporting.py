"""Press items: a text without a header block that reports on a document.

Input: the text and its citations. Output: the document reported on, with the words that
say so. Its tasks are attributed to it and marked ``secondhand``; the name below a press
item is its author's, not a signer's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kl52 import bodies
from kl52.catalogue import Catalogue
from kl52.catalogue.identity import work_uri
from kl52.citations.issuing import issuer_end
from kl52.language.dates import day_pattern, iso_of
from kl52.model import Citation, ReportedDocument, Text
from kl52.spans import Span

_PLANS = frozenset(
    {
        "Kế hoạch",
        "Chương trình",
        "Chương trình hành động",
        "Đề án",
        "Chỉ thị",
        "Quyết định",
        "Nghị quyết",
        "Kết luận",
        "Công văn",
        "Hướng dẫn",
        "Thông báo",
    }
)
_LONGEST_LEAD = 300
_ISSUED = re.compile(r"(?:đã |vừa |mới |vừa mới )?(?:ký )?(?:ban hành|ra|có|ký)\s+$", re.IGNORECASE)
_ON = re.compile(rf"^(?:Vừa qua, |Mới đây, )?(?:Ngày\s+)?{day_pattern()}\s*,\s*", re.IGNORECASE)


def find_reported(
    text: Text, citations: tuple[Citation, ...], catalogue: Catalogue
) -> ReportedDocument | None:
    """The document that a press item says was issued; ``None`` if it says so of none.

    The sentence must name the issuer and the number: ``Ngày 17/2/2020, UBND tỉnh Lạng Sơn
    đã ban hành Kế hoạch số 48/KH-UBND …``.
    """
    for cite in citations:
        if cite.number is None or cite.type not in _PLANS or cite.within is not None:
            continue
        start = text.text.rfind("\n", 0, cite.span.start) + 1
        start = max(start, cite.span.start - _LONGEST_LEAD)
        stop = text.text.rfind(". ", start, cite.span.start)
        sentence = stop + 2 if stop >= 0 else start
        before = text.text[sentence : cite.span.start]
        issued = _ISSUED.search(before)
        if issued is None:
            continue
        when = _ON.match(before)
        body_at = sentence + (when.end() if when else 0)
        end = issuer_end(text.text, body_at)
        if end is None or text.text[end : sentence + issued.start()].strip():
            continue
        return _reported(
            text,
            cite,
            text.text[body_at:end],
            iso_of(when) if when else cite.date,
            catalogue,
            sentence,
        )
    return None


def _reported(
    text: Text, cite: Citation, issuer: str, date: str | None, catalogue: Catalogue, start: int
) -> ReportedDocument:
    province = bodies.province_of(issuer)
    known = [
        entry
        for entry in catalogue.by_number(cite.number or "")
        if (date is None or entry.date == date)
        and (entry.province is None or (province is not None and entry.province == province.name))
    ]
    uri = (
        known[0].id
        if len(known) == 1
        else work_uri(cite.type, cite.number, date, issuer, province.name if province else None)
    )
    stop = re.compile(r"\.(?=\s|$)|;|\n|$").search(text.text, cite.span.end)
    end = stop.start() if stop else len(text.text)
    title = text.text[cite.span.end : end]
    title = re.split(r"\s(?:nhằm|với mục tiêu|trong đó)\s", title)[0].strip(" ,:")
    return ReportedDocument(
        id=uri,
        type=cite.type or "",
        number=cite.number,
        date=date,
        issuer=issuer,
        title=title or None,
        evidence=Span(start, end),
        citation=cite.id,
    )


def content_start(text: Text, citations: tuple[Citation, ...], reported: ReportedDocument) -> int:
    """Where the press item proper begins: what stands above without citing it is site furniture."""
    numbers = {
        cite.number for cite in citations if cite.number and cite.span.overlaps(reported.evidence)
    }
    for paragraph in text.paragraphs:
        inside = [cite for cite in citations if cite.span.overlaps(paragraph.span)]
        if any(cite.number in numbers for cite in inside):
            return paragraph.span.start
    return 0


def state_reported(cite: Citation, reported: ReportedDocument) -> Citation:
    """The reporting mention takes the date and issuer that its sentence states around it."""
    if cite.id != reported.citation:
        return cite
    return replace(cite, date=cite.date or reported.date, issuer=cite.issuer or reported.issuer)
