"""Traces: every obligation up to its source, and nothing claimed that was not looked at."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.aligning.corpus_plan import unit_name as key
from kl52.catalogue import corpus_root
from kl52.library import Library
from kl52.parsing import parse_document
from kl52.serialising.traces import trace_json
from kl52.tracing import Trace, TracedObligation, trace

ROOT = Path(__file__).resolve().parent.parent
FICTITIOUS = ROOT / "corpus" / "fictitious"
TRUTH: dict[str, Any] = json.loads((FICTITIOUS / "expected.json").read_text(encoding="utf-8"))
INTELLECTUALS = "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd"
PLAN = """ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LẠNG SƠN                      Độc lập - Tự do - Hạnh phúc
Số: 7/KH-UBND                      Lạng Sơn, ngày 02 tháng 3 năm 2021

KẾ HOẠCH
Mở lớp cho cán bộ xã

{preamble}
I. NHIỆM VỤ
1. Sở Nội vụ mở lớp cho cán bộ xã theo Kế hoạch số 9/KH-UBND, hoàn thành trong năm 2021.
2. Sở Tư pháp biên soạn sách hỏi đáp cho thôn, bản, hoàn thành trong quý II năm 2021.
"""
PARENT = "Kế hoạch số 9/KH-UBND ngày 05/01/2021 của UBND tỉnh Lạng Sơn"


@cache
def traced(id: str) -> Trace:
    library = Library()
    doc = library.document(id)
    assert doc is not None
    return trace(doc, library)


@cache
def small(preamble: str = "Tỉnh lập kế hoạch:") -> Trace:
    words = PLAN.format(preamble=preamble)
    return trace(parse_document(words.encode(), name="ke-hoach.txt"))


def found(each: TracedObligation) -> set[tuple[str, str]]:
    return {(source.match.document, key(source.match.unit)) for source in each.sources}


# -- the fictitious cascade ----------------------------------------------------------------------


def test_the_cascade_is_the_one_that_was_written() -> None:
    edges: set[tuple[str, str, str]] = set()
    for document in TRUTH["documents"]:
        for hop in traced(document["id"]).chain:
            if {proof.where for proof in hop.evidence} & {"title", "preamble"}:
                edges.add((hop.below, hop.above, hop.relation))
    assert edges == {tuple(edge) for edge in TRUTH["chain"]}
    assert traced(TRUTH["plan"]).roots == (TRUTH["chain"][0][1],)


@pytest.mark.parametrize("suffix", ["txt", "docx", "pdf"])
def test_the_three_formats_trace_alike(suffix: str) -> None:
    name = next(each["file"] for each in TRUTH["documents"] if each["id"] == TRUTH["plan"])
    result = trace(parse_document(FICTITIOUS / f"{name}.{suffix}"))
    expected = traced(TRUTH["plan"])
    assert {(hop.below, hop.above) for hop in result.chain} == {
        (hop.below, hop.above) for hop in expected.chain
    }
    states = [
        (each.obligation.where, each.obligation.text, each.state) for each in result.obligations
    ]
    assert states == [
        (each.obligation.where, each.obligation.text, each.state) for each in expected.obligations
    ]


def test_the_sources_that_were_written_are_found() -> None:
    """Lower bounds, two below what was reached when they were set.

    Reached: 19 of the 21 tasks that have a source traced; 20 of their 24 sources found; 20 of
    the 23 links found are right. Two of slack let weights change; a third one lost is a fault.
    """
    result = traced(TRUTH["plan"])
    by_unit = {key(each.obligation.unit): each for each in result.obligations}
    assert by_unit.keys() >= {each["unit"] for each in TRUTH["obligations"]}
    sourced = [each for each in TRUTH["obligations"] if each["sources"]]
    written = {
        (each["unit"], source["document"], source["unit"])
        for each in sourced
        for source in each["sources"]
    }
    links = {(unit, *link) for unit, each in by_unit.items() for link in found(each)}
    assert sum(by_unit[each["unit"]].state == "traced" for each in sourced) >= 17
    assert len(links & written) >= 18
    assert len(links & written) / len(links) >= 0.85


def test_a_task_of_the_place_alone_gets_no_source() -> None:
    by_unit = {key(each.obligation.unit): each for each in traced(TRUTH["plan"]).obligations}
    alone = [each["unit"] for each in TRUTH["obligations"] if not each["sources"]]
    assert {by_unit[unit].state for unit in alone} == {"local_only"}


def test_a_decoy_is_not_taken_for_the_source() -> None:
    by_unit = {key(each.obligation.unit): each for each in traced(TRUTH["plan"]).obligations}
    decision = next(each["id"] for each in TRUTH["documents"] if each["type"] == "Quyết định")
    assert (decision, "Phụ lục/12") not in found(by_unit["Phụ lục/8"])


# -- what is claimed -----------------------------------------------------------------------------


@pytest.mark.parametrize("id", [INTELLECTUALS, TRUTH["plan"]])
def test_every_claim_has_its_ground(id: str) -> None:
    result = traced(id)
    for each in result.obligations:
        assert (each.state == "traced") == bool(each.sources)
        assert (each.reason is None) == (each.state == "traced")
        assert each.state != "cited_only" or each.cited
        for source in each.sources:
            assert 0.5 <= source.match.score <= 1
            assert source.path[0] == result.subject
            assert source.path[-1] == source.match.document


def test_where_a_parents_text_is_missing_nothing_is_called_absent() -> None:
    result = small(f"Thực hiện {PARENT}:")
    cited, other = result.obligations
    assert (cited.state, other.state) == ("cited_only", "not_assessed")
    (missing,) = result.missing_documents
    assert missing.cited_as == PARENT
    assert missing.would_link == 2
    assert {result.document.citation(id).number for id in missing.cited_by} == {"9/KH-UBND"}


def test_without_any_parent_nothing_is_assessed() -> None:
    words = PLAN.format(preamble="Tỉnh lập kế hoạch:").replace(" theo Kế hoạch số 9/KH-UBND", "")
    result = trace(parse_document(words.encode(), name="ke-hoach.txt"))
    assert (result.chain, result.roots, result.missing_documents) == ((), (), ())
    assert {each.state for each in result.obligations} == {"not_assessed"}
    assert all(each.reason for each in result.obligations)


def test_a_task_of_the_case_that_only_cites_is_no_traced_one() -> None:
    result = traced(INTELLECTUALS)
    second = next(each for each in result.obligations if each.obligation.unit == "ii__2")
    assert second.state in ("cited_only", "traced")
    assert any("114-kh-tu" in id for id in second.cited)
    assert "local_only" not in {each.state for each in result.obligations}
    missing = {each.id.rsplit("/", 1)[-1] for each in result.missing_documents}
    assert missing == {"27-nq-tw", "52-kl-tw", "114-kh-tu"}


# -- determinism ---------------------------------------------------------------------------------


def test_the_same_document_gives_the_same_trace() -> None:
    traced.cache_clear()
    first = traced(TRUTH["plan"])
    traced.cache_clear()
    for path in sorted((ROOT / "corpus" / "intellectuals").glob("*.txt")):
        parse_document(path)
    assert trace_json(traced(TRUTH["plan"])) == trace_json(first)


def test_the_order_in_which_a_library_reads_does_not_matter() -> None:
    library = Library()
    for document in reversed(TRUTH["documents"]):
        library.document(document["id"])
    doc = library.document(TRUTH["plan"])
    assert doc is not None
    assert trace_json(trace(doc, library)) == trace_json(traced(TRUTH["plan"]))


def test_the_order_of_sets_does_not_matter() -> None:
    file = corpus_root() / "fictitious" / "9902-kh-ubnd.txt"
    command = [sys.executable, "-m", "kl52", "trace", str(file), "--json", "--library", ":none:"]
    said = {
        subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
