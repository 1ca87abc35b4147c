"""Answers: tuples of what was found that show themselves as a table.

In: values of one dataclass (:class:`~kl52.graph.cascades.Affected`,
:class:`~kl52.graph.gaps.Missing`, :class:`~kl52.graph.suspects.Suspect`) and what their documents
are called. Out: a tuple like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self, TypeVar

from kl52.displayed import Displayed

T = TypeVar("T")


class Answers(Displayed, tuple[T, ...]):
    """A tuple; ``names`` are the names of documents by id."""

    names: Mapping[str, str]

    def __new__(cls, found: Iterable[T] = (), names: Mapping[str, str] | None = None) -> Self:
        made = super().__new__(cls, found)
        made.names = dict(names or {})
        return made

    def _repr_html_(self) -> str:
        from kl52.views.displays import answers_html

        return answers_html(self)
