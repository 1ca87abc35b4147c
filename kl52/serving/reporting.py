"""The report of a file: shown, decided on, taken along, put into the library."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from kl52.pages import coverage_page, page_html
from kl52.serving import words
from kl52.serving.comparisons import Comparison, compare_again
from kl52.serving.context import Context, context_of, form_of, go, show, visitor_of
from kl52.serving.decisions import decided
from kl52.serving.downloads import CALENDAR, EXCEL, HTML, WORD, attachment
from kl52.serving.pages import report_page
from kl52.serving.uploading import check_writable, queue_for_library
from kl52.serving.uploads import Upload
from kl52.serving.views import view_of
from kl52.serving.visitors import Visitor
from kl52.serving.words import Refused


async def report(request: Request) -> Response:
    """The report, or how far it is."""
    context = context_of(request)
    upload = visitor_of(request).upload(request.path_params["id"])
    comparison = upload.comparison
    if comparison is None:
        ahead = context.workers.ahead(upload)
        return show(request, "progress.html", upload=upload, ahead=ahead)
    visitor = visitor_of(request)
    return await context.compute(_shown, context, visitor, upload, comparison)


def _shown(context: Context, visitor: Visitor, upload: Upload, comparison: Comparison) -> Response:
    """The page; what is on it is put together once for each comparison."""
    if upload.shown is None or upload.shown[0] is not comparison:
        upload.shown = comparison, view_of(comparison, context.library, context.say)
    settings = context.settings
    return report_page(
        upload.shown[1], root=settings.root_path, upload=upload, csrf=visitor.csrf,
        who=visitor.user, say=context.say, writable=settings.writable,
        is_word=upload.main.name.lower().endswith(".docx"),
    )  # fmt: skip


async def decide(request: Request) -> Response:
    """Accept or reject a link or a finding: the button that was pressed says which."""
    context, visitor = context_of(request), visitor_of(request)
    async with form_of(request) as form:
        upload, comparison = _done(request)
        pressed = [name for name in ("accept", "reject") if form.get(name)]
        if len(pressed) != 1:
            raise Refused(words.BAD_FORM)
        verdict, key, note = pressed[0], str(form[pressed[0]]), str(form.get("note", ""))
    await context.compute(_decide, context, visitor, upload, comparison, key, verdict, note)
    return go(request, f"/d/{upload.id}#{quote(key, safe='')}")


def _decide(
    context: Context,
    visitor: Visitor,
    upload: Upload,
    comparison: Comparison,
    key: str,
    verdict: str,
    note: str,
) -> None:
    decision = decided(comparison.found, key, verdict, note, visitor.user)
    against = comparison.found.against
    decisions = context.decisions.add(decision, upload.main.sha256, visitor.home, against)
    upload.comparison = compare_again(comparison, context.library, decisions)


async def word(request: Request) -> Response:
    upload, comparison = _done(request)
    writer = context_of(request).writer
    data = await context_of(request).compute(writer.word, upload.main, comparison)
    return attachment(data, WORD, upload.main.name, " - nhận xét.docx")


async def tasks(request: Request) -> Response:
    return await _made(request, context_of(request).writer.tasks, EXCEL, " - phân công.xlsx")


async def calendar(request: Request) -> Response:
    return await _made(request, context_of(request).writer.calendar, CALENDAR, " - thời hạn.ics")


async def one_page(request: Request) -> Response:
    """The report as one file, for whoever gets no address."""
    context = context_of(request)

    def made(comparison: Comparison) -> bytes:
        page = coverage_page(comparison.found, context.library, context.say)
        return page_html(page, context.say).encode()

    return await _made(request, made, HTML, " - rà soát.html")


async def _made(
    request: Request, make: Callable[[Comparison], bytes], media_type: str, ending: str
) -> Response:
    upload, comparison = _done(request)
    data = await context_of(request).compute(make, comparison)
    return attachment(data, media_type, upload.main.name, ending)


async def keep(request: Request) -> Response:
    """Put the document of a report into the library."""
    context = context_of(request)
    check_writable(context)
    async with form_of(request):
        upload, _ = _done(request)
        queue_for_library(upload, context, visitor_of(request))
    return go(request, "/")


def _done(request: Request) -> tuple[Upload, Comparison]:
    upload = visitor_of(request).upload(request.path_params["id"])
    if upload.comparison is None:
        raise Refused(words.NOT_FOUND)
    return upload, upload.comparison
