"""Exports, read back by the programs that they are for: counts and values are those of kl52."""

from __future__ import annotations

import csv
import io
import json
import socket
from collections import Counter
from itertools import permutations
from pathlib import Path
from typing import Any, BinaryIO, get_args

import duckdb
import ladybug
import networkx as nx
import polars as pl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import RDF, SDO, XSD
from rdflib.term import _is_valid_uri

from kl52.catalogue.validity import history
from kl52.cli import build_parser
from kl52.commands.export import NAMES
from kl52.errors import UsageError
from kl52.exporting import FORMATS, export
from kl52.exporting.characters import for_utf8, for_xml
from kl52.exporting.cypher import literal
from kl52.exporting.graphml import write_graph
from kl52.exporting.selection import select
from kl52.exporting.tables import TABLES, rows_of
from kl52.exporting.vocabulary import (
    BASE,
    CHANGES,
    ELI,
    IN_FORCE,
    OWN,
    PARTLY,
    RELATIONS,
    reference,
)
from kl52.graph import build_graph
from kl52.graph.frames import COLUMNS
from kl52.graph.links import ensure_links
from kl52.library import Library
from kl52.library.adding import add_files
from kl52.library.keeping import drop_files, settle
from kl52.library.places import find_candidates
from kl52.library.shelf import StoredShelf
from kl52.model import Relation
from kl52.model.citations import ChangeKind
from kl52.tracing import trace

# rdflib's own parser for JSON-LD makes what rdflib calls deprecated
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

PLAN = "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd"
DECISION = "/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg"
UPPER = "/akn/vn/act/ke-hoach/ubnd-lang-son/2024-01-05/801-kh-ubnd"
LATER = "/akn/vn/act/ke-hoach/ubnd-lang-son/2025-06-05/803-kh-ubnd"
HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nLạng Sơn, ngày {day} tháng {month} năm {year}\nKẾ HOẠCH\n"
)
PAPERS = {
    "a": HEAD.format(number="801/KH-UBND", day="05", month="01", year="2024")
    + "Phát triển thư viện số\nI. NHIỆM VỤ\n1. Sở Văn hóa, Thể thao và Du lịch xây dựng kho sách "
    "số dùng chung toàn tỉnh trước ngày 01/6/2024.\n2. Sở Tài chính bố trí kinh phí.\n",
    "b": HEAD.format(number="802/KH-UBND", day="05", month="03", year="2024")
    + "Thực hiện Kế hoạch số 801/KH-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh Lạng Sơn\n"
    "I. NHIỆM VỤ\n1. Sở Văn hóa, Thể thao và Du lịch xây dựng kho sách số dùng chung của tỉnh.\n",
    "c": HEAD.format(number="803/KH-UBND", day="05", month="06", year="2025")
    + "Phát triển thư viện số giai đoạn mới\nKế hoạch này thay thế Kế hoạch số 801/KH-UBND ngày "
    "05/01/2024 của Ủy ban nhân dân tỉnh Lạng Sơn.\n",
}
# What files break on: quotes, separators, marks of other languages, what XML cannot hold, halves.
HOSTILE = st.text(
    st.one_of(
        st.sampled_from("\"'`\\;,\n\r\t\0\x01\x1b\x7f\x85\u2028\ufeff\ufffe<>&{}[]$#=+-@%|"),
        st.characters(exclude_categories=("Cs",)),
    ),
    min_size=1,
    max_size=30,
) | st.sampled_from(
    [
        "</script><script>",
        "]]>",
        "<!--",
        "'; MATCH (n) DETACH DELETE n; //",
        "\\u0027",
        "=1+1",
        " a ",
    ]
)


def build(folder: Path, names: str = "abc", prefix: str = "") -> Library:
    library = Library(folder / f"{prefix}kho.kl52", create=True)
    for name in names:
        file = folder / f"{prefix}{name}.txt"
        file.write_text(PAPERS[name], encoding="utf-8")
        outcomes = [*add_files(find_candidates([file]), library, sandboxed=False)]
        assert [each.error for each in outcomes] == [None]
    return library


@pytest.fixture(scope="module")
def bundled() -> Library:
    return Library()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return build(tmp_path_factory.mktemp("kho"))


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library whose titles and quotations tests put hostile words into."""
    return build(tmp_path_factory.mktemp("hong"))


def spoil(library: Library, words: str) -> None:
    with library.writable.writing() as db:
        db.execute("UPDATE documents SET title = ?", (words,))
        db.execute("UPDATE citations SET text = ?", (words,))
        db.execute("UPDATE obligations SET text = ?", (words,))


def exported(library: Library, name: str, **options: Any) -> bytes:
    out = io.BytesIO()
    export(library, name, out, **options)
    return out.getvalue()


def known(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}


# -- GraphML -------------------------------------------------------------------------------------


def read_graphml(data: bytes) -> Any:
    return nx.read_graphml(io.BytesIO(data), force_multigraph=True)


def by_relation(G: Any) -> dict[tuple[str, str, str], Any]:
    return {(s, t, data["relation"]): data for s, t, data in G.edges(data=True)}


def test_networkx_reads_the_graph_that_the_library_has(bundled: Library) -> None:
    G, H = bundled.graph(), read_graphml(exported(bundled, "graphml"))
    assert dict(H.nodes(data=True)) == {id: known(data) for id, data in G.nodes(data=True)}
    assert by_relation(H).keys() == by_relation(G).keys()
    for ends, data in by_relation(G).items():
        found = by_relation(H)[ends]
        assert {name: found[name] for name in known(data)} == known(data)
        assert found["weight"] == data["count"] and found["label"] == data["relation"]
    assert len({key for *_, key in H.edges(keys=True)}) == G.number_of_edges()


def test_a_neighbourhood_is_exported_by_itself(bundled: Library) -> None:
    for depth in (0, 1, 2):
        H = read_graphml(exported(bundled, "graphml", ids=[PLAN], depth=depth))
        assert set(H) == set(bundled.graph(PLAN, depth=depth))
    usual = read_graphml(exported(bundled, "graphml", ids=[PLAN]))
    assert set(usual) == set(bundled.graph(PLAN))


def test_a_graph_of_a_day_leaves_out_what_came_later(bundled: Library) -> None:
    H = read_graphml(exported(bundled, "graphml", on="2020-12-31"))
    assert set(H) == set(bundled.graph(on="2020-12-31")) != set(bundled.graph())
    status = {id: data["status"] for id, data in bundled.graph(on="2020-12-31").nodes(data=True)}
    assert dict(H.nodes(data="status")) == status
    assert {(s, t) for s, t in H.edges()} <= {(s, t) for s, t in bundled.graph().edges()}


def test_the_detailed_graph_goes_down_to_tasks(library: Library) -> None:
    traces = [trace(doc, library) for doc in library]
    G = build_graph(traces=traces, catalogue=library.catalogue)
    H = read_graphml(exported(library, "graphml", detail="obligations"))
    assert Counter(dict(H.nodes(data="kind")).values()) == Counter(
        dict(G.nodes(data="kind")).values()
    )
    assert Counter((s, t, d["kind"]) for s, t, d in H.edges(data=True)) == Counter(
        (s, t, d["kind"]) for s, t, d in G.edges(data=True)
    )
    scores = [d["score"] for *_, d in G.edges(data=True) if d["kind"] == "traces_to"]
    assert scores and scores == [
        d["weight"] for *_, d in H.edges(data=True) if d["kind"] == "traces_to"
    ]
    assert all(label for _, label in H.nodes(data="label"))


@given(HOSTILE)
@settings(max_examples=40, deadline=None)
def test_graphml_holds_any_words(spoilt: Library, words: str) -> None:
    spoil(spoilt, words)
    H = read_graphml(exported(spoilt, "graphml"))
    # XML reads a carriage return as it is only where it was escaped
    assert {data["title"] for _, data in H.nodes(data=True) if data["held"]} == {for_xml(words)}
    assert {data["evidence"] for *_, data in H.edges(data=True)} == {for_xml(words)}


def test_halves_of_pairs_are_replaced() -> None:
    out = io.BytesIO()
    write_graph(out, {"title": str}, [("a", {"title": "x\ud800y"})], {}, [])
    assert read_graphml(out.getvalue()).nodes["a"]["title"] == "x\ufffdy"
    assert for_utf8("\udfff1\ud800") == "\ufffd1\ufffd"


# -- JSON-LD -------------------------------------------------------------------------------------


def read_jsonld(data: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=data, format="json-ld")


def iri(id: str) -> rdflib.URIRef:
    return rdflib.URIRef(BASE + reference(id))


def eli(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(ELI + name)


def test_rdflib_reads_as_many_triples_as_there_are_facts(bundled: Library) -> None:
    G, R = bundled.graph(), read_jsonld(exported(bundled, "jsonld"))
    assert set(R.subjects(RDF.type, eli("LegalResource"))) == {iri(id) for id in G}
    assert set(R.subject_objects(eli("cites"))) == {(iri(s), iri(t)) for s, t in G.edges()}
    facts = 0
    for id, data in G.nodes(data=True):
        facts += 2 + 2  # classes, identifiers
        facts += (data["number"] is not None) + 2 * (data["date"] is not None)
        facts += 2 * (data["type"] is not None) + 2 * (data["issuer"] is not None)
        facts += 2 * (data["status"] in IN_FORCE) + 5 * bool(data["title"])
        assert bool(list(R.objects(iri(id), eli("in_force")))) == (data["status"] in IN_FORCE)
    types = {data["type"] for _, data in G.nodes(data=True) if data["type"]}
    issuers = {
        (id.split("/")[5], data["issuer"]) for id, data in G.nodes(data=True) if data["issuer"]
    }
    facts += 2 * len(types) + len({short for short, _ in issuers}) + len(issuers)
    facts += len({(s, t) for s, t in G.edges()})
    facts += len({(s, t, term) for s, t, relation in G.edges(keys=True)
                  for term in RELATIONS[relation]})  # fmt: skip
    changes = {
        (change.by, id, term)
        for id in G
        for change in history(id, bundled.catalogue)
        for term in (PARTLY if change.part and change.kind != "amended" else CHANGES[change.kind])
        if change.by
    }
    assert len(R) == facts + len(changes)


@pytest.mark.parametrize("relation", ["implements", "continues", "legal_basis"])
def test_each_relation_has_its_term(bundled: Library, relation: str) -> None:
    G, R = bundled.graph(), read_jsonld(exported(bundled, "jsonld"))
    term = RELATIONS[relation][0].removeprefix("eli:")
    pairs = {(iri(s), iri(t)) for s, t, key in G.edges(keys=True) if key == relation}
    assert pairs and pairs == set(R.subject_objects(eli(term)))


def test_what_replaces_a_document_is_the_subject(library: Library) -> None:
    R = read_jsonld(exported(library, "jsonld"))
    assert (iri(LATER), eli("repeals"), iri(UPPER)) in R
    assert (iri(LATER), rdflib.URIRef(f"{OWN}replaces"), iri(UPPER)) in R
    assert (iri(UPPER), eli("in_force"), eli("InForce-notInForce")) in R
    assert len([*R.triples((None, eli("repeals"), None))]) == 1


def test_dates_have_the_type_that_they_are_known_to(bundled: Library) -> None:
    R = read_jsonld(exported(bundled, "jsonld"))
    found = {str(each): each.datatype for each in R.objects(None, eli("date_document"))}
    assert found["2020-01-21"] == XSD.date
    lengths = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
    assert all(kind == lengths[len(date)] for date, kind in found.items())


def test_every_relation_and_change_is_mapped() -> None:
    assert set(RELATIONS) == set(get_args(Relation))
    assert set(CHANGES) == set(get_args(ChangeKind))


def test_the_terms_of_schema_org_are_real(bundled: Library) -> None:
    R = read_jsonld(exported(bundled, "jsonld"))
    names = {str(term) for triple in R for term in triple if str(term).startswith(str(SDO))}
    mapped = (*RELATIONS.values(), *CHANGES.values(), *IN_FORCE.values())
    names |= {each.replace("schema:", str(SDO)) for terms in mapped for each in terms
              if each.startswith("schema:")}  # fmt: skip
    assert len(names) > 8
    for name in names:
        assert rdflib.URIRef(name) in SDO, name


def test_nothing_is_fetched(bundled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert len(read_jsonld(exported(bundled, "jsonld")))


@given(HOSTILE)
@settings(max_examples=40, deadline=None)
def test_jsonld_holds_any_words(spoilt: Library, words: str) -> None:
    spoil(spoilt, words)
    data = exported(spoilt, "jsonld")
    assert b"</" not in data
    titles = {str(each) for each in read_jsonld(data).objects(None, eli("title"))}
    assert titles == {words}


@given(HOSTILE)
def test_any_id_gives_an_iri(words: str) -> None:
    assert _is_valid_uri(BASE + reference(f"/akn/vn/act/{words}#{words}"))


# -- Cypher --------------------------------------------------------------------------------------


class Database:
    """An embedded graph database that runs openCypher; it wants its tables declared."""

    KINDS = {"text": "STRING", "int": "INT64", "float": "DOUBLE", "bool": "BOOL"}

    def __init__(self, statements: str) -> None:
        self.db = ladybug.Database(":memory:")
        self.connection = ladybug.Connection(self.db)
        self.constraints: list[str] = []
        self._tables()
        for statement in statements.split(";\n")[:-1]:
            if statement.startswith(
                "CREATE CONSTRAINT"
            ):  # a statement of Neo4j's, not of openCypher
                self.constraints.append(statement)
            else:
                self.connection.execute(statement)

    def _tables(self) -> None:
        document = dict.fromkeys(("id", "label", "type", "number", "date", "issuer", "level",
                                  "province", "title", "status"), "text")  # fmt: skip
        duty = {k: v for k, v in COLUMNS["obligations"].items() if k not in ("lead", "coordinate")}
        nodes = {"Document": document | {"held": "bool"}, "Obligation": duty,
                 "Body": {"id": "text", "name": "text"}}  # fmt: skip
        for label, columns in nodes.items():
            self.connection.execute(
                f"CREATE NODE TABLE {label}({self._columns(columns)}, PRIMARY KEY (id))"
            )
        cited = dict.fromkeys(("state", "evidence", "witness"), "text") | {"count": "int"}
        for name in get_args(Relation):
            self._links(name.upper(), "Document", "Document", cited)
        self._links("ASSIGNS", "Document", "Obligation", {})
        for name in ("LEADS", "COORDINATES", "IS_TOLD", "PASSES_ON"):
            self._links(name, "Body", "Obligation", {})
        self._links("TRACES_TO", "Obligation", "Obligation", {"relation": "text", "score": "float"})

    def _columns(self, columns: dict[str, str]) -> str:
        return ", ".join(f"`{name}` {self.KINDS[kind]}" for name, kind in columns.items())

    def _links(self, name: str, start: str, end: str, columns: dict[str, str]) -> None:
        told = f", {self._columns(columns)}" if columns else ""
        self.connection.execute(f"CREATE REL TABLE {name}(FROM {start} TO {end}{told})")

    def ask(self, query: str) -> list[list[Any]]:
        answer = self.connection.execute(query)
        assert not isinstance(answer, list)
        return answer.get_all()


def test_a_graph_database_holds_the_graph(bundled: Library) -> None:
    G = bundled.graph()
    statements = exported(bundled, "cypher").decode()
    found = Database(statements + statements)  # run again, it changes nothing
    names = [name for name in next(iter(G.nodes.values())) if name != "kind"]
    asked = ", ".join(f"n.`{name}`" for name in names)
    nodes = {row[0]: row[1:] for row in found.ask(f"MATCH (n:Document) RETURN n.id, {asked}")}
    assert nodes == {id: [data[name] for name in names] for id, data in G.nodes(data=True)}
    edges = found.ask("MATCH (s)-[r]->(t) RETURN s.id, t.id, label(r), r.count, r.evidence")
    assert sorted(map(tuple, edges)) == sorted(
        (s, t, key.upper(), data["count"], data["evidence"])
        for s, t, key, data in G.edges(keys=True, data=True)
    )
    assert len(found.constraints) == 2 and "(n:Document) REQUIRE n.id" in found.constraints[0]


def test_a_graph_database_holds_the_tasks(library: Library) -> None:
    found = Database(exported(library, "cypher", detail="obligations").decode())
    duties = library.obligations("polars")
    rows = found.ask("MATCH (d:Document)-[:ASSIGNS]->(o:Obligation) RETURN d.id, o.id, o.text")
    assert sorted(map(tuple, rows)) == sorted(
        (document, f"{document}#{id}", text)
        for document, id, text in duties.select("document", "id", "text").rows()
    )
    roles = found.ask("MATCH (b:Body)-[:LEADS]->(o) RETURN count(*)")[0][0]
    assert roles == len({(row[5] or row[4], *row[:2]) for row in
                         rows_of(select(library), "bodies") if row[2] == "lead"})  # fmt: skip
    links = found.ask("MATCH (a)-[r:TRACES_TO]->(b) RETURN a.id, b.id, r.relation, r.score")
    assert links and sorted(map(tuple, links)) == sorted(
        (f"{a}#{b}", f"{c}#{d}", how, score)
        for a, b, c, d, how, score in library.links("polars").rows()
    )
    assert len(found.constraints) == 3


@given(HOSTILE)
@settings(max_examples=60, deadline=None)
def test_cypher_reads_any_words_as_they_are(words: str) -> None:
    db = Shared.connection()
    answer = db.execute(f"UNWIND [{literal({'a': words, 'b': None})}] AS row RETURN row.a, row.b")
    assert answer.get_all() == [[words, None]]
    assert "\n" not in literal(words)


class Shared:
    """One connection for all examples."""

    _connection: Any = None

    @classmethod
    def connection(cls) -> Any:
        if cls._connection is None:
            cls._connection = ladybug.Connection(ladybug.Database(":memory:"))
        return cls._connection


# -- tables --------------------------------------------------------------------------------------


def test_csv_is_what_the_tables_hold(bundled: Library, tmp_path: Path) -> None:
    found = export(bundled, "csv", tmp_path / "bang")
    assert [file.name for file in found.files] == [f"{name}.csv" for name in TABLES]
    for name, columns in TABLES.items():
        rows = list(rows_of(select(bundled), name))
        assert rows, name
        with (tmp_path / "bang" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *read = csv.reader(file)
        assert head == list(columns)
        assert read == [["" if cell is None else str(cell) for cell in row] for row in rows]
        found = duckdb.sql(
            f"SELECT * FROM read_csv('{tmp_path / 'bang' / name}.csv', header = true,"
            " all_varchar = true)"
        ).fetchall()
        assert found == [tuple(None if cell is None else str(cell) for cell in row) for row in rows]


def test_csv_has_a_mark_for_excel_on_request(library: Library, tmp_path: Path) -> None:
    plain = export(library, "csv", tmp_path / "a").files[0].read_bytes()
    assert export(library, "csv", tmp_path / "b", bom=True).files[0].read_bytes() == (
        b"\xef\xbb\xbf" + plain
    )
    assert plain.startswith(b"id,type,number")


@given(HOSTILE)
@settings(max_examples=40, deadline=None)
def test_csv_and_parquet_hold_any_words(
    spoilt: Library, tmp_path_factory: pytest.TempPathFactory, words: str
) -> None:
    spoil(spoilt, words)
    folder = tmp_path_factory.getbasetemp() / "hong-bang"
    export(spoilt, "csv", folder)
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert {row["title"] for row in csv.DictReader(file)} == {words}
    export(spoilt, "parquet", folder)
    assert set(pl.read_parquet(folder / "documents.parquet")["title"]) == {words}
    assert set(pl.read_parquet(folder / "edges.parquet")["evidence"]) == {words}


def test_duckdb_and_polars_read_parquet_with_its_types(bundled: Library, tmp_path: Path) -> None:
    export(bundled, "parquet", tmp_path)
    kinds = {"text": (pl.String, "VARCHAR"), "int": (pl.Int64, "BIGINT"),
             "float": (pl.Float64, "DOUBLE")}  # fmt: skip
    for name, columns in TABLES.items():
        file = tmp_path / f"{name}.parquet"
        frame = pl.read_parquet(file)
        assert dict(frame.schema) == {each: kinds[kind][0] for each, kind in columns.items()}
        assert frame.rows() == list(rows_of(select(bundled), name))
        if name in COLUMNS:
            assert frame.equals(getattr(bundled, name)("polars"))
        read = duckdb.sql(f"SELECT * FROM '{file}'")
        assert read.columns == list(columns)
        assert [str(each) for each in read.types] == [kinds[kind][1] for kind in columns.values()]
        assert read.fetchall() == frame.rows()


def test_tables_of_a_part_are_that_part_of_the_tables(bundled: Library) -> None:
    ensure_links(bundled)
    part = select(bundled, [PLAN], 1)
    for name in TABLES:
        if name != "edges":
            held = set(part.held())
            assert list(rows_of(part, name)) == [
                row for row in rows_of(select(bundled), name) if row[0] in held
            ]
    inside = set(part.ids or ())
    assert list(rows_of(part, "edges")) == [
        row for row in rows_of(select(bundled), "edges") if {row[0], row[1]} <= inside
    ]


# -- Web Annotations -----------------------------------------------------------------------------


def test_every_annotation_finds_its_place_again(bundled: Library) -> None:
    page = json.loads(exported(bundled, "annotations"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    docs = {BASE + id: bundled.document(id) for id in select(bundled).held()}
    cites = [(doc, cite) for doc in docs.values() if doc for cite in doc.citations]
    assert len(page["items"]) == len(cites) == len({each["id"] for each in page["items"]})
    by_id = {f"{BASE}{reference(doc.id)}#{cite.id}": (doc, cite) for doc, cite in cites}
    for each in page["items"]:
        doc, cite = by_id[each["id"]]
        quote, place = each["target"]["selector"]
        text = docs[each["target"]["source"]].text.text  # type: ignore[union-attr]
        assert text[place["start"] : place["end"]] == quote["exact"] == cite.text
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        start = place["start"] - len(quote["prefix"])
        assert text[start : start + len(around)] == around
        assert each["body"]["relation"] == cite.relation
        if cite.target:
            assert each["body"]["source"] == BASE + reference(cite.target)
        else:
            assert each["body"]["value"] == cite.text


def test_annotations_count_code_points(tmp_path: Path) -> None:
    text = PAPERS["b"].replace("NHIỆM VỤ", "NHIỆM VỤ 😀 CHUNG")
    text += "2. 😀 Theo Kế hoạch số 801/KH-UBND, Sở Nội vụ mở lớp.\n"
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    library = Library(tmp_path / "kho.kl52", create=True)
    [*add_files(find_candidates([tmp_path / "b.txt"]), library, sandboxed=False)]
    (doc,) = library
    assert "😀" in doc.text.text
    items = json.loads(exported(library, "annotations"))["items"]
    last = items[-1]["target"]["selector"]
    assert doc.text.text.index("😀") < last[1]["start"]
    assert doc.text.text[last[1]["start"] : last[1]["end"]] == last[0]["exact"]


# -- the same bytes ------------------------------------------------------------------------------


def everything(library: Library, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    found = {}
    for name, each in FORMATS.items():
        for detail in ("documents", "obligations") if each.detail else ("documents",):
            target = folder / f"{name}-{detail}"
            for file in export(library, name, target, detail=detail).files:  # type: ignore[arg-type]
                found[f"{name}/{detail}/{file.name}"] = file.read_bytes()
    return found


def test_the_order_of_adding_does_not_show(tmp_path: Path) -> None:
    found = []
    for at, order in enumerate(permutations("abc")):
        folder = tmp_path / f"may-{at}"
        folder.mkdir()
        library = build(folder, "".join(order), prefix=f"{at}-")
        if at % 2:
            everything(library, folder / "truoc")  # links are kept, and found anew
            with library.writable.writing() as db:
                (sha,) = db.execute("SELECT sha256 FROM files ORDER BY sha256").fetchone()
                drop_files(db, [sha])
                settle(db, library.known, StoredShelf(library.writable))
            library = build(folder, "".join(reversed(order)), prefix=f"{at}-")
        found.append(everything(library, folder / "ra"))
    assert len(found[0]) == 21
    assert all(each == found[0] for each in found)
    for data in found[0].values():
        assert str(tmp_path).encode() not in data and b"0-a.txt" not in data


def test_a_folder_gives_what_the_library_of_its_files_gives(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "van-ban").mkdir()
    for name, text in PAPERS.items():
        (tmp_path / "van-ban" / f"{name}.txt").write_text(text, encoding="utf-8")
    folder = everything(Library(tmp_path / "van-ban"), tmp_path / "a")
    assert folder == everything(library, tmp_path / "b")


# -- where it goes -------------------------------------------------------------------------------


def test_a_file_is_there_whole_or_not_at_all(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kho.graphml"
    export(library, "graphml", target)
    before = target.read_bytes()

    def fail(selection: object, out: BinaryIO, detail: bool) -> None:
        out.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kl52.exporting.graphml.write", fail)
    with pytest.raises(UsageError, match="ổ đĩa đầy"):
        export(library, "graphml", target)
    assert target.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["kho.graphml"]


def test_older_files_of_the_folder_are_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "cu.xml").write_text("<a/>", encoding="utf-8")
    (tmp_path / "ghi-chu.txt").write_text("a", encoding="utf-8")
    found = library.export("akn", tmp_path)
    assert len(found.files) == 3
    assert [each.name for each in found.stale] == ["cu.xml"]


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        pytest.param("gexf", {}, "không có dạng gexf", id="no such format"),
        pytest.param("csv", {"detail": "obligations"}, "--detail", id="no detail"),
        pytest.param("parquet", {"bom": True}, "--bom", id="no mark"),
        pytest.param("graphml", {"depth": -1, "ids": [UPPER]}, "--depth", id="no such depth"),
        pytest.param("csv", {}, "nhiều tệp", id="a folder into a stream"),
        pytest.param("akn", {}, "nhiều tệp", id="many documents into a stream"),
        pytest.param("graphml", {"ids": ["/akn/vn/act/luat/quoc-hoi/2001-01-01/99-2001-qh10"]},
                     "không có văn bản này", id="an unknown id"),
        pytest.param("akn", {"ids": [DECISION]}, "chưa có nội dung", id="no text of it"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told(
    library: Library, name: str, options: dict[str, Any], said: str
) -> None:
    out = io.BytesIO()
    with pytest.raises(UsageError, match=said):
        export(library, name, out, **options)
    assert out.getvalue() == b""


def test_marks_of_secrecy_are_told(run: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("MẬT\n" + PAPERS["a"], encoding="utf-8")
    (tmp_path / "b.txt").write_text(PAPERS["b"], encoding="utf-8")
    library = Library(tmp_path / "kho.kl52", create=True)
    files = find_candidates([tmp_path / "a.txt", tmp_path / "b.txt"])
    [*add_files(files, library, sandboxed=False, allow_secret=True)]
    assert library.export("graphml", io.BytesIO()).secret == (UPPER,)
    status, _, err = run("--to", "graphml", "--library", tmp_path / "kho.kl52", "-q")
    assert status == 0 and "dấu mật" in err and UPPER in err
    assert export(library, "annotations", io.BytesIO(), ids=[
        id for id in library.ids() if id != UPPER]).secret == ()  # fmt: skip


# -- the command ---------------------------------------------------------------------------------


@pytest.fixture
def run(capsysbinary: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    from kl52.cli import main

    monkeypatch.setenv("KL52_LIBRARY", ":none:")

    def command(*arguments: object) -> tuple[int, bytes, str]:
        try:
            status = main(["export", *map(str, arguments)])
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        out, err = capsysbinary.readouterr()
        return status, out, err.decode()

    return command


def test_the_command_knows_every_format() -> None:
    assert tuple(FORMATS) == NAMES
    (commands,) = [each.choices for each in build_parser()._actions if each.dest == "command"]
    assert commands is not None
    shown = dict(commands)["export"].format_help()
    assert all(name in shown.split("ví dụ:")[1] for name in NAMES)


def test_one_file_goes_to_stdout(run: Any, bundled: Library) -> None:
    for to in ("-", None):
        output = ("-o", to) if to else ()
        status, out, err = run("--to", "graphml", "48/KH-UBND", *output)
        assert (status, err) == (0, "")
        assert out == exported(bundled, "graphml", ids=[PLAN])


def test_files_are_listed(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "bang"
    status, out, err = run("--to", "csv", "-o", folder, "48/KH-UBND", "--json")
    assert (status, err) == (0, "")
    assert [Path(each).name for each in json.loads(out)["files"]] == [f"{n}.csv" for n in TABLES]
    assert run("--to", "csv", "-o", folder, "--bom")[1].decode() == f"Đã ghi 6 tệp vào {folder}.\n"
    (folder / "cu.csv").write_text("a", encoding="utf-8")
    assert "cu.csv" in run("--to", "csv", "-o", folder)[2]
    assert run("--to", "csv", "-o", folder, "-q")[2] == ""


def test_a_document_is_a_file(run: Any, tmp_path: Path) -> None:
    target = tmp_path / "48.xml"
    assert run("--to", "akn", "48/KH-UBND", "-o", target)[0] == 0
    assert target.read_bytes() == run("--to", "akn", "48/KH-UBND")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([], "thiếu --to", id="no format"),
        pytest.param(["--to", "gexf"], "--to không nhận gexf", id="no such format"),
        pytest.param(["--to", "csv"], "-o", id="a folder is needed"),
        pytest.param(["--to", "graphml", "--json"], "-o", id="two things to stdout"),
        pytest.param(["--to", "graphml", "--depth", "2"], "thêm ID", id="depth of everything"),
        pytest.param(["--to", "graphml", "1/XX-YY"], "không có văn bản này", id="no such number"),
        pytest.param(["--to", "graphml", "--on", "hôm qua"], "không hiểu ngày", id="no date"),
    ],
)
def test_wrong_use_is_one_line_in_vietnamese(run: Any, arguments: list[str], said: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, b"")
    assert said in err and err.count("\n") == 1


def test_a_file_that_cannot_be_written_is_told(run: Any, tmp_path: Path) -> None:
    status, _, err = run("--to", "graphml", "-o", tmp_path / "khong-co" / "a.graphml")
    assert status == 2 and "không ghi được" in err
    (tmp_path / "tep").write_text("", encoding="utf-8")
    status, _, err = run("--to", "csv", "-o", tmp_path / "tep")
    assert status == 2 and "không tạo được thư mục" in err
