"""Rules: documents by name – aliases of plenums and congresses, programmes, texts to come.

Input: one paragraph. Output: mentions of kind ``alias``, ``named`` or ``future``, each with
its rule. Guarantee: a mention's span holds the name and nothing after it; no number is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kl52.citations.issuing import TERM, issuer_end, term_value
from kl52.citations.mention import Mention, type_of
from kl52.citations.phrases import any_of, each_of, pairs_of
from kl52.language.letters import UPPER, begins, capitalised, in_small
from kl52.model import CitationKind
from kl52.spans import Span

_ORDINALS = {word: int(value) for word, value in pairs_of("ordinal").items()}
_ORDINAL = "|".join(_ORDINALS)

_PLENUM = re.compile(
    rf"(?P<type>{begins(*map(capitalised, each_of('plenum-type')))})(?i:\s+"
    r"(?:của\s+)?(?:số\s+)?(?:Hội nghị\s+)?"
    rf"(?:lần thứ\s+(?P<word>{_ORDINAL}|\d{{1,2}}|[XVI]+)\s*,?\s*(?:của\s+)?)?"
    rf"(?:(?:{any_of('central-committee')})\s+)?(?:{any_of('central')})(?:\s+Đảng)?"
    rf"(?:\s+(?:lần thứ\s+)?(?P<number>{_ORDINAL}|\d{{1,2}}|[XVI]+)(?!\w))?"
    rf"(?P<rest>\s*,?\s*{TERM.format(p='')}|\s+của Đảng)?)"
)
_CONGRESS = re.compile(
    rf"(?P<type>{begins(*map(capitalised, each_of('congress-type')))})(?i:\s+"
    r"(?:của\s+)?Đại hội\s+(?:đại biểu\s+)?(?:toàn quốc\s+)?(?:của\s+)?"
    r"(?:(?:Đảng bộ|Đảng)\s+[^,.;()\n]{0,40}?)?\s*"
    r"(?:lần thứ\s+)?(?P<number>[XVI]{1,5}|\d{1,2})(?!\w)"
    r"(?:\s+của Đảng|\s+Đảng bộ [^,.;()\n]{0,30}(?=[,.;]))?"
    r"(?:,?\s*\(?nhiệm kỳ\s+\d{4}\s?[-–]\s?\d{4}\)?)?)"
)


def find_aliases(text: str) -> Iterator[Mention]:
    """``Nghị quyết Trung ương 7 khóa X``, ``Nghị quyết Đại hội XIII``: numbered by the meeting.

    >>> [(each.plenum, each.term) for each in find_aliases("Nghị quyết Trung ương 7 khóa X")]
    [(7, 10)]
    """
    for match in _PLENUM.finditer(text):
        ordinal = match["word"] or match["number"]
        if ordinal is None:
            continue
        yield Mention(
            span=Span(*match.span()),
            kind="alias",
            rule="plenum",
            type=type_of(match["type"]),
            issuer=match[0][len(match["type"]) :].strip(),
            plenum=_ORDINALS.get(ordinal.lower()) or term_value(ordinal),
            term=term_value(match["term"]) if match["term"] else None,
            core=Span(*match.span()),
        )
    for match in _CONGRESS.finditer(text):
        yield Mention(
            span=Span(*match.span()),
            kind="alias",
            rule="congress",
            type=type_of(match["type"]) or "Nghị quyết",
            issuer=match[0][len(match["type"]) :].strip(),
            core=Span(*match.span()),
        )


# -- programmes, schemes, strategies

# What stands before the name of a body (``Bộ Kế hoạch và Đầu tư``), or within a word.
_IN_BODY = tuple(f"{word} " for word in each_of("body-before"))
_NO_POLICY = (r"\w", r"[\w“]“", *_IN_BODY, *(f"{word}“" for word in _IN_BODY))
_POLICY = re.compile(
    rf"(?P<type>{begins(*each_of('policy'), behind=_NO_POLICY)})"
    rf"(?=\s+(?!(?:{any_of('no-name')})\b)\w)"
)
_POLICY_UPPER = re.compile(
    rf"(?P<type>{begins(*each_of('policy-heading'))})"
    rf"(?=\s+[{UPPER}])"
)
_POLICY_CAPITALS = re.compile(
    rf"(?:{any_of('policy-capitals-before')})\s+"
    rf"(?P<type>{'|'.join(each_of('policy-capitals'))})(?=\s+[{UPPER}])"
)
_YEARS = re.compile(r"\s(?:19|20)\d\d(?!\d)")
_LONGEST_NAME = 300  # characters; a longer stretch is no name
_NAME_STOP = re.compile(
    r"[;:()\n“”\"…]|\.(?=\s|$)|,(?=\s)|"
    rf"\svà (?={any_of('name-end-and')})|"
    rf"{''.join(f'(?<!{word})' for word in each_of('name-with-trinh'))}\strình(?!\w)|"
    rf"\s(?:{any_of('name-end')})(?!\w)"
)
_NO_END = re.compile(rf"\s+(?:{any_of('name-no-end')})$")
_CLAUSE_END = re.compile(r"[;.()\n]")
# «…, hỗ trợ doanh nghiệp đến năm 2030»: the name goes on to its horizon
_YEAR_AHEAD = re.compile(
    r"[^,]{2,60}(?:,[^,]{2,40})?\s(?:và\s[^,]{2,40}?\s)?"
    rf"(?:{any_of('name-year')})\s(?:19|20)\d\d"
)
_HORIZON = re.compile(rf"\s(?:{any_of('name-horizon')})\b")
_DRAFTING = re.compile(
    rf"(?:{any_of('drafting')})(?:,? (?:và )?(?:{any_of('drafting-more')}))*"
    r"\s+[“\"]?$",
    re.IGNORECASE,
)
# «ban hành Chương trình hành động như sau:», «… với các nội dung sau đây:»
_ANNOUNCED = re.compile(r"\s+sau(?:\s+đây)?\s*:")
_OWNER = re.compile(r"[\w]+(?:\s[\w]+)?(?:\s+hành động)?\s+của\s+", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.;:]\s+|\n)(?:[-+*]\s*|\(?[\dIVXa-zđ]{1,4}[.)]\s*)?“?$")
_EVERY_YEAR = re.compile(rf"\s(?:{any_of('every-year')})$", re.IGNORECASE)
_PAPERS = re.compile(
    rf"(?<!\w)(?:{any_of('papers')})(?!\w)[^.;:()\n]*[(:][^.;:()\n]*$", re.IGNORECASE
)
_DISTRIBUTIVE = re.compile(
    rf"(?:\b(?:{any_of('distributive')})\s*“?$)|"
    rf"(?:{any_of('distributive-body')})\s+"
    rf"(?:{any_of('distributive-verb')})\s+$"
)


def find_policies(text: str) -> Iterator[Mention]:
    """Programmes, strategies, schemes, plans by name; one still to be drawn up is ``future``.

    >>> text = "phê duyệt Chiến lược phát triển thanh niên Việt Nam giai đoạn 2021 - 2030;"
    >>> [(each.kind, each.name) for each in find_policies(text)]
    [('future', 'Chiến lược phát triển thanh niên Việt Nam giai đoạn 2021 - 2030')]
    """
    headings = (*_POLICY_UPPER.finditer(text), *_POLICY_CAPITALS.finditer(text))
    for match in [*_POLICY.finditer(text), *headings]:
        start = match.start("type")
        if match.re is _POLICY and text[start - 1 : start] == "“":
            close = text.find("”", start, start + 300)
            end = close if close > 0 else match.end()
        else:
            end = _policy_end(text, match.end())
            if match.re is not _POLICY:
                following = in_small(text[match.end() : match.end() + _LONGEST_NAME])
                end = min(end, match.end() + _policy_end(following, 0))
            if match.re is _POLICY_CAPITALS and not _YEARS.search(text, match.end(), end):
                continue  # «THỰC HIỆN CHƯƠNG TRÌNH ĐÀO TẠO»: any programme
        if _ANNOUNCED.match(text, end):
            continue  # the very document
        name = _NO_END.sub("", text[start:end].rstrip(" ,"))
        words = name.split()
        if len(words) < len(match["type"].split()) + 2 or len(name) > 260:
            continue
        left = text[max(0, start - 90) : start]
        if _SENTENCE_START.search(left) or _DISTRIBUTIVE.search(left):
            continue
        if _EVERY_YEAR.search(name) or _is_paper(text, start, name):
            continue
        kind: CitationKind = "future" if _DRAFTING.search(left) else "named"
        yield Mention(
            span=Span(start, start + len(name)),
            kind=kind,
            rule="policy",
            type=_policy_type(name),
            name=name,
            issuer=_owner(text, start, start + len(name)),
            core=Span(start, start + len(name)),
        )


def _is_paper(text: str, start: int, name: str) -> bool:
    """``tài liệu về an toàn (Chương trình quản lý an toàn, …)``: a paper that every case has."""
    return _PAPERS.search(text, max(0, start - 160), start) is not None and not _YEARS.search(name)


def _owner(text: str, start: int, end: int) -> str | None:
    """The body that a policy's name says it is of (``Chương trình hành động của Chính phủ``)."""
    of = _OWNER.match(text, start, end)
    reach = issuer_end(text, of.end()) if of else None
    return text[of.end() : reach] if of and reach else None


def _policy_end(text: str, at: int) -> int:
    """Where a policy's name ends: the horizon (``đến năm 2030``) may stand behind commas."""
    for match in _NAME_STOP.finditer(text, at, at + _LONGEST_NAME):
        if match[0] != ",":
            return match.start()
        if len(text[at : match.start()].split()) <= 2:
            continue
        following = text[match.end() : match.end() + 110]
        rest = _CLAUSE_END.split(following, maxsplit=1)[0]
        if _HORIZON.match(rest) or _YEAR_AHEAD.match(rest):
            continue
        return match.start()
    return min(len(text), at + _LONGEST_NAME)


_PROGRAMME = re.compile(r"chương trình\s*$", re.IGNORECASE)


@cache
def _future_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"{begins(*each_of('future-verb'), behind=(), any_case=True)}(?i:\s+"
        r"(?P<text>"
        rf"(?P<type>{any_of('future-type')})"
        rf"(?:\s+của\s+(?P<issuer>{any_of('future-issuer')}))?"
        r")"
        rf"(?=\s+(?:{any_of('future-about')})\b|\s*[,.;)]|\s*$))"
    )


def find_futures(text: str) -> Iterator[Mention]:
    """Documents that are still to be issued: ``trình Chính phủ ban hành Nghị định về …``."""
    for match in _future_pattern().finditer(text):
        programme = _PROGRAMME.search(text[max(0, match.start() - 14) : match.start()])
        if match["type"][0].isupper() and not programme:
            yield Mention(
                span=Span(*match.span("text")),
                kind="future",
                rule="future",
                type=type_of(match["type"]),
                issuer=match["issuer"],
                core=Span(*match.span("text")),
            )


_NO_ISSUED = (r"[“\w]",)
_ISSUED_BY = re.compile(
    rf"(?P<type>{begins(*each_of('issued-by'), behind=_NO_ISSUED)})"
    r"\s+của\s+(?=[A-ZĐỦ])"
)
_ISSUED_ABOUT = re.compile(rf"\s+(?:{any_of('issued-by-about')})\s")
_OF_EACH = re.compile(rf"\s(?:{any_of('issued-by-each')})(?!\w)")
_SUBJECT_OF_EACH = re.compile(rf"[^.;\n]{{0,160}}?\s(?:{any_of('subject-each')})(?!\w)")
# A decision at the head of a paragraph, or behind a colon, is a product or a paper to hand in;
# one «về việc» is a measure in a case of its own.
_WORK = frozenset({"Quyết định"})
_DEED = re.compile(r"\s+về việc\s")
_OPENS = re.compile(r"(?:^|[:;]\s*|(?<!\w)\w{1,2}[.)]\s*|[-+]\s*)$")
_SEVERAL = re.compile(rf"(?:{any_of('several')})\s*$")


def find_issued_by(text: str) -> Iterator[Mention]:
    """``Nghị quyết của Quốc hội về …``: named by its issuer and title, without a number."""
    for match in _ISSUED_BY.finditer(text):
        end = issuer_end(text, match.end())
        if end is None or not _ISSUED_ABOUT.match(text, end):
            continue
        left = text[max(0, match.start() - 8) : match.start()]
        if _SEVERAL.search(left) or _OF_EACH.search(text, match.end(), end):
            continue
        if _SUBJECT_OF_EACH.match(text, end):
            continue
        if match["type"] in _WORK and (_OPENS.search(left) or _DEED.match(text, end)):
            continue
        if _DRAFTING.search(text[max(0, match.start() - 60) : match.start()]):
            continue
        yield Mention(
            span=Span(match.start(), end),
            kind="named",
            rule="issued-by",
            type=match["type"],
            issuer=text[match.end() : end],
            core=Span(match.start(), end),
        )


# -- what the document itself promulgates


def find_owned(text: str, names: tuple[str, ...]) -> Iterator[Mention]:
    """The names of what the document itself promulgates, in any case."""
    small = in_small(text) if names else ""
    for name in sorted(names, key=len, reverse=True):
        for span in _uses(in_small(name), small):
            if text[span.start].isupper():
                yield Mention(
                    span=span,
                    kind="named",
                    rule="own-annex",
                    type=_policy_type(name),
                    name=span.of(text),
                    issuer=_owner(text, span.start, span.end),
                    core=span,
                )


def _uses(name: str, text: str) -> Iterator[Span]:
    """Where whole words of ``text`` are a name.

    >>> list(_uses("đề án số", "đề án số 1, đề án sốt"))
    [Span(start=0, end=8)]
    """
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        whole = not _IN_WORD.match(text, at - 1, at) and not _IN_WORD.match(text, end)
        if whole:
            yield Span(at, end)
        at = text.find(name, end if whole else at + 1)


_IN_WORD = re.compile(r"\w")


_POLICY_TYPE = re.compile(any_of("policy"), re.IGNORECASE)


def _policy_type(name: str) -> str:
    """``Chương trình hành động`` is a Chương trình, like every programme."""
    match = _POLICY_TYPE.match(name)
    return match[0].capitalize() if match else type_of(name.split()[0]) or name.split()[0]
