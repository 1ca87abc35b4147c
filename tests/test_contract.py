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
from kl52.serialising import parse_json, trace_json
from kl52.tracing import TraceState, trace

CORPUS = Path(str(corpus_root()))
FILES = {
    "fictitious": CORPUS / "fictitious" / "9902-kh-ubnd.pdf",
    "case": CORPUS / "intellectuals" / "48-kh-ubnd.txt",
}
DOCUMENT = (
    "id type number date issuer level title signer signer_title place draft secrecy promulgates"
    " source"
)
PARSED = {
    "": "schema document text units citations obligations diagnostics",
    "document": DOCUMENT,
    "document promulgates": "type title",
    "document source": "name sha256 media_type pages ocr_pages",
    "units": "id parent kind number heading start end page",
    "citations": "id start end text kind type number date issuer provision relation cue within"
    " unit page state target candidates status reason repaired_from",
    "obligations": "id kind where start end text unit page lead lead_inherited coordinate modality"
    " strength deadline deliverable targets binds cites duplicate_of",
    "obligations lead": "name id",
    "obligations coordinate": "name id",
    "obligations deadline": "text kind start end recurrence condition",
    "obligations targets": "text value unit of",
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
    for unit in value["units"]:
        assert 0 <= unit["start"] <= unit["end"] <= len(value["text"])


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


def test_pages_are_those_of_the_file() -> None:
    assert {unit["page"] for unit in parsed("fictitious")["units"]} >= {1, 2}
    assert {unit["page"] for unit in parsed("case")["units"]} == {None}
    assert parsed("fictitious")["document"]["source"]["pages"] >= 2
    assert parsed("case")["document"]["source"]["pages"] is None
