"""Whether a task of a source binds the body that plans.

A province answers for what is given to provinces, localities, communes or everybody; what only
ministries lead is theirs, also where localities take part. A task that names nobody binds all
below the issuer, unless its words say that only the State's centre can do it
(``data/national.txt``: laws, national programmes, what goes to the Government).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kl52 import bodies
from kl52.lexicon import fold
from kl52.model import Document, Obligation

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


def applicability(duty: Obligation, plan: Document) -> Applicability:
    """Whether a source's task binds the body whose plan it is, and why."""
    if duty.kind == "execution":
        return Applicability(False, "điều khoản thi hành của văn bản trên")
    own = _BOUND.get(plan.header.level or "province", _LOCAL)
    lead = bodies.binds(tuple(body.name for body in duty.lead))
    also = bodies.binds(tuple(body.name for body in duty.coordinate))
    names = ", ".join(body.name for body in duty.lead)
    if own & {*lead}:
        return Applicability(True, f"giao cho {names}")
    if lead:
        part = "; địa phương chỉ phối hợp" if own & {*also} else ""
        return Applicability(False, f"giao cho {names}{part}")
    if own & {*also}:
        return Applicability(True, "không nêu cơ quan chủ trì; địa phương phối hợp")
    if national := _national().search(fold(duty.text)):
        return Applicability(False, f"việc của trung ương («{national[0]}»)")
    return Applicability(True, "không nêu cơ quan nào, nên mọi cấp dưới phải thực hiện")


@cache
def _national() -> re.Pattern[str]:
    lines = files("kl52").joinpath("data/national.txt").read_text(encoding="utf-8").splitlines()
    phrases = "|".join(line for line in lines if line and line[0] != "#")
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)")
