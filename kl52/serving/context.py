"""What every route works with: the library, the workers, and who is asking."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

import anyio
import anyio.to_thread
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kl52.language.wording import Say
from kl52.library import Library
from kl52.serving import words
from kl52.serving.decisions import Decisions
from kl52.serving.downloads import Writer
from kl52.serving.guard import set_cookie
from kl52.serving.pages import page
from kl52.serving.settings import Settings
from kl52.serving.visitors import COOKIE, Visitor, Visitors
from kl52.serving.words import Refused
from kl52.serving.working import Workers

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """One for each app; ``hard`` bounds how many threads compute for requests at once."""

    settings: Settings
    library: Library
    say: Say
    visitors: Visitors
    decisions: Decisions
    workers: Workers
    writer: Writer
    hard: anyio.CapacityLimiter

    async def compute(self, function: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
        """Run what takes time beside the loop that answers everybody."""
        return await anyio.to_thread.run_sync(lambda: function(*args, **options), limiter=self.hard)


def context_of(request: Request) -> Context:
    found: Context = request.app.state.context
    return found


def visitor_of(request: Request) -> Visitor:
    """The session of a request; the same for all of it."""
    found: Visitor | None = getattr(request.state, "visitor", None)
    if found is None:
        visitors = context_of(request).visitors
        user = getattr(request.state, "user", None)
        found = request.state.visitor = visitors.visit(request.cookies.get(COOKIE), user)
    return found


def show(request: Request, template: str, **values: Any) -> Response:
    """A page for the visitor."""
    context, visitor = context_of(request), visitor_of(request)
    settings = context.settings
    response = page(
        template, root=settings.root_path, who=visitor.user, csrf=visitor.csrf, say=context.say,
        writable=settings.writable, settings=settings, **values,
    )  # fmt: skip
    if request.cookies.get(COOKIE) != visitor.id:
        set_cookie(response, COOKIE, visitor.id, settings)
    return response


def go(request: Request, path: str) -> Response:
    """On to another page of the app, after a form."""
    return RedirectResponse(context_of(request).settings.root_path + path, 303)


@asynccontextmanager
async def form_of(request: Request) -> AsyncIterator[FormData]:
    """A form of this session, whose files are given back in the end.

    Raises where it is none of this session, or takes too long.
    """
    bounds = context_of(request).settings.bounds
    try:
        with anyio.fail_after(bounds.sending):
            form = await request.form(
                max_files=bounds.above + 1, max_fields=16, max_part_size=bounds.form
            )
    except TimeoutError:
        raise Refused(words.SLOW_SENDING) from None
    try:
        visitor_of(request).check(form.get("csrf"))
        yield form
    finally:
        await form.close()
