"""Why a citation was found, read, related and resolved as it was, and what else it could be."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any, get_args

import pytest

from kl52.catalogue import corpus_root, load_catalogue
from kl52.citations.grounds import Ground
from kl52.citations.origins import How
from kl52.citations.rivals import Asked, Rival
from kl52.cli import main
from kl52.explanation import Explanation, explain, find_meant
from kl52.model import CitationKind, Document
from kl52.parsing import parse_document
from kl52.tables import read_table

CASE = Path(str(corpus_root())) / "intellectuals" / "48-kh-ubnd.txt"
HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 9/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nLạng Sơn, ngày 03 tháng 4 năm 2020\nKẾ HOẠCH\nMở lớp\n"
)


def parsed(body: str, *, header: bool = True) -> Document:
    return parse_document(((HEADER if header else "") + body).encode(), name="a.txt")


def why(body: str, id: str = "c1", *, header: bool = True) -> Explanation:
    doc = parsed(body, header=header)
    return explain(doc, doc.citation(id), load_catalogue())


def fields(found: Explanation) -> dict[str, tuple[str, str | None]]:
    return {each.field: (each.how, each.words) for each in found.origins}


def failed(rival: Rival) -> list[str]:
    return [each.field for each in rival.failed]


# -- what it was read from -----------------------------------------------------------------------


def test_printed_fields_are_shown_with_their_words() -> None:
    found = why("Theo điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020.")
    assert fields(found) == {
        "type": ("printed", "Nghị định"),
        "number": ("printed", "30/2020/NĐ-CP"),
        "date": ("printed", "ngày 05 tháng 3 năm 2020"),
        "issuer": ("symbol", "CP"),
        "provision": ("printed", "điểm a khoản 2 Điều 5"),
    }


def test_spans_of_origins_show_their_words() -> None:
    doc = parse_document(CASE)
    for cite in doc.citations:
        for origin in explain(doc, cite, load_catalogue()).origins:
            if origin.span is not None:
                assert origin.span.of(doc.text.text) == origin.words
                assert origin.span in cite.span


@pytest.mark.parametrize(
    ("id", "how", "source"), [("c1", "printed", None), ("c2", "list", "c1"), ("c3", "list", "c2")]
)
def test_a_list_shares_its_type(id: str, how: str, source: str | None) -> None:
    found = why("Căn cứ Nghị quyết số 18, 19, 20-NQ/TW ngày 25/10/2017;", id)
    kind = next(each for each in found.origins if each.field == "type")
    assert (kind.how, kind.source) == (how, source)


def test_a_list_shares_its_symbol() -> None:
    found = why("Căn cứ Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017;")
    number = next(each for each in found.origins if each.field == "number")
    assert (number.words, number.how, number.source) == ("18", "list", "c2")


def test_a_local_number_is_of_the_province_of_the_document() -> None:
    assert fields(why("Theo Kế hoạch số 114-KH/TU, xã mở lớp."))["province"] == ("host", None)


def test_an_abbreviated_type_is_shown_as_printed() -> None:
    assert fields(why("Xã làm theo NQ 27 của cấp trên."))["type"] == ("printed", "NQ")


# -- repairs -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "number", "reasons"),
    [
        ("52/KL-TW", "52-KL/TW", ("party_order",)),
        ("97-NQ/CP", "97/NQ-CP", ("state_order",)),
        ("142/QD-TTg", "142/QĐ-TTg", ("letters",)),
        ("27 - NQ/T.Ư", "27-NQ/TW", ("spaces", "letters")),
        ("181/2024/NĐCP", "181/2024/NĐ-CP", ("hyphen",)),
    ],
)
def test_a_repaired_number_says_what_was_wrong(
    printed: str, number: str, reasons: tuple[str, ...]
) -> None:
    found = why(f"Thực hiện văn bản số {printed} của cấp trên.")
    (repair,) = [each for each in found.repairs if each.read == number]
    assert (repair.printed, repair.why) == (printed, reasons)


def test_a_number_that_needs_no_repair_has_none() -> None:
    assert why("Thực hiện Kết luận số 52-KL/TW của Ban Bí thư.").repairs == ()


def test_marks_composed_with_their_letters_are_told() -> None:
    found = why(unicodedata.normalize("NFD", "Thực hiện Kết luận số 52-KL/TW."), header=False)
    assert [each.why for each in found.repairs] == [("unicode",)]


# -- relation ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "id", "how", "cue", "source"),
    [
        ("Căn cứ Luật Viên chức;", "c1", "cue", "Căn cứ", None),
        ("Căn cứ Luật Viên chức, Luật Nhà ở;", "c2", "inherited", "Căn cứ", "c1"),
        ("Sở in Luật Viên chức trong tháng 5.", "c1", "none", None, None),
        ("Sở Nội vụ thực hiện Kế hoạch này.", "c1", "self", "thực hiện", None),
    ],
)
def test_the_grounds_of_a_relation(
    body: str, id: str, how: str, cue: str | None, source: str | None
) -> None:
    ground = why(body, id).grounds
    assert (ground.how, ground.cue, ground.source) == (how, cue, source)


def test_a_cue_may_hold_the_mention_before() -> None:
    doc = parsed(
        HEADER.replace(
            "KẾ HOẠCH\nMở lớp", "QUYẾT ĐỊNH\nBan hành Chương trình đọc sách ở xã"
        ).replace("KH-UBND", "QĐ-UBND")
        + "Điều 1. Ban hành kèm theo Quyết định này Chương trình đọc sách ở xã.\n",
        header=False,
    )
    assert [each.rule for each in doc.citations[-2:]] == ["deictic", "own-annex"]
    ground = explain(doc, doc.citations[-1], load_catalogue()).grounds
    assert (ground.how, ground.source) == ("cue", None)
    assert ground.span is not None
    assert ground.span.of(doc.text.text) == "Ban hành kèm theo Quyết định này"


def test_a_mention_in_a_title_says_whose() -> None:
    found = why(
        "Thực hiện Quyết định số 142/QĐ-TTg ngày 21/01/2020 ban hành Kế hoạch thực hiện "
        "Kết luận số 52-KL/TW ngày 30/5/2019;",
        "c2",
    )
    assert found.within is not None
    assert found.within.id == "c1"


# -- what else it could be -----------------------------------------------------------------------


def test_others_of_the_number_fail_by_their_date() -> None:
    found = why("Thực hiện Nghị quyết số 27-NQ/TW ngày 21/5/2018 của Ban Chấp hành Trung ương.")
    assert found.chosen is not None
    assert found.chosen.date == "2018-05-21"
    assert found.rivals[0] is found.chosen
    others = {each.date: failed(each) for each in found.rivals[1:] if each.number == "27-NQ/TW"}
    assert others == {"2008-08-06": ["date"], "2022-11-09": ["date"]}


def test_without_a_date_the_order_of_time_rules_out_the_younger() -> None:
    found = why("Thực hiện Nghị quyết số 27-NQ/TW của Ban Chấp hành Trung ương.")
    by_date = {each.date: failed(each) for each in found.rivals}
    assert by_date["2022-11-09"] == ["chronology"]
    assert by_date["2008-08-06"] == by_date["2018-05-21"] == []
    assert found.chosen is None


def test_a_topic_rules_out_the_other_documents_of_a_plenum() -> None:
    found = why("Tiếp tục thực hiện Nghị quyết Trung ương 7 khóa X về xây dựng đội ngũ trí thức.")
    assert found.chosen is not None
    assert found.chosen.number == "27-NQ/TW"
    others = {each.number: failed(each) for each in found.rivals[1:]}
    assert others == {"25-NQ/TW": ["topic"], "26-NQ/TW": ["topic"]}


def test_another_type_is_told() -> None:
    found = why("Thực hiện Chỉ thị số 142/QĐ-TTg ngày 21/01/2020 của Bộ Nội vụ.")
    rival = next(each for each in found.rivals if each.date == "2020-01-21")
    assert "type" in failed(rival)


def test_another_issuer_is_told() -> None:
    found = why("Thực hiện Kết luận số 52-KL/TW ngày 30/5/2019 của Bộ Chính trị.")
    rival = next(each for each in found.rivals if each.date == "2019-05-30")
    assert "issuer" in failed(rival)


def test_another_province_is_told() -> None:
    found = why("Theo Kế hoạch số 114-KH/TU ngày 07/8/2019 của Tỉnh ủy Cao Bằng, xã mở lớp.")
    (rival,) = [each for each in found.rivals if each.number == "114-KH/TU"]
    assert "province" in failed(rival)
    assert not rival.chosen


def test_a_document_of_the_same_day_and_another_number_is_named() -> None:
    found = why("Thực hiện Kết luận số 59-KL/TW ngày 30/5/2019 của Ban Bí thư.")
    assert ["number"] in [failed(each) for each in found.rivals if each.number == "52-KL/TW"]


def test_a_short_mention_names_the_fuller_one() -> None:
    body = "Căn cứ Kết luận số 52-KL/TW ngày 30/5/2019;\nXã làm theo Kết luận số 52-KL/TW.\n"
    found = why(body, "c2")
    assert found.fuller is not None
    assert found.fuller.id == "c1"
    assert found.chosen is not None
    assert failed(found.chosen) == []


def test_laws_of_one_name_are_told_apart_by_their_day() -> None:
    found = why("Căn cứ Luật Cán bộ, công chức ngày 13/11/2008;")
    assert [(each.number, failed(each)) for each in found.rivals] == [
        ("22/2008/QH12", []),
        ("80/2025/QH15", ["date"]),
    ]


def test_a_law_by_its_number_alone_is_the_law_of_the_list() -> None:
    body = "Căn cứ Luật Cán bộ, công chức số 22/2008/QH12;\nTheo Điều 5 Luật số 22/2008/QH12.\n"
    found = why(body, "c2")
    assert found.chosen is not None
    assert found.chosen.title == "Luật Cán bộ, công chức"
    assert failed(found.chosen) == []


def test_this_document_is_not_one_cited_before() -> None:
    found = why("Căn cứ Kế hoạch số 114-KH/TU;\nSở Nội vụ thực hiện Kế hoạch này.\n", "c2")
    assert found.chosen is not None
    assert found.chosen.number == "9/KH-UBND"
    assert [failed(each) for each in found.rivals[1:]] == [["this"]]


@pytest.mark.parametrize("file", sorted(CASE.parent.glob("*.txt")), ids=lambda file: file.stem)
def test_the_chosen_document_is_the_target(file: Path) -> None:
    doc = parse_document(file)
    for cite in doc.citations:
        found = explain(doc, cite, load_catalogue())
        chosen = [each for each in found.rivals if each.chosen]
        assert len(chosen) <= 1
        if cite.state in ("resolved", "self"):
            assert cite.target is not None
            assert [each.id for each in chosen] == [cite.target.split("#")[0]]
            assert chosen[0].failed == ()
        assert found.rule.vi


# -- which one -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "ids"),
    [
        ("c2", ["c2"]),
        ("C2", ["c2"]),
        ("c99", []),
        ("142/QĐ-TTg", ["c1"]),
        ("142/QD-TTg", ["c1"]),
        ("52 - KL/TW", ["c2", "c3"]),
        ("kết luận", ["c2", "c3"]),
        ("Luật Đất đai", []),
        ("", []),
    ],
)
def test_a_citation_is_meant_by_id_number_or_words(which: str, ids: list[str]) -> None:
    doc = parsed(
        "Thực hiện Quyết định số 142/QĐ-TTg ngày 21/01/2020 và Kết luận số 52-KL/TW:\n"
        "1. Xã làm theo Kết luận số 52-KL/TW.\n"
    )
    assert [each.id for each in find_meant(doc, which)] == ids


def test_a_citation_is_meant_by_its_offset() -> None:
    doc = parsed("Thực hiện Quyết định số 142/QĐ-TTg.\n")
    (cite,) = doc.citations
    assert find_meant(doc, str(cite.span.start)) == (cite,)
    assert find_meant(doc, str(cite.span.end)) == ()


# -- the command ---------------------------------------------------------------------------------


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("KL52_LIBRARY", ":none:")

    def command(*arguments: str) -> tuple[int, str, str]:
        status = main(["explain", str(CASE), *arguments])
        return (status, *capsys.readouterr())

    return command


def test_one_citation_is_explained(run: Any) -> None:
    status, out, err = run("c2")
    assert (status, err) == (0, "")
    for words in (
        "quy tắc number", "chữ «ngày 30 tháng 5 năm 2019»", "theo chữ «thực hiện»",
        "đứng trong tên của c1", "số và ngày ban hành khớp", "nguồn:", "Kết luận 51-KL/TW",
        "số, ký hiệu: ghi 52-KL/TW",
    ):  # fmt: skip
        assert words in " ".join(out.split())


def test_passive_words_say_which_document_is_acted_upon(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "Căn cứ Nghị định số 1/2015/NĐ-CP được sửa đổi, bổ sung tại Nghị định số 2/2018/NĐ-CP;",
        encoding="utf-8",
    )
    assert main(["explain", str(file), "c2", "--library", ":none:"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "c1 «Nghị định số 1/2015/NĐ-CP» là văn bản bị tác động" in out
    assert "đứng trong tên" not in out


def test_in_english_nothing_of_kl52_is_in_vietnamese(run: Any) -> None:
    _, out, _ = run("c2", "--lang", "en")
    for words in ("FOUND", "READ FROM", "RELATION", "STATE", "COULD IT BE", "number and date fit"):
        assert words in out
    assert "QUAN HỆ" not in out


def test_several_are_listed(run: Any) -> None:
    status, out, _ = run("142/QĐ-TTg")
    assert status == 0
    assert "2 trích dẫn khớp" in out
    assert re.findall(r"^\s*(c\d+)\s", out, re.MULTILINE) == ["c1", "c4"]


def test_all_are_listed_where_none_is_named(run: Any) -> None:
    status, out, _ = run()
    assert status == 0
    assert len([line for line in out.splitlines() if line.strip().startswith("c")]) == 9


def test_none_found_says_what_to_do(run: Any) -> None:
    status, out, err = run("c99")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "→" in err


def test_json_explains_all_that_match(run: Any) -> None:
    status, out, _ = run("142/QĐ-TTg", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["schema"] == "kl52/1"
    assert [each["citation"]["id"] for each in found["explanations"]] == ["c1", "c4"]
    (chosen,) = [each for each in found["explanations"][0]["candidates"] if each["chosen"]]
    assert (chosen["number"], chosen["failed"]) == ("142/QĐ-TTg", [])
    assert {each["field"] for each in found["explanations"][0]["origins"]} >= {"type", "date"}


def rules_command(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["explain", *arguments])
    return (status, *capsys.readouterr())


def test_the_rules_are_printed_with_their_examples(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = rules_command(capsys, "--rules")
    assert (status, err) == (0, "")
    assert "ví dụ: Căn cứ [Luật Cán bộ, công chức ngày 13/11/2008];" in out
    assert "không nhận: Người dân sống theo pháp luật và luật tục." in out
    assert {"QUY TẮC TRÍCH DẪN", "DẤU HIỆU QUAN HỆ", "DANH SÁCH TỪ"} <= set(out.splitlines())
    assert "phrases.tsv" in out


def test_one_rule_relation_or_list_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    _, rule, _ = rules_command(capsys, "--rules", "law", "--lang", "en")
    _, cues, _ = rules_command(capsys, "--rules", "repeals")
    _, words, _ = rules_command(capsys, "--rules", "above")
    assert rule.startswith("RULES FOR CITATIONS\n  law  The name of a law")
    assert "\n  law  " not in cues
    assert "bãi bỏ" in cues
    assert "nêu trên · nói trên" in words


def test_rules_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = rules_command(capsys, "--rules", "law", "--json")
    found = json.loads(out)
    assert [each["id"] for each in found["rules"]] == ["law"]
    assert (found["cues"], found["lists"]) == ([], [])


@pytest.mark.parametrize("arguments", [(), ("--rules", "no-such-rule")])
def test_without_a_document_or_rule_the_next_step_is_said(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    status, out, err = rules_command(capsys, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "→" in err


@pytest.mark.parametrize("words", ["<script>", "[bold]", "{id}", "\\", "*", "9" * 5000])
def test_odd_words_are_told_like_others(run: Any, words: str) -> None:
    status, _, err = run(words)
    assert status == 2
    assert "lỗi bất ngờ" not in err


def test_every_key_is_said() -> None:
    """Keys that are put together from values have their words."""
    keys = {key for key, *_ in read_table("wording.tsv")}
    assert {f"field.{each}" for each in (*get_args(Asked), "provision")} <= keys
    assert {f"origin.{each}" for each in get_args(How)} <= keys
    assert {f"kind.{each}" for each in get_args(CitationKind)} <= keys
    assert {f"grounds.{each}" for each in get_args(Ground)} <= keys
