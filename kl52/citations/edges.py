"""What the relation of a citation to its document rules out: chronology, and itself.

Input: a citation, what was found of it, and its host. Output: the :class:`Finding`, with state
``mismatch`` where the relation cannot be, ``self`` where the target is the host. Guarantee: no
document rests on, carries out, changes or explains one that is younger than itself. A plain
reference may: texts that were amended, and consolidated ones, cite what came later.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kl52.catalogue.precedence import date_of
from kl52.citations.findings import Finding, Host, day
from kl52.model import Citation, Relation

# Relations in which the document cited must have been there first.
OLDER: frozenset[Relation] = frozenset(
    {
        "legal_basis",
        "implements",
        "continues",
        "amends",
        "replaces",
        "repeals",
        "guides",
        "proposed_by",
    }
)


def check_edge(cite: Citation, finding: Finding, host: Host) -> Finding:
    """``finding``, unless the relation to the host is impossible."""
    if host.reported or finding.state not in ("resolved", "not_in_library"):
        return finding
    if finding.target == host.id:
        return replace(finding, state="self", reason="chính văn bản này")
    if cite.relation not in OLDER or cite.within is not None or cite.passive:
        return finding
    if host.type == "Văn bản hợp nhất" or not _is_younger(finding.target, host):
        return finding
    known = "số và ngày khớp" if finding.state == "resolved" else "ngày ghi là của"
    reason = (
        f"{known} văn bản ngày {day(date_of(finding.target))}, sau ngày {day(host.date)} của chính "
        "văn bản trích dẫn, nên không thể là căn cứ hoặc đối tượng của văn bản này"
    )
    return replace(
        finding,
        state="mismatch",
        candidates=(finding.target,) if finding.target else (),
        reason=reason,
    )


def _is_younger(target: str | None, host: Host) -> bool:
    stated = date_of(target)
    if stated is None or host.date is None or stated <= host.date:
        return False
    # a date that its own number contradicts was misread, and proves nothing
    year = re.search(r"/((?:19|20)\d\d)/", host.number or "")
    return year is None or year[1] == host.date[:4]
