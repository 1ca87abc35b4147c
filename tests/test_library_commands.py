"""``kl52 remove``, ``kl52 update``, ``kl52 verify``."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks.librarying.comparing import differences
from kl52.cli import main
from kl52.library import Library, intake, updating
from kl52.library.updating import find_due, update
from kl52.library.verifying import verify
from kl52.model import Header
from tests.librarying import Made, Name, add, fresh, write

ROOT = Path(__file__).resolve().parent.parent
DECIDED = Name("QĐ", 1, "Lạng Sơn", 2019)
PLAN = Made(Name("KH", 1, "Lạng Sơn", 2021), (("Căn cứ", DECIDED, 0),))
OTHER = Made(Name("KH", 1, "Cao Bằng", 2021))
CORPUS = (Made(DECIDED), PLAN, OTHER, Made(DECIDED, copy=1))


class Place:
    """Files, the library of them, and the commands on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.paths = write(folder / "in", CORPUS)
        self.file = folder / "kho.kl52"
        add(Library(self.file, create=True), self.paths)

    @property
    def library(self) -> Library:
        return Library(self.file)

    def id(self, name: Name) -> str:
        (found,) = [doc.id for doc in self.library if doc.header.number == name.symbol
                    and doc.header.province == name.province]  # fmt: skip
        return found

    def states(self, name: Name) -> list[str]:
        doc = self.library.document(self.id(name))
        assert doc is not None
        return [each.state for each in doc.citations]

    def run(self, *arguments: object) -> tuple[int, str, str]:
        command, *rest = map(str, arguments)
        status = main([command, "--library", str(self.file), *rest])
        return (status, *self.capsys.readouterr())

    def json(self, *arguments: object) -> tuple[int, Any]:
        status, out, _ = self.run(*arguments, "--json")
        return status, json.loads(out)


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    return Place(tmp_path, capsys)


# -- remove --------------------------------------------------------------------------------------


def test_a_removed_document_is_cited_as_missing(place: Place) -> None:
    assert place.states(PLAN.name) == ["resolved"]
    status, found = place.json("remove", "1/QĐ-UBND")
    assert (status, found["counts"]) == (0, {"removed": 1, "kept": 0})
    (gone,) = found["removed"]
    assert gone["files"] == [str(place.paths[0]), str(place.paths[3])]
    assert place.states(PLAN.name) == ["not_in_library"]
    assert len(place.library) == 2 and place.paths[0].exists()


@pytest.mark.parametrize("by", ["id", "file", "folder"])
def test_a_document_is_named_by_id_or_by_where_it_lies(place: Place, by: str) -> None:
    names = {"id": place.id(OTHER.name), "file": place.paths[2], "folder": place.folder / "in"}
    status, out, err = place.run("remove", names[by])
    assert (status, err) == (0, "")
    assert f"bỏ {3 if by == 'folder' else 1} văn bản" in out
    assert len(place.library) == (0 if by == "folder" else 2)


def test_a_file_of_two_leaves_the_document(place: Place) -> None:
    status, found = place.json("remove", place.paths[3])
    assert (status, found["counts"]) == (0, {"removed": 0, "kept": 1})
    doc = place.library.document(place.id(DECIDED))
    assert doc is not None and doc.source.name == str(place.paths[0])
    assert place.states(PLAN.name) == ["resolved"]


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("1/KH-UBND",), "2 văn bản mang số 1/KH-UBND"),
        (("1/QĐ-UBND", "1/KH-UBND"), "2 văn bản mang số 1/KH-UBND"),
        (("77/KH-UBND",), "không có văn bản này"),
        (("không-có.txt",), "không có văn bản này"),
    ],
)
def test_names_that_are_not_clear_remove_nothing(
    place: Place, names: tuple[str, ...], says: str
) -> None:
    status, _, err = place.run("remove", *names)
    assert status == 2 and says in err
    if "1/KH-UBND" in names:
        assert place.id(PLAN.name) in err and place.id(OTHER.name) in err
    assert len(place.library) == 3


# -- update --------------------------------------------------------------------------------------


def test_files_that_changed_are_read_again(place: Place) -> None:
    changed = Made(OTHER.name, (("Thực hiện", PLAN.name, 0),))
    place.paths[2].write_bytes(changed.data)
    assert place.states(OTHER.name) == []
    status, found = place.json("update")
    assert (status, found["counts"]["added"], found["counts"]["known"]) == (0, 1, 0)
    assert place.states(OTHER.name) == ["resolved"]
    assert differences(place.library, fresh(place.folder, place.paths)) == []


def test_a_file_that_became_shorter_is_taken_as_it_is_now(place: Place) -> None:
    """What lay there before is no other file of the document."""
    place.paths[3].write_bytes(Made(DECIDED).data)
    assert place.json("update")[1]["counts"]["known"] == 1
    doc = place.library.document(place.id(DECIDED))
    assert doc is not None and len(doc.obligations) == 1
    assert differences(place.library, fresh(place.folder, place.paths)) == []


def test_a_file_that_changed_is_no_second_file_when_it_is_added_again(place: Place) -> None:
    place.paths[2].write_bytes(Made(Name("KH", 2, "Cao Bằng", 2021)).data)
    assert place.run("add", place.paths[2])[0] == 0
    assert differences(place.library, fresh(place.folder, place.paths)) == []


def test_what_cannot_be_read_any_more_stays_as_it_was(place: Place) -> None:
    place.paths[2].write_bytes(b"\xff\xfe\xff" * 20)
    status, found = place.json("update")
    assert (status, found["counts"]["failed"]) == (3, 1)
    assert len(place.library) == 3
    place.paths[2].write_bytes(OTHER.data)
    assert place.json("update")[1]["counts"]["known"] == 1


def test_files_that_are_gone_are_told_and_pruned_when_asked(place: Place) -> None:
    place.paths[0].unlink()
    place.paths[2].unlink()
    status, out, _ = place.run("update")
    assert status == 0 and str(place.paths[2]) in out and "--prune" in out
    assert len(place.library) == 3
    status, found = place.json("update", place.folder / "in", "--prune")
    assert (status, found["counts"]["pruned"]) == (0, 2)
    assert len(place.library) == 2
    assert differences(place.library, fresh(place.folder, [place.paths[1], place.paths[3]])) == []


def test_only_what_is_named_is_updated(place: Place) -> None:
    place.paths[0].unlink()
    place.paths[2].unlink()
    assert place.json("update", place.paths[2])[1]["counts"]["gone"] == 1
    status, _, err = place.run("update", place.folder / "khác")
    assert status == 2 and "kl52 add" in err


@pytest.mark.parametrize("sandboxed", [True, False])
def test_what_an_older_kl52_parsed_is_parsed_anew_without_its_files(
    place: Place, sandboxed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fresh(place.folder, place.paths)
    with place.library.writable.writing() as db:
        db.execute("UPDATE files SET reader = '0.0.1', letters = 0")
        db.execute("UPDATE documents SET title = 'cũ'")
        db.execute("DELETE FROM obligations")
        db.execute(
            "UPDATE documents SET file = (SELECT min(sha256) FROM files WHERE document = id)"
        )
    assert place.run("verify", "--full")[0] == 3
    library = place.library
    due = find_due(library)
    assert (len(due.changed), len(due.gone), len(due.old)) == (0, 0, 4)
    for path in place.paths:
        path.unlink()
    done = list(update(library, due, sandboxed=sandboxed, jobs=2))
    assert [each.state for each in done] == ["parsed"] * 4
    assert differences(library, before) == []
    assert len(find_due(library).old) == 0


def test_a_document_that_would_not_be_taken_any_more_stays_and_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.library.writable.writing() as db:
        db.execute("UPDATE files SET reader = '0.0.1'")
    parse = intake.parse_reading

    def numberless(*arguments: Any, **options: Any) -> Any:
        reading = parse(*arguments, **options)
        doc = reading.document
        bare = Header(span=doc.header.span)
        return type(reading)(reading.raw, intake.replace(doc, header=bare), reading.found)

    monkeypatch.setattr(intake, "parse_reading", numberless)
    status, found = place.json("update", "--no-sandbox")
    assert (status, found["counts"]["failed"]) == (3, 4)
    assert len(place.library) == 3
    assert place.run("verify", "--full")[0] == 0


def test_an_interrupted_update_goes_on(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fresh(place.folder, place.paths)
    with place.library.writable.writing() as db:
        db.execute("UPDATE files SET reader = '0.0.1'")
    monkeypatch.setattr(updating, "_BATCH", 1)
    library = place.library
    steps = update(library, find_due(library), sandboxed=False)
    next(steps)
    steps.close()
    assert len(find_due(library).old) == 3
    list(update(library, find_due(library), sandboxed=False))
    assert differences(library, before) == []


# -- verify --------------------------------------------------------------------------------------

DAMAGE = [
    ("DROP TABLE failures", False, "kho thiếu failures"),
    ("DROP TRIGGER passages_removed", False, "kho thiếu passages_removed"),
    ("UPDATE documents SET stale = 1 WHERE number = '1/QĐ-UBND'", False, "chưa được xác định lại"),
    ("UPDATE files SET raw = x'00'", False, "không mở ra được"),
    ("DELETE FROM citations", True, "citations"),
    ("UPDATE units SET heading = 'khác'", True, "units"),
    ("DELETE FROM lookups", True, "lookups"),
    ("DELETE FROM keys WHERE key LIKE 'number:1/q%'", True, "citations"),
    ("DELETE FROM documents WHERE number = '1/QĐ-UBND'", False, "không có văn bản"),
    ("INSERT INTO search (search) VALUES ('delete-all')", False, "chỉ mục tìm kiếm"),
]


def test_a_library_that_is_whole_is_said_to_be(place: Place) -> None:
    with place.library.writable.writing() as db:  # what other tools leave in a file
        db.execute("CREATE TABLE mine (a)")
        db.execute("ANALYZE")
    for arguments in ((), ("--full",)):
        status, out, _ = place.run("verify", *arguments)
        assert status == 0 and "nguyên vẹn, 4 nội dung" in out
    assert place.json("verify")[1]["whole"] is True


@pytest.mark.parametrize(("damage", "full", "says"), DAMAGE)
def test_damage_is_found_with_what_to_do(place: Place, damage: str, full: bool, says: str) -> None:
    with place.library.writable.writing() as db:
        db.execute(damage)
    status, out, _ = place.run("verify", *(["--full"] if full else []))
    assert status == 3
    assert any(says in line and " → " in line for line in out.splitlines()), out
    revision = place.library.writable.revision
    status, found = place.json("verify", "--full")
    assert (status, found["whole"]) == (3, False) and found["faults"]
    assert place.library.writable.revision == revision


# -- all of them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("remove", "x"), ("update",), ("verify",)])
def test_without_a_library_there_is_a_message(
    tmp_path: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "không có.kl52"
    assert main([*command, "--library", str(missing)]) == 2
    assert "kl52 add" in capsys.readouterr().err and not missing.exists()
    assert main([*command, "--library", ":none:"]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("seconds", [0, 0.1, 0.3, 0.6])
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path, seconds: float) -> None:
    """No process and no scratch folder, and a library that is whole; whenever it comes."""
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    write(tmp_path / "in", [Made(Name("KH", each, "Lạng Sơn", 2021)) for each in range(1, 600)])
    command = [sys.executable, "-m", "kl52", "add", str(tmp_path / "in"), "--jobs", "3",
               "--library", str(tmp_path / "kho.kl52")]  # fmt: skip
    env = {**os.environ, "TMPDIR": str(scratch)}
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, env=env)
    while not (children := _children(process.pid)) and process.poll() is None:
        time.sleep(0.02)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130 and "chạy lại lệnh để làm tiếp" in said.decode()
    assert children and not [each for each in children if Path(f"/proc/{each}").exists()]
    assert list(scratch.iterdir()) == []
    assert verify(Library(tmp_path / "kho.kl52", create=True), full=True) == []


def _children(of: int) -> list[int]:
    """The processes that a process has started."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("no /proc")
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has just ended
            after_name = stat.read_text(errors="replace").rpartition(")")[2].split()
            if int(after_name[1]) == of:
                found.append(int(stat.parent.name))
    return found
