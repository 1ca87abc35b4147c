"""The graph: its kinds of nodes and edges, and that networkx can work with it."""

from __future__ import annotations

import networkx as nx
import pytest

from kl52.graph import add_document, add_trace, build_graph
from kl52.library import Library
from kl52.model import Document
from kl52.parsing import parse_document
from kl52.tracing import trace

PLAN = "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd"
DECISION = "/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg"
PARTY_PLAN = "/akn/vn/act/ke-hoach/tu-lang-son/2019-08-07/114-kh-tu"
ROOT = "/akn/vn/act/nghi-quyet/bchtw/2008-08-06/27-nq-tw"
NODE_KINDS = {"document", "unit", "citation", "obligation", "body"}
STRUCTURE = {"contains", "cites", "leads", "coordinates", "traces_to", "reports_on"}
HANDS_DOWN = {"implements", "continues", "legal_basis", "promulgates"}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


@pytest.fixture(scope="module")
def plan(library: Library) -> Document:
    doc = library.document(PLAN)
    assert doc is not None
    return doc


@pytest.fixture(scope="module")
def case(library: Library, plan: Document) -> nx.MultiDiGraph[str]:
    return build_graph(traces=[trace(plan, library)], catalogue=library.catalogue)


def documents(G: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    """The cascade alone: documents and what one hands down to the other."""
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(node for node, kind in G.nodes(data="kind") if kind == "document")
    found.add_edges_from((a, b) for a, b, kind in G.edges(data="kind") if kind in HANDS_DOWN)
    return found


def test_every_node_and_every_edge_has_a_kind(case: nx.MultiDiGraph[str]) -> None:
    assert {kind for _, kind in case.nodes(data="kind")} == NODE_KINDS
    assert {kind for *_, kind in case.edges(data="kind")} <= STRUCTURE | HANDS_DOWN


def test_nodes_are_the_values_of_the_document(case: nx.MultiDiGraph[str], plan: Document) -> None:
    kinds = case.nodes(data="kind")
    for kind, values in (
        ("unit", plan.units),
        ("citation", plan.citations),
        ("obligation", plan.obligations),
    ):
        for value in values:
            assert kinds[f"{PLAN}#{value.id}"] == kind


def test_structure_is_a_tree_below_its_document(case: nx.MultiDiGraph[str], plan: Document) -> None:
    contains = nx.DiGraph([(a, b) for a, b, kind in case.edges(data="kind") if kind == "contains"])
    below = nx.descendants(contains, PLAN)
    assert below >= {f"{PLAN}#{unit.id}" for unit in plan.units}
    assert nx.is_arborescence(contains.subgraph({PLAN, *below}))


def test_the_cascade_works_with_the_algorithms_of_networkx(case: nx.MultiDiGraph[str]) -> None:
    cascade = documents(case)
    assert nx.is_directed_acyclic_graph(cascade)
    assert {PLAN, DECISION, PARTY_PLAN} <= nx.ancestors(cascade, ROOT)
    assert len(list(nx.all_simple_paths(cascade, PLAN, ROOT))) == 3
    order = list(nx.topological_sort(cascade))
    assert order.index(PLAN) < order.index(DECISION) < order.index(ROOT)
    rank = nx.pagerank(nx.DiGraph(case.subgraph(cascade)))
    assert max(rank, key=lambda node: rank[node]) == ROOT


def test_hops_carry_their_words(case: nx.MultiDiGraph[str]) -> None:
    (proof,) = [edge["evidence"] for edge in case[PLAN][DECISION].values()]
    assert any("142/QĐ-TTg" in words for words in proof)


def test_traced_tasks_lead_to_their_sources(case: nx.MultiDiGraph[str]) -> None:
    links = [(a, b, edge) for a, b, edge in case.edges(data=True) if edge["kind"] == "traces_to"]
    assert links
    for below, above, edge in links:
        assert case.nodes[below]["kind"] == case.nodes[above]["kind"] == "obligation"
        assert 0.5 <= edge["score"] <= 1
        assert case.has_edge(above.split("#")[0], above)


def test_what_is_only_cited_is_a_node_that_is_not_held(case: nx.MultiDiGraph[str]) -> None:
    assert case.nodes[PLAN]["held"] is True
    assert case.nodes[ROOT]["held"] is False
    assert case.nodes[PARTY_PLAN]["held"] is False
    assert case.nodes[ROOT]["number"] == "27-NQ/TW"


def test_reading_a_cited_document_makes_it_held(library: Library, plan: Document) -> None:
    decision = library.document(DECISION)
    assert decision is not None
    for pair in ((plan, decision), (decision, plan)):
        G = build_graph(pair)
        assert G.nodes[PLAN]["held"] is True
        assert G.nodes[DECISION]["held"] is True
        assert G.nodes[ROOT]["held"] is False


def test_bodies_lead_their_tasks() -> None:
    words = "I. NHIỆM VỤ\n1. Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp mở lớp cho cán bộ xã."
    doc = parse_document(words.encode(), name="ke-hoach.txt")
    G = build_graph([doc])
    edges = {
        (G.nodes[a]["name"], kind)
        for a, _, kind in G.edges(data="kind")
        if G.nodes[a]["kind"] == "body"
    }
    assert edges == {("Sở Nội vụ", "leads"), ("Sở Tư pháp", "coordinates")}


def test_a_press_item_leads_to_the_document_that_it_reports_on() -> None:
    words = "Ngày 17/02/2020, UBND tỉnh Lạng Sơn ký ban hành Kế hoạch số 48/KH-UBND về trí thức."
    doc = parse_document(words.encode(), name="tin.txt")
    G = build_graph([doc])
    assert [edge["kind"] for edge in G[doc.id][PLAN].values()] == ["reports_on"]
    assert G.nodes[PLAN]["held"] is False


def test_nothing_gives_an_empty_graph() -> None:
    assert len(build_graph()) == 0


def test_it_can_be_built_step_by_step(
    case: nx.MultiDiGraph[str], library: Library, plan: Document
) -> None:
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    add_document(G, plan)
    add_trace(G, trace(plan, library))
    assert set(G) == set(case)
    assert G.number_of_edges() == case.number_of_edges()
