"""Comments in the user's own Word file: where they stand, what they leave alone, how they go."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.cli import main
from kl52.commenting import Remark, add_comments, remarks_of, remove_comments
from kl52.coverage import coverage
from kl52.errors import UnsupportedFormat
from kl52.language.wording import speaker
from kl52.library import Library
from kl52.model import Document
from kl52.parsing import parse_document
from kl52.spans import Span

PLAN = Path(__file__).parent.parent / "corpus" / "fictitious" / "9902-kh-ubnd.docx"


def file_of(*paragraphs: str) -> bytes:
    """A Word file; ``|`` parts the runs of a paragraph."""
    file = docx.Document()
    for words in paragraphs:
        paragraph = file.add_paragraph()
        for run in words.split("|"):
            paragraph.add_run(run)
    return saved(file)


def saved(file: object) -> bytes:
    written = io.BytesIO()
    file.save(written)  # type: ignore[attr-defined]
    return written.getvalue()


def read(data: bytes) -> Document:
    return parse_document(data, name="a.docx")


def commented(data: bytes, *words: str) -> bytes:
    """The file with a remark at each of these words."""
    doc = read(data)
    at = [doc.text.text.index(each) for each in words]
    spans = [Span(start, start + len(each)) for start, each in zip(at, words, strict=True)]
    return add_comments(data, doc, [Remark(span, (f"về {span.start}",)) for span in spans])


def marked(data: bytes) -> list[str]:
    """The words that each comment stands at, in the order of their ids."""
    root = docx.Document(io.BytesIO(data)).element
    found: dict[str, str] = {}
    open_ids: list[str] = []
    for each in root.iter():
        if each.tag == qn("w:commentRangeStart"):
            open_ids.append(each.get(qn("w:id")))
            found[open_ids[-1]] = ""
        elif each.tag == qn("w:commentRangeEnd"):
            open_ids.remove(each.get(qn("w:id")))
        elif each.tag == qn("w:t"):
            for id in open_ids:
                found[id] += each.text or ""
    return [found[id] for id in sorted(found, key=int)]


def comments(data: bytes) -> list[str]:
    return [each.text for each in docx.Document(io.BytesIO(data)).comments]


def test_a_comment_stands_at_the_very_words() -> None:
    data = file_of("Căn cứ Kết luận số 52-KL/TW của Ban Bí thư;")
    assert marked(commented(data, "52-KL/TW")) == ["52-KL/TW"]


def test_a_comment_spans_several_runs() -> None:
    data = file_of("Căn cứ Kết |luận số 52|-KL/TW của Ban| Bí thư;")
    assert marked(commented(data, "Kết luận số 52-KL/TW")) == ["Kết luận số 52-KL/TW"]


def test_comments_may_share_words_and_stand_in_one_run() -> None:
    data = file_of("Sở Y tế lập sổ theo dõi, báo cáo trước ngày 02/9/2026.")
    out = commented(data, "Sở Y tế lập sổ", "Y tế lập sổ theo", "02/9/2026")
    assert marked(out) == ["Sở Y tế lập sổ", "Y tế lập sổ theo", "02/9/2026"]


def test_comments_stand_in_tables_and_numbered_lists() -> None:
    file = docx.Document()
    file.add_paragraph("Sở Nội vụ mở lớp.", style="List Number")
    table = file.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Nhiệm vụ", "Sở Tài chính cấp kinh phí"
    assert marked(commented(saved(file), "mở lớp", "cấp kinh phí")) == ["mở lớp", "cấp kinh phí"]


def test_words_with_tabs_and_breaks_are_marked_whole() -> None:
    file = docx.Document()
    run = file.add_paragraph().add_run("Nơi nhận:\tlưu")
    run.add_break()
    run.add_text("VT, KGVX.")
    (words,) = marked(commented(saved(file), "VT, KGVX"))
    assert "VT, KGVX" in words


def test_what_is_deleted_by_a_tracked_change_is_not_marked() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("Giao ")
    gone = paragraph.add_run("Bộ Y tế ")
    paragraph.add_run("Sở Y tế lập sổ.")
    for each in gone._r.iter(qn("w:t")):
        each.tag = qn("w:delText")
    change = gone._r.makeelement(qn("w:del"), {qn("w:id"): "1", qn("w:author"): "a"})
    gone._r.addprevious(change)
    change.append(gone._r)
    assert marked(commented(saved(file), "Sở Y tế")) == ["Sở Y tế"]


# -- what stays ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reviewed() -> tuple[bytes, Document, list[Remark]]:
    library = Library()
    plan = parse_document(PLAN, catalogue=library.catalogue)
    return (
        PLAN.read_bytes(), plan,
        remarks_of(coverage(plan, library), library.catalogue, speaker("vi")),
    )  # fmt: skip


def test_the_text_is_the_same_and_so_is_every_other_part(
    reviewed: tuple[bytes, Document, list[Remark]],
) -> None:
    data, plan, remarks = reviewed
    out = add_comments(data, plan, remarks)
    assert read(out).text.text == plan.text.text
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (data, out))
    parts = set(before.namelist())
    assert set(after.namelist()) - parts == {"word/comments.xml"}
    for name in parts - {"word/document.xml"}:
        if name.endswith((".xml", ".rels")):
            continue
        assert before.read(name) == after.read(name)


def test_twice_does_not_double_and_removal_leaves_the_text(
    reviewed: tuple[bytes, Document, list[Remark]],
) -> None:
    data, plan, remarks = reviewed
    once = add_comments(data, plan, remarks)
    twice = add_comments(once, read(once), remarks)
    assert comments(twice) == comments(once) and len(comments(once)) == len(remarks)
    assert marked(twice) == marked(once)
    bare = remove_comments(twice, "a.docx")
    assert comments(bare) == [] and read(bare).text.text == plan.text.text
    assert not any(docx.Document(io.BytesIO(bare)).element.iter(qn("w:commentReference")))


def test_comments_of_people_stay() -> None:
    file = docx.Document()
    run = file.add_paragraph().add_run("Sở Y tế lập sổ.")
    file.add_comment(run, text="xem lại", author="Chị Lan", initials="L")
    out = commented(saved(file), "lập sổ")
    assert sorted(comments(out)) == ["về 8", "xem lại"]
    assert comments(remove_comments(out, "a.docx")) == ["xem lại"]


def test_a_file_without_our_comments_is_given_back_as_it_is() -> None:
    data = file_of("Sở Y tế lập sổ.")
    assert remove_comments(data, "a.docx") is data


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6), st.data())
def test_any_places_are_marked_exactly(places: list[tuple[int, int]], drawn: st.DataObject) -> None:
    words = "Sở Y tế chủ trì, phối hợp với Sở Nội vụ lập sổ theo dõi, báo cáo kết quả thực hiện."
    cuts = sorted(drawn.draw(st.sets(st.integers(1, len(words) - 1), max_size=5)))
    parts = [words[a:b] for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    data = file_of("|".join(parts))
    doc = read(data)
    at = doc.text.text.index(words)
    spans = [Span(at + start, min(at + start + size, at + len(words))) for start, size in places]
    out = add_comments(data, doc, [Remark(span, ("a",)) for span in spans])
    said = [span.of(doc.text.text) for span in spans]
    assert sorted(marked(out)) == sorted(said)
    assert read(out).text.text == doc.text.text


# -- what is said --------------------------------------------------------------------------------


def test_findings_and_missing_tasks_are_said_with_their_source(
    reviewed: tuple[bytes, Document, list[Remark]],
) -> None:
    _, plan, remarks = reviewed
    wrong = next(each for each in remarks if "citation_wrong_date" in each.lines[-1])
    assert "19 tháng 3 năm 2026" in wrong.span.of(plan.text.text)
    assert wrong.lines[0].startswith("Lỗi: ") and "990-CT/TW" in wrong.lines[1]
    missing = [each for each in remarks if "kl52 missing" in each.lines[-1]]
    lines = [line for each in missing for line in each.lines]
    assert any("9901/QĐ-TTg" in line and "“" in line for line in lines)
    assert any(line.startswith("Gợi ý, chưa ai rà soát:") for line in lines)


def test_hostile_words_show_as_words() -> None:
    data = file_of("Sở Y tế lập sổ.")
    doc = read(data)
    hostile = "</w:t><script>alert(1)</script>\x00\x1b\ud800‮ =1+1"
    out = add_comments(data, doc, [Remark(Span(0, 2), (hostile,))])
    (said,) = comments(out)
    assert said == "</w:t><script>alert(1)</script>‮ =1+1"


def test_only_word_files_take_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnsupportedFormat):
        remove_comments(b"%PDF-1.5", "a.pdf")
    out = tmp_path / "out.docx"
    plan = str(PLAN.with_suffix(".txt"))
    assert main(["coverage", plan, "--docx", str(out), "--library", ":none:"]) == 3
    assert "chỉ ghi nhận xét được vào tệp .docx" in capsys.readouterr().err
    assert not out.exists()


def test_the_command_writes_a_copy_and_takes_comments_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, out, bare = (tmp_path / f"{name}.docx" for name in ("a", "b", "c"))
    shutil.copy(PLAN, plan)
    options = ["--library", ":none:"]
    assert main(["coverage", str(plan), "--docx", str(out), *options]) == 1
    assert f"nhận xét vào {out}" in capsys.readouterr().err
    assert len(comments(out.read_bytes())) > 3
    assert main(["coverage", str(out), "--docx", str(bare), "--remove", *options]) == 0
    assert comments(bare.read_bytes()) == []
    assert main(["coverage", str(plan), "--docx", str(plan), *options]) == 2
    assert "chính tệp kế hoạch" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice Writer")
def test_libreoffice_opens_it_with_its_comments(
    tmp_path: Path, reviewed: tuple[bytes, Document, list[Remark]]
) -> None:
    data, plan, remarks = reviewed
    (tmp_path / "a.docx").write_bytes(add_comments(data, plan, remarks))
    profile = f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "odt", "--outdir", str(tmp_path)]
    command.append(str(tmp_path / "a.docx"))
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    content = zipfile.ZipFile(tmp_path / "a.odt").read("content.xml").decode()
    assert content.count("<office:annotation ") == len(remarks)
    assert "Gợi ý, chưa ai rà soát" in content
