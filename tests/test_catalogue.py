"""The catalogue: its integrity, the identity traps, and what it says of bad files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kl52.catalogue import Catalogue, corpus_root, load_catalogue
from kl52.catalogue.entries import Entry
from kl52.catalogue.identity import issuer_slug, number_key, work_uri
from kl52.errors import UsageError

CATALOGUE = load_catalogue()
ENTRIES = {entry.id: entry for entry in CATALOGUE}
DIAMOND = {
    "27": "/akn/vn/act/nghi-quyet/bchtw/2008-08-06/27-nq-tw",
    "52": "/akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw",
    "142": "/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg",
    "114": "/akn/vn/act/ke-hoach/tu-lang-son/2019-08-07/114-kh-tu",
    "48": "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd",
}


def targets(entry: Entry, relation: str) -> set[str]:
    return {link.to for link in entry.relations if link.relation == relation}


# -- integrity -----------------------------------------------------------------------------------


def test_ids_are_unique() -> None:
    assert len(ENTRIES) == len(CATALOGUE)


def test_every_relation_ends_at_a_document_of_the_catalogue() -> None:
    assert {link.to for entry in CATALOGUE for link in entry.relations} <= ENTRIES.keys()


def test_no_document_rests_on_a_younger_one() -> None:
    for entry in CATALOGUE:
        for link in entry.relations:
            own, other = entry.date, ENTRIES[link.to].date
            if own and other:
                # where only the year of one is known, the years decide
                known = min(len(own), len(other))
                assert other[:known] <= own[:known], (entry.number, ENTRIES[link.to].number)


def test_no_relation_leads_back_to_its_start() -> None:
    def above(id: str, seen: frozenset[str]) -> None:
        assert id not in seen, id
        for link in ENTRIES[id].relations:
            above(link.to, seen | {id})

    for id in ENTRIES:
        above(id, frozenset())


def test_every_fact_has_a_source_and_a_certainty() -> None:
    claims = [
        *((fact.source, fact.certainty) for entry in CATALOGUE for fact in entry.sources),
        *((link.source, link.certainty) for entry in CATALOGUE for link in entry.relations),
        *((term.source, term.certainty) for term in CATALOGUE.terms),
        *((plenum.source, plenum.certainty) for plenum in CATALOGUE.plenums),
    ]
    assert {certainty for _, certainty in claims} == {"V", "G"}
    assert all(len(source) > 3 for source, _ in claims)
    assert all(entry.sources[0].field == "*" for entry in CATALOGUE)


def test_every_text_lies_in_the_corpus() -> None:
    for entry in CATALOGUE:
        if entry.text:
            assert corpus_root().joinpath(entry.text).is_file(), entry.text


def test_fictitious_documents_are_marked_and_apart() -> None:
    made_up = {entry.id for entry in CATALOGUE if entry.fictitious}
    assert made_up == {entry.id for entry in CATALOGUE if entry.file == "fictitious.toml"}
    for entry in CATALOGUE:
        if not entry.fictitious:
            assert not made_up & {link.to for link in entry.relations}


def test_the_symbol_agrees_with_the_type() -> None:
    symbols = {
        "NQ": {"Nghị quyết"},
        "KL": {"Kết luận"},
        "CT": {"Chỉ thị"},
        "QĐ": {"Quyết định", "Quy định"},
        "QĐi": {"Quy định"},
        "KH": {"Kế hoạch"},
        "CTr": {"Chương trình", "Chương trình hành động"},
        "NĐ": {"Nghị định"},
    }
    for entry in CATALOGUE:
        for symbol, types in symbols.items():
            if re.search(rf"[-/]{symbol}[-/]", entry.number or ""):
                assert entry.type in types, entry.id


def test_the_order_of_keys_is_kept_reviewable() -> None:
    """Each document opens with its type, so that a diff shows at once what was added."""
    for file in Path(str(corpus_root() / "catalogue")).glob("*.toml"):
        for document in tomllib.loads(file.read_text(encoding="utf-8")).get("document", ()):
            assert next(iter(document)) == "type", (file.name, document)


# -- the case and the traps ----------------------------------------------------------------------


def test_the_case_is_a_diamond() -> None:
    parents = {key: targets(ENTRIES[id], "implements") for key, id in DIAMOND.items()}
    assert targets(ENTRIES[DIAMOND["52"]], "continues") == {DIAMOND["27"]}
    assert parents["142"] == {DIAMOND["52"]}
    assert parents["114"] == {DIAMOND["52"]}
    assert parents["48"] == {DIAMOND["52"], DIAMOND["142"], DIAMOND["114"]}


def test_what_is_not_known_of_the_case_stays_absent() -> None:
    assert ENTRIES[DIAMOND["48"]].signer is None
    assert ENTRIES[DIAMOND["114"]].signer is None
    assert ENTRIES[DIAMOND["27"]].status == "unknown"
    assert ENTRIES[DIAMOND["52"]].fact("signer").certainty == "G"
    assert ENTRIES[DIAMOND["52"]].fact("date").certainty == "V"


@pytest.mark.parametrize(
    ("number", "dates", "why"),
    [
        ("27-NQ/TW", ["2008-08-06", "2018-05-21", "2022-11-09"], "terms X, XII, XIII"),
        ("142/QĐ-TTg", ["2020-01-21", "2024-02-02"], "two years, two matters"),
        ("142/2008/QĐ-TTg", ["2008-10-27"], "a normative number is another number"),
        ("52-KL/TW", ["2019-05-30", None], "terms XII and XIII"),
        ("52-NQ/TW", ["2019-09-27"], "a resolution is no conclusion"),
        ("20-NQ/TW", ["2008-01-28", "2012-11-01", "2017-10-25", "2022-06-16"], "terms X to XIII"),
        ("11/NQ-CP", ["2022-01-30", "2026-01-14"], "two years"),
        ("27-KL/TW", ["2012-08-02", "2026-04-24"], "terms XI and XIV"),
        ("51-KL/TW", ["2019-05-30", "2026-06-17"], "terms XII and XIV"),
        ("8/NQ-CP", ["2018-01-24"], "leading zero left out"),
        ("08/NQ–CP", ["2018-01-24"], "dash for hyphen"),
        ("57-nq/tw", ["2024-12-22"], "small letters"),
        ("777-NQ/TW", [], "not in the catalogue"),
    ],
)
def test_by_number(number: str, dates: list[str | None], why: str) -> None:
    assert [entry.date for entry in CATALOGUE.by_number(number)] == dates, why


def test_the_seventh_plenum_of_term_x_adopted_three_resolutions() -> None:
    topics = {
        entry.number: {alias.topic for alias in entry.aliases} for entry in CATALOGUE.plenum(7, 10)
    }
    assert list(topics) == ["25-NQ/TW", "26-NQ/TW", "27-NQ/TW"]
    assert "công tác thanh niên" in topics["25-NQ/TW"]
    assert "nông nghiệp, nông dân, nông thôn" in topics["26-NQ/TW"]
    assert "xây dựng đội ngũ trí thức" in topics["27-NQ/TW"]


def test_plenums_and_documents_agree() -> None:
    for plenum in CATALOGUE.plenums:
        for entry in CATALOGUE.plenum(plenum.ordinal, plenum.term):
            assert (entry.plenum, entry.term) == (plenum.ordinal, plenum.term)
    listed = {id for plenum in CATALOGUE.plenums for id in plenum.documents}
    assert listed == {entry.id for entry in CATALOGUE if entry.plenum}
    assert CATALOGUE.plenum(99, 10) == ()


def test_topics_tell_the_documents_of_a_plenum_apart() -> None:
    for plenum in CATALOGUE.plenums:
        topics = [
            {alias.topic for alias in entry.aliases}
            for entry in CATALOGUE.plenum(plenum.ordinal, plenum.term)
        ]
        assert sum(map(len, topics)) == len(set().union(*topics)), (plenum.ordinal, plenum.term)


@pytest.mark.parametrize(
    ("date", "term"),
    [("2008-08-06", 10), ("2019-05-30", 12), ("2025-12-12", 13), ("2026-05-18", 14)],
)
def test_term_on(date: str, term: int) -> None:
    assert CATALOGUE.term_on(date) == term
    assert CATALOGUE.term_on("1960-01-01") is None


def test_party_documents_were_issued_in_their_term() -> None:
    for entry in CATALOGUE:
        if entry.term and entry.date:
            assert CATALOGUE.term_on(entry.date) == entry.term, entry.id


def test_relations_of_names_both_directions() -> None:
    found = CATALOGUE.relations_of(DIAMOND["52"])
    assert (DIAMOND["52"], DIAMOND["27"]) in {(start, link.to) for start, link in found}
    assert (DIAMOND["142"], DIAMOND["52"]) in {(start, link.to) for start, link in found}
    assert CATALOGUE.relations_of("/akn/vn/act/none") == ()


# -- identity ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("issuer", "province", "slug"),
    [
        ("Bộ Chính trị", None, "bct"),
        ("Ban Bí thư", None, "bbt"),
        ("Bộ Chính trị, Ban Bí thư", None, "bct-bbt"),
        ("Ban Chấp hành Trung ương Đảng khóa X", None, "bchtw"),
        ("Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa XII", None, "bchtw"),
        ("Quốc hội khóa XV", None, "quoc-hoi"),
        ("Ủy ban Thường vụ Quốc hội", None, "ubtvqh"),
        ("Bộ trưởng Bộ Giáo dục và Đào tạo", None, "bgddt"),
        ("UBND tỉnh", "Lạng Sơn", "ubnd-lang-son"),
        ("Chủ tịch Uỷ ban nhân dân tỉnh Lạng Sơn", "Lạng Sơn", "ubnd-lang-son"),
        ("Ủy ban nhân dân thành phố Hà Nội", "TP Hà Nội", "ubnd-ha-noi"),
        ("Hội đồng nhân dân tỉnh Lạng Sơn", None, "hdnd-lang-son"),
        ("Ban Thường vụ Tỉnh uỷ Lạng Sơn", None, "tu-lang-son"),
        ("Thành ủy Hải Phòng", "Hải Phòng", "tu-hai-phong"),
        ("Sở Nội vụ tỉnh Sơn Hà", "Sơn Hà", "snv-son-ha"),
        ("Sở Nội vụ", "Sơn Hà", "snv-son-ha"),
        ("Đảng ủy UBND tỉnh Lào Cai", "Lào Cai", "dang-uy-ubnd-tinh-lao-cai"),
    ],
)
def test_issuer_slug(issuer: str, province: str | None, slug: str) -> None:
    assert issuer_slug(issuer, province=province) == slug


def test_spellings_of_one_document_have_one_id() -> None:
    one = work_uri("NGHỊ QUYẾT", "08/NQ-CP", "2018-01-24", "CHÍNH PHỦ")
    assert one == work_uri("Nghị quyết", "8/NQ - CP", "2018-01-24", "Chính phủ")
    assert number_key("52-KL/TW") != number_key("52-NQ/TW")


def test_the_same_number_in_two_provinces_has_two_ids() -> None:
    facts = ("Kế hoạch", "114-KH/TU", "2019-08-07", "Tỉnh ủy")
    assert work_uri(*facts, province="Lạng Sơn") != work_uri(*facts, province="Cao Bằng")


# -- files ---------------------------------------------------------------------------------------


def load(folder: Path, text: str) -> Catalogue:
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return load_catalogue(folder)


PLAN = '[[document]]\ntype = "Kế hoạch"\nnumber = "1/KH-UBND"\ndate = 2020-01-02\nsource = "V: x"\n'


def test_a_small_catalogue_loads(tmp_path: Path) -> None:
    catalogue = load(tmp_path, PLAN)
    assert [entry.number for entry in catalogue] == ["1/KH-UBND"]
    assert load_catalogue(tmp_path) is catalogue


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[document]]\ntype = ", "case.toml"),
        (PLAN.replace('source = "V: x"', ""), "1/KH-UBND"),
        (PLAN.replace("V: x", "x"), "'V: …' hoặc 'G: …'"),
        (PLAN + 'colour = "red"\n', "colour"),
        (PLAN + 'status = "valid"\n', "valid"),
        (PLAN + 'facts.signer = "G: y"\n', "signer"),
        (PLAN + PLAN, "1/KH-UBND 2020-01-02"),
        (PLAN + 'relations = [{to = "2/KH-UBND 2020-01-01", relation = "implements"}]\n', "2/KH"),
        (PLAN + 'relations = [{to = "1/KH-UBND 2020-01-02", relation = "likes"}]\n', "likes"),
        (PLAN.replace("2020-01-02", '"đầu 2020"'), "đầu 2020"),
        (PLAN.replace('type = "Kế hoạch"\n', ""), "1/KH-UBND"),
        ('[[plenum]]\nordinal = 7\nterm = 10\ndocuments = ["x"]\nsource = "V: x"\n', "Hội nghị 7"),
        ('[[term]]\nnumber = 10\nsource = "V: x"\n', "khóa 10"),
    ],
)
def test_errors_name_file_and_document(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        load(tmp_path, text)
    assert "case.toml" in str(error.value)
    assert says in str(error.value)


def test_a_missing_folder_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="không có thư mục"):
        load_catalogue(tmp_path / "none")
