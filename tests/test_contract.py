"""What the JSON of both commands has: the fields that stay stable, written out."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from kl52.catalogue import corpus_root
from kl52.model import CitationKind, CitationState, Relation, UnitKind
from kl52.parsing import parse_document
from kl52.serialising.documents import parse_json
from kl52.serialising.traces import trace_json
from kl52.tracing import TraceState, trace

CORPUS = Path(str(corpus_root()))
NOTED = """<html><meta charset="utf-8"><body><p>ỦY BAN NHÂN DÂN</p><p>XÃ MẪU</p>
<p>Số: 9/KH-UBND</p><p>Mẫu, ngày 05 tháng 8 năm 2025</p><p>KẾ HOẠCH</p><p>Mở thư viện</p>
<p>Thực hiện Kết luận số 126-KL/TW<sup><a href="#_ftn1" name="_ftnref1">[1]</a></sup>:</p>
<table><tr><th>TT</th><th>Nhiệm vụ</th><th>Thời hạn</th></tr>
<tr><td>1</td><td>Mở thư viện xã</td><td></td></tr></table>
<p><a href="#_ftnref1" name="_ftn1">[1]</a> Ngày 14/02/2025.</p></body></html>"""
FILES: dict[str, Path | bytes] = {
    "fictitious": CORPUS / "fictitious" / "9902-kh-ubnd.pdf",
    "case": CORPUS / "intellectuals" / "48-kh-ubnd.txt",
    "noted": NOTED.encode(),
}
DOCUMENT = (
    "id type number date issuer level title signer signer_title place draft secrecy promulgates"
    " source"
)
PARSED = {
    "": "schema document text units citations obligations tables notes diagnostics",
    "document": DOCUMENT,
    "document promulgates": "type title",
    "document source": "name sha256 media_type pages ocr_pages",
    "units": "id parent kind number heading start end page",
    "citations": "id start end text kind type number date issuer provision relation cue within"
    " unit page places state target candidates status reason repaired_from",
    "citations places": "page box",
    "obligations": "id kind where start end text unit page places lead lead_inherited"
    " coordinate modality strength deadline deliverable targets binds cites duplicate_of",
    "obligations lead": "name id",
    "obligations coordinate": "name id",
    "obligations deadline": "text kind start end recurrence condition",
    "obligations targets": "text value unit of",
    "tables": "start end page rows",
    "notes": "number at start end text page",
    "diagnostics": "severity code message start end page",
}
TRACED = {
    "": "schema document chain roots obligations missing_documents",
    "document": DOCUMENT,
    "chain": "from to relation evidence",
    "chain evidence": "document text start end page",
    "obligations": "id state sources nearest_rejected",
    "obligations sources": "document obligation unit text relation score path why",
    "obligations sources why": "citation words meaning actor deadline",
    "missing_documents": "id cited_as cited_by would_link",
}
KINDS = {
    "units kind": get_args(UnitKind),
    "citations kind": get_args(CitationKind),
    "citations relation": get_args(Relation),
    "citations state": get_args(CitationState),
    "citations status": ("in_force", "replaced", "repealed", "unknown"),
    "obligations kind": ("task", "report", "target", "execution", "prohibition"),
    "obligations where": ("prose", "table"),
    "obligations modality": ("must", "should", "may", "must_not"),
    "obligations deadline kind": ("by", "in", "between", "recurring", "ongoing", "conditional"),
    "diagnostics severity": ("error", "warning", "info"),
}


@cache
def parsed(name: str) -> Any:
    return json.loads(json.dumps(parse_json(parse_document(FILES[name]))))


@cache
def traced(name: str) -> Any:
    return json.loads(json.dumps(trace_json(trace(parse_document(FILES[name])))))


def at(value: Any, path: str) -> list[Any]:
    """What stands at ``path``: through lists, past what is null."""
    found = [value]
    for step in path.split():
        found = [inner for each in found for inner in _listed(each[step])]
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


@pytest.mark.parametrize("name", FILES)
def test_every_field_is_there(name: str) -> None:
    for value, contract in ((parsed(name), PARSED), (traced(name), TRACED)):
        assert value["schema"] == "kl52/1"
        for path, names in contract.items():
            for each in at(value, path):
                assert each.keys() >= set(names.split()), path


def test_every_object_of_the_contract_occurs_in_the_samples() -> None:
    for read, contract in ((parsed, PARSED), (traced, TRACED)):
        seen = {path for name in FILES for path in contract if at(read(name), path)}
        assert contract.keys() - seen <= {"document promulgates", "diagnostics"}


@pytest.mark.parametrize("name", FILES)
def test_kinds_are_those_of_the_contract(name: str) -> None:
    for path, allowed in KINDS.items():
        assert set(at(parsed(name), path)) <= set(allowed), path
    assert set(at(traced(name), "obligations state")) <= set(get_args(TraceState))
    overlaps = {"equal", "subset", "superset", "intersects"}
    assert set(at(traced(name), "obligations sources relation")) <= overlaps


@pytest.mark.parametrize("name", FILES)
def test_offsets_count_in_the_text(name: str) -> None:
    value = parsed(name)
    for each in (*value["citations"], *value["obligations"]):
        assert value["text"][each["start"] : each["end"]] == each["text"]
    cells = [cell for table in value["tables"] for row in table["rows"] for cell in row]
    for each in (*value["notes"], *cells):
        assert value["text"][each["start"] : each["end"]] == each["text"]
    for each in (*value["units"], *value["tables"]):
        assert 0 <= each["start"] <= each["end"] <= len(value["text"])


@pytest.mark.parametrize("name", FILES)
def test_what_is_pointed_at_is_there(name: str) -> None:
    value = parsed(name)
    units = {unit["id"] for unit in value["units"]}
    cites = {cite["id"] for cite in value["citations"]}
    duties = {duty["id"] for duty in value["obligations"]}
    assert {unit["parent"] for unit in value["units"]} <= units | {None}
    assert {each["unit"] for each in (*value["citations"], *value["obligations"])} <= units
    assert {cite["within"] for cite in value["citations"]} <= cites | {None}
    assert {id for duty in value["obligations"] for id in duty["cites"]} <= cites
    assert {duty["duplicate_of"] for duty in value["obligations"]} <= duties | {None}
    assert {each["id"] for each in traced(name)["obligations"]} == duties
    assert {id for each in traced(name)["missing_documents"] for id in each["cited_by"]} <= cites


@pytest.mark.parametrize("name", FILES)
def test_the_chain_hangs_together(name: str) -> None:
    value = traced(name)
    above = {hop["to"] for hop in value["chain"]}
    below = {hop["from"] for hop in value["chain"]}
    assert value["document"]["id"] in below
    assert below - {value["document"]["id"]} <= above
    assert set(value["roots"]) <= above - below
    assert {each["id"] for each in value["missing_documents"]} <= above


def test_notes_are_tied_to_the_words_that_they_explain() -> None:
    (note,) = parsed("noted")["notes"]
    assert (note["number"], note["text"], note["page"]) == ("1", "Ngày 14/02/2025.", None)
    assert parsed("noted")["text"][: note["at"]].endswith("126-KL/TW")


def test_tables_have_a_cell_for_each_place() -> None:
    (table,) = parsed("noted")["tables"]
    assert [[cell["text"] for cell in row] for row in table["rows"]] == [
        ["TT", "Nhiệm vụ", "Thời hạn"],
        ["1", "Mở thư viện xã", ""],
    ]
    assert {cell["page"] for row in table["rows"] for cell in row} == {None}
    (printed,) = parsed("fictitious")["tables"]
    assert {len(row) for row in printed["rows"]} == {len(printed["rows"][0])}
    assert all(cell["page"] for row in printed["rows"] for cell in row if cell["text"])


def test_places_are_on_the_paper() -> None:
    for each in (*parsed("fictitious")["citations"], *parsed("fictitious")["obligations"]):
        assert each["places"][0]["page"] == each["page"]
        for place in each["places"]:
            x0, top, x1, bottom = place["box"]
            assert 0 <= x0 < x1 <= 1
            assert 0 <= top < bottom <= 1
    assert all(each["places"] == [] for each in parsed("case")["citations"])


def test_pages_are_those_of_the_file() -> None:
    assert {unit["page"] for unit in parsed("fictitious")["units"]} >= {1, 2}
    assert {unit["page"] for unit in parsed("case")["units"]} == {None}
    assert parsed("fictitious")["document"]["source"]["pages"] >= 2
    assert parsed("case")["document"]["source"]["pages"] is None
