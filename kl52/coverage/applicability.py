"""Whether a task of a source binds the body that plans.

A province answers for what is given to provinces, localities, communes or everybody; what only
ministries lead is theirs, also where localities take part. A task that names nobody, or that a
general sentence gives to ministries and localities at once, binds all below the issuer, unless its
first sentence says that only the State's centre can do it (``data/national.txt``: laws, policies,
national systems, what goes to the Government) and none of localities (``data/localities.txt``).
Below a heading of carrying out (``Tổ chức thực hiện``) such a sentence gives each task to each of
them. Localities that somebody has yet to choose may be others: a person must tell. What a
province gives to other departments or to communes does not bind a department; what only organs of
the Party lead does not bind an organ of the State, unless they are of its own committee. For a body
of the centre nobody can tell from the words alone which of the tasks that name nobody are its own:
they are ``shared``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kl52 import bodies
from kl52.alignment import parts_of
from kl52.language.lexicon import fold
from kl52.model import Body, Document, Obligation
from kl52.tables import read_list

_LOCAL = frozenset({"province", "commune", "district", "everybody", "municipality"})
_BOUND = {
    "province": _LOCAL,
    "district": _LOCAL - {"province"},
    "commune": frozenset({"commune", "everybody"}),
    "party-province": _LOCAL | {"party-province", "party-commune", "party-district"},
    "party-commune": frozenset({"commune", "party-commune", "everybody"}),
    "central": frozenset({"ministries", "central", "everybody"}),
    "party-central": frozenset({"party-central", "everybody"}),
    "legislature": frozenset({"legislature", "everybody"}),
}
CENTRE = frozenset({"central", "party-central", "legislature"})

_GROUP = re.compile(r"(?:các|mọi|mỗi|từng|những|tất cả) ")
_COMMITTEE = re.compile(r"\bđảng [uủ][yỷ] (?:ubnd|[uủ][yỷ] ban nhân dân)\b")
# the heading of who carries the document out; of "NHIỆM VỤ VÀ TỔ CHỨC THỰC HIỆN" it tells nothing
_CARRIES_OUT = re.compile(
    r"^(?:(?:điều|mục|phần|chương) \w+[.:]? *)?(?:trách nhiệm |phân công )?"
    r"(?:tổ chức thực hiện|tổ chức thi hành|điều khoản thi hành|thực hiện|thi hành)\b"
)
_CHOSEN = re.compile(r"\b(?:được (?:lựa )?chọn|được giao thí điểm|thí điểm)\b")


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether a task binds the body that plans, and ``why``, in Vietnamese words."""

    applies: bool
    why: str
    shared: bool = False  # given to ministries and localities at once, without saying whose part
    chosen: bool = False  # given to localities that the words do not tell from others


def applicability(duty: Obligation, plan: Document, above: Document | None = None) -> Applicability:
    """Whether a task of ``above`` binds the body whose plan it is, and why."""
    if duty.kind == "execution":
        return Applicability(False, "điều khoản thi hành của văn bản trên")
    own = _BOUND.get(plan.header.level or "province", _LOCAL)
    lead = bodies.binds(tuple(body.name for body in duty.lead))
    also = bodies.binds(tuple(body.name for body in duty.coordinate))
    names = ", ".join(body.name for body in duty.lead)
    if duty.lead and any(
        elsewhere(duty, plan)
        for elsewhere in (_is_of_the_party, _is_of_other_offices, _is_of_others_at_the_centre)
    ):
        return Applicability(False, f"giao cho {names}")
    to_all = "ministries" in lead and duty.lead_inherited and not _of_each(duty, above)
    if own & {*lead} and not to_all:
        chosen = all(_CHOSEN.search(fold(body.name)) for body in duty.lead)
        return Applicability(True, f"giao cho {names}", chosen=chosen)
    if lead and not own & {*lead}:
        part = "; địa phương chỉ phối hợp" if own & {*also} else ""
        return Applicability(False, f"giao cho {names}{part}")
    if not lead and own & {*also}:
        return Applicability(True, "không nêu cơ quan chủ trì; địa phương phối hợp")
    if plan.header.level in CENTRE:
        return Applicability(True, "không nêu cơ quan nào ở trung ương", shared=True)
    if reason := _of_the_centre(duty):
        return Applicability(False, reason)
    if lead:
        shared = not (_says("localities.txt", duty) or _says("ownparts.txt", duty))
        return Applicability(True, f"giao chung cho {names}", shared=shared)
    return Applicability(True, "không nêu cơ quan nào, nên mọi cấp dưới phải thực hiện")


def _of_each(duty: Obligation, above: Document | None) -> bool:
    """Whether a task stands where it is told who carries the document out, each on its own."""
    if above is None or duty.unit is None:
        return False
    unit = above.unit(duty.unit)
    return any(
        _CARRIES_OUT.search(fold(each.heading or "")) for each in (unit, *above.ancestors(unit))
    )


def _is_of_the_party(duty: Obligation, plan: Document) -> bool:
    """Whether only organs of the Party lead a task, and the plan is of the State."""
    if (plan.header.level or "province") not in ("province", "commune", "district"):
        return False
    levels = (bodies.level_of(body.name) or "" for body in duty.lead)
    own = any(_COMMITTEE.search(fold(body.name)) for body in duty.lead)
    return not own and all(level.startswith("party") for level in levels)


def _is_of_other_offices(duty: Obligation, plan: Document) -> bool:
    """Whether a task is given to departments or communes, and the plan is of another department."""
    header = plan.header
    own = bodies.body_id(header.issuer or "", header.on, header.province, header.level)
    if own is None or bodies.parent_of(own) != "ubnd":
        return False
    return all(_is_office(body, but=own.split("/")[0]) for body in duty.lead)


def _is_office(body: Body, but: str) -> bool:
    """A department of a province, or communes; neither a group of departments nor what is above."""
    entry = bodies.entry(body.id) if body.id else None
    if entry is None or entry.id == but:
        return False
    alone = bodies.parent_of(entry.id) == "ubnd" and bodies.members(body.name) is None
    return entry.level == "commune" or alone


def _is_of_others_at_the_centre(duty: Obligation, plan: Document) -> bool:
    """Whether single bodies lead a task, and the plan is of another body of the centre."""
    if plan.header.level not in CENTRE:
        return False
    return not any(_may_be(body, plan) for body in duty.lead)


def _may_be(body: Body, plan: Document) -> bool:
    """Whether a body is the one that plans, one whose work it has now, or a group it may be in."""
    header = plan.header
    if fold(header.issuer or "") in fold(body.name):
        return True
    own = bodies.body_id(header.issuer or "", header.on, header.province, header.level)
    if own is not None and body.id and own in bodies.in_charge(body.id, header.on):
        return True
    return _is_group(body) and not {*bodies.binds((body.name,))} <= _LOCAL


def _is_group(body: Body) -> bool:
    """``các bộ, ngành``: several bodies by one name."""
    return _GROUP.match(fold(body.name)) is not None or bodies.members(body.name) is not None


def _of_the_centre(duty: Obligation) -> str | None:
    """Why a task that is given to nobody, or to everybody at once, is of the State's centre."""
    text = fold(duty.text)
    if _says("localities.txt", duty):
        return None
    if duty.kind == "target" and not any("%" in each.unit for each in duty.targets):
        return "chỉ tiêu chung của cả nước"
    parts = parts_of(text)  # the first says what it is about, later ones may name others' parts
    found = _phrases("national.txt").search(parts[0] if parts else text)
    return f"việc của trung ương («{found[0]}»)" if found else None


def _says(name: str, duty: Obligation) -> bool:
    return _phrases(name).search(fold(duty.text)) is not None


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(read_list(name))})(?!\w)")
