"""What researchers ask of a library: graphs, cascades, gaps, links, comparisons, frames."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

from kl52.cli import main
from kl52.errors import UsageError
from kl52.graph.frames import COLUMNS
from kl52.graph.links import ensure_links
from kl52.library import Library
from kl52.library.keeping import drop_files, settle
from kl52.library.naming import id_meant, ids_meant
from kl52.library.shelf import StoredShelf

PLAN = "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd"
DECISION = "/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg"
CONCLUSION = "/akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw"
ROOT = "/akn/vn/act/nghi-quyet/bchtw/2008-08-06/27-nq-tw"
FICTITIOUS = "/akn/vn/act/quyet-dinh/ttg/2026-05-15/9901-qd-ttg"
HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH {province}\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\n{place}, ngày {day} tháng {month} năm {year}\n"
)


def paper(number: str, on: str, title: str, *lines: str, province: str = "Lạng Sơn") -> str:
    """A plan of a province."""
    day, month, year = on.split("/")
    head = HEAD.format(
        province=province.upper(), number=number, place=province, day=day, month=month, year=year
    )
    return head + "\n".join(("KẾ HOẠCH", title, *lines)) + "\n"


UPPER = paper(
    "801/KH-UBND", "05/01/2024", "Phát triển thư viện số",
    "I. NHIỆM VỤ", "1. Sở Văn hóa, Thể thao và Du lịch xây dựng kho sách số dùng chung toàn tỉnh.",
    "2. Sở Tài chính bố trí kinh phí mua máy quét tài liệu.",
)  # fmt: skip
LOWER = paper(
    "802/KH-UBND", "05/03/2024",
    "Thực hiện Kế hoạch số 801/KH-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh Lạng Sơn",
    "I. NHIỆM VỤ", "1. Sở Văn hóa, Thể thao và Du lịch xây dựng kho sách số dùng chung của tỉnh.",
)  # fmt: skip
LATER = paper(
    "803/KH-UBND", "05/06/2025", "Phát triển thư viện số giai đoạn mới",
    "Kế hoạch này thay thế Kế hoạch số 801/KH-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh Lạng "
    "Sơn.",
)  # fmt: skip


@pytest.fixture(scope="module")
def bundled() -> Library:
    return Library()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def library_of(folder: Path, **papers: str) -> Library:
    library = Library(folder / "kho.kl52", create=True)
    add(library, folder, **papers)
    return library


def add(library: Library, folder: Path, **papers: str) -> None:
    files = []
    for name, text in papers.items():
        file = folder / f"{name}.txt"
        file.write_text(text, encoding="utf-8")
        files.append(file)
    assert all(each.error is None for each in library.add(*files, sandboxed=False))


# -- the graph -----------------------------------------------------------------------------------


def test_a_neighbourhood_holds_what_cites_and_what_is_cited(bundled: Library) -> None:
    G = bundled.graph(DECISION)
    assert PLAN in G.predecessors(DECISION) and CONCLUSION in G.successors(DECISION)
    assert G.nodes[CONCLUSION]["held"] and G.nodes[CONCLUSION]["number"] == "52-KL/TW"
    edge = G.edges[PLAN, DECISION, "implements"]
    assert edge["count"] >= 2 and "142/QĐ-TTg" in edge["evidence"]


def test_depth_relation_level_and_date_bound_a_neighbourhood(bundled: Library) -> None:
    assert set(bundled.graph(PLAN, depth=0)) == {PLAN}
    assert ROOT not in bundled.graph(PLAN) and ROOT in bundled.graph(PLAN, depth=2)
    only = bundled.graph(PLAN, depth=2, relations={"implements"})
    assert {key for *_, key in only.edges(keys=True)} == {"implements"}
    assert set(bundled.graph(PLAN, depth=3, since="2019-06-01")) == {
        PLAN, DECISION, "/akn/vn/act/ke-hoach/tu-lang-son/2019-08-07/114-kh-tu",
    }  # fmt: skip
    party = bundled.graph(PLAN, levels={"party-central"})
    assert set(party) == {PLAN, CONCLUSION}


def test_an_edge_of_an_inner_mention_is_of_the_two_documents(bundled: Library) -> None:
    G = bundled.graph(CONCLUSION)
    assert G.edges[CONCLUSION, ROOT, "continues"]["witness"] != CONCLUSION


def test_the_whole_graph_is_the_union_of_neighbourhoods(bundled: Library) -> None:
    whole = bundled.graph()
    near = nx.compose_all([bundled.graph(id) for id in whole if whole.nodes[id]["held"]])
    assert set(whole.edges) == set(near.edges)
    assert nx.pagerank(nx.DiGraph(whole))[CONCLUSION] > 0


def test_a_graph_of_a_day_leaves_out_what_came_later(bundled: Library) -> None:
    assert DECISION not in bundled.graph(CONCLUSION, on="2019-12-31")


def test_no_attribute_needs_more_than_plain_values(bundled: Library) -> None:
    G = bundled.graph(PLAN, depth=3)
    values = [value for _, node in G.nodes(data=True) for value in node.values()]
    values += [value for *_, edge in G.edges(data=True) for value in edge.values()]
    assert {type(value) for value in values} <= {str, int, bool, type(None)}
    assert G.graph == {}


# -- cascades ------------------------------------------------------------------------------------


def test_a_cascade_is_a_dag_over_and_under_a_document(bundled: Library) -> None:
    G = bundled.cascade(CONCLUSION)
    assert nx.is_directed_acyclic_graph(G)
    assert {PLAN, DECISION, ROOT} <= set(G)
    ranks = dict(G.nodes(data="rank"))
    assert (ranks[ROOT], ranks[CONCLUSION]) == (0, 1) and ranks[PLAN] > ranks[DECISION]


def test_impact_tells_how_far_and_which_tasks(bundled: Library) -> None:
    found = {each.document: each for each in bundled.impact(FICTITIOUS)}
    plan = next(each for id, each in found.items() if "9902" in id)
    assert plan.distance == 1 and plan.relation == "implements" and len(plan.tasks) > 5
    assert [each.distance for each in bundled.impact(ROOT)] == sorted(
        each.distance for each in bundled.impact(ROOT)
    )


def test_nothing_stands_above_what_is_older(folder: Path) -> None:
    young = LOWER.replace("05/01/2024", "05/01/2030")
    library = library_of(folder, lower=young, upper=UPPER.replace("năm 2024", "năm 2030"))
    (id,) = (id for id in library.ids() if "802" in id)
    assert set(library.cascade(id)) == {id}


# -- what is missing, what has changed -----------------------------------------------------------


def test_missing_documents_come_first_by_what_they_would_link(folder: Path) -> None:
    library = library_of(folder, lower=LOWER)
    first = library.missing_documents()[0]
    assert (first.label, first.cited_by, first.implemented_by) == ("801/KH-UBND", 1, 1)
    assert first.would_link == 1
    add(library, folder, upper=UPPER)
    assert library.missing_documents() == ()


def test_links_are_found_again_when_a_source_comes_or_goes(folder: Path) -> None:
    library = library_of(folder, lower=LOWER)
    assert len(library.links()) == 0
    add(library, folder, upper=UPPER)
    links = library.links()
    assert [row.source.rpartition("/")[2] for row in links.itertuples()] == ["801-kh-ubnd"]
    assert links.score.between(0, 1).all()
    with library.writable.writing() as db:
        (sha256,) = db.execute("SELECT file FROM documents WHERE number LIKE '801%'").fetchone()
        drop_files(db, [sha256])
        settle(db, library.known, StoredShelf(library.writable))
    assert len(library.links()) == 0


def test_links_do_not_change_the_revision(folder: Path) -> None:
    library = library_of(folder, lower=LOWER, upper=UPPER)
    before = library.writable.revision
    ensure_links(library)
    assert library.writable.revision == before


def test_suspects_are_those_whose_source_was_replaced(folder: Path) -> None:
    library = library_of(folder, lower=LOWER, upper=UPPER, later=LATER)
    (found,) = library.suspects()
    assert "802" in found.document and "801" in found.source and found.change.kind == "replaced"
    assert library.suspects("2025-06-05") == (found,)
    assert library.suspects("2025-06-06") == ()


def test_status_is_that_of_the_library_as_it_is_now(folder: Path) -> None:
    library = library_of(folder, lower=LOWER, upper=UPPER)
    (id,) = (id for id in library.ids() if "801" in id)
    assert library.graph(id).nodes[id]["status"] == "unknown"
    add(library, folder, later=LATER)
    assert library.graph(id).nodes[id]["status"] == "replaced"
    assert library.graph(id, on="2025-01-01").nodes[id]["status"] == "unknown"


# -- comparisons ---------------------------------------------------------------------------------


def test_compare_sets_plans_beside_the_tasks_of_a_decision(bundled: Library) -> None:
    found = bundled.compare(FICTITIOUS)
    assert [plan.header.number for plan in found.plans][:2] == ["9911/KH-UBND", "9902/KH-UBND"]
    states = found.states
    assert list(states.index) == [task.id for task in found.tasks]
    assert set(states.iloc[:, 0].dropna()) <= {"covered", "partial", "missing", "not_assessed",
                                               "not_applicable"}  # fmt: skip
    assert {task.id for task in found.not_taken_up} <= set(states.index)


def test_compare_without_the_text_says_so(bundled: Library) -> None:
    with pytest.raises(UsageError, match="kl52 add"):
        bundled.compare("/akn/vn/act/nghi-quyet/cp/2030-01-01/1-nq-cp")


# -- frames --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COLUMNS)
def test_frames_have_stable_columns_also_when_empty(
    name: str, bundled: Library, tmp_path: Path
) -> None:
    for library in (bundled, Library(tmp_path / "kho.kl52", create=True)):
        pandas, polars = (getattr(library, name)(engine) for engine in ("pandas", "polars"))
        assert list(pandas.columns) == polars.columns == list(COLUMNS[name])
        assert len(pandas) == len(polars)
    assert len(getattr(bundled, name)()) > 0


def test_frames_fit_each_other(bundled: Library) -> None:
    links, duties = bundled.links(), bundled.obligations()
    keys = set(zip(duties.document, duties.id, strict=True))
    assert set(zip(links.document, links.obligation, strict=True)) <= keys
    assert set(zip(links.source, links.task, strict=True)) <= keys
    joined = bundled.citations().merge(bundled.documents(), left_on="cited", right_on="id")
    assert (joined.document != joined.cited).any()


# -- which document is meant ---------------------------------------------------------------------


def test_a_document_is_meant_by_id_number_or_file(folder: Path) -> None:
    library = library_of(folder, upper=UPPER, other=UPPER.replace("LẠNG SƠN", "CAO BẰNG"))
    assert len(ids_meant(library, "801/KH-UBND")) == 2
    with pytest.raises(UsageError, match="2 văn bản mang số 801/KH-UBND"):
        id_meant(library, "801/KH-UBND")
    (one,) = ids_meant(library, str(folder / "upper.txt"))
    assert id_meant(library, one) == one
    assert id_meant(library, "142/2008/QĐ-TTg").endswith("142-2008-qd-ttg")
    with pytest.raises(UsageError, match="không có văn bản này"):
        id_meant(library, "142/2008/QĐ-TTg", held=True)


def test_show_and_impact_answer_people_and_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", DECISION, "--library", ":none:"]) == 0
    shown = capsys.readouterr().out
    assert "Quyết định 142/QĐ-TTg (21/01/2020)" in shown and "VĂN BẢN CẤP TRÊN" in shown
    assert main(["show", "52-KL/TW", "--library", ":none:"]) == 2
    assert CONCLUSION in capsys.readouterr().err
    assert main(["show", CONCLUSION, "--json", "--library", ":none:"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["schema"] == "kl52/1" and answer["document"]["number"] == "52-KL/TW"
    assert {"document": ROOT, "relation": "continues"} in answer["above"]
    assert main(["impact", CONCLUSION, "--json", "--library", ":none:"]) == 0
    affected = json.loads(capsys.readouterr().out)["affected"]
    assert {each["document"] for each in affected} >= {PLAN, DECISION}
    assert main(["impact", CONCLUSION, "--lang", "en", "--library", ":none:"]) == 0
    assert "documents depend on it" in capsys.readouterr().out


def test_what_was_done_to_a_document_is_an_edge_from_who_did_it(folder: Path) -> None:
    words = (
        "Căn cứ Nghị định số 98/2019/NĐ-CP ngày 27/12/2019 của Chính phủ (được sửa đổi, bổ sung "
        "bởi Nghị định số 97/2021/NĐ-CP ngày 08/11/2021 của Chính phủ);"
    )
    library = library_of(folder, plan=paper("810/KH-UBND", "05/01/2024", "Lớp học", words))
    G = library.graph()
    amending = {
        (G.nodes[above]["label"], G.nodes[below]["label"])
        for above, below, relation in G.edges(keys=True)
        if relation == "amends"
    }
    assert amending == {("97/2021/NĐ-CP", "98/2019/NĐ-CP")}
