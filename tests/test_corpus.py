"""The corpus: provenance, files that match their source, and a truth file that matches them."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import tomllib
import unicodedata
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2
import pytest
from docx import Document

from kl52.catalogue import load_catalogue

CORPUS = Path(__file__).parent.parent / "corpus"
FICTITIOUS = sorted((CORPUS / "sources" / "fictitious").glob("*.toml"))
INTELLECTUALS = sorted((CORPUS / "sources" / "intellectuals").glob("*.toml"))
PROVINCES = sorted((CORPUS / "sources" / "provinces").glob("*.toml"))
TRUTH: dict[str, Any] = json.loads(
    (CORPUS / "fictitious" / "expected.json").read_text(encoding="utf-8")
)
NOTICE = {
    "intellectuals": "provenance: restated from public summaries, not the official text",
    "fictitious": "provenance: fictitious, written for kl52",
    "provinces": "provenance: fictitious, written for kl52",
}
MAIN = {document["id"]: document["file"] for document in TRUTH["documents"]}


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_build", CORPUS / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words_of_word(data: bytes) -> list[str]:
    """The words of a .docx in reading order, tables included."""
    doc = Document(io.BytesIO(data))
    return " ".join(node.text or "" for node in doc.element.body.iter() if node.text).split()


def pages_of_pdf(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return pages


def words_of_pdf(path: Path) -> str:
    return " ".join(" ".join(pages_of_pdf(path)).split())


# -- provenance ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.txt")), ids=lambda path: path.name)
def test_the_first_lines_say_what_the_text_is(path: Path) -> None:
    first, second = path.read_text(encoding="utf-8").splitlines()[:2]
    assert first == NOTICE[path.parent.name]
    assert second.startswith(("Bản thuật lại", "Văn bản giả định"))


@pytest.mark.parametrize("path", FICTITIOUS, ids=lambda path: path.stem)
def test_word_and_pdf_say_so_too(path: Path) -> None:
    docx = CORPUS / "fictitious" / f"{path.stem}.docx"
    assert Document(str(docx)).paragraphs[0].text == NOTICE["fictitious"]
    assert NOTICE["fictitious"] in words_of_pdf(docx.with_suffix(".pdf"))


def test_texts_are_normal_and_small() -> None:
    for path in CORPUS.rglob("*"):
        if path.is_file():
            limit = 900_000 if path.suffix == ".tsv" else 200_000  # the long lists
            assert path.stat().st_size < limit, path.name
        if path.suffix in {".txt", ".toml", ".json", ".md"}:
            text = path.read_text(encoding="utf-8")
            assert text == unicodedata.normalize("NFC", text), path.name


def test_what_is_not_known_is_left_open() -> None:
    for name in ("27-nq-tw", "52-kl-tw", "114-kh-tu"):
        text = (CORPUS / "intellectuals" / f"{name}.txt").read_text(encoding="utf-8")
        assert "[Nội dung chưa có trong kho.]" in text
        assert not re.search(r"^(?:\d+[.-]|[a-z]\)|-) ", text, re.MULTILINE), "no tasks"
    decision = (CORPUS / "intellectuals" / "142-qd-ttg.txt").read_text(encoding="utf-8")
    tasks = decision.partition("II. NHIỆM VỤ")[2]
    assert len(re.findall(r"^\d\. ", tasks, re.MULTILINE)) == 5
    assert "suy ra từ kế hoạch của một tỉnh" in decision.splitlines()[2]
    assert tasks.splitlines()[0] == " (SUY RA, CHƯA ĐỐI CHIẾU VỚI BẢN GỐC)"
    assert not re.search(r"hoàn thành|trước ngày|chủ trì,", tasks), "no invented deadline or lead"


def test_plan_48_has_what_the_news_tells() -> None:
    text = (CORPUS / "intellectuals" / "48-kh-ubnd.txt").read_text(encoding="utf-8")
    tasks, _, assignments = text.partition("II. NHIỆM VỤ")[2].partition("III. TỔ CHỨC")
    assert len(re.findall(r"^\d\. ", tasks, re.MULTILINE)) == 7
    assert len(re.findall(r"^\d\. ", assignments, re.MULTILINE)) == 2
    assert text.count("quý II năm 2020") == 1
    assert "(khi có Chiến lược của Trung ương)" in tasks
    assert "định kỳ hằng năm" in assignments
    first, second = tasks.splitlines()[1:3]
    assert "52-KL/TW" in first and "114-KH/TU" in first
    assert "114-KH/TU" in second and "52-KL/TW" not in second


# -- files and sources ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", [*FICTITIOUS, *INTELLECTUALS, *PROVINCES], ids=lambda path: path.stem
)
def test_texts_are_up_to_date(path: Path) -> None:
    build = builder()
    written = CORPUS / path.parent.name / f"{path.stem}.txt"
    assert written.read_text(encoding="utf-8") == build.to_text(build.read_source(path))


@pytest.mark.parametrize("path", FICTITIOUS, ids=lambda path: path.stem)
def test_word_files_are_up_to_date(path: Path) -> None:
    build = builder()
    written = (CORPUS / "fictitious" / f"{path.stem}.docx").read_bytes()
    fresh = build.to_word(build.read_source(path))
    assert words_of_word(written) == words_of_word(fresh)


@pytest.mark.parametrize("path", FICTITIOUS, ids=lambda path: path.stem)
def test_pdf_files_hold_the_words_of_the_source(path: Path) -> None:
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    text = words_of_pdf(CORPUS / "fictitious" / f"{path.stem}.pdf")
    for part in (source, *source.get("attachment", [])):
        for line in part.get("body", "").split("\n"):
            # a line may go over a page, with the running head in between
            assert " ".join(line.split()[:6]) in text


def test_the_annex_table_crosses_a_page() -> None:
    pages = pages_of_pdf(CORPUS / "fictitious" / "9901-qd-ttg.pdf")
    heads = [page.count("Nội dung nhiệm vụ") for page in pages]
    assert heads[-2:] == [1, 1]


# -- the truth of the fictitious cascade ---------------------------------------------------------


def own_text(id: str) -> str:
    return (CORPUS / "fictitious" / f"{MAIN[id]}.txt").read_text(encoding="utf-8")


def test_the_truth_agrees_with_the_catalogue() -> None:
    catalogue = load_catalogue()
    for document in TRUTH["documents"]:
        entry = catalogue.by_id(document["id"])
        assert entry is not None and entry.fictitious
        assert (entry.number, entry.date, entry.signer) == (
            document["number"],
            document["date"],
            document["signer"],
        )
        assert entry.title and entry.title.casefold() == document["title"].casefold()
    for start, end, relation in TRUTH["chain"]:
        links = {(link.to, link.relation) for _, link in catalogue.relations_of(start)}
        assert (end, relation) in links


def test_every_obligation_stands_in_the_plan() -> None:
    text = own_text(TRUTH["plan"])
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|", text, re.MULTILINE)
    obligations = TRUTH["obligations"]
    units = [each["unit"] for each in obligations]
    assert len(units) == len(set(units)) >= 12
    assert {f"Phụ lục/{number}" for number, _, _ in rows} == {
        each["unit"] for each in obligations if each["where"] == "table"
    }
    for each in obligations:
        assert each["starts"] in text, each["unit"]
        assert all(body in text for body in (*each["lead"], *each["coordinate"]))
        if each["where"] == "table":
            row = next(row for row in rows if f"Phụ lục/{row[0]}" == each["unit"])
            assert row[1].startswith(each["starts"])
            assert [row[2]] == each["lead"]
        assert (each["state"] == "local_only") == (not each["sources"])
    assert [each["unit"] for each in obligations if each["state"] == "local_only"] == ["III.3"]


def test_every_central_row_is_accounted_for() -> None:
    decision = next(document["id"] for document in TRUTH["documents"] if "QĐ" in document["number"])
    rows = {
        f"Phụ lục/{number}"
        for number in re.findall(r"^\| (\d+) \|", own_text(decision), re.MULTILINE)
    }
    covered = {
        source["unit"]
        for each in TRUTH["obligations"]
        for source in each["sources"]
        if source["document"] == decision
    }
    missing = {each["unit"] for each in TRUTH["missing"]}
    other = {each["unit"] for each in TRUTH["not_applicable"]}
    assert not covered & missing and not covered & other and not missing & other
    assert rows <= covered | missing | other
    assert len(missing) == 2
    for each in (*TRUTH["missing"], *TRUTH["satisfied_by_document"]):
        assert each["starts"] in own_text(each["document"])


def test_the_planted_faults_are_there_and_no_other_date_is_wrong() -> None:
    text = own_text(TRUTH["plan"])
    later, date = TRUTH["faults"]
    assert "Quý IV/2027" in next(line for line in text.splitlines() if line.startswith("| 6 |"))
    assert (later["unit"], later["found"], later["expected"]) == (
        "Phụ lục/6",
        "2027-12-31",
        "2027-09-30",
    )
    assert text.count(date["text"]) == 1
    for file in MAIN.values():
        other = (CORPUS / "fictitious" / f"{file}.txt").read_text(encoding="utf-8")
        assert other.count("19 tháng 3 năm 2026") == (file == "9902-kh-ubnd")
