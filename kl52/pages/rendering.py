"""A page as HTML, by the templates of ``kl52/data``.

In: a :class:`~kl52.pages.values.Page`. Out: HTML. Guarantee: whatever a document says is escaped;
a page of its own carries its style and script, allows just these two by their hashes, and loads
nothing. With ``assets`` it names them as files, for a server that allows no inline script.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from kl52 import __version__
from kl52.drawing.svg import stylesheet
from kl52.language.wording import Say
from kl52.pages.values import Page

if TYPE_CHECKING:
    from jinja2 import Environment

STYLE, SCRIPT = "page.css", "page.js"


def page_html(page: Page, say: Say, *, assets: str | None = None) -> str:
    """The whole page; ``assets`` is the address below which style and script are served."""
    from markupsafe import Markup

    template = templates().get_template(f"page-{page.kind}.html")
    style, script = asset(STYLE), asset(SCRIPT)
    return template.render(
        page=page,
        version=__version__,
        say=say,
        assets=assets,
        style=Markup(style),
        script=Markup(script),
        picture=Markup(page.picture),
        policy=_policy(style, script),
    )


@cache
def templates() -> Environment:
    """The templates, with everything put into them escaped."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def asset(name: str) -> str:
    """A file of ``kl52/data``, its lines ending as a browser reads them.

    The styles of the page are those of pictures first, so that the page can change them.
    """
    found = resources.files("kl52").joinpath("data", name).read_text(encoding="utf-8")
    return f"{stylesheet()}\n{found}" if name == STYLE else found


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(words: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
