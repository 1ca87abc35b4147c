"""The citations of a document: every mention, with its place in the structure.

Input: :class:`~kl52.model.Text`, the header and the units. Output: a tuple of
:class:`~kl52.model.Citation` in text order, not yet resolved (state ``not_assessed``).
Guarantee: ``text.text[cite.span]`` is ``cite.text``; nothing of the document's own
number line or type line is a citation, but documents cited in its own title are.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from kl52.citations.amended import quotations
from kl52.citations.elsewhere import relate_elsewhere
from kl52.citations.mention import Mention
from kl52.citations.mentions import find_mentions
from kl52.citations.phrases import each_of
from kl52.citations.relations import Related, relate
from kl52.language.symbols import find_symbols
from kl52.model import Citation, Header, Text, Unit
from kl52.values import collecting, evolve


def find_citations(
    text: Text, header: Header | None = None, units: tuple[Unit, ...] = ()
) -> tuple[Citation, ...]:
    """The citations of ``text``, unresolved.

    >>> from kl52.parsing import text_of
    >>> text = text_of("Căn cứ Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư;")
    >>> cite, = find_citations(text)
    >>> cite.number, cite.date, cite.issuer, cite.relation
    ('52-KL/TW', '2019-05-30', 'Ban Bí thư', 'legal_basis')
    """
    with collecting(False):
        return _found(text, header or Header(), units)


def _found(text: Text, header: Header, units: tuple[Unit, ...]) -> tuple[Citation, ...]:
    alone = {
        paragraph.span.end: paragraph.span.start
        for paragraph in text.paragraphs
        if paragraph.cell is None and header.title is None
    }
    mentions = tuple(
        mention
        for mention in find_mentions(text.text, own_names(header))
        if not _own_header(mention, header)
        and not _is_deed(text.text, mention, header)
        and not _is_own_number(text.text, mention, header)
        and not _is_heading(text.text, mention, alone)
    )
    mentions = _settle(text, header, units, mentions)
    related = relate_elsewhere(text, relate(text.text, mentions))
    unit_index = _UnitIndex(units)
    return tuple(
        _citation(number, each, text, unit_index) for number, each in enumerate(related, start=1)
    )


def _own_header(mention: Mention, header: Header) -> bool:
    """The header's own number, type and date lines; mentions inside the title count."""
    inside = mention.span.start < header.span.end
    in_title = header.title_span is not None and mention.span.overlaps(header.title_span)
    in_signature = header.signature is not None and mention.span.overlaps(header.signature)
    return (inside and not in_title) or in_signature


def _is_deed(text: str, mention: Mention, header: Header) -> bool:
    """``quyết định này`` in a text that is no Quyết định, and promulgates none."""
    if mention.rule != "deictic" or mention.core.of(text).split()[0] not in _SMALL_OWN:
        return False
    own = {header.type, header.promulgates.type if header.promulgates else None}
    return mention.type not in own


_SMALL_OWN = frozenset(word.split()[0] for word in each_of("small-own"))


def _is_own_number(text: str, mention: Mention, header: Header) -> bool:
    """``Số: 40/VBHN-BCT`` alone on its line: a consolidated text has its number at the end."""
    if header.number is None or mention.number != header.number:
        return False
    before, after = (
        text[mention.span.start - 1 : mention.span.start],
        text[mention.span.end : mention.span.end + 1],
    )
    words = mention.span.of(text)
    return before == "\n" and after in ("\n", "") and words.startswith(("Số", "SỐ"))


def _settle(
    text: Text, header: Header, units: tuple[Unit, ...], mentions: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Mentions seen in the whole document: quoted ones, other programmes, the act's own name."""
    quoted = quotations(text.text)
    body = next((unit.span.start for unit in units if unit.kind not in ("paragraph", "row")), None)
    own = {symbol.canonical for symbol in find_symbols(header.title or "")}
    settled = []
    at = 0
    for mention in mentions:
        if mention.rule in ("deictic", "inner", "amended-part"):
            while at < len(quoted) and quoted[at].end <= mention.span.start:
                at += 1
            if at < len(quoted) and mention.span in quoted[at]:
                mention = evolve(mention, rule="quoted")
        elif mention.rule == "own-annex" and _implements_another(text.text, mention, own):
            mention = evolve(mention, rule="policy")
        elif (
            mention.rule == "future"
            and body is not None
            and mention.span.start < body
            and header.type in (mention.type, "Văn bản hợp nhất")
        ):
            continue  # «Thủ tướng Chính phủ ban hành Quyết định …»: the act names itself
        settled.append(mention)
    return tuple(settled)


def _implements_another(text: str, mention: Mention, own: set[str]) -> bool:
    """``Chương trình hành động của Chính phủ thực hiện Nghị quyết 45-NQ/TW`` in another's text."""
    following = re.match(
        r"\s+(?:thực hiện|triển khai)\s", text[mention.span.end : mention.span.end + 20]
    )
    if not following or not own:
        return False
    clause = re.split(r"[;.\n]", text[mention.span.end : mention.span.end + 100])[0]
    first = next(iter(find_symbols(clause)), None)
    return first is not None and first.canonical not in own


_BEFORE_HEADING = re.compile(r"(?:[Ss]ố:?\s*)?")
_LONGEST_BEFORE = len("Số: ")


def _is_heading(text: str, mention: Mention, alone: dict[int, int]) -> bool:
    """A mention that is a whole paragraph of a text without a header: a compiler's heading.

    ``alone`` are the starts of paragraphs by their ends.
    """
    if mention.kind != "numbered" and mention.rule != "own-annex":
        return False
    start = alone.get(mention.span.end)
    if start is None or mention.span.start - start > _LONGEST_BEFORE:
        return False
    return _BEFORE_HEADING.fullmatch(text, start, mention.span.start) is not None


def own_names(header: Header) -> tuple[str, ...]:
    """The names by which a document calls the plan or programme that it promulgates.

    >>> from kl52.model import Promulgated
    >>> title = "Đề án thư viện số thực hiện Chỉ thị số 1-CT/TW"
    >>> own_names(Header(promulgates=Promulgated("Đề án", title)))
    ('Đề án thư viện số thực hiện Chỉ thị số 1-CT/TW', 'Đề án thư viện số')
    """
    if header.promulgates is None:
        return ()
    title = header.promulgates.title
    names = {title, re.split(r"\s+(?:thực hiện|triển khai)\s", title)[0]}
    if title.casefold().startswith("chương trình hành động"):
        names.add("Chương trình hành động")
    return tuple(sorted((name for name in names if " " in name), key=len, reverse=True))


class _UnitIndex:
    """Finds the innermost unit of an offset."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self.units = sorted(units, key=lambda unit: (unit.span.start, -unit.span.end))
        self.starts = [unit.span.start for unit in self.units]
        self.by_id = {unit.id: unit for unit in units}

    def unit(self, at: int) -> str | None:
        """The id of the innermost unit around the offset ``at``."""
        index = bisect_right(self.starts, at) - 1
        unit = self.units[index] if index >= 0 else None
        while unit is not None and at not in unit.span:
            unit = self.by_id.get(unit.parent) if unit.parent else None
        return unit.id if unit else None


def _citation(number: int, related: Related, text: Text, unit_index: _UnitIndex) -> Citation:
    mention = related.mention
    span = mention.span
    return Citation(
        id=f"c{number}",
        span=span,
        text=span.of(text.text),
        kind=mention.kind,
        type=mention.type,
        number=mention.number,
        date=mention.date,
        issuer=mention.issuer,
        provision=mention.provision,
        relation=related.relation,
        cue=related.cue,
        within=f"c{related.within + 1}" if related.within is not None else None,
        unit=unit_index.unit(span.start),
        page=text.page_of(span.start),
        name=mention.name,
        plenum=mention.plenum,
        term=mention.term,
        repaired_from=mention.repaired_from,
        rule=mention.rule,
        bare=mention.bare,
        passive=related.passive,
    )
