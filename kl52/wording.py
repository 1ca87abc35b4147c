"""What users read on screen, in Vietnamese first, English by option (``data/wording.tsv``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

LANGUAGES = ("vi", "en")
Say = Callable[..., str]


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table = {}
    for line in files("kl52").joinpath("data/wording.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "key\t")):
            key, *words = line.split("\t")
            table[key] = tuple(words)
    return table


def speaker(language: str) -> Say:
    """A function that says a key in ``language``.

    >>> speaker("vi")("page", page=3), speaker("en")("page", page=3)
    ('tr. 3', 'p. 3')
    """
    column = LANGUAGES.index(language)

    def say(key: str, **values: object) -> str:
        return _table()[key][column].format(**values)

    return say
