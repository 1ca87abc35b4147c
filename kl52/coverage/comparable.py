"""What can be measured by a coverage at all.

A plan says nothing of how well it carries itself out, and an invitation neither plans anything nor
hands anything down: figures on them would be about nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kl52.errors import UsageError
from kl52.model import Document

_PAPERS = re.compile(r"(?:Giấy|Phiếu|Thư công|Hợp đồng)\b")  # types by which nobody is told to act


def check_comparable(plan: Document, sources: Iterable[Document]) -> None:
    """Raises ``UsageError`` where a plan cannot be measured by these sources."""
    _check_paper(plan, "không phải kế hoạch để rà soát → cho tệp kế hoạch, chương trình, đề án")
    for doc in sources:
        if _is_same(plan, doc):
            raise UsageError(
                f"{doc.source.name}: không thể so văn bản với chính nó"
                " → cho văn bản cấp trên mà nó thực hiện ở --against"
            )
        _check_paper(doc, "không giao nhiệm vụ để so → cho văn bản cấp trên ở --against")


def is_paper(doc: Document) -> bool:
    """Whether nobody is told to act by a document of this type."""
    return _PAPERS.match(doc.header.type or "") is not None


def _check_paper(doc: Document, why: str) -> None:
    if is_paper(doc):
        raise UsageError(f"{doc.source.name}: {doc.header.type} {why}")


def _is_same(plan: Document, doc: Document) -> bool:
    """Whether both are one work, in whatever version; a name that is no work URI tells nothing."""
    same = plan.source.sha256 == doc.source.sha256 != ""
    return same or (plan.id == doc.id and plan.id.startswith("/akn/"))
