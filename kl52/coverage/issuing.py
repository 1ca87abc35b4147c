"""Tasks above that a plan fulfils by being issued.

``Các bộ, ngành, địa phương xây dựng kế hoạch thực hiện Nghị quyết này``: the plan made to carry
that resolution out is what was asked for, whatever its own tasks say.
"""

from __future__ import annotations

import re

from kl52.language.lexicon import fold
from kl52.model import Document, Obligation

_PLANS = re.compile(r"kế hoạch|chương trình")  # the types of documents that are asked for
_ASKS = re.compile(
    r"\b(?:xây dựng|ban hành|lập)\b[^.;]{0,40}?\b(?:kế hoạch|chương trình)(?: (?:hành động|công tác"
    r"|cụ thể|chi tiết|riêng))*(?: của [^,.;]{2,40}?)?,? (?:hoặc [^.;]{0,120} )?(?:để |nhằm )?"
    r"(?:tổ chức )?(?:triển khai|thực hiện)\b"
)
_THIS = re.compile(
    r"\b(?:nghị quyết|chỉ thị|kết luận|quyết định|kế hoạch|chương trình|chương trình hành động"
    r"|đề án|chiến lược|quy định) này\b"
)


def is_asked_for(duty: Obligation, plan: Document, above: Document) -> bool:
    """Whether a task of ``above`` is to make the plan that ``plan`` is.

    What is to be carried out must be ``above`` itself or what the plan cites as well.
    """
    said = fold(duty.text)
    asked = _ASKS.search(said)
    cited = {cite.target for cite in plan.citations if cite.target}
    if asked is None or above.id not in cited or not _PLANS.search(fold(plan.header.type or "")):
        return False
    named = {above.citation(id).target for id in duty.cites}
    return above.id in named or bool(cited & named) or _THIS.search(said) is not None
