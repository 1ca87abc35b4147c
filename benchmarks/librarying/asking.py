"""``python -m benchmarks.librarying.asking LIBRARY FOLDER``: what questions to a library cost.

Out: JSON: for each question the least processor seconds of several times (:func:`ask` asks for it):
a neighbourhood and the cascade of a document of the chain (:mod:`benchmarks.librarying.corpus`), a
trace of a new plan under it, searches, and one document more beside parsing it alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import gold
from benchmarks.librarying.corpus import CHAIN, chained, read_corpus
from kl52.library import Library
from kl52.library.adding import add_files
from kl52.library.intake import read_packed
from kl52.library.places import find_candidates
from kl52.parsing import parse_document
from kl52.tracing import trace

_TIMES = 15
_MORE = 1_000_000  # places of documents that no size of the corpus has
PLAN = "/akn/vn/act/ke-hoach/ubnd-lang-son/2018-09-10/7303-kh-ubnd"
SEARCHES = {
    "a number": "7303/KH-UBND",
    "a phrase": '"kho dữ liệu dùng chung về đội ngũ trí thức"',
    "rare words": "tri thuc tre trong dung",
    "common words": "chuyển đổi số",
}


def ask(library: Path, folder: Path) -> dict[str, float]:
    """Ask in a process of its own, which has seen nothing before."""
    command = [sys.executable, "-m", __name__, str(library), str(folder)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    answers: dict[str, float] = json.loads(ran.stdout)
    return answers


def _least(question: Callable[[], object]) -> float:
    taken = []
    for _ in range(_TIMES):
        began = time.process_time()
        question()
        taken.append(time.process_time() - began)
    return min(taken)


def _asked(library: Path, folder: Path) -> dict[str, float]:
    held = Library(library)
    new = parse_document(
        chained(CHAIN - 1, number="7399/KH-UBND").encode(), name="new.txt", catalogue=held.catalogue
    )
    assert held.document(PLAN) is not None, "the chain is not in the library"
    assert any(each.sources for each in trace(new, held).obligations), "nothing is traced"
    found = {
        "neighbourhood": _least(lambda: held.graph(PLAN, depth=2)),
        "cascade": _least(lambda: held.cascade(PLAN)),
        "trace": _least(lambda: trace(new, Library(library))),
    }
    for name, words in SEARCHES.items():
        assert held.find(words), words
        found[f"search, {name}"] = _least(lambda words=words: held.find(words))
    return found | _one_more(library, folder)


def _one_more(library: Path, folder: Path) -> dict[str, float]:
    """One document more, and parsing it alone; the median of several, for they differ."""
    corpus = read_corpus(gold.shared())
    held = Library(library)
    count = len(held)
    alone, added = 0.0, 0.0
    for place in range(_MORE + count, _MORE + count + _TIMES + 1):
        file = folder / f"{place}.txt"
        file.write_text(corpus.text(place), encoding="utf-8")
        data = file.read_bytes()
        first = min(_taken(lambda data=data: read_packed(data, name="x.txt")) for _ in range(3))
        second = _taken(lambda file=file: _add(held, file))
        if place > _MORE + count:  # what is loaded the first time is not counted
            alone, added = alone + first, added + second
    return {"parsing one": alone / _TIMES, "adding one": added / _TIMES}


def _taken(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _add(library: Library, file: Path) -> None:
    (outcome,) = add_files(find_candidates([file]), library, sandboxed=False)
    assert outcome.state == "added", outcome


if __name__ == "__main__":
    print(json.dumps(_asked(Path(sys.argv[1]), Path(sys.argv[2]))))
