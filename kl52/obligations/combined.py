"""The cells of columns that serve two purposes: ``Thời gian, sản phẩm``, ``Chủ trì/phối hợp``.

Input: the words of such a cell and the roles that its head names. Output: the stretches of the
cell by role. Labels (``Chủ trì: …``) are followed first; else a time, the name of a body and the
words ``chủ trì`` and ``phối hợp`` tell the parts of a cell apart, and where nothing does, what
stands first belongs to the role named first. Nothing of a cell is lost, and nothing stands twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kl52.bodies import body_spans, match_body_at
from kl52.obligations.columns import Cells
from kl52.obligations.deadlines import parse_deadline
from kl52.obligations.labels import label_spans
from kl52.spans import Span

_OPENS_TIME = (
    r"(?:[Tt]rước|[Qq]u[ýí]|[Tt]háng|[Nn]gày|[Hh]ằng|[Hh]àng|[Gg]iai đoạn|[Nn]ăm|[Tt]hường xuyên|"
    r"[ĐđT]ến|[Tt]rong|[Tt]ừ|[Cc]hậm nhất|[Hh]oàn thành|[Hh]ết|[Đđ]ịnh kỳ|[Cc]uối|[Đđ]ầu|"
    r"[Kk]hi|[Ss]au khi|[Tt]heo)\b|\d{1,2}/|Q[1-4I]|20\d\d"
)
_TIME = re.compile(_OPENS_TIME)
# a cell without marks between its parts: a capital or a new line opens the time
_EDGE = re.compile(
    r"[;,()]|(?<=\s)[-–•+](?=\s)|\n(?=[A-ZĐ])|\s(?=(?:Trước|Quý|Tháng|Ngày|Hằng|Hàng|Giai đoạn|Năm|"
    r"Thường xuyên|Chậm nhất|Hoàn thành|Đến) )"
)
_TIME_WORDS = 25  # of a stretch that states a time
_TOGETHER = re.compile(r"[\s,;(\[-]*\bphối hợp\b[\s:)]*(?:(?:với|cùng)\b[\s:]*)?", re.IGNORECASE)
_IN_CHARGE = re.compile(r"[\s(\[]*\b(?:chủ trì|đầu mối)\b[\s:)\]]*", re.IGNORECASE)
_EDGES = " \t\n.;,:•+–-"


def divide(cell: str, roles: tuple[str, ...]) -> Cells:
    """The stretches of ``cell`` by role, offsets counted in it.

    >>> parts = divide("Quý II/2027; Sổ giếng", ("deadline", "product"))
    >>> {role: [span.of(cell) for span in spans] for role, spans in parts.items()
    ...     for cell in ["Quý II/2027; Sổ giếng"]}
    {'deadline': ['Quý II/2027'], 'product': ['Sổ giếng']}
    """
    if labelled := _labelled(cell, roles):
        return labelled
    found: dict[str, tuple[Span, ...]] = {}
    rest: tuple[Span, ...] = (Span(0, len(cell)),)
    left = tuple(role for role in roles if role != "deadline")
    if "deadline" in roles:
        timed, rest = _times(cell)
        if timed is not None:
            found["deadline"] = (timed,)
    for part in rest:
        for role, span in _parted(cell, part, left):
            found[role] = (*found.get(role, ()), span)
    return found


def cells_of(text: str, cell: Span, role: str) -> Iterator[tuple[str, Span]]:
    """A cell of a column with its role, that of a combined one in its parts."""
    if not len(cell):
        return
    if "+" not in role:
        yield role, cell
        return
    for one, spans in divide(cell.of(text), tuple(role.split("+"))).items():
        yield from ((one, span.shift(cell.start)) for span in spans)


def _labelled(cell: str, roles: tuple[str, ...]) -> Cells:
    found: dict[str, tuple[Span, ...]] = {}
    label = cell.partition(":")[0].strip(_EDGES)
    if any(letter.isupper() for letter in label[1:]):
        return {}  # «Sở Y tế chủ trì: …» names somebody, and is no label
    for role, span in label_spans(cell):
        if role not in roles:
            return {}  # a label of something else: what it says would be lost
        if len(span):
            found[role] = (*found.get(role, ()), span)
    return found


def _pieces(cell: str) -> Iterator[Span]:
    """The stretches between marks."""
    at = 0
    for edge in (*(Span(*match.span()) for match in _EDGE.finditer(cell)), None):
        end = edge.start if edge else len(cell)
        if cell[at:end].strip(_EDGES):
            yield _trimmed(cell, Span(at, end))
        at = edge.end if edge else end


def _times(cell: str) -> tuple[Span | None, tuple[Span, ...]]:
    """The stretch of a cell that says when, and what stands before and behind it."""
    timed = [piece for piece in _pieces(cell) if _is_time(piece.of(cell))]
    if not timed:
        return None, (Span(0, len(cell)),)
    when = timed[0]
    for piece in timed[1:]:  # "trước 15/6, 15/12 hằng năm"
        if cell[when.end : piece.start].strip(" ,()\n") or "\n" in cell[when.end : piece.start]:
            break
        when = Span(when.start, piece.end)
    around = (Span(0, when.start), Span(when.end, len(cell)))
    trimmed = (_trimmed(cell, part) for part in around)
    return when, tuple(part for part in trimmed if part.of(cell).strip(_EDGES + "()"))


def _is_time(words: str) -> bool:
    few = len(words.split()) <= _TIME_WORDS
    return few and bool(_TIME.match(words)) and parse_deadline(words) is not None


def _parted(cell: str, part: Span, roles: tuple[str, ...]) -> Iterable[tuple[str, Span]]:
    """The rest of a cell by the roles other than the time."""
    words = _trimmed(cell, part)
    if not len(words):
        return ()
    if "lead" in roles and "coordinate" in roles:
        return _who(cell, words)
    of_body = next((role for role in ("lead", "coordinate", "submit") if role in roles), None)
    if of_body is None or "product" not in roles:
        return ((roles[0], words),) if roles else (("deadline", words),)
    return _bodies_and_product(cell, words, of_body)


def _bodies_and_product(cell: str, words: Span, role: str) -> Iterator[tuple[str, Span]]:
    """``Sở Y tế, UBND xã Kia; Sổ giếng``: the names that open a stretch, and what is no name."""
    at = words.start
    for edge in (*re.finditer(r"[;\n]", words.of(cell)), None):
        end = words.start + edge.start() if edge else words.end
        piece = _trimmed(cell, Span(at, end))
        if len(piece):
            named = match_body_at(cell, piece.start)
            yield (role if named else "product"), piece
        at = end + 1


def _who(cell: str, words: Span) -> Iterator[tuple[str, Span]]:
    """Who leads and who helps."""
    together = _TOGETHER.search(cell, words.start, words.end)
    if together is None:
        yield from _first_leads(cell, words)
        return
    head = Span(words.start, together.start())
    behind = _trimmed(cell, Span(together.end(), words.end))
    charge = _IN_CHARGE.search(cell, head.start, head.end)
    lead = _trimmed(cell, Span(head.start, charge.start() if charge else head.end))
    helping = _trimmed(cell, Span(charge.end(), head.end)) if charge else Span(head.end, head.end)
    if not len(lead) and len(helping):  # "Chủ trì: Sở Y tế, phối hợp: …"
        lead, helping = helping, Span(head.end, head.end)
    if charge is None and not len(behind):  # "Sở Y tế; Công an tỉnh phối hợp"
        yield from _first_leads(cell, head)
        return
    yield from (("lead", lead),) if len(lead) else ()
    yield from (("coordinate", each) for each in (helping, behind) if len(each))


def _first_leads(cell: str, words: Span) -> Iterator[tuple[str, Span]]:
    """The bodies before the first semicolon lead; where there is none, the first body."""
    charge = _IN_CHARGE.search(cell, words.start, words.end)
    if charge and not cell[charge.end() : words.end].strip(_EDGES):
        words, charge = Span(words.start, charge.start()), None
    semicolon = cell.find(";", words.start, words.end)
    if charge:
        first, rest = Span(words.start, charge.start()), Span(charge.end(), words.end)
    elif semicolon >= 0:
        first, rest = Span(words.start, semicolon), Span(semicolon + 1, words.end)
    else:
        bodies = body_spans(cell, words.start, words.end)
        end = bodies[1].start if len(bodies) > 1 else words.end
        first, rest = Span(words.start, end), Span(end, words.end)
    for role, span in (("lead", first), ("coordinate", rest)):
        if len(trimmed := _trimmed(cell, span)):
            yield role, trimmed


def _trimmed(cell: str, span: Span) -> Span:
    """``span`` without marks at its edges; a bracket stays where its other half is inside."""
    words = span.of(cell)
    start = span.start + len(words) - len(words.lstrip(_EDGES + ")"))
    words = cell[start : span.end].rstrip(_EDGES)
    while words.endswith("(") or (words.endswith(")") and words.count("(") < words.count(")")):
        words = words[:-1].rstrip(_EDGES)
    if words.startswith("(") and words.count("(") > words.count(")"):
        bare = words[1:].lstrip(_EDGES)
        start, words = start + len(words) - len(bare), bare
    return Span(start, max(start, start + len(words)))
