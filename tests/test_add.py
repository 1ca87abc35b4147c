"""``kl52 add``: what it takes, what it refuses, what it leaves behind."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kl52.cli import build_parser, main
from kl52.errors import ReaderCrashed, UnreadableDocument
from kl52.library import Library, adding, intake
from kl52.library.adding import add_files
from kl52.library.folders import walk
from kl52.library.holdings import default_library
from kl52.library.places import find_candidates
from kl52.reading.options import Limits, ReadOptions
from tests import misbehaving, samples

ROOT = Path(__file__).resolve().parent.parent
BODY = "KẾ HOẠCH\nPhát triển đội ngũ\nCăn cứ Luật Nhà ở;\nI. MỤC ĐÍCH\n1. Sở Nội vụ mở lớp.\n"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def plan(number: int = 48, mark: str = "") -> bytes:
    """A plan with a number of its own, and a mark of secrecy if one is given."""
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: {number}/KH-UBND\n{mark}\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"Lạng Sơn, ngày 17 tháng 02 năm 2020\n{BODY}"
    ).encode()


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Place:
    """A folder of documents, a library, and the command between them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder / "in"
        self.folder.mkdir()
        self.library = folder / "kho.kl52"
        self.capsys = capsys

    def file(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def add(self, *arguments: object) -> Ran:
        paths = [each for each in arguments if isinstance(each, Path)] or [self.folder]
        options = [str(each) for each in arguments if not isinstance(each, Path)]
        command = ["add", *map(str, paths), "--library", str(self.library), *options]
        try:
            status = main(command)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        return Ran(status, *self.capsys.readouterr())

    @property
    def numbers(self) -> list[str | None]:
        """The numbers of the documents in the library."""
        return sorted(doc.header.number or "" for doc in Library(self.library))


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    return Place(tmp_path, capsys)


# -- what it takes -------------------------------------------------------------------------------


def test_files_and_folders_are_added_as_they_are(place: Place) -> None:
    place.file("a.txt", plan(1))
    other = place.file("con/kế hoạch.docx", samples.docx([*BODY.splitlines()], header=True))
    ran = place.add("--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json["schema"] == "kl52/1"
    assert ran.json["counts"] == {"added": 2, "known": 0, "skipped": 0, "failed": 0}
    assert {each["number"] for each in ran.json["added"]} == {"1/KH-UBND", "48/KH-UBND"}
    assert place.numbers == ["1/KH-UBND", "48/KH-UBND"]
    assert Library(place.library).file_of(ran.json["added"][1]["id"]) == other


def test_what_was_added_is_in_the_library(place: Place) -> None:
    place.file("a.txt", plan())
    (added,) = place.add("--json").json["added"]
    library = Library(place.library)
    assert library.unread == []
    doc = library.document(added["id"])
    assert doc is not None and doc.source.sha256 == added["stored"]


def test_what_is_there_is_said_and_not_read_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.file("a.txt", plan(1))
    place.add()
    place.file("again.txt", plan(1))
    place.file("b.txt", plan(2))
    read: list[str] = []
    parse = intake.read_packed
    monkeypatch.setattr(
        intake, "read_packed", lambda *a, **k: read.append(k["name"]) or parse(*a, **k)
    )
    ran = place.add("--no-sandbox", "--json")
    assert ran.json["counts"] == {"added": 1, "known": 2, "skipped": 0, "failed": 0}
    assert sorted(Path(each).name for each in read) == ["again.txt", "b.txt"]
    assert place.numbers == ["1/KH-UBND", "2/KH-UBND"]
    read.clear()
    assert place.add("--no-sandbox", "--json").json["counts"]["known"] == 3
    assert read == []


def test_one_content_under_two_names_is_stored_once(place: Place) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        place.file(name, plan())
    counts = place.add("--json", "--jobs", "3").json["counts"]
    assert counts == {"added": 1, "known": 2, "skipped": 0, "failed": 0}


def test_a_file_named_twice_is_read_once(place: Place) -> None:
    file = place.file("a.txt", plan())
    assert place.add(file, file, place.folder, "--json").json["counts"]["added"] == 1


def test_the_default_library_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("KL52_LIBRARY", raising=False)
    monkeypatch.setattr("platformdirs.user_data_path", lambda *a, **k: tmp_path / "mới" / "kl52")
    (tmp_path / "a.txt").write_bytes(plan())
    assert main(["add", str(tmp_path / "a.txt")]) == 0
    assert len(Library(default_library())) == 1


def test_the_summary_is_on_stdout_in_two_languages(place: Place) -> None:
    place.file("a.txt", plan())
    place.file("b.bin", b"\x7fELF\0\0")
    ran = place.add()
    assert ran.out == f"Kho {place.library}: thêm 1, đã có sẵn 0, bỏ qua 1, không nhận 0.\n"
    assert "b.bin" in ran.err and "bỏ qua 1 tệp" in ran.err
    assert "1 there already" in place.add("--lang", "en").out
    assert place.add("-q").err == ""


# -- what it refuses -----------------------------------------------------------------------------


@pytest.mark.parametrize("sandbox", [(), ("--no-sandbox",)])
def test_a_secret_document_leaves_nothing_behind(
    place: Place, sandbox: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "KL52_CACHE"):
        monkeypatch.setenv(name, str(scratch))
    place.file("a.txt", plan(mark="TUYỆT MẬT"))
    ran = place.add(*sandbox, "--json")
    (failed,) = ran.json["failed"]
    assert (ran.status, failed["code"]) == (3, "secret")
    assert "TUYỆT MẬT" in failed["reason"] and "--allow-secret" in failed["hint"]
    assert list(scratch.iterdir()) == []
    left = [each for each in place.library.parent.iterdir() if each.is_file()]
    assert left and not any("đội ngũ".encode() in each.read_bytes() for each in left)
    with Library(place.library).writable.reading() as db:
        for table in ("files", "documents", "places", "failures", "passages"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert "đội ngũ" not in ran.out + ran.err


def test_who_may_adds_secret_documents_and_uses_them(place: Place) -> None:
    place.file("a.txt", plan(mark="MẬT"))
    ran = place.add("--allow-secret", "--json")
    assert ran.status == 0
    library = Library(place.library)
    assert library.unread == []
    assert library.document(ran.json["added"][0]["id"]) is not None


def test_a_library_does_not_take_what_was_put_there_by_hand(place: Place) -> None:
    place.file("a.txt", plan(mark="MẬT"))
    (error,) = Library(place.folder).unread
    assert error.code == "secret"


def test_bad_files_are_listed_at_the_end_with_reason_and_hint(place: Place) -> None:
    place.file("a.txt", plan())
    place.file("b.docx", samples.docx(["a"])[:900])
    place.file("c.txt", b"Bu\xe1\xbb\x95i h\xe1\xbb\x8dp.")
    place.file("d.pdf", samples.pdf([samples.Page(picture=True)]))
    ran = place.add(place.folder, place.folder / "không có.txt")
    assert ran.status == 3
    assert "thêm 1, đã có sẵn 0, bỏ qua 0, không nhận 4" in ran.out
    listed = [line for line in ran.err.splitlines() if line.startswith("  ")]
    assert [Path(line.split(": ")[0]).name for line in listed] == [
        "b.docx", "c.txt", "d.pdf", "không có.txt",
    ]  # fmt: skip
    assert all(" → " in line for line in listed)


def test_a_file_that_is_no_document_is_skipped_unless_it_was_named(place: Place) -> None:
    program = place.file("a.bin", b"\x7fELF\0\0")
    assert place.add().status == 0
    ran = place.add(program, "--json")
    assert (ran.status, ran.json["counts"]["failed"]) == (3, 1)


def test_a_file_that_kills_its_reader_does_not_end_the_run(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.file("a.txt", plan(1) + misbehaving.DEADLY)
    place.file("b.txt", plan(2))
    candidates = find_candidates([place.folder], place.library)
    monkeypatch.setattr(intake, "read_packed", misbehaving.packs)
    outcomes = list(add_files(candidates, Library(place.library, create=True), jobs=1))
    assert [each.state for each in outcomes] == ["failed", "added"]
    assert isinstance(outcomes[0].error, ReaderCrashed)
    assert "đã dừng" in outcomes[0].error.reason


def test_a_file_above_the_limits_is_refused(place: Place) -> None:
    place.file("a.txt", plan())
    (candidate,) = find_candidates([place.folder], place.library)
    options = ReadOptions(limits=Limits(size=10))
    library = Library(place.library, create=True)
    (outcome,) = add_files([candidate], library, options=options)
    assert outcome.error is not None and outcome.error.code == "too-large"


# -- wrong use -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add"], "thiếu PATH"),
        (["add", "x", "--library", ":none:"], ":none:"),
        (["add", "x", "--jobs", "0"], "--jobs"),
        (["add", "x", "--jobs", "nhiều"], "--jobs cần một số nguyên"),
        (["add", "x", "--library", __file__], "không phải kho văn bản của kl52"),
        (["add", "x", "--library", str(ROOT)], "đây là thư mục"),
    ],
)
def test_wrong_use_is_told(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status: object = main(arguments)
    except SystemExit as ended:
        status = ended.code
    assert status == 2
    assert says in capsys.readouterr().err


def test_paths_are_completed() -> None:
    import shtab

    shown = shtab.complete(build_parser(), "bash")
    assert "_shtab_kl52_add_pos_0_COMPGEN=_shtab_compgen_files" in shown


# -- the walk ------------------------------------------------------------------------------------


def test_hidden_files_and_locks_are_no_documents(tmp_path: Path) -> None:
    for name in (".a.txt", "~$a.docx", ".git/b.txt", "c.txt", "con/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"a")
    assert list(walk(tmp_path)) == [tmp_path / "c.txt", tmp_path / "con" / "d.txt"]


@POSIX
def test_links_in_a_circle_are_gone_through_once(place: Place) -> None:
    place.file("con/a.txt", plan())
    (place.folder / "con" / "lên").symlink_to("..")
    (place.folder / "lại").symlink_to("con")
    (place.folder / "gãy.txt").symlink_to("không có")
    ran = place.add("--json")
    assert ran.json["counts"] == {"added": 1, "known": 0, "skipped": 0, "failed": 1}
    assert ran.json["failed"][0]["code"] == "not-found"


@POSIX
def test_pipes_and_devices_do_not_hang(place: Place) -> None:
    os.mkfifo(place.folder / "ống")
    (place.folder / "zero").symlink_to("/dev/zero")
    ran = place.add("--json")
    assert (ran.status, ran.json["counts"]["skipped"]) == (0, 2)
    assert main(["parse", str(place.folder / "ống")]) == 3


def test_a_file_that_may_not_be_read_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def closed(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    file = place.file("b.txt", plan())
    monkeypatch.setattr(Path, "open", closed)
    assert main(["parse", str(file), "--library", ":none:"]) == 3
    assert "quyền đọc" in capsys.readouterr().err


def test_a_folder_that_cannot_be_opened_is_listed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", closed)
    (error,) = find_candidates([place.folder], place.library)
    assert isinstance(error, UnreadableDocument) and "thư mục" in str(error)


def test_the_library_itself_is_not_added_to_itself(place: Place) -> None:
    place.library = place.folder / "kho.kl52"
    place.file("a.txt", plan())
    assert place.add("--json").json["counts"]["added"] == 1
    assert place.add("--json").json["counts"] == {"added": 0, "known": 1, "skipped": 0, "failed": 0}


@POSIX
def test_names_with_odd_characters_are_added(place: Place) -> None:
    for number, name in enumerate((b"a\nb.txt", b"\xff\xfe.txt", b"-q", b"a b'\".txt")):
        Path(os.fsdecode(os.fsencode(place.folder) + b"/" + name)).write_bytes(plan(number + 1))
    ran = place.add("--json")
    assert ran.json["counts"]["added"] == 4
    assert all(each.isprintable() for each in place.numbers)
    assert place.add("--json").json["counts"]["known"] == 4


# -- interruptions -------------------------------------------------------------------------------


def test_an_interrupted_batch_leaves_nothing_and_the_next_run_goes_on(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.file("a.txt", plan())

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(adding, "settle", interrupted)
        assert place.add("--no-sandbox").status == 130
    assert place.numbers == []
    assert place.add("--json").json["counts"]["added"] == 1


def test_what_failed_is_told_again_without_being_read_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.file("b.docx", samples.docx(["a"])[:900])
    first = place.add("--json").json["failed"]
    read: list[object] = []
    monkeypatch.setattr(intake, "read_packed", lambda *a, **k: read.append(a))
    assert place.add("--json", "--no-sandbox").json["failed"] == first
    assert read == []


def test_two_runs_at_once_are_safe(place: Place) -> None:
    for number in range(1, 9):
        place.file(f"{number}.txt", plan(number))
    command = [sys.executable, "-m", "kl52", "add", str(place.folder), "--library",
               str(place.library), "--json"]  # fmt: skip
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, encoding="utf-8")
        for _ in range(3)
    ]
    shown = [json.loads(run.communicate()[0]) for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert all(each["counts"]["added"] + each["counts"]["known"] == 8 for each in shown)
    assert place.numbers == [f"{number}/KH-UBND" for number in range(1, 9)]


def test_too_much_on_stdin_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            return len(buffer)

    stream = io.BufferedReader(Endless())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    monkeypatch.setenv("KL52_LIBRARY", ":none:")
    assert main(["parse", "-"]) == 3
    assert "quá giới hạn" in capsys.readouterr().err
