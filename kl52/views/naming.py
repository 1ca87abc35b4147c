"""How documents, places and days are called on screen, in the words of an office.

Input: ids and ISO dates. Output: ``Kế hoạch 48/KH-UBND (17/02/2020)``, ``mục II.2.a``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

from kl52.cascade import label
from kl52.catalogue import Catalogue
from kl52.catalogue.identity import slug
from kl52.language.wording import Say
from kl52.model import Document, Relation
from kl52.tracing import Trace

Name = Callable[[str], str]
_ARTICLES = {
    "dieu": "Điều",
    "chuong": "Chương",
    "muc": "Mục",
    "tieu-muc": "Tiểu mục",
    "phan": "Phần",
    "phu-luc": "Phụ lục",
    "mau": "Mẫu số",
}
_ANNEXED = {
    slug(name): name
    for name in (
        "Kế hoạch",
        "Chương trình",
        "Đề án",
        "Chiến lược",
        "Quy chế",
        "Quy định",
        "Phụ lục",
    )
}


def place_of(unit: str | None, say: Say) -> str:
    """A unit's id as people write the place.

    >>> from kl52.language.wording import speaker
    >>> say = speaker("vi")
    >>> place_of("phu-luc-i__r2.1", say), place_of("dieu-2__1__c", say)
    ('Phụ lục I, hàng 2.1', 'Điều 2.1.c')
    >>> place_of("chuong-trinh__ii__2__a__-3", say)
    'Chương trình, mục II.2.a, gạch đầu dòng 3'

    The letter of a part is a capital, and a number that stands there twice is told so.

    >>> place_of("b__4", say), place_of("iii__3~2__a", say), place_of("i~3", say)
    ('mục B.4', 'mục III.3 (lần 2).a', 'mục I (lần 3)')
    """
    places: list[str] = []
    numbers: list[str] = []
    marks: list[str] = []
    for step in (unit or "").split("__"):
        name, _, number = step.rpartition("-")
        if step in _ANNEXED:
            places.append(_ANNEXED[step])
        elif name in _ARTICLES and name != "dieu":
            places.append(f"{_ARTICLES[name]} {number.upper()}")
        elif name == "dieu":
            numbers = [f"Điều {number}"]
        elif found := re.fullmatch(r"(r|-|\+)([\d.]+)(?:~\d+)?", step):
            marks.append(say(f"step.{found[1]}", number=found[2]))
        elif not re.fullmatch(r"p\d+|", step):
            numbers.append(_number(step, not numbers, say))
    item = ".".join(numbers)
    if item and not item.startswith("Điều"):
        item = say("step.", number=item)
    return ", ".join(filter(None, (*places, item, *marks)))


def _number(step: str, first: bool, say: Say) -> str:
    number, _, time = step.partition("~")
    if re.fullmatch("[ivxl]+", number) or (first and re.fullmatch("[a-z]", number)):
        number = number.upper()
    return f"{number} {say('step.again', number=time)}" if time else number


def namer(result: Trace, catalogue: Catalogue, say: Say) -> Name:
    """A function that names a document of a trace: type, number, date, as far as they are known."""
    return namer_of(result.document, catalogue, say)


def namer_of(doc: Document, catalogue: Catalogue, say: Say) -> Name:
    """A function that names a document that ``doc`` cites."""
    header, reported = doc.header, doc.reports_on
    cited = {cite.target: cite for cite in doc.citations if cite.target and cite.number}

    def name(id: str) -> str:
        entry = catalogue.by_id(id)
        if reported is not None and reported.id == id:
            return called(reported.type, reported.number, reported.date)
        if id == doc.id:
            number = header.number or f"({say('draft')})"
            return called(header.type or say("document"), number, header.date)
        if entry is not None:
            return called(entry.type, entry.number or entry.title, entry.date)
        cite = cited.get(id)
        return called(cite.type, cite.number, cite.date) if cite is not None else label(id)

    return name


def called(type: str | None, number: str | None, date: str | None) -> str:
    """Type, number and day of a document.

    >>> called("Kết luận", "52-KL/TW", "2019-05-30"), called("Đề án", None, None)
    ('Kết luận 52-KL/TW (30/05/2019)', 'Đề án')
    """
    return " ".join(filter(None, (type, number, f"({day(date)})" if date else "")))


def relation_of(relation: str, say: Say) -> str:
    """What a relation is called; one that kl52 does not know keeps its own name.

    >>> from kl52.language.wording import speaker
    >>> relation_of("implements", speaker("vi")), relation_of("mentions", speaker("vi"))
    ('thực hiện', 'mentions')
    """
    return say(f"relation.{relation}") if relation in get_args(Relation) else relation


def day(iso: str | None) -> str:
    """An ISO date, or a part of one, as offices write it."""
    return "/".join(reversed((iso or "").split("-")))


def clip(text: str, length: int) -> str:
    """The start of a long text, up to a whole word."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + " …"


def clip_middle(text: str, length: int) -> str:
    """A long quotation without its middle: the cue stands at the start, the mention at the end."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    head = text[: length // 3].rsplit(" ", 1)[0]
    tail = text[-(length - len(head)) :].split(" ", 1)[-1]
    return f"{head} … {tail}"
