"""What a document does to others: replaces, repeals, ends or amends them, and from when.

In: a parsed document. Out: for each document befallen its id and a :class:`~kl52.model.Change`.
Only what the document itself orders or reports counts: its title, its articles on effect
(``Nghị định này thay thế …``, ``Thông tư số … hết hiệu lực kể từ ngày …``: Law 64/2025/QH15;
Decree 30/2020/NĐ-CP, Annex III), a bracket (``được sửa đổi, bổ sung bởi …``), and a published
list of documents no longer in force. A task to replace something some day is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from kl52.language.dates import find_date
from kl52.model import Change, ChangeKind, Citation, Document, Table
from kl52.spans import Span

Changed = tuple[str, Change]

_TYPES = (
    "Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|"
    "Quyết định|Chỉ thị|Quy định|Quy chế|Kết luận|Hướng dẫn|Kế hoạch|Chương trình|Đề án"
)
_OWN = re.compile(rf"(?:^|[\s(])(?:{_TYPES}) này\b", re.IGNORECASE)
_EFFECT = re.compile(
    rf"(?:{_TYPES})[^.;\n]{{0,60}}? này (?:bắt đầu )?có hiệu lực(?: thi hành)?"
    r"(?P<when>[^.;:\n]{2,90})",
    re.IGNORECASE,
)
_AFTER = re.compile(r"sau (?P<days>\d{1,3})(?: \([^)]*\))? ngày", re.IGNORECASE)
_SINCE = re.compile(r"\btừ\s(?P<day>.*)", re.IGNORECASE)
_SIGNED = re.compile(r"ngày (?:ký|ban hành)", re.IGNORECASE)
_MARK = re.compile(r"^\s*(?:Điều \d+\w?\.|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[-–+•])\s*")
_ENDED = re.compile(
    r"(?P<lapse>hết hiệu lực|chấm dứt hiệu lực|không còn hiệu lực)(?: thi hành)?"
    r"(?:,? (?:kể )?từ (?P<when>[^.;:\n]{2,60}))?",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\b(?:đến khi|trước khi|sau khi|nếu|trường hợp|chưa)\b", re.IGNORECASE)
_BEGINS = re.compile(r"^(?:bãi bỏ|hủy bỏ|huỷ bỏ|thay thế)(?: toàn bộ| hiệu lực)?", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:một số|một phần|khoản|điểm|Điều|Chương|mục|cụm từ|phụ lục|mẫu|nội dung|quy định tại)\b",
    re.IGNORECASE,
)
_PARTIAL = "một phần"
_CONSOLIDATED = "Văn bản hợp nhất"
_KIND: dict[str, ChangeKind] = {
    "replaces": "replaced",
    "repeals": "repealed",
    "amends": "amended",
}


def changes_by(doc: Document) -> tuple[Changed, ...]:
    """The changes that ``doc`` makes or reports, in text order, each once."""
    effect = effective_from(doc)
    tables = [*_lists(doc)]
    inside = [table.span for table, _ in tables]
    found = [
        *(change for cite in doc.citations for change in _ordered(doc, cite, effect, inside)),
        *(change for cite in doc.citations if (change := _reported(doc, cite, inside)) is not None),
        *(change for _, changes in tables for change in changes),
    ]
    return tuple(dict.fromkeys(found))


def effective_from(doc: Document) -> str | None:
    """The day from which the document says that it is in force; ``None`` where it does not."""
    for paragraph in reversed(doc.text.paragraphs):
        words = paragraph.span.of(doc.text.text)
        if paragraph.cell is not None or words.lstrip().startswith(("“", '"', "«")):
            continue
        if "hiệu lực" not in words.lower():  # quicker than to look from every type on
            continue
        for match in _EFFECT.finditer(words):
            named = match[0].split(" này ")[0].lower()
            own = not doc.header.type or doc.header.type.lower() in named
            if own and (day := _when(match["when"], doc.header.date)) is not None:
                return day
    return None


def _when(words: str, signed: str | None) -> str | None:
    """The day that ``kể từ ngày …`` or ``sau 45 ngày kể từ ngày ký`` names, of a document signed.

    >>> _when(" kể từ ngày 01/7/2021", "2021-05-10")
    '2021-07-01'
    >>> _when(" sau 45 ngày kể từ ngày ký", "2021-05-10")
    '2021-06-24'
    """
    since = _SINCE.search(words)
    if since is None:
        return None
    if signed is not None and len(signed) == 10 and _SIGNED.match(since["day"]):
        after = _AFTER.search(words)
        days = int(after["days"]) if after else 0
        return (date.fromisoformat(signed) + timedelta(days=days)).isoformat()
    return find_date(since["day"])


# -- what the document orders --------------------------------------------------------------------


def _ordered(
    doc: Document, cite: Citation, effect: str | None, lists: list[Span]
) -> Iterator[Changed]:
    target = _target(cite)
    if target is None or cite.within is not None or any(cite.span in span for span in lists):
        return
    own = Change("amended", effect, doc.id, _called(doc), source=_called(doc))
    if doc.header.type == _CONSOLIDATED:  # it repeats what another document ordered
        own = replace(own, on=None, by=None, name=None)
    if kind := _kind_in_title(doc, cite):
        yield target, replace(own, kind=kind, part=cite.provision)
        return
    paragraph = doc.text.paragraph_at(cite.span.start)
    if paragraph is None or paragraph.cell is not None:
        return
    before = Span(paragraph.span.start, cite.span.start).of(doc.text.text)
    after = Span(cite.span.end, paragraph.span.end).of(doc.text.text)
    ended = _ENDED.match(cite.cue or "")
    if cite.relation in ("replaces", "repeals") and not cite.passive and ended is None:
        said = _sentence(before)
        if not _MARK.sub("", said):
            said = _sentence(_over_list(doc, cite))
        if _OWN.search(said) or _BEGINS.match(_MARK.sub("", said)):
            cue = said[_last(cite.cue or "", said) :]
            part = cite.provision or (_PARTIAL if _PART.search(cue) else None)
            yield target, replace(own, kind=_KIND[cite.relation], part=part)
            return
    ended = _lapse(doc, cite, before, after)
    if ended is not None:
        on = _lapse_day(ended["when"], effect)
        yield target, replace(own, kind="expired", on=on, part=cite.provision)


def _kind_in_title(doc: Document, cite: Citation) -> ChangeKind | None:
    """What the title says of a document: ``Sửa đổi, bổ sung một số điều của Nghị định số …``."""
    title = doc.header.title_span
    if title is None or cite.span not in title:
        return None
    before = Span(title.start, cite.span.start).of(doc.text.text)
    if cite.relation == "amends" or not re.match(
        r"\s*(?:về (?:việc )?)?(?:bãi bỏ|hủy bỏ|huỷ bỏ|thay thế)", before, re.IGNORECASE
    ):
        return "amended" if cite.relation == "amends" else None
    return None if _PART.search(before) else _KIND.get(cite.relation)


def _sentence(before: str) -> str:
    """The words of the sentence that stand before a citation, its mark included."""
    return re.split(r"(?<=[^\d])[.;]\s", before)[-1]


def _last(cue: str, said: str) -> int:
    return max(said.lower().rfind(cue.lower()), 0) if cue else 0


def _lapse(doc: Document, cite: Citation, before: str, after: str) -> re.Match[str] | None:
    """The words by which the cited document ends: behind it, or over the list that it is in."""
    said = _MARK.sub("", _sentence(before))
    listed = re.fullmatch(r"(?:các\s+)?|(?:.*[,;]|.*\bvà)\s*(?:các\s+)?", said, re.IGNORECASE)
    if _UNSURE.search(said) or cite.provision:
        return None
    ahead = re.split(r";\s|\.\s", after)[0]
    found = _ENDED.search(ahead)
    if found and listed and (not said or _names_first(said)):
        return None if _UNSURE.search(ahead[: found.start()]) else found
    if said:
        return None
    return _heading_of_list(doc, cite)


def _names_first(said: str) -> bool:
    """Whether a clause begins with a document, so that it is what the sentence is about."""
    return bool(re.match(rf"(?:các\s+)?(?:{_TYPES})\s+(?:số\s+)?\d", said, re.IGNORECASE))


def _heading_of_list(doc: Document, cite: Citation) -> re.Match[str] | None:
    """``Các thông tư sau hết hiệu lực kể từ ngày …:`` above a list that begins with documents."""
    head = _over_list(doc, cite)
    found = _ENDED.search(head)
    listing = re.search(r"\b(?:sau|dưới đây)\b", head)
    return found if listing and not _UNSURE.search(head) else None


def _over_list(doc: Document, cite: Citation) -> str:
    """The words that open the list in which a citation begins an item; none where there is none."""
    unit = next((each for each in doc.units if each.id == cite.unit), None)
    above = next((each for each in doc.units if unit and each.id == unit.parent), None)
    if unit is None or above is None or unit.kind not in ("point", "bullet", "clause"):
        return ""
    head = above.head.of(doc.text.text).rstrip()
    return head if head.endswith(":") else ""


def _lapse_day(words: str | None, effect: str | None) -> str | None:
    if not words or re.search(r"này (?:có )?hiệu lực", words):
        return effect
    return find_date(words)


def _called(doc: Document) -> str:
    """The document as people name it; its file where it has no number."""
    header = doc.header
    return f"{header.type} số {header.number}" if header.number else doc.source.name


def _target(cite: Citation) -> str | None:
    """The id of the document that is named without doubt, by its number."""
    if cite.state not in ("resolved", "not_in_library") or not cite.number:
        return None
    return cite.target.partition("#")[0] if cite.target else None


# -- what the document reports -------------------------------------------------------------------


def _reported(doc: Document, cite: Citation, lists: list[Span]) -> Changed | None:
    """``Nghị định số 1 (được sửa đổi, bổ sung bởi Nghị định số 2)``: what 2 did to 1."""
    if not cite.passive or cite.within is None or cite.relation not in _KIND:
        return None
    if any(cite.span in span for span in lists):
        return None  # the row says it, with its day
    by = _target(cite)
    outer = doc.citation(cite.within)
    target = _target(outer)
    if by is None or target is None or by == target:
        return None
    kind, part = _KIND[cite.relation], outer.provision
    if kind == "amended":
        part = None
    return target, Change(kind, None, by, f"{cite.type} số {cite.number}", part, _called(doc))


def _lists(doc: Document) -> Iterator[tuple[Table, list[Changed]]]:
    """Tables with a column for the day on which each document lost its effect."""
    for table in doc.text.tables:
        heads = [span.of(doc.text.text).lower() for span in table.rows[0]] if table.rows else []
        columns = {
            "what": _column(heads, r"văn bản|tên loại"),
            "why": _column(heads, r"lý do"),
            "day": _column(heads, r"(?:ngày|thời điểm).*hết hiệu lực"),
            "part": _column(heads, r"nội dung|quy định hết hiệu lực"),
        }
        if columns["what"] is None or columns["day"] is None:
            continue
        rows = (_row(doc, row, columns) for row in table.rows[1:])
        yield table, [change for change in rows if change is not None]


def _column(heads: list[str], pattern: str) -> int | None:
    return next((at for at, head in enumerate(heads) if re.search(pattern, head)), None)


def _row(doc: Document, row: tuple[Span, ...], at: dict[str, int | None]) -> Changed | None:
    cell = {name: row[index] if index is not None else None for name, index in at.items()}
    what, by = _first(doc, cell["what"]), _first(doc, cell["why"])
    day = cell["day"].of(doc.text.text) if cell["day"] else ""
    target = _target(what) if what else None
    if what is None or target is None:
        return None
    why = cell["why"].of(doc.text.text).lower() if cell["why"] else ""
    part = " ".join(cell["part"].of(doc.text.text).split())[:80] if cell["part"] else None
    kind: ChangeKind = "replaced" if "thay thế" in why else "repealed" if "bãi bỏ" in why else (
        "expired")  # fmt: skip
    if part and "sửa đổi" in why:
        kind, part = "amended", None
    name = f"{by.type} số {by.number}" if by and by.number else None
    made = by.target if by else None
    return target, Change(kind, find_date(day), made, name, part, _called(doc))


def _first(doc: Document, cell: Span | None) -> Citation | None:
    """The first document that a cell names."""
    if cell is None:
        return None
    return next((cite for cite in doc.citations if cite.span in cell and cite.number), None)
