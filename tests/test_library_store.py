"""The file of a library: who opens it, who may write, and what a hostile one does."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kl52.catalogue.own_list import OwnList
from kl52.cli import main
from kl52.errors import UsageError
from kl52.library import Library, packing, store
from kl52.library.lists import keep_lists
from kl52.library.packing import pack, unpack
from kl52.library.store import Store
from kl52.library.verifying import verify
from kl52.model import Document, Raw
from kl52.spans import Span
from tests.librarying import Made, Name, add, write

ROOT = Path(__file__).resolve().parent.parent
PLAN = Name("KH", 1, "Lạng Sơn", 2021)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library of one plan."""
    library = Library(tmp_path / "kho.kl52", create=True)
    add(library, write(tmp_path / "in", [Made(PLAN)]))
    return library


def count(opened: Store) -> int:
    with opened.reading() as db:
        (number,) = db.execute("SELECT count(*) FROM lists").fetchone()
    return int(number)


# -- the schema ----------------------------------------------------------------------------------


def test_an_older_library_is_migrated_once_whoever_opens_it(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = store._statements

    def statements(script: str) -> object:
        return real(script) if script == "library-1.sql" else iter(["CREATE TABLE later (a)"])

    library.writable.close()
    monkeypatch.setattr(store, "_MIGRATIONS", ("library-1.sql", "library-2.sql"))
    monkeypatch.setattr(store, "VERSION", 2)
    monkeypatch.setattr(store, "_statements", statements)
    with ThreadPoolExecutor(4) as executor:
        opened = list(executor.map(lambda _: Library(tmp_path / "kho.kl52"), range(8)))
    assert {each.ids() for each in opened} == {library.ids()}
    with opened[0].writable.reading() as db:
        assert db.execute("PRAGMA user_version").fetchone() == (2,)
        assert db.execute("SELECT count(*) FROM later").fetchone() == (0,)


def test_a_migration_that_fails_leaves_the_library_as_it_was(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(store, "_MIGRATIONS", ("library-1.sql", "library-2.sql"))
        patch.setattr(store, "VERSION", 2)
        patch.setattr(store, "_statements", lambda _: iter(["DROP TABLE links", "no SQL"]))
        with pytest.raises(UsageError):
            Store(tmp_path / "kho.kl52")
    with Store(tmp_path / "kho.kl52").writing() as db:  # nobody holds it
        assert db.execute("SELECT count(*) FROM links").fetchone() == (0,)


def test_a_library_of_a_newer_kl52_is_refused(library: Library, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "kho.kl52") as db:
        db.execute("PRAGMA user_version = 9")
    db.close()
    with pytest.raises(UsageError, match="mới hơn"):
        Library(tmp_path / "kho.kl52")


def test_other_files_are_refused_and_left_alone(tmp_path: Path) -> None:
    text, foreign = tmp_path / "a.txt", tmp_path / "a.db"
    text.write_bytes(b"Ban Th\xc6\xb0\xe1\xbb\x9dng v\xe1\xbb\xa5" * 100)
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE documents (a)")
    db.close()
    before = text.read_bytes(), foreign.read_bytes()
    for path in (text, foreign):
        for create in (False, True):
            with pytest.raises(UsageError, match="không phải kho"):
                Store(path, create=create)
    assert (text.read_bytes(), foreign.read_bytes()) == before


# -- who writes and who reads --------------------------------------------------------------------


def test_writing_within_reading_is_refused_and_harms_neither() -> None:
    opened = Store(None)
    with opened.writing() as db:
        db.execute("INSERT INTO lists VALUES ('a', '')")
        with pytest.raises(RuntimeError), opened.writing():
            pass
        db.execute("INSERT INTO lists VALUES ('b', '')")
    with opened.reading(), pytest.raises(RuntimeError), opened.writing():
        pass
    assert (count(opened), opened.revision) == (2, 1)


def test_a_library_in_memory_serves_many_threads_one_after_the_other() -> None:
    opened = Store(None)

    def work(number: int) -> int:
        with opened.writing() as db:
            db.execute("INSERT INTO lists VALUES (?, '')", (str(number),))
        return count(opened)

    with ThreadPoolExecutor(8) as executor:
        assert min(executor.map(work, range(100))) >= 1
    assert (count(opened), opened.revision) == (100, 100)


def test_a_reader_sees_one_revision_whoever_writes(tmp_path: Path) -> None:
    path = tmp_path / "kho.kl52"
    reader, writer = Store(path, create=True), Store(path)
    with reader.reading():
        assert reader.revision == 0
        with writer.writing() as db:
            db.execute("INSERT INTO lists VALUES ('a', '')")
        assert (reader.revision, count(reader)) == (0, 0)
    assert (reader.revision, count(reader)) == (1, 1)


def test_a_library_in_use_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_WAIT", 0.01)
    path = tmp_path / "kho.kl52"
    one, other = Store(path, create=True), Store(path)
    with (
        one.writing(),
        pytest.raises(UsageError, match="chương trình khác ghi → thử lại"),
        other.writing(),
    ):
        pass
    assert one.revision == 1


def test_a_full_disk_is_told_and_harms_nothing(library: Library) -> None:
    opened = library.writable
    with opened.reading() as db:
        (pages,) = db.execute("PRAGMA page_count").fetchone()
    opened._connection().execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UsageError, match="ổ đĩa đầy"), opened.writing() as db:
        db.execute("INSERT INTO lists VALUES ('a', zeroblob(10000000))")
    assert (count(opened), opened.revision) == (0, 1)


def test_what_another_process_changes_is_seen(library: Library, tmp_path: Path) -> None:
    """Documents and lists are looked at anew when the revision is another."""
    other = Library(tmp_path / "kho.kl52")
    (id,) = other.ids()
    decided = Name("QĐ", 1, "Lạng Sơn", 2019)
    assert other.document(id) is not None
    add(library, write(tmp_path / "in", [Made(PLAN, (("Căn cứ", decided, 0),), copy=1)]))
    doc = other.document(id)
    assert doc is not None and [each.state for each in doc.citations] == ["not_in_library"]
    known = other.catalogue
    keep_lists(library, OwnList({}, {}))
    assert other.document(id) is not None and other.catalogue is not known


# -- media that can only be read -----------------------------------------------------------------

READ = "import sys; from kl52.library import Library; print(len(Library(sys.argv[1])))"
WRITE = f"{READ}\nwith Library(sys.argv[1]).writable.writing(): pass"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
@pytest.mark.parametrize("open_elsewhere", [False, True])
def test_a_library_that_may_only_be_read_is_read(
    library: Library, tmp_path: Path, open_elsewhere: bool
) -> None:
    folder = tmp_path / "chỉ đọc? 100%"
    folder.mkdir()
    if not open_elsewhere:
        library.writable.close()  # what is in the log goes into the file
    for each in tmp_path.glob("kho.kl52*"):
        shutil.copy(each, folder)
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    assert _powerless(READ, folder) == (0, "1")
    status, said = _powerless(WRITE, folder)
    assert status == 1 and "chỉ đọc được" in said


def _powerless(program: str, folder: Path) -> tuple[int, str]:
    """What a program does that may not write; root may everywhere unless that is taken away."""
    command = [sys.executable, "-c", program, str(folder / "kho.kl52")]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        if (setpriv := shutil.which("setpriv")) is None:
            pytest.skip("run as root, and no setpriv")
        command = [setpriv, "--bounding-set=-dac_override", "--inh-caps=-dac_override", *command]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    return ran.returncode, (ran.stdout if not ran.returncode else ran.stderr).strip()


# -- hostile files -------------------------------------------------------------------------------


def test_a_value_that_unpacks_to_more_than_any_document_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packing, "_MOST", 1000)
    with pytest.raises(UsageError, match="verify"):
        unpack(zlib.compress(b"\xc0" * 100_000), Raw)
    with pytest.raises(ValueError):
        pack("a" * 2000)


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"no zlib",
        pack(Span(0, 1))[:-4],
        zlib.compress(b""),
        zlib.compress(b"\x91" * 50_000),
        zlib.compress(b"\xdd\xff\xff\xff\xff"),
        pack({"type": "Document"}),
        None,
        7,
    ],
)
def test_bytes_that_are_no_value_are_refused(blob: bytes) -> None:
    with pytest.raises(UsageError, match="verify"):
        unpack(blob, Document)


@pytest.mark.parametrize("column", ["body", "found", "citations"])
def test_a_library_with_a_broken_value_ends_in_a_message(
    library: Library, tmp_path: Path, column: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with library.writable.writing() as db:
        db.execute(f"UPDATE documents SET {column} = ?", (zlib.compress(b"\x91" * 1000),))
    (id,) = library.ids()
    if column != "found":
        with pytest.raises(UsageError, match="verify"):
            library.document(id)
    assert main(["verify", "--library", str(tmp_path / "kho.kl52")]) == 3
    assert "kl52 remove" in capsys.readouterr().out


def test_a_library_cut_off_in_the_middle_ends_in_a_message(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library.writable.close()
    path = tmp_path / "kho.kl52"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert main(["verify", "--library", str(path)]) in (2, 3)
    said = capsys.readouterr()
    assert "sao lưu" in said.out + said.err


def test_odd_characters_are_kept_or_refused_with_a_message(tmp_path: Path) -> None:
    """Half a character, none at all, the last one, one that turns the line around."""
    marks = ("&#xD800;", "&#0;", "&#x10FFFF;", "&#x202E;", "\0", "\u202e", "😀")
    folder = tmp_path / "in"
    folder.mkdir()
    for number, mark in enumerate(marks):
        words = Made(Name("KH", number + 1, "Lạng Sơn", 2021)).data.decode()
        body = words.replace("mở lớp", f"mở lớp {mark}").replace("\n", "</p><p>")
        page = f"<html><meta charset=utf-8><body><p>{body}</p></body></html>"
        (folder / f"{number}.html").write_text(page, "utf-8")
    library = Library(tmp_path / "kho.kl52", create=True)
    outcomes = add(library, folder.iterdir())
    kept = [each for each in outcomes if each.state == "added"]
    assert len(kept) >= 6 and all(each.error for each in outcomes if each not in kept)
    assert verify(library, full=True) == []
    for id in library.ids():
        doc = library.document(id)
        assert doc is not None and "mở lớp" in doc.text.text
    with library.writable.reading() as db:
        found = "SELECT count(*) FROM search WHERE search MATCH 'bao cao OR truoc'"
        assert db.execute(found).fetchone() == (len(kept),)


def test_a_thread_that_ends_takes_its_connection_along(tmp_path: Path) -> None:
    opened = Store(tmp_path / "kho.kl52", create=True)
    seen: list[int] = []
    for _ in range(50):
        thread = threading.Thread(target=lambda: seen.append(opened.revision))
        thread.start()
        thread.join()
    assert seen == [0] * 50
