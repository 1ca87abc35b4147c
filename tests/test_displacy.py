"""Citations as displaCy shows them."""

from __future__ import annotations

from pathlib import Path

from spacy import displacy

import kl52
from kl52.catalogue import corpus_root
from kl52.citations.cues import cues
from kl52.parsing import parse_document
from kl52.views.displacy import displacy_data, displacy_options, render

CASE = Path(str(corpus_root())) / "intellectuals" / "48-kh-ubnd.txt"
NESTED = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Viên chức ngày 25/11/2019;"
HOSTILE = "Căn cứ Luật Viên chức <script>alert(1)</script> <img src=x onerror=alert(2)>, xã mở lớp."


def test_spacy_shows_a_doc_of_the_pipeline() -> None:
    doc = kl52.load()(CASE.read_text(encoding="utf-8"))
    html = displacy.render(doc, style="span", options=kl52.displacy_options(), jupyter=False)
    assert html.count("implements") >= 3
    assert displacy_options()["colors"]["implements"] in html


def test_documents_and_docs_show_the_same() -> None:
    words = CASE.read_text(encoding="utf-8")
    doc = parse_document(words.encode(), name="a.txt")
    assert displacy_data(doc) == displacy_data(kl52.load()(words))


def test_mentions_within_others_are_shown() -> None:
    (item,) = displacy_data(parse_document(NESTED.encode(), name="a.txt"))
    shown = {
        " ".join(item["tokens"][each["start_token"] : each["end_token"]]) for each in item["spans"]
    }
    assert shown == {NESTED[len("Căn cứ ") : -1], "Luật Viên chức"}


def test_words_are_escaped() -> None:
    doc = kl52.load()(HOSTILE)
    for html in (
        render(doc, jupyter=False),
        render(doc, jupyter=False, page=True),
        displacy.render(doc, style="span", options=displacy_options(), jupyter=False),
    ):
        assert "<script" not in html
        assert "<img" not in html
        assert "script&gt;alert(1)&lt;/script" in html


def test_a_text_without_citations_is_shown_too() -> None:
    assert "Xã" in render(parse_document("Xã mở lớp.".encode(), name="a.txt"), jupyter=False)


def test_every_relation_has_a_colour_of_its_own() -> None:
    colours = displacy_options()["colors"]
    assert {cue.relation for cue in cues()} | {"self"} == set(colours)
    assert len(set(colours.values())) == len(colours)
