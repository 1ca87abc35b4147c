"""The page of a coverage: the answer, and the plan's tasks beside their sources.

In: a coverage and the library that it was made with. Out: a :class:`~kl52.pages.values.Page`; rows
stand in the order of the source, under its headings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from kl52.cascade import find_cascade, roots_of
from kl52.commenting.remarks import suggestion
from kl52.coverage.stubs import Stub, stubs_of
from kl52.coverage.summing import answer_lines
from kl52.coverage.values import Coverage, LocalLink, Row, RowState
from kl52.hops import subject_of
from kl52.language.wording import Say
from kl52.library import Library
from kl52.model import Document
from kl52.pages.coverage_notes import notes_of
from kl52.pages.faults import findings_of, flags_of, marks_of, worst_of
from kl52.pages.filters import Bodies
from kl52.pages.ladders import rungs_of
from kl52.pages.pictures import cascade_picture
from kl52.pages.quoting import decimal, place, task
from kl52.pages.texts import text_blocks
from kl52.pages.titles import about_lines, heading_of, warning_of
from kl52.pages.values import Figure, Group, Item, Link, Page, Quote, Section
from kl52.views.naming import Name, called, namer_of, place_of
from kl52.views.reasons import said
from kl52.views.sections import grouped, section_of

STATES: tuple[RowState, ...] = ("covered", "partial", "missing", "not_assessed")


def coverage_page(found: Coverage, library: Library, say: Say, lang: str = "vi") -> Page:
    """Everything that a coverage says, in the language of ``say``."""
    return _Making(found, library, say, lang).page()


class _Making:
    """What the parts of one page share: names, addresses, the bodies met so far."""

    def __init__(self, found: Coverage, library: Library, say: Say, lang: str) -> None:
        self.found, self.library, self.say, self.lang = found, library, say, lang
        self.plan = found.document
        self.name = _namer(found, library, say)
        self.bodies = Bodies()
        self.duties = {duty.id: duty for duty in self.plan.obligations}
        self.rows = [(f"r{number}", row) for number, row in enumerate(found.rows, 1)]
        self.flags = flags_of(found, say)

    def page(self) -> Page:
        found, say, plan = self.found, self.say, self.plan
        hops, _ = find_cascade(plan, self.library)
        subject = subject_of(plan)
        sources = {row.source.id for row in found.rows}
        above = {hop.above for hop in hops} - sources
        missing = {id for id in above if self.library.document(id) is None}
        findings = tuple(findings_of(found, self.rows, self.name, self.bodies, say, self.lang))
        stubs = {_key(stub.row): stub for stub in stubs_of(found)}
        items = {id: self._item(id, row, stubs.get(_key(row))) for id, row in self.rows}
        return Page(
            kind="coverage",
            title=say("html.coverage", name=heading_of(plan, say)),
            file=plan.source.name,
            about=about_lines(plan, say, map(self.name, found.against)),
            answer=tuple(answer_lines(found, say)),
            figures=tuple(_figures(found)) if found.against else (),
            rungs=rungs_of(subject, hops, self.name, say, roots=roots_of(subject, hops),
                           missing=missing),
            picture=cascade_picture(plan, subject, hops, self.library.catalogue, self.lang,
                                    missing=missing),
            groups=tuple(self._groups(items)),
            text=text_blocks(plan, list(marks_of(found, self.rows, say, self.lang)), say),
            worst=worst_of(findings),
            local_only=self._alone("local_only", found.local_only),
            not_assessed=self._alone("not_assessed", found.not_assessed),
            aside=tuple(items[id] for id, row in self.rows if not row.applicable),
            findings=findings,
            notes=notes_of(found, self.name, say, self.lang),
            bodies=self.bodies.named,
            warning=warning_of(plan, say),
            own=found.summary["local_obligations"],
            of=len(found.rows),
        )  # fmt: skip

    # -- tasks -----------------------------------------------------------------------------------

    def _groups(self, items: Mapping[str, Item]) -> Iterator[Group]:
        shown = [(id, row) for id, row in self.rows if row.applicable]
        for _, of_document in grouped(shown, lambda pair: pair[1].source.id):
            doc = of_document[0][1].source
            section = section_of(doc)
            of_sections = grouped(of_document, partial(_section_of, section))
            sections = tuple(
                Section(words or self.say("html.elsewhere"), tuple(items[id] for id, _ in pairs))
                for words, pairs in of_sections
            )
            yield Group(self.name(doc.id), sections, len(of_document))

    def _item(self, id: str, row: Row, stub: Stub | None) -> Item:
        local = [link.duty for link in row.local]
        leads = stub.lead if stub is not None else ()
        return Item(
            id=id,
            state=row.state,
            quote=task(row.duty, row.source, self.say, beside=[duty.text for duty in local]),
            beside=tuple(self._beside(link, row) for link in row.local if link.holds),
            near=tuple(self._beside(link, row) for link in row.local if not link.holds),
            bodies=self.bodies.numbers(leads) if leads else self.bodies.leads(local or [row.duty]),
            lacks=tuple(said(each, self.lang) for each in row.lacks),
            notes=tuple(self._notes(row)),
            stub=self._stub(stub) if stub is not None else None,
        )

    def _stub(self, stub: Stub) -> str:
        duty, doc = stub.row.duty, stub.row.source
        source = place(duty.unit, doc.page(duty.page), self.say, self.name(doc.id))
        words = suggestion(stub, self.say, self.lang)
        return self.say("html.stub", words=words, source=source)

    def _notes(self, row: Row) -> Iterator[str]:
        """Why it is in its state, where else it stands, what people decided, what changed above."""
        if row.state in ("missing", "not_assessed", "not_applicable"):
            yield said(row.why, self.lang)
        twins = [place_of(each.unit, self.say) for each in row.twins]
        if places := "; ".join(filter(None, twins)):
            yield self.say("html.twins", places=places)
        for each in row.reviewed:
            note = f": {each.note}" if each.note else ""
            yield self.say(f"coverage.reviewed.{each.verdict}", id=each.obligation) + note
        if row.suspect:
            yield self.say("html.suspect")

    def _beside(self, link: LocalLink, row: Row) -> Quote:
        duty = link.duty
        about = [self.say(f"overlap.{link.match.relation}"),
                 self.say("score", score=decimal(link.match.score, self.say))]  # fmt: skip
        if link.settled:
            about.append(self.say("html.settled"))
        return task(duty, self.plan, self.say, beside=[row.duty.text, *(t.text for t in row.twins)],
                    link=Link(duty.id, f"#{duty.id}"), about=" · ".join(about),
                    findings=self.flags.get(duty.id, ()))  # fmt: skip

    def _alone(self, state: str, ids: Sequence[str]) -> tuple[Item, ...]:
        """Tasks of the plan that stand beside nothing."""
        duties = [self.duties[id] for id in ids]
        return tuple(
            Item(
                id=f"l{duty.id}",
                state=state,
                quote=task(duty, self.plan, self.say, link=Link(duty.id, f"#{duty.id}"),
                           findings=self.flags.get(duty.id, ())),
                bodies=self.bodies.leads([duty]),
            )
            for duty in duties
        )  # fmt: skip


def _key(row: Row) -> tuple[str, str]:
    return row.source.id, row.duty.id


def _section_of(section: object, pair: tuple[str, Row]) -> str:
    return section(pair[1].duty.unit)  # type: ignore[operator,no-any-return]


def _namer(found: Coverage, library: Library, say: Say) -> Name:
    """Names as the plan's citations and the catalogue know them, else by the source's header."""
    known = namer_of(found.document, library.catalogue, say)
    sources: dict[str, Document] = {row.source.id: row.source for row in found.rows}

    def name(id: str) -> str:
        doc = sources.get(id)
        if doc is None or library.catalogue.by_id(id) is not None:
            return known(id)
        header = doc.header
        return called(header.type, header.number, header.date) or known(id)

    return name


def _figures(found: Coverage) -> Iterator[Figure]:
    summary, start = found.summary, 0
    for state in STATES:
        count = summary[state]
        yield Figure(state, count, summary["applicable"], start)
        start += count
