"""Sentence vectors from a model of five words, built here: nothing is downloaded."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kl52.catalogue import corpus_root
from kl52.cli import main
from kl52.errors import UsageError
from kl52.library import Library
from kl52.meaning import load_encoder, similarities
from kl52.parsing import parse_document
from kl52.tracing import Trace, trace

ROOT = Path(__file__).resolve().parent.parent
PLAN = Path(str(corpus_root())) / "fictitious" / "9902-kh-ubnd.txt"
WORDS = ("[UNK]", "kế", "hoạch", "báo", "cáo")


def save_model(folder: Path) -> Path:
    """A model whose vector of a text is the mean of its words, each with a direction of its own."""
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer, models, pre_tokenizers

    try:
        from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    except ImportError:  # before sentence-transformers 6
        from sentence_transformers.models import StaticEmbedding

    words = {word: at for at, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token=WORDS[0]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    weights = np.eye(len(WORDS), dtype="float32")
    weights[0] *= 0.1  # a word that it does not know says little
    module = StaticEmbedding(tokenizer, embedding_weights=weights)
    SentenceTransformer(modules=[module], device="cpu").save(str(folder))
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(autouse=True)
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The attempts to reach a network, which are refused; there must be none."""
    tried: list[str] = []

    def refuse(*arguments: object, **_: object) -> None:
        tried.append(repr(arguments))
        raise OSError("no network in tests")

    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setenv("KL52_LIBRARY", ":none:")
    yield tried
    assert tried == []


class Counter:
    """An encoder without a model: as many numbers as there are letters of its list."""

    letters = "aeiou"

    def encode(self, sentences: Sequence[str], /) -> Any:
        return [[text.count(letter) for letter in self.letters] for text in sentences]


def matches(traced: dict[str, Any]) -> list[dict[str, Any]]:
    """Every match of a trace as JSON: the sources, and the nearest that was rejected."""
    rows = traced["obligations"]
    found = [source for row in rows for source in row["sources"]]
    return found + [row["nearest_rejected"] for row in rows if row["nearest_rejected"]]


# -- vectors -------------------------------------------------------------------------------------


def test_a_row_for_each_text(model: Path) -> None:
    vectors = load_encoder(model).encode(["kế hoạch", "báo cáo", ""])
    assert np.shape(vectors) == (3, len(WORDS))
    assert np.allclose(vectors[0], [0, 0.5, 0.5, 0, 0])
    assert np.isfinite(vectors).all()


def test_cosines(model: Path) -> None:
    cosines = similarities(
        load_encoder(str(model)), ["kế hoạch", "báo cáo"], ["hoạch kế", "kế", ""]
    )
    assert cosines.shape == (2, 3)
    assert np.allclose(cosines, [[1, 0.5**0.5, 0], [0, 0, 0]], atol=1e-6)


@pytest.mark.parametrize(
    ("texts", "others", "cosines", "reason"),
    [
        (["aei"], ["aei"], [[1]], "the same"),
        (["aa"], ["a", "ae", "o"], [[1, 0.5**0.5, 0]], "length does not count"),
        (["xyz"], ["aei"], [[0]], "a vector of nothing but 0 is near to nothing"),
    ],
)
def test_any_encoder_will_do(
    texts: list[str], others: list[str], cosines: list[list[float]], reason: str
) -> None:
    assert np.allclose(similarities(Counter(), texts, others), cosines), reason


# -- in a trace ----------------------------------------------------------------------------------


def test_the_model_fills_why_meaning(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(PLAN), "--model", str(model), "--json", "-q"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found = matches(json.loads(out))
    assert len(found) > 3
    assert all(-1 <= each["why"]["meaning"] <= 1 for each in found)
    assert len({each["why"]["meaning"] for each in found}) > 1


def test_without_a_model_meaning_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(PLAN), "--model", "none", "--json", "-q"]) == 0
    found = matches(json.loads(capsys.readouterr().out))
    assert {each["why"]["meaning"] for each in found} == {None}


def test_the_bundled_model_fills_it_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(PLAN), "--json", "-q"]) == 0
    found = matches(json.loads(capsys.readouterr().out))
    assert len({each["why"]["meaning"] for each in found}) > 1
    assert all(0 < each["why"]["meaning"] <= 1 for each in found)


def test_a_model_that_the_weights_were_not_set_on_changes_nothing_else() -> None:
    def others(result: Trace) -> list[object]:
        return [
            (
                each.obligation.id,
                each.state,
                [(s.match.obligation, s.match.score) for s in each.sources],
            )
            for each in result.obligations
        ]

    doc, library = parse_document(PLAN), Library()
    assert others(trace(doc, library, encoder=Counter())) == others(
        trace(doc, library, encoder=None)
    )


# -- a model that is not there -------------------------------------------------------------------


def test_a_missing_model_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="không có mô hình"):
        load_encoder(tmp_path / "khong-co")


def test_a_folder_without_a_model_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="không có mô hình"):
        load_encoder(tmp_path)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("modules.json", b"not JSON"),
        ("modules.json", b'[{"idx": 0, "name": "0", "path": "", "type": "no.such.Module"}]'),
        ("model.safetensors", b"cut off"),
    ],
)
def test_a_damaged_model_is_wrong_use(
    model: Path, tmp_path: Path, file: str, content: bytes
) -> None:
    damaged = Path(shutil.copytree(model, tmp_path / "model"))
    (damaged / file).write_bytes(content)
    with pytest.raises(UsageError):
        load_encoder(damaged)


@pytest.mark.parametrize(
    "name",
    [
        "{folder}/khong co",
        "khong-co",
        "../khong-co",
    ],
)
def test_the_command_says_so_in_one_line(name: str, tmp_path: Path) -> None:
    """In a process of its own: what a model library asks the network for, it asks once."""
    name = name.format(folder=tmp_path)
    code = (
        "import socket, sys\n"
        "def refuse(*arguments, **_):\n"
        "    print('network:', arguments, file=sys.stderr)\n"
        "    raise OSError\n"
        "socket.getaddrinfo = socket.create_connection = refuse\n"
        "socket.socket.connect = socket.socket.connect_ex = refuse\n"
        "from kl52.cli import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    kept = {name: each for name, each in os.environ.items() if not name.startswith("HF_")}
    ran = subprocess.run(
        [sys.executable, "-c", code, "trace", str(PLAN), "--model", name],
        cwd=tmp_path,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "HF_HOME": str(tmp_path / "hf")},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ran.stderr == (
        f"kl52: không có mô hình {name} trên máy này; tải về trước rồi cho đường dẫn thư mục\n"
    )
    assert (ran.returncode, ran.stdout) == (2, "")


# -- what it costs those who use no model --------------------------------------------------------


@pytest.mark.parametrize("module", ["kl52.tracing", "kl52.meaning", "kl52.alignment"])
def test_importing_loads_no_model_library(module: str) -> None:
    code = (
        f"import sys, {module}\n"
        "print(*({'torch', 'transformers', 'sentence_transformers'} & {*sys.modules}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert ran.stdout.strip() == ""
