"""Whether a task of a source binds the body that plans.

A province answers for what is given to provinces, localities, communes or everybody; what only
ministries lead is theirs, also where localities take part. A task that names nobody, or that a
general sentence gives to ministries and localities at once, binds all below the issuer, unless its
words say that only the State's centre can do it (``data/national.txt``: laws, policies, national
systems, what goes to the Government) and none of localities (``data/localities.txt``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kl52 import bodies
from kl52.language.lexicon import fold
from kl52.model import Document, Obligation
from kl52.tables import read_list

_LOCAL = frozenset({"province", "commune", "district", "everybody", "municipality"})
_BOUND = {
    "province": _LOCAL,
    "district": _LOCAL - {"province"},
    "commune": frozenset({"commune", "everybody"}),
    "party-province": _LOCAL | {"party-province", "party-commune", "party-district"},
    "party-commune": frozenset({"commune", "party-commune", "everybody"}),
    "central": frozenset({"ministries", "central", "everybody"}),
}


@dataclass(frozen=True, slots=True)
class Applicability:
    applies: bool
    why: str
    shared: bool = False  # given to ministries and localities at once, without saying whose part


def applicability(duty: Obligation, plan: Document) -> Applicability:
    """Whether a source's task binds the body whose plan it is, and why."""
    if duty.kind == "execution":
        return Applicability(False, "điều khoản thi hành của văn bản trên")
    own = _BOUND.get(plan.header.level or "province", _LOCAL)
    lead = bodies.binds(tuple(body.name for body in duty.lead))
    also = bodies.binds(tuple(body.name for body in duty.coordinate))
    names = ", ".join(body.name for body in duty.lead)
    to_all = "ministries" in lead and duty.lead_inherited
    if own & {*lead} and not to_all:
        return Applicability(True, f"giao cho {names}")
    if lead and not own & {*lead}:
        part = "; địa phương chỉ phối hợp" if own & {*also} else ""
        return Applicability(False, f"giao cho {names}{part}")
    if not lead and own & {*also}:
        return Applicability(True, "không nêu cơ quan chủ trì; địa phương phối hợp")
    if reason := _of_the_centre(duty):
        return Applicability(False, reason)
    if lead:
        return Applicability(True, f"giao chung cho {names}", shared=True)
    return Applicability(True, "không nêu cơ quan nào, nên mọi cấp dưới phải thực hiện")


def _of_the_centre(duty: Obligation) -> str | None:
    """Why a task that is given to nobody, or to everybody at once, is of the State's centre."""
    text = fold(duty.text)
    if _phrases("localities.txt").search(text):
        return None
    if duty.kind == "target" and not any("%" in each.unit for each in duty.targets):
        return "chỉ tiêu chung của cả nước"
    found = _phrases("national.txt").search(text)
    return f"việc của trung ương («{found[0]}»)" if found else None


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(read_list(name))})(?!\w)")
