"""``kl52 find`` and :mod:`kl52.library.searching`: what is found, and what never breaks."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kl52.cli import main
from kl52.library import Library
from kl52.library.adding import add_files
from kl52.library.places import find_candidates
from kl52.library.searching import Hit, search
from tests.test_add import plan

LINES = {
    1: "Sở Nội vụ mở lớp bồi dưỡng đội ngũ trí thức trẻ.",
    2: "Ban Dân tộc tổ chức hội thi; đội ngũ cán bộ có tri thức về dân ca.",
    3: "Xã Đồng Hoà đọc sách, trồng đậu; hoa đào nở.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("kho")
    for number, line in LINES.items():
        (folder / f"{number}.txt").write_bytes(plan(number, "") + line.encode())
    library = Library(folder / "kho.kl52", create=True)
    assert {each.state for each in add_files(find_candidates([folder]), library, sandboxed=False)}
    return library


def found(library: Library, words: str) -> list[int]:
    """The documents found, by the number that stands in their names."""
    return sorted(int((hit.number or "0/").split("/")[0]) for hit in library.find(words))


@pytest.mark.parametrize(
    ("words", "numbers", "why"),
    [
        ("doi ngu tri", [1, 2], "no diacritics: any"),
        ("tri thuc", [1, 2], "trí thức and tri thức"),
        ("trí thức", [1], "diacritics typed are meant"),
        ("tri thức", [1, 2], "a word without them stands for any beside one with them"),
        ("TRÍ THỨC", [1], "case never matters"),
        ('"ngu tri thuc"', [1], "in quotes: one after the other"),
        ("“đội ngũ trí thức”", [1], "other quotes"),
        ("thuc ngu doi tri", [1, 2], "in any order"),
        ("dong hoa", [3], "đ is d"),
        ("đồng hòa", [3], "the tone mark sits elsewhere"),
        ("đồng hoa", [3], "hoa is any"),
        ("dồng", [], "d with another diacritic is not đ"),
        ("bồi dư*", [1], "the beginning of a word"),
        ("boi du*", [1], "without diacritics"),
        ("bồi dư", [], "no whole word"),
        ("2/KH-UBND", [2], "a number is words in a row"),
        ("lạng sơn kế hoạch", [1, 2, 3], "several"),
        ("cá mập", [], "nothing"),
    ],
)
def test_what_is_found(library: Library, words: str, numbers: list[int], why: str) -> None:
    assert found(library, words) == numbers
    assert found(library, unicodedata.normalize("NFD", words)) == numbers


@pytest.mark.parametrize(
    "words",
    ['"', '""', "*", "a*b*", "AND", "a OR b", "NOT x", "NEAR(a b)", "text:a", "-a", "^a", "(", ")",
     "a + b", "{a b}: c", "'", ";--", "\x00a", "a\x00", "_", "😀", "", "  ", "%", "a\\b", "\ud800"],
)  # fmt: skip
def test_no_query_is_an_error(library: Library, words: str) -> None:
    assert isinstance(library.find(words), tuple)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(max_size=40))
def test_whatever_is_typed_is_a_query(library: Library, words: str) -> None:
    assert isinstance(library.find(words), tuple)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_words_of_a_line_find_it(library: Library, data: st.DataObject) -> None:
    number = data.draw(st.sampled_from(sorted(LINES)))
    words = data.draw(st.lists(st.sampled_from(LINES[number].split()), min_size=1))
    assert number in found(library, " ".join(words))


def test_a_hit_tells_where(library: Library) -> None:
    (hit,) = library.find('"đội ngũ trí thức"')
    assert isinstance(hit, Hit)
    assert [hit.snippet[each.start : each.end] for each in hit.marks] == ["đội ngũ trí thức"]
    assert (hit.number, hit.type, hit.date) == ("1/KH-UBND", "Kế hoạch", "2020-02-17")
    assert hit.document in library.ids()


def test_each_document_is_found_once_and_no_more_than_asked(library: Library) -> None:
    hits = library.find("lang son")
    assert len(hits) == len({hit.document for hit in hits}) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert library.find("lang son", limit=2) == hits[:2]
    assert library.find("lang son", limit=0) == ()


def test_what_was_removed_is_not_found(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(plan(9) + "Cá heo bơi.".encode())
    own = Library(tmp_path / "kho.kl52", create=True)
    list(add_files(find_candidates([tmp_path / "a.txt"]), own, sandboxed=False))
    assert len(search(own.writable, "ca heo")) == 1
    with own.writable.writing() as db:
        db.execute("DELETE FROM documents")
    assert search(own.writable, "ca heo") == ()


# -- the command ---------------------------------------------------------------------------------


def test_find_prints_the_documents(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(library.writable.path)
    assert main(["find", "đội", "ngũ", "trí thức", "--library", file]) == 0
    out = capsys.readouterr().out
    assert "Kế hoạch 1/KH-UBND (17/02/2020)" in out
    assert "bồi dưỡng đội ngũ trí thức trẻ" in " ".join(out.split())


def test_find_prints_json(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(library.writable.path)
    assert main(["find", "ke hoach", "--library", file, "--json", "--limit", "2"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["schema"], answer["words"], len(answer["hits"])) == ("kl52/1", "ke hoach", 2)
    hit = answer["hits"][0]
    marked = {hit["snippet"][each["start"] : each["end"]].lower() for each in hit["marks"]}
    assert marked <= {"kế", "hoạch", "kh"} and marked


def test_find_says_what_it_did_not_find(
    library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(library.writable.path)
    assert main(["find", "cá mập", "--library", file]) == 0
    assert "«cá mập»" in capsys.readouterr().out
    assert main(["find", "***", "--library", file]) == 2
    assert "không có chữ nào để tìm" in capsys.readouterr().err
    assert main(["find", "a", "--limit", "0", "--library", file]) == 2
    assert "--limit" in capsys.readouterr().err


def test_the_bundled_texts_are_found_without_a_library() -> None:
    assert any(hit.number == "142/QĐ-TTg" for hit in Library().find("doi ngu tri thuc"))
