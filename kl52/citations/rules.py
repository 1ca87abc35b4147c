"""What the rules that find and relate citations are, for people.

The tables of ``kl52/data``: ``rules.tsv`` has the rules, ``cues.tsv`` the words that tell how two
documents are related, ``phrases.tsv`` the lists of words that the rules look for. A rule's id
stands in :attr:`~kl52.model.Citation.rule`. In its example the mention that it takes stands in
brackets; in the counter-example, which looks alike, the rule takes nothing.
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


@dataclass(frozen=True, slots=True)
class CueRow:
    """Words that tell a relation; ``reach``: how far behind them the citation may stand."""

    relation: str
    pattern: str
    reach: str
    example: str
    counter: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of words; ``vi`` and ``en`` say what it is for."""

    name: str
    vi: str
    en: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that is told of how citations are found and related."""

    rules: tuple[Rule, ...]
    cues: tuple[CueRow, ...]
    lists: tuple[WordList, ...]

    def named(self, id: str) -> Grammar:
        """The rule, the list, or the cues of the relation that ``id`` names.

        >>> [each.id for each in grammar().named("law").rules]
        ['law']
        """
        return Grammar(
            tuple(each for each in self.rules if each.id == id),
            tuple(each for each in self.cues if each.relation == id),
            tuple(each for each in self.lists if each.name == id),
        )

    def is_empty(self) -> bool:
        return not (self.rules or self.cues or self.lists)


@cache
def rules() -> dict[str, Rule]:
    """All rules by id.

    >>> rules()["law"].example
    'Căn cứ [Luật Cán bộ, công chức ngày 13/11/2008];'
    """
    return {row[0]: Rule(*row) for row in read_table("rules.tsv")}


def grammar() -> Grammar:
    """The three tables as values."""
    lists = (
        WordList(name, vi, en, split_phrases(phrases))
        for name, vi, en, phrases in read_table("phrases.tsv")
    )
    cues = (CueRow(*row) for row in read_table("cues.tsv"))
    return Grammar(tuple(rules().values()), tuple(cues), tuple(lists))


def split_phrases(phrases: str) -> tuple[str, ...]:
    """The phrases of a list; one that holds a choice of its own in brackets stays whole.

    >>> split_phrases("từ|cụ thể h(?:óa|oá)")
    ('từ', 'cụ thể h(?:óa|oá)')
    """
    found, depth = [""], 0
    for letter in phrases:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    return tuple(found)
