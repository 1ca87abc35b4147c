"""The six things that an assignment must make clear ("6 rõ"), and which of them it does.

Directives of the Prime Minister since 2024 ask that work be handed out "rõ người, rõ việc, rõ thời
gian, rõ trách nhiệm, rõ sản phẩm, rõ thẩm quyền" (so Decision 2179/QĐ-TTg of 06/10/2025). No legal
text says when each is met; kl52 reads them so:

``person`` (rõ người)
    A lead is named. A group (``các sở, ban, ngành``) is a partial answer: nobody in it answers.
``work`` (rõ việc)
    A verb says what to do. Only "more of it" (``tăng cường``, ``đẩy mạnh``) is partial; a text
    without any verb that kl52 knows is not judged.
``time`` (rõ thời gian)
    A last day, or a period that comes round. ``Thường xuyên`` and ``khi có yêu cầu`` are partial.
``responsibility`` (rõ trách nhiệm)
    The one who leads is told from those who help: by ``chủ trì``, by a column of its own, or
    because nobody else takes part. Several leads, or a group, without that are partial.
``product`` (rõ sản phẩm)
    What is handed in: a named product, a report, a quantity.
``authority`` (rõ thẩm quyền)
    Who decides or to whom it goes: ``trình Ủy ban nhân dân tỉnh``, ``Quyết định của …``, or the
    lead itself (``ban hành``), or a paper that only one body can issue (a law, a decree: Law
    64/2025/QH15, article 4). ``cấp có thẩm quyền`` is partial: it is not said which. Judged only
    of papers, reports and what is submitted; whether other work needs a decision is not told.

Input: an obligation and its document. Output: :class:`Clarity`. A ban needs no time, product or
authority, a target no lead; in-force clauses need nothing: ``not_applicable``. A press item may
have left out what the plan says: what is missing there is ``not_assessed``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from kl52.language.lexicon import fold
from kl52.model import Document, Obligation
from kl52.obligations.assigning import (
    clarity_words,
    find_decider,
    has_author,
    is_group,
    is_slogan,
    issues_itself,
    main_verbs,
    submits,
)
from kl52.spans import Span

Name = Literal["person", "work", "time", "responsibility", "product", "authority"]
Verdict = Literal["stated", "partial", "absent", "not_applicable", "not_assessed"]
NAMES: tuple[Name, ...] = get_args(Name)
JUDGED: tuple[Verdict, ...] = ("stated", "partial", "absent")
_NEEDLESS: dict[str, tuple[Name, ...]] = {
    "execution": NAMES,
    "prohibition": ("time", "product", "authority"),
    "target": ("person", "responsibility", "authority"),
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the six; ``evidence`` are the words that state it, where they stand in the text."""

    name: Name
    verdict: Verdict
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Clarity:
    """The six criteria of one obligation, in the order of :data:`NAMES`."""

    obligation: str
    criteria: tuple[Criterion, ...]

    @property
    def lacks(self) -> tuple[Name, ...]:
        """What is not clear, in whole or in part."""
        return tuple(each.name for each in self.criteria if each.verdict in ("partial", "absent"))


def clarity(duty: Obligation, doc: Document) -> Clarity:
    """Which of the six an obligation states; of many in one document ask a :class:`Judge`.

    >>> from kl52.parsing import parse_document
    >>> words = "II. NHIỆM VỤ\\n1. Sở Y tế chủ trì lập Đề án kho thuốc, trình Ủy ban nhân dân tỉnh."
    >>> doc = parse_document(words.encode(), name="a.txt")
    >>> found = clarity(doc.obligations[0], doc)
    >>> found.lacks, found.criteria[5].evidence.of(doc.text.text)
    (('time',), 'trình Ủy ban nhân dân tỉnh')
    """
    return Judge(doc).clarity(duty)


class Judge:
    """Judges the obligations of one document; time grows linearly with them."""

    def __init__(self, doc: Document) -> None:
        self._doc, self._text = doc, doc.text.text
        self._by_id = {unit.id: unit for unit in doc.units}
        self._rows = sorted(
            (row for table in doc.text.tables for row in table.rows if any(map(len, row))),
            key=lambda row: min(span.start for span in row if len(span)),
        )
        self._starts = [min(span.start for span in row if len(span)) for row in self._rows]

    def clarity(self, duty: Obligation) -> Clarity:
        """The six criteria of ``duty``."""
        judged = [self._judge(name, duty) for name in NAMES]
        return Clarity(duty.id, tuple(judged))

    def _judge(self, name: Name, duty: Obligation) -> Criterion:
        led = duty.kind == "target" and bool(duty.lead)  # then it is somebody's all the same
        if name in _NEEDLESS.get(duty.kind, ()) and not led:
            return Criterion(name, "not_applicable")
        found: Criterion = getattr(self, f"_{name}")(duty)
        if duty.secondhand and found.verdict == "absent":
            return Criterion(name, "not_assessed")
        return found

    # -- the six ---------------------------------------------------------------------------------

    def _person(self, duty: Obligation) -> Criterion:
        named = [body for body in duty.lead if not is_group(body)]
        shown = (named or list(duty.lead))[:1]
        verdict: Verdict = "stated" if named else "partial" if duty.lead else "absent"
        return Criterion("person", verdict, self._where(shown[0].name, duty) if shown else None)

    def _work(self, duty: Obligation) -> Criterion:
        if duty.kind == "target":
            return self._quantity("work", duty) or Criterion("work", "not_assessed")
        main = main_verbs(duty.text)
        if not main:
            return Criterion("work", "not_assessed")
        verb = next((each for each in main if not is_slogan(each, duty.text)), None)
        shown = (verb or main[0]).span.shift(duty.span.start)
        return Criterion("work", "stated" if verb else "partial", shown)

    def _time(self, duty: Obligation) -> Criterion:
        due = duty.deadline
        if due is None:
            return Criterion("time", "absent")
        clear = bool(due.end or due.recurrence)
        return Criterion("time", "stated" if clear else "partial", self._where(due.text, duty))

    def _responsibility(self, duty: Obligation) -> Criterion:
        if not duty.lead:
            return Criterion("responsibility", "absent")
        role = re.search(clarity_words("role"), fold(duty.text))
        evidence = Span(*role.span()).shift(duty.span.start) if role else None
        alone = len(duty.lead) == 1 and not is_group(duty.lead[0])
        told = alone or (role is not None and len(duty.lead) == 1) or bool(duty.coordinate)
        if evidence is None and told:
            evidence = self._where(duty.lead[0].name, duty)
        return Criterion("responsibility", "stated" if told else "partial", evidence)

    def _product(self, duty: Obligation) -> Criterion:
        if duty.deliverable:
            return Criterion("product", "stated", self._where(duty.deliverable, duty))
        if (found := self._quantity("product", duty)) is not None:
            return found
        report = re.search(r"\bbáo cáo\b", fold(duty.text)) if duty.kind == "report" else None
        if report:
            return Criterion("product", "stated", Span(*report.span()).shift(duty.span.start))
        return Criterion("product", "absent")

    def _authority(self, duty: Obligation) -> Criterion:
        if found := find_decider(duty.text) or issues_itself(duty):
            return Criterion("authority", "stated", found.shift(duty.span.start))
        if duty.deliverable and has_author(duty.deliverable):
            return Criterion("authority", "stated", self._where(duty.deliverable, duty))
        if unnamed := re.search(clarity_words("unnamed"), fold(duty.text)):
            return Criterion("authority", "partial", Span(*unnamed.span()).shift(duty.span.start))
        asked = duty.kind == "report" or any(submits(duty.text))
        asked = asked or bool(re.search(clarity_words("paper"), fold(duty.deliverable or "")))
        return Criterion("authority", "absent" if asked else "not_assessed")

    def _quantity(self, name: Name, duty: Obligation) -> Criterion | None:
        if not duty.targets:
            return None
        return Criterion(name, "stated", self._where(duty.targets[0].text, duty))

    # -- evidence --------------------------------------------------------------------------------

    def _where(self, words: str, duty: Obligation) -> Span | None:
        """Where words stand: in the obligation, its row of the table, the headings above it."""
        parts = list(map(re.escape, words.split()))
        if not parts:
            return None
        pattern = re.compile(r"\s+".join(parts))
        for area in self._areas(duty):
            if match := pattern.search(self._text, area.start, area.end):
                return Span(*match.span())
        return None

    def _areas(self, duty: Obligation) -> Iterator[Span]:
        yield duty.span
        if (row := self._row(duty)) is not None:
            yield from (cell for cell in row if len(cell))
        elif duty.where == "table" and (line := self._doc.text.paragraph_at(duty.span.start)):
            yield line.span
        unit = self._by_id.get(duty.unit or "")
        while unit is not None:
            yield unit.head
            unit = self._by_id.get(unit.parent or "")

    def _row(self, duty: Obligation) -> tuple[Span, ...] | None:
        index = bisect_right(self._starts, duty.span.start) - 1
        row = self._rows[index] if index >= 0 else None
        return row if row and any(duty.span.start in cell for cell in row) else None


# -- a document ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """How many obligations state one of the six, of how many that could be judged.

    ``stated`` + ``partial`` + ``absent`` are those judged.
    """

    name: Name
    stated: int = 0
    partial: int = 0
    absent: int = 0
    not_applicable: int = 0
    not_assessed: int = 0

    @property
    def judged(self) -> int:
        return self.stated + self.partial + self.absent


@dataclass(frozen=True, slots=True)
class Profile:
    """``complete`` of the ``judged`` obligations that were judged on all six state all six."""

    obligations: int
    shares: tuple[Share, ...]
    complete: int
    judged: int


def profile(found: Iterable[Clarity]) -> Profile:
    """How clear a document is as a whole.

    >>> profile([]).shares[0].judged
    0
    """
    each = tuple(found)
    shares = []
    for at, name in enumerate(NAMES):
        verdicts = [one.criteria[at].verdict for one in each]
        shares.append(Share(name, *(verdicts.count(verdict) for verdict in get_args(Verdict))))
    whole = [one for one in each if all(c.verdict in JUDGED for c in one.criteria)]
    complete = sum(not one.lacks for one in whole)
    return Profile(len(each), tuple(shares), complete, len(whole))


def merge(found: Iterable[Clarity]) -> Clarity:
    """The clarity of one task that stands in several places: the best of each criterion."""
    each = tuple(found)
    ranks = {verdict: rank for rank, verdict in enumerate(get_args(Verdict))}
    columns = zip(*(one.criteria for one in each), strict=True)
    best = tuple(min(column, key=lambda c: ranks[c.verdict]) for column in columns)
    return Clarity(each[0].obligation, best)
