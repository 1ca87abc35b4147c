"""What the words of an assignment say: what is to be done, to whom it goes, who decides.

Input: text, or an obligation. Output: the spans of the words that say so, counted in that text. The
words are data in ``clarity.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kl52.bodies import match_body_at
from kl52.language.lexicon import fold
from kl52.model import Body, Obligation
from kl52.obligations.actions import Verb, find_verbs
from kl52.spans import Span
from kl52.tables import read_table

_SEVERAL = re.compile(
    r"(?:các|mọi|những|từng|mỗi|toàn thể|tất cả)\s|(?:bộ|sở|ban|cơ quan|đơn vị|tỉnh|xã), "
    r"|.*\bliên quan$"
)
_NOT_DEFINITE = frozenset({"strengthen", "encourage", "aim"})
_NEAR = 40  # letters in which what a body decides stands behind its name
_TO = re.compile(r"[\s,:]+(?:(?:lên|cho|với|về|giúp)\s+)?")


@cache
def clarity_words(kind: str) -> str:
    """The words of a kind as a pattern, the longest first."""
    found = [word for word, of in read_table("clarity.tsv") if of == kind]
    return r"\b(?:" + "|".join(sorted(map(re.escape, found), key=len, reverse=True)) + r")\b"


def is_group(body: Body) -> bool:
    """Whether a name means several bodies, none of them in particular.

    >>> is_group(Body("Các sở, ban, ngành")), is_group(Body("địa phương"))
    (True, True)
    >>> is_group(Body("Sở Văn hóa, Thể thao và Du lịch"))
    False
    """
    common = body.id is None and body.name[:1].islower()
    return common or bool(_SEVERAL.match(fold(body.name)))


def main_verbs(text: str) -> tuple[Verb, ...]:
    """The first thing to do, and what opens a clause or goes on in the list of what to do."""
    verbs = [verb for verb in find_verbs(text) if verb.is_action]
    return (*verbs[:1], *(verb for verb in verbs[1:] if _opens_clause(text, verb.span.start)))


def _opens_clause(text: str, at: int) -> bool:
    return text[max(0, at - 2) : at].rstrip()[-1:] in tuple(",;.:")


def is_slogan(verb: Verb, text: str) -> bool:
    """``đẩy mạnh``: more of something, with nothing that would be done when it is done."""
    said = fold(verb.span.of(text))
    return verb.strength in _NOT_DEFINITE or bool(re.fullmatch(clarity_words("slogan"), said))


def submits(text: str) -> Iterator[Span]:
    """The words with which something goes to somebody: ``trình``, ``báo cáo``, ``xin ý kiến``."""
    low = fold(text)
    submit, other = re.compile(clarity_words("submit")), re.compile(clarity_words("other"))
    for verb in find_verbs(text):
        if submit.fullmatch(verb.span.of(low)) and not other.match(low, verb.span.start):
            yield verb.span
    yield from (Span(*match.span()) for match in re.finditer(clarity_words("ask"), low))


def find_decider(text: str) -> Span | None:
    """``trình Chính phủ``, ``được Ủy ban nhân dân tỉnh phê duyệt``."""
    low = fold(text)
    unnamed = re.compile(clarity_words("unnamed"))
    for span in submits(text):
        at = to.end() if (to := _TO.match(low, span.end)) else span.end
        end = match_body_at(text, at)
        if end is not None and not _SEVERAL.match(low[at:end]) and not unnamed.match(low, at):
            return Span(span.start, end)
    for match in re.finditer(r"\b(?:do|được)\s+", low):
        end = match_body_at(text, match.end())
        if end is None or unnamed.match(low, match.end()):
            continue
        if act := re.match(rf"\s+{clarity_words('decide')}", low[end : end + _NEAR]):
            return Span(match.end(), end + act.end())
    return None


def issues_itself(duty: Obligation) -> Span | None:
    """The lead issues or decides itself; it does not prepare that for another."""
    if not duty.lead or is_group(duty.lead[0]):
        return None
    own = re.compile(clarity_words("own"))
    submitted = min((span.start for span in submits(duty.text)), default=len(duty.text))
    for verb in main_verbs(duty.text):
        if verb.span.start < submitted and own.fullmatch(fold(verb.span.of(duty.text))):
            return verb.span
    return None


def has_author(product: str) -> bool:
    """``Quyết định của Ủy ban nhân dân tỉnh``, ``Nghị định``: it is clear who issues it."""
    if re.match(clarity_words("fixed"), fold(product)) or find_decider(product):
        return True
    return any(
        match_body_at(product, match.end()) is not None
        for match in re.finditer(r"\bcủa\s+", fold(product))
    )
