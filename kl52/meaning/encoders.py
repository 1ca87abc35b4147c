"""Sentence vectors: how near two obligations are in meaning.

An :class:`Encoder` is anything that turns texts into vectors. :func:`bundled_encoder` is the
model that comes with kl52, which needs no torch; :func:`load_encoder` gives one from a folder
or a name that sentence-transformers knows. Nothing is downloaded: a model that does not lie on
this machine is an error that says so.

In ``kl52 trace`` the cosine of the vectors stands in each match under ``why.meaning``; it does
not count in the score, which was not set on it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, Protocol

from kl52.errors import UsageError

BUNDLED = "kl52-static-vi"


class Encoder(Protocol):
    """Turns texts into vectors of one length, a row for each text."""

    def encode(self, sentences: Sequence[str], /) -> Any: ...


Choice = Encoder | Literal["bundled"] | None


def chosen(encoder: Choice) -> Encoder | None:
    """The encoder that a caller chose: its own, ``"bundled"`` or none."""
    return bundled_encoder() if encoder == "bundled" else encoder


def models_root() -> Traversable:
    """The folder of the bundled models, in a checkout and when installed."""
    checkout = Path(__file__).parents[2] / "models"
    return checkout if checkout.is_dir() else files("kl52_models")


@cache
def bundled_encoder() -> Encoder:
    """The Vietnamese model that comes with kl52; its card is ``models/kl52-static-vi/README.md``.

    >>> bundled_encoder().encode(["chuyển đổi số", ""]).shape
    (2, 512)
    """
    from kl52.meaning.static_vectors import StaticEncoder

    try:
        return StaticEncoder(models_root() / BUNDLED)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"mô hình đi kèm ({BUNDLED}) hỏng hoặc thiếu tệp: cài lại kl52, hoặc dùng --model none"
        ) from error


def load_encoder(name: str | Path) -> Encoder:
    """The sentence-transformers model in folder ``name``, or of that name in the local cache.

    The name of the bundled model gives :func:`bundled_encoder`.

    Raises :class:`~kl52.errors.UsageError` where it is not on this machine.
    """
    if str(name) == BUNDLED:
        return bundled_encoder()
    missing = f"không có mô hình {name} trên máy này; tải về trước rồi cho đường dẫn thư mục"
    if not str(name).strip():
        raise UsageError("thiếu tên mô hình: cho đường dẫn thư mục của mô hình")
    for switch in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):  # read when the libraries load
        os.environ[switch] = "1"
    for library in ("huggingface_hub", "transformers", "sentence_transformers"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(str(name), device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise UsageError(missing) from error
    except Exception as error:  # damaged files raise whatever their format's reader raises
        raise UsageError(f"mô hình {name} hỏng hoặc thiếu tệp: {type(error).__name__}") from error
    return _Encoder(model)


class _Encoder:
    """A sentence-transformers model seen as an :class:`Encoder`."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def encode(self, sentences: Sequence[str], /) -> Any:
        return self.model.encode(list(sentences), show_progress_bar=False)


def similarities(encoder: Encoder, texts: Sequence[str], others: Sequence[str]) -> Any:
    """Cosines of shape (len(texts), len(others)), each from -1 to 1."""
    import numpy as np

    rows, columns = (
        np.asarray(encoder.encode(list(each)), dtype=float) for each in (texts, others)
    )
    rows /= np.linalg.norm(rows, axis=1, keepdims=True).clip(min=1e-12)
    columns /= np.linalg.norm(columns, axis=1, keepdims=True).clip(min=1e-12)
    return rows @ columns.T
