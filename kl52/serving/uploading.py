"""The first page, and files coming in: each goes into the queue, and its page tells how far it is.

Nothing that a browser sends names a file of this machine: uploads are known by random ids, and only
to the session that sent them.
"""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kl52.serving import words
from kl52.serving.context import Context, context_of, form_of, go, show, visitor_of
from kl52.serving.settings import Bounds
from kl52.serving.uploads import Purpose, Sent, Upload, new_id, store
from kl52.serving.visitors import Visitor
from kl52.serving.words import Refused, mib


async def home(request: Request) -> Response:
    visitor, bounds = visitor_of(request), context_of(request).settings.bounds
    uploads = reversed(visitor.uploads.values())
    return show(request, "home.html", uploads=list(uploads), limit=mib(bounds.upload))


async def send(request: Request) -> Response:
    """A plan, and documents above it."""
    context, visitor = context_of(request), visitor_of(request)
    async with form_of(request) as form:
        _check_room(visitor, context.settings.bounds)
        main, *_ = await _sent(form, "plan", context, visitor) or (None,)
        if main is None:
            raise Refused(words.NO_FILE)
        above = await _sent(form, "above", context, visitor)
    upload = _queued(main, above, "report", context, visitor)
    return go(request, f"/d/{upload.id}")


async def add(request: Request) -> Response:
    """Documents for the library."""
    context, visitor = context_of(request), visitor_of(request)
    check_writable(context)
    async with form_of(request) as form:
        _check_room(visitor, context.settings.bounds)
        files = await _sent(form, "documents", context, visitor)
    if not files:
        raise Refused(words.NO_FILE)
    for each in files:
        _queued(each, (), "add", context, visitor)
    return go(request, "/")


async def state(request: Request) -> Response:
    """How far a file is, for the script of its page."""
    upload = visitor_of(request).upload(request.path_params["id"])
    ahead = context_of(request).workers.ahead(upload)
    return JSONResponse({"state": upload.state, "ahead": ahead if upload.state == "waiting" else 0})


async def forget(request: Request) -> Response:
    """Remove a file and its report at once."""
    visitor, id = visitor_of(request), request.path_params["id"]
    async with form_of(request):
        visitor.upload(id)
        visitor.forget(id)
    return go(request, "/")


def check_writable(context: Context) -> None:
    """Raises where nothing may be put into the library."""
    if context.settings.read_only:
        raise Refused(words.READ_ONLY)
    if not context.settings.writable:
        raise Refused(words.NO_LIBRARY)


def queue_for_library(upload: Upload, context: Context, visitor: Visitor) -> Upload:
    """The file of a report, once more for the library."""
    _check_room(visitor, context.settings.bounds)
    copy = store(visitor.home, upload.main.name, upload.main.data)
    return _queued(copy, (), "add", context, visitor)


def _check_room(visitor: Visitor, bounds: Bounds) -> None:
    if sum(not each.is_settled for each in visitor.uploads.values()) >= bounds.waiting:
        raise Refused(words.TOO_MANY)


async def _sent(form: FormData, field: str, context: Context, visitor: Visitor) -> tuple[Sent, ...]:
    """The files of a field, stored; raises for one that is too large."""
    most, found = context.settings.bounds.upload, []
    for each in form.getlist(field):
        if not isinstance(each, UploadFile) or not each.filename:
            continue
        data = await each.read(most + 1)
        if len(data) > most:
            raise Refused(words.too_large(most))
        found.append(store(visitor.home, each.filename, data))
    return tuple(found)


def _queued(
    main: Sent, above: tuple[Sent, ...], purpose: Purpose, context: Context, visitor: Visitor
) -> Upload:
    upload = Upload(new_id(), main, above, purpose)
    try:
        context.workers.submit(upload)
    except Refused:
        upload.erase()
        raise
    context.visitors.hold(visitor, upload)
    return upload
