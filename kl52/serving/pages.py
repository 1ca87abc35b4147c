"""The templates filled in: every value is text, none is markup.

They are filled in as the pages of :mod:`kl52.pages` are, which escapes all, and no template marks a
value as safe. A report is such a page, whose style and script are files here: the app allows none
within a page.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kl52 import __version__
from kl52.pages.rendering import SCRIPT, STYLE, TEMPLATES, asset, environment
from kl52.serving.views import View
from kl52.serving.words import Refusal

_MEDIA = {STYLE: "text/css", SCRIPT: "text/javascript"}


@cache
def _environment() -> Environment:
    shared = DictLoader({name: asset(name) for name in TEMPLATES})
    return environment(ChoiceLoader([PackageLoader("kl52.serving"), shared]))


def page(template: str, *, root: str, status: int = 200, **values: Any) -> Response:
    """A page; ``root`` stands before all links."""
    html = _environment().get_template(template).render(root=root, **values)
    return HTMLResponse(html, status)


def report_page(view: View, *, root: str, **values: Any) -> Response:
    """The page of a report, with what there is to decide at its places."""
    decide = _environment().get_template("decide.html").module.decide  # type: ignore[attr-defined]

    def extra(id: str) -> Markup:
        return Markup("").join(decide(each) for each in view.choices.get(id, ()))

    return page(
        "report.html", root=root, view=view, page=view.page, extra=extra, decide=decide,
        assets=f"{root}/static/", version=__version__, **values,
    )  # fmt: skip


def refusal_page(refusal: Refusal, root: str) -> Response:
    """What went wrong and what to do about it."""
    response = page("refused.html", root=root, status=refusal.status, refusal=refusal, who=None)
    if refusal.status in (429, 503):
        response.headers["Retry-After"] = "60"
    return response


async def page_asset(request: Request) -> Response:
    """The style and the script of the page of a report."""
    name = request.url.path.rsplit("/", 1)[-1]
    return Response(asset(name), media_type=_MEDIA[name])


async def icon(request: Request) -> Response:
    """What browsers ask for where a page names no picture of its own."""
    data = files("kl52.serving").joinpath("static", "icon.svg").read_bytes()
    return Response(data, media_type="image/svg+xml")
