"""The bundled model: vectors equal to sentence-transformers' without loading it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.errors import UsageError
from kl52.meaning import BUNDLED, bundled_encoder, load_encoder, similarities
from kl52.meaning.encoders import models_root
from kl52.meaning.static_vectors import StaticEncoder

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "models" / BUNDLED
TEXTS = (
    "Sở Nội vụ chủ trì xây dựng kế hoạch chuyển đổi số.",
    unicodedata.normalize("NFD", "Sở Nội vụ chủ trì xây dựng kế hoạch chuyển đổi số."),
    "SỞ NỘI VỤ CHỦ TRÌ XÂY DỰNG KẾ HOẠCH CHUYỂN ĐỔI SỐ",
    "Thực hiện Kế hoạch số 15/KH-UBND ngày 02/3/2031",
    "kế hoạch " * 5000 + "báo cáo",
    "báo cáo\x00kết\u200b quả\ufeff",
    "İstanbul ΑΣ ß quy_định １２３ 💥 quy định",
    "\tkế\r\nhoạch\u00a0báo\u2028cáo\n",
    "𝔨ế hoạch",
    "quy" * 30_000 + " quy",
)
NOTHING = ("", "   \n", "💥💥", "qzxw" * 10_000, "\u0301\u0323", "\ud800")


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    return np.einsum("ij,ij->i", left, right) / lengths


def same(texts: list[str]) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(MODEL), device="cpu", local_files_only=True)
    theirs = np.asarray(model.encode(texts, show_progress_bar=False), dtype=float)
    ours = np.asarray(bundled_encoder().encode(texts), dtype=float)
    assert ours.shape == theirs.shape
    known = np.abs(theirs).max(axis=1) > 0
    assert (known == (np.abs(ours).max(axis=1) > 0)).all()
    assert (cosines(ours[known], theirs[known]) > 1 - 1e-5).all()
    assert np.abs(ours - theirs).max() < 1e-3


def test_vectors_are_those_of_sentence_transformers() -> None:
    same([*TEXTS, *NOTHING[:-1]])


def test_so_are_those_of_many_texts() -> None:
    words = list(json.loads((MODEL / "tokenizer.json").read_text("utf-8"))["model"]["vocab"])
    chance = np.random.default_rng(6)
    same([" ".join(chance.choice(words, size)) for size in chance.integers(1, 400, 300)])


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_has_a_finite_vector(text: str) -> None:
    (vector,) = bundled_encoder().encode([text])
    assert np.isfinite(vector).all()


def test_text_of_which_nothing_is_known_has_a_vector_of_nothing_but_0() -> None:
    assert not bundled_encoder().encode(NOTHING).any()
    assert bundled_encoder().encode([]).shape == (0, 512)


def test_decomposed_letters_and_capitals_say_the_same() -> None:
    first, *others = bundled_encoder().encode(TEXTS[:2])
    assert all(np.allclose(first, other) for other in others)


def test_it_finds_what_says_the_same_in_other_words() -> None:
    near, far = similarities(
        bundled_encoder(),
        ["Cắt giảm thủ tục hành chính"],
        ["Đơn giản hóa hồ sơ, trình tự giải quyết thủ tục", "Xử phạt săn bắt động vật rừng"],
    )[0]
    assert near > far + 0.2


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 25 * 2**20


def test_the_name_of_the_bundled_model_needs_no_path() -> None:
    assert load_encoder(BUNDLED) is bundled_encoder()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("model.safetensors", b""),
        ("model.safetensors", b"\xff" * 64),
        ("model.safetensors", (2).to_bytes(8, "little") + b"{}"),
        ("model.safetensors", (2).to_bytes(8, "little") + b"[]"),
        ("tokenizer.json", b"{"),
        ("tokenizer.json", b"\xff"),
    ],
)
def test_a_damaged_model_says_so(file: str, content: bytes, tmp_path: Path) -> None:
    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_bytes((MODEL / name).read_bytes())
    (tmp_path / file).write_bytes(content)
    with pytest.raises(ValueError):
        StaticEncoder(tmp_path)


def test_a_model_cut_off_says_so(tmp_path: Path) -> None:
    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_bytes((MODEL / name).read_bytes())
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    with pytest.raises(ValueError):
        StaticEncoder(tmp_path)


def test_a_missing_model_is_an_error_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kl52.meaning.encoders.models_root", lambda: tmp_path)
    bundled_encoder.cache_clear()
    with pytest.raises(UsageError, match="--model none"):
        bundled_encoder()
    assert (models_root() / BUNDLED / "model.safetensors").is_file()


def test_encoding_loads_no_model_library() -> None:
    code = (
        "import sys\n"
        "from kl52.meaning import bundled_encoder\n"
        "bundled_encoder().encode(['kế hoạch'])\n"
        "print(*({'torch', 'transformers', 'sentence_transformers', 'scipy'} & {*sys.modules}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert ran.stdout.strip() == ""
