"""The rules that find citations, in words (``kl52/data/rules.tsv``).

Every rule id that a :class:`~kl52.citations.mention.Mention` can bear has a row: a sentence
that says what it takes, an example with the mention in ``[ ]``, and a counter-example.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kl52.tables import read_table


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar. ``vi`` and ``en`` say what it takes."""

    id: str
    vi: str
    en: str
    example: str
    counter: str


@cache
def rules() -> dict[str, Rule]:
    """All rules by id.

    >>> rules()["law"].example
    'Căn cứ [Luật Cán bộ, công chức ngày 13/11/2008];'
    """
    return {row[0]: Rule(*row) for row in read_table("rules.tsv")}
