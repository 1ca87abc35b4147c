"""The library in the browser: search, a document with its cascade and text, a body with its tasks.

What a user asks for is only ever compared with what the library holds: ids and names are values of
queries, never paths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from kl52.bodies import describe
from kl52.bodies.profile import Profile as Body
from kl52.graph.profiles import Profile, profile
from kl52.library import Library
from kl52.library.searching import Hit, search
from kl52.model import Document
from kl52.serving import words
from kl52.serving.context import context_of, show
from kl52.serving.words import Refused
from kl52.views.holdings import name_of
from kl52.views.naming import called, day, place_of

if TYPE_CHECKING:
    from kl52.language.wording import Say

T = TypeVar("T")
_HITS = 50
_STRETCH = 100  # things on one page
_LONGEST = 300  # letters of a query
_TASKS = "SELECT o.document, o.id, o.text, o.unit, o.page, o.due_end, o.deadline, r.role, r.name"
_OF_BODY = (
    f"{_TASKS} FROM roles r JOIN obligations o ON o.document = r.document AND o.id = r.obligation"
    " WHERE r.role IN ('lead', 'coordinate') AND (r.body = ? OR r.name = ?)"
    " AND o.duplicate_of IS NULL ORDER BY o.due_end IS NULL, o.due_end, o.document, o.start"
)


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """The things from ``first`` on, of ``total``.

    The stretch before it begins at ``before``, the one after it at ``after``.
    """

    shown: tuple[T, ...]
    first: int
    total: int
    before: int | None
    after: int | None


def stretch(things: Sequence[T], first: int) -> Stretch[T]:
    """
    >>> stretch(range(250), 100).after, stretch(range(250), 999).shown
    (200, ())
    """
    end = first + _STRETCH
    before = max(0, first - _STRETCH) if first else None
    after = end if end < len(things) else None
    return Stretch(tuple(things[first:end]), first, len(things), before, after)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in a list; of a search with the words around what was found.

    Of their pieces every second one is what was looked for.
    """

    id: str
    name: str
    title: str
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A document: its facts, its neighbours in the cascade, a stretch of its text."""

    about: Profile
    name: str
    above: tuple[tuple[Entry, str], ...]
    below: tuple[tuple[Entry, str], ...]
    text: Stretch[str]
    tasks: int


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a body in a document of the library."""

    document: Entry
    text: str
    where: str
    due: str
    leads: bool


async def shelf(request: Request) -> Response:
    """All documents, or those that hold the words looked for."""
    context = context_of(request)
    asked = request.query_params.get("q", "")[:_LONGEST].strip()
    if asked:
        hits = await context.compute(search, context.library.tables, asked, _HITS)
        return show(request, "library.html", asked=asked, found=[_hit(each) for each in hits],
                    listed=None, body=_known(asked))  # fmt: skip
    entries = await context.compute(_all, context.library)
    listed = stretch(entries, _number(request))
    return show(request, "library.html", asked="", found=None, listed=listed, body=None)


async def document(request: Request) -> Response:
    context = context_of(request)
    id = request.query_params.get("id", "")[:_LONGEST]
    made = await context.compute(_page, context.library, id, _number(request))
    return show(request, "document.html", page=made)


async def body(request: Request) -> Response:
    context = context_of(request)
    name = request.query_params.get("name", "")[:_LONGEST].strip()
    if not name:
        raise Refused(words.NOT_FOUND)
    profiles, tasks, closest = await context.compute(_body, context.library, name, context.say)
    return show(request, "body.html", name=name, profiles=profiles, closest=closest,
                tasks=stretch(tasks, _number(request)), day=day)  # fmt: skip


def _number(request: Request) -> int:
    digits = request.query_params.get("from", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else 0


def _known(name: str) -> str | None:
    """The words looked for, where they are the name of a body."""
    found = describe(name, date.today().isoformat())
    return name if found.profiles else None


def _hit(hit: Hit) -> Entry:
    pieces, at = [], 0
    for mark in hit.marks:
        pieces += [hit.snippet[at : mark.start], mark.of(hit.snippet)]
        at = mark.end
    name = called(hit.type, hit.number, hit.date)
    title = " ".join((hit.title or "").split())
    return Entry(hit.document, name, title, (*pieces, hit.snippet[at:]))


def _all(library: Library) -> list[Entry]:
    with library.tables.reading() as db:
        rows = db.execute(
            "SELECT id, type, number, date, title FROM documents ORDER BY date DESC, id"
        ).fetchall()
    return [
        Entry(id, called(type, number, on) or id, " ".join((title or "").split()))
        for id, type, number, on, title in rows
    ]


def _page(library: Library, id: str, first: int) -> Page:
    doc = library.document(id) if id.startswith("/akn/") else None
    if doc is None and library.catalogue.by_id(id) is None:
        raise Refused(words.NOT_FOUND)
    about = profile(library, id, date.today().isoformat())

    def ends(found: tuple[tuple[str, str], ...]) -> tuple[tuple[Entry, str], ...]:
        return tuple((_entry(id, library), relation) for id, relation in found)

    tasks = sum(count for kind, count in about.tasks.items() if kind != "execution")
    return Page(
        about, name_of(id, library), ends(about.above), ends(about.below),
        stretch(_paragraphs(doc), first), tasks,
    )  # fmt: skip


def _entry(id: str, library: Library) -> Entry:
    entry = library.catalogue.by_id(id)
    title = entry.title if entry is not None and entry.title else ""
    return Entry(id, name_of(id, library), " ".join(title.split()))


def _paragraphs(doc: Document | None) -> list[str]:
    if doc is None:
        return []
    text = doc.text.text
    said = (each.span.of(text).strip() for each in doc.text.paragraphs)
    return [each for each in said if each]


def _body(
    library: Library, name: str, say: Say
) -> tuple[tuple[Body, ...], list[Task], tuple[str, ...]]:
    found = describe(name, date.today().isoformat())
    ids = [each.id for each in found.profiles] or [""]
    with library.tables.reading() as db:
        rows = [row for id in ids for row in db.execute(_OF_BODY, (id or None, name)).fetchall()]
    tasks = [
        Task(
            Entry(document, name_of(document, library), ""),
            " ".join(text.split()),
            ", ".join(filter(None, (place_of(unit, say), say("page", page=page) if page else ""))),
            day(due) if due else " ".join((deadline or "").split()),
            role == "lead",
        )
        for document, _, text, unit, page, due, deadline, role, _ in dict.fromkeys(rows)
    ]
    return found.profiles, tasks, found.closest
