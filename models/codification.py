"""The articles of the official codification: which part of the split each is in, what is related.

A topic (*đề mục*) is in one part as a whole: the SHA-256 of its name, modulo 10, is 0 or 1 for
``test``, 2 for ``dev``, anything else for ``train``. Some documents are codified under topics of
two parts; their articles are left out of ``train``, and so is every article whose text stands in
another part as well. A part holds no reference to another: related articles are those of the
same part.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_TITLE = re.compile(r"^Điều [\w.]+\.\s*")
_NUMBER = re.compile(r"số\s+([^\s,()]+)")


@dataclass(frozen=True, slots=True)
class Article:
    """An article; ``topic`` is its đề mục, ``document`` the number of the document it is from."""

    id: str
    topic: str
    title: str
    text: str
    document: str
    related: tuple[str, ...]

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}".strip()


def part_of(topic: str) -> str:
    """``train``, ``dev`` or ``test``.

    >>> part_of("Đề mục 39.7 Phòng, chống ma túy")
    'train'
    """
    rest = int(sha256(topic.encode()).hexdigest(), 16) % 10
    return "test" if rest < 2 else "dev" if rest == 2 else "train"


def read_articles(path: Path) -> list[Article]:
    """Every article of ``articles.jsonl.xz``, the first of each id."""
    found: dict[str, Article] = {}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            number = _NUMBER.search(row["source"])
            title = _TITLE.sub("", row["title"]).strip()
            document = number[1] if number else row["source"]
            article = Article(
                row["id"], row["topic"], title, row["text"], document, tuple(row["related"])
            )
            found.setdefault(article.id, article)
    return list(found.values())


def part(articles: Iterable[Article], name: str) -> list[Article]:
    """The articles of one part, in their order; ``train`` without what other parts hold too."""
    articles = list(articles)
    own = [article for article in articles if part_of(article.topic) == name]
    if name != "train":
        return own
    others = [article for article in articles if part_of(article.topic) != name]
    documents = {article.document for article in others}
    texts = {article.text for article in others}
    return [each for each in own if each.document not in documents and each.text not in texts]


def related(articles: Sequence[Article]) -> dict[int, frozenset[int]]:
    """By the place of an article, the places of those related to it, whichever of both says so."""
    at = {article.id: place for place, article in enumerate(articles)}
    found: dict[int, set[int]] = {}
    for place, article in enumerate(articles):
        for id in article.related:
            other = at.get(id)
            if other is not None and other != place:
                found.setdefault(place, set()).add(other)
                found.setdefault(other, set()).add(place)
    return {place: frozenset(found[place]) for place in sorted(found)}


def telling_titles(articles: Sequence[Article]) -> list[int]:
    """The places of articles whose title says what they are about, unlike ``Hiệu lực``."""
    times = Counter(article.title.casefold() for article in articles)
    return [
        place
        for place, article in enumerate(articles)
        if times[article.title.casefold()] <= 4 and len(article.title.split()) > 2
    ]
