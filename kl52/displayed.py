"""What shows itself in a notebook, beside its plain name in a terminal.

A class gives ``_repr_html_``; :class:`Displayed` adds the bundle that notebooks ask for first,
whose plain text is one line: the ``repr`` of a coverage is as long as its documents.
"""

from __future__ import annotations

from typing import Any


class Displayed:
    """Shows itself by ``_repr_html_``."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        raise NotImplementedError

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": f"<kl52 {type(self).__name__}>"}
