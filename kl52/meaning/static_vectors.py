"""Vectors of a static model: a row of a table for each token, and their mean for a text.

Input: a folder that sentence-transformers' ``StaticEmbedding`` wrote (``tokenizer.json`` and
``model.safetensors``). Output: the vectors that sentence-transformers would give, without
loading it or torch, which takes longer than all the rest of a trace.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np

_TABLE = "embedding.weight"
_TYPES = {"F16": "<f2", "F32": "<f4"}


class StaticEncoder:
    """An :class:`~kl52.meaning.Encoder` over the static model in ``folder``.

    Raises ``OSError`` where a file is missing and ``ValueError`` where one is damaged.
    """

    def __init__(self, folder: Traversable) -> None:
        from tokenizers import Tokenizer

        self.table = _read_table(folder.joinpath("model.safetensors").read_bytes())
        vocabulary = folder.joinpath("tokenizer.json").read_text(encoding="utf-8")
        try:
            self.tokenizer = Tokenizer.from_str(vocabulary)
        except Exception as error:  # the only class that its reader raises
            raise ValueError(f"tokenizer.json: {error}") from error
        if self.tokenizer.get_vocab_size() != len(self.table):
            raise ValueError("tokenizer.json does not belong to model.safetensors")

    def encode(self, sentences: Sequence[str], /) -> Any:
        """Vectors of shape (len(sentences), width) as float32; one of 0 where no token is known."""
        vectors = np.zeros((len(sentences), self.table.shape[1]), dtype=np.float32)
        for at, text in enumerate(sentences):
            # a lone surrogate, of a damaged file, is no text to the tokenizer
            readable = text.encode("utf-8", "replace").decode("utf-8")
            ids = self.tokenizer.encode(readable, add_special_tokens=False).ids
            if ids:  # each row once: memory does not grow with the text
                rows, counts = np.unique(ids, return_counts=True)
                shares = (counts / len(ids)).astype(np.float32)
                vectors[at] = shares @ self.table[rows].astype(np.float32)
        return vectors


def _read_table(content: bytes) -> Any:
    """The embedding table of a safetensors file: a length, a header in JSON, the numbers."""
    begin = 8 + int.from_bytes(content[:8], "little")
    try:
        entry = json.loads(content[8:begin])[_TABLE]
        start, end = entry["data_offsets"]
        numbers = np.frombuffer(content[begin + start : begin + end], _TYPES[entry["dtype"]])
        rows, width = entry["shape"]
        return numbers.reshape(rows, width)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"model.safetensors: {error}") from error
