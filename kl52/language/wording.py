"""What users read on screen, in Vietnamese first, English by option (``data/wording.tsv``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from kl52.tables import read_table

LANGUAGES = ("vi", "en")
Say = Callable[..., str]


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, *words in read_table("wording.tsv")}


def speaker(language: str) -> Say:
    """A function that says a key in ``language``.

    >>> speaker("vi")("page", page=3), speaker("en")("page", page=3)
    ('tr. 3', 'p. 3')
    """
    column = LANGUAGES.index(language)

    def say(key: str, **values: object) -> str:
        return _table()[key][column].format(**values)

    return say
