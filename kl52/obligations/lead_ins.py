"""Headings and lead-ins: what words that stand above tasks say of them.

Input: a heading, or a paragraph that ends in a colon. Output: who is told to act below it, and
whether it leads in at all: it may report what was done, or be a task of its own.
"""

from __future__ import annotations

import re

from kl52.bodies import match_body_at, split_bodies
from kl52.language.lexicon import fold
from kl52.obligations.actions import first_action, opens_with_verb
from kl52.obligations.actors import find_actors
from kl52.obligations.clauses import find_clauses
from kl52.obligations.subjects import Names, names_at
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
_ROLE = re.compile(r"\s(?:theo|căn cứ|trong phạm vi|có trách nhiệm|chịu trách nhiệm)\s")
_OF_WHAT = re.compile(r"\s(?:các|của|thuộc|trên địa bàn|tại|ở)\s[^,;:.()]{3,60}(?=:)")
_CONSISTS = re.compile(
    r"\b(?:gồm|bao gồm|kèm theo)(?: có)? (?:(?:các|những) )?"
    r"(?:tài liệu|giấy tờ|hồ sơ|thành phần|văn bản|thông tin)\b[^:;.]{0,40}:$"
)
_LONGEST_NAME = 20  # words
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


def labelled(said: str) -> Names:
    """Who acts below words that are nothing but names: to their ends, or between semicolons.

    >>> labelled("Chủ đầu tư các khu đô thị:")
    ('Chủ đầu tư các khu đô thị',)
    >>> labelled("Công ty Bến Mới; Công ty Tư vấn xây dựng Sông Lam theo địa bàn có trách nhiệm:")
    ('Công ty Bến Mới', 'Công ty Tư vấn xây dựng Sông Lam')
    """
    names, end = names_at(said, 0)
    more = _OF_WHAT.match(said, end) if len(names) == 1 else None
    if more and first_action(more[0]) is None:
        return (said[: more.end()],)
    *first, last = (clause.span.of(said).strip() for clause in find_clauses(said))
    role = _ROLE.search(last)
    if not first or role is None:
        return ()
    every = (*first, last[: role.start()])
    return every if all(map(_is_whole_name, every)) else ()


def _is_whole_name(words: str) -> bool:
    """A body's name to the last word: it ends as names do, not with what somebody does."""
    end = match_body_at(words, 0)
    last = words.split()[-1]
    ends = end == len(words) or last[0].isupper() or last.isdigit()
    return end is not None and ends and len(words.split()) <= _LONGEST_NAME


def consists(said: str) -> bool:
    """Whether what stands below is what something consists of: ``gồm các tài liệu sau:``."""
    return bool(_CONSISTS.search(fold(said).rstrip()))


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
    directs = _DIRECTION.search(fold(said).rstrip()) or consists(said)
    return is_target(said) or (told and bool(directs))


def find_sentences(said: str) -> tuple[Span, ...]:
    """The sentences of a paragraph, each with the blank behind it."""
    starts = [clause.span.start for clause in find_clauses(said) if clause.opens_sentence]
    return tuple(map(Span, starts, [*starts[1:], len(said)]))
