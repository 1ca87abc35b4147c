"""Each task of the sources beside the local tasks that take it up.

Input: the plan, its sources, and the alignment of the plan's tasks with theirs. Output: a
:class:`~kl52.coverage.values.Row` for each source task, twins joined; states only where the
sources bind the body that plans. A task is taken up where a link is more likely right than not;
likely ones below that are shown beside a missing task. What is given to ministries and localities
at once, in a document whose annex says whose each task is, waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from kl52.alignment import Aligned, Vectors
from kl52.coverage.applicability import CENTRE, Applicability, applicability
from kl52.coverage.issuing import is_asked_for
from kl52.coverage.lacking import fields_lacking, parts_lacking
from kl52.coverage.values import LocalLink, Row
from kl52.model import Document, Obligation
from kl52.reviewing.settling import LinkKey


def rows_of(
    plan: Document,
    sources: Sequence[Document],
    aligned: Mapping[str, Aligned],
    settled: Set[LinkKey] = frozenset(),
) -> Iterator[Row]:
    """The rows of all sources, in their order; ``settled`` links hold whatever their score."""
    links = _links(plan, aligned, settled)
    vectors = Vectors([duty.text for doc in (plan, *sources) for duty in doc.obligations])
    for doc in sources:
        for duty, twins in _with_twins(doc):
            found = [link for each in (duty, *twins) for link in links.get((doc.id, each.id), ())]
            yield _row(plan, doc, duty, twins, _once(found), vectors)


def _links(
    plan: Document, aligned: Mapping[str, Aligned], settled: Set[LinkKey]
) -> dict[tuple[str, str], list[LocalLink]]:
    """The accepted links by document and obligation of the source."""
    found: dict[tuple[str, str], list[LocalLink]] = {}
    for duty in plan.obligations:
        for match in aligned[duty.id].accepted:
            above = (match.document, match.obligation)
            link = LocalLink(duty, match, (duty.id, *above) in settled)
            found.setdefault(above, []).append(link)
    return found


def _with_twins(doc: Document) -> Iterator[tuple[Obligation, tuple[Obligation, ...]]]:
    """Each task once: the annex row where there is one, with the sentences that say the same."""
    by_id = {duty.id: duty for duty in doc.obligations}
    twins: dict[str, list[Obligation]] = {}
    for duty in doc.obligations:
        twin = by_id.get(duty.duplicate_of or "")
        if twin is None:
            continue
        if _stands_for(twin, duty):
            twins.setdefault(twin.id, []).append(duty)
        elif duty.where == "table" != twin.where:  # one of several rows of a sentence
            twins.setdefault(duty.id, []).append(twin)
    joined = {each.id for group in twins.values() for each in group}
    for duty in doc.obligations:
        if duty.id not in joined:
            yield duty, tuple(dict.fromkeys(twins.get(duty.id, ())))


def _stands_for(twin: Obligation, duty: Obligation) -> bool:
    """A row stands for its sentence; of two sentences the earlier for the later."""
    if twin.where != duty.where:
        return twin.where == "table"
    return twin.span < duty.span and twin.duplicate_of == duty.id


def _once(found: Sequence[LocalLink]) -> tuple[LocalLink, ...]:
    """Each local task with its best link, the best first."""
    best: dict[str, LocalLink] = {}
    for link in sorted(found, key=lambda link: -link.match.score):
        best.setdefault(link.duty.id, link)
    return tuple(best.values())


def _waits(bound: Applicability, plan: Document, doc: Document) -> str | None:
    """Why only a person can tell whether a shared task is of the body that plans."""
    if bound.chosen:
        return f"{bound.why}; cần người xem có phải là cơ quan lập kế hoạch không"
    if not bound.shared:
        return None
    if plan.header.level in CENTRE:
        return f"{bound.why}; cần người xem phần nào là của cơ quan lập kế hoạch"
    if any(duty.where == "table" and duty.lead for duty in doc.obligations):
        return f"{bound.why}; phụ lục không phân công, cần người xem phần của địa phương"
    return None


def _row(
    plan: Document,
    doc: Document,
    duty: Obligation,
    twins: tuple[Obligation, ...],
    links: tuple[LocalLink, ...],
    vectors: Vectors,
) -> Row:
    bound = applicability(duty, plan, doc)
    local = [link.duty for link in links]
    if not bound.applies:
        return Row(doc, duty, twins, False, "not_applicable", links, (), bound.why)
    if not any(link.holds for link in links):
        if is_asked_for(duty, plan, doc):
            own = f"{plan.header.type} này chính là văn bản phải ban hành"
            return Row(doc, duty, twins, True, "covered", links, (), own)
        if why := _waits(bound, plan, doc):
            return Row(doc, duty, twins, True, "not_assessed", links, (), why)
        return Row(doc, duty, twins, True, "missing", links, (), bound.why)
    parts = parts_lacking(duty, local, vectors)
    lacks = (*(f"phần việc «{part}»" for part in parts), *fields_lacking(duty, local))
    return Row(doc, duty, twins, True, "partial" if parts else "covered", links, lacks, bound.why)
