"""The bodies that a page offers to choose from: whoever leads a task, each with a number."""

from __future__ import annotations

from collections.abc import Iterable

from kl52.catalogue.identity import slug
from kl52.language.lexicon import fold
from kl52.model import Obligation


class Bodies:
    """Each body with its number, in the order of the alphabet; two spellings of one are one.

    >>> bodies = Bodies()
    >>> bodies.numbers(["Sở Y tế", "Công an tỉnh"]), bodies.numbers(["SỞ Y TẾ"]), bodies.named
    ((0, 1), (0,), ((1, 'Công an tỉnh'), (0, 'Sở Y tế')))
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []

    @property
    def named(self) -> tuple[tuple[int, str], ...]:
        return tuple(sorted(enumerate(self._names), key=lambda each: (slug(each[1]), each[1])))

    def numbers(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._number(" ".join(name.split())) for name in names if name))

    def leads(self, duties: Iterable[Obligation]) -> tuple[int, ...]:
        """Who leads any of these tasks."""
        return self.numbers(body.name for duty in duties for body in duty.lead)

    def _number(self, name: str) -> int:
        key = fold(name)
        if key not in self._numbers:
            self._numbers[key] = len(self._names)
            self._names.append(name)
        return self._numbers[key]
