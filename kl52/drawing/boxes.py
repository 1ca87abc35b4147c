"""A document as a box: number, issuer, title, day, and whether it is missing or has ended.

In: a node (:mod:`kl52.graph.nodes`) and where it goes. Out: SVG. Words that do not fit are cut; the
tooltip has all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kl52.drawing.routes import Point
from kl52.drawing.svg import element, fitted, paragraph, text, title, width_of
from kl52.language.wording import Say
from kl52.views.naming import called, day

LARGE, SMALL = (196, 82), (178, 68)  # pixels; the small one has one line of title
_PAD = 9
_BOLD = 13.5  # as wide as a bold font of 12.5
_TYPE = re.compile(
    r"(?:Nghị quyết|Kết luận|Chỉ thị|Quyết định|Kế hoạch|Chương trình|Thông báo|Nghị định|Công văn)"
    r"(?: số)? (?=\d)"
)
_WITH_DAY = re.compile(r",? ngày \d+(?:/\d+/\d+| tháng \d+ năm \d+)")
_SHORT = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"))
Node = Mapping[str, object]


def box(node: Node, at: Point, size: Point, classes: str, address: str | None, say: Say) -> str:
    """The box of a document; a link where there is an address, else a stop of the Tab key."""
    (x, y), (wide, tall) = at, size
    room, left = wide - 2 * _PAD, x + _PAD
    body = [
        title(whole(node, say)),
        element("rect", class_="box", x=x, y=y, width=wide, height=tall, rx=5),
        paragraph(fitted(_label(node, room), room, _BOLD), left, y + 18, class_="number"),
        paragraph(fitted(_issuer(node, room), room), left, y + 32, class_="faint"),
        paragraph(fitted(_title(node), room, lines=1 if tall <= SMALL[1] else 2), left, y + 46, 13),
        text(day(date_in(node)) or say("drawing.undated"), left, y + tall - 7, class_="faint"),
    ]
    if tag := _tag(node, say):
        body.append(text(tag, x + wide - _PAD, y + tall - 7, class_="tag end"))
    name = " ".join(filter(None, ("node", classes, _states(node))))
    if address is not None:
        return element("a", *body, class_=name, href=_safe(address))
    label = whole(node, say).replace("\n", "; ")
    return element("g", *body, class_=name, tabindex=0, role="img", aria_label=label)


def _safe(address: str) -> str:
    """An address that runs nothing. Browsers drop blanks and controls, also within a scheme."""
    bare = re.sub(r"[\x00-\x20]", "", address)
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", bare, re.IGNORECASE)
    return bare if scheme is None or scheme[1].lower() in ("http", "https", "file") else "#"


def _states(node: Node) -> str:
    missing = "" if node.get("held") else "missing-text"
    return " ".join(filter(None, (missing, "ended" if _ended(node) else "")))


def _ended(node: Node) -> bool:
    return node.get("status") in ("replaced", "repealed")


def date_in(node: Node) -> str | None:
    """The ISO date of a document, or the part of it that is known."""
    return str(node["date"]) if node.get("date") else None


def name_of(node: Node) -> str:
    """Type, number and day."""
    type, number = str(node.get("type") or ""), str(node.get("number") or "")
    return called(type or None, number or str(node.get("label") or ""), date_in(node))


def whole(node: Node, say: Say) -> str:
    """All that is known of a document, a line for each."""
    facts = (name_of(node), str(node.get("issuer") or ""), str(node.get("title") or ""))
    ended = say(f"status.{node['status']}") if _ended(node) else ""
    missing = "" if node.get("held") else say("no_text")
    return "\n".join(filter(None, (*facts, ended, missing)))


def _label(node: Node, room: float) -> str:
    """Type and number where both fit, else the number."""
    label = str(node.get("label") or "")
    both = " ".join(filter(None, (str(node.get("type") or ""), label)))
    return both if node.get("number") and width_of(both, _BOLD) <= room else label


def _issuer(node: Node, room: float) -> str:
    """The issuer with its province; that comes first where both do not fit."""
    issuer, province = str(node.get("issuer") or ""), str(node.get("province") or "")
    for long, short in _SHORT:
        issuer = issuer.replace(long, short)
    if province and province.casefold() not in issuer.casefold():
        both = " · ".join(filter(None, (issuer, province)))
        return both if width_of(both) <= room else f"{province} · {issuer}"
    return issuer


def _title(node: Node) -> str:
    """The title, with no more than the numbers of what it names; the tooltip has all of it."""
    found = _TYPE.sub("", _WITH_DAY.sub("", str(node.get("title") or "")))
    return found[:1].upper() + found[1:]


def _tag(node: Node, say: Say) -> str:
    if _ended(node):
        return say(f"status.{node['status']}")
    return "" if node.get("held") else say("drawing.no_text")
