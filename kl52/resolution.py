"""Which document each citation means.

Input: the citations of a document, what is known of that document (its *host*), and the
catalogue. Output: the same citations with state, target, candidates, reason and status.

Identity is type + number + issuer (with its province) + date or term; a number alone is
none. One candidate resolves; several leave the citation ``ambiguous`` with all of them; a
date that fits no known document of that number is a ``mismatch``. A document that is not
known is still a target: a node without text. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from kl52 import bodies
from kl52.catalogue import Catalogue, Entry
from kl52.identity import issuer_slug, number_key, work_uri
from kl52.issuers import issuer_of_symbol
from kl52.lexicon import Law, fold, laws
from kl52.model import Citation, CitationState
from kl52.symbols import find_symbols

_LAW_RULES = frozenset({"law", "amending-law"})
_REVISED = re.compile(r"\(sửa đổi(?:, bổ sung)?\)$")
_PLURAL = re.compile(r"(?:\bcác|\bnhững|\d+|\b(?:hai|ba|bốn|năm))\s+$")
_PARTY_QD = frozenset({"Quyết định", "Quy định"})


@dataclass(frozen=True, slots=True)
class Host:
    """The document that cites: its own identity, and where the plan that it promulgates lies.

    In a press item it is the document reported on, and ``reported`` is true: words like
    ``Kế hoạch này`` then mean that document, which is not the text itself.
    """

    id: str
    type: str | None = None
    number: str | None = None
    date: str | None = None
    province: str | None = None
    annex_type: str | None = None
    annex_id: str | None = None
    reported: bool = False
    begins: int = 0


@dataclass(slots=True)
class _Finding:
    """What resolution says of one citation."""

    state: CitationState
    target: str | None = None
    candidates: tuple[str, ...] = ()
    status: str = "unknown"
    reason: str | None = None
    annex: bool = False


@dataclass(slots=True)
class _Memory:
    """What earlier and fuller mentions of the same document have established."""

    by_number: dict[tuple[str, str], _Finding] = field(default_factory=dict)
    by_name: dict[str, _Finding] = field(default_factory=dict)
    by_type: dict[str, _Finding] = field(default_factory=dict)
    first_of_type: dict[str, _Finding] = field(default_factory=dict)
    laws: dict[str, _Finding] = field(default_factory=dict)


def resolve_citations(
    citations: Sequence[Citation], host: Host, catalogue: Catalogue, text: str = ""
) -> tuple[Citation, ...]:
    """The citations with their targets. ``text`` is the text that their spans count in.

    A short mention (``Kết luận số 52-KL/TW``) means what the fuller mention of the same
    number in the same document means.
    """
    memory = _Memory()
    findings: dict[str, _Finding] = {}
    fullest = sorted(citations, key=lambda cite: (not _is_full(cite), cite.span.start))
    for cite in fullest:
        if cite.rule in _LAW_RULES or cite.kind == "alias" or (cite.kind == "numbered" and cite.number):
            findings[cite.id] = _identify(cite, host, catalogue, memory, text)
            _remember(cite, findings[cite.id], memory, full=True)
    for cite in citations:
        if cite.id in findings and cite.type and cite.number:
            memory.first_of_type.setdefault(cite.type, findings[cite.id])
    previous: Citation | None = None
    for cite in citations:
        if cite.id not in findings:
            findings[cite.id] = _refer(cite, host, catalogue, memory, previous, findings, text)
        _remember(cite, findings[cite.id], memory, full=False)
        if cite.rule not in ("definition", "defined-name"):
            previous = cite
    return tuple(_resolved(cite, findings[cite.id], host) for cite in citations)


def _is_full(cite: Citation) -> bool:
    return cite.date is not None or cite.term is not None


def _resolved(cite: Citation, finding: _Finding, host: Host) -> Citation:
    relation = cite.relation
    own = finding.state == "self"
    if own and not (relation == "promulgates" and (finding.annex or (cite.cue or "").startswith("("))):
        relation = "self"
    elif relation == "promulgates" and not own:
        relation = "refers"
    if cite.span.start < host.begins:
        finding = replace(finding, state="not_assessed", reason="nằm ngoài nội dung (biểu ngữ, tiêu đề trang)")
    return replace(
        cite,
        relation=relation,
        state=finding.state,
        target=finding.target,
        candidates=finding.candidates,
        status=finding.status,
        reason=finding.reason,
    )


def _remember(cite: Citation, finding: _Finding, memory: _Memory, *, full: bool) -> None:
    if full:
        if cite.number:
            memory.by_number.setdefault(_number_type(cite), finding)
        if cite.rule in _LAW_RULES and cite.name and (cite.number or cite.date) and finding.target:
            memory.laws.setdefault(fold(cite.name), finding)
        return
    if cite.name:
        memory.by_name.setdefault(fold(cite.name), finding)
    if cite.type and cite.within is None and cite.kind != "future" and finding.state != "self":
        memory.by_type[cite.type] = finding


def _number_type(cite: Citation) -> tuple[str, str]:
    return number_key(cite.number or ""), "" if cite.type in _PARTY_QD else (cite.type or "")


# -- by number, name or plenum -------------------------------------------------------------------


def _identify(
    cite: Citation, host: Host, catalogue: Catalogue, memory: _Memory, text: str
) -> _Finding:
    if cite.number and _is_host(cite, host):
        return _Finding("self", host.id) if not host.reported else _known_host(host, catalogue)
    known = memory.by_number.get(_number_type(cite)) if cite.number and not _is_full(cite) else None
    if known is not None:
        return known
    if cite.rule in _LAW_RULES:
        return _identify_law(cite, host, catalogue, memory)
    if cite.kind == "alias":
        return _identify_alias(cite, host, catalogue, text)
    return _identify_number(cite, host, catalogue, text)


def _is_host(cite: Citation, host: Host) -> bool:
    return (
        host.number is not None
        and number_key(cite.number or "") == number_key(host.number)
        and cite.date in (None, host.date)
        and (host.date is None or cite.date is not None or cite.within is None)
    )


def _known_host(host: Host, catalogue: Catalogue) -> _Finding:
    entry = catalogue.by_id(host.id)
    state: CitationState = "resolved" if entry else "not_in_library"
    return _Finding(state, host.id, status=entry.status if entry else "unknown", reason="văn bản được bản tin nói đến")


def _identify_number(cite: Citation, host: Host, catalogue: Catalogue, text: str) -> _Finding:
    assert cite.number is not None
    province = _province(cite, host)
    own = _uri(cite, province)
    entries = [
        entry
        for entry in catalogue.by_number(cite.number)
        if _same_type(entry, cite) and _same_issuer(entry, cite) and _same_province(entry, cite, province)
    ]
    if not entries:
        return _Finding("not_in_library", own, reason="chưa có trong danh mục")
    if cite.date is not None:
        return _by_date(cite, host, entries, catalogue, own)
    if cite.term is not None:
        entries = [entry for entry in entries if entry.term in (None, cite.term)] or entries
    return _without_date(cite, host, entries, catalogue, own, text, province)


def _by_date(
    cite: Citation, host: Host, entries: list[Entry], catalogue: Catalogue, own: str
) -> _Finding:
    exact = [entry for entry in entries if entry.date == cite.date]
    if len(exact) == 1:
        return _found(exact[0], "số và ngày ban hành khớp")
    rivals = [entry for entry in entries if _same_series(entry, cite, catalogue)]
    late = host.date is not None and (cite.date or "") > host.date
    if late:
        rivals = rivals or [entry for entry in entries if (entry.date or "") <= (host.date or "")]
    if not rivals:
        return _Finding("not_in_library", own, reason="có văn bản khác cùng số nhưng khác kỳ đánh số")
    reason = (
        f"số {cite.number} khớp văn bản ngày {_day(rivals[0].date)}, ngày ghi là {_day(cite.date)}"
        if len(rivals) == 1
        else "ngày ghi không khớp văn bản nào cùng số"
    )
    if late:
        reason += "; ngày ghi sau ngày của chính văn bản trích dẫn"
    return _Finding(
        "mismatch",
        rivals[0].id if len(rivals) == 1 else None,
        tuple(entry.id for entry in rivals),
        rivals[0].status if len(rivals) == 1 else "unknown",
        reason,
    )


def _same_series(entry: Entry, cite: Citation, catalogue: Catalogue) -> bool:
    """Whether both dates fall where a number is given once: a year, a term, or the number's own year."""
    if entry.date is None or cite.date is None:
        return False
    if re.search(r"/(?:19|20)\d\d/", cite.number or ""):
        return True
    symbol = next(iter(find_symbols(cite.number or "")), None)
    if symbol is not None and symbol.party:
        return catalogue.term_on(entry.date) == catalogue.term_on(cite.date)
    return entry.date[:4] == cite.date[:4]


def _without_date(
    cite: Citation,
    host: Host,
    entries: list[Entry],
    catalogue: Catalogue,
    own: str,
    text: str,
    province: str | None,
) -> _Finding:
    if host.date is not None:
        entries = [entry for entry in entries if (entry.date or "") <= host.date] or entries
    by_topic = [entry for entry in entries if _names_topic(entry, cite, text)]
    if len(by_topic) == 1:
        return _found(by_topic[0], "số và trích yếu khớp")
    if len(entries) > 1:
        return _Finding(
            "ambiguous", None, tuple(entry.id for entry in entries), reason="nhiều văn bản cùng số; cần ngày ban hành"
        )
    entry = entries[0]
    if _only_one_possible(entry, cite, host, catalogue, province):
        return _found(entry, "số và cơ quan ban hành khớp")
    return _Finding(
        "ambiguous", None, (entry.id,), reason="số được đánh lại theo năm hoặc nhiệm kỳ; cần ngày ban hành"
    )


def _only_one_possible(
    entry: Entry, cite: Citation, host: Host, catalogue: Catalogue, province: str | None
) -> bool:
    if re.search(r"/(?:19|20)\d\d/", cite.number or ""):
        return True
    if entry.province is not None and province is not None:
        return host.date is None or abs(int(host.date[:4]) - int((entry.date or host.date)[:4])) <= 5
    if cite.term is not None and entry.term == cite.term:
        return True
    if entry.term is not None and host.date is not None:
        return catalogue.term_on(host.date) == entry.term
    return host.date is not None and (entry.date or "")[:4] == host.date[:4]


def _same_type(entry: Entry, cite: Citation) -> bool:
    if cite.type is None or fold(entry.type) == fold(cite.type):
        return True
    if {entry.type, cite.type} <= _PARTY_QD:
        return True
    return fold(entry.type).startswith(fold(cite.type)) or fold(cite.type).startswith(fold(entry.type)) or cite.type == "Văn bản"


def _same_issuer(entry: Entry, cite: Citation) -> bool:
    if not cite.issuer or not entry.issuer:
        return True
    stated, known = issuer_slug(cite.issuer, cite.number), issuer_slug(entry.issuer, entry.number)
    central = {"bct", "bbt", "bct-bbt", "bchtw"}
    if stated in central and known in central:
        return stated == known or "bct-bbt" in (stated, known)
    return stated.split("-")[0] == known.split("-")[0] if stated and known else True


def _same_province(entry: Entry, cite: Citation, province: str | None) -> bool:
    if entry.province is None:
        return True
    return province is not None and fold(entry.province) == fold(province)


def _province(cite: Citation, host: Host) -> str | None:
    """The province that issued it: named in the issuer, else the host's own (``Tỉnh ủy``)."""
    organ = (cite.number or "").rsplit("/", 1)[-1].rsplit("-", 1)
    local = re.search(r"(?:UBND|HĐND|TU|HU|ĐU|^S[A-ZĐ]+)$", "-".join(organ))
    if not local and not re.search(r"/(?:\w+-)?(?:UBND|HĐND|S[A-ZĐ]+)", cite.number or ""):
        return None
    named = bodies.province_of(cite.issuer) if cite.issuer else None
    return named.name if named else host.province


def _uri(cite: Citation, province: str | None) -> str:
    symbol = next(iter(find_symbols(cite.number or "")), None)
    issuer = cite.issuer or (issuer_of_symbol(symbol.codes) if symbol else None)
    return work_uri(cite.type, cite.number, cite.date, issuer, province, title=cite.name)


def _found(entry: Entry, reason: str) -> _Finding:
    return _Finding("resolved", entry.id, status=entry.status, reason=reason)


def _day(iso: str | None) -> str:
    return "/".join(reversed((iso or "").split("-")))


def _names_topic(entry: Entry, cite: Citation, text: str) -> bool:
    """Whether the words after the mention are the document's title, or a topic of its alias."""
    following = fold(" ".join(text[cite.span.end : cite.span.end + 260].split()))
    following = re.split(r"[;.]", following)[0]
    topics = [alias.topic for alias in entry.aliases if alias.topic]
    title = re.sub(r"^(?:về(?: việc)?|ban hành|phê duyệt)\s+", "", fold(entry.title or ""))
    return any(fold(topic) in following for topic in topics) or (
        len(title) > 20 and title[:40] in following
    )


def _identify_alias(cite: Citation, host: Host, catalogue: Catalogue, text: str) -> _Finding:
    if cite.plenum is None:
        named = catalogue.by_name(cite.text)
        if len(named) == 1:
            return _found(named[0], "tên gọi khác của văn bản")
        return _Finding("not_in_library", None, reason="nghị quyết đại hội chưa có trong danh mục")
    if cite.term is None:
        return _Finding("ambiguous", None, reason="thiếu khóa của Ban Chấp hành Trung ương")
    entries = [entry for entry in catalogue.plenum(cite.plenum, cite.term) if _same_type(entry, cite)]
    if not entries:
        return _Finding("not_in_library", None, reason="hội nghị Trung ương chưa có trong danh mục")
    by_topic = [entry for entry in entries if _names_topic(entry, cite, text)]
    if len(by_topic) == 1:
        return _found(by_topic[0], "hội nghị, khóa và chủ đề khớp")
    if len(entries) == 1 and not by_topic:
        return _found(entries[0], "hội nghị ban hành một văn bản loại này trong danh mục")
    return _Finding(
        "ambiguous",
        None,
        tuple(entry.id for entry in entries),
        reason="hội nghị ban hành nhiều văn bản; cần chủ đề để phân biệt",
    )


# -- laws ----------------------------------------------------------------------------------------


def _identify_law(cite: Citation, host: Host, catalogue: Catalogue, memory: _Memory) -> _Finding:
    name = fold(cite.name or "")
    if cite.number:
        return _numbered_law(cite, catalogue)
    if not cite.date and name in memory.laws:
        return memory.laws[name]
    named = _laws_by_name().get(name, ())
    if _REVISED.search(cite.text):
        return _revised_law(named, cite, host)
    if not named:
        uri = work_uri(cite.type, None, cite.date, "Quốc hội", title=cite.name)
        return _Finding("not_in_library", uri, reason="chưa có trong danh mục luật")
    if cite.date:
        dated = [law for law in named if law.date and law.date.startswith(cite.date)]
        if len(dated) == 1:
            return _law_found(dated[0], cite, "tên và ngày của luật khớp")
        if not dated and any(law.date for law in named):
            return _Finding(
                "mismatch" if len(cite.date) > 4 else "ambiguous",
                None,
                tuple(_law_uri(law) for law in named),
                reason="tên luật khớp nhưng ngày ghi không khớp luật nào cùng tên trong danh mục",
            )
        named = tuple(dated) or named
    known = [law for law in named if not (host.date and law.date) or law.date <= host.date]
    if len(known) == 1 or (not known and len(named) == 1):
        later = "" if known else "; luật này ban hành sau văn bản trích dẫn"
        return _law_found((known or named)[0], cite, f"danh mục có một luật mang tên này{later}")
    return _Finding(
        "ambiguous",
        None,
        tuple(_law_uri(law) for law in known or named),
        reason="nhiều luật cùng tên; cần ngày hoặc số",
    )


def _numbered_law(cite: Citation, catalogue: Catalogue) -> _Finding:
    entries = catalogue.by_number(cite.number or "")
    if len(entries) == 1:
        return _found(entries[0], "số của luật khớp")
    law = _laws_by_number().get(number_key(cite.number or ""))
    if law is not None:
        return _law_found(law, cite, "số của luật khớp")
    uri = work_uri(cite.type, cite.number, cite.date, "Quốc hội")
    return _Finding("not_in_library", uri, reason="chưa có trong danh mục luật")


def _revised_law(named: tuple[Law, ...], cite: Citation, host: Host) -> _Finding:
    """``Luật … (sửa đổi)`` is the next law of that name, not the one in force."""
    later = [law for law in named if host.date and law.date and law.date > host.date]
    if len(later) == 1:
        return _law_found(later[0], cite, "luật sửa đổi cùng tên, ban hành sau văn bản này")
    return _Finding("not_assessed", reason="luật sửa đổi, chưa rõ đã ban hành")


@cache
def _laws_by_name() -> dict[str, tuple[Law, ...]]:
    found: dict[str, tuple[Law, ...]] = {}
    for law in laws():
        found[fold(law.name)] = (*found.get(fold(law.name), ()), law)
    return found


@cache
def _laws_by_number() -> dict[str, Law]:
    return {number_key(law.number): law for law in laws() if law.number}


def _law_found(law: Law, cite: Citation, reason: str) -> _Finding:
    target = _law_uri(law)
    if cite.date and len(cite.date) == 10 and law.date and law.date != cite.date:
        return _Finding(
            "mismatch",
            target,
            (target,),
            reason=f"số khớp luật ngày {_day(law.date)}, ngày ghi là {_day(cite.date)}",
        )
    return _Finding("resolved", target, reason=reason)


def _law_uri(law: Law) -> str:
    kind = law.kind if law.kind else "Luật"
    return work_uri(kind, law.number or None, law.date or None, "Quốc hội", title=law.name)


# -- words that refer back -----------------------------------------------------------------------


def _refer(
    cite: Citation,
    host: Host,
    catalogue: Catalogue,
    memory: _Memory,
    previous: Citation | None,
    findings: dict[str, _Finding],
    text: str,
) -> _Finding:
    if cite.rule == "blank-number":
        return _blank(cite, host)
    if cite.rule == "quoted":
        return _Finding("not_assessed", reason="nằm trong đoạn trích: chỉ văn bản được sửa đổi")
    if cite.kind == "future":
        known = _promised(cite, catalogue)
        return known or _Finding("not_assessed", reason="văn bản chưa ban hành")
    if cite.rule == "own-annex":
        return _annex(host)
    if cite.rule == "definition":
        return _defined(cite, host, previous, findings)
    if cite.rule == "defined-name":
        return memory.by_name.get(fold(cite.name or "")) or _Finding("not_assessed", reason="chưa rõ tên gọi tắt")
    if cite.rule == "inner":
        return _Finding("self", host.id)
    if cite.rule == "deictic":
        return _this(cite, host, catalogue, memory)
    if cite.rule == "anaphor":
        if _PLURAL.search(text[max(0, cite.span.start - 12) : cite.span.start]):
            return _Finding("not_assessed", reason="chỉ nhiều văn bản đã nêu")
        return memory.by_type.get(cite.type or "") or _this(cite, host, catalogue, memory)
    if cite.kind == "short" and cite.number:
        return _short(cite, host, memory)
    return _named(cite, host, catalogue)


def _annex(host: Host) -> _Finding:
    return _Finding("self", host.annex_id or host.id, annex=True)


def _blank(cite: Citation, host: Host) -> _Finding:
    """A number still blank: a draft's own, where type fits and the draft's number is blank too."""
    if host.number is None and cite.type is not None and cite.type == host.type:
        return _Finding("self", host.id)
    return _Finding("not_assessed", reason="số còn để trống")


_FORMS = frozenset({"Biên bản", "Báo cáo", "Tờ trình", "Giấy mời", "Công văn", "Phiếu chuyển", "Thông báo"})


def _this(cite: Citation, host: Host, catalogue: Catalogue, memory: _Memory) -> _Finding:
    own = {fold(host.type)} if host.type else set()
    if host.annex_type and cite.type and fold(cite.type) in fold(host.annex_type) and fold(cite.type) not in own:
        return _annex(host)
    if host.reported:
        if cite.type and fold(cite.type) in own:
            return _known_host(host, catalogue)
        return _Finding("not_assessed", reason="bản tin: chưa rõ nói đến văn bản nào")
    if not own or (cite.type and (fold(cite.type) in own or any(each.startswith(fold(cite.type)) for each in own))):
        return _Finding("self", host.id)
    if host.type == "Văn bản hợp nhất" and cite.type in memory.first_of_type:
        base = memory.first_of_type[cite.type]
        return replace(base, reason="văn bản được hợp nhất")
    if cite.type in _FORMS:
        return _Finding("not_assessed", reason="chữ của biểu mẫu, không phải của văn bản")
    if host.type in ("Văn bản hợp nhất", "Công văn") or cite.type in ("Văn bản", "Quy chế", "Quy định", "Danh mục", "Đề án", "Luật"):
        return _Finding("self", host.annex_id or host.id, annex=host.annex_id is not None)
    return _Finding(
        "mismatch", host.id, (host.id,), reason=f"văn bản này là {host.type}, không phải {cite.type}"
    )


def _defined(
    cite: Citation, host: Host, previous: Citation | None, findings: dict[str, _Finding]
) -> _Finding:
    """A definition names what stands before its bracket."""
    if previous is None:
        return _Finding("not_assessed", reason="chưa rõ tên gọi tắt cho văn bản nào")
    found = findings[previous.id]
    same = cite.type and previous.type and fold(cite.type) == fold(previous.type)
    if not same and host.annex_type and cite.type and fold(cite.type) == fold(host.annex_type):
        return _annex(host)
    return found if same or found.target else _Finding("not_assessed", reason="chưa rõ tên gọi tắt cho văn bản nào")


def _short(cite: Citation, host: Host, memory: _Memory) -> _Finding:
    """``Nghị quyết 27`` means the numbered mention of that type whose number begins so."""
    wanted = (cite.number or "").split("/")[0].lstrip("0")
    matching = {
        finding.target: finding
        for (number, type_name), finding in memory.by_number.items()
        if re.match(rf"{wanted}(?!\d)", number) and type_name in ("", cite.type)
    }
    if len(matching) == 1:
        return next(iter(matching.values()))
    if matching:
        return _Finding("ambiguous", None, tuple(sorted(target for target in matching if target)), reason="nhiều văn bản cùng số trong văn bản này")
    return _Finding(
        "not_in_library", work_uri(cite.type, cite.number, cite.date, cite.issuer, host.province), reason="chỉ có số, thiếu ký hiệu"
    )


def _promised(cite: Citation, catalogue: Catalogue) -> _Finding | None:
    entry = _by_title(cite, catalogue)
    return _found(entry, "văn bản đã được ban hành") if entry else None


def _named(cite: Citation, host: Host, catalogue: Catalogue) -> _Finding:
    entry = _by_title(cite, catalogue)
    if entry is not None:
        return _found(entry, "tên văn bản khớp")
    return _Finding(
        "not_in_library", work_uri(cite.type, None, None, cite.issuer, title=cite.name or cite.text), reason="chưa có trong danh mục"
    )


def _by_title(cite: Citation, catalogue: Catalogue) -> Entry | None:
    name = fold(cite.name or "")
    if len(name.split()) < 4:
        return None
    found = catalogue.by_name(name)
    return found[0] if len(found) == 1 else None
