"""The stages as spaCy components give the values that the library gives."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import kl52
from kl52 import pipeline
from kl52.catalogue import corpus_root
from kl52.model import Document
from kl52.parsing import parse_document
from kl52.pipeline import COMPONENTS

CORPUS = Path(str(corpus_root()))
TEXTS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in (
        CORPUS / "intellectuals" / "48-kh-ubnd.txt",
        CORPUS / "intellectuals" / "52-kl-tw.txt",
        CORPUS / "fictitious" / "9901-qd-ttg.txt",
    )
}
SENTENCE = "1. Sở Nội vụ thực hiện Kết luận số 52-KL/TW ngày 30/5/2019, hoàn thành trong năm 2020."
PARAGRAPHS = """I. NHIỆM VỤ
1. Sở Nội vụ mở lớp theo Quyết định số 142/QĐ-TTg, hoàn thành trong năm 2020.
2. Sở Tư pháp  in sách theo điểm a khoản 1 Điều 5 Nghị định số 30/2020/NĐ-CP (bản giấy).
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return kl52.load()


def parsed(words: str) -> Document:
    return parse_document(words.encode(), name="van-ban.txt")


def test_components_are_registered_by_entry_points() -> None:
    found = {each.name: each.value for each in entry_points(group="spacy_factories")}
    for name in COMPONENTS:
        assert found[name].startswith("kl52.pipeline:")
        assert callable(getattr(pipeline, found[name].split(":")[1]))


def test_components_can_be_added_to_another_pipeline() -> None:
    blank = spacy.blank("xx")
    for name in COMPONENTS:
        blank.add_pipe(name)
    doc = blank(SENTENCE)
    assert [cite.number for cite in doc._.citations] == ["52-KL/TW"]
    assert blank.pipe_names == list(COMPONENTS)


def test_a_component_works_without_those_before_it() -> None:
    blank = spacy.blank("xx")
    blank.add_pipe("kl52_citations")
    (cite,) = blank(SENTENCE)._.citations
    assert (cite.number, cite.state, cite.unit) == ("52-KL/TW", "resolved", None)


def test_the_pipeline_has_them_in_order(nlp: Language) -> None:
    assert tuple(nlp.pipe_names) == COMPONENTS
    assert nlp.lang == "vi"


@pytest.mark.parametrize("name", TEXTS)
def test_values_are_those_of_the_library(nlp: Language, name: str) -> None:
    doc, expected = nlp(TEXTS[name]), parsed(TEXTS[name])
    assert doc._.text.text == expected.text.text
    assert doc._.header == expected.header
    assert doc._.units == expected.units
    assert doc._.citations == expected.citations
    assert doc._.obligations == expected.obligations


@pytest.mark.parametrize("words", [SENTENCE, PARAGRAPHS], ids=["a sentence", "paragraphs"])
def test_spans_stand_on_tokens_over_the_words(nlp: Language, words: str) -> None:
    doc = nlp(words)
    assert len(doc._.citations) >= 1
    assert len(doc._.obligations) >= 1
    for key, values in (("citations", doc._.citations), ("obligations", doc._.obligations)):
        assert len(doc.spans[key]) == len(values)
        for span, value in zip(doc.spans[key], values, strict=True):
            assert span.doc is doc
            assert span.text.split()[0].endswith(value.text.split()[0])
            assert "".join(value.text.split()) in "".join(span.text.split())
    assert {span.label_ for span in doc.spans["citations"]} == {
        cite.relation for cite in doc._.citations
    }
    assert {span.label_ for span in doc.spans["obligations"]} == {
        duty.kind for duty in doc._.obligations
    }


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        ("số 52-KL/TW.", ["số", "52-KL/TW", "."]),
        ("(142/QĐ-TTg)", ["(", "142/QĐ-TTg", ")"]),
        ("71/2025/QH15, 66.19/2026/NQ-CP;", ["71/2025/QH15", ",", "66.19/2026/NQ-CP", ";"]),
        ("ngày 30/5/2019", ["ngày", "30/5/2019"]),
    ],
)
def test_a_number_is_one_token(nlp: Language, words: str, tokens: list[str]) -> None:
    assert [token.text for token in nlp.tokenizer(words)] == tokens


def test_the_words_stay_as_they_are(nlp: Language) -> None:
    words = "Điều  1.\tThực hiện\u00a0Kết luận số 52-KL/TW\n\nĐiều 2. Thi hành"
    doc = nlp(words)
    assert doc.text == words
    (span,) = doc.spans["citations"]
    assert span.text == "Kết luận số 52-KL/TW"


def test_many_at_once_are_as_one_at_a_time(nlp: Language) -> None:
    texts = [SENTENCE, *TEXTS.values(), SENTENCE]
    for doc, words in zip(nlp.pipe(texts, batch_size=2), texts, strict=True):
        assert doc._.citations == nlp(words)._.citations
        assert doc._.obligations == nlp(words)._.obligations


def test_a_pipeline_can_be_kept_and_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "kl52")
    again = spacy.load(tmp_path / "kl52")
    assert again.pipe_names == nlp.pipe_names
    before, after = nlp(SENTENCE), again(SENTENCE)
    assert [token.text for token in after] == [token.text for token in before]
    assert after._.citations == before._.citations
    assert after._.obligations == before._.obligations


def test_two_pipelines_do_not_disturb_each_other(nlp: Language) -> None:
    other = kl52.load()
    first, second = nlp(SENTENCE), other("Căn cứ Chỉ thị số 18/CT-TTg;")
    assert [cite.number for cite in first._.citations] == ["52-KL/TW"]
    assert [cite.number for cite in second._.citations] == ["18/CT-TTg"]
