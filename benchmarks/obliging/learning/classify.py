"""Classifiers of clauses: spaCy's bag of words and its ensemble, and a logistic regression.

Input: examples. Output: a function from words to the probability of every label. All are
seeded, train on one core within seconds, and need no torch.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from benchmarks.obliging.learning.weak import LABELS
from benchmarks.obliging.learning.words import Words

Taught = tuple[Words, str]  # a clause's words, and its label
Classifier = Callable[[Sequence[Words]], np.ndarray]  # (clauses, labels), rows sum to 1
SEED = 57
_ROUNDS = {"bow": 12, "ensemble": 8}
_BATCH = 16
_BOW = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "ngram_size": 2,
    "no_output_layer": False,
    "length": 2**18,
}
_ENSEMBLE = {
    "@architectures": "spacy.TextCatEnsemble.v2",
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 64,
        "depth": 2,
        "embed_size": 4000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": False,
    },
    "linear_model": {**_BOW, "no_output_layer": True, "ngram_size": 1},
}
_MODELS = {"bow": _BOW, "ensemble": _ENSEMBLE}


def blank() -> Any:
    """An empty Vietnamese pipeline that does not ask for pyvi."""
    from spacy.lang.vi import Vietnamese

    return Vietnamese.from_config({"nlp": {"tokenizer": {"use_pyvi": False}}})


def batches(data: list[Any], rng: random.Random) -> Iterator[list[Any]]:
    """All of ``data`` once, in an order that only the seed decides."""
    rng.shuffle(data)
    for at in range(0, len(data), _BATCH):
        yield data[at : at + _BATCH]


def train(name: str, examples: Sequence[Taught]) -> Classifier:
    """``name``: ``bow``, ``ensemble`` (spaCy) or ``logistic`` (scikit-learn)."""
    return _logistic(examples) if name == "logistic" else _textcat(name, examples)


def _textcat(name: str, examples: Sequence[Taught]) -> Classifier:
    from spacy.tokens import Doc
    from spacy.training import Example
    from thinc.util import fix_random_seed

    fix_random_seed(SEED)
    nlp = blank()
    pipe = nlp.add_pipe("textcat", config={"model": _MODELS[name]})
    for label in LABELS:
        pipe.add_label(label)

    def made(words: Words) -> Any:
        return Doc(nlp.vocab, words=list(words))

    data = [
        Example.from_dict(made(words), {"cats": {label: float(label == one) for label in LABELS}})
        for words, one in examples
    ]
    optimizer = nlp.initialize(lambda: data[:50])
    rng = random.Random(SEED)
    for _ in range(_ROUNDS[name]):
        for batch in batches(data, rng):
            nlp.update(batch, sgd=optimizer, drop=0.2)

    def scores(clauses: Sequence[Words]) -> np.ndarray:
        docs = [pipe(made(words)) for words in clauses]
        return np.array([[doc.cats[label] for label in LABELS] for doc in docs])

    return scores


def _logistic(examples: Sequence[Taught]) -> Classifier:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(
        TfidfVectorizer(analyzer=_grams, sublinear_tf=True),
        LogisticRegression(C=30, class_weight="balanced", max_iter=300),
    )
    model.fit(*map(list, zip(*examples, strict=True)))
    places = [LABELS.index(label) for label in model.classes_]  # a rare label may be missing

    def scores(clauses: Sequence[Words]) -> np.ndarray:
        found = np.zeros((len(clauses), len(LABELS)))
        found[:, places] = model.predict_proba(list(clauses))
        return found

    return scores


def _grams(words: Words) -> list[str]:
    return [*words, *map(" ".join, zip(words, words[1:], strict=False))]
