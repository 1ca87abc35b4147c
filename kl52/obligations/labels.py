"""The lines below a task that say who, with whom, what comes of it and who pays.

Input: a line such as ``Cơ quan chủ trì: Sở Y tế``, without its list mark. Output: what each of its
labels states, by role. What a label says of time is read by :mod:`kl52.obligations.deadlines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.spans import Span

_CLOSING = " \t\n.;,/:…"
_HEAD = re.compile(
    r"(?:^|[.;]\s+|\n)[-–•+\s]*"
    r"(?:(?P<coordinate>(?:(?:các )?(?:cơ quan|đơn vị|sở|bộ|ban)[^:;]{0,20}? )?"
    r"(?:phối hợp)[^:;]{0,20})"
    r"|(?P<lead>(?:(?:các )?(?:cơ quan|đơn vị|sở|bộ|ban)[^:;]{0,20}? )?"
    r"(?:chủ trì|thực hiện|đầu mối|chịu trách nhiệm)[^:;]{0,20})"
    r"|(?P<product>(?:sản phẩm|kết quả)[^:;]{0,20})"
    r"|(?P<funding>(?:nguồn )?(?:kinh phí|vốn|nguồn lực)[^:;]{0,20})"
    r"|(?P<deadline>(?:thời gian|thời hạn|tiến độ|lộ trình|hoàn thành)[^:;]{0,20})"
    r"|(?P<other>địa điểm[^:;]{0,20})):",
    re.IGNORECASE,
)


def read_labels(line: str) -> dict[str, str]:
    """What a line states by role (``lead``, ``coordinate``, ``product``, ``funding``).

    >>> read_labels("Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Công an tỉnh; các xã.")
    {'lead': 'Sở Y tế', 'coordinate': 'Công an tỉnh; các xã'}
    >>> read_labels("Sở Y tế chủ trì.")
    {}
    """
    return {
        role: span.of(line)
        for role, span in label_spans(line)
        if len(span) and role not in ("deadline", "other")
    }


def label_spans(line: str) -> Iterator[tuple[str, Span]]:
    """What stands behind each label of a line that opens with one, by role."""
    heads = list(_HEAD.finditer(line))
    if not heads or heads[0].start():
        return
    ends = [*(head.start() for head in heads[1:]), len(line)]
    for head, end in zip(heads, ends, strict=True):
        words = line[head.end() : end]
        start = head.end() + len(words) - len(words.lstrip(_CLOSING))
        yield head.lastgroup or "other", Span(start, max(start, start + len(words.strip(_CLOSING))))
