"""Headings and lead-ins: what words that stand above tasks say of them.

Input: a heading, or a paragraph that ends in a colon. Output: who is told to act below it, and
whether it leads in at all: it may report what was done, or be a task of its own.
"""

from __future__ import annotations

import re

from kl52.bodies import split_bodies
from kl52.language.lexicon import fold
from kl52.obligations.actions import opens_with_verb
from kl52.obligations.actors import find_actors
from kl52.obligations.clauses import find_clauses
from kl52.obligations.subjects import Names
from kl52.obligations.targets import is_target
from kl52.spans import Span

_DIRECTION = re.compile(r"(?:theo hướng|trong đó|gồm|bao gồm|cụ thể|tập trung vào)\s*:$")
_ANNOUNCES = re.compile(r"\b(?:ban hành|xây dựng|phê duyệt)\b.*\b(?:như sau|sau đây|cụ thể)\b")
# «đã đề ra», «đã được giao» say which tasks are meant, not that they were done.
_PAST = re.compile(
    r"\bđã (?!(?:đề ra|nêu|được|giao|ban hành|xác định|phê duyệt|ký|chỉ|có|đăng ký|quy định)\b)"
    r"|\bđã có (?:báo cáo|ý kiến)\b"
)
_DIRECTS = re.compile(r"\b(?:yêu cầu|giao|đề nghị|phân công)\b")
_SPHERE = re.compile(
    r"\b(?:ở|của|tại|thuộc)\s+((?:các\s+)?(?:bộ, ngành|địa phương|sở, ngành|sở, ban, ngành))$"
)
_HEADING_LABEL = 12  # words; a heading that says more than its label is an item


def reports_past(clause: str) -> bool:
    """Whether a lead-in introduces what was done (``đã triển khai các việc sau:``)."""
    folded = fold(clause)
    return bool(_PAST.search(folded)) and not _DIRECTS.search(folded)


def says_more(said: str) -> bool:
    """A heading with its task on the same line: ``5. Đài X: Chủ trì …``."""
    label = re.search(r":\s+(?=\S)", said)
    if label is None:
        return False
    return len(said.split()) > _HEADING_LABEL and not said.rstrip().endswith(":")


def sphere(heading: str) -> Names:
    """``Về sắp xếp trường học ở địa phương``: the sphere is who acts."""
    match = _SPHERE.search(heading)
    return split_bodies(match[1]) if match else ()


def introduced(clause: str) -> Names:
    """Who is told to act by ``…, Thủ tướng yêu cầu các bộ, ngành thực hiện các nhiệm vụ sau:``.

    The issuer that announces its own plan (``… ban hành Kế hoạch như sau:``) is not told to.
    """
    for match in re.finditer(r"\b(?:[Yy]êu cầu|[Gg]iao|[Đđ]ề nghị)\s+", clause):
        lead = find_actors("Giao " + clause[match.end() :]).lead
        if lead:
            return lead
    if is_target(clause) or _ANNOUNCES.search(fold(clause)):
        return ()
    actors = find_actors(clause)
    if actors.lead:
        return actors.lead
    for match in re.finditer(r",\s+(?=các\s|Các\s)", clause):
        lead = find_actors(clause[match.end() :]).lead
        if lead:
            return lead
    return ()


def lead_in(said: str) -> int:
    """Where the sentence begins that only leads in what follows; tasks may stand before it."""
    return find_sentences(said)[-1].start


def asks_last(clause: str) -> bool:
    """Whether the last assignment of a lead-in only asks (``yêu cầu …, đề nghị … phối hợp:``)."""
    said = fold(clause)
    return said.rfind("đề nghị") > max(map(said.rfind, ("yêu cầu", "giao ", "phân công")))


def acts_itself(said: str) -> bool:
    """A lead-in that is a task of its own: ``Lập phương án …, trong đó:``."""
    told = opens_with_verb(said) or bool(find_actors(said).lead)
    return is_target(said) or (told and bool(_DIRECTION.search(fold(said).rstrip())))


def find_sentences(said: str) -> tuple[Span, ...]:
    """The sentences of a paragraph, each with the blank behind it."""
    starts = [clause.span.start for clause in find_clauses(said) if clause.opens_sentence]
    return tuple(map(Span, starts, [*starts[1:], len(said)]))
