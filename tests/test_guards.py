"""Guards: marks of secrecy, limits, the sandbox, hostile files."""

from __future__ import annotations

import contextlib
import os
import pickle
import socket
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kl52 import errors
from kl52.header import find_header
from kl52.header.secrecy import secrecy_mark
from kl52.model import Box, Line, Part, Raw, Source, Text
from kl52.normalising import normalise
from kl52.parsing import parse_document, text_of
from kl52.reading import read_document
from kl52.reading import sandbox as sandboxing
from kl52.reading.office import libreoffice
from kl52.reading.options import Limits, ReadOptions
from kl52.reading.sandbox import Sandbox, read_in_sandbox
from kl52.spans import Span
from tests import (
    hostile,
    hostile_binary,
    hostile_office,
    hostile_pdf,
    hostile_pictures,
    misbehaving,
    samples,
)

# -- secrecy -------------------------------------------------------------------------------------

ABOVE = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 48/KH-UBND\n"
BELOW = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Lạng Sơn, ngày 17 tháng 02 năm 2020\n"
)
BODY = "KẾ HOẠCH\nPhát triển đội ngũ\nCăn cứ Luật Nhà ở;\nI. MỤC ĐÍCH\n1. Sở Nội vụ mở lớp.\n"


def lines(*placed: tuple[str, Part, Box | None], confidence: float | None = None) -> Text:
    """A text of lines with their parts and places on page 1."""
    at, made = 0, []
    for words, part, box in placed:
        made.append(Line(Span(at, at + len(words)), 1, True, None, box, part, None, confidence))
        at += len(words) + 1
    joined = "\n".join(words for words, *_ in placed)
    return normalise(Raw(Source("a.pdf", "0" * 64, "application/pdf"), joined, tuple(made)))


@pytest.mark.parametrize(
    ("mark", "level", "why"),
    [
        ("MẬT", "MẬT", "a stamp of its own"),
        ("TỐI MẬT", "TỐI MẬT", "the second level"),
        ("TUYỆT MẬT", "TUYỆT MẬT", "the highest level"),
        (unicodedata.normalize("NFD", "TUYỆT MẬT"), "TUYỆT MẬT", "decomposed"),
        ("MA\u0302\u0323T", "MẬT", "marks in the other order"),
        ("M Ậ T", "MẬT", "spaced letters"),
        ("T U Y Ệ T   M Ậ T", "TUYỆT MẬT", "spaced letters and words"),
        ("[ TỐI MẬT ]", "TỐI MẬT", "in a box of brackets"),
        ("┌─────┐\n│ MẬT │\n└─────┘", "MẬT", "in a drawn box"),
        ("+-----+\n| MẬT |\n+-----+", "MẬT", "in a typed box"),
        ("M\nẬ\nT", "MẬT", "a letter to a line"),
        ("TUYỆT\nMẬT", "TUYỆT MẬT", "broken in two"),
        ("Mật", "MẬT", "not in capitals"),
        ("Tối mật", "TỐI MẬT", "a sentence's capital"),
        ("Độ mật: Mật", "MẬT", "as a field"),
        ("ĐỘ MẬT : TUYỆT MẬT", "TUYỆT MẬT", "as a field in capitals"),
        ("TÀI LIỆU MẬT", "MẬT", "with what it is said of"),
        ("TÀI LIỆU TỐI MẬT", "TỐI MẬT", "with what it is said of"),
        ("MẬT - HỎA TỐC", "MẬT", "beside the mark of urgency"),
        ("KHẨN\nTỐI MẬT", "TỐI MẬT", "below the mark of urgency"),
        ("TUYỆT MẬT (Bản số: 02)", "TUYỆT MẬT", "with the number of the copy"),
        ("MẬT   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "MẬT", "columns left in one line"),
        ("MẬT Lạng Sơn, ngày 17 tháng 02 năm 2020", "MẬT", "beside the date"),
        ("MẬT Hà Nội, ngày … tháng … năm 2026", "MẬT", "beside a blank date"),
        ("Số: 12/KH-UBND MẬT", "MẬT", "beside the number"),
        ("V/v chuẩn bị diễn tập\nMẬT", "MẬT", "below the subject"),
        ("MẬT\nTUYỆT MẬT", "TUYỆT MẬT", "the highest counts"),
    ],
)  # fmt: skip
def test_a_mark_of_secrecy_is_found(mark: str, level: str, why: str) -> None:
    assert secrecy_mark(text_of(ABOVE + mark + "\n" + BELOW + BODY)) == level, why
    assert secrecy_mark(text_of(mark + "\n" + ABOVE + BELOW + BODY)) == level, why


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("MẬT KHẨU", "a password"),
        ("MẬT ĐỘ", "density"),
        ("MẬT MÃ", "cryptography"),
        ("BẢO MẬT", "security of information"),
        ("BÍ MẬT NHÀ NƯỚC", "a title"),
        ("BẢO VỆ BÍ\nMẬT NHÀ NƯỚC", "a title broken in two"),
        ("DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ\nTUYỆT MẬT VÀ TỐI MẬT", "a title that names levels"),
        ("DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ\nTUYỆT MẬT", "the same, the level on a line of its own"),
        ("Danh mục bí mật nhà nước độ Tối mật, độ\nMật", "the same in small letters"),
        ("«Tuyệt mật»", "a quotation"),
        ("“Tối mật”", "a quotation"),
        ("Độ mật:", "a field left blank"),
        ("ĐỘ MẬT", "a heading"),
        ("Các độ mật gồm:\nTuyệt mật\nTối mật\nMật", "a list"),
        ("Tuyệt mật\nTối mật\nMật", "a list without a lead"),
        ("mật", "the end of a broken sentence"),
    ],
)
def test_words_that_name_a_level_are_no_mark(words: str, why: str) -> None:
    assert secrecy_mark(text_of(ABOVE + BELOW + "KẾ HOẠCH\n" + words + "\n" + BODY)) is None, why


@pytest.mark.parametrize("level", ["Tuyệt mật", "MẬT", "TỐI MẬT"])
def test_the_body_may_name_levels(level: str) -> None:
    assert secrecy_mark(text_of(ABOVE + BELOW + BODY + f"2. Phân loại\n{level}\n")) is None


def test_a_mark_needs_no_other_header() -> None:
    assert secrecy_mark(text_of("MẬT\nSở Nội vụ mở lớp.")) == "MẬT"
    assert find_header(text_of("TUYỆT MẬT\nSở Nội vụ mở lớp.")).secrecy == "TUYỆT MẬT"


@pytest.mark.parametrize("part", ["header", "footer"])
def test_a_mark_in_the_head_or_foot_of_pages(part: Part) -> None:
    body = [(each, "body", None) for each in (ABOVE + BELOW + BODY).splitlines()]
    assert secrecy_mark(lines(*body, ("TỐI MẬT - Trang 3", part, None))) == "TỐI MẬT"  # type: ignore[arg-type]
    assert secrecy_mark(lines(*body, ("Bảo vệ bí mật nhà nước", part, None))) is None  # type: ignore[arg-type]


def test_a_stamp_is_told_by_its_place_on_the_page() -> None:
    rows = (ABOVE + BELOW + BODY).splitlines()
    body: list[tuple[str, Part, Box | None]] = [
        (each, "body", (0.1, 0.1 + 0.05 * row, 0.9, 0.13 + 0.05 * row))
        for row, each in enumerate(rows)
    ]
    stamp: Box = (0.12, 0.2, 0.25, 0.23)
    assert secrecy_mark(lines(*body, ("MẬT", "body", stamp))) == "MẬT"
    assert secrecy_mark(lines(*body, ("MẬT", "body", (0.12, 0.7, 0.25, 0.73)))) is None


@pytest.mark.parametrize("words", ["MÂT", "MẠT", "MAT", "[MẬT.", "TUYÊT MÂT", "TỐl MẬT"])
def test_recognised_letters_may_have_lost_their_marks(words: str) -> None:
    placed: list[tuple[str, Part, Box | None]] = [
        (each, "body", None) for each in [*ABOVE.splitlines(), words, *BELOW.splitlines()]
    ]
    if "l" not in words:
        assert secrecy_mark(lines(*placed, confidence=0.7)) is not None
    if words not in ("[MẬT.", "TỐl MẬT"):
        assert secrecy_mark(lines(*placed)) is None


def test_a_marked_document_is_read_and_told() -> None:
    doc = parse_document((ABOVE + "MẬT\n" + BELOW + BODY).encode(), name="a.txt")
    assert doc.header.secrecy == "MẬT"
    assert doc.header.number == "48/KH-UBND"
    assert [each.code for each in doc.diagnostics] == ["secret"]
    assert "--allow-secret" in doc.diagnostics[0].message


def test_a_word_file_is_told_by_its_table_of_columns() -> None:
    doc = parse_document(samples.docx(["TUYỆT MẬT", "KẾ HOẠCH", "Căn cứ Luật Nhà ở;"], header=True))
    assert doc.header.secrecy == "TUYỆT MẬT"


# -- the sandbox ---------------------------------------------------------------------------------


def test_reading_in_the_sandbox_gives_the_same() -> None:
    data = samples.docx(["Sở Nội vụ mở lớp."], header=True)
    assert read_in_sandbox(data, name="a.docx") == read_document(data, name="a.docx")


@pytest.mark.parametrize(
    ("function", "error", "says"),
    [
        (misbehaving.devours, errors.NeedsTooMuchMemory, "bộ nhớ"),
        (misbehaving.dies, errors.ReaderCrashed, "hỏng giữa chừng"),
        (misbehaving.fails, errors.ReaderCrashed, "RuntimeError"),
        (misbehaving.refuses, errors.EncryptedDocument, "mật khẩu"),
        (misbehaving.answers_at_length, errors.DocumentTooLarge, "kết quả"),
        (misbehaving.takes_over, errors.ReaderCrashed, "UnpicklingError"),
    ],
)
def test_whatever_a_file_does_ends_in_an_error_and_the_next_is_read(
    function: object, error: type[errors.UnreadableDocument], says: str
) -> None:
    with Sandbox(Limits(memory=2**30, result=2**19)) as sandbox:
        for _ in range(2):
            with pytest.raises(error, match=says) as raised:
                sandbox.run(function, b"abc")  # type: ignore[arg-type]
            assert raised.value.hint
            assert "nội dung" not in str(raised.value)
            assert sandbox.run(misbehaving.reads, b"abc") == "read 3"


def test_a_file_that_stalls_is_given_up_with_all_that_it_started(tmp_path: Path) -> None:
    began = tmp_path / "began"
    with Sandbox(Limits(seconds=3)) as sandbox:
        with pytest.raises(errors.TooSlow, match="quá 3 giây") as raised:
            sandbox.run(misbehaving.stalls, os.fsencode(began))
        assert raised.value.code == "too-slow"
        assert began.exists()
        assert sandbox.run(misbehaving.reads, b"") == "read 0"


def test_a_file_is_not_blamed_for_what_came_before_it() -> None:
    with Sandbox() as sandbox:
        assert [sandbox.run(misbehaving.dies_later, b"") for _ in range(3)] == ["read"] * 3


def test_libraries_cannot_disturb_the_answer() -> None:
    with Sandbox() as sandbox:
        assert sandbox.run(misbehaving.prints, b"") == ""


def test_what_a_reader_writes_is_gone() -> None:
    with Sandbox() as sandbox:
        file = Path(sandbox.run(misbehaving.writes, "tuyệt mật".encode()))
        assert not file.exists()
        folder = file.parent
        assert folder.exists()
    assert not folder.exists()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell")
def test_a_library_that_would_die_for_memory_is_answered_for() -> None:
    with Sandbox(Limits(memory=300 * 2**20)) as sandbox:
        with pytest.raises(errors.NeedsTooMuchMemory, match="quá 300 MiB"):
            sandbox.run(read_document, hostile_pdf.page(b"/X Do " * 40_000), name="a.pdf")
        assert sandbox.run(read_document, b"abc", name="a.txt").text == "abc"


def test_no_module_is_taken_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("docx", "lxml", "pypdfium2"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken')")
    monkeypatch.chdir(tmp_path)
    assert "Sở Nội vụ" in read_in_sandbox(samples.docx(["Sở Nội vụ"]), name="a.docx").text


def test_closing_gives_up_what_is_being_read(tmp_path: Path) -> None:
    from threading import Thread

    sandbox, caught = Sandbox(), []
    began = tmp_path / "began"

    def ask() -> None:
        try:
            sandbox.run(misbehaving.stalls, os.fsencode(began))
        except errors.UnreadableDocument as error:
            caught.append(error)

    thread = Thread(target=ask)
    thread.start()
    while not began.exists():
        time.sleep(0.01)
    sandbox.close()
    thread.join()
    assert [each.code for each in caught] == ["crashed"]


@pytest.mark.parametrize(
    "error", [each for each in vars(errors).values() if isinstance(each, type)]
)
def test_errors_pass_between_processes(error: type[Exception]) -> None:
    made = error("a.pdf", "hỏng", "tải lại") if hasattr(error, "code") else error("sai")
    again = pickle.loads(pickle.dumps(made))
    assert type(again) is error and str(again) == str(made)


def test_codes_of_errors_are_their_own() -> None:
    codes = [each.code for each in vars(errors).values() if hasattr(each, "code")]
    assert len(codes) == len(set(codes))


def test_options_with_a_callback_can_be_sent() -> None:
    options = ReadOptions(progress=lambda done, total: None)
    assert read_in_sandbox(b"a b c", name="a.txt", options=options).text == "a b c"
    assert sandboxing.DEFAULT.progress is not options.progress


# A program that starts another and hangs, unless it is asked what it is.
SLOW = """#!/bin/sh
case "$1" in
--version) echo "tesseract 5.3.0"; exit;;
--list-langs) printf 'List\nvie\n'; exit;;
esac
sleep 600 &
echo $$ $! >> "{pids}.new"
mv "{pids}.new" "{pids}"
sleep 600
"""


@pytest.fixture
def slow_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """LibreOffice and Tesseract that never end; the file in which they write their numbers."""
    if os.name == "nt":
        pytest.skip("the programs are shell scripts")
    pids = tmp_path / "pids"
    for name in ("soffice", "tesseract"):
        program = tmp_path / name
        program.write_text(SLOW.format(pids=pids))
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return pids


def are_gone(pids: Path) -> bool:
    """Whether the programs that wrote their numbers have ended, given a moment."""
    numbers = list(map(int, pids.read_text().split()))
    for _ in range(100):
        if not any(map(is_alive, numbers)):
            return True
        time.sleep(0.05)
    return False


def is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self").exists():  # what was killed may wait there to be noticed
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] not in "ZX"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


RICH = b"{\\rtf1\\ansi So Noi vu mo lop\\par}"


def test_a_converter_that_hangs_is_ended_and_the_file_read_without_it(slow_programs: Path) -> None:
    with Sandbox(Limits(seconds=8)) as sandbox:
        raw = sandbox.run(
            read_document, RICH, name="a.rtf", options=ReadOptions(limits=Limits(seconds=2))
        )
        assert "mo lop" in raw.text
        assert "plain-office" in [each.code for each in raw.diagnostics]
        assert are_gone(slow_programs)


@pytest.mark.parametrize(
    ("function", "data"),
    [(misbehaving.converts, RICH), (parse_document, hostile_pictures.drawn())],
)
def test_programs_that_hang_are_ended_with_the_sandbox(
    function: Callable[[bytes], object], data: bytes, slow_programs: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Sandbox(Limits(seconds=4)) as sandbox, pytest.raises(errors.TooSlow):
        sandbox.run(function, data)
    assert are_gone(slow_programs)
    assert not list(tmp_path.glob("kl52-*"))


# -- hostile files -------------------------------------------------------------------------------

# The time in which any of the files below is done with on a busy machine, many times over.
PATIENCE = Limits(seconds=120)
# Those that take long: the benchmark has them all.
LONG = {
    "bomb-flat.docx", "bomb-lying.docx", "many-paragraphs.docx", "many-cells-long.docx",
    "many-tables.docx", "many-runs.docx", "form-many.pdf", "million-paths.pdf",
    "million-lines.pdf", "tiny-tables.pdf", "many-letters.pdf", "flate-bomb.pdf",
    "million-tags.html", "joined-cells.html", "many-cells.html", "many-tables.html",
    "entities.html", "unclosed.html", "one-line.txt", "one-line-words.txt", "empty-lines.txt",
    "separators.txt", "wide-row.md", "rows.md", "nuls.txt", "many-cells.xlsx", "over-long.txt",
    "surrogates-8.txt", "right-to-left.txt", "deep.mht", "million-rows.xlsx", "tracked.docx",
    "text-boxes-many.docx", "notes-many.docx", "notes-same.docx", "columns.docx",
    "annotations.pdf", "annotations-1900.pdf", "annotations-same.pdf", "columns.pdf",
    "words-20000.pdf", "sentences.pdf", "million-divs.html", "many-lists.html", "long-list.html",
    "many-notes.html", "many-links.html", "spans.html", "breaks.html", "raised.html",
    "spaced-capitals.txt", "spaced-lines.txt", "glued.txt", "glued-any.txt", "split-words.txt",
    "latin-1.txt", "old-fonts.txt", "raised-ones.txt", "note-lines.txt", "hyphens.txt",
    "wrapped.txt", "signatures.txt", "headers.txt", "many-texts.ppt", "pixels-most.png",
    "pixels-colour.png", "frames.gif", "frames-10000.tif", "frames-4000.tif", "frames-large.tif",
    "noise.png", "base64-cut.mht", "quoted-garbage.mht",
}  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Iterator[Sandbox]:
    """One sandbox for all files, so that each is read after the ones before it."""
    with Sandbox(PATIENCE) as sandbox:
        yield sandbox


def ends(reader: Sandbox, data: bytes, name: str) -> str:
    """The text of a document, or the code of the error that it ends in."""
    try:
        return reader.run(parse_document, data, name=name).text.text
    except errors.UnreadableDocument as error:
        assert error.hint
        assert not isinstance(error, errors.ReaderCrashed | errors.TooSlow), error
        return error.code


# LibreOffice starts anew for each, so two of each kind stand for them all.
CONVERTED = {
    name
    for name in hostile.CASES
    if name.endswith((".doc", ".rtf"))
    and name not in ("fat-loop.doc", "pieces-many.doc", "rtf-groups.rtf", "rtf-object.rtf")
}


@pytest.mark.parametrize("name", sorted(hostile.CASES.keys() - LONG - CONVERTED))
def test_a_hostile_file_ends_in_a_message_or_a_result(reader: Sandbox, name: str) -> None:
    ends(reader, hostile.CASES[name](), name)
    assert ends(reader, b"1. S\xe1\xbb\x9f", "a.txt") == "1. Sở"


@pytest.mark.parametrize("seed", hostile.SEEDS)
def test_damaged_files_end_in_a_message_or_a_result(reader: Sandbox, seed: str) -> None:
    slow = seed.endswith((".doc", ".rtf", ".png", ".jpeg", ".tiff", ".gif", ".bmp", "scan.pdf"))
    for name, data in hostile.mutants(seed, 3 if slow else 12):
        ends(reader, data, name)


@pytest.mark.parametrize("name", hostile.BAIT)
def test_no_pattern_takes_the_bait(reader: Sandbox, name: str) -> None:
    kind = "bait.md" if "|" in hostile.BAIT[name] else "bait.txt"
    assert "48/KH-UBND" in ends(reader, hostile.baited(name, 20_000), kind)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (lambda: hostile_pdf.pages(30), "too-many-pages"),
        (lambda: hostile_office.flat_bomb(20 * 2**20), "unpacks-too-large"),
        (lambda: hostile_office.overlapping_bomb(90), "unpacks-too-large"),
        (hostile.CASES["deep-controls.docx"], "nested-too-deep"),
        (hostile.CASES["deep-tables.docx"], "nested-too-deep"),
        (hostile.CASES["attributes.html"], "too-large"),
        (lambda: hostile.html("<b>" * 600), "too-large"),
        (lambda: hostile.html("<p>a" * 60), "too-large"),
        (lambda: hostile_office.xlsx(rows=60), "too-large"),
        (lambda: hostile_office.shared_cells(600, 100), "too-large"),
        (lambda: hostile_binary.doc("a" * 2000, pieces=[(2000, 1024)] * 9), "too-large"),
        (lambda: b"a " * 2000, "too-large"),
        (lambda: b"a" * 2**20, "too-large"),
    ],
)
def test_every_limit_has_its_message(data: Callable[[], bytes], code: str) -> None:
    limits = Limits(size=2**20 - 1, pages=20, unpacked=10 * 2**20, characters=3000,
                    lines=50, tags=500)  # fmt: skip
    with pytest.raises(errors.DocumentTooLarge, match="giới hạn|quá sâu") as raised:
        read_document(data(), name="a", options=ReadOptions(limits=limits))
    assert raised.value.code == code
    assert raised.value.hint


def test_nothing_outside_the_file_is_followed(reader: Sandbox, tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("chim hoàng yến")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        targets = [canary.as_uri(), f"http://127.0.0.1:{server.getsockname()[1]}/a"]
        for target in targets:
            lures = {
                **hostile_office.lures(target),
                **hostile.web_lures(target),
                **hostile_binary.lures(target),
                "lured.pdf": lambda to=target: hostile_pdf.lured(to, str(canary)),
            }
            for name, make in lures.items():
                assert "chim" not in ends(reader, make(), name), name
        with pytest.raises(BlockingIOError):  # nobody called
            server.accept()


@pytest.mark.parametrize("target", list(hostile_office.LURES.values()))
def test_no_reader_opens_a_connection(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a reader opened a connection")

    monkeypatch.setattr(libreoffice, "find", lambda: None)
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    lures = {
        **hostile_office.lures(target),
        **hostile.web_lures(target),
        **hostile_binary.lures(target),
        "lured.pdf": lambda: hostile_pdf.lured(target, "/etc/passwd"),
    }
    for name, make in lures.items():
        with contextlib.suppress(errors.UnreadableDocument):
            assert "root:" not in read_document(make(), name=name).text


@pytest.mark.skipif(libreoffice.find() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["doc", "fodt"])
def test_the_converter_runs_no_macros_and_fetches_nothing(suffix: str, tmp_path: Path) -> None:
    canary, written = tmp_path / "canary.txt", tmp_path / "written"
    canary.write_text("chim")
    made = libreoffice.convert(
        hostile_binary.macro(canary.as_uri(), str(written)), suffix, "docx", 120
    )
    text = read_document(made, name="a.docx").text
    assert "So Noi vu" in text and "chim" not in text
    assert not written.exists()


def test_a_page_with_a_picture_within_it_is_no_attack() -> None:
    page = f"<html><body><img src='data:image/png;base64,{'A' * 200_000}'><p>Mở lớp"
    assert "Mở lớp" in read_document(page.encode(), name="a.html").text


@pytest.mark.parametrize("name", ["..", "a\0b", "CON", "NUL.txt", "a\nb", "\udcff", "-", ""])
def test_odd_names_are_not_followed(name: str, tmp_path: Path) -> None:
    assert read_document(b"a b", name=name or "x").text == "a b"
    with pytest.raises(errors.UnreadableDocument):
        read_document(str(tmp_path / "none" / name))


def test_rows_that_a_workbook_leaves_out_are_no_work() -> None:
    far = "<row r='1048576'><c r='B1048576'><v>5</v></c></row>"
    assert read_document(hostile_office.xlsx(data=far), name="a.xlsx").text == "5\n"
    beyond = "<row r='1'><c r='A1'><v>5</v></c></row><row r='999999999'><c><v>6</v></c></row>"
    assert read_document(hostile_office.xlsx(data=beyond), name="a.xlsx").text == "5\n"


def test_a_page_of_too_many_annotations_says_so() -> None:
    notes = [hostile_pdf.note(n % 500, 50) for n in range(2001)]
    raw = read_document(hostile_pdf.annotated(notes), name="a.pdf")
    assert [each.code for each in raw.diagnostics] == ["too-many-annotations"]
    assert "So Noi vu" in raw.text


def test_marks_without_end_on_a_letter() -> None:
    words = "a" + "\u0323\u0302" * 100_000 + " tie\u0302\u0301ng"
    text = text_of(words)
    assert len(text.raw) == len(words)
    assert text.text.endswith("tiếng")
    hidden = "a" + "\u0323\u200b\u0302" * 100_000
    assert len(text_of(hidden).raw) == len(hidden)
