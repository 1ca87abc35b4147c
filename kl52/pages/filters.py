"""The bodies that a page offers to choose from: whoever leads a task, each with a number."""

from __future__ import annotations

from collections.abc import Iterable

from kl52.language.lexicon import fold
from kl52.model import Obligation


class Bodies:
    """Names in the order in which they were met; one body under two spellings is one.

    >>> bodies = Bodies()
    >>> bodies.numbers(["Sở Y tế", "UBND tỉnh"]), bodies.numbers(["SỞ Y TẾ"]), bodies.names
    ((0, 1), (0,), ('Sở Y tế', 'UBND tỉnh'))
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._names)

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
