"""The command line: what it prints, where, and its exit status."""

from __future__ import annotations

import io
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kl52 import __version__
from kl52.catalogue import corpus_root, load_catalogue
from kl52.catalogue.validity import state_now
from kl52.cli import build_parser, main
from kl52.parsing import parse_document
from kl52.reading.options import Limits
from kl52.serialising.documents import parse_json
from kl52.serialising.traces import trace_json
from kl52.tracing import trace
from tests import samples

CORPUS = Path(str(corpus_root()))
PLAN = CORPUS / "fictitious" / "9902-kh-ubnd.txt"
CASE = CORPUS / "intellectuals" / "48-kh-ubnd.txt"


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command, without the library of whoever runs the tests."""
    monkeypatch.setenv("KL52_LIBRARY", ":none:")

    def command(*arguments: object) -> Ran:
        try:
            status = main([str(each) for each in arguments])
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        return Ran(status, *capsys.readouterr())

    return command


# -- results -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["parse", "trace"])
@pytest.mark.parametrize("suffix", ["txt", "docx", "pdf"])
def test_every_format(run: Any, command: str, suffix: str) -> None:
    ran = run(command, PLAN.with_suffix(f".{suffix}"), "-q")
    assert (ran.status, ran.err) == (0, "")
    assert "9902/KH-UBND" in ran.out
    assert "9901/QĐ-TTg" in ran.out


def test_json_is_what_the_library_gives(run: Any) -> None:
    # the status of what is cited by now is asked for by the command, for a day
    doc = state_now(parse_document(CASE), load_catalogue(), "2026-01-31", today=False)
    shown = {"parse": parse_json(doc), "trace": trace_json(trace(doc))}
    for command, value in shown.items():
        ran = run(command, CASE, "--json", "--on", "31/01/2026")
        assert (ran.status, ran.err) == (0, "")
        assert {**ran.json, "document": None} == {**json.loads(json.dumps(value)), "document": None}
        assert ran.json["document"]["id"] == doc.id


def test_the_text_as_it_was_read(run: Any) -> None:
    ran = run("parse", PLAN.with_suffix(".pdf"), "--text", "-q")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("----- tr. 1 -----\n")
    assert "\n| " in ran.out
    assert "----- p. 2 -----" in run("parse", PLAN.with_suffix(".pdf"), "--text", "--lang=en").out


def test_text_and_json_are_two_things(run: Any) -> None:
    ran = run("parse", PLAN, "--text", "--json")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_stdin(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CASE.read_bytes())))
    ran = run("trace", "-", "--json")
    assert ran.status == 0
    assert ran.json["document"]["number"] == "48/KH-UBND"
    assert ran.json["roots"] == ["/akn/vn/act/nghi-quyet/bchtw/2008-08-06/27-nq-tw"]


def test_two_languages(run: Any) -> None:
    vietnamese, english = run("trace", CASE), run("trace", CASE, "--lang", "en")
    assert "CHUỖI VĂN BẢN" in vietnamese.out
    assert "CASCADE" in english.out
    assert "CHUỖI VĂN BẢN" not in english.out


def test_the_drawn_cascade_says_what_is_cited_directly_and_how_sure_it_is(
    run: Any, tmp_path: Path
) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(
        "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 77/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nLạng Sơn, ngày 03 tháng 4 năm 2020\nKẾ HOẠCH\nMở lớp\n"
        "Căn cứ Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư;\n"
        "Thực hiện Quyết định số 142/QĐ-TTg ngày 21/01/2020 của Thủ tướng Chính phủ:\n"
        "I. NHIỆM VỤ\n1. Sở Nội vụ mở lớp trong năm 2020.\n",
        encoding="utf-8",
    )
    tree = run("trace", file).out.split("NHIỆM VỤ VÀ NGUỒN")[0]
    assert tree.count("Kết luận 52-KL/TW") == 1
    assert tree.count("văn bản đang xem cũng dẫn trực tiếp") == 1
    of_case = run("trace", CASE).out
    assert "đã đối chiếu nguồn" in of_case
    assert "[V]" not in of_case


def test_full_shows_more(run: Any) -> None:
    assert len(run("trace", PLAN, "--full").out) > len(run("trace", PLAN).out)


def test_a_document_without_a_number(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "nhap.txt"
    file.write_text("1. Sở Nội vụ mở lớp cho cán bộ xã trong quý II năm 2021.", encoding="utf-8")
    ran = run("parse", file, "--json")
    assert (ran.status, ran.json["document"]["number"]) == (0, None)
    assert [each["code"] for each in ran.json["diagnostics"]] == ["no-header"]
    assert run("trace", file).status == 0


@pytest.mark.parametrize(
    ("words", "encoding", "codes"),
    [
        ("Căn cứ Kết luận số 52-KL/TW, xã mở lớp.", "utf-16", set()),
        ("Căn cứ Kết luận số 52-KL/TW, xã mở lớp.", "utf-8-sig", set()),
        ("Uû ban nh©n d©n x·, theo 52-KL/TW", "cp1252", {"legacy-encoding", "legacy-font"}),
    ],
)
def test_encodings(run: Any, tmp_path: Path, words: str, encoding: str, codes: set[str]) -> None:
    file = tmp_path / "cu.txt"
    file.write_bytes(words.encode(encoding))
    ran = run("parse", file, "--json")
    assert ran.status == 0
    assert "52-KL/TW" in ran.json["text"]
    found = {each["code"] for each in ran.json["diagnostics"]} - {"no-header"}
    assert found <= codes
    assert bool(found) == bool(codes)


# -- libraries -----------------------------------------------------------------------------------


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "van-ban"
    folder.mkdir()
    (folder / "hong.pdf").write_bytes(b"%PDF-1.5 cut off")
    (folder / "ke-hoach.txt").write_bytes(CASE.read_bytes().replace(b"48/KH-UBND", b"49/KH-UBND"))
    return folder


def test_a_broken_file_in_a_library_is_listed_and_passed_over(run: Any, library: Path) -> None:
    ran = run("trace", CASE, "--library", library)
    assert ran.status == 0
    assert "hong.pdf" in ran.err
    assert "ke-hoach.txt" not in ran.err
    assert "CHUỖI VĂN BẢN" in ran.out


def test_quiet_says_nothing_on_stderr(run: Any, library: Path) -> None:
    assert run("trace", CASE, "--library", library, "-q").err == ""


def test_the_library_can_come_from_the_environment(
    run: Any, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KL52_LIBRARY", str(library))
    assert "hong.pdf" in run("trace", CASE).err
    assert run("trace", CASE, "--library", ":none:").err == ""


# -- errors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("khong-co.pdf", None),
        ("rong.txt", b""),
        ("anh.pdf", samples.JPEG),
        ("cut.pdf", samples.pdf([samples.Page(samples.header())])[:200]),
        ("khoa.pdf", samples.pdf([samples.Page(samples.header())], password="mật")),
        ("cu.doc", samples.OLE),
        ("khac.docx", samples.zipped(a=b"1")),
        ("nhi-phan.txt", b"a\0b"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("command", ["parse", "trace"])
def test_what_cannot_be_read_gives_one_line(
    run: Any, tmp_path: Path, command: str, name: str, data: bytes | None
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    ran = run(command, file)
    assert (ran.status, ran.out) == (3, "")
    assert re.fullmatch(rf"kl52: [^\n]*{name}: [^\n]+ → [^\n]+\n", ran.err), ran.err


def test_a_huge_line_is_refused(run: Any, tmp_path: Path) -> None:
    (tmp_path / "dai.txt").write_bytes(b"a" * (Limits().characters + 1))
    ran = run("parse", tmp_path / "dai.txt")
    assert (ran.status, ran.err.count("\n")) == (3, 1)


@pytest.mark.parametrize("arguments", [[], ["--completion", "sh"]])
def test_wrong_use(run: Any, arguments: list[str]) -> None:
    assert run(*arguments).status == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["trace"], "thiếu DOC", id="no document"),
        pytest.param(["trcae", "a.txt"], "không có lệnh trcae", id="no such command"),
        pytest.param(["trace", "a.txt", "--fulll"], "không hiểu --fulll", id="no such option"),
        pytest.param(["trace", "a.txt", "b.txt"], "không hiểu b.txt", id="two documents"),
        pytest.param(
            ["trace", "a.txt", "--lang", "fr"], "--lang không nhận fr", id="no such value"
        ),
        pytest.param(["trace", "a.txt", "--library"], "--library cần một giá trị", id="no value"),
        pytest.param(["trace", "a.txt", "--full=1"], "--full không nhận giá trị", id="a flag"),
        pytest.param(["trace", "a.txt", "--l", "x"], "--l có thể là", id="two options"),
        pytest.param(["add", "a.pdf", "--ocr", "never"], "không hiểu --ocr", id="unseen secrecy"),
    ],
)
def test_wrong_use_is_told_in_vietnamese(run: Any, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "--help" in ran.err.splitlines()[-1]
    assert not re.search(r"usage|error|argument|choose|required", ran.err)


def test_a_library_that_is_not_there_gives_one_line(run: Any, tmp_path: Path) -> None:
    ran = run("trace", CASE, "--library", tmp_path / "khong-co")
    assert ran.status in (2, 3)
    assert (ran.out, ran.err.count("\n")) == ("", 1)


# -- help ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", "trace", "parse", "explain", "add"])
def test_help_has_examples(run: Any, command: str) -> None:
    ran = run(*command.split(), "--help")
    assert ran.status == 0
    assert "ví dụ:" in ran.out
    assert f"kl52 {command}".strip() in ran.out.split("ví dụ:")[1]
    assert not re.search(r"usage|options|positional|show (?:this|program)", ran.out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion(run: Any, shell: str) -> None:
    ran = run("--completion", shell)
    assert ran.status == 0
    assert "trace" in ran.out
    assert "explain" in ran.out
    assert "annotate" in ran.out


def test_version(run: Any) -> None:
    assert run("--version").out == f"kl52 {__version__}\n"


def test_every_option_has_its_help() -> None:
    (commands,) = [each.choices for each in build_parser()._actions if each.dest == "command"]
    assert commands is not None
    for parser in (build_parser(), *dict(commands).values()):
        for action in parser._actions:
            assert action.help or action.dest in ("command", "action"), action.dest
