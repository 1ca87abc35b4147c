"""``python -m benchmarks.librarying.asking LIBRARY FOLDER``: what questions to a library cost.

Out: JSON: for each question the least processor seconds of several times (:func:`ask` asks for it):
a neighbourhood and the cascade of a document of the chain (:mod:`benchmarks.librarying.corpus`), a
trace of a new plan under it, and searches. ``add`` and ``parse`` behind these: the mean of adding
some documents, one after the other, or of parsing the same ones alone.
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

_TIMES = 30
_LOADING = 5
_MORE = 1_000_000  # places of documents that no size of the corpus has
PLAN = "/akn/vn/act/ke-hoach/ubnd-lang-son/2018-09-10/7303-kh-ubnd"
SEARCHES = {
    "a number": "7303/KH-UBND",
    "a phrase": '"kho dữ liệu dùng chung về đội ngũ trí thức"',
    "rare words": "tri thuc tre trong dung",
    "common words": "chuyển đổi số",
}


def ask(library: Path, folder: Path, what: str = "ask") -> dict[str, float]:
    """Ask in a process of its own, which has seen nothing before."""
    command = [sys.executable, "-m", __name__, str(library), str(folder), what]
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


def _asked(library: Path) -> dict[str, float]:
    held = Library(library)
    new = parse_document(
        chained(CHAIN - 1, number="7399/KH-UBND").encode(), name="new.txt", catalogue=held.catalogue
    )
    assert held.document(PLAN) is not None, "the chain is not in the library"
    assert any(each.sources for each in trace(new, held).obligations), "nothing is traced"
    found = {
        "documents": float(len(held)),
        "neighbourhood": _least(lambda: held.graph(PLAN, depth=2)),
        "cascade": _least(lambda: held.cascade(PLAN)),
        "trace": _least(lambda: trace(new, Library(library))),
    }
    for name, words in SEARCHES.items():
        assert held.find(words), words
        found[f"search, {name}"] = _least(lambda words=words: held.find(words))
    return found


def _one_more(library: Path, folder: Path, what: str) -> dict[str, float]:
    """Add documents one by one, or only parse them; the first ones load what is then there."""
    corpus, held = read_corpus(gold.shared()), Library(library)
    assert len(held)  # opening it is no part of adding
    taken = []
    for place in range(_MORE, _MORE + _TIMES + _LOADING):
        file = folder / f"{place}.txt"
        file.write_text(corpus.text(place), encoding="utf-8")
        began = time.process_time()
        if what == "parse":
            read_packed(file.read_bytes(), name=file.name)
        else:
            (outcome,) = add_files(find_candidates([file]), held, sandboxed=False)
            assert outcome.state == "added", outcome
        taken.append(time.process_time() - began)
    return {what: sum(taken[_LOADING:]) / _TIMES}


if __name__ == "__main__":
    at, beside, question = sys.argv[1:]
    answers = _asked(Path(at)) if question == "ask" else _one_more(Path(at), Path(beside), question)
    print(json.dumps(answers))
