"""A page as HTML, by the templates of ``kl52/data``.

In: a :class:`~kl52.pages.values.Page`. Out: HTML. Guarantee: whatever a document says is escaped,
and cannot turn the reading direction of the words beside it; a page of its own carries its style
and script, allows just these two by their hashes, and loads nothing. With ``assets`` it names
them as files, for a server that allows no inline script.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from kl52 import __version__
from kl52.drawing.svg import stylesheet
from kl52.language.wording import Say
from kl52.pages.values import Page

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

STYLE, SCRIPT = "page.css", "page.js"
TEMPLATES = ("page-base.html", "page-parts.html", "page-coverage.html", "page-trace.html")


def page_html(page: Page, say: Say, *, assets: str | None = None) -> str:
    """The whole page; ``assets`` is the address below which style and script are served."""
    template = _templates().get_template(f"page-{page.kind}.html")
    style, script = asset(STYLE), asset(SCRIPT)
    return template.render(
        page=page,
        version=__version__,
        say=say,
        assets=assets,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )


@cache
def _templates() -> Environment:
    from jinja2 import DictLoader

    return environment(DictLoader({name: asset(name) for name in TEMPLATES}))


def environment(loader: BaseLoader) -> Environment:
    """How pages are filled in: all is escaped, an unknown name is an error and not a blank."""
    from jinja2 import Environment, StrictUndefined

    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


# Characters that would turn the words around them, or that HTML cannot hold; none is a word.
_TURNING = dict.fromkeys(
    (
        *range(9),
        *range(0xB, 0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
)


def _shown(value: object) -> object:
    """A value as it is put into a template; what is markup already was made by a template."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return value.translate(_TURNING)
    return value


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
