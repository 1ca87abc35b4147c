"""The app: its routes, and what begins and ends with it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from importlib.resources import files

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kl52.errors import Kl52Error
from kl52.language.wording import speaker
from kl52.library import Library
from kl52.serving import browsing, pages, reporting, uploading, words
from kl52.serving.context import Context
from kl52.serving.decisions import Decisions
from kl52.serving.downloads import Writer
from kl52.serving.guard import Guard
from kl52.serving.pages import refusal_page
from kl52.serving.settings import Settings
from kl52.serving.visitors import Visitors
from kl52.serving.words import Refusal, Refused
from kl52.serving.working import Workers

_SWEEP = 60.0  # seconds between two looks for sessions that nobody uses
_REFUSALS = {404: words.NOT_FOUND, 405: words.METHOD, 400: words.BAD_FORM}
_ROUTES = [
    Route("/", uploading.home),
    Route("/upload", uploading.send, methods=["POST"]),
    Route("/d/{id}", reporting.report),
    Route("/d/{id}/state", uploading.state),
    Route("/d/{id}/decide", reporting.decide, methods=["POST"]),
    Route("/d/{id}/keep", reporting.keep, methods=["POST"]),
    Route("/d/{id}/forget", uploading.forget, methods=["POST"]),
    Route("/d/{id}/word", reporting.word),
    Route("/d/{id}/tasks.xlsx", reporting.tasks),
    Route("/d/{id}/calendar.ics", reporting.calendar),
    Route("/d/{id}/page.html", reporting.one_page),
    Route("/favicon.ico", pages.icon),
    Route("/static/page.css", pages.page_asset),
    Route("/static/page.js", pages.page_asset),
    Route("/library", browsing.shelf),
    Route("/library/add", uploading.add, methods=["POST"]),
    Route("/library/document", browsing.document),
    Route("/library/body", browsing.body),
]


def make_app(settings: Settings, library: Library) -> ASGIApp:
    """The app behind its guard. It works between the startup and the shutdown of its lifespan."""
    static = StaticFiles(directory=str(files("kl52.serving").joinpath("static")))
    refusing = {Refused: _refused, HTTPException: _http, Kl52Error: _told, Exception: _broken}
    app = Starlette(
        routes=[*_ROUTES, Mount("/static", static)],
        lifespan=lambda app: _lifespan(app, settings, library),
        exception_handlers=refusing,  # type: ignore[arg-type]
    )
    app.state.root = settings.root_path
    return Guard(app, settings)


@contextlib.asynccontextmanager
async def _lifespan(app: Starlette, settings: Settings, library: Library) -> AsyncIterator[None]:
    bounds, say = settings.bounds, speaker("vi")
    decisions = Decisions(settings)
    context = Context(
        settings, library, say, Visitors(bounds), decisions,
        Workers(library, settings, decisions), Writer(library, say, bounds.reading),
        anyio.CapacityLimiter(max(1, 2 * bounds.workers)),
    )  # fmt: skip
    app.state.context = context
    await anyio.to_thread.run_sync(_warm, library)
    context.workers.start()
    sweeping = asyncio.create_task(_sweep(context.visitors))
    try:
        yield
    finally:
        sweeping.cancel()
        await anyio.to_thread.run_sync(context.workers.close)
        context.writer.close()
        context.visitors.close()


def _warm(library: Library) -> None:
    """What is made at the first use is made by one thread, before there are several."""
    from kl52.coverage import coverage
    from kl52.parsing import parse_document

    coverage(parse_document(b"1. kl52.", name="kl52.txt"), library)
    _ = library.tables


async def _sweep(visitors: Visitors) -> None:
    while True:
        await asyncio.sleep(_SWEEP)
        visitors.sweep()


# -- what went wrong -----------------------------------------------------------------------------


async def _refused(request: Request, error: Refused) -> Response:
    return refusal_page(error.refusal, request.app.state.root)


async def _http(request: Request, error: HTTPException) -> Response:
    known = _REFUSALS.get(error.status_code, words.BAD_FORM)
    return refusal_page(known, request.app.state.root)


async def _told(request: Request, error: Kl52Error) -> Response:
    """What kl52 says with its own words, for instance of a file of decisions that is broken."""
    reason, _, hint = str(error).partition(" → ")
    return refusal_page(Refusal(400, reason, hint), request.app.state.root)


async def _broken(request: Request, error: Exception) -> Response:
    return refusal_page(words.BROKEN, request.app.state.root)
