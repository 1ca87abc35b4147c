"""kl52: document intelligence over Vietnamese directive cascades.

``parse_document`` reads one document as data, ``trace`` links each of its obligations to
its central source, ``build_graph`` gives the graph as networkx has it, ``load`` the same
stages as a spaCy pipeline.

Names are imported when they are first used, so that the command line starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kl52.catalogue import load_catalogue
    from kl52.graph import build_graph
    from kl52.library import Library
    from kl52.parsing import parse_document
    from kl52.pipeline import load
    from kl52.tracing import trace
    from kl52.views.displacy import displacy_options

_HOMES = {
    "Library": "library",
    "build_graph": "graph",
    "displacy_options": "views.displacy",
    "load": "pipeline",
    "load_catalogue": "catalogue",
    "parse_document": "parsing",
    "trace": "tracing",
}
__all__ = [
    "Library",
    "build_graph",
    "displacy_options",
    "load",
    "load_catalogue",
    "parse_document",
    "trace",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"kl52.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'kl52' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
