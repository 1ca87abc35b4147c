"""The templates filled in: every value is text, none is markup.

jinja2 escapes all that is filled in, and no template marks a value as safe; a name that a template
expects and does not get is an error, not a blank.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from kl52.serving.words import Refusal


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kl52.serving"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, *, root: str, status: int = 200, **values: Any) -> Response:
    """A page; ``root`` stands before all links."""
    html = _environment().get_template(template).render(root=root, **values)
    return HTMLResponse(html, status)


def refusal_page(refusal: Refusal, root: str) -> Response:
    """What went wrong and what to do about it."""
    response = page("refused.html", root=root, status=refusal.status, refusal=refusal, who=None)
    if refusal.status in (429, 503):
        response.headers["Retry-After"] = "60"
    return response
