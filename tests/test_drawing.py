"""Pictures: well-formed, escaped, without ids, with boxes that no line and no box lies on."""

from __future__ import annotations

import copy
import pickle
import re
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kl52.coverage import coverage
from kl52.drawing.bars import bars_svg, calibration_svg
from kl52.drawing.cascades import cascade_svg
from kl52.drawing.grid import Item, place
from kl52.drawing.heatmap import comparison_svg, coverage_svg
from kl52.drawing.levels import ROWS, row_of
from kl52.drawing.routes import route
from kl52.drawing.svg import element, fitted, width_of, words
from kl52.drawing.timeline import deadlines_svg
from kl52.graph.answers import Answers
from kl52.graph.cascades import Cascade
from kl52.graph.suspects import Suspect
from kl52.language.wording import speaker
from kl52.library import Library
from kl52.model import Body, Change, Deadline, Obligation
from kl52.parsing import parse_document
from kl52.spans import Span
from kl52.tracing import trace

DECISION = "/akn/vn/act/quyet-dinh/ttg/2026-05-15/9901-qd-ttg"
PLAN = "/akn/vn/act/ke-hoach/ubnd-son-ha/2026-07-20/9902-kh-ubnd"
HOSTILE = "<script>alert(1)</script>\"'&]]><!--\x00\x1b\u202e</svg><img onerror=x>"
SVG = "{http://www.w3.org/2000/svg}"
BOX = (178.0, 68.0)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def paper(
    G: nx.MultiDiGraph[str], id: str, *above: str, relation: str = "implements", **known: object
) -> None:
    facts = {"label": id, "number": id, "type": "Kế hoạch", "held": True, "status": "unknown"}
    facts |= {"level": "province", "issuer": "Ủy ban nhân dân tỉnh Sơn Hà", "title": "Về việc"}
    G.add_node(id, **{**facts, "date": "2026-05-15", "province": None, **known})
    for each in above:
        G.add_edge(id, each, relation, relation=relation, evidence=f"theo {each}")


def fan(count: int) -> nx.MultiDiGraph[str]:
    """One directive, two decisions, and ``count`` plans that carry out one or both."""
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    paper(G, "1-CT/TW", level="party-central", issuer="Ban Bí thư", date="2026-01-02")
    for number in (1, 2):
        paper(G, f"{number}/QĐ-TTg", "1-CT/TW", level="central", issuer="Thủ tướng Chính phủ",
              date=f"2026-03-0{number}")  # fmt: skip
    for number in range(count):
        above = ("1/QĐ-TTg", "2/QĐ-TTg", "1-CT/TW")[: 1 + number % 3]
        paper(G, f"{number}/KH-UBND", *above, date=f"2026-{4 + number % 9:02}-{1 + number % 28:02}")
    return G


def parsed(picture: str) -> etree._Element:
    return etree.fromstring(picture.encode())


def texts(picture: str) -> str:
    return "\n".join(parsed(picture).itertext())


# -- elements and words --------------------------------------------------------------------------


@given(st.text())
def test_any_words_make_well_formed_markup_that_holds_no_other_element(value: str) -> None:
    found = etree.fromstring(element("text", words(value), title=value))
    assert found.tag == "text" and len(found) == 0


@given(st.text(alphabet=st.sampled_from("aimWĐệ ,…1-"), max_size=200), st.integers(1, 4))
def test_fitted_lines_fit_and_are_the_words_up_to_a_cut(value: str, lines: int) -> None:
    found = fitted(value, 90, lines=lines)
    assert len(found) <= lines
    assert all(width_of(line) <= 90 for line in found)
    whole = " ".join(value.split())
    if whole and not any(line.endswith("…") for line in found):
        assert " ".join(found) == whole


# -- where documents and lines go ----------------------------------------------------------------


@st.composite
def papers(draw: st.DrawFn) -> tuple[list[Item], dict[str, list[str]]]:
    """Documents from above down, each with some of those before it above it."""
    dates = st.none() | st.sampled_from(
        ["2008", "2019-05-30", "2020-01-21", "2020-02", "2021-01-01"]
    )
    items, above = [], {}
    for number in range(draw(st.integers(1, 14))):
        over = draw(st.lists(st.sampled_from(items), max_size=3, unique=True)) if items else []
        row = draw(st.integers(max([each.row for each in over], default=0), 4))
        items.append(Item(str(number), row, draw(dates)))
        above[str(number)] = [each.id for each in over]
    rows = sorted({item.row for item in items})
    return [Item(item.id, rows.index(item.row), item.date) for item in items], above


def lines_of(above: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    """A line for each pair; every third document continues what the others carry out."""
    return [
        (over, id, "continues" if int(id) % 3 == 0 else "implements")
        for id, every in above.items()
        for over in every
    ]


@given(papers(), st.integers(1, 6))
def test_columns_follow_the_dates_and_no_place_is_taken_twice(
    given_: tuple[list[Item], dict[str, list[str]]], columns: int
) -> None:
    items, above = given_
    grid = place(items, above, columns)
    places = [(cell.row, cell.column, cell.slot) for cell in grid.cells.values()]
    assert len(set(places)) == len(places) == len(items)
    dated = sorted((item.date, grid.cells[item.id].column) for item in items if item.date)
    assert [column for _, column in dated] == sorted(column for _, column in dated)


@given(papers())
def test_no_line_runs_over_a_box_and_no_box_over_another(
    given_: tuple[list[Item], dict[str, list[str]]],
) -> None:
    items, above = given_
    grid = place(items, above)
    lines = lines_of(above)
    plan = route(grid, lines, BOX, 96, 30)
    boxes = list(plan.boxes.values())
    for number, (x, y) in enumerate(boxes):
        assert x >= 0 and x + BOX[0] <= plan.size[0] and y + BOX[1] <= plan.size[1]
        for x2, y2 in boxes[:number]:
            assert abs(x - x2) >= BOX[0] or abs(y - y2) >= BOX[1]
    for points in plan.lines.values():
        for (x1, y1), (x2, y2) in pairwise(points):
            assert x1 == x2 or y1 == y2
            for x, y in boxes:
                crosses = min(x1, x2) < x + BOX[0] and max(x1, x2) > x
                assert not (crosses and min(y1, y2) < y + BOX[1] and max(y1, y2) > y)


@given(papers())
def test_lines_of_different_documents_never_lie_on_each_other(
    given_: tuple[list[Item], dict[str, list[str]]],
) -> None:
    items, above = given_
    lines = lines_of(above)
    plan = route(place(items, above), lines, BOX, 96, 30)
    taken: dict[tuple[str, float], list[tuple[float, float, str]]] = {}
    for (above_, _, style), points in plan.lines.items():
        start = f"{above_} {style}"
        for (x1, y1), (x2, y2) in pairwise(points[:-1]):  # all but the last step into the box
            key = ("x", x1) if x1 == x2 else ("y", y1)
            low, high = sorted((y1, y2) if x1 == x2 else (x1, x2))
            for other_low, other_high, other in taken.get(key, ()):
                assert other == start or high <= other_low or other_high <= low
            taken.setdefault(key, []).append((low, high, start))


@pytest.mark.parametrize("level", [
    "central", "legislature", "province", "district", "commune", "party-central", "party-province",
    "party-district", "party-commune", "front", "front-province", "front-district",
    "front-commune", None, "another",
])  # fmt: skip
def test_every_level_has_a_row_with_a_name(level: str | None) -> None:
    row = row_of({"level": level, "issuer": "Cơ quan"})
    assert row in ROWS and speaker("vi")(f"drawing.row.{row}")
    assert (row == "unknown") == (level in (None, "another"))


# -- cascades ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 3, 20, 50])
def test_a_cascade_has_a_box_for_each_document_and_a_line_for_each_pair(count: int) -> None:
    G = fan(count)
    picture = cascade_svg(G, "1/QĐ-TTg")
    root = parsed(picture)
    pairs = {(below, above) for below, above, _ in G.edges}
    assert picture.count('class="arrow"') - 1 == len(pairs)
    assert len(root.findall(f".//{SVG}rect[@class='box']")) == len(G)
    assert all(id in texts(picture) for id in G)
    assert (root.get("role"), root.get("aria-label")) == (
        "group",
        f"Chuỗi văn bản theo cấp và thời gian: {len(G)} văn bản, 0 chưa có nội dung. "
        "đang xem: Kế hoạch 1/QĐ-TTg (15/05/2026)".replace("15/05/2026", "01/03/2026"),
    )


def test_the_same_graph_gives_the_same_picture_without_ids_scripts_or_links() -> None:
    one, other = cascade_svg(fan(12)), cascade_svg(fan(12))
    assert one == other
    assert not re.search(r"\sid=|<script|\bon\w+=|url\(|@import|xlink", one)
    assert set(re.findall(r"https?://[^\"' ]+", one)) == {"http://www.w3.org/2000/svg"}


def test_what_is_missing_is_dashed_and_what_has_ended_is_struck_through_and_both_are_said() -> None:
    G = fan(2)
    G.nodes["0/KH-UBND"]["held"] = False
    G.nodes["1/QĐ-TTg"]["status"] = "replaced"
    root = parsed(cascade_svg(G))
    said = {
        name: "\n".join(node.itertext())
        for name in ("missing-text", "ended")
        for node in root.iter(f"{SVG}g")
        if name in (node.get("class") or "") and "node" in (node.get("class") or "")
    }
    assert "0/KH-UBND" in said["missing-text"] and "thiếu nội dung" in said["missing-text"]
    assert "1/QĐ-TTg" in said["ended"] and "đã bị thay thế" in said["ended"]


def test_a_shortcut_is_drawn_thinner_than_the_way_that_it_cuts_short() -> None:
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    paper(G, "a", date="2026-01-01")
    paper(G, "b", "a", date="2026-02-01")
    paper(G, "c", "a", "b", date="2026-03-01")
    thin = [
        "\n".join(node.itertext())
        for node in parsed(cascade_svg(G)).iter(f"{SVG}g")
        if "far" in (node.get("class") or "").split()
    ]
    assert len(thin) == 1 and "c" in thin[0] and "→ Kế hoạch a" in thin[0]


def test_hostile_words_are_words() -> None:
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    paper(G, HOSTILE, title=HOSTILE, issuer=HOSTILE, province=HOSTILE, type=HOSTILE)
    paper(G, "b", HOSTILE, relation="implements")
    picture = cascade_svg(G, HOSTILE)
    tags = {etree.QName(node).localname for node in parsed(picture).iter()}
    assert tags == {"svg", "title", "style", "rect", "g", "path", "text"}
    assert "&lt;script&gt;" in picture and "\x00" not in picture and "\u202e" not in picture


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/?a=1&b=2", True),
        ("#x", True),
        ("a/b.html", True),
        ("javascript:alert(1)", False),
        (" \tJavaScript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
    ],
)
def test_an_address_leads_somewhere_and_runs_nothing(address: str, safe: bool) -> None:
    picture = cascade_svg(fan(1), url=lambda id: address if id == "1-CT/TW" else None)
    (link,) = parsed(picture).iter(f"{SVG}a")
    assert link.get("href") == (address if safe else "#")


def test_of_very_many_documents_the_nearest_are_drawn_and_the_rest_is_counted() -> None:
    G = fan(60)
    nx.add_path(G, ["far", "0/KH-UBND"])
    paper(G, "far", "0/KH-UBND", date="2027-01-01")
    picture = cascade_svg(G, "1-CT/TW", most=40)
    assert len(parsed(picture).findall(f".//{SVG}rect[@class='box']")) == 40
    assert f"Còn {len(G) - 40} văn bản xa hơn" in picture and ">far<" not in picture
    assert "xa hơn" not in cascade_svg(G, "1-CT/TW")


def test_a_circle_and_a_loop_and_an_empty_graph_are_drawn() -> None:
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    assert "0 văn bản" in cascade_svg(G)
    paper(G, "a", "b", "a", date=None)
    paper(G, "b", "a", date=None)
    assert parsed(cascade_svg(G)).find(f".//{SVG}rect[@class='box']") is not None


def test_bare_nodes_of_any_graph_are_drawn() -> None:
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph([("a", "b")])
    assert parsed(cascade_svg(G, lang="en")) is not None


# -- heat maps, deadlines, bars ------------------------------------------------------------------


def test_a_comparison_counts_each_row_and_column_by_its_denominator(library: Library) -> None:
    found = library.compare(DECISION)
    picture = comparison_svg(found)
    shown = texts(picture)
    for name, plan in zip(found.states, found.plans, strict=True):
        said = found.states[name].dropna()
        taken = int(said.isin(["covered", "partial"]).sum())
        assert (plan.header.number or "") in shown and f"{taken}/{len(said)}" in shown
    states = [state for name in found.states for state in found.states[name].dropna()]
    assert shown.split("\n").count("×") - 1 == states.count("missing")
    assert parsed(picture).get("role") == "img"
    assert f"chưa có: {states.count('missing')}" in (parsed(picture).get("aria-label") or "")


def test_the_made_up_plans_leave_out_what_they_were_written_to_leave_out(library: Library) -> None:
    found = library.compare(DECISION)
    assert [plan.header.province for plan in found.plans] == [
        "Vân Hải", "Sơn Hà", "Kim Lâm", "Trường Khê", "Hồng Châu", "An Thạch",
    ]  # fmt: skip
    assert "vị trí việc làm" in " ".join(task.text for task in found.not_taken_up)
    codes = [{each.code for each in one.findings} for one in found.coverages]
    assert "target_lower" in codes[2] & codes[4] and "deadline_missing" in codes[3]
    assert len(found.coverages[3].localisation.verbatim) >= 8


def test_a_coverage_of_hostile_words_and_of_many_rows(library: Library) -> None:
    plan = parse_document(
        f"1. Sở Nội vụ mở lớp {HOSTILE}.".replace("\x00", "").encode(), name="<i>.txt"
    )
    source = library.document(DECISION)
    assert source is not None
    found = coverage(plan, library, against=[source])
    picture = coverage_svg(found, most=3)
    assert "<script" not in picture and parsed(picture) is not None
    rows = sum(row.applicable for row in found.rows)
    assert (f"Còn {rows - 3} nhiệm vụ" in picture) == (rows > 3)


def duty(number: int, lead: str, due: str | None, **more: object) -> Obligation:
    deadline = None if due is None else Deadline(due, "by", end=due)
    bodies = (Body(lead),) if lead else ()
    return Obligation(f"o{number}", Span(0, 1), f"việc {number}", "task", lead=bodies,
                      deadline=deadline)  # fmt: skip


def test_deadlines_count_every_task_once_for_each_body_that_leads() -> None:
    duties = [
        duty(1, "Sở A", "2026-06-30"), duty(2, "Sở A", "2026-06-15"), duty(3, "Sở B", None),
        duty(4, "", "2027"),
        Obligation("o5", Span(0, 1), "việc 5", "report", lead=(Body("Sở A"), Body("Sở B")),
                   deadline=Deadline("hằng năm", "recurring", end="2026-12-15", recurrence="P1Y")),
    ]  # fmt: skip
    root = parsed(deadlines_svg(duties, on="2026-08-01"))
    assert "3 dòng, 6 nhiệm vụ, 3 có ngày cuối" in (root.get("aria-label") or "")
    assert len(root.findall(f".//{SVG}rect[@class='late']")) == 1  # two tasks of one month
    assert len(root.findall(f".//{SVG}circle[@class='due']")) == 1
    assert "(không ghi cơ quan)" in "".join(root.itertext())


def test_deadlines_of_many_bodies_join_the_smallest_and_none_are_none() -> None:
    many = [duty(number, f"Sở {number}", "2026-06-30") for number in range(40)]
    assert "15 cơ quan khác" in deadlines_svg(many)
    assert parsed(deadlines_svg([])) is not None
    assert parsed(deadlines_svg([duty(1, HOSTILE, "2026-06-30")])) is not None


def test_bars_and_calibration_say_their_figures() -> None:
    assert "0.50 of 8" in texts(bars_svg([(HOSTILE, 0.5, "0.50 of 8")], "F1"))
    picture = calibration_svg([(0.5, 0.4, 10)], "tên", "nêu", "đúng")
    assert "0.50 → 0.40 (n = 10)" in (parsed(picture).get("aria-label") or "")


# -- what shows itself ---------------------------------------------------------------------------


def test_everything_that_is_asked_shows_itself(library: Library, tmp_path: Path) -> None:
    plan = library.document(PLAN)
    assert plan is not None
    own = Library(tmp_path / "kho.kl52", create=True)
    shown = [
        library, own, library.cascade(DECISION), library.compare(DECISION),
        coverage(plan, library), trace(plan, library), library.impact(DECISION),
        library.missing_documents(), library.suspects(), cascade_svg(fan(2)),
    ]  # fmt: skip
    for each in shown:
        bundle = each._repr_mimebundle_()
        assert set(bundle) == {"text/html", "text/plain"} and len(bundle["text/plain"]) < 40
        assert etree.HTML(bundle["text/html"]) is not None
        assert str(tmp_path) not in bundle["text/html"] and "<script" not in bundle["text/html"]


def test_a_library_shows_its_counts_and_newest_documents(tmp_path: Path) -> None:
    library = Library(tmp_path / "kho.kl52", create=True)
    file = tmp_path / "a.txt"
    file.write_text(
        "BỘ NỘI VỤ\nSố: 7/CT-BNV\nHà Nội, ngày 05 tháng 3 năm 2026\nCHỈ THỊ\nVề <b>kho</b>\n"
        "1. Sở Nội vụ mở lớp trước ngày 01/6/2026.\n",
        encoding="utf-8",
    )
    library.add(file, sandboxed=False)
    shown = library._repr_html_()
    assert "1 văn bản" in shown and "7/CT-BNV" in shown and "05/03/2026" in shown
    assert "<b>kho</b>" not in shown and "&lt;b&gt;kho" in shown


def test_a_cascade_is_a_graph_as_networkx_has_it(library: Library) -> None:
    G = library.cascade(DECISION)
    assert isinstance(G, Cascade) and G.graph["focus"] == DECISION
    assert type(G.copy()) is Cascade and type(copy.deepcopy(G)) is Cascade
    part = G.subgraph(list(G)[:3])
    assert "<svg" in part._repr_html_() and set(nx.weakly_connected_components(part).__next__())
    assert set(pickle.loads(pickle.dumps(G)).edges) == set(G.edges)
    assert nx.pagerank(nx.DiGraph(G)) and G.reverse().number_of_edges() == G.number_of_edges()


def test_answers_are_tuples_with_names(library: Library) -> None:
    found = library.impact(DECISION)
    assert found == tuple(found) and found[:1] == tuple(found)[:1]
    again = pickle.loads(pickle.dumps(found))
    assert again == found and again.names == found.names
    assert "Kế hoạch 9902/KH-UBND (20/07/2026)" in found._repr_html_()
    assert PLAN not in found._repr_html_()


def test_a_change_is_told_in_words_and_hostile_names_are_escaped() -> None:
    change = Change("replaced", "b", "2026-01-01", None, "S: văn bản")
    shown = Answers([Suspect("a", "b", "implements", change)], {"a": HOSTILE})._repr_html_()
    assert "thực hiện" in shown and "<script" not in shown and "replaced" not in shown
