"""In which row of a drawing a document stands: by the level and the kind of its issuer.

In: a node of a graph (:mod:`kl52.graph.nodes`). Out: the key of a row, from the Party's centre down
to the communes; the keys of wording are ``drawing.row.KEY``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

ROWS = (
    "party-central", "legislature", "government", "ministry", "front", "party-province", "province",
    "department", "district", "commune", "unknown",
)  # fmt: skip
_GOVERNMENT = re.compile(r"(?:phó )?thủ tướng|chính phủ|chủ tịch nước|phó chủ tịch nước")
_PROVINCE = re.compile(
    r"(?:chủ tịch )?(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)|hội đồng nhân dân|hđnd"
)
_BY_LEVEL = {
    "party-district": "district",
    "front-district": "district",
    "party-commune": "commune",
    "front-commune": "commune",
    "front-province": "department",
}


def row_of(node: Mapping[str, object]) -> str:
    """The row of a document.

    >>> row_of({"level": "central", "issuer": "Bộ Nội vụ"})
    'ministry'
    >>> row_of({"level": "province", "issuer": "Ủy ban nhân dân tỉnh Lạng Sơn"})
    'province'
    >>> row_of({"level": None, "issuer": None})
    'unknown'
    """
    level, issuer = str(node.get("level") or ""), str(node.get("issuer") or "").casefold()
    if level == "central":
        return "government" if _GOVERNMENT.match(issuer) else "ministry"
    if level == "province":
        return "province" if _PROVINCE.match(issuer) else "department"
    row = _BY_LEVEL.get(level, level)
    return row if row in ROWS else "unknown"
