"""``python -m models.train``: make the model in ``models/kl52-static-vi`` from ``../shared``.

A table with a vector for each syllable; the vector of a text is their mean. The table begins as
the singular vectors of the training articles (latent semantic analysis) and is then trained
with sentence-transformers' ranking loss: of a batch of pairs, each text must find its own
partner. Pairs: two related articles, title and text of an article, two parts of one article.
Seeded; the split by topic is ``models.codification``'s, and ``test`` is not read here.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.codification import Article, part, read_articles, related, telling_titles

HERE = Path(__file__).resolve().parent
TARGET = HERE / "kl52-static-vi"
ARTICLES = HERE.parent.parent / "shared" / "data" / "phapdien" / "articles.jsonl.xz"
UNKNOWN = "[UNK]"
RAREST = 3  # a syllable or number must stand this often in the training articles
LONGEST = 256  # tokens of a text that training looks at
SEED = 6

Ids = list[np.ndarray]


def new_tokenizer(articles: Sequence[Article]) -> Any:
    """Syllables, numbers and marks of the training articles; anything else is unknown."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({UNKNOWN: 0}, unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    seen: Counter[str] = Counter()
    for article in articles:
        normal = tokenizer.normalizer.normalize_str(article.whole)
        seen.update(word for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(normal))
    ranked = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
    kept = [word for word, count in ranked if count >= RAREST and word[0].isalnum()]
    words = {word: at for at, word in enumerate([UNKNOWN, *kept])}
    tokenizer.model = models.WordLevel(words, unk_token=UNKNOWN)
    return tokenizer


def encode(tokenizer: Any, texts: Sequence[str]) -> Ids:
    return [np.array(each.ids, dtype=np.int64) for each in tokenizer.encode_batch_fast(list(texts))]


def first_table(texts: Ids, size: int, width: int) -> np.ndarray:
    """Each token's weights in the strongest ``width`` topics of the texts, times its rarity."""
    from scipy import sparse
    from sklearn.utils.extmath import randomized_svd

    ends = np.cumsum([0] + [len(text) for text in texts])
    ids = np.concatenate(texts)
    counts = sparse.csr_matrix((np.ones(len(ids), np.float32), ids, ends), (len(texts), size))
    counts.sum_duplicates()
    rarity = np.log((len(texts) + 1) / (np.asarray((counts > 0).sum(0)).ravel() + 1))
    counts.data = 1 + np.log(counts.data)
    weighted = counts @ sparse.diags(rarity)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(1))).ravel().clip(1e-9)
    weighted = (sparse.diags(1 / lengths) @ weighted).tocsr().astype(np.float32)
    _, strength, topics = randomized_svd(weighted, width, n_iter=3, random_state=SEED)
    table = topics.T * strength**-0.5 * rarity[:, None]
    table *= rarity.mean() / np.linalg.norm(table, axis=1).mean() / np.sqrt(width)
    table[0] = 0
    return np.ascontiguousarray(table, dtype=np.float32)


class Pairs:
    """The pairs of each epoch, shuffled, as token ids."""

    def __init__(self, articles: Sequence[Article], tokenizer: Any, repeats: int) -> None:
        self.titles = encode(tokenizer, [article.title for article in articles])
        self.texts = encode(tokenizer, [article.text for article in articles])
        self.wholes = [np.concatenate(each) for each in zip(self.titles, self.texts, strict=True)]
        links = [(a, b) for a, others in related(articles).items() for b in others if a < b]
        self.plan = sorted(links) * repeats
        self.plan += [(place, -1) for place in telling_titles(articles)]
        self.plan += [(place, -2) for place, text in enumerate(self.texts) if len(text) > 40]

    def batches(self, size: int, chance: random.Random) -> Iterator[list[tuple[Any, Any]]]:
        """Batches in which no article stands twice."""
        plan = list(self.plan)
        chance.shuffle(plan)
        for start in range(0, len(plan) - size + 1, size):
            seen: set[int] = set()
            batch = []
            for a, b in plan[start : start + size]:
                if not seen & {a, b} - {-1, -2}:
                    seen |= {a, b}
                    batch.append(self._pair(a, b, chance))
            yield batch

    def _pair(self, a: int, b: int, chance: random.Random) -> tuple[Any, Any]:
        if b == -1:
            return self.titles[a], self.texts[a][:LONGEST]
        if b == -2:
            text = self.texts[a][: 2 * LONGEST]
            cut = chance.randrange(len(text) // 4, 3 * len(text) // 4)
            return text[:cut], text[cut:]
        pair = self.wholes[a][:LONGEST], self.wholes[b][:LONGEST]
        return pair if chance.random() < 0.5 else pair[::-1]


def features(texts: Sequence[np.ndarray]) -> dict[str, Any]:
    import torch

    starts = np.cumsum([0] + [len(text) for text in texts[:-1]])
    return {
        "input_ids": torch.from_numpy(np.concatenate(texts)),
        "offsets": torch.from_numpy(starts),
    }


def quality(table: np.ndarray, texts: Ids, links: dict[int, frozenset[int]]) -> float:
    """nDCG@10 of related articles, the queries being whole articles."""
    from benchmarks.ranking import mean_ndcg, normalised

    vectors = normalised(np.stack([table[text].mean(0) for text in texts]))
    return mean_ndcg(vectors, vectors, links)


def train(model: Any, pairs: Pairs, options: argparse.Namespace, judge: Any) -> None:
    """Adam with a warm-up and a linear decline, ``options.epochs`` times over the pairs."""
    import torch
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

    directions = ("query_to_doc", "doc_to_query")
    loss = MultipleNegativesRankingLoss(
        model, scale=20, directions=directions, partition_mode="per_direction"
    )
    adam = torch.optim.Adam(model.parameters(), lr=options.rate, betas=(0.9, 0.99))
    steps, step = options.epochs * (len(pairs.plan) // options.batch), 0
    chance, began = random.Random(SEED), time.monotonic()
    for epoch in range(options.epochs):
        for batch in pairs.batches(options.batch, chance):
            rate = options.rate * min(1, 10 * step / steps + 0.01, 1.02 - step / steps)
            adam.param_groups[0]["lr"] = rate
            adam.zero_grad()
            left, right = zip(*batch, strict=True)
            loss([features(left), features(right)], None).backward()
            adam.step()
            step += 1
        print(f"epoch {epoch + 1}: dev {judge():.4f}, {time.monotonic() - began:.0f} s", flush=True)


def finish(folder: Path) -> None:
    """Name the module as sentence-transformers 3 to 6 all know it; let everyone read the files."""
    modules = folder / "modules.json"
    listed = json.loads(modules.read_text(encoding="utf-8"))
    listed[0]["type"] = "sentence_transformers.models.StaticEmbedding"
    modules.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
    for file in folder.iterdir():
        file.chmod(0o644)


def main() -> None:
    parser = argparse.ArgumentParser(prog="models.train", description=__doc__)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--width", type=int, default=512)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--rate", type=float, default=0.001)
    parser.add_argument("--repeats", type=int, default=3, help="of related articles in an epoch")
    options = parser.parse_args()

    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(SEED)
    articles = read_articles(options.articles)
    learnt, held = part(articles, "train"), part(articles, "dev")
    tokenizer = new_tokenizer(learnt)
    pairs = Pairs(learnt, tokenizer, options.repeats)
    print(f"{len(learnt)} articles, {tokenizer.get_vocab_size()} tokens, {len(pairs.plan)} pairs")
    table = first_table(pairs.wholes, tokenizer.get_vocab_size(), options.width)
    module = StaticEmbedding(tokenizer, embedding_weights=table)
    model = SentenceTransformer(modules=[module], device="cpu")
    texts, links = encode(tokenizer, [each.whole for each in held]), related(held)

    def judge() -> float:
        return quality(module.embedding.weight.detach().numpy(), texts, links)

    print(f"before: dev {judge():.4f}", flush=True)
    train(model, pairs, options, judge)
    with torch.no_grad():
        module.embedding.weight[0] = 0  # what it does not know says nothing
    module.embedding.half()
    model.save(str(options.target), create_model_card=False)
    finish(options.target)


if __name__ == "__main__":
    main()
